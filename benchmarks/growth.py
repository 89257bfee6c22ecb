"""What each stage of a refresh costs as the corpus grows: ``python -m benchmarks.growth 8 60 240``.

Each size is a whole refresh of invented counties in a process of its own. Figures are processor seconds, those of the
reading and matching processes included, so they hold on a busy machine too; the exponent between two sizes is that of
what a stage costs above the smallest corpus, whose cost is nearly all imports and fixed work.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import write_corpus
from pipeline.settings import REPOSITORY, Settings, set_tool_switches

STAGES = ("list", "read", "store", "match", "run", "build", "check", "publish")
NOISE = 2.0  # processor seconds above the smallest corpus: a stage that costs less is not judged


def measure(count: int, root: Path, environment: Mapping[str, str] | None = None) -> dict[str, float]:
    """Refresh ``count`` documents in ``root`` and a new process: seconds by stage, wall, peaks of memory.

    ``own MiB`` is the peak of the refresh itself, ``other MiB`` that of the largest process it started.
    """
    write_corpus(count, root)
    return refresh(root, environment)


def arrivals(count: int, root: Path) -> dict[str, dict[str, float]]:
    """What the first three quarters of ``count`` documents cost, then the fourth, then one document more."""
    found = {}
    write_corpus(count, root, quarters=3)
    found["three quarters"] = refresh(root)
    write_corpus(count, root)
    found["the fourth quarter"] = refresh(root)
    write_corpus(count + 1, root, skip=count)
    found["one document"] = refresh(root)
    return found


def refresh(root: Path, environment: Mapping[str, str] | None = None) -> dict[str, float]:
    """Refresh ``root/raw`` into ``root/data`` in a new process. Raises ``RuntimeError`` when nothing is published."""
    (root / "dagster").mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / ".dagster" / "dagster.yaml", root / "dagster")
    places = {"DUBAN_RAW_DIR": "raw", "DUBAN_DATA_DIR": "data", "DAGSTER_HOME": "dagster"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
    variables = {**inherited, **{name: str(root / folder) for name, folder in places.items()}, **(environment or {})}
    command = [sys.executable, "-m", "benchmarks.growth", "--one"]
    done = subprocess.run(command, cwd=REPOSITORY, env=variables, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"nothing was published: {done.stdout[-2000:]} {done.stderr[-2000:]}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def exponents(costs: Mapping[int, Mapping[str, float]]) -> dict[str, float]:
    """The growth of each stage between the two largest corpora, what the smallest costs taken away from both."""
    base, small, large = sorted(costs)[-3:]
    found = {}
    for stage in STAGES:
        more, most = (max(costs[size][stage] - costs[base][stage], NOISE) for size in (small, large))
        found[stage] = round(math.log(most / more) / math.log((large - base) / (small - base)), 2)
    return found


def lines(costs: Mapping[int, Mapping[str, float]]) -> list[str]:
    """The figures for a person, one line a stage."""
    sizes = sorted(costs)
    names = [*STAGES, "processor s", "wall s", "own MiB", "other MiB"]
    table = [f"{'documents':<14}" + "".join(f"{size:>10}" for size in sizes)]
    table += [f"{name:<14}" + "".join(f"{costs[size][name]:>10.1f}" for size in sizes) for name in names]
    if len(sizes) > 2:
        table += [f"exponents of the last two: {exponents(costs)}"]
    return table


class _Stages:
    """Notes what was spent up to each line that a stage prints."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)
        self._before = processor_seconds()

    def note(self, stage: str) -> None:
        """Everything since the last line was this stage's."""
        now = processor_seconds()
        self.spent[stage if stage in self.spent else "list"] += now - self._before
        self._before = now


def processor_seconds() -> float:
    """Of this process and of every process it started that has ended."""
    return sum(os.times()[:4])


def _one() -> int:
    """Refresh by the environment; the last line on the terminal is the figures as JSON."""
    settings, started, stages = Settings.from_environment(), time.perf_counter(), _Stages()
    set_tool_switches(settings)
    from pipeline.lean import lean_imports

    with lean_imports():
        from pipeline.assets.jobs import run_refresh
        from pipeline.assets.terminal import TerminalHandler
        from pipeline.definitions import build_definitions

    def note(_: TerminalHandler, stage: str, message: str, stream: Any = None) -> None:
        stages.note(stage)
        if stream is not None:
            print(message, file=sys.stderr)

    TerminalHandler._print = note  # type: ignore[assignment,method-assign]
    problem = run_refresh(settings, build_definitions(settings))
    stages.note("publish")
    own, other = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    whole = {"processor s": processor_seconds(), "wall s": time.perf_counter() - started}
    peaks = {"own MiB": own, "other MiB": other}
    print(problem or "published")
    print(json.dumps({name: round(value, 2) for name, value in {**stages.spent, **whole, **peaks}.items()}))
    return 1 if problem else 0


def main(arguments: Sequence[str]) -> int:
    """Print the growth table of the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sizes", type=int, nargs="*", default=[8, 60, 240])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--arrivals", type=int, help="a corpus to which a quarter's reports and one document come")
    chosen = parser.parse_args(arguments)
    if chosen.one:
        return _one()
    if chosen.arrivals:
        with tempfile.TemporaryDirectory() as root:
            print(json.dumps(arrivals(chosen.arrivals, Path(root)), indent=1))
        return 0
    costs = {}
    for size in sorted(chosen.sizes):
        with tempfile.TemporaryDirectory() as root:
            costs[size] = measure(size, Path(root))
    print("\n".join(lines(costs)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
