"""Reports in running text: each task with its promise, who answers, and 进展情况：… on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.language.bodies.responsibility import read_clause
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import ResultText, TargetText
from pipeline.layouts.collecting.record_drafts import ProgressDraft
from pipeline.layouts.families import progress_prose
from pipeline.layouts.families.clause_lists import bold_in
from pipeline.layouts.family import Shared, TextFamily
from pipeline.layouts.layout_words import load_words
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.outline.stream import LEVELS, Token, content_kind, tokens_of
from pipeline.readers.document import Document

_MIN_ROWS = 2
_NEAR = 4  # characters between two clauses of one task
_REPORTS = re.compile(
    r"已|目前|截[至止]|累计|今年以来|年初以来|同比|正在|(?:[一二三四前]|第[一二三四])季度|上半年|\d{1,2}\s?[—－–~至-]\s?\d{1,2}月|\d月(?![底末前])"
)
_CONTACT = re.compile(r"[\u4e00-\u9fff]{2,8}人\s*[:：][^。；;\n]{2,30}")
_DONE = re.compile(r"已(?!有|经济)|截[至止]|目前|圆满|全部(?:完成|落实|建成|到位)")
_SPEECH = re.compile("各位代表|请予审议")  # a work report tells of the past and plans the year
_MOST = 0.6  # of the items: the others were cut off, or say nothing
_SAID = ("progress", "issues", "next_steps", "status")


@dataclass(slots=True)
class _Entry:
    """One task of the report: spans of its heading, promise and report, and its clauses."""

    number: int | None
    start: int
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    clauses: list[Token] = field(default_factory=list)
    current: str = "heading"

    def extend(self, token: Token) -> None:
        """Add a token's text to the current field."""
        first, _ = self.spans.get(self.current, (token.start, token.end))
        self.spans[self.current] = (first, token.end)


def detect(document: Document, part: Part, title: str = "") -> float:
    """How surely a part is a report in running text, by its labels or, failing them, its title: 0 to 1."""
    tokens = tokens_of(document, part)
    if sum(_is_progress(token) for token in tokens) >= _MIN_ROWS:
        return 0.9
    marks = [token for token in tokens if token.kind in LEVELS and token.opens_paragraph]
    if part.tables:
        return 0.0
    if not re.search(load_words()["progress_title"], title):
        return 0.5 * _reports_by_itself(document, tokens, title)
    rows = len(marks) or len(_reporting(document, tokens)) - 1
    if not any(token.kind == "clause" for token in tokens) and len(progress_prose.entries_of(document, part)) > rows:
        return 0.0  # the marks head sections; the sentences under them name the tasks
    return 0.6 if rows >= _MIN_ROWS else 0.0


def _reports_by_itself(document: Document, tokens: list[Token], title: str) -> bool:
    """Whether most numbered items, behind their clause or first paragraph, tell what has been done; a plan's do not."""
    is_speech = re.search(load_words()["work_report"]["title"], title) or _SPEECH.search(document.text)
    if re.search(load_words()["plan_title"], title) or is_speech or not any(token.kind in LEVELS for token in tokens):
        return False
    rank = _level(document, tokens)
    reporting = _told(document, tokens, rank)
    items = sum(bool(entry.spans) for entry in _numbered(tokens, rank))
    return reporting >= _MIN_ROWS and reporting >= _MOST * items


def _told(document: Document, tokens: list[Token], rank: int) -> int:
    """How many items of a level tell, behind their clause or first paragraph, what has been done."""
    entries = list(_numbered(tokens, rank))
    for entry in entries:
        _split_heading(document, entry)
    said = [document.text[slice(*entry.spans["progress"])] for entry in entries if "progress" in entry.spans]
    return sum(bool(_DONE.search(text)) for text in said)


def _reporting(document: Document, tokens: list[Token]) -> list[_Entry]:
    """Entries without numbers or labels: paragraphs that promise in their first sentence and report behind it."""
    entries = []
    for token in tokens:
        text = document.text[token.start : token.end]
        first, stop, later = text.partition("。")
        if (
            token.opens_paragraph
            and stop
            and text[-1] not in "：:"
            and not _REPORTS.search(first)
            and _REPORTS.search(later)
        ):
            entries.append(_Entry(None, token.start, {"heading": (token.start, token.end)}))
    return entries


