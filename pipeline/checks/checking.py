"""Checking a built file: its tables, then the rows that say how that went, then the Data Docs of both.

``Checks`` does it; ``ChecksApart`` has it done by a process of its own, which loads Great Expectations while the
documents are read and validates while Dagster is told what was built. Both answer alike.

usage: python -m pipeline.checks.checking   (pickled calls on stdin, pickled answers on stdout, until stdin ends)
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pipeline.checks.data_docs import Checked, make_offline, suite_status
from pipeline.checks.quality_rows import frame_of
from pipeline.checks.suites import ExpectationResult, Suite, SuiteRunner, validate_all
from pipeline.records import QualityResultRecord
from pipeline.settings import REPOSITORY

Results = list[list[ExpectationResult]]  # of each suite
_apart: ChecksApart | None = None


class Checks:
    """Validates in this process."""

    def validate(self, warehouse: Path, suites: Sequence[Suite]) -> Results:
        """The results of each suite over the tables of ``warehouse``; the Data Docs are of the last call."""
        self._runner = SuiteRunner()
        self._results = list(validate_all(warehouse, suites, self._runner))
        return self._results

    def validate_rows(self, suite: Suite, rows: Sequence[QualityResultRecord]) -> list[ExpectationResult]:
        """The results of the suite of the table of results, over the rows that will be in it."""
        return self._runner.validate(suite, [frame_of(rows)])

    def write_data_docs(self, directory: Path, checked: Checked) -> None:
        """Write the Data Docs of what was validated into ``directory``, which is emptied first."""
        shutil.rmtree(directory, ignore_errors=True)
        self._runner.write_data_docs(directory)
        make_offline(directory, [suite_status(found) for found in self._results], checked)

    def settle(self) -> None:
        """Nothing is under way here."""


class ChecksApart:
    """Has a process validate; what it fails at is raised here, with its traceback, as ``RuntimeError``."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C is for whoever called, who ends this process
        )
        self._ahead: tuple[Any, ...] | None = None  # what the answer that is still to come is the answer to

    def begin(self, warehouse: Path, suites: Sequence[Suite]) -> None:
        """Validate ahead of being asked to; only what still stands when it is asked for is taken."""
        self.settle()
        self._ahead = _state(warehouse, suites)
        self._call("validate", warehouse, suites)

    def validate(self, warehouse: Path, suites: Sequence[Suite]) -> Results:
        """As ``Checks.validate``."""
        if self._ahead != _state(warehouse, suites):
            self.begin(warehouse, suites)
        results: Results = self._answer()
        return results

    def validate_rows(self, suite: Suite, rows: Sequence[QualityResultRecord]) -> list[ExpectationResult]:
        """As ``Checks.validate_rows``."""
        self._call("validate_rows", suite, rows)
        results: list[ExpectationResult] = self._answer()
        return results

    def write_data_docs(self, directory: Path, checked: Checked) -> None:
        """As ``Checks.write_data_docs``, and they are there once ``settle`` returned."""
        self._ahead = ("data_docs",)
        self._call("write_data_docs", directory, checked)

    def settle(self) -> None:
        """Wait for what is under way."""
        if self._ahead is not None:
            self._answer()

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.communicate()

    def _call(self, method: str, *arguments: Any) -> None:
        stream = self._process.stdin
        assert stream
        try:
            pickle.dump((method, arguments), stream)
            stream.flush()
        except BrokenPipeError:
            raise RuntimeError(f"the process of the checks has ended ({self._process.wait()})") from None

    def _answer(self) -> Any:
        assert self._process.stdout
        self._ahead = None
        try:
            error, answer = pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError):  # before or in the middle of its answer
            raise RuntimeError(f"the process of the checks ended ({self._process.wait()})") from None
        if error:
            raise RuntimeError(error)
        return answer


@contextmanager
def apart() -> Iterator[None]:
    """Within this block a process of its own checks; it starts to load at once."""
    global _apart
    _apart = ChecksApart()
    try:
        yield
    finally:
        _apart.close()
        _apart = None


def checks() -> Checks | ChecksApart:
    """Whoever checks: the process of ``apart``, elsewhere this one."""
    return _apart or Checks()


def check_ahead(warehouse: Path, suites: Sequence[Suite]) -> None:
    """Begin to check what was just built, where a process of its own can do so beside this one."""
    if _apart:
        _apart.begin(warehouse, suites)


def _state(warehouse: Path, suites: Sequence[Suite]) -> tuple[Any, ...]:
    """What an answer depends on."""
    file = warehouse.stat()
    return file.st_ino, file.st_mtime_ns, file.st_size, *suites


def serve(calls: IO[bytes], answers: IO[bytes]) -> None:
    """Answer call after call until there are none."""
    here = Checks()
    SuiteRunner()  # loads Great Expectations before the first call
    while True:
        try:
            method, arguments = pickle.load(calls)
        except EOFError:
            return
        error = answer = None
        try:
            answer = getattr(here, method)(*arguments)
        except Exception:
            error = traceback.format_exc()
        pickle.dump((error, answer), answers)
        answers.flush()


if __name__ == "__main__":
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    serve(sys.stdin.buffer, stream)
