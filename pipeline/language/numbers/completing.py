"""What completes a name beside its noun phrase: newness, averages, the noun of a rate, progress, a rank's field."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.numbers import indicators
from pipeline.language.numbers.measures import comparable, is_discrete
from pipeline.language.promises.target_drafts import Draft
from pipeline.language.words.verbs import verbs_in
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "completing")

_AVERAGE = re.compile(r"[日月户年]均")


def read_average(draft: Draft) -> None:
    """客商恢复至日均20万人次: the average is part of the name."""
    average = _AVERAGE.search(draft.beside)
    if average and draft.subject and not draft.mark.quantity.is_percent:
        draft.subject = average[0] + draft.subject


def keep_newness(draft: Draft, previous: Draft) -> None:
    """新增护理人才90人，其中高级护理人才20人: of things that are added, a part or another of their sort is added."""
    added = re.match(r"新增|净增|新建增加", previous.name)
    alike = comparable(draft.mark.quantity.unit, previous.mark.quantity.unit)
    same_sort = alike and draft.subject[-2:] == previous.name[-2:]
    goes_on = alike and is_discrete(draft.mark.quantity.unit) and _goes_on_listing(draft, previous)
    says_otherwise = verbs_in(draft.lead) or re.search(
        r"累计|总数|总量|达到?$|有$|[共现已拥]有", draft.lead + draft.beside
    )
    says_otherwise = says_otherwise or re.search(r"新(?!企业|[”\"])|净增", draft.name)
    if not is_discrete(draft.mark.quantity.unit):  # 新增装机90万千瓦，总装机突破300万千瓦: all there is
        says_otherwise = says_otherwise or re.search(r"^总|突破|达到?", f"{draft.name} {draft.beside}")
    is_amount = draft.mark.quantity.is_percent or draft.mark.quantity.is_points
    if added and (same_sort or goes_on) and draft.subject and not is_amount and not says_otherwise:
        draft.subject = added[0] + draft.subject


def _goes_on_listing(draft: Draft, previous: Draft) -> bool:
    """新增消防站9个，山村蓄水池30个: the clause behind a comma begins with the next thing and has no verb."""
    apart = draft.mark.clause.start - previous.mark.clause.end
    is_next = previous.mark.sentence == draft.mark.sentence and 0 <= apart <= 1
    return is_next and not draft.noun and "其中" not in draft.lead


def add_progress(draft: Draft, text: str) -> None:
    """甲路完成形象进度60%；乙路完成40%: what of the second road is what was said of the first."""
    measure = re.search(r"(?:形象|工程)进度|总?工程量", text)
    is_work = draft.mark.quantity.is_percent and draft.lead.endswith("完成") and indicators.is_work(draft.subject)
    if measure and is_work and not draft.direction:
        draft.subject += measure[0]


def read_rank(draft: Draft) -> None:
    """平安建设进入全省前|30: the name without where it is to stand; the place it is to stand in is its scope."""
    ranked = _said("rank").search(draft.subject) if draft.rule == "rank" else None
    if ranked and ranked.start() >= 2:
        draft.scope, draft.subject = draft.scope or ranked["among"], draft.subject[: ranked.start()]


def add_rate_noun(draft: Draft) -> None:
    """投资年均增速15%: the noun of change right before the number belongs to the name.

    Some things have a name only with it: 经济增长5%.
    """
    if draft.direction == "rise" and _said("named_by_growth").fullmatch(draft.subject):
        draft.subject += "增长"
    noun = _said("rate_noun").search(draft.beside)
    if noun and draft.subject and not draft.subject.endswith(noun["rate"]):
        draft.subject = indicators.of_whole(draft.subject) + noun[0]
