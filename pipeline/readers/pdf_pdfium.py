"""Fills the page model by pdfium: the fast engine. Characters by position, rules from path objects."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.readers.characters import translation
from pipeline.readers.pages.model import Glyph, Page, Rule, merge_rules

THIN = 3.0  # points: a filled box no thicker than this is a rule
SHORTEST = 2.0  # points: anything shorter is a dot
STRAIGHT = 0.6  # points a rule may lean
MAX_OBJECTS = 60_000  # a page with more paths than this is a drawing (a map), not a table
FORM_DEPTH = 6
LEAN = 0.02  # of its length: how much a line of text may lean and still be level
NOT_A_CHARACTER = 0xFFFE
PALE = 225  # of 255: a rule lighter than this is background
BOLD_NAME = re.compile(r"bold|heavy|black|demi|xiaobiao|(?<!zen)hei(?!ti-?light)|黑体|加粗", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SCALE = 100


def pdfium_pages(document: Any, fonts: Fonts) -> Iterator[Page]:
    """The pages of an open ``pypdfium2.PdfDocument``, one at a time, each closed again; fills ``fonts``."""
    for index in range(len(document)):
        page = document[index]
        try:
            yield _PageReader(page, index + 1, fonts).read()
        finally:
            page.close()


@dataclass(slots=True)
class Font:
    """One font of the document: its name without the subset's prefix, and whether name or weight call it bold."""

    name: str
    is_bold: bool


@dataclass(slots=True)
class Fonts:
    """The fonts of a document, each asked once; a glyph's ``font`` is an index of ``known``."""

    known: list[Font] = field(default_factory=list)
    _index: dict[int, int] = field(default_factory=dict)

    def index_of(self, text_object: Any) -> int:
        """The index of a text object's font."""
        import pypdfium2.raw as raw

        handle = raw.FPDFTextObj_GetFont(text_object)
        address = ctypes.addressof(handle.contents) if handle else 0
        if address not in self._index:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(handle, buffer, 256)
            name = _SUBSET.sub("", buffer.value.decode("utf-8", "ignore"))
            self._index[address] = len(self.known)
            self.known.append(Font(name, raw.FPDFFont_GetWeight(handle) >= 600 or bool(BOLD_NAME.search(name))))
        return self._index[address]


@dataclass(slots=True)
class _Affine:
    """From a page's own coordinates to points from the top left of the page as shown (crop and rotation undone)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def of(cls, page: Any, width: float, height: float) -> _Affine:
        import pypdfium2.raw as raw

        x, y = ctypes.c_int(), ctypes.c_int()

        def shown(px: float, py: float) -> tuple[float, float]:
            raw.FPDF_PageToDevice(page, 0, 0, round(width * _SCALE), round(height * _SCALE), 0, px, py, x, y)
            return x.value / _SCALE, y.value / _SCALE

        (e, f), (ax, ay), (cx, cy) = shown(0, 0), shown(1000, 0), shown(0, 1000)
        return cls((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Any) -> _Affine:
        """This transformation after an object's own matrix."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return _Affine(a, b, c, d, *self.point(inner.e, inner.f))


@dataclass(frozen=True, slots=True)
class _Style:
    """How one text object is set: effective size, boldness, whether it runs level from left to right, its font."""

    size: float
    is_bold: bool
    is_upright: bool
    font: int


