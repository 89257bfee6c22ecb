"""Measured results in the running text of a progress report (or in its numeric columns)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from pipeline.language.numbers.kinds import kind_of
from pipeline.language.numbers.measures import magnitudes, unit_of
from pipeline.language.numbers.phrases import Phrases, bare_name, is_generic, read_phrases
from pipeline.language.numbers.quantities import Quantity, scan_compact
from pipeline.language.numbers.shared_numbers import SharedNumbers, joined_with
from pipeline.language.numbers.totals import parts_of_total, shared_tail
from pipeline.language.results.progress_text import prepare
from pipeline.language.results.result_roles import is_named, is_result, is_threshold, restates_target
from pipeline.language.results.stages import UNFINISHED, stages_of
from pipeline.language.time.as_of import as_of_period
from pipeline.language.words.compact import CompactText
from pipeline.language.words.mentions import ResultMention
from pipeline.language.words.sentences import Range
from pipeline.language.words.statements import Statements
from pipeline.language.words.verbs import verbs_in
from pipeline.language.words.vocabulary import pattern_of
from pipeline.period import leaves_year_open

_said = partial(pattern_of, "measured")

NEAR = 40  # characters before a share in which its whole stands

COLUMN = "result:column"  # the rule of a result that stands in a numeric column


@dataclass(frozen=True, slots=True)
class MeasuredResult:
    """One result on compact text, with every reading of what it measures."""

    quantity: Quantity
    phrases: Phrases
    mention: ResultMention
    stages: frozenset[str]


def read_results(
    text: str, report_period_id: str, *, indicator: str | None = None, unit: str | None = None
) -> list[ResultMention]:
    """Every measured result of ``text`` in order, with the period it speaks of.

    ``indicator`` and ``unit`` come from a table's header: the text is then a cell whose one number is the result.
    Dates, document numbers, names, thresholds (亿元以上项目), baselines, plans and stated percentages of a target
    (those are claims) are no results. Offsets refer to ``text``.
    """
    if indicator:
        return _read_cell(text, report_period_id, indicator, unit)
    return [result.mention for result in measure(text, report_period_id)]


def _read_cell(text: str, report_period_id: str, indicator: str, unit: str | None) -> list[ResultMention]:
    compact = CompactText.of(prepare(text))
    numbers = [q for q in scan_compact(compact.text) if q.name_reason is None]
    if not numbers:
        return []
    quantity = numbers[0]
    value, own_unit = _in_unit(quantity, unit)
    start, end = compact.span(quantity.start, quantity.end)
    kind = _kind_of(own_unit, indicator, replace(quantity, value=value))
    period = as_of_period(compact.text[: quantity.start], report_period_id)
    mention = ResultMention(indicator, "=", value, own_unit, kind, period, None, False, COLUMN, start, end)
    return [mention]


def _in_unit(quantity: Quantity, unit: str | None) -> tuple[Decimal, str]:
    """The value of a bare number under a header's unit: 122.62 under 亿元 is 12262000000 元."""
    if quantity.unit or not unit:
        return quantity.value, quantity.unit
    for word, factor in magnitudes().items():
        if unit.startswith(word) and unit_of(unit[len(word) :]):
            return quantity.value * factor, unit[len(word) :]
    return quantity.value, unit


def measure(text: str, report_period_id: str) -> list[MeasuredResult]:
    """As :func:`read_results`, with the phrases and stages that matching compares."""
    compact = CompactText.of(prepare(text))
    statements = Statements.of(compact.text)
    return list(_measure_all(compact, statements, scan_compact(compact.text), report_period_id))


def _subject(statements: Statements, quantity: Quantity, phrases: Phrases) -> str:
    """The name that holds for what follows in the sentence: the one before the number, else what is said behind it."""
    if not is_generic(phrases.before):
        is_own = phrases.before.startswith("占") or _said("step").fullmatch(bare_name(phrases.before))
        return "" if is_own else _said("beside_name").sub("", phrases.before)  # 收到申请, 电梯已开工9台、竣工4台
    clause = statements.clause(quantity.start)
    rest = statements.text[quantity.end : min(clause.end, quantity.end + 24)]
    return re.split(r"\d", rest)[0].strip("，。；;,、 \n") if phrases.after else ""


