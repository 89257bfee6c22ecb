"""Numerals: Arabic, full-width, Chinese, fractions and the words that stand for a number (半, 翻番, 成).

Values are exact decimals. Functions take the numeral alone, without magnitude or unit.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2}
_PLACE = {"十": 10, "百": 100, "千": 1000}
_GROUP = {"万": 10**4, "亿": 10**8}
_WIDE = str.maketrans("０１２３４５６７８９．％／－～＋", "0123456789.%/-~+")

ARABIC = r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = r"[〇零一二三四五六七八九十百千两]+(?:点[〇零一二三四五六七八九]+)?"
_UNDER = "一二两三四五六七八九十百千万"
FRACTION = rf"(?:\d+/0*[1-9]\d*(?![\d/])|(?:[{_UNDER}]+|[1-9]\d*)分之(?:{CHINESE}|\d+(?:\.\d+)?))"
FRACTION_PLACES = Decimal("0.01")

_FRACTION = re.compile(rf"(?P<top>\d+)/(?P<bottom>\d+)|(?P<under>[{_UNDER}]+|\d+)分之(?P<over>{CHINESE}|\d+(?:\.\d+)?)")


def narrow(text: str) -> str:
    """Full-width digits, points and signs as ASCII; every character keeps its place."""
    return text.translate(_WIDE)


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros or an exponent (25000.0 → 25000)."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def parse_chinese(numeral: str) -> Decimal:
    """The value of a Chinese numeral: 二百 → 200, 一千零五 → 1005, 三点五 → 3.5, 二〇二三 → 2023.

    Raises ValueError on anything else.
    """
    whole, _, decimals = numeral.partition("点")
    if not whole or not set(whole) <= _DIGIT.keys() | _PLACE.keys() | _GROUP.keys():
        raise ValueError(f"not a Chinese numeral: {numeral!r}")
    value = Decimal(_read_whole(whole))
    if decimals:
        value += Decimal("0." + "".join(str(_DIGIT[c]) for c in decimals))
    return value


def _read_whole(numeral: str) -> int:
    if len(numeral) > 1 and all(c in _DIGIT for c in numeral):
        return int("".join(str(_DIGIT[c]) for c in numeral))
    total = section = digit = 0
    place_before = 0
    for character in numeral:
        if character in _DIGIT:
            digit, place_before = _DIGIT[character], 0 if character in "零〇" else place_before
        elif character in _PLACE:
            section += (digit or 1) * _PLACE[character]
            digit, place_before = 0, _PLACE[character]
        else:
            # 亿 takes all before it, 万 only its own four places: 一亿零一万
            whole = total + section + digit
            total = whole * _GROUP["亿"] if character == "亿" else total + (section + digit) * _GROUP["万"]
            section = digit = 0
            place_before = _GROUP[character]
    # 二百五 is 250: a last digit right behind a place counts in the next lower place
    if digit and place_before >= 100:
        digit *= place_before // 10
    return total + section + digit


def parse_number(numeral: str) -> Decimal:
    """The value of an Arabic or Chinese numeral (１,234.5 → 1234.5; 三十 → 30). Raises ValueError otherwise."""
    plain = narrow(numeral)
    if re.fullmatch(ARABIC, plain):
        return Decimal(plain.replace(",", ""))
    return parse_chinese(plain)


def parse_fraction(text: str) -> Decimal:
    """A fraction as a percentage: 1/4 → 25, 三分之一 → 33.33, 百分之六点五 → 6.5. Raises ValueError otherwise."""
    match = _FRACTION.fullmatch(narrow(text))
    if not match:
        raise ValueError(f"not a fraction: {text!r}")
    over = parse_number(match["top"] or match["over"])
    under = parse_number(re.sub("^万", "一万", match["bottom"] or match["under"]))  # 万分之一
    if under == 0:
        raise ValueError(f"fraction over zero: {text!r}")
    share = over * 100 / under
    return plain(share if under == 100 else share.quantize(FRACTION_PLACES))
