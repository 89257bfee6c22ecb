"""Page numbers, running headers and footers: recognised by where they stand and by standing there on every page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from pipeline.readers.pages.lines import Line
from pipeline.readers.pages.model import Page

MARGIN = 0.13  # of the page's height, at the top and at the bottom
SAME_HEIGHT = 4.0  # points
_PAGE_NUMBER = re.compile(
    r"[-—–－―_·•.\s]*+(?:第\s*+)?\d{1,4}(?:\s*+页)?[-—–－―_·•.\s]*+(?:[,，/]?\s*+(?:共\s*+)?\d{1,4}\s*+页?)?[-—–－―\s]*+"
)
_DIGITS = re.compile(r"\d+|\s+")

Furniture = dict[int, tuple[str, str]]  # id of a line → (reason, text)


def find_furniture(lines_of: list[tuple[Page, list[Line]]]) -> Furniture:
    """Which lines in the margins are furniture; keys are ``id(line)``."""
    found: Furniture = {}
    repeated = _repeated(lines_of)
    for page, lines in lines_of:
        for line, zone in _margin_lines(page, lines):
            text = line.text.text
            if _PAGE_NUMBER.fullmatch(text):
                found[id(line)] = ("page_number", text)
            elif (zone, _key(text), page_height(line)) in repeated:
                found[id(line)] = (f"running_{zone}", text)
    return found


def _margin_lines(page: Page, lines: list[Line]) -> list[tuple[Line, str]]:
    """The lines in the top and bottom margin, from outside inwards."""
    head = [(line, "header") for line in lines if line.baseline < MARGIN * page.height]
    foot = [(line, "footer") for line in lines if line.baseline > (1 - MARGIN) * page.height]
    return head + foot


def _key(text: str) -> str:
    return _DIGITS.sub("", text)


def page_height(line: Line) -> int:
    """The line's height on the page, coarse enough that the same place on two pages is one."""
    return round(line.baseline / SAME_HEIGHT)


def _repeated(lines_of: list[tuple[Page, list[Line]]]) -> set[tuple[str, str, int]]:
    """Texts that stand at one height on several pages and never in the middle of one."""
    seen: Counter[tuple[str, str, int]] = Counter()
    pages_of: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for page, lines in lines_of:
        for line, zone in _margin_lines(page, lines):
            key = _key(line.text.text)
            if key:
                for height in (page_height(line) - 1, page_height(line), page_height(line) + 1):
                    seen[zone, key, height] += 1
                    pages_of[zone, key, height].add(page.number)
    least = 2 if len(lines_of) < 6 else 3
    return {place for place, pages in pages_of.items() if len(pages) >= least}
