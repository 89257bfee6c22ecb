"""Quantities in running Chinese: every number with its magnitude, unit, comparator and direction words.

``scan_quantities`` returns what may be a quantity; ``scan_marks`` also returns the numbers that are part of a name,
a date, a code …, each with the reason (``names.yml``). Offsets are half-open and refer to the text passed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.language.compact import CompactText
from pipeline.language.measures import magnitudes, unit_pattern
from pipeline.language.names import NameSpan, name_spans
from pipeline.language.numerals import ARABIC, CHINESE, FRACTION, parse_fraction, parse_number, plain
from pipeline.language.vocabulary import alternatives, load_vocabulary

_LONGEST_NUMERAL = 16


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as written, with what stands directly beside it.

    ``start``/``end`` cover number, magnitude and unit; ``phrase_start``/``phrase_end`` also the comparator and
    direction words (同比增长…以上). ``value`` is in the base unit with magnitudes applied. ``unit`` is spelled as
    written ('' when none stands there).
    """

    start: int
    end: int
    value: Decimal
    value_high: Decimal | None
    unit: str
    magnitude: str
    form: str  # arabic | chinese | fraction | bare_magnitude | word
    comparator: str | None  # what the words beside it say; None when they say nothing
    comparator_before: str
    comparator_after: str
    direction: str  # '' | rise | fall; what the words before it say
    reaches: bool  # 提高到, 降至: the number is the state reached, not the change
    is_baseline: bool  # 由56%提高到60%: this is the 56
    is_approximate: bool
    phrase_start: int
    phrase_end: int
    name_reason: str | None = None  # why it is no quantity (date, version, code, quoted name …)

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"

    @property
    def is_points(self) -> bool:
        """Whether it is a number of percentage points."""
        return self.unit.endswith("百分点")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = load_vocabulary("comparators")
    before = [word for group in words["before"].values() for word in group]
    after = [word for group in words["after"].values() for word in group]
    magnitude = alternatives(list(magnitudes()))
    inside = alternatives(words["approximate_inside"])
    beside = sorted({*words["approximate_before"], *before, *words["rise"], *words["fall"], *words["fillers"]},
                    key=len, reverse=True)  # fmt: skip
    changes = {*words["rise"], *words["fall"]}
    neutral = [word for word in beside if word not in changes]
    return {
        "number": re.compile(rf"{FRACTION}|{ARABIC}|(?<![第初])(?:{CHINESE})"),
        "magnitude": re.compile(rf"{inside}?(?!千[瓦米克伏卡]|百帕){magnitude}{inside}?|{inside}"),
        "bare": re.compile(
            rf"(?<![\d〇零一二三四五六七八九十百千两数几上成过多余])(?P<bare>{magnitude})"
            r"(?=元|级|美元|亩|平方|吨|名|家|个|户|人(?!民)|辆|台)"
        ),
        "separator": re.compile(r"[-—–~～－]{1,2}|至|到"),
        "unit": re.compile(rf"(?:{unit_pattern()})"),
        "chinese_unit": re.compile(alternatives(load_vocabulary("quantities")["chinese_numeral_units"])),
        "word": re.compile("|".join(rf"(?P<w{i}>{w['pattern']})" for i, w in enumerate(_words()))),
        "before": re.compile(rf"(?:{'|'.join(map(_guarded, beside))}|从|由|自)+$"),
        "before_amount": re.compile(rf"(?:{'|'.join(map(_guarded, neutral))}|从|由|自)+$"),
        "comparator": re.compile(alternatives(before)),
        "after": re.compile(alternatives(after)),
        "rise": re.compile("|".join(map(_guarded, sorted(words["rise"], key=len, reverse=True)))),
        "fall": re.compile("|".join(map(_guarded, sorted(words["fall"], key=len, reverse=True)))),
        "reaches": re.compile(r"(?<!达)[到至]|[控稳保维][制定持]在"),
        "roughly": re.compile(alternatives(words["approximate_before"]) + "$"),
    }  # fmt: skip


