"""The rules that tell promises from thresholds, baselines, descriptions and results of the past.

Each rule looks at one number in its place and says whether it holds; the first that holds names the role and the
reason (``_RULES``). Word lists are data (``promises.yml``).
"""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.numbers import size_rules
from pipeline.language.numbers.measures import family_of, is_discrete
from pipeline.language.numbers.number_place import Place, is_rank, noun_follows, starts_from
from pipeline.language.numbers.role_table import RoleTable, role_by
from pipeline.language.words.verbs import delivers, governing_verb, lists_names, only_words, verbs_in
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "role_rules")

_SHORTEST_NAME = 2  # characters of who does something, before what they do
_TEN = 10
_CROWD = 100  # people that a bare number may count; fewer may be anything
_ANY_VERB = ("delivering", "light", "pushing")
_ITEM = re.compile(r"^[一二三四五六七八九十]{1,3}是")
# 遴选|12所学校: two characters that open the clause are a verb, known or not, unless they end like a place or
# say how many there are
_UNKNOWN_VERB = re.compile(
    r"(?!包[括含]|其中)(?![全各我本其每另还共现近])[一-龥](?![个有含省市县区州旗镇乡村级中等的])[一-龥]"
)


def role_of(place: Place, year: str) -> tuple[str, str]:
    """Role (target, described, none) and reason. ``year``: the plan's first, years before it are the past."""
    if place.quantity.name_reason:
        return "none", place.quantity.name_reason
    if found := role_by(_RULES, place):
        return found
    return ("none", "past_result") if _speaks_of_the_past(place, year) else ("target", "promise")


def _lacks_unit(place: Place) -> bool:
    """A bare number counts only with a magnitude or a comparator, and nothing but the clause's end behind it."""
    quantity = place.quantity
    if quantity.unit:
        return False
    bounded = quantity.magnitude or quantity.comparator not in (None, "between")
    if _said("of_people").search(place.lead) and quantity.value >= _CROWD and not noun_follows(place.trail):
        return False  # 城镇新增就业4000: people, without their word; not 就业12333服务平台
    return not bounded or noun_follows(place.trail)


def _is_casual_numeral(place: Place) -> bool:
    """Chinese numerals are words (三个中心镇) unless a verb hands the things over or a comparator bounds them."""
    quantity = place.quantity
    if quantity.form != "chinese" or quantity.comparator or quantity.unit == "%":
        return False
    if quantity.value < _TEN and place.following and place.following.phrase_start == quantity.phrase_end:
        return True  # 东山、五台3个街道: the last of the names that the number counts
    if quantity.value <= 1 and noun_follows(place.trail):
        return True
    if noun_follows(place.trail):
        verbs = place.lead.lstrip("、，")
        if len(place.text[quantity.start : quantity.end].rstrip(quantity.unit)) == 1 and quantity.value >= 100:
            return True  # 实施百项保护工程: a name, not a hundred
        return not (verbs and only_words(verbs, _ANY_VERB) and governing_verb(verbs) == "delivering")
    return (quantity.value <= 1 and not _said("handed_over").match(place.lead)) or not place.lead


def _is_recurring_duty(place: Place) -> bool:
    """每季度召开1次调度会, 每月开展1次检查: how the work is done, not what it delivers."""
    lead = place.text[place.clause.start : place.quantity.start]
    return family_of(place.quantity.unit) == "events" and bool(_said("recurring").search(lead))


def _is_whereabouts(place: Place) -> bool:
    """在甲、乙等6个乡镇建设基地1.8万亩, 对12类群体发放贷款5亿元: where or for whom; the amount behind is promised."""
    following = place.following
    if following is None and is_discrete(place.quantity.unit) and _said("aimed").search(place.before):
        return True  # 面向9个园区提供代办服务
    if following is None or not is_discrete(place.quantity.unit) or not _said("where").search(place.before):
        return False
    if not delivers(place.before) and _said("places_listed").match(place.text[place.quantity.end : place.clause.end]):
        return True  # 在9个乡镇、112个脱贫村推广施肥24万亩
    if not is_discrete(following.unit) and re.match(r"[^，、]{1,16}的[^，、]{2,}", place.between):
        return True  # 对18个山区县的补助系数提高3个百分点
    is_where = delivers(place.between) or (
        _said("stands_in").search(place.before) and _said("places_behind").match(place.between)
    )
    return bool(is_where) and not place.is_listed


