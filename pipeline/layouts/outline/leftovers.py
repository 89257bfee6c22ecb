"""What a document holds besides its lists: letterhead, number, letter, signature, distribution. Named, not dropped."""

from __future__ import annotations

import re
from functools import partial
from itertools import zip_longest

from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.outline.parts import ANNEX, ANNEX_TITLED, LETTERHEAD, Outline, is_notice_title, mark_of
from pipeline.layouts.whose.heading import NUMBER, half_width
from pipeline.layouts.whose.particulars import is_particulars, opens_with_particulars
from pipeline.readers.document import Block, Document

_said = partial(pattern_of, "leftovers")

_SENTENCES = re.compile(r"(?s)(?!\s*[\d一二三四五六七八九十]{1,3}[、.．]).{30,}[。！!]\s*$")
_YEARS = re.compile(r"20\d{2}年?(?:\d{1,2}月(?:\d{1,2}日)?)?|[“《][^”》\n]{1,40}[”》]")
_PLAIN_LINE = re.compile(r"[\u4e00-\u9fff“”]{4,24}|[（(]\s*\d{1,3}\s*[件项个]\s*[)）]")
_LONGEST = 400  # characters of a paragraph that belongs to no list
_NUMBER = re.compile(rf"\s*{NUMBER.pattern}")
# The treatment of a paragraph by the first pattern that fits it: its own, or one of leftovers.yml by name.
_RULES: tuple[tuple[str, str | re.Pattern[str]], ...] = (
    ("letterhead", LETTERHEAD),
    ("web_furniture", "web_furniture"),
    ("closing", "closing"),
    ("credit", "credit"),
    ("document_number", _NUMBER),
    ("salutation", "salutation"),
    ("publication_note", "publication_note"),
    ("distribution_list", "distribution_list"),
    ("signature", "signature"),
    ("date", "dated"),
    ("reporting_requirement", "reporting"),
    ("preamble", "preamble"),
    ("preamble", "opens_as_follows"),
    ("closing_request", "closing_request"),
    ("section_heading", "section_heading"),
    ("section_heading", "works_heading"),
    ("signature", "signed"),
    ("annex_list", "annex_list"),
    ("annex_mark", ANNEX),
    ("annex_mark", ANNEX_TITLED),
    ("note", "note"),
)


def name_furniture(document: Document, outline: Outline, collector: Collector) -> None:
    """Name every stretch that the layouts left over, as far as a rule knows it; the rest stays unread."""
    for part in outline.parts:
        for block in part.titles:
            collector.set_aside(block.start, block.end, "list_title")
    front = {id(block) for block in outline.front}
    for block in document.blocks[:3]:
        if block.table is not None and is_particulars(document, block):
            collector.set_aside(block.start, block.end, "web_particulars")
    gaps = collector.uncovered()
    in_annexes = in_notes = False
    for block, below in zip_longest(document.blocks, document.blocks[1:]):
        text = document.slice(block) if block.table is None else ""
        in_notes = _keeps_notes(in_notes, block, text)
        if block.table is not None or not any(start < block.end and block.start < end for start, end in gaps):
            continue
        name = "filling_notes" if in_notes else furniture_name(text)
        in_annexes = name == "annex_list" or (in_annexes and bool(mark_of(text)) and len(text) < 80)
        name = "annex_list" if in_annexes else name or _name_by_place(document, collector, block, below)
        if name is None and id(block) in front:
            name = "title" if is_notice_title(text) else "preamble"
        if name is None and collector.identity.doc_type == "progress_report" and _is_narration(text):
            name = "narration"
        if name:
            _set_aside(collector, gaps, block, name)


def _name_by_place(document: Document, collector: Collector, block: Block, below: Block | None) -> str | None:
    """What a paragraph is by where it stands: a line of the title, of a page's labels, of a heading over items."""
    text = document.slice(block)
    if half_width(re.sub(r"\s+", "", text)) in re.sub(r"\s+", "", collector.identity.title):
        return "title"
    if block.start < collector.first_covered() and opens_with_particulars(text):
        return "web_particulars"
    return "section_heading" if _heads_items(document, text, below) else None


def _is_narration(text: str) -> bool:
    """Whether a paragraph of a report is prose without one number but years: nothing in it could be judged."""
    return bool(_SENTENCES.match(text)) and not re.search(r"\d", _YEARS.sub("", text))


def _heads_items(document: Document, text: str, below: Block | None) -> bool:
    """Whether a short line without marks stands right above a numbered item: 加强基础设施建设 above 12. …"""
    is_line = bool(_PLAIN_LINE.fullmatch(text.strip()))
    return is_line and below is not None and below.table is None and bool(mark_of(document.slice(below)))


def _keeps_notes(in_notes: bool, block: Block, text: str) -> bool:
    """Whether a block belongs to the notes on how a form is filled: from their heading to the next table or title."""
    if _said("notes_heading").match(text):
        return True
    return in_notes and block.table is None and block.kind != "heading"


def furniture_name(text: str) -> str | None:
    """The name of a paragraph that belongs to no list: letterhead, signature, note …; None for any other."""
    if len(text) >= _LONGEST:
        return None
    plain = half_width(text)
    patterns = ((name, _said(rule) if isinstance(rule, str) else rule) for name, rule in _RULES)
    return next((name for name, pattern in patterns if pattern.match(plain)), None)


def _set_aside(collector: Collector, gaps: list[tuple[int, int]], block: Block, name: str) -> None:
    for start, end in gaps:
        if start < block.end and block.start < end:
            collector.set_aside(max(start, block.start), min(end, block.end), name)
