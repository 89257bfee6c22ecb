"""Every regular expression that the readers, the language and the layouts apply to documents, and how it is applied.

usage: python -m tests.patterns   (prints them as JSON; a process of its own, so that imports happen under watch)

A profiler sees each call of a compiled pattern while documents of every medium are read and matched. Patterns of the
modules that no document reached count as searched for.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from pathlib import Path
from types import FrameType
from typing import Any

from pipeline.errors import SetAside
from pipeline.language.words.vocabulary import LEXICON, load_vocabulary, pattern_of
from pipeline.layouts.collecting.parsed import SourceEntry

ROOMS = ("readers", "language", "layouts", "match")
ROOT = Path(__file__).resolve().parents[1]
ANCHORED = ("match", "fullmatch")


class Watch:
    """Notes which methods of which patterns are called, and from which room."""

    def __init__(self) -> None:
        self.methods: dict[re.Pattern[Any], set[str]] = defaultdict(set)
        self.rooms: dict[re.Pattern[Any], set[str]] = defaultdict(set)

    def __call__(self, frame: FrameType, event: str, called: Any) -> None:
        """The profiler's hook."""
        pattern = getattr(called, "__self__", None) if event == "c_call" else None
        if isinstance(pattern, re.Pattern):
            room = _room(frame)
            if room:
                self.rooms[pattern].add(room)
                self.methods[pattern].add(called.__name__ if called.__name__ in ANCHORED else "search")


def _room(frame: FrameType | None) -> str | None:
    while frame and Path(frame.f_code.co_filename).parent.name == "re":
        frame = frame.f_back
    place = frame.f_code.co_filename.rpartition("/pipeline/")[2] if frame else ""
    return place.partition("/")[0] if place.partition("/")[0] in ROOMS else None


def documents() -> list[tuple[bytes, SourceEntry]]:
    """Documents of every medium and family: the renderings of invented cities, and raw/. Scans would need OCR."""
    paths = [*ROOT.glob("tests/cities/**/rendered/*"), *ROOT.glob("raw/*/*.txt")]
    return [(path.read_bytes(), SourceEntry(f"某市/{path.name}")) for path in sorted(paths)]


def import_rooms() -> list[Any]:
    """Every module of the rooms that can be imported here."""
    modules = []
    for room in ROOMS:
        package = importlib.import_module(f"pipeline.{room}")
        modules += [
            importlib.import_module(m.name) for m in pkgutil.walk_packages(package.__path__, f"pipeline.{room}.")
        ]
    return modules


def watch() -> Watch:
    """Read and match the documents under watch."""
    from pipeline.match import match
    from pipeline.readers.print import scan
    from pipeline.understand import understand

    scan.find_spec = lambda _: None  # type: ignore[attr-defined]
    seen, records = Watch(), defaultdict(list)
    sys.setprofile(seen)
    for content, source in documents():
        try:
            for table, rows in understand(content, source).records.items():
                records[table] += rows
        except SetAside:
            continue
    match(records)
    sys.setprofile(None)
    return seen


def of_vocabularies() -> list[re.Pattern[str]]:
    """The patterns of the YAML files, without those that only fill the slots of others."""
    found = []
    for path in sorted(path for room in LEXICON for path in (ROOT / "pipeline" / room).rglob("*.yml")):
        content = load_vocabulary(path.stem)
        named = content.get("patterns") if isinstance(content, dict) else None
        if isinstance(named, dict):
            found += [pattern_of(path.stem, name) for name in named if f"{{{name}}}" not in "".join(named.values())]
    return found


def main() -> None:
    """Print each pattern as source, flags, whether it is of bytes, methods and rooms."""
    modules, seen = import_rooms(), watch()
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, re.Pattern) and value not in seen.methods:
                seen.methods[value].add("search")
                seen.rooms[value].add(module.__name__.split(".")[1])
    for pattern in of_vocabularies():
        if pattern not in seen.methods:
            seen.methods[pattern].add("search")
            seen.rooms[pattern].add("language")
    rows = [
        {
            "source": pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1"),
            "is_bytes": isinstance(pattern.pattern, bytes),
            "flags": pattern.flags & ~re.UNICODE.value if isinstance(pattern.pattern, bytes) else pattern.flags,
            "methods": sorted(methods),
            "rooms": sorted(seen.rooms[pattern]),
        }
        for pattern, methods in seen.methods.items()
    ]
    json.dump(rows, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
