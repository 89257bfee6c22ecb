"""Running text as a stream of tokens: marks of structure, responsibility clauses, content labels, plain text.

A paragraph's own start may carry any mark. After a clause only the number that comes next may, because there the
medium has glued the next item or section to the clause (…各成员单位 10.统筹推进…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from pipeline.language.bodies.organisations import ends_like_unit
from pipeline.language.bodies.responsibility import kind_of_label, label_pattern
from pipeline.language.numbers.numerals import parse_number
from pipeline.language.words.name_lists import marks
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of
from pipeline.layouts.outline.lone_numbers import lone_numbers
from pipeline.layouts.outline.page_foot import without_foot
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.tables.column_heads import field_of
from pipeline.readers.document import Block, Document
from pipeline.readers.reflow import has_open_bracket

_said = partial(pattern_of, "stream")

Kind = Literal["A", "B", "C", "D", "clause", "label", "text"]
LEVELS = "ABCD"
PROGRAM_KINDS = ("five_year_goal", "three_year_action")
REPORT_KINDS = ("progress", "issues", "next_steps", "status")

_CHINESE = "一二三四五六七八九十百"
_MARKS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("A", re.compile(rf"\s*(?:第)?(?P<n>[{_CHINESE}]{{1,4}})(?:[、.．]|(?<=[{_CHINESE}])部分\s*)\s*")),
    ("B", re.compile(rf"\s*[（(]\s*(?P<n>[{_CHINESE}]{{1,4}})\s*[)）]\s*[、.．]?")),
    ("C", re.compile(r"\s*(?P<n>\d{1,3})\s*[.．﹒、。](?!\d)\s*")),
    (
        "C",
        re.compile(
            rf"\s*(?:任务|项目|事项|实事|之(?=[{_CHINESE}]{{1,3}}\s*[:：]))(?P<n>[{_CHINESE}]{{1,3}}|\d{{1,3}})\s*[:：、.．]\s*"
        ),
    ),
    ("C", re.compile(rf"\s*第(?P<n>[{_CHINESE}]{{1,3}}|\d{{1,3}})[项件]\s*[:：、.．]\s*")),
    ("D", re.compile(r"\s*[☑✔✓✅❖➤►▶➢]\s*")),
    ("D", re.compile(r"\s*(?:[（(](?P<n>\d{1,3})[)）]|(?P<m>\d{1,2})[)）]|(?P<c>[①-⑳]))\s*[、.．]?")),
)
_NEXT_ITEM = re.compile(r"\s*(?P<n>\d{1,4})\s*[.．﹒、]\s*")
_GLUED = re.compile(rf"(?<![\d.．])(?P<n>\d{{1,3}})\s*[.．、](?=\D|\d)|(?<=[\s）)])[{_CHINESE}]{{1,3}}、")
_OPEN, _CLOSE = "（([【〔", "）)]】〕"
_LEAD_IN = " \t—–-◆●■※"
_BRACKET_CLAUSE_MAX = 1500
_DEEPEST = 4
_ANY_LABEL = re.compile(r"\s*[【\[]?(?P<word>[\u4e00-\u9fff]{4,10})(?:[】\]]\s*[:：]?|\s*[:：])\s*")
_SENTENCE = re.compile(
    r"(?<![^。；;\n\s])由(?P<body>[^。；;\n]{2,160}?(?:牵头|负责|主办)(?:(?:落实|实施|办理)?[，,][^。；;\n]{2,120})?)"
    r"(?:落实|实施|办理|组织实施)?[。；;]?\s{0,9}$"
)
_SENTENCE_END = '。；;！!？?）)”"\n'


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
    for start, end in spans:
        if start in numbers:
            place.item = numbers[start]
            tokens.append(Token("C", start, end, place.item, opens_paragraph=True))
        else:
            tokens += _paragraph(document.text, start, end, place)
    return tokens


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
            and not any(pattern.match(document.text, block.start) for _, pattern in _MARKS)
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
        label = _content_label(text, position, end)
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
            yield clause
            position, after_clause = _skip(text, clause.end, end), True


def _text_end(text: str, start: int, end: int) -> int:
    """The end of a text without the dashes or marks that lead in the clause behind it."""
    while end > start and text[end - 1] in _LEAD_IN:
        end -= 1
    return end


def _skip(text: str, position: int, end: int) -> int:
    while position < end and text[position] in " \t。；;":
        position += 1
    return position


def _mark(text: str, position: int, end: int, place: _Place, is_glued: bool) -> tuple[Kind, int, int] | None:
    nxt = _NEXT_ITEM.match(text, position, end)
    if nxt and int(nxt["n"]) == place.item + 1 and (is_glued or place.item > 0):
        place.item += 1
        return "C", place.item, nxt.end()
    for kind, pattern in _MARKS:
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


def _inner_label(text: str, position: int, stop: int) -> int | None:
    """Where a typed content label (三年行动：) stands inside a paragraph, behind a sentence's end."""
    for match in re.finditer(r"(?<=[。；;])", text[position:stop]):
        label = _content_words()[0].match(text, position + match.start(), stop)
        if label and content_kind(label["word"]) != "content":
            return position + match.start()
    return None


