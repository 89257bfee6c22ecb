"""Running text as a stream of tokens: marks of structure, responsibility clauses, content labels, plain text.

A paragraph's own start may carry any mark. After a clause only the number that comes next may, because there the
medium has glued the next item or section to the clause (…各成员单位 10.统筹推进…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipeline.language.numbers.numerals import parse_number
from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.layouts.outline.clauses import CHINESE, LEAD_IN, find_clause, skip_stops
from pipeline.layouts.outline.lone_numbers import lone_numbers
from pipeline.layouts.outline.page_foot import without_foot
from pipeline.layouts.outline.parts import Part, two_digits
from pipeline.layouts.tables.column_heads import field_of
from pipeline.readers.document import Block, Document
from pipeline.readers.reflow import has_open_bracket

Kind = Literal["A", "B", "C", "D", "clause", "label", "text"]
LEVELS = "ABCD"
PROGRAM_KINDS = ("five_year_goal", "three_year_action")
REPORT_KINDS = ("progress", "issues", "next_steps", "status")

_DOT = re.compile(r"\s*[●◆■]\s*(?=\S)")  # a sign of items where no paragraph has another one
_FEWEST_DOTS = 2
_NEXT_ITEM = re.compile(r"\s*(?P<n>\d{1,4})\s*[.．﹒、]\s*")
_ANY_LABEL = re.compile(r"\s*[【\[]?(?P<word>[\u4e00-\u9fff]{4,10})(?:[】\]]\s*[:：]?|\s*[:：])\s*")

_LONE_LABEL = re.compile(r"\s*[·•●◆▍*=~—–-]{0,3}\s*(?P<word>[\u4e00-\u9fff]{4,8})\s*[·•●◆▍*=~—–-]{0,3}\s*")


@dataclass(frozen=True, slots=True)
class Token:
    """A half-open range; ``number`` of a mark, ``body`` the inside of a clause, ``word`` of a content label."""

    kind: Kind
    start: int
    end: int
    number: int | None = None
    body: tuple[int, int] = (0, 0)
    word: str = ""
    opens_paragraph: bool = False


@dataclass(slots=True)
class _Place:
    """Where the numbering stands, to know what may follow a clause."""

    item: int = 0
    section: int = 0
    is_dotted: bool = False


@cache
def _marks() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """What opens an item of each level."""
    return (
        ("A", re.compile(rf"\s*(?:第)?(?P<n>[{CHINESE}]{{1,4}})(?:[、.．]|(?<=[{CHINESE}])部分\s*)\s*")),
        ("B", re.compile(rf"\s*[（(]\s*(?P<n>[{CHINESE}]{{1,4}})\s*[)）]\s*[、.．]?")),
        ("C", re.compile(r"\s*(?P<n>\d{1,3})\s*[.．﹒、。](?!\d)\s*")),
        ("C", re.compile(rf"\s*(?P<n>{two_digits()})\s+")),
        (
            "C",
            re.compile(
                rf"\s*(?:任务|项目|事项|实事|之(?=[{CHINESE}]{{1,3}}\s*[:：]))(?P<n>[{CHINESE}]{{1,3}}|\d{{1,3}})\s*[:：、.．]\s*"
            ),
        ),
        ("C", re.compile(rf"\s*第(?P<n>[{CHINESE}]{{1,3}}|\d{{1,3}})[项件]\s*[:：、.．]\s*")),
        ("D", re.compile(r"\s*[☑✔✓✅❖➤►▶➢]\s*")),
        ("D", re.compile(r"\s*(?:[（(](?P<n>\d{1,3})[)）]|(?P<m>\d{1,2})[)）]|(?P<c>[①-⑳]))\s*[、.．]?")),
    )


def tokens_of(document: Document, part: Part) -> list[Token]:
    """The tokens of a part's paragraphs, found once; tables are left to the table layouts."""
    if part.tokens is None:
        part.tokens = _tokenize(document, part.blocks)
    return part.tokens


def _tokenize(document: Document, blocks: list[Block]) -> list[Token]:
    place = _Place()
    tokens: list[Token] = []
    spans = _paragraph_spans(document, without_foot(document, blocks))
    numbers = lone_numbers(document.text, spans)
    place.is_dotted = _is_dotted(document.text, spans)
    for start, end in spans:
        if start in numbers:
            place.item = numbers[start]
            tokens.append(Token("C", start, end, place.item, opens_paragraph=True))
        else:
            tokens += _paragraph(document.text, start, end, place)
    return tokens


