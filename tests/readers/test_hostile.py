# ruff: noqa: E501  (Chinese text and markup)
"""Files that are broken, locked, oversized or malicious: each is set aside with a reason, none crashes or dials out."""

from __future__ import annotations

import random
import resource
import struct
import subprocess
import sys
import textwrap
import zlib
from pathlib import Path

import pytest

from pipeline.errors import REASONS, SetAside
from pipeline.readers import read
from tests.readers.samples import W, docx_of, word_xml, xlsx_of, zip_of
from tests.render.fixtures import path

PDF = path("notice_word").read_bytes()
GIB = 1 << 30


def reason(content: bytes, file_name: str = "x.pdf") -> str:
    """Why a file is set aside; the report must be complete sentences a person can act on."""
    with pytest.raises(SetAside) as caught:
        read(content, file_name)
    error = caught.value
    assert error.reason in REASONS
    assert all(len(part) > 8 for part in (error.found, error.expected, error.advice))
    assert file_name in error.found or "sheet" in error.found or "cell" in error.found or "part" in error.found
    return error.reason


def encrypted_pdf() -> bytes:
    """A PDF whose dictionary announces an encryption no password of ours opens."""
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    key = b"(" + b"k" * 32 + b")"
    lock = b"3 0 obj<</Filter/Standard/V 2/R 3/Length 128/P -4/O " + key + b"/U " + key + b">>endobj\n"
    return head + lock + b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"


def pdf_of_pages(kids: list[bytes]) -> bytes:
    """A PDF whose page tree lists these objects; object 3 is an empty page, others do not exist."""
    tree = b"2 0 obj<</Type/Pages/Kids[" + b" ".join(kids) + b"]/Count " + str(len(kids)).encode() + b">>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + tree + page + b"trailer<</Root 1 0 R>>\n%%EOF"