def _measure_all(
    compact: CompactText, statements: Statements, marks: list[Quantity], report_period_id: str
) -> Iterator[MeasuredResult]:
    quantities = [q for q in marks if q.name_reason is None and not is_named(compact.text, q)]
    subject, sentence, shared, part = "", -1, SharedNumbers(), ""
    told: list[Quantity] = []  # the results of the sentence so far, and their names
    names: list[str] = []
    for place, quantity in enumerate(quantities):
        if statements.sentence(quantity.start).start != sentence:
            subject, part, told, names, sentence = "", "", [], [], statements.sentence(quantity.start).start
        if is_threshold(statements, quantities, place):
            continue
        earlier, later = _earlier(statements, quantities, place), _later(quantities, place)
        phrases = read_phrases(statements, quantity, earlier, later, subject)
        is_part = phrases.scope == "其中" or _lists_parts(statements, quantities, place)
        part = quantity.unit if is_part else part
        if part and part == quantity.unit:
            phrases = replace(phrases, scope=phrases.scope or "其中")  # 其中新增9条，优化24条: a part as well
        if subject and quantity.is_percent and _said("share_of_whole").search(_lead(statements, quantity)[-NEAR:]):
            phrases = replace(phrases, before=f"{subject}占比", inherited="")
        if not restates_target(statements, quantity):
            subject = _subject(statements, quantity, phrases) or subject
        phrases = _verb_first(phrases)
        if not is_result(statements, quantity, phrases, later) or _is_expected(statements, quantity, report_period_id):
            continue
        if _is_capacity(statements, quantity):
            continue
        parts = 0 if phrases.after else parts_of_total(compact.text, told, quantity)
        if parts:
            phrases = replace(phrases, before="", inherited=shared_tail(names[-parts:]))
        listed = joined_with(statements, quantities, place)
        before = names[-listed:] if 1 < listed <= len(told) else []
        told.append(quantity)
        names.append(phrases.name)
        stages = _stages(statements, quantity, earlier, later)
        for name in shared.names_for(statements, quantity, phrases.before, before):
            directed = replace(quantity, direction=quantity.direction or shared.direction)
            named = replace(phrases, before=name, inherited="" if name in before else phrases.inherited)
            yield _result(compact, statements, directed, named, stages, report_period_id)


def _verb_first(phrases: Phrases) -> Phrases:
    """停车位新增410个、改造210个 as a promise says it: 新增停车位, 改造停车位."""
    told = _said("done_to").fullmatch(phrases.before)
    thing = (told["thing"] or phrases.inherited) if told else ""
    if told is None or not thing:
        return phrases
    return replace(phrases, before=f"{told['added'] or told['verb']}{bare_name(thing)}", inherited="")


def _lead(statements: Statements, quantity: Quantity) -> str:
    """The words of its clause before a number."""
    return statements.text[statements.clause(quantity.start).start : quantity.start]


def _is_expected(statements: Statements, quantity: Quantity, report_period_id: str) -> bool:
    """全年产量预计52万吨, told before the year is over: a January report gives its year by 预计 as well."""
    return leaves_year_open(report_period_id) and bool(_said("expected").search(_lead(statements, quantity)))


def _is_capacity(statements: Statements, quantity: Quantity) -> bool:
    """已开工5所幼儿园，可新增学位1500个: what a thing will bring, told before it is there."""
    before = statements.text[statements.sentence(quantity.start).start : quantity.start]
    brings = _said("brings").search(before)
    if brings is None or brings["when"]:
        return brings is not None
    so_far = before[: brings.start()]
    is_under_way = _said("begun").search(so_far) or "under_way" in stages_of(so_far)
    return bool(is_under_way) and not _said("built").search(so_far)


def _lists_parts(statements: Statements, quantities: list[Quantity], place: int) -> bool:
    """Whether a number begins the list of what the one before it counts: 建成公厕5座，即：甲村1座、乙村4座."""
    one, before = quantities[place], quantities[place - 1] if place else None
    if before is None or before.unit != one.unit or before.value <= one.value:
        return False
    return bool(_said("lists").match(statements.text[before.end : one.start]))


