"""What a careful reader marks in a report: rows that contradict each other, events to come, promises given up."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations, pairwise

from pipeline.language.time.event_dates import events_in
from pipeline.language.words.sentences import Range
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.similarity import core, qualifiers, thresholds, vocabulary
from pipeline.match.names.text_forms import bigrams, normal_form
from pipeline.match.pairs.evidence import Evidence, Row
from pipeline.match.pairs.fit import RATES
from pipeline.match.pairs.newness import is_new, is_stock
from pipeline.period import end_of
from pipeline.records import RemarkRecord

_said = partial(pattern_of, "pairs")

HEAD = 2  # the last characters of a name: what is counted

SHORTEST_NAME = 3  # characters of a name that says by itself what is counted
SAME_SUBJECT = 2  # bigrams that a sentence and the row's promise share at least when it speaks of it
LONG_READING = 10  # characters of a reading beside the indicator itself
_AND = re.compile(r"[和及与]")
_AND_THEN = re.compile(r"并(?:获.*)?$")
_AMOUNTS = ("count", "level")
LEAST_OWN = 4  # characters of the name under which a rate of change is compared
_ONLY_A_DAY = re.compile(r"(?:\d{1,2}[.、])?(?:20\d\d年)?\d{1,2}月\d{1,2}[日号]起?")


def remark(rows: Sequence[Row]) -> list[RemarkRecord]:
    """The remarks on all reports, by report and place."""
    reports: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        reports[row.progress.document_id].append(row)
    found: list[RemarkRecord] = []
    for report in reports.values():
        found += _contradictions(report)
        found += [remark for row in report for remark in _parts_over_whole(row)]
        for row in report:
            found += [*_out_of_period(row), *_impossible(row)]
        found += _told_of_later(report, found)
    return sorted(found, key=lambda remark: (remark.document_id, remark.char_start, remark.remark_id))


def _contradictions(rows: Sequence[Row]) -> Iterator[RemarkRecord]:
    """Results of two rows that name the same thing, for the same date and in the same unit, with different values."""
    named: dict[tuple[object, ...], list[tuple[Row, Evidence]]] = defaultdict(list)
    for row in rows:
        for evidence in row.evidence:
            for key in _keys(evidence):
                named[key].append((row, evidence))
    seen: set[frozenset[str]] = set()
    for same in named.values():
        for (one_row, one), (other_row, other) in combinations(same, 2):
            pair = frozenset((one.actual.actual_id, other.actual.actual_id))
            if one_row is other_row or pair in seen or not _differ(one, other):
                continue
            seen.add(pair)
            yield _contradiction(one_row, one, other)
            break  # one finding per fact


def _parts_over_whole(row: Row) -> Iterator[RemarkRecord]:
    """新增床位490张，其中护理型350张、普通180张: parts that exclude each other are more than their whole.

    其中规上企业80家、专精特新企业60家 may be the same companies.
    """
    whole: Evidence | None = None
    parts: list[Evidence] = []
    for place, one in enumerate((*row.evidence, None)):
        if one and whole and one.actual.scope == "其中" and _is_part_of(one, whole):
            if not parts and _is_more_than_any(one, row.evidence[:place]):
                yield _contradiction(row, whole, one)
                whole = None
            parts.append(one)
            continue
        total = sum(part.actual.value for part in parts)
        if whole and _exclude_each_other(parts) and total * 200 > whole.actual.value * 201:  # more than rounding
            yield _contradiction(row, whole, parts[0])
        whole, parts = one if one and one.actual.scope != "其中" else None, []


def _exclude_each_other(parts: Sequence[Evidence]) -> bool:
    """Whether the names of several parts hold different words of one set (城镇 and 农村), or are different places."""
    places = {part.actual.indicator for part in parts if _said("only_a_place").fullmatch(part.actual.indicator)}
    if len(places) == len(parts) > 1:
        return True
    held = [
        [word for part in parts for word in words if word in part.actual.indicator]
        for words in vocabulary()["complements"]
    ]
    return any(len(set(words)) == len(parts) > 1 for words in held)


def _is_part_of(one: Evidence, whole: Evidence) -> bool:
    same = one.actual.unit == whole.actual.unit and one.actual.kind == whole.actual.kind
    return same and one.sentence == whole.sentence and one.actual.kind in _AMOUNTS


def _is_more_than_any(one: Evidence, before: Sequence[Evidence]) -> bool:
    """项目5个，其中亿元项目7个; but 总数120家，新增5家，其中规上30家 is a part of the 120."""
    wholes = [other for other in before if _is_part_of(one, other)]
    is_other = not one.actual.indicator.endswith(wholes[-1].actual.indicator[-HEAD:])  # 学校3个，其中新增学位2400个
    is_wider = _said("reaches_further").search(one.clause)
    return not (is_other or is_wider) and one.actual.value * 200 > max(each.actual.value for each in wholes) * 201


def _contradiction(row: Row, one: Evidence, other: Evidence) -> RemarkRecord:
    ids = one.actual.actual_id, other.actual.actual_id
    place = Range(one.actual.char_start, one.actual.char_end)
    return _remark("self_contradiction", row, place, "|".join(ids), actual_id=ids[0], other_actual_id=ids[1])


def _keys(evidence: Evidence) -> Iterator[tuple[object, ...]]:
    """What makes two results the same fact: a name that says what is counted, unit, date, scope, and how far it is."""
    actual = evidence.actual
    if evidence.is_unnamed or evidence.is_bound or evidence.is_restated_goal or not _is_comparable(evidence):
        return
    newness = is_new(evidence.clause) or is_new(actual.indicator), is_stock(evidence.clause)
    stages = frozenset(evidence.stages & {"planned", "goal"})
    rest = actual.unit, _as_of(actual.as_of_period_id), actual.scope, newness, stages
    for reading in dict.fromkeys((actual.indicator, *(name for name in evidence.names if len(name) >= LONG_READING))):
        if _says_what(reading):
            yield _plain(reading), qualifiers(reading), thresholds(reading), *rest


def _is_comparable(evidence: Evidence) -> bool:
    """Amounts, and rates against the year before that their own clause names: 增长8% has its name from anywhere."""
    actual = evidence.actual
    if actual.kind in RATES:
        is_own = actual.indicator in evidence.clause and len(core(actual.indicator)) >= LEAST_OWN
        return is_own and not _said("other_base").search(evidence.sentence)
    return actual.kind in _AMOUNTS


def _says_what(name: str) -> bool:
    """Whether a name tells by itself what is counted: 盘活闲置农房, 新增就业 as the place's own figure; not 项目."""
    bare = core(name)
    if bare in vocabulary()["figures_of_the_place"]:
        return True
    return len(bare) >= SHORTEST_NAME and bare not in vocabulary()["bare_names"]


