"""What a web page prints about its document: 发布机构, 文号, 成文日期, 名称, as a table or as lines of labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.readers.document import Block, Document

FIELDS = ("issuer", "doc_number", "issued_on", "title")
_LINES, _MANY, _LINE_LENGTH = 25, 2, 200


def _fields() -> dict[str, str]:
    return {label: field for field in FIELDS for label in load_vocabulary("particulars")[field]}


def _known() -> set[str]:
    return {*_fields(), *load_vocabulary("particulars")["others"]}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a label is, and what it is in a line of labels whose blanks were lost."""
    need_colon = load_vocabulary("particulars")["need_colon"]  # words of other tables too
    spelled = {
        label: ("(?<![一-龥])" if label in need_colon else "") + r"\s*".join(label)
        for label in sorted(_known(), key=lambda label: (-len(label), label))
    }
    bare = "|".join(spelling for label, spelling in spelled.items() if label not in need_colon)
    long = "|".join(spelling for label, spelling in spelled.items() if len(label) > 3 and label not in need_colon)
    label = re.compile(
        rf"(?P<label>{'|'.join(spelled.values())})\s*[:：]\s*"
        rf"|(?:^|(?<=\s))(?P<bare>{bare})(?:\s+|$|(?=[\u4e00-\u9fff]{{2,12}}[〔\[]))|^(?P<long>{long})"
    )
    return label, re.compile(rf"(?P<label>{long})\s*[:：]?\s*")


def read_particulars(document: Document, lines: list[str]) -> dict[str, str]:
    """The fields a page gives for its document; ``lines`` are the document's first, digits half-width.

    A page's lines count when several labels of such a list stand in them; their dates are left to ``dates``, which
    knows which of them speaks of the document.
    """
    found = dict(_of_tables(document))
    labelled = [pair for line in lines[:_LINES] for pair in _labelled(line)]
    known = {label for label, _ in labelled} & _known()
    for label, value in labelled if len(known) >= _MANY else ():
        field = _fields().get(label)
        if field and field != "issued_on" and value:
            found.setdefault(field, value)
    return found


def _of_tables(document: Document) -> Iterator[tuple[str, str]]:
    """Label and value of neighbouring cells; the first of a field counts."""
    pairs = []
    for block in document.blocks[:3]:
        for cell, after in pairwise(block.table.cells if block.table else ()):
            field = _fields().get(_label_of(document.slice(cell)))
            if field and cell.row == after.row and document.slice(after).strip():
                pairs.append((field, document.slice(after).strip()))
    yield from reversed(pairs)


def _label_of(cell: str) -> str:
    """A cell's words as a label: without blanks, colon and the brackets of some sites ([ 发文字号 ])."""
    return re.sub(r"[\s:：\[\]【】]", "", cell)


def _labelled(line: str) -> Iterator[tuple[str, str]]:
    """The labels of a line, each with what stands before the next one."""
    found = {match.start(): match for match in _patterns()[0].finditer(line)}
    if opens_with_particulars(line):
        found = {match.start(): match for match in _patterns()[1].finditer(line)} | found
    labels = [found[start] for start in sorted(found)]
    for place, match in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(line)
        word = next(group for group in match.groupdict().values() if group)
        yield re.sub(r"\s+", "", word), line[match.end() : end].strip()


def opens_with_particulars(text: str) -> bool:
    """Whether a paragraph is a line of such labels."""
    match = _patterns()[0].match(text.strip())
    return match is not None and len(text) < _LINE_LENGTH


def is_particulars(document: Document, block: Block) -> bool:
    """Whether a table is a web page's table of particulars."""
    labels = {_label_of(document.slice(cell)) for cell in (block.table.cells if block.table else ())}
    return len(labels & _known()) >= _MANY