def _is_doer(place: Place) -> bool:
    """100个社区食堂开展500场培训: who is to do it; what they do is promised."""
    following = place.following
    if following is None or not is_discrete(place.quantity.unit) or place.quantity.comparator or place.is_listed:
        return False
    done = verbs_in(place.between) if "各" not in place.between else []  # 9个镇各建成1个: nine of them
    is_first = _said("everywhere").fullmatch(place.lead) and not place.carried
    return bool(is_first and done) and done[0][0] >= _SHORTEST_NAME


def _is_unreached_subject(place: Place) -> bool:
    """A counted subject that reaches nothing (上溪、大陈、义亭4个镇赶超发展) describes."""
    if not is_discrete(place.quantity.unit) or not noun_follows(place.trail):
        return False
    if place.quantity.phrase_start == 0:  # 3000户危房改造: a promise that opens with its number is named by it
        return False
    beside = place.text[place.quantity.phrase_start : place.quantity.start]
    if verbs_in(_verb_lead(place)) or _said("for_whom").search(place.lead) or "各" in beside:
        return False  # 河口村、梁家村各1座便民桥: each is to have one
    if not place.lead.strip("、和及与以") and _said("for_listed").search(place.before):
        return False  # 对2所学校、4所幼儿园进行提升: the second is one of those as well
    following = place.following
    if following and not is_discrete(following.unit) and not _said("heads").search(place.between):
        return False
    if _said("reached_at_end").search(place.text[place.quantity.end : place.clause.end]):
        return False  # 29个甲县、1个乙县摘帽: what each of them reaches ends the clause
    if _UNKNOWN_VERB.fullmatch(_said("leading").sub("", _lead_in(place))):
        return False
    return not _said("reaching").search(place.trail) and not place.quantity.comparator


def _is_bounded(place: Place) -> bool:
    """Whether a word sets a bound (10个以上); a range (1—2个) is loose talk."""
    return place.quantity.comparator not in (None, "between")


def _is_supported(place: Place) -> bool:
    """支持长岭、东湖、北原3个实验室运营, 支持29个县高质量发展: those helped are there, their number is no goal."""
    if not is_discrete(place.quantity.unit) or not noun_follows(place.trail) or _is_bounded(place):
        return False
    if not _said("supporting").match(_lead_in(place)) or _said("improved_thing").search(place.trail):
        return False
    thrives = _said("thriving").search(place.trail) or _said("improved").search(place.trail)
    return (lists_names(place.lead) and "各" not in place.lead) or bool(thrives)


def _is_improved(place: Place) -> bool:
    """提升39个县域帮扶质效, 推广3个城市试点经验: the quality is raised, the number is given."""
    if not is_discrete(place.quantity.unit) or not _said("improving").match(_lead_in(place)):
        return False
    # 发挥7家工作站、3个研究院作用: what is raised stands behind the whole list
    words = place.text[place.quantity.end : place.clause.end] if place.is_listed else place.trail
    return bool(_said("qualities").search(words.rstrip("，。；")))


def _lead_in(place: Place) -> str:
    """The words before a number without what only counts the item (二是继续支持|1万名)."""
    return _ITEM.sub("", place.lead.lstrip("、，"))


def _is_pushed(place: Place) -> bool:
    """加快推进254个实施类市重点项目: a number of things pushed along, not promised complete."""
    behind = place.text[place.quantity.end : place.clause.end]
    sized = _said("size_of_each").match(behind)  # 加快3座35万千瓦电站建设: the size of each is no number of its own
    is_named = noun_follows(place.trail) or (sized is not None and noun_follows(behind[sized.end() :]))
    if not is_discrete(place.quantity.unit) or not is_named or _is_bounded(place):
        return False
    if _said("moved").search(place.lead) and (_said("achieving").search(place.trail) or _said("passes").search(behind)):
        return False  # 推动100家企业实施改造: what each of them is to do is promised
    if not verbs_in(place.lead) and place.carried and _said("reached_at_end").search(place.trail):
        return False  # 推进8所学校建设，甲、乙等10所学校投入使用: the second clause has an end of its own
    return governing_verb(_verb_lead(place)) == "pushing"


def _is_extent_of_pushed(place: Place) -> bool:
    """推进800公里120个排口整治: how far what is pushed along stretches, right before its number."""
    following = place.following
    if following is None or place.between or is_discrete(place.quantity.unit) or not is_discrete(following.unit):
        return False
    return not place.quantity.comparator and governing_verb(_verb_lead(place)) == "pushing"


