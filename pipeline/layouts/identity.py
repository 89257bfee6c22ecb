"""Who a document is: jurisdiction, number, issuer, date and periods, read from its own heading and tail."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.layouts.issuer import ISSUER, read_issuer
from pipeline.layouts.parsed import SourceEntry
from pipeline.layouts.parts import LETTERHEAD, Outline, is_notice_title
from pipeline.readers.document import Block, Document

_OPEN, _CLOSE = "〔\\[（(﹝【", "〕\\]）)﹞】"
NUMBER = re.compile(
    rf"(?P<body>[\u4e00-\u9fff]{{2,12}})\s*[{_OPEN}]\s*(?P<year>(?:19|20)\d{{2}})\s*[{_CLOSE}]\s*(?:第)?\s*(?P<no>\d{{1,4}})\s*号"
)
_PLACE = r"(?:[\u4e00-\u9fff]{2,12}?(?:自治区|自治州|自治县|自治旗|省|市|州|盟|地区|县|区|旗))"
_NO_PLACE = (
    "(?!年|经|由|向|全|本|我|各|该|和|与|在|为|代表|推进|加强|加快|实施|做好|印发|落实|重点|政府|民生|关于|年度)"
)
_GOVERNMENT = re.compile(
    rf"(?P<places>{_NO_PLACE}{_PLACE}{{1,3}})(?:人民政府|政府办公室|委办公室|管理委员会|管委会|政府督查室)"
)
_TITLE_PLACE = re.compile(rf"(?:^|年|印发|《|关于)(?P<places>{_NO_PLACE}{_PLACE}{{1,3}})(?=.)")
_SINGLE = re.compile(_PLACE)
_SESSION = re.compile(
    rf"(?:^|[在日—-])(?P<places>{_NO_PLACE}{_PLACE}{{1,3}})第[一二三四五六七八九十]+届(?:人民代表大会|人大)"
)
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0}
_DATE = re.compile(r"(?P<y>(?:19|20)\d{2})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日")
_CHINESE_DATE = re.compile(
    r"(?P<y>[二〇○零Ｏ一九八七六五四三]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
WINDOW = re.compile(r"(?P<a>20\d{2})\s*年?\s*[—–\-－~～至到]+\s*(?P<b>20\d{2})\s*年?")
_SPAN_YEARS = re.compile(r"今后([五三5３35])年|([五三53])年(?:行动|目标|规划|计划)")
_YEAR = re.compile(r"(?P<y>20\d{2})\s*(?:年|度)")
_SHORT_BLOCK = 60
_VOTING_LENGTH = 5000
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_PARTICULARS = {
    "发布机构": "issuer", "发文机关": "issuer", "发文单位": "issuer", "制发机关": "issuer", "公开机构": "issuer",
    "发文字号": "doc_number", "文号": "doc_number", "文件编号": "doc_number",
    "成文日期": "issued_on", "发文日期": "issued_on", "发布日期": "issued_on", "制发日期": "issued_on",
    "名称": "title", "标题": "title", "文件名称": "title",
}  # fmt: skip
_PLAIN_TITLE = re.compile(r"(?!.*[〔\[]\d{4})[\u4e00-\u9fff\d“”《》（）()、—－-]{8,60}$")
_REPORT_WORDS: tuple[tuple[str, str], ...] = (
    (r"(?:1|一)\s*[—–\-－至]+\s*(?P<m>\d{1,2}|十[一二]?|[二三四五六七八九])\s*月", "months"),
    (r"前三季度|前三个季度|第三季度|三季度|3季度|Q3", "Q3"),
    (r"上半年|半年度|第二季度|二季度|2季度|Q2|半年", "H1"),
    (r"第一季度|一季度|1季度|首季|Q1", "Q1"),
    (r"第四季度|四季度|4季度|全年|年度完成|年终|年底|Q4", "Q4"),
    (r"(?<![\d—–\-－])(?P<m>\d{1,2})\s*月份?(?!\s*\d{1,2}\s*日)", "month"),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the document's own words say about it; None where they say nothing."""

    jurisdiction: str | None
    title: str | None
    doc_number: str | None
    issuer: str | None
    issued_on: dt.date | None


