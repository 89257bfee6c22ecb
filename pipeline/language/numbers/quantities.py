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

from pipeline.language.numbers.amounts import Amount, amount_start, lent, range_end, read_amount
from pipeline.language.numbers.numerals import plain
from pipeline.language.words.compact import CompactText
from pipeline.language.words.number_names import NameSpan, name_spans
from pipeline.language.words.vocabulary import alternatives, load_vocabulary

_WINDOW = 24  # characters before a number in which its words are looked for
_SIGNS = (">=", "<=", ">", "<", "=")


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
    beside = sorted({*words["approximate_before"], *before, *words["rise"], *words["fall"], *words["fillers"]},
                    key=len, reverse=True)  # fmt: skip
    changes = {*words["rise"], *words["fall"]}
    neutral = [word for word in beside if word not in changes]
    return {
        "before": re.compile(rf"(?:{'|'.join(map(_guarded, beside))}|从|由|自){{1,6}}$"),
        "before_amount": re.compile(rf"(?:{'|'.join(map(_guarded, neutral))}|从|由|自){{1,6}}$"),
        "comparator": re.compile(alternatives(before)),
        "after": re.compile(alternatives(after)),
        "rise": re.compile("|".join(map(_guarded, sorted(words["rise"], key=len, reverse=True)))),
        "fall": re.compile("|".join(map(_guarded, sorted(words["fall"], key=len, reverse=True)))),
        "reaches": re.compile(r"(?<!达)[到至]|[控稳保维][制定持]在"),
        **{
            f"{way}_behind": re.compile(
                rf"的?(?:正|高速|较快|稳定|年均|同比)*{alternatives(listed)}(?=[，。；、）)\n和及]|$)"
            )
            for way, listed in words["change_behind"].items()
        },
        "roughly": re.compile(alternatives(words["approximate_before"]) + "$"),
    }  # fmt: skip


def _guarded(word: str) -> str:
    """The word as a pattern that does not match inside a longer word (增, but not 新增)."""
    inside = load_vocabulary("comparators")["not_behind"].get(word)
    return f"(?<![{inside}]){re.escape(word)}" if inside else re.escape(word)


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
    position = 0
    while match := amount_start().search(text, position):
        quantity = _read_one(text, match)
        position = max(quantity.end if quantity else match.end(), match.start() + 1)
        if quantity:
            yield quantity


def _read_one(text: str, match: re.Match[str]) -> Quantity | None:
    low = read_amount(text, match)
    if low is None:
        return None
    high = range_end(text, low)
    if high is None:
        return _with_context(text, match.start(), low, None)
    both = replace(high, value=lent(low, high), is_approximate=low.is_approximate or high.is_approximate)
    return _with_context(text, match.start(), both, high.value)


def _with_context(text: str, start: int, amount: Amount, high: Decimal | None) -> Quantity:
    patterns = _patterns()
    window = text[max(0, start - _WINDOW) : start]
    before = _last_words(patterns["before"], window)
    # 改造提升1500户: only a rate rises or falls; before an amount such a word belongs to the noun
    is_rate = amount.unit in ("%", "倍") or amount.unit.endswith("百分点")
    near = before if is_rate else _last_words(patterns["before_amount"], window)
    after = _words_after(text, amount.end)
    compared = patterns["comparator"].findall(before)
    sign = _after_table().get(after)
    comparator = sign if sign in _SIGNS else _comparator_table().get((compared or [""])[-1], amount.comparator)
    return Quantity(
        start=start,
        end=amount.end,
        value=plain(amount.value),
        value_high=None if high is None else plain(high),
        unit=amount.unit,
        magnitude=amount.magnitude,
        form=amount.form,
        comparator=comparator or (None if high is None else "between"),
        comparator_before=(compared or [""])[-1],
        comparator_after=after,
        direction=_direction(before) or (_direction_behind(text, amount.end + len(after)) if is_rate else ""),
        reaches=bool(patterns["reaches"].search(before)),
        is_baseline=before.endswith(("从", "由", "自")),
        is_approximate=amount.is_approximate or sign == "approximately" or bool(patterns["roughly"].search(before)),
        phrase_start=start - len(near),
        phrase_end=amount.end + len(after),
    )


def _last_words(pattern: re.Pattern[str], window: str) -> str:
    """The words right before a number that say something about it."""
    found = pattern.search(window)
    return found[0] if found else ""


def _words_after(text: str, end: int) -> str:
    """以上, 左右 … right behind a number; a bare 内 only where the clause ends."""
    found = _patterns()["after"].match(text, end)
    words = found[0] if found else ""
    return "" if words == "内" and not re.match(r"[，。；、）)\n]|$", text[end + 1 : end + 2]) else words


def _direction_behind(text: str, end: int) -> str:
    """实现8%的增长: the change stands behind its rate."""
    return next((way for way in ("rise", "fall") if _patterns()[f"{way}_behind"].match(text, end)), "")


def _direction(before: str) -> str:
    """The last rise or fall word of the words before a number."""
    rises = [m.end() for m in _patterns()["rise"].finditer(before)]
    falls = [m.end() for m in _patterns()["fall"].finditer(before)]
    if not rises and not falls:
        return ""
    return "rise" if max(rises, default=-1) >= max(falls, default=-1) else "fall"
