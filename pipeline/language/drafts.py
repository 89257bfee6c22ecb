"""Promises with a subject: every number that ``roles`` takes for a promise, and the noun phrase it belongs to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.language import indicators
from pipeline.language.clauses import Range, sentences
from pipeline.language.measures import comparable, is_discrete
from pipeline.language.quantities import Quantity
from pipeline.language.role_rules import noun_follows
from pipeline.language.roles import Mark, assign_roles
from pipeline.language.vocabulary import load_vocabulary

_STRETCH = re.compile(r"(?:并)?(?:力争|争取|冲刺|奋斗目标|挑战)(?:达到|达|实现|完成|突破)?(?:增长)?")
_BASELINE = re.compile(r"(?:由|从)[^，、]*?\d[\d.]*(?:万|亿)?[^，、\d]{0,8}$")
# 达到公办学校总数的|90%: the number is relative to a base that stands between the comparator and it
_RELATIVE = re.compile(
    r"^(?P<subject>.*?)(?P<base>(?:达到|不低于|不少于|超过|高于|低于|相当于|不高于|快于)(?P<of>[^，、]{2,}?)的?)$"
)
_RATE_NOUN = re.compile(r"(?:年均|同比|年平均|年|平均)?(?P<rate>增速|增幅|增长率|涨幅|降幅|下降率|增长速度)")
_VERB_OF_CHANGE = re.compile(
    r"^(?:(?P<rise>提高|提升|增加|扩大)|降低|压减|减少|压缩|削减|压降|缩减)(?P<what>.{2,}?)(?P<to>[至到])?$"
)
_SIZE_ALONE = re.compile(r"超?[\d.]*[十百千万亿]*元(?:以上|以下)?")
_PER_HEAD = re.compile(r"(?:(?:提高|提升|增加|上调|调整|降低)(?:到|至))?(?P<per>每[人户亩生名](?:每[年月天])?)$")
_VERBAL_NOUNS = (
    "并网",
    "改造",
    "整治",
    "建设",
    "治理",
    "征迁",
    "拆除",
    "修复",
)  # 完成50万千瓦并网: of what stands before
_SIZES = ("threshold", "bare_magnitude")
_EVERY = re.compile(r"^(?:所有|全体|每个|各个|全部)(?P<whom>.+)$")


@dataclass(slots=True)
class Draft:
    """A target in the making; offsets refer to the compact text.

    ``subject`` stands before the number, ``noun`` behind it; ``beside`` are the words right before the number
    (均增长, 分别达到). ``direction`` is rise, fall or ''.
    """

    mark: Mark
    lead: str
    beside: str
    subject: str
    noun: str
    scope: str | None
    is_firm: bool
    rule: str
    direction: str
    start: int
    period_id: str = ""
    is_annual: bool = False

    @property
    def name(self) -> str:
        """The indicator: subject and noun."""
        return indicators.join(self.subject, self.noun)

    @property
    def end(self) -> int:
        """The end of the quote."""
        return self.mark.trail.end if self.noun else self.mark.quantity.phrase_end


@dataclass(frozen=True, slots=True)
class Outside:
    """What stands outside the text and may name a number: a column's header, the owner's promises read before."""

    plan_period_id: str
    indicator: str | None = None
    subjects: Sequence[tuple[str, str]] = ()  # indicator and unit


def draft_targets(text: str, outside: Outside) -> list[Draft]:
    """Every promise of compact ``text`` with its subject, stretch values and described numbers marked not firm."""
    drafts: list[Draft] = []
    marks = assign_roles(text, outside.plan_period_id[:4])
    conditions = [mark for mark in marks if mark.reason == "condition"]
    for mark in marks:
        if outside.indicator and _is_bare_cell(mark, text):
            mark = replace(mark, role="target", reason="promise")
        if mark.role == "none":
            continue
        previous = drafts[-1] if drafts and drafts[-1].mark.sentence == mark.sentence else None
        draft = _draft(text, mark, previous, outside)
        condition = next((c for c in conditions if c.clause == mark.clause and c.quantity.start > draft.start), None)
        draft = _with_condition(text, draft, condition, previous) if condition else draft
        _add_threshold(draft, text, [m for m in marks if m.clause == mark.clause])
        drafts.append(draft)
    for draft, following in itertools.pairwise(drafts):
        _take_noun_of_next(draft, following)
    return drafts


def _take_noun_of_next(draft: Draft, following: Draft) -> None:
    """新建3座、改造5座污水处理厂: the first number counts the second one's things."""
    same_breath = following.mark.clause == draft.mark.clause and following.noun
    if draft.rule == "verb_only" and same_breath and draft.mark.quantity.unit == following.mark.quantity.unit:
        draft.subject, draft.rule = draft.subject + following.noun, "noun_of_next_number"


