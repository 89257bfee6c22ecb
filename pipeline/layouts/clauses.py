"""Lists in running text: numbered clauses with a responsibility clause each, and blocks under a leader.

The level of numbering that carries the tasks is found, not assumed: it is the one of which each responsibility
clause has just one mark before it. Marks above it are sections, marks below it parts of a task.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.language.people import Person, leaders_of_heading, read_people
from pipeline.language.periods import find_periods
from pipeline.language.responsibility import Convention, UnitMention, find_convention, read_clause
from pipeline.layouts.collector import Collector, TaskDraft
from pipeline.layouts.parts import Part
from pipeline.layouts.stream import LEVELS, PROGRAM_KINDS, Token, content_kind, kinds_in, tokenize
from pipeline.layouts.words import load_words
from pipeline.readers.document import Document, Span

PARAGRAPHS = "P"
_TITLE_LENGTH = 40
_PLAIN_TITLE = re.compile(r"[^。；;，,！]{2,40}$")
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
    sections: list[tuple[int, Section]] = field(default_factory=list)  # where each begins


def detect(document: Document, part: Part) -> float:
    """How surely a part is a list of tasks with responsibility clauses: 0 to 1."""
    tokens = tokenize(document, part.blocks)
    clauses = [token for token in tokens if token.kind == "clause"]
    if not clauses:
        return 0.0
    groups = len(_segments(tokens))
    return min(1.0, 0.5 + 0.1 * groups)


def layout_name(document: Document, part: Part) -> str:
    """block_list where Chinese numerals carry the tasks and their lines of roles, else numbered_clauses."""
    tokens = tokenize(document, part.blocks)
    return "block_list" if task_level(tokens) in "AB" and _has_lines_of_roles(document, tokens) else "numbered_clauses"


def _has_lines_of_roles(document: Document, tokens: list[Token]) -> bool:
    return any(t.kind == "clause" and document.text[t.start] not in "（([【" for t in tokens)


def part_convention(document: Document, parts: list[Part]) -> Convention:
    """The sign for leading units that the clauses of a document's parts share."""
    bodies = []
    for part in parts:
        for token in tokenize(document, part.blocks):
            if token.kind == "clause":
                bodies.append((document.text[slice(*token.body)], bool(bold_in(part, *token.body))))
    return find_convention(document.text, bodies)


def bold_in(part: Part, start: int, end: int) -> list[tuple[int, int]]:
    """The bold stretches between two offsets, relative to the first; [] where all of it is bold or none."""
    spans: list[Span] = [s for b in part.blocks if b.start < end and start < b.end for s in b.bold]
    inside = [(max(s.start, start) - start, min(s.end, end) - start) for s in spans if s.start < end and start < s.end]
    return inside if sum(e - s for s, e in inside) < end - start else []


def parse(document: Document, part: Part, collector: Collector, list_type: str | None = None) -> None:
    """Add a part's tasks to the collector; ``list_type`` overrides what title and headings say."""
    reading = read_items(document, part)
    for start, end, treatment in reading.headings:
        collector.set_aside(start, end, treatment)
    task_ids: list[str] = []
    counters: dict[int, int] = {}
    untitled = Section(0, "")
    for item in reading.items:
        item.section = item.section or untitled
        for draft in drafts_of(document, part, item, collector, counters, list_type):
            task_ids.append(collector.add_task(draft))
        collector.cover(item.start, item.end)
    for token in reading.loose:
        _loose(document, token, collector, task_ids)


def list_type_of(title: str) -> str:
    """livelihood for lists of 民生实事, else key_work; a title that names both says neither."""
    words = load_words()
    is_livelihood = re.search(words["livelihood"], title) and not re.search(words["key_work"], title)
    return "livelihood" if is_livelihood else "key_work"


