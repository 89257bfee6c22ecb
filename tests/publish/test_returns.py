"""Forms that go out to units and come back: what a unit fills in is read without loss, the rest it cannot change."""

from __future__ import annotations

import openpyxl
import pytest

from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.publish.returns import ASKED, FILLED, HEAD_ROW, STATUSES, UNFILLED, write_returns
from pipeline.publish.words import seen
from pipeline.understand import understand
from tests.dbt_project.town import TOWN
from tests.publish.conftest import HOSTILE, NEIGHBOUR

FIRST = HEAD_ROW + 2  # the first line below the headings, counted from 1
NAMES = [heading for heading, _ in (*FILLED, *ASKED)]


@pytest.fixture(scope="module")
def returns(town_file, tmp_path_factory):
    directory = tmp_path_factory.mktemp("returns")
    assert set(write_returns(town_file, directory, "2023-Q4")) == {f"2023-Q4_{TOWN}", f"2023-Q4_{NEIGHBOUR}"}
    return directory / f"2023-Q4_{TOWN}"


def lines(book):
    """(sheet, row) of every line to fill in."""
    return [(sheet, row) for sheet in book for row in range(FIRST, sheet.max_row + 1)]


def cell(sheet, row, name):
    return sheet.cell(row, NAMES.index(name) + 1)


def test_every_lead_unit_gets_its_own_tasks(returns, marts):
    """Fails if a task of the year is asked of nobody, or of a unit that does not lead it."""
    expected = {
        (seen(row["unit_name"]), seen((f"{row['title']}：" if row["title"] else "") + row["task_text"]))
        for row in marts.rows(
            "select unit_name, fct_tasks.title, task_text from fct_tasks join bridge_task_units using (task_id)"
            " join dim_units using (unit_id) join dim_documents using (document_id)"
            " where role = 'lead' and superseded_by is null and period_id = '2023'"
            f" and fct_tasks.jurisdiction = '{TOWN}'"
            " and list_type in ('key_work', 'livelihood', 'program_task')"
        )
    }
    found = set()
    for path in returns.glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        unit = book.worksheets[0]["A2"].value.removeprefix("填报单位：")
        found |= {(unit, cell(sheet, row, "重点任务").value) for sheet, row in lines(book)}
    assert found == expected


def test_a_filled_form_is_read_back_without_loss(returns, tmp_path):
    """Fails if a cell that a unit fills in does not arrive as it was written, or the form is not known for a report."""
    for path in returns.glob("*.xlsx"):
        book, filled = openpyxl.load_workbook(path), []
        for number, (sheet, row) in enumerate(lines(book), start=1):
            answers = (f"已建成{number}个。", STATUSES[number % 3], f"资金缺口{number}万元", f"推进第{number}期")
            for (name, _), answer in zip(ASKED, answers, strict=True):
                cell(sheet, row, name).value = answer
            filled.append((cell(sheet, row, "重点任务").value, *answers))
        book.save(tmp_path / path.name)
        source = SourceEntry(file_name=f"{TOWN}/{path.name}", jurisdiction=TOWN)
        read = understand((tmp_path / path.name).read_bytes(), source).records
        assert [
            (row.task_name, row.narrative, row.stated_status, row.issues, row.next_steps) for row in read["progress"]
        ] == filled
        numbers = [row.row_no for row in read["progress"]]
        assert len(set(numbers)) == len(numbers)
        (document,) = read["documents"]
        assert (document.doc_type, document.report_period_id) == ("progress_report", "2023-Q4")


def test_a_form_that_comes_back_empty_is_a_report_that_says_so(returns):
    """Fails if an unfilled form, or an unfilled sheet of one, is taken for a plan and doubles its tasks."""
    for path in returns.glob("*.xlsx"):
        read = understand(path.read_bytes(), SourceEntry(file_name=f"{TOWN}/{path.name}", jurisdiction=TOWN)).records
        assert not read["tasks"] and len(read["progress"]) == len(lines(openpyxl.load_workbook(path)))
        assert {row.stated_status for row in read["progress"]} == {UNFILLED} and not read["actuals"]


def test_only_what_is_asked_can_be_changed_and_the_status_is_chosen(returns):
    """Fails if a unit can reword its task, or write a status that nobody knows."""
    for path in returns.glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            assert sheet.protection.sheet
            for row in range(1, sheet.max_row + 1):
                open_cells = {head for head in NAMES if not cell(sheet, row, head).protection.locked}
                assert open_cells == ({name for name, _ in ASKED} if row >= FIRST else set())
            (rule,) = sheet.data_validations.dataValidation
            assert rule.formula1 == f'"{",".join(STATUSES)}"'
            column = openpyxl.utils.get_column_letter(NAMES.index("状态") + 1)
            first, *_, last = [*str(rule.sqref).split(":"), str(rule.sqref).split(":")[-1]]
            assert (first, last) == (f"{column}{FIRST}", f"{column}{sheet.max_row}")


def test_a_documents_words_are_no_formula_in_a_form(returns):
    cells = [c for path in returns.glob("*.xlsx") for s in openpyxl.load_workbook(path) for row in s for c in row]
    assert not [found for found in cells if found.data_type == "f"]
    assert [found for found in cells if found.value == seen(HOSTILE)]


def test_the_next_quarter_is_asked_for_unless_one_is_named(town_file, tmp_path):
    """Fails if a place that has reported on its third quarter is asked for another than the fourth, one that has not
    reported yet for another than the first.
    """
    assert set(write_returns(town_file, tmp_path)) == {f"2023-Q4_{TOWN}", f"2023-Q1_{NEIGHBOUR}"}
    assert write_returns(town_file, tmp_path, "2031-Q1") == {}