def read_heading(document: Document, outline: Outline, table_titles: list[str]) -> Heading:
    """Read the front matter, titles and tail of a document, and a web page's table of particulars.

    ``table_titles`` are the lines that stand inside tables, above their heads.
    """
    texts = [*map(half_width, table_titles), *_lines(document, document.blocks)]
    margins = [half_width(aside.text) for aside in document.asides if len(aside.text) <= _SHORT_BLOCK]
    front = _lines(document, outline.front)
    particulars = _particulars(document)
    title = particulars.get("title") or _title(front, outline, texts)
    short = [text for text in [*front, *texts[:8], *texts[-6:]] if len(text) <= _SHORT_BLOCK]
    issuer = particulars.get("issuer") or read_issuer(title, short)
    dates = [particulars["issued_on"]] if "issued_on" in particulars else []
    return Heading(
        jurisdiction=_jurisdiction([*([issuer] if issuer else []), *short], title, [*texts, *margins]),
        title=title,
        doc_number=_doc_number([particulars.get("doc_number", ""), *front, *texts[:8]]),
        issuer=issuer,
        issued_on=_issued_on([*dates, *front], texts),
    )


def _lines(document: Document, blocks: Iterable[Block]) -> list[str]:
    """The lines of the paragraphs among some blocks, digits half-width."""
    plain = [half_width(document.slice(block)) for block in blocks if block.table is None]
    return [line.strip() for text in plain for line in text.split("\n") if line.strip()]


def half_width(text: str) -> str:
    """The text with full-width digits as ASCII digits."""
    return text.translate(_HALF_WIDTH)


def _particulars(document: Document) -> dict[str, str]:
    """What a web page's table of particulars says: 发布机构, 发文字号, 成文日期, 名称."""
    found: dict[str, str] = {}
    for block in document.blocks[:3]:
        for cell, after in pairwise(block.table.cells if block.table else ()):
            label = re.sub(r"[\s:：]", "", document.slice(cell))
            field = _PARTICULARS.get(label)
            if field and cell.row == after.row and document.slice(after).strip():
                found.setdefault(field, half_width(document.slice(after)).strip())
    return found


def is_particulars(document: Document, block: Block) -> bool:
    """Whether a table is a web page's table of particulars."""
    labels = {re.sub(r"[\s:：]", "", document.slice(cell)) for cell in (block.table.cells if block.table else ())}
    return len(labels & {*_PARTICULARS, "索引号", "主题分类", "公开方式", "有效性", "生效日期"}) >= 2


def _title(front: list[str], outline: Outline, texts: list[str]) -> str | None:
    notice = next((text for text in front if is_notice_title(text)), None)
    if notice:
        return re.sub(r"\s+", "", _with_issuer_line(front, notice))
    own = next((part.title for part in outline.parts if part.title), None)
    if own:
        return half_width(re.sub(r"\s+", "", own))
    return next((half_width(re.sub(r"\s+", "", text)) for text in texts[:4] if _PLAIN_TITLE.match(text)), None)


def _with_issuer_line(front: list[str], notice: str) -> str:
    """A notice's title whose first line, the issuer's name, stands as a block of its own above it."""
    place = front.index(notice)
    above = front[place - 1] if place else ""
    return above + notice if notice.lstrip().startswith("关于") and ISSUER.match(re.sub(r"\s+", "", above)) else notice


def _doc_number(texts: list[str]) -> str | None:
    for text in texts:
        plain = re.sub(r"\s+", "", text)
        match = NUMBER.search(plain) if len(text) <= _SHORT_BLOCK else NUMBER.match(plain)
        if match:
            return f"{match['body'].removeprefix('文件')}〔{match['year']}〕{match['no']}号"
    return None


def _jurisdiction(short: list[str], title: str | None, texts: list[str]) -> str | None:
    """The place whose government speaks: letterhead or signature first, then the title, then the text."""
    for text in short:
        match = _GOVERNMENT.search(re.sub(r"\s+", "", text))
        if match and (LETTERHEAD.match(text) or ISSUER.search(re.sub(r"\d.*", "", text)) or "关于" in text):
            return last_place(match["places"])
    for text in [title or "", *short]:
        plain = re.sub(r"\s+", "", text)
        match = _GOVERNMENT.search(text) or _SESSION.search(plain) or _TITLE_PLACE.search(plain)
        if match:
            return last_place(match["places"])
    for text in texts:
        match = _TITLE_PLACE.match(re.sub(r"\s+", "", text)) if len(text) <= _SHORT_BLOCK else None
        if match:
            return last_place(match["places"])
    opening = "\n".join(texts)[:_VOTING_LENGTH]
    votes = [last_place(match["places"]) for match in _GOVERNMENT.finditer(opening)]
    return max(set(votes), key=lambda place: (votes.count(place), place)) if votes else None


def last_place(places: str) -> str:
    """The innermost of nested places: 浙江省金华市东阳市 → 东阳市."""
    found = _SINGLE.findall(places.removeprefix("中共"))
    return str(found[-1]) if found else places