class _PageReader:
    """Reads one page; raw pdfium calls throughout, because a page has thousands of characters."""

    def __init__(self, page: Any, number: int, fonts: Fonts) -> None:
        import pypdfium2.raw as raw

        self._page, self._fonts, self._matrix = page, fonts, raw.FS_MATRIX()
        self._styles: dict[tuple[float, ...], _Style] = {}
        width, height = page.get_size()
        self._result = Page(number, width, height)
        self._affine = _Affine.of(page, width, height)
        self._rules: tuple[list[Rule], list[Rule]] = ([], [])

    def read(self) -> Page:
        """The page's glyphs and rules."""
        self._read_text()
        self._read_objects()
        self._result.horizontals, self._result.verticals = (merge_rules(rules) for rules in self._rules)
        self._result.picture_share = min(1.0, self._result.picture_share)
        return self._result

    def _read_text(self) -> None:
        text_page = self._page.get_textpage()
        try:
            tilted = [glyph for glyph in self._characters(text_page) if not self._take(*glyph)]
            self._result.tilted = "".join(text for text, _, _, _, _ in tilted)
        finally:
            text_page.close()

    def _characters(self, text_page: Any) -> Iterator[tuple[str, float, float, float, _Style]]:
        """(character, x and y of its origin, x of its far side, style) in the order of the page's content.

        Characters that pdfium made up (blanks, line ends) belong to no text object and are left out.
        """
        import pypdfium2.raw as raw

        handle = text_page.raw
        box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        box_, x_, y_ = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
        styles: dict[int, _Style] = {}
        table = translation()
        is_turned = self._affine.a == 0
        for index in range(text_page.count_chars()):
            text_object = raw.FPDFText_GetTextObject(handle, index)
            code = raw.FPDFText_GetUnicode(handle, index)
            if not text_object or code < 2 or code == NOT_A_CHARACTER:
                continue
            address = ctypes.addressof(text_object.contents)
            if (style := styles.get(address)) is None:
                style = styles[address] = self._style(handle, index, text_object)
            raw.FPDFText_GetCharOrigin(handle, index, x_, y_)
            raw.FPDFText_GetLooseCharBox(handle, index, box_)
            far = (box.top if self._affine.c > 0 else box.bottom) if is_turned else box.right
            yield table.get(code) or chr(code), x.value, y.value, far, style

    def _take(self, text: str, x: float, y: float, far: float, style: _Style) -> bool:
        """Add a character to the page; False for one that is printed at an angle."""
        if not style.is_upright:
            return False
        x0, baseline = self._affine.point(x, y)
        x1 = self._affine.point(x, far)[0] if self._affine.a == 0 else self._affine.point(far, y)[0]
        self._result.glyphs.append(Glyph(text, x0, max(x0, x1), baseline, style.size, style.is_bold, style.font))
        return True

    def _style(self, handle: Any, index: int, text_object: Any) -> _Style:
        """How a text object is set; looked up again only where font, size or matrix differ from all seen before."""
        import pypdfium2.raw as raw

        raw.FPDFText_GetMatrix(handle, index, self._matrix)
        m, size = self._matrix, raw.FPDFText_GetFontSize(handle, index)
        font = self._fonts.index_of(text_object)
        is_stroked = raw.FPDFTextObj_GetTextRenderMode(text_object) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        key = (font, size, m.a, m.b, m.c, m.d, is_stroked)
        if (style := self._styles.get(key)) is None:
            shown = self._affine.after(m)
            is_upright = shown.a > 0 and abs(shown.b) < LEAN * abs(shown.a)
            bold = self._fonts.known[font].is_bold or is_stroked
            style = self._styles[key] = _Style(size * math.hypot(shown.c, shown.d), bold, is_upright, font)
        return style

    def _read_objects(self) -> None:
        import pypdfium2.raw as raw

        count = raw.FPDFPage_CountObjects(self._page.raw)
        if count > MAX_OBJECTS:
            return
        for index in range(count):
            item = raw.FPDFPage_GetObject(self._page.raw, index)
            if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
                self._read_object(item, self._affine, 0)

    def _read_object(self, item: Any, outer: _Affine, depth: int) -> None:
        import pypdfium2.raw as raw

        kind = raw.FPDFPageObj_GetType(item)
        raw.FPDFPageObj_GetMatrix(item, self._matrix)
        affine = outer.after(self._matrix)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._read_path(item, affine)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            area = abs(affine.a * affine.d - affine.b * affine.c)
            self._result.picture_share += area / (self._result.width * self._result.height)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH:
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                self._read_object(raw.FPDFFormObj_GetObject(item, index), affine, depth + 1)

    def _read_path(self, path: Any, affine: _Affine) -> None:
        """Rules of a path: the sides of what is stroked, and boxes that are filled and thin."""
        import pypdfium2.raw as raw

        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        if stroke.value and _is_dark(path, raw.FPDFPageObj_GetStrokeColor):
            for points in _subpaths(path, affine):
                for start, end in pairwise(points):
                    self._add_rule(start[0], start[1], end[0], end[1])
        elif fill.value and _is_dark(path, raw.FPDFPageObj_GetFillColor):
            for points in _subpaths(path, affine):
                xs, ys = [x for x, _ in points], [y for _, y in points]
                if len(points) >= 4 and (max(xs) - min(xs) <= THIN or max(ys) - min(ys) <= THIN):
                    self._add_thin_box(min(xs), min(ys), max(xs), max(ys))

    def _add_thin_box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        if x1 - x0 > bottom - top:
            self._add_rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
        else:
            self._add_rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)

    def _add_rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        horizontals, verticals = self._rules
        if abs(y1 - y0) <= STRAIGHT and abs(x1 - x0) >= SHORTEST:
            horizontals.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= STRAIGHT and abs(y1 - y0) >= SHORTEST:
            verticals.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _is_dark(path: Any, colour_of: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(path, red, green, blue, alpha):
        return True
    return alpha.value > 40 and min(red.value, green.value, blue.value) < PALE


def _subpaths(path: Any, affine: _Affine) -> list[list[tuple[float, float]]]:
    """The corner points of each subpath, curves left out, a closed one ending where it began."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    subpaths: list[list[tuple[float, float]]] = []
    for index in range(min(raw.FPDFPath_CountSegments(path), MAX_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([])
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            subpaths.append([])
        subpaths[-1].append(affine.point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and subpaths[-1]:
            subpaths[-1].append(subpaths[-1][0])
    return [points for points in subpaths if len(points) > 1]
