"""Sizes: numbers that describe what is counted or built instead of promising an amount.

Thresholds (3亿元以上项目20个), attributes (节能率不低于18%的建筑), ratings (500千伏输变电工程), groups (10类36件实事)
and sizes of works (总建筑面积3.2万平方米). Each rule looks at one number in its place.
"""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.numbers import indicators
from pipeline.language.numbers.measures import comparable, family_of, is_discrete
from pipeline.language.numbers.number_place import Place, noun_follows
from pipeline.language.numbers.quantities import Quantity
from pipeline.language.words.verbs import delivers, governing_verb
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "size_rules")

_GROUP_UNITS = ("类", "批", "组", "种", "期", "轮", "批次", "档")
_MORE_OF_A_KIND = re.compile(r"[、和或及]|以及")
_ENTRIES = ("项", "件", "条")
_PASSING = ("过", "超", "超过", "突破", "跨越", "迈上")
_RATINGS = ("voltage",)


def is_bare_magnitude(place: Place) -> bool:
    """亿元以上项目, 百亿级: a magnitude without a number, unless it is what is to be passed (突破百亿元, 万名以上)."""
    quantity = place.quantity
    if quantity.form != "bare_magnitude":
        return False
    is_bound = quantity.comparator_before or (quantity.comparator and is_discrete(quantity.unit))
    return not (is_bound and quantity.unit and not noun_follows(place.trail.removeprefix("大关")))


def is_threshold(place: Place) -> bool:
    """A size that belongs to the noun behind it: 3亿元以上项目20个, 50万元以上行政村占比达85%以上."""
    quantity, trail = place.quantity, place.trail
    if quantity.is_percent or quantity.is_points or not quantity.unit:
        return False
    if _counts_the_same_noun(place) or _is_listed_threshold(place) or _is_behind_its_count(place):
        return True
    if _is_joined_threshold(place):
        return True
    if not noun_follows(trail):
        return _runs_into_next(place)
    if trail.startswith("级"):
        return True
    if is_discrete(quantity.unit):
        return False
    if trail.startswith("的") or _said("share").match(trail):
        return True
    if _is_reached(place) or (place.lead and indicators.begins_with_verb(trail)):
        return False  # 安排资金2亿元支持企业…
    delivered = _is_delivered(place)
    if delivered and not quantity.comparator_after:
        return False
    if quantity.comparator == "<=" and quantity.comparator_after:
        return True  # 淘汰10万千瓦及以下机组
    return bool(_said("bearer").search(trail)) or not delivered


def _is_delivered(place: Place) -> bool:
    """Whether a verb hands the number over: its own (新建26公里管网), or its list's (新建8座泵站、26公里管网)."""
    if place.lead.endswith("等"):
        return governing_verb(place.lead) == "delivering"  # 建成甲、乙等540万千瓦电源: what they come to
    if not place.lead and place.carried:
        return delivers(place.carried)  # 新建3座变电站，56公里线路
    if place.lead.strip("、和及与") or not place.lead:
        return bool(_said("delivering_end").search(place.lead))
    return delivers(place.before)


def _is_reached(place: Place) -> bool:
    """人均预期寿命达到83.27岁系统化推进…: a subject reaches the number; what runs on behind it is no bearer."""
    reaches = place.quantity.comparator_before or place.quantity.reaches
    return bool(reaches and place.lead and not _said("bearer").search(place.trail))


def _counts_the_same_noun(place: Place) -> bool:
    """年销售额超5亿元电商企业10家以上: a second number counts the noun that the first describes."""
    quantity, following = place.quantity, place.following
    if following is None or not noun_follows(place.between) or place.is_listed:
        return False
    if following.form == "bare_magnitude":
        return False
    if place.lead and not quantity.comparator_after and indicators.begins_with_verb(place.between):
        return False  # 安排资金1.2亿元实施30个项目
    if is_discrete(quantity.unit):
        return bool(quantity.comparator_after) and is_discrete(following.unit)
    return True


def _is_listed_threshold(place: Place) -> bool:
    """年收益超15万元、超40万元的村占比分别达60%、25%: one of several thresholds of the noun behind the last."""
    quantity, following = place.quantity, place.following
    if following is None or is_discrete(quantity.unit) or not comparable(quantity.unit, following.unit):
        return False
    rest = place.text[following.phrase_end : place.clause.end]
    return bool(_MORE_OF_A_KIND.fullmatch(place.between) and _said("of_noun").match(rest))


def _is_joined_threshold(place: Place) -> bool:
    """总收入50万元且经营性收入20万元以上行政村实现全覆盖: two sizes of the one noun behind the second."""
    following = place.following
    if following is None or not place.between.startswith("且") or not following.comparator_after:
        return False
    return bool(_said("bearer").match(place.text, following.phrase_end))


