"""Plain text and Markdown → Document: markup dropped, paragraphs and tables made whole over line and page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from pipeline.errors import SetAside
from pipeline.language.words.vocabulary import pattern_of
from pipeline.readers.builder import DocumentBuilder, ParagraphDraft
from pipeline.readers.copied import lines_of
from pipeline.readers.document import Document
from pipeline.readers.markup import from_markup
from pipeline.readers.reflow import (
    CJK,
    breaks_off_title,
    continues,
    drop_wrap_blanks,
    has_open_bracket,
    is_open,
    item_number,
    join,
)
from pipeline.readers.rich import INVISIBLE, Rich, join_rich
from pipeline.readers.text_tables import Grid, cell_text, is_rest_of_row, repeats_head, table_of

_said = partial(pattern_of, "plain_text")

_ENCODINGS = ("utf-8-sig", "gb18030")
_LONG_BLANKS = re.compile(r"\v|[ \t\xa0\u2002-\u200a\u3000]{200,}")  # no columns: nobody counts so many blanks
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")
_KEYCAP = re.compile("(\\d)\ufe0f?\u20e3")  # a number drawn as a key: 1️⃣
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(?=\S)")
_BULLET = re.compile(r"\s{0,3}[-*+•]\s+(?!\d{1,3}\s*[-—–])")
_LEADING_MARK = re.compile(rf"\s{{0,3}}(?:>\s*)+|{_BULLET.pattern}")
_RULE_LINE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_PAGE_NUMBER = re.compile(
    r"\s*+(?:[-—–－]+\s*+\d{1,4}\s*+[-—–－]+|第\s*+\d+\s*+页(?:\s*+[,，/]?\s*+共\s*+\d+\s*+页)?)\s*+$"
)
_SPACED_LETTERS = re.compile(rf"\s*[{CJK}](?:[ \u3000]+[{CJK}]){{1,7}}\s*$")
_IMAGE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*$")
_IMAGE_FILE = re.compile(r"\s*[^\s，。；：]{1,60}\.(?:png|jpe?g|gif|bmp|webp)\s*$", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)[|｜]")
_FENCE = re.compile(r"^\s*[|｜]|[|｜]\s*$")
_FEWEST_BARS, _FEWEST_ROWS = 2, 3
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*$")
_TAILED_ROW = re.compile(r"\s*[^|\s][^|]*(?:\|[^|]*){2,}\|\s*$")  # a | b | c |
_PIPE_RULE = re.compile(r"^(?=[\s:|-]*+$).*--")
_AROUND, _FULL = 12, 0.6
_OPENING, _CLOSING = "（(【〔[", "）)】〕]"
_NO_OPENING = str.maketrans("", "", _OPENING)
_LIST_ITEM = re.compile(r"\s{0,60}\d{1,2}\s{0,9}[.．、]")


@dataclass(slots=True)
class _Paragraph:
    content: Rich
    page: int | None
    level: int | None


@dataclass(slots=True)
class _State:
    parts: list[_Paragraph | Grid] = field(default_factory=list)
    builder: DocumentBuilder = field(default_factory=DocumentBuilder)
    last_item: int | None = None
    width: int = 0  # how wide the lines around are: a line that was wrapped fills its page
    last_width: int = 0
    is_cell: bool = False  # the line at hand is a cell of a table copied one cell a line
    is_set_apart: bool = False  # a blank line stands before the line at hand
    ahead: str = ""  # the text from the line at hand on, as far as a bracket may reach


def read_text(content: bytes, file_name: str) -> Document:
    """Read a plain-text or Markdown file.

    ``content`` in UTF-8 (with or without BOM), UTF-16 with BOM or GB18030, any line ends; a form feed ends a page.
    Tab-separated and pipe-separated lines become tables. Raises ``SetAside`` (empty, damaged).
    """
    text = _decode(content, file_name)
    if not text.strip():
        raise SetAside("empty", found=f"{file_name} holds no text", expected="a document's text",
                       advice="Download the document again; nothing can be read from this file.")  # fmt: skip
    pages = text.split("\f") if "\f" in text else [text]
    state = _State()
    for number, page in enumerate(pages, start=1):
        lines = list(lines_of(_fenced(page)))
        for place, (line, state.is_cell) in enumerate(lines):
            state.width = max(len(near.strip()) for near, _ in lines[max(0, place - _AROUND) : place + _AROUND])
            state.ahead = "".join(near for near, _ in lines[place : place + _AROUND])
            _take_line(state, line, number if len(pages) > 1 else None)
            state.last_width = len(line.strip()) or state.last_width
        _break_grid(state)
    return _assemble(state, len(pages) if len(pages) > 1 else None)


def _fenced(page: str) -> str:
    """A page, with bars at both ends of the lines that only bars between their cells make rows of one table.

    Several such lines have to follow one another with as many bars, and the first has to head columns; a menu does not.
    """
    lines: list[str] = []
    for bars, group in groupby(page.split("\n"), key=_bars_between):
        run = list(group)
        is_table = bars >= _FEWEST_BARS and len(run) >= _FEWEST_ROWS and _is_head(run[0])
        lines += [f"|{_BAR.sub('|', line)}|" for line in run] if is_table else run
    return "\n".join(lines)


def _is_head(line: str) -> bool:
    heads = [pattern_of("text_tables", name) for name in ("number", "noun")]
    return sum(any(head.search(cell.strip()) for head in heads) for cell in _BAR.split(line)) >= _FEWEST_BARS


def _bars_between(line: str) -> int:
    return 0 if _FENCE.search(line) else len(_BAR.findall(line))


def _decode(content: bytes, file_name: str) -> str:
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            text = _LINE_END.sub("\n", content.decode(encoding))
            text = _KEYCAP.sub(r"\1.", text)
            return _LONG_BLANKS.sub(" ", INVISIBLE.sub("", text))
        except UnicodeDecodeError:
            continue
    raise SetAside("damaged", found=f"{file_name} is neither UTF-8 nor GB18030 throughout",
                   expected="text in one encoding", advice="Save the file as UTF-8 and drop it again.")  # fmt: skip


def _take_line(state: _State, line: str, page: int | None) -> None:
    """Put one line where it belongs: an aside, a table row, a new paragraph or the one before."""
    if not line.strip():
        _break_grid(state)
        state.is_set_apart = True
        return
    if (reason := _aside_reason(state, line)) is not None:
        state.builder.aside(reason, line, page)
    elif "\t" in line:
        _take_row(state, line.split("\t"), page)
    elif _PIPE_ROW.match(line):
        if not _PIPE_RULE.match(line):
            _take_row(state, re.split(r"(?<!\\)\|", line.strip()[1:-1]), page, is_piped=True)
    elif _is_particular(line) and _is_below_grid(state):
        state.parts += [_Paragraph(cell_text(pair), page, None) for pair in _pairs(line)]
    elif _TAILED_ROW.match(line):
        _take_row(state, line.strip()[:-1].split("|"), page)
    elif not _RULE_LINE.match(line) and not _is_empty_row(state, line) and not _extend_cell(state, line):
        _take_paragraph(state, line, page)
    state.is_set_apart = False


def _is_below_grid(state: _State) -> bool:
    """Whether a table of rows stands above, or the particulars that were found below one."""
    last = state.parts[-1] if state.parts else None
    if isinstance(last, _Paragraph):
        return _is_particular(last.content.text[:6].partition("：")[0] + "|")
    return last is not None and not _is_particular(last.rows[0][0].text + "|")


def _is_particular(line: str) -> bool:
    return bool(pattern_of("particulars", "row").match(line))


def _pairs(line: str) -> list[str]:
    """Each particular with its value."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [f"{label.rstrip('：:')}：{value}" for label, value in zip(cells[::2], cells[1::2], strict=False)]


