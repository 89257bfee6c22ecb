"""Names that a file system or a spreadsheet takes, made from names that come out of documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# What Windows or a workbook forbids, and what shows nothing.
_FORBIDDEN = re.compile(r'[\[\]*?/\\:<>|"\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
SHEET_NAME_LIMIT = 31  # Excel's, in UTF-16 units
FILE_NAME_LIMIT = 80
_RESERVED = {"history", "con", "prn", "aux", "nul"}


def unique_names(wanted: Iterable[str], limit: int = FILE_NAME_LIMIT) -> list[str]:
    """Each name mended and cut to ``limit``; names that differ by case or by what was mended get a number."""
    taken: set[str] = set()
    names = []
    for name in wanted:
        mended = _mended(name)
        number, found = 1, _cut(mended, limit)
        while found.casefold() in taken:
            number += 1
            found = f"{_cut(mended, limit - 1 - len(str(number)))}~{number}"
        taken.add(found.casefold())
        names.append(found)
    return names


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names for the sheets of one workbook."""
    return unique_names(wanted, SHEET_NAME_LIMIT)


def _mended(name: str) -> str:
    text = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" '.")
    return f"_{text}" if not text or text.casefold() in _RESERVED else text


def _cut(name: str, limit: int) -> str:
    """As much of a name as fits; characters beyond the basic plane count double, as in a spreadsheet."""
    return name.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore").rstrip(" '.")
