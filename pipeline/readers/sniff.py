"""Tell the medium of a file by its first bytes, and refuse with advice what no reader takes."""

from __future__ import annotations

import re
from typing import Literal, NoReturn

from pipeline.errors import SetAside

Medium = Literal["pdf", "docx", "xlsx", "html", "image", "text"]

EXPECTED = "a PDF, DOCX, XLSX, HTML, image, plain text or Markdown file"

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_FOREIGN = {
    b"{\\rtf": ("a Rich Text (RTF) file", "Open it in Word or WPS and save it as .docx."),
    b"Rar!": ("a RAR archive", "Unpack it and drop the documents it holds into raw/ one by one."),
    b"7z\xbc\xaf": ("a 7-Zip archive", "Unpack it and drop the documents it holds into raw/ one by one."),
    b"\x1f\x8b": ("a gzip archive", "Unpack it and drop the document it holds into raw/."),
    b"MIME-Version:": ("a saved web archive (MHTML)", "Save the page as HTML or print it to PDF."),
}
_HTML_START = re.compile(rb"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
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
    if head.startswith(_OLE):
        _refuse_ole(content, file_name)
    if head.startswith(_IMAGES):
        return "image"
    _refuse_foreign(head, file_name)
    return _medium_of_text(head, file_name)


def _medium_of_zip(content: bytes, file_name: str) -> Medium:
    from pipeline.readers.package import part_names

    names = part_names(content, file_name)
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "OFD.xml" in names:
        refuse(file_name, "an OFD fixed-layout document", "Open it in an OFD reader and print it to PDF.")
    if "mimetype" in names:
        refuse(file_name, "an OpenDocument or EPUB package", "Save it as .docx, .xlsx or PDF.")
    found = "a ZIP archive without a Word or Excel document in it"
    return refuse(file_name, found, "Unpack it and drop the documents it holds into raw/ one by one.")


def _refuse_ole(content: bytes, file_name: str) -> NoReturn:
    """An OLE container is a locked OOXML file or a Word/Excel 97–2003 file."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SetAside("password", found=f"{file_name} is an Office document locked with a password",
                       expected="a document that opens without a password",
                       advice="Remove the password in Word, Excel or WPS, save, and drop the file again.")  # fmt: skip
    refuse(file_name, "a Word or Excel 97–2003 file (.doc, .xls) or another OLE file",
           "Open it in Word, Excel or WPS and save it as .docx or .xlsx.")  # fmt: skip


def _refuse_foreign(head: bytes, file_name: str) -> None:
    for magic, (found, advice) in _FOREIGN.items():
        if head.startswith(magic):
            refuse(file_name, found, advice)


def _medium_of_text(head: bytes, file_name: str) -> Medium:
    for bom, encoding in _BOMS.items():
        if head.startswith(bom):
            head = head[2:].decode(encoding, errors="ignore").encode()
    if _HTML_START.match(head) or (len(_HTML_TAG.findall(head)) >= MIN_TAGS and head.lstrip().startswith(b"<")):
        return "html"
    if _CONTROL.search(head):
        refuse(file_name, "binary data of no known kind", "Check that the download is complete and what it should be.")
    return "text"


def refuse(file_name: str, found: str, advice: str) -> NoReturn:
    """Set a file aside whose bytes no reader takes."""
    raise SetAside("not_what_it_says", found=f"{file_name} is {found}", expected=EXPECTED, advice=advice)
