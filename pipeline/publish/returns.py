"""``make returns``: forms that go out to units and come back filled.

A workbook for each lead unit, a sheet for each list: the unit's tasks are filled in and locked; progress, status,
problems and next steps are left to the unit, the status chosen from a list. Dropped into ``raw/<jurisdiction>/``, a
filled form is read like any other progress report: its titles and headings are those that the readers of reports know.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.publish.names import sheet_names, unique_names
from pipeline.publish.release import published_warehouse
from pipeline.publish.words import label, place, seen
from pipeline.settings import Settings

QUERY = Path(__file__).with_name("returns.sql")
FILLED = (("序号", 6), ("重点任务", 48), ("完成时限", 12), ("牵头单位", 16))
ASKED = (("进展情况", 52), ("状态", 12), ("存在问题", 26), ("下一步打算", 26))
STATUS_COLUMN = len(FILLED) + 1
UNFILLED = "未填报"  # stands in 状态 from the start: a form that comes back empty says so and is no plan of tasks
STATUSES = ("已完成", "正常推进", "滞后", "未启动", UNFILLED)
QUARTERS = {1: "一季度", 2: "上半年", 3: "三季度", 4: "四季度"}
HEAD_ROW = 2  # 0-based: title, who fills it in, headings
FONT = "SimSun"
CELL = {"font_name": FONT, "font_size": 11, "text_wrap": True, "valign": "vcenter", "border": 1}
Row = Mapping[str, Any]


def write_returns(warehouse: Path, directory: Path, period_id: str | None = None) -> dict[str, int]:
    """A folder of forms for each place that has a plan of the year; returns the forms in each.

    ``period_id`` is the quarter to report on ('2023-Q4'); without it each place's quarter after its last report, or
    the first of its plan's year. A place without a plan for that year, or whose year is over, gets none.
    """
    import duckdb

    found = {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for jurisdiction, following in _next_quarters(connection):
            quarter = period_id or following
            if quarter is None:
                continue
            keys = {"jurisdiction": jurisdiction, "year": quarter[:4]}
            rows = _rows(connection, QUERY.read_text("utf-8"), keys)
            (name,) = unique_names([f"{quarter}_{jurisdiction}"])
            found[name] = _write_units(rows, jurisdiction, quarter, directory / name)
    return {name: count for name, count in found.items() if count}


def _next_quarters(connection: Any) -> list[tuple[str, str | None]]:
    """Each place with a yearly plan, and the quarter it reports on next: None where the plan's year is over."""
    query = """
        select plans.jurisdiction, max(plans.plan_period_id), max(reports.end_date) filter (
            where year(reports.end_date)::varchar = plans.plan_period_id)
        from marts.dim_documents as plans
        left join marts.fct_progress as progress on plans.jurisdiction = progress.jurisdiction
        left join marts.dim_periods as reports on progress.period_id = reports.period_id
        where plans.doc_type = 'responsibility_breakdown' and plans.superseded_by is null
            and plans.plan_period_id not like '%/%'
        group by plans.jurisdiction order by plans.jurisdiction
    """
    return [(where, _after(year, last)) for where, year, last in connection.execute(query).fetchall()]


def _after(year: str, last: dt.date | None) -> str | None:
    quarter = 1 if last is None or str(last.year) != year else (last.month + 2) // 3 + 1
    return f"{year}-Q{quarter}" if quarter <= 4 else None


def _rows(connection: Any, sql: str, keys: Mapping[str, str]) -> list[Row]:
    cursor = connection.execute(sql, keys)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _write_units(rows: Sequence[Row], jurisdiction: str, quarter: str, directory: Path) -> int:
    """One workbook a lead unit; tasks that name no unit are nobody's form."""
    units = [(unit, list(group)) for unit, group in groupby(rows, key=lambda row: row["unit_name"]) if unit]
    for (unit, tasks), name in zip(units, unique_names(seen(unit) for unit, _ in units), strict=True):
        directory.mkdir(parents=True, exist_ok=True)
        _write_book(tasks, jurisdiction, quarter, unit, directory / f"{name}.xlsx")
    return len(units)


