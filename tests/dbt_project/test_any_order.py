"""Any order, the same tables: of documents as they are matched, and of rows as the models find them."""

from __future__ import annotations

import dataclasses
import random
from decimal import Decimal

import pytest

from benchmarks.orders import differing, warehouse_digests
from benchmarks.six_documents import DOCUMENTS
from pipeline import records as r
from pipeline.layouts.entries.sources import default_entry
from pipeline.match import match
from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES
from pipeline.understand import understand
from tests.dbt_project.town import HALF, PLAN, THIRD, build_town

SUBSETS = 12


@pytest.fixture(scope="module")
def read():
    """The records of each of the six documents."""
    return [understand(text.encode(), default_entry(name)).records for name, text in DOCUMENTS.items()]


def matched(documents):
    """What matching finds in the records of some documents, without the order it is told in."""
    together = {table: [row for one in documents for row in one[table]] for table in DOCUMENT_TABLES}
    found = match(together)
    return {table: sorted(map(repr, found[table])) for table in MATCH_TABLES}


@pytest.mark.parametrize("seed", range(SUBSETS))
def test_documents_in_any_order_match_alike(read, seed):
    draw = random.Random(seed)
    some = draw.sample(read, draw.randint(2, len(read)))
    expected = matched(some)
    assert matched(draw.sample(some, len(some))) == expected
    assert matched(some[::-1]) == expected


def crowded():
    """The town, with more of what would be settled by the order of rows if nothing else settled it."""
    town = build_town()
    first, *_ = (row for row in town.tables["progress"] if row.document_id == HALF)
    for name in ("一号路", "二号路", "三号路"):  # leads in the same place, members told twice, claims in the same words
        town.tables["task_units"].append(
            r.TaskUnitRecord(
                f"{PLAN}/key_work/1/1", PLAN, town.unit(PLAN, f"市{name}办"), f"{name}办", "lead", 1, "x", 0, 3
            )
        )
        group, member = town.unit(PLAN, "市工作组"), town.unit(PLAN, f"市{name}办")
        for quote in (f"组内含{name}办", f"{name}办为成员"):
            town.tables["unit_members"].append(r.UnitMemberRecord(group, member, PLAN, quote))
    goal = town.target(f"{PLAN}/key_work/1/6", "建成馆1座", "馆", "1", "座", "count")
    row = town.row(
        THIRD, 60, "建成图书馆", "完成年度目标，再次完成年度目标，一再完成年度目标。", "文旅局",
        task_id=f"{PLAN}/key_work/1/6", stated_status=None,
    )  # fmt: skip
    claims = [town.claim(row, "target_met", "完成年度目标") for _ in range(3)]
    for number, claim in enumerate(claims):
        _move(town.tables["claims"], claim, number * 7)
    town.pair(goal, row, "0", actual_id=town.actual(row, "一再", "馆", "0", "座", "count"))
    assert first.issues
    for person in ("甲一", "甲二", "甲三"):  # mayors of one day
        town.task(PLAN, 70 + int("一二三".index(person[1])), f"由{person}办。", (person, "市长"), "发改局")
    return town


def _move(claims, claim_id, by):
    place = next(index for index, claim in enumerate(claims) if claim.claim_id == claim_id)
    moved = claims[place]
    claims[place] = dataclasses.replace(moved, char_start=moved.char_start + by, char_end=moved.char_end + by)


def test_rows_in_any_order_make_the_same_tables(build):
    """Fails if a model settles by the order of rows what two rows say differently."""
    found = []
    for seed in range(3):
        town, draw = crowded(), random.Random(seed)
        for table, rows in town.tables.items():
            town.tables[table] = draw.sample(rows, len(rows)) if seed else rows[::-1]
        found.append(warehouse_digests(build(town, "--exclude-resource-type", "test", "unit_test").path))
    assert [differing(found[0], other) for other in found[1:]] == [[], []]
    assert len(found[0]) > 30


def test_another_value_makes_other_tables(build):
    """Fails if the digests would call any two towns alike."""
    town, other = build_town(), build_town()
    target = other.tables["targets"][0]
    other.tables["targets"][0] = dataclasses.replace(target, value=target.value + Decimal(1))
    one, two = (warehouse_digests(build(t, "--exclude-resource-type", "test", "unit_test").path) for t in (town, other))
    assert "fct_targets" in differing(one, two)
    assert "dim_units" not in differing(one, two)
