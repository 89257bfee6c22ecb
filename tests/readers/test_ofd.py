# ruff: noqa: E501  (markup)
"""OFD, the national fixed-layout format: the same pages, records and tables as the PDF, however a producer writes them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.readers import read
from pipeline.readers.pages.model import Page
from pipeline.readers.print.ofd_content import _deltas, _turned
from pipeline.readers.print.pdf import open_pdf, read_pages
from tests.readers.samples import block_texts, check_document, grids
from tests.render.fixtures import path
from tests.render.ofd import NAMESPACE, Style, packed, root, to_ofd
from tests.render.records import comparable, understood

CITIES = Path(__file__).parents[1] / "cities" / "rendered"
STYLES = {
    "plain": Style(),
    "scaled, glyph numbers, pieces": Style(is_scaled=True, has_glyphs=True, pieces=3),
    "turned": Style(is_turned=True, is_scaled=True),
    "rules as boxes in a template, other prefix": Style(rules_in_template=True, rules_are_boxes=True, prefix="x"),
}
each_style = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
DOCUMENT = f"""<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297
</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>
<ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages>%s</ofd:Document>"""
TEXT = '<ofd:TextObject Boundary="20 {y} 100 8" Font="1" Size="5"{more}><ofd:TextCode X="0" Y="5"{delta}>{text}</ofd:TextCode></ofd:TextObject>'


def pages_of(content: bytes) -> list[Page]:
    """The page model of a PDF."""
    return read_pages(open_pdf(content, "x.pdf"), content, "x.pdf")


def page_of(objects: str) -> str:
    return f'<ofd:Page xmlns:ofd="{NAMESPACE}"><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def package(objects: str, more: str = "", **parts: str) -> bytes:
    """A package of one page of these objects; ``parts`` by the name of their file."""
    named = {f"Doc_0/{name}.xml": part for name, part in parts.items()}
    base = {
        "OFD.xml": root("Doc_0/Document.xml"),
        "Doc_0/Document.xml": DOCUMENT % more,
        "Doc_0/Page.xml": page_of(objects),
    }
    return packed(base | named)


def line(text: str, y: float = 20, more: str = "", delta: str = "") -> str:
    """A text object of 5 mm type."""
    return TEXT.format(text=text, y=y, more=more, delta=f' DeltaX="{delta}"' if delta else "")


@each_style
@pytest.mark.parametrize("name", ["longyang_plan", "shilou_plan", "wanghai_q3"])
def test_records_are_those_of_the_pdf(name, style):
    content, entry = (CITIES / f"{name}.pdf").read_bytes(), SourceEntry(file_name=name)
    expected = understood(content, entry, f"inbox/{name}.pdf")
    found = understood(to_ofd(pages_of(content), style), entry, f"inbox/{name}.ofd")
    assert comparable(found) == comparable(expected)
    assert found.records["documents"][0].media_type == "application/ofd"


@each_style
@pytest.mark.parametrize("name", ["notice", "table_word", "columns"])
def test_pages_are_read_as_the_pdf_is(name, style):
    """Fails if a character, a bold word, a table, a page number or a column is read otherwise."""
    content = path(name).read_bytes()
    document = read(to_ofd(pages_of(content), style), "x.ofd")
    check_document(document)
    assert dataclasses.replace(document, media_type="application/pdf") == read(content, "x.pdf")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("5 5 5", [5, 5, 5]),
        ("g 3 5", [5, 5, 5]),
        ("2.5 g 2 5 1", [2.5, 5, 5, 1]),
        ("5", [5, 5, 5]),
        ("g 2 1.5875", [1.5875, 1.5875, 1.5875]),
        ("", None),
        (None, None),
    ],
)
def test_distances_come_in_short_and_the_last_holds_on(value, expected):
    assert _deltas(value, 3) == expected


@pytest.mark.parametrize(
    ("turns", "direction", "expected"),
    [
        (0, None, 0),
        (0, "90", 1),
        (1, "270", 0),
        (3, "90", 0),
        (3, "270", 2),
        (2, "-90", 1),
        (3, "450", 0),
        (-1, "90", -1),
    ],
)
def test_characters_turned_within_a_turned_line_stand_by_the_sum_of_both(turns, direction, expected):
    assert _turned(turns, direction) == expected


def test_a_distance_repeated_without_end_costs_nothing():
    assert block_texts(read(package(line("新建公厕", delta="g 2000000000 5")), "x.ofd")) == ["新建公厕"]


def test_text_without_distances_is_as_wide_as_its_type():
    document = read(package(line("新建公厕6座，") + line("改造泵站12.5%", y=30)), "x.ofd")
    assert block_texts(document) == ["新建公厕6座，改造泵站12.5%"]


def test_every_text_code_of_an_object_is_placed_by_itself():
    codes = "".join(
        f'<ofd:TextCode X="{x}" Y="5">{sign}</ofd:TextCode>' for x, sign in ((10, "公"), (0, "新"), (5, "建"))
    )
    content = package(f'<ofd:TextObject Boundary="20 20 100 8" Font="1" Size="5">{codes}</ofd:TextObject>')
    assert block_texts(read(content, "x.ofd")) == ["新建公"]


def test_rules_make_a_table_and_pale_ones_do_not():
    def grid(colour: str) -> str:
        lines = [("20 20 80 0", "M 0 0 L 80 0"), ("20 30 80 0", "M 0 0 L 80 0"), ("20 40 80 0", "M 0 0 L 80 0")]
        lines += [(f"{x} 20 0 20", "M 0 0 L 0 20") for x in (20, 60, 100)]
        paths = "".join(
            f'<ofd:PathObject Boundary="{box}"{colour[:20] if colour.startswith(" DrawParam") else ""}>'
            f"{'' if colour.startswith(' DrawParam') else colour}<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
            for box, data in lines
        )
        words = "".join(
            f'<ofd:TextObject Boundary="{x} {y} 30 6" Font="1" Size="4"><ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>'
            for x, y, text in ((22, 22, "任务"), (62, 22, "单位"), (22, 32, "公厕"), (62, 32, "城管局"))
        )
        return paths + words

    resources = f'<ofd:Res xmlns:ofd="{NAMESPACE}"><ofd:DrawParams><ofd:DrawParam ID="7"><ofd:StrokeColor Value="250 250 250"/></ofd:DrawParam></ofd:DrawParams></ofd:Res>'
    table = [["任务", "单位"], ["公厕", "城管局"]]
    assert grids(read(package(grid('<ofd:StrokeColor Value="0 0 0"/>')), "x.ofd")) == [table]
    assert grids(read(package(grid("")), "x.ofd")) == [table]
    assert grids(read(package(grid('<ofd:StrokeColor Value="250 250 250"/>')), "x.ofd")) == []
    assert grids(read(package(grid('<ofd:StrokeColor Alpha="0" Value="0 0 0"/>')), "x.ofd")) == []
    assert grids(read(package(grid(' DrawParam="7"'), Res=resources), "x.ofd")) == []


def test_blocks_and_shared_units_are_drawn_where_they_are_used():
    unit = f'<ofd:Res xmlns:ofd="{NAMESPACE}"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="3" Width="50" Height="9"><ofd:Content>{line("公厕六座。", y=0)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>'
    objects = (
        f'<ofd:PageBlock>{line("新建")}</ofd:PageBlock><ofd:CompositeObject Boundary="10 20 100 9" ResourceID="3"/>'
    )
    assert block_texts(read(package(objects, Res=unit), "x.ofd")) == ["新建公厕六座。"]


def test_units_that_use_themselves_end():
    unit = f'<ofd:Res xmlns:ofd="{NAMESPACE}"><ofd:CompositeGraphicUnit ID="3"><ofd:Content><ofd:CompositeObject ResourceID="3"/></ofd:Content></ofd:CompositeGraphicUnit></ofd:Res>'
    objects = line("新建公厕。") + '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="3"/>'
    assert block_texts(read(package(objects, Res=unit), "x.ofd")) == ["新建公厕。"]


def test_what_stands_beside_the_document_is_set_aside_by_name():
    """Seals, notes on pages, attached files, hidden and tilted text: none is the document's, none vanishes."""
    said = f'<ofd:PageAnnot xmlns:ofd="{NAMESPACE}"><ofd:Annot Type="Stamp"><ofd:Appearance>{line("已阅")}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>'
    more = "<ofd:Annotations>Notes.xml</ofd:Annotations><ofd:Attachments>Files.xml</ofd:Attachments>"
    content = packed(
        {
            "OFD.xml": root("Doc_0/Document.xml", more="<ofd:Signatures>/Doc_0/Signs.xml</ofd:Signatures>"),
            "Doc_0/Document.xml": DOCUMENT % more,
            "Doc_0/Page.xml": page_of(
                line("正文一句。")
                + line("暗文", more=' Visible="false"')
                + line("样稿", more=' CTM="0.7 0.7 -0.7 0.7 0 0"')
            ),
            "Doc_0/Signs.xml": f'<ofd:Signatures xmlns:ofd="{NAMESPACE}"><ofd:Signature ID="1"/></ofd:Signatures>',
            "Doc_0/Notes.xml": f'<ofd:Annotations xmlns:ofd="{NAMESPACE}"><ofd:Page PageID="1"><ofd:FileLoc>Note.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
            "Doc_0/Note.xml": said,
            "Doc_0/Files.xml": f'<ofd:Attachments xmlns:ofd="{NAMESPACE}"><ofd:Attachment Name="附表.xlsx"/></ofd:Attachments>',
        }
    )
    document = read(content, "x.ofd")
    assert block_texts(document) == ["正文一句。"]
    assert {(aside.reason, aside.text) for aside in document.asides} == {
        *(("seal", "Signature 1"), ("annotation", "Stamp: 已阅"), ("attachment", "附表.xlsx")),
        *(("hidden_text", "暗文"), ("tilted_text", "样稿")),
    }


