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
    from pipeline.readers.print import scan

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
    from pipeline.readers.print.pdf_guard import refuse_bombs

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


def test_what_a_browser_merges_over_a_thousand_columns_again_and_again_is_refused():
    row = "<tr>" + "<td colspan=1000 rowspan=65000>甲</td>" * 40 + "</tr>"
    page = f"<html><body><table>{row}{'<tr><td>乙</td></tr>' * 200}</table><p>正文</p></body></html>"
    assert reason(page.encode(), "table") == "too_large"


def test_more_paragraphs_than_a_person_reads_are_refused_early():
    assert reason(word_xml("<w:p><w:r><w:t>文</w:t></w:r></w:p>" * 50_000), "paragraphs") == "too_large"


def test_a_form_that_draws_itself_in_the_end_is_refused():
    draw = b"/X Do " * 10
    form = b"%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length 60>>stream\n%b\nendstream endobj\n"
    page = (
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>endobj\n"
    )
    loop = form % (6, 7, draw) + form % (7, 6, zlib.compress(draw))
    assert reason(pdf_of_pages([b"3 0 R"]).replace(b"trailer", loop + page + b"trailer")) == "too_costly"
    tower = b"".join(form % (number, number + 1, draw) for number in range(6, 14))
    assert reason(pdf_of_pages([b"3 0 R"]).replace(b"trailer", tower + page + b"trailer")) == "too_costly"


def test_forms_that_draw_a_few_others_are_read():
    from pipeline.readers.print.pdf_guard import refuse_bombs

    form = b"%d 0 obj<</Subtype/Form/Resources %d 0 R>>stream\n/A Do\nendstream endobj\n%d 0 obj<</XObject<</A %d 0 R>>>>endobj\n"
    refuse_bombs(b"%PDF-1.4\n" + b"".join(form % (n, n + 100, n + 100, n + 1) for n in range(10, 20)), "x.pdf")


def test_a_stream_packed_twice_is_refused():
    packed = zlib.compress(zlib.compress(b"0 0 m 9 9 l S " * 1000))
    stream = b"4 0 obj<</Filter[/FlateDecode /FlateDecode]/Length %d>>stream\n%b\nendstream endobj\n" % (
        len(packed),
        packed,
    )
    assert reason(pdf_of_pages([b"3 0 R"]).replace(b"trailer", stream + b"trailer")) == "too_large"


def test_a_pdf_damaged_inside_a_stream_is_not_read_in_part():
    place = PDF.index(b"stream", PDF.index(b"/FlateDecode")) + 60
    assert reason(PDF[:place] + bytes(8) + PDF[place + 8 :]) == "partly_read"


def test_forty_thousand_streams_are_looked_through_once():
    from pipeline.readers.print.pdf_guard import streams_of

    streams = list(streams_of(b"1 0 obj<<>>stream\n" * 40_000 + b"endstream", "x.pdf"))
    assert sum(len(stream.packed) for stream in streams) < 40_000 * 20


@pytest.mark.parametrize("end", ["</tr></table>", "</tr>", "", '</tr></table><p class="x'])
def test_a_web_page_that_breaks_off_is_not_read_in_part(end):
    page = "<html><head><!-- </html> --><script>'</body>'</script></head><body><table><tr><td>甲</td><td>乙</td>" + end
    assert reason(page.encode(), "x.html") == "partly_read"


def test_a_fragment_without_a_body_of_its_own_is_whole_when_its_tables_are_closed():
    rows = "<div><table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table></div>"
    assert "丁" in read(rows.encode(), "x.html").text
    assert reason(rows.replace("</table>", "").encode(), "x.html") == "partly_read"


def test_a_page_nested_deeper_than_the_parser_goes_is_not_read_in_part():
    page = f"<html><body><h1>工作</h1>{'<div>' * 5000}深{'</div>' * 5000}<p>尾</p></body></html>"
    assert reason(page.encode(), "x.html") == "partly_read"


