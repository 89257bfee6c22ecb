"""Documents that a word processor must open first: which they are, told by their content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.readers.office import ole

HEAD = 4096
ODS_MARK = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_ODT_MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"
_XML = b"<?xml"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of document that is converted: the suffix a converter knows it by, and what it becomes."""

    suffix: str
    target: Literal["docx", "xlsx"]
    media_type: str


WORD = Form("doc", "docx", "application/msword")  # .doc, and .wps of WPS, which has the same form
RICH_TEXT = Form("rtf", "docx", "application/rtf")
OPEN_TEXT = Form("odt", "docx", "application/vnd.oasis.opendocument.text")
WORD_XML = Form("xml", "docx", "application/vnd.ms-word.2003.xml")  # Word 2003 XML, often named .doc
EXCEL_XML = Form("xml", "xlsx", "application/vnd.ms-excel.2003.xml")  # Excel 2003 XML, often named .xls


def form_of(content: bytes) -> Form | None:
    """The form of a document that has to be converted, None for everything else."""
    head = content[:HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(ole.SIGNATURE):
        return WORD if ole.stream_of(content, "WordDocument") is not None else None
    if head.startswith(b"{\\rtf"):
        return RICH_TEXT
    if _ODT_MARK in head:
        return OPEN_TEXT
    if head.startswith(_XML) and b"http://schemas.microsoft.com/office/word/2003/wordml" in head:
        return WORD_XML
    if head.startswith(_XML) and b'="urn:schemas-microsoft-com:office:spreadsheet"' in head:
        return EXCEL_XML
    return None
