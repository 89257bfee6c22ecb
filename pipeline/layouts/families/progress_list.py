"""Reports in running text: each task with its promise, who answers, and 进展情况：… on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from pipeline.language.words.vocabulary import load_vocabulary, pattern_of
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.families import progress_prose
from pipeline.layouts.families.headlines import has_headlines
from pipeline.layouts.families.label_blocks import MIN_ROWS, blocks_of_labels, take, with_opening_label
from pipeline.layouts.families.progress_items import (
    REPORTS,
    Entry,
    headed,
    is_summary,
    split_heading,
    tell_whole,
)
from pipeline.layouts.families.progress_rows import add_row
from pipeline.layouts.family import Shared, TextFamily
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.outline.stream import LEVELS, Token, content_kind, tokens_of
from pipeline.readers.document import Document

_said = partial(pattern_of, "progress_list")

_MIN_TELLING = 3
_LONGEST_NAME = 30  # characters of a name that a sentence of its own gives
_CONTACT = re.compile(r"[\u4e00-\u9fff]{2,8}人\s*[:：][^。；;\n]{2,30}")
_SPEECH = re.compile("各位代表|请予审议")  # a work report tells of the past and plans the year
_MOST = 0.6  # of the items: the others were cut off, or say nothing


def detect(document: Document, part: Part, title: str = "") -> float:
    """How surely a part is a report in running text, by its labels or, failing them, its title: 0 to 1."""
    tokens = tokens_of(document, part)
    if sum(_is_progress(token) for token in tokens) >= MIN_ROWS:
        return 0.9
    marks = [token for token in tokens if token.kind in LEVELS and token.opens_paragraph]
    if part.tables:
        return 0.0
    is_titled = re.search(load_vocabulary("words")["progress_title"], title)
    if is_titled and len(marks) == 1 and any(map(_is_progress, tokens)):
        return 0.6  # a report on one task
    if not is_titled:
        return 0.5 * _reports_by_itself(document, tokens, title)
    told = len(marks) or len(_reporting(document, tokens)) or len(headed(document, tokens)) + 1
    rows = told if marks else told - 1
    if not any(token.kind == "clause" for token in tokens) and len(progress_prose.entries_of(document, part)) > told:
        return 0.0  # the marks head sections; the sentences under them name the tasks
    return 0.6 if rows >= MIN_ROWS else 0.0


def _reports_by_itself(document: Document, tokens: list[Token], title: str) -> bool:
    """Whether most numbered items, behind their clause or first paragraph, tell what has been done; a plan's do not."""
    is_speech = re.search(load_vocabulary("words")["work_report"]["title"], title) or _SPEECH.search(document.text)
    if re.search(load_vocabulary("words")["plan_title"], title) or is_speech:
        return False
    if not any(token.kind in LEVELS for token in tokens):
        return _names_and_tells(document, tokens)
    rank = _level(document, tokens)
    reporting = _told(document, tokens, rank)
    items = sum(bool(entry.spans) for entry in _numbered(tokens, rank))
    return reporting >= MIN_ROWS and reporting >= _MOST * items


def _told(document: Document, tokens: list[Token], rank: int, *, named: bool = False) -> int:
    """How many items of a level tell, behind their clause or first paragraph, what has been done.

    ``named``: count also those of one sentence that names a thing and tells of it; so may a plan (增收：增长7%以上).
    """
    entries = list(_numbered(tokens, rank))
    for entry in entries:
        split_heading(document, entry)
    said = [(entry, document.text[slice(*entry.spans["progress"])]) for entry in entries if "progress" in entry.spans]
    return sum(bool(_said("done").search(text)) or (named and entry.is_named) for entry, text in said)


def _reporting(document: Document, tokens: list[Token]) -> list[Entry]:
    """Entries without numbers or labels: paragraphs that promise in their first sentence and report behind it."""
    entries = []
    for token in tokens:
        text = document.text[token.start : token.end]
        first, stop, later = text.partition("。")
        if (
            token.opens_paragraph
            and stop
            and text[-1] not in "：:"
            and not REPORTS.search(first)
            and REPORTS.search(later)
        ):
            entries.append(Entry(None, token.start, {"heading": (token.start, token.end)}))
    return entries


def _names_and_tells(document: Document, tokens: list[Token]) -> bool:
    """Whether most paragraphs name a task in a few words and tell behind the stop what has been done of it."""
    opening = [token for token in tokens if token.opens_paragraph and token.end - token.start > _LONGEST_NAME]
    telling = [
        match for token in opening if (match := _said("name_and_report").match(document.text, token.start, token.end))
    ]
    told = sum(bool(_said("done").search(match["report"])) for match in telling)
    return told >= _MIN_TELLING and told >= _MOST * len(opening)


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
        owned = [_owned(tokens, rank) for rank in range(len(LEVELS))]
        if max(owned) >= MIN_ROWS:  # steps below an item that says who answers are its report
            return max(range(len(LEVELS)), key=lambda rank: (owned[rank], rank))
        counts = [sum(t.kind == level and t.opens_paragraph for t in tokens) for level in LEVELS]
        told = [_told(document, tokens, rank, named=True) if count else 0 for rank, count in enumerate(counts)]
        return max(range(len(LEVELS)), key=lambda rank: (told[rank], counts[rank] * (-1 if told[rank] else 1), rank))
    shares = [sum(segment.count(level) == 1 for segment in segments) for level in LEVELS]
    return max(range(len(LEVELS)), key=lambda rank: (shares[rank], rank if len(segments) == 1 else 0))


