"""Milestone × progress row: what the row reports of the very thing that was promised, and how far it has come.

Of the clauses that speak of a thing the one that reports the furthest stage answers, in the report's period first; a
clause that says it cannot be done answers before all. What the row says without naming anything answers its only
promise.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from pipeline.language.promises.ladders import rank_of
from pipeline.language.results.forecasts import read_forecasts
from pipeline.language.results.reached import (
    StageMention,
    is_generic,
    part_of,
    phase_in_full,
    read_stages,
    refers_back,
    without_parts,
)
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.named import is_head_of, is_spoken_of, is_touched, likeness, names
from pipeline.match.names.text_forms import normal_form
from pipeline.match.told_words import told_words
from pipeline.match.unnumbered.relatives import answer_relative
from pipeline.period import end_of
from pipeline.records import (
    ActualRecord,
    AnswerRecord,
    LinkRecord,
    MilestoneRecord,
    ProgressRecord,
    StageRecord,
    TextRecord,
)

_said = partial(pattern_of, "milestone_pairs")

EARLY = ("plan", "prepare", "draft", "begin")  # stages whose object may be named in general words (项目可研)
IMPOSSIBLE_LIKENESS = 0.25  # what cannot be done is told in general words (全省4家新申请的精神专科医院均不参加)


@dataclass(slots=True)
class Answered:
    """What answering yields: a row per promise and progress row, and the results that answer."""

    answers: list[AnswerRecord] = field(default_factory=list)
    stages: list[StageRecord] = field(default_factory=list)

    def add(
        self,
        promise: MilestoneRecord,
        row: ToldRow,
        mention: StageMention | None,
        *,
        is_mentioned: bool,
        is_elsewhere: bool = False,
        siblings: Sequence[str] = (),
    ) -> None:
        """The answer of one row to one promise."""
        answer = AnswerRecord(
            target_id=promise.target_id,
            progress_id=row.progress.progress_id,
            promised_rank=promise.stage_rank,
            is_mentioned=is_mentioned,
            is_elsewhere=is_elsewhere,
            explanation=_explained(promise, mention, is_mentioned),
            is_named=is_spoken_of(promise.thing, row.progress.narrative, siblings),
            is_touched=is_touched(promise.thing, row.progress.narrative),
        )
        if mention is not None:
            answer = replace(
                answer,
                actual_id=self._kept(promise, row, mention),
                reached_rank=stage_rank(promise, mention),
                says_impossible=mention.stage is None,
                is_claimed=mention.says_all_done,
                pair_score=Decimal(str(round(likeness(promise.thing, mention.words), 4))),
            )
        self.answers.append(answer)

    def _kept(self, promise: MilestoneRecord, row: ToldRow, mention: StageMention) -> str:
        """The result's id; what several promises share is kept once."""
        actual_id = f"{row.progress.progress_id}#s{mention.position}"
        if all(actual_id != other.actual_id for other in self.stages):
            self.stages.append(_stage_record(actual_id, promise, row, mention))
        return actual_id


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A progress row with every stage that its narrative reports."""

    progress: ProgressRecord
    narrative: str
    mentions: Sequence[StageMention]
    forecasts: Sequence[tuple[dt.date, StageMention]] = ()


def answer_milestones(
    rows: Iterable[ToldRow],
    links: Iterable[LinkRecord],
    milestones: Iterable[MilestoneRecord],
    actuals: Iterable[ActualRecord],
) -> Answered:
    """Answer every promise without a number beside every progress row that concerns it, in row order."""
    wanted = _Wanted(links, milestones)
    results: dict[str, list[ActualRecord]] = defaultdict(list)
    for actual in actuals:
        results[actual.progress_id].append(actual)
    answered = Answered()
    for row in rows:
        promises = wanted.of(row.progress)
        if promises:
            _answer_row(row, promises, results[row.progress.progress_id], answered)
    return answered


def read_told_rows(progress: Iterable[ProgressRecord], texts: Iterable[TextRecord]) -> list[ToldRow]:
    """Every progress row with the stages it reports, in row order."""
    text = {record.document_id: record.text for record in texts}
    ordered = sorted(progress, key=lambda row: (row.document_id, row.row_no, row.progress_id))
    return [_told_row(record, text.get(record.document_id, "")) for record in ordered]


def _told_row(record: ProgressRecord, text: str) -> ToldRow:
    narrative = told_words(record, text)
    year = (end_of(record.period_id) or dt.date.max).year
    return ToldRow(record, narrative, read_stages(narrative, year), read_forecasts(narrative, year))


class _Wanted:
    """The promises that concern a row: those of its linked task, else its own."""

    def __init__(self, links: Iterable[LinkRecord], milestones: Iterable[MilestoneRecord]) -> None:
        self._task_of = {link.progress_id: link.task_id for link in links if link.task_id is not None}
        rows: dict[tuple[str, str], set[str]] = defaultdict(set)
        for progress_id, task_id in self._task_of.items():
            rows[progress_id.split("/")[0], task_id].add(progress_id)
        self._split = {key for key, told in rows.items() if len(told) > 1}
        self._of: Mapping[str, list[MilestoneRecord]] = defaultdict(list)
        for one in sorted(milestones, key=lambda one: (one.position, one.target_id)):
            self._of[one.task_id or one.progress_id or ""].append(one)

    def of(self, row: ProgressRecord) -> list[MilestoneRecord]:
        """In printed order; of a task split over several rows only what this row repeats."""
        task_id = self._task_of.get(row.progress_id)
        if task_id is None:
            return self._of.get(row.progress_id, [])
        promises = self._of.get(task_id, [])
        if (row.document_id, task_id) not in self._split:
            return promises
        words = normal_form(row.task_name)
        return [one for one in promises if normal_form(one.quote) in words]


def _answer_row(
    row: ToldRow, promises: Sequence[MilestoneRecord], results: Sequence[ActualRecord], answered: Answered
) -> None:
    milestones = [one for one in promises if one.kind == "milestone"]
    for one in promises:
        if one.kind == "relative":
            answered.answers.append(
                answer_relative(
                    one,
                    row.progress,
                    row.narrative,
                    results,
                    is_only=len(promises) == 1,
                    siblings=[other.thing for other in promises if other.thing != one.thing],
                )
            )
            continue
        siblings = [other.thing for other in milestones if other.thing != one.thing]
        about = [m for m in row.mentions if _speaks_of(m, one, siblings)]
        if not about and len(milestones) == 1:
            about = [m for m in row.mentions if m.names_nothing and not m.heading and m.stage is not None]
        mention = furthest(one, about, row.progress.period_id)
        mention = _too_late(one, row, mention, siblings) or mention
        named = mention is not None or names(one.thing, row.narrative, siblings)
        answered.add(one, row, mention, is_mentioned=named, siblings=siblings)


def _too_late(
    promise: MilestoneRecord, row: ToldRow, told: StageMention | None, siblings: Sequence[str]
) -> StageMention | None:
    """The clause that expects the promised stage only after its deadline: the report says that it will not be kept."""
    due, wanted = end_of(promise.period_id), promise.stage_rank
    if due is None or wanted is None or (told and (told.stage is None or (stage_rank(promise, told) or 0) >= wanted)):
        return None
    for place, (day, mention) in enumerate(row.forecasts, start=len(row.mentions) + 1):
        is_about = not siblings or _speaks_of(mention, promise, siblings)
        if day > due and is_about and (stage_rank(promise, mention) or 0) >= wanted:
            return replace(mention, stage=None, position=place)
    return None


def _speaks_of(mention: StageMention, promise: MilestoneRecord, siblings: Sequence[str]) -> bool:
    """Whether a clause reports on this thing: it names it, or goes on about it in the sentence that does."""
    thing = promise.thing
    if mention.stage is None:
        return likeness(thing, mention.words) >= IMPOSSIBLE_LIKENESS or names(thing, mention.before, siblings)
    whole = phase_in_full(mention)
    if names(thing, whole, siblings) or is_head_of(thing, mention.subject, siblings):
        return True
    if any(names(other, mention.words) for other in siblings):
        return False
    if names(thing, mention.heading, siblings):
        return True
    goes_on = is_generic(mention.words) or (mention.stage in EARLY and is_generic(without_parts(mention.before_verb)))
    return (goes_on or refers_back(mention.words)) and names(thing, mention.before, siblings)


def furthest(promise: MilestoneRecord, mentions: Sequence[StageMention], period_id: str) -> StageMention | None:
    """The mention that answers: an impossibility, else the furthest stage of the period, else one after its end."""
    end = end_of(period_id) or dt.date.max
    impossible = next((m for m in mentions if m.stage is None), None)
    ranked = [(rank, m) for m in mentions if (rank := stage_rank(promise, m)) is not None]
    in_time = [(rank, m) for rank, m in ranked if m.reached_on is None or m.reached_on <= end]
    best = max(in_time, key=lambda pair: (pair[0], -pair[1].position), default=None)
    kept = best is not None and promise.stage_rank is not None and best[0] >= promise.stage_rank
    if impossible and not kept:
        return impossible
    late = max(ranked, key=lambda pair: (pair[0], -pair[1].position), default=None)
    if late and promise.stage_rank is not None and not kept and late[0] >= promise.stage_rank:
        return late[1]
    return best[1] if best else None


def stage_rank(promise: MilestoneRecord, mention: StageMention) -> int | None:
    """How far a mention is on the promise's ladder; None where the ladder does not have its stage."""
    stage = _stage_of(promise, mention)
    return rank_of(promise.thing_class, stage) if stage and promise.thing_class else None


