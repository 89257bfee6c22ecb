"""A piece of text that remembers which of its characters are bold; pure string work for the readers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pipeline.readers.document import Span

_BLOCK_TAG = re.compile(r"</?(?:p|div|ol|ul|li|br|tr)\b[^<>]*>", re.I)
_INLINE_TAG = re.compile(r"</?(?:sub|sup|i|em|u|s|span|font|a|center|table|tbody|thead|td|th)\b[^<>]*>", re.I)
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]*>", re.I)
_SUBSCRIPT = re.compile(r"\$?(?<![A-Za-z])([A-Za-z]{1,4})[_^]\{([\d.]+)\}\$?|\$([A-Za-z]{1,4})[_^]([\d.]+)\$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_BOLD_MARK = "**"
_ANY_MARK = re.compile(r"[<*\\&\n]|[_^]\{|\$[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Marked:
    """Text with one flag per character: ``bold[i]`` is '1' where ``text[i]`` is bold, else '0'."""

    text: str
    bold: str

    @classmethod
    def plain(cls, text: str) -> Marked:
        """Text without a bold character."""
        return cls(text, "0" * len(text))

    def __add__(self, other: Marked) -> Marked:
        return Marked(self.text + other.text, self.bold + other.bold)

    def __getitem__(self, part: slice) -> Marked:
        return Marked(self.text[part], self.bold[part])

    def strip(self) -> Marked:
        """Without blanks at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : start + len(self.text.strip())]

    def without(self, spans: list[tuple[int, int]]) -> Marked:
        """Without the characters of some ascending, disjoint spans."""
        kept, position = [], 0
        for start, end in spans:
            kept.append(self[position:start])
            position = end
        return _joined([*kept, self[position:]])

    def bold_spans(self, offset: int) -> tuple[Span, ...]:
        """The bold stretches, moved by ``offset``."""
        spans, position = [], offset
        for flag, run in groupby(self.bold):
            length = len(list(run))
            if flag == "1":
                spans.append(Span(position, position + length))
            position += length
        return tuple(spans)


def from_markup(source: str) -> Marked:
    """Drop Markdown and HTML markup of one line or cell; block tags become newlines, bold survives as flags."""
    if not _ANY_MARK.search(source):
        return Marked.plain(source.strip())
    text = _BLOCK_TAG.sub("\n", _BOLD_TAG.sub(_BOLD_MARK, source))
    text = _SUBSCRIPT.sub(lambda m: (m[1] or m[3]) + (m[2] or m[4]), html.unescape(_INLINE_TAG.sub("", text)))
    pieces = text.split(_BOLD_MARK)
    if len(pieces) % 2 == 0:  # an unpaired mark is a character of the text
        pieces[-2:] = [_BOLD_MARK.join(pieces[-2:])]
    plain = [_ESCAPE.sub(r"\1", piece) for piece in pieces]
    return _tidy_newlines(_joined(Marked(text, str(number % 2) * len(text)) for number, text in enumerate(plain)))


def _joined(parts: Iterable[Marked], mark: str = "") -> Marked:
    """The parts in a row, a plain ``mark`` between them."""
    parts = list(parts)
    return Marked(mark.join(part.text for part in parts), ("0" * len(mark)).join(part.bold for part in parts))


def _tidy_newlines(marked: Marked) -> Marked:
    lines, position = [], 0
    for line in marked.text.split("\n"):
        part = marked[position : position + len(line)].strip()
        position += len(line) + 1
        if part.text:
            lines.append(part)
    return _joined(lines, "\n")
