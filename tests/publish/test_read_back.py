"""Board, forms and wide table say what the marts say, and the comparison would notice if they did not."""

from __future__ import annotations

import re
import shutil

import lxml.html
import pytest

from benchmarks.read_back import compare
from benchmarks.read_board import place_of, rules_found
from pipeline.publish.board.pages import write_board
from pipeline.publish.forms import write_forms


@pytest.fixture(scope="module")
def published(town_file, tmp_path_factory):
    directory = tmp_path_factory.mktemp("read_back")
    shutil.copy(town_file, directory / "warehouse.duckdb")
    write_forms(town_file, directory / "forms")
    write_board(town_file, directory / "board")
    return directory


def test_every_cell_says_what_the_marts_say(published):
    """Fails if a cell of a workbook, a CSV, a page or the wide table differs from its mart, is lost or is too many."""
    results = compare(published)
    assert all(cells > 50 for cells, _ in results.values())
    assert {name: differences for name, (_, differences) in results.items()} == {name: [] for name in results}


def test_a_changed_cell_is_noticed(published, tmp_path):
    """Fails if the comparison would pass whatever a page or a form says."""
    copy = tmp_path / "copy"
    shutil.copytree(published, copy)
    for path in [*copy.glob("board/*.html"), *copy.glob("forms/*.csv")]:
        path.write_text(path.read_text("utf-8").replace("低于序时进度", "高于序时进度"), "utf-8")
    results = compare(copy)
    assert results["board"][1] and results["csv"][1] and not results["workbooks"][1]


def test_a_changed_finding_is_noticed(published, tmp_path):
    """Fails if the words of a finding are not read back."""
    copy = tmp_path / "copy"
    shutil.copytree(published, copy)
    (page,) = copy.glob("board/2023-Q3_*.html")
    page.write_text(re.sub(r'(<article id="[^"]+"><p>)', r"\g<1>并非", page.read_text("utf-8"), count=1), "utf-8")
    assert len(compare(copy)["board"][1]) == 2


RULES = """
<section aria-labelledby="rules">
<table class="swap"><thead><tr><th>责任单位</th><th>序时进度法</th><th>项目法</th></tr></thead><tbody>
<tr><th><a>甲局</a></th><td data-rule="序时进度法"><b>2</b><small>并列</small></td>
<td data-rule="项目法"><b>1</b> <span>▲ 升1</span></td></tr></tbody></table>
<p class="note">责任单位：其余4个按哪种规则名次都一样；</p></section>
"""


def test_what_the_page_says_of_other_rules_is_read():
    """Fails if a rank under another rule, its change, or the number of those who keep their place is not read back."""
    assert list(rules_found(lxml.html.fromstring(RULES), "页")) == [
        ("页/unit", "甲局 序时进度法", "2并列"),
        ("页/unit", "甲局 项目法", "1升1"),
        ("页/unit", "same", "4"),
    ]


def test_what_the_marts_say_of_other_rules_is_said_as_the_page_does():
    place = {"rank": 3, "is_shared": False, "is_run_rule": False}
    assert [place_of({**place, "rank_change": change}) for change in (2, -1, 0, None)] == ["3升2", "3降1", "3不变", "3"]
    assert place_of({**place, "rank_change": None, "rank": None}) == "不排名"
