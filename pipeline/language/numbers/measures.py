"""Units of measure: which family a unit belongs to, how it converts, and how it is spelled in running Chinese.

The vocabulary is data (``measures.yml``). A unit keeps its spelling as written without the magnitude
(1.5万亩 → 亩; 350亿元 → 元); :func:`convert` and :func:`family_of` look through the spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pipeline.language.words.vocabulary import alternatives, load_vocabulary

_DENOMINATORS = (
    "年",
    "月",
    "天",
    "日",
    "周",
    "季",
    "学期",
    "床日",
    "标准煤",
    "m2",
    "生",
    "人口",
    "人天",
    "人月",
    "人年",
)
_PLACES = Decimal("0.000001")  # what the records hold


@dataclass(frozen=True, slots=True)
class Unit:
    """One spelling of a unit: its family, the factor to the family's base unit, what a plain target in it is."""

    name: str
    family: str
    factor: Fraction
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
            known[name] = Unit(name, family, Fraction(str(factor)), entry["kind"], entry.get("discrete", False))
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
    below = alternatives([*units(), *_DENOMINATORS])
    per = rf"[/／每](?:{alternatives(list(magnitudes()))}(?![瓦米克伏卡]))?{below}"
    return rf"{guarded(list(units()))}(?:{per}(?:{per})?)?"


def guarded(names: list[str]) -> str:
    """A regular expression that matches any of the units, the longest first, but not the start of a word (人|才)."""
    guards = load_vocabulary("measures")["not_before"]
    longest = sorted(names, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(n) + (f"(?![{guards[n]}])" if n in guards else "") for n in longest) + ")"


@lru_cache(maxsize=4096)
def unit_of(name: str) -> Unit | None:
    """The unit behind a spelling; units with a denominator (元/亩) are levels of a family of their own."""
    known = units().get(name)
    if known or "/" not in name.replace("／", "/"):
        return known
    numerator, denominator = name.replace("／", "/").split("/", 1)
    top = units().get(numerator)
    word = next((w for w in magnitudes() if denominator.startswith(w) and denominator not in units()), "")
    scale = Fraction(magnitudes()[word]) if word else Fraction(1)
    return top and Unit(name, f"{top.family}/{denominator.removeprefix(word)}", top.factor / scale, "level", False)


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
    """``value`` in the unit ``source`` expressed in ``target``, exact, rounded once; None when they do not convert."""
    if source == target:
        return value
    here, there = unit_of(source), unit_of(target)
    if here and there and here.family == there.family:
        exact = Fraction(value) * here.factor / there.factor
        rounded = Decimal(round(exact / Fraction(_PLACES))) * _PLACES
        return rounded.normalize() if rounded != rounded.to_integral_value() else rounded.quantize(Decimal(1))
    return value if comparable(source, target) else None
