"""Government work reports: the year's main targets and actions, the goals of five years, the livelihood matters.

Which text belongs to which part and year is told by ``report_outline`` and ``report_passages``; here each part becomes
tasks. The past is set aside whole; so are the glossary behind the report and the speaker's address.
"""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.promises.targets import ANY_YEAR, firm_numbers, read_targets
from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import TargetText
from pipeline.layouts.collecting.record_drafts import TaskDraft
from pipeline.layouts.families import clause_lists
from pipeline.layouts.family import Shared
from pipeline.layouts.outline.leftovers import furniture_name
from pipeline.layouts.outline.parts import Outline, Part
from pipeline.layouts.reports.report_lists import without_number
from pipeline.layouts.reports.report_outline import Chapter, Span, chapters_of, window_of, word
from pipeline.layouts.reports.report_passages import Passage, is_heading_line, passages_of, without_mark
from pipeline.layouts.reports.report_tense import looks_ahead
from pipeline.readers.document import Document

_said = partial(pattern_of, "work_report")

LIVELIHOOD_TITLE = "民生实事"
_OPENING = 600
_SEVERAL = 4  # numbers in the paragraph of the year's main targets
_TITLE = re.compile(r"^(?P<title>[^。\n]{2,40})。")
_ORDER = (
    ("plan", ("action", "loose")),
    ("plan", ("expected",)),
    ("five_year", ("action", "expected", "loose", "address")),
    ("self", ("action", "expected", "loose", "address")),
    ("plan", ("address",)),
)
_HEADINGS = {"annex": "annex_mark", "glossary": "glossary", "livelihood": "list_title", "tail": "web_furniture"}
_TREATMENTS = {
    "past": "narrative_of_the_past", "self": "self_improvement", "glossary": "glossary", "annex": "annex",
    "livelihood": "explanation", "tail": "web_furniture",
}  # fmt: skip


def detect(document: Document, title: str) -> float:
    """How surely a document is a work report: 0 to 1."""
    is_derived = re.search(r"分解|分工|任务|进展|清单|方案|目标|责任|(?:完成|落实|推进|办理)情况", title)
    named = word("title").search(title) and not is_derived
    words = len({match.group() for match in _said("speech").finditer(document.text)})
    return min(1.0, 0.5 * bool(named) + 0.25 * words + 0.25 * bool(word("expected").search(document.text)))


def is_told(document: Document) -> bool:
    """Whether a newspaper tells what a work report promises: it names the report, and says what a year is to bring.

    Where it names only the assembly or meeting, it is such a report if that stated the year's goals.
    """
    opening = document.text[:_OPENING]
    states_goals = word("expected").search(document.text) or _said("aims").search(document.text)
    is_named = _said("told").search(opening) or (_said("met").search(opening) and states_goals)
    is_ahead = _said("ahead").search(document.text) or looks_ahead(document.text, ANY_YEAR)
    is_told_of = bool(is_named) or _states_many_goals(document)
    return bool(is_told_of and not _said("others").search(opening) and is_ahead)


def _states_many_goals(document: Document) -> bool:
    """Whether an excerpt states the year's main targets, several in one paragraph, whatever it is called."""
    stated = word("expected").search(document.text)
    return stated is not None and firm_numbers(document.text[stated.start() :].split("\n", 1)[0]) >= _SEVERAL


def parse(document: Document, outline: Outline, collector: Collector) -> None:
    """Add a work report's actions, main targets, goals of five years and livelihood matters as tasks."""
    blocks = [block for block in document.blocks if block.table is None]
    chapters = chapters_of(document, blocks, collector.plan_period[:4])
    if _said("nothing_but_plan").search(collector.identity.title):
        _all_ahead(chapters)
    tasks = _Tasks(document, collector)
    cut = [(chapter, passages_of(document, chapter.paragraphs)) for chapter in chapters]
    for chapter_kind, passage_kinds in _ORDER:
        for chapter, passages in cut:
            if chapter.kind == chapter_kind:
                tasks.add(chapter, [passage for passage in passages if passage.kind in passage_kinds])
    titles = {(block.start, block.end) for part in outline.parts for block in part.titles}
    for chapter, passages in cut:
        if chapter.kind in ("plan", "self"):
            tasks.add_matters([passage for passage in passages if passage.kind == "matter"])
        elif chapter.kind == "livelihood":
            _annex(document, chapter, passages, tasks)
        _set_aside(chapter, passages, titles, collector)


def _all_ahead(chapters: list[Chapter]) -> None:
    """A year's plan of economy and society that goes without a report on the last one reviews in no chapter."""
    for chapter in chapters:
        if chapter.kind == "past" and chapter.title and not word("review").search(chapter.title):
            chapter.kind = "plan"


