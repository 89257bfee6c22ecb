"""Which documents are set aside for what the checks found, and which never are."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.checks.offenders import offenders
from pipeline.checks.suites import ExpectationResult
from pipeline.runs.last_good import Chosen
from pipeline.store import DocumentOutcome

BROKEN = ExpectationResult("fct_targets", "expect_x", "value", "error", "不为负", False, "1", "[-3]", ("d1",))
LOADED = [Chosen(f"{name}.txt", f"k-{name}", DocumentOutcome(name, f"{name}.txt", True), True) for name in ("d1", "d2")]


def test_a_document_whose_rows_break_a_critical_expectation_is_set_aside_with_what_it_broke() -> None:
    (outcome,) = (found := offenders([BROKEN], LOADED)).values()
    assert list(found) == ["k-d1"]
    assert (outcome.success, outcome.reason) == (False, "fails_check")
    assert outcome.error == "fct_targets.value: 不为负 [-3]"


@pytest.mark.parametrize(
    "changes", [{"success": True}, {"severity": "warn"}, {"documents": ()}, {"documents": ("d3",)}]
)
def test_nobody_is_set_aside_for_what_passed_or_only_warns_or_is_nobodys(changes: dict[str, object]) -> None:
    assert offenders([dataclasses.replace(BROKEN, **changes)], LOADED) == {}


def test_all_that_a_document_breaks_is_named() -> None:
    other = dataclasses.replace(BROKEN, column=None, description=None, sample=None)
    (outcome,) = offenders([BROKEN, other], LOADED).values()
    assert outcome.error == "fct_targets.value: 不为负 [-3]; fct_targets.expect_x: expect_x"
