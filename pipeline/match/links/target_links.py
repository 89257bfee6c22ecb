"""Targets of two documents about the same indicator, in the same period or across years.

Two targets are about the same indicator when their names agree (``similarity``), they measure the same sort of thing in
comparable units, neither has a bound or a word that excludes the other's, and, where the name is too short to stand
alone, what stands around them agrees as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.language.numbers.measures import comparable, convert, family_of
from pipeline.language.words.enclosed import without_brackets
from pipeline.match.links.blocking import BigramIndex
from pipeline.match.links.near_values import near_links
from pipeline.match.names.plain_names import alike, is_other_part, plain, works_differ
from pipeline.match.names.promised_names import promised_names
from pipeline.match.names.same_measure import counts_people
from pipeline.match.names.similarity import contrast, core, coverage, other_ordinal, qualifiers, thresholds, vocabulary
from pipeline.match.names.text_forms import bigrams, normal_form
from pipeline.match.names.topics import topic_of
from pipeline.match.pairs.newness import new_against_all
from pipeline.records import DocumentRecord, TargetLinkRecord, TargetRecord, TaskRecord, TextRecord

CANDIDATES = 24
MINIMUM = 0.82
CONTEXT, CONTEXT_REACH = 0.3, 80
SHORTEST_REORDERED, SHARED_PAIRS, REORDERED = 6, 0.75, 0.96
SHARE_ALIKE = 0.9
# A value that two promises hardly share by chance, and how a name has to stand in the other then.
TELLING, NAMED_ALIKE, SHORTEST_READING, IN_ORDER, IN_PAIRS = 10, 0.9, 4, 0.8, 0.5
_SORT_OF_THING = re.compile(r"(?<=.{3})(?:企业|单位|家数)$")
_RATE_MARK = re.compile(r"率$")
_OF_WHAT = re.compile(r"^(?P<part>[^占]{2,40})占(?P<whole>[^占]{2,16})比重$")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Named:
    """A target with the words that tell what it is about."""

    target: TargetRecord
    jurisdiction: str
    name: str
    quote: str  # its numbers masked
    words: str
    context: str


def link_targets(
    documents: Iterable[DocumentRecord],
    tasks: Iterable[TaskRecord],
    targets: Iterable[TargetRecord],
    texts: Iterable[TextRecord],
) -> list[TargetLinkRecord]:
    """One record per pair of targets of two plan documents of one jurisdiction, ``target_id < other_target_id``."""
    jurisdiction_of = {document.document_id: document.jurisdiction for document in documents}
    task_text = {task.task_id: f"{task.title or ''}{task.task_text}" for task in tasks}
    text = {record.document_id: record.text for record in texts}
    groups: dict[str, list[_Named]] = defaultdict(list)
    for target in sorted(targets, key=lambda target: target.target_id):
        if target.task_id is not None:
            jurisdiction = jurisdiction_of.get(target.document_id, "")
            groups[jurisdiction].append(_named(target, jurisdiction, task_text.get(target.task_id, ""), text))
    links: list[TargetLinkRecord] = []
    for group in groups.values():
        known = list(_link_group(group))
        links += known + near_links([named.target for named in group], known, _is_one_promise)
    return sorted(links, key=lambda link: (link.target_id, link.other_target_id))


def _named(target: TargetRecord, jurisdiction: str, task_text: str, text: Mapping[str, str]) -> _Named:
    topic = topic_of(target, text.get(target.document_id, ""))
    words = " ".join(promised_names(target.indicator, target.scope, target.quote))
    quote = _DIGITS.sub("#", normal_form(target.quote))
    context = f"{topic}{normal_form(task_text).replace(normal_form(target.quote), '')[:CONTEXT_REACH]}"
    return _Named(target, jurisdiction, core(target.indicator), quote, words, context)


def _link_group(group: Sequence[_Named]) -> Iterator[TargetLinkRecord]:
    index = BigramIndex([" ".join((named.name, *_readings(named))) for named in group])
    for place, one in enumerate(group):
        for other_place in index.candidates(" ".join((one.name, *_readings(one))), CANDIDATES):
            other = group[other_place]
            if place < other_place and one.target.document_id != other.target.document_id:
                score = _score(one, other)
                if score >= MINIMUM:
                    yield _link(one.target, other.target, score)


def _score(one: _Named, other: _Named) -> float:
    left, right = one.target, other.target
    if left.kind != right.kind or not _same_measure(left, right):
        return 0.0
    if left.unit and right.unit and counts_people(left.unit) != counts_people(right.unit):
        return 0.0
    if thresholds(one.words) != thresholds(other.words) or contrast(one.words, other.words):
        return 0.0
    if (
        other_ordinal(left.quote, right.quote)
        or _is_stretch(left) != _is_stretch(right)
        or new_against_all(left.quote, right.quote)
        or works_differ(left.quote, right.quote)
    ):
        return 0.0
    same_value = _same_value_score(one, other)
    if same_value:
        return max(same_value, _name_score(one, other))
    score = _name_score(one, other)
    if score >= MINIMUM and {one.name, other.name} & _bare_names():
        around = max(coverage(one.context, other.context), coverage(other.context, one.context))
        return score if around >= CONTEXT else 0.0
    return score


def _is_stretch(target: TargetRecord) -> bool:
    return target.scope == "力争" and not target.is_firm


def _same_measure(left: TargetRecord, right: TargetRecord) -> bool:
    """Comparable units, or an average once with and once without what it is taken over: 亩均税收22万元, 30万元/亩."""
    if comparable(left.unit, right.unit):
        return True
    short, long = sorted((left.unit, right.unit), key=len)
    averages = all("均" in target.indicator for target in (left, right))
    return averages and bool(short) and long.startswith(f"{short}/")


def _same_value_score(one: _Named, other: _Named) -> float:
    """Two promises of one telling value for one year are the same where one name stands in the other.

    So brackets, verbs, a grade or the order of words may differ (残疾人辅助性就业400人, 辅助残疾人就业400人).
    """
    left, right = one.target, other.target
    if left.value < TELLING or not _same_value(left, right) or not _same_year(left, right):
        return 0.0
    if left.kind not in ("count", "level") or is_other_part(left.indicator, right.indicator):
        return 0.0
    return NAMED_ALIKE if any(_stands_in(a, b) for a in _readings(one) for b in _readings(other)) else 0.0


def _is_one_promise(left: TargetRecord, right: TargetRecord) -> bool:
    """Whether two targets promise one value of comparable units for one time, and neither is a stretch of the other."""
    is_one = _same_measure(left, right) and _same_value(left, right) and _same_year(left, right)
    people = bool(left.unit and right.unit and counts_people(left.unit) != counts_people(right.unit))
    return is_one and not people and _is_stretch(left) == _is_stretch(right)


def _same_year(left: TargetRecord, right: TargetRecord) -> bool:
    """Due together, or one of them every year of a window that holds the other's."""
    if _due(left) == _due(right):
        return True
    annual, other = (left, right) if left.is_annual else (right, left)
    return annual.is_annual and not other.is_annual and other.period_id <= annual.period_id


