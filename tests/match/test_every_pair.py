"""All that matching says of single promises and reports, and of single promises of two plans.

``told_and_promised.txt`` holds a promise and a report a line, ``two_plans.txt`` two promises; the ``.read`` beside each
what is to come of them. ``python -m tests.match.test_every_pair`` writes that down anew.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.match import match
from pipeline.records import TextRecord
from tests.match.builders import PLAN, document, milestones, reported, targets, task

FOLDER = Path(__file__).parent
OTHER = "programme"
LEFT_OUT = ("versions", "series_members", "repeats", "indicator_links")


def told(promise: str, narrative: str) -> dict[str, list[Any]]:
    """The records of a promise and of the report on it."""
    records = reported(promise, narrative)
    return {**records, "milestones": milestones(records["tasks"][0])}


def planned(one: str, other: str) -> dict[str, list[Any]]:
    """The records of two plans of a task each."""
    tasks = [task(1, one), task(1, other, document_id=OTHER, list_type="program_task")]
    return {
        "documents": [document(PLAN, "responsibility_breakdown", "2023"), document(OTHER, "program_plan", "2023")],
        "tasks": tasks,
        "targets": [target for owner in tasks for target in targets(owner)],
        "milestones": [promise for owner in tasks for promise in milestones(owner)],
        "texts": [TextRecord(PLAN, one), TextRecord(OTHER, other)],
    }


RECORDS = {"told_and_promised": told, "two_plans": planned}


def read(name: str) -> Iterator[str]:
    """Each line of a file, and below it a line for each record of matching."""
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        yield line
        for table, rows in match(RECORDS[name](*line.split("|"))).items():
            yield from (_line(table, row) for row in rows if table not in LEFT_OUT)


def _line(table: str, row: Any) -> str:
    fields = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    return " | ".join([f"  {table}", *(f"{name}={said}" for name, said in fields.items() if said not in (None, ""))])


@pytest.mark.parametrize("name", RECORDS)
def test_every_record_is_as_written_down(name: str) -> None:
    assert list(read(name)) == (FOLDER / f"{name}.read").read_text("utf-8").splitlines()


if __name__ == "__main__":
    for name in RECORDS:
        (FOLDER / f"{name}.read").write_text("\n".join(read(name)) + "\n", "utf-8")
