"""A refresh that was killed leaves no run open: the next one closes it."""

from __future__ import annotations

import dagster as dg
from dagster._core.test_utils import create_run_for_test

from pipeline.assets.automation import MADE_BY_HAND
from pipeline.assets.jobs import close_orphans


def test_the_run_of_a_killed_refresh_is_closed_as_failed():
    with dg.DagsterInstance.ephemeral() as instance:
        killed = create_run_for_test(instance, status=dg.DagsterRunStatus.STARTED, tags=MADE_BY_HAND)
        of_ui = create_run_for_test(instance, status=dg.DagsterRunStatus.STARTED)
        done = create_run_for_test(instance, status=dg.DagsterRunStatus.SUCCESS, tags=MADE_BY_HAND)
        close_orphans(instance)
        statuses = [instance.get_run_by_id(run.run_id).status for run in (killed, of_ui, done)]
    assert statuses == [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.SUCCESS]
