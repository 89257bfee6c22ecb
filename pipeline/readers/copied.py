"""Text copied from a page: tables that keep one cell a line, and pages whose line breaks were lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from pipeline.language.words.vocabulary import pattern_of
from pipeline.readers.one_line import one_line, with_columns

_head = partial(pattern_of, "text_tables")

_CELL_LENGTH, _RUN = 16, 3
_NO_CELL = re.compile(r"[，。；：,;:！？]|[日号]$")
_BLANKED = re.compile(r"[^\s。；;]{1,60}(?:\s{1,40}[^\s。；;]{1,60}){2,40}。?$|\d{1,3}\s{1,40}\S{1,60}\s{1,40}\S")
_EMPTY_ROW = re.compile(r"(?m)^[ \t]*\|[ \t]*\n[ \t]*\|{2,}[ \t]*\n")  # of a table copied one cell a line
_WIDE_NAME = re.compile(
    # 周　一, in one cell; 是　否 are two
    r"(?<=(?<!\S)(?![是否有无])[\u4e00-\u9fff])(?:[ \u3000]{2,8}|\u3000)(?=(?![是否有无])[\u4e00-\u9fff](?!\S))"
)
_NUMBERED = re.compile(r"\d{1,3}\s")
_GLUED_LENGTH, _GLUED_MARKS = 120, 3
_WHOLE = 0.6  # share of a page that one line holds where its breaks were lost
_NUMERAL = "一二三四五六七八九十"
# Where a new paragraph began, behind a blank that is left of its line break.
_OPENING = re.compile(
    rf"(?<=[\s\u3000])(?:[{_NUMERAL}]{{1,3}}、|[（(][{_NUMERAL}]{{1,3}}[)）]|\d{{1,3}}[.．、](?!\d)"
    rf"|(?:附\s*件\s*\d*|[\u4e00-\u9fff]{{0,4}}(?:单位|部门|领导|时限))\s*[:：])"
)
_COUNT = re.compile(r"(?<=[。；;：:])(?P<n>\d{1,2})[、.．](?!\d)")
_LABEL = re.compile(r"(?<=[\s\u3000])[\u4e00-\u9fff]{2,8}(?=[:：])")  # 项目责任人：, where it comes again and again
_SENTENCE_BEFORE = re.compile(r"[。；;：:！局委办会院厅部室县市区镇乡街道长员）)作要点]\s*$")


# In a speech a blank is left of each lost break; one inside a sentence or a name (2 000 元, 周 一) is not.
_SPEECH_LENGTH, _SPEECH_HEADING = 300, 45
_WIDE = 3  # blanks that no sentence has inside it
_FEW_WORDS = re.compile(rf"[^，,。；]*$|[{_NUMERAL}]{{1,3}}、[^。；]*$")
_LEFT_BLANK = re.compile(r"(?<=[^\sA-Za-z\d])[ \u3000]+(?=[^\sA-Za-z\d]|20\d\d年|\d{1,2}[.．、])")


def lines_of(page: str) -> Iterator[tuple[str, bool]]:
    """The lines of a page, each with whether it is one whole cell of a copied table: no other line goes on with it."""
    whole = _EMPTY_ROW.sub("", page).split("\n")
    is_one = max(map(len, whole)) >= _WHOLE * len(page.strip())
    parts = [(_unglued(line), line) for line in whole]
    lines = [part for cut, line in parts for part in (is_one and len(cut) == 1 and one_line(line)) or cut]
    lines = with_columns(_spread(lines))
    first = _first_cell(lines)
    above = max((place for place in range(first or 0) if lines[place].strip()), default=None)
    if above is not None and _opens_row(lines, above):  # a sign stands before each row too
        lines = [line for place, line in enumerate(lines) if place < above or not _opens_row(lines, place)]
        first = above
    for number, line in enumerate(lines):
        is_cell = first is not None and number >= first
        yield (_without_pipe(line) if is_cell else line), is_cell


def _spread(lines: list[str]) -> list[str]:
    """Rows copied one a line, cells apart by blanks (序号 指标 单位 目标 完成数): each cell a line of its own."""
    first = next((place for place, line in enumerate(lines) if _is_head_of_blanks(line)), None)
    if first is None:
        return lines
    end = first + 1
    while end < len(lines) and _BLANKED.match(lines[end].strip()):
        end += 1
    rows = [_WIDE_NAME.sub("", line) for line in lines[first + 1 : end]]
    lines, width = [*lines[: first + 1], *rows, *lines[end:]], len(lines[first].split())
    is_even = all(len(row.split(None, width - 1)) == width for row in rows)  # then tabs are enough
    if is_even or sum(bool(_NUMBERED.match(row.strip())) for row in rows) < _RUN - 1:
        return lines
    cells = [cell for line in lines[first:end] for cell in _words(line)]
    return [*lines[:first], "", *(part for cell in cells for part in (cell, "")), *lines[end:]]


def _is_head_of_blanks(line: str) -> bool:
    words = _words(line)
    if re.search(r"[\t|]", line):  # signs part the cells: an empty one keeps its place
        return False
    return len(words) > _RUN and bool(_head("number").match(words[0])) and all(map(_may_be_cell, words[1:]))


def _words(line: str) -> list[str]:
    """The cells of a row: what blanks set apart, letters set wide (备  注) together."""
    return re.sub(r"(?<=(?<!\S)[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?!\S))", "", line).split()


def _opens_row(lines: list[str], place: int) -> bool:
    """Whether a line is nothing but the sign before a row: the head's first word or a number follows."""
    following = next((line for line in lines[place + 1 :] if line.strip()), "").strip().rstrip("|").strip()
    return lines[place].strip() == "|" and bool(_head("number").match(following) or re.fullmatch(r"\d{1,3}", following))


