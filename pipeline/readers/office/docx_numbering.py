"""The numbers Word prints before list paragraphs: they are not in the text, they are counted."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.readers.office.ooxml import attribute, child, children, flag, w

if TYPE_CHECKING:
    from lxml import etree

_CHINESE = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX",
          5: "V", 4: "IV", 1: "I"}  # fmt: skip
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_SYMBOL_FONTS = {
    "\uf06c": "●",
    "\uf0b7": "•",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf070": "▲",
}


HIGHEST = 10_000  # from here on every format prints digits


def chinese_number(value: int) -> str:
    """A whole number below 10,000 in Chinese numerals as lists print it (10 → 十, 21 → 二十一)."""
    if value < 10:
        return _CHINESE[value]
    if value < 20:
        return "十" + (_CHINESE[value % 10] if value % 10 else "")
    text, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            text += ("零" if zero and text else "") + _CHINESE[digit] + unit
        zero = digit == 0
    return text


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    text = ""
    for number, letters in _ROMAN.items():
        text += letters * (value // number)
        value %= number
    return text


def format_number(value: int, number_format: str) -> str:
    """A list number in one of Word's number formats; formats not known here print as decimal digits."""
    if value >= HIGHEST:
        return str(value)
    if number_format in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"):
        return chinese_number(value)
    if number_format.startswith("decimalEnclosedCircle") and 1 <= value <= len(_CIRCLED):
        return _CIRCLED[value - 1]
    if number_format == "ideographTraditional" and 1 <= value <= len(_HEAVENLY):
        return _HEAVENLY[value - 1]
    if number_format == "decimalZero":
        return f"{value:02d}"
    if number_format in ("lowerLetter", "upperLetter"):
        return _letters(value) if number_format[0] == "l" else _letters(value).upper()
    if number_format in ("lowerRoman", "upperRoman"):
        return _roman(value).lower() if number_format[0] == "l" else _roman(value)
    return str(value)


class _Level:
    """One level of one list definition."""

    def __init__(self, element: etree._Element) -> None:
        self.start = int(attribute(child(element, "start"), "val") or 1)
        self.number_format = attribute(child(element, "numFmt"), "val") or "decimal"
        self.text = attribute(child(element, "lvlText"), "val") or ""
        self.suffix = attribute(child(element, "suff"), "val") or "tab"
        self.is_legal = flag(child(element, "isLgl"))


class Numbering:
    """Counts the document's lists; ``label`` must be called once per list paragraph, in document order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, _Level]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        for element in children(root, "abstractNum"):
            self._abstract[attribute(element, "abstractNumId") or ""] = _levels(element)
        for element in children(root, "num"):
            number_id = attribute(element, "numId") or ""
            self._abstract_of[number_id] = attribute(child(element, "abstractNumId"), "val") or ""
            self._overrides[number_id] = {}
            for override in children(element, "lvlOverride"):
                level = int(attribute(override, "ilvl") or 0)
                if (start := attribute(child(override, "startOverride"), "val")) is not None:
                    self._starts[number_id, level] = int(start)
                self._overrides[number_id] |= _levels(override)

    def label(self, number_id: str, level: int) -> str:
        """The number or bullet printed before the next paragraph of this list and level ('' if there is none)."""
        levels = self._abstract.get(self._abstract_of.get(number_id, ""), {}) | self._overrides.get(number_id, {})
        definition = levels.get(level)
        if definition is None or definition.number_format == "none":
            return ""
        self._count(number_id, level, definition)
        if definition.number_format == "bullet":
            return _SYMBOL_FONTS.get(definition.text, definition.text if definition.text.isprintable() else "•")
        counters = self._counters[self._abstract_of[number_id]]

        def written(match: re.Match[str]) -> str:
            other = levels.get(int(match[1]) - 1, definition)
            value = counters.get(int(match[1]) - 1, other.start)
            return format_number(value, "decimal" if definition.is_legal else other.number_format)

        return re.sub(r"%(\d)", written, definition.text) + (" " if definition.suffix == "space" else "")

    def _count(self, number_id: str, level: int, definition: _Level) -> None:
        counters = self._counters[self._abstract_of[number_id]]
        first = (number_id, level)
        if first in self._starts and first not in self._restarted:
            counters[level] = self._starts[first]
        else:
            counters[level] = counters[level] + 1 if level in counters else definition.start
        self._restarted.add(first)
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]


def _levels(element: etree._Element) -> dict[int, _Level]:
    return {int(attribute(level, "ilvl") or 0): _Level(level) for level in element.iterchildren(w("lvl"))}