def _readings(named: _Named) -> tuple[str, ...]:
    """The names a target may be meant by: without brackets, with its scope, without what any name may carry."""
    target = named.target
    name = without_brackets(target.indicator)
    spellings = name, f"{target.scope or ''}{name}", target.indicator
    readings = [reading for spelling in spellings for reading in (core(spelling), plain(spelling))]
    return tuple(dict.fromkeys(reading for reading in readings if len(reading) >= SHORTEST_READING))


def _stands_in(one: str, other: str) -> bool:
    """Whether the shorter of two names stands in the longer, in order or as a set of the same words."""
    from rapidfuzz.distance import LCSseq

    short, long = sorted((one, other), key=len)
    if len(short) == len(long) and Counter(short) != Counter(long):
        return False  # one word in the place of another: 山区道路, 城区道路
    in_order = LCSseq.similarity(short, long) / len(short)
    shared = len(bigrams(short) & bigrams(long)) / len(bigrams(short))
    same_head = short[-2:] == long[-2:]
    return (in_order >= IN_ORDER and same_head) or (not Counter(short) - Counter(long) and shared >= IN_PAIRS)


@lru_cache(maxsize=1)
def _bare_names() -> frozenset[str]:
    return frozenset(vocabulary()["bare_names"])


def _name_score(one: _Named, other: _Named) -> float:
    """Names, or quotes with their numbers masked, whichever agree better; a share also in another order."""
    is_rate = one.target.kind.endswith("_rate")
    names = one.target.indicator, other.target.indicator
    unit = one.target.unit
    name = max(
        alike(*names, place=one.jurisdiction, is_rate=is_rate, unit=unit),
        alike(*map(_without_sort, names), place=one.jurisdiction, is_rate=is_rate, unit=unit),
        _alike_shares(*names) if one.target.kind == "share" else 0.0,
    )
    reordered = _reordered(one.name, other.name) if one.target.kind == "share" else 0.0
    is_narrower = qualifiers(names[0]) != qualifiers(names[1])
    return max(name, 0.0 if is_narrower else reordered)