def _is_empty_row(state: _State, line: str) -> bool:
    """Whether a line is nothing but the sign that ends a row, below a row that goes on."""
    last = state.parts[-1] if state.parts else None
    return line.strip() == "|" and isinstance(last, Grid) and not last.is_broken


def _is_furniture(line: str) -> bool:
    return any(one.match(line) for one in (_said("share_link"), _IMAGE_FILE, _said("paper_page")))


def _aside_reason(state: _State, line: str) -> str | None:
    if _PAGE_NUMBER.match(line):
        return "page_number"
    if _said("newspaper_jump").match(line):
        return "newspaper_jump"
    if _IMAGE.match(line) or _said("page_foot").match(line) or (not state.is_cell and _is_furniture(line)):
        return "web_furniture"
    last = state.parts[-1] if state.parts else None
    inside_sentence = isinstance(last, _Paragraph) and is_open(last.content.text)
    return "running_header" if inside_sentence and _SPACED_LETTERS.match(line) else None


def _take_paragraph(state: _State, line: str, page: int | None) -> None:
    heading = _HEADING.match(line)
    lead = heading or _LEADING_MARK.match(line)
    body = line[lead.end() :] if lead else line
    content = (cell_text(body) if state.is_cell else drop_wrap_blanks(from_markup(body))).strip()
    if not content.text:
        return
    last = state.parts[-1] if state.parts else None
    number = item_number(content.text)
    opens = state.is_cell or _BULLET.match(line)
    if isinstance(last, _Paragraph) and not opens and _goes_on(state, last.content.text, content.text):
        last.content = drop_wrap_blanks(join(last.content, content))
        last.level = None
    else:
        state.parts.append(_Paragraph(content, page, len(heading[1]) if heading else None))
        state.last_item = number if number is not None else state.last_item