def _without_pipe(line: str) -> str:
    """A cell without the sign that ends it; an empty one is its sign."""
    return line.rstrip()[:-1] if _ends_in_pipe(line) and line.strip() != "|" else line


def _ends_in_pipe(line: str) -> bool:
    """Whether the line's one pipe sign is its last character."""
    text = line.rstrip()
    return text.endswith("|") and text.count("|") == 1


def _first_cell(lines: list[str]) -> int | None:
    """Where a table copied one cell a line begins: at a run of short lines set apart, with a head's first word."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for place in range(len(filled) - _RUN + 1):
        run = filled[place : place + _RUN]
        if all(_may_be_cell(lines[number]) for number in run) and _is_set_apart(lines, run):
            above = filled[place - 1] if place else None
            opens = above is not None and bool(_ends_in_pipe(lines[above]) or _head("number").match(lines[above]))
            return above if opens else run[0]
    return None


def _may_be_cell(line: str) -> bool:
    text = line.strip().rstrip("|").strip()
    return len(text) <= _CELL_LENGTH and not _NO_CELL.search(text) and "\t" not in line


def _is_set_apart(lines: list[str], run: list[int]) -> bool:
    """Whether the run is a head's: it opens with 序号, or each line is ended by a sign or a blank line."""
    if _head("number").match(lines[run[0]].strip().rstrip("|").strip()):
        return True
    ended = all(_ends_in_pipe(lines[number]) for number in run)
    return ended or all(after - before > 1 for before, after in pairwise(run))


def _unglued(line: str) -> list[str]:
    """The paragraphs of a line that holds several: marks of structure behind blanks, where the breaks were lost."""
    if len(line) < _GLUED_LENGTH:
        return [line]
    if len(line) >= _SPEECH_LENGTH and "各位代表" in line:
        return _spoken(line)
    openings = _openings(line)
    starts = [start for start in openings if _SENTENCE_BEFORE.search(line[:start])]
    starts = openings if len(starts) >= _GLUED_MARKS else []
    bounds = [0, *starts, len(line)]
    return [line[a:b] for a, b in pairwise(bounds) if line[a:b].strip()]


def _openings(line: str) -> list[int]:
    """Where paragraphs may have begun: at marks of structure, and at labels that come more than once."""
    labels = list(_LABEL.finditer(line))
    counts = Counter(match[0] for match in labels)
    repeated = (match.start() for match in labels if counts[match[0]] > 1)
    return sorted({*repeated, *_counted(line), *(match.start() for match in _OPENING.finditer(line))})


def _counted(line: str) -> list[int]:
    """Where numbers that count up from 1 stand behind a sentence's end: 其中：1、甲项目。正在施工。2、乙项目。…"""
    found: list[int] = []
    for match in _COUNT.finditer(line):
        if int(match["n"]) == len(found) + 1:
            found.append(match.start())
    return found if len(found) >= _GLUED_MARKS else []


def _spoken(line: str) -> list[str]:
    """The paragraphs of a speech on one line: each ends with its sentence, or is a title's or heading's few words."""
    found, start = [], 0
    for gap in _LEFT_BLANK.finditer(line):
        piece = line[start : gap.start()]
        if (
            len(gap[0]) >= _WIDE
            or piece[-1:] in "。！!：:；"
            or (len(piece) <= _SPEECH_HEADING and _FEW_WORDS.match(piece))
        ):
            found.append(piece)
            start = gap.end()
    return [*found, line[start:]]
