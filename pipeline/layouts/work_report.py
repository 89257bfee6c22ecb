"""Government work reports: the year's main targets and actions, the targets of later years; the past is told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.language.targets import read_targets
from pipeline.layouts.collector import Collector
from pipeline.layouts.drafts import TaskDraft
from pipeline.layouts.parsed import TargetText
from pipeline.layouts.parts import Part
from pipeline.layouts.stream import LEVELS, tokens_of
from pipeline.layouts.words import load_words
from pipeline.readers.document import Document

NAME = "work_report"
EXPECTED_TITLE = "主要预期目标"
_OPENING = 300
_SPEECH = re.compile(r"各位代表|政府工作的总体要求|向大会(?:作|报告)|请予审议")
_AHEAD = re.compile(r"(?:到|至)(?P<year>20\d{2})年")
_TITLE = re.compile(r"^(?P<title>[^。\n]{2,40})。")


@dataclass(slots=True)
class _Chapter:
    """A first-level section: its heading, its own paragraphs and its numbered ones."""

    title: str
    start: int
    kind: str
    paragraphs: list[tuple[str | None, int, int]] = field(default_factory=list)  # level of numbering, start, end


def detect(document: Document, title: str) -> float:
    """How surely a document is a work report: 0 to 1."""
    is_derived = re.search(r"分解|任务|进展|清单|方案|目标|责任", title)
    named = re.search(load_words()["work_report"]["title"], title) and not is_derived
    words = len({match.group() for match in _SPEECH.finditer(document.text)})
    expected = re.search(load_words()["work_report"]["expected"], document.text)
    return min(1.0, 0.5 * bool(named) + 0.25 * words + 0.25 * bool(expected))


def report_year(document: Document) -> str | None:
    """The year a report plans for: the one whose main expected targets it states."""
    words = load_words()["work_report"]["expected"]
    match = re.search(rf"(20\d{{2}})年[^。]{{0,40}}(?:{words})", document.text)
    if match:
        return match[1]
    match = re.search(words, document.text)
    years = re.findall(r"(20\d{2})年是", document.text[: match.end()] if match else document.text)
    return years[-1] if years else None


def parse(document: Document, part: Part, collector: Collector) -> None:
    """Add the actions, main targets and outlook of a work report as tasks."""
    chapters = _chapters(document, part, collector)
    actions = 0
    for chapter in chapters:
        if chapter.kind == "plan":
            actions = _plan(document, chapter, collector, actions)
    for chapter in chapters:
        if chapter.kind == "plan":
            actions = _expected(document, chapter, collector, actions)
    for chapter in chapters:
        if chapter.kind == "outlook":
            actions = _outlook(document, chapter, collector, actions)
        if chapter.kind == "self":
            actions = _self(document, chapter, collector, actions)
    for chapter in chapters:
        treatment = {"past": "narrative_of_the_past", "self": "self_improvement"}.get(chapter.kind, "speech")
        for _, start, end in chapter.paragraphs:
            for a, b in _gaps(collector, start, end):
                collector.set_aside(a, b, treatment)


def _chapters(document: Document, part: Part, collector: Collector) -> list[_Chapter]:
    tokens = tokens_of(document, part)
    chapters = [_Chapter("", part.blocks[0].start if part.blocks else 0, "past")]
    for number, token in enumerate(tokens):
        if token.kind == "A" and token.opens_paragraph:
            end = _paragraph_end(part, token.start)
            title = document.text[token.end : end]
            chapters.append(_Chapter(title, token.start, ""))
            collector.set_aside(token.start, end, "section_heading")
        elif token.opens_paragraph and not (number and tokens[number - 1].kind == "A"):
            end = _paragraph_end(part, token.start)
            level = token.kind if token.kind in LEVELS else None
            chapters[-1].paragraphs.append((level, token.start, end))
    for chapter in chapters[1:]:
        chapter.kind = _kind(document, chapter)
    return chapters


def _paragraph_end(part: Part, position: int) -> int:
    return next((block.end for block in part.blocks if block.start <= position < block.end), position)


def _kind(document: Document, chapter: _Chapter) -> str:
    """past, outlook, plan or self, by the heading first and then by what the paragraphs say."""
    words = load_words()["work_report"]
    text = "".join(document.text[start:end] for _, start, end in chapter.paragraphs)
    for kind in ("past", "self", "outlook", "plan"):
        if re.search(words[kind], chapter.title):
            return kind
    if re.search(words["expected"], text):
        return "plan"
    if re.search(words["outlook"], text) and _AHEAD.search(text):
        return "outlook"
    if re.search(words["self"], chapter.title + text[:_OPENING]):
        return "self"
    return "plan" if re.search(words["plan"], text[:_OPENING]) else "past"


def _plan(document: Document, chapter: _Chapter, collector: Collector, actions: int) -> int:
    """Each paragraph numbered at the chapter's highest level is an action; what stands below it belongs to it."""
    levels = [level for level, _, _ in chapter.paragraphs if level is not None]
    spans: list[tuple[int, int]] = []
    for level, start, end in chapter.paragraphs:
        text = document.text[start:end]
        if level == min(levels, default=None) if levels else _promises(text, collector):
            spans.append((start, end))
        elif levels and spans and not _is_apart(text):
            spans[-1] = (spans[-1][0], end)
    for start, end in spans:
        actions += 1
        _add(document, collector, actions, start, end, collector.plan_period)
    return actions


