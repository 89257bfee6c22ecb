"""The parent's side: workers started when needed, used for many documents, replaced when a document ends them."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
from types import TracebackType
from typing import Self

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.sandbox.limits import MIB, Limits
from pipeline.sandbox.wire import Reply, Request, receive_reply, send
from pipeline.settings import REPOSITORY
from pipeline.understand import Understood

WORKER = "pipeline.sandbox.worker"
MAX_WORKERS = 4
# A worker inherits nothing of the parent's environment. One thread per library: the workers share the cores.
ENVIRONMENT = {"PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
GRACE = 10  # seconds a worker gets to end
ERRORS_SHOWN = 4000  # characters


class WorkerFault(Exception):
    """An error of ours in a worker; its text is the worker's traceback."""


class Sandbox:
    """``understand`` in processes of their own. For any number of threads; each document waits for its own reply."""

    def __init__(self, limits: Limits | None = None, module: str = WORKER) -> None:
        self.size = min(MAX_WORKERS, len(os.sched_getaffinity(0)))
        self._limits, self._module = limits or Limits(), module
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def understand(self, content: bytes, source: SourceEntry) -> Understood:
        """As ``pipeline.understand.understand``.

        Raises ``SetAside`` also for what exceeds the limits (too_costly) or ends its worker (crashed), ``WorkerFault``
        for errors of ours.
        """
        worker = self._worker()
        reply = worker.ask(Request(content, source))
        if reply is None or reply.is_last:
            worker.close()
        else:
            self._idle.put(worker)
        if reply is None:
            raise self._death(worker, source.file_name)
        if reply.kind == "no_memory":
            raise too_costly(source.file_name, f"needs more than {self._limits.memory // MIB:,} MiB of memory")
        return understood_of(reply)

    def _worker(self) -> _Worker:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return _Worker(self._limits, self._module)

    def _death(self, worker: _Worker, file_name: str) -> Exception:
        """Why a worker ended without a reply: a limit, a crash of a library, or nothing of the document's."""
        if worker.code == -signal.SIGXCPU:
            return too_costly(file_name, f"takes more than {self._limits.seconds} seconds of processor time")
        if worker.code == -signal.SIGALRM:
            return too_costly(file_name, "keeps the reader waiting without end")
        if worker.code < 0 and worker.code not in (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT):
            return crashed(file_name, signal.Signals(-worker.code).name)
        return WorkerFault(
            f"{worker.errors()}\nthe process that read {file_name} ended with {worker.code}; refresh again"
        )


def understood_of(reply: Reply) -> Understood:
    """What a reply says was read. Raises ``SetAside`` or ``WorkerFault`` where it says that nothing was."""
    if reply.kind == "set_aside":
        raise SetAside(**reply.body)
    if reply.kind == "fault":
        raise WorkerFault(reply.body)
    understood: Understood = reply.body
    return understood


class _Worker:
    """One worker process; ``code`` is its return code once it has ended."""

    def __init__(self, limits: Limits, module: str) -> None:
        self.code = 0
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the worker)
        command = [sys.executable, "-m", module, json.dumps(dataclasses.asdict(limits))]
        self._process = subprocess.Popen(
            command, cwd=REPOSITORY, env=ENVIRONMENT, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors,
        )  # fmt: skip

    def ask(self, request: Request) -> Reply | None:
        """The worker's reply, None when it ended before, or sent what no worker of ours sends."""
        assert self._process.stdin and self._process.stdout
        try:
            send(self._process.stdin, request)
            return receive_reply(self._process.stdout)
        except (BrokenPipeError, ConnectionResetError, pickle.UnpicklingError):
            return None

    def close(self) -> None:
        """End the worker and note how it ended."""
        assert self._process.stdin and self._process.stdout
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(BrokenPipeError):
                stream.close()
        try:
            self.code = self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self.code = self._process.wait()

    def errors(self) -> str:
        """The end of what the worker wrote to stderr."""
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace")[-ERRORS_SHOWN:].strip()


def too_costly(file_name: str, found: str) -> SetAside:
    """The error for a document that exceeds a limit."""
    return SetAside("too_costly", found=f"{file_name} {found}", expected="a document that takes less",
                    advice="Save it anew as PDF or DOCX, or drop the pages with the tasks alone.")  # fmt: skip


def crashed(file_name: str, signal_name: str) -> SetAside:
    """The error for a document on which a library of the reader crashes."""
    return SetAside("crashed", found=f"{file_name} makes the reader crash or run out of memory ({signal_name})",
                    expected="a file that can be parsed without harm",
                    advice="Save it anew as PDF or DOCX; if it stays so, report it with the file.")  # fmt: skip
