"""The expectations bite: each of these breaks one thing and the suite says so, at the severity it has."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import duckdb
import pytest
import yaml

from pipeline.assets.quality import check_result
from pipeline.checks import suites
from pipeline.checks.data_docs import Checked, make_offline, suite_status
from pipeline.checks.suites import ExpectationResult, Suite, SuiteRunner, load_suites, validate_all

EXPECTATIONS = Path(__file__).resolve().parents[2] / "expectations"
SUITES = {suite.table: suite for suite in load_suites(EXPECTATIONS)}


@pytest.fixture
def runner():
    return SuiteRunner()


@pytest.fixture
def town(tmp_path):
    """Three tables small enough to see: a document's text, its tasks, its targets."""
    path = tmp_path / "built.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("""
            create schema marts;
            create table marts.dim_document_texts as select 'd' as document_id, '新增床位50张，增长8%。' as text;
            create table marts.fct_targets as select * from (values
                ('d/1#t1', 'd', '新增床位', '>=', 50::decimal(28, 6), null::decimal(28, 6), '张', 'count', 'cumulative',
                 null::varchar, null::varchar, null::varchar, null::varchar, null::varchar, '新增床位50张', 0, 7),
                ('d/1#t2', 'd', '床位增长', '>=', 8, null, '%', 'growth_rate', 'snapshot',
                 null, null, null, null, null, '增长8%', 8, 12),
                ('d/1#m1', 'd', '新增床位', null, null, null, null, 'milestone', null,
                 '新增床位', 'use', 'works', null, null, '新增床位50张', 0, 7),
                ('d/1#r1', 'd', '床位', null, null, null, null, 'relative', null,
                 '床位', null, null, '全覆盖', 'coverage', '新增床位50张', 0, 7)
            ) as t (target_id, document_id, indicator, comparator, value, value_high, unit, kind, aggregation,
                    thing, stage, class, against, direction, quote, char_start, char_end);
        """)
    return path


def failures(path, runner, table="fct_targets"):
    (results,) = validate_all(path, [SUITES[table]], runner)
    return {(result.column, result.severity) for result in results if not result.success}


def test_good_rows_pass(town, runner):
    assert failures(town, runner) == set()


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        ("char_start = 1", ("quote_stands", "error")),
        ("quote = '新增床位五十张'", ("quote_stands", "error")),
        ("kind = 'amount'", ("kind", "error")),
        ("comparator = '≥'", ("comparator", "error")),
        ("comparator = 'between'", ("range_is_ordered", "error")),
        ("value_high = 10", ("range_is_ordered", "error")),
        ("value = 50.5", ("is_plausible", "warn")),
        ("value = -1", ("is_plausible", "warn")),
        ("unit = '%'", ("rate_has_percent", "warn")),
        ("indicator = '床'", ("indicator", "warn")),
        ("unit = null", ("kind_has_its_columns", "error")),
        ("kind = 'milestone'", ("kind_has_its_columns", "error")),
        ("kind = 'relative'", ("kind_has_its_columns", "error")),
    ],
)
def test_one_wrong_thing_fails_one_expectation(town, runner, change, failure):
    with duckdb.connect(str(town)) as connection:
        connection.execute(f"update marts.fct_targets set {change} where target_id = 'd/1#t1'")
    assert failure in failures(town, runner)


@pytest.fixture
def linked(tmp_path):
    """Two plans whose tasks and targets are linked, and a report's row that judges one target of each sort."""
    path = tmp_path / "linked.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("""
            create schema marts;
            create table marts.fct_tasks as select * from (values ('a/1', 'a'), ('a/2', 'a'), ('b/1', 'b'))
                as t (task_id, document_id);
            create table marts.fct_targets as select * from (values
                ('a/1#t1', 'a', 'a/1', null, '2023'), ('a/1#t2', 'a', 'a/1', null, '2023'),
                ('b/1#t1', 'b', 'b/1', null, '2023'), ('r/9#t1', 'r', null, 'r/9', '2023')
            ) as t (target_id, document_id, task_id, progress_id, period_id);
            create table marts.fct_progress as select * from (values ('r/1', 'a/1'), ('r/9', null))
                as t (progress_id, task_id);
            create table marts.dim_periods as select '2023-Q3' as period_id, 0.75 as time_share;
            create table marts.fct_task_links as
                select 'a/1' as task_id, 'b/1' as other_task_id, 'same' as link_kind, 1.0 as link_score;
            create table marts.fct_target_links as select 'a/1#t1' as target_id, 'b/1#t1' as other_target_id,
                1.0 as link_score, true as is_same_period, '2023' as period_id, '2023' as other_period_id;
            create table marts.fct_target_progress as select target_id, progress_id, '2023-Q3' as period_id,
                0.75 as time_share, 0.8 as ratio, 0.75 as pace_due, 0.05 as pace_gap, 'on_pace' as verdict,
                'measured' as basis, 'x' as actual_id, 'says why' as reason, false as is_elsewhere
            from (values ('a/1#t1', 'r/1'), ('r/9#t1', 'r/9')) as t (target_id, progress_id);
        """)
    return path


@pytest.mark.parametrize("table", ["fct_target_links", "fct_task_links", "fct_target_progress"])
def test_good_links_pass(linked, runner, table):
    assert failures(linked, runner, table) == set()


@pytest.mark.parametrize(
    ("table", "change", "column"),
    [
        ("fct_target_links", "target_id = 'b/1#t1', other_target_id = 'a/1#t1'", "is_ordered"),
        ("fct_target_links", "other_target_id = 'a/1#t2'", "is_ordered"),  # two targets of one document
        ("fct_target_links", "other_target_id = 'z/1#t1'", "is_ordered"),  # a target that is not there
        ("fct_task_links", "task_id = 'b/1', other_task_id = 'a/1'", "is_ordered"),
        ("fct_task_links", "other_task_id = 'a/2'", "is_ordered"),
        ("fct_task_links", "other_task_id = 'z/1'", "is_ordered"),
        ("fct_target_progress", "target_id = 'b/1#t1' where progress_id = 'r/1'", "concerns_its_row"),
        ("fct_target_progress", "progress_id = 'r/9' where progress_id = 'r/1'", "concerns_its_row"),
        ("fct_target_progress", "time_share = 0.5", "pace_is_periods"),
    ],
)
def test_a_wrong_link_fails_its_expectation(linked, runner, table, change, column):
    """Fails if a column that asks another table loses sight of a bad row."""
    with duckdb.connect(str(linked)) as connection:
        connection.execute(f"update marts.{table} set {change}")
    assert (column, "error") in failures(linked, runner, table)


@pytest.mark.parametrize("suite", SUITES.values(), ids=lambda suite: suite.table)
def test_no_column_pairs_every_row_with_every_row(suite):
    """Fails if a column lists two tables without a join: DuckDB runs that as a cross product of them."""
    for name, sql in suite.columns.items():
        assert not re.search(r"\bfrom\s+marts\.\w+(?:\s+as)?\s+\w+\s*,", " ".join(sql.split())), name


@pytest.mark.parametrize(
    ("change", "column", "observed"),
    [
        ("update marts.fct_targets set kind = 'amount' where target_id in ('d/1#t1', 'd/1#r1')", "kind", "2 of 4"),
        ("update marts.fct_targets set char_start = 1 where target_id = 'd/1#t1'", "quote_stands", "1 of 4"),
    ],
)
def test_a_large_table_is_checked_in_parts_as_if_whole(town, monkeypatch, change, column, observed):
    """Fails if a row is in no part, equal keys are in two, or what parts found is not put together."""
    with duckdb.connect(str(town)) as connection:
        connection.execute(change)
    (whole,) = validate_all(town, [SUITES["fct_targets"]], SuiteRunner())
    monkeypatch.setattr(suites, "PART_ROWS", 1)
    (parts,) = validate_all(town, [SUITES["fct_targets"]], SuiteRunner())
    assert [dataclasses.replace(result, sample=None) for result in parts] == [
        dataclasses.replace(result, sample=None) for result in whole
    ]
    (failed,) = [result for result in parts if not result.success and result.column == column]
    assert failed.observed == f"{observed} unexpected"
    assert failed.documents == ("d",)
    assert "d/1#" in failed.sample


def test_two_rows_of_one_key_are_in_one_part(linked, monkeypatch):
    """Fails if the parts of a table are cut so that a row and its double are not seen together."""
    with duckdb.connect(str(linked)) as connection:
        connection.execute("insert into marts.fct_target_progress from marts.fct_target_progress where target_id < 'b'")
    monkeypatch.setattr(suites, "PART_ROWS", 1)
    (parts,) = validate_all(linked, [SUITES["fct_target_progress"]], SuiteRunner())
    assert [(result.column, result.observed) for result in parts if not result.success] == [
        ("target_id, progress_id", "2 of 3 unexpected")
    ]


def test_rows_that_must_be_seen_together_are_not_cut():
    """Fails if a share of rows or a number of rows would be asked of a part."""
    assert SUITES["dim_indicators"].cut_by(["indicator_id", "document_id"]) is None
    assert SUITES["fct_targets"].cut_by(["document_id", "target_id"]) == "target_id"


def test_a_table_that_was_not_built_is_an_error(town, runner):
    assert failures(town, runner, "fct_progress") == {(None, "error")}


def test_the_sample_names_the_row(town, runner):
    with duckdb.connect(str(town)) as connection:
        connection.execute("update marts.fct_targets set kind = 'amount' where target_id = 'd/1#t1'")
    (results,) = validate_all(town, [SUITES["fct_targets"]], runner)
    (failed,) = [result for result in results if result.column == "kind"]
    assert "d/1#t1" in failed.sample
    assert failed.observed == "1 of 4 unexpected"


def result(severity, *, success):
    return ExpectationResult("fct_targets", "expect_x", "c", severity, "says so", success, "1 of 2 unexpected", None)


@pytest.mark.parametrize(
    ("results", "passed", "severity"),
    [
        ([result("error", success=True), result("warn", success=True)], True, "ERROR"),
        ([result("error", success=True), result("warn", success=False)], False, "WARN"),
        ([result("error", success=False), result("warn", success=False)], False, "ERROR"),
    ],
)
def test_only_a_critical_failure_blocks(results, passed, severity):
    check = check_result(Suite("fct_targets", (), None, {}, ()), results)
    assert (check.passed, check.severity.value) == (passed, severity)


@pytest.mark.parametrize("path", sorted(EXPECTATIONS.glob("*.yml")), ids=lambda path: path.stem)
def test_every_suite_has_what_it_needs(path):
    """Fails if a suite blocks nothing, or asks twice what a reader would count as one thing."""
    content = yaml.safe_load(path.read_text("utf-8"))
    asked = [
        (item.get("holds"), item.get("type"), item.get("column"), str(item.get("column_list")), item.get("regex"))
        for item in content["expectations"]
    ]
    assert len(asked) == len(set(asked))
    assert any(item["severity"] == "critical" for item in content["expectations"])
    used = {item.get("column") for item in content["expectations"]}
    assert set(content.get("columns") or {}) <= used


def test_a_suite_named_for_another_table_is_refused(tmp_path):
    (tmp_path / "one.yml").write_text("table: two\nexpectations: []")
    with pytest.raises(ValueError, match="named after its table"):
        load_suites(tmp_path)


def test_an_expectation_without_severity_is_refused(tmp_path):
    (tmp_path / "one.yml").write_text("table: one\nexpectations: [{type: expect_x}]")
    with pytest.raises(ValueError, match="needs a severity"):
        load_suites(tmp_path)


def test_data_docs_need_no_network(town, tmp_path):
    """Fails if a page takes a style, font or script from elsewhere, the index needs a script to show anything, or a
    page does not say what was checked and what a failure would stop.
    """
    runner = SuiteRunner()
    results = list(validate_all(town, [SUITES["fct_targets"]], runner))
    runner.write_data_docs(tmp_path / "docs")
    checked = Checked("2023-Q3_0a1b2c3d", "2023-Q3", "linear_year", dt.datetime(2023, 10, 9, 8, 30))
    make_offline(tmp_path / "docs", [suite_status(found) for found in results], checked)
    for page in (tmp_path / "docs").rglob("*.html"):
        text = page.read_text("utf-8")
        assert "://" not in text, page
        assert "2023-Q3_0a1b2c3d" in text and "linear_year" in text and "2023-10-09" in text
        if page.parent != tmp_path / "docs":
            assert text.count("<td>critical: ") + text.count("<td>warning: ") == len(results[0])
    index = (tmp_path / "docs" / "index.html").read_text("utf-8")
    assert 'href="validations/fct_targets/' in index
