"""A sample of the kill points of benchmarks/kills.py: nothing published is lost, and nothing needs a hand."""

from __future__ import annotations

from benchmarks.kills import killed_at, lost
from pipeline.publish.release import LATEST


def test_a_kill_at_any_step_loses_nothing_and_needs_no_repair(tmp_path):
    kills, problems = lost(tmp_path, ["2023-Q3", LATEST], is_known=False, every=30)
    assert kills > 5
    assert problems == []


def test_a_child_is_killed_before_its_step_is_done(tmp_path):
    """Fails if the kills would come too late to show anything."""
    assert killed_at(1, lambda: (tmp_path / "a").mkdir())
    assert not (tmp_path / "a").exists()
    assert not killed_at(2, lambda: (tmp_path / "b").mkdir())
