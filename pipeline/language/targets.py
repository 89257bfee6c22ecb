"""Targets out of running Chinese, as the contract defines them.

Passes, each small: compact the text → set names apart and scan quantities → give every number a role
(``roles``) → name what it measures (``indicators``) → spread lists and 分别/各/均 → kind, comparator, period, scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.language import indicators, kinds
from pipeline.language.clauses import Range, sentences
from pipeline.language.compact import CompactText
from pipeline.language.mentions import TargetMention
from pipeline.language.periods import PeriodWords, deadline_of_plan, find_periods
from pipeline.language.quantities import Quantity
from pipeline.language.roles import Mark, assign_roles, noun_follows
from pipeline.language.vocabulary import load_vocabulary


@dataclass(slots=True)
class _Draft:
    """A target in the making: offsets refer to the compact text."""

    mark: Mark
    lead: str
    subject: str
    noun: str
    scope: str | None
    period_id: str
    is_annual: bool
    is_firm: bool
    rule: str
    direction: str
    start: int


def read_targets(
    text: str, plan_period_id: str, *, indicator: str | None = None, unit: str | None = None
) -> list[TargetMention]:
    """Every measurable promise of ``text``, in order.

    ``plan_period_id`` is the plan's year or window ('2023', '2023/2027'): promises without a date are due at its end.
    ``indicator``/``unit`` are what a table's header says about a column of numbers; they stand in where the cell
    says nothing. Offsets of the mentions refer to ``text``.
    """
    compact = CompactText.of(_with_header_unit(text, unit))
    drafts = _drafts(compact.text, plan_period_id, indicator)
    return [mention for draft in drafts for mention in _mentions(draft, compact, len(text))]


def _with_header_unit(text: str, unit: str | None) -> str:
    """A cell that holds nothing but a number gets its column's unit behind it."""
    bare = unit and re.fullmatch(r"\s*(?:[≥≤><＞＜]=?)?\s*[\d.,０-９．]+(?:[-—–~～][\d.,]+)?\s*[万亿]?\s*", text)
    return f"{text.rstrip()}{unit}" if bare else text


def _drafts(text: str, plan_period_id: str, indicator: str | None) -> list[_Draft]:
    drafts: list[_Draft] = []
    periods = find_periods(text, plan_period_id)
    bounds = sentences(text)
    for mark in assign_roles(text, plan_period_id[:4]):
        if mark.role == "none":
            continue
        previous = drafts[-1] if drafts and drafts[-1].mark.sentence == mark.sentence else None
        draft = _draft(text, mark, previous, plan_period_id, indicator)
        words = _governing(periods, mark, text, bounds)
        draft.period_id = words.period_id if words else deadline_of_plan(plan_period_id)
        draft.is_annual = bool(words and words.is_annual and "/" in plan_period_id)
        drafts.append(draft)
    return drafts


def _draft(text: str, mark: Mark, previous: _Draft | None, plan_period_id: str, indicator: str | None) -> _Draft:
    lead = _lead_without_baseline(text[mark.lead.start : mark.lead.end])
    subject, scope = indicators.noun_phrase(lead, plan_period_id)
    trail = text[mark.trail.start : mark.trail.end]
    noun = indicators.noun_behind(trail) if noun_follows(trail) else ""
    rule = "number_before_noun" if noun and not subject else "number_after_noun"
    direction = mark.quantity.direction
    if not subject and not noun:
        subject, rule = _inherited(text, mark, previous, plan_period_id, indicator)
        direction = direction or _series_direction(previous, mark.quantity)
    elif (
        subject
        and previous
        and indicators.is_bare(subject)
        and lead.startswith(("、", "，"))
        or (subject and previous and subject in ("占比", "比重"))
    ):
        subject, rule = indicators.of_whole(previous.subject or previous.noun) + subject, "bare_head_joined"
    stretch = _is_stretch(lead, text, mark, previous)
    draft = _Draft(
        mark=mark,
        lead=lead,
        subject=subject,
        noun=noun,
        scope="力争" if stretch else scope,
        period_id="",
        is_annual=False,
        is_firm=mark.role == "target" and not stretch,
        rule="stretch" if stretch else rule if mark.role == "target" else mark.reason,
        direction=direction,
        start=_quote_start(mark, lead),
    )
    return draft


