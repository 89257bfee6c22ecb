"""The rules that tell promises from thresholds, baselines, descriptions and results of the past.

Each rule looks at one number in its place and says whether it holds; the first that holds names the role and the
reason (``_RULES``). Word lists are data (``promises.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language import indicators
from pipeline.language.clauses import Range
from pipeline.language.measures import family_of, is_discrete
from pipeline.language.quantities import Quantity
from pipeline.language.vocabulary import alternatives, load_vocabulary

_CONJUNCTION = re.compile(r"^(?:[、，,且或]|以及|和(?![美谐睦])|及(?![时格第])|与(?!会)|并(?![网联购轨行]))")
_MOVED = re.compile(r"(?:推动|支持|引导|鼓励|带动|助力|组织|指导|推进)$")
_RECURRING = re.compile(r"每(?:个)?(?:周|两周|月|半月|旬|季度|季|日|天|半年)")
_HAN = re.compile(r"^[“\"‘《]?[一-龥A-Za-z\d]")


@dataclass(frozen=True, slots=True)
class Place:
    """One number with what the rules look at around it."""

    text: str
    quantity: Quantity
    clause: Range
    lead: str
    trail: str
    following: Quantity | None  # the next quantity of the clause, with only a noun between
    between: str  # the words up to it
    sentence_start: int

    @property
    def before(self) -> str:
        """The clause up to the words beside the number, numbers taken before included."""
        return self.text[self.clause.start : self.quantity.phrase_start]


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    data = load_vocabulary("promises")
    listed = {name: alternatives(data[name]) for name in data if isinstance(data[name], list)}
    any_verb = alternatives([*data["delivering"], *data["light"], *data["pushing"]])
    return {
        "bearer": re.compile(listed["threshold_bearers"]),
        "share": re.compile(rf"(?:{listed['share_heads']})"),
        "heads": re.compile(rf"(?:{listed['indicator_heads']})$"),
        "past": re.compile(listed["past"]),
        "past_opening": re.compile(rf"^[^，。]{{0,6}}{listed['past_openings']}"),
        "future": re.compile(listed["future"]),
        "past_unless": re.compile(listed["past_unless"]),
        "size": re.compile(rf"^(?:其中)?(?:总|约)?{listed['size_heads']}(?:约|为|达)?$"),
        "delivering_end": re.compile(rf"(?:{listed['delivering']})(?:了|出)?$"),
        "pushing_end": re.compile(rf"(?:{listed['pushing']})$"),
        "pushing": re.compile(listed["pushing"]),
        "delivering": re.compile(listed["delivering"]),
        "achieving": re.compile(rf"[一-龥]{{2,}}{listed['achieving']}"),
        "verbs_only": re.compile(rf"^[、，]?(?:{any_verb})++$"),
        "handed_over": re.compile(rf"^[、，]?(?:{listed['light']})*+(?:{listed['dropped_verbs']}).{{2,}}"),
        "reaching": re.compile(listed["reaching"]),
    }


def role_of(place: Place, year: str) -> tuple[str, str]:
    """Role (target, described, none) and reason. ``year``: the plan's first, years before it are the past."""
    if place.quantity.name_reason:
        return "none", place.quantity.name_reason
    for reason, role, rule in _RULES:
        if rule(place):
            return role, reason
    if _speaks_of_the_past(place, year):
        return "none", "past_result"
    return "target", "promise"


def noun_follows(trail: str) -> bool:
    """Whether a noun stands right behind the number (rather than a comma, a conjunction or nothing)."""
    return bool(_HAN.match(trail)) and not _CONJUNCTION.match(trail)


def _is_baseline(place: Place) -> bool:
    """由56%提高到60%, 由每人每月640元提高到670元: the number a rise or fall starts from."""
    if place.quantity.is_baseline:
        return True
    starts = re.search(r"(?:由|从)[^，、\d]{1,8}$", place.before)
    return bool(starts and place.following and place.following.reaches)


