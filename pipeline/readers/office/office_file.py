"""Reads Word 97–2003, WPS Writer, RTF and OpenDocument texts: converted by LibreOffice, then read as DOCX (XLSX).

LibreOffice is optional, as OCR is: without it such a document is set aside with what to install.
"""

from __future__ import annotations

import dataclasses

from pipeline.errors import SetAside
from pipeline.office import MAX_SECONDS, NotConverted, convert, find_office
from pipeline.readers.document import Document
from pipeline.readers.office import ole
from pipeline.readers.office.office_forms import Form, form_of
from pipeline.readers.office.package import read_parts

MAX_BYTES = 64 << 20
MIN_CELLS = 6  # marks of cells' ends: fewer are no table whose loss matters
_PASSWORD_ADVICE = "Remove the password in Word or WPS, save, and drop the file again."


def read_office(content: bytes, file_name: str) -> Document:
    """Read a document that LibreOffice opens.

    Raises ``SetAside`` (needs_office, password, damaged, too_large, and what the DOCX or XLSX reader raises).
    """
    form = form_of(content)
    if form is None:
        raise ValueError("no form that LibreOffice converts")
    _refuse_hopeless(content, form, file_name)
    try:
        converted = convert(content, form.suffix, form.target)
    except NotConverted as error:
        raise SetAside("damaged", found=f"{file_name} does not open in LibreOffice ({error})",
                       expected=f"a document that opens within {MAX_SECONDS} seconds",
                       advice="Open it in Word or WPS and save it as .docx or .xlsx.") from error  # fmt: skip
    if form.target == "docx":
        _demand_tables(content, converted, file_name)
    return dataclasses.replace(_read(converted, form, file_name), media_type=form.media_type)


def _read(converted: bytes, form: Form, file_name: str) -> Document:
    if form.target == "docx":
        from pipeline.readers.office.docx import read_docx

        return read_docx(converted, file_name)
    from pipeline.readers.office.xlsx import read_xlsx

    return read_xlsx(converted, file_name)


def _demand_tables(content: bytes, converted: bytes, file_name: str) -> None:
    """Refuse a Word document whose tables LibreOffice turned into running text: nothing may vanish unseen."""
    if (
        ole.count_cell_ends(content) >= MIN_CELLS
        and b"<w:tbl>" not in read_parts(converted, file_name, ("word/document.xml",))["word/document.xml"]
    ):
        raise SetAside("partly_read", found=f"{file_name} holds tables that LibreOffice does not see",
                       expected="a document whose tables survive its conversion to .docx",
                       advice="Open it in Word or WPS and save it as .docx.")  # fmt: skip


def _refuse_hopeless(content: bytes, form: Form, file_name: str) -> None:
    """What need not be tried: a locked or an oversized document, or any without LibreOffice."""
    if ole.is_locked_word(content):
        raise SetAside("password", found=f"{file_name} is a Word document locked with a password",
                       expected="a document that opens without a password", advice=_PASSWORD_ADVICE)  # fmt: skip
    if len(content) > MAX_BYTES:
        raise SetAside("too_large", found=f"{file_name} has {len(content):,} bytes",
                       expected=f"at most {MAX_BYTES >> 20} MiB", advice="Remove its pictures.")  # fmt: skip
    if find_office() is None:
        raise SetAside("needs_office",
                       found=f"{file_name} is a .{form.suffix} document, which LibreOffice has to open first",
                       expected="LibreOffice (soffice) on this machine, or a .docx or .xlsx",
                       advice="Install libreoffice-writer-nogui and libreoffice-calc-nogui (Debian, Ubuntu) or "
                       "LibreOffice, and refresh; or save the document as .docx in Word or WPS.")  # fmt: skip
