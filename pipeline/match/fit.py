"""How well one result answers one target (names, units, kind, scope, stage, period), and with which reservations."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.language.measures import comparable, convert, family_of, unit_pattern
from pipeline.language.numerals import narrow
from pipeline.language.statements import UNFINISHED, stages_of
from pipeline.match.evidence import Evidence
from pipeline.match.newness import answers_with_stock, is_new, is_stock, only_needed, repeats_as_effort
from pipeline.match.similarity import (
    canonical,
    contrast,
    core,
    coverage,
    name_similarity,
    narrower_statistic,
    narrowing_word,
    other_ordinal,
    thresholds,
    vocabulary,
)
from pipeline.period import last_year_of
from pipeline.records import TargetRecord

RATES = ("growth_rate", "decrease_rate")
CURRENCIES = ("yuan", "us_dollars", "hk_dollars", "euros", "yen")
MINIMUM = 0.5  # a fit below this is no answer …
SAME_MEASURE = 0.07
SAME_HEAD, OTHER_HEAD = 0.34, 0.6
SHORT_NAME = 6
UNNAMED = 0.35  # a number without any name answers only where nothing competes
UNFINISHED_WORK = -0.8
EVIDENT = 0.3  # … unless it is the only result of its unit for the only target of that unit
SAME_ONE = 0.8  # below, a result among several is not the promised whole
_OF_ALL = re.compile(r"均|各项|都|全部|所有")
_AMONG = re.compile(r"[个项类家种]?[^，。；]{2,20}中[，,]")
_MEASURE_WORDS = frozenset("家人户场批件列班")
_CHANGE = re.compile(r"(?:提高|提升|增加|扩大|延长|上升|降低|下降|减少|缩短|压减)(?![到至])(?:约|近)?\d")
_BLANKS = re.compile(r"\s+")
_BEGUN = re.compile(r"开工(?!率)|动工|进场施工|(?:已|全部|均)启动|启动(?:建设|实施)|列入计划")
_ENDED = re.compile(r"完工|建成|竣工|投用|完成|结项|交付|投产|启用")
_TO_FINISH = re.compile(r"完工|建成|竣工|投用|投产|改造|整治|交付")
_AVERAGE = re.compile(r"日均|月均|人均|户均|亩均|每万")


@dataclass(frozen=True, slots=True)
class Fit:
    """The score of one result for one target (about 0 … 1.3), the converted value and the reservations."""

    score: float
    name_score: float
    value: Decimal | None  # in the target's unit, None when it does not convert
    is_weak: bool = False  # no answer to fall back on, even where nothing competes
    is_other_statistic: bool = False  # a narrower published statistic is never the indicator
    currency: str | None = None
    caliber: str | None = None
    period: str | None = None
    is_stock: bool = False  # all there is, where additions are promised
    is_effort: bool = False  # the promise repeated as an effort: 推动利用率100%
    is_need: bool = False  # what is asked for, where what is granted is promised

    @property
    def is_usable(self) -> bool:
        """Whether the value may be held against the promise."""
        doubted = self.is_stock or self.is_effort or self.is_need
        return self.value is not None and self.period is None and not doubted


def compact(quote: str) -> str:
    """A quote without its blanks, digits narrowed."""
    return _BLANKS.sub("", narrow(quote))


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    return re.compile(rf"\d[\d.,]{{0,24}}[十百千万亿]{{0,6}}{unit_pattern()}?(?:以上|以下|左右|以内)?")


def without_last_number(quote: str) -> str:
    """50亿元以上项目5个 → 50亿元以上项目: the promised value is the last number of its quote."""
    last = max(_number().finditer(quote), key=lambda match: match.start(), default=None)
    return quote[: last.start()] + quote[last.end() :] if last else quote


@lru_cache(maxsize=4096)
def promised_names(indicator: str, scope: str | None, quote: str) -> tuple[str, ...]:
    """The names a target goes by: its indicator, the indicator with its scope, the words of its quote."""
    spoken = without_last_number(compact(quote))
    names = (indicator, f"{scope}{indicator}" if scope else "", spoken if len(spoken) <= 24 else "")
    return tuple(dict.fromkeys(name for name in names if len(name) >= 2))


def fit(target: TargetRecord, evidence: Evidence, topic: str = "") -> Fit | None:
    """The fit of a result, None when kind or unit or a contradicting word rules it out.

    ``topic`` is what the task speaks of before the target: it completes an indicator too short to stand alone.
    """
    actual = evidence.actual
    if not _same_kind(target, evidence) or (promises_change(target) and evidence.reaches):
        return None
    unit_score = measure_score(target, evidence)
    if unit_score is None:
        return None
    names = promised_names(target.indicator, target.scope, target.quote)
    promised, reported = " ".join(names), " ".join(evidence.names)
    if contrast(promised, reported + evidence.clause if len(evidence.clause) < 24 else reported):
        return None
    if other_ordinal(target.quote, reported + evidence.clause):
        return None
    name_score = max(_name_scores(names, evidence), default=0.0)
    if topic and len(core(target.indicator)) <= SHORT_NAME:
        name_score = max(name_score, 0.9 * max(_name_scores((topic + core(target.indicator),), evidence)))
    if evidence.is_unnamed:
        name_score = max(name_score, UNNAMED)
    score = name_score + unit_score + _adjustments(target, evidence, promised, reported)
    return Fit(
        score,
        name_score,
        _converted(target, evidence),
        _is_weak(evidence, promised, names, unit_score),
        narrower_statistic(promised, reported) is not None,
        actual.unit if _is_other_currency(target.unit, actual.unit) else None,
        narrower_statistic(promised, reported) or only_needed(target, evidence) or narrowing_word(promised, reported),
        actual.as_of_period_id if _is_past(target, evidence) else None,
        answers_with_stock(target, evidence),
        repeats_as_effort(target, evidence),
        only_needed(target, evidence) is not None,
    )


def promises_change(target: TargetRecord) -> bool:
    """人均公园绿地面积提高0.3平方米, 素养水平提升2个百分点: the state reached (到12.5平方米) is not the change."""
    is_amount = target.kind in ("level", "count") or target.unit.endswith("百分点")
    return is_amount and bool(_CHANGE.search(compact(target.quote)))


def is_narrower_statistic(target: TargetRecord, evidence: Evidence) -> str | None:
    """The word by which the result is another, narrower statistic than the promised one."""
    names = promised_names(target.indicator, target.scope, target.quote)
    return narrower_statistic(" ".join(names), " ".join(evidence.names))


def _same_kind(target: TargetRecord, evidence: Evidence) -> bool:
    """Rates answer rates, shares answer shares, amounts answer amounts."""
    kind = evidence.actual.kind
    if target.kind in RATES:
        return kind in RATES
    return (target.kind == "share") == (kind == "share") and kind not in RATES


def measure_score(target: TargetRecord, evidence: Evidence) -> float | None:
    """Same unit 0.1, same family or measure word 0.07, both counting 0.02; None when they measure different things."""
    promised, reported = target.unit, evidence.actual.unit
    if promised == reported:
        return 0.1
    same_word = promised[:1] == reported[:1] and promised[:1] in _MEASURE_WORDS  # 家/家次, 场/场次
    family = family_of(promised)
    if same_word or (family is not None and family == family_of(reported) and family != "visits"):
        return 0.07
    if comparable(promised, reported):
        return -0.25 if _count_different_things(promised, reported) else 0.02
    if _is_other_currency(promised, reported) or _is_average(target, evidence):
        return 0.0
    return -0.05 if not reported and target.kind != "count" and target.unit else None


def _count_different_things(promised: str, reported: str) -> bool:
    """人 and 家, 本 and 家: measure words that each belong to one sort of thing; 个 and 项 belong to any."""
    if not promised or not reported:
        return False
    if counts_people(promised) != counts_people(reported):
        return True
    own = vocabulary()["measure_words_of_one_sort"]
    return promised in own and reported in own and promised != reported


def counts_people(unit: str) -> bool:
    """Whether a unit counts people or their visits (人, 名, 人次), not things."""
    return unit != "家次" and family_of(unit) in ("people", "visits")


def _is_other_currency(promised: str, reported: str) -> bool:
    families = family_of(promised), family_of(reported)
    return families[0] != families[1] and all(family in CURRENCIES for family in families)


def _is_average(target: TargetRecord, evidence: Evidence) -> bool:
    """亩均税收22万元 and 15.3万元/亩 measure the same thing."""
    units = sorted((target.unit, evidence.actual.unit), key=len)
    averages = "均" in target.indicator + " ".join(evidence.names)
    return averages and "/" in units[1] and units[1].split("/")[0] == units[0]


def _name_scores(names: tuple[str, ...], evidence: Evidence) -> Iterator[float]:
    for name in names:
        other_thing = _counts_another_thing(name, evidence)
        for reading in evidence.names:
            yield name_similarity(name, reading) - other_thing
        yield 0.85 * coverage(name, evidence.clause) - other_thing
        yield (0.6 if evidence.is_unnamed else 0.35) * coverage(name, evidence.sentence) - other_thing


def _counts_another_thing(name: str, evidence: Evidence) -> float:
    """A penalty when the head is not the promise's: 三个新行业的招商培育方案 counts plans."""
    if not evidence.head or coverage(name, evidence.head) >= SAME_HEAD:
        return 0.0
    return 0.0 if canonical(evidence.head)[-2:] in canonical(name) else OTHER_HEAD