def _goes_on(state: _State, before: str, text: str) -> bool:
    """Whether a line goes on with the paragraph above it. A line alone, narrower than those around it, was not wrapped.

    Such a line is a heading or a signature, unless it breaks off inside a bracket, or what a page says of itself above
    a blank line (来源：某日报). A bracket that nothing closes (字号：【大 中 小) is none.
    """
    if pattern_of("reflow", "timed").search(before) or _said("sourced").match(before):
        return False
    is_narrow = len(before) <= state.last_width < _FULL * state.width
    is_label = state.is_set_apart and bool(_said("page_label").match(before))
    is_alone = is_narrow and (is_label or bool(_said("heading_line").match(before)))
    is_inside = has_open_bracket(before)
    if is_inside and not _closes(state.ahead):
        before, is_inside = before.translate(_NO_OPENING), False
    return (is_inside or not is_alone or breaks_off_title(before)) and continues(before, text, state.last_item)


def _closes(text: str) -> bool:
    """Whether a text closes a bracket that it did not open."""
    depth = 0
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth < 0:
            return True
    return False


def _take_row(state: _State, sources: list[str], page: int | None, *, is_piped: bool = False) -> None:
    row = [cell_text(source) for source in sources]
    last = state.parts[-1] if state.parts else None
    if not isinstance(last, Grid):
        state.parts.append(Grid([row], [page], is_piped))
        return
    last.is_piped &= is_piped
    if last.is_broken and repeats_head(last, row):
        state.builder.aside("repeated_table_header", "\t".join(cell.text for cell in row), page)
        return
    if last.is_broken and is_rest_of_row(last.rows[-1], row):
        last.rows[-1] = [join(a, b) if b.text else a for a, b in zip(last.rows[-1], row, strict=True)]
    else:
        last.rows.append(row)
        last.pages.append(page)
    last.is_broken = False


def _break_grid(state: _State) -> None:
    if state.parts and isinstance(state.parts[-1], Grid):
        state.parts[-1].is_broken = True


def _extend_cell(state: _State, line: str) -> bool:
    """Append a line without tabs to the last cell of the row right above it, where that cell goes on."""
    last = state.parts[-1] if state.parts else None
    if not isinstance(last, Grid) or last.is_broken or len(last.rows) == 1:
        return False
    cell = last.rows[-1][-1]
    if not _LIST_ITEM.match(line) and not is_open(cell.text):
        return False
    last.rows[-1][-1] = join_rich((cell, cell_text(line)), "\n" if _LIST_ITEM.match(line) else "")
    return True


def _assemble(state: _State, page_count: int | None) -> Document:
    for part in state.parts:
        if isinstance(part, Grid):
            state.builder.table(table_of(part))
        else:
            content, kind = part.content, "heading" if part.level else "paragraph"
            state.builder.paragraph(
                ParagraphDraft(content.text, kind, part.page, part.level, content.bold_spans())  # type: ignore[arg-type]
            )
    return state.builder.build("text/plain", page_count)
