"""Plain text and Markdown → Document: markup dropped, paragraphs and tables made whole over line and page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.errors import SetAside
from pipeline.readers.builder import CellDraft, DocumentBuilder, ParagraphDraft, TableDraft
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

_ENCODINGS = ("utf-8-sig", "gb18030")
_LONG_BLANKS = re.compile(r"\v|[ \t\xa0\u2002-\u200a\u3000]{200,}")  # no columns: nobody counts so many blanks
_KEYCAP = re.compile("(\\d)\ufe0f?\u20e3")  # a number drawn as a key: 1️⃣
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(?=\S)")
_BULLET = re.compile(r"\s{0,3}[-*+•]\s+(?!\d{1,3}\s*[-—–])")
_LEADING_MARK = re.compile(rf"\s{{0,3}}(?:>\s*)+|{_BULLET.pattern}")
_RULE_LINE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_PAGE_NUMBER = re.compile(
    r"\s*+(?:[-—–－]+\s*+\d{1,4}\s*+[-—–－]+|第\s*+\d+\s*+页(?:\s*+[,，/]?\s*+共\s*+\d+\s*+页)?)\s*+$"
)
_NEWSPAPER_JUMP = re.compile(r"\s*[（(]\s*(?:上接|下转|紧接)[^（()）]{1,12}[)）]\s*$")
_SPACED_LETTERS = re.compile(rf"\s*[{CJK}](?:[ \u3000]+[{CJK}]){{1,7}}\s*$")
_IMAGE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*$")
_IMAGE_FILE = re.compile(r"\s*[^\s，。；：]{1,60}\.(?:png|jpe?g|gif|bmp|webp)\s*$", re.IGNORECASE)
# What a newspaper's page puts around an article: 第A4版：城事 上一版 下一版, 标题导航, 下一篇 放大 缩小 默认
_PAPER_PAGE = re.compile(
    r"(?=.*(?:版\s?[:：]|标题导航|[上下]一[版篇期]))\s*+(?:第\s?[A-Z]?\d{1,3}\s?版\s?[:：]\S{0,10}|标题导航|版面(?:导航|目录)|[上下]一[版篇期]|放大|缩小|默认|朗读|\d{1,2}|\s++)++$"
)
_SHARE_LINK = re.compile(
    r"\s*+[-*+•·]?\s*+(?:分享到?[:：]?|(?:新浪|腾讯)?微博|微信(?:好友|扫一扫)?|QQ(?:空间|好友)?|朋友圈)\s*$"
)
_FURNITURE = (_SHARE_LINK, _IMAGE_FILE, _PAPER_PAGE)
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*$")
_TAILED_ROW = re.compile(r"\s*[^|\s][^|]*(?:\|[^|]*){2,}\|\s*$")  # a | b | c |
# What a page says of itself in a table of its own, below the one it shows: 索引号: | 1137 | 成文日期: | 2022-10-08 |
_PARTICULARS = re.compile(
    r"\s*+(?:索引号|发布机构|公开主体|发文字号|文号|成文日期|公开日期|发布日期|主题分类|公开方式|有效性)\s*+[:：]?\s*+\|"
)
_PIPE_RULE = re.compile(r"^(?=[\s:|-]*+$).*--")
_NAME_LIST = re.compile(rf"(?:[{CJK}“”（）()▲]{{2,16}}(?:、|[ \u3000]+))+[{CJK}“”（）()]{{2,16}}$")
_NAME_END = re.compile(r"(?:[局委办室会院校部处站社团队台厅所]|公司|集团|中心|镇|乡|街道|政府|银行|大学|长)[）)]?$")
_AROUND, _FULL = 12, 0.6
_ROW_NUMBER, _NUMBERED_ROWS = re.compile(r"\d{1,3}[.．、]?$"), 2
_HEAD_CLASS = re.compile(r"\s*(?:.{0,4}(?:分类|类别|类型|领域|板块)|大类)\s*")
_HEAD_NUMBER = re.compile(r"\s*(?:序\s*号|编\s*号)\s*")
_SUM_ROW = re.compile(r"[合总小]\s?计")
_HEADING_LINE = re.compile(
    r"(?:附件?\s{0,9}\d{0,9}\s{0,9}[:：])?[^、:：。；;]{3,45}[^、:：。；;，,]$"
)  # no list, no label but 附件
_PAGE_LABEL = re.compile(
    r"(?!.*[。；]).{0,40}(?:来源|[发公]布(?:日期|时间)|时间|日期|字[体号]|浏览|点击|访问|打印|位置|编辑|作者|记者)[^:：]{0,4}[:：].{0,40}$"
)
_STAMP = r"20\d\d\s?[-—年/.]\s?\d{1,2}\s?[-—月/.]\s?\d{1,2}日?(?!\d)"
# A line of a page's own: it ends with the minute, or opens with the day and says no more than whose it is.
_TIMED = re.compile(
    rf"{_STAMP}\s{{0,4}}\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?\s*$|^\s*{_STAMP}\s{{1,4}}来源[:：][^，,。；;]{{2,20}}$"
)
_OPENING, _CLOSING = "（(【〔[", "）)】〕]"
_NO_OPENING = str.maketrans("", "", _OPENING)
_LIST_ITEM = re.compile(r"\s{0,60}\d{1,2}\s{0,9}[.．、]")


@dataclass(slots=True)
class _Paragraph:
    content: Rich
    page: int | None
    level: int | None


@dataclass(slots=True)
class _Grid:
    rows: list[list[Rich]]
    pages: list[int | None]
    is_piped: bool = False  # every row stands between signs: a short one lost merged cells, no empty places
    is_broken: bool = False  # blank lines or a page break stand between this grid and what follows


@dataclass(slots=True)
class _State:
    parts: list[_Paragraph | _Grid] = field(default_factory=list)
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
        lines = list(lines_of(page))
        for place, (line, state.is_cell) in enumerate(lines):
            state.width = max(len(near.strip()) for near, _ in lines[max(0, place - _AROUND) : place + _AROUND])
            state.ahead = "".join(near for near, _ in lines[place : place + _AROUND])
            _take_line(state, line, number if len(pages) > 1 else None)
            state.last_width = len(line.strip()) or state.last_width
        _break_grid(state)
    return _assemble(state, len(pages) if len(pages) > 1 else None)


def _decode(content: bytes, file_name: str) -> str:
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
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
    elif _PARTICULARS.match(line) and _is_below_grid(state):
        state.parts += [_Paragraph(_cell_text(pair), page, None) for pair in _pairs(line)]
    elif _TAILED_ROW.match(line):
        _take_row(state, line.strip()[:-1].split("|"), page)
    elif not _RULE_LINE.match(line) and not _is_empty_row(state, line) and not _extend_cell(state, line):
        _take_paragraph(state, line, page)
    state.is_set_apart = False


def _is_below_grid(state: _State) -> bool:
    """Whether a table of rows stands above, or the particulars that were found below one."""
    last = state.parts[-1] if state.parts else None
    is_told = isinstance(last, _Paragraph) and bool(_PARTICULARS.match(f"{last.content.text[:6].partition('：')[0]}|"))
    return is_told or (isinstance(last, _Grid) and not _PARTICULARS.match(f"{last.rows[0][0].text}|"))


def _pairs(line: str) -> list[str]:
    """Each particular with its value."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [f"{label.rstrip('：:')}：{value}" for label, value in zip(cells[::2], cells[1::2], strict=False)]


