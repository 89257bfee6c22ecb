"""Who a document is: jurisdiction, number, issuer, date and periods, read from its own heading and tail."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.layouts.outline.five_years import years_of_numbered_plan
from pipeline.layouts.outline.parts import Outline
from pipeline.layouts.whose.dates import DATE, issued_on, session_date, tens
from pipeline.layouts.whose.issuer import read_issuer, whole_name
from pipeline.layouts.whose.particulars import read_particulars
from pipeline.layouts.whose.speaker import is_addressed, place_of
from pipeline.layouts.whose.titles import read_title
from pipeline.period import period_of
from pipeline.readers.document import Block, Document

_said = partial(pattern_of, "headings")

_OPEN, _CLOSE = "〔\\[（(﹝【", "〕\\]）)﹞】"
NUMBER = re.compile(
    rf"(?P<body>[\u4e00-\u9fff]{{2,12}})\s*[{_OPEN}]\s*(?P<year>(?:19|20)\d{{2}})\s*[{_CLOSE}]\s*(?:第)?\s*(?P<no>\d{{1,4}})\s*号"
)
_LABELLED = re.compile(rf"文号[:：]?{NUMBER.pattern}")  # in a page's line of labels that lost its blanks
WINDOW = re.compile(r"(?P<a>20\d{2})\s*年?\s*[—–\-－~～至到]+\s*(?P<b>20\d{2})\s*年?")
_YEAR = re.compile(r"(?P<y>20\d{2})\s*(?:年|度)")
_BARE_YEAR = re.compile(r"^(?P<y>20[0-2]\d)(?=[\u4e00-\u9fff])")  # 2024云川县民生实事
_PASSED = re.compile(r"刚刚过去的(?P<y>20\d{2})年(?=[\s\S]{0,400}今年)")  # what goes on to speak of 今年 is of the next
_QUOTED = re.compile(r"《[^》\n]{1,60}")  # another document's year, closed or cut off
_BY = ("到", "至")
_OPENING = 800
_LAST_MONTH, _YEARS_END = 12, 16  # from this day on
_SHORT_BLOCK = 60
_HEAD_LINES, _TAIL_LINES, _MENU_LINES = 12, 6, 30
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
# How the part of a year that a report tells of is named, and which part it is.
_REPORT_PERIODS = (
    *(("months", "months"), ("first_months", "months"), ("third", "Q3"), ("half", "H1"), ("first", "Q1")),
    *(("whole", "Q4"), ("month", "month")),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the document's own words say about it; None where they say nothing."""

    jurisdiction: str | None
    title: str | None
    doc_number: str | None
    issuer: str | None
    issued_on: dt.date | None
    announced: str = ""  # the title of the notice it is annexed to, or its own where a person gave another


def annexed_to(notice: Heading, heading: Heading) -> Heading:
    """An annex's heading: what it does not say of itself its notice says, but never the title."""
    names = ("jurisdiction", "doc_number", "issuer", "issued_on")
    taken = {name: getattr(heading, name) or getattr(notice, name) for name in names}
    return dataclasses.replace(heading, **taken, announced=notice.title or "")


def given_by(source: SourceEntry, heading: Heading) -> Heading:
    """The heading with what a person says of the document in its entry, which wins."""
    names = ("jurisdiction", "title", "doc_number", "issuer", "issued_on")
    given = {name: getattr(source, name) or getattr(heading, name) for name in names}
    own = (heading.title if source.title else None) or ""
    return dataclasses.replace(heading, **given, announced=heading.announced or own)


