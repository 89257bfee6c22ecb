"""``make board``: what it prints, and by which status it says that there is nothing to print."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.publish.board import text
from tests.dbt_project.town import TOWN


def printed(monkeypatch: pytest.MonkeyPatch, warehouse: Path | None, *arguments: str) -> int:
    monkeypatch.setattr(text, "published_warehouse", lambda _: warehouse)
    monkeypatch.setattr(sys, "argv", ["board", *arguments])
    return text.main()


def test_the_boards_are_printed_and_all_is_well(monkeypatch, town_file, capsys) -> None:
    assert printed(monkeypatch, town_file) == 0
    assert TOWN in capsys.readouterr().out
    assert printed(monkeypatch, town_file, "linear_year") == 0
    assert f"{TOWN}责任单位晾晒表" in capsys.readouterr().out


def test_without_a_release_or_under_no_known_rule_the_command_fails(monkeypatch, town_file, capsys) -> None:
    assert printed(monkeypatch, None) == 1
    assert printed(monkeypatch, town_file, "no_such_rule") == 1
    said = capsys.readouterr()
    assert not said.out and "no_such_rule" in said.err
