"""Reads what people take away (board, forms, wide table) back and compares every cell with the marts.

    python -m benchmarks.read_back [data/published]

Each reader goes its own way: HTML by lxml, XLSX by openpyxl, CSV by csv, the wide table by SQL on the facts it is
made of. Prints how many cells were compared in each and every difference; exit status 1 when there is one.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.wide_table import wide_table
from pipeline.publish.forms import Form, load_forms
from pipeline.publish.release import WAREHOUSE_FILE
from pipeline.publish.words import label, percent, seen, vocabulary
from pipeline.settings import Settings

SHOWN_DIFFERENCES = 20
Rows = Callable[[str], list[dict[str, Any]]]  # what a query gives


def compare(published: Path) -> dict[str, tuple[int, list[str]]]:
    """What was compared -> how many cells, and the differences as sentences."""
    import duckdb

    with duckdb.connect(str(published / WAREHOUSE_FILE), read_only=True) as connection:

        def rows(sql: str) -> list[dict[str, Any]]:
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        connection.execute("use marts")
        return {
            "workbooks": _same(form_cells(rows, "xlsx"), _workbooks(published / "forms")),
            "csv": _same(form_cells(rows, "csv"), _csv_files(published / "forms")),
            "board": _same(_board_expected(rows), _board_found(rows, published / "board")),
            "rpt_judgements": wide_table(rows),
        }


def _same(expected: Counter[tuple[str, str, str]], found: Counter[tuple[str, str, str]]) -> tuple[int, list[str]]:
    """Cells as (where, column, text): each expected as often as it is found."""
    missing, extra = expected - found, found - expected
    lines = [f"missing {cell}" for cell in missing.elements()] + [
        f"not in the marts {cell}" for cell in extra.elements()
    ]
    return expected.total(), lines


def plain(value: Any) -> str:
    """A value as text, numbers to the six places that every decimal carries."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float, Decimal)):
        return format(Decimal(str(value)).quantize(Decimal("0.000001")).normalize(), "f")
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else seen(str(value)).replace("\r\n", "\n")


def _heading(form: Form, place: int) -> str:
    return form.columns[place].headings[-1]


def form_cells(rows: Rows, medium: str) -> Counter[tuple[str, str, str]]:
    """Every cell of every form as the marts say it. A sheet is named by its period, jurisdiction and title."""
    cells: Counter[tuple[str, str, str]] = Counter()
    periods = {row["period_id"]: row["label_zh"] for row in rows("select period_id, label_zh from dim_periods")}
    for form in load_forms():
        for row in rows(f"select * from {form.table} where {form.where}"):
            if medium == "csv":
                place = f"{form.name}/{row['period_id']}/{row['jurisdiction']}"
            else:
                title = form.name if form.by_list is None else _list_title(form, row["list_type"])
                place = f"{seen(row['jurisdiction'])}{periods[row['period_id']]}{title}"
            for number, column in enumerate(form.columns):
                cells[place, _heading(form, number), plain(row[column.field])] += 1
    return cells


def _list_title(form: Form, list_type: str) -> str:
    return form.named.get(list_type) or f"{label('list_type', list_type)}{form.by_list}"


def _workbooks(directory: Path) -> Counter[tuple[str, str, str]]:
    import openpyxl

    cells: Counter[tuple[str, str, str]] = Counter()
    for path in sorted(directory.glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path):
            cells.update(_sheet_cells(sheet))
    return cells


def _sheet_cells(sheet: Any) -> Iterator[tuple[str, str, str]]:
    """The cells between the headings and the legend, merged ones in each of their rows."""
    merged = {
        (row, block.min_col): sheet.cell(block.min_row, block.min_col).value
        for block in sheet.merged_cells.ranges
        for row in range(block.min_row, block.max_row + 1)
    }
    first = int(sheet.print_title_rows.split("$")[-1]) + 1
    heads = [
        next(text for row in range(first - 1, 2, -1) if (text := sheet.cell(row, column).value))
        for column in range(1, sheet.max_column + 1)
    ]
    for row in range(first, sheet.max_row - 1):
        for column, head in enumerate(heads, start=1):
            yield sheet["A1"].value, head, plain(merged.get((row, column), sheet.cell(row, column).value))


def _csv_files(directory: Path) -> Counter[tuple[str, str, str]]:
    cells: Counter[tuple[str, str, str]] = Counter()
    for form in load_forms():
        with (directory / f"{form.name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            head, *lines = list(csv.reader(stream))
        for line in lines:
            texts = [re.sub(r"^'(?='*[=+\-@\t\r])", "", text) for text in line]
            place = f"{form.name}/{texts[0]}/{texts[2]}"
            for column, text in list(zip(head, texts, strict=True))[-len(form.columns) :]:
                cells[place, column, _number(text)] += 1
    return cells


def _number(text: str) -> str:
    return plain(Decimal(text)) if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text) else text.replace("\r\n", "\n")


