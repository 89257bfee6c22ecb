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
