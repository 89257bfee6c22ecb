"""The dbt models as assets: built in this process, with row counts, columns, column lineage and previews."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from pipeline.assets.built import BuiltWarehouse
from pipeline.assets.keys import quarters, source_key
from pipeline.assets.presented import written_in
from pipeline.assets.quality import begin_checks
from pipeline.assets.refused import tell_refused
from pipeline.assets.run_tables import run_of_quarter
from pipeline.runs.plan import Reading
from pipeline.runs.run import Run
from pipeline.settings import REPOSITORY, Settings, set_tool_switches
from pipeline.warehouse import dbt_runner
from pipeline.warehouse.building import build_models, forget_state
from pipeline.warehouse.rebuilding import Rebuilding
from pipeline.warehouse.shards import QUALITY_MODEL

# "checks" means something else to the UI: the models of that folder look for what an auditor would question.
GROUPS = {"checks": "findings"}
_COMMENT = re.compile(r"^--[^\n]*(?:\n--[^\n]*)*", re.MULTILINE)


class Translator(DagsterDbtTranslator):  # type: ignore[misc]
    """dbt nodes as assets: sources are the record assets, models sit under their schema and are grouped by folder."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """records/tasks, intermediate/int_targets, marts/fct_tasks."""
        if dbt_resource_props["resource_type"] == "source":
            return source_key(dbt_resource_props["name"])
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """What the folder under models/ holds; the seeds are the rules and their words."""
        if dbt_resource_props["resource_type"] == "seed":
            return "rules"
        folder = str(dbt_resource_props["fqn"][1])
        return GROUPS.get(folder, folder)

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """What the node's .yml says, else the comment its SQL opens with: never the SQL itself."""
        said = dbt_resource_props.get("description") or ""
        return str(said or opening_comment(dbt_resource_props.get("raw_code") or ""))

    def get_metadata(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, Any]:
        """What dbt says, and a link to the file that the model or seed is written in."""
        return {
            **super().get_metadata(dbt_resource_props),
            **written_in(REPOSITORY / "dbt_project" / dbt_resource_props["original_file_path"]),
        }

    def get_asset_check_spec(
        self, asset_spec: dg.AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: Any
    ) -> dg.AssetCheckSpec | None:
        """A test of dbt as a check of its quarter, with a sentence that says what it asks."""
        spec: dg.AssetCheckSpec | None = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        if spec is None:
            return None
        return dg.AssetCheckSpec(
            name=spec.name,
            asset=spec.asset_key,
            additional_deps=spec.additional_deps,
            metadata=spec.metadata,
            blocking=spec.blocking,
            description=asked_by(manifest["nodes"][unique_id]),
            partitions_def=quarters,
        )


def opening_comment(sql: str) -> str:
    """The comment that a file of SQL opens with, as one line."""
    comment = _COMMENT.search(sql)
    return " ".join(comment[0].replace("--", " ").split()) if comment else ""


def asked_by(test: Mapping[str, Any]) -> str:
    """What a test of dbt asks, as a sentence."""
    columns = test.get("test_metadata", {}).get("kwargs", {}).get("columns")
    if columns:
        return f"{', '.join(columns)}: each value is a word of the vocabulary (dbt_project/seeds/vocabulary.csv)."
    return opening_comment(test.get("raw_code") or "")


def build_warehouse_assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """All models but the table of check results, and that table alone, built after the checks have run."""
    set_tool_switches(settings)
    manifest = dbt_runner.load_manifest(settings)
    return [
        _dbt_assets(settings, manifest, name="warehouse", exclude=QUALITY_MODEL),
        _dbt_assets(settings, manifest, name="quality_results", select=QUALITY_MODEL),
    ]


