"""A stretch of text without the blanks and leftover markup that stand inside numbers and words, with a way back.

All language rules run on the compact text; mentions are mapped back so that quotes stand in the source verbatim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.numbers.numerals import narrow

_DROPPED = re.compile(
    r"(?<=[\u4e00-\u9fff”》）%\d])[\[［]\d{1,3}[\]］]|"  # the number of a note: “双协员”[21]305个
    r"</?[a-zA-Z][^<>]{0,40}>|[ \t\u00a0\u3000\u200b\ufeff\r]+|(?<=[A-Za-z])_?\{(?=[\d.]+\})|(?<=\d)\}"
)


@dataclass(frozen=True, slots=True)
class CompactText:
    """``text`` without blanks and markup, digits narrowed; ``origin[i]`` is the place of its i-th character."""

    text: str
    origin: tuple[int, ...]  # one more than the characters: the last is the end of the source

    @classmethod
    def of(cls, source: str) -> CompactText:
        """Compact ``source``: drops blanks and tags, keeps newlines (they end a sentence)."""
        kept: list[int] = []
        last = 0
        for gap in _DROPPED.finditer(source):
            kept.extend(range(last, gap.start()))
            last = gap.end()
        kept.extend(range(last, len(source)))
        return cls(narrow("".join(source[i] for i in kept)), (*kept, len(source)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the source that the compact range ``start:end`` covers."""
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1
