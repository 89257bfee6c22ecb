"""Does a test notice? Draws random mutants of code, vocabularies and SQL, runs their tests, and prints the survivors.

    python -m benchmarks.mutants --count 60 --seed 1 --room vocabularies

A mutant is one small change in a copy of the repository: another comparison, number or operator in Python or SQL, an
entry of a vocabulary or an alternative of a pattern left out. The tests of its room run until one fails, those named
after the changed file first. The same seed draws the same mutants from the same tree, as many in every room.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 900  # a mutant that never lets its tests end is noticed as well
COPIED = ("pipeline", "dbt_project", "expectations", "tests", "benchmarks", "raw", "docs", "pyproject.toml")
MUTATED = ("pipeline/**/*.py", "pipeline/**/*.yml", "dbt_project/models/**/*.sql", "dbt_project/macros/*.sql")
# The tests that see a change in a room, the nearest first.
TESTS = {
    "language": ("language", "layouts", "match", "documents", "cities"),
    "layouts": ("layouts", "documents", "cities"),
    "readers": ("readers", "layouts"),
    "match": ("match", "documents"),
    "vocabularies": ("language/test_evidence.py", "language", "layouts", "match", "documents", "cities"),
    "sql": ("dbt_project",),
    "publish": ("publish",),
    "engine": ("runs", "assets", "checks", "inspection", "sandbox", "warehouse", "test_understand.py", "test_ui.py"),
}
_PYTHON = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+": "-", "and": "or", "or": "and",
    "not": "", "min": "max", "max": "min", "any": "all", "all": "any", "True": "False", "False": "True",
}  # fmt: skip
_SWITCH = re.compile(r"\b(?:frozen|strict|exist_ok|maxsize|parents|encoding)=")  # what no rule of ours follows from
_SQL = {
    " <= ": " < ", " >= ": " > ", " < ": " <= ", " > ": " >= ", " = ": " != ", " != ": " = ", " and ": " or ",
    " or ": " and ", "inner join": "left join", "min(": "max(", "max(": "min(", " desc": " asc", " not ": " ",
    " + ": " - ", " asc": " desc", "then 1": "then 0", "else false": "else true",
}  # fmt: skip
_SQL_SIGN = re.compile("|".join(sorted(map(re.escape, _SQL), key=len, reverse=True)))
_ALTERNATIVE = re.compile(r"(?<=[|(\"'])[^|()\[\]\\\n\"'?*+{}]+\|")  # of a pattern: one of its words and the bar behind
_ENTRY = re.compile(r"(?m)^ *- [^\n:{]+\n|^ +[^\s:#-][^\n:]*: [^\n\[{|>]+\n|(?<=[\[ ])[^\[\],:{}\n#]+, ")
Change = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: ``old`` at ``start`` of the file ``path`` becomes ``new``."""

    path: Path  # relative to the repository
    start: int
    old: str
    new: str

    @property
    def room(self) -> str:
        """What kind of file it is, or the folder of pipeline/ that it is in: of the small ones ``engine``."""
        kinds = {".yml": "vocabularies", ".sql": "sql"}
        folder = self.path.parts[1]
        return kinds.get(self.path.suffix) or (folder if folder in TESTS else "engine")

    def made(self, content: str) -> str:
        """The file's content with the change made."""
        return content[: self.start] + self.new + content[self.start + len(self.old) :]

    def shown(self, content: str) -> str:
        """path:line, the line, and what became what."""
        line = content.count("\n", 0, self.start)
        words = content.splitlines()[line].strip()[:100]
        return f"{self.path}:{line + 1}  {self.old.strip()!r} → {self.new.strip()!r}  in  {words}"


def mutants_of(path: Path, content: str) -> list[Mutant]:
    """Every mutant of a file that this knows to make, in the order of their places."""
    changes = {".py": _python_changes, ".yml": _vocabulary_changes, ".sql": _sql_changes}[path.suffix]
    return [Mutant(path, *change) for change in sorted(set(changes(content)))]


def _python_changes(content: str) -> Iterator[Change]:
    starts = [0, *(match.end() for match in re.finditer("\n", content))]
    for token in tokenize.generate_tokens(io.StringIO(content).readline):
        start = starts[token.start[0] - 1] + token.start[1]
        if _SWITCH.search(token.line):
            continue
        if token.type in (tokenize.OP, tokenize.NAME) and token.string in _PYTHON:
            yield start, token.string, _PYTHON[token.string]
        elif token.type == tokenize.NUMBER and token.string.isdecimal():
            yield start, token.string, str(int(token.string) + 1)
        elif token.type == tokenize.STRING and '"""' not in token.string:
            yield from ((start + one.start(), one[0], "") for one in _ALTERNATIVE.finditer(token.string))


def _vocabulary_changes(content: str) -> Iterator[Change]:
    for pattern in (_ENTRY, _ALTERNATIVE):
        for one in pattern.finditer(content):
            if "#" not in content[content.rfind("\n", 0, one.start()) + 1 : one.start()]:
                yield one.start(), one[0], ""


def _sql_changes(content: str) -> Iterator[Change]:
    told = re.sub(r"--[^\n]*|\{#.*?#\}", lambda comment: "#" * len(comment[0]), content, flags=re.DOTALL)
    return ((one.start(), one[0], _SQL[one[0]]) for one in _SQL_SIGN.finditer(told))


def draw(count: int, seed: int, rooms: Iterable[str] = ()) -> list[Mutant]:
    """``count`` mutants, as many of every room (or of ``rooms``), each file of a room as likely as its size."""
    by_room: dict[str, list[Mutant]] = defaultdict(list)
    for path in sorted(path for pattern in MUTATED for path in ROOT.glob(pattern)):
        for mutant in mutants_of(path.relative_to(ROOT), path.read_text("utf-8")):
            by_room[mutant.room].append(mutant)
    chosen = {room: found for room, found in sorted(by_room.items()) if room in rooms or not rooms}
    lot = random.Random(seed)
    shares = [count // len(chosen) + (place < count % len(chosen)) for place in range(len(chosen))]
    return [
        mutant
        for found, share in zip(chosen.values(), shares, strict=True)
        for mutant in lot.sample(found, min(share, len(found)))
    ]


class Copy:
    """A copy of the repository in which mutants are made and unmade."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._clock = folder, 0
        for source in map(ROOT.joinpath, COPIED):
            if source.is_dir():
                shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("target", "logs", ".*"))
            else:
                shutil.copy2(source, folder)

    def is_noticed(self, mutant: Mutant) -> bool:
        """Whether a test fails on the mutant."""
        content = (self.folder / mutant.path).read_text("utf-8")
        try:
            self._write(mutant.path, mutant.made(content))
            return any(not self._passes(tests) for tests in self._tests(mutant))
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
        first, *others = [str(self.folder / "tests" / name) for name in TESTS[mutant.room]]
        yield from filter(None, [near, [first], others])

    def _passes(self, tests: list[str]) -> bool:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *tests]
        try:
            done = subprocess.run(command, cwd=self.folder, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


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
        for mutant in draw(arguments.count, arguments.seed, arguments.room):
            told[mutant.room].append(copy.is_noticed(mutant))
            if not told[mutant.room][-1]:
                print("survives", mutant.shown((copy.folder / mutant.path).read_text("utf-8")), flush=True)
    for room, noticed in [*told.items(), ("all", [one for found in told.values() for one in found])]:
        print(f"{room:14} {len(noticed) - sum(noticed):3} of {len(noticed):3} survive")


if __name__ == "__main__":
    main()