def _board_expected(rows: Rows) -> Counter[tuple[str, str, str]]:
    """What the board's cards, rankings, findings and coverage say, as the marts say it."""
    cells: Counter[tuple[str, str, str]] = Counter()
    for row in rows("select * from rpt_judgements"):
        place = row["judgement_id"]
        said = {
            "status": label("verdict", row["verdict"]),
            "indicator": row["indicator_name"],
            "who": " · ".join(filter(None, (row["lead_unit"] or "未列责任单位", row["leader_name"]))),
            "value": _value(row),
            "reason": row["reason"],
            "marks": "|".join(filter(None, (row["promised_quote"], row["reported_quote"]))),
        }
        cells.update((place, name, _flat(text)) for name, text in said.items())
    for table, name in (("rpt_unit_board", "unit_name"), ("rpt_leader_board", "leader_name")):
        for row in rows(f"select * from {table}"):
            cells[f"{_page(row)}/{table}", *_ranking(row, row[name])] += 1
    for row in rows("select * from rpt_list_coverage"):
        cells[f"{_page(row)}/coverage", "told", f"{row['mentioned_count']} / {row['task_count']}项"] += 1
    return cells


def _value(row: Mapping[str, Any]) -> str:
    """What a card shows large: the share reached, the result, the stage, else that it is claimed or not there."""
    if row["kind"] == "milestone":
        return row["actual_text"] or "—"
    if row["ratio"] is not None and row["kind"] != "relative":
        return percent(row["ratio"]) if row["pace_gap"] is not None else row["actual_text"] or ""
    return "自述" if row["verdict"] == "met" else "—"


def _page(row: Mapping[str, Any]) -> str:
    return f"{row['period_id']}/{row['jurisdiction']}"


def _ranking(row: Mapping[str, Any], name: str) -> tuple[str, str]:
    counts = [(status, row[f"{status}_count"]) for status in vocabulary()["symbols"] if row[f"{status}_count"]]
    rank = f"{row['rank']}{'并列' if row['is_shared'] else ''}" if row["rank"] else ""
    share = percent(row["attainment"])
    return _flat(name), "|".join([rank, share, *(f"{label('status', status)}{count}" for status, count in counts)])


def _board_found(rows: Rows, directory: Path) -> Counter[tuple[str, str, str]]:
    import lxml.html

    from pipeline.publish.board.data import Page
    from pipeline.publish.board.pages import page_files

    query = """
        select distinct
            progress.period_id, label_zh as period_label, end_date as period_end, 0 as time_share, jurisdiction
        from fct_progress as progress inner join dim_periods using (period_id)
        order by period_end desc, period_id, jurisdiction
    """
    pages = [Page(**row) for row in rows(query)]
    cells: Counter[tuple[str, str, str]] = Counter()
    for page, file in zip(pages, page_files(pages), strict=True):
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        root = lxml.html.fromstring((directory / file).read_bytes(), parser=parser)
        cells.update(_page_cells(root, f"{page.period_id}/{page.jurisdiction}"))
    return cells


def _page_cells(root: Any, place: str) -> Iterator[tuple[str, str, str]]:
    for card in root.xpath("//details[contains(concat(' ', @class, ' '), ' t ')][.//p[@class='why']]"):
        said = {
            "status": "".join(card.xpath("./summary/span[1]/text()")),
            "indicator": _text(card, ".//span[@class='what']/b"),
            "who": _text(card, ".//span[@class='what']/small"),
            "value": _text(card, ".//span[@class='num']/b"),
            "reason": _text(card, ".//p[@class='why']"),
            "marks": "|".join(mark.text_content() for mark in card.xpath(".//mark")),
        }
        yield from ((card.get("id"), name, _flat(text)) for name, text in said.items())
    for section, table in (("units", "rpt_unit_board"), ("leaders", "rpt_leader_board")):
        where = f"//section[@aria-labelledby='{section}']"
        for line in root.xpath(f"{where}//tbody/tr | {where}//details[@class='rest']//li"):
            yield (f"{place}/{table}", *_ranking_found(line))
    for line in root.xpath("//table[@class='cover']/tbody/tr"):
        yield f"{place}/coverage", "told", _flat(line[1].text_content()).strip()


def _ranking_found(line: Any) -> tuple[str, str]:
    rank, share = _text(line, ".//td[@class='place']"), _text(line, "./td[@class='rate']/b | ./b")
    counts = [
        "".join(part.xpath("./text()")).strip() + part.xpath("./b")[0].text_content()
        for part in line.xpath(".//span[@class='tally']/span")
    ]
    return _flat(_text(line, ".//a")), "|".join([rank, share, *counts])


def _text(element: Any, path: str) -> str:
    found = element.xpath(path)
    return str(found[0].text_content()) if found else ""


def _flat(text: Any) -> str:
    return " ".join(seen(str(text or "")).split())


def main() -> int:
    """Compare the release named on the command line, else the published one."""
    published = Path(sys.argv[1]) if len(sys.argv) > 1 else Settings.from_environment().published_dir
    results = compare(published)
    for name, (cells, differences) in results.items():
        print(f"{name:<16}{cells:>8} cells, {len(differences)} differences")
        for line in differences[:SHOWN_DIFFERENCES]:
            print(f"    {line}")
    return 1 if any(differences for _, differences in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