def _alike_shares(one: str, other: str) -> float:
    """Shares of one thing, of which only one says of what, or what is measured of the whole as well.

    民间投资占比, 民间投资占固定资产投资比重; 甲业增加值占工业比重, 甲业增加值占工业增加值比重.
    """
    (part, whole), (other_part, other_whole) = map(_share_of, (one, other))
    is_same_whole = whole == other_whole or not whole or not other_whole
    return SHARE_ALIKE if is_same_whole and (whole or other_whole) and alike(part, other_part) else 0.0


def _share_of(name: str) -> tuple[str, str]:
    """What a share is of: the part, and the whole without the measure that it has in common with the part."""
    match = _OF_WHAT.match(core(name))
    if match is None:
        return core(name).removesuffix("比重"), ""
    measure = next((match["part"][-size:] for size in (3, 2) if match["whole"].endswith(match["part"][-size:])), "")
    return match["part"], match["whole"].removesuffix(measure) or match["whole"]


def _without_sort(name: str) -> str:
    """“小升规”企业 is 小升规: the sort of thing that a name of its own ends in."""
    return _SORT_OF_THING.sub("", without_brackets(name))


def _reordered(one: str, other: str) -> float:
    """A share named in another order, perhaps with more before it: 子女公办学校就读率, 义务教育段子女就读公办学校.

    Every character of the shorter name but the mark of a rate has to stand in the longer one, most of them in the same
    pairs. Names in the same order are no such case: there more words in front narrow what is meant. 0 otherwise.
    """
    from rapidfuzz.distance import LCSseq

    short, long = sorted((_RATE_MARK.sub("", one), _RATE_MARK.sub("", other)), key=len)
    in_order = LCSseq.similarity(short, long) == len(short)
    if len(short) < SHORTEST_REORDERED or in_order or Counter(short) - Counter(long):
        return 0.0
    shared = len(bigrams(short) & bigrams(long)) / len(bigrams(short))
    return REORDERED if shared >= SHARED_PAIRS else 0.0


def _link(one: TargetRecord, other: TargetRecord, score: float) -> TargetLinkRecord:
    return TargetLinkRecord(
        target_id=one.target_id,
        other_target_id=other.target_id,
        link_score=Decimal(str(round(min(score, 1.0), 4))),
        same_period=_due(one) == _due(other),
        same_value=_same_value(one, other),
        same_family=one.unit == other.unit or family_of(one.unit) == family_of(other.unit) is not None,
    )


def _due(target: TargetRecord) -> tuple[str, bool]:
    return target.period_id, target.is_annual


def _same_value(one: TargetRecord, other: TargetRecord) -> bool:
    """Whether both promise the same value once in one unit; how the bound is worded does not matter."""
    high = one.value_high, other.value_high
    return convert(other.value, other.unit, one.unit) == one.value and high[0] == high[1]