def _lacks_unit(place: Place) -> bool:
    """A bare number counts only with a magnitude or a comparator, and nothing but the clause's end behind it."""
    quantity = place.quantity
    if quantity.unit:
        return False
    bounded = quantity.magnitude or quantity.comparator not in (None, "between")
    return not bounded or noun_follows(place.trail)


def _is_casual_numeral(place: Place) -> bool:
    """Chinese numerals are words (三个中心镇) unless a verb hands the things over or a comparator bounds them."""
    quantity = place.quantity
    if quantity.form != "chinese" or quantity.comparator or quantity.unit == "%":
        return False
    if quantity.value <= 1 and noun_follows(place.trail):
        return True
    if noun_follows(place.trail):
        return not (_words()["verbs_only"].match(place.lead) and governing_verb(place.lead) == "delivering")
    return (quantity.value <= 1 and not _words()["handed_over"].match(place.lead)) or not place.lead


def _is_bare_magnitude(place: Place) -> bool:
    """亿元以上项目, 百亿级: a magnitude without a number, unless it is the very thing to pass (突破百亿元)."""
    quantity = place.quantity
    if quantity.form != "bare_magnitude":
        return False
    return not (quantity.comparator_before and quantity.unit and not noun_follows(place.trail.removeprefix("大关")))


def _is_threshold(place: Place) -> bool:
    """A size that belongs to the noun behind it: 3亿元以上项目20个, 50万元以上行政村占比达85%以上."""
    quantity, trail = place.quantity, place.trail
    if quantity.is_percent or quantity.is_points or not quantity.unit:
        return False
    if _counts_the_same_noun(place):
        return True
    if not noun_follows(trail):
        return _runs_into_next(place)
    if trail.startswith("级"):
        return True
    if is_discrete(quantity.unit):
        return False
    if trail.startswith("的") or _words()["share"].search(trail):
        return True
    if _is_reached(place) or (place.lead and indicators.begins_with_verb(trail)):
        return False  # 安排资金2亿元支持企业…
    if _words()["delivering_end"].search(place.lead) and not quantity.comparator_after:
        return False
    return bool(_words()["bearer"].search(trail)) or not _words()["delivering_end"].search(place.lead)


def _is_reached(place: Place) -> bool:
    """人均预期寿命达到83.27岁系统化推进…: a subject reaches the number; what runs on behind it is no bearer."""
    reaches = place.quantity.comparator_before or place.quantity.reaches
    return bool(reaches and place.lead and not _words()["bearer"].search(place.trail))


def _counts_the_same_noun(place: Place) -> bool:
    """年销售额超5亿元电商企业10家以上: a second number counts the noun that the first describes."""
    quantity, following = place.quantity, place.following
    if following is None or not noun_follows(place.between) or "、" in place.between:
        return False
    if following.form == "bare_magnitude":
        return False
    if place.lead and not quantity.comparator_after and indicators.begins_with_verb(place.between):
        return False  # 安排资金1.2亿元实施30个项目
    if is_discrete(quantity.unit):
        return bool(quantity.comparator_after) and is_discrete(following.unit)
    return True


def _runs_into_next(place: Place) -> bool:
    """100万元以上超50%: two numbers without a word between, the first says of whom."""
    following = place.following
    return bool(following and following.phrase_start <= place.quantity.phrase_end and place.quantity.comparator_after)


def _is_condition(place: Place) -> bool:
    """其中150个村达100万元以上: the money is what those 150 reach, the 150 is promised."""
    before = re.search(r"(?:其中|有)(?:\d[\d.]*)(?:万|千)?(?:个|家|户|名|人)([一-龥]{1,6})$", place.before)
    if before is None or is_discrete(place.quantity.unit):
        return False
    return not _words()["heads"].search(before[1])


def _describes_subject(place: Place) -> bool:
    """50个三级重大项目年度投资完成率达115%以上: the 50 says of what."""
    quantity, following = place.quantity, place.following
    if following is None or not is_discrete(quantity.unit) or "、" in place.between or not noun_follows(place.between):
        return False
    return bool(_words()["heads"].search(place.between)) and not place.lead.strip()


