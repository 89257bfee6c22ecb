"""What the README shows is what a refresh of this commit gives."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.publish.board.text import board_lines
from pipeline.publish.summary import summary_lines
from pipeline.settings import REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)


def test_the_summary_in_the_readme_is_what_a_refresh_prints(home):
    """Fails if the README shows other lines, or other numbers of documents, tasks or rows, than a refresh does.

    The numbers that rules decide (verdicts, findings, ...) are written by `make figures` and may be one commit old.
    """
    release = json.loads((home.settings.published_dir / "release.json").read_text("utf-8"))
    shown = README.split("ends with a summary like this one:")[1].split("```")[1].strip().splitlines()
    printed = summary_lines(release, "data/published")
    assert [line.split()[0] for line in shown] == [line.split()[0] for line in printed[: len(shown)]]
    for name in ("documents", "tasks", "progress rows"):
        assert re.findall(rf"(\d+) {name}", shown[0]) == re.findall(rf"(\d+) {name}", printed[0])


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.splitlines()[0])
def test_every_query_of_the_readme_finds_something(in_home, query):
    assert in_home(query)


def test_every_file_the_readme_promises_is_published(home):
    for name in re.findall(r"`data/published/([^`<*]+)`", README):
        assert (home.settings.published_dir / name).exists(), name


def test_the_boards_are_aligned_tables(home):
    lines = board_lines(home.settings.published_dir / "warehouse.duckdb")
    assert lines[0].startswith("义乌市责任单位晾晒表")
    assert "名次" in lines[1]
    assert len(lines) > 10
