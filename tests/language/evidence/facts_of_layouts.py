"""What headings, labels and pages say: the readers of examples from documents."""

from __future__ import annotations

from pipeline.errors import SetAside
from pipeline.layouts.families.clause_lists import list_type_of
from pipeline.layouts.outline.items import supporting_name
from pipeline.layouts.outline.stream import content_kind
from pipeline.layouts.reports.report_outline import kinds_named
from pipeline.readers import read
from pipeline.readers.web.html_furniture import is_furniture_line
from tests.layouts.building import lay

PAGE = "<html><body><h1>云川县2031年工作要点</h1><p>新建社区食堂三十五个，改造北门大桥一座。</p>{}</body></html>"


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


def furniture(text: str) -> str:
    """Whether a line is of the page and not of the document."""
    return "furniture" if is_furniture_line(text) else "text"


def page(text: str) -> str:
    """Whether the words of an element of a web page are the document's."""
    return "text" if "柳溪" in read(PAGE.replace("{}", text).encode(), "x.html").text else "furniture"