def _is_recurring_duty(place: Place) -> bool:
    """每季度召开1次调度会, 每月开展1次检查: how the work is done, not what it delivers."""
    lead = place.text[place.clause.start : place.quantity.start]
    return family_of(place.quantity.unit) == "events" and bool(_RECURRING.search(lead))


def _is_size(place: Place) -> bool:
    """总建筑面积3.2万平方米: a size of something described."""
    # 改造小区18个、建筑面积65万平方米: in one breath with a promise it is promised as well
    alone = place.lead == place.before
    return alone and not place.quantity.comparator and bool(_words()["size"].match(place.lead))


def _is_unreached_subject(place: Place) -> bool:
    """A counted subject that reaches nothing (上溪、大陈、义亭4个镇赶超发展) describes."""
    if not is_discrete(place.quantity.unit) or not noun_follows(place.trail):
        return False
    lead = _verb_lead(place)
    if _words()["delivering"].search(lead) or _words()["pushing"].search(lead):
        return False
    if re.search(r"(?:^|[，、])(?:为|对|给|向|在|组织|帮助)[^，、]{0,6}$", place.lead):
        return False
    following = place.following
    if following and not is_discrete(following.unit) and not _words()["heads"].search(place.between):
        return False
    return not _words()["reaching"].search(place.trail) and not place.quantity.comparator


def _is_pushed(place: Place) -> bool:
    """加快推进254个实施类市重点项目: a number of things pushed along, not promised complete."""
    if not is_discrete(place.quantity.unit) or not noun_follows(place.trail):
        return False
    if _MOVED.search(place.lead) and _words()["achieving"].search(place.trail):
        return False  # 推动100家企业实施改造: what each of them is to do is promised
    return governing_verb(_verb_lead(place)) == "pushing"


def _verb_lead(place: Place) -> str:
    """The words that hold the verb: what stands in a list (完成28个小区、3256户改造) shares the one before it."""
    beside = place.text[place.quantity.phrase_start : place.quantity.start]  # 确保3个, 实现50家
    return (place.lead if place.lead.strip("、和及与") else place.before) + beside


def _is_rolling(place: Place) -> bool:
    """滚动推进260项左右."""
    return "滚动" in place.lead and is_discrete(place.quantity.unit)


def governing_verb(lead: str) -> str:
    """Which sort of verb governs the noun behind a number: delivering, pushing or none."""
    pushing = [m.end() for m in _words()["pushing"].finditer(lead)]
    delivering = [m.end() for m in _words()["delivering"].finditer(lead)]
    if not pushing and not delivering:
        return ""
    return "pushing" if max(pushing, default=-1) >= max(delivering, default=-1) else "delivering"


def _speaks_of_the_past(place: Place, year: str) -> bool:
    before = place.text[place.clause.start : place.quantity.start]
    kept = _words()["past_unless"].sub("", before)
    if _words()["past"].search(kept):
        return True
    years = [y for y in re.findall(r"(20\d{2})年(?!基础上|的?基数)", kept) if y < year]
    if years and not re.search(r"(?:较|比|在)20\d{2}年", kept):
        return True
    opening = place.text[place.sentence_start : place.quantity.start]
    return bool(_words()["past_opening"].match(opening)) and not _words()["future"].search(opening)


_RULES: tuple[tuple[str, str, Callable[[Place], bool]], ...] = (
    ("baseline", "none", _is_baseline),
    ("no_unit", "none", _lacks_unit),
    ("bare_magnitude", "none", _is_bare_magnitude),
    ("numeral_is_a_word", "none", _is_casual_numeral),
    ("threshold", "none", _is_threshold),
    ("condition", "none", _is_condition),
    ("describes_subject", "none", _describes_subject),
    ("size", "none", _is_size),
    ("recurring_duty", "none", _is_recurring_duty),
    ("rolling", "described", _is_rolling),
    ("pushed_along", "described", _is_pushed),
    ("counted_subject", "none", _is_unreached_subject),
)
