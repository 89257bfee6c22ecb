"""The forms an office prints: a workbook for each jurisdiction and period, a sheet a form, and a CSV for each form.

A plan that no report follows yet has its forms too: its tasks and targets printed, what is to be reported left blank.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.publish.names import sheet_names, unique_names
from pipeline.publish.reuse import Reuse
from pipeline.publish.sheets import Column, Sheet, write_book
from pipeline.publish.words import label, place, seen, vocabulary

FORMS_FILE = Path(__file__).with_name("forms.yml")
BLANK_BOOK = "空白表"
BLANK_DATE = "　　　　年　　月　　日"
# A cell that begins like this would be a formula to a program that opens the CSV.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Form:
    """One form: which table fills it, in which order, on which paper, and how many columns merge equal neighbours."""

    name: str
    table: str
    where: str
    by_list: str | None  # a sheet for each list, named after the list and this ...
    named: Mapping[str, str]  # ... or by its list_type
    paper: str
    unit: str
    order: tuple[str, ...]
    group: int
    blank_lines: int  # lines to write on where nothing is reported yet
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One filled line of a form, and whose and of when it is."""

    period_id: str
    jurisdiction: str
    list_type: str | None
    values: tuple[Any, ...]
    is_shared: bool = False  # the rank of a board's line


@dataclass(frozen=True, slots=True)
class Period:
    """What a form says of its period; ``is_reported`` where there is a report of it, else its forms are blank."""

    label: str
    end: dt.date
    is_reported: bool = True


def load_forms(path: Path = FORMS_FILE) -> list[Form]:
    """The forms as forms.yml describes them."""
    import yaml

    return [
        Form(
            name=item["name"],
            table=item["table"],
            where=item.get("where", "true"),
            by_list=item.get("by_list"),
            named=item.get("named", {}),
            paper=item["paper"],
            unit=item["unit"],
            order=tuple(item["order"]),
            group=item["group"],
            blank_lines=item.get("blank_lines", 0),
            columns=tuple(_column(*column) for column in item["columns"]),
        )
        for item in yaml.safe_load(path.read_text("utf-8"))
    ]


def _column(heading: str, field: str, width: int, shown: str = "text") -> Column:
    return Column(tuple(heading.split("/")), field, width, shown)


def write_forms(warehouse: Path, directory: Path, reuse: Reuse | None = None) -> dict[str, int]:
    """Fill every form from the marts of ``warehouse``; returns the rows of each.

    ``reuse`` holds the workbooks of releases before: one whose lines are the same is not written again.
    """
    import duckdb

    directory.mkdir(parents=True, exist_ok=True)
    forms = load_forms()
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        filled = {form.name: read_lines(connection, form) for form in forms}
        periods = _periods(connection)
        legend = _legend(connection)
    for form in forms:
        write_csv(form, filled[form.name], periods, directory / f"{form.name}.csv")
    write_books(forms, filled, periods, legend, directory, reuse)
    return {name: len(lines) for name, lines in filled.items()}


def read_lines(connection: Any, form: Form) -> list[Line]:
    """A form's lines in the order they are printed in."""
    fields = ", ".join(f'"{column.field}"' for column in form.columns)
    list_type = "list_type" if form.by_list is not None else "null"
    is_shared = "is_shared" if any(column.shown == "rank" for column in form.columns) else "false"
    order = ", ".join(f"{field} nulls last" for field in form.order)
    query = (
        f'select period_id, jurisdiction, {list_type}, {is_shared}, {fields} from marts."{form.table}"'
        f" where {form.where} order by period_id, jurisdiction, {order}"
    )
    rows = connection.execute(query).fetchall()
    return [Line(row[0], row[1], row[2], tuple(map(shown, row[4:])), row[3]) for row in rows]


def shown(value: Any) -> Any:
    """A value as a cell holds it: yes and no in words, decimals as numbers, no characters that draw nothing."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return float(value)
    return seen(value) if isinstance(value, str) else value


def write_csv(form: Form, lines: Iterable[Line], periods: Mapping[str, Period], path: Path) -> None:
    """One CSV with a byte order mark, so that spreadsheet programs read the Chinese as it is."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        names = ["期间", "报告期", "地区", *(["清单"] if form.by_list is not None else [])]
        writer.writerow([*names, *("".join(column.headings[-1:]) for column in form.columns)])
        for line in lines:
            period = periods[line.period_id].label if line.period_id in periods else ""
            lead = [line.period_id, period, line.jurisdiction]
            if form.by_list is not None:
                lead.append(label("list_type", line.list_type))
            writer.writerow([csv_cell(value) for value in (*lead, *line.values)])


