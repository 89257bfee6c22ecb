# ruff: noqa: E501  (Chinese text and markup)
"""Workbooks: titles above the table, header rows, merged cells, numbers as shown, what is hidden."""

import datetime as dt

import pytest

from pipeline.errors import SetAside
from pipeline.readers import read
from pipeline.readers.office.xlsx_formats import print_number
from tests.readers.samples import block_texts, bold_texts, check_document, grids, xlsx_of, zip_of


def progress(book):
    sheet = book.active
    sheet.append(["2024年重点工作进展情况表"])
    sheet.merge_cells("A1:E1")
    sheet.append(["填报单位：政府办", None, None, None, "单位：亿元"])
    sheet.append(["序号", "重点工作", "目标", None, "完成率"])
    sheet.append([None, None, "年度", "累计", None])
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        sheet.merge_cells(area)
    sheet.append([1, "完成投资", 420, 231.6, 0.55143])
    sheet.append([2, "新增就业", 15000, 7830, 0.522])
    sheet["E5"].number_format = sheet["E6"].number_format = "0.0%"
    sheet["C6"].number_format = "#,##0"
    sheet.append([])
    sheet.append(["注：数据截至6月底。"])


def test_titles_header_rows_merged_cells_and_notes():
    document = read(xlsx_of(progress), "x.xlsx")
    check_document(document)
    texts = block_texts(document)
    assert texts[:2] == ["2024年重点工作进展情况表", "填报单位：政府办 单位：亿元"]
    assert texts[-1] == "注：数据截至6月底。"
    assert grids(document) == [[
        ["序号", "重点工作", "目标", "目标", "完成率"],
        ["序号", "重点工作", "年度", "累计", "完成率"],
        ["1", "完成投资", "420", "231.6", "55.1%"],
        ["2", "新增就业", "15000", "7830", "52.2%"],
    ]]  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("0.954", "0.0%", "95.4%"), ("0.95449999", "0%", "95%"), ("12345.678", "#,##0.00", "12345.68"),
        ("7.4999999999999997E-2", "General", "0.075"), ("1268", "General", "1268"), ("1.1000000000000001", "General", "1.1"),
        ("3.5", '0.00"亿元"', "3.50亿元"), ("0.125", "0.0#%", "12.5%"), ("45199", 'yyyy"年"m"月"d"日"', "2023年9月30日"),
        ("45199", "yyyy/m/d", "2023/9/30"), ("2024", "@", "2024"), ("5", "0_ ", "5"), ("-3.2", "0.0;[Red]-0.0", "-3.2"),
        ("350000", '0!.0,"万"', "350000"), ("20", "0“家”", "20“家”"), ("45199", "m月d日", "9月30日"),
    ],
)  # fmt: skip
def test_numbers_print_as_the_sheet_shows_them(stored, code, shown):
    assert print_number(stored, code) == shown


def test_dates_and_rich_bold_text():
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    def build(book):
        book.active.append(["序号", "责任单位", "时限"])
        book.active.append(
            [1, CellRichText(TextBlock(InlineFont(b=True), "发改局"), "、财政局"), dt.date(2024, 12, 31)]
        )
        book.active["C2"].number_format = 'yyyy"年"m"月"'

    document = read(xlsx_of(build), "x.xlsx")
    assert grids(document)[0][1] == ["1", "发改局、财政局", "2024年12月"]
    assert bold_texts(document) == ["发改局"]


def test_hidden_sheets_columns_and_notes_go_aside_but_filtered_rows_stay():
    from openpyxl.comments import Comment

    def build(book):
        sheet = book.active
        for row in (["序号", "任务", "内部"], [1, "甲", "x"], [2, "乙", "y"], [3, "丙", "z"]):
            sheet.append(row)
        sheet.column_dimensions["C"].hidden = True
        sheet.auto_filter.ref = "A1:C4"
        sheet.row_dimensions[3].hidden = True
        sheet["B2"].comment = Comment("待核", "督查室")
        hidden = book.create_sheet("底稿")
        hidden.append(["草稿"])
        hidden.sheet_state = "hidden"

    document = read(xlsx_of(build), "x.xlsx")
    check_document(document)
    assert grids(document) == [[["序号", "任务"], ["1", "甲"], ["2", "乙"], ["3", "丙"]]]
    asides = {aside.reason: aside.text for aside in document.asides}
    assert set(asides) == {"hidden_sheet", "hidden_cells", "cell_note"}
    assert "草稿" in asides["hidden_sheet"] and "待核" in asides["cell_note"]


def test_several_sheets_are_headed_by_their_names_and_two_tables_on_one_sheet_stay_two():
    def build(book):
        book.active.title = "经济"
        for row in (["序号", "任务"], [1, "甲"], [], ["领导", "单位"], ["张三", "发改局"]):
            book.active.append(row)
        book.create_sheet("民生").append(["一、就业"])

    document = read(xlsx_of(build), "x.xlsx")
    check_document(document)
    assert [block.kind for block in document.blocks] == ["heading", "table", "table", "heading", "paragraph"]
    assert grids(document) == [[["序号", "任务"], ["1", "甲"]], [["领导", "单位"], ["张三", "发改局"]]]


def test_line_breaks_by_hand_keep_lists_and_join_sentences():
    def build(book):
        book.active.append(["序号", "责任\n单位", "任务"])
        book.active.append(
            [1, "发改局\n财政局", "完成重点项目投资任务达到全年计划\n数的百分之九十五。\n2.新增就业1万人"]
        )

    row = grids(read(xlsx_of(build), "x.xlsx"))[0][1]
    assert row[1:] == ["发改局\n财政局", "完成重点项目投资任务达到全年计划数的百分之九十五。\n2.新增就业1万人"]


def test_a_formula_without_a_stored_result_sets_the_workbook_aside():
    def build(book):
        book.active.append(["目标", 10])
        book.active["B2"] = "=B1*2"

    with pytest.raises(SetAside) as caught:
        read(xlsx_of(build), "x.xlsx")
    assert caught.value.reason == "partly_read" and "B2" in caught.value.found


def test_the_same_values_as_openpyxl_reads():
    import io

    import openpyxl

    content = xlsx_of(progress)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    expected = {str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    text = read(content, "x.xlsx").text
    assert all(value.strip() in text for value in expected)


def test_a_workbook_whose_only_sheets_are_empty_says_so():
    with pytest.raises(SetAside) as caught:
        read(xlsx_of(lambda _: None), "x.xlsx")
    assert caught.value.reason == "empty"
    with pytest.raises(SetAside) as caught:
        read(zip_of({"xl/workbook.xml": "<workbook/>"}), "x.xlsx")
    assert caught.value.reason == "empty"
