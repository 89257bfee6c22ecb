"""One document's slip must fail that document alone, with the rows named."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from pipeline.integrity import BrokenRecords, demand_integrity
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.understand import Understood, understand

PAGE = Path(__file__).parent / "cities" / "rendered" / "wanghai_livelihood.html"


@pytest.fixture
def understood() -> Understood:
    return understand(PAGE.read_bytes(), SourceEntry(file_name=f"inbox/{PAGE.name}"))


def test_a_doubled_key_is_named(understood: Understood) -> None:
    """Fails if two tasks with one key reach the warehouse, where they would stop every document."""
    tasks = understood.records["tasks"]
    tasks.append(tasks[0])
    with pytest.raises(BrokenRecords, match=rf"tasks has \('{tasks[0].task_id}',\) 2 times"):
        demand_integrity(understood.records)


def test_a_unit_that_is_nowhere_is_named(understood: Understood) -> None:
    """Fails if a task may name a unit that no row describes."""
    understood.records["units"].pop()
    with pytest.raises(BrokenRecords, match=r"task_units\.unit_id .* is not in units"):
        demand_integrity(understood.records)


def test_a_quote_that_does_not_stand_is_named(understood: Understood) -> None:
    """Fails if a target may carry words that are not at its offsets."""
    targets = understood.records["targets"]
    targets[0] = dataclasses.replace(targets[0], quote="无此句")
    with pytest.raises(BrokenRecords, match="targets quotes '无此句'"):
        demand_integrity(understood.records)
