"""Building the models of some jurisdictions in a file of their own: here, in processes, or on a Dask cluster.

A shard is the working set of some jurisdictions, the same dbt project and a DuckDB file. What crosses to a worker of
the cluster are its records, what comes back is the built file: no storage is shared.

usage: python -m pipeline.warehouse.shards NAME   (builds the shard NAME of DUBAN_DATA_DIR, whose working set is
linked; dbt's events are one line of JSON on stdout)
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from pipeline.runs.cluster import Cluster
from pipeline.runs.places import Place, link_some
from pipeline.settings import REPOSITORY, Settings, environment_of, tools_switched
from pipeline.warehouse import dbt_runner
from pipeline.warehouse.dbt_runner import DbtError, Event

QUALITY_MODEL = "fct_quality_results"

OnResult = Callable[[Event], None]


def shard_of(settings: Settings, name: str) -> Settings:
    """Where one shard is built: a folder of its own, in which dbt's parsed project stays for the next time."""
    return dataclasses.replace(settings, data_dir=settings.work_dir / "shards" / name)


def build_shard(shard: Settings, on_result: OnResult = lambda _: None) -> list[Event]:
    """Build the models of a linked working set into the file of ``shard``; dbt's events. Raises ``DbtError``."""
    with tools_switched(shard):
        dbt_runner.load_manifest(shard)
        shard.built_warehouse.unlink(missing_ok=True)
        return dbt_runner.build(shard, ["--exclude", QUALITY_MODEL], on_result)


def build_shards(settings: Settings, places: Sequence[Place], count: int) -> tuple[list[Settings], list[Event]]:
    """Build ``places`` in as many shards: where they are, and dbt's events. Raises ``DbtError`` when one fails.

    Processes do it here, or the workers of the cluster that the settings name.
    """
    groups = split(places, count)
    shards = [shard_of(settings, str(number)) for number in range(len(groups))]
    for number, (shard, group) in enumerate(zip(shards, groups, strict=True)):
        link_some(settings, shard, group, loose=number == 0)
    if settings.scheduler:
        with Cluster(settings.scheduler) as cluster, ThreadPoolExecutor(cluster.size) as pool:
            found = list(pool.map(lambda shard: _build_on(cluster, shard), shards))
    else:
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            found = list(pool.map(lambda shard: _build_here(settings, shard), shards))
    return shards, [event for events in found for event in events]


def split(places: Sequence[Place], count: int) -> list[list[Place]]:
    """The places in at most ``count`` groups of about as many documents; the largest place comes first."""
    groups: list[list[Place]] = [[] for _ in range(min(count, len(places)))]
    for place in sorted(places, key=lambda place: (-len(place.documents), place.name)):
        min(groups, key=lambda group: sum(len(one.documents) for one in group)).append(place)
    return groups


def _build_here(settings: Settings, shard: Settings) -> list[Event]:
    """Build one shard in a process of its own."""
    command = [sys.executable, "-m", __name__, shard.data_dir.name]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment_of(settings), capture_output=True, text=True)
    if done.returncode != 0:
        raise DbtError(f"shard {shard.data_dir.name}: {done.stderr[-2000:]}")
    events: list[Event] = json.loads(done.stdout.splitlines()[-1])
    return events


def _build_on(cluster: Cluster, shard: Settings) -> list[Event]:
    """Build one shard on a worker: its records go there, its file comes back."""
    root = shard.working_set_dir
    records = {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.glob("*/*.parquet"))}
    built: bytes
    events: list[Event]
    built, events = cluster.run(build_there, records)
    shard.built_warehouse.parent.mkdir(parents=True, exist_ok=True)
    shard.built_warehouse.write_bytes(built)
    return events


def build_there(records: Mapping[str, bytes]) -> tuple[bytes, list[Event]]:
    """On the worker: build the models of these record files; the built file and dbt's events."""
    with tempfile.TemporaryDirectory(prefix="duban-shard-") as folder:
        shard = Settings.from_environment({"DUBAN_DATA_DIR": folder})
        for name, content in records.items():
            path = shard.working_set_dir / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        events = build_shard(shard)
        return shard.built_warehouse.read_bytes(), events


def main(name: str) -> None:
    """Build one shard of the environment's data directory."""
    events = build_shard(shard_of(Settings.from_environment(), name))
    print(json.dumps(events, default=str))


if __name__ == "__main__":
    main(sys.argv[1])
