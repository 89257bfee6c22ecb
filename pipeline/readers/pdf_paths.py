"""Rules and pictures of a PDF page, from its path and image objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline.readers.pages.model import Page, Rule, merge_rules
from pipeline.readers.pdf_calls import call, handle_of

THIN = 3.0  # points: a filled box no thicker than this is a rule
SHORTEST = 2.0  # points: anything shorter is a dot
STRAIGHT = 0.6  # points a rule may lean
MAX_OBJECTS = 60_000  # a page with more paths than this is a drawing (a map), not a table
FORM_DEPTH = 6
PALE = 225  # of 255: a rule lighter than this is background
_SCALE = 100
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # kinds of page objects
_BEZIER, _MOVE = 1, 2  # kinds of path segments

Point = tuple[float, float]


@dataclass(slots=True)
class Affine:
    """From a page's own coordinates to points from the top left of the page as shown (crop and rotation undone)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def of(cls, page: Any, width: float, height: float) -> Affine:
        import pypdfium2.raw as raw

        x, y = ctypes.c_int(), ctypes.c_int()

        def shown(px: float, py: float) -> tuple[float, float]:
            raw.FPDF_PageToDevice(page, 0, 0, round(width * _SCALE), round(height * _SCALE), 0, px, py, x, y)
            return x.value / _SCALE, y.value / _SCALE

        (e, f), (ax, ay), (cx, cy) = shown(0, 0), shown(1000, 0), shown(0, 1000)
        return cls((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Any) -> Affine:
        """This transformation after an object's own matrix."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return Affine(a, b, c, d, *self.point(inner.e, inner.f))

    def turned(self, width: float) -> Affine:
        """This transformation after which the page (``width`` wide so far) is turned a quarter counter-clockwise."""
        return Affine(self.b, -self.a, self.d, -self.c, self.f, width - self.e)


class RuleReader:
    """Finds the rules of one page and how much of it pictures cover; fills both into the page model."""

    def __init__(self, page: Any, affine: Affine, result: Page) -> None:
        import pypdfium2.raw as raw

        self._page, self._affine, self._result = handle_of(page.raw), affine, result
        self._matrix = raw.FS_MATRIX()
        self._seen = 0
        self._horizontals: list[Rule] = []
        self._verticals: list[Rule] = []

    def read(self) -> None:
        """Walk the page's objects, text left out; a page with more objects than a table has is a drawing."""
        count = call("FPDFPage_CountObjects")(self._page)
        get_object, kind_of = call("FPDFPage_GetObject"), call("FPDFPageObj_GetType")
        for index in range(count if count <= MAX_OBJECTS else 0):
            item = get_object(self._page, index)
            kind = kind_of(item)
            if kind != _TEXT:
                self._read_object(item, kind, self._affine, 0)
        self._result.horizontals, self._result.verticals = merge_rules(self._horizontals), merge_rules(self._verticals)
        self._result.picture_share = min(1.0, self._result.picture_share)

    def _read_object(self, item: int, kind: int, outer: Affine, depth: int) -> None:
        call("FPDFPageObj_GetMatrix")(item, ctypes.addressof(self._matrix))
        affine = outer.after(self._matrix)
        if kind == _PATH:
            self._read_path(item, affine)
        elif kind == _IMAGE:
            area = abs(affine.a * affine.d - affine.b * affine.c)
            self._result.picture_share += area / (self._result.width * self._result.height)
        elif kind == _FORM and depth < FORM_DEPTH:
            for index in range(call("FPDFFormObj_CountObjects")(item)):
                self._seen += 1
                if self._seen > MAX_OBJECTS:
                    return
                inner = call("FPDFFormObj_GetObject")(item, index)
                self._read_object(inner, call("FPDFPageObj_GetType")(inner), affine, depth + 1)

    def _read_path(self, path: int, affine: Affine) -> None:
        """Rules of a path: the sides of what is stroked, and boxes that are filled and thin."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        call("FPDFPath_GetDrawMode")(path, ctypes.addressof(fill), ctypes.addressof(stroke))
        if stroke.value and _is_dark(path, call("FPDFPageObj_GetStrokeColor")):
            for points in _subpaths(path, affine):
                for start, end in pairwise(points):
                    self._add_rule(start[0], start[1], end[0], end[1])
        elif fill.value and _is_dark(path, call("FPDFPageObj_GetFillColor")):
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
        if abs(y1 - y0) <= STRAIGHT and abs(x1 - x0) >= SHORTEST:
            self._horizontals.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= STRAIGHT and abs(y1 - y0) >= SHORTEST:
            self._verticals.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _is_dark(path: int, colour_of: Callable[..., Any]) -> bool:
    parts = (ctypes.c_uint * 4)()
    at = ctypes.addressof(parts)
    if not colour_of(path, at, at + 4, at + 8, at + 12):
        return True
    red, green, blue, alpha = parts
    return alpha > 40 and min(red, green, blue) < PALE


def _subpaths(path: int, affine: Affine) -> list[list[Point]]:
    """The corner points of each subpath, curves left out, a closed one ending where it began."""
    kind_of, point_of, is_closed = map(
        call, ("FPDFPathSegment_GetType", "FPDFPathSegment_GetPoint", "FPDFPathSegment_GetClose")
    )
    x, y = ctypes.c_float(), ctypes.c_float()
    subpaths: list[list[Point]] = []
    for index in range(min(call("FPDFPath_CountSegments")(path), MAX_OBJECTS)):
        segment = call("FPDFPath_GetPathSegment")(path, index)
        if kind_of(segment) in (_MOVE, _BEZIER) or not subpaths:
            subpaths.append([])
        point_of(segment, ctypes.addressof(x), ctypes.addressof(y))
        subpaths[-1].append(affine.point(x.value, y.value))
        if is_closed(segment):
            subpaths[-1].append(subpaths[-1][0])
    return [points for points in subpaths if len(points) > 1]