OFFICE_LOCK = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1200
BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = f'<!DOCTYPE x [<!ENTITY e SYSTEM "http://192.0.2.1/x">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
WORD = docx_of(lambda document: document.add_paragraph("正文。"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "empty"),
        (b"%PDF-1.7\nnothing else", "damaged"),
        (PDF[: len(PDF) // 3], "damaged"),
        (PDF[: -len(PDF) // 8], "damaged"),
        (pdf_of_pages([b"3 0 R", b"99 0 R"]), "partly_read"),
        (encrypted_pdf(), "password"),
        (OFFICE_LOCK, "password"),
        (OLD_WORD, "not_what_it_says"),
        (b"PK\x03\x04 broken", "damaged"),
        (WORD[: len(WORD) // 2], "damaged"),
        (zip_of({"a.txt": "text"}), "not_what_it_says"),
        (zip_of({"OFD.xml": "<OFD/>"}), "not_what_it_says"),
        (zip_of({"mimetype": "application/vnd.oasis.opendocument.text"}), "not_what_it_says"),
        (bytes(range(256)) * 40, "not_what_it_says"),
        (b"\x89PNG\r\n\x1a\nbroken", "damaged"),
        (word_xml("<w:p/>"), "empty"),
        (zip_of({"word/document.xml": BILLION_LAUGHS + "<x>&b;</x>"}), "damaged"),
        (zip_of({"word/document.xml": EXTERNAL}), "damaged"),
        (zip_of({"word/document.xml": (BILLION_LAUGHS + "<x>&b;</x>").encode("utf-16")}), "damaged"),
        (zip_of({"word/document.xml": "<not closed"}), "damaged"),
        (zip_of({"xl/workbook.xml": "<workbook", "xl/styles.xml": "x"}), "damaged"),
        (zip_of({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>' + "<w:p>" * 5000}), "damaged"),
    ],
)
def test_it_is_set_aside_with_a_reason(content, expected):
    if content.startswith(b"\x89PNG"):
        pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    assert reason(content) == expected


def test_a_wrong_extension_does_not_matter():
    assert "正文。" in read(WORD, "plan.pdf").text
    assert read(PDF, "plan.docx").media_type == "application/pdf"


def test_encrypted_zip_entries_ask_for_the_password_to_be_removed():
    content = bytearray(zip_of({"word/document.xml": "<x/>"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    assert reason(bytes(content)) == "password"


def test_a_scan_without_the_extra_says_what_to_install(monkeypatch):
    from pipeline.readers import scan

    monkeypatch.setattr(scan, "find_spec", lambda _: None)
    with pytest.raises(SetAside) as caught:
        scan.require_ocr("plan.pdf", "pages 1, 2")
    assert caught.value.reason == "needs_ocr"
    assert "make ocr" in caught.value.advice and caught.value.where == "pages 1, 2"


def test_page_counts_are_bounded():
    assert reason(pdf_of_pages([b"3 0 R"] * 2000)) == "too_large"


def test_huge_spans_and_far_cells_cost_nothing():
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc>'
    assert "宽" in read(word_xml(f"<w:tbl><w:tr>{cell}<w:tc><w:p/></w:tc></w:tr></w:tbl>"), "x.docx").text

    def far(book):
        book.active["A1"], book.active["XFD1048576"] = "近", "远"
        book.active["A2"] = "二"

    assert "远" in read(xlsx_of(far), "x.xlsx").text
    page = "<html><body><table><tr><td colspan=99999999 rowspan=99999999>甲</td><td>乙</td></tr></table><p>正文</p></body></html>"
    assert "乙" in read(page.encode(), "x.html").text


def bomb(name: str, size: int, honest: bool) -> bytes:
    """A package with one part of ``size`` blanks; a dishonest one declares a harmless size.

    One mebibyte is deflated once and its block repeated, which makes two gibibytes in a moment.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * (size >> 20) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    declared = size if honest else 1000
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(packed), declared, len(name), 0)
    local = b"PK\x03\x04" + fields + name.encode() + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("honest", [True, False])
def test_a_small_file_that_unpacks_to_hundreds_of_megabytes_is_refused(name, honest):
    content = bomb(name, 300 << 20, honest)
    assert len(content) < 2 << 20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert reason(content) in ("too_large", "damaged")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 << 10, "kibibytes"


@pytest.mark.parametrize("honest", [True, False])
def test_two_gibibytes_in_two_megabytes_stay_under_one_gibibyte_of_memory(tmp_path, honest):
    (tmp_path / "bomb.docx").write_bytes(bomb("word/document.xml", 2 * GIB - (1 << 20), honest))
    program = f"""
        import resource, pathlib
        resource.setrlimit(resource.RLIMIT_AS, ({GIB}, {GIB}))
        from pipeline.errors import SetAside
        from pipeline.readers import read
        try:
            read(pathlib.Path({str(tmp_path / "bomb.docx")!r}).read_bytes(), "bomb.docx")
        except SetAside as error:
            print(error.reason)
    """
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], cwd=root, capture_output=True, text=True)
    assert done.stdout.strip() in ("too_large", "damaged"), done.stderr


def test_a_pdf_stream_that_unpacks_without_end_is_refused():
    packer = zlib.compressobj(9)
    packed = packer.compress(b"0 0 m 9 9 l S " * (3 << 20)) + packer.flush()
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (len(packed), packed)
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    assert len(packed) < 1 << 20
    assert reason(pdf_of_pages([b"3 0 R"]).replace(b"trailer", stream + page + b"trailer")) == "too_large"


def test_a_large_but_honest_stream_is_looked_through_once():
    from pipeline.readers.pdf_guard import refuse_bombs

    packed = zlib.compress(random.Random(7).randbytes(1 << 20))
    refuse_bombs(b"%PDF-1.4\n1 0 obj<</Length 9>>stream\n" + packed + b"\n\nendstream endobj\n%%EOF", "x.pdf")


def test_nothing_reaches_the_network(monkeypatch):
    import socket

    def dial(*_, **__):
        raise AssertionError("a reader opened a connection")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, dial)
    page = """<!DOCTYPE html SYSTEM "http://192.0.2.1/x.dtd"><html><head><base href="http://192.0.2.1/"><link rel=stylesheet
    href=x.css><script src=x.js></script></head><body><iframe src=x></iframe><img src=x.png><p>正文。</p></body></html>"""
    assert read(page.encode(), "x.html").text == "正文。"
    relation = (
        '<Relationships><Relationship Id="r1" TargetMode="External" Target="http://192.0.2.1/x"/></Relationships>'
    )
    parts = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>正文。</w:t></w:r></w:p></w:body></w:document>',
             "word/_rels/document.xml.rels": relation, "word/vbaProject.bin": b"macro"}  # fmt: skip
    assert read(zip_of(parts), "x.docm").text == "正文。"


def test_a_part_that_no_reader_can_make_sense_of_is_damage_and_not_a_crash():
    book = {
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c r="A1" t="s">'
        "<v>99</v></c></row></sheetData></worksheet>",
    }
    assert reason(zip_of(book), "x.xlsx") == "damaged"
