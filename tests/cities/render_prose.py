"""Running text of the invented documents: a notice, a work report, a narrative report, as paragraphs in several media.

A ``.yml`` of family ``prose`` says how one item is printed in ``items``: templates such as
``{label}.{text}（{lead}牵头，{support}配合）``. Two asterisks around words make them bold where the medium can.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

Truth = dict[str, Any]
Paragraph = tuple[str, str]  # kind, text

NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"]
STYLE = """body{font:15pt/1.7 'WenQuanYi Zen Hei'}p{text-indent:2em;margin:0}
.title{text-align:center;text-indent:0;font-size:20pt;margin:.6em 0}
.number{text-align:center;text-indent:0}.right{text-align:right}.flush{text-indent:0}.heading{font-size:17pt}
.red{color:red;font-size:30pt;text-align:center;text-indent:0;border-bottom:2px solid red}
@page{size:A4;margin:28mm 24mm;@bottom-center{content:'— ' counter(page) ' —'}}"""


def joined(value: Any) -> str:
    """A cell or template value as it is printed: lists with 、 between their members, nothing for null."""
    return "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def item_values(item: Truth) -> dict[str, str]:
    """What the templates of ``items`` may name, for one task or row."""
    values = {name: joined(value) for name, value in item.items()}
    values.setdefault("label", values["no"])
    return values | {"numeral": NUMERALS[int(item["no"]) - 1]}


def head(truth: Truth) -> Iterator[Paragraph]:
    """The notice before the items: red head, number, title, addressee, preamble, signature, title of the annex."""
    if truth.get("letterhead", True) and "issuer" in truth:
        yield "red", f"{truth['issuer']}文件"
    if "doc_number" in truth["document"]:
        yield "number", truth["document"]["doc_number"]
    yield "title", truth["title"]
    if "addressee" in truth:
        yield "flush", truth["addressee"]
    for line in truth.get("preamble", []):
        yield "body", line
    if "issued_on" in truth:
        yield "right", truth["issuer"]
        yield "right", truth["issued_on"]
    if "annex" in truth:
        yield "title", truth["annex"]


def body_kind(line: str) -> str:
    """Lines that open with a Chinese numeral and hold no sentence are headings."""
    return "heading" if re.match(r"[一二三四五六七八九十]+、[^。]+$", line) else "body"


def paragraphs(truth: Truth) -> Iterator[Paragraph]:
    """The whole document, paragraph by paragraph."""
    yield from head(truth)
    section = None
    for item in truth.get("tasks", truth.get("rows", [])):
        if item.get("section") and item["section"] != section:
            section = item["section"]
            yield "heading", section
        for template in item.get("items", truth["items"]):
            yield body_kind(line := template.format(**item_values(item))), line
    for line in truth.get("body", "").splitlines():
        if line.strip():
            yield body_kind(line), truth.get("indent", "") + line
    for line in truth.get("closing", []):
        yield "body", line


def runs(text: str) -> list[tuple[str, bool]]:
    """A paragraph's stretches of plain and of bold text."""
    return [(part, index % 2 == 1) for index, part in enumerate(text.split("**")) if part]


def add_paragraphs(document: Any, content: Iterable[Paragraph]) -> None:
    """One Word paragraph each; titles centred, dates to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    sides = {"red": ALIGN.CENTER, "number": ALIGN.CENTER, "title": ALIGN.CENTER, "right": ALIGN.RIGHT}
    for kind, text in content:
        paragraph = document.add_paragraph()
        paragraph.alignment = sides.get(kind)
        for part, bold in runs(text):
            for stretch in filter(None, re.split(r"(\d+)", part)):  # Word sets digits in a font of their own
                paragraph.add_run(stretch).bold = bold or None


def to_docx(truth: Truth) -> bytes:
    """The document in Word."""
    import docx

    document = docx.Document()
    add_paragraphs(document, paragraphs(truth))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def to_html(kind: str, text: str) -> str:
    """One paragraph of a page."""
    inner = "".join(f"<b>{html.escape(part)}</b>" if bold else html.escape(part) for part, bold in runs(text))
    return f"<p class={kind}>{inner}</p>"


def to_page(truth: Truth) -> str:
    """The document as a page to print."""
    body = "\n".join(to_html(kind, text) for kind, text in paragraphs(truth))
    return f"<!DOCTYPE html><meta charset=utf-8><style>{STYLE}</style>{body}"


def to_markdown(truth: Truth) -> str:
    """A Markdown file with Windows line ends and full-width digits, as pasted from an office's system."""
    marks = {"title": "# ", "heading": "## "}
    text = "\n\n".join(marks.get(kind, "") + text for kind, text in paragraphs(truth)) + "\n"
    text = re.sub(r"(?<=\d)\.(?=\d)", "．", text)
    return text.translate(str.maketrans("0123456789%", "０１２３４５６７８９％")).replace("\n", "\r\n")