def _lead_without_baseline(lead: str) -> str:
    """护理型养老床位占比由56% → 护理型养老床位占比."""
    return re.sub(r"(?:由|从)[^，、]*?\d[\d.]*(?:万|亿)?[^，、\d]{0,8}$", "", lead)


def _quote_start(mark: Mark, lead: str) -> int:
    return mark.lead.start + (len(lead) - len(lead.lstrip("、，和及与")))


def _inherited(
    text: str, mark: Mark, previous: _Draft | None, plan_period_id: str, indicator: str | None
) -> tuple[str, str]:
    """The subject of a number whose own clause names none, and the rule that found it."""
    if indicator:
        return indicator, "column_header"
    topic = load_vocabulary("promises")["unit_topics"].get(mark.quantity.unit)
    if topic and (found := re.search(rf"[^，。；、]*{topic}", text)):
        return re.sub(r"^(?:以|高质量发展)", "", indicators.noun_phrase(found[0], plan_period_id)[0]), "topic_of_unit"
    if previous:
        subject = previous.subject or previous.noun
        changes = mark.quantity.direction and not mark.quantity.reaches
        return (indicators.of_whole(subject) if changes else subject), "subject_of_previous_number"
    for clause in reversed(_clauses_before(text, mark.clause.start)):
        subject, _ = indicators.noun_phrase(text[clause.start : clause.end], plan_period_id)
        if subject:
            return subject, "subject_of_previous_clause"
    return "", "no_subject"


def _clauses_before(text: str, position: int) -> list[Range]:
    return [clause for sentence in sentences(text[:position]) for clause in sentence.clauses]


def _series_direction(previous: _Draft | None, quantity: Quantity) -> str:
    """增长13.8%和12%: the second number grows as well; 增长15%、力争20% too."""
    if previous is None or not quantity.is_percent or not previous.mark.quantity.is_percent:
        return ""
    return "" if previous.mark.quantity.reaches else previous.direction


def _is_stretch(lead: str, text: str, mark: Mark, previous: _Draft | None) -> bool:
    """X以上、力争Y: the second value of the same thing."""
    before = text[mark.lead.start : mark.quantity.start].lstrip("、，,")
    if previous is None or previous.mark.quantity.unit != mark.quantity.unit:
        return False
    return bool(re.fullmatch(r"(?:并)?(?:力争|争取|冲刺|奋斗目标|挑战)(?:达到|达|实现|完成|突破)?(?:增长)?", before))


def _governing(periods: list[PeriodWords], mark: Mark, text: str, bounds: list[Range] | list) -> PeriodWords | None:
    """The period words in force at a number: the nearest before it that reach so far."""
    quantity = mark.quantity
    for words in reversed(
        [p for p in periods if p.start < quantity.start or p.start < mark.clause.end and p.start > quantity.end]
    ):
        if words.start > quantity.start:
            continue
        between = text[words.end : quantity.start]
        if words.reach == "item" and not re.search(r"[，,；;。\n]", between) and not _renewed(words, between):
            return words
        if words.reach == "clause" and not re.search(r"[；;。\n]", between) and "，" not in between.replace(",", "，"):
            return words
        if words.reach == "paragraph" and "\n" not in between:
            return words
    return None


def _renewed(words: PeriodWords, between: str) -> bool:
    return "-" in words.period_id and "、" in between


def _mentions(draft: _Draft, compact: CompactText, length: int) -> Iterator[TargetMention]:
    quantity = replace(draft.mark.quantity, direction=draft.direction)
    for name in _names(draft):
        kind = kinds.kind_of(quantity, name, draft.lead)
        start, end = compact.span(draft.start, _quote_end(draft))
        yield TargetMention(
            indicator=name,
            comparator=kinds.comparator_of(quantity, name, kind),
            value=quantity.value,
            value_high=quantity.value_high,
            unit=kinds.written_unit(quantity, name or draft.lead),
            kind=kind,
            aggregation=kinds.aggregation_of(quantity, name, kind, draft.lead),
            period_id=draft.period_id,
            is_annual=draft.is_annual,
            scope=draft.scope,
            is_firm=draft.is_firm,
            is_approximate=quantity.is_approximate,
            rule=draft.rule,
            start=start,
            end=min(end, length),
        )


def _names(draft: _Draft) -> list[str]:
    """One name, or one per noun where one number governs several."""
    name = indicators.join(draft.subject, draft.noun)
    return [name]


def _quote_end(draft: _Draft) -> int:
    return draft.mark.trail.end if draft.noun else draft.mark.quantity.phrase_end
