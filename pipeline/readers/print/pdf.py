"""Reads PDF documents: text and rules by pdfium, pages without a text layer by OCR where the extra is installed."""

from __future__ import annotations

from typing import Any

from pipeline.errors import SetAside
from pipeline.readers.document import Document
from pipeline.readers.pages.assemble import assemble
from pipeline.readers.pages.model import Page
from pipeline.readers.print.pdf_guard import refuse_bombs
from pipeline.readers.print.pdf_second import is_meaningless, second_opinion

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 800
MAX_GLYPHS = 1_200_000  # about 400 MiB of page model
MIN_GLYPHS = 8  # a page with fewer characters and a picture over most of it is a scan
PICTURE_SHARE = 0.4
END_MARK, END_REACH = b"%%EOF", 4096
UNREADABLE_SHARE = 0.2  # of the characters without a known meaning: the text layer is of no use


def read_pdf(content: bytes, file_name: str) -> Document:
    """Read a PDF. Raises ``SetAside`` (password, damaged, too_large, needs_ocr, empty)."""
    document = open_pdf(content, file_name)
    try:
        pages = read_pages(document, content, file_name)
    finally:
        document.close()
    if not any(page.glyphs for page in pages):
        raise SetAside("empty", found=f"{file_name} has {len(pages)} pages without text or pictures",
                       expected="pages with text", advice="Check that the right file was dropped.")  # fmt: skip
    return assemble(pages, MEDIA_TYPE)


def open_pdf(content: bytes, file_name: str) -> Any:
    """The open ``pypdfium2.PdfDocument``."""
    import pypdfium2

    if END_MARK not in content[-END_REACH:]:  # pdfium would rebuild what is left and show fewer pages without a word
        raise SetAside("damaged", found=f"{file_name} is a PDF that breaks off before its end mark",
                       expected="a whole PDF", advice="Download it again.")  # fmt: skip
    refuse_bombs(content, file_name)
    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise SetAside("password", found=f"{file_name} is a PDF locked with a password",
                           expected="a PDF that opens without a password",
                           advice="Print it to a new PDF without a password.") from error  # fmt: skip
        raise SetAside("damaged", found=f"{file_name} is a PDF that does not open ({error})", expected="a whole PDF",
                       advice="Download it again, or print it to a new PDF from a viewer.") from error  # fmt: skip
    if count == 0:
        raise SetAside("damaged", found=f"{file_name} is a PDF without pages", expected="a whole PDF",
                       advice="Download it again.")  # fmt: skip
    if count > MAX_PAGES:
        raise SetAside("too_large", found=f"{file_name} has {count:,} pages", expected=f"at most {MAX_PAGES} pages",
                       advice="Drop the document alone, not the volume it is part of.")  # fmt: skip
    return document


def read_pages(document: Any, content: bytes, file_name: str) -> list[Page]:
    """The page model of every page: by pdfium, by pdfplumber where that is unsure, scanned pages by OCR."""
    import pypdfium2

    from pipeline.readers.print.pdf_ink import mark_bold_by_ink
    from pipeline.readers.print.pdf_pdfium import Fonts, pdfium_pages

    pages: list[Page] = []
    glyphs, fonts = 0, Fonts()
    try:
        for page in pdfium_pages(document, fonts):
            glyphs += len(page.glyphs)
            if glyphs > MAX_GLYPHS:
                raise SetAside("too_large", found=f"{file_name} has more than {MAX_GLYPHS:,} characters",
                               expected="a document of a few hundred pages", advice="Drop it in parts.")  # fmt: skip
            pages.append(page)
    except pypdfium2.PdfiumError as error:
        raise SetAside("partly_read", found=f"{file_name} has a page that does not open ({error})",
                       expected="a PDF whose pages all open", where=f"page {len(pages) + 1}",
                       advice="Download it again, or print it to a new PDF from a viewer.") from error  # fmt: skip
    mark_bold_by_ink(document, pages, fonts.known)
    second_opinion(content, pages, fonts.known)
    scanned = [page.number for page in pages if is_scan(page)]
    if scanned:
        from pipeline.readers.print.scan import ocr_pages

        for page in ocr_pages(document, scanned, file_name):
            pages[page.number - 1] = page
    return pages


def is_scan(page: Page) -> bool:
    """Whether a page has to be read from its picture: no text layer, or one whose characters mean nothing."""
    visible = [glyph.text for glyph in page.glyphs if glyph.text.strip()]
    if len(visible) < MIN_GLYPHS:
        return page.picture_share >= PICTURE_SHARE
    return sum(map(is_meaningless, visible)) > UNREADABLE_SHARE * len(visible)
