"""Readers: bytes in, one page model out.

``read`` tells the medium by the content, never by the file name, and imports only the reader it needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from pipeline.errors import SetAside
from pipeline.readers.document import Document
from pipeline.readers.rich import UNPRINTABLE
from pipeline.readers.sniff import Medium, medium_of

Reader = Callable[[bytes, str], Document]

_READERS: dict[Medium, tuple[str, str]] = {
    "pdf": ("pipeline.readers.print.pdf", "read_pdf"),
    "docx": ("pipeline.readers.office.docx", "read_docx"),
    "xlsx": ("pipeline.readers.office.xlsx", "read_xlsx"),
    "xls": ("pipeline.readers.office.xls", "read_xls"),
    "ods": ("pipeline.readers.office.ods", "read_ods"),
    "office": ("pipeline.readers.office.office_file", "read_office"),
    "ofd": ("pipeline.readers.print.ofd", "read_ofd"),
    "mhtml": ("pipeline.readers.web.mhtml", "read_mhtml"),
    "html": ("pipeline.readers.web.html", "read_html"),
    "image": ("pipeline.readers.print.scan", "read_image"),
    "text": ("pipeline.readers.plain_text", "read_text"),
}

# What a file that contradicts itself makes a parser trip over; our own faults in imports and types are not among them.
_CONTRADICTIONS = (ValueError, KeyError, IndexError, ArithmeticError, RecursionError)


_NO_TEXT = re.compile(rf"[{UNPRINTABLE}]")


def read(content: bytes, file_name: str) -> Document:
    """Turn a file's bytes into a :class:`Document`.

    ``content`` is the whole file; ``file_name`` (relative to ``raw/``) is used in messages only, the medium is
    told by the content. Raises :class:`pipeline.errors.SetAside` with a reason a person can act on when the file
    is empty, damaged, locked, too large, of a medium that no reader takes, or a scan without the OCR extra.
    """
    module, function = _READERS[medium_of(content, file_name)]
    reader: Reader = getattr(import_module(module), function)
    try:
        return _printable(reader(content, file_name), file_name)
    except _CONTRADICTIONS as error:
        raise SetAside(
            "damaged",
            found=f"{file_name} contradicts itself ({type(error).__name__}: {error})",
            expected="a well-formed file",
            advice="Open and save it in the program it comes from; if it stays so, report it with the file.",
        ) from error


def _printable(document: Document, file_name: str) -> Document:
    """The document, if its text holds nothing that no store, form or sheet could hold; its asides without such."""
    if found := _NO_TEXT.search(document.text):
        raise SetAside("damaged", found=f"{file_name} holds the character U+{ord(found[0]):04X} in its text",
                       expected="text without control characters", where=f"character {found.start() + 1}",
                       advice="Open and save it in the program it comes from.")  # fmt: skip
    asides = tuple(replace(aside, text=_NO_TEXT.sub("", aside.text)) for aside in document.asides)
    return replace(document, asides=asides)
