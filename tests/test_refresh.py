"""What a refresh says before it starts: a sentence that names what to change, never a traceback."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline import refresh
from pipeline.settings import Settings


@pytest.fixture
def settings(tmp_path) -> Settings:
    """A place where a refresh could start."""
    (tmp_path / "raw" / "inbox").mkdir(parents=True)
    (tmp_path / "raw" / "inbox" / "a.txt").write_text("一", "utf-8")
    return Settings.from_environment(
        {"DUBAN_RAW_DIR": f"{tmp_path}/raw", "DUBAN_DATA_DIR": f"{tmp_path}/data", "DAGSTER_HOME": f"{tmp_path}/home"}
    )


def test_nothing_is_wrong_with_a_place_that_is_whole(settings):
    assert refresh._problem(settings) is None


def test_a_rule_that_is_none_is_told_with_the_rules_there_are(settings):
    problem = refresh._problem(dataclasses.replace(settings, rule_id="linear_yaer"))
    assert problem is not None
    assert "RULE=linear_yaer" in problem
    assert "linear_year" in problem


@pytest.mark.parametrize("period", ["2023", "2023-Q5", "2051-Q1", "Q3"])
def test_a_period_that_is_no_quarter_is_told_with_an_example(settings, period):
    problem = refresh._problem(dataclasses.replace(settings, period_id=period))
    assert problem is not None
    assert f"PERIOD={period} is no quarter" in problem


def test_an_empty_raw_says_where_to_put_documents(settings):
    (settings.raw_dir / "inbox" / "a.txt").unlink()
    assert "holds no document: put one into raw/" in str(refresh._problem(settings))


def test_a_missing_raw_says_so(settings, tmp_path):
    assert "does not exist" in str(refresh._problem(dataclasses.replace(settings, raw_dir=tmp_path / "none")))


def test_a_folder_that_cannot_be_written_to_is_named(settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    problem = refresh._problem(dataclasses.replace(settings, data_dir=tmp_path / "file" / "data"))
    assert f"{tmp_path}/file/data cannot be written to" in str(problem)


def test_a_full_disk_is_a_sentence_and_what_was_published_stays(settings, monkeypatch, capsys):
    def full(_):
        raise OSError(28, "No space left on device", "/data/work/x")

    monkeypatch.setattr(refresh.Settings, "from_environment", lambda: settings)
    monkeypatch.setattr(refresh, "_refresh", full)
    assert refresh.main() == 1
    assert "not published: No space left on device (/data/work/x)" in capsys.readouterr().err
