"""Lists of livelihood matters (民生实事) inside a work report: a sentence that announces them, then the matters.

They stand as paragraphs of their own behind the announcement, or in its paragraph: numbered (（1） 一是 ①), behind
包括 and parted by semicolons, or as the sentences that follow a short heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.numbers.numerals import parse_number
from pipeline.layouts.reports.report_outline import Span, word
from pipeline.readers.document import Document

_NUMERALS = "一二三四五六七八九十"
_CHINESE_MARK = rf"[{_NUMERALS}]{{1,3}}"
_MARK = re.compile(
    rf"\s*(?:[（(]?(?:\d{{1,2}}|{_CHINESE_MARK})[)）.．、]|[①-⑳]|{_CHINESE_MARK}是|第{_CHINESE_MARK}[，、])\s*(?!\d)"
)
_INLINE = re.compile(rf"(?<=[。；;：:])\s?(?:[（(]\d{{1,2}}[)）]|[①-⑳]|{_CHINESE_MARK}是|\d{{1,2}}[.．、](?!\d))")
_DOING = re.compile(r"(?:办好|办实|实施|抓好|推进|做好|办理|组织|安排|落实|完成).{0,24}$")
_HOW_MANY = re.compile(rf"(?P<n>\d{{1,3}}|{_CHINESE_MARK})(?:[件项个]|(?:大类|方面|大)(?!\d))")
_NAMES = re.compile(r"(?:包括|包含|分别是|主要是|即|如下)?[：:]|包括|分别是")
_SHORT_LEAD = 24
_FEW = 2


@dataclass(frozen=True, slots=True)
class Announcement:
    """Where a paragraph announces a list: the end of its words, the sentence's end, and how many matters it says."""

    end: int
    stop: int
    count: int | None


def announced(text: str) -> Announcement | None:
    """The announcement of a livelihood list in a paragraph, the one that counts its matters first; None without one."""
    found = [lead for match in word("livelihood").finditer(text) if (lead := _announcement(text, match))]
    return min(found, key=lambda lead: lead.count is None, default=None)


def _announcement(text: str, match: re.Match[str]) -> Announcement | None:
    first = text.rfind("。", 0, match.start()) + 1
    if not _DOING.search(text[first : match.end()]):
        return None
    stop = text.find("。", match.end())
    said = list(_HOW_MANY.finditer(text, first, match.end()))
    return Announcement(match.end(), len(text) if stop < 0 else stop, _value(said[-1]["n"]) if said else None)


def matters_inside(document: Document, span: Span) -> list[Span]:
    """The matters that the announcing paragraph holds itself."""
    text = document.text[slice(*span)]
    lead = announced(text)
    if lead is None:
        return []
    found = _numbered(text, lead) or _parted(text, lead) or _sentences(text, lead)
    return [(span[0] + a, span[0] + b) for a, b in found] if found else []


def _numbered(text: str, lead: Announcement) -> list[Span]:
    marks = [found.start() for found in _INLINE.finditer(text, lead.end)]
    if not _fits(len(marks), lead.count) or text[lead.stop + 1 : marks[0]].strip():
        return []
    return list(zip(marks, [*marks[1:], len(text)], strict=True))


def _fits(found: int, said: int | None) -> bool:
    """Whether a list may be the announced one: 45件 are not the eight measures below it."""
    return found >= _FEW and (said is None or found >= said / _FEW)


def _parted(text: str, lead: Announcement) -> list[Span]:
    """Matters behind 包括, parted by semicolons."""
    names = _NAMES.search(text, lead.end, lead.stop)
    if names is None:
        return []
    ends = [match.start() for match in re.finditer("[；;]", text[: lead.stop]) if match.start() > names.end()]
    starts = [names.end(), *[end + 1 for end in ends]]
    return list(zip(starts, [*ends, lead.stop], strict=True)) if _fits(len(starts), lead.count) else []


def _sentences(text: str, lead: Announcement) -> list[Span]:
    """The sentences behind a paragraph's first, which is nothing but the announcement: 办好20件民生实事。…"""
    heads = _DOING.match(text.lstrip(" —-继续")[: lead.end])
    is_short = heads is not None and lead.count is not None and lead.stop <= _SHORT_LEAD
    # matters come with numbers: 办好10件实事。做好档案、气象工作。 goes on with something else
    has_matters = re.search(r"\d", text[lead.stop + 1 :])
    return [(lead.stop + 1, len(text))] if is_short and has_matters else []


def matters_below(document: Document, span: Span, spans: list[Span]) -> int:
    """How many of the paragraphs behind an announcement are its matters: numbered in one style, from one on."""
    count = 0
    for start, end in spans:
        mark = _MARK.match(document.text, start, end)
        if mark is None or _value(mark.group()) != count + 1:
            break
        count += 1
    lead = announced(document.text[slice(*span)])
    return count if lead and _fits(count, lead.count) else 0


def _value(mark: str) -> int:
    """The number in a mark: （3） → 3, ③ → 3, 十二是 → 12."""
    digits = re.search(r"\d+", mark)
    if digits:
        return int(digits.group())
    circled = re.search("[①-⑳]", mark)
    if circled:
        return ord(circled.group()) - ord("①") + 1
    words = re.search(_CHINESE_MARK, mark)
    return int(parse_number(words.group())) if words else 0


def without_number(document: Document, span: Span) -> int:
    """Where a matter's text begins behind its number."""
    mark = _MARK.match(document.text, *span)
    return mark.end() if mark else span[0]
