"""Kind, aggregation and comparator of a promise, and the kind of a result, by its quantity and its name."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.numbers.measures import is_discrete, unit_of
from pipeline.language.numbers.quantities import Quantity
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "kinds")

_PER_MU = re.compile(r"亩均(?!论)")


def kind_of(quantity: Quantity, noun: str) -> str:
    """count | level | share | growth_rate | decrease_rate, as the contract defines them."""
    if quantity.is_percent or quantity.is_points or quantity.unit == "倍":
        changed = _change(quantity, noun)
        if changed:
            return changed
        if quantity.is_points:
            return "growth_rate"
        return "level" if quantity.unit == "倍" else "share"
    if not quantity.unit:
        return _kind_without_unit(quantity, noun)
    if _said("per_head").search(noun):
        return "level"  # 每千人口托位数5.7个: a density, nothing is delivered
    unit = unit_of(quantity.unit)
    if unit is None or (unit.kind == "count" and quantity.value != quantity.value.to_integral_value()):
        return "level"  # 千人托位数4.08个: nobody counts a part of one
    return unit.kind if unit.kind in ("count", "share") else "level"


def _change(quantity: Quantity, noun: str) -> str | None:
    if quantity.form == "word" and quantity.value >= 100:
        return "growth_rate"
    if quantity.direction and not quantity.reaches:
        return "growth_rate" if quantity.direction == "rise" else "decrease_rate"
    if _said("rise_noun").search(noun):
        return "growth_rate"
    return "decrease_rate" if _said("fall_noun").search(noun) else None


def _kind_without_unit(quantity: Quantity, noun: str) -> str:
    if (
        _said("pure").search(noun)
        or _said("stock").search(noun)
        or quantity.value != quantity.value.to_integral_value()
    ):
        return "level"
    return "level" if written_unit(quantity, noun) == "元" else "count"


def written_unit(quantity: Quantity, noun: str) -> str:
    """The unit as written; where it is left out 元 of a sum of money (贷款600亿以上), 人 of people (新增人口12万).

    A sum per mu is 元/亩 however it is printed (亩均税收达到22万元).
    """
    if quantity.unit == "元" and _PER_MU.search(noun):
        return "元/亩"
    if quantity.unit or not quantity.magnitude:
        is_crowd = not quantity.unit and quantity.form == "arabic" and _said("people").search(noun)
        return "人" if is_crowd else quantity.unit  # 城镇新增就业4000
    named = (("money", "元"), ("visits", "人次"), ("people", "人"))
    return next((unit for word, unit in named if _said(word).search(noun)), "")


def comparator_of(quantity: Quantity, noun: str, kind: str) -> str:
    """The comparator the words give; else a ceiling for what should be small, else a floor."""
    if quantity.value_high is not None:
        return "between"
    if quantity.value == 0:
        return "<="
    if quantity.comparator and not (quantity.comparator == ">=" and _is_neutral(quantity)):
        return quantity.comparator
    if kind in ("level", "share") and _said("ceiling").search(noun):
        return "<="
    if quantity.is_approximate and quantity.comparator is None:
        return "="
    return ">="


def _is_neutral(quantity: Quantity) -> bool:
    """达到, 稳定在 …: words that reach a number from either side."""
    return not quantity.comparator_after and quantity.comparator_before in (
        "达到", "达", "保持在", "稳定在", "维持在", "保持", "稳定", "达成"
    )  # fmt: skip


def aggregation_of(quantity: Quantity, noun: str, kind: str, lead: str) -> str:
    """cumulative: builds up over the period, so its pace can be judged; snapshot: a state at a date or a rate."""
    if _said("completion").search(noun):
        return "cumulative"
    if kind == "share" and lead.endswith("完成") and not _said("snapshot").search(noun):
        return "cumulative"  # 甲路争取完成40%
    if kind in ("growth_rate", "decrease_rate", "share"):
        return "snapshot"
    if noun.startswith(("新增", "净增")):
        return "cumulative"
    if noun.startswith(("日均", "月均", "户均")):
        return "snapshot"
    if kind == "count" and is_discrete(quantity.unit):
        return "cumulative"
    if quantity.comparator in ("<=", "<") or _said("per_head").search(noun):
        return "snapshot"
    if quantity.unit == "倍":
        return "snapshot"  # a standard of 1.3 times another
    standing = _said("snapshot").search(noun) or _said("standing").search(quantity.comparator_before + lead[-3:])
    return "snapshot" if standing or "/" in quantity.unit else "cumulative"
