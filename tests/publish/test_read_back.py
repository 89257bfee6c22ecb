"""Board, forms and wide table say what the marts say, and the comparison would notice if they did not."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.read_back import compare
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