def _earlier(statements: Statements, quantities: list[Quantity], place: int) -> Quantity | None:
    """The number before, unless it is a threshold or stands in brackets that this one does not."""
    clause = statements.clause(quantities[place].start)
    for index in range(place - 1, -1, -1):
        other = quantities[index]
        if other.start < clause.start:
            return None
        if statements.clause(other.start) == clause and not is_threshold(statements, quantities, index):
            return other
    return None


def _later(quantities: list[Quantity], place: int) -> Quantity | None:
    return quantities[place + 1] if place + 1 < len(quantities) else None


def _result(
    compact: CompactText,
    statements: Statements,
    quantity: Quantity,
    phrases: Phrases,
    stages: frozenset[str],
    report_period_id: str,
) -> MeasuredResult:
    sentence = statements.sentence(quantity.start)
    start, end = compact.span(quantity.start, quantity.end)
    name, unit = phrases.name, quantity.unit or _implied_unit(quantity, phrases)
    mention = ResultMention(
        indicator=_said("name_tail").sub("", name) or name,
        comparator=">=" if quantity.comparator in (">=", ">") and not quantity.reaches else "=",
        value=quantity.value_high if quantity.value_high is not None else quantity.value,
        unit=unit,
        kind=_kind_of(unit, statements.text[sentence.start : quantity.start], quantity),
        as_of_period_id=as_of_period(statements.text[sentence.start : quantity.start], report_period_id),
        scope=phrases.scope,
        is_approximate=quantity.is_approximate,
        rule=_rule(stages),
        start=start,
        end=end,
    )
    return MeasuredResult(quantity, phrases, mention, stages)


def _segment(statements: Statements, quantity: Quantity, earlier: Quantity | None, later: Quantity | None) -> str:
    """The item of a list in which a number stands: 已完工13个、在建5个 are two."""
    text, clause = statements.text, statements.clause(quantity.start)
    start, end = clause.start, clause.end
    if earlier is not None and "、" in text[earlier.end : quantity.start]:
        start = text.rindex("、", earlier.end, quantity.start) + 1
    if later is not None and later.start < clause.end and "、" in text[quantity.end : later.start]:
        end = text.index("、", quantity.end, later.start)
    return text[start:end]


def _stages(
    statements: Statements, quantity: Quantity, earlier: Quantity | None, later: Quantity | None
) -> frozenset[str]:
    segment, clause = _segment(statements, quantity, earlier, later), statements.clause(quantity.start)
    stages = stages_of(segment)
    if not stages and not verbs_in(segment):  # 申报项目42个、资金15亿元: one verb for the list
        stages = stages_of(clause.of(statements.text).partition("、")[0]) & {"applied"}
    elif not stages and quantity.phrase_start == clause.start:  # 9个小区改造、4条道路整修处于准备阶段
        stages = stages_of(re.split("[、和及与]", clause.of(statements.text))[-1]) & set(UNFINISHED)
    if not quantity.is_percent and _is_part_done(statements, statements.clause(quantity.start)):
        return stages | {"under_way"}
    return stages


def _is_part_done(statements: Statements, clause: Range) -> bool:
    """Whether a degree of completion below 100 % stands beside counted things, or their end is still planned."""
    following = statements.text[clause.end : clause.end + 24]
    degrees = [*_said("part_done").findall(clause.of(statements.text)), *_said("degree").findall(following)]
    return any(Decimal(percent) < 100 for percent in degrees) or bool(_said("still_planned").match(following))


def _implied_unit(quantity: Quantity, phrases: Phrases) -> str:
    """投资21亿, 累计32097万 of an investment: money without its 元."""
    names = "".join(phrases.readings()) + phrases.subject
    return "元" if quantity.magnitude and _said("money").search(names) else ""


def _rule(stages: frozenset[str]) -> str:
    """How far the clause says its thing is: under_way and applied results do not answer a promise to finish."""
    for stage in ("applied", "under_way", "finished"):
        if stage in stages:
            return f"result:{stage}"
    return "result:plain"


def _kind_of(unit: str, name: str, quantity: Quantity) -> str:
    """The kind as a promise of it has, by the words right before the number."""
    return kind_of(replace(quantity, unit=unit), _said("lead_over").sub("", name))