def csv_cell(value: Any) -> Any:
    """A value that no program takes for a formula: a text that begins like one gets an apostrophe before it.

    To read it back, take one apostrophe away where what follows apostrophes is = + - @, a tab or a carriage return.
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def write_books(
    forms: Sequence[Form],
    filled: Mapping[str, Sequence[Line]],
    periods: Mapping[str, Period],
    legend: str,
    directory: Path,
    reuse: Reuse | None = None,
) -> None:
    """A workbook for each jurisdiction and period; where nothing is reported at all, one of blank forms."""
    reuse = reuse or Reuse(None)
    parts = [(form, by_key(filled[form.name])) for form in forms]
    keys = sorted({key for _, lines in parts for key in lines})
    names = unique_names(f"{period_id}_{jurisdiction}" for period_id, jurisdiction in keys)
    for key, name in zip(keys, names, strict=True):
        sheets = [sheet for form, lines in parts for sheet in _sheets(form, lines.get(key, []), key, periods, legend)]
        named = _named(sheets)
        reuse.write(directory / f"{name}.xlsx", repr(named), partial(write_book, named))
    if not keys:
        blank = [Sheet(form.name, form.name, "", form.columns, form.paper, form.group, [], legend) for form in forms]
        write_book(_named(blank), directory / f"{BLANK_BOOK}.xlsx")


def by_key(lines: Iterable[Line]) -> dict[tuple[str, str], list[Line]]:
    """Lines by period and jurisdiction."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        found.setdefault((line.period_id, line.jurisdiction), []).append(line)
    return found


def _sheets(
    form: Form, lines: Sequence[Line], key: tuple[str, str], periods: Mapping[str, Period], legend: str
) -> list[Sheet]:
    """A form's sheets for one jurisdiction and period: one, or one for each list it has lines of."""
    if not lines and form.blank_lines and key[0] in periods and not periods[key[0]].is_reported:
        lines = [Line(*key, None, (None,) * len(form.columns))] * form.blank_lines
    order = sorted({line.list_type for line in lines}, key=lambda kind: place("list_type", kind))
    parts = [(kind, [line for line in lines if line.list_type == kind]) for kind in order]
    return [_sheet(form, kind, part, key, periods, legend) for kind, part in parts]


def _sheet(
    form: Form,
    list_type: str | None,
    lines: Sequence[Line],
    key: tuple[str, str],
    periods: Mapping[str, Period],
    legend: str,
) -> Sheet:
    period, title = periods.get(key[0]), _title(form, list_type)
    heading = f"{key[1]}{period.label if period else ''}{title}"
    date = BLANK_DATE
    if period is not None and period.is_reported:
        date = f"{period.end.year}年{period.end.month}月{period.end.day}日"
    note = f"填报单位：　　　　　　（盖章）　　　截至日期：{date}　　　计量单位：{form.unit}"
    return Sheet(title, seen(heading), note, form.columns, form.paper, form.group, lines, legend)


def _title(form: Form, list_type: str | None) -> str:
    if form.by_list is None or list_type is None:
        return form.name
    return form.named.get(list_type) or f"{label('list_type', list_type)}{form.by_list}"


def _named(sheets: Sequence[Sheet]) -> list[tuple[str, Sheet]]:
    return list(zip(sheet_names(sheet.name for sheet in sheets), sheets, strict=True))


def _periods(connection: Any) -> dict[str, Period]:
    query = """
        select period_id, label_zh, end_date, period_id in (select period_id from marts.fct_progress)
        from marts.dim_periods
    """
    return {period_id: Period(*described) for period_id, *described in connection.execute(query).fetchall()}


def _legend(connection: Any) -> str:
    """How the form's words were decided: the rule of this release and what each status means."""
    query = """
        select name, source from marts.dim_rules
        where rule_id in (select rule_id from marts.fct_target_progress) or is_default
        order by rule_id in (select rule_id from marts.fct_target_progress) desc, is_default, rule_id limit 1
    """
    rules = [f"{name}（{source}）" for name, source in connection.execute(query).fetchall()]
    words = vocabulary()["meanings"].items()
    meanings = "；".join(f"{label('status', status)}：{meaning}" for status, meaning in words)
    return seen(
        f"说明：按{'、'.join(rules)}判定。{meanings}。未填报：报告列有任务而没有填写。未跟踪：本期报告不跟踪任务所在的清单。备注栏为需要核实之处。"
    )
