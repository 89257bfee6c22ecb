"""A quarter's release holds what was known at its end; the latest holds everything and is never moved backwards."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from benchmarks.year import differing, tables
from pipeline.settings import set_tool_switches
from tests.whole_pipeline.conftest import Home, home_at

PLAN = """湖山县{year}年重点工作责任分解
湖山县人民政府办公室
1.新建公园{n}个。（牵头领导：王某；责任单位：城管局）
2.新增停车位300个。（牵头领导：李某；责任单位：交通局）
"""
REPORT = """<html><body><h1>湖山县2023年重点工作{period}进展情况汇总表</h1><table border="1">
<tr><td>序号</td><td>重点工作</td><td>牵头单位</td><td>进展情况</td></tr>
<tr><td>1</td><td>新建公园8个。</td><td>城管局</td><td>建成公园{n}个。</td></tr>
<tr><td>2</td><td>新增停车位300个。</td><td>交通局</td><td>新增停车位240个。</td></tr>
</table></body></html>
"""
FILES = {
    "湖山县/2023-计划.txt": PLAN.format(year=2023, n=8),
    "湖山县/2023-上半年.html": REPORT.format(period="上半年", n=3),
    "湖山县/2023-三季度.html": REPORT.format(period="三季度", n=7),
    "湖山县/2024-计划.txt": PLAN.format(year=2024, n=9),
}
EARLIER = {"湖山县/2023-计划.txt", "湖山县/2023-上半年.html"}


THEN: dict[str, str] = {}  # the tables of the second quarter as they were published at its time


@pytest.fixture(scope="module")
def quarters(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The second quarter at its time, the latest, and after it the second quarter as it was known then."""
    mine = home_at(tmp_path_factory.mktemp("quarters"))
    for name in sorted(EARLIER):
        mine.drop(name, FILES[name].encode())
    assert mine.refresh() is None
    THEN.update(tables(mine.settings.published_dir / "2023-Q2"))
    for name, text in FILES.items():
        mine.drop(name, text.encode())
    assert mine.refresh() is None
    assert mine.refresh(period_id="2023-Q2") is None
    yield mine
    set_tool_switches(home.settings)


def test_a_quarter_made_again_later_is_what_it_was_byte_for_byte(quarters):
    assert len(THEN) > 30
    assert differing(THEN, tables(quarters.settings.published_dir / "2023-Q2")) == []
    assert "fct_progress" in differing(THEN, tables(quarters.settings.published_dir / "2023-Q3"))


def test_the_latest_holds_everything_and_stays_the_latest(quarters):
    assert {name for (name,) in quarters.rows("select file_name from marts.dim_documents")} == set(FILES)
    assert json.loads((quarters.settings.published_dir / "release.json").read_text("utf-8"))["period_id"] == "2023-Q3"


def test_an_earlier_quarter_holds_what_was_known_then(quarters):
    found = quarters.rows("select file_name from marts.dim_documents", name="2023-Q2")
    assert {name for (name,) in found} == EARLIER
    judged = "select distinct period_id from marts.fct_target_progress"
    assert quarters.rows(judged, name="2023-Q2") == [("2023-H1",)]


def test_an_earlier_quarter_with_what_is_known_now_says_so(quarters):
    assert quarters.refresh(period_id="2023-Q2", as_known="now") is None
    found = quarters.rows("select file_name from marts.dim_documents", name="2023-Q2")
    assert {name for (name,) in found} == set(FILES)
    release = json.loads((quarters.settings.published_dir / "2023-Q2" / "release.json").read_text("utf-8"))
    assert release["as_known"] == "now"
    told = quarters.rows("select file_name, as_known, is_hindsight from marts.dim_documents", name="2023-Q2")
    assert {(name, "now", name not in EARLIER) for name in FILES} == set(told)


@pytest.mark.parametrize(("as_known", "held"), [("issued:2023-07-31", EARLIER), ("arrived:2999-12-31", set(FILES))])
def test_a_day_of_issue_or_arrival_cuts_off_and_never_becomes_the_latest(quarters, as_known, held):
    before = (quarters.settings.published_dir / "latest").resolve()
    assert quarters.refresh(period_id="2023-Q3", as_known=as_known) is None
    told = quarters.rows("select file_name, as_known from marts.dim_documents", name="2023-Q3")
    assert set(told) == {(name, as_known) for name in held}
    assert (quarters.settings.published_dir / "latest").resolve() == before