def _write_book(tasks: Sequence[Row], jurisdiction: str, quarter: str, unit: str, path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": dt.datetime(2000, 1, 1)})
    formats = _formats(book)
    kinds = sorted({row["list_type"] for row in tasks}, key=lambda kind: place("list_type", kind))
    for kind, name in zip(kinds, sheet_names(label("list_type", kind) for kind in kinds), strict=True):
        period = f"{quarter[:4]}年{label('list_type', kind)}{QUARTERS[int(quarter[-1])]}"
        title = f"{jurisdiction}{unit}{period}进展情况反馈表"
        lines = [(number, row) for number, row in enumerate(tasks, start=1) if row["list_type"] == kind]
        _write_sheet(book.add_worksheet(name), seen(title), seen(unit), lines, formats)
    book.close()


def _formats(book: Any) -> dict[str, Any]:
    looks = {
        "title": {"font_name": "SimHei", "font_size": 18, "bold": True, "align": "center", "valign": "vcenter"},
        "note": {"font_name": FONT, "font_size": 11, "valign": "vcenter"},
        "head": {**CELL, "bold": True, "align": "center", "bg_color": "#EDEDED"},
        "filled": {**CELL, "quote_prefix": True},
        "number": {**CELL, "align": "center"},
        "date": {**CELL, "align": "center", "num_format": "yyyy-mm-dd"},
        "asked": {**CELL, "locked": False, "bg_color": "#FFFBE6"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_sheet(
    page: Any, title: str, unit: str, lines: Sequence[tuple[int, Row]], formats: Mapping[str, Any]
) -> None:
    columns = [*FILLED, *ASKED]
    page.merge_range(0, 0, 0, len(columns) - 1, title, formats["title"])
    page.merge_range(1, 0, 1, len(columns) - 1, f"填报单位：{unit}", formats["note"])
    for number, (heading, width) in enumerate(columns):
        page.set_column(number, number, width)
        page.write_string(HEAD_ROW, number, heading, formats["head"])
    for row, (number, line) in enumerate(lines, start=HEAD_ROW + 1):
        _write_line(page, row, number, line, formats)
    last = HEAD_ROW + len(lines)
    choice = {"validate": "list", "source": list(STATUSES), "error_title": "状态", "error_message": "请从列表中选择"}
    page.data_validation(HEAD_ROW + 1, STATUS_COLUMN, last, STATUS_COLUMN, choice)
    page.protect("", {"format_rows": True, "format_columns": True})
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    page.freeze_panes(HEAD_ROW + 1, 2)


def _write_line(page: Any, row: int, number: int, line: Row, formats: Mapping[str, Any]) -> None:
    page.write_number(row, 0, number, formats["number"])
    page.write_string(row, 1, seen(line["task_text"]), formats["filled"])
    if line["deadline"]:
        page.write_datetime(row, 2, dt.datetime.combine(line["deadline"], dt.time()), formats["date"])
    else:
        page.write_blank(row, 2, None, formats["date"])
    page.write_string(row, 3, seen(line["lead_units"] or ""), formats["filled"])
    for column in range(len(FILLED), len(FILLED) + len(ASKED)):
        page.write_string(row, column, UNFILLED if column == STATUS_COLUMN else "", formats["asked"])
    page.set_row(row, 20.0 * max(2, -(-len(line["task_text"]) // 22)))


def main() -> int:
    """Write the forms of the published release to ``data/returns/``; exit status 1 when there is nothing to ask."""
    settings = Settings.from_environment()
    warehouse = published_warehouse(settings.published_dir)
    if warehouse is None:
        return 1
    written = write_returns(warehouse, settings.data_dir / "returns", settings.period_id)
    for name, count in written.items():
        print(f"{settings.data_dir / 'returns' / name}: {count} forms, a lead unit each")
    if not written:
        print("no place has a plan of that year, or its year is over", file=sys.stderr)
    return 0 if written else 1


if __name__ == "__main__":
    sys.exit(main())
