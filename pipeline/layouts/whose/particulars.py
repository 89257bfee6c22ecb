"""What a web page prints about its document: 发布机构, 文号, 成文日期, 名称, as a table or as lines of labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.readers.document import Block, Document

_FIELDS = {
    "发布机构": "issuer", "发文机关": "issuer", "发文机构": "issuer", "发文单位": "issuer", "制发机关": "issuer",
    "公开机构": "issuer", "制发单位": "issuer", "发布单位": "issuer",
    "发文字号": "doc_number", "文号": "doc_number", "文件编号": "doc_number",
    "成文日期": "issued_on", "发文日期": "issued_on", "发布日期": "issued_on", "制发日期": "issued_on",
    "名称": "title", "标题": "title", "文件名称": "title", "信息名称": "title",
}  # fmt: skip
_OTHERS = {
    "索引号", "索取号", "主题分类", "公开方式", "有效性", "生效日期", "组配分类", "主题词", "关键词", "内容概述",
    "来源", "失效日期", "产生日期", "生成日期", "公开日期", "公开范围", "公开时限", "公开形式", "信息索引号",
    "所属机构", "浏览次数", "浏览量", "点击数", "点击量", "阅读次数", "访问量", "字体", "字号", "作者", "编辑",
    "责任编辑", "发布时间", "发表时间", "信息来源",
}  # fmt: skip
_NEED_COLON = {
    "名称",
    "标题",
    "来源",
    "有效性",
    "公开方式",
    "字体",
    "字号",
    "作者",
    "编辑",
}  # words of other tables too
_SPELLED = {
    label: ("(?<![一-龥])" if label in _NEED_COLON else "") + r"\s*".join(label)
    for label in sorted((*_FIELDS, *_OTHERS), key=len, reverse=True)
}
_BARE = "|".join(spelled for label, spelled in _SPELLED.items() if label not in _NEED_COLON)
_LONG = "|".join(spelled for label, spelled in _SPELLED.items() if len(label) > 3 and label not in _NEED_COLON)
_LABEL = re.compile(
    rf"(?P<label>{'|'.join(_SPELLED.values())})\s*[:：]\s*"
    rf"|(?:^|(?<=\s))(?P<bare>{_BARE})(?:\s+|$|(?=[\u4e00-\u9fff]{{2,12}}[〔\[]))|^(?P<long>{_LONG})"
)
_GLUED = re.compile(rf"(?P<label>{_LONG})\s*[:：]?\s*")  # in a line of labels whose blanks were lost
_LINES, _MANY, _LINE_LENGTH = 25, 2, 200


def read_particulars(document: Document, lines: list[str]) -> dict[str, str]:
    """The fields a page gives for its document; ``lines`` are the document's first, digits half-width.

    A page's lines count when several labels of such a list stand in them; their dates are left to ``dates``, which
    knows which of them speaks of the document.
    """
    found = dict(_of_tables(document))
    labelled = [pair for line in lines[:_LINES] for pair in _labelled(line)]
    known = {label for label, _ in labelled} & {*_FIELDS, *_OTHERS}
    for label, value in labelled if len(known) >= _MANY else ():
        field = _FIELDS.get(label)
        if field and field != "issued_on" and value:
            found.setdefault(field, value)
    return found


def _of_tables(document: Document) -> Iterator[tuple[str, str]]:
    """Label and value of neighbouring cells; the first of a field counts."""
    pairs = []
    for block in document.blocks[:3]:
        for cell, after in pairwise(block.table.cells if block.table else ()):
            field = _FIELDS.get(_label_of(document.slice(cell)))
            if field and cell.row == after.row and document.slice(after).strip():
                pairs.append((field, document.slice(after).strip()))
    yield from reversed(pairs)


def _label_of(cell: str) -> str:
    """A cell's words as a label: without blanks, colon and the brackets of some sites ([ 发文字号 ])."""
    return re.sub(r"[\s:：\[\]【】]", "", cell)


def _labelled(line: str) -> Iterator[tuple[str, str]]:
    """The labels of a line, each with what stands before the next one."""
    found = {match.start(): match for match in _LABEL.finditer(line)}
    if opens_with_particulars(line):
        found = {match.start(): match for match in _GLUED.finditer(line)} | found
    labels = [found[start] for start in sorted(found)]
    for place, match in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(line)
        word = next(group for group in match.groupdict().values() if group)
        yield re.sub(r"\s+", "", word), line[match.end() : end].strip()


def opens_with_particulars(text: str) -> bool:
    """Whether a paragraph is a line of such labels."""
    match = _LABEL.match(text.strip())
    return match is not None and len(text) < _LINE_LENGTH


def is_particulars(document: Document, block: Block) -> bool:
    """Whether a table is a web page's table of particulars."""
    labels = {_label_of(document.slice(cell)) for cell in (block.table.cells if block.table else ())}
    return len(labels & {*_FIELDS, *_OTHERS}) >= _MANY
