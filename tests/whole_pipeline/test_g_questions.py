"""docs/questions.md: every question's query runs on what is published, and gives the answer that the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.questions import LATE_REPORT, PAGE, load_questions, page, table
from pipeline.settings import set_tool_switches
from tests.whole_pipeline.conftest import Home, make_home


@pytest.fixture(scope="module")
def followed(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The five documents, published first without the quarterly report: the warehouse knows what that changed."""
    mine = make_home(tmp_path_factory.mktemp("questions"))
    (late,) = mine.settings.raw_dir.rglob(LATE_REPORT)
    content = late.read_bytes()
    late.unlink()
    assert mine.refresh() is None
    late.write_bytes(content)
    assert mine.refresh() is None
    yield mine.settings.published_dir / "warehouse.duckdb"
    set_tool_switches(home.settings)


def test_the_page_shows_the_answers_that_the_warehouse_gives(followed):
    """Fails if a query no longer runs, or its answer is another than the page says: run `make questions` and look."""
    shown, found = PAGE.read_text("utf-8").split("\n### "), page(followed).split("\n### ")
    assert [part.splitlines()[0] for part in shown] == [part.splitlines()[0] for part in found]
    for before, now in zip(shown, found, strict=True):
        assert before == now


def test_every_question_has_an_answer(followed):
    """Fails if a question is answered by nothing."""
    parts = page(followed).split("\n### ")[1:]
    assert len(parts) == len(load_questions()) >= 40
    for part in parts:
        assert len(part.split("```\n\n| ")[1].splitlines()) > 2, part.splitlines()[0]


def test_an_answer_is_a_table_whatever_stands_in_it():
    assert (
        table(["a", "b"], [("x|y\nz", None), (True, 1.50)]) == "| a | b |\n| --- | --- |\n| x\\|y z |  |\n| 是 | 1.5 |"
    )
