"""What stands in brackets, quotation marks or the signs of a title: it is whole, and no part of the words around."""

from __future__ import annotations

import re

BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_ENCLOSED = re.compile(r"[（(][^（()）\n]*[)）]|“[^“”\n]*”|‘[^‘’\n]*’|《[^《》\n]*》|\"[^\"\n]{0,40}\"")
TITLES = re.compile(r"《[^《》\n]*》")
_BLANK = "□"


def enclosed(text: str) -> list[tuple[int, int]]:
    """Where what is enclosed stands, its signs included."""
    return [match.span() for match in _ENCLOSED.finditer(text)]


def shielded(text: str, signs: re.Pattern[str] = _ENCLOSED) -> str:
    """The text with everything enclosed blanked, or only what ``signs`` enclose (``TITLES``), same length."""
    return signs.sub(lambda match: _BLANK * len(match[0]), text)


def without_brackets(text: str) -> str:
    """The text without its brackets and what stands in them."""
    return BRACKET.sub("", text)


def parts_between(text: str, signs: re.Pattern[str]) -> list[str]:
    """What stands between signs outside of anything enclosed, empty parts left out."""
    parts, start = [], 0
    for sign in signs.finditer(shielded(text)):
        parts.append(text[start : sign.start()])
        start = sign.end()
    return [part for part in (*parts, text[start:]) if part]
