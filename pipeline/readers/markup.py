"""Markdown and HTML markup inside one line of text: dropped, what it said of bold kept."""

from __future__ import annotations

import html
import re

from pipeline.readers.rich import Rich, join_rich

_BLOCK_TAG = re.compile(r"</?(?:p|div|ol|ul|li|br|tr)\b[^<>]*>", re.I)
_INLINE_TAG = re.compile(r"</?(?:sub|sup|i|em|u|s|span|font|a|center|table|tbody|thead|td|th)\b[^<>]*>", re.I)
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]*>", re.I)
_SUBSCRIPT = re.compile(r"\$?(?<![A-Za-z])([A-Za-z]{1,4})[_^]\{([\d.]+)\}\$?|\$([A-Za-z]{1,4})[_^]([\d.]+)\$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_BOLD_MARK = "**"
_ANY_MARK = re.compile(r"[<*\\&\n]|[_^]\{|\$[A-Za-z]")


def from_markup(source: str) -> Rich:
    """Drop Markdown and HTML markup of one line or cell; block tags become newlines, bold survives in the mask."""
    if not _ANY_MARK.search(source):
        return Rich.of(source.strip())
    text = _BLOCK_TAG.sub("\n", _BOLD_TAG.sub(_BOLD_MARK, source))
    text = _SUBSCRIPT.sub(lambda m: (m[1] or m[3]) + (m[2] or m[4]), html.unescape(_INLINE_TAG.sub("", text)))
    pieces = text.split(_BOLD_MARK)
    if len(pieces) % 2 == 0:  # an unpaired mark is a character of the text
        pieces[-2:] = [_BOLD_MARK.join(pieces[-2:])]
    plain = [_ESCAPE.sub(r"\1", piece) for piece in pieces]
    return _tidy_newlines(join_rich(Rich.of(text, bold=number % 2 == 1) for number, text in enumerate(plain)))


def _tidy_newlines(text: Rich) -> Rich:
    lines = (line.strip() for line in text.split("\n"))
    return join_rich((line for line in lines if line.text), "\n")
