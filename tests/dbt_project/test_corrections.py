"""Corrections as a layer of the models: the person's value stands, the machine's beside it; what is unfit is told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from pipeline import records as r
from pipeline.language.words.vocabulary import load_vocabulary
from tests.dbt_project.town import OLD_PLAN, PLAN, THIRD, TOWN, build_town
from tests.dbt_project.warehouse import PROJECT, Build, Warehouse

MONEY, ROW = f"{PLAN}/key_work/1/1#t1", f"{THIRD}/row/1"
SALES, PLAZA = f"{PLAN}/key_work/1/3#t1@{THIRD}/row/3", f"{PLAN}/key_work/1/7#m1@{THIRD}/row/6"
SAID = [
    (MONEY, "target", "value", "20000000000"),
    (MONEY, "target", "value", "30000000000"),  # a later word on the same
    (MONEY, "target", "comparator", "between"),  # a range without an upper end
    (f"{THIRD}/row/7#a1", "result", "value", "150000000"),
    (SALES, "judgement", "verdict", "behind"),
    (PLAZA, "judgement", "verdict", "met"),
    (f"{PLAN}/key_work/1/3#t2@{THIRD}/row/3", "judgement", "actual_id", f"{THIRD}/row/1#a1"),
    (f"{PLAN}/key_work/1/4#t1", "target", "value", "20"),
    (f"{PLAN}/key_work/1/99#t1", "target", "value", "20"),
    (f"{OLD_PLAN}/key_work/1/1#t1", "target", "value", "20"),
    (f"{PLAN}/key_work/1/5#t1@{THIRD}/row/1", "judgement", "actual_id", f"{THIRD}/row/1#a9"),
    (MONEY, None, "colour", None),
    (f"{PLAN}/key_work/1/7#m1", "promise", "stage", "use"),
]


def said(number: int, key: str, kind: str | None, field: str, right: str | None) -> Any:
    """The record of one item; without a kind it is malformed."""
    return r.CorrectionRecord(
        *(f"{TOWN}/corrections.yml#{number}", TOWN, number, key, kind, field, right),
        *("看过现场", "督查室", dt.date(2023, 10, number), None if kind else "不能更正colour"),
    )


@pytest.fixture(scope="module")
def corrected(build: Build) -> Warehouse:
    """The town with a person's word on all sorts of records."""
    town = build_town()
    town.tables["corrections"] = [said(number, *item) for number, item in enumerate(SAID, start=1)]
    return build(town, "--exclude-resource-type", "unit_test")


def test_every_correction_says_what_became_of_it(corrected: Warehouse) -> None:
    """Fails if one that no longer fits is applied, lost, or stops the build."""
    rows = corrected.rows("select entry_no, status from fct_corrections order by 1")
    statuses = ["overruled", "applied", "applied", "applied", "applied", "applied", "applied"]
    statuses += ["agrees", "gone", "reissued", "gone", "malformed", "applied"]
    assert [row["status"] for row in rows] == statuses


def test_the_persons_value_stands_and_the_machines_beside_it(corrected: Warehouse) -> None:
    """Fails if the value is not what verdicts follow from, or what was read is no longer known."""
    target = corrected.one(
        "select value, comparator, value_high, corrected_fields from fct_targets where target_id = ?", MONEY
    )
    assert target == {
        "value": Decimal(30000000000),
        "comparator": ">=",
        "value_high": None,
        "corrected_fields": "comparator, value",
    }
    beside = corrected.one("select machine_value, detail from fct_corrections where entry_no = 2")
    assert beside["machine_value"] == "19000000000"
    assert "数值由“190亿元”改为“300亿元”（看过现场；督查室，2023-10-02）" in beside["detail"]
    judged = corrected.one(
        "select ratio, verdict, correction, reason from fct_target_progress where target_id = ? and progress_id = ?",
        MONEY,
        ROW,
    )
    assert (judged["ratio"], judged["verdict"]) == (Decimal("0.5"), "behind")
    assert "改为“300亿元”" in judged["reason"] and judged["correction"]


def test_a_corrected_result_is_what_is_compared(corrected: Warehouse) -> None:
    """Fails if the number that matching converted before still counts."""
    judged = corrected.one("select ratio, verdict from fct_target_progress where progress_id = ?", f"{THIRD}/row/7")
    assert (judged["ratio"], judged["verdict"]) == (Decimal("0.75"), "on_pace")


def test_a_corrected_verdict_decides_the_row_and_keeps_the_machines(corrected: Warehouse) -> None:
    """Fails if boards and statuses do not follow, or the rule's own verdict is overwritten."""
    row = corrected.one("select status from fct_progress where progress_id = ?", f"{THIRD}/row/3")
    judged = corrected.one("select verdict, machine_verdict from fct_target_progress where judgement_id = ?", SALES)
    assert (row["status"], judged) == ("behind", {"verdict": "behind", "machine_verdict": "unknown"})
    plaza = corrected.one(
        "select verdict, machine_verdict, reason from fct_target_progress where judgement_id = ?", PLAZA
    )
    assert (plaza["verdict"], plaza["machine_verdict"]) == ("met", "unknown")
    assert "主体已结顶" in plaza["reason"] and "评价由“无法判断”改为“已完成”" in plaza["reason"]
    assert (
        corrected.one("select overall_status as s from fct_progress where progress_id = ?", f"{THIRD}/row/6")["s"]
        == "met"
    )


def test_a_corrected_stage_is_what_the_reported_one_is_held_against(corrected: Warehouse) -> None:
    """Fails if the stage that was read still stands in the promise, its reason or its rank."""
    promise = corrected.one(
        "select stage, corrected_fields from fct_targets where target_id = ?", f"{PLAN}/key_work/1/7#m1"
    )
    assert promise == {"stage": "use", "corrected_fields": "stage"}
    reason = corrected.one("select reason as r from fct_target_progress where judgement_id = ?", PLAZA)["r"]
    assert "承诺投用，报告为主体完工" in reason and "承诺的阶段由“建成或完成”改为“投用”" in reason


def test_the_ladders_of_the_models_are_those_of_the_language() -> None:
    """Fails if a stage is further in SQL than in the words that the promises were read by."""
    seed = (PROJECT / "seeds" / "stage_ladders.csv").read_text("utf-8").split()
    ladders = load_vocabulary("milestones")["ladders"]
    assert seed[1:] == [f"{name},{stage},{rank}" for name, ladder in ladders.items() for stage, rank in ladder.items()]


def test_forms_carry_the_correction_and_the_review_drops_what_was_looked_at(
    corrected: Warehouse, town_warehouse: Warehouse
) -> None:
    """Fails if a reader of a form cannot see that a person changed it, or a person is asked twice."""
    form = corrected.one(
        "select remarks from rpt_task_progress where task_id = ? and period_id = '2023-Q3'", f"{PLAN}/key_work/1/7"
    )
    assert form["remarks"].startswith("人工更正：")
    asked = "select review_id from rpt_review where review_id = ?"
    assert town_warehouse.rows(asked, SALES) and not corrected.rows(asked, SALES)
