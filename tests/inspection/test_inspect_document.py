"""``make inspect``: what it prints and draws is enough to write a source entry or to report a fault."""

from pipeline.inspect_document import main
from tests.readers.samples import docx_of
from tests.render.fixtures import path


def test_a_pdf_is_shown_page_by_page_with_pictures(tmp_path, capsys):
    assert main([str(path("table_repeated_header")), "--pictures", str(tmp_path)]) in (0, 1)
    printed = capsys.readouterr().out
    assert "application/pdf, 4 pages" in printed and "7 rows × 5 columns" in printed
    assert "3 × repeated_table_header" in printed
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"page-00{n}.png" for n in (1, 2, 3, 4)]


def test_the_drawn_boxes_lie_on_the_table(tmp_path):
    from PIL import Image

    from pipeline.inspection.pictures import CELL, OPEN, draw_pages

    first = next(draw_pages(path("table_repeated_header").read_bytes(), "x.pdf", tmp_path))
    colours = {colour for _, colour in Image.open(first).getcolors(1 << 20)}
    assert {tuple(bytes.fromhex(name[1:])) for name in (CELL, OPEN)} <= colours


def test_a_refusal_is_printed_in_full(tmp_path, capsys):
    file = tmp_path / "letter.docx"
    file.write_bytes(docx_of(lambda document: document.add_paragraph("无关的一封信。")))
    assert main([str(file)]) == 1
    printed = capsys.readouterr().out
    assert "set aside:" in printed and "expected" in printed and "advice" in printed


def test_a_missing_file_is_named(tmp_path, capsys):
    assert main([str(tmp_path / "none.pdf")]) == 2
    assert "none.pdf" in capsys.readouterr().err