def task_level(tokens: list[Token]) -> str:
    """The level of numbering (A 一、 B （一） C 1. D (1)) that carries the tasks, P where paragraphs do."""
    segments = _segments(tokens)
    if not segments:
        return PARAGRAPHS
    shares = {level: sum(s.count(level) == 1 for s in segments) / len(segments) for level in LEVELS}
    best = max(LEVELS, key=lambda level: (shares[level], level))
    if best in "AB" and segments.count("") / len(segments) > _MAX_UNMARKED:
        return PARAGRAPHS  # several clauses under one heading: its paragraphs are the tasks
    return best if shares[best] >= _MIN_SHARE else PARAGRAPHS


def _segments(tokens: list[Token]) -> list[str]:
    """The marks before each group of clauses, as a string of levels per group."""
    segments, marks = [], ""
    for is_clause, group in groupby(tokens, key=lambda token: token.kind == "clause"):
        if is_clause:
            segments.append(marks)
            marks = ""
        else:
            marks += "".join(token.kind for token in group if token.kind in LEVELS)
    return segments


def read_items(document: Document, part: Part, level: str | None = None) -> Reading:
    """Find the sections and items of a part; ``level`` is the level of its tasks where clauses do not show it."""
    tokens = tokenize(document, part.blocks)
    reading = Reading(level or task_level(tokens))
    builder = _Builder(document, part, reading)
    for number, token in enumerate(tokens):
        builder.take(token, tokens[number + 1 :])
    builder.flush()
    _drop_supporting(document, reading)
    return reading