def _as_of(period_id: str) -> dt.date | str:
    return end_of(period_id) or period_id  # a report that names no year


def _plain(name: str) -> str:
    """A name whatever its order: 推荐申报第三批研发中心 and 第三批研发中心推荐申报 are one."""
    return "".join(sorted(_AND_THEN.sub("", _AND.sub("", core(name)).replace("培养", "培训"))))


def _differ(one: Evidence, other: Evidence) -> bool:
    """Whether the values differ by more than rounding: 4.2万 and 4.22万 do not, a bound (10家以上) may hold both."""
    left, right = one.actual, other.actual
    if left.value == right.value or (_is_at_least(one) and _is_at_least(other)):
        return False
    (small, of_small), (large, _) = sorted(((left, one), (right, other)), key=lambda pair: pair[0].value)
    if _is_at_least(of_small) and not small.is_approximate:
        return False
    digits = max(len(re.sub(r"\D", "", actual.quote)) for actual in (left, right))
    return abs(large.value - small.value) * 200 > large.value or digits > SHORTEST_NAME


def _with_what_begins(row: Row) -> Iterator[Range]:
    """The clauses, one that only names a day (10月1日起，…; 10月12日，…) together with what happened or holds."""
    opening: Range | None = None
    for clause in _clauses(row):
        stretch = Range(opening.start, clause.end) if opening else clause
        opening = stretch if _ONLY_A_DAY.fullmatch(clause.of(row.narrative).strip("，, \n")) else None
        if opening is None:
            yield stretch