def _issued_on(front: list[str], texts: list[str]) -> dt.date | None:
    """The signature's date; failing that the date of printing at the tail."""
    for text in [*front, *texts[-8:]]:
        if (len(text) <= _SHORT_BLOCK or NUMBER.match(text)) and "印发" not in text:
            date = read_date(text)
            if date:
                return date
    return next((date for text in texts[-8:] if len(text) <= _SHORT_BLOCK and (date := read_date(text))), None)


def read_date(text: str) -> dt.date | None:
    """A date in digits or Chinese numerals (二〇二三年二月二十七日), None where there is none."""
    plain = re.sub(r"\s+", "", text)
    match = _DATE.search(plain)
    if match:
        return _date(int(match["y"]), int(match["m"]), int(match["d"]))
    match = _CHINESE_DATE.search(plain)
    if not match:
        return None
    year = int("".join(str(_DIGITS[c]) for c in match["y"]))
    return _date(year, _tens(match["m"]), _tens(match["d"]))


def _tens(text: str) -> int:
    if "十" not in text:
        return _DIGITS[text]
    high, _, low = text.partition("十")
    return (_DIGITS[high] if high else 1) * 10 + (_DIGITS[low] if low else 0)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def plan_period(heading: Heading, document: Document, outline: Outline, doc_type: str) -> str | None:
    """The year or window a document plans for: 2023, or 2023/2027 for a programme plan."""
    titles = [heading.title or "", *(part.title for part in outline.parts)]
    year = _plan_year(titles, heading, document)
    if doc_type != "program_plan":
        return year
    window = next((m for m in map(WINDOW.search, titles) if m), None) or WINDOW.search(document.text)
    if window and int(window["a"]) < int(window["b"]):
        return f"{window['a']}/{window['b']}"
    span = _SPAN_YEARS.search(document.text)
    length = {"五": 5, "5": 5, "三": 3, "3": 3}.get(span[1] or span[2], 5) if span else 5
    first = year or (str(heading.issued_on.year) if heading.issued_on else None)
    return f"{first}/{int(first) + length - 1}" if first else None


def _plan_year(titles: list[str], heading: Heading, document: Document) -> str | None:
    for text in titles:
        match = _YEAR.search(re.sub(r"\s+", "", NUMBER.sub("", half_width(text))))
        if match:
            return str(match["y"])
    if heading.issued_on:
        return str(heading.issued_on.year)
    number = NUMBER.search(heading.doc_number or "")
    if number:
        return str(number["year"])
    years = [match["y"] for match in _YEAR.finditer(half_width(document.text))]
    return max(set(years), key=lambda y: (years.count(y), y)) if years else None


def report_period(heading: Heading, document: Document, outline: Outline, header_texts: list[str]) -> str | None:
    """The period a progress report speaks of, from its title, its columns' heads or its own words."""
    year = _plan_year([heading.title or "", *(part.title for part in outline.parts)], heading, document)
    if year is None:
        return None
    titles = [heading.title or "", *(part.title for part in outline.parts)]
    early = [document.slice(block) for block in document.blocks[:12] if block.table is None]
    for text in [*titles, *header_texts, *early]:
        found = report_words(text)
        if found:
            return f"{year}-{found}"
    as_of = re.findall(r"截[至止]\D{0,6}(?:20\d{2}年)?(\d{1,2})月|1\s*[—–\-－至]+\s*(\d{1,2})\s*月", document.text)
    months = [int(a or b) for a, b in as_of if 1 <= int(a or b) <= 12]
    return f"{year}-{through_month(max(set(months), key=months.count))}" if months else None


def report_words(text: str) -> str | None:
    """The period words of a title or column head: Q1, H1, Q3, Q4, 5M or a month."""
    plain = re.sub(r"\s+", "", _DATE.sub("", half_width(text)))
    for pattern, meaning in _REPORT_WORDS:
        match = re.search(pattern, plain)
        if match and meaning in ("months", "month"):
            month = int(match["m"]) if match["m"].isdecimal() else _tens(match["m"])
            if 1 <= month <= 12:
                return through_month(month)
        elif match:
            return meaning
    return None


def through_month(month: int) -> str:
    """The year to date through a month; quarter ends have names of their own."""
    return {3: "Q1", 6: "H1", 9: "Q3", 12: "Q4"}.get(month, f"{month}M")


def identity_fields(source: SourceEntry, heading: Heading) -> dict[str, object]:
    """The fields that the entry may give and the heading may say; the entry wins."""
    names = ("jurisdiction", "title", "doc_number", "issuer", "issued_on")
    return {name: getattr(source, name) or getattr(heading, name) for name in names}
