"""What dbt is asked to build when a person selects some tables in the UI."""

from __future__ import annotations

import dagster as dg

from pipeline.assets.models import subset

TASKS, TARGETS = dg.AssetKey(["marts", "fct_tasks"]), dg.AssetKey(["marts", "fct_targets"])


def test_a_table_is_built_with_what_follows_from_it() -> None:
    """Fails if a table is replaced under the keys of others, or check results are built before the checks."""
    arguments = subset([TASKS], [dg.AssetCheckKey(TASKS, "words_of_fct_tasks")])
    assert arguments == ["--select", "fct_tasks+", "--exclude", "fct_quality_results"]


def test_a_check_runs_alone() -> None:
    """Fails if a check cannot be run again without its table."""
    arguments = subset([TASKS], [dg.AssetCheckKey(TARGETS, "words_of_fct_targets")])
    assert arguments[:3] == ["--select", "fct_tasks+", "words_of_fct_targets"]
