"""Text that lost its line breaks, or the tabs of its tables: taken apart where its own numbering allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from pipeline.language.words.vocabulary import pattern_of

_head = partial(pattern_of, "text_tables")

_SHORTEST, _MARKS, _LETTER = 80, 3, 60  # characters of a line, marks in order, characters of a plain title before them
_ROWS, _COLUMNS, _HEAD_LENGTH = 2, 3, 12
_NUMERALS = ["", *"一二三四五六七八九十", *("十" + digit for digit in "一二三四五六七八九"), "二十"]
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MARK = re.compile(
    rf"(?<![一二三四五六七八九十第、])(?P<a>{_NUMERAL})、|[（(](?P<b>{_NUMERAL})[)）]|(?<![\d.．—-])(?P<c>\d{{1,2}})[.．、](?!\d)"
)
# Where the lines of a letter ended: behind its title, its number, its salutation, its sentences, its signature's date.
_LETTER_ENDS = re.compile(
    r"的通知(?![》”])|〔20\d\d〕\d{1,4}号(?![文）)])|(?:各[^。：:]{2,80}|部门|单位)[:：]|。(?=[\u4e00-\u9fff]{2,16}(?:政府|办公室|委员会)\s*20\d\d年)"
    r"|(?:人民政府|办公室|委员会)(?=\s*20\d\d年\d{1,2}月\d{1,2}日)|(?<=月)\d{1,2}日(?=\s*(?:20\d\d|[\u4e00-\u9fff]{2,}))"
)
_NUMBER = re.compile(r"\d{1,3}[.．、]?$")
_WIDE = re.compile(r"[ \u3000]{2,}")
_FEW_COLUMNS = 3  # apart by wide blanks, where no column counts the rows
_Row = tuple[int, list[str]]  # a line's place and its cells
_CELL = 8  # characters of a row's longest cell: rows of names have none so long


def one_line(line: str) -> list[str]:
    """The paragraphs of a whole document on one line, by marks that count on: 一、…1.…2.…二、…; [] where they do not.

    A table's rows come back with tabs, each as long as its head; the letter before the first mark is cut where its
    parts end.
    """
    if len(line) < _SHORTEST or "\t" in line or "各位代表" in line:  # a speech's headings end in no sign
        return []
    if rows := _rows_in(line.split()):
        return rows
    marks = list(_in_order(line))
    if len(marks) < _MARKS:
        return []
    letter = line[: marks[0]]
    cuts = [match.end() for match in _LETTER_ENDS.finditer(letter)] if len(letter.strip()) > _LETTER else []
    bounds = [0, *cuts, *marks, len(line)]
    return [line[a:b].strip() for a, b in pairwise(bounds) if line[a:b].strip()]


def _in_order(line: str) -> Iterator[int]:
    """Where marks stand that count on from the last of their level, or begin anew under one above."""
    last = {"a": 0, "b": 0, "c": 0}
    may_begin = {"b": True, "c": True}
    for match in _MARK.finditer(line):
        level = str(match.lastgroup)
        number = (
            int(match[level]) if level == "c" else _NUMERALS.index(match[level]) if match[level] in _NUMERALS else 0
        )
        if number != last[level] + 1 and not (number == 1 and may_begin.get(level)):
            continue
        last[level] = number
        may_begin = {lower: lower > level or (may_begin[lower] and lower != level) for lower in may_begin}
        yield match.start()


def with_columns(lines: list[str]) -> list[str]:
    """Lines with the tabs their table lost: a head 序号 任务 …, then rows with a number and as many cells.

    A head that counts no rows (项目  目标任务  责任单位) is known by its nouns and the wide blanks between them.
    """
    found = list(lines)
    for rows in (*_tables_by_nouns(lines), *_tables_by_numbers(lines)):
        for place, row in rows:
            found[place] = "\t".join(row)
    return found


def _tables_by_nouns(lines: list[str]) -> Iterator[list[_Row]]:
    for place, line in enumerate(lines):
        head = _WIDE.split(line.strip())
        if len(head) >= _FEW_COLUMNS and all(len(w) <= _HEAD_LENGTH and _head("noun").search(w) for w in head):
            rows = _wide_rows(lines, place, len(head))
            if len(rows) >= _ROWS and any(len(cell) >= _CELL for _, row in rows for cell in row):
                yield [(place, head), *rows]


def _tables_by_numbers(lines: list[str]) -> Iterator[list[_Row]]:
    for place, line in enumerate(lines):
        head = line.split()
        if "\t" not in line and "|" not in line and _is_head(head):
            rows = [(p, row) for p in range(place + 1, len(lines)) if (row := _row(lines[p], len(head)))]
            if len(rows) >= _ROWS:
                yield [(place, head), *rows]


def _wide_rows(lines: list[str], head: int, width: int) -> list[_Row]:
    """The rows right below a head whose cells stand apart by wide blanks, blank lines between them left out."""
    rows: list[_Row] = []
    for place in range(head + 1, len(lines)):
        cells = _WIDE.split(lines[place].strip())
        if len(cells) == width:
            rows.append((place, cells))
        elif lines[place].strip():
            break
    return rows


def _is_head(words: list[str]) -> bool:
    is_row = len(words) >= _COLUMNS and all(len(word) <= _HEAD_LENGTH for word in words)
    return is_row and bool(_head("number").match(words[0]))


def _row(line: str, width: int) -> list[str]:
    """The cells of a row; blanks behind the last column's first are its own. [] where the line is no row."""
    cells = line.split(None, width - 1)
    return cells if len(cells) == width and _NUMBER.match(cells[0]) and "\t" not in line else []


def _rows_in(words: list[str]) -> list[str]:
    """A title, a table's head and its rows on one line: each row has as many words as its head."""
    first = next((place for place, word in enumerate(words) if _head("number").match(word)), None)
    one = next((place for place, word in enumerate(words) if first is not None and place > first and word == "1"), None)
    if first is None or one is None or not _is_head(words[first:one]):
        return []
    width = one - first
    rows = [words[start : start + width] for start in range(first, len(words), width)]
    counted = all(_NUMBER.match(row[0]) and int(re.sub(r"\D", "", row[0])) == n for n, row in enumerate(rows[1:], 1))
    if len(rows) <= _ROWS or not counted or len(rows[-1]) != width:
        return []
    return [*(["".join(words[:first])] if first else []), *map("\t".join, rows)]