def _is_empty_row(state: _State, line: str) -> bool:
    """Whether a line is nothing but the sign that ends a row, below a row that goes on."""
    last = state.parts[-1] if state.parts else None
    return line.strip() == "|" and isinstance(last, _Grid) and not last.is_broken


def _aside_reason(state: _State, line: str) -> str | None:
    if _PAGE_NUMBER.match(line):
        return "page_number"
    if _NEWSPAPER_JUMP.match(line):
        return "newspaper_jump"
    if _IMAGE.match(line) or (not state.is_cell and any(furniture.match(line) for furniture in _FURNITURE)):
        return "web_furniture"
    last = state.parts[-1] if state.parts else None
    inside_sentence = isinstance(last, _Paragraph) and is_open(last.content.text)
    return "running_header" if inside_sentence and _SPACED_LETTERS.match(line) else None


def _take_paragraph(state: _State, line: str, page: int | None) -> None:
    heading = _HEADING.match(line)
    lead = heading or _LEADING_MARK.match(line)
    body = line[lead.end() :] if lead else line
    content = (_cell_text(body) if state.is_cell else drop_wrap_blanks(from_markup(body))).strip()
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
    if _TIMED.search(before):
        return False
    is_narrow = len(before) <= state.last_width < _FULL * state.width
    is_label = state.is_set_apart and bool(_PAGE_LABEL.match(before))
    is_alone = is_narrow and (is_label or bool(_HEADING_LINE.match(before)))
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
    row = [_cell_text(source) for source in sources]
    last = state.parts[-1] if state.parts else None
    if not isinstance(last, _Grid):
        state.parts.append(_Grid([row], [page], is_piped))
        return
    last.is_piped &= is_piped
    place = _repeated_header_row(last, row)
    if last.is_broken and place is not None:
        state.builder.aside("repeated_table_header", "\t".join(cell.text for cell in row), page)
        return
    if last.is_broken and _is_rest_of_row(last.rows[-1], row):
        last.rows[-1] = [join(a, b) if b.text else a for a, b in zip(last.rows[-1], row, strict=True)]
    else:
        last.rows.append(row)
        last.pages.append(page)
    last.is_broken = False


def _repeated_header_row(grid: _Grid, row: list[Rich]) -> int | None:
    """0 when the row repeats the grid's first row (a header printed again on a new page)."""
    texts = [cell.text for cell in row]
    return 0 if any(texts) and texts == [cell.text for cell in grid.rows[0]] else None