def _stage_of(promise: MilestoneRecord, mention: StageMention) -> str | None:
    """The stage a mention reports of the thing: a plan of works only prepares them, a candidate has applied."""
    stage = mention.stage
    if mention.verb and mention.verb not in promise.quote:
        return None  # 已筹建 says nothing of 成立
    if stage == "structure" and _said("to_join").search(promise.quote) and _said("joined").search(mention.words):
        return promise.stage  # a bridge is promised to be joined and is joined: that is all that was promised
    if promise.thing_class in ("works", "system"):
        reached = _stage_of_works(promise.thing, stage, mention.words)
        return "plan" if reached == promise.stage == "prepare" and _is_first_paper(promise, mention) else reached
    if stage in ("apply", "finish") and promise.thing.endswith("验收") and _said("accepted").search(mention.words):
        return "obtain"
    candidate = _said("candidate").search(mention.words)
    if stage == "obtain" and candidate and candidate[0][-2:] not in promise.thing:
        return "apply"
    on_the_way = _said("on_the_way").search(mention.words)
    if stage == "obtain" and on_the_way and on_the_way[0] not in promise.thing:
        return "apply"
    if stage == "obtain" and _said("of_the_nation").search(promise.thing) and _said("below").search(mention.words):
        return "apply"
    return stage


