"""Fills the page model by pdfium: the fast engine. Characters by position, rules from path objects."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.readers.characters import translation
from pipeline.readers.pages.model import Glyph, Page
from pipeline.readers.print.pdf_calls import call, handle_of
from pipeline.readers.print.pdf_paths import RuleReader, page_affine
from pipeline.readers.rich import UNPRINTABLE

HYPHEN = 2  # what pdfium writes for a hyphen at a line's end
_NO_PRINT = frozenset(map(ord, re.findall(rf"[{UNPRINTABLE}\t-\r]", "".join(map(chr, range(0x10000)))))) - {HYPHEN}
BOLD_WEIGHT = 600
_CALLS = ("FPDFText_GetTextObject", "FPDFText_GetUnicode", "FPDFText_GetCharOrigin")
_STYLE_CALLS = (
    "FPDFText_GetMatrix",
    "FPDFText_GetFontSize",
    "FPDFTextObj_GetFont",
    "FPDFTextObj_GetTextRenderMode",
)
BOLD_NAME = re.compile(r"bold|heavy|black|demi|xiaobiao|(?<!zen)hei(?!ti-?light)|黑体|加粗", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


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

    def index_of(self, handle: int) -> int:
        """The index of a font by its handle."""
        if handle not in self._index:
            buffer = ctypes.create_string_buffer(256)
            call("FPDFFont_GetBaseFontName")(handle, ctypes.addressof(buffer), 256)
            name = _SUBSET.sub("", buffer.value.decode("utf-8", "ignore"))
            is_bold = call("FPDFFont_GetWeight")(handle) >= BOLD_WEIGHT or bool(BOLD_NAME.search(name))
            self._index[handle] = len(self.known)
            self.known.append(Font(name, is_bold))
        return self._index[handle]


@dataclass(frozen=True, slots=True)
class _Style:
    """How one text object is set: effective height and width of its square, bold, direction, font."""

    size: float
    advance: float
    is_bold: bool
    turns: int  # quarter turns counter-clockwise that bring it upright; -1 where it is printed at another angle
    font: int


class _PageReader:
    """Reads one page; raw pdfium calls throughout, because a page has thousands of characters."""

    def __init__(self, page: Any, number: int, fonts: Fonts) -> None:
        import pypdfium2.raw as raw

        self._page, self._fonts, self._matrix = page, fonts, raw.FS_MATRIX()
        self._matrix_, self._stroked = ctypes.addressof(self._matrix), raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        self._matrix_of, self._size_of, self._font_of, self._mode_of = map(call, _STYLE_CALLS)
        self._box = raw.FS_RECTF()
        self._styles: dict[tuple[float, ...], _Style] = {}
        width, height = page.get_size()
        self._result = Page(number, width, height)
        self._affine = page_affine(page, width, height)

    def read(self) -> Page:
        """The page's glyphs and rules."""
        for turns in self._read_text():
            self._turn(turns)
        RuleReader(self._page, self._affine, self._result).read()
        return self._result

    def _turn(self, turns: int) -> None:
        """Start again with the page turned: most of its text is printed sideways (a wide table on an upright page)."""
        result = self._result
        for _ in range(turns):
            self._affine = self._affine.turned(result.width)
            result.width, result.height = result.height, result.width
        result.turns = turns
        result.glyphs.clear()
        self._styles.clear()
        self._read_text()

    def _read_text(self) -> list[int]:
        """The characters in the order of the page's content; returns the quarter turns the page needs, if any.

        Those that pdfium made up (blanks, line ends) belong to no text object and are left out. One long loop without
        a call of our own: it runs once for every character.
        """
        text_page = self._page.get_textpage()
        handle, affine, table = handle_of(text_page.raw), self._affine, translation()
        object_of, code_of, origin_of = map(call, _CALLS)
        x, y = ctypes.c_double(), ctypes.c_double()
        x_, y_ = ctypes.addressof(x), ctypes.addressof(y)
        styles: dict[int, _Style] = {}
        glyphs = self._result.glyphs
        tilted: list[str] = []
        sideways = Counter[int]()
        for index in range(text_page.count_chars()):
            text_object = object_of(handle, index)
            code = code_of(handle, index)
            if text_object is None or code in _NO_PRINT:
                continue
            if (style := styles.get(text_object)) is None:
                style = styles[text_object] = self._style(handle, index, text_object)
            text = table.get(code) or chr(code)
            if style.turns != 0:
                tilted.append(text)
                sideways[style.turns] += 1
                continue
            origin_of(handle, index, x_, y_)
            x0, baseline = affine.point(x.value, y.value)
            width = style.advance if 0x4E00 <= code <= 0x9FFF else self._far_side(handle, index) - x0
            glyphs.append(Glyph(text, x0, x0 + max(width, 0.0), baseline, style.size, style.is_bold, style.font))
        self._result.tilted = "".join(tilted)
        text_page.close()
        return [turns for turns, count in sideways.most_common(1) if turns > 0 and count > len(glyphs)]

    def _far_side(self, handle: int, index: int) -> float:
        """The x at which a character ends."""
        call("FPDFText_GetLooseCharBox")(handle, index, ctypes.addressof(self._box))
        box = self._box
        return max(self._affine.point(box.left, box.top)[0], self._affine.point(box.right, box.bottom)[0])

    def _style(self, handle: int, index: int, text_object: int) -> _Style:
        """How a text object is set; worked out only where font, size or matrix differ from all seen before."""
        self._matrix_of(handle, index, self._matrix_)
        m, size = self._matrix, self._size_of(handle, index)
        font = self._fonts.index_of(self._font_of(text_object) or 0)
        is_stroked = self._mode_of(text_object) == self._stroked
        key = (font, size, m.a, m.b, m.c, m.d, is_stroked)
        if (style := self._styles.get(key)) is None:
            shown = self._affine.after(m)
            bold = self._fonts.known[font].is_bold or is_stroked
            height, advance = size * math.hypot(shown.c, shown.d), size * math.hypot(shown.a, shown.b)
            style = self._styles[key] = _Style(height, advance, bold, shown.text_turns(), font)
        return style
