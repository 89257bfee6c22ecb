"""The sheets that people print and fill in, cell by cell: a label cut off or a column too narrow is not read.

``looks/`` holds what is to be seen; ``python -m tests.publish.test_looks`` writes it down anew.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from pipeline.publish.forms import Line
from pipeline.publish.returns import _write_book
from pipeline.publish.sheets import Column, Sheet, write_book
from tests.publish.workbook_looks import looks

FOLDER = Path(__file__).parent / "looks"
COLUMNS = (
    Column(("工程",), "program", 10),
    Column(("序号",), "number", 6, "rank"),
    Column(("任务",), "task", 30),
    Column(("目标", "一季度"), "first", 12, "number"),
    Column(("目标", "全年"), "whole", 13, "number"),
    Column(("时限",), "deadline", 12, "date"),
    Column(("完成率",), "share", 8, "percent"),
    Column(("变化",), "change", 8, "change"),
)


def _line(number: int | None, task: str | None, program: str | None = "水网", is_shared: bool = False) -> Line:
    if task is None:
        return Line("2031-Q3", "云川县", None, (None,) * len(COLUMNS), False)
    values = (program, number, task, 3, 0, dt.date(2031, 9, 30), 0.75, -2)
    return Line("2031-Q3", "云川县", None, values, is_shared)


def form(path: Path) -> None:
    """A sheet of three programmes over two pages: shared ranks, formula signs, long texts and lines to write on."""
    lines = [
        _line(1, "新建北塘泵站3座", is_shared=True),
        _line(1, "=改造青溪水闸12座", is_shared=True),
        _line(3, "长" * 400),
        _line(4, "更长" * 900),
        _line(5, "办好\n社区食堂\n二十个", "民生"),
        *(_line(number, "增设泊位" * 12, "民生") for number in range(6, 20)),
        _line(20, "没有工程的任务", None),
        _line(21, "另一个没有工程的任务", None),
        _line(None, None),
    ]
    sheet = Sheet("表", "云川县进度表", "填报单位：云川县", COLUMNS, "A4", 1, lines, "说明：" + "数字以报告为准。" * 30)
    short = [Line("2031-Q3", "云川县", None, line.values[1:3], line.is_shared) for line in lines[:2]]
    plain = Sheet("单", "云川县清单", "截至日期：2031年9月30日", COLUMNS[1:3], "A3", 0, short, "说明")
    write_book([("表", sheet), ("单", plain)], path)


def returned(path: Path) -> None:
    """A form that a unit fills in for the fourth quarter."""

    def task(kind: str, text: str, deadline: dt.date | None) -> dict[str, Any]:
        return {
            "list_type": kind,
            "task_text": text,
            "deadline": deadline,
            "lead_units": "县水利局",
            "unit_name": "水利局",
        }

    tasks = [
        task("livelihood", "新建北塘泵站3座", None),
        task("key_work", "改造青溪水闸12座" * 12, dt.date(2031, 12, 31)),
        task("key_work", "=1+1", dt.date(2031, 6, 30)),
    ]
    _write_book(tasks, "云川县", "2031-Q4", "县水利局", path)


WRITTEN = {"form": form, "returned": returned}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_cell_looks_as_written_down(name: str, tmp_path: Path) -> None:
    WRITTEN[name](tmp_path / "book.xlsx")
    assert looks(tmp_path / "book.xlsx") == (FOLDER / f"{name}.read").read_text("utf-8").splitlines()


if __name__ == "__main__":
    with TemporaryDirectory() as directory:
        for name, write in WRITTEN.items():
            write(Path(directory) / f"{name}.xlsx")
            (FOLDER / f"{name}.read").write_text("\n".join(looks(Path(directory) / f"{name}.xlsx")) + "\n", "utf-8")
