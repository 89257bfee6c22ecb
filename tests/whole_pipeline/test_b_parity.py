"""The in-process dbt route tells Dagster the same as dagster-dbt's public one."""

from __future__ import annotations

import sys
from pathlib import Path

import dagster as dg


def test_in_process_events_equal_those_of_the_cli_resource(home):
    """Fails if a dagster-dbt upgrade changes what its public route reports and ours does not."""
    from dagster_dbt import DbtCliResource

    from pipeline.assets.models import Translator, dagster_events
    from pipeline.settings import set_tool_switches
    from pipeline.warehouse import dbt_runner

    settings = home.settings
    set_tool_switches(settings)
    manifest = dbt_runner.load_manifest(settings)
    # Tables that no foreign key points at, so that they can be built again alone; three of them have a data test.
    select = ["--select", "rpt_issue_closure fct_task_links bridge_task_leaders rpt_unit_board"]
    ours = [
        summary(result)
        for event in dbt_runner.build(settings, select, lambda _: None)
        for result in dagster_events(event, None, manifest, settings.dbt_target_dir)
    ]
    directory = str(settings.dbt_project_dir)
    dbt = str(Path(sys.executable).with_name("dbt"))
    resource = DbtCliResource(project_dir=directory, profiles_dir=directory, dbt_executable=dbt)
    invocation = resource.cli(
        ["build", *select, "--exclude-resource-type", "unit_test", "--no-version-check"],
        manifest=manifest,
        dagster_dbt_translator=Translator(),
        target_path=settings.data_dir / "cli_target",
    )
    theirs = [summary(result) for result in invocation.stream()]
    assert len(theirs) >= 7
    assert sorted(ours) == sorted(theirs)


def summary(result: object) -> tuple[str, ...]:
    """What matters of an event: its kind, what it is about, how it went."""
    if isinstance(result, dg.AssetMaterialization):
        return ("materialization", result.asset_key.to_user_string(), str(result.metadata["unique_id"].value))
    assert isinstance(result, dg.AssetCheckEvaluation | dg.AssetCheckResult | dg.AssetObservation), result
    name = getattr(result, "check_name", "observation")
    return ("check", result.asset_key.to_user_string(), name, str(getattr(result, "passed", None)))