def find_clause(text: str, start: int, end: int, last_item: int = 0) -> Token | None:
    """The first responsibility clause between two offsets: in brackets, or behind a label of its own."""
    bracket = _bracket_clause(text, start, end)
    label = label_pattern().search(text, start, bracket.start if bracket else end)
    while label and not _label_stands_alone(text, start, label):
        label = label_pattern().search(text, label.end(), bracket.start if bracket else end)
    if label is None:
        return bracket or _sentence_clause(text, start, end)
    stop = _label_end(text, label.end(), end, last_item)
    return Token("clause", label.start("label"), stop, body=(label.start("label"), stop))


def _sentence_clause(text: str, start: int, end: int) -> Token | None:
    """The last sentence of a paragraph where it says who answers: 由县水利局牵头，县财政局配合。"""
    match = _SENTENCE.search(text, start, end)
    if match is None or not ends_like_unit(re.split(r"牵头|负责|主办|会同|等|[、，,]", match["body"])[0]):
        return None
    return Token("clause", match.start("body") - 1, match.end(), body=match.span("body"))


def _label_stands_alone(text: str, start: int, label: re.Match[str]) -> bool:
    """A label opens a paragraph or follows a sentence's end; one in running text is no clause.

    Behind a comma it is one where its colon stands there too and a name goes before: 技能培训，牵头单位：县人社局。
    """
    before = text[start : label.start("label")].rstrip(_LEAD_IN + "\n\u3000▲")
    if before and before[-1] in "，," and label[0][-1] in ":：":
        return _said("named").fullmatch(before) is not None
    return not before or before[-1] in _SENTENCE_END or text[label.start("label") - 1] in " \n\t"


def _label_end(text: str, start: int, end: int, last_item: int) -> int:
    """Where a clause behind a label ends: at a glued mark, at a full stop before other text, or with its paragraph."""
    for match in _GLUED.finditer(text, start, end):
        if match["n"] is None or int(match["n"]) == last_item + 1:
            end = match.start()
            break
    stop = text.find("。", start, end)
    if stop >= 0 and not label_pattern().match(text, _skip(text, stop, end), end) and text[stop + 1 : end].strip():
        end = stop + 1
    return end


def _bracket_clause(text: str, start: int, end: int) -> Token | None:
    position = start
    while position < end:
        if text[position] in _OPEN:
            close = _closing(text, position, end)
            if close is not None and _is_clause(text, position + 1, close, end):
                return Token("clause", position, close + 1, body=(position + 1, close))
        position += 1
    return None


def _closing(text: str, position: int, end: int) -> int | None:
    """The closing bracket of the one at ``position``; a clause whose last bracket is missing ends its paragraph."""
    depth = 0
    for place in range(position, min(end, position + _BRACKET_CLAUSE_MAX)):
        depth += (text[place] in _OPEN) - (text[place] in _CLOSE)
        if depth == 0:
            return place
        if depth > _DEEPEST:
            return None
    starts_clause = label_pattern().match(text, position + 1, end)
    return end if starts_clause and end - position < _BRACKET_CLAUSE_MAX else None


def _is_clause(text: str, start: int, close: int, end: int) -> bool:
    """Whether a bracket's inside names who answers: by a label, a mark, a role's verb, or nothing but units' names."""
    body = text[start:close].strip()
    if not body:
        return False
    labels = list(label_pattern().finditer(body))
    if labels and labels[0].start("label") == 0:
        return True
    names = [name for name in re.split(r"[、，,；;]", body) if name.strip()]
    if body[0] in marks() and all(ends_like_unit(name.strip(marks() + " ")) for name in names):
        return True
    ends_text = not text[close + 1 : end].strip(" 。；;") or text[start - 2 : start - 1] in "。；;！"
    if not ends_text or len(body) < 3 or _said("credit").fullmatch(body):
        return False
    verbs = [part for part in re.split(r"[，,；;]", body) if part]
    first = re.split(r"牵头|按|负责|主办|会同|等", body)[0].split("、")[0]
    if _said("inline_role").search(body) and ends_like_unit(first):
        return len(verbs) >= 1
    alike = sum(ends_like_unit(name.strip()) for name in names)
    return alike > len(names) / 2 and all(2 <= len(name.strip()) <= 24 for name in names)


def kinds_in(body: str) -> set[str]:
    """The kinds of labels inside a clause."""
    return {kind_of_label(match["label"]) for match in label_pattern().finditer(body)}
