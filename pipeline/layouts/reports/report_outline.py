"""The chapters of a work report: which tells of the past, which plans the years ahead or the coming year.

A chapter is told by its heading (with a numeral or on a line of its own), and where that says nothing by its first
words. A chapter that its heading gives two tasks (achievements and goals) is cut where a paragraph opens the second.
Behind the report stand its annexes: a list of livelihood matters, a glossary, and what a web page adds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.layouts.outline.parts import ANNEX
from pipeline.layouts.reports.report_tense import looks_ahead, tells_of_earlier
from pipeline.readers.document import Block, Document

Span = tuple[int, int]
_FIVE_YEARS = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}
_TITLE = r"\s*(?P<title>\S[^。\n]{1,60})(?P<end>。?)"
_HEADS = (
    re.compile(rf"\s*第[一二三四五六七八九十]{{1,3}}(?:部分|篇章?)[、.．:：\s]?{_TITLE}"),
    re.compile(rf"\s*[一二三四五六七八九十]{{1,3}}[、.．]{_TITLE}"),
)
_PLAN_NUMBER = re.compile(r"十(?P<n>[一二三四五六])五|第十(?P<m>[一二三四五六])个五年")
_YEAR = re.compile(r"(20\d{2})年")
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）.．、]|[①-⑳])")
_YEARLY = re.compile(r"附|(?:[\u4e00-\u9fff]{1,12}[省市县区州旗盟])?20\d\d年")
_WINDOW = re.compile(r"(?P<first>20\d{2})年?[—–－\-~～至到]+(?P<last>20\d{2})年")
_MARKED = re.compile(r"[（(一二三四五六七八九十—]|\d{1,2}[.．、]")
_HEAD_LENGTH, _OPENING, _CUE_LENGTH = 60, 300, 40
_REVIEWED = re.compile(r"^[^\d]{0,6}20\d{2}年(?:的?(?:政府|主要|重点|各项))?(?:的?工作)?(?:回顾|总结)")
_MANY = 3
_FRONT_LENGTH = 600  # a speech opens in fewer characters: what is longer is the report itself
_LETTER = re.compile(r"印发给你们|印发执行")  # the notice that hands on the report, before its title
_AFTER = ("livelihood", "glossary", "annex", "tail")


@dataclass(slots=True)
class Chapter:
    """A stretch of the report: its heading, its kind and the spans of its paragraphs.

    ``kind``: front, past, five_year, plan, self; behind the report livelihood, glossary, annex or tail.
    """

    title: str
    kind: str
    heading: Span
    paragraphs: list[Span] = field(default_factory=list)


def word(name: str) -> re.Pattern[str]:
    """A pattern of the work report's words (words.yml), compiled."""
    return _compiled(load_vocabulary("words")["work_report"][name])


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def chapters_of(document: Document, blocks: list[Block], year: str) -> list[Chapter]:
    """The chapters in reading order; ``year`` is the one the report plans for."""
    found = [Chapter("", "front", (blocks[0].start, blocks[0].start))] if blocks else []
    head = _head_of(document, blocks)
    for block in blocks:
        chapter = _opened_by(document, block, found[-1], head)
        if chapter:
            found.append(chapter)
        if chapter is None or chapter.heading[1] < block.end:
            found[-1].paragraphs.append((found[-1].heading[1] if chapter else block.start, block.end))
    if any("plan" in kinds_named(chapter.title, year) for chapter in found[1:]):
        found[0].kind = "past" if _length(found[0]) >= _FRONT_LENGTH else "front"
    pieces = [piece for chapter in found for piece in _told(document, chapter, year)]
    return _with_plan(document, pieces, year)


def _with_plan(document: Document, pieces: list[Chapter], year: str) -> list[Chapter]:
    """The chapters; of an excerpt with none told as ahead, those that speak of what is to be done are the plan."""
    if any(piece.kind in ("plan", "five_year") for piece in pieces):
        return pieces
    found: list[Chapter] = []
    for piece in pieces:
        text = "\n".join(document.text[start:end] for start, end in piece.paragraphs)
        states_goals = not piece.title and word("expected").search(text)
        is_open = piece.kind in ("past", "front") and not (kinds_named(piece.title, year) or _LETTER.search(text))
        is_ahead = is_open and bool(states_goals or looks_ahead(text, year))
        piece.kind = "plan" if is_ahead else piece.kind
        parts = _without_earlier(document, piece, year) if is_open and not piece.title else [piece]
        found += parts if is_ahead else [_if_ahead(document, part, year) for part in parts]
    return found


def _if_ahead(document: Document, piece: Chapter, year: str) -> Chapter:
    """A piece of an excerpt that does not look ahead as a whole; no plan where it does not do so by itself."""
    text = "\n".join(document.text[start:end] for start, end in piece.paragraphs)
    return piece if piece.kind != "plan" or looks_ahead(text, year) else replace(piece, kind="front")


