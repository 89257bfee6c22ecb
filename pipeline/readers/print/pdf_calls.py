"""The pdfium calls made for every character and path, bound so that handles are plain integers.

``pypdfium2.raw`` returns typed pointers; making and comparing one costs more than the call itself, and a page has
thousands of characters. These are the same functions of the same library under cheaper prototypes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

_HANDLE, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double
_PROTOTYPES: dict[str, tuple[Any, ...]] = {  # name → result type, argument types
    "FPDFText_GetTextObject": (_HANDLE, _HANDLE, _INT),
    "FPDFText_GetUnicode": (ctypes.c_uint, _HANDLE, _INT),
    "FPDFText_GetCharOrigin": (_INT, _HANDLE, _INT, _HANDLE, _HANDLE),
    "FPDFText_GetLooseCharBox": (_INT, _HANDLE, _INT, _HANDLE),
    "FPDFText_GetMatrix": (_INT, _HANDLE, _INT, _HANDLE),
    "FPDFText_GetFontSize": (_DOUBLE, _HANDLE, _INT),
    "FPDFTextObj_GetFont": (_HANDLE, _HANDLE),
    "FPDFTextObj_GetTextRenderMode": (_INT, _HANDLE),
    "FPDFFont_GetBaseFontName": (ctypes.c_size_t, _HANDLE, _HANDLE, ctypes.c_size_t),
    "FPDFFont_GetWeight": (_INT, _HANDLE),
    "FPDFPage_CountObjects": (_INT, _HANDLE),
    "FPDFPage_GetObject": (_HANDLE, _HANDLE, _INT),
    "FPDFPageObj_GetType": (_INT, _HANDLE),
    "FPDFPageObj_GetMatrix": (_INT, _HANDLE, _HANDLE),
    "FPDFPageObj_GetStrokeColor": (_INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPageObj_GetFillColor": (_INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFFormObj_CountObjects": (_INT, _HANDLE),
    "FPDFFormObj_GetObject": (_HANDLE, _HANDLE, ctypes.c_ulong),
    "FPDFPath_GetDrawMode": (_INT, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPath_CountSegments": (_INT, _HANDLE),
    "FPDFPath_GetPathSegment": (_HANDLE, _HANDLE, _INT),
    "FPDFPathSegment_GetType": (_INT, _HANDLE),
    "FPDFPathSegment_GetPoint": (_INT, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPathSegment_GetClose": (_INT, _HANDLE),
}


@cache
def call(name: str) -> Callable[..., Any]:
    """A pdfium function under its cheap prototype; handles go in and come out as integers (None for null)."""
    import pypdfium2.raw as raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    function: Callable[..., Any] = ctypes.CFUNCTYPE(*_PROTOTYPES[name])(address)  # type: ignore[arg-type]
    return function


def handle_of(pointer: Any) -> int:
    """A typed pointer of ``pypdfium2.raw`` as an integer."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
