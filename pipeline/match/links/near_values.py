"""Links that a telling value makes: two plans promise it for one time, of things that are near in words.

A value of two digits that nobody else of the two plans promises (3200个, 6.8万亩) is hardly shared by chance. So other
words for the thing may do: names need to share only some of their pairs of characters. A value that several promises
share, a word that parts them, or other work on the thing leaves them apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from pipeline.match.names.plain_names import is_other_part, plain, works_differ
from pipeline.match.names.promised_names import compact, without_last_number
from pipeline.match.names.similarity import contrast, core, other_ordinal, thresholds
from pipeline.match.names.text_forms import bigrams
from pipeline.records import TargetLinkRecord, TargetRecord

SHARED, SHARE = 2, 0.25  # pairs of characters that two names share, and how much of the shorter they are
TELLING_DIGITS = 2
LONGEST_WORD = 3  # characters of a word that tells two things apart
NEAR = Decimal("0.85")
_BRACKETED = re.compile(r"[（(]([^（()）]{3,})[)）]")
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,12})[”\"]")
Same = Callable[[TargetRecord, TargetRecord], bool]


def near_links(group: Sequence[TargetRecord], known: Sequence[TargetLinkRecord], same: Same) -> list[TargetLinkRecord]:
    """One more record per pair that only each other's value and words fit; ``same`` says that value and time agree.

    Targets that ``known`` links to a target of the same value are settled.
    """
    settled = {end for link in known if link.same_value for end in (link.target_id, link.other_target_id)}
    found = [pair for pair in _pairs(group, same) if not {end.target_id for end in pair} & settled]
    seen = Counter(end.target_id for pair in found for end in pair)
    alone = [pair for pair in found if all(seen[end.target_id] == 1 for end in pair)]
    return [_link(*pair) for pair in alone]


def _pairs(group: Sequence[TargetRecord], same: Same) -> Iterator[tuple[TargetRecord, TargetRecord]]:
    by_value: dict[Decimal, list[TargetRecord]] = defaultdict(list)
    for target in group:
        if target.kind in ("count", "level") and _is_telling(target.value):
            by_value[target.value].append(target)
    for alike in by_value.values():
        for place, one in enumerate(alike):
            for other in alike[place + 1 :]:
                if one.document_id != other.document_id and same(one, other) and _are_near(one, other):
                    yield one, other


def _is_telling(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) >= TELLING_DIGITS


def _are_near(one: TargetRecord, other: TargetRecord) -> bool:
    if one.kind != other.kind or thresholds(one.quote) != thresholds(other.quote):
        return False
    if _is_replaced(core(one.indicator), core(other.indicator)):
        return False
    quotes = one.quote, other.quote
    if contrast(*quotes) or works_differ(*quotes) or other_ordinal(*quotes):
        return False
    quoted = set(_QUOTED.findall(one.quote)) & set(_QUOTED.findall(other.quote))
    return any(
        (quoted or _share(a, b)) and not is_other_part(a, b, of_an_area=False)
        for a in _words(one)
        for b in _words(other)
    )


def _is_replaced(one: str, other: str) -> bool:
    """Whether one short word stands in another's place: 山区道路, 城区道路; 文化企业, 服务业企业."""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    left, right = len(one) - start - end, len(other) - start - end
    return 0 < left <= LONGEST_WORD and 0 < right <= LONGEST_WORD


def _common(one: str, other: str) -> int:
    """How many characters two names begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _words(target: TargetRecord) -> tuple[str, ...]:
    """What a target is about: its name, what a bracket calls it, the words of its quote."""
    spoken = without_last_number(compact(target.quote))
    spellings = (target.indicator, spoken, *_BRACKETED.findall(target.indicator))
    return tuple(dict.fromkeys(word for spelling in spellings for word in (core(spelling), plain(spelling))))


def _share(one: str, other: str) -> bool:
    left, right = bigrams(one), bigrams(other)
    shared = len(left & right)
    return shared >= SHARED and shared >= SHARE * min(len(left), len(right))


def _link(one: TargetRecord, other: TargetRecord) -> TargetLinkRecord:
    first, second = sorted((one.target_id, other.target_id))
    return TargetLinkRecord(first, second, NEAR, same_period=True, same_value=True)
