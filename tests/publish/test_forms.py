"""The forms: the annexes' own headings, what the marts say, readable on paper, and no text that a program would run."""

from __future__ import annotations

import csv
import datetime as dt
import re

import openpyxl
import pytest

from pipeline.publish.forms import Line, Period, csv_cell, load_forms, write_books, write_csv, write_forms
from pipeline.publish.names import sheet_names, unique_names
from pipeline.publish.sheets import Sheet, write_book
from pipeline.publish.words import seen
from tests.dbt_project.town import TOWN
from tests.publish.conftest import HOSTILE, NEIGHBOUR

FORMS = {form.name: form for form in load_forms()}
PERIODS = {
    "2023-Q3": Period("2023年三季度", dt.date(2023, 9, 30)),
    "2023-H1": Period("2023年上半年", dt.date(2023, 6, 30)),
}
# The heading rows as annexes 2, 4 and 5 of the Ten Projects plan print them.
PRINTED = {
    "主要指标进度表": ["分季度目标", "一季度", "上半年", "三季度", "全年", "进展情况", "责任单位"],
    "重点任务进度表": ["序号", "重点工作", "完成时限", "牵头单位", "配合单位"],
    "问题销号进度表": ["序号", "问题清单", "销号时限", "进展情况", "责任单位"],
}


@pytest.mark.parametrize("name", PRINTED)
def test_the_annexes_headings_are_kept_in_order(name):
    headings = [heading for column in FORMS[name].columns for heading in column.headings]
    places = [headings.index(heading) for heading in PRINTED[name]]
    assert places == sorted(places)


@pytest.fixture(scope="session")
def forms(town_file, tmp_path_factory):
    directory = tmp_path_factory.mktemp("forms")
    write_forms(town_file, directory)
    return directory


@pytest.fixture(scope="session")
def book(forms):
    return openpyxl.load_workbook(forms / f"2023-Q3_{TOWN}.xlsx")


def test_each_jurisdiction_and_period_has_one_workbook_and_each_list_its_sheet(forms, book):
    """Fails if a period is lost, or lists are mixed on one sheet."""
    reported = {f"2023-Q3_{TOWN}.xlsx", f"2023-H1_{TOWN}.xlsx"}
    assert {path.name for path in forms.glob("*.xlsx")} == {*reported, f"2023_{NEIGHBOUR}.xlsx"}
    names = book.sheetnames
    assert {"重点工作进度表", "重点任务进度表", "问题销号进度表", "责任单位晾晒表", "清单覆盖情况表"} <= set(names)
    assert book["重点工作进度表"]["A1"].value == f"{TOWN}2023年三季度重点工作进度表"
    assert "填报单位" in book["重点工作进度表"]["A2"].value and "2023年9月30日" in book["重点工作进度表"]["A2"].value


def test_a_plan_that_nobody_reports_on_has_its_forms_blank(forms):
    """Fails if a place that only has a plan gets no forms, its tasks are not on them, or a result is made up."""
    book = openpyxl.load_workbook(forms / f"2023_{NEIGHBOUR}.xlsx")
    assert book.sheetnames == ["重点工作进度表", "问题销号进度表", "重点工作指标进度表"]
    tasks = book["重点工作进度表"]
    assert tasks["A1"].value == f"{NEIGHBOUR}2023年重点工作进度表" and "截至日期：　" in tasks["A2"].value
    line = [cell.value for cell in tasks[4]]
    assert line[1:] == [
        1,
        "改造道路30公里，其中上半年10公里。",
        dt.datetime(2023, 12, 31),
        "交通局",
        "财政局",
        *[None] * 3,
    ]
    indicators = [cell.value for cell in book["重点工作指标进度表"][5]]
    assert indicators[5:] == ["上半年10公里", None, "30公里", None, None, None, "交通局", None]


def test_problems_of_a_plan_that_nobody_reports_on_have_lines_to_write_on(forms):
    """Fails if the blank annex has no lines, one cell over all of them, or lines too narrow for a pen."""
    sheet = openpyxl.load_workbook(forms / f"2023_{NEIGHBOUR}.xlsx")["问题销号进度表"]
    lines = range(4, 4 + FORMS["问题销号进度表"].blank_lines)
    assert len(lines) > 5 and min(sheet.row_dimensions[row].height for row in lines) > 30
    assert not [block for block in sheet.merged_cells.ranges if block.max_col == 1 and block.min_row in lines]


def test_what_a_document_says_is_never_a_formula(forms, book):
    """Fails if a cell that begins like a formula is one, or becomes one when someone edits it, or in the CSV."""
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    (cell,) = [cell for cell in cells if cell.value == seen(HOSTILE) and cell.parent.title == "重点工作进度表"]
    assert cell.quotePrefix
    with (forms / "重点任务进度表.csv").open(encoding="utf-8-sig", newline="") as stream:
        texts = [value for row in csv.reader(stream) for value in row]
    assert f"'{seen(HOSTILE)}" in texts
    assert not [text for text in texts if re.match(r"[=+@\t\r]|-[^\d]", text)]


