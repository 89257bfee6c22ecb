"""A progress row's results with their surroundings, as pairing compares them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from pipeline.language.numbers.phrases import is_generic
from pipeline.language.results.measured import COLUMN, MeasuredResult, measure
from pipeline.language.results.stages import UNFINISHED, stages_of
from pipeline.language.time.event_dates import takes_effect_on
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.told_words import told_words
from pipeline.period import end_of, last_year_of, period_of
from pipeline.records import ActualRecord, ClaimRecord, ProgressRecord

_said = partial(pattern_of, "pairs")

SHORTEST_SIBLING, LONGEST_SIBLING, SHORTEST_FRONT = 2, 4, 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """One result, every name it may bear, the clause and the sentence it stands in."""

    actual: ActualRecord
    names: tuple[str, ...]
    counted: str  # the noun right behind the number, '' when none stands there
    head: str  # what is counted in the end: 三个新行业的招商培育方案 → 招商培育方案
    clause: str
    sentence: str
    stages: frozenset[str]
    report_year: int | None
    reaches: bool = False  # …到12.5平方米: the state reached
    is_bound: bool = False  # 控制在4.2%以内: a bound rather than a value
    tells_so_far: bool = False  # its report counts the three quarters together elsewhere (前三季度)
    is_all_done: bool = False  # a finished part of a whole that is only begun

    @property
    def is_unnamed(self) -> bool:
        """The clause itself names nothing: the sentence has to."""
        return all(is_generic(name) or _said("works").fullmatch(name) for name in self.names)

    @property
    def led_by(self) -> str:
        """The words of its clause before it."""
        return self.clause.split(self.actual.quote)[0]

    @property
    def is_restated_goal(self) -> bool:
        """实现50%以上的村达标的目标: the number is the goal's own."""
        return bool(_said("goal_end").search(self.clause.rstrip("。，；\n")))


@dataclass(frozen=True, slots=True)
class Row:
    """One progress row with everything it reports."""

    progress: ProgressRecord
    narrative: str
    evidence: tuple[Evidence, ...]
    claims: tuple[ClaimRecord, ...]


def read_row(
    progress: ProgressRecord, text: str | None, actuals: Sequence[ActualRecord], claims: Sequence[ClaimRecord]
) -> Row:
    """A row beside the words of its document; results of table columns keep their column's name."""
    narrative = told_words(progress, text or "")
    offset = progress.narrative_start
    measured = {(m.mention.start + offset, m.mention.indicator): m for m in measure(narrative, progress.period_id)}
    statements = Statements.of(narrative)
    evidence = tuple(
        _evidence(progress, actual, measured.get((actual.char_start, actual.indicator)), statements)
        for actual in sorted(actuals, key=lambda actual: actual.position)
        if not _came_before(progress, actual) and not _holds_later(progress, actual, statements)
    )
    so_far = _tells_so_far(text or "")
    shared = _with_done_parts(_with_shared_front(evidence))
    evidence = tuple(replace(one, tells_so_far=so_far) for one in shared)
    return Row(progress, narrative, evidence, tuple(sorted(claims, key=lambda claim: claim.position)))


@lru_cache(maxsize=8)
def _tells_so_far(text: str) -> bool:
    """Whether a document counts the three quarters together somewhere: asked for every row, looked for once."""
    return _said("so_far").search(text) is not None


def _with_shared_front(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """创建和美乡村示范村70个，精品村15个: the second of a list is of what the first one's name begins with."""
    before: Evidence | None = None
    for one in evidence:
        name, front = one.actual.indicator, _front_of(before, one) if before else ""
        one = replace(one, names=(*one.names, front + name)) if front else one
        yield one
        before = one


def _with_done_parts(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """6家均已完成选址，其中2家建成运营: of a whole that is only begun the finished part is all there is."""
    whole: Evidence | None = None
    for one in evidence:
        is_of_whole = whole is not None and whole.sentence == one.sentence and whole.actual.unit == one.actual.unit
        is_done = "finished" in one.stages and not one.stages & set(UNFINISHED)
        if is_of_whole and one.actual.scope == "其中" and is_done and whole and whole.stages & set(UNFINISHED):
            yield replace(one, is_all_done=True)
        else:
            yield one
        whole = whole if one.actual.scope == "其中" else one


def _front_of(before: Evidence, one: Evidence) -> str:
    """What the name before says in front of a name of the same length and end as this one, '' where it says nothing."""
    name, full = one.actual.indicator, before.names[-1] if before.names else ""
    front = full[: len(full) - len(name)]
    alike = before.sentence == one.sentence and before.actual.unit == one.actual.unit and full[-1:] == name[-1:]
    is_short = SHORTEST_SIBLING <= len(name) <= LONGEST_SIBLING and len(front) >= SHORTEST_FRONT
    return front if alike and is_short and not is_generic(name) else ""


def _came_before(progress: ProgressRecord, actual: ActualRecord) -> bool:
    """Whether a result stands in the column of an earlier report (1—10月推进情况 beside 1—11月): it answers nothing."""
    if actual.rule == COLUMN or progress.narrative_start <= actual.char_start < progress.narrative_end:
        return False
    return period_of(actual.as_of_period_id).end_date < period_of(progress.period_id).end_date


def _holds_later(progress: ProgressRecord, actual: ActualRecord, statements: Statements) -> bool:
    """Whether a number only holds from a day after the period's end on: 10月1日起，标准提高到200元."""
    end, place = end_of(progress.period_id), actual.char_start - progress.narrative_start
    if end is None or actual.rule == COLUMN or not 0 <= place < len(statements.text):
        return False
    begins = takes_effect_on(statements.sentence(place).of(statements.text)[: place + 1], end.year)
    return begins is not None and begins > end


def _evidence(
    progress: ProgressRecord, actual: ActualRecord, found: MeasuredResult | None, statements: Statements
) -> Evidence:
    place, year = actual.char_start - progress.narrative_start, last_year_of(progress.period_id)
    if found is None or actual.rule == COLUMN or not 0 <= place < len(statements.text):
        name = actual.indicator
        return Evidence(actual, (name,), "", "", name, name, stages_of(name), year)
    readings = (*found.phrases.readings(), actual.indicator)
    names = dict.fromkeys((*readings, *(_said("stage_at_end").sub("", name) for name in readings)))  # 46个小区完工31个
    counted = found.phrases.after
    head = _said("goal_noun").sub("", counted).rsplit("的", 1)[-1]
    clause = statements.clause(place).of(statements.text)
    sentence = statements.sentence(place).of(statements.text)
    head = "" if is_generic(head) or found.phrases.becomes else head
    said = tuple(name for name in names if name)
    reaches, is_bound = found.quantity.reaches, found.quantity.comparator_after in ("以内", "以下", "以上")
    return Evidence(actual, said, counted, head, clause, sentence, found.stages, year, reaches, is_bound)
