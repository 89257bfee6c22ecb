"""Lists in running text: numbered clauses with a responsibility clause each, and blocks under a leader."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from pipeline.language.bodies.people import Person, read_people
from pipeline.language.bodies.responsibility import Convention, UnitMention, find_convention, read_clause
from pipeline.language.promises.targets import firm_numbers, read_targets
from pipeline.language.time.period_words import find_periods
from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.record_drafts import TaskDraft
from pipeline.layouts.family import Shared, TextFamily
from pipeline.layouts.outline.clauses import kinds_in
from pipeline.layouts.outline.items import Item, Section, read_items, segments_of, task_level
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.outline.stream import PROGRAM_KINDS, Token, content_kind, tokens_of
from pipeline.readers.document import Block, Document

GOALS_TITLE = "主要预期目标"
_TITLE_LENGTH = 40
_MIN_TASKS = 3
_BARE_MONTH = re.compile(r"\s{0,8}(?P<month>1[0-2]|[1-9])月份?[。；;]?\s*$")
_PLAIN_TITLE = re.compile(r"[^。；;，,！]{2,40}$")


def detect(document: Document, part: Part, _: str = "") -> float:
    """How surely a part is a list of tasks with responsibility clauses: 0 to 1."""
    tokens = tokens_of(document, part)
    clauses = [token for token in tokens if token.kind == "clause"]
    if not clauses:
        return 0.0
    groups = len(segments_of(tokens))
    return min(1.0, 0.5 + 0.1 * groups)


def is_list(document: Document, part: Part) -> bool:
    """Whether the text around a part's tables is a list of its own, not a note with a clause in it."""
    return len(segments_of(tokens_of(document, part))) >= _MIN_TASKS


def detect_blocks(document: Document, part: Part, _: str = "") -> float:
    """How surely a part is such a list whose tasks have Chinese numerals and lines of roles: 0 to 1."""
    tokens = tokens_of(document, part)
    is_blocks = task_level(tokens) in "AB" and _has_lines_of_roles(document, tokens)
    return detect(document, part) if is_blocks else 0.0


def _has_lines_of_roles(document: Document, tokens: list[Token]) -> bool:
    return any(t.kind == "clause" and document.text[t.start] not in "（([【" for t in tokens)


def shared_convention(document: Document, parts: list[Part], cells: list[tuple[str, bool]]) -> Convention:
    """The sign for leading units that a document's clauses and ``cells`` of units (text, is any of it bold) share."""
    bodies = list(cells)
    for part in parts:
        for token in tokens_of(document, part):
            if token.kind == "clause":
                bodies.append((document.text[slice(*token.body)], bool(bold_in(part, *token.body))))
    return find_convention(document.text, bodies)


def bold_in(part: Part, start: int, end: int) -> list[tuple[int, int]]:
    """The bold stretches between two offsets, relative to the first; [] where all of it is bold or none."""
    spans = _bold_spans(part)
    near = spans[max(0, bisect_left(spans, (start, start)) - 1) : bisect_left(spans, (end, end))]
    inside = [(max(s, start) - start, min(e, end) - start) for s, e in near if s < end and start < e]
    return inside if sum(e - s for s, e in inside) < end - start else []


def _bold_spans(part: Part) -> list[tuple[int, int]]:
    """The part's bold stretches in reading order, gathered once."""
    if part.bold is None:
        part.bold = sorted((span.start, span.end) for block in part.blocks for span in block.bold)
    return part.bold


def parse(document: Document, part: Part, collector: Collector, shared: Shared) -> None:
    """Add a part's tasks; the shared list type overrides what title and headings say."""
    reading = read_items(document, part)
    for start, end, treatment in reading.headings:
        collector.set_aside(start, end, treatment)
    task_ids: list[str] = []
    counters: dict[int, int] = {}
    untitled = Section(0, "")
    for token in reading.loose:
        _goals(document, token, collector, shared.list_type or "key_work")
    for item in reading.items:
        item.section = item.section or untitled
        for draft in drafts_of(document, part, item, collector, counters, shared.list_type):
            task_ids.append(collector.add_task(draft))
        collector.cover(item.start, item.end)
    for token in reading.loose:
        _loose(document, token, collector, task_ids)


def list_type_of(title: str) -> str:
    """livelihood for lists of 民生实事, else key_work; a title that names both says neither."""
    words = load_vocabulary("words")
    is_livelihood = re.search(words["livelihood"], title) and not re.search(words["key_work"], title)
    return "livelihood" if is_livelihood else "key_work"


