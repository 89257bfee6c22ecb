"""Glyphs → lines of text: what shares a baseline, in order, blanks where the print leaves a gap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from statistics import median

from pipeline.readers.pages.model import Glyph, Page
from pipeline.readers.rich import Rich

SAME_LINE = 0.5  # of the font size: how far baselines of one line may lie apart (raised and lowered characters)
PRINT_GAPS = (0.15, 0.5, 0.2)  # in font sizes: a wider gap is a blank, between two Latin, mixed, two Chinese characters
BEFORE_NUMBER = 0.2  # a gap that is a blank when a list number follows (else type set apart from Chinese: 增长 8%)
OCR_GAPS = (0.15, 1.6, 1.6)  # recognition sees the ink of a character, not the white that belongs to it
SAME_PLACE = 0.15  # of the font size: a character printed twice to look bold
_CHINESE = re.compile(
    r"[\u2460-\u24ff\u25a0-\u26ff\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’—…·\U00020000-\U0003ffff]"
)
_LIST_NUMBER = re.compile(r"\d{1,3}(?:[、．]|\.(?!\d))")


@dataclass(slots=True)
class Line:
    """One line of print: its glyphs from left to right, its ends, its main baseline and its usual size."""

    glyphs: list[Glyph]
    page: int
    is_ocr: bool = False  # places are as good as the recognition
    x0: float = field(init=False)
    x1: float = field(init=False)
    baseline: float = field(init=False)
    size: float = field(init=False)
    _text: Rich | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Measure the line once."""
        self.x0 = self.glyphs[0].x0
        self.x1 = max(self.glyphs[-1].x1, self.glyphs[0].x1)
        self.baseline = max(self.glyphs, key=lambda glyph: glyph.size).baseline
        self.size = median(glyph.size for glyph in self.glyphs)

    @property
    def text(self) -> Rich:
        """The line's text with bold marked."""
        if self._text is None:
            self._text = line_text(self.glyphs, self.is_ocr)
        return self._text


@cache
def is_chinese(text: str) -> bool:
    """Whether a character is Chinese or full-width."""
    return bool(_CHINESE.match(text))


def group_lines(glyphs: Iterable[Glyph], page: Page) -> list[Line]:
    """Lines from top to bottom. Characters of one line may differ in size and stand raised or lowered."""
    lines: list[list[Glyph]] = []
    main: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if main is None or abs(glyph.baseline - main.baseline) > SAME_LINE * max(main.size, glyph.size):
            lines.append([glyph])
            main = glyph
        else:
            lines[-1].append(glyph)
            main = glyph if glyph.size > main.size else main
    trimmed = (_trim(_once(sorted(group, key=lambda glyph: glyph.x0))) for group in lines)
    return [Line(group, page.number, page.is_ocr) for group in trimmed if group]


def _trim(group: list[Glyph]) -> list[Glyph]:
    """Without blanks at both ends."""
    start, end = 0, len(group)
    while start < end and not group[start].text.strip():
        start += 1
    while end > start and not group[end - 1].text.strip():
        end -= 1
    return group[start:end]


def _once(group: list[Glyph]) -> list[Glyph]:
    """A character printed twice in nearly one place is one bold character."""
    kept: list[Glyph] = []
    for glyph in group:
        twin = next(
            (k for k in kept[-3:] if k.text == glyph.text and abs(k.x0 - glyph.x0) < SAME_PLACE * glyph.size), None
        )
        if twin is None:
            kept.append(glyph)
        elif glyph.text.strip() and abs(twin.baseline - glyph.baseline) < SAME_PLACE * glyph.size:
            twin.bold = True
    return kept


def line_text(glyphs: list[Glyph], is_ocr: bool = False) -> Rich:
    """The characters with blanks: printed ones, and those that a gap shows (justified lines have gaps everywhere)."""
    usual = _usual_gap(glyphs)
    least = OCR_GAPS if is_ocr else PRINT_GAPS
    texts, marks = [], []
    for index, glyph in enumerate(glyphs):
        if index and _is_blank(glyphs, index, usual, least):
            texts.append(" ")
            marks.append(".")
        texts.append(glyph.text)
        marks.append(("b" if glyph.bold else ".") * len(glyph.text))
    return Rich("".join(texts), "".join(marks)).clean()


def _usual_gap(glyphs: list[Glyph]) -> float:
    """How far justification drives the Chinese characters of this line apart."""
    pairs = [(a, b) for a, b in pairwise(glyphs) if is_chinese(a.text) or is_chinese(b.text)]
    chinese = [b.x0 - a.x1 for a, b in pairs if is_chinese(a.text) and is_chinese(b.text)]
    if len(chinese) > 1:
        return max(0.0, median(chinese))
    return max(0.0, min((b.x0 - a.x1 for a, b in pairs), default=0.0))


def _is_blank(glyphs: list[Glyph], index: int, usual: float, least: tuple[float, float, float]) -> bool:
    """Whether the gap before a character is a blank."""
    before, glyph = glyphs[index - 1], glyphs[index]
    gap = glyph.x0 - before.x1 - usual
    if gap <= 0 or not before.text.strip() or not glyph.text.strip():
        return False
    size = max(before.size, glyph.size)
    if gap > least[is_chinese(before.text) + is_chinese(glyph.text)] * size:
        return True
    if gap <= BEFORE_NUMBER * size or not glyph.text.isdigit() or not is_chinese(before.text):
        return False
    return bool(_LIST_NUMBER.match("".join(following.text for following in glyphs[index : index + 5])))
