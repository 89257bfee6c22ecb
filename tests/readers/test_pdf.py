"""Printed documents: paragraphs, tables and columns as their authors wrote them, whatever the print did to them."""

import pytest

from pipeline.readers import read
from tests.readers.samples import bare, block_texts, bold_texts, check_document, grids
from tests.render.fixtures import PRINTS, path


@pytest.mark.parametrize("name", PRINTS)
def test_a_print_reads_as_the_document_it_was_made_from(name):
    source = PRINTS[name][0]()
    document = read(path(name).read_bytes(), f"{name}.pdf")
    check_document(document)
    assert list(map(bare, block_texts(document))) == list(map(bare, block_texts(source)))
    assert list(map(bare, bold_texts(document))) == list(map(bare, bold_texts(source)))
    assert [table.row_count for table in document.tables()] == [table.row_count for table in source.tables()]


@pytest.mark.parametrize("name", ["table_repeated_header", "table_word"])
def test_categories_merged_over_a_page_break_and_rows_cut_by_one_are_whole(name):
    rows = grids(read(path(name).read_bytes(), f"{name}.pdf"))[0]
    assert [(row[0], row[1]) for row in rows[1:]] == [
        ("工业", "1"), ("工业", "2"), ("工业", "3"), ("就业", "4"), ("就业", "5"), ("就业", "6"),
    ]  # fmt: skip
    assert bare(rows[2][4] or "").endswith("2.年度用地全部落实。")


def test_page_numbers_running_lines_and_repeated_headers_are_asides():
    notice = read(path("notice").read_bytes(), "notice.pdf")
    assert [(aside.reason, aside.text, aside.page) for aside in notice.asides] == [
        ("running_header", "重点工作", 1), ("page_number", "—1—", 1),
        ("running_header", "重点工作", 2), ("page_number", "—2—", 2),
    ]  # fmt: skip
    table = read(path("table_repeated_header").read_bytes(), "table.pdf")
    assert sum(aside.reason == "repeated_table_header" for aside in table.asides) == table.page_count - 1


def test_every_block_and_cell_knows_its_page():
    document = read(path("table_word").read_bytes(), "table.pdf")
    cells = next(document.tables()).cells
    assert document.page_count == 5  # the last one has nothing but its number
    assert {cell.page for cell in cells} == {1, 2, 3, 4}
    last = max(cells, key=lambda cell: cell.start)
    assert document.page_at(last.start) == last.page


@pytest.mark.parametrize("name", PRINTS)
def test_pdfium_and_pdfplumber_fill_the_same_page_model(name):
    import pdfplumber
    import pypdfium2

    from pipeline.readers.print.pdf_pdfium import Fonts, pdfium_pages
    from pipeline.readers.print.pdf_plumber import plumber_pages

    ours = list(pdfium_pages(pypdfium2.PdfDocument(path(name)), Fonts()))
    with pdfplumber.open(path(name)) as document:
        theirs = list(plumber_pages(document))
    for first, second in zip(ours, theirs, strict=True):
        pairs = list(zip(visible(first), visible(second), strict=True))
        assert [a.text for a, _ in pairs] == [b.text for _, b in pairs]
        for a, b in pairs:
            assert (a.x0, a.baseline, a.size) == pytest.approx((b.x0, b.baseline, b.size), abs=0.1)
        for kind in ("horizontals", "verticals"):
            assert rules(getattr(first, kind)) == pytest.approx(rules(getattr(second, kind)), abs=0.3)


def visible(page):
    return [glyph for glyph in page.glyphs if glyph.text.strip()]


def rules(found):
    return [edge for rule in sorted(found, key=lambda r: (r.at, r.start)) for edge in (rule.at, rule.start, rule.end)]


@pytest.mark.parametrize("name", PRINTS)
def test_either_engine_gives_the_same_document(name):
    import pdfplumber

    from pipeline.readers.pages.assemble import assemble
    from pipeline.readers.print.pdf_plumber import plumber_pages

    with pdfplumber.open(path(name)) as document:
        theirs = assemble(list(plumber_pages(document)), "application/pdf")
    ours = read(path(name).read_bytes(), f"{name}.pdf")
    assert list(map(bare, block_texts(ours))) == list(map(bare, block_texts(theirs)))
    assert list(map(bare, bold_texts(ours))) == list(map(bare, bold_texts(theirs)))


def test_radicals_become_ideographs_and_full_width_forms_stay():
    from pipeline.readers.characters import as_meant

    assert as_meant("⼈⺠政府⻔户⼾⻋⻓，１２％（⾦）") == "人民政府门户户车长，１２％（金）"


@pytest.mark.parametrize("rotation", [90, 180, 270])
@pytest.mark.parametrize("name", ["table_repeated_header", "notice_word", "notice"])
def test_a_page_printed_sideways_is_turned_upright(name, rotation):
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument(path(name))
    for page in document:
        page.set_rotation(rotation)
    buffer = io.BytesIO()
    document.save(buffer)
    turned, upright = read(buffer.getvalue(), "turned.pdf"), read(path(name).read_bytes(), "upright.pdf")
    assert turned.text == upright.text
    assert bold_texts(turned) == bold_texts(upright)
