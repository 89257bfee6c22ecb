"""Lists that a sentence announces by their number: 办好十件民生实事, and then the ten, held by nothing else.

    10件惠民实事具体为：一是…。二是…。      words count them (一是 …), in one paragraph or in several
    5个项目包括甲工程，乙工程…            commas too, where a vote for the people's projects is told of before
    这四件实事是：新建…；整治…。            semicolons part them
    8项民生实事项目分别为：甲工程、乙工程…   the marks of a list part them, as many as were announced
    办好15件民生实事。具体包括：            they are the lines below, as many as were announced
    10件民生实事具体包括：新建…。           its rest and each paragraph below are one, where that is their number
    今年十件民生实事出炉                    a headline: words or numbers count exactly as many, anywhere below

What follows the last of them belongs to the list no more, be it a related headline or the newspaper's praise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.language.numbers.numerals import parse_number
from pipeline.language.words.enclosed import shielded
from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.layouts.outline.leftovers import furniture_name
from pipeline.layouts.outline.parts import Part, mark_of
from pipeline.readers.document import Document

Span = tuple[int, int]
FEWEST = 3
_GOES_ON = 8  # characters behind an announcement that may report: 4件实事，目前均已完工
_OPENING = 1200  # characters in which a list is announced; a report that goes on to one is longer
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_SAID = re.compile(  # 一是 （1） ① 1.
    rf"(?:(?<=[。；;:：\n\s])|^)\s{{0,4}}(?:(?P<said>{_NUMERAL})是|[（(](?P<held>{_NUMERAL}|\d{{1,2}})[)）]|(?P<round>[①-⑳])"
    rf"|(?P<plain>\d{{1,2}})[.．、](?!\d)|(?P<held_on>{_NUMERAL})、)"
)
_SAID_BEHIND = re.compile("[，,](?:作|列|成)?为[^，,；;]{0,40}(?:实事|项目)[^；;]{0,10}$")  # …，为2024年民生实事项目。
_QUOTED = re.compile(r"\s*“(?P<name>[^“”\n]+)[”\"]等?[；;。]?\s*")
_MUCH_LONGER = 1.5  # paragraphs behind the announced number: names and contents on lines of their own


@dataclass(frozen=True, slots=True)
class Announcement:
    """The paragraph that announces a list, where its words end, and how many it says."""

    paragraph: Span
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of a list: where it begins with the words that count it, where its own begin, and its end."""

    start: int
    text: int
    end: int


def announcements(document: Document, part: Part) -> Iterator[Announcement]:
    """The sentences in a part's opening that announce a counted list of projects for the people, in order."""
    words = load_vocabulary("words")["announced"]
    vote = re.search(load_vocabulary("words")["plan_outline"]["vote"], document.text)
    for start, end in _opening(document, part):
        forms = ["counted", "voted"] if vote and vote.end() <= start else ["counted"]
        for match in (match for form in forms for match in re.finditer(words[form], document.text[start:end])):
            said = document.text[start : min(end, start + match.end() + _GOES_ON)]
            if not re.search(words["reported"], said):
                told = match.groupdict()
                count = next(told[name] for name in ("q", "n", "m") if told.get(name))
                yield Announcement((start, end), start + match.end(), int(parse_number(count)))


def is_announced(document: Document, part: Part) -> bool:
    """Whether a sentence announces the part's list: the matters themselves, or the numbered lines below it."""
    is_led = any(document.text[: lead.end].rstrip()[-1] in "：:" for lead in announcements(document, part))
    return is_led or bool(announced(document, part))


def announced(document: Document, part: Part) -> list[Matter]:
    """The matters of a part's announced list, in order; [] where numbers of their own tell them, or nothing does."""
    for lead in announcements(document, part):
        found = _said(document.text, part, lead) or _parted(document.text, lead) or _below(document, part, lead)
        found = found or _along(document, part, lead) or _parted_below(document, part, lead)
        if FEWEST <= len(found) <= lead.count <= 2 * len(found):  # a page may break off before the last
            return found
    return []


def _opening(document: Document, part: Part) -> Iterator[Span]:
    """The paragraphs in which a part's list may be announced: its own, and in the first part those before it."""
    first = part.blocks[0].start if part.blocks else 0
    is_first = not part.titles or part.titles[0].start <= _OPENING
    for block in document.blocks if is_first else part.blocks:
        is_near = block.start - (0 if is_first else first) <= _OPENING
        if block.table is None and is_near and part.blocks and block.start < part.blocks[-1].end:
            yield block.start, block.end


def _paragraphs(part: Part) -> Iterator[Span]:
    return ((block.start, block.end) for block in part.blocks if block.table is None)


def _said(text: str, part: Part, lead: Announcement) -> list[Matter]:
    """The matters that words or numbers in running text count, from the announcement to as many as it says.

    Where other words stand between (a headline announces the list), the marks must be exactly as many.
    """
    end = max(block.end for block in part.blocks)
    counts: dict[str, list[re.Match[str]]] = {}
    for mark in _SAID.finditer(text, lead.end, end):
        marks = counts.setdefault(str(mark.lastgroup), [])
        if len(marks) < lead.count and _number(mark) == len(marks) + 1:
            marks.append(mark)
    found = [marks for marks in counts.values() if marks and _follows(text, lead, marks)]
    if not found:
        return []
    marks = min(found, key=lambda marks: marks[0].start())
    ends = [*(mark.start() for mark in marks[1:]), _end_of_last(text, marks, end)]
    return [Matter(mark.start(), mark.end(), end) for mark, end in zip(marks, ends, strict=True)]