def _is_progress(token: Token) -> bool:
    return token.kind == "label" and content_kind(token.word) == "progress"


def _level(document: Document, tokens: list[Token]) -> int:
    """The rank of the numbering that carries the tasks: of which each report has just one mark before it.

    Without labels it is the one with the most items that report.
    """
    segments, marks = [], ""
    for is_progress, group in groupby(tokens, key=_is_progress):
        if is_progress:
            segments.append(marks)
            marks = ""
        else:
            marks += "".join(token.kind for token in group if token.kind in LEVELS)
    if not segments:
        counts = [sum(t.kind == level and t.opens_paragraph for t in tokens) for level in LEVELS]
        told = [_told(document, tokens, rank) if count else 0 for rank, count in enumerate(counts)]
        return max(range(len(LEVELS)), key=lambda rank: (told[rank], counts[rank] * (-1 if told[rank] else 1), rank))
    shares = [sum(segment.count(level) == 1 for segment in segments) for level in LEVELS]
    return max(range(len(LEVELS)), key=lambda rank: (shares[rank], rank if len(segments) == 1 else 0))


def parse(document: Document, part: Part, collector: Collector, _: Shared) -> None:
    """Add the rows of a part."""
    tokens = _without_contacts(document, tokens_of(document, part), collector)
    has_labels = any(map(_is_progress, tokens))
    entries = _entries(document, tokens, collector)
    if not entries and (entries := _reporting(document, tokens)):
        _set_opening_aside(tokens, entries[0], collector)
    if not has_labels:
        for entry in entries:
            _split_heading(document, entry)
    entries = [entry for entry in entries if "progress" in entry.spans]
    for running, entry in enumerate(entries, start=1):
        _add(document, part, entry, running, collector)


def _without_contacts(document: Document, tokens: list[Token], collector: Collector) -> list[Token]:
    """The tokens without lines that only name a person (项目责任人：…): notes of the row."""
    contacts = {t for t in tokens if t.kind == "text" and _CONTACT.fullmatch(document.text[t.start : t.end].strip())}
    for token in contacts:
        collector.set_aside(token.start, token.end, "row_note")
    return [token for token in tokens if token not in contacts]


def _set_opening_aside(tokens: list[Token], first: _Entry, collector: Collector) -> None:
    """What stands before the first paragraph that promises and reports says how all goes: 总体进展顺利."""
    for token in tokens:
        if token.end <= first.start and token.kind == "text":
            collector.set_aside(token.start, token.end, "preamble")


def _entries(document: Document, tokens: list[Token], collector: Collector) -> list[_Entry]:
    if not any(token.kind in LEVELS for token in tokens):
        return _blocks_of_labels(tokens) if any(map(_is_progress, tokens)) else []
    rank = _level(document, tokens)
    for start, end in _headings(tokens, rank):
        collector.set_aside(start, end, "section_heading")
    return list(_numbered(tokens, rank))


def _numbered(tokens: list[Token], rank: int) -> Iterator[_Entry]:
    """An entry for each mark of a level, and for each higher one that has none below it."""
    entry: _Entry | None = None
    for place, token in enumerate(tokens):
        if _is_above(token, rank + 1):
            if entry is not None:
                yield entry
            entry = _Entry(token.number, token.start) if _opens_entry(tokens, place, rank) else None
        elif entry is not None:
            _take(entry, token)
    if entry is not None:
        yield entry


def _headings(tokens: list[Token], rank: int) -> Iterator[tuple[int, int]]:
    """What stands under the marks that head sections: the heading and what its line says besides."""
    start: int | None = None
    for place, token in enumerate(tokens):
        if _is_above(token, rank + 1):
            start = None if _opens_entry(tokens, place, rank) else token.start
        elif start is not None:
            yield start, token.end
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            start = following.start if following and _goes_on(following) else None


def _goes_on(token: Token) -> bool:
    return token.kind not in LEVELS and not token.opens_paragraph


def _is_above(token: Token, rank: int) -> bool:
    return token.kind in LEVELS and LEVELS.index(token.kind) < rank