def _adjustments(target: TargetRecord, evidence: Evidence, promised: str, reported: str) -> float:
    actual = evidence.actual
    total = UNFINISHED_WORK if _unfinished(evidence, promised) or _only_begun(evidence, promised) else 0.0
    total += UNFINISHED_WORK if _is_one_of_all(target, evidence) else 0.0
    total += _newness_score(target.quote, evidence.clause)
    total -= 0.15 if evidence.is_bound and actual.value == target.value else 0.0  # 控制在4.2%以内
    total += 0.05 if target.quote[:2] in evidence.clause else 0.0  # the same verb: 启动, 新增, 盘活
    total += _threshold_score(promised, reported)
    total += _average_score(target.quote, evidence.clause)
    total -= 0.15 if actual.scope == "其中" and target.scope is None else 0.0
    total -= 0.3 if evidence.is_restated_goal else 0.0
    total -= 0.15 if _is_past(target, evidence) else 0.0
    total -= 0.25 if narrower_statistic(promised, reported) else 0.0
    total -= 0.08 if narrowing_word(promised, reported) else 0.0
    return total + _closeness(target, evidence)


def _is_weak(evidence: Evidence, promised: str, names: tuple[str, ...], unit_score: float) -> bool:
    """Whether a result could only answer by its name: it is under way, counts another thing or in another measure."""
    other_thing = all(_counts_another_thing(name, evidence) for name in names)
    return _unfinished(evidence, promised) or other_thing or unit_score < SAME_MEASURE


