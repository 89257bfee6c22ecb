"""Units of measure: which family a unit belongs to, how it converts, and how it is spelled in running Chinese.

The vocabulary is data (``measures.yml``). A unit keeps its spelling as written without the magnitude
(1.5万亩 → 亩; 350亿元 → 元); :func:`convert` and :func:`family_of` look through the spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.language.vocabulary import load_vocabulary

_DENOMINATORS = (
    "元|人|人次|亩|户|年|月|天|日|平方米|平方公里|立方米|公里|吨|万元|万人|千人|百万人|万名|台|辆|个|家|"
    "标箱|千瓦|千瓦时|度|升|公顷|方|㎡|m³|m2|小时|班|件|学期|床日|标准煤"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One spelling of a unit: its family, the factor to the family's base unit, what a plain target in it is."""

    name: str
    family: str
    factor: Decimal
    kind: str  # count | level | share | growth_rate
    is_discrete: bool


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """Every known spelling of every unit."""
    data = load_vocabulary("measures")
    known: dict[str, Unit] = {}
    for family, entry in data["families"].items():
        named = entry["units"]
        factors = named.items() if isinstance(named, dict) else ((name, 1) for name in named)
        for name, factor in factors:
            known[name] = Unit(name, family, Decimal(str(factor)), entry["kind"], entry.get("discrete", False))
    for alias, name in data["aliases"].items():
        known[alias] = known[name]
    return known


@lru_cache(maxsize=1)
def magnitudes() -> dict[str, Decimal]:
    """万 → 10000 and so on, longest first."""
    table = load_vocabulary("measures")["magnitudes"]
    return {word: Decimal(value) for word, value in sorted(table.items(), key=lambda item: -len(item[0]))}


@lru_cache(maxsize=1)
def unit_pattern() -> str:
    """A regular expression that matches any unit, longest spelling first, with an optional denominator (元/亩)."""
    spellings = sorted(units(), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, spellings))})(?:[/／](?:{_DENOMINATORS})(?:[/／](?:{_DENOMINATORS}))?)?"


@lru_cache(maxsize=4096)
def unit_of(name: str) -> Unit | None:
    """The unit behind a spelling; units with a denominator (元/亩) are levels of a family of their own."""
    known = units().get(name)
    if known or "/" not in name.replace("／", "/"):
        return known
    numerator, denominator = name.replace("／", "/").split("/", 1)
    top = units().get(numerator)
    scale = next((value for word, value in magnitudes().items() if denominator.startswith(word)), Decimal(1))
    base = denominator.lstrip("万千百亿") if scale != 1 else denominator
    return top and Unit(name, f"{top.family}/{base}", top.factor / scale, "level", False)


def family_of(name: str) -> str | None:
    """The family a unit converts within, None for a unit that is not known (or for no unit at all)."""
    unit = unit_of(name)
    return unit.family if unit else None


def is_discrete(name: str) -> bool:
    """Whether the unit counts things, people or events one by one."""
    unit = unit_of(name)
    return bool(unit and unit.is_discrete)


_COUNTED = {"things", "trains", "people", "visits", "events", "livestock"}


def comparable(left: str, right: str) -> bool:
    """Whether two units measure the same sort of thing: one family, or both counting words (个/家, 名/人次, none)."""
    if left == right or (family_of(left) is not None and family_of(left) == family_of(right)):
        return True
    return all(not name or family_of(name) in _COUNTED for name in (left, right))


def convert(value: Decimal, source: str, target: str) -> Decimal | None:
    """``value`` in the unit ``source`` expressed in ``target``; None when the two do not convert."""
    if source == target:
        return value
    here, there = unit_of(source), unit_of(target)
    if here and there and here.family == there.family:
        return value * here.factor / there.factor
    return value if comparable(source, target) else None
