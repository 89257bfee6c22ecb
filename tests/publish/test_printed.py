"""The forms as PDF: beside each workbook where LibreOffice is installed, and a reason where there is none."""

from __future__ import annotations

import shutil

import pytest

from pipeline.office import find_office
from pipeline.publish import printed
from pipeline.publish.forms import write_forms
from pipeline.publish.printed import NOT_ASKED, NOT_INSTALLED, write_pdfs
from pipeline.publish.reuse import Reuse
from tests.publish.conftest import NEIGHBOUR

libreoffice = pytest.mark.skipif(find_office() is None, reason="libreoffice-calc-nogui is not installed")


@pytest.fixture(scope="module")
def forms(town_file, tmp_path_factory):
    directory = tmp_path_factory.mktemp("printed")
    write_forms(town_file, directory / "all")
    (directory / "one").mkdir()
    shutil.copy(directory / "all" / f"2023_{NEIGHBOUR}.xlsx", directory / "one")
    return directory / "one"


@libreoffice
def test_each_workbook_has_a_pdf_beside_it_that_is_printed_once(forms, tmp_path, monkeypatch):
    """Fails if a form is not printed with its words, or is printed again though nothing changed."""
    import pypdfium2

    assert write_pdfs(forms, Reuse(tmp_path)) == {}
    pages = pypdfium2.PdfDocument(forms / f"2023_{NEIGHBOUR}.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert f"{NEIGHBOUR}2023年重点工作进度表" in text and "修编城市规划" in text
    width, height = pages[0].get_size()
    assert round(max(width, height) / 72, 1) == 16.5  # inches: A3

    first = (forms / f"2023_{NEIGHBOUR}.pdf").read_bytes()
    (forms / f"2023_{NEIGHBOUR}.pdf").unlink()
    monkeypatch.setattr(printed, "print_books", None)
    assert write_pdfs(forms, Reuse(tmp_path)) == {}
    assert (forms / f"2023_{NEIGHBOUR}.pdf").read_bytes() == first


@libreoffice
def test_a_workbook_that_cannot_be_printed_says_why_and_stops_nothing(tmp_path, monkeypatch):
    """Fails if one workbook that LibreOffice refuses stops the release, or is passed over in silence."""
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    monkeypatch.setattr(printed, "print_books", lambda *_: "could not be loaded")
    assert write_pdfs(tmp_path) == {"book.xlsx": "could not be loaded"}


def test_without_libreoffice_the_release_says_so(tmp_path, monkeypatch):
    """Fails if a release needs LibreOffice, or says nothing of what is not there."""
    (tmp_path / "book.xlsx").write_bytes(b"")
    assert write_pdfs(tmp_path, is_wanted=False) == {"book.xlsx": NOT_ASKED}
    monkeypatch.setattr(printed, "find_office", lambda: None)
    assert write_pdfs(tmp_path) == {"book.xlsx": NOT_INSTALLED}
