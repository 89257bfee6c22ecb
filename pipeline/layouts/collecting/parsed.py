"""What a layout hands on: identity, records, and the stretches of text whose numbers are still to be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pipeline.records import (
    IndicatorRecord,
    ProgramRecord,
    ProgressRecord,
    RemainderRecord,
    TaskLeaderRecord,
    TaskRecord,
    TaskUnitRecord,
    UnitMemberRecord,
    UnitRecord,
)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What the file itself does not say: its entry in ``raw/<jurisdiction>/source.yml``.

    Every field is optional except ``file_name``; a document in ``raw/inbox/`` has only that.
    ``quirks`` are hand fixes of the text, each with its reason and the number of places it must touch.
    """

    file_name: str  # relative to raw/
    jurisdiction: str | None = None
    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    issued_on: dt.date | None = None
    doc_type: str | None = None
    plan_period_id: str | None = None
    report_period_id: str | None = None
    original_file_name: str | None = None
    origin: str | None = None
    sha256: str | None = None  # the bytes the entry speaks of; of other bytes only the jurisdiction holds
    quirks: tuple[Quirk, ...] = ()
    announcement: Announcement | None = None  # the notice this document is annexed to


@dataclass(frozen=True, slots=True)
class Announcement:
    """The notice a document is annexed to: what the annex does not say of itself (place, number, date) it says."""

    content: bytes = field(repr=False)
    source: SourceEntry


@dataclass(frozen=True, slots=True)
class Quirk:
    """One hand fix of a text: replace ``find`` by ``replace``, exactly ``count`` times, because ``reason``."""

    find: str
    replace: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a document is, read from it or from its source entry (the entry wins)."""

    document_id: str
    jurisdiction: str
    parent_jurisdictions: str | None  # 浙江省/金华市
    title: str
    doc_number: str | None
    issuer: str | None
    issued_on: dt.date | None
    doc_type: str
    plan_period_id: str | None
    report_period_id: str | None


@dataclass(frozen=True, slots=True)
class TargetText:
    """A stretch of the document that promises numbers for one task or progress row.

    ``owner_id`` is a task_id or progress_id. The task's own text is one; a milestone column (一季度, 目标值) is
    another, with the period and, where the table's header says them, the indicator and unit.
    """

    owner_id: str
    start: int
    end: int
    period_id: str
    indicator: str | None = None
    unit: str | None = None
    is_annual: bool = False  # a column of yearly growth: to be reached in every year of the plan


@dataclass(frozen=True, slots=True)
class ResultText:
    """A stretch of the document that reports numbers for one progress row (narrative or a numeric column)."""

    progress_id: str
    start: int
    end: int
    period_id: str
    indicator: str | None = None
    unit: str | None = None
    is_percent_of_target: bool = False  # a 完成率 column


@dataclass(slots=True)
class Parsed:
    """All that one layout read from one document."""

    identity: Identity
    layout: str
    role_convention: str | None = None
    tasks: list[TaskRecord] = field(default_factory=list)
    task_units: list[TaskUnitRecord] = field(default_factory=list)
    task_leaders: list[TaskLeaderRecord] = field(default_factory=list)
    units: list[UnitRecord] = field(default_factory=list)
    unit_members: list[UnitMemberRecord] = field(default_factory=list)
    programs: list[ProgramRecord] = field(default_factory=list)
    indicators: list[IndicatorRecord] = field(default_factory=list)
    progress: list[ProgressRecord] = field(default_factory=list)
    remainders: list[RemainderRecord] = field(default_factory=list)
    target_texts: list[TargetText] = field(default_factory=list)
    result_texts: list[ResultText] = field(default_factory=list)
