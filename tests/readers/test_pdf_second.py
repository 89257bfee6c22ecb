"""The second opinion: asked where pdfium is unsure of a page, in production, and taken where it reads more."""

from __future__ import annotations

import pytest

from pipeline.readers import read
from pipeline.readers.pages.model import Glyph, Page, Rule
from pipeline.readers.print import pdf_second
from pipeline.readers.print.pdf_pdfium import Font
from pipeline.readers.print.pdf_second import second_opinion
from tests.readers.samples import type3_pdf
from tests.render.fixtures import PRINTS, path

WORDS = "全年新增学位两千个按时完成"
NAMED = [Font("SimSun", False)]


def page_of(text: str, number: int = 1, rules: tuple[int, int] = (0, 0)) -> Page:
    glyphs = [Glyph(character, 12.0 * place, 12.0 * place + 12, 100, 12) for place, character in enumerate(text)]
    across, down = ([Rule(20.0 * n, 0, 100) for n in range(count)] for count in rules)
    return Page(number, 595, 842, glyphs, across, down)


@pytest.fixture
def asked(monkeypatch):
    """The pages that were asked for; the answer is a page of ideographs within a grid."""
    numbers: list[int] = []

    def answer(_content, wanted):
        numbers.extend(wanted)
        return {number: page_of("人民政府", number, (4, 4)) for number in wanted}

    monkeypatch.setattr(pdf_second, "_read_carefully", answer)
    return numbers


def test_a_font_without_names_for_pdfium_is_read_by_its_glyph_names():
    """Fails if the careful engine is not asked in production: pdfium reads the codes of such a font as ASCII."""
    assert read(type3_pdf(WORDS), "type3.pdf").text.strip() == WORDS


def test_pages_that_leave_no_doubt_are_not_asked_for_again(asked):
    assert second_opinion(b"", [page_of("人民政府"), page_of("人民", 2, (5, 5))], NAMED) == []
    assert asked == []


@pytest.mark.parametrize("name", PRINTS)
def test_ordinary_prints_need_no_second_opinion(name, asked):
    read(path(name).read_bytes(), f"{name}.pdf")
    assert asked == []


@pytest.mark.parametrize("sign", ["\ufffd", "\ue0a1", "(cid:7)"])
def test_characters_without_a_meaning_are_asked_for(sign, asked):
    pages = [page_of("人民"), page_of("人", 2)]
    pages[1].glyphs.append(Glyph(sign, 12, 24, 100, 12))
    assert second_opinion(b"", pages, NAMED) == [2]
    assert asked == [2]
    assert "".join(glyph.text for glyph in pages[1].glyphs) == "人民政府"


def test_a_page_that_lost_its_rules_between_ruled_ones_gets_them_back(asked):
    pages = [page_of("人民政府", 1, (4, 4)), page_of("人民政府", 2), page_of("人民政府", 3, (4, 4))]
    assert second_opinion(b"", pages, NAMED) == asked == [2]
    assert (len(pages[1].horizontals), len(pages[1].verticals)) == (4, 4)


def test_rules_that_run_one_way_only_are_looked_at_again(asked):
    assert second_opinion(b"", [page_of("人民政府", 1, (0, 3)), page_of("人民", 2, (2, 0))], NAMED) == asked == [1]


def test_what_reads_fewer_ideographs_is_not_taken(monkeypatch):
    page = page_of("人民政府\ufffd")
    monkeypatch.setattr(pdf_second, "_read_carefully", lambda *_: {1: page_of("人民")})
    assert second_opinion(b"", [page], NAMED) == []
    assert len(page.glyphs) == 5


def test_a_file_that_the_careful_engine_cannot_open_keeps_its_first_reading():
    pages = [page_of("人民\ufffd")]
    assert second_opinion(b"no pdf at all", pages, NAMED) == []
    assert len(pages[0].glyphs) == 3