def _opens_entry(tokens: list[Token], place: int, rank: int) -> bool:
    """Whether a mark opens a task: it is of the tasks' level, or above it with a clause or report of its own."""
    own = LEVELS.index(tokens[place].kind)
    if own == rank:
        return True
    stop = next((p for p in range(place + 1, len(tokens)) if _is_above(tokens[p], rank + 1)), len(tokens))
    is_leaf = stop == len(tokens) or LEVELS.index(tokens[stop].kind) <= own
    return is_leaf and any(token.kind == "clause" or _is_progress(token) for token in tokens[place:stop])


def _blocks_of_labels(tokens: list[Token]) -> list[_Entry]:
    """Entries without numbers: each begins where the first label (目标：) comes again."""
    labels = [token for token in tokens if token.kind == "label"]
    entries: list[_Entry] = []
    for token in tokens:
        if token.kind == "label" and content_kind(token.word) == content_kind(labels[0].word):
            entries.append(_Entry(None, token.start))
        if entries:
            _take(entries[-1], token)
    return entries


def _split_heading(document: Document, entry: _Entry) -> None:
    """Without labels, what stands before the clause, or else the first sentence, is the task; the rest reports."""
    key = "promise" if "promise" in entry.spans else "heading"
    start, end = entry.spans.get(key, (entry.start, entry.start))
    clauses = [clause for clause in entry.clauses if clause.start < end]
    if clauses:
        stop, rest = clauses[0].start, _end_of_clauses(clauses)
    else:
        stop = rest = start + _promised(document.text[start:end])
    if start < stop and document.text[rest:end].strip(" \n。"):
        skipped = len(document.text[rest:end]) - len(document.text[rest:end].lstrip(" \n。"))
        entry.spans = {**entry.spans, key: (start, stop), "progress": (rest + skipped, end)}


def _end_of_clauses(clauses: list[Token]) -> int:
    """Where the clauses that follow one another end; one further on stands in the report."""
    end = clauses[0].end
    for clause in clauses[1:]:
        end = clause.end if clause.start - end < _NEAR else end
    return end


def _promised(text: str) -> int:
    """How far the promise of an entry reaches: its first paragraph, or the sentences before the first that reports."""
    first, _, later = text.partition("\n")
    if later.strip() and not _REPORTS.search(first):
        return len(first) + 1
    reports = _REPORTS.search(text)
    stops = [match.end() for match in re.finditer("。", text) if not reports or match.end() <= reports.start()]
    return stops[-1] if stops and reports else text.find("。") + 1


def _take(entry: _Entry, token: Token) -> None:
    if token.kind == "label":
        kind = content_kind(token.word)
        entry.current = kind if kind in _SAID else "heading" if kind == "name" else "promise"
    elif token.kind == "clause":
        entry.clauses.append(token)
    else:
        entry.extend(token)


def _add(document: Document, part: Part, entry: _Entry, running: int, collector: Collector) -> None:
    text, period = document.text, collector.identity.report_period_id or collector.plan_period
    name = entry.spans.get("promise") or entry.spans.get("heading") or entry.spans["progress"]
    said = {kind: collector.text(*entry.spans[kind]) for kind in _SAID if kind in entry.spans}
    start, end = entry.spans["progress"]
    draft = ProgressDraft(
        row_no=entry.number or running,
        name=_without_stop(text, *name),
        narrative=[(start, end)],
        start=entry.start,
        end=max([b for _, b in entry.spans.values()] + [token.end for token in entry.clauses]),
        lead_unit=_lead_unit(document, part, entry, collector),
        stated_status=said.get("status"),
        issues=said.get("issues"),
        next_steps=said.get("next_steps"),
        targets=[TargetText("", *name, collector.plan_period)],
        results=[ResultText("", start, end, period)],
    )
    collector.add_progress(draft)


def _without_stop(text: str, start: int, end: int) -> tuple[int, int]:
    """A promise as a name: without the full stop at its end."""
    stripped = text[start:end].rstrip("。；; \t\n\u3000\xa0")
    return start, start + len(stripped)


def _lead_unit(document: Document, part: Part, entry: _Entry, collector: Collector) -> str | None:
    units = []
    for token in entry.clauses:
        start, end = token.body
        units += read_clause(document.text[start:end], bold_in(part, start, end), collector.convention).units
    return next((unit.name for unit in units if unit.role == "lead"), None)


FAMILY = TextFamily("progress_list", "progress_report", detect, parse)