def test_documents_of_one_package_follow_each_other():
    parts = {"OFD.xml": root("Doc_0/Document.xml", "Doc_1")}
    for index, text in enumerate(("第一份文件。", "第二份文件。")):
        parts |= {f"Doc_{index}/Document.xml": DOCUMENT % "", f"Doc_{index}/Page.xml": page_of(line(text))}
    document = read(packed(parts), "x.ofd")
    assert (document.text.replace("\n", ""), document.page_count) == ("第一份文件。第二份文件。", 2)


PICTURE = '<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="1"/>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (package(PICTURE), "needs_ocr"),
        (package(line("&#xE001;&#xE002;&#xE003;&#xE004;&#xE005;&#xE006;&#xE007;&#xE008;&#xE009;")), "needs_ocr"),
        (package(""), "empty"),
        (packed({"OFD.xml": root("Doc_0/Document.xml")}), "damaged"),
        (packed({"OFD.xml": root("Doc_0/Document.xml"), "Doc_0/Document.xml": DOCUMENT % ""}), "damaged"),
        (package(line("正文", more=' CTM="a b"')), "damaged"),
        (packed({"OFD.xml": root("D"), "Encryptions.xml": "<x/>"}), "password"),
        (packed({"OFD.xml": "<OFD><DocBody>"}), "damaged"),
    ],
)
def test_what_cannot_be_read_is_set_aside(content, reason):
    with pytest.raises(SetAside) as caught:
        read(content, "x.ofd")
    assert caught.value.reason == reason