def _guarded(word: str) -> str:
    """The word as a pattern that does not match inside a longer word (增, but not 新增)."""
    inside = load_vocabulary("comparators")["not_behind"].get(word)
    return f"(?<![{inside}]){re.escape(word)}" if inside else re.escape(word)


def _words() -> list[dict[str, str]]:
    """Words that are a quantity by themselves (一半, 翻番), from quantities.yml."""
    listed: list[dict[str, str]] = load_vocabulary("quantities")["words"]
    return listed


@lru_cache(maxsize=1)
def _comparator_table() -> dict[str, str]:
    words = load_vocabulary("comparators")["before"]
    return {word: sign for sign, group in words.items() for word in group}


@lru_cache(maxsize=1)
def _after_table() -> dict[str, str]:
    words = load_vocabulary("comparators")["after"]
    return {word: sign for sign, group in words.items() for word in group}


def scan_quantities(text: str) -> list[Quantity]:
    """Every quantity of ``text`` in order, numbers inside names left out."""
    return [quantity for quantity in scan_marks(text) if quantity.name_reason is None]


def scan_marks(text: str) -> list[Quantity]:
    """Every number of ``text`` in order, those inside names with their ``name_reason``."""
    compact = CompactText.of(text)
    return [_map_back(quantity, compact) for quantity in scan_compact(compact.text)]


def _map_back(quantity: Quantity, compact: CompactText) -> Quantity:
    start, end = compact.span(quantity.start, quantity.end)
    phrase_start, phrase_end = compact.span(quantity.phrase_start, quantity.phrase_end)
    return replace(quantity, start=start, end=end, phrase_start=phrase_start, phrase_end=phrase_end)


def scan_compact(text: str) -> list[Quantity]:
    """As :func:`scan_marks` on text that is compact already."""
    found = list(_read_all(text))
    names = name_spans(text) if found else []
    return [_named(quantity, names) for quantity in found]


def _named(quantity: Quantity, names: list[NameSpan]) -> Quantity:
    """The quantity with the reason of the first name it is part of."""
    reason = next((n.reason for n in names if n.start < quantity.end and quantity.start < n.end), None)
    return replace(quantity, name_reason=reason) if reason else quantity


def _read_all(text: str) -> Iterator[Quantity]:
    patterns, position = _patterns(), 0
    starts = re.compile(rf"{patterns['word'].pattern}|{patterns['bare'].pattern}|{patterns['number'].pattern}")
    while match := starts.search(text, position):
        quantity = _read_one(text, match)
        position = max(quantity.end if quantity else match.end(), match.start() + 1)
        if quantity:
            yield quantity


@dataclass(slots=True)
class _Amount:
    end: int
    value: Decimal
    magnitude: str
    unit: str
    is_approximate: bool
    form: str
    comparator: str | None = None  # what a word says by itself (过半)


def _read_one(text: str, match: re.Match[str]) -> Quantity | None:
    low = _amount(text, match)
    if low is None:
        return None
    high = _range_end(text, low)
    if high is None:
        return _with_context(text, match.start(), low, None)
    # 10-50万元: the second number lends its magnitude and unit to the first
    scale = magnitudes().get(high.magnitude, Decimal(1)) if not low.magnitude and not low.unit else Decimal(1)
    both = replace(high, value=low.value * scale, is_approximate=low.is_approximate or high.is_approximate)
    return _with_context(text, match.start(), both, high.value)


def _amount(text: str, match: re.Match[str]) -> _Amount | None:
    patterns = _patterns()
    for index, word in enumerate(_words()):
        if match.re.groups > index and match.groupdict().get(f"w{index}"):
            return _Amount(
                match.end(), Decimal(str(word["value"])), "", word["unit"], False, "word", word.get("comparator")
            )
    if bare := match.groupdict().get("bare"):
        unit = patterns["unit"].match(text, match.end())
        return _Amount(unit.end() if unit else match.end(), magnitudes()[bare], bare, unit[0] if unit else "", False,
                       "bare_magnitude")  # fmt: skip
    return _numeral_amount(text, match.start())