def _is_first_paper(promise: MilestoneRecord, mention: StageMention) -> bool:
    """Whether all that comes before the works is promised and only its first papers are there (可研已获批)."""
    asks_all = _said("all_before_works").search(promise.quote)
    return bool(asks_all and _said("first_papers").search(mention.words)) and not (
        _said("last_papers").search(mention.words)
    )


def _stage_of_works(thing: str, stage: str | None, words: str) -> str | None:
    planning, part = _said("planning").search(words), part_of(words)
    is_paper = planning is not None and planning[0] not in thing and not _said("built").search(words)
    if is_paper and stage in ("finish", "obtain", "apply", "issue"):
        return "prepare"
    reached = ("finish", "structure", "use") if part and part.endswith("机组") else ("finish", "structure")
    is_part = part is not None and part not in thing and stage in reached
    return "begin" if is_part else stage


def _explained(promise: MilestoneRecord, mention: StageMention | None, is_mentioned: bool) -> str:
    if mention is not None:
        return f"“{mention.words}”说的是“{promise.thing}”。"
    return f"报告提到“{promise.thing}”，没有说到哪一步。" if is_mentioned else f"报告没有提到“{promise.thing}”。"


def _stage_record(actual_id: str, promise: MilestoneRecord, row: ToldRow, mention: StageMention) -> StageRecord:
    start = row.progress.narrative_start + mention.start
    return StageRecord(
        actual_id=actual_id,
        progress_id=row.progress.progress_id,
        document_id=row.progress.document_id,
        position=mention.position,
        thing=promise.thing,
        stage=_stage_of(promise, mention),
        percent=mention.percent,
        reached_on=mention.reached_on,
        as_of_period_id=row.progress.period_id,
        rule="stage:impossible" if mention.stage is None else f"stage:{mention.stage}",
        quote=row.narrative[mention.start : mention.end],
        char_start=start,
        char_end=start + mention.end - mention.start,
    )
