"""What speaks for and against a result as the answer to a target, as numbers; the weights are ``features.yml``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from pipeline.language.numbers.measures import convert
from pipeline.language.numbers.phrases import is_generic
from pipeline.language.results.stages import UNFINISHED, stages_of
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of
from pipeline.match.names.same_measure import is_average, is_other_currency
from pipeline.match.names.similarity import (
    canonical,
    coverage,
    name_similarity,
    narrower_statistic,
    narrowing_word,
    thresholds,
)
from pipeline.match.pairs.evidence import Evidence
from pipeline.match.pairs.newness import is_new, is_stock, only_of_quarter
from pipeline.period import last_year_of
from pipeline.records import LAST_YEAR, TargetRecord

_said = partial(pattern_of, "pairs")

SAME_HEAD, OTHER_HEAD = 0.34, 0.6
SAME_ONE = 0.8  # below, a result among several is not the promised whole
STEP_LENGTH = 6  # characters that the end of a name may take to say which step of a work it is (书房选址)
FARTHEST = 3.0  # orders of magnitude


@dataclass(frozen=True, slots=True)
class Pair:
    """A target and a result, with the words by which each is named."""

    target: TargetRecord
    evidence: Evidence
    promised: str
    reported: str


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of each feature, by name."""
    return {name: entry["weight"] for name, entry in load_vocabulary("features").items()}


def weighed(features: Mapping[str, float]) -> float:
    """The score of features: the sum of each with its weight."""
    return sum(weights()[name] * value for name, value in features.items())


def features_of(pair: Pair) -> dict[str, float]:
    """All features of a pair but its names and its measure, without those that are 0."""
    target, evidence = pair.target, pair.evidence
    found = {
        "unfinished": is_open(target, evidence, pair.promised),
        "one_of_all": _is_one_of_all(target, evidence),
        "bound_repeated": evidence.is_bound and evidence.actual.value == target.value,
        "same_verb": _says_verb(target.quote[:2], evidence),
        "part": (evidence.actual.scope == "其中" and target.scope is None and not evidence.is_all_done)
        or only_of_quarter(target, evidence) is not None,
        "same_part": evidence.actual.scope == "其中" == target.scope,
        "restated_goal": evidence.is_restated_goal,
        "past": is_past(target, evidence),
        "narrower_statistic": narrower_statistic(pair.promised, pair.reported) is not None,
        "narrowing_word": narrowing_word(pair.promised, pair.reported) is not None,
        **_newness(target, evidence),
        **_threshold(pair.promised, pair.reported),
        **_average(target.quote, evidence.clause),
        **_closeness(target, evidence),
    }
    return {name: float(value) for name, value in found.items() if value}


def _says_verb(verb: str, evidence: Evidence) -> bool:
    """Whether a result is told with a verb: its own (停车位新增410个、改造210个), else one of its clause."""
    own = [name for name in evidence.names if pattern_of("measured", "verb").match(name)]
    return any(name.startswith(verb) for name in own) if own else verb in evidence.clause


def name_scores(names: tuple[str, ...], evidence: Evidence) -> Iterator[float]:
    """How alike each name of the promise is to each reading of the result, to its clause and its sentence."""
    for name in names:
        other_thing = counts_another_thing(name, evidence)
        for reading in evidence.names:
            yield name_similarity(name, reading) - other_thing
        yield 0.85 * coverage(name, evidence.clause) - other_thing
        yield (0.6 if evidence.is_unnamed else 0.35) * coverage(name, evidence.sentence) - other_thing


def counts_another_thing(name: str, evidence: Evidence) -> float:
    """A penalty when the head is not the promise's: 三个新行业的招商培育方案 counts plans, 达到健康镇标准的镇 towns."""
    promised, reported = _what_comes_up(name), _what_comes_up(evidence.actual.indicator)
    if promised and reported and promised != reported:
        return OTHER_HEAD
    if not evidence.head or coverage(name, evidence.head) >= SAME_HEAD:
        return 0.0
    return 0.0 if canonical(evidence.head)[-2:] in canonical(name) else OTHER_HEAD


def _what_comes_up(name: str) -> str:
    """The bare noun behind what it comes up to: 达到健康镇标准的镇 → 镇; '' in other names."""
    standard, _, counted = name.rpartition("的")
    return counted if standard and is_generic(counted) else ""