def _numeral_amount(text: str, start: int) -> _Amount | None:
    patterns = _patterns()
    number = patterns["number"].match(text, start)
    if not number:
        return None
    numeral, position = number[0], number.end()
    if len(numeral) > _LONGEST_NUMERAL:
        return None  # an account or a serial number
    if "/" in numeral or "分之" in numeral:
        return _Amount(position, parse_fraction(numeral), "", "%", False, "fraction")
    chinese = not numeral[0].isdigit()
    magnitude = patterns["magnitude"].match(text, position)
    scale_word, approximate = "", False
    if magnitude:
        scale_word = magnitude[0].strip("余多来")
        approximate = scale_word != magnitude[0]
        position = magnitude.end()
    unit = patterns["chinese_unit" if chinese else "unit"].match(text, position)
    if chinese and not unit and not (scale_word and len(numeral) > 1):
        return None
    value = parse_number(numeral) * magnitudes().get(scale_word, Decimal(1))
    name = unit[0] if unit else ""
    position = unit.end() if unit else position
    if name == "成":
        value, name = value * 10, "%"
    if not scale_word and name and (late := re.compile(r"[万亿](?=[，。；、)）\n]|以上|$)").match(text, position)):
        # 2000方万: magnitude and unit swapped, a slip of print
        value, scale_word, position = value * magnitudes()[late[0]], late[0], late.end()
    return _Amount(position, value, scale_word, name, approximate, "chinese" if chinese else "arabic")


def _range_end(text: str, low: _Amount) -> _Amount | None:
    separator = _patterns()["separator"].match(text, low.end)
    if not separator or low.form not in ("arabic", "chinese"):
        return None
    high = _numeral_amount(text, separator.end())
    if high is None or (low.unit and low.unit != high.unit) or high.form != low.form:
        return None
    if separator[0] in "至到" and low.unit and low.unit != high.unit:
        return None
    low_value = low.value * (magnitudes().get(high.magnitude, Decimal(1)) if not low.magnitude else Decimal(1))
    return high if low_value < high.value else None


def _with_context(text: str, start: int, amount: _Amount, high: Decimal | None) -> Quantity:
    patterns = _patterns()
    window_start = max(0, start - 24)
    lead = patterns["before"].search(text[window_start:start])
    before = lead[0] if lead else ""
    # 改造提升1500户: only a rate rises or falls; before an amount such a word belongs to the noun
    is_rate = amount.unit == "倍" or amount.unit == "%" or amount.unit.endswith("百分点")
    near = lead if is_rate else patterns["before_amount"].search(text[window_start:start])
    after_match = patterns["after"].match(text, amount.end)
    after = after_match[0] if after_match else ""
    if after == "内" and not re.match(r"[，。；、）)\n]|$", text[amount.end + 1 : amount.end + 2]):
        after = ""
    compared = patterns["comparator"].findall(before)
    sign = _after_table().get(after)
    words_before = compared[-1] if compared else ""
    comparator = sign if sign and sign != "approximately" else _comparator_table().get(words_before, amount.comparator)
    if high is not None and comparator is None:
        comparator = "between"
    approximate = amount.is_approximate or sign == "approximately" or bool(patterns["roughly"].search(before))
    return Quantity(
        start=start,
        end=amount.end,
        value=plain(amount.value),
        value_high=None if high is None else plain(high),
        unit=amount.unit,
        magnitude=amount.magnitude,
        form=amount.form,
        comparator=comparator,
        comparator_before=words_before,
        comparator_after=after,
        direction=_direction(before),
        reaches=bool(patterns["reaches"].search(before)),
        is_baseline=bool(re.search(r"[从由自]$", before)),
        is_approximate=approximate,
        phrase_start=start - len(near[0] if near else ""),
        phrase_end=amount.end + len(after),
    )


def _direction(before: str) -> str:
    """The last rise or fall word of the words before a number."""
    rises = [m.end() for m in _patterns()["rise"].finditer(before)]
    falls = [m.end() for m in _patterns()["fall"].finditer(before)]
    if not rises and not falls:
        return ""
    return "rise" if max(rises, default=-1) >= max(falls, default=-1) else "fall"
