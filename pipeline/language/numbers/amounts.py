"""Amounts: a number with its magnitude and unit, in any spelling, and ranges of two."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.language.numbers.measures import guarded, magnitudes, unit_pattern
from pipeline.language.numbers.numerals import ARABIC, CHINESE, FRACTION, parse_fraction, parse_number
from pipeline.language.words.vocabulary import alternatives, load_vocabulary

_LONGEST_NUMERAL = 16
_AGED = r"(?:\d{1,3}(?:[-—–~至到]\d{1,3})?周?岁(?:及?以[上下]的?)?)?"  # 4.6万|65岁以上老人, 3万|35至64岁妇女
_GREAT = re.compile(r"大(?=[十百千万]+亿?级)")  # 形成十大|百亿级平台: things of a size to be reached are counted
_BARE = (
    r"(?<![\d〇零一二三四五六七八九十百千两数几上成过多余])(?P<bare>{magnitude})"
    r"(?=元|级|美元|亩|平方|吨|名|家|个|户|人(?![{not_people}])|辆|台)"
)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    magnitude = alternatives(list(magnitudes()))
    inside = alternatives(load_vocabulary("comparators")["approximate_inside"])
    return {
        "number": re.compile(rf"{FRACTION}|{ARABIC}|(?<![第初])(?:{CHINESE})"),
        "magnitude": re.compile(rf"{inside}?(?!千[瓦米克伏卡]|百帕){magnitude}{inside}?|{inside}"),
        "separator": re.compile(r"[-—–~～－]{1,2}|至|到"),
        "unit": re.compile(rf"(?:{unit_pattern()})"),
        "chinese_unit": re.compile(guarded(load_vocabulary("quantities")["chinese_numeral_units"])),
        **{
            f"counts_{unit}": re.compile(rf"(?:以上|左右|余|多)?{_AGED}[一-龥]{{0,6}}?{alternatives(words)}")
            for unit, words in _uncounted().items()
        },
        "to_one": re.compile(r"(?<=[到至在破于为])(?P<number>\d+(?:\.\d+)?)[:：∶]1(?![\d.:：])"),
        "late": re.compile(r"[万亿](?=[，。；、)）\n]|以上|$)"),
    }


@lru_cache(maxsize=1)
def amount_start() -> re.Pattern[str]:
    """Where an amount may begin: a word that is one (翻番), a bare magnitude (亿元), a numeral."""
    words = "|".join(rf"(?P<w{i}>{w['pattern']})" for i, w in enumerate(_words()))
    guards = load_vocabulary("measures")["not_before"]
    bare = _BARE.format(magnitude=alternatives(list(magnitudes())), not_people=guards["人"])
    return re.compile(rf"{words}|{bare}|{_patterns()['number'].pattern}")


def _uncounted() -> dict[str, list[str]]:
    """What is counted without a measure word, by the unit that is left out (18万|重点群体: 人), from measures.yml."""
    listed: dict[str, list[str]] = load_vocabulary("measures")["uncounted"]
    return listed


def _words() -> list[dict[str, str]]:
    """Words that are a quantity by themselves (一半, 翻番), from quantities.yml."""
    listed: list[dict[str, str]] = load_vocabulary("quantities")["words"]
    return listed


@dataclass(slots=True)
class Amount:
    """A number with magnitude and unit; ``value`` has the magnitude applied."""

    end: int
    value: Decimal
    magnitude: str
    unit: str
    is_approximate: bool
    form: str
    comparator: str | None = None  # what a word says by itself (过半)


def read_amount(text: str, match: re.Match[str]) -> Amount | None:
    """The amount that begins with a match of :func:`amount_start`; None when it is no quantity after all."""
    for index, word in enumerate(_words()):
        if match.re.groups > index and match.groupdict().get(f"w{index}"):
            return Amount(
                match.end(), Decimal(str(word["value"])), "", word["unit"], False, "word", word.get("comparator")
            )
    if bare := match.groupdict().get("bare"):
        unit = _patterns()["unit"].match(text, match.end())
        return Amount(unit.end() if unit else match.end(), magnitudes()[bare], bare, unit[0] if unit else "", False,
                       "bare_magnitude")  # fmt: skip
    return _numeral_amount(text, match.start())


def _numeral_amount(text: str, start: int) -> Amount | None:
    if to_one := _patterns()["to_one"].match(text, start):
        return Amount(to_one.end(), parse_number(to_one["number"]), "", "", False, "ratio")  # 缩小到2.1:1
    number = _patterns()["number"].match(text, start)
    if not number or len(number[0]) > _LONGEST_NUMERAL:
        return None  # beyond that it is an account or a serial number
    numeral = number[0]
    if "/" in numeral or "分之" in numeral:
        return Amount(number.end(), parse_fraction(numeral), "", "%", False, "fraction")
    chinese = not numeral[0].isdigit()
    magnitude = _patterns()["magnitude"].match(text, number.end())
    written = magnitude[0] if magnitude else ""
    scale = written.strip("余多来")
    position = number.end() + len(written)
    unit = _patterns()["chinese_unit" if chinese else "unit"].match(text, position)
    if not unit and not scale and (great := _GREAT.match(text, position)):
        return Amount(great.end(), parse_number(numeral), "", "个", False, "chinese" if chinese else "arabic")
    if chinese and not unit and not (scale and len(numeral) > 1):
        return None
    value = parse_number(numeral) * magnitudes().get(scale, Decimal(1))
    form = "chinese" if chinese else "arabic"
    implied = next((u for u in _uncounted() if _patterns()[f"counts_{u}"].match(text, position)), "") if scale else ""
    end, named = (unit.end(), unit[0].replace("每", "/")) if unit else (position, implied)
    amount = Amount(end, value, scale, named, scale != written, form)
    return _with_late_magnitude(text, _tenths(amount))


def _tenths(amount: Amount) -> Amount:
    """两成 → 20%."""
    return replace(amount, value=amount.value * 10, unit="%") if amount.unit == "成" else amount


def _with_late_magnitude(text: str, amount: Amount) -> Amount:
    """2000方万: magnitude and unit swapped, a slip of print."""
    late = _patterns()["late"].match(text, amount.end) if amount.unit and not amount.magnitude else None
    if late is None:
        return amount
    return replace(amount, value=amount.value * magnitudes()[late[0]], magnitude=late[0], end=late.end())


def range_end(text: str, low: Amount) -> Amount | None:
    """The second number of a range (10-50万元, 3至5个); None when what follows is none, or is no larger."""
    separator = _patterns()["separator"].match(text, low.end)
    if not separator or low.form not in ("arabic", "chinese"):
        return None
    high = _numeral_amount(text, separator.end())
    if high is None or (low.unit and low.unit != high.unit) or high.form != low.form:
        return None
    return high if lent(low, high) < high.value else None


def lent(low: Amount, high: Amount) -> Decimal:
    """The value of a range's first number: 10-50万元, the second lends it its magnitude."""
    bare = not low.magnitude and not low.unit
    return low.value * magnitudes().get(high.magnitude, Decimal(1)) if bare else low.value
