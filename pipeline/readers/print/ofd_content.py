"""The content of an OFD page → glyphs and rules in points: text, paths, and the units that pages share.

An object stands in its Boundary (millimetres on the page, y downwards); its own coordinates pass through its CTM first.
A TextCode places its first character, DeltaX and DeltaY each one behind it (GB/T 33190-2016, 11.3).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.readers.characters import as_meant
from pipeline.readers.office.ooxml import local_name
from pipeline.readers.pages.geometry import PALE, Affine, Point, Rules
from pipeline.readers.pages.lines import is_chinese
from pipeline.readers.pages.model import Glyph, Page
from pipeline.readers.print.ofd_package import child, children, descendants, numbers
from pipeline.readers.print.pdf_pdfium import BOLD_NAME, BOLD_WEIGHT
from pipeline.readers.rich import UNPRINTABLE

if TYPE_CHECKING:
    from lxml import etree

MAX_DEPTH = 8  # of blocks in blocks and shared units in shared units
MAX_PATHS = 60_000  # a page with more is a drawing (a map), not a table
MAX_REPEATS = 10_000  # of one distance in a DeltaX; a line of print has fewer characters
WIDTHS = {"%": 0.85, "‰": 1.0, "m": 0.8, "M": 0.85, "W": 0.95, ".": 0.28, ",": 0.28, "-": 0.33}
SNAP = 0.2  # of the font size: how far such a guess may be off where another character follows
FAINT = 40  # of 255: less opaque is not seen
_NO_PRINT = re.compile(rf"[{UNPRINTABLE}\t-\r]")
_BLOCKS = ("Layer", "PageBlock", "Content")
_COMMANDS = re.compile(r"([SMLQBAC])|(-?\d*\.?\d+(?:[eE][-+]?\d+)?)")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


@dataclass(slots=True)
class Resources:
    """What a document's pages refer to by number: fonts, ways to draw, shared units."""

    bold_fonts: set[str] = field(default_factory=set)
    draw_params: dict[str, etree._Element] = field(default_factory=dict)
    units: dict[str, etree._Element] = field(default_factory=dict)

    def add(self, tree: etree._Element) -> None:
        """Take in one resource part."""
        for font in descendants(tree, "Font"):
            names = f"{font.get('FontName') or ''} {font.get('FamilyName') or ''}"
            if font.get("Bold") == "true" or BOLD_NAME.search(names):
                self.bold_fonts.add(font.get("ID", ""))
        self.draw_params |= {param.get("ID", ""): param for param in descendants(tree, "DrawParam")}
        self.units |= {unit.get("ID", ""): unit for unit in descendants(tree, "CompositeGraphicUnit")}


