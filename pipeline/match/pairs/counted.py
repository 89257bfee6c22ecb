"""Promised counts that a text answers by naming the things: 甲风貌区、乙风貌区已创成省级风貌样板区 → 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from pipeline.language.numbers.phrases import without_openers
from pipeline.language.numbers.quantities import scan_compact
from pipeline.language.results.completion import report_of
from pipeline.language.results.stages import stages_of
from pipeline.language.time.event_dates import events_in
from pipeline.language.words.enclosed import parts_between
from pipeline.language.words.sentences import Range
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.promised_names import compact, promised_names, without_last_number
from pipeline.match.names.similarity import coverage, name_similarity, vocabulary
from pipeline.match.pairs.derived import inferred_at
from pipeline.match.pairs.evidence import Row
from pipeline.period import end_of
from pipeline.records import ActualRecord, TargetRecord

_said = partial(pattern_of, "pairs")

MINIMUM = 0.6
_JOINT = re.compile(r"、|(?<=.)[和及与](?=.)")


@dataclass(frozen=True, slots=True)
class _Listed:
    """Things named in a stretch of the narrative."""

    names: tuple[str, ...]
    stretch: Range


def count_for(target: TargetRecord, row: Row) -> tuple[ActualRecord, str, str] | None:
    """The number of things named, as a result of basis ``counted``, the sentence that explains it, and the names."""
    if target.comparator in ("<=", "<"):
        return _none_happened(target, row)
    if target.kind != "count" or target.comparator not in (">=", ">", "="):
        return None
    listed = _became(target, row) or _members(target, row.narrative) or _the_one(target, row)
    if listed is None or not listed.names:
        return None
    names = "、".join(listed.names)
    return _record(target, row, listed), f"文中列名{len(listed.names)}{target.unit}：{names}。", names


def _became(target: TargetRecord, row: Row) -> _Listed | None:
    """甲、乙已创成X: as many X as things are named before the verb; a printed number is a result already."""
    narrative = row.narrative
    statements, names = Statements.of(narrative), promised_names(target.indicator, target.scope, target.quote)
    for match in _said("became").finditer(narrative):
        clause = statements.clause(match.start())
        named = narrative[clause.start : match.start()]
        fits = max(name_similarity(name, match["name"]) for name in names)
        if fits >= MINIMUM and not stages_of(clause.of(narrative)) & {"planned", "goal", "applied", "under_way"}:
            things = _things(named)
            if (
                things
                and not _is_later(clause.of(narrative), row)
                and not _counts(named)
                and not _counts(match["name"])
            ):
                return _Listed(things, Range(clause.start, match.end()))
    return None


def _none_happened(target: TargetRecord, row: Row) -> tuple[ActualRecord, str, str] | None:
    """未发生重污染天气 keeps every bound on how much there may be; 未发生较大火灾 none on all fires."""
    statements = Statements.of(row.narrative)
    for match in _said("none_happened").finditer(row.narrative):
        clause = statements.clause(match.start())
        if coverage(match["thing"], target.indicator) == 1:
            listed = _Listed((), Range(clause.start, match.end()))
            return _record(target, row, listed), f"文中称“{match[0]}”。", match[0]
    return None


def _is_later(clause: str, row: Row) -> bool:
    """Whether a clause tells of a day after the end of the report's period."""
    end = end_of(row.progress.period_id)
    return end is not None and any(event.on > end for event in events_in(clause, end.year))


def _the_one(target: TargetRecord, row: Row) -> _Listed | None:
    """建成站前广场1个 is answered by 站前广场已建成投用."""
    narrative = row.narrative
    if target.value != 1:
        return None
    promise = without_last_number(compact(target.quote))
    clause = report_of(promise, narrative)
    if (
        clause is None
        or clause not in narrative
        or coverage(target.indicator, clause) < MINIMUM
        or _is_later(clause, row)
    ):
        return None
    start = narrative.index(clause)
    return _Listed((target.indicator,), Range(start, start + len(clause)))


def _counts(text: str) -> bool:
    return any(quantity.name_reason is None and quantity.unit for quantity in scan_compact(text))


def _things(text: str) -> tuple[str, ...]:
    """The members of a list joined by 、和及, quoted names kept whole; () when the list is open (等)."""
    bare = without_openers(text)
    if not bare or bare.endswith("等"):
        return ()
    return tuple(parts_between(bare, _JOINT))


def _members(target: TargetRecord, narrative: str) -> _Listed | None:
    """启动建设学校7所: the schools whose clause says that building has begun or ended."""
    endings = next((words for noun, words in vocabulary()["members"].items() if target.indicator.endswith(noun)), None)
    if endings is None or not _said("started").search(target.quote):
        return None
    statements = Statements.of(narrative)
    best: _Listed | None = None
    for sentence in statements.sentences():
        clauses = (clause.of(narrative) for clause in statements.clauses(sentence))
        begun = [name for clause in clauses for name in _begun(clause, endings)]
        if begun and (best is None or len(begun) > len(best.names)):
            best = _Listed(tuple(dict.fromkeys(begun)), sentence)
    return best


def _begun(clause: str, endings: list[str]) -> Iterator[str]:
    """The members named in a clause, when the clause says they are begun or finished."""
    if _said("on_paper").search(clause) or not _said("started").search(clause):
        return
    subject = re.split(r"已|均|全部|正在|完成", clause, maxsplit=1)[0]
    for thing in _things(subject):
        if re.search("|".join(map(re.escape, endings)), thing):
            yield thing


def _record(target: TargetRecord, row: Row, listed: _Listed) -> ActualRecord:
    found = inferred_at(target, row, Decimal(len(listed.names)), listed.stretch, "named_things", sign="n")
    return replace(found, scope=target.scope, is_approximate=False, basis="counted")
