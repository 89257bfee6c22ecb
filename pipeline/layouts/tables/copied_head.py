"""The head of a table that was copied one cell a line: which lines it takes, and what the columns mean."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise

from pipeline.layouts.tables.column_heads import field_of
from pipeline.layouts.tables.table_rows import read_number
from pipeline.readers.document import Document

HEAD_LENGTH = 16
SECTION = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])[^。；;]{2,80}$")
MAX_COLUMNS, _MIN_COLUMNS = 14, 3
_UNKNOWN = 3  # heads that nobody knows, among those that tell what the table is
_NAMES = {"task", "content", "indicator", "goal"}  # a goal names the task where no other column does
_LONGER = 3  # characters of a table's title beside the head that it ends in
_TWO, _MOST_LINES = 2, 3  # lines of one broken head
_NARROW = 5  # characters of a line that a narrow cell broke
_NOT_HEAD = re.compile(r"[，。；,;]|^[\d.]+$|[:：]$")


@dataclasses.dataclass(frozen=True, slots=True)
class Head:
    """Where a head's lines stand among the blocks: the lines of each column, and its field."""

    groups: tuple[tuple[int, ...], ...]
    fields: tuple[str | None, ...]

    @property
    def first(self) -> int:
        """The index of the head's first line."""
        return self.groups[0][0]

    @property
    def end(self) -> int:
        """The index behind the head's last line."""
        return self.groups[-1][-1] + 1


def line_of(document: Document, place: int) -> str:
    """The text of a line without blanks, '' of a table."""
    block = document.blocks[place]
    return "" if block.table is not None else re.sub(r"\s+", "", document.slice(block))


def head_at(document: Document, first: int) -> Head | None:
    """The head that begins with a line, a word of it on each or broken over several where that tells more."""
    plain = _plain_head(document, first)
    broken = _broken_head(document, first) if plain is None or None in plain.fields else None
    if plain and broken and broken.fields.count(None) >= plain.fields.count(None):
        return plain
    return broken or plain


def _plain_head(document: Document, first: int) -> Head | None:
    """Short lines, known columns and few unknown ones, then a first cell."""
    fields: list[str | None] = []
    if _titles(document, first):
        return None
    for place in range(first, min(first + MAX_COLUMNS, len(document.blocks))):
        text = line_of(document, place)
        if not _may_be_head(text):
            break
        field = field_of(text)
        if field is None and (not fields or fields.count(None) >= _UNKNOWN or not _goes_on(document, place)):
            break
        fields.append(field)
    return Head(tuple((first + n,) for n in range(len(fields))), tuple(fields)) if _tells(fields) else None


def _titles(document: Document, place: int) -> bool:
    """Whether a line is the title of the table below: it ends in the first column's head (…主要指标 above 指标)."""
    below = line_of(document, place + 1) if place + 1 < len(document.blocks) else ""
    title = line_of(document, place)
    return bool(below) and len(title) > len(below) + _LONGER and title.endswith(below)


def _may_be_head(text: str) -> bool:
    return bool(text) and len(text) <= HEAD_LENGTH and not (_NOT_HEAD.search(text) or SECTION.match(text))


def _tells(fields: list[str | None]) -> bool:
    """Whether a head's fields tell what the table is."""
    known = {field for field in fields if field}
    return len(fields) >= _MIN_COLUMNS and len(known) >= _MIN_COLUMNS - 1 and bool(known & _NAMES)


def _goes_on(document: Document, place: int) -> bool:
    """Whether a line nobody knows stands among heads: a known head or the first row's number follows soon."""
    for following in (line_of(document, p) for p in range(place + 1, min(place + _UNKNOWN, len(document.blocks)))):
        if read_number(following) == 1 or (len(following) <= HEAD_LENGTH and field_of(following) is not None):
            return True
        if not following or len(following) > HEAD_LENGTH or _NOT_HEAD.search(following):
            return False
    return False


def _broken_head(document: Document, first: int) -> Head | None:
    """A head whose words stand over several lines (责任 / 领导); the rows' numbers tell how many columns it has."""
    if field_of(line_of(document, first)) != "number":
        return None
    end = first + 1
    while end < len(document.blocks) and _may_be_head(line_of(document, end)):
        end += 1
    width = _row_length(document, end) if end - first > _MIN_COLUMNS else 0
    if not _MIN_COLUMNS < width < end - first <= _MOST_LINES * width:
        return None
    groups = _grouped(document, first, end, width)
    fields = [field_of("".join(line_of(document, place) for place in group)) for group in groups]
    return Head(groups, tuple(fields)) if _tells(fields) and fields.count(None) < _UNKNOWN else None


def _row_length(document: Document, place: int) -> int:
    """The lines from the row with number 1, which stands at ``place``, to the one with 2; 0 where there is none."""
    if place >= len(document.blocks) or read_number(line_of(document, place)) != 1:
        return 0
    reach = range(place + _MIN_COLUMNS, min(place + 2 * MAX_COLUMNS, len(document.blocks)))
    return next((p - place for p in reach if read_number(line_of(document, p)) == 2), 0)


def _grouped(document: Document, first: int, end: int, width: int) -> tuple[tuple[int, ...], ...]:
    """The cut of a head's lines into so many columns in which most words mean something."""
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(first, 0): (0.0, (first,))}
    for column in range(width):
        for start in range(first, end):
            if (start, column) not in best:
                continue
            score, cuts = best[start, column]
            for stop in range(start + 1, min(start + _MOST_LINES, end) + 1):
                total = score + _worth(document, start, stop)
                if total > best.get((stop, column + 1), (-1.0, ()))[0]:
                    best[stop, column + 1] = (total, (*cuts, stop))
    cuts = best.get((end, width), (0.0, (first, end)))[1]
    return tuple(tuple(range(a, b)) for a, b in pairwise(cuts))


def _worth(document: Document, start: int, stop: int) -> float:
    """How well some lines make one head: known as a whole, and best where no line of them is known by itself."""
    lines = [line_of(document, place) for place in range(start, stop)]
    if field_of("".join(lines)) is None:
        return 0.0
    if len(lines) == 1:
        return 2.0
    wide = sum(len(line) > _NARROW for line in lines)
    return 2.0 - 0.5 * sum(field_of(line) is not None for line in lines) - wide - 0.5 * (len(lines) > _TWO)
