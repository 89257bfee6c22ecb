"""What a document's records must never hold, whatever its readers make of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline import understand as understanding
from pipeline.layouts.entries.sources import default_entry
from pipeline.understand import CONTRADICTED, understand

PLAN = "2024年青禾县重点工作责任分解\n青禾县人民政府办公室\n1.新建公园8个，新增停车位300个。\n责任单位：城管局\n"


def test_a_value_that_its_quote_denies_is_left_to_the_remainders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails if a wrong value is published, if its words are lost, or if the rest of the document goes with it."""
    read = understanding.target_records

    def misread(document, parsed):  # type: ignore[no-untyped-def]
        first, *others = read(document, parsed)
        return [understanding.dataclasses.replace(first, value=Decimal(80)), *others]

    monkeypatch.setattr(understanding, "target_records", misread)
    records = understand(PLAN.encode(), default_entry("青禾县/计划.txt")).records
    assert [target.value for target in records["targets"]] == [300]
    assert [r.text for r in records["remainders"] if r.treatment == CONTRADICTED] == ["新建公园8个"]


def test_a_sound_document_leaves_nothing_to_contradiction() -> None:
    records = understand(PLAN.encode(), default_entry("青禾县/计划.txt")).records
    assert [target.value for target in records["targets"]] == [8, 300]
    assert all(remainder.treatment != CONTRADICTED for remainder in records["remainders"])


REPORT = """松岚县2024年1-12月民生实事完成情况公示

序号	项目名称	工作任务	责任单位	进展情况
1	建设县体育馆（西区）	竣工并投入使用	县文旅局	已完成。
2	苔湖泵站改造	2024年10月底前完工	县水利局	已于9月完工。
3	新建水厂2座	新建水厂2座	县水利局	已建成2座。
"""


def test_a_goal_that_says_only_a_stage_is_that_of_what_its_row_names() -> None:
    records = understand(REPORT.encode(), default_entry("松岚县/公示.txt")).records
    found = [(promise.thing, promise.stage, promise.period_id) for promise in records["milestones"]]
    assert found == [("县体育馆", "use", "2024"), ("苔湖泵站改造", "finish", "2024-10M")]


def test_what_a_row_says_of_its_completion_is_kept_beside_its_numbers() -> None:
    records = understand(REPORT.encode(), default_entry("松岚县/公示.txt")).records
    assert [(one.progress_id.rpartition("/")[2], one.claim) for one in records["claims"]] == [
        ("1", "done"),
        ("2", "done"),
        ("3", "done"),
    ]
