"""Cut a document into its parts: the letter in front, then each list, plan or annex under a title of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from pipeline.language.words.vocabulary import pattern_of
from pipeline.readers.document import Block, Document
from pipeline.readers.reflow import looks_like_title

_said = partial(pattern_of, "parts")

if TYPE_CHECKING:
    from pipeline.layouts.outline.stream import Token

ANNEX = re.compile(r"\s*附\s*[件表]\s*(?P<number>[\d一二三四五六七八九十]*)\s*[:：]?\s*$")
ANNEX_TITLED = re.compile(r"\s*附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[:：]?\s*(?P<title>(?![所中])\S.{4,60})$")
ANNEX_LIST = re.compile(r"\s*附\s*件\s*[:：]")
LETTERHEAD = re.compile(r"\S{2,40}文件\s*$")
_PLAIN = re.compile(r"[\u4e00-\u9fff\d“”\"《》（）()\s·—－-]+$")
_DATE_END = re.compile(r"[日号]\s*$")
_TITLE_START_LENGTH = 45


@dataclass(slots=True)
class Part:
    """A list, plan or annex: its title's blocks and its own blocks in reading order."""

    titles: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    is_annex: bool = False
    tokens: list[Token] | None = None  # filled by stream.tokens_of
    bold: list[tuple[int, int]] | None = None  # filled by clauses.bold_in

    @property
    def tables(self) -> list[Block]:
        """The blocks that are tables."""
        return [block for block in self.blocks if block.table is not None]


@dataclass(slots=True)
class Outline:
    """The document's parts; ``front`` is what stands before the first of them."""

    front: list[Block]
    parts: list[Part]


def outline(document: Document) -> Outline:
    """The front matter and the parts of a document, in reading order."""
    starts = _title_starts(document)
    if not starts:
        return _single_part(document)
    front = list(document.blocks[: starts[0][0]])
    parts = []
    ends = [first for first, _ in starts[1:]] + [len(document.blocks)]
    for (first, body), end in zip(starts, ends, strict=True):
        titles = list(document.blocks[first:body])
        text = "".join(_title_text(document, block) for block in titles)
        is_annex = any(_is_annex(document, block) for block in titles)
        parts.append(Part(titles, list(document.blocks[body:end]), text, is_annex))
    return Outline(front, parts)


def _single_part(document: Document) -> Outline:
    """A document without a list title of its own: the notice, table or text itself is the one part."""
    body = next((i for i, b in enumerate(document.blocks) if b.table or mark_of(document.slice(b))), 0)
    blocks = document.blocks
    titles = [block for block in blocks[:body] if is_notice_title(document.slice(block))]
    return Outline(list(blocks[:body]), [Part([], list(blocks[body:]), "".join(document.slice(b) for b in titles))])


def two_digits() -> str:
    """The pattern of a number of two digits that opens an item without a sign: 01 新增…, and not 10 平方公里."""
    return _said("two_digits").pattern


def mark_of(text: str, start: int = 0) -> re.Match[str] | None:
    """The mark of an item or a chapter with which a text opens."""
    return _said("mark").match(text, start)


def is_notice_title(text: str) -> bool:
    """Whether a line is the title of the notice that carries the list."""
    return len(text) < 120 and bool(_said("notice_title").search(text)) and not re.search(r"[。；;]", text)


def _title_starts(document: Document) -> list[tuple[int, int]]:
    """(index of the first title block, index of the first block after the title) of every part."""
    starts, index, in_annex_list = [], 0, False
    while index < len(document.blocks):
        text = document.slice(document.blocks[index])
        in_annex_list = _in_annex_list(document.blocks[index], text, in_annex_list)
        if in_annex_list or not _opens_part(document, index):
            index += 1
            continue
        body = index + 1
        while body < len(document.blocks) and _is_title_block(document, body):
            body += 1
        starts.append((_with_lines_above(document, index), body))
        index = body
    return _without_nested(starts)


def _in_annex_list(block: Block, text: str, was_in: bool) -> bool:
    """Whether a block belongs to the letter's list of annexes (附件：1. … 2. …)."""
    if block.table is not None:
        return False
    if ANNEX_LIST.match(text) and len(text) < 200 and not (ANNEX_TITLED.match(text) and "1" not in text):
        return True
    return was_in and bool(mark_of(text)) and len(text) < 60


def _opens_part(document: Document, index: int) -> bool:
    return _is_annex(document, document.blocks[index]) or _is_title_block(document, index)


def _is_annex(document: Document, block: Block) -> bool:
    return block.table is None and bool(ANNEX.match(document.slice(block)))


def _is_title_block(document: Document, index: int) -> bool:
    block = document.blocks[index]
    text = document.slice(block).strip()
    if block.table is not None or mark_of(text) or LETTERHEAD.match(text) or is_notice_title(text):
        return False
    return looks_like_title(text) and len(text) >= 6 and not text.startswith("《")


def _with_lines_above(document: Document, index: int) -> int:
    """The first line of a title that stands over several: plain short lines right above its last line."""
    first = index
    while first > 0 and index - first < 2:
        block = document.blocks[first - 1]
        text = document.slice(block).strip()
        short = block.table is None and 4 <= len(text) <= _TITLE_START_LENGTH and bool(_PLAIN.match(text))
        is_end = _DATE_END.search(text) or _said("signature").search(text)
        if not short or mark_of(text) or LETTERHEAD.match(text) or is_end:
            break
        if is_notice_title(text) or _said("no_title_line").search(text):
            break
        first -= 1
    return first


def _without_nested(starts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Titles that follow one another directly are one title."""
    merged: list[tuple[int, int]] = []
    for first, body in starts:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], body)
        else:
            merged.append((first, body))
    return merged


def _title_text(document: Document, block: Block) -> str:
    text = document.slice(block).strip()
    titled = ANNEX_TITLED.match(text)
    return "" if ANNEX.match(text) else titled["title"] if titled else text
