"""Tell the medium of a file by its first bytes, and refuse with advice what no reader takes."""

from __future__ import annotations

import io
import re
from typing import Literal, NoReturn

from pipeline.errors import SetAside
from pipeline.readers.office import ole
from pipeline.readers.office.office_forms import ODS_MARK, form_of

Medium = Literal["pdf", "docx", "xlsx", "xls", "ods", "office", "ofd", "mhtml", "html", "image", "text"]

EXPECTED = "a PDF or OFD, a Word, Excel or WPS document, a web page, an image, plain text or Markdown"

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_PACKAGES: dict[str, Medium] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "OFD.xml": "ofd"}
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_FOREIGN = {
    b"Rar!": ("a RAR archive", "Unpack it and drop the documents it holds into raw/ one by one."),
    b"7z\xbc\xaf": ("a 7-Zip archive", "Unpack it and drop the documents it holds into raw/ one by one."),
    b"\x1f\x8b": ("a gzip archive", "Unpack it and drop the document it holds into raw/."),
}
_MESSAGE = re.compile(rb"\s*(?:[a-z][a-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.I)
_SAVED_PAGE = re.compile(rb"^Content-Type:\s*(?:multipart/(?:related|alternative)|text/html)\b", re.I | re.M)
_XML_DECLARATION = re.compile(rb"<\?xml[^>]*>", re.I)
_HTML_START = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.I)
_HTML_TAG = re.compile(rb"</?(html|body|div|p|table|tr|td|span|h[1-6]|meta)\b[^>]*>", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HEAD = 4096
MIN_TAGS = 4


def medium_of(content: bytes, file_name: str) -> Medium:
    """The medium of a file, by content. Raises ``SetAside`` (empty, password, not_what_it_says, damaged)."""
    body = content.lstrip(b"\xef\xbb\xbf")
    head = body[:HEAD]
    if not body.strip():
        raise SetAside("empty", found=f"{file_name} has {len(content)} bytes and no text", expected=EXPECTED,
                       advice="Download the document again; nothing can be read from this file.")  # fmt: skip
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _medium_of_zip(content, file_name)
    if head.startswith(ole.SIGNATURE):
        return _medium_of_ole(content, file_name)
    if head.startswith(_IMAGES):
        return "image"
    if form_of(head) is not None:
        return "office"
    if _MESSAGE.match(head):
        return _medium_of_message(head, file_name)
    _refuse_foreign(head, file_name)
    return _medium_of_text(head, file_name)


def _medium_of_zip(content: bytes, file_name: str) -> Medium:
    from pipeline.readers.office.package import part_names

    names = {name.lstrip("/") for name in part_names(content, file_name)}
    medium = next((medium for name, medium in _PACKAGES.items() if name in names), None)
    if medium is not None:
        return medium
    if form_of(content) is not None:
        return "office"
    if ODS_MARK in content[:HEAD]:
        return "ods"
    if "mimetype" in names:
        refuse(file_name, "an OpenDocument presentation or an EPUB", "Save it as .docx, .xlsx or PDF.")
    from pipeline.readers.bundle import members

    found = "a ZIP archive in an archive" if members(io.BytesIO(content), file_name) else "a package of no known kind"
    return refuse(file_name, found, "Unpack it and drop the documents it holds into raw/ one by one.")


def _medium_of_ole(content: bytes, file_name: str) -> Medium:
    """An OLE container is a locked OOXML file, or a Word, Excel or WPS file of the years from 1997 on."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SetAside("password", found=f"{file_name} is an Office document locked with a password",
                       expected="a document that opens without a password",
                       advice="Remove the password in Word, Excel or WPS, save, and drop the file again.")  # fmt: skip
    if ole.stream_of(content, *ole.WORKBOOK) is not None:
        return "xls"
    if form_of(content) is not None:
        return "office"
    return refuse(file_name, "an OLE file that holds neither a Word document nor an Excel workbook",
                  "Open it in the program it comes from and save it as .docx, .xlsx or PDF.")  # fmt: skip


def _medium_of_message(head: bytes, file_name: str) -> Medium:
    """A message in the form of an e-mail is a saved page where it holds one."""
    if _SAVED_PAGE.search(head):
        return "mhtml"
    return refuse(file_name, "an e-mail message", "Save the documents attached to it and drop them into raw/.")


def _refuse_foreign(head: bytes, file_name: str) -> None:
    for magic, (found, advice) in _FOREIGN.items():
        if head.startswith(magic):
            refuse(file_name, found, advice)


def _medium_of_text(head: bytes, file_name: str) -> Medium:
    for bom, encoding in _BOMS.items():
        if head.startswith(bom):
            head = head[2:].decode(encoding, errors="ignore").encode()
    if _opens_as_html(head) or (len(_HTML_TAG.findall(head)) >= MIN_TAGS and head.lstrip().startswith(b"<")):
        return "html"
    if _CONTROL.search(head):
        refuse(file_name, "binary data of no known kind", "Check that the download is complete and what it should be.")
    return "text"


def _opens_as_html(head: bytes) -> bool:
    """Whether, after an XML declaration and comments, the page's own elements begin."""
    head = head.lstrip()
    declaration = _XML_DECLARATION.match(head)
    head = head[declaration.end() :].lstrip() if declaration else head
    place = 0
    while head.startswith(b"<!--", place) and (end := head.find(b"-->", place)) >= 0:
        place = end + 3
        while head[place : place + 1].isspace():
            place += 1
    return bool(_HTML_START.match(head, place)) or head.startswith(b"<!--", place)


def refuse(file_name: str, found: str, advice: str) -> NoReturn:
    """Set a file aside whose bytes no reader takes."""
    raise SetAside("not_what_it_says", found=f"{file_name} is {found}", expected=EXPECTED, advice=advice)
