"""Text without line breaks or tabs: read where its own numbering or its columns allow, else left as it is."""

from __future__ import annotations

import pytest

from pipeline.readers.one_line import one_line, with_columns
from pipeline.readers.plain_text import read_text

LETTER = (
    "云川县人民政府办公室关于印发2024年重点工作分解的通知云政办发〔2024〕6号各乡镇人民政府：现印发给你们，请抓好落实。"
    "云川县人民政府办公室2024年3月8日2024年重点工作分解"
)


def test_a_notice_without_blanks_is_cut_at_marks_that_count_on() -> None:
    body = "一、工业1.新增企业9家。责任单位：县经信局2.技改投资增长10%。责任单位：县经信局二、农业1.建设大棚60亩。"
    assert one_line(LETTER + body) == [
        "云川县人民政府办公室关于印发2024年重点工作分解的通知",
        "云政办发〔2024〕6号",
        "各乡镇人民政府：",
        "现印发给你们，请抓好落实。",
        "云川县人民政府办公室",
        "2024年3月8日",
        "2024年重点工作分解",
        "一、工业",
        "1.新增企业9家。责任单位：县经信局",
        "2.技改投资增长10%。责任单位：县经信局",
        "二、农业",
        "1.建设大棚60亩。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "新增企业9家。" * 20,  # no mark
        "推动一、二、三产业融合发展，按照5.1%、6.2%的目标抓好落实。" * 4,  # numbers and names
        "1.新增企业9家。3.建设大棚60亩。" + "全县上下共同努力。" * 12,  # marks that do not count on
    ],
)
def test_what_does_not_count_on_stays_whole(line: str) -> None:
    assert one_line(line) == []


HEAD, ROWS = "序号 项目名称 责任单位 进展情况", ["1 农村公路 县交通局 已完成48公里", "2 便民停车 县城管局 已建 90个"]
CELLS = [
    "序号\t项目名称\t责任单位\t进展情况",
    "1\t农村公路\t县交通局\t已完成48公里",
    "2\t便民停车\t县城管局\t已建 90个",
]


def test_rows_whose_tabs_were_lost_have_them_again() -> None:
    assert with_columns(["云川县进展", HEAD, *ROWS, "注：略"]) == ["云川县进展", *CELLS, "注：略"]
    assert with_columns([HEAD, ROWS[0]]) == [HEAD, ROWS[0]]


def test_a_table_on_one_line_is_a_row_a_number() -> None:
    rows = [
        "1 农村公路 县交通局 已完成48公里",
        "2 便民停车 县城管局 已新建停车位90个",
        "3 老旧小区 县住建局 已完工5个并交付使用",
    ]
    assert one_line(" ".join(["云川县2024年进展", HEAD, *rows]))[:2] == ["云川县2024年进展", CELLS[0]]
    assert one_line(" ".join([HEAD, *rows, "多出一格"])) == []


def test_a_short_row_between_signs_lost_its_merged_first_cell() -> None:
    lines = ["| 板块 | 任务 | 责任单位 |", "| 工业 | 新增企业 | 经信局 |", "| 技改投资 | 统计局 |"]
    document = read_text("\n".join(lines).encode(), "表.md")
    table = document.blocks[0].table
    assert table is not None
    cells = {(cell.row, cell.column): (document.slice(cell), cell.row_span) for cell in table.cells}
    assert cells[1, 0] == ("工业", 2) and cells[2, 1] == ("技改投资", 1) and cells[2, 2] == ("统计局", 1)
