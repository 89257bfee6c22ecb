"""Targets out of running Chinese, as the contract defines them.

Passes, each small: compact the text → set names apart (``names``) and scan ``quantities`` → give every number a role
(``roles``, ``role_rules``) → name what it measures (``promises``, ``subjects``, ``scopes``) → spread lists and
分别/各/均 (``distribution``) → comparator, kind and aggregation (``kinds``), deadline (``periods``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.language.numbers import kinds
from pipeline.language.numbers.distribution import spread
from pipeline.language.numbers.totals import parts_of_total
from pipeline.language.promises.promised_numbers import draft_targets
from pipeline.language.promises.target_drafts import Draft, Outside
from pipeline.language.time.period_words import BEHIND, PeriodWords, find_periods
from pipeline.language.words.compact import CompactText
from pipeline.language.words.mentions import TargetMention
from pipeline.period import deadline_of_plan

ANY_YEAR = "2000"  # where only what is promised matters, not when
# What ends the reach of period words. 每年推进A、完成B: the words cover a list; 一季度达到X、二季度…: one number.
_STOPS = {"number": r"[，,；;。\n、]", "item": r"[，,；;。\n]", "clause": r"[，,；;。\n]",
          "sentence": r"[；;。\n]", "paragraph": r"\n"}  # fmt: skip


def read_targets(
    text: str,
    plan_period_id: str,
    *,
    indicator: str | None = None,
    unit: str | None = None,
    subjects: Sequence[tuple[str, str]] = (),
) -> list[TargetMention]:
    """Every measurable promise of ``text``, in order.

    ``plan_period_id`` is the plan's year or window ('2023', '2023/2027'): promises without a date are due at its end.
    ``indicator``/``unit`` are what a table's header says about a column of numbers; they stand in where the cell
    says nothing. ``subjects`` are the (indicator, unit) of promises that the same task made elsewhere: a milestone
    that names nothing (改造5公里) takes the one of its unit. Offsets of the mentions refer to ``text``.
    """
    compact = CompactText.of(_with_header_unit(text, unit))
    drafts = spread(draft_targets(compact.text, Outside(plan_period_id, indicator, subjects)), compact.text)
    drafts = _without_totals(drafts, compact.text)
    periods = find_periods(compact.text, plan_period_id) if drafts else []
    for previous, draft in zip([None, *drafts], drafts, strict=False):
        _set_period(draft, periods, compact.text, plan_period_id)
        if draft.rule == "stretch" and previous:
            draft.period_id, draft.is_annual = previous.period_id, previous.is_annual
    mentions = (_mention(draft, compact) for draft in drafts)
    return [replace(m, start=min(m.start, len(text)), end=min(m.end, len(text))) for m in mentions]


def firm_numbers(text: str) -> int:
    """How many numbers a text firmly promises, of whatever year: that is asked where its targets are read."""
    return sum(target.is_firm for target in read_targets(text, ANY_YEAR))


def _without_totals(drafts: list[Draft], text: str) -> list[Draft]:
    """新建公园3个、游园5个，共8个 promises two things: the total of the parts adds none."""
    kept: list[Draft] = []
    for draft in drafts:
        beside = [one.mark.quantity for one in kept if one.mark.sentence == draft.mark.sentence]
        if draft.noun or not parts_of_total(text, beside, draft.mark.quantity):
            kept.append(draft)
    return kept


_BARE_CELL = re.compile(
    r"(?P<number>\s*(?:[≥≤><＞＜]=?|不低于|不少于|不超过|不高于|达到?|超过?|约)?\s*[\d.,０-９．]+(?:[-—–~～][\d.,]+)?\s*[万亿]?)\s*"
    r"(?P<bound>(?:及|或)?(?:以上|以下|以内|左右)?)\s*"
)


def _with_header_unit(text: str, unit: str | None) -> str:
    """A cell that holds nothing but a number, and how it is meant, gets its column's unit behind the number."""
    bare = _BARE_CELL.fullmatch(text) if unit else None
    return f"{bare['number'].rstrip()}{unit}{bare['bound']}" if bare else text


def _set_period(draft: Draft, periods: list[PeriodWords], text: str, plan_period_id: str) -> None:
    """Deadline and yearliness from the words in force: 到2025年…年均增长8% is due in 2025, every year."""
    number = draft.mark.quantity
    in_force = [*_behind(periods, number.end, text), *_in_force(periods, number.start, text)]
    dated = next((words for words in in_force if not words.is_annual), None)
    draft.period_id = draft.period_id or (dated.period_id if dated else deadline_of_plan(plan_period_id))
    draft.is_annual = bool(in_force and in_force[0].is_annual and "/" in plan_period_id)


def _in_force(periods: list[PeriodWords], position: int, text: str) -> list[PeriodWords]:
    """The period words before a number that reach so far, the nearest first."""
    before = [words for words in reversed(periods) if words.start < position and words.reach != BEHIND]
    return [
        words
        for words in before
        if words.labels(text, position) or not re.search(_STOPS[words.reach], text[words.end : position])
    ]


def _behind(periods: list[PeriodWords], position: int, text: str) -> list[PeriodWords]:
    """The years in brackets behind a number, in its own clause."""
    after = [words for words in periods if words.reach == BEHIND and words.start >= position]
    return [words for words in after[:1] if not re.search(_STOPS["clause"], text[position : words.start])]


def _mention(draft: Draft, compact: CompactText) -> TargetMention:
    quantity = replace(draft.mark.quantity, direction=draft.direction)
    name = draft.name
    kind = "level" if draft.rule == "rank" else kinds.kind_of(quantity, name)
    start, end = compact.span(draft.start, draft.end)
    return TargetMention(
        indicator=name,
        comparator="<=" if draft.rule == "rank" else kinds.comparator_of(quantity, name, kind),
        value=quantity.value,
        value_high=quantity.value_high,
        unit=kinds.written_unit(quantity, name or draft.lead),
        kind=kind,
        aggregation="snapshot" if draft.rule == "rank" else kinds.aggregation_of(quantity, name, kind, draft.lead),
        period_id=draft.period_id,
        is_annual=draft.is_annual,
        scope=draft.scope,
        is_firm=draft.is_firm,
        is_approximate=quantity.is_approximate,
        rule=draft.rule,
        start=start,
        end=end,
    )
