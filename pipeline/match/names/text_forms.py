"""Comparing Chinese texts: normal form, character bigrams, the numbers a text holds, and what differs between two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache, partial

from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "text_forms")

SHORT_TEXT, SHORT_CLAUSE, MANY_WORDS = 16, 26, 6
_CLAUSE_END = re.compile(r"[，,。；;：:\n]")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")


@lru_cache(maxsize=65536)
def normal_form(text: str) -> str:
    """The text without blanks and punctuation, full-width forms folded; 1.5 keeps its point, 8% its sign."""
    folded = unicodedata.normalize("NFKC", text)
    pointed = _DECIMAL_POINT.sub("\0", folded)
    kept = (c for c in pointed if c in "%\0" or unicodedata.category(c)[0] in "LNS")
    return "".join(kept).replace("\0", ".").lower()


@lru_cache(maxsize=65536)
def bigrams(text: str) -> frozenset[str]:
    """The character bigrams of a normal form; a single character is its own bigram."""
    return frozenset(text[i : i + 2] for i in range(max(len(text) - 1, 1))) if text else frozenset()


def numbers(text: str) -> tuple[str, ...]:
    """The Arabic numerals of a normal form, sorted."""
    return tuple(sorted(_NUMBER.findall(text)))


def changes_substance(old: str, new: str) -> bool:
    """Whether what came or went between two texts, as printed, is more than style.

    A number, a bound, words enough to be a promise of their own, or, in a text or a clause of a few words, any word
    that is not a mere link (辅助残疾人就业, 辅助性残疾人就业; 主体结顶, 主体结项).
    """
    forms = normal_form(old), normal_form(new)
    is_short = max(map(len, forms)) <= SHORT_TEXT
    for gone, come in _changes(*forms):
        kept = len(gone) > 1 and not come and gone in forms[1]  # said once instead of twice
        for words in (gone, come):
            is_word = is_short and not kept and _said("style").sub("", words)
            if len(words) >= MANY_WORDS or _said("bound").search(words) or is_word:
                return True
    return any(_rewords(*clauses) for clauses in _clauses_in_pairs(old, new))


def _clauses_in_pairs(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The clauses of two texts side by side, where both have the same number of them."""
    texts = [[normal_form(_said("province").sub("", part)) for part in _CLAUSE_END.split(text)] for text in (old, new)]
    left, right = ([clause for clause in clauses if clause] for clauses in texts)
    return zip(left, right, strict=True) if len(left) == len(right) else iter(())


def _rewords(old: str, new: str) -> bool:
    """Whether a short clause lost a word of what is promised: neither style, nor one that the clause has still."""
    if old == new or max(len(old), len(new)) > SHORT_CLAUSE or not bigrams(old) & bigrams(new):
        return False
    return any((lost := _said("style").sub("", gone)) and lost not in new for gone, _ in _changes(old, new))


def differences(old: str, new: str) -> list[str]:
    """What changed from one normal form to the other, each change as a short Chinese phrase."""
    return [_phrase(a, b) for a, b in _changes(old, new)]


def _phrase(old: str, new: str) -> str:
    if not old:
        return f"增加“{new}”"
    return f"“{old}”改为“{new}”" if new else f"去掉“{old}”"


def _changes(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Changed stretches; changes that only one equal character parts are one, and a number is never cut."""
    from rapidfuzz.distance import Indel

    stretches: list[list[int]] = []
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            continue
        places = [code.src_start, code.src_end, code.dest_start, code.dest_end]
        if stretches and places[0] - stretches[-1][1] <= 1:
            stretches[-1][1], stretches[-1][3] = places[1], places[3]
        else:
            stretches.append(places)
    for a, b, c, d in stretches:
        a, c = _number_start(old, a, new, c)
        b, d = _number_end(old, b, new, d)
        yield old[a:b], new[c:d]


def _is_digit(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isdigit() or text[place] == ".")


def _number_start(old: str, a: int, new: str, c: int) -> tuple[int, int]:
    changed_digit = _is_digit(old, a) or _is_digit(new, c)
    while changed_digit and _is_digit(old, a - 1) and _is_digit(new, c - 1):
        a, c = a - 1, c - 1
    return a, c


def _number_end(old: str, b: int, new: str, d: int) -> tuple[int, int]:
    changed_digit = _is_digit(old, b - 1) or _is_digit(new, d - 1)
    while changed_digit and _is_digit(old, b) and _is_digit(new, d):
        b, d = b + 1, d + 1
    return b, d
