"""Sections and items in running text: which marks carry tasks, which head sections, what belongs to an item.

The level of numbering that carries the tasks is found, not assumed: it is the one of which each responsibility
clause has just one mark before it. Marks above it are sections, marks below it parts of a task.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.language.bodies.people import Person, leaders_of_heading, read_people
from pipeline.language.bodies.responsibility import read_clause
from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.layouts.outline.leftovers import furniture_name
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.outline.stream import LEVELS, Token, tokens_of
from pipeline.readers.document import Document

PARAGRAPHS = "P"
_MIN_SHARE = 0.5
_MAX_UNMARKED = 0.2


@dataclass(slots=True)
class Section:
    """A heading over tasks."""

    number: int
    title: str
    leaders: list[Person] = field(default_factory=list)
    list_type: str = "key_work"


@dataclass(slots=True)
class Item:
    """A task as the stream shows it: its mark, its pieces of text, its content labels and its clauses."""

    number: int | None
    start: int
    section: Section | None
    level: str
    texts: list[Token] = field(default_factory=list)
    labels: list[Token] = field(default_factory=list)
    clauses: list[Token] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where its last token ends."""
        return max(token.end for token in [*self.texts, *self.labels, *self.clauses])


@dataclass(slots=True)
class Reading:
    """What the stream of one part says before it becomes records."""

    level: str
    items: list[Item] = field(default_factory=list)
    headings: list[tuple[int, int, str]] = field(default_factory=list)  # span and treatment
    loose: list[Token] = field(default_factory=list)
    clause_first: bool = False  # each item's clause stands behind its heading, before its text
    sections: list[tuple[int, Section]] = field(default_factory=list)  # where each begins


def supporting_name(title: str) -> str | None:
    """The treatment of a section that states no task, None for any other."""
    words = load_vocabulary("words")["supporting_sections"]
    return next((name for name, pattern in words.items() if re.search(pattern, title)), None)


def section_leaders(heading: str) -> list[Person]:
    """The leaders that a section's heading names: 张三副县长牵头的工作, or in a clause （牵头领导：张三）."""
    for start, end in read_clause(heading).leaders:
        people = read_people(heading[start:end].strip("）)】]"))
        if people:
            return people
    return leaders_of_heading(heading)


def task_level(tokens: list[Token]) -> str:
    """The level of numbering (A 一、 B （一） C 1. D (1)) that carries the tasks, P where paragraphs do."""
    segments = segments_of(tokens)
    if not segments:
        return PARAGRAPHS
    shares = {level: sum(s.count(level) == 1 for s in segments) / len(segments) for level in LEVELS}
    best = max(LEVELS, key=lambda level: (shares[level], level))
    if best in "AB" and segments.count("") / len(segments) > _MAX_UNMARKED:
        return PARAGRAPHS  # several clauses under one heading: its paragraphs are the tasks
    return best if shares[best] >= _MIN_SHARE else PARAGRAPHS


def segments_of(tokens: list[Token]) -> list[str]:
    """The marks before each group of clauses, as a string of levels per group."""
    segments, marks = [], ""
    for is_clause, group in groupby(tokens, key=lambda token: token.kind == "clause"):
        if is_clause:
            segments.append(marks)
            marks = ""
        else:
            marks += "".join(token.kind for token in group if token.kind in LEVELS)
    return segments


def clause_first(tokens: list[Token], level: str) -> bool:
    """Whether most items at a level have text of their own behind their clause: heading, clause, then the text."""
    if level not in LEVELS:
        return False
    starts = [place for place, token in enumerate(tokens) if token.kind == level]
    found = []
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        kinds = [token.kind for token in tokens[start + 1 : end]]
        if "clause" in kinds:
            behind = kinds[len(kinds) - kinds[::-1].index("clause") :]
            upper = next((i for i, kind in enumerate(behind) if kind in LEVELS and kind < level), len(behind))
            found.append("text" in behind[:upper])
    return bool(found) and sum(found) > len(found) / 2


def read_items(document: Document, part: Part, level: str | None = None) -> Reading:
    """Find the sections and items of a part; ``level`` is the level of its tasks where clauses do not show it."""
    tokens = tokens_of(document, part)
    reading = Reading(level or task_level(tokens))
    reading.clause_first = clause_first(tokens, reading.level)
    builder = _Builder(document, reading, tokens)
    for place in range(len(tokens)):
        builder.take(place)
    builder.flush()
    _drop_supporting(document, reading)
    return reading