def _follows(text: str, lead: Announcement, marks: list[re.Match[str]]) -> bool:
    between = text[lead.end : marks[0].start()].strip(" \n。：:")
    return not between or (len(marks) == lead.count and lead.end == lead.paragraph[1])


def _number(mark: re.Match[str]) -> int:
    word = mark[str(mark.lastgroup)]
    return ord(word) - ord("①") + 1 if mark.lastgroup == "round" else int(parse_number(word))


def _end_of_last(text: str, marks: list[re.Match[str]], end: int) -> int:
    """The end of the last matter: its paragraph's where each has its own, else its sentence's."""
    opens_line = all(not text[text.rfind("\n", 0, mark.end()) + 1 : mark.start()].strip() for mark in marks[1:])
    line = text.find("\n", marks[-1].end(), end)
    return (end if line < 0 else line) if opens_line else _sentence_end(text, marks[-1].end(), end)


def _sentence_end(text: str, start: int, end: int) -> int:
    """The end of the sentence that begins at a place, at its paragraph's end at the latest."""
    line = text.find("\n", start, end)
    end = end if line < 0 else line
    stop = text.find("。", start, end)
    return end if stop < 0 else stop + 1


def _parted(text: str, lead: Announcement) -> list[Matter]:
    """The matters in the announcing sentence: parted by semicolons, or by the marks of a list, then in full number."""
    stop = text.find("。", lead.end, lead.paragraph[1])
    stop = lead.paragraph[1] if stop < 0 else stop + 1
    cuts = [match.end() for match in re.finditer("[；;]", text[lead.end : stop])]
    if not cuts:
        of_all = re.search(load_vocabulary("words")["announced"]["of_all"], text[lead.end : stop])
        stop = lead.end + of_all.start() if of_all else stop  # …，估算总投资5亿元。
        listed = shielded(text[lead.end : stop])
        signs = ([match.end() for match in re.finditer(sign, listed)] for sign in ("、", "[，,]"))
        cuts = next((found for found in signs if len(found) + 1 == lead.count), [])
        if not cuts:
            return []
    edges = [0, *[cut for cut in cuts if text[lead.end + cut : stop].strip()], stop - lead.end]
    spans = [(lead.end + a, lead.end + b) for a, b in pairwise(edges)]
    bare = [_bare(text, Matter(a, a, b - (text[b - 1] in "、，,"))) for a, b in spans]
    return [Matter(one.end if one else lead.end, two.text, two.end) for one, two in pairwise([None, *bare]) if two]


def _bare(text: str, matter: Matter) -> Matter:
    """A matter without the quotation marks that hold all of it: “新建泵站9座”等。"""
    quoted = _QUOTED.fullmatch(text, matter.text, matter.end)
    return Matter(matter.start, *quoted.span("name")) if quoted else matter


def _parted_below(document: Document, part: Part, lead: Announcement) -> list[Matter]:
    """The matters that semicolons part behind a colon, where a headline says how many: 票决出：新建…；改造…。"""
    if lead.end != lead.paragraph[1]:
        return []
    for start, end in _paragraphs(part):
        for colon in re.finditer("[：:]", document.text[start:end]) if start >= lead.end else ():
            found = _parted(document.text, Announcement((start, end), start + colon.end(), lead.count))
            if len(found) == lead.count:
                last = found[-1]
                tail = _SAID_BEHIND.search(document.text, last.text, last.end)
                return [*found[:-1], Matter(last.start, last.text, tail.start() if tail else last.end)]
    return []


def _along(document: Document, part: Part, lead: Announcement) -> list[Matter]:
    """The rest of the announcing paragraph and the paragraphs behind it, where these are as many as it says."""
    if document.text[lead.end - 1] not in "：:":
        return []
    spans = [(lead.end, lead.paragraph[1])]
    for start, end in _paragraphs(part):
        if start >= lead.paragraph[1]:
            text = document.text[start:end]
            if furniture_name(text) is not None or mark_of(text):
                break
            spans.append((start, end))
    return [Matter(start, start, end) for start, end in spans] if len(spans) == lead.count else []


def _below(document: Document, part: Part, lead: Announcement) -> list[Matter]:
    """The lines below an announcement that ends its paragraph: as many as it says, none with a number of its own."""
    if document.text[lead.end - 1 : lead.paragraph[1]].strip() not in ("：", ":"):
        return []
    lines: list[Matter] = []
    for start, end in _paragraphs(part):
        if start < lead.paragraph[1]:
            continue
        text = document.text[start:end]
        if furniture_name(text) is not None or mark_of(text):
            break
        lines.append(Matter(start, start, end))
    return lines[: lead.count] if len(lines) < lead.count * _MUCH_LONGER else []
