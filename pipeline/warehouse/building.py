"""Building the models of the working set: the whole, or only the jurisdictions that changed since the last build.

What changed is built by the same models in a file of its own and put together with the rows of all others; what
looks across jurisdictions (dbt's tag ``across_places``) is then built of the whole. The result is that of a full build,
row for row (``tests/warehouse/test_building.py``). Whenever anything else may differ, the whole is built.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.manifest import digest, hash_tree
from pipeline.runs.places import NOWHERE, Place, link_some, load_places, place_keys
from pipeline.runs.run import Run
from pipeline.sealed import checksum
from pipeline.settings import REPOSITORY, Settings
from pipeline.warehouse import dbt_runner
from pipeline.warehouse.assembling import assemble
from pipeline.warehouse.dbt_runner import DbtError, Event
from pipeline.warehouse.shards import QUALITY_MODEL, OnResult, build_shard, build_shards, shard_of

ACROSS = "across_places"
FEWEST = 24  # jurisdictions that make two small builds cheaper than a whole one
MOST_CHANGED = 0.5  # of the documents
_CODE = ("pipeline/warehouse", "pipeline/runs/places.py", "pipeline/records.py")
_LOG = logging.getLogger("duban")


def build_models(settings: Settings, on_result: OnResult = lambda _: None) -> list[Event]:
    """Build every model but the table of check results; dbt's events. Raises ``DbtError`` when one fails."""
    import duckdb

    state = _state(settings)
    changed = changed_places(settings, state)
    if changed is not None:
        try:
            return _build_changed(settings, changed, state, on_result)
        except (DbtError, duckdb.Error, OSError, ValueError) as error:
            _LOG.info("the changed jurisdictions do not build by themselves (%s); the whole is built", error)
    if state and settings.shards > 1:
        return _build_in_shards(settings, state, on_result)
    settings.built_warehouse.unlink(missing_ok=True)
    events = dbt_runner.build(settings, ["--exclude", QUALITY_MODEL], on_result)
    _remember(settings, state)
    return events


def forget_state(settings: Settings) -> None:
    """Say that the built file is no longer what one working set makes: the next build is a whole one."""
    _remember(settings, {})


def _state(settings: Settings) -> dict[str, str]:
    """What the models are built from: a key of each jurisdiction, and under ``*`` of all else; empty when unknown."""
    places = load_places(settings)
    keys = place_keys(settings, places) if places else None
    if keys is None:
        return {}
    run = Run.load(settings)
    parts = [
        *(dbt_runner.project_hash(settings), hash_tree(REPOSITORY, _CODE)),
        *(run.period_id, run.rule_id, str(run.cut_off)),
        str(checksum(settings.working_set_dir / "periods" / "current.parquet")),
    ]
    return {**keys, "*": digest(parts)}


def changed_places(settings: Settings, state: Mapping[str, str] | None = None) -> list[Place] | None:
    """The jurisdictions that the last built file does not hold as they are; None when the whole is to be built."""
    state = _state(settings) if state is None else state
    last, places = _last(settings), load_places(settings)
    is_same = "*" in state and last.get("*") == state["*"]
    if not is_same or len(places) < FEWEST or not (settings.dbt_target_dir / "compiled").is_dir():
        return None
    changed = [place for place in places if place.name == NOWHERE or last.get(place.name) != state[place.name]]
    count = sum(len(place.documents) for place in changed)
    return changed if count <= MOST_CHANGED * sum(len(place.documents) for place in places) else None


def _last(settings: Settings) -> dict[str, str]:
    """What the built file says that it was built from; empty where it is not there, cannot be read or does not say."""
    import duckdb

    if not settings.built_warehouse.is_file():
        return {}
    try:
        with duckdb.connect(str(settings.built_warehouse), read_only=True) as connection:
            return dict(connection.execute("select place, key from main.built_from").fetchall())
    except duckdb.Error:
        return {}


def _remember(settings: Settings, state: Mapping[str, str]) -> None:
    """Write into the built file what it was built from."""
    import duckdb

    if not settings.built_warehouse.is_file():
        return
    with duckdb.connect(str(settings.built_warehouse)) as connection:
        connection.execute("create or replace table main.built_from (place varchar primary key, key varchar)")
        if state:
            connection.executemany("insert into main.built_from values (?, ?)", list(state.items()))


def _build_changed(
    settings: Settings, changed: Sequence[Place], state: Mapping[str, str], on_result: OnResult
) -> list[Event]:
    """Build the changed jurisdictions by themselves, take them over, and build what looks across of the whole."""
    shard = shard_of(settings, "changed")
    _LOG.info("building %d of %d jurisdictions", len(changed), len(load_places(settings)))
    link_some(settings, shard, changed)
    events = build_shard(shard, on_result)
    names = {place.name for place in changed}
    unchanged = [place for place in load_places(settings) if place.name not in names]
    kept = {owner for place in unchanged for owner in (place.name, *place.documents)}
    assemble(settings.built_warehouse, [shard.built_warehouse], settings.built_warehouse, kept, across(settings))
    return _finished(settings, [shard], events, state, on_result)


def _build_in_shards(settings: Settings, state: Mapping[str, str], on_result: OnResult) -> list[Event]:
    """Build all jurisdictions in shards, put these together, and build what looks across of the whole."""
    shards, events = build_shards(settings, load_places(settings), settings.shards)
    for event in events:
        on_result(event)
    settings.built_warehouse.unlink(missing_ok=True)
    assemble(settings.built_warehouse, [shard.built_warehouse for shard in shards], None, (), across(settings))
    dbt_runner.compile_models(settings)  # each shard compiled its own, a worker's elsewhere
    return _finished(settings, shards, events, state, on_result)


def _finished(
    settings: Settings, shards: Sequence[Settings], events: list[Event], state: Mapping[str, str], on_result: OnResult
) -> list[Event]:
    """Build what looks across jurisdictions and say what all was built from; one event of each node."""
    for shard in shards:
        shutil.rmtree(shard.work_dir)
    selected = ["--select", f"tag:{ACROSS}", "resource_type:seed", "--exclude", QUALITY_MODEL]
    events = [*events, *dbt_runner.build(settings, selected, on_result)]
    _remember(settings, state)
    return list({event["data"]["node_info"]["unique_id"]: event for event in events}.values())


def across(settings: Settings) -> set[str]:
    """The tables (schema.name) that are built of the whole: seeds, and models that look across jurisdictions."""
    nodes: Any = dbt_runner.load_manifest(settings)["nodes"].values()
    return {
        f"{node['schema']}.{node['name']}"
        for node in nodes
        if node["resource_type"] == "seed" or ACROSS in node.get("tags", ())
    }
