"""Fails if the labels of full reports carry words of them, or if a target counts that was not read at its place."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.report_targets import LABELS, agrees, count, labelled

TARGET = {"start", "comparator", "value", "unit", "kind", "deadline"}
TEXT = "新建驿亭40座，增收5%左右。"
SAID: dict[str, Any] = {"quote": "新建驿亭40座", "char_start": 0, "char_end": 7, "unit": "座"}


def _read(**changed: Any) -> Any:
    said = {**SAID, "comparator": ">=", "value": Decimal(40), "value_high": None, "period_id": "2031"}
    return SimpleNamespace(**(said | changed))


def _gold(**changed: Any) -> dict[str, Any]:
    return {"start": 4, "comparator": ">=", "value": 40, "unit": "座", "deadline": "2031"} | changed


def test_the_labels_hold_places_and_numbers_only() -> None:
    files = sorted(LABELS.glob("*.json"))
    assert len(files) >= 6
    for path in files:
        data = json.loads(path.read_text("utf-8"))
        assert set(data["document"]) == {"file", "sha256", "jurisdiction", "plan_period_id", "issued_on"}
        for target in data["loose_targets"]:
            assert set(target) - {"soft", "approx"} == TARGET
            assert len(target["unit"]) < 8


@pytest.mark.parametrize(
    ("read", "gold", "right"),
    [
        (_read(), _gold(), True),
        (_read(), _gold(start=9), False),
        (_read(value=Decimal(41)), _gold(), False),
        (_read(comparator="="), _gold(), False),
        (_read(comparator="="), _gold(approx=True), True),
        (_read(comparator="<="), _gold(approx=True), False),
        (_read(comparator="between", value_high=Decimal(50)), _gold(comparator="between", value=[40, 50]), True),
    ],
)
def test_a_target_counts_with_its_value_at_its_place(read: Any, gold: dict[str, Any], right: bool) -> None:
    assert agrees(read, gold) is right


def test_what_is_missed_is_quoted_from_the_text_and_soft_ones_count_neither_way() -> None:
    figures, said = count([_read()], [_gold(soft=True), _gold(start=10, value=5, unit="%")], TEXT)
    assert (figures["tp"], figures["fp"], figures["fn"]) == (0, 0, 1)
    assert "增收5%左右" in said[0]
    figures, said = count([_read()], [], TEXT)
    assert (figures["fp"], len(said)) == (1, 1)


def test_the_end_of_a_window_is_its_deadline() -> None:
    figures, _ = count([_read(period_id="2031/2035")], [_gold(deadline="2035")], TEXT)
    assert (figures["tp"], figures["due"]) == (1, 1)


def test_a_report_that_is_absent_or_another_copy_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (("there", b"a"), ("other", b"b"), ("absent", b"c")):
        document = {"file": f"{name}.txt", "sha256": hashlib.sha256(content).hexdigest()}
        (tmp_path / f"{name}.json").write_text(json.dumps({"document": document}), "utf-8")
    (tmp_path / "there.txt").write_bytes(b"a")
    (tmp_path / "other.txt").write_bytes(b"changed")
    assert [name for name, _, _ in labelled(tmp_path, tmp_path)] == ["there"]
    told = capsys.readouterr().out
    assert "absent: no report" in told
    assert "sha256 differs" in told
