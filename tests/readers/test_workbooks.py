"""Workbooks in other forms than .xlsx: the same tables, shown numbers, merges and hidden cells."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.readers import read
from pipeline.readers.office import ole
from tests.readers.samples import check_document, container, grids
from tests.render.printers import has_libreoffice, saved_as
from tests.render.records import comparable, understood
from tests.render.workbooks import XLS, workbook

CITIES = Path(__file__).parents[1] / "cities" / "rendered"
libreoffice = pytest.mark.skipif(not has_libreoffice(), reason="libreoffice-calc-nogui is not installed")
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def ods_of(table: str, styles: str = "", manifest: str = "<m/>") -> bytes:
    """A spreadsheet package around the rows of one table."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES} {FO}><office:automatic-styles>{styles}</office:automatic-styles>"
            f'<office:body><office:spreadsheet><table:table table:name="表">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        package.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def row(*cells: str, attributes: str = "") -> str:
    """A table row of texts."""
    inner = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def same(first, second):
    """Whether two documents are alike but for the medium."""
    return dataclasses.replace(first, media_type="") == dataclasses.replace(second, media_type="")


def test_xls_is_read_as_the_same_workbook_in_xlsx():
    """Fails if a format (66.7%), a merge, a hidden row or sheet, a bold cell or a note is lost."""
    old, new = read(XLS.read_bytes(), "progress.xls"), read(workbook(), "progress.xlsx")
    check_document(old)
    assert same(old, new)
    assert grids(old)[0][1][4] == "66.7%"
    assert {aside.reason for aside in old.asides} == {"hidden_sheet", "hidden_cells", "cell_note"}
    assert any(block.bold for block in old.blocks)
    assert old.media_type == "application/vnd.ms-excel"


def test_the_name_says_nothing():
    assert read(XLS.read_bytes(), "进展.et").media_type == "application/vnd.ms-excel"


@libreoffice
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_forms_libreoffice_writes_show_the_same(form):
    assert same(read(saved_as(workbook(), "xlsx", form), f"progress.{form}"), read(workbook(), "progress.xlsx"))


@libreoffice
@pytest.mark.parametrize("form", ["xls", "ods"])
@pytest.mark.parametrize("name", ["qingyuan_h1", "qingwu_tasks"])
def test_records_are_those_of_the_xlsx(name, form):
    content, entry = (CITIES / f"{name}.xlsx").read_bytes(), SourceEntry(file_name=name)
    expected = comparable(understood(content, entry, f"inbox/{name}.xlsx"))
    assert comparable(understood(saved_as(content, "xlsx", form), entry, f"inbox/{name}.{form}")) == expected


@pytest.mark.parametrize("cut", [600, 2000, 5000])
def test_a_broken_xls_is_damaged(cut):
    with pytest.raises(SetAside) as caught:
        read(XLS.read_bytes()[:cut], "progress.xls")
    assert caught.value.reason in ("damaged", "not_what_it_says")


def test_streams_come_out_of_their_sectors():
    stream = bytes(range(256)) * 20
    assert ole.stream_of(container("Workbook", stream), "Workbook") == stream
    assert ole.stream_of(container("Workbook", stream), "WordDocument") is None
    small = ole.Container(XLS.read_bytes())
    assert {entry.name for entry in small.entries if entry.kind == 2} >= {"Workbook"}


def test_sectors_that_follow_each_other_in_a_circle_end():
    """Fails if such a file is read for ever: xlrd does, and takes all memory."""
    with pytest.raises(SetAside) as caught:
        read(container("Workbook", bytes(5120), follows={5: 3}), "progress.xls")
    assert caught.value.reason == "not_what_it_says"


def test_a_locked_xls_asks_for_the_password_to_be_removed():
    """The record FILEPASS in the place of the first record after the workbook's opening."""
    content = bytearray(XLS.read_bytes())
    place = content.index(b"\x09\x08\x10\x00") + 20
    length = int.from_bytes(content[place + 2 : place + 4], "little")
    content[place : place + 4] = b"\x2f\x00" + length.to_bytes(2, "little")
    with pytest.raises(SetAside) as caught:
        read(bytes(content), "progress.xls")
    assert caught.value.reason == "password"


def test_an_ole_file_without_document_says_so():
    with pytest.raises(SetAside) as caught:
        read(ole.SIGNATURE + bytes(2000), "slides.ppt")
    assert caught.value.reason == "not_what_it_says" and "neither a Word" in caught.value.found


def test_ods_rows_that_repeat_are_rows_and_empty_ones_cost_nothing():
    table = row("序号", "任务") + row("甲", "乙", attributes='table:number-rows-repeated="3"')
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    assert grids(read(ods_of(table + empty), "x.ods"))[0] == [["序号", "任务"], *[["甲", "乙"]] * 3]


def test_ods_cells_merge_break_lines_and_keep_bold():
    bold = '<style:style style:name="b"><style:text-properties fo:font-weight="bold"/></style:style>'
    wide = '<table:table-cell table:number-columns-spanned="2"><text:p>责任</text:p></table:table-cell>'
    units = '<text:p>甲局<text:s/><text:span text:style-name="b">乙局</text:span></text:p>'
    lead = f"<table:table-cell>{units}</table:table-cell>"
    table = (
        f"<table:table-row>{wide}<table:covered-table-cell/></table:table-row>"
        + row("一", "二")
        + f"<table:table-row>{lead}</table:table-row>"
    )
    document = read(ods_of(row("标题") + row("甲", "乙") + table, bold), "x.ods")
    check_document(document)
    assert ["责任", "责任"] in grids(document)[0]
    assert [document.slice(span) for block in document.blocks for span in block.bold] == ["乙局"]


def test_ods_hidden_rows_are_told_and_filtered_rows_stay():
    table = row("序号", "任务") + row("1", "甲", attributes='table:visibility="filter"')
    document = read(ods_of(table + row("2", "乙", attributes='table:visibility="collapse"')), "x.ods")
    assert grids(document)[0] == [["序号", "任务"], ["1", "甲"]]
    assert [(aside.reason, aside.text) for aside in document.asides] == [("hidden_cells", "表: 2 乙")]


def test_ods_repeats_without_end_are_too_large():
    content = ods_of(row("甲", "乙", attributes='table:number-rows-repeated="900000000"'))
    with pytest.raises(SetAside) as caught:
        read(content, "x.ods")
    assert caught.value.reason == "too_large"


def test_a_locked_ods_asks_for_the_password_to_be_removed():
    with pytest.raises(SetAside) as caught:
        read(ods_of("", manifest="<m><encryption-data/></m>"), "x.ods")
    assert caught.value.reason == "password"
