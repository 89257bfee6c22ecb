"""Prints a spreadsheet's stored number as the sheet shows it: 0.954 in the format 0.0% is 95.4%.

Thousands separators are left out: a printed 12,345 is the number 12345, and a comma is no part of the value.
Format codes follow ECMA-376 part 1, 18.8.31; sections for negative numbers, scaling commas, fractions and
exponents fall back to the plain number.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 49: "@", 50: 'yyyy"年"m"月"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]{0,255})"|\\(?P<escaped>.)|\[\$(?P<currency>[^\-\]]{0,40})[^\]]{0,40}\]|\[[^\]]{0,80}\]|_.|\*.|(?P<plain>.)'
)
_DATE_LETTERS = re.compile(r"[yd]|m|[hs]", re.IGNORECASE)
_DATE_PART = re.compile(r"y+|m+|d+|h+|s+|a+|am/pm|上午/下午", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?,]*[0#?](?:\.[0#?]*)?|\.[0#?]+")


def plain_number(value: Decimal) -> str:
    """A number in plain digits without trailing zeros, at the 15 digits a spreadsheet keeps."""
    rounded = Decimal(f"{value:.15g}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_date_format(code: str) -> bool:
    """Whether a format code prints a date or a time."""
    skeleton = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code.split(";")[0])
    return code != "General" and not re.search(r"[0#?]", skeleton) and bool(_DATE_LETTERS.search(skeleton))


def print_number(stored: str, code: str, *, is_1904: bool = False) -> str:
    """The stored number ``stored`` in the number format ``code``; the plain number where the code is beyond us."""
    value = Decimal(stored)
    if is_date_format(code):
        return _print_date(value, code.split(";")[0], is_1904)
    section = code.split(";")[0]
    skeleton, prefix, suffix = _pieces(section)
    match = _DIGITS.fullmatch(skeleton.replace("%", ""))
    if "General" in section or not match or skeleton.endswith(","):
        return (prefix + plain_number(value) + suffix) if "General" in section else plain_number(value)
    percent = skeleton.count("%")
    return prefix + _fixed(value * 100**percent, match[0]) + "%" * percent + suffix


def _fixed(value: Decimal, digits: str) -> str:
    decimals = digits.partition(".")[2]
    text = f"{value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
    optional = len(decimals) - len(decimals.rstrip("#"))
    for _ in range(optional):
        text = text[:-1] if text.endswith("0") else text
    return text.rstrip(".") if "." in text else text


def _pieces(section: str) -> tuple[str, str, str]:
    """Digits pattern, literal text before it, literal text after it."""
    skeleton, prefix, suffix = "", "", ""
    for match in _TOKEN.finditer(section):
        literal = match["quoted"] or match["escaped"] or match["currency"] or ""
        plain = match["plain"] or ""
        if plain and plain in "0#?.,%":
            skeleton += plain
        elif not section.startswith("General"):
            literal += plain if plain not in ("-", "+", " ") or skeleton else ""
        prefix, suffix = (prefix, suffix + literal) if skeleton or "General" in section else (prefix + literal, suffix)
    return skeleton, prefix, suffix


def _print_date(value: Decimal, code: str, is_1904: bool) -> str:
    epoch = dt.datetime(1904, 1, 1) if is_1904 else dt.datetime(1899, 12, 30)
    try:
        moment = epoch + dt.timedelta(days=float(value), microseconds=500)
    except OverflowError:
        return plain_number(value)
    printed, hours = "", False
    for literal, part in _date_tokens(code):
        printed += literal or _date_part(part, moment, hours)
        hours = part[:1].lower() == "h" or (hours and not part)
    return printed.strip()


def _date_tokens(code: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(code):
        if part := _DATE_PART.match(code, place):
            tokens.append(("", part[0]))
            place = part.end()
            continue
        match = _TOKEN.match(code, place)
        if match is None:
            break
        tokens.append((match["quoted"] or match["escaped"] or match["plain"] or "", ""))
        place = match.end()
    return tokens


def _date_part(part: str, moment: dt.datetime, after_hours: bool) -> str:
    letter, long = part[:1].lower(), len(part) > 1
    if letter == "y":
        return str(moment.year) if len(part) > 2 else f"{moment.year % 100:02d}"
    number = {"m": moment.minute if after_hours else moment.month, "d": moment.day, "h": moment.hour,
              "s": moment.second}.get(letter)  # fmt: skip
    if number is None or (letter == "m" and len(part) > 2):
        return "" if number is None else str(number)
    return f"{number:02d}" if long else str(number)
