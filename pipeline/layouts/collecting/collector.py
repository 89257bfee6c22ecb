"""Gathers the records of one document, keeps their keys unique and knows which text they account for."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from pipeline.language.bodies.organisations import members_of, qualified_group, resolve_unit, units_behind
from pipeline.language.bodies.people import Person, office_of
from pipeline.language.bodies.responsibility import Convention, UnitMention
from pipeline.language.results.stated import has_words, is_filled, stated_code, states_issue
from pipeline.layouts.collecting.parsed import Identity, Parsed, ResultText, TargetText
from pipeline.layouts.collecting.record_drafts import ProgressDraft, TaskDraft
from pipeline.layouts.outline.five_years import five_years_of
from pipeline.layouts.whose.heading import WINDOW
from pipeline.readers.document import Document
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

UNREAD = "unread"


def _page_starts(document: Document) -> tuple[list[int], list[int | None]]:
    """The offsets at which blocks and table cells begin, and the page of each."""
    places: list[tuple[int, int | None]] = []
    for block in document.blocks:
        places.append((block.start, block.page))
        places += [(cell.start, cell.page) for cell in block.table.cells] if block.table else []
    places.sort(key=lambda place: place[0])
    return [start for start, _ in places], [page for _, page in places]


class Collector:
    """Records in, ``Parsed`` out."""

    def __init__(self, document: Document, identity: Identity, layout: str, convention: Convention) -> None:
        self.document, self.identity, self.convention = document, identity, convention
        self.parsed = Parsed(identity, layout, convention.quote)
        self._keys: set[str] = set()
        self._spellings: set[tuple[str, str]] = set()
        self._covered: list[tuple[int, int]] = []
        self._named: list[tuple[int, int, str]] = []
        self._sections: dict[str, int] = {}
        self._pages = _page_starts(document)

    @property
    def plan_period(self) -> str:
        """The document's plan period; a report without one plans for the year it reports on."""
        return self.identity.plan_period_id or (self.identity.report_period_id or "")[:4]

    def period_of_list(self, *titles: str) -> str:
        """The period of a list by its titles, the nearest first: the years a title names, else the plan's."""
        return next((period for title in titles if (period := self._named_in(title))), self.plan_period)

    def _named_in(self, title: str) -> str | None:
        window = five_years_of(title, self.plan_period)
        years = set(re.findall(r"(20\d{2})\s*年", WINDOW.sub("", title)))
        if window is None and len(years) == 1:  # of a plan's window one year; a plan of one year is of that one
            return years.pop() if "/" in self.plan_period else self.plan_period
        return window

    def text(self, start: int, end: int) -> str:
        """The source's words of a span as they go into a record: line breaks inside removed."""
        return re.sub(r"\s*\n\s*", "", self.document.text[start:end]).strip()

    def page_at(self, offset: int) -> int | None:
        """The page on which an offset stands, None where the medium has no pages."""
        starts, pages = self._pages
        return pages[bisect_right(starts, offset) - 1] if starts and offset >= starts[0] else None

    def next_section(self, list_type: str) -> int:
        """The number of the next section of a list."""
        self._sections[list_type] = self._sections.get(list_type, 0) + 1
        return self._sections[list_type]

    def cover(self, start: int, end: int) -> None:
        """Account for a stretch of text: a record holds what it says."""
        self._covered.append((start, end))

    def set_aside(self, start: int, end: int, treatment: str) -> None:
        """Account for a stretch of text by the name of the rule that set it aside."""
        if self.document.text[start:end].strip():
            self._named.append((start, end, treatment))

    def key(self, stem: str) -> str:
        """``stem``, or stem~2, stem~3 … where an earlier record has it."""
        key, number = stem, 2
        while key in self._keys:
            key, number = f"{stem}~{number}", number + 1
        self._keys.add(key)
        return key

    def add_task(self, draft: TaskDraft) -> str:
        """Add a task with its units, leaders and target texts; returns its key."""
        start, end = self._trim(draft.start, draft.end)
        identity = self.identity
        path = f"{draft.list_type}/{draft.section_no}/{draft.task_no}"
        task_id = self.key(f"{identity.document_id}/{path}")
        leader = draft.leaders[0] if draft.leaders else None
        period = draft.period_id or self.plan_period
        self.parsed.tasks.append(
            TaskRecord(
                task_id=task_id,
                document_id=identity.document_id,
                jurisdiction=identity.jurisdiction,
                period_id=period,
                list_type=draft.list_type,
                section_no=draft.section_no,
                section_title=draft.section_title,
                task_no=draft.task_no,
                title=draft.title,
                task_text=self.text(start, end),
                leader_name=leader.name if leader else None,
                leader_title=leader.title if leader else None,
                deadline_period_id=draft.deadline_period_id,
                source_page=self.page_at(start),
                char_start=start,
                char_end=end,
                leader_office=office_of(leader.title) if leader else None,
            )
        )
        self.cover(start, end)
        for position, person in enumerate(draft.leaders, start=1):
            self.add_leader(task_id, person, draft.leader_role, position)
        self._add_units(task_id, draft.units)
        texts = draft.targets or [TargetText("", start, end, draft.deadline_period_id or period)]
        self.parsed.target_texts += [replace(text, owner_id=task_id) for text in texts]
        return task_id

    def add_leader(self, task_id: str, person: Person, role: str, position: int) -> None:
        """Add one leader of a task."""
        self.parsed.task_leaders.append(
            TaskLeaderRecord(
                task_id,
                self.identity.document_id,
                self.identity.jurisdiction,
                person.name,
                person.title,
                role,
                position,
                office_of(person.title),
            )
        )

    def _add_units(self, task_id: str, mentions: list[UnitMention]) -> None:
        names = [mention.name for mention in mentions]
        units = [(mention, name) for mention in mentions for name in units_behind(mention.name)]
        for position, (mention, name) in enumerate(units, start=1):
            unit_id = self.add_unit(mention.name, qualified_group(name, names))
            self._add_members(unit_id, name)
            self.parsed.task_units.append(
                TaskUnitRecord(
                    task_id=task_id,
                    document_id=self.identity.document_id,
                    unit_id=unit_id,
                    name_as_written=mention.name,
                    role=mention.role,
                    position=position,
                    role_rule=mention.rule,
                    char_start=mention.start,
                    char_end=mention.end,
                )
            )
            self.cover(mention.start, mention.end)

    def add_unit(self, name: str, known_as: str | None = None) -> str:
        """Add a spelling of a unit once, resolved as ``known_as`` where the name alone cannot tell; returns its key."""
        unit = resolve_unit(known_as or name, self.identity.jurisdiction)
        if (unit.unit_id, name) not in self._spellings:
            self._spellings.add((unit.unit_id, name))
            self.parsed.units.append(
                UnitRecord(
                    unit_id=unit.unit_id,
                    document_id=self.identity.document_id,
                    jurisdiction=self.identity.jurisdiction,
                    unit_name=unit.unit_name,
                    full_name=unit.full_name,
                    unit_type=unit.unit_type,
                    is_group=unit.is_group,
                    alias=name,
                    how_known=unit.how_known,
                )
            )
        return unit.unit_id

    def _add_members(self, group_id: str, name: str) -> None:
        """Add the members that a group's name lists in its bracket, once a group."""
        for member in members_of(name):
            record = UnitMemberRecord(group_id, self.add_unit(member), self.identity.document_id, name)
            if record not in self.parsed.unit_members:
                self.parsed.unit_members.append(record)

    def add_progress(self, draft: ProgressDraft) -> str:
        """Add a progress row with the texts of its targets and results; returns its key."""
        identity = self.identity
        progress_id = self.key(f"{identity.document_id}/row/{draft.row_no}")
        narrative = [self._trim(*span) for span in draft.narrative] or [(draft.name[1], draft.name[1])]
        text = "\n".join(self.document.text[a:b] for a, b in narrative)
        self.parsed.progress.append(
            ProgressRecord(
                progress_id=progress_id,
                document_id=identity.document_id,
                jurisdiction=identity.jurisdiction,
                period_id=identity.report_period_id or self.plan_period,
                row_no=draft.row_no,
                task_name=self.text(*draft.name),
                lead_unit_name=draft.lead_unit,
                lead_unit_id=self.add_unit(draft.lead_unit) if draft.lead_unit else None,
                narrative=text,
                stated_status=draft.stated_status,
                issues=draft.issues,
                next_steps=draft.next_steps,
                source_page=self.page_at(draft.name[0]),
                char_start=draft.start,
                char_end=draft.end,
                narrative_start=narrative[0][0],
                narrative_end=narrative[-1][1],
                stated_code=stated_code(draft.stated_status, draft.status_head),
                states_issue=states_issue(draft.issues),
                has_words=has_words(text),
                is_filled=bool(draft.results) or is_filled(text, draft.stated_status, draft.issues, draft.next_steps),
            )
        )
        self.cover(draft.start, draft.end)
        self.parsed.target_texts += [replace(text, owner_id=progress_id) for text in draft.targets]
        self.parsed.result_texts += [
            ResultText(progress_id, r.start, r.end, r.period_id, r.indicator, r.unit, r.is_percent_of_target)
            for r in draft.results
        ]
        return progress_id

    def add_program(self, program_no: int, name: str, convenors: str | None) -> None:
        """Add a programme of a programme plan."""
        stem = f"{self.identity.document_id}/program/{program_no}"
        period = self.plan_period
        record = ProgramRecord(self.key(stem), self.identity.document_id, program_no, name, convenors, period)
        self.parsed.programs.append(record)

    def add_indicator(self, program_no: int, level: str, number: int, start: int, end: int) -> None:
        """Add an indicator of an indicator system; the span is its name."""
        start, end = self._trim(start, end)
        stem = f"{self.identity.document_id}/indicator/{program_no}/{level}/{number}"
        page = self.page_at(start)
        name = self.text(start, end)
        record = IndicatorRecord(
            self.key(stem), self.identity.document_id, program_no, level, number, name, page, start, end
        )
        self.parsed.indicators.append(record)
        self.cover(start, end)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return start, end

    def first_covered(self) -> int:
        """Where the first record begins; the text's end when there is none."""
        return min((start for start, _ in self._covered), default=len(self.document.text))

    def uncovered(self) -> list[tuple[int, int]]:
        """The stretches of text that nothing accounts for yet."""
        gaps, position = [], 0
        spans = sorted([*self._covered, *((start, end) for start, end, _ in self._named)])
        for start, end in [*spans, (len(self.document.text), len(self.document.text))]:
            if start > position and self.document.text[position:start].strip():
                gaps.append(self._trim(position, start))
            position = max(position, end)
        return gaps

    def finish(self) -> Parsed:
        """Write the remainders: what was set aside by name, the reader's asides, and what nobody read."""
        spans = [(*self._trim(start, end), name) for start, end, name in self._named]
        spans += [(start, end, UNREAD) for start, end in self.uncovered()]
        for position, (start, end, name) in enumerate(sorted(spans), start=1):
            self._remainder(position, name, self.document.text[start:end], self.page_at(start), start, end)
        for position, aside in enumerate(self.document.asides, start=len(spans) + 1):
            self._remainder(position, aside.reason, aside.text, aside.page, None, None)
        return self.parsed

    def _remainder(
        self, position: int, treatment: str, text: str, page: int | None, start: int | None, end: int | None
    ) -> None:
        document_id = self.identity.document_id
        self.parsed.remainders.append(RemainderRecord(document_id, position, treatment, text, page, start, end))
