"""Does a test notice? Draws random mutants of code, vocabularies and SQL, runs their tests, and prints the survivors.

    python -m benchmarks.mutants --count 60 --seed 1 --room vocabularies

Each mutant is made in a copy of the repository, and the tests of its room run until one fails, those named after the
changed file first. A word of a vocabulary is first taken out in this process, where the evidence that
``tests/language/test_evidence.py`` reads tells at once whether it is missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.lexicon import Word, vocabularies
from benchmarks.mutations import ROOT, Mutant, draw
from benchmarks.unused_words import is_needed
from tests.language.evidence import examples

SECONDS = 1800  # a mutant that never lets its tests end is noticed as well, and told: the machine may only be busy
COPIED = (".dagster", "pipeline", "dbt_project", "expectations", "tests", "benchmarks", "raw", "docs", "pyproject.toml")
# The tests that see a change in a room, the nearest first: of SQL one build, which most changes already break.
TESTS = {
    "language": ("language", "layouts", "match", "documents", "cities"),
    "layouts": ("layouts", "documents", "cities"),
    "readers": ("readers", "layouts"),
    "match": ("match", "documents"),
    "vocabularies": ("language", "layouts", "match", "documents", "cities"),
    "sql": ("dbt_project/test_every_row.py", "dbt_project", "publish"),
    "publish": ("publish",),
    "engine": (
        *("runs", "assets", "checks", "inspection", "sandbox", "warehouse", "watch"),
        *("test_understand.py", "test_ui.py", "test_backup.py", "test_integrity.py", "test_period.py"),
    ),
}


class Copy:
    """A copy of the repository in which mutants are made and unmade."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._clock = folder, 0
        for source in map(ROOT.joinpath, COPIED):
            if source.is_dir():
                shutil.copytree(
                    source, folder / source.name, ignore=shutil.ignore_patterns("target", "logs", ".*", "storage")
                )
            else:
                shutil.copy2(source, folder)

    def failing(self, room: str) -> list[str]:
        """The tests of a room that fail without any mutant, which would notice every one."""
        return [name for name in TESTS[room] if not self._passes([str(self.folder / "tests" / name)], {})]

    def is_noticed(self, mutant: Mutant) -> bool:
        """Whether a test fails on the mutant."""
        if _is_missed_by_evidence(mutant):
            return True
        content = (self.folder / mutant.path).read_text("utf-8")
        try:
            self._write(mutant.path, mutant.made(content))
            kept = {"DUBAN_KEPT_TOWN": str(self.folder / "town.duckdb")} if mutant.room == "publish" else {}
            return any(not self._passes(tests, kept) for tests in self._tests(mutant))
        finally:
            self._write(mutant.path, content)

    def _write(self, path: Path, content: str) -> None:
        """Write with a time of its own: compiled code is told from its source by the second."""
        self._clock += 2
        target = self.folder / path
        target.write_text(content, "utf-8")
        os.utime(target, (1_600_000_000 + self._clock,) * 2)

    def _tests(self, mutant: Mutant) -> Iterator[list[str]]:
        near = sorted(str(path) for path in (self.folder / "tests").rglob(f"test_{mutant.path.stem}*.py"))
        room = "publish" if "publish" in mutant.path.parts else mutant.room  # its vocabularies are those of forms
        first, *others = [str(self.folder / "tests" / name) for name in TESTS[room]]
        yield from filter(None, [near, [first], others])

    def _passes(self, tests: list[str], extra: dict[str, str]) -> bool:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *tests]
        try:
            done = subprocess.run(
                command,
                cwd=self.folder,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env=os.environ | extra,
            )
        except subprocess.TimeoutExpired:
            print("not ended within", SECONDS, "s, counted as noticed:", *tests, flush=True)
            return False
        return done.returncode == 0


def _is_missed_by_evidence(mutant: Mutant) -> bool:
    """Whether the evidence of a vocabulary notices: what test_evidence.py would find, in a moment."""
    name = mutant.path.stem
    word = Word(name, "", mutant.old.strip(" \n,|-"), mutant)
    return vocabularies().get(name) == ROOT / mutant.path and is_needed(word, examples(name))


def main() -> None:
    """Draw, run and print: a line per survivor, then what part survived in every room."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", action="append", default=[])
    arguments = parser.parse_args()
    told: dict[str, list[bool]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="duban-mutants-") as folder:
        copy = Copy(Path(folder))
        mutants = list(draw(arguments.count, arguments.seed, arguments.room))
        if failing := [name for room in {mutant.room for mutant in mutants} for name in copy.failing(room)]:
            sys.exit(f"fails without a mutant: {', '.join(failing)}")
        for mutant in mutants:
            told[mutant.room].append(copy.is_noticed(mutant))
            if not told[mutant.room][-1]:
                print("survives", mutant.shown((copy.folder / mutant.path).read_text("utf-8")), flush=True)
    for room, noticed in [*told.items(), ("all", [one for found in told.values() for one in found])]:
        print(f"{room:14} {len(noticed) - sum(noticed):3} of {len(noticed):3} survive")


if __name__ == "__main__":
    main()