class _Builder:
    """Walks the tokens of a part and opens and closes sections and items."""

    def __init__(self, document: Document, part: Part, reading: Reading) -> None:
        self.document, self.part, self.reading = document, part, reading
        self.section: Section | None = None
        self.outer: list[Person] = []
        self.heading: Token | None = None
        self.item: Item | None = None
        self.sections = 0
        self.rank = LEVELS.index(reading.level) if reading.level in LEVELS else len(LEVELS)

    def take(self, token: Token, rest: list[Token]) -> None:
        """Put one token where it belongs; ``rest`` are the tokens behind it."""
        if token.kind in LEVELS:
            self._take_mark(token)
        elif token.kind == "clause":
            self._take_clause(token)
        elif self.heading is not None:
            self._take_heading(token)
        elif self.item is not None and not self.item.clauses:
            (self.item.labels if token.kind == "label" else self.item.texts).append(token)
        elif self._opens_unnumbered(token, rest):
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
            self.heading = token
            return
        if rank > self.rank and self.item is not None and not self.item.clauses:
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
        leaders = leaders_of_heading(title)
        if self.heading.kind == "A":
            self.outer = leaders
        self.section = Section(0, title, leaders or (self.outer if self.heading.kind != "A" else []))
        self.reading.sections.append((self.heading.start, self.section))
        self.reading.headings.append((self.heading.start, token.start + cut, "section_heading"))
        if cut < len(text):
            self.reading.headings.append((token.start + cut, token.end, "section_preamble"))
        self.heading = None

    def _take_clause(self, token: Token) -> None:
        if self.heading is not None:
            self.heading = None
        if self.item is not None and (self.item.texts or self.item.labels):
            self.item.clauses.append(token)
        else:
            self.reading.loose.append(token)

    def _opens_unnumbered(self, token: Token, rest: list[Token]) -> bool:
        """A text behind a finished task is a task of its own when its own clause follows before any mark."""
        if token.kind != "text":
            return False
        following = next((t.kind for t in rest if t.kind not in ("text", "label")), None)
        return following == "clause" and not re.match(
            load_words()["assist"], self.document.text[token.start : token.end]
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
        if item is not None and (item.clauses or not item.texts):
            self.item = item if item.clauses else None


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


def supporting_name(title: str) -> str | None:
    """The treatment of a section that states no task, None for any other."""
    words = load_words()["supporting_sections"]
    return next((name for name, pattern in words.items() if re.search(pattern, title)), None)


def drafts_of(
    document: Document,
    part: Part,
    item: Item,
    collector: Collector,
    counters: dict[int, int],
    list_type: str | None = None,
) -> list[TaskDraft]:
    """The task of an item; ``list_type`` overrides what title and heading say."""
    section = item.section
    assert section is not None
    if section.number == 0:
        section.list_type = list_type or max(list_type_of(section.title), list_type_of(part.title))
        section.number = collector.next_section(section.list_type)
    counters[section.number] = item.number or counters.get(section.number, 0) + 1
    units, leaders, deadline = answers_of(document, part, item, collector)
    start, end, title = _text_of(document, item)
    return [
        TaskDraft(
            list_type=section.list_type,
            section_no=section.number,
            section_title=section.title,
            task_no=counters[section.number],
            start=start,
            end=end,
            title=title,
            period_id=collector.period_of_list(part.title),
            deadline_period_id=deadline,
            leaders=leaders or section.leaders,
            units=units,
        )
    ]


def answers_of(
    document: Document, part: Part, item: Item, collector: Collector
) -> tuple[list[UnitMention], list[Person], str | None]:
    """Units (with absolute offsets), leaders and deadline that an item's clauses name."""
    units: list[UnitMention] = []
    leaders: list[Person] = []
    deadline = None
    kinds = {kind for token in item.clauses for kind in kinds_in(document.text[slice(*token.body)])}
    for token in item.clauses:
        start, end = token.body
        body = document.text[start:end]
        clause = read_clause(body, bold_in(part, start, end), collector.convention, kinds)
        units += [UnitMention(u.name, u.role, u.rule, u.start + start, u.end + start) for u in clause.units]
        for a, b in clause.leaders:
            leaders += read_people(body[a:b])
        for a, b in clause.deadlines:
            deadline = deadline or deadline_of(body[a:b], collector.plan_period)
        for a, b in clause.notes:
            collector.set_aside(start + a, start + b, "role_convention")
    return units, leaders, deadline


def deadline_of(text: str, plan_period: str) -> str | None:
    """The period a deadline's words name (2024年6月底前 → 2024-H1), None where they name none."""
    found = find_periods(text, plan_period) if plan_period else []
    return found[0].period_id if found else None


def _text_of(document: Document, item: Item) -> tuple[int, int, str | None]:
    """The span of a task's text without mark, title and clauses, and its title if it has one."""
    tokens = sorted([*item.texts, *item.labels], key=lambda token: token.start)
    texts = [token for token in tokens if token.kind == "text"]
    if not texts:
        return item.start, item.end, None
    start, end = texts[0].start, max(token.end for token in tokens)
    first = document.text[texts[0].start : texts[0].end].strip()
    rest = [token for token in tokens if token.start >= texts[0].end]
    if _PLAIN_TITLE.match(first) and rest and rest[0].opens_paragraph:
        following = next((t.start for t in rest if t.kind == "text"), rest[0].start)
        return following, end, first
    stop = first.find("。")
    if item.level in "AB" and 0 < stop < _TITLE_LENGTH and (stop + 1 < len(first) or rest) and "，" not in first[:stop]:
        offset = texts[0].start + document.text[texts[0].start : texts[0].end].index("。") + 1
        return offset, end, first[:stop]
    return start, end, None


def _loose(document: Document, token: Token, collector: Collector, task_ids: list[str]) -> None:
    """A sentence at the foot of a list may name leaders who assist with every task of it; all else stays unread."""
    text = document.text[token.start : token.end].strip()
    match = re.match(load_words()["assist"], text)
    people = read_people(match["who"]) if match else []
    if not people:
        return
    collector.set_aside(token.start, token.end, "assist_sentence")
    for task_id in task_ids:
        held = sum(row.task_id == task_id for row in collector.parsed.task_leaders)
        for position, person in enumerate(people, start=held + 1):
            collector.add_leader(task_id, person, "assist", position)


def typed_labels(item: Item) -> list[Token]:
    """The content labels of an item that make it several tasks."""
    return [token for token in item.labels if content_kind(token.word) in PROGRAM_KINDS]
