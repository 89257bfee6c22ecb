"""What headings, labels and pages say: the readers of examples from documents."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.errors import SetAside
from pipeline.layouts.families.clause_lists import list_type_of
from pipeline.layouts.outline.five_years import five_years_of
from pipeline.layouts.outline.items import supporting_name
from pipeline.layouts.outline.leftovers import furniture_name
from pipeline.layouts.outline.stream import content_kind
from pipeline.layouts.reports.report_outline import kinds_named
from pipeline.layouts.tables.column_heads import unit_of_head
from pipeline.layouts.whose.speaker import place_of
from pipeline.readers import read
from pipeline.readers.web.html_furniture import is_furniture_line
from tests.layouts.building import lay

REPORT = "云川县2031年民生实事上半年进展情况\n云川县人民政府办公室\n\n"
LIST = "\n\n1.新建北塘泵站3座。（责任单位：县水利局）\n\n2.新建口袋公园2个。（责任单位：县住建局）\n"
PROSE = "\n云川县人民政府办公室\n\n“新建泵站9座”项目，已建成4座；“新增床位70张”工程，目前已新增30张。\n"
PAGE = "<html><body><h1>云川县2031年工作要点</h1><p>新建社区食堂三十五个，改造北门大桥一座。</p>{}</body></html>"


def window(text: str) -> str:
    """The five years that a list's title names in a plan of 2031."""
    return five_years_of(text, "2031") or "nothing"


def column_unit(text: str) -> str:
    """The unit in brackets in a column's head."""
    return unit_of_head(text) or "nothing"


def chapter(text: str) -> str:
    """What a heading of the work report of 2031 announces."""
    return " ".join(kinds_named(text, "2031")) or "nothing"


def list_type(text: str) -> str:
    """The sort of a list by its title."""
    return list_type_of(text)


def supporting(text: str) -> str:
    """The treatment of a section by its heading, where it states no task."""
    return supporting_name(text) or "nothing"


def content(text: str) -> str:
    """What a label at the head of a paragraph introduces."""
    return content_kind(text)


def layout(text: str) -> str:
    """The family of a document whose lines are parted by bars."""
    try:
        return lay(text.replace("|", "\n"))[1].layout
    except SetAside as refused:
        return refused.reason


def refused(text: str) -> str:
    """Why a document whose lines are parted by bars is not read."""
    try:
        return lay(text.replace("|", "\n\n"))[1].layout
    except SetAside as why:
        return f"{re.split('[,;]', why.found)[0]}: {' '.join(why.advice.split()[:4])}"


def prose(text: str) -> str:
    """The tasks of a report in prose, each with what came of it."""
    try:
        parsed = lay(f"{REPORT}{text.replace('|', chr(10))}")[1]
    except SetAside as refused:
        return refused.reason
    return "；".join(f"{row.task_name}: {row.narrative}" for row in parsed.progress) or "nothing"


def goals(text: str) -> str:
    """What a report of two items in prose says itself was promised of the first: each value with its indicator."""
    document, parsed = lay(f"{REPORT}1.{text.replace('|', chr(10))}\n2.体育馆改造。目前正在施工。\n")
    told = [one for one in parsed.target_texts if one.indicator]
    return "；".join(f"{document.text[one.start : one.end]}: {one.indicator}" for one in told) or "nothing"


def place(text: str) -> str:
    """Whose a document is by its lines, which stand between bars."""
    return place_of(text.split("|"), "关于印发2031年重点任务分工的通知", (), ()) or "nothing"


def host(text: str) -> str:
    """Whose a web page is by what it says of its host."""
    return place_of([], "关于印发2031年重点任务分工的通知", (), [text]) or "nothing"


def left(text: str) -> str:
    """What a document holds besides its tasks, its lines parted by bars."""
    found = lay(text.replace("|", "\n\n"))[1].remainders
    return " ".join(dict.fromkeys(one.treatment for one in found)) or "nothing"


def promised_tasks(text: str) -> str:
    """How many tasks of which sort a document whose lines stand between bars lists."""
    try:
        parsed = lay(text.replace("|", "\n\n"))[1]
    except SetAside as refused:
        return refused.reason
    kinds = Counter(task.list_type for task in parsed.tasks)
    return " ".join(f"{count} {kind}" for kind, count in kinds.items()) or "nothing"


def identity(text: str) -> str:
    """Who a list is whose head's lines stand between bars: place, issuer, number, periods and title."""
    return _identity(text, LIST)


def reporting(text: str) -> str:
    """As :func:`identity`, of a report in prose."""
    return _identity(text, PROSE)


def _identity(head: str, body: str) -> str:
    try:
        one = lay(head.replace("|", "\n\n") + body)[1].identity
    except SetAside as refused:
        return refused.reason
    said = (one.jurisdiction, one.issuer, one.doc_number, one.plan_period_id, one.report_period_id, one.title)
    return " ".join(word or "-" for word in said)


def aside(text: str) -> str:
    """What a paragraph of no list is called."""
    return furniture_name(text) or "nothing"


def furniture(text: str) -> str:
    """Whether a line is of the page and not of the document."""
    return "furniture" if is_furniture_line(text) else "text"


def page(text: str) -> str:
    """Whether the words of an element of a web page are the document's."""
    return "text" if "柳溪" in read(PAGE.replace("{}", text).encode(), "x.html").text else "furniture"