class _Builder:
    """Walks the tokens of a part and opens and closes sections and items."""

    def __init__(self, document: Document, reading: Reading, tokens: list[Token]) -> None:
        self.document, self.reading, self.tokens = document, reading, tokens
        self.section: Section | None = None
        self.outer: list[Person] = []
        self.heading: Token | None = None
        self.item: Item | None = None
        self.rank = LEVELS.index(reading.level) if reading.level in LEVELS else len(LEVELS)

    def take(self, place: int) -> None:
        """Put one token where it belongs."""
        token = self.tokens[place]
        if token.kind in LEVELS:
            self._take_mark(token)
        elif token.kind == "clause":
            self._take_clause(token)
        elif self.heading is not None:
            self._take_heading(token)
        elif self._closes(token):
            self.flush()
            self.item = None
            self.reading.loose.append(token)
        elif (self.item is not None and not self.item.clauses) or (
            self.item is not None and self._follows_clause(token)
        ):
            (self.item.labels if token.kind == "label" else self.item.texts).append(token)
        elif self._opens_unnumbered(place):
            self.flush()
            number = self.item.number if self.item and self.reading.level != PARAGRAPHS else None
            self.item = Item(number, token.start, self.section, self.reading.level, [token])
        else:
            self.flush()
            self.reading.loose.append(token)

    def _take_mark(self, token: Token) -> None:
        rank = LEVELS.index(token.kind)
        if rank < self.rank:
            self.flush()
            self.heading, self.item = token, None
            return
        if rank > self.rank and self.item is not None and (not self.item.clauses or self.reading.clause_first):
            self.item.texts.append(token)
            return
        self.flush()
        self.heading = None
        self.item = Item(token.number, token.start, self.section, self.reading.level)

    def _take_heading(self, token: Token) -> None:
        assert self.heading is not None
        text = self.document.text[token.start : token.end]
        stop = text.find("。")
        cut = stop + 1 if 0 <= stop < len(text) - 1 else len(text)
        title = re.sub(r"\s+", "", text[:cut]).rstrip("。：:")
        leaders = section_leaders(title)
        if self.heading.kind == "A":
            self.outer = leaders
        self.section = Section(0, title, leaders or (self.outer if self.heading.kind != "A" else []))
        self.reading.sections.append((self.heading.start, self.section))
        self.reading.headings.append((self.heading.start, token.start + cut, "section_heading"))
        if cut < len(text):
            self.reading.headings.append((token.start + cut, token.end, "section_preamble"))
        self.heading = None

    def _take_clause(self, token: Token) -> None:
        self.heading = None
        if self.item is not None and (self.item.texts or self.item.labels):
            self.item.clauses.append(token)
        elif not self._take_sections_leaders(token):
            self.reading.loose.append(token)

    def _take_sections_leaders(self, token: Token) -> bool:
        """A clause right behind a section's heading may name its leaders: （牵头领导：张三）."""
        body = self.document.text[slice(*token.body)]
        leaders = [person for a, b in read_clause(body).leaders for person in read_people(body[a:b])]
        if self.section is None or self.item is not None or not leaders:
            return False
        self.section.leaders = leaders
        self.reading.headings.append((token.start, token.end, "section_heading"))
        return True

    def _follows_clause(self, token: Token) -> bool:
        """Where clauses stand first, text behind one belongs to its item, unless it is the document's furniture."""
        return self.reading.clause_first and furniture_name(self.document.text[token.start : token.end]) is None

    def _closes(self, token: Token) -> bool:
        """Whether a paragraph is the end of a notice, no item's text: 现予公告, a signature, a date."""
        text = self.document.text[token.start : token.end]
        is_last = token.kind == "text" and token.opens_paragraph and self.reading.level in LEVELS
        return is_last and furniture_name(text) in ("closing", "credit", "signature", "date")

    def _opens_unnumbered(self, place: int) -> bool:
        """A text behind a finished task is a task of its own when its own clause follows before any mark."""
        token = self.tokens[place]
        if token.kind != "text":
            return False
        following = place + 1
        while following < len(self.tokens) and self.tokens[following].kind in ("text", "label"):
            following += 1
        has_clause = following < len(self.tokens) and self.tokens[following].kind == "clause"
        return has_clause and not re.match(
            load_vocabulary("words")["assist"], self.document.text[token.start : token.end]
        )

    def flush(self) -> None:
        """Close the open item."""
        item = self.item
        if (
            item is not None
            and (item.texts or item.labels)
            and (not self.reading.items or self.reading.items[-1] is not item)
        ):
            self.reading.items.append(item)
        if item is not None and not (item.clauses or item.texts):
            self.item = None


def _drop_supporting(document: Document, reading: Reading) -> None:
    """Set aside sections that state no task (总体要求, 保障措施) and hold no clause, where others do."""
    with_clause = {id(item.section) for item in reading.items if item.clauses}
    kept = []
    for item in reading.items:
        name = supporting_name(item.section.title if item.section else "")
        if item.section is not None and id(item.section) not in with_clause and with_clause and name:
            reading.headings.append((item.start, item.end, name))
        else:
            kept.append(item)
    reading.items = kept
    reading.loose = [token for token in reading.loose if not _in_supporting(document, reading, token)]


def _in_supporting(document: Document, reading: Reading, token: Token) -> bool:
    """Text under a supporting section's heading goes where the section goes."""
    above = [span for span in reading.headings if span[2] == "section_heading" and span[1] <= token.start]
    later_items = [item for item in reading.items if item.start < token.start]
    if not above or (later_items and later_items[-1].start > above[-1][0]):
        return False
    name = supporting_name(document.text[above[-1][0] : above[-1][1]])
    if name:
        reading.headings.append((token.start, token.end, name))
    return bool(name)
