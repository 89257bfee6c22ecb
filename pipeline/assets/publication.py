"""Publish what passed every blocking check: one release directory, named by the published link in one step."""

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg

from pipeline.assets.keys import RELEASE, quarters
from pipeline.assets.previews import escaped, preview
from pipeline.assets.run_tables import run_of_quarter
from pipeline.publish.board.pages import write_board
from pipeline.publish.changes import TABLE as CHANGES
from pipeline.publish.changes import write_changes
from pipeline.publish.data_package import write_package
from pipeline.publish.forms import write_forms
from pipeline.publish.partitions import DIRECTORY as PARTITIONS
from pipeline.publish.partitions import write_partitions
from pipeline.publish.printed import write_pdfs
from pipeline.publish.release import (
    LATEST,
    WAREHOUSE_FILE,
    free_name,
    prune,
    publish,
    read_release,
    staged_release,
    write_release_file,
)
from pipeline.publish.reuse import Reuse
from pipeline.publish.snapshot import SCHEMA, write_snapshot
from pipeline.publish.summary import summarize, summary_lines
from pipeline.publish.verify import problems
from pipeline.runs import pruning
from pipeline.runs.last_good import LastGood
from pipeline.runs.notices import tell_set_aside
from pipeline.runs.plan import Reading, plan_documents
from pipeline.runs.run import Run
from pipeline.settings import Settings
from pipeline.store import RecordStore
from pipeline.warehouse import dbt_runner
from pipeline.warehouse.dbt_docs import write_dbt_docs

# A release is due with every quarter: five days after the schedule has looked for its reports (assets/automation.py).
DUE = dg.FreshnessPolicy.cron("0 6 25 1,4,7,10 *", dt.timedelta(days=24), "Asia/Shanghai")
PLOTTED = ("documents", "tasks", "targets", "progress rows", "results")  # of a release, over time


def build_publication(settings: Settings) -> list[dg.AssetsDefinition]:
    """The release asset: it depends on every published table, so on every blocking check of one."""
    manifest = dbt_runner.load_manifest(settings)
    marts = [dg.AssetKey([SCHEMA, node["name"]]) for node in _models(manifest) if node["schema"] == SCHEMA]

    @dg.asset(
        key=RELEASE,
        deps=marts,
        partitions_def=quarters,
        group_name="published",
        kinds={"duckdb", "parquet"},
        freshness_policy=DUE,
    )
    def release(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        """data/published/: warehouse, Parquet, data package, forms, board, Data Docs and dbt's docs."""
        run = run_of_quarter(context, settings)
        name = free_name(settings.releases_dir, run.release_name)
        with staged_release(settings.releases_dir, name) as directory:
            content = fill_release(settings, run, directory, comments(manifest))
        publish(settings.published_dir, settings.releases_dir / name, names_of(run))
        prune(settings.releases_dir, settings.published_dir)
        pruning.prune(settings)
        if run.is_latest:
            _remember_versions(settings)
        tell_set_aside(settings, plan_documents(settings), Reading.load(settings), is_whole=True)
        context.log.info(f"published {content['tables_count']} tables as {name}")
        return dg.MaterializeResult(metadata=_metadata(content, settings))

    return [release]


def fill_release(settings: Settings, run: Run, directory: Any, descriptions: Mapping[str, str]) -> dict[str, Any]:
    """Write everything a release holds into ``directory``; returns what release.json says."""
    warehouse = directory / WAREHOUSE_FILE
    tables = write_snapshot(settings.built_warehouse, warehouse, directory / "parquet", descriptions)
    tables[CHANGES] = write_changes(warehouse, _release_before(settings, run), directory / "parquet")
    if settings.partitions:
        write_partitions(warehouse, directory / PARTITIONS)
    write_package(warehouse, settings.built_warehouse, run.release_name)
    write_dbt_docs(settings, directory / "dbt_docs.html")
    reuse = Reuse(settings.shared_dir)
    forms = write_forms(warehouse, directory / "forms", reuse)
    unprinted = write_pdfs(directory / "forms", reuse, settings.prints_forms)
    boards = write_board(warehouse, directory / "board", reuse)
    reuse.forget_unused()
    if settings.data_docs_dir.is_dir():
        shutil.copytree(settings.data_docs_dir, directory / "data_docs")
    reading = Reading.load(settings)
    content = {
        "run_id": run.run_id,
        "period_id": run.period_id,
        "rule_id": run.rule_id,
        "latest_quarter": run.latest_quarter,
        "as_known": run.as_known,
        "content_hash": run.content_hash,
        "release_key": run.release_key,
        "has_faults": reading.has_faults,
        "tables": tables,
        "tables_count": len(tables),
        "forms": forms,
        "unprinted": unprinted,
        "board": boards,
        "summary": summarize(warehouse, run.run_id),
    }
    write_release_file(directory, content)
    return content


def names_of(run: Run) -> list[str]:
    """The names under which a run's release is found: its quarter, and the latest when it is."""
    return [run.period_id, LATEST] if run.is_latest else [run.period_id]


def _release_before(settings: Settings, run: Run) -> Path | None:
    """The release that this one takes the place of."""
    before = settings.published_dir / names_of(run)[-1]
    return before.resolve() if read_release(before) and not problems(before) else None


def _remember_versions(settings: Settings) -> None:
    """What was published is what stands in for a version that cannot be, from now on."""
    ledger, refused = LastGood(settings), Reading.load(settings).refused
    ledger.save(ledger.choose(plan_documents(settings), RecordStore(settings.records_dir), refused))


def comments(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The descriptions of published tables and columns, as 'table' and 'table.column'."""
    found = {}
    for node in _models(manifest):
        found[node["name"]] = node["description"]
        found.update({f"{node['name']}.{name}": column["description"] for name, column in node["columns"].items()})
    return {name: " ".join(text.split()) for name, text in found.items() if text}


def _models(manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    nodes = manifest["nodes"].values()
    return [
        node
        for node in nodes
        if node["resource_type"] == "model" and node["config"]["materialized"] not in ("ephemeral", "view")
    ]


def _metadata(content: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    lines = summary_lines(content, settings.published_dir.name)
    said = content["summary"]
    return {
        **{name: said[name] for name in PLOTTED},
        "findings": sum(said["findings"].values()),
        "expectations failed": said["expectations"]["failed"],
        "unread characters": sum(said["unread characters"].values()),
        "summary": dg.MetadataValue.md("\n".join(f"- {escaped(line)}" for line in lines)),
        "tables": preview(["table", "rows"], sorted(content["tables"].items())),
        "path": dg.MetadataValue.path(str(settings.published_dir)),
        "board": dg.MetadataValue.path(str(settings.published_dir / "board" / "index.html")),
        "data docs": dg.MetadataValue.path(str(settings.published_dir / "data_docs" / "index.html")),
        "release_key": content["release_key"],
    }