def _is_rest_of_row(row: list[Rich], rest: list[Rich]) -> bool:
    """Whether ``rest`` is what a page break cut off ``row``: no first cell, and each of its texts goes on with one."""
    if len(row) != len(rest) or rest[0].text or not any(cell.text for cell in rest):
        return False
    return all(not after.text or is_open(before.text) for before, after in zip(row, rest, strict=True))


def _cell_text(source: str) -> Rich:
    marked = from_markup(source).strip()
    if _NAME_LIST.match(marked.text) and all(_NAME_END.search(name) for name in re.split(r"[、\s]+", marked.text)):
        return marked  # names set apart by blanks: 发改局 财政局
    return drop_wrap_blanks(marked)


def _break_grid(state: _State) -> None:
    if state.parts and isinstance(state.parts[-1], _Grid):
        state.parts[-1].is_broken = True


def _extend_cell(state: _State, line: str) -> bool:
    """Append a line without tabs to the last cell of the row right above it, where that cell goes on."""
    last = state.parts[-1] if state.parts else None
    if not isinstance(last, _Grid) or last.is_broken or len(last.rows) == 1:
        return False
    cell = last.rows[-1][-1]
    if not _LIST_ITEM.match(line) and not is_open(cell.text):
        return False
    last.rows[-1][-1] = join_rich((cell, _cell_text(line)), "\n" if _LIST_ITEM.match(line) else "")
    return True


def _assemble(state: _State, page_count: int | None) -> Document:
    for part in state.parts:
        if isinstance(part, _Grid):
            state.builder.table(_table(part))
        else:
            content, kind = part.content, "heading" if part.level else "paragraph"
            state.builder.paragraph(
                ParagraphDraft(content.text, kind, part.page, part.level, content.bold_spans())  # type: ignore[arg-type]
            )
    return state.builder.build("text/plain", page_count)


def _table(grid: _Grid) -> TableDraft:
    width = max(len(row) for row in grid.rows)
    rows = [row + [Rich()] * (width - len(row)) for row in grid.rows]
    cells: list[CellDraft] = []
    above: dict[int, CellDraft] = {}  # by column, the cell that a merged one goes on with
    kept = int(
        len(rows[0]) > 1 and bool(_HEAD_CLASS.fullmatch(rows[0][1].text))
    )  # 序号 | 项目分类 |: the class is lost
    moved = _lost_cells(grid, rows)
    width = max(width, *(_filled_width(row) + lost for row, lost in zip(rows, moved, strict=True)))
    rows = [row + [Rich()] * (width - len(row)) for row in rows]
    for number, (row, page, lost) in enumerate(zip(rows, grid.pages, moved, strict=True)):
        for column, cell in enumerate(row[:kept] + [Rich()] * lost + row[kept : width - lost]):
            if lost and not cell.text and column in above:
                above[column].row_span += 1
            else:
                above[column] = CellDraft(cell.text, number, column, page=page, bold=cell.bold_spans())
                cells.append(above[column])
        above = {} if _SUM_ROW.match(row[0].text) else above  # nothing goes on with a sum
    return TableDraft(cells, grid.pages[0])


def _filled_width(row: list[Rich]) -> int:
    """How many cells a row has up to its last filled one."""
    return max((place for place, cell in enumerate(row, start=1) if cell.text), default=0)


def _lost_cells(grid: _Grid, rows: list[list[Rich]]) -> list[int]:
    """How many first cells each row lost: they are merged with those above, and the rest moved up to them.

    Tables copied from web pages keep no empty place for a merged cell: 2 | a | b | 局 |, then c | d | | |. Where a
    class stands beside the number it is the class: 大类 | 1 | a | 局 |, then 2 | b | 局 | |. Without numbers only a row
    between signs that has fewer of them than the head is known to have lost some.
    """
    numbered = [bool(_ROW_NUMBER.match(row[0].text)) for row in rows]
    if len(rows[0]) > 1 and _HEAD_NUMBER.fullmatch(rows[0][1].text):
        return [int(number and not _ROW_NUMBER.match(row[1].text)) for number, row in zip(numbered, rows, strict=True)]
    if len(rows[0]) > 1 and _HEAD_CLASS.fullmatch(rows[0][1].text):
        return [int(number and _is_moved(row)) for number, row in zip(numbered, rows, strict=True)]
    if sum(numbered) >= _NUMBERED_ROWS:
        first = numbered.index(True)
        return [int(place > first and not numbered[place] and _is_moved(row)) for place, row in enumerate(rows)]
    if not grid.is_piped or len(grid.rows[0]) < len(rows[0]):
        return [0] * len(rows)
    return [len(rows[0]) - len(row) if len(row) > 1 and not _SUM_ROW.match(row[0].text) else 0 for row in grid.rows]


def _is_moved(row: list[Rich]) -> bool:
    filled = [bool(cell.text) for cell in row]
    count = sum(filled)
    return 1 < count < len(row) and all(filled[:count]) and not _SUM_ROW.match(row[0].text)
