"""A progress text made ready for scanning: the same length, so that every offset still stands in the source.

What is replaced would be misread once blanks are dropped: list numbers that join the number behind them (5. 14个镇街),
colons that make a ratio (PM2.5: 24), and minus signs that no number keeps (增长-3.2% is a fall of 3.2 %).
"""

from __future__ import annotations

import re

_LISTED = re.compile(r"(?:(?<=[。；;：:\n>）)\s])|^)\d{1,2}[.．、](?=\s|[一-龥“《<]|\d{1,2}月)")
_COLON = re.compile(r"[:：](?=\s+\d)|(?<=[A-Za-z]\d\.\d)[:：](?=\d)")
_MINUS = re.compile(
    r"(?P<word>增长率|增速|增幅|涨幅|增长)(?P<link>[为是达]?)(?P<sign>[-－−—负])(?=\s*\d)|(?P<fall>负增长)(?=\s*\d)"
)
_FALLS = {"增长率": "下降率", "增速": "降幅", "增幅": "降幅", "涨幅": "降幅", "增长": "下降"}


def prepare(text: str) -> str:
    """``text`` with what would be misread replaced, character for character."""
    return _MINUS.sub(_as_fall, _COLON.sub("为", _LISTED.sub(_as_break, text)))


def _as_break(listed: re.Match[str]) -> str:
    return "\n" + " " * (len(listed[0]) - 1)


def _as_fall(match: re.Match[str]) -> str:
    if match["fall"]:
        return "下降 "
    return _FALLS[match["word"]] + match["link"] + " " * len(match["sign"])
