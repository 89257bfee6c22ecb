"""Which issue of a document stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from typing import Any

import pytest

from pipeline.match.links.versions import standing, versions
from pipeline.records import DocumentRecord
from tests.match.builders import document, task

FIRST = {"title": "2023年重点工作责任分解", "issued_on": dt.date(2023, 2, 27), "doc_number": "甲政办发〔2023〕5号"}


def issue(name: str, **fields: Any) -> DocumentRecord:
    return dataclasses.replace(document(name, "responsibility_breakdown", "2023"), **{**FIRST, **fields})


def replaced(*issues: DocumentRecord, tasks: tuple[Any, ...] = ()) -> dict[str, str]:
    """Document → the one that took its place; the same in whatever order they arrive."""
    found = [
        {record.document_id: record.superseded_by for record in versions(some, tasks, []) if record.superseded_by}
        for some in itertools.permutations(issues)
    ]
    assert all(one == found[0] for one in found)
    return found[0]


def test_a_later_issue_takes_the_place_of_the_earlier():
    first, again = issue("a"), issue("b", title="2023年重点工作责任分解（修订）", issued_on=dt.date(2023, 6, 1))
    assert replaced(first, again, issue("c", title="民生实事分解")) == {"a": "b"}


def test_of_three_issues_the_last_stands():
    later = [issue(name, issued_on=dt.date(2023, month, 1)) for name, month in (("b", 5), ("c", 9))]
    assert replaced(issue("a"), *later) == {"a": "c", "b": "c"}


@pytest.mark.parametrize("word", ["更正", "修订", "修改", "更新", "调整"])
def test_a_correction_without_a_date_takes_the_place_of_what_it_corrects(word):
    assert replaced(issue("a", issued_on=None), issue("b", issued_on=None, title=f"{FIRST['title']}（{word}）")) == {
        "a": "b"
    }


def test_reports_are_replaced_like_plans():
    report = {"doc_type": "progress_report", "report_period_id": "2023-Q3", "doc_number": None}
    first, again = issue("a", **report), issue("b", **report, issued_on=dt.date(2023, 11, 3))
    other = issue("c", **report | {"report_period_id": "2023-Q4"}, issued_on=dt.date(2024, 1, 9))
    assert replaced(first, again, other) == {"a": "b"}


def test_the_same_list_in_two_media_is_one():
    pdf, docx = issue("a", file_name="甲市/list.pdf"), issue("b", file_name="甲市/list.docx")
    same = [task(1, "新建公园8个。", document_id="a"), task(1, "新建公园8个。", document_id="b")]
    assert replaced(pdf, docx, tasks=tuple(same)) == {"a": "b"}


@pytest.mark.parametrize("fields", [{"issued_on": FIRST["issued_on"]}, {"issued_on": None}])
def test_other_words_without_a_later_date_stand_beside_each_other(fields):
    tasks = (task(1, "新建公园8个。", document_id="a"), task(1, "新建公园10个。", document_id="b"))
    assert replaced(issue("a"), issue("b", **fields), tasks=tasks) == {}


def test_another_number_is_another_document():
    assert replaced(issue("a"), issue("b", doc_number="甲政办发〔2023〕9号", issued_on=dt.date(2023, 6, 1))) == {}


def test_only_the_records_of_the_standing_issue_are_matched():
    issues = [issue("a"), issue("b", issued_on=dt.date(2023, 6, 1))]
    tasks = [task(1, "新建公园8个。", document_id=name) for name in "ab"]
    records = {"documents": issues, "tasks": tasks}
    kept = standing(records, versions(issues, tasks, []))
    assert [row.document_id for row in kept["tasks"]] == ["b"]