@pytest.mark.parametrize(
    ("value", "kept"),
    [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("-5%", "'-5%"), ("投资", "投资"), (-5, -5), (None, None)],
)
def test_only_texts_that_begin_like_a_formula_are_marked(value, kept):
    assert csv_cell(value) == kept


def test_characters_that_draw_nothing_do_not_reach_a_form(book):
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [text for text in cells if re.search("[\x00-\x08\u202e]", text) or "_x0007_" in text]


def test_equals_share_their_rank_and_zeros_stay_blank(tmp_path):
    """Fails if 并列 is lost, or a board is printed full of noughts."""
    form = FORMS["责任单位晾晒表"]
    values = (1, None, "发改局", 4, 2, 1, 1, 0, 0, 0, 0, 0, 4, 0.75)
    lines = [Line("2023-Q3", "甲市", None, values, True), Line("2023-Q3", "甲市", None, values, False)]
    write_books([form], {form.name: lines}, PERIODS, "说明", tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "2023-Q3_甲市.xlsx")[form.name]
    assert [sheet["A4"].value, sheet["A4"].number_format] == [1, '"并列"0']
    assert sheet["A5"].number_format == "0"
    assert sheet["H4"].number_format == "0;-0;;@" and sheet["H4"].value == 0
    assert sheet["N4"].number_format == "0.0%" and sheet["N4"].value == 0.75


def lines_of(count, text="进展"):
    return [
        Line(
            "2023-Q3",
            "甲市",
            "key_work",
            ("一、牵头的工作", n, "任务", dt.date(2023, 12, 31), None, None, text, "滞后", None),
        )
        for n in range(count)
    ]


def test_a_label_stands_again_where_its_block_crosses_a_page(tmp_path):
    """Fails if a merged block runs over a page, where its label could not be read."""
    form = FORMS["重点任务进度表"]
    write_books([form], {form.name: lines_of(95, "长" * 120)}, PERIODS, "说明", tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "2023-Q3_甲市.xlsx")["重点工作进度表"]
    breaks = [item.id for item in sheet.row_breaks.brk]
    blocks = [cells for cells in sheet.merged_cells.ranges if cells.min_col == cells.max_col == 1 and cells.min_row > 3]
    assert len(breaks) > 2 and len(blocks) == len(breaks) + 1
    assert not [(start, block) for start in breaks for block in blocks if block.min_row <= start < block.max_row]
    assert {sheet.cell(block.min_row, 1).value for block in blocks} == {"一、牵头的工作"}


def test_a_sheet_fits_its_paper_with_its_headings_on_every_page(book):
    sheet = book["重点工作进度表"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"


def test_a_row_is_as_tall_as_its_longest_cell_and_set_smaller_where_no_row_is_so_tall(tmp_path):
    """Fails if text is printed over the next row, or its end is not printed."""
    form = FORMS["重点任务进度表"]
    lines = [*lines_of(1, "长" * 200), *lines_of(1, "短"), *lines_of(1, "长" * 900)]
    write_books([form], {form.name: lines}, PERIODS, "说明", tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "2023-Q3_甲市.xlsx")["重点工作进度表"]
    heights = [sheet.row_dimensions[row].height for row in (4, 5, 6)]
    assert heights[0] > 4 * heights[1] and heights[2] <= 409
    assert sheet["G6"].font.size < sheet["G4"].font.size


def test_the_csv_opens_in_a_spreadsheet_as_chinese(tmp_path):
    form = FORMS["重点任务进度表"]
    write_csv(form, lines_of(2), PERIODS, tmp_path / "form.csv")
    assert (tmp_path / "form.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "form.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][:5] == ["期间", "报告期", "地区", "清单", "工程（条线）"]
    assert rows[1][:4] == ["2023-Q3", "2023年三季度", "甲市", "重点工作"] and len(rows) == 3


def test_forms_without_rows_are_printed_blank(tmp_path):
    write_books(list(FORMS.values()), {name: [] for name in FORMS}, {}, "说明", tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "空白表.xlsx")["主要指标进度表"]
    assert [sheet["E3"].value, sheet["E4"].value] == ["分季度目标", "一季度"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["葳屿市[试点]"], ["葳屿市-试点-"]),
        (["a/b", "a:b", "A?b"], ["a-b", "a-b~2", "A-b~3"]),
        (["'x'", "History", ""], ["x", "_History", "_"]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 29 + "~2"]),
        (["🏙" * 20], ["🏙" * 15]),
    ],
)
def test_names_that_no_sheet_may_have_are_mended(wanted, found, tmp_path):
    """Fails if Excel would refuse the workbook, or two names meet."""
    assert sheet_names(wanted) == found
    form = FORMS["清单覆盖情况表"]
    sheet = Sheet("x", "x", "x", form.columns, form.paper, form.group, [], "说明")
    write_book([(name, sheet) for name in sheet_names(wanted)], tmp_path / "book.xlsx")
    assert openpyxl.load_workbook(tmp_path / "book.xlsx").sheetnames == found


def test_file_names_that_differ_by_case_or_by_a_sign_do_not_meet():
    assert unique_names(["甲/市", "甲-市", "con"]) == ["甲-市", "甲-市~2", "_con"]
