"""What goes together in a chapter of a work report: an action with the paragraphs below it, the main targets, lists.

The paragraphs at the chapter's highest level of marks are its actions. A heading may stand on a line of its own. The
main expected targets, the speaker's address (各位代表) and the matters of a livelihood list are no part of an action.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from pipeline.layouts.reports.report_lists import matters_below, matters_inside
from pipeline.layouts.reports.report_outline import Span, word
from pipeline.readers.document import Document

ADDRESS = re.compile(r"\s*(?:各位(?:代表|委员|同志)|同志们|代表们|让我们)")
_LEVELS = (
    ("A", re.compile(r"\s*[一二三四五六七八九十]{1,3}[、.．]\s*")),
    ("B", re.compile(r"\s*[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]\s*")),
    ("C", re.compile(r"\s*\d{1,3}[.．、](?!\d)\s*")),
    ("S", re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}[是要](?=[^，])|第[一二三四五六七八九十]{1,3}[，、])")),
    ("D", re.compile(r"\s*(?:[（(]\d{1,3}[)）]|\d{1,2}[)）]|[①-⑳])\s*")),
    ("E", re.compile(r"\s*(?:[—–―-]{1,2}(?=[\u4e00-\u9fff“])|[●■◆•▪]\s*)")),
)
# A line, but none that stands in brackets from end to end: （资料图片） heads nothing.
_HEADING = re.compile(r"(?![（(][^（()）]{0,44}[)）]$)[^。；;：:！!？?，,][^。；;：:！!？?]{3,44}$")
_END = "。；;：:！!？?，,"


@dataclass(slots=True)
class Passage:
    """Paragraphs that go together.

    ``kind``: action, expected (the main targets), loose (a paragraph outside the actions), address (what stands behind
    各位代表), matter (one of a livelihood list).
    """

    kind: str
    spans: list[Span] = field(default_factory=list)
    heading: Passage | None = None  # the action it goes on with behind a list or the main targets

    @property
    def start(self) -> int:
        """Where its first paragraph begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where its last paragraph ends."""
        return self.spans[-1][1]


def level_of(text: str) -> str | None:
    """The level of the mark a paragraph opens with: A 一、 B （一） C 1. S 一是 D (1) E —— H a heading's line."""
    level = next((name for name, pattern in _LEVELS if pattern.match(text)), None)
    is_heading = level is None and _HEADING.match(text.strip()) and not ADDRESS.match(text)
    return "H" if is_heading else level


def without_mark(text: str) -> int:
    """How many characters the mark takes."""
    return next((match.end() for _, pattern in _LEVELS if (match := pattern.match(text))), 0)


def is_heading_line(text: str) -> bool:
    """Whether a paragraph is a heading on a line of its own: short, without a sentence's end."""
    plain = text.strip()
    return len(plain) <= 45 and not any(mark in "。；;！!？?" for mark in plain) and plain[-1:] not in _END


def passages_of(document: Document, spans: list[Span]) -> list[Passage]:
    """The passages of a chapter's paragraphs, in reading order."""
    spans = _with_marks(document, spans)
    texts = [document.text[start:end] for start, end in spans]
    top = _action_level(texts)
    found: list[Passage] = []
    place = 0
    while place < len(spans):
        taken = _list_at(document, spans, place, top, found)
        if not taken:
            _take(texts[place], spans[place], top, found)
        place += taken or 1
    return found


def _with_marks(document: Document, spans: list[Span]) -> list[Span]:
    """The paragraphs; a mark on a line of its own （一） stands before the one below it."""
    found: list[Span] = []
    is_bare = False
    for start, end in spans:
        text = document.text[start:end]
        found = [*found[:-1], (found[-1][0], end)] if is_bare else [*found, (start, end)]
        is_bare = without_mark(text) >= len(text.rstrip()) > 0
    return found


def _action_level(texts: list[str]) -> str | None:
    """The level that carries the actions: （一） where there is any, else the first to open several paragraphs."""
    levels = [level for text in texts if (level := level_of(text))]
    if "B" in levels:
        return "B"
    counts = Counter(levels)
    return next((level for level in levels if counts[level] > 1), levels[0] if levels else None)


def _take(text: str, span: Span, top: str | None, found: list[Passage]) -> None:
    """Put one paragraph where it belongs."""
    level = level_of(text)
    last = found[-1] if found else None
    if top is not None and level == top:
        found.append(Passage("action", [span]))
    elif ADDRESS.match(text):
        found.append(Passage("address", [span]))
    elif level in (None, "H") and word("expected").search(text):
        found.append(Passage("expected", [span]))
    elif last and (last.kind == "action" or (last.kind == "expected" and level == "E")):
        last.spans.append(span)
    else:
        found.append(_following(found, span))


def _following(found: list[Passage], span: Span) -> Passage:
    """A paragraph outside the actions; behind a list or main targets inside an action, the action goes on."""
    last = found[-1] if found else None
    if last is not None and last.kind == "address":
        return Passage("address", [span])
    head = next((p for p in reversed(found) if p.kind in ("action", "address")), None)
    if head is not None and head.kind == "action":
        return Passage("action", [span], head.heading or head)
    return Passage("loose", [span])


def _list_at(document: Document, spans: list[Span], place: int, top: str | None, found: list[Passage]) -> int:
    """Take a livelihood list that a paragraph announces; how many paragraphs it was, 0 where there is none."""
    span = spans[place]
    inside = matters_inside(document, span)
    below = 0 if inside else matters_below(document, span, spans[place + 1 :])
    if not inside and not below:
        return 0
    lead = (span[0], inside[0][0]) if inside else span
    if document.text[slice(*lead)].strip():
        _take(document.text[slice(*lead)], lead, top, found)
    found += [Passage("matter", [matter]) for matter in inside or spans[place + 1 : place + 1 + below]]
    return 1 + below
