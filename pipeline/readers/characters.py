"""Characters as authors meant them: radicals back to ideographs, symbol fonts to symbols. A fixed table, not NFKC.

A font may map one glyph to an ideograph and to the radical that looks the same; some programs then write the radical
(U+2E80–2FDF). ``radicals.csv`` holds Unicode's Equivalent_Unified_Ideograph for them (14.0), with the simplified
form where a mainland text means that one (⼾ → 户). NFKC would miss 民 长 门 and change full-width punctuation.
"""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from pathlib import Path

_SYMBOLS = {0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF070: "▲", 0xF071: "❑", 0xF075: "◆", 0xF0A7: "▪", 0xF0A8: "◻",
            0xF0B7: "•", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0B2: "★", 0xF0AB: "★", 0xF073: "▲"}  # fmt: skip
_COMPATIBILITY = range(0xF900, 0xFB00)
HYPHEN_AT_LINE_END = "\x02"


@cache
def translation() -> dict[int, str]:
    """The table for ``str.translate``: radicals, compatibility ideographs, symbol-font code points, pdfium's hyphen."""
    with Path(__file__).with_name("radicals.csv").open(encoding="utf-8", newline="") as file:
        table = {int(row["code_point"], 16): row["ideograph"] for row in csv.DictReader(file)}
    for code in _COMPATIBILITY:
        plain = unicodedata.normalize("NFC", chr(code))
        if plain != chr(code):
            table[code] = plain
    return table | _SYMBOLS | {ord(HYPHEN_AT_LINE_END): "-", 0xAD: "-"}


def as_meant(text: str) -> str:
    """The text with every such character replaced."""
    return text.translate(translation())