class ContentReader:
    """Draws the content of one page into the page model under one transformation of the page."""

    def __init__(self, resources: Resources, page: Page, affine: Affine) -> None:
        self._resources, self._page, self._affine = resources, page, affine
        self._rules, self._paths = Rules(), 0
        self._tilted: list[str] = []
        self.sideways: Counter[int] = Counter()  # characters by the quarter turns that bring them upright
        self._guessed: list[Glyph] = []
        self.hidden: list[str] = []

    def read(self, contents: list[etree._Element]) -> None:
        """Read the content of the page and of its templates."""
        for content in contents:
            self._block(content, self._affine, None, 0)
        self._fit_guessed()
        self._page.tilted = "".join(self._tilted)
        self._page.picture_share = min(1.0, self._page.picture_share)
        if self._paths <= MAX_PATHS:
            self._rules.write_to(self._page)

    def _block(self, block: etree._Element, outer: Affine, params: str | None, depth: int) -> None:
        params = block.get("DrawParam") or params
        for item in block.iterchildren():
            kind = local_name(item)
            if kind in _BLOCKS and depth < MAX_DEPTH:
                self._block(item, outer, params, depth + 1)
            elif kind in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
                self._object(item, kind, outer, item.get("DrawParam") or params, depth)

    def _object(self, item: etree._Element, kind: str, outer: Affine, params: str | None, depth: int) -> None:
        if item.get("Visible") == "false":
            self.hidden += [code.text or "" for code in descendants(item, "TextCode")]
            return
        affine = _placed(item, outer)
        if kind == "TextObject":
            self._text(item, affine)
        elif kind == "PathObject":
            self._path(item, affine, params)
        elif kind == "ImageObject":
            self._picture(affine)
        elif depth < MAX_DEPTH:
            unit = self._resources.units.get(item.get("ResourceID", ""))
            for content in children(unit, "Content"):
                self._block(content, affine, params, depth + 1)

    def _text(self, item: etree._Element, affine: Affine) -> None:
        size = float(item.get("Size") or 0)
        is_bold = item.get("Font") in self._resources.bold_fonts or int(item.get("Weight") or 400) >= BOLD_WEIGHT
        is_bold = is_bold or (item.get("Stroke") == "true" and item.get("Fill") != "false")
        height = size * math.hypot(affine.c, affine.d)
        advance = size * math.hypot(affine.a, affine.b) * float(item.get("HScale") or 1)
        turns = _turned(affine.text_turns(), item.get("CharDirection"))
        for text, places in _text_codes(item, size):
            if turns == 0:
                self._glyphs(text, [affine.point(x, y) for x, y in places], height, advance, is_bold)
            else:
                self._tilted.append(text)
                self.sideways[turns] += len(text)

    def _glyphs(self, text: str, places: list[Point], height: float, advance: float, is_bold: bool) -> None:
        steps = [after[0] - before[0] for before, after in pairwise(places)]
        for index, (sign, (x, baseline)) in enumerate(zip(text, places, strict=True)):
            if _NO_PRINT.match(sign):
                continue
            glyph = Glyph(as_meant(sign), x, x + advance, baseline, height, is_bold)
            step = steps[index] if index < len(steps) else 0.0
            if not is_chinese(sign):
                glyph.x1 = x + (step if 0 < step <= advance else _width(sign) * advance)
                self._guessed += [] if glyph.x1 == x + step else [glyph]
            self._page.glyphs.append(glyph)

    def _fit_guessed(self) -> None:
        """Let a character whose width is a guess end where the next one on its line begins, if that is near enough."""
        starts: defaultdict[int, list[float]] = defaultdict(list)
        for glyph in self._page.glyphs:
            starts[round(glyph.baseline)].append(glyph.x0)
        for line in starts.values():
            line.sort()
        for glyph in self._guessed:
            line = starts[round(glyph.baseline)]
            after = bisect_right(line, glyph.x0)
            if after < len(line) and abs(line[after] - glyph.x1) <= SNAP * glyph.size:
                glyph.x1 = line[after]

    def _path(self, item: etree._Element, affine: Affine, params: str | None) -> None:
        """Rules of a path: the sides of what is stroked, and boxes that are filled and thin."""
        self._paths += 1
        is_stroked, is_filled = item.get("Stroke") != "false", item.get("Fill") == "true"
        if self._paths > MAX_PATHS or not (is_stroked or is_filled):
            return
        data = child(item, "AbbreviatedData")
        for points in _subpaths("" if data is None else data.text or "", affine):
            if is_stroked and self._is_dark(item, "StrokeColor", params):
                self._rules.stroke(points)
            elif is_filled and self._is_dark(item, "FillColor", params):
                self._rules.fill(points)

    def _is_dark(self, item: etree._Element, name: str, params: str | None) -> bool:
        """Whether an object's colour, its own or that of its draw parameters, stands out from the paper."""
        colour = child(item, name)
        seen: set[str] = set()
        while colour is None and params in self._resources.draw_params and params not in seen:
            seen.add(params)
            param = self._resources.draw_params[params]
            colour, params = child(param, name), param.get("Relative")
        return colour is None or _stands_out(colour)

    def _picture(self, affine: Affine) -> None:
        """A picture fills the unit square of its own coordinates."""
        area = abs(affine.a * affine.d - affine.b * affine.c)
        self._page.picture_share += area / (self._page.width * self._page.height)


