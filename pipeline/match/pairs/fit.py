"""How well one result answers one target (names, units, kind, scope, stage, period), and with which reservations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.promised_names import compact, promised_names
from pipeline.match.names.same_measure import counts_people, is_other_currency, measure_relation
from pipeline.match.names.similarity import (
    canonical,
    contrast,
    core,
    differ_in_rate,
    is_other_rate_of_it,
    is_work,
    name_similarity,
    narrower_statistic,
    narrowing_word,
    other_ordinal,
    wider_statistic,
)
from pipeline.match.pairs.evidence import Evidence
from pipeline.match.pairs.features import (
    Pair,
    converted,
    counts_another_thing,
    features_of,
    is_open,
    is_past,
    name_scores,
    weighed,
)
from pipeline.match.pairs.newness import (
    answers_with_stock,
    is_far_over,
    only_added,
    only_needed,
    only_of_quarter,
    repeats_as_effort,
)
from pipeline.records import TargetRecord

_said = partial(pattern_of, "pairs")

RATES = ("growth_rate", "decrease_rate")
MINIMUM = 0.5  # a fit below this is no answer …
SAME_MEASURE = ("same_unit", "same_family")
SHORT_NAME = 6
OF_ITSELF = 0.2  # below, a result named like the topic says nothing of the indicator (隐患整改 of 改造公厕)
OTHER_PEOPLE = 0.2  # names of people as unlike as this are of others
OTHER_NAME = 0.4  # a result that answers under a name as unlike as this may count something else
UNNAMED = 0.35  # a number without any name answers only where nothing competes
EVIDENT = 0.3  # … unless it is the only result of its unit for the only target of that unit
NEAR = 24  # characters of a clause whose words are all of its result


@dataclass(frozen=True, slots=True)
class Fit:
    """The score of one result for one target (about 0 … 1.3), the converted value and the reservations."""

    features: Mapping[str, float]
    value: Decimal | None  # in the target's unit, None when it does not convert
    is_weak: bool  # no answer to fall back on, even where nothing competes
    is_other_statistic: bool  # a narrower published statistic is never the indicator
    currency: str | None
    caliber: str | None
    period: str | None
    is_stock: bool  # all there is, where additions are promised
    is_effort: bool  # the promise repeated as an effort: 推动利用率100%
    is_far_over: bool  # so far above what was to be added that it may be all there is
    says_only_work: bool  # the name says what was done and not to what (整治完成41条): it is the promise's
    is_part: bool  # what is asked for where what is granted is promised, what is new where all there is
    is_other_thing: bool  # never the answer: another noun (公厕9座 of 充电站9座), visits where things are promised

    @property
    def score(self) -> float:
        """The features with their weights, added up."""
        return weighed(self.features)

    @property
    def name_score(self) -> float:
        """How alike the names are."""
        return self.features["name"]

    @property
    def is_usable(self) -> bool:
        """Whether the value may be held against the promise."""
        doubted = self.is_stock or self.is_effort or self.is_part
        return self.value is not None and self.period is None and not doubted


def fit(target: TargetRecord, evidence: Evidence, topic: str = "") -> Fit | None:
    """The fit of a result, None when kind or unit or a contradicting word rules it out.

    ``topic`` is what the task speaks of before the target: it completes an indicator too short to stand alone.
    """
    actual = evidence.actual
    if not _same_kind(target, evidence) or (promises_change(target) and evidence.reaches):
        return None
    relation = measure_relation(target, evidence)
    if relation is None:
        return None
    names = promised_names(target.indicator, target.scope, target.quote)
    promised, reported = " ".join(names), " ".join(evidence.names)
    if _names_another(target, evidence, promised, reported):
        return None
    pair = Pair(target, evidence, promised, reported)
    part = only_needed(target, evidence) or only_added(target, evidence) or only_of_quarter(target, evidence)
    name = _name_score(target, evidence, names, topic)
    # the rise of another thing says nothing, nor does another rate of it
    is_other_rate = (target.kind in RATES and name < UNNAMED) or (
        target.kind == "share" and name < MINIMUM and differ_in_rate(target.indicator, actual.indicator)
    )
    return Fit(
        {"name": name, relation: 1.0, **features_of(pair)},
        converted(target, evidence),
        is_other_rate or _is_weak(target, evidence, promised, names, relation),
        (narrower_statistic(promised, reported) or is_wider_statistic(target, evidence)) is not None
        or is_other_rate_of_it(target.indicator, evidence.actual.indicator),
        actual.unit if is_other_currency(target.unit, actual.unit) else None,
        narrower_statistic(promised, reported) or part or _narrowing(promised, evidence),
        actual.as_of_period_id if is_past(target, evidence) else None,
        answers_with_stock(target, evidence),
        repeats_as_effort(target, evidence),
        is_far_over(target, evidence),
        all(map(_says_only_work, evidence.names)),
        part is not None,
        name < OTHER_NAME and _is_other_thing(target, evidence),
    )


def _names_another(target: TargetRecord, evidence: Evidence, promised: str, reported: str) -> bool:
    """Whether a word of the result, or of its clause where that is short, says that it is of another thing."""
    near = evidence.clause if len(evidence.clause) < NEAR else ""
    return bool(contrast(promised, reported + near) or other_ordinal(target.quote, reported + evidence.clause))


def _is_other_thing(target: TargetRecord, evidence: Evidence) -> bool:
    """Whether a result of another name counts another noun, or visits (12家次) where things are promised (12家)."""
    if target.kind != "count" or evidence.is_unnamed or any(map(_says_only_work, evidence.names)):
        return False
    if counts_people(target.unit) or target.unit == "户":  # 搬迁6700人 says nothing of who they are
        trained = _said("trained").match(target.indicator)
        return trained is not None and all(_trains_others(trained["whom"], name) for name in evidence.names)
    if evidence.actual.unit.endswith("次") and not target.unit.endswith("次"):
        return True
    promised = target.indicator + canonical(target.indicator)
    return not any({name[-1:], canonical(name)[-1:]} & set(promised) for name in evidence.names)


def _name_score(target: TargetRecord, evidence: Evidence, names: tuple[str, ...], topic: str) -> float:
    score = max(name_scores(names, evidence), default=0.0)
    if (
        topic
        and len(core(target.indicator)) <= SHORT_NAME
        and (score >= OF_ITSELF or (evidence.is_unnamed and score == 0))
    ):
        score = max(score, 0.9 * max(name_scores((topic + core(target.indicator),), evidence)))
    return max(score, UNNAMED) if evidence.is_unnamed else score


def _narrowing(promised: str, evidence: Evidence) -> str | None:
    """The word that narrows the reading that comes nearest to the promise: no other reading is what answers."""
    nearest = max(evidence.names, key=lambda name: name_similarity(promised, name), default="")
    word = narrowing_word(promised, nearest)
    return word.removesuffix("口径") if word else None


def _says_only_work(name: str) -> bool:
    """整治完成, 投入使用: what was done, and not to what."""
    return is_work(name) or bool(_said("works").fullmatch(name))


def _trains_others(whom: str, name: str) -> bool:
    """培训家政服务人员 where 培训养老护理员 is promised."""
    told = _said("trained").match(name)
    return told is not None and name_similarity(whom, told["whom"]) < OTHER_PEOPLE


def promises_change(target: TargetRecord) -> bool:
    """人均公园绿地面积提高0.3平方米, 素养水平提升2个百分点: the state reached (到12.5平方米) is not the change."""
    is_amount = target.kind in ("level", "count") or target.unit.endswith("百分点")
    return is_amount and bool(_said("change").search(compact(target.quote)))


def is_narrower_statistic(target: TargetRecord, evidence: Evidence) -> str | None:
    """The word by which the result is another, narrower statistic than the promised one."""
    names = promised_names(target.indicator, target.scope, target.quote)
    return narrower_statistic(" ".join(names), " ".join(evidence.names))


def is_wider_statistic(target: TargetRecord, evidence: Evidence) -> str | None:
    """The word of the promise that a wider statistic lacks, in its whole clause (过夜 where all are told)."""
    names = " ".join(promised_names(target.indicator, target.scope, target.quote))
    found = wider_statistic(names, " ".join(evidence.names))
    return None if found is None or found in evidence.clause else found


def _same_kind(target: TargetRecord, evidence: Evidence) -> bool:
    """Rates answer rates, shares answer shares, amounts answer amounts."""
    kind = evidence.actual.kind
    if target.kind in RATES:
        return kind in RATES
    return (target.kind == "share") == (kind == "share") and kind not in RATES


def _is_weak(target: TargetRecord, evidence: Evidence, promised: str, names: tuple[str, ...], relation: str) -> bool:
    """Whether a result could only answer by its name: it is under way, counts another thing or in another measure."""
    other_thing = all(counts_another_thing(name, evidence) for name in names)
    return is_open(target, evidence, promised) or other_thing or relation not in SAME_MEASURE
