"""From corrections.yml to the published tables, the terminal's lines and the board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipeline.manifest import content_hash, list_documents
from pipeline.publish.release import read_release
from pipeline.publish.summary import summary_lines
from pipeline.settings import REPOSITORY, set_tool_switches
from tests.whole_pipeline.conftest import Home, home_at

PLACE = "渡口县"
PLAN = """<html><body><h1>渡口县2023年重点工作责任分解</h1><table border="1">
<tr><td>序号</td><td>重点工作</td><td>责任单位</td></tr>
<tr><td>1</td><td>新建驿站12座，栽种桂树300棵。</td><td>城管局</td></tr></table></body></html>"""
REPORT = """<html><body><h1>渡口县2023年重点工作三季度进展情况汇总表</h1><table border="1">
<tr><td>序号</td><td>重点工作</td><td>责任单位</td><td>进展情况</td></tr>
<tr><td>1</td><td>新建驿站12座，栽种桂树300棵。</td><td>城管局</td><td>建成驿站4座，栽种桂树90棵。</td></tr></table></body></html>"""


def item(record: str, field: str, right: str) -> str:
    return (
        f"- {{record: {record}, field: {field}, right: {right}, reason: 到现场数过, who: 督查室, when: 2023-10-20}}\n"
    )


@pytest.fixture(scope="module")
def corrected_home(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A county's plan and report with a corrected result and verdict, a key that is gone and an item that is none."""
    root: Path = tmp_path_factory.mktemp("corrected")
    (root / "dagster").mkdir()
    (root / "dagster" / "dagster.yaml").write_bytes((REPOSITORY / ".dagster" / "dagster.yaml").read_bytes())
    county = home_at(root)
    plan, report = county.drop(f"{PLACE}/plan.html", PLAN.encode()), county.drop(f"{PLACE}/q3.html", REPORT.encode())
    ids = {file.path: file.document_id for file in list_documents(county.settings.raw_dir)}
    target, row = f"{ids[plan]}/key_work/1/1#t2", f"{ids[report]}/row/1"
    text = item(f"{row}#a1", "value", "10") + item(f"{target}@{row}", "verdict", "met")
    county.drop(f"{PLACE}/corrections.yml", (text + item(f"{target}9", "value", "3") + "- 随手写的\n").encode())
    assert county.refresh() is None
    yield county
    set_tool_switches(home.settings)


def test_the_right_values_are_what_is_published(corrected_home: Home) -> None:
    query = "select verdict, machine_verdict, correction is not null from marts.fct_target_progress order by target_id"
    assert corrected_home.rows(query) == [("on_pace", "on_pace", True), ("met", "behind", True)]
    statuses = corrected_home.rows("select status, machine_value from marts.fct_corrections order by entry_no")
    assert statuses == [("applied", "4"), ("applied", "behind"), ("gone", None), ("malformed", None)]


def test_what_does_not_fit_is_told_on_the_terminal_and_the_board(corrected_home: Home) -> None:
    release = read_release(corrected_home.settings.published_dir)
    assert release is not None
    told = "\n".join(summary_lines(release, "data/published"))
    assert "2 applied, 2 not" in told
    assert re.search(r"corrections\.yml#3 .*编号已不存在", told)
    assert re.search(r"corrections\.yml#4 .*每条应写record", told)
    board = (corrected_home.settings.published_dir / "board" / f"2023-Q3_{PLACE}.html").read_text("utf-8")
    assert "数值由“4座”改为“10座”（到现场数过；督查室，2023-10-20）" in board
    assert "编号已不存在" in board and "更正用编号" in board


def test_a_changed_correction_is_something_new_to_refresh(corrected_home: Home) -> None:
    raw = corrected_home.settings.raw_dir
    files = list_documents(raw)
    assert not [file for file in files if file.file_name.endswith("corrections.yml")]
    before = content_hash(raw, files)
    path = raw / PLACE / "corrections.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("right: 10", "right: 11"), "utf-8")
    assert content_hash(raw, files) != before
    path.write_text(text, "utf-8")


def test_the_example_of_the_documentation_is_one_that_can_be_used(tmp_path: Path) -> None:
    from pipeline.layouts.entries.corrections import read_corrections

    page = (REPOSITORY / "docs" / "corrections.md").read_text("utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "corrections.yml").write_text(example, "utf-8")
    (record,) = read_corrections(tmp_path)
    assert (record.record_kind, record.right_value, record.problem) == ("judgement", "met", None)
    fields = yaml.safe_load((REPOSITORY / "pipeline" / "layouts" / "corrections.yml").read_text("utf-8"))
    assert all(f"`{field}`" in page for kind in fields.values() for field in kind)
