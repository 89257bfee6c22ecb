"""Whether a value is what its own quote says, by a reading that shares nothing with the one that made it.

Digits, magnitude, percent sign, direction and bound are looked for in the quote as characters. A quote that does not
say (a shared 均 or a heading elsewhere) raises no objection; one that says otherwise does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

KEPT = Decimal("0.000001")  # values are rounded to the store's six decimals

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_BARE = re.compile(r"(?:[≥≤><]=?)?\d+(?:\.\d+)?(?:以上|以下|以内|左右)?")
_AFTER = re.compile(r"(?:余|多|来|几)?方?(?P<magnitude>[十百千]?[万亿]+|[十百千](?![瓦米克伏卡帕]))?")
_WORDS = re.compile(r"[零〇一二三四五六七八九十百千万亿两半]+")
_MAGNITUDE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_OF_UNITS = (10**3, 10**4, 10**6, 10**7, 10**8)  # 千, 万, 百万, 千万, 亿
_DIGIT = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TURNS = re.compile(r"翻[一两二三]?番|(?<![一两二三四五\d.])[一两二三四五\d.]{1,12}倍|减半|清零|为零|持平|全部|全覆盖")
_TENTHS = re.compile(r"(?P<tenths>[一二两三四五六七八九]|\d(?:\.\d)?)成(?![效果本立功都为员长熟交渝绩品年])")
_HALF = re.compile(r"过半|半数|一半")
# Numbers that are no quantity: a year, a house's number.
_NO_QUANTITY = re.compile(r"(?<!\d)(?:19|20)\d{2}年|(?<!\d)\d{1,9}号")
_UNITS = "个家人元亩户吨项处座公辆场米台套间名次条张株头所"
_MINUS = re.compile(r"[-−–—－负]|下降|降|减|跌|回落|缩|下滑")
_UP, _DOWN = re.compile(r"增长|上升|提高|提升|增加|增速|增幅"), re.compile(r"下降|降低|减少|压减|下调|降幅|降|减|负|-")
# Bounds as they stand before a number, and behind it.
_FLOORS = (
    re.compile(r"不得?[低少小]于|至少|突破|(?<!不)(?<!不得)(?:超过?|[高大]于)|[≥>]"),
    re.compile(r"以上"),
)
_CEILINGS = (
    re.compile(r"不得?(?:超过|[高大多]于)|(?<!不)(?<!不得)[低小少]于|控制在|降至|降到|压至|[≤<]"),
    re.compile(r"以下|以内|之内"),
)


def objection(value: Decimal, kind: str, unit: str, comparator: str, quote: str) -> str | None:
    """What a quote says against its value: digits, percent, direction or bound; None when it says nothing against."""
    text = re.sub(r"\s|(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", quote))
    if not _TURNS.search(text) and not _holds_number(text, abs(value)):
        return "digits"
    if _other_measure(text, abs(value), unit):
        return "percent"
    if _other_direction(kind, text) or (value < 0 and not _MINUS.search(text)):
        return "direction"
    return "bound" if _other_bound(comparator, abs(value), text) else None


def _holds_number(text: str, value: Decimal) -> bool:
    candidates = list(_spoken(text))
    if not candidates:
        return True  # a count of named things: nothing is written to hold it against
    if _BARE.fullmatch(text):  # a cell of its own: 万 or 亿 stands in the column of units
        candidates += [candidates[0] * magnitude for magnitude in _OF_UNITS]
    return any(abs(candidate - value) < KEPT for candidate in candidates)


def _spoken(text: str) -> Iterator[Decimal]:
    """Every number a text may be said to hold, with and without the magnitude behind it."""
    for match in _TENTHS.finditer(text):
        tenths = match["tenths"]
        yield 10 * (_worded(tenths) or Decimal(tenths))
    if _HALF.search(text):
        yield Decimal(50)
    text = _TENTHS.sub("", _HALF.sub("", _without_names(text)))
    for match in _DIGITS.finditer(text):
        after = _AFTER.match(text, match.end())
        yield Decimal(match[0]) * (_times(after["magnitude"]) if after and after["magnitude"] else 1)
    for match in _WORDS.finditer(text):
        number = _worded(match[0])
        if number is not None:
            yield number


def _without_names(text: str) -> str:
    """The text without years and house numbers, where anything else in it is a number."""
    rest = _NO_QUANTITY.sub("", text)
    return rest if _DIGITS.search(rest) or _WORDS.search(rest) else text


def _times(magnitude: str) -> Decimal:
    product = Decimal(1)
    for word in magnitude:
        product *= _MAGNITUDE[word]
    return product


def _worded(words: str) -> Decimal | None:
    """一百二十 → 120, 两万 → 20000, 千万 → 10000000; None for what is no number (半)."""
    total, section, digit = Decimal(0), Decimal(0), None
    for word in words:
        if word in _DIGIT:
            digit = Decimal(_DIGIT[word])
        elif word in ("十", "百", "千"):
            section += (1 if digit is None else digit) * _MAGNITUDE[word]
            digit = None
        elif word in ("万", "亿"):
            section += digit or 0
            above = total if total > _MAGNITUDE[word] else Decimal(0)  # 一亿|二千万
            total = above + ((total - above + section) or Decimal(1)) * _MAGNITUDE[word]
            section, digit = Decimal(0), None
        else:
            return None
    try:
        return total + section + (digit or 0)
    except InvalidOperation:
        return None


def _other_measure(text: str, value: Decimal, unit: str) -> bool:
    """A percentage that stands in the quote with another unit right behind it (120个), or a count only with %."""
    written = Decimal(format(value.normalize(), "f"))
    places = [match for match in _DIGITS.finditer(text) if Decimal(match[0]) == written]
    behind = [text[match.end() : match.end() + 1] for match in places]
    if unit == "%":
        return bool(behind) and all(sign and sign in _UNITS for sign in behind)
    counts = bool(unit) and unit[:1] in _UNITS and "百分点" not in unit
    return counts and bool(behind) and all(sign == "%" for sign in behind)


def _other_direction(kind: str, text: str) -> bool:
    if kind == "decrease_rate":
        return bool(_UP.search(text)) and not _DOWN.search(text)
    if kind == "growth_rate":
        return bool(re.search(r"下降|降低|减少|压减", text)) and not _UP.search(text)
    return False


def _other_bound(comparator: str, value: Decimal, text: str) -> bool:
    """A bound at the number itself that says the opposite; one inside a name (3岁以下) bounds another number.

    Where the quote holds the number twice (3岁以下托育机构3家), each place would have to say so.
    """
    opposed = False
    for match in _DIGITS.finditer(text):
        after = _AFTER.match(text, match.end())
        times = _times(after["magnitude"]) if after and after["magnitude"] else Decimal(1)
        if value not in (Decimal(match[0]), Decimal(match[0]) * times):
            continue
        end = after.end() if after else match.end()
        around = text[max(match.start() - 4, 0) : match.start()], text[end : end + 6]
        floor = any(pattern.search(words) for pattern, words in zip(_FLOORS, around, strict=True))
        ceiling = any(pattern.search(words) for pattern, words in zip(_CEILINGS, around, strict=True))
        is_floor = comparator in (">=", ">")
        is_opposed = ceiling and not floor if is_floor else floor and not ceiling
        if not is_opposed or comparator not in ("<=", "<", ">=", ">"):
            return False
        opposed = True
    return opposed
