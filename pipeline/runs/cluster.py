"""A Dask cluster that reads and matches instead of this machine's processes: ``DUBAN_SCHEDULER=tcp://host:8786``.

A job is a document to read or a jurisdiction to match. Its bytes and records travel with it, so that a worker needs
this project and nothing of this machine's disk, and only the refresh writes to the store: the records are the same,
whoever made them. A worker that dies costs time, since Dask gives its jobs to another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import TracebackType
from typing import Any, Self

from pipeline.errors import DubanError, SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.match import match
from pipeline.sandbox.wire import Reply, set_aside
from pipeline.sandbox.workers import Sandbox, WorkerFault, understood_of
from pipeline.understand import Understood


class ClusterError(DubanError):
    """The cluster that ``DUBAN_SCHEDULER`` names cannot be used; the message says what to do."""


class Cluster:
    """A client of the scheduler at ``address``, for any number of threads; ``size`` is how many jobs run at once."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise ClusterError("DUBAN_SCHEDULER is set and Dask is not installed; run `make cluster`") from error
        try:
            self._client = Client(address, set_as_default=False)
        except OSError as error:
            raise ClusterError(
                f"no scheduler answers at {address} ({error}); start it, or unset DUBAN_SCHEDULER"
            ) from error
        self.size = sum(self._client.nthreads().values())
        if not self.size:
            self._client.close()
            raise ClusterError(f"the scheduler at {address} has no worker; start some, or unset DUBAN_SCHEDULER")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def understand(self, content: bytes, source: SourceEntry) -> Understood:
        """As ``Sandbox.understand``, with the same errors."""
        return understood_of(self.run(read_there, content, source))

    def match(self, records: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
        """As ``pipeline.match.match``, with the same errors."""
        matches: dict[str, list[Any]] = self.run(match, records)
        return matches

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What a worker makes of ``arguments``, with the errors that it raises."""
        return self._client.submit(function, *arguments, pure=False).result()


@cache
def _sandbox() -> Sandbox:
    """The reading processes of one worker, which end with it."""
    return Sandbox()


def read_there(content: bytes, source: SourceEntry) -> Reply:
    """On the worker: one document, read under the same limits as here; what it raises is an answer."""
    try:
        return Reply("understood", _sandbox().understand(content, source), False)
    except SetAside as error:
        return set_aside(error)
    except WorkerFault as error:
        return Reply("fault", str(error), False)
