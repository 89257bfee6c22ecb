"""Scanned pages: OCR fills the page model, everything after it is the same code. Needs the extra ``ocr``."""

from __future__ import annotations

import io

import pytest

from pipeline.readers import read
from tests.readers.samples import bare, block_texts, check_document, grids
from tests.render.fixtures import path

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")


def scanned(name: str, turned: float = 0.4) -> list:
    """Grey pictures of a print's pages at 200 dpi, each a little askew."""
    import pypdfium2
    from PIL import Image

    pages = pypdfium2.PdfDocument(path(name))
    pictures = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in pages]
    return [picture.rotate(turned, fillcolor=255, resample=Image.Resampling.BICUBIC) for picture in pictures]


def as_file(pictures: list, kind: str) -> bytes:
    buffer = io.BytesIO()
    pictures[0].save(buffer, kind, save_all=True, append_images=pictures[1:], resolution=200)
    return buffer.getvalue()


def test_a_scanned_table_over_two_pages_has_its_rows_and_cells():
    document = read(as_file(scanned("table_repeated_header")[:2], "PDF"), "scan.pdf")
    check_document(document)
    printed = grids(read(path("table_repeated_header").read_bytes(), "print.pdf"))[0]
    rows = grids(document)[0]
    assert [row[:2] for row in rows] == [["类别", "序号"], ["工业", "1"], ["工业", "2"], ["工业", "3"]]
    assert [[bare(cell or "") for cell in row] for row in rows] == [[bare(c or "") for c in row] for row in printed[:4]]
    assert [aside.reason for aside in document.asides].count("repeated_table_header") == 1


def test_an_image_file_reads_like_a_scanned_page():
    first = as_file(scanned("notice", turned=-0.5)[:1], "PNG")
    texts = [bare(text) for text in block_texts(read(first, "notice.png"))]
    assert "青政发〔2024〕8号" in texts
    assert "青石市人民政府关于印发2024年重点工作责任分解的通知" in texts
    assert any(text.startswith("2024年重点工作责任分解已经市政府同意") and text.endswith("工作。") for text in texts)


def test_the_skew_of_a_page_is_found():
    import numpy

    from pipeline.readers.print.scan_picture import skew_of

    picture = numpy.asarray(scanned("notice", turned=0.8)[0])
    assert skew_of(picture) == pytest.approx(-0.8, abs=0.15)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("完成投资1亿元,增长8%", "完成投资1亿元，增长8%"),
        ("(责任单位:发改局)", "（责任单位：发改局）"),
        ("PM2.5 (A, B)", "PM2.5 (A, B)"),
    ],
)
def test_marks_beside_chinese_become_full_width(seen, meant):
    from pipeline.readers.print.scan_text import full_width_marks

    assert full_width_marks(seen) == meant


def test_an_animation_is_no_scan_and_an_empty_page_costs_no_recognition(monkeypatch):
    from PIL import Image

    from pipeline.errors import SetAside
    from pipeline.readers.print import scan

    frames = [Image.new("L", (90, 120), shade) for shade in range(200, 240)]
    with pytest.raises(SetAside) as caught:
        read(as_file(frames, "GIF"), "frames.gif")
    assert caught.value.reason == "too_large" and "40 pictures" in caught.value.found

    monkeypatch.setattr(scan, "_engine", lambda: pytest.fail("an empty page was handed to OCR"))
    with pytest.raises(SetAside) as caught:
        read(as_file(frames[:3], "TIFF"), "empty.tif")
    assert caught.value.reason == "empty"


def test_scans_are_announced_so_that_limits_can_be_widened(monkeypatch):
    from PIL import Image

    from pipeline.errors import SetAside
    from pipeline.readers.print import allowance

    seen: list[int] = []
    monkeypatch.setattr(allowance, "_listeners", [seen.append])
    with pytest.raises(SetAside):
        read(as_file([Image.new("L", (90, 120), 255)] * 2, "TIFF"), "empty.tif")
    assert seen == [2]
