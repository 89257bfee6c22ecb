"""Writing what the language rooms read."""

from __future__ import annotations


def write_chinese(value: int) -> str:
    """A whole number below 10**12 in Chinese numerals, the inverse of :func:`parse_chinese`."""
    if value == 0:
        return "零"
    digits = "零一二三四五六七八九"

    def below_ten_thousand(number: int) -> str:
        out, gap = "", False
        for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, number = divmod(number, place)
            if digit:
                out += ("零" if gap and out else "") + digits[digit] + name
                gap = False
            else:
                gap = True
        return out

    out = ""
    for group, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, value = divmod(value, group)
        if part:
            out += ("零" if out and part < 1000 else "") + below_ten_thousand(part) + name
    return out