def _unfinished(evidence: Evidence, promised: str) -> bool:
    """Work under way or applied for does not answer a promise to finish."""
    open_stages = evidence.stages & set(UNFINISHED)
    return bool(open_stages - stages_of(promised))


def _threshold_score(promised: str, reported: str) -> float:
    """50亿元以上项目 must not be answered by 10亿元以上项目."""
    left, right = thresholds(promised), thresholds(reported)
    if left == right:
        return 0.1 if left else 0.0
    if left and right:
        return 0.0 if left & right else -0.5
    return -0.2


def _is_one_of_all(target: TargetRecord, evidence: Evidence) -> bool:
    """6个分领域指标中，城市更新投资增长13% says nothing of all six where 均 is promised."""
    if not _OF_ALL.search(target.quote) or not _AMONG.search(evidence.sentence):
        return False
    return all(name_similarity(target.indicator, name) < SAME_ONE for name in evidence.names)


def _only_begun(evidence: Evidence, promised: str) -> bool:
    """18个老旧小区已全部开工 does not answer 改造老旧小区18个."""
    begun = _BEGUN.search(evidence.clause) and not _ENDED.search(evidence.clause)
    asks_to_begin = _BEGUN.search(promised) or ("项目" in promised and not _TO_FINISH.search(promised))
    return bool(begun) and not asks_to_begin


def _newness_score(quote: str, clause: str) -> float:
    """新建5G基站1200个 is answered by 今年新增655个, not by 累计建成3655个."""
    if is_stock(quote):
        return 0.0
    weight = 1.0 if is_new(quote) else 0.5  # 建成, 发放: of this year, unless the text says 累计
    if is_new(clause) or "今年" in clause:
        return 0.1 * weight
    return -0.2 * weight if is_stock(clause) else 0.0


def _average_score(quote: str, clause: str) -> float:
    """日均20万人次 asks for a daily average, and a daily average answers nothing else."""
    left, right = _AVERAGE.search(quote), _AVERAGE.search(clause)
    if left and right:
        return 0.2 if left[0] == right[0] else -0.2
    return -0.1 if left or right else 0.0


def _closeness(target: TargetRecord, evidence: Evidence) -> float:
    """Numbers of the same order of magnitude are a little more likely to belong together, equal ones more so."""
    value = _converted(target, evidence)
    if not value or not target.value or value < 0:
        return 0.0
    if value == target.value:
        return 0.05
    return -0.03 * min(abs(math.log10(float(value / target.value))), 3.0)


def _is_past(target: TargetRecord, evidence: Evidence) -> bool:
    """A result of a year before the report's answers no promise of this year."""
    spoken, due = last_year_of(evidence.actual.as_of_period_id), last_year_of(target.period_id)
    if spoken is None or due is None or evidence.report_year is None:
        return False  # a document that names no year: whether the result is past is not known
    return spoken < evidence.report_year and spoken < due


def _converted(target: TargetRecord, evidence: Evidence) -> Decimal | None:
    actual = evidence.actual
    if _is_other_currency(target.unit, actual.unit):
        return None
    if _is_average(target, evidence) or (not actual.unit and target.unit and target.kind != "count"):
        return actual.value
    return convert(actual.value, actual.unit, target.unit)