class _Tasks:
    """Makes tasks of passages and numbers them in their lists."""

    def __init__(self, document: Document, collector: Collector) -> None:
        self.document, self.collector = document, collector
        self.year = collector.plan_period[:4]
        self.numbers = {"report_action": 0, "five_year_goal": 0}

    def add(self, chapter: Chapter, passages: list[Passage]) -> None:
        """Add a chapter's passages; one that is no action is a task when it promises a number."""
        is_ahead = chapter.kind == "five_year"
        period = window_of(chapter, self.year) if is_ahead else self.year
        list_type = "five_year_goal" if is_ahead else "report_action"
        has_actions = chapter.kind != "self" and (
            not _said("requirements").search(chapter.title) or _said("goals").search(chapter.title)
        )
        for passage in passages:
            name = furniture_name(self.document.text[passage.start : passage.end].strip())
            if name in ("credit", "web_furniture"):
                self.collector.set_aside(passage.start, passage.end, name)
            elif passage.kind == "expected":
                self._expected(passage, list_type, period)
            elif passage.kind == "action" and has_actions:
                self._add(passage, list_type, period)
            else:
                title = chapter.title if chapter.kind == "self" else ""
                promising = [span for span in passage.spans if self._promises(span, period)]
                for span in promising:
                    self._add(Passage("loose", [span]), list_type, period, title)

    def _promises(self, span: Span, period: str) -> bool:
        """Whether a paragraph outside the actions promises a number; requirements and lead-ins (：) state none."""
        text = self.document.text[slice(*span)].strip()
        said = text[: text.rfind("。") + 1] if text[-1:] in "：:" else text  # what stands before the lead-in counts
        return not _said("requirements").search(text) and bool(read_targets(said, period))

    def add_matters(self, passages: list[Passage], list_title: str = LIVELIHOOD_TITLE) -> None:
        """Add the matters of a livelihood list, a task each; one with a heading of its own keeps it."""
        section = self.collector.next_section("livelihood") if passages else 0
        for number, passage in enumerate(passages, start=1):
            title, start = _title(self.document.text, passage.start, passage.end)
            start = max(start, without_number(self.document, passage.spans[0]))
            period = self.year
            draft = TaskDraft("livelihood", section, list_title, number, start, passage.end, title or None, period)
            self.collector.add_task(draft)
            self.collector.cover(passage.start, passage.end)

    def _number(self, list_type: str) -> int:
        self.numbers[list_type] += 1
        return self.numbers[list_type]

    def _expected(self, passage: Passage, list_type: str, period: str) -> None:
        match = word("expected").search(self.document.text, passage.start, passage.end)
        position = match.start() if match else passage.start
        sentence = self.document.text.rfind("。", passage.start, position) + 1 or passage.start
        targets = [TargetText("", sentence, passage.end, period)]
        draft = TaskDraft(
            list_type, self._number(list_type), clause_lists.GOALS_TITLE, 1, passage.start, passage.end, None, period,
            targets=targets,
        )  # fmt: skip
        self.collector.add_task(draft)

    def _add(self, passage: Passage, list_type: str, period: str, section: str = "") -> None:
        """One task; its heading's line or first sentence is its name, or that of the action it goes on with."""
        text = self.document.text
        title, body = _title(text, passage.start, passage.end)
        if passage.heading is not None:
            title, body = _title(text, passage.heading.start, passage.heading.end)[0], passage.start
        number = self._number(list_type)
        draft = TaskDraft(list_type, number, title or section, 1, body, passage.end, title or None, period)
        self.collector.add_task(draft)
        self.collector.cover(passage.start, passage.end)


def _title(text: str, start: int, end: int) -> tuple[str, int]:
    """The name of an action and where its text begins: a line of its own, or a sentence above others."""
    body = start + without_mark(text[start:end])
    line, _, rest = text[body:end].partition("\n")
    if rest.strip() and is_heading_line(line) and not _promises_number(line):
        return line.strip(), body + len(line) + 1
    match = _TITLE.match(text[body:end])
    has_more = match is not None and bool(text[body + match.end() : end].strip())
    if match is None or not has_more or _promises_number(match["title"]):
        return "", body  # a sentence of its own, not a name above others
    return match["title"].strip(), body + match.end()


def _promises_number(sentence: str) -> bool:
    """Whether a sentence promises a number by itself: 改造老旧小区30个。 is no name above what follows."""
    return bool(re.search(r"\d", sentence)) and firm_numbers(sentence) > 0


def _annex(document: Document, chapter: Chapter, passages: list[Passage], tasks: _Tasks) -> None:
    """The list of livelihood matters behind the report: with the units that answer for each, where it names them."""
    inside = [b for b in document.blocks if any(a <= b.start and b.end <= e for a, e in chapter.paragraphs)]
    part = Part(blocks=inside, title=chapter.title)
    if clause_lists.detect(document, part):
        clause_lists.parse(document, part, tasks.collector, Shared("livelihood"))
    else:
        tasks.add_matters([p for p in passages if p.kind in ("action", "matter")], chapter.title)


def _set_aside(chapter: Chapter, passages: list[Passage], titles: set[Span], collector: Collector) -> None:
    """Name what the tasks left over; the document's own titles are named with those of its parts."""
    if chapter.heading not in titles:
        collector.set_aside(*chapter.heading, _HEADINGS.get(chapter.kind, "section_heading"))
    addresses = [span for passage in passages if passage.kind == "address" for span in passage.spans]
    for span in chapter.paragraphs:
        is_closing = chapter.kind == "plan" and span in addresses
        name = "closing_address" if is_closing else _TREATMENTS.get(chapter.kind, "speech")
        for start, end in collector.uncovered() if span not in titles else ():
            if start < span[1] and span[0] < end:
                collector.set_aside(max(start, span[0]), min(end, span[1]), name)
