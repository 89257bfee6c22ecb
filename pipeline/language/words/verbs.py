"""The verbs of plans by class, found by lexing: the longest word wins, so that no verb is found inside a name (开发区).

The words are data (``promises.yml``): ``delivering`` hands something over, ``pushing`` moves something along, ``light``
says neither; ``verb_guards`` are nouns that begin like a verb.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.words.vocabulary import alternatives, load_vocabulary

_NAMED_LIST = re.compile(r"[一-龥”）)][、和][^、，]+$|等$")


@lru_cache(maxsize=1)
def _sorts() -> dict[str, str]:
    data = load_vocabulary("promises")
    sorts = dict.fromkeys(data["delivering"], "delivering")
    return {**sorts, **dict.fromkeys(data["pushing"], "pushing"), **dict.fromkeys(data["verb_guards"], "")}


@lru_cache(maxsize=1)
def _lexer() -> re.Pattern[str]:
    return re.compile(alternatives(list(_sorts())))


@lru_cache(maxsize=8)
def _vocabulary(names: tuple[str, ...]) -> frozenset[str]:
    data = {**load_vocabulary("promises"), "fillers": load_vocabulary("comparators")["fillers"]}
    return frozenset(word for name in names for word in data[name])


def verbs_in(words: str) -> list[tuple[int, str, str]]:
    """The verbs of a stretch in order: where each begins, the word, and its sort (delivering or pushing)."""
    found = ((match.start(), match[0], _sorts()[match[0]]) for match in _lexer().finditer(words))
    return [(start, word, sort) for start, word, sort in found if sort and (len(word) > 1 or _opens(words, start))]


def _opens(words: str, start: int) -> bool:
    """Whether a verb of one character (建, 新) opens its phrase; inside one it is part of a noun (新型, 基建)."""
    return not start or words[start - 1] in "、，：和及与并再将已"


def governing_verb(lead: str) -> str:
    """Which sort of verb governs the number behind ``lead``: delivering, pushing or none.

    The last one does; in front of a list of names (加快甲路改扩建、乙路等7个项目) it is the first.
    """
    named = _NAMED_LIST.search(lead.strip("、"))
    found = verbs_in(lead.strip("、").partition("、")[0] if named else lead)
    return (found[0] if named else found[-1])[2] if found else ""


def delivers(words: str) -> bool:
    """Whether a delivering verb stands in a stretch."""
    return any(sort == "delivering" for _, _, sort in verbs_in(words))


def lists_names(lead: str) -> bool:
    """Whether names are listed right before a number (长岭、东湖、北原|3个实验室, 甲路、乙路等|7个项目)."""
    return bool(_NAMED_LIST.search(lead.strip("、")))


def only_words(phrase: str, names: tuple[str, ...]) -> bool:
    """Whether a phrase is nothing but words of the named lists, however they are cut (新|上线, not 新上|线)."""
    words = _vocabulary(names)
    longest = max(map(len, words))
    reached = {0}
    for start in range(len(phrase)):
        if start in reached:
            ends = range(start + 1, min(len(phrase), start + longest) + 1)
            reached.update(end for end in ends if phrase[start:end] in words)
    return len(phrase) in reached
