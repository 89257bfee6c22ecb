"""The run history of the UI in SQLite, each file opened once: Dagster's own opens it anew for every event.

A refresh of five documents writes five hundred events, most of them twice; opening, preparing and syncing a file for
each took a fifth of its time. The files are those that Dagster makes and that the UI reads. ``synchronous=NORMAL``
keeps them whole when the power fails, and may lose the last events, which are not what is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import sqlalchemy as db
from dagster._core.instance.ref import InstanceRef
from dagster._core.storage.event_log.sqlite import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS

INDEX = "index"  # the file of all runs
KEPT = {INDEX, ""}  # beside it that of what no run reported; every other file is a run's
FOLDER = ("history", "runs")  # in DAGSTER_HOME, where Dagster keeps it by itself


def open_instance(home: Path) -> dg.DagsterInstance:
    """The instance of ``home``, whose history stays open unless its dagster.yaml keeps it elsewhere."""
    kept = InstanceRef.from_dir(str(home))
    if kept.event_storage_data != InstanceRef.config_defaults(str(home))["event_log_storage"]:
        return dg.DagsterInstance.from_ref(kept)
    ours = {"module": __name__, "class": RunHistory.__name__, "config": {"base_dir": str(home.joinpath(*FOLDER))}}
    return dg.DagsterInstance.from_ref(InstanceRef.from_dir(str(home), overrides={"event_log_storage": ours}))


class RunHistory(SqliteEventLogStorage):
    """Dagster's event log, with an engine kept for the index, for what no run reported and for the run under way."""

    def __init__(self, base_dir: str, inst_data: Any = None) -> None:
        self._engines: dict[str, db.Engine] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: Any, config_value: Mapping[str, Any]) -> RunHistory:
        """The history in ``base_dir``."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[db.Connection]:
        with self._db_lock, self._engine(shard).connect() as connection, connection.begin():
            yield connection

    def _engine(self, shard: str) -> db.Engine:
        """The engine of one file; those of other runs are closed, since their files may be deleted."""
        if shard not in self._engines:
            for other in self._engines.keys() - KEPT if shard not in KEPT else ():
                self._engines.pop(other).dispose()
            self._engines[shard] = _open(self.conn_string_for_shard(shard))
            self._initdb(self._engines[shard])
        return self._engines[shard]

    def wipe(self) -> None:
        """Delete every file."""
        self._close()
        super().wipe()

    def dispose(self) -> None:
        """Close every file."""
        self._close()
        super().dispose()

    def _close(self) -> None:
        while self._engines:
            self._engines.popitem()[1].dispose()


def _open(address: str) -> db.Engine:
    engine = db.create_engine(address, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS})

    @db.event.listens_for(engine, "connect")
    def _trust_the_journal(connection: Any, _: Any) -> None:
        connection.execute("pragma synchronous = normal")

    return engine