def list_type_of_titles(collector: Collector, *titles: str) -> str:
    """The type of a list by its titles; one of several years inside a year's plan is its five-year goals."""
    if "/" in collector.period_of_list(*titles) and "/" not in collector.plan_period:
        return "five_year_goal"
    return max(map(list_type_of, titles))


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
        section.list_type = list_type or list_type_of_titles(collector, section.title, part.title)
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
            period_id=collector.period_of_list(section.title, part.title),
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
    """The period a deadline's words name (2024年6月底前 → 2024-H1), None where they name none.

    A bare month (10月), which in a sentence is only when something happens, is by its end.
    """
    month = _BARE_MONTH.match(text)
    found = find_periods(f"{month['month']}月底前" if month else text, plan_period) if plan_period else []
    return found[0].period_id if found else None


def _text_of(document: Document, item: Item) -> tuple[int, int, str | None]:
    """The span of a task's text without mark, title and clauses, and its title if it has one."""
    tokens = sorted([*item.texts, *item.labels], key=lambda token: token.start)
    texts = [token for token in tokens if token.kind == "text"]
    if not texts:
        return item.start, item.end, None
    start, end = texts[0].start, max(token.end for token in tokens)
    first = document.text[texts[0].start : texts[0].end].strip()
    if item.clauses and item.clauses[0].start < max(token.start for token in tokens):
        following = next(token.start for token in tokens if token.start > item.clauses[0].start)
        return following, end, first.rstrip("。")
    rest = [token for token in tokens if token.start >= texts[0].end]
    if _PLAIN_TITLE.match(first) and rest and rest[0].opens_paragraph and not _is_of_lines(document, texts):
        following = next((t.start for t in rest if t.kind == "text"), rest[0].start)
        return following, end, first
    stop = first.find("。")
    if item.level in "AB" and 0 < stop < _TITLE_LENGTH and (stop + 1 < len(first) or rest) and "，" not in first[:stop]:
        offset = texts[0].start + document.text[texts[0].start : texts[0].end].index("。") + 1
        return offset, end, first[:stop]
    return start, end, None


def _is_of_lines(document: Document, texts: list[Token]) -> bool:
    """Whether a task is several lines alike, the first of which promises a number as the others do: it is no title."""
    lines = [document.text[token.start : token.end].strip() for token in texts]
    is_alike = len(lines) > 1 and not any(re.search("[。；;，,！]", line) for line in lines)
    return is_alike and firm_numbers(lines[0]) > 0


def _goals(document: Document, token: Token, collector: Collector, list_type: str) -> None:
    """A paragraph without a clause that states the year's main targets is a task that nobody answers for."""
    text = document.text[token.start : token.end]
    if re.search(load_vocabulary("words")["work_report"]["expected"], text) and read_targets(
        text, collector.plan_period
    ):
        section = collector.next_section(list_type)
        collector.add_task(TaskDraft(list_type, section, GOALS_TITLE, 1, token.start, token.end, None))


def add_front_goals(document: Document, front: list[Block], collector: Collector, title: str) -> None:
    """The year's main targets that stand between a list's title and its first heading are a task of their own."""
    for block in front:
        if block.table is None:
            _goals(document, Token("text", block.start, block.end), collector, list_type_of_titles(collector, title))


def _loose(document: Document, token: Token, collector: Collector, task_ids: list[str]) -> None:
    """Sentences outside the tasks: which unit leads, who assists with every task of the list; all else stays unread."""
    text = document.text[token.start : token.end].strip()
    if collector.convention.quote and collector.convention.quote in text:
        collector.set_aside(token.start, token.end, "role_convention")
        return
    match = re.match(load_vocabulary("words")["assist"], text)
    people = read_people(match["who"]) if match else []
    if not people:
        return
    collector.set_aside(token.start, token.end, "assist_sentence")
    held = Counter(row.task_id for row in collector.parsed.task_leaders)
    for task_id in task_ids:
        for position, person in enumerate(people, start=held[task_id] + 1):
            collector.add_leader(task_id, person, "assist", position)


def typed_labels(item: Item) -> list[Token]:
    """The content labels of an item that make it several tasks."""
    return [token for token in item.labels if content_kind(token.word) in PROGRAM_KINDS]


BLOCKS = TextFamily("block_list", "responsibility_breakdown", detect_blocks, parse, yields_to_tables=True)
NUMBERED = TextFamily("numbered_clauses", "responsibility_breakdown", detect, parse, yields_to_tables=True)