def _is_at_least(evidence: Evidence) -> bool:
    """Whether a result only bounds its value (10家以上, 突破10家); 达到10家 says how many there are."""
    return evidence.actual.comparator == ">=" and not evidence.led_by.endswith(("达", "达到"))


def _out_of_period(row: Row) -> Iterator[RemarkRecord]:
    """Sentences that tell as done what happened after the end of the period, or on a day before its year began."""
    end = _as_of(row.progress.period_id)
    if not isinstance(end, dt.date):
        return
    for stretch in _with_what_begins(row):
        for event in events_in(stretch.of(row.narrative), end.year):
            if event.on > end or (event.is_full and event.on.year < end.year):
                sentence = Statements.of(row.narrative).sentence(stretch.start)
                place = _in_document(row, sentence)
                yield _remark("after_period", row, place, str(stretch.start), happened_on=event.on)
                break


def _told_of_later(rows: Sequence[Row], found: Sequence[RemarkRecord]) -> Iterator[RemarkRecord]:
    """Rows that tell as held, without a date, what another row dates after the end of the period."""
    dated = {remark.progress_id: remark for remark in found if remark.kind == "after_period" and remark.happened_on}
    for row in rows:
        remark = dated.get(row.progress.progress_id)
        end = _as_of(row.progress.period_id)
        if remark is None or not isinstance(end, dt.date) or remark.happened_on is None or remark.happened_on <= end:
            continue
        offset = row.progress.narrative_start
        named = _said("dated").match(row.narrative[remark.char_start - offset : remark.char_end - offset])
        for other in rows if named else ():
            place = other.narrative.find(named["thing"]) if other is not row and named else -1
            if place >= 0 and _said("held").search(Statements.of(other.narrative).clause(place).of(other.narrative)):
                sentence = Statements.of(other.narrative).sentence(place)
                stretch = _in_document(other, sentence)
                yield _remark("after_period", other, stretch, str(place), happened_on=remark.happened_on)


def _impossible(row: Row) -> Iterator[RemarkRecord]:
    """Sentences by which what the row promises will not come about (``indicators.yml``: given_up)."""
    given_up = re.compile("|".join(vocabulary()["given_up"]))
    promised = bigrams(normal_form(row.progress.task_name))
    for sentence in _sentences(row):
        words = sentence.of(row.narrative)
        if given_up.search(words) and len(promised & bigrams(normal_form(words))) >= SAME_SUBJECT:
            yield _remark("impossible", row, _in_document(row, sentence), str(sentence.start))


def _sentences(row: Row) -> Iterator[Range]:
    edges = [0, *Statements.of(row.narrative).sentence_ends, len(row.narrative)]
    return (Range(start, end) for start, end in pairwise(edges) if end > start)


def _clauses(row: Row) -> Iterator[Range]:
    edges = [0, *Statements.of(row.narrative).clause_ends, len(row.narrative)]
    return (Range(start, end) for start, end in pairwise(edges) if end > start)


def _in_document(row: Row, stretch: Range) -> Range:
    offset, words = row.progress.narrative_start, stretch.of(row.narrative)
    start = stretch.start + len(words) - len(words.lstrip())
    return Range(offset + start, offset + start + len(words.strip()))


def _remark(kind: str, row: Row, place: Range, key: str, **fields: object) -> RemarkRecord:
    values = {"actual_id": None, "other_actual_id": None, "happened_on": None, **fields}
    record = row.progress
    return RemarkRecord(
        remark_id=f"{kind}:{record.progress_id}:{key}",
        kind=kind,
        document_id=record.document_id,
        progress_id=record.progress_id,
        char_start=place.start,
        char_end=place.end,
        **values,  # type: ignore[arg-type]
    )
