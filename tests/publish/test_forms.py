"""The forms: the annexes' own headings, readable on paper, blank when there is nothing to report."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

from pipeline.publish.forms import load_forms, write_csv, write_workbook

FORMS = {form.name: form for form in load_forms()}
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


@pytest.fixture
def issues(tmp_path):
    form = FORMS["问题销号进度表"]
    rows = [
        (
            ("2023-Q3", "义乌市"),
            ("一、扩投资", 1, "投资：进度60%，低于75%", dt.date(2023, 12, 31), "已完成", "发改局", False),
        ),
        (("2023-Q3", "义乌市"), ("一、扩投资", 2, "开工率", dt.date(2023, 12, 31), "未报", "住建局", True)),
        (("2023-Q2", "东阳市"), ("二、兴产业", 1, "产值", None, None, None, False)),
    ]
    path = tmp_path / "form.xlsx"
    write_workbook(form, rows, path)
    write_csv(form, rows, tmp_path / "form.csv")
    return openpyxl.load_workbook(path), tmp_path / "form.csv"


def test_each_period_and_jurisdiction_has_its_sheet_with_its_title(issues):
    book, _ = issues
    assert book.sheetnames == ["义乌市 2023-Q3", "东阳市 2023-Q2"]
    assert book["义乌市 2023-Q3"]["A1"].value == "义乌市问题销号进度表（2023-Q3）"


def test_equal_neighbours_merge_only_where_the_form_says_so(issues):
    merged = {str(cells) for cells in issues[0]["义乌市 2023-Q3"].merged_cells.ranges}
    assert "A3:A4" in merged
    assert not any(cells.startswith("D") for cells in merged)


def test_codes_become_words_and_dates_stay_dates(issues):
    sheet = issues[0]["义乌市 2023-Q3"]
    assert [sheet["G3"].value, sheet["G4"].value] == ["否", "是"]
    assert sheet["D3"].value.date() == dt.date(2023, 12, 31)


def test_the_page_fits_a4_across_with_its_headings_on_every_page(issues):
    sheet = issues[0]["义乌市 2023-Q3"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$2"


def test_the_csv_opens_in_a_spreadsheet_as_chinese(issues):
    assert issues[1].read_bytes().startswith(b"\xef\xbb\xbf")
    with issues[1].open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][:4] == ["期间", "地区", "工程（条线）", "序号"]
    assert len(rows) == 4


def test_a_form_without_rows_is_printed_blank(tmp_path):
    write_workbook(FORMS["主要指标进度表"], [], tmp_path / "blank.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "blank.xlsx")["主要指标进度表"]
    assert sheet["D2"].value == "分季度目标"
    assert sheet["D3"].value == "一季度"


def test_attainment_is_a_percentage_not_a_decimal(tmp_path):
    form = FORMS["责任单位晾晒表"]
    row = (1, "发改局", 4, 1, 1, 1, 0, 1, 0, 0, 2, 3, Decimal("0.666667"))
    write_workbook(form, [(("2023-Q3", "义乌市"), row)], tmp_path / "board.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "board.xlsx")["义乌市 2023-Q3"].cell(3, 13)
    assert cell.number_format == "0.0%"
    assert cell.value == pytest.approx(0.666667)


def test_a_row_is_as_tall_as_its_longest_cell(tmp_path):
    """Fails if text is printed over the next row, as where a spreadsheet program does not work heights out."""
    form = FORMS["问题销号进度表"]
    rows = [
        (("2023-Q3", "义乌市"), ("一", 1, "短", None, "长" * 140, "发改局", False)),
        (("2023-Q3", "义乌市"), ("一", 2, "短", None, "短", "发改局", False)),
    ]
    write_workbook(form, rows, tmp_path / "form.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx")["义乌市 2023-Q3"]
    assert sheet.row_dimensions[3].height > 5 * sheet.row_dimensions[4].height / 2
