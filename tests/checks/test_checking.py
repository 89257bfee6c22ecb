"""Checks by a process of its own answer as those of this process do, and say what went wrong there."""

from __future__ import annotations

import datetime as dt
import io
import os
import pickle
import signal

import duckdb
import pytest

from pipeline.checks import checking
from pipeline.checks.checking import Checks, apart, check_ahead, checks
from pipeline.checks.data_docs import Checked
from pipeline.checks.suites import Suite

CHECKED = Checked("2023-Q3_0a1b2c3d", "2023-Q3", "linear_year", dt.datetime(2023, 10, 9, 8, 30))


def suite(table: str = "town", column: str = "beds") -> Suite:
    expectation = {"type": "expect_column_values_to_not_be_null", "column": column, "severity": "critical"}
    return Suite(table, ("name",), None, {}, (expectation,))


@pytest.fixture
def built(tmp_path):
    path = tmp_path / "built.duckdb"
    write(path, "('甲', 1), ('乙', null)")
    return path


def write(path, rows: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema if not exists marts")
        connection.execute(f"create or replace table marts.town as select * from (values {rows}) as t (name, beds)")


def pages(directory):
    return sorted(str(page.relative_to(directory)).split("/")[0] for page in directory.rglob("*.html"))


def test_both_answer_alike(built, tmp_path):
    here = Checks()
    expected = here.validate(built, [suite()])
    here.write_data_docs(tmp_path / "here", CHECKED)
    with apart():
        there = checks()
        assert there is not here and there.validate(built, [suite()]) == expected
        there.write_data_docs(tmp_path / "there", CHECKED)
        there.settle()
    assert [result.observed for result in expected[0]] == ["1 of 2 unexpected"]
    assert pages(tmp_path / "there") == pages(tmp_path / "here") != []


def test_what_was_begun_ahead_counts_only_while_the_file_is_what_it_was(built, monkeypatch):
    with apart():
        check_ahead(built, [suite()])
        calls = count_calls(monkeypatch)
        assert not checks().validate(built, [suite()])[0][0].success
        assert calls == []  # the answer had been asked for
        check_ahead(built, [suite()])
        checks().settle()
        write(built, "('甲', 1), ('乙', 2)")
        assert checks().validate(built, [suite()])[0][0].success


def count_calls(monkeypatch) -> list[str]:
    calls: list[str] = []
    call = checking.ChecksApart._call
    monkeypatch.setattr(
        checking.ChecksApart, "_call", lambda self, name, *rest: (calls.append(name), call(self, name, *rest))
    )
    return calls


def test_an_error_over_there_is_an_error_here_and_the_next_call_goes_on(tmp_path, built):
    (tmp_path / "no.duckdb").write_bytes(b"no database")
    with apart():
        with pytest.raises(RuntimeError, match="not a valid DuckDB database"):
            checks().validate(tmp_path / "no.duckdb", [suite()])
        assert len(checks().validate(built, [suite()])) == 1


def test_a_process_that_was_killed_is_said_to_be(built):
    with apart():
        process = checks()._process
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with pytest.raises(RuntimeError, match=r"the process of the checks (has )?ended \(-9\)"):
            checks().validate(built, [suite()])


def test_an_answer_that_breaks_off_is_of_a_process_that_ended(monkeypatch):
    with apart(), monkeypatch.context() as patched:
        there = checks()
        there._process.kill()
        patched.setattr(there._process, "stdout", io.BytesIO(pickle.dumps((None, [1, 2, 3]))[:-4]))
        with pytest.raises(RuntimeError, match="the process of the checks ended"):
            there._answer()


def test_an_interrupt_of_the_terminal_does_not_reach_the_process():
    with apart():
        assert os.getpgid(checks()._process.pid) != os.getpgid(0)


def test_the_process_ends_with_the_block_also_in_the_middle_of_its_work(built):
    with apart():
        check_ahead(built, [suite()])
        process = checks()._process
    assert process.poll() is not None
    assert isinstance(checks(), Checks)
