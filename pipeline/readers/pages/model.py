"""What stands on a page before anyone has read it: glyphs and rules, in points from the page's top left corner.

Every engine (pdfium, pdfplumber, OCR) fills this one model; everything after it is the same code.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ASCENT = 0.85  # of the font size, above the baseline; the rest is below
DESCENT = 0.15


@dataclass(slots=True)
class Glyph:
    """One character where it is printed. ``baseline`` is its y, ``size`` the effective font size."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool = False
    font: int = 0  # which font of the document, for engines that know

    @property
    def top(self) -> float:
        """The upper edge of the character's line."""
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of the character's line."""
        return self.baseline + DESCENT * self.size

    @property
    def middle(self) -> float:
        """The horizontal centre."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class Rule:
    """A straight printed line: horizontal at y = ``at`` or vertical at x = ``at``, from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """One page as an engine sees it."""

    number: int  # 1-based
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    tilted: str = ""  # text printed at an angle: a watermark or a spine
    picture_share: float = 0.0  # part of the page that pictures cover
    is_ocr: bool = False
    turns: int = 0  # quarter turns, counter-clockwise, that brought the text of a page printed sideways upright


def merge_rules(rules: list[Rule], apart: float = 1.5, gap: float = 3.0) -> list[Rule]:
    """Rules that lie on one line (within ``apart``) and touch (within ``gap``) as one; a dashed line becomes whole."""
    merged: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if group and rule.at - group[0].at > apart:
            merged += _merge_line(group, gap)
            group = []
        group.append(rule)
    return merged + _merge_line(group, gap)


def _merge_line(group: list[Rule], gap: float) -> list[Rule]:
    merged: list[Rule] = []
    for rule in sorted(group, key=lambda rule: rule.start):
        if merged and rule.start <= merged[-1].end + gap:
            merged[-1].end = max(merged[-1].end, rule.end)
        else:
            merged.append(Rule(rule.at, rule.start, rule.end))
    return merged