def _dbt_assets(settings: Settings, manifest: Mapping[str, Any], **selection: str) -> dg.AssetsDefinition:
    @dbt_assets(manifest=manifest, partitions_def=quarters, dagster_dbt_translator=Translator(), **selection)  # type: ignore[untyped-decorator]
    def build_models(context: dg.AssetExecutionContext) -> Iterator[Any]:
        arguments = [part for key, value in selection.items() for part in (f"--{key}", value) if key != "name"]
        is_whole = "exclude" in selection and not context.is_subset
        if context.is_subset:
            arguments = subset(context.selected_asset_keys, context.selected_asset_check_keys)
        yield from _build(context, settings, manifest, arguments, is_whole=is_whole)

    return build_models  # type: ignore[no-any-return]


def _build(
    context: dg.AssetExecutionContext,
    settings: Settings,
    manifest: Mapping[str, Any],
    arguments: list[str],
    *,
    is_whole: bool,
) -> Iterator[Any]:
    """Build the selected models, then yield their materializations and checks with what the built file shows."""
    run_of_quarter(context, settings)
    failure = None
    try:
        events = _build_events(context, settings, arguments, is_whole=is_whole)
        context.log.info(f"{len(events)} models, seeds and tests built")
    except dbt_runner.DbtError as error:
        failure, events = str(error), error.events
    if is_whole and not failure:
        begin_checks(settings)
    with BuiltWarehouse(settings, manifest) as built:
        for event in events:
            for result in dagster_events(event, context, manifest, settings.dbt_target_dir):
                if not _is_asked_for(result, context):
                    continue
                if isinstance(result, dg.Output):
                    shown = built.metadata(event["data"]["node_info"]["unique_id"])
                    result = result.with_metadata({**result.metadata, **shown})
                yield result
    if failure:
        raise dg.Failure(f"dbt: {failure}", allow_retries=False)


def _build_events(
    context: dg.AssetExecutionContext, settings: Settings, arguments: list[str], *, is_whole: bool
) -> list[Any]:
    """The events of a build from as many documents as it works with; a part of the models is built as asked."""

    def build() -> list[Any]:
        if is_whole:
            return build_models(settings, _reporter(context))
        if context.is_subset:
            forget_state(settings)
        return dbt_runner.build(settings, arguments, _reporter(context))

    try:
        return build()
    except dbt_runner.DbtError as error:
        if not is_whole:
            raise
        context.log.info("the models do not build; looking for the documents with which they do")
        reading, rebuilding = Reading.load(settings), Rebuilding(settings, Run.load(settings), build)
        events, settled = rebuilding.build_what_works(reading, error)
        tell_refused(context, settings, rebuilding.planned, reading, settled)
        return events


def subset(assets: Iterable[dg.AssetKey], checks: Iterable[dg.AssetCheckKey]) -> list[str]:
    """What a person selected in the UI, as dbt arguments: with each table also what is built from it.

    A table cannot be replaced under the keys of others, and what follows from it would be of another build.
    """
    names = {f"{key.path[-1]}+" for key in assets}
    alone = {check.name for check in checks if f"{check.asset_key.path[-1]}+" not in names}
    return ["--select", *sorted(names | alone), "--exclude", QUALITY_MODEL]


def _is_asked_for(result: Any, context: dg.AssetExecutionContext) -> bool:
    """Whether an event is of what was selected: Dagster takes no others, though more may have been built."""
    if isinstance(result, dg.Output):
        return result.output_name in context.selected_output_names
    if isinstance(result, dg.AssetCheckResult):
        return (result.asset_key, result.check_name) in {
            (key.asset_key, key.name) for key in context.selected_asset_check_keys
        }
    return True


def dagster_events(
    event: dict[str, Any], context: dg.AssetExecutionContext | None, manifest: Mapping[str, Any], target: Path
) -> Iterator[Any]:
    """One dbt result event as dagster-dbt itself would report it."""
    message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
    yield from message.to_default_asset_events(manifest, Translator(), context, target)


def _reporter(context: dg.AssetExecutionContext) -> Callable[[dict[str, Any]], None]:
    def report(event: dict[str, Any]) -> None:
        status = event["data"].get("status", "")
        if status.lower() in ("error", "fail", "warn"):
            context.log.info(f"dbt: {event['info']['msg']}")

    return report
