"""Rules and pictures of a PDF page, from its path and image objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from pipeline.readers.pages.geometry import PALE, Affine, Point, Rules
from pipeline.readers.pages.model import Page
from pipeline.readers.print.pdf_calls import call, handle_of

MAX_OBJECTS = 60_000  # a page with more paths than this is a drawing (a map), not a table
FORM_DEPTH = 6
_SCALE = 100
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # kinds of page objects
_BEZIER, _MOVE = 1, 2  # kinds of path segments


def page_affine(page: Any, width: float, height: float) -> Affine:
    """From a page's own coordinates to points from the top left of the page as shown (crop and rotation undone)."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_int(), ctypes.c_int()

    def shown(px: float, py: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page, 0, 0, round(width * _SCALE), round(height * _SCALE), 0, px, py, x, y)
        return x.value / _SCALE, y.value / _SCALE

    (e, f), (ax, ay), (cx, cy) = shown(0, 0), shown(1000, 0), shown(0, 1000)
    return Affine((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)


class RuleReader:
    """Finds the rules of one page and how much of it pictures cover; fills both into the page model."""

    def __init__(self, page: Any, affine: Affine, result: Page) -> None:
        import pypdfium2.raw as raw

        self._page, self._affine, self._result = handle_of(page.raw), affine, result
        self._matrix = raw.FS_MATRIX()
        self._seen = 0
        self._rules = Rules()

    def read(self) -> None:
        """Walk the page's objects, text left out; a page with more objects than a table has is a drawing."""
        count = call("FPDFPage_CountObjects")(self._page)
        get_object, kind_of = call("FPDFPage_GetObject"), call("FPDFPageObj_GetType")
        for index in range(count if count <= MAX_OBJECTS else 0):
            item = get_object(self._page, index)
            kind = kind_of(item)
            if kind != _TEXT:
                self._read_object(item, kind, self._affine, 0)
        self._rules.write_to(self._result)
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
                self._rules.stroke(points)
        elif fill.value and _is_dark(path, call("FPDFPageObj_GetFillColor")):
            for points in _subpaths(path, affine):
                self._rules.fill(points)


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
