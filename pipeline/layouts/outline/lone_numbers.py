"""Numbers that stand on lines of their own above what they count: 01, then the matter, 02, then the next."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\s*(?P<n>\d{1,2})\s*")
_FEWEST = 3


def lone_numbers(text: str, spans: list[tuple[int, int]]) -> dict[int, int]:
    """The numbers among paragraphs that count from one on, by where they stand; {} for fewer than three (01: two)."""
    found: dict[int, int] = {}
    for start, end in spans:
        match = _NUMBER.fullmatch(text, start, end)
        if match and int(match["n"]) == len(found) + 1:
            found[start] = len(found) + 1
    few = sum(text[start:].lstrip().startswith("0") for start in found)
    return found if max(len(found), few + 1) >= _FEWEST else {}
