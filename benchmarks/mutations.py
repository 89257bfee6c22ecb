"""Small changes of code, vocabularies and SQL, each of which some test should notice.

A mutant is one small change: another comparison, number or operator in Python or SQL, an entry of a vocabulary or an
alternative of a pattern left out. The same seed draws the same mutants from the same tree, as many in every room.
"""

from __future__ import annotations

import io
import random
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("language", "layouts", "readers", "match", "vocabularies", "sql", "publish", "engine")
MUTATED = ("pipeline/**/*.py", "pipeline/**/*.yml", "dbt_project/models/**/*.sql", "dbt_project/macros/*.sql")
_PYTHON = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+": "-", "and": "or", "or": "and",
    "not": "", "min": "max", "max": "min", "any": "all", "all": "any", "True": "False", "False": "True",
}  # fmt: skip
# What no rule of ours follows from.
_SWITCH = re.compile(r"\b(?:frozen|slots|strict|exist_ok|maxsize|parents|encoding)=")
_SQL = {
    " <= ": " < ", " >= ": " > ", " < ": " <= ", " > ": " >= ", " = ": " != ", " != ": " = ", " and ": " or ",
    " or ": " and ", "inner join": "left join", "min(": "max(", "max(": "min(", " desc": " asc", " not ": " ",
    " + ": " - ", " asc": " desc", "then 1": "then 0", "else false": "else true",
}  # fmt: skip
_SQL_SIGN = re.compile("|".join(sorted(map(re.escape, _SQL), key=len, reverse=True)))
# Of a pattern one of its words with the bar behind, or the last one with the bar before.
_ALTERNATIVE = re.compile(r"(?<=[|(\"':>=!])[^|()\[\]\\\n\"'?*+{}<>:=! ]+\|")
_LAST_ALTERNATIVE = re.compile(r"\|[^|()\[\]\\\n\"'?*+{}]+(?=[)\"'])")
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
        return kinds.get(self.path.suffix) or (folder if folder in ROOMS else "engine")

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
            for words in (_ALTERNATIVE, _LAST_ALTERNATIVE):
                yield from ((start + one.start(), one[0], "") for one in words.finditer(token.string))


def _vocabulary_changes(content: str) -> Iterator[Change]:
    for pattern in (_ENTRY, _ALTERNATIVE, _LAST_ALTERNATIVE):
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
