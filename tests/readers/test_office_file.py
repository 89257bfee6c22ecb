"""Word 97–2003, WPS, RTF and OpenDocument texts: through LibreOffice to the same records, and safely."""

from __future__ import annotations

import io
import socket
import threading
import zipfile
from pathlib import Path

import pytest

from pipeline import office
from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.readers import read
from pipeline.readers.office.office_forms import EXCEL_XML, form_of
from pipeline.readers.sniff import medium_of
from tests.readers.samples import container, docx_of
from tests.render.printers import has_libreoffice, saved_as
from tests.render.records import comparable, understood

CITIES = Path(__file__).parents[1] / "cities" / "rendered"
libreoffice = pytest.mark.skipif(not has_libreoffice(), reason="libreoffice-writer-nogui is not installed")
MEDIA = {
    "doc": "application/msword",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
}
ODT = "urn:oasis:names:tc:opendocument:xmlns"


def set_anew(name: str) -> bytes:
    """A Word document of an invented city that ends in a paragraph, as Word's always do (a .doc needs it)."""
    import docx

    document = docx.Document(str(CITIES / f"{name}.docx"))
    document.add_paragraph()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_file(flags: int) -> bytes:
    """A container with a Word document whose header has these flags."""
    return container("WordDocument", (b"\xec\xa5" + bytes(8) + flags.to_bytes(2, "little")).ljust(4096, b"\x00"))


@libreoffice
@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
@pytest.mark.parametrize("name", ["qingyuan_plan", "anhe_report"])
def test_records_are_those_of_the_docx(name, form):
    content, entry = set_anew(name), SourceEntry(file_name=name)
    expected = comparable(understood(content, entry, f"inbox/{name}.docx"))
    found = understood(saved_as(content, "docx", form), entry, f"inbox/{name}.{form}")
    assert comparable(found) == expected
    assert found.records["documents"][0].media_type == MEDIA[form]


@libreoffice
def test_spreadsheet_xml_named_xls_is_a_workbook():
    rows = ""
    for texts in (("序号", "任务", "责任单位"), ("1", "新建公厕6座", "城管局")):
        cells = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in texts)
        rows += f"<Row>{cells}</Row>"
    content = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>'
        f"{rows}</Table></Worksheet></Workbook>"
    ).encode()
    assert form_of(content) == EXCEL_XML
    assert "1\t新建公厕6座\t城管局" in read(content, "进展.xls").text


def test_without_libreoffice_the_refusal_says_what_to_install(monkeypatch):
    from pipeline.readers.office import office_file

    monkeypatch.setattr(office_file, "find_office", lambda: None)
    with pytest.raises(SetAside) as caught:
        read(b"{\\rtf1 text}", "方案.doc")
    assert caught.value.reason == "needs_office"
    assert "libreoffice-writer-nogui" in caught.value.advice and ".rtf" in caught.value.found


def test_a_locked_word_file_asks_for_the_password_to_be_removed():
    assert medium_of(word_file(0), "方案.wps") == "office"
    with pytest.raises(SetAside) as caught:
        read(word_file(0x0100), "方案.wps")
    assert caught.value.reason == "password"


@libreoffice
def test_a_broken_word_file_is_damaged():
    with pytest.raises(SetAside) as caught:
        read(word_file(0), "方案.doc")
    assert caught.value.reason in ("damaged", "empty")


@libreoffice
def test_tables_that_libreoffice_loses_are_not_published_as_text():
    """A .doc whose table is its last word: LibreOffice reads it as one long paragraph."""

    def build(document):
        document.add_paragraph("责任分解表")
        table = document.add_table(rows=5, cols=3)
        for cell in (cell for row in table.rows for cell in row.cells):
            cell.text = "新建"

    content = saved_as(docx_of(build), "docx", "doc")
    try:
        assert list(read(content, "方案.doc").tables())  # a LibreOffice that has learnt it
    except SetAside as problem:
        assert problem.reason == "partly_read" and "tables" in problem.found


@libreoffice
def test_a_document_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(office, "MAX_SECONDS", 0.01)
    with pytest.raises(office.NotConverted, match="not done"):
        office.convert(b"{\\rtf1 text}", "rtf", "docx")


@libreoffice
def test_nothing_outside_is_asked_for():
    """Fails if a linked picture or section makes LibreOffice dial out: it did, before its profile forbade it."""
    asked = []
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()

        def listen():
            try:
                while True:
                    server.accept()[0].close()
                    asked.append(1)
            except OSError:
                return

        threading.Thread(target=listen, daemon=True).start()
        office.convert(linking_text(f"http://127.0.0.1:{server.getsockname()[1]}"), "odt", "docx")
        server.shutdown(socket.SHUT_RDWR)
    assert not asked


def linking_text(address: str) -> bytes:
    """An OpenDocument text with a linked picture and a linked section."""
    spaces = " ".join(f'xmlns:{name}="{ODT}:{name}:1.0"' for name in ("office", "text"))
    frame = (
        '<draw:frame text:anchor-type="as-char"><draw:image xlink:type="simple" '
        f'xlink:href="{address}/a.png" xlink:actuate="onLoad"/></draw:frame>'
    )
    section = f'<text:section text:name="S"><text:section-source xlink:href="{address}/b.odt"/><text:p/></text:section>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", MEDIA["odt"])
        package.writestr(
            "content.xml",
            f'<office:document-content {spaces} xmlns:draw="{ODT}:drawing:1.0" '
            'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
            f"<text:p>正文{frame}</text:p>{section}</office:text></office:body></office:document-content>",
        )
        entries = "".join(
            f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
            for path, kind in (("/", MEDIA["odt"]), ("content.xml", "text/xml"))
        )
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{ODT}:manifest:1.0" manifest:version="1.2">{entries}'
            "</manifest:manifest>",
        )
    return buffer.getvalue()