def _add_threshold(draft: Draft, text: str, marks: list[Mark]) -> None:
    """亿元以上项目37个: the 亿元以上 is the scope of what is counted."""
    if not is_discrete(draft.mark.quantity.unit) or draft.scope not in (None, "其中"):
        return
    sizes = [text[m.quantity.start : m.quantity.phrase_end] for m in marks if m.reason in _SIZES]
    graded = re.match(r"[十百千万亿]+级", draft.name)
    ends = [draft.name.find(size) + len(size) for size in sizes if size in draft.name]
    ends += [graded.end()] if graded else []
    if ends:
        draft.scope = (draft.scope or "") + draft.name[: max(ends)]


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
    _name_subject(draft, text, outside.plan_period_id)
    if not draft.subject and not draft.noun:
        _inherit(draft, text, previous, outside)
    elif previous:
        _join_to_previous(draft, previous)
    elif _SIZE_ALONE.fullmatch(draft.subject):
        # 经营性收入50万以上全覆盖，100万元以上超50%: the size is of what the clause before speaks of
        draft.subject = _topic_before(text, mark.clause.start, outside.plan_period_id) + draft.subject
    if draft.name in _VERBAL_NOUNS:
        draft.subject = _topic_before(text, mark.clause.start, outside.plan_period_id)
    _add_rate_noun(draft)
    _read_verb_of_change(draft)
    _add_scope(draft, text, previous, outside.plan_period_id)
    if _is_stretch(draft, text, previous):
        draft.is_firm, draft.scope, draft.rule = False, "力争", "stretch"
    return draft


def _name_subject(draft: Draft, text: str, plan_period_id: str) -> None:
    """Subject before the number, noun behind it, or the subject of a number relative to a base."""
    lead, quantity = draft.lead, draft.mark.quantity
    if quantity.is_percent or quantity.is_points or quantity.unit == "倍":
        relative = _RELATIVE.match(lead)
        if relative:
            lead, draft.scope = re.sub(r"[按且并以]+$", "", relative["subject"]), relative["base"].rstrip("的")
    draft.subject, scope = indicators.noun_phrase(lead, plan_period_id)
    draft.scope = draft.scope or scope
    per_head = _PER_HEAD.search(draft.subject)
    if per_head and draft.subject != per_head[0]:
        draft.subject, draft.scope = draft.subject[: per_head.start()], per_head["per"]
    trail = re.sub(r"^[（(][^（()）]*[)）]", "", text[draft.mark.trail.start : draft.mark.trail.end])
    if noun_follows(trail) and not (draft.scope and draft.scope != scope) and _takes_noun(draft, trail):
        draft.noun = indicators.noun_behind(trail)
    if draft.is_firm:
        draft.rule = "number_before_noun" if draft.noun and not draft.subject else "number_after_noun"


def _takes_noun(draft: Draft, trail: str) -> bool:
    """Whether the words behind a number belong to it although a subject stands before it.

    出租车100%清洁能源化, 海外驿站新增5个以上国家: yes. 生产总值增长7.5%以上固定资产投资…: a comma was lost in print.
    """
    quantity = draft.mark.quantity
    if not draft.subject:
        return True
    if is_discrete(quantity.unit):
        return not indicators.begins_with_verb(trail)
    return (
        quantity.is_percent
        and not quantity.direction
        and not quantity.comparator
        and not indicators.is_share(draft.subject)
    )


def _add_rate_noun(draft: Draft) -> None:
    """投资年均增速15%: the noun of change right before the number belongs to the name."""
    noun = _RATE_NOUN.search(draft.beside)
    if noun and draft.subject and not draft.subject.endswith(noun["rate"]):
        draft.subject = indicators.of_whole(draft.subject) + noun[0]


def _read_verb_of_change(draft: Draft) -> None:
    """压减一般性支出10%以上: the verb in front says that the number is a fall, and is not part of the name."""
    quantity = draft.mark.quantity
    verb = _VERB_OF_CHANGE.match(draft.subject)
    if verb and verb["to"]:
        draft.subject = verb["what"]  # 降低浓度至30: the state reached
        return
    if not verb or not quantity.is_percent or quantity.reaches or quantity.comparator_before or draft.direction:
        return
    if not indicators.is_share(draft.subject):
        draft.direction = "rise" if verb["rise"] else "fall"
        draft.subject = verb["what"]