def _length(chapter: Chapter) -> int:
    return sum(end - start for start, end in chapter.paragraphs)


def _head_of(document: Document, blocks: list[Block]) -> re.Pattern[str] | None:
    """How the chapters are headed: 第一部分, or a numeral (一、); None where lines without numerals head them.

    Numerals head the chapters when one of them names the past, a year or the government itself.
    """
    texts = [document.slice(block) for block in blocks]
    parts, numerals = ([match["title"] for text in texts if (match := head.match(text))] for head in _HEADS)
    if len(parts) > 1:
        return _HEADS[0]
    if _count_anew(texts):
        return None
    telling = (_YEAR, word("review"), word("self"))
    is_told = any(pattern.search(re.sub(r"\s+", "", title)) for title in numerals for pattern in telling)
    return _HEADS[1] if is_told or not any(_is_plain_head(text.strip()) for text in texts) else None


def _count_anew(texts: list[str]) -> bool:
    """Whether numerals begin anew below each of several lines that head the chapters (2023年工作回顾 above 一、)."""
    plain = [place for place, text in enumerate(texts) if _is_plain_head(re.sub(r"\s+", "", text))]
    firsts = [place for place, text in enumerate(texts) if re.match(r"\s*一[、.．]", text)]
    return len(plain) > 1 and len(firsts) > 1 and plain[0] < firsts[0] and any(firsts[0] < p < firsts[1] for p in plain)


def _is_plain_head(text: str) -> bool:
    text = text.lstrip("■●◆★□ ")  # 2024年成绩单 behind the sign that heads it
    is_named = word("heading").match(text) or word("bare_heading").match(text)
    return len(text) <= _CUE_LENGTH and bool(is_named) and not word("title").search(text)


def _opened_by(document: Document, block: Block, current: Chapter, head: re.Pattern[str] | None) -> Chapter | None:
    """The chapter that a block opens, None for a paragraph of the current one."""
    text = document.slice(block)
    plain = re.sub(r"\s+", "", text)
    span = (block.start, block.end)
    after = _annex_opened(plain, current)
    if after:
        return Chapter(plain, after, span)
    if current.kind in _AFTER:
        return None
    if head is None:
        return Chapter(plain, "", span) if _is_plain_head(plain) else None
    match = head.match(text)
    if match is None or not (match["end"] or match.end() == len(text.rstrip())):
        return None
    return Chapter(re.sub(r"\s+", "", match["title"]), "", (block.start, block.start + match.end()))


def _annex_opened(plain: str, current: Chapter) -> str | None:
    """What stands behind the report: told by the annex's own title, wherever it is given."""
    if current.kind in ("plan", "self", "", "tail") and word("entry").match(plain):
        return "glossary"  # footnotes without a heading of their own
    if current.kind == "front" or len(plain) > _HEAD_LENGTH:
        return None
    if ANNEX.match(plain):
        return "annex"
    if word("glossary").match(plain):
        return "glossary"
    if word("tail").match(plain):
        return "tail"
    title = re.sub(r"^附件?\d?[:：]", "", plain)
    is_title = not re.search(r"[。；;，,：:！!]", title) and not _MARKED.match(title)
    behind = current.kind in _AFTER or bool(_YEARLY.match(plain))
    return "livelihood" if is_title and behind and word("livelihood").search(plain) else None


def _told(document: Document, chapter: Chapter, year: str) -> list[Chapter]:
    """The chapter with its kind, cut in pieces where it holds several; an excerpt has no head over its first one."""
    if chapter.kind in (*_AFTER, "past"):
        return [chapter]
    if chapter.kind == "front":
        if _length(chapter) < _FRONT_LENGTH:
            return [chapter]
        pieces = _cut(document, chapter, ["past", "five_year", "plan"], year)
        if any(piece.kind != "past" for piece in pieces):
            return pieces
    kinds = kinds_named(chapter.title, year)
    if kinds in ([], ["plan"]) and word("livelihood").search(chapter.title) and _is_numbered(document, chapter):
        chapter.kind = "livelihood"
        return [chapter]
    if len(kinds) > 1:
        return _cut(document, chapter, kinds, year)
    chapter.kind = kinds[0] if kinds else _kind_by_content(document, chapter, year)
    is_headless = chapter.kind == "plan" and not chapter.title
    return _without_earlier(document, chapter, year) if is_headless else [chapter]


def _without_earlier(document: Document, chapter: Chapter, year: str) -> list[Chapter]:
    """A plan without a heading in pieces: paragraphs that tell of earlier years stand among those that promise."""
    pieces = [Chapter("", "plan", chapter.heading)]
    is_above = True  # a page's menu and the title stand above the first sentence
    for start, end in chapter.paragraphs:
        text = document.text[start:end]
        is_above = is_above and not re.search("[。；：]", text)
        is_title = is_above or (word("title").search(text) and not re.search("[。；]", text))
        kind = "front" if is_title else "past" if tells_of_earlier(text, year) else "plan"
        if kind != pieces[-1].kind:
            pieces.append(Chapter("", kind, (start, start)))
        pieces[-1].paragraphs.append((start, end))
    return pieces


