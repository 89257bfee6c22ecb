"""Where running text says who answers: in brackets, behind a label of its own, or in a sentence at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from pipeline.language.bodies.organisations import ends_like_unit
from pipeline.language.bodies.responsibility import kind_of_label, label_pattern
from pipeline.language.words.name_lists import marks
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "clauses")

LEAD_IN = " \t—–-◆●■※"
CHINESE = "一二三四五六七八九十百"
_GLUED = re.compile(rf"(?<![\d.．])(?P<n>\d{{1,3}})\s*[.．、](?=\D|\d)|(?<=[\s）)])[{CHINESE}]{{1,3}}、")
_LABEL_MARKS = ("【", "[")  # 【责任单位】县教育局
_OPEN, _CLOSE = "（([【〔", "）)]】〕"
_BRACKET_CLAUSE_MAX = 1500
_DEEPEST = 4
_SENTENCE = re.compile(
    r"(?<![^。；;\n\s])由(?P<body>[^。；;\n]{2,160}?(?:牵头|负责|主办)(?:(?:落实|实施|办理)?[，,][^。；;\n]{2,120})?)"
    r"(?:落实|实施|办理|组织实施)?[。；;]?\s{0,9}$"
)
_SENTENCE_END = '。；;！!？?）)”"\n'


@dataclass(frozen=True, slots=True)
class Clause:
    """A half-open range with its brackets or label, and the ``body`` that names who answers."""

    start: int
    end: int
    body: tuple[int, int]


def find_clause(text: str, start: int, end: int, last_item: int = 0) -> Clause | None:
    """The first responsibility clause between two offsets: in brackets, or behind a label of its own."""
    bracket = _bracket_clause(text, start, end)
    label = label_pattern().search(text, start, bracket.start if bracket else end)
    while label and not _label_stands_alone(text, start, label):
        label = label_pattern().search(text, label.end(), bracket.start if bracket else end)
    if label is None:
        return bracket or _sentence_clause(text, start, end)
    opens, stop = label.start("label"), _label_end(text, label.end(), end, last_item)
    return Clause(label.start(), stop, body=(opens, stop))


def _sentence_clause(text: str, start: int, end: int) -> Clause | None:
    """The last sentence of a paragraph where it says who answers: 由县水利局牵头，县财政局配合。"""
    match = _SENTENCE.search(text, start, end)
    if match is None or not ends_like_unit(re.split(r"牵头|负责|主办|会同|等|[、，,]", match["body"])[0]):
        return None
    return Clause(match.start("body") - 1, match.end(), body=match.span("body"))


def _label_stands_alone(text: str, start: int, label: re.Match[str]) -> bool:
    """A label opens a paragraph or follows a sentence's end; one in running text is no clause.

    Behind a comma it is one where its colon stands there too and a name goes before: 技能培训，牵头单位：县人社局。
    """
    before = text[start : label.start()].rstrip(LEAD_IN + "\n\u3000▲")
    if label[0].startswith(_LABEL_MARKS):
        return True
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
    if stop >= 0 and not label_pattern().match(text, skip_stops(text, stop, end), end) and text[stop + 1 : end].strip():
        end = stop + 1
    return end


def _bracket_clause(text: str, start: int, end: int) -> Clause | None:
    position = start
    while position < end:
        if text[position] in _OPEN:
            close = _closing(text, position, end)
            if close is not None and _is_clause(text, position + 1, close, end):
                return Clause(position, close + 1, body=(position + 1, close))
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
    ends_text = not text[close + 1 : end].strip(" 。；;") or text[start - 2 : start - 1] in (*"。；;！",)
    if not ends_text or len(body) < 3 or _said("credit").fullmatch(body):
        return False
    verbs = [part for part in re.split(r"[，,；;]", body) if part]
    first = [re.split(r"牵头|按|负责|主办|会同|等", part)[0].split("、")[0] for part in verbs]
    if _said("inline_role").search(body) and any(map(ends_like_unit, first)):
        return True  # also behind a leader's office: 分管副县长负责，县财政局牵头
    alike = sum(ends_like_unit(name.strip()) for name in names)
    return alike > len(names) / 2 and all(2 <= len(name.strip()) <= 24 for name in names)


def kinds_in(body: str) -> set[str]:
    """The kinds of labels inside a clause."""
    return {kind_of_label(match["label"]) for match in label_pattern().finditer(body)}


def skip_stops(text: str, position: int, end: int) -> int:
    """Behind the blanks and stops that stand at ``position``."""
    while position < end and text[position] in " \t。；;":
        position += 1
    return position