def test_office_parts_that_are_named_and_missing_are_told():
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="一" r:id="r1"/><sheet name="二" r:id="r2"/></sheets></workbook>'
    )
    relation = '<Relationship Id="%s" Type="x/%s" Target="%s"/>'
    both = relation % ("r1", "worksheet", "a.xml") + relation % ("r2", "worksheet", "b.xml")
    for relations in (both, relation % ("r1", "worksheet", "a.xml"), both + relation % ("r3", "styles", "styles.xml")):
        parts = {"xl/workbook.xml": book, "xl/a.xml": sheet,
                 "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>"}  # fmt: skip
        if "r3" in relations:
            parts["xl/b.xml"] = sheet
        assert reason(zip_of(parts), "x.xlsx") == "partly_read"
    word = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>正文。</w:t></w:r></w:p></w:body></w:document>',
        "word/_rels/document.xml.rels": f"<Relationships>{relation % ('r1', 'numbering', 'numbering.xml')}</Relationships>",
    }
    assert reason(zip_of(word), "x.docx") == "partly_read"


NO_TEXT = "\x00\x01\x0b\x1f\x7f\u0085\u202e\u2066\ufeff"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (("正文" * 3000 + NO_TEXT + "在后。").encode(), "x.txt"),
        (f"<html><body><p>{'正文' * 3000}{NO_TEXT}在后。</p></body></html>".encode(), "x.html"),
        (word_xml(f"<w:p><w:r><w:t>{'正文' * 3000}\u202e\u2066\u0085在后。</w:t></w:r></w:p>"), "x.docx"),
        (xlsx_of(lambda book: book.active.append(["正文" * 3000 + "_x0001__xD800_\u202e在后。"])), "x.xlsx"),
    ],
)
def test_what_no_document_prints_is_dropped_wherever_it_stands(content, name):
    document = read(content, name)
    assert document.text.replace(" ", "") == "正文" * 3000 + "在后。"
    assert document.slice(document.blocks[-1]) == document.text


def test_lists_and_lines_without_end_cost_no_more_than_their_length():
    """Fails if gluing lines, counting items or dropping marks looks at the whole paragraph for each of them."""
    import time

    for page in (
        "<ol>" + "<li>做" * 20_000 + "</ol>",
        "<p>" + "做，<br>" * 40_000 + "</p>",
        "<p>" + "做 　" * 80_000 + "</p>",
    ):
        started = time.process_time()
        assert "做" in read(f"<html><body>{page}</body></html>".encode(), "x.html").text
        assert time.process_time() - started < 10
    started = time.process_time()
    assert "做" in read(("**做** " * 40_000).encode(), "x.txt").text
    assert time.process_time() - started < 10


def test_comments_before_a_page_do_not_hide_it():
    for opening in ("<!-- a -->" * 300, '<?xml version="1.0"?>\n' + "<!-- a -->\n" * 40, "<!-- " + "a" * 5000 + "-->"):
        assert read(f"{opening}<html><body><p>正文。</p></body></html>".encode(), "x.txt").text == "正文。"


@pytest.mark.parametrize("name", ["x.txt", "x.html", "x.docx", "x.xlsx"])
def test_no_reader_lets_long_runs_of_blanks_into_the_text(name):
    """Fails if patterns over the text would have to be linear in blanks too (tests/test_patterns.py says they need not)."""
    blanks = " \t\u3000\u00a0" * 2000
    if name == "x.txt":
        content = f"前{blanks.replace(chr(9), '')}后".encode()
    elif name == "x.html":
        content = f"<html><body><p>前{blanks}后</p></body></html>".encode()
    elif name == "x.docx":
        content = word_xml(f'<w:p><w:r><w:t xml:space="preserve">前{blanks}后</w:t></w:r></w:p>')
    else:
        content = xlsx_of(lambda book: book.active.append([f"前{blanks}后"]))
    assert len(read(content, name).text) < 200