def _is_numbered(document: Document, chapter: Chapter) -> bool:
    """Whether most of a chapter's paragraphs are numbered: a list of matters, not prose about them."""
    marked = [_ITEM.match(document.text, start, end) for start, end in chapter.paragraphs]
    return len(marked) > 1 and sum(map(bool, marked)) > len(marked) / 2


def kinds_named(heading: str, year: str) -> list[str]:
    """What a heading names, in its order: past, five_year, plan, self; empty where it says none of them."""
    if word("self").search(heading) and not _YEAR.search(heading):
        return ["self"]
    places: dict[str, int] = {}
    for kind, position in _mentions(heading, year):
        places.setdefault(kind, position)
    told = word("review").search(heading)
    if told:
        places.setdefault("past", told.start())
    if not places and word("plan").search(heading):
        return ["plan"]
    return sorted(places, key=lambda kind: places[kind])


def _mentions(heading: str, year: str) -> list[tuple[str, int]]:
    """The years and five-year plans that a heading names, each as past, five_year or plan."""
    windows = [(match["last"], match.start()) for match in _WINDOW.finditer(heading)]
    years = [(match[1], match.start()) for match in _YEAR.finditer(_WINDOW.sub("", heading))]
    found = [("five_year" if named > year else "past", position) for named, position in windows]
    found += [("past" if reviews_year(heading[at:]) else _kind_of_year(named, year), at) for named, at in years]
    if not word("not_outlook").search(heading):
        for match in _PLAN_NUMBER.finditer(heading):
            first = _FIVE_YEARS[match["n"] or match["m"]]
            if first + 4 != int(year):  # a plan's own last year is neither: the report of that year completes it
                found.append(("five_year" if first + 4 > int(year) else "past", match.start()))
        ahead = word("outlook").search(heading)
        found += [("five_year", ahead.start())] if ahead else []
    return sorted(found, key=lambda mention: mention[1])


def reviews_year(heading: str) -> bool:
    """Whether a heading's first year is the one that it looks back on: 2021年工作回顾."""
    return bool(_REVIEWED.search(re.sub(r"\s+", "", heading)))


def _kind_of_year(named: str, year: str) -> str:
    if named == year:
        return "plan"
    return "past" if named < year else "five_year"  # 到2030年的奋斗目标


def _kind_by_content(document: Document, chapter: Chapter, year: str) -> str:
    """What a chapter is whose heading does not say it: by its first words, then by what it says most."""
    text = re.sub(r"\s+", "", "".join(document.text[start:end] for start, end in chapter.paragraphs))
    opening = text[:_OPENING]
    told = len(word("told").findall(text))
    if word("told").search(opening) or (told >= _MANY and not word("expected").search(text)):
        return "past"
    if word("expected").search(text) and re.search(rf"今年|{year}年", text):
        return "plan"
    if "five_year" in kinds_named(opening[:_CUE_LENGTH], year) or word("outlook").search(opening):
        return "five_year"
    if word("self").search(chapter.title + opening):
        return "self"
    return "plan" if word("plan").search(opening) else "past"


def _cut(document: Document, chapter: Chapter, kinds: list[str], year: str) -> list[Chapter]:
    """A chapter of several kinds: each begins where a paragraph's first words name it."""
    pieces = [Chapter(chapter.title, kinds[0], chapter.heading)]
    for start, end in chapter.paragraphs:
        opening = re.sub(r"\s+", "", document.text[start : min(end, start + _CUE_LENGTH)])
        later = kinds[kinds.index(pieces[-1].kind) + 1 :]
        is_prose = re.search("[。：:；]", document.text[start:end])  # a title's line opens nothing
        opened = next((kind for kind in later if is_prose and _opens(opening, kind, year)), None)
        if opened:
            pieces.append(Chapter(chapter.title, opened, (start, start)))
        pieces[-1].paragraphs.append((start, end))
    return pieces


def _opens(opening: str, kind: str, year: str) -> bool:
    """Whether a paragraph's first words name a kind: 今年… the plan, “十五五”时期… the five years."""
    if kind == "plan":
        return bool(re.match(rf"\W*(?:做好)?(?:今年|{year}年|新的一年)", opening))
    named = kinds_named(re.split(r"[，。：]", opening)[0], year)
    return named[:1] == [kind]


def window_of(chapter: Chapter, year: str) -> str:
    """The five years a chapter plans for: those of the numbered plan it names, else those from the plan year on."""
    told = _WINDOW.search(chapter.title)
    if told and told["last"] > year:
        return f"{told['first']}/{told['last']}"
    firsts = [_FIVE_YEARS[match["n"] or match["m"]] for match in _PLAN_NUMBER.finditer(chapter.title)]
    first = max([first for first in firsts if first + 4 > int(year)], default=int(year))
    return f"{first}/{first + 4}"