def _join_to_previous(draft: Draft, previous: Draft) -> None:
    """Complete a subject that only makes sense behind the one before it."""
    in_same_breath = draft.lead.startswith("、") or draft.subject in ("占比", "比重", "增速", "增幅", "年均增速")
    if in_same_breath and indicators.is_bare(draft.subject) and not draft.noun:
        # 其中制造业投资增长30%、占比达30%
        draft.subject = indicators.of_whole(previous.name) + draft.subject
    elif draft.subject.startswith("占"):
        draft.subject = previous.name + draft.lead.strip("、，,的")
    elif _SIZE_ALONE.fullmatch(draft.subject):
        # 亿元以上项目150个，其中10亿元以上20个
        draft.subject += indicators.bearer_of(previous.name)


def _inherit(draft: Draft, text: str, previous: Draft | None, outside: Outside) -> None:
    """Give a number whose own clause names no subject the one it speaks of."""
    draft.direction = draft.direction or _series_direction(previous, draft.mark.quantity)
    if draft.lead in ("-", "—", "–"):
        draft.direction = "fall"  # a cell of -3%
    candidates = (
        (outside.indicator or "", "column_header"),
        (_topic_of_unit(draft, text, outside.plan_period_id), "topic_of_unit"),
        (_subject_of(previous, draft, outside.plan_period_id), "subject_of_previous_number"),
        (_subject_outside(draft, outside), "subject_of_same_unit"),
        (_topic_before(text, draft.mark.clause.start, outside.plan_period_id), "subject_of_previous_clause"),
        (indicators.telling_verb(draft.lead, outside.plan_period_id) or draft.lead.strip("、，,"), "verb_only"),
    )
    draft.subject, draft.rule = next((c for c in candidates if c[0]), ("", "no_subject"))


def _topic_of_unit(draft: Draft, text: str, plan_period_id: str) -> str:
    topic = load_vocabulary("promises")["unit_topics"].get(draft.mark.quantity.unit)
    found = re.search(rf"[^，,。；;、]*{topic}", text) if topic else None
    return indicators.noun_phrase(found[0].removeprefix("以"), plan_period_id)[0] or str(topic) if found else ""


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
    clauses = [clause for sentence in sentences(text[:position]) for clause in sentence.clauses]
    words = (re.split(r"\d", text[c.start : c.end])[0] or text[c.start : c.end] for c in reversed(clauses))
    phrases = (indicators.topic_phrase(clause, plan_period_id) for clause in words)
    return next((phrase for phrase in phrases if phrase), "")


def _series_direction(previous: Draft | None, quantity: Quantity) -> str:
    """增长13.8%和12%: the second number grows as well; 增长15%、力争20% too."""
    if previous is None or not quantity.is_percent or not previous.mark.quantity.is_percent:
        return ""
    return "" if previous.mark.quantity.reaches else previous.direction


def _is_stretch(draft: Draft, text: str, previous: Draft | None) -> bool:
    """X以上、力争Y: the second value of the same thing."""
    if previous is None or draft.noun or previous.mark.quantity.unit != draft.mark.quantity.unit:
        return False
    between = text[previous.mark.quantity.phrase_end : draft.mark.quantity.start]
    return bool(_STRETCH.fullmatch(between.lstrip("、，,；;")))


def _add_scope(draft: Draft, text: str, previous: Draft | None, plan_period_id: str) -> None:
    """所有行政村…: of whom; for a subject too bare to stand alone, the topic of its sentence."""
    every = _EVERY.match(draft.subject)
    if every:
        draft.subject = every["whom"]
        draft.scope = draft.scope or "所有"
    if draft.scope or not indicators.is_bare(draft.name):
        return
    sentence = next((s for s in sentences(text) if s.covers(draft.start)), None)
    if sentence is None or sentence.clauses[0].covers(draft.start):
        return
    first = sentence.clauses[0]
    if previous and previous.is_firm and not indicators.is_bare(previous.name):
        draft.scope = previous.name if previous.name != draft.name else previous.scope
    else:
        draft.scope = indicators.topic_phrase(text[first.start : first.end], plan_period_id) or None


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