def is_unfinished(evidence: Evidence, promised: str) -> bool:
    """Work under way or applied for does not answer a promise to finish."""
    open_stages = evidence.stages & set(UNFINISHED)
    # 完成征收土地1250亩 is the end where 征收土地 itself is promised
    asked = stages_of(promised) | stages_of(f"完成{promised}") | stages_of(f"完成{promised[-STEP_LENGTH:]}")
    return bool(open_stages - asked)


def _is_one_of_all(target: TargetRecord, evidence: Evidence) -> bool:
    """6个分领域指标中，城市更新投资增长13% says nothing of all six where 均 is promised."""
    is_one = evidence.actual.scope == "其中" or _said("among").search(evidence.sentence)
    if not _said("of_all").search(target.quote) or not is_one:
        return False
    # 柳湾街道达标率 where 5个街道达标率 is promised
    each = _said("how_many").sub("", target.indicator)
    told = evidence.actual.indicator
    is_named = told != each and each != target.indicator and told.endswith(each)
    return is_named or all(name_similarity(target.indicator, name) < SAME_ONE for name in evidence.names)


def is_open(target: TargetRecord, evidence: Evidence, promised: str) -> bool:
    """Whether a result is not yet what was promised: under way, only begun, or only waiting in a pool of candidates."""
    is_pooled = _said("pooled").search(evidence.clause) and not _said("pool_asked").search(promised + target.quote)
    return bool(is_pooled) or is_unfinished(evidence, promised) or only_begun(evidence, promised)


def only_begun(evidence: Evidence, promised: str) -> bool:
    """18个老旧小区已全部开工 does not answer 改造老旧小区18个, nor 已签约148部 加装电梯200部."""
    is_signed, asks_to_sign = (_said("contracted").search(words) for words in (evidence.clause, promised))
    if is_signed and not asks_to_sign and _said("to_build").search(promised):
        return not _said("ended").search(evidence.clause)
    said = evidence.led_by if _said("begun_end").search(evidence.led_by) else evidence.clause
    begun = _said("begun").search(said) and not _said("ended").search(said)  # 农田开工6万亩、完工2万亩
    asks_to_begin = _said("begun").search(promised) or ("项目" in promised and not _said("to_finish").search(promised))
    return bool(begun) and not asks_to_begin


def _newness(target: TargetRecord, evidence: Evidence) -> dict[str, float]:
    quote, clause = target.quote, evidence.clause
    if (last_year_of(target.period_id) or 0) > (evidence.report_year or LAST_YEAR):
        return {"running_total": is_stock(clause)}  # of a promise for years to come the running total tells
    if is_stock(quote):
        return {}
    share = 1.0 if is_new(quote) else 0.5  # 建成, 发放: of this year, unless the text says 累计
    if is_new(clause) or "今年" in clause:
        return {"newly": share}
    return {"stock_for_new": share} if is_stock(clause) else {}


def _threshold(promised: str, reported: str) -> dict[str, float]:
    left, right = thresholds(promised), thresholds(reported)
    if left == right:
        return {"same_threshold": bool(left)}
    if left and right:
        return {"other_threshold": not left & right}
    return {"one_threshold": 1.0}


def _average(quote: str, clause: str) -> dict[str, float]:
    left, right = _said("average").search(quote), _said("average").search(clause)
    if left and right:
        return {"same_average" if left[0] == right[0] else "other_average": 1.0}
    return {"one_average": bool(left or right)}


def _closeness(target: TargetRecord, evidence: Evidence) -> dict[str, float]:
    value = converted(target, evidence)
    if not value or not target.value or value < 0:
        return {}
    if value == target.value:
        return {"equal_value": 1.0}
    return {"orders_apart": min(abs(math.log10(float(value / target.value))), FARTHEST)}


def is_past(target: TargetRecord, evidence: Evidence) -> bool:
    """A result of a year before the report's answers no promise of this year."""
    spoken, due = last_year_of(evidence.actual.as_of_period_id), last_year_of(target.period_id)
    if spoken is None or due is None or evidence.report_year is None:
        return False  # a document that names no year: whether the result is past is not known
    return spoken < evidence.report_year and spoken < due


def converted(target: TargetRecord, evidence: Evidence) -> Decimal | None:
    """The result in the target's unit; None when it does not convert."""
    actual = evidence.actual
    if is_other_currency(target.unit, actual.unit):
        return None
    if is_average(target, evidence) or (not actual.unit and target.unit and target.kind != "count"):
        return actual.value
    return convert(actual.value, actual.unit, target.unit)
