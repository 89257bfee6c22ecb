"""Tasks and progress rows before they have their keys: what a layout hands to the collector."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.language.bodies.people import Person
from pipeline.language.bodies.responsibility import UnitMention
from pipeline.layouts.collecting.parsed import ResultText, TargetText


@dataclass(slots=True)
class TaskDraft:
    """A task before it has its key. Spans are offsets into the document's text; ``units`` have absolute offsets."""

    list_type: str
    section_no: int
    section_title: str
    task_no: int
    start: int
    end: int
    title: str | None = None
    period_id: str | None = None
    deadline_period_id: str | None = None
    leaders: list[Person] = field(default_factory=list)
    leader_role: str = "lead"
    units: list[UnitMention] = field(default_factory=list)
    targets: list[TargetText] = field(default_factory=list)  # owner_id '' until the task has its key


@dataclass(slots=True)
class ProgressDraft:
    """A progress row before it has its key; spans as in ``TaskDraft``."""

    row_no: int
    name: tuple[int, int]
    narrative: list[tuple[int, int]]
    start: int
    end: int
    lead_unit: str | None = None
    stated_status: str | None = None
    status_head: str = ""  # the words of the column that states it
    issues: str | None = None
    next_steps: str | None = None
    targets: list[TargetText] = field(default_factory=list)
    results: list[ResultText] = field(default_factory=list)


class Program:
    """A programme's name and who answers for it; the programme's own list of tasks takes them from here."""

    def __init__(self, number: int, name: str, leaders: list[Person], units: list[UnitMention]) -> None:
        self.number, self.name, self.leaders, self.units = number, name, leaders, units
