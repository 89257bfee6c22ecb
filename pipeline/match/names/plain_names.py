"""Whether two plans name one indicator: what their names differ by has to be words that any name may carry.

A name that is merely near (技能人才, 高技能人才; 中欧班列, 中老班列) names something else: in Chinese one word more is
one condition more. So the words of ``indicators.yml`` (neutral, works) are taken out, and the rest has to agree. A word
that is on no list keeps two names apart; it belongs there when it changes nothing about what is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from pipeline.language.words.enclosed import without_brackets
from pipeline.match.names.similarity import core, qualifiers, vocabulary, without_grade_mark
from pipeline.match.names.text_forms import bigrams

SAME, SAME_WORDS, NEAR = 1.0, 0.95, 0.9
SHORTEST, IN_PAIRS = 2, 0.5
_PLACE_END = re.compile(r"[省市县区旗州镇乡]$")


def alike(one: str, other: str, *, place: str = "", is_rate: bool = False, unit: str = "") -> float:
    """How sure it is that two indicators are one: 1 by name, 0.95 but for neutral words, 0.9 in another order, else 0.

    ``place`` is the jurisdiction of both, whose name may stand in either (环义乌步道, 环义步道); ``is_rate`` allows the
    words by which a growth is spoken of (增速, 年均); ``unit`` those that it says itself (标箱: 集装箱).
    """
    if core(one) == core(other):
        return SAME
    if _unbracketed(qualifiers(one)) != _unbracketed(qualifiers(other)) or works_differ(one, other):
        return 0.0
    pairs = [[plain(name, is_rate=is_rate, unit=unit) for name in names] for names in _spellings(one, other)]
    return max(_alike(left, right, place) for left, right in pairs)


def _spellings(one: str, other: str) -> list[tuple[str, str]]:
    return [(one, other), (without_brackets(one), without_brackets(other))]


def _unbracketed(words: frozenset[str]) -> frozenset[str]:
    return words - frozenset(vocabulary()["neutral"])


def _alike(left: str, right: str, place: str) -> float:
    left, right = _without_place(left, right, place), _without_place(right, left, place)
    if min(len(left), len(right)) < SHORTEST:
        return 0.0
    if left == right:
        return SAME_WORDS
    shared = len(bigrams(left) & bigrams(right)) / max(len(bigrams(left)), len(bigrams(right)))
    return NEAR if Counter(left) == Counter(right) and shared >= IN_PAIRS else 0.0


def _without_place(name: str, other: str, place: str) -> str:
    """A name without the characters of its own place that the other one lacks."""
    return "".join(sign for sign in name if sign in other or sign not in _PLACE_END.sub("", place))


@lru_cache(maxsize=65536)
def plain(name: str, *, is_rate: bool = False, unit: str = "") -> str:
    """A name without neutral words, what its unit says, and the words for what is done to the thing."""
    bare = without_grade_mark(core(name))
    for pattern in _taken_out(is_rate, unit):
        left = pattern.sub("", bare)
        bare = left if len(left) >= SHORTEST else bare
    return bare


@lru_cache(maxsize=64)
def _taken_out(is_rate: bool, unit: str) -> tuple[re.Pattern[str], ...]:
    words = vocabulary()
    works = [word for sort in words["works"] for word in sort]
    said = words["said_by_units"].get(unit, [])
    lists = [[*words["neutral"], *said, *(words["words_of_growth"] if is_rate else [])], works]
    return tuple(re.compile("|".join(sorted(each, key=len, reverse=True))) for each in lists)


def works_differ(one: str, other: str) -> bool:
    """Whether both say what is done to the thing, and it is not the same: 新建公路, 养护公路."""
    left, right = _works(one), _works(other)
    return bool(left and right and not left & right)


@lru_cache(maxsize=65536)
def _works(name: str) -> frozenset[int]:
    return frozenset(i for i, sort in enumerate(vocabulary()["works"]) if any(word in name for word in sort))


def is_other_part(one: str, other: str, *, of_an_area: bool = True) -> bool:
    """Whether one names a part of what the other names, or each another part: 技能人才 and 高技能人才.

    Without ``of_an_area`` a word for the countryside or the town alone is no part (危房, 农村危房).
    """
    left, right = qualifiers(one), qualifiers(other)
    words = [*vocabulary()["parts_of_a_whole"], *(vocabulary()["areas"] if of_an_area else [])]
    narrower = any((word in core(one)) != (word in core(other)) for word in words)
    return narrower or bool(left - right and right - left)