def _is_behind_its_count(place: Place) -> bool:
    """完成230个50户以上村寨改造: a bounded number right behind a count says which of them."""
    bounded = place.quantity.comparator_after and noun_follows(place.trail)
    return bool(bounded and _said("count_before").search(place.before))


def is_one_of_some(place: Place) -> bool:
    """培育一批产值超500亿元的集群: their number is left open, the size tells which."""
    return bool(_said("open_number").search(place.before))


def _runs_into_next(place: Place) -> bool:
    """100万元以上超50%: two numbers without a word between, the first says of whom."""
    quantity, following = place.quantity, place.following
    passed = quantity.comparator_before in _PASSING and not is_discrete(quantity.unit)  # 过10亿元12个
    bounded = quantity.comparator_after or passed
    return bool(following and following.phrase_start <= place.quantity.phrase_end and bounded)


def is_condition(place: Place) -> bool:
    """其中150个村达100万元以上: the money is what those 150 reach, the 150 is promised."""
    each = _said("each").search(place.before)
    if each and place.quantity.comparator_before in _PASSING and not is_discrete(place.quantity.unit):
        return not place.quantity.is_percent and not delivers(each[1])  # 推动6家企业产值超20亿元: what each reaches
    before = _said("condition").search(place.before)
    if before is None or is_discrete(place.quantity.unit):
        return False
    return not _said("heads").search(before[1])


def is_attribute(text: str, clause_start: int, quantity: Quantity) -> bool:
    """完成4万平方米节能率不低于18%的建筑改造: the rate tells which buildings; it has its own name and 的 behind it."""
    if not quantity.is_percent or quantity.direction or not quantity.comparator:
        return False
    before = text[clause_start : quantity.phrase_start]
    named = _said("heads").search(before)
    return bool(named and re.match(r"的[一-龥]{2}", text[quantity.phrase_end :]) and delivers(before))


def is_named_attribute(place: Place) -> bool:
    """As :func:`is_attribute`, of a number in its place."""
    return is_attribute(place.text, place.clause.start, place.quantity)


def is_outline(place: Place) -> bool:
    """从6个维度设置29项主要指标, 形成实事项目清单共38件, 共安排十方面32项: how the plan itself is laid out."""
    is_entry = place.quantity.unit in _ENTRIES and not noun_follows(place.trail)
    is_counted = is_entry and _said("aspects").search(place.before)
    is_outlined = _said("outline").match(place.trail) or _said("listed").search(place.before) or is_counted
    return is_discrete(place.quantity.unit) and bool(is_outlined)


def is_rating(place: Place) -> bool:
    """开工500千伏输变电工程: the grade of a work, never its amount."""
    family, following = family_of(place.quantity.unit), place.following
    listed = following is not None and family_of(following.unit) == family  # 750千伏和330千伏电网工程
    return family in _RATINGS and (listed or noun_follows(place.trail.lstrip("、")))


def is_group(place: Place) -> bool:
    """10类36件实事, 8个方面25项任务: how the counted things are grouped."""
    following = place.following
    if following is None or not (is_discrete(place.quantity.unit) and is_discrete(following.unit)):
        return False
    if not place.between:  # 安置320户1250人, 230个50户以上村寨: neither is a group
        return place.quantity.unit in _GROUP_UNITS and not place.quantity.comparator
    if (
        place.quantity.unit in _GROUP_UNITS
        and noun_follows(place.between)
        and not _MORE_OF_A_KIND.search(place.between)
    ):
        return not place.quantity.comparator  # 9类试点单元50个: the 50 are of nine kinds
    return bool(_said("grouped").fullmatch(place.between)) and not place.quantity.comparator


def describes_subject(place: Place) -> bool:
    """50个三级重大项目年度投资完成率达115%以上, 7个分项指标均实现13%: the 50 says of what."""
    quantity, following = place.quantity, place.following
    if following is None or not is_discrete(quantity.unit) or place.is_listed or not noun_follows(place.between):
        return False
    named = _said("heads").search(_said("reached").sub("", place.between))
    return bool(named) and place.lead[-1:] in ("", "、")


def is_size(place: Place) -> bool:
    """总建筑面积3.2万平方米: a size of something described."""
    # 改造小区18个、建筑面积65万平方米: in one breath with a promise it is promised as well
    alone = place.lead == place.before
    is_told = _said("size").match(place.lead) or _said("touched").match(place.lead)
    return alone and not place.quantity.comparator and bool(is_told)