def _is_dotted(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether dots alone set the items apart: several paragraphs open with one, none with a number or another sign."""
    dots = sum(bool(_DOT.match(text, start)) for start, _ in spans)
    marked = any(pattern.match(text, start) for start, _ in spans for _, pattern in _marks())
    return dots >= _FEWEST_DOTS and not marked


def _paragraph_spans(document: Document, blocks: list[Block]) -> list[tuple[int, int]]:
    """The paragraphs among blocks; one that ends inside a bracket goes on in the block right below."""
    spans: list[tuple[int, int]] = []
    for block in blocks:
        if block.table is not None:
            continue
        last = spans[-1] if spans else None
        is_rest = (
            last is not None
            and block.start - last[1] <= 1
            and not any(pattern.match(document.text, block.start) for _, pattern in _marks())
        )
        if last and is_rest and has_open_bracket(document.text[last[0] : last[1]]):
            spans[-1] = (last[0], block.end)
        else:
            spans.append((block.start, block.end))
    return spans


def _paragraph(text: str, start: int, end: int, place: _Place) -> Iterator[Token]:
    position, opens, after_clause = start, True, False
    while position < end:
        mark = _mark(text, position, end, place, is_glued=after_clause) if opens or after_clause else None
        if mark:
            yield Token(mark[0], position, mark[2], mark[1], opens_paragraph=opens)
            position, opens, after_clause = mark[2], False, False
            continue
        label = _content_label(text, position, end) or (_lone_label(text, position, end) if opens else None)
        if label:
            yield label
            position, opens = label.end, False
            continue
        clause = find_clause(text, position, end, place.item)
        stop = clause.start if clause else end
        inner = _inner_label(text, position, stop)
        stop = inner if inner is not None else stop
        if text[position:stop].strip(" \t。"):
            yield Token("text", position, _text_end(text, position, stop), opens_paragraph=opens)
        position, opens, after_clause = stop, False, False
        if clause and stop == clause.start:
            yield Token("clause", clause.start, clause.end, body=clause.body)
            position, after_clause = skip_stops(text, clause.end, end), True


def _text_end(text: str, start: int, end: int) -> int:
    """The end of a text without the dashes or marks that lead in the clause behind it."""
    while end > start and text[end - 1] in LEAD_IN:
        end -= 1
    return end


def _mark(text: str, position: int, end: int, place: _Place, is_glued: bool) -> tuple[Kind, int, int] | None:
    nxt = _NEXT_ITEM.match(text, position, end)
    if nxt and int(nxt["n"]) == place.item + 1 and (is_glued or place.item > 0):
        place.item += 1
        return "C", place.item, nxt.end()
    if place.is_dotted and not is_glued and (dot := _DOT.match(text, position, end)):
        return "D", 0, dot.end()
    for kind, pattern in _marks():
        match = pattern.match(text, position, end)
        if match is None:
            continue
        number = _number(match)
        if is_glued and not _may_follow(kind, number, place):
            continue
        _advance(kind, number, place)
        return kind, number, match.end()
    return None


def _number(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("c"):
        return ord(groups["c"]) - ord("①") + 1
    digits = groups.get("n") or groups.get("m") or "0"
    return int(digits) if digits.isdecimal() else int(parse_number(digits))


def _may_follow(kind: Kind, number: int, place: _Place) -> bool:
    if kind == "A":
        return number == place.section + 1
    return kind == "B" or number in (place.item + 1, 1)


def _advance(kind: Kind, number: int, place: _Place) -> None:
    if kind == "A":
        place.section, place.item = number, 0
    elif kind == "B":
        place.item = 0
    elif kind == "C":
        place.item = number


@lru_cache(maxsize=1)
def _content_words() -> tuple[re.Pattern[str], dict[str, str]]:
    fields = load_vocabulary("headers")["fields"]
    labels = {**{kind: fields[kind] for kind in REPORT_KINDS}, **load_vocabulary("words")["content_labels"]}
    kinds = {word: kind for kind, words in labels.items() for word in words if len(word) > 1}
    kinds |= dict.fromkeys(load_vocabulary("words")["rate_labels"], "progress")
    pattern = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    return re.compile(rf"\s*[【\[]?(?P<word>{pattern})(?:[】\]]\s*[:：]?|\s*[:：])\s*"), kinds


def content_kind(word: str) -> str:
    """What a content label introduces: five_year_goal, three_year_action, content, or a field of a report."""
    return _content_words()[1].get(word) or field_of(word) or "content"


def _content_label(text: str, position: int, end: int) -> Token | None:
    """A label of the lists, or one that as a column's head would report: 实际完成情况："""
    match = _content_words()[0].match(text, position, end) or _ANY_LABEL.match(text, position, end)
    if not match or (match.re is _ANY_LABEL and field_of(match["word"]) not in REPORT_KINDS):
        return None
    return Token("label", position, match.end(), word=match["word"], opens_paragraph=True)


def _lone_label(text: str, position: int, end: int) -> Token | None:
    """A label that fills its paragraph, whatever signs adorn it: · 进展情况 ·"""
    match = _LONE_LABEL.fullmatch(text, position, end)
    if match is None or _content_words()[1].get(match["word"]) not in REPORT_KINDS:
        return None
    return Token("label", position, end, word=match["word"], opens_paragraph=True)


def _inner_label(text: str, position: int, stop: int) -> int | None:
    """Where a typed content label (三年行动：) stands inside a paragraph, behind a sentence's end."""
    for match in re.finditer(r"(?<=[。；;])", text[position:stop]):
        label = _content_words()[0].match(text, position + match.start(), stop)
        if label and content_kind(label["word"]) != "content":
            return position + match.start()
    return None