def read_heading(document: Document, outline: Outline, table_titles: list[str]) -> Heading:
    """Read the front matter, titles and tail of a document, and a web page's particulars.

    ``table_titles`` are the lines that stand inside tables, above their heads.
    """
    body = _lines(document, document.blocks)
    texts = [*map(half_width, table_titles), *body]
    margins = [half_width(aside.text) for aside in document.asides]
    front = _lines(document, outline.front)
    particulars = {name: half_width(value) for name, value in read_particulars(document, body).items()}
    told = re.sub(r"\s+", "", particulars.get("title", ""))
    title = told or half_width(read_title(document, front, outline, texts) or "") or None
    session = [text for text in texts[_HEAD_LINES:_MENU_LINES] if session_date([text])]  # below a long menu
    near = [*front, *texts[:_HEAD_LINES], *session, *texts[-_TAIL_LINES:]]
    short = [text for text in near if len(text) <= _SHORT_BLOCK and not is_addressed(text)]
    listed, signed = re.sub(r"[（(](办公[室厅])[)）]$", r"\1", particulars.get("issuer", "")), read_issuer(title, short)
    issuer = whole_name(listed, [signed] if signed else []) if listed else signed
    titles = [half_width(part.title) for part in outline.parts]
    hosts = [*margins, *texts[:_HEAD_LINES], *texts[-_TAIL_LINES:]]
    signatures = [line for line, below in pairwise(texts[-_TAIL_LINES:]) if DATE.fullmatch(below.strip())]
    place = place_of([*near, *titles], title, [issuer] if issuer else [], hosts, signatures)
    return Heading(
        jurisdiction=place,
        title=title,
        doc_number=_doc_number([particulars.get("doc_number", ""), *front, *texts[:_HEAD_LINES]]),
        issuer=issuer,
        issued_on=issued_on(particulars.get("issued_on"), front, body, margins),
    )


def _lines(document: Document, blocks: Iterable[Block]) -> list[str]:
    """The lines of the paragraphs among some blocks, digits half-width."""
    plain = [half_width(document.slice(block)) for block in blocks if block.table is None]
    return [line.strip() for text in plain for line in text.split("\n") if line.strip()]


def half_width(text: str) -> str:
    """The text with full-width digits as ASCII digits."""
    return text.translate(_HALF_WIDTH)


def _doc_number(texts: list[str]) -> str | None:
    for text in texts:
        plain = re.sub(r"\s+", "", text)
        match = NUMBER.search(plain) if len(text) <= _SHORT_BLOCK else NUMBER.match(plain) or _LABELLED.search(plain)
        if match:
            body = _said("labels").sub("", _said("before_body").sub("", match["body"]))
            return f"{body}〔{match['year']}〕{match['no']}号"
    return None


def plan_period(heading: Heading, document: Document, outline: Outline, doc_type: str) -> str | None:
    """The year or window a document plans for: 2023, or 2023/2027 for a programme plan."""
    titles = [heading.title or "", *(part.title for part in outline.parts), heading.announced]
    if doc_type == "progress_report":
        return _reported_year(titles, heading, document)
    if doc_type != "program_plan":
        return _plan_year(titles, heading, document)
    year = _plan_year(titles, heading, document, reached=False)
    window = next((m for m in map(WINDOW.search, titles) if m), None)
    numbered = next((years for title in titles if (years := years_of_numbered_plan(title))), None)
    window = window or (None if numbered else WINDOW.search(document.text))
    if window and int(window["a"]) < int(window["b"]):
        return f"{window['a']}/{window['b']}"
    if numbered:
        return numbered
    span = _said("span_years").search(document.text)
    length = {"五": 5, "5": 5, "三": 3, "3": 3}.get(span[1] or span[2], 5) if span else 5
    first = year or (str(heading.issued_on.year) if heading.issued_on else None)
    return f"{first}/{int(first) + length - 1}" if first else None


def _plan_year(titles: list[str], heading: Heading, document: Document, *, reached: bool = True) -> str | None:
    """The year a document is of; ``reached``: it may be one by whose end something is due (到2027年底)."""
    for text in titles:
        plain = re.sub(r"\s+", "", NUMBER.sub("", half_width(text)))
        match = _YEAR.search(plain) or _BARE_YEAR.match(plain)
        if match:
            return str(match["y"])
    named = _said("of_list").search(half_width(document.text[:_OPENING]))
    if named:
        return str(named["y"])
    if heading.issued_on:
        return str(heading.issued_on.year)
    number = NUMBER.search(heading.doc_number or "")
    if number:
        return str(number["year"])
    text = half_width(document.text)
    if passed := _PASSED.search(text):
        return str(int(passed["y"]) + 1)
    text = _QUOTED.sub("", text)
    years = [m["y"] for m in _YEAR.finditer(text) if reached or text[max(0, m.start() - 1) : m.start()] not in _BY]
    return max(set(years), key=lambda y: (years.count(y), y)) if years else None


