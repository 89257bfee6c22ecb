"""Programme plans: programmes with convenors and units, each stating a five-year goal and a three-year action."""

from __future__ import annotations

import re

from pipeline.language.bodies.responsibility import labelled_fields
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.record_drafts import Program, TaskDraft
from pipeline.layouts.families.clause_lists import answers_of, typed_labels
from pipeline.layouts.family import Shared, TextFamily
from pipeline.layouts.outline.items import Item, read_items
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.outline.stream import PROGRAM_KINDS, Token, content_kind, tokens_of
from pipeline.readers.document import Document

_LEAD_VERB = re.compile(r"^(?:大力|全面|深入)?(?:实施|推进|开展)(?=\S{4,})")
_ACTION_YEARS = 3


def detect(document: Document, part: Part, _: str = "") -> float:
    """How surely a part is a list of programmes: 0 to 1."""
    labels = [t for t in tokens_of(document, part) if t.kind == "label" and content_kind(t.word) in PROGRAM_KINDS]
    return 0.95 if len(labels) >= 2 else 0.0


def parse(document: Document, part: Part, collector: Collector, shared: Shared) -> None:
    """Add the programmes, goals and actions of a part, and hand its programmes on to what follows."""
    reading = read_items(document, part)
    for start, end, treatment in reading.headings:
        collector.set_aside(start, end, treatment)
    for running, item in enumerate((item for item in reading.items if typed_labels(item)), start=1):
        program = _program(document, part, item, item.number or running, collector)
        shared.programs[program.number] = program
        for draft in _tasks(item, program, collector):
            collector.add_task(draft)
        collector.cover(item.start, item.end)
    for item in reading.items:
        if not typed_labels(item):
            collector.set_aside(item.start, item.end, "program_explanation")
    for token in reading.loose:
        collector.set_aside(token.start, token.end, "program_explanation")


def _program(document: Document, part: Part, item: Item, number: int, collector: Collector) -> Program:
    first = item.texts[0] if item.texts else item.labels[0]
    name = re.sub(r"\s+", "", document.text[first.start : first.end]).rstrip("。")
    name = _LEAD_VERB.sub("", name) or name
    units, leaders, _ = answers_of(document, part, item, collector)
    collector.add_program(number, name, _convenors(document, item))
    return Program(number, name, leaders, units)


def _convenors(document: Document, item: Item) -> str | None:
    """The convenors as printed."""
    for token in item.clauses:
        start, end = token.body
        for part in labelled_fields(document.text[start:end]):
            if part.kind == "lead_leader":
                return re.sub(r"\s+", "", document.text[start + part.start : start + part.end]).strip("；;。")
    return None


def _tasks(item: Item, program: Program, collector: Collector) -> list[TaskDraft]:
    """One task per typed label, reaching to the next label or the last text."""
    labels = typed_labels(item)
    last = max(token.end for token in [*item.texts, *item.labels])
    ends = [label.start for label in labels[1:]] + [last]
    numbers: dict[str, int] = {}
    drafts = []
    for label, end in zip(labels, ends, strict=True):
        kind = content_kind(label.word)
        numbers[kind] = numbers.get(kind, 0) + 1
        drafts.append(_draft(label, end, kind, numbers[kind], program, collector))
    return drafts


def _draft(label: Token, end: int, kind: str, number: int, program: Program, collector: Collector) -> TaskDraft:
    window = collector.plan_period
    first = window[:4]
    period = window if kind == "five_year_goal" else f"{first}/{int(first) + _ACTION_YEARS - 1}"
    return TaskDraft(
        list_type=kind,
        section_no=program.number,
        section_title=program.name,
        task_no=number,
        start=label.end,
        end=end,
        period_id=period,
        leaders=program.leaders,
        leader_role="convenor",
        units=program.units,
    )


FAMILY = TextFamily("program_plan", "program_plan", detect, parse)
