"""Whose number it is: the noun phrase before or behind it, or the subject of another number or clause."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.numbers import indicators
from pipeline.language.numbers.completing import (
    add_progress,
    add_rate_noun,
    keep_newness,
    read_average,
    read_rank,
)
from pipeline.language.numbers.measures import comparable, family_of, is_discrete
from pipeline.language.numbers.number_place import noun_follows
from pipeline.language.numbers.owners import completed
from pipeline.language.numbers.quantities import Quantity
from pipeline.language.promises.target_drafts import Draft, Outside
from pipeline.language.words.sentences import sentences
from pipeline.language.words.verbs import verbs_in
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of

_said = partial(pattern_of, "subjects")

# subjects that are of what was named before although a comma parts them: 实施项目90个，年度完成投资30亿元
_BREATHLESS = ("占比", "比重", "增速", "增幅", "年均增速", "年度完成投资", "年度投资")
_SIGNS = (">", ">=", "<", "<=", "＞", "＜", "≥", "≤", "=")
_YIELDS = ("产量", "总产量", "产值", "总产值", "单产")
_EVERY_PLACE = re.compile(r"[各全][省市县区州镇乡地村][一-龥]{0,4}")
_ACTING_NOUN = re.compile(r"^(?P<does>[“\"].{3,30}的)(?P<who>[^的]{2,8})$")
_ADDING = ("新增", "净增")
_EXTENTS = ("length", "area", "power", "capacity", "volume")
_GRADE = re.compile(r"^[^、，]{1,12}级$")
_ITEM_NUMBER = re.compile(r"^\s*\d{1,2}[.．](?!\d)")
# 完成50万千瓦并网: a verbal noun is of what stands before
_VERBAL_NOUNS = ("并网", "改造", "整治", "建设", "治理", "征迁", "拆除", "修复")


def find_subject(draft: Draft, text: str, previous: Draft | None, outside: Outside) -> None:
    """Name the draft: from its own clause, else from what it continues or inherits. Sets subject, noun and rule."""
    _name_subject(draft, text, outside.plan_period_id)
    reached = draft.noun if indicators.is_only_reached(draft.noun) else ""
    draft.noun = draft.noun.removeprefix(reached)
    if not draft.subject and not draft.noun:
        _inherit(draft, text, previous, outside)
        draft.noun = "" if draft.subject else reached
    elif previous:
        _join_to_previous(draft, previous)
    elif _said("size_alone").fullmatch(draft.subject):
        # 经营性收入50万以上全覆盖，100万元以上超50%: the size is of what the clause before speaks of
        draft.subject = _topic_before(text, draft.mark.clause.start, outside.plan_period_id) + draft.subject
    if draft.name in _VERBAL_NOUNS:
        draft.subject = _topic_before(text, draft.mark.clause.start, outside.plan_period_id)
    read_average(draft)
    _read_heading(draft, text, outside.plan_period_id)
    _keep_verb(draft, text)
    if previous:
        keep_newness(draft, previous)
    add_rate_noun(draft)
    _read_verb_of_change(draft)
    add_progress(draft, text)
    read_rank(draft)


def _name_subject(draft: Draft, text: str, plan_period_id: str) -> None:
    """Subject before the number, noun behind it, or the subject of a number relative to a base."""
    lead, quantity = draft.lead, draft.mark.quantity
    if quantity.is_percent or quantity.is_points or quantity.unit == "倍":
        relative = _said("relative").match(lead)
        is_beyond = relative and quantity.is_points and relative["base"].startswith(("高于", "低于", "快于"))
        if relative and (relative["subject"] or relative["base"].endswith("的") or is_beyond):
            lead, base = relative["subject"].rstrip("按且并以"), relative["base"].rstrip("的")
            draft.scope = _scope_of_base(base, relative["of"].rstrip("的"), quantity)
    per_head = _said("per_head").search(lead)
    if per_head:
        lead, draft.lead = lead[: per_head.start()], lead[: per_head.start("per")]
    draft.subject, scope = indicators.noun_phrase(_said("group").sub("", lead), plan_period_id)
    draft.subject = _said("for").sub("", draft.subject)
    worked = _said("worked").match(lead)
    if worked:
        draft.subject = indicators.noun_phrase(worked["thing"], plan_period_id)[0] + worked["works"]
    compared = _said("compared").search(draft.lead)
    draft.scope = draft.scope or scope or (compared[0] if compared else None)
    draft.scope = per_head["per"] if per_head else draft.scope
    trail = re.sub(r"^[（(][^（()）]*[)）]", "", text[draft.mark.trail.start : draft.mark.trail.end])
    if noun_follows(trail) and not (draft.scope and draft.scope != scope) and _takes_noun(draft, trail):
        draft.noun = indicators.noun_behind(trail)
        if "各" in draft.beside and _said("places").fullmatch(draft.subject):
            draft.scope, draft.subject = draft.scope or draft.subject, ""  # 河口村、梁家村各1座便民桥
        if draft.subject.startswith("在"):
            # 在甲、乙2个镇|37个山区村开展巡诊
            draft.scope, draft.subject = draft.scope or indicators.without_verb(draft.subject[1:]), ""
        if _said("next_member").search(lead):
            draft.subject = ""  # 完成规划编制和|9个村庄征迁: the number begins the next member of the list
        if lead.endswith("的") and draft.subject:
            draft.subject += "的"  # 以甲为核心的|25个重点项目
    if draft.is_firm:
        draft.rule = "number_before_noun" if draft.noun and not draft.subject else "number_after_noun"


def _scope_of_base(base: str, of: str, quantity: Quantity) -> str:
    """占公办学校总数 of a share, 当地最低标准 of a multiple; 高于面上 stays where points are compared."""
    if quantity.unit == "倍":
        return of
    is_part = quantity.is_percent and not quantity.direction and not base.startswith(("高于", "低于", "快于", "超全"))
    return f"占{of}" if is_part else base


def _takes_noun(draft: Draft, trail: str) -> bool:
    """Whether the words behind a number belong to it although a subject stands before it.

    出租车100%清洁能源化, 海外驿站新增5个以上国家: yes. 生产总值增长7.5%以上固定资产投资…: a comma was lost in print.
    """
    quantity = draft.mark.quantity
    if not draft.subject or draft.lead.endswith("等"):
        return True  # 建成甲、乙等540万千瓦电源: the noun behind says what they are
    if _said("only_improves").fullmatch(draft.subject):
        return True  # 巩固提升80万亩保供基地
    if quantity.is_percent and _said("whole_and_part").search(draft.lead):
        return True  # 实现所有乡镇和90%以上行政村通硬化路: the part is of what stands behind it
    if is_discrete(quantity.unit):
        return not indicators.begins_with_verb(trail) and not indicators.begins_with_size(trail)
    return (
        quantity.is_percent
        and not quantity.direction
        and not quantity.comparator
        and not indicators.is_share(draft.subject)
    )


def _read_heading(draft: Draft, text: str, plan_period_id: str) -> None:
    """就读比例：东区>83.5%: in front of a printed sign stands the place; the heading names what is measured."""
    start = draft.mark.clause.start
    is_place = draft.mark.quantity.comparator_before in _SIGNS or _EVERY_PLACE.fullmatch(draft.subject)
    if not is_place or text[start - 1 : start] not in (":", "："):
        return
    heading = re.search(r"[^，,。；;：:\n]*$", text[: start - 1])
    named = indicators.noun_phrase(heading[0], plan_period_id)[0] if heading else ""
    if named and not indicators.carries_a_number(draft.subject):
        draft.scope, draft.subject = draft.subject or draft.scope, named


def _keep_verb(draft: Draft, text: str) -> None:
    """新增2个托育机构, 新增甲4个、乙1个: a verb that says what is counted stays in the name."""
    is_counted = is_discrete(draft.mark.quantity.unit)
    listed = draft.lead[:1] in "、和及与" and bool(draft.lead)
    own = verbs_in(draft.lead)
    if not is_counted and (own or not listed or not _is_extent_of_thing(draft)):
        return
    if not (listed or own) or (own and (draft.subject or not draft.noun)):
        return
    found = own or verbs_in(text[draft.mark.clause.start : draft.mark.quantity.phrase_start])
    verb = found[-1][1] if found else ""
    if verb not in (load_vocabulary("promises")["telling_verbs"] if is_counted else _ADDING) or verb in draft.name:
        return
    if draft.subject:
        draft.subject = verb + draft.subject
    else:
        draft.noun = verb + draft.noun


def _is_extent_of_thing(draft: Draft) -> bool:
    """新增公园14处、绿道26公里: how much of a thing, not how much there is of it in all (总长达到26公里)."""
    quantity = draft.mark.quantity
    return family_of(quantity.unit) in _EXTENTS and not quantity.comparator_before and not draft.name.startswith("总")


def _read_verb_of_change(draft: Draft) -> None:
    """压减一般性支出10%以上: the verb in front says that the number is a fall, and is not part of the name."""
    quantity = draft.mark.quantity
    verb = _said("verb_of_change").match(draft.subject)
    if not verb or not (verb["to"] or quantity.is_percent):
        return
    draft.subject = verb["what"]
    states = verb["to"] or quantity.reaches or quantity.comparator_before or indicators.is_share(draft.subject)
    if not states and not draft.direction:  # 降低浓度至30, 提高就读率达到66%: the state reached, no change
        draft.direction = "rise" if verb["rise"] else "fall"


def _join_to_previous(draft: Draft, previous: Draft) -> None:
    """Complete a subject that only makes sense behind the one before it."""
    if draft.lead.startswith("、"):
        draft.subject = completed(draft.subject, previous.name)
    in_same_breath = draft.lead.startswith("、") or draft.subject in _BREATHLESS
    in_same_breath |= draft.subject == "投资" and previous.name.endswith(("项目", "工程"))
    if in_same_breath and indicators.is_bare(draft.subject) and not draft.noun:
        # 其中制造业投资增长30%、占比达30%
        named = indicators.of_whole(previous.name)
        named = _said("extent").sub("", named) if _said("extent").search(named) and draft.subject in _YIELDS else named
        if _is_another_head(draft, previous):
            named = indicators.without_head(named)
        draft.subject = named + draft.subject
    elif _said("size_first").match(draft.subject) and draft.mark.quantity.is_percent:
        # 年经营性收入全部达5万元以上，高于10万元的占80%
        draft.subject = previous.name + draft.subject
    elif draft.subject.startswith("占"):
        draft.subject = previous.name + draft.lead.strip("、，,的")
    elif _said("size_alone").fullmatch(draft.subject):
        # 亿元以上项目150个，其中10亿元以上20个
        draft.subject += indicators.bearer_of(previous.name)


def _is_another_head(draft: Draft, previous: Draft) -> bool:
    """规模工业产值突破430亿元、税收突破5亿元: a second amount of the same whole, no part or rate of the first."""
    alike = comparable(draft.mark.quantity.unit, previous.mark.quantity.unit)
    return alike and not indicators.is_share(draft.subject) and not draft.subject.endswith(("增速", "增幅"))


def _inherit(draft: Draft, text: str, previous: Draft | None, outside: Outside) -> None:
    """Give a number whose own clause names no subject the one it speaks of."""
    draft.direction = draft.direction or _series_direction(previous, draft.mark.quantity)
    if draft.lead in ("-", "—", "–"):
        draft.direction = "fall"  # a cell of -3%
    verb = indicators.telling_verb(draft.lead, outside.plan_period_id)
    candidates = (
        (outside.indicator or "", "column_header"),
        (_noun_before_bracket(draft, text, outside.plan_period_id), "noun_before_bracket"),
        (_topic_of_unit(draft, text, outside.plan_period_id), "topic_of_unit"),
        (_subject_of(previous, draft, outside.plan_period_id), "subject_of_previous_number"),
        (_subject_outside(draft, outside), "subject_of_same_unit"),
        (verb if family_of(draft.mark.quantity.unit) == "events" else "", "verb_only"),
        (_topic_before(text, draft.mark.clause.start, outside.plan_period_id), "subject_of_previous_clause"),
        (verb or draft.lead.strip("、，,"), "verb_only"),
    )
    draft.subject, draft.rule = next((c for c in candidates if c[0]), ("", "no_subject"))


def _topic_of_unit(draft: Draft, text: str, plan_period_id: str) -> str:
    topic = load_vocabulary("promises")["unit_topics"].get(draft.mark.quantity.unit)
    found = re.search(rf"[^，,。；;、]{{0,40}}{topic}", text) if topic else None
    return indicators.noun_phrase(found[0].removeprefix("以"), plan_period_id)[0] or str(topic) if found else ""


def _noun_before_bracket(draft: Draft, text: str, plan_period_id: str) -> str:
    """“花开四季”课外公益学堂（1200场）: a bracket counts what stands in front of it."""
    if not draft.mark.is_bracketed:
        return ""
    front = re.search(r"[^，,、。；;（(）)\n]*$", text[: draft.mark.clause.start - 1])
    words = _ITEM_NUMBER.sub("", front[0]) if front else ""
    if re.search(r"\d", words):
        return ""  # 新增就业3.2万人（目标3万人）: the number in front has the name
    return indicators.noun_phrase(words, plan_period_id)[0]


def _subject_of(previous: Draft | None, draft: Draft, plan_period_id: str) -> str:
    """The subject of the number before; a verb of its own tells the two apart (新开工项目35个，竣工投产20个)."""
    if previous is None:
        return ""
    if draft.mark.quantity.direction and not draft.mark.quantity.reaches:
        return previous.name if draft.mark.quantity.is_points else indicators.of_whole(previous.name)
    if "累计" in draft.beside:
        return indicators.without_verb(previous.name)  # 新增3家，累计达到35家
    verb = indicators.telling_verb(draft.lead, plan_period_id)
    if verb and verb not in previous.name and comparable(previous.mark.quantity.unit, draft.mark.quantity.unit):
        return verb + indicators.without_verb(previous.name)
    return previous.name


def _subject_outside(draft: Draft, outside: Outside) -> str:
    """改造5公里 in a milestone column: the promise of the task in the same unit."""
    unit = draft.mark.quantity.unit
    return next((name for name, other in outside.subjects if name and comparable(unit, other)), "")


def _topic_before(text: str, position: int, plan_period_id: str) -> str:
    # 一季度：完成设计；二季度：建成5公里: of what stands above the steps
    step = _said("first_step").search(text, 0, position)
    above = step.start("label") if step else position
    clauses = [clause for sentence in sentences(text) for clause in sentence.clauses if clause.end <= above]
    words = (re.split(r"\d", text[c.start : c.end])[0] or text[c.start : c.end] for c in reversed(clauses))
    phrases = (indicators.topic_phrase(clause, plan_period_id) for clause in words)
    return next((phrase for phrase in phrases if phrase), "")


def _series_direction(previous: Draft | None, quantity: Quantity) -> str:
    """增长13.8%和12%: the second number grows as well; 增长15%、力争20% too."""
    if previous is None or not quantity.is_percent or not previous.mark.quantity.is_percent:
        return ""
    return "" if previous.mark.quantity.reaches else previous.direction


def take_noun_of_next(draft: Draft, following: Draft) -> None:
    """新建3座、改造5座污水处理厂: the first number counts the second one's things."""
    same_breath = following.mark.clause == draft.mark.clause and following.noun
    if same_breath and _GRADE.match(draft.noun) and "级" in following.noun and not _GRADE.match(following.noun):
        draft.noun += following.noun.partition("级")[2]  # 新建8个国家级、36个省级重点专科
    acting = _ACTING_NOUN.match(following.noun)
    if same_breath and acting and following.lead == "、" and draft.noun and not draft.noun.endswith(acting["who"]):
        draft.noun = acting["does"] + draft.noun  # 组织10个|团组、400家|企业“走出去”抢订单
    if draft.rule == "verb_only" and same_breath and draft.mark.quantity.unit == following.mark.quantity.unit:
        draft.subject, draft.rule = draft.subject + following.noun, "noun_of_next_number"
