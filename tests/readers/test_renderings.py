"""The five source documents, printed in the look of the originals: every record read from the print equals the text's.

Needs Chromium, LibreOffice and the fonts of .ci/apt-packages.txt; without them the tests skip and say so.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.readers import read
from tests.render.page import Look, page
from tests.render.printers import docx_to_pdf, html_to_pdf, missing
from tests.render.records import comparable, entries, understood
from tests.render.word import to_docx

RAW = Path(__file__).parents[2] / "raw"
SONG, ZENHEI = "Noto Serif CJK SC", "WenQuanYi Zen Hei"
NEWSPAPER = Look(columns=4, size=10, margins="15mm 12mm")
DOCUMENTS = entries(RAW)
PLAIN = Look(font=ZENHEI, repeat_headers=False, cell_align="top", running_header="内部资料")

NO_CHROMIUM, NO_WRITER = missing(chromium=True, fonts=(SONG, ZENHEI)), missing(writer=True, fonts=(SONG,))
chromium = pytest.mark.skipif(bool(NO_CHROMIUM), reason=f"not installed: {', '.join(NO_CHROMIUM)}")
libreoffice = pytest.mark.skipif(bool(NO_WRITER), reason=f"not installed: {', '.join(NO_WRITER)}")
each_document = pytest.mark.parametrize("entry", DOCUMENTS, ids=lambda entry: Path(entry.file_name).stem)


@pytest.fixture(scope="session")
def truth():
    """The records of each document's text, read once."""
    known = {}

    def of(entry):
        if entry.file_name not in known:
            known[entry.file_name] = comparable(
                understood((RAW / entry.file_name).read_bytes(), entry, entry.file_name)
            )
        return known[entry.file_name]

    return of


def source(entry):
    return read((RAW / entry.file_name).read_bytes(), entry.file_name)


def assert_same_records(entry, content, name, truth):
    found, expected = comparable(understood(content, entry, name)), truth(entry)
    for table in expected:
        assert len(found[table]) == len(expected[table]), table
        for record, wanted in zip(found[table], expected[table], strict=True):
            assert record == wanted


@each_document
def test_word_document(entry, truth):
    assert_same_records(entry, to_docx(source(entry)), "print.docx", truth)


@each_document
def test_web_page(entry, truth):
    assert_same_records(entry, page(source(entry), Look()).encode(), "print.html", truth)


@chromium
@each_document
def test_pdf_as_printed_by_an_office(entry, truth):
    """Red head, Song type, page numbers, repeated table headers; the work report in a newspaper's columns."""
    look = NEWSPAPER if entry.doc_type == "work_report" else Look()
    assert_same_records(entry, html_to_pdf(page(source(entry), look)), "print.pdf", truth)


@chromium
@each_document
def test_pdf_with_a_running_header_and_single_table_headers(entry, truth):
    assert_same_records(entry, html_to_pdf(page(source(entry), PLAIN)), "print.pdf", truth)


@libreoffice
@each_document
def test_pdf_printed_from_word(entry, truth):
    """Ragged lines, hanging marks, cut rows closed with a rule."""
    assert_same_records(entry, docx_to_pdf(to_docx(source(entry))), "print.pdf", truth)
