"""Promises with a subject: every number that ``roles`` takes for a promise, named and scoped."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from pipeline.language.numbers.measures import comparable, is_discrete
from pipeline.language.numbers.scopes import SIZES, add_scope, add_threshold
from pipeline.language.numbers.subjects import find_subject, take_noun_of_next
from pipeline.language.promises.roles import Mark, assign_roles
from pipeline.language.promises.target_drafts import Draft, Outside
from pipeline.language.words.sentences import Range
from pipeline.language.words.verbs import verbs_in

_STRETCH = re.compile(r"(?:并)?(?:力争|争取|冲刺|奋斗目标|挑战)(?:达到|达|实现|完成|突破)?(?:增长)?")
_BASELINE = re.compile(
    r"(?:由|从)[^，、]{0,20}?(?:\d[\d.]{0,12}[^，、\d]{0,4}、){0,8}\d[\d.]{0,12}(?:万|亿)?[^，、\d]{0,8}$"
)


def draft_targets(text: str, outside: Outside) -> list[Draft]:
    """Every promise of compact ``text`` with its subject, stretch values and described numbers marked not firm."""
    drafts: list[Draft] = []
    marks = assign_roles(text, outside.plan_period_id[:4])
    sizes = [mark for mark in marks if mark.reason in SIZES]
    conditions = [mark for mark in marks if mark.reason == "condition"]
    doers = [mark for mark in marks if mark.reason == "doer"]
    for mark in marks:
        mark = _from_what_is_done(text, mark, doers)
        if outside.indicator and _is_bare_cell(mark, text):
            mark = replace(mark, role="target", reason="promise")
        if mark.role == "none":
            continue
        previous = _previous(drafts, mark)
        draft = _draft(text, mark, _counted_before(drafts, mark, text) or previous, outside)
        condition = next((c for c in conditions if c.clause == mark.clause and c.quantity.start > draft.start), None)
        draft = _with_condition(text, draft, condition, previous) if condition else draft
        add_threshold(draft, text, sizes)
        drafts.append(draft)
    for draft, following in itertools.pairwise(drafts):
        take_noun_of_next(draft, following)
    return drafts


def _from_what_is_done(text: str, mark: Mark, doers: list[Mark]) -> Mark:
    """100个社区食堂开展500场培训: the 500 are named from what is done on; who does it is no part of the name."""
    doer = next((d for d in doers if d.clause == mark.clause and d.quantity.end <= mark.lead.end), None)
    done = verbs_in(text[doer.quantity.phrase_end : mark.lead.end]) if doer else []
    if doer is None or not done:
        return mark
    return replace(mark, lead=Range(max(mark.lead.start, doer.quantity.phrase_end + done[0][0]), mark.lead.end))


def _previous(drafts: list[Draft], mark: Mark) -> Draft | None:
    """The promise before a number in its sentence; what stands in brackets is no predecessor of what stands outside."""
    seen = (draft for draft in reversed(drafts) if mark.is_bracketed or not draft.mark.is_bracketed)
    last = next(seen, None)
    return last if last and last.mark.sentence == mark.sentence else None


def _counted_before(drafts: list[Draft], mark: Mark, text: str) -> Draft | None:
    """项目260个，年度投资42亿元。其中新开工90个、竣工60个: parts are of the last count, whatever stands between."""
    near = text[max(0, mark.clause.start - 3) : mark.lead.end]
    if not is_discrete(mark.quantity.unit) or "其中" not in near:
        return None
    counted = (d for d in reversed(drafts) if comparable(d.mark.quantity.unit, mark.quantity.unit))
    last = next(counted, None)
    return last if last and mark.sentence - last.mark.sentence <= 1 else None


def _is_bare_cell(mark: Mark, text: str) -> bool:
    """A table cell that holds a number and nothing else: its column says what of."""
    words = text[mark.quantity.phrase_start : mark.quantity.phrase_end]
    return mark.reason == "no_unit" and words == text.strip()


def _draft(text: str, mark: Mark, previous: Draft | None, outside: Outside) -> Draft:
    whole_lead = text[mark.lead.start : mark.lead.end]
    draft = Draft(
        mark=mark,
        lead=_BASELINE.sub("", whole_lead),
        beside=text[mark.quantity.phrase_start : mark.quantity.start],
        subject="",
        noun="",
        scope=None,
        is_firm=mark.role == "target",
        rule=mark.reason,
        direction=mark.quantity.direction,
        start=mark.lead.start + len(whole_lead) - len(whole_lead.lstrip("、，和及与")),
    )
    find_subject(draft, text, previous, outside)
    draft.listed_first = _first_of_list(draft, previous)
    add_scope(draft, text, previous, outside.plan_period_id)
    if _is_stretch(draft, text, previous):
        draft.is_firm, draft.scope, draft.rule = False, "力争", "stretch"
    return draft


def _first_of_list(draft: Draft, previous: Draft | None) -> str:
    """The name that a list of like things begins with: two that end in the same four characters are alike."""
    if previous is None or not draft.lead.startswith(("、", "和", "及")) or draft.name[-4:] != previous.name[-4:]:
        return ""
    return previous.listed_first or previous.name


def _is_stretch(draft: Draft, text: str, previous: Draft | None) -> bool:
    """X以上、力争Y: the second value of the same thing."""
    if previous is None or draft.noun or previous.mark.quantity.unit != draft.mark.quantity.unit:
        return False
    between = text[previous.mark.quantity.phrase_end : draft.mark.quantity.start]
    return bool(_STRETCH.fullmatch(between.lstrip("、，,；;")))


def _with_condition(text: str, draft: Draft, condition: Mark, previous: Draft | None) -> Draft:
    """其中150个村达100万元以上 → the villages whose income reaches it."""
    words = text[condition.quantity.phrase_start : condition.quantity.phrase_end]
    noun = text[draft.mark.quantity.phrase_end : condition.quantity.phrase_start]
    draft.subject, draft.noun = f"{previous.name if previous else ''}{words}的{noun}", ""
    draft.scope, draft.rule = "其中", "counted_by_condition"
    draft.mark = _until(draft.mark, condition.quantity.phrase_end)
    return draft


def _until(mark: Mark, end: int) -> Mark:
    quantity = replace(mark.quantity, phrase_end=max(end, mark.quantity.phrase_end))
    return replace(mark, quantity=quantity, trail=Range(end, end))
