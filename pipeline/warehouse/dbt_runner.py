"""dbt inside this process: parse once, build through ``dbtRunner``, hand its result events on as plain dicts.

One process saves the start of two dbt commands and their imports (several seconds of a refresh). Since the
runner's events come as protobuf messages, they are turned into the same dicts that ``dbt --log-format json`` prints.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pipeline.manifest import digest, hash_tree
from pipeline.sealed import checksum, read_json, read_state, write_state
from pipeline.settings import Settings, set_tool_switches

RESULT_EVENTS = {"LogSeedResult", "LogModelResult", "LogSnapshotResult", "LogTestResult"}
SOURCE_HASH = "project_hash.json"
PARSED = ("manifest.json", "partial_parse.msgpack")

Event = dict[str, Any]
_parsed: dict[tuple[Path, str], Any] = {}  # dbt's own Manifest objects, by target directory and project hash


class DbtError(Exception):
    """dbt could not parse or build; the message names the nodes and their errors, ``events`` are those of the build."""

    def __init__(self, message: str, events: Sequence[Event] = ()) -> None:
        super().__init__(message)
        self.events = list(events)


def load_manifest(settings: Settings) -> Mapping[str, Any]:
    """manifest.json of the dbt project, parsed anew only when a file of the project changed."""
    path = settings.dbt_target_dir / PARSED[0]
    manifest = read_json(path, dict) if is_parsed(settings) else None
    if manifest is None:
        _parse(settings)
        manifest = json.loads(path.read_text("utf-8"))
    return manifest


def is_parsed(settings: Settings) -> bool:
    """Whether parsing the project of today left what is there, as it is."""
    return read_state(settings.dbt_target_dir / SOURCE_HASH, dict) == _stamp(settings)


def _stamp(settings: Settings) -> dict[str, str | None]:
    """The project that was parsed, and the checksums of what parsing left for the builds."""
    files = {name: checksum(settings.dbt_target_dir / name) for name in PARSED}
    return {"project": project_hash(settings), **files}


def build(settings: Settings, arguments: Sequence[str], on_result: Callable[[Event], None]) -> list[Event]:
    """Run ``dbt build`` with these arguments; returns its result events. Raises ``DbtError`` when a node failed.

    ``on_result`` sees each event as it happens. Unit tests are left to the test suite: they prove the rules,
    not this refresh's data. The events of a failed build are on the error as ``events``.
    """
    events: list[Event] = []

    def collect(message: Any) -> None:
        if message.info.name in RESULT_EVENTS:
            events.append(to_dict(message))
            on_result(events[-1])

    command = [
        "build",
        *arguments,
        "--exclude-resource-type",
        "unit_test",
        "--no-write-json",
        *_project_arguments(settings),
    ]
    settings.work_dir.mkdir(parents=True, exist_ok=True)
    result = _invoke(_runner(settings, collect), command)
    _close_connections()
    if not result.success:
        raise DbtError(_failures(result), events)
    return events


def compile_models(settings: Settings) -> None:
    """Write the SQL of every model, from which column lineage is read, without building any. Raises ``DbtError``."""
    _do(settings, ["compile", "--no-write-json", *_project_arguments(settings)], "compiled no models")


def generate_docs(settings: Settings, directory: Path) -> None:
    """Write dbt's docs of the built warehouse into ``directory``, static_index.html among them. Raises ``DbtError``."""
    _do(
        settings,
        ["docs", "generate", "--static", "--no-compile", *_project_arguments(settings, directory)],
        "wrote no docs",
    )


def _do(settings: Settings, command: list[str], failing: str) -> None:
    result = _invoke(_runner(settings, lambda _: None), command)
    _close_connections()
    if not result.success:
        raise DbtError(f"dbt {failing}: {result.exception or result.result}")


def to_dict(message: Any) -> Event:
    """A dbt event as the dict that dbt's JSON log prints."""
    from google.protobuf.json_format import MessageToDict

    event: Event = MessageToDict(message, preserving_proto_field_name=True, always_print_fields_with_no_presence=False)
    return event


def _invoke(runner: Any, arguments: list[str]) -> Any:
    """Run dbt on a thread of its own: it looks through the whole call stack, source lines and all, several times."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="dbt") as executor:
        return executor.submit(runner.invoke, arguments).result()


def _runner(settings: Settings, callback: Callable[[Any], None]) -> Any:
    from dbt.cli.main import dbtRunner

    parsed = _parsed.get((settings.dbt_target_dir, project_hash(settings)))
    # A build writes what it compiled into the manifest and would take it for compiled the next time.
    return dbtRunner(manifest=parsed.deepcopy() if parsed else None, callbacks=[callback])


def _parse(settings: Settings) -> None:
    from dbt.cli.main import dbtRunner

    set_tool_switches(settings)
    settings.dbt_target_dir.mkdir(parents=True, exist_ok=True)
    for name in PARSED:  # dbt would go on from a damaged one
        (settings.dbt_target_dir / name).unlink(missing_ok=True)
    result = _invoke(dbtRunner(), ["parse", *_project_arguments(settings)])
    if not result.success:
        raise DbtError(f"the dbt project does not parse: {result.exception}")
    _parsed[settings.dbt_target_dir, project_hash(settings)] = result.result
    write_state(settings.dbt_target_dir / SOURCE_HASH, _stamp(settings))


def _project_arguments(settings: Settings, directory: Path | None = None) -> list[str]:
    project, target = str(settings.dbt_project_dir), str(directory or settings.dbt_target_dir)
    return [
        *("--project-dir", project, "--profiles-dir", project, "--target-path", target, "--log-path", f"{target}/logs"),
        *("--quiet", "--log-level", "none", "--log-level-file", "none", "--no-use-colors"),
        *("--no-send-anonymous-usage-stats", "--no-version-check"),
    ]


def project_hash(settings: Settings) -> str:
    """A hash of the project and of the paths that parsing writes into the manifest."""
    project = hash_tree(settings.dbt_project_dir.parent, [settings.dbt_project_dir.name, "requirements/runtime.txt"])
    return digest([project, str(settings.working_set_dir), str(settings.built_warehouse)])


def _close_connections() -> None:
    """Let go of the built file: until then no connection with other settings opens it, even in this process."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()
    logging.getLogger("dbt").handlers.clear()


def _failures(result: Any) -> str:
    if result.exception is not None:
        return str(result.exception)
    failed = [node for node in result.result.results if node.status in ("error", "fail", "runtime error")]
    return "\n".join(f"{node.node.unique_id}: {node.message}" for node in failed)
