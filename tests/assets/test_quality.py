"""A failing expectation can be read at its check, with what was found, without opening anything."""

from __future__ import annotations

import dagster as dg
import pytest

from pipeline.assets.quality import check_result, description_of
from pipeline.checks.suites import ExpectationResult, Suite

SUITE = Suite("fct_tasks", (), None, {}, ())
KIND = "expect_column_values_to_not_be_null"


def result(success: bool, severity: str) -> ExpectationResult:
    return ExpectationResult(
        "fct_tasks", KIND, "task_text", severity, None, success, "2 of 9 unexpected", '["甲/1", "甲/2"]'
    )


@pytest.mark.parametrize(
    ("severity", "shown"), [("error", dg.AssetCheckSeverity.ERROR), ("warn", dg.AssetCheckSeverity.WARN)]
)
def test_what_fails_is_told_with_its_rows_and_counted_for_the_plot(severity, shown):
    told = check_result(SUITE, [result(True, "error"), result(False, severity)])
    assert (told.passed, told.severity) == (False, shown)
    assert told.description == (
        f"1 of 2 expectations hold\n{severity}: task_text: column values to not be null: "
        '2 of 9 unexpected; for example ["甲/1", "甲/2"]'
    )
    assert told.metadata["failures"].value == 1


def test_what_holds_is_counted_as_no_failure():
    told = check_result(SUITE, [result(True, "error")])
    assert told.passed and told.metadata["failures"].value == 0
    assert "error" not in str(told.description)


def test_a_check_names_what_it_expects_in_full_and_what_blocks_first():
    suite = Suite(
        "fct_tasks",
        (),
        None,
        {},
        (
            {"type": KIND, "column": "title", "severity": "warning"},
            {"type": KIND, "column": "task_text", "severity": "critical", "description": "A task says something."},
        ),
    )
    said = description_of(suite)
    assert said.index("block publication") < said.index("- task_text: A task says something") < said.index("- title: ")
    assert "expectations/fct_tasks.yml" in said