def _placed(item: etree._Element, outer: Affine) -> Affine:
    """From an object's own coordinates to the page."""
    boundary, matrix = numbers(item.get("Boundary")), numbers(item.get("CTM"))
    if len(boundary) >= 2:
        outer = outer.after(Affine(1, 0, 0, 1, boundary[0], boundary[1]))
    return outer.after(Affine(*matrix[:6])) if len(matrix) >= 6 else outer


def _turned(turns: int, direction: str | None) -> int:
    """The turns of text whose characters are turned once more within their line (CharDirection, clockwise)."""
    extra = int(float(direction or 0)) // 90 % 4
    return turns if turns < 0 else (turns + extra) % 4


def _text_codes(item: etree._Element, size: float) -> list[tuple[str, list[Point]]]:
    """Each TextCode's characters with their places; one without X or Y begins where the one before began."""
    codes: list[tuple[str, list[Point]]] = []
    x = y = 0.0
    for code in children(item, "TextCode"):
        x, y = float(code.get("X") or x), float(code.get("Y") or y)
        text = code.text or ""
        across = _deltas(code.get("DeltaX"), len(text) - 1)
        down = _deltas(code.get("DeltaY"), len(text) - 1)
        if across is None:
            across = [0.0] * len(text) if down else [size * _width(sign) for sign in text]
        places = [(x, y)] if text else []
        for index in range(len(text) - 1):
            places.append((places[-1][0] + across[index], places[-1][1] + (down[index] if down else 0.0)))
        codes.append((text, places))
    return codes


def _width(sign: str) -> float:
    """About how wide a character is, in font sizes, where nothing tells."""
    return 1.0 if is_chinese(sign) else WIDTHS.get(sign, 0.7 if sign.isupper() else 0.55)


def _deltas(value: str | None, count: int) -> list[float] | None:
    """The ``count`` distances of a DeltaX or DeltaY (``g n v``: n times v); the last holds on, as readers have it."""
    tokens = (value or "").replace(",", " ").split()
    found: list[float] = []
    while tokens:
        if tokens[0] == "g" and len(tokens) >= 3:
            found += [float(tokens[2])] * min(int(tokens[1]), MAX_REPEATS)
            tokens = tokens[3:]
        else:
            found.append(float(tokens.pop(0)))
    return found + [found[-1]] * max(0, count - len(found)) if found else None


def _subpaths(data: str, affine: Affine) -> list[list[Point]]:
    """The corner points of each stroke on the page; curves are left out, C closes a stroke."""
    subpaths: list[list[Point]] = []
    for command, values in _commands(data):
        if command == "C" and subpaths:
            subpaths[-1].append(subpaths[-1][0])
        elif command == "L" and subpaths:
            subpaths[-1].append(affine.point(values[0], values[1]))
        elif command != "C":
            subpaths.append([affine.point(values[-2], values[-1])])
    return [points for points in subpaths if len(points) > 1]


def _commands(data: str) -> list[tuple[str, list[float]]]:
    """The commands of an AbbreviatedData with as many numbers as each takes; incomplete ones are left out."""
    commands: list[tuple[str, list[float]]] = []
    for letter, number in _COMMANDS.findall(data):
        if letter:
            commands.append((letter, []))
        elif commands:
            if len(commands[-1][1]) == _ARGUMENTS[commands[-1][0]]:
                commands.append((commands[-1][0], []))  # more numbers than one command takes repeat it
            commands[-1][1].append(float(number))
    return [(letter, values) for letter, values in commands if len(values) == _ARGUMENTS[letter]]


def _stands_out(colour: etree._Element) -> bool:
    if float(colour.get("Alpha") or 255) < FAINT:
        return False
    parts = [_component(part) for part in (colour.get("Value") or "").split()]
    if len(parts) == 4:  # CMYK: ink, not light
        return max(parts) > 255 - PALE
    return not parts or min(parts) < PALE


def _component(part: str) -> float:
    return float(int(part[1:], 16)) if part.startswith("#") else float(part)