def _verb_lead(place: Place) -> str:
    """The words that hold the verb: what stands in a list (完成28个小区、3256户改造) shares the one before it."""
    beside = place.text[place.quantity.phrase_start : place.quantity.start]  # 确保3个, 实现50家
    own = place.lead if verbs_in(place.lead) else place.before
    goes_on = not own or (
        own.endswith("等") and place.carried.endswith("等") and not verbs_in(own)
    )  # 打造甲等10条优势、乙等10条特色产业链
    return (place.carried if goes_on else own) + beside


def _is_present_fact(place: Place) -> bool:
    """还有63万失能老人, 我县每年接待近3亿人次, 占比近七成: what is, not what is promised."""
    if _said("is_there").search(place.before) or _said("attending").match(place.trail):
        return True
    beside = place.text[place.quantity.phrase_start : place.quantity.start]
    if not _said("nearly").search(beside) or place.quantity.reaches or place.quantity.direction:
        return False
    return not place.quantity.comparator_before and not verbs_in(place.before + place.carried)


def _is_carried_out(place: Place) -> bool:
    """落实稳经济18项政策、惠企28条: the articles of a policy there is, whose number promises nothing.

    Nor does the number that names a rule there is: 执行好20%的刚性增长机制.
    """
    is_of_rule = place.quantity.is_percent and place.trail.startswith("的")
    is_carried = bool(_said("carried_out").match(place.before)) and not verbs_in(place.lead)
    if _said("articles").match(place.trail) and _said("carried_out").match(_lead_in(place)):
        return not _is_bounded(place)  # 落实支持民营经济发展26条措施, whatever verb their name holds
    return (place.quantity.unit == "条" or is_of_rule) and is_carried


def _is_of_measures(place: Place) -> bool:
    """实施12个重点产业稳增长方案, 开展甲、乙、丙3项行动: how many measures there are, not what they deliver."""
    if not is_discrete(place.quantity.unit) or _is_bounded(place) or not _said("measures").search(place.trail):
        return False
    return bool(_said("carries_on").search(_lead_in(place) or place.before))


def _is_rolling(place: Place) -> bool:
    """滚动推进260项左右."""
    return "滚动" in place.lead and is_discrete(place.quantity.unit)


def _speaks_of_the_past(place: Place, year: str) -> bool:
    before = place.text[place.clause.start : place.quantity.start]
    kept = _said("past_unless").sub("", before)
    if _said("past").search(kept):
        return True
    years = [y for y in re.findall(r"(20\d{2})年(?!基础上|的?基数)", kept) if y < year]
    if years and not re.search(r"(?:较|比|在)20\d{2}年", kept):
        return True
    opening = place.text[place.sentence_start : place.quantity.start]
    return bool(_said("past_opening").match(opening)) and not _said("future").search(opening)


_RULES: RoleTable[Place] = (
    ("baseline", "none", lambda place: starts_from(place.text, place.clause, place.quantity)),
    ("rank", "described", lambda place: is_rank(place.before, place.quantity)),
    ("no_unit", "none", _lacks_unit),
    ("bare_magnitude", "none", size_rules.is_bare_magnitude),
    ("numeral_is_a_word", "none", _is_casual_numeral),
    ("group", "none", size_rules.is_group),
    ("rating", "none", size_rules.is_rating),
    ("attribute", "none", size_rules.is_named_attribute),
    ("one_of_some", "none", size_rules.is_one_of_some),
    ("threshold", "none", size_rules.is_threshold),
    ("condition", "none", size_rules.is_condition),
    ("whereabouts", "none", _is_whereabouts),
    ("describes_subject", "none", size_rules.describes_subject),
    ("doer", "none", _is_doer),
    ("size", "none", size_rules.is_size),
    ("extent", "none", _is_extent_of_pushed),
    ("outline", "described", size_rules.is_outline),
    ("present_fact", "none", _is_present_fact),
    ("recurring_duty", "none", _is_recurring_duty),
    ("rolling", "described", _is_rolling),
    ("supported", "described", _is_supported),
    ("improved", "described", _is_improved),
    ("carried_out", "described", _is_carried_out),
    ("measures", "described", _is_of_measures),
    ("pushed_along", "described", _is_pushed),
    ("counted_subject", "none", _is_unreached_subject),
)