def _reported_year(titles: list[str], heading: Heading, document: Document) -> str | None:
    """The year that a report tells of: none that comes after its own day, whose wishes the page may collect as well."""
    year = _plan_year(titles, heading, document)
    return min(year, str(heading.issued_on.year)) if year and heading.issued_on else year


def report_period(heading: Heading, document: Document, outline: Outline, header_texts: list[str]) -> str | None:
    """The period a progress report speaks of, from its title, its columns' heads or its own words."""
    titles = [heading.title or "", *(part.title for part in outline.parts)]
    year = _reported_year([*titles, heading.announced], heading, document)
    if year is None:
        return None
    early = [document.slice(block) for block in document.blocks[:12] if block.table is None]
    for text in [*titles, _latest(header_texts), *early, heading.announced]:
        is_prose = len(text) > _SHORT_BLOCK or text.rstrip().endswith("。")
        found = report_words(_said("other_month").sub("", text) if is_prose else text)
        later = _said("as_of_year").search(half_width(text))
        if later and later["y"] > year:
            return f"{year}-Q4"  # 截止2025年2月，2024年的实事…: the year is over
        if found:
            return f"{year}-{found}"
    as_of = re.findall(r"截[至止]\D{0,6}(?:20\d{2}年)?(\d{1,2})月|1\s*[—–\-－至]+\s*(\d{1,2})\s*月", document.text)
    months = [int(a or b) for a, b in as_of if 1 <= int(a or b) <= 12]
    through = through_month(max(set(months), key=months.count)) if months else _through_issue(year, heading.issued_on)
    is_of_year = _said("to_the_assembly") if "各位代表" in document.text else _said("of_the_year")
    is_late = not months and heading.issued_on is not None and heading.issued_on.month == _LAST_MONTH
    # Early in December one task's 完成全年任务 is no word on the year.
    told = [*titles, *early] if is_late and heading.issued_on and heading.issued_on.day >= _YEARS_END else titles
    is_done = is_late and any(map(_said("year_done").search, told))
    if is_done or ((through is None or is_late) and any(map(is_of_year.search, titles))):
        through = "Q4"
    return f"{year}-{through}" if through else None


def _latest(heads: list[str]) -> str:
    """Of columns' heads that name a time (1—8月进展, 1—9月进展) the one that reaches farthest, the first of equals."""
    told = [(through, head) for head in heads if (through := report_words(head))]
    return max(told, key=lambda pair: period_of(f"2000-{pair[0]}").end_date, default=("", ""))[1]


def _through_issue(year: str, issued_on: dt.date | None) -> str | None:
    """A report without a word on its period speaks of the time up to the month before it was issued."""
    if issued_on is None or issued_on.year < int(year) or (issued_on.year == int(year) and issued_on.month == 1):
        return None
    return "Q4" if issued_on.year > int(year) else through_month(issued_on.month - 1)


def report_words(text: str) -> str | None:
    """The period words of a title or column head: Q1, H1, Q3, Q4, 5M or a month."""
    plain = re.sub(r"\s+", "", DATE.sub("", half_width(text)))
    for name, meaning in _REPORT_PERIODS:
        match = _said(name).search(plain)
        if match and meaning in ("months", "month"):
            month = int(match["m"]) if match["m"].isdecimal() else tens(match["m"])
            if 1 <= month <= 12:
                return through_month(month)
        elif match:
            return meaning
    return None


def through_month(month: int) -> str:
    """The year to date through a month; quarter ends have names of their own."""
    return {3: "Q1", 6: "H1", 9: "Q3", 12: "Q4"}.get(month, f"{month}M")