def _owned(tokens: list[Token], rank: int) -> int:
    """How many items of a level say who answers, before any mark below them."""
    owned, is_open = 0, False
    for token in tokens:
        if token.kind in LEVELS:
            is_open = LEVELS.index(token.kind) == rank
        elif token.kind == "clause" and is_open:
            owned, is_open = owned + 1, False
    return owned


def parse(document: Document, part: Part, collector: Collector, _: Shared) -> None:
    """Add the rows of a part."""
    tokens = _without_contacts(document, tokens_of(document, part), collector)
    tokens = _without_closing(document, tokens, collector)
    has_labels = any(map(_is_progress, tokens))
    entries = _entries(document, tokens, collector)
    if not entries and (entries := _reporting(document, tokens) or headed(document, tokens)):
        _set_opening_aside(tokens, entries[0], collector)
    if not has_labels:
        for entry in entries:
            split_heading(document, entry)
    for entry in entries:
        if not has_labels and "progress" not in entry.spans:
            tell_whole(document, entry)
        if is_summary(document, entry):
            collector.set_aside(entry.start, max(end for _, end in entry.spans.values()), "narration")
        elif "progress" not in entry.spans and _said("ranking").fullmatch(document.text, *_extent(entry)):
            collector.set_aside(*_extent(entry), "narration")
    entries = [entry for entry in entries if "progress" in entry.spans and not is_summary(document, entry)]
    for running, entry in enumerate(entries, start=1):
        add_row(document, part, entry, running, collector)


def _extent(entry: Entry) -> tuple[int, int]:
    return entry.start, max([end for _, end in entry.spans.values()], default=entry.start)


def _without_contacts(document: Document, tokens: list[Token], collector: Collector) -> list[Token]:
    """The tokens without lines that only name a person (项目责任人：…): notes of the row."""
    contacts = {t for t in tokens if t.kind == "text" and _CONTACT.fullmatch(document.text[t.start : t.end].strip())}
    for token in contacts:
        collector.set_aside(token.start, token.end, "row_note")
    return [token for token in tokens if token not in contacts]


def _without_closing(document: Document, tokens: list[Token], collector: Collector) -> list[Token]:
    """The tokens up to the words to the assembly, or the page's foot, behind the last item's report."""
    last = max((place for place, token in enumerate(tokens) if token.kind in LEVELS), default=len(tokens))
    for place, token in enumerate(tokens[last + 2 :], start=last + 2):
        if token.kind == "text" and token.opens_paragraph and _said("closing").match(document.text, token.start):
            collector.set_aside(token.start, tokens[-1].end, "closing")
            return tokens[:place]
    return tokens


def _set_opening_aside(tokens: list[Token], first: Entry, collector: Collector) -> None:
    """What stands before the first paragraph that promises and reports says how all goes: 总体进展顺利."""
    for token in tokens:
        if token.end <= first.start and token.kind == "text":
            collector.set_aside(token.start, token.end, "preamble")


def _entries(document: Document, tokens: list[Token], collector: Collector) -> list[Entry]:
    if not any(token.kind in LEVELS for token in tokens):
        has_labels = any(map(_is_progress, tokens))
        return blocks_of_labels(document, with_opening_label(document, tokens)) if has_labels else []
    rank = _level(document, tokens)
    for start, end, name in _headings(tokens, rank):
        if name == "section_heading" or not has_headlines(document.text, start, end):
            collector.set_aside(start, end, name)
    return list(_numbered(tokens, rank))


def _numbered(tokens: list[Token], rank: int) -> Iterator[Entry]:
    """An entry for each mark of a level, and for each higher one that has none below it."""
    entry: Entry | None = None
    for place, token in enumerate(tokens):
        if _is_above(token, rank + 1):
            if entry is not None:
                yield entry
            entry = Entry(token.number, token.start) if _opens_entry(tokens, place, rank) else None
        elif entry is not None and not _leads_label(tokens, place):
            take(entry, token)
    if entry is not None:
        yield entry


def _leads_label(tokens: list[Token], place: int) -> bool:
    """Whether a token is the mark of a label or clause: （二）年度目标：…"""
    is_followed = place + 1 < len(tokens) and tokens[place + 1].kind in ("label", "clause")
    return tokens[place].kind in LEVELS and is_followed


def _headings(tokens: list[Token], rank: int) -> Iterator[tuple[int, int, str]]:
    """What stands under the marks that head sections: the heading with its line, then how all of it goes."""
    start: int | None = None
    name = "section_heading"
    for place, token in enumerate(tokens):
        if _is_above(token, rank + 1):
            start = None if _opens_entry(tokens, place, rank) else token.start
            name = "section_heading"
        elif start is not None:
            yield start, token.end, name
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            start = following.start if following else None
            name = "narration" if following and following.opens_paragraph else name


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


FAMILY = TextFamily("progress_list", "progress_report", detect, parse)