def _promises(text: str, collector: Collector) -> bool:
    """Whether a paragraph without a number promises a figure and is not the one of the main targets."""
    return not _is_apart(text) and bool(read_targets(text, collector.plan_period))


def _is_apart(text: str) -> bool:
    """Whether a paragraph is the year's main targets or the speaker's address, not a part of an action."""
    return bool(re.search(load_words()["work_report"]["expected"], text) or _SPEECH.match(text.strip()))


def _expected(document: Document, chapter: _Chapter, collector: Collector, actions: int) -> int:
    words = load_words()["work_report"]["expected"]
    period = collector.plan_period
    for level, start, end in chapter.paragraphs:
        match = re.search(words, document.text[start:end]) if level is None else None
        if match:
            actions += 1
            sentence = document.text.rfind("。", start, start + match.start()) + 1 or start
            targets = [TargetText("", sentence, end, period)]
            draft = TaskDraft("report_action", actions, EXPECTED_TITLE, 1, start, end, None, period, targets=targets)
            collector.add_task(draft)
    return actions


def _outlook(document: Document, chapter: _Chapter, collector: Collector, actions: int) -> int:
    """Each paragraph that promises something by a later year is a task of that year."""
    for _, start, end in chapter.paragraphs:
        match = _AHEAD.search(document.text, start, end)
        if match is None or match["year"] <= collector.plan_period[:4]:
            continue
        actions += 1
        targets = [TargetText("", match.start(), end, match["year"])]
        _add(document, collector, actions, start, end, match["year"], targets)
    return actions


def _self(document: Document, chapter: _Chapter, collector: Collector, actions: int) -> int:
    """A paragraph on the government itself is a task when it promises a number."""
    for _, start, end in chapter.paragraphs:
        if read_targets(document.text[start:end], collector.plan_period):
            actions += 1
            _add(document, collector, actions, start, end, collector.plan_period, fallback_title=chapter.title)
    return actions


def _add(
    document: Document,
    collector: Collector,
    number: int,
    start: int,
    end: int,
    period: str,
    targets: list[TargetText] | None = None,
    fallback_title: str = "",
) -> None:
    """A paragraph as one task; its first sentence is the action's name."""
    text = document.text[start:end]
    skip = len(text) - len(re.sub(r"^\s*(?:[（(][^）)]{1,3}[)）]|\d{1,3}[.．、])\s*", "", text))
    match = _TITLE.match(text[skip:])
    is_whole = match is not None and not text[skip + match.end() :].strip()
    if is_whole or (skip == 0 and re.search(r"\d", text[: match.end()] if match else "")):
        match = None  # a sentence of its own, not a name above others
    title = match["title"].strip() if match else ""
    body = start + skip + (match.end() if match else 0)
    section = title or re.sub(r"\s+", "", fallback_title)
    draft = TaskDraft("report_action", number, section, 1, body, end, title or None, period, targets=targets or [])
    collector.add_task(draft)
    collector.cover(start, end)


def _gaps(collector: Collector, start: int, end: int) -> list[tuple[int, int]]:
    return [(max(a, start), min(b, end)) for a, b in collector.uncovered() if a < end and start < b]
