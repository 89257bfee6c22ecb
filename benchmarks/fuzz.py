"""Damages real documents at random and reads, understands and matches them: crashes, hangs and stops must be 0.

usage: python -m benchmarks.fuzz [--minutes 10] [--seed 1] [--keep FOLDER]

Documents of raw/ and of the invented cities, in every medium, are damaged by a seeded generator (bits flipped,
stretches cut, doubled, swapped or overwritten; inside the parts of Office packages too) and read in the sandbox that a
refresh uses. Set aside with a reason, or read, is well. What the run looks for is the rest: a fault of ours (an
exception), a crash of a library, a limit of time or memory, matching that fails, records that the store cannot hold.
"""

from __future__ import annotations

import argparse
import io
import itertools
import random
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.match import match
from pipeline.records import DOCUMENT_TABLES
from pipeline.sandbox.workers import Sandbox, WorkerFault
from pipeline.settings import REPOSITORY
from pipeline.store import write_records

PICTURES = {".png", ".jpg", ".tif", ".tiff"}  # reading one takes as long as a thousand others
SCANS = {"shilou_q1.pdf"}
LIMITS = ("crashed", "too_costly")
LONGEST_MATCH = 25  # seconds of processor time


@dataclass(slots=True)
class Tally:
    """What became of the damaged documents, and the first lines of what went wrong."""

    outcomes: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)

    def trouble(self, kind: str, name: str, seed: int, text: str) -> None:
        """Count and keep one."""
        self.outcomes[kind] += 1
        self.troubles.append(f"{kind}: {name} --seed {seed}: {text.strip().splitlines()[-1][:300]}")


def main() -> int:
    """Run for so many minutes; 0 when nothing went wrong."""
    options = _options()
    tally, sources = Tally(), documents()
    started = time.monotonic()
    with Sandbox() as sandbox:
        for seed in itertools.count(options.seed):
            if time.monotonic() - started > options.minutes * 60:
                break
            name, content = sources[seed % len(sources)]
            damaged = damage(content, random.Random(seed))
            if not _one(sandbox, name, damaged, seed, tally) and options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{seed}-{Path(name).name}").write_bytes(damaged)
    print(f"{sum(tally.outcomes.values())} damaged documents in {(time.monotonic() - started) / 60:.1f} minutes")
    print(*(f"{count:7} {outcome}" for outcome, count in tally.outcomes.most_common()), sep="\n")
    print(*tally.troubles, sep="\n")
    return 1 if tally.troubles else 0


def documents() -> list[tuple[str, bytes]]:
    """Name and bytes of the documents to damage."""
    paths = [
        *REPOSITORY.glob("raw/*/*"),
        *REPOSITORY.glob("tests/cities/**/rendered/*"),
        *REPOSITORY.glob("tests/fixtures/readers/*"),
    ]
    return [
        (f"某市/{path.name}", path.read_bytes())
        for path in sorted(paths)
        if path.is_file() and path.suffix not in {".yml", *PICTURES} and path.name not in SCANS
    ]


def damage(content: bytes, chance: random.Random) -> bytes:
    """The content with a few things wrong; in a package often inside one of its parts."""
    if content.startswith(b"PK") and chance.random() < 0.8:
        return _damage_part(content, chance)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        content = chance.choice(WAYS)(content, chance)
    return content


def _damage_part(content: bytes, chance: random.Random) -> bytes:
    """The package anew, with one part damaged, left out or doubled."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        chosen = chance.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            if name == chosen and chance.random() < 0.1:
                continue
            target.writestr(zipfile.ZipInfo(name), damage(part, chance) if name == chosen else part)
    return buffer.getvalue()


def _stretch(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + int(chance.paretovariate(0.6)))


def _flip(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(content, chance)
    return content[:start] + content[end:]


def _break_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _double(content: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(content, chance)
    times = min(chance.choice((1, 2, 10, 1000)), (1 << 20) // (end - start + 1))
    return content[:end] + content[start:end] * times + content[end:]


def _swap(content: bytes, chance: random.Random) -> bytes:
    (a, b), (c, d) = sorted((_stretch(content, chance), _stretch(content, chance)))
    return content if b > c else content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def _number(content: bytes, chance: random.Random) -> bytes:
    """Another number in place of one: huge, negative, zero, with many decimals."""
    digits = [place for place, byte in enumerate(content) if 0x30 <= byte <= 0x39]
    if not digits:
        return content
    place = chance.choice(digits)
    other = chance.choice((b"0", b"-1", b"99999999999", b"66.6666666666667", b"2147483648", b"1e400", b"1/3", b"2051"))
    return content[:place] + other + content[place + 1 :]


def _strange(content: bytes, chance: random.Random) -> bytes:
    """A character that no document prints, or a word that means something to a parser."""
    place = chance.randrange(len(content) + 1)
    what = (
        "\x00",
        "\x0b",
        "\u202e",
        "\ufeff",
        "\ud7ff",
        "=1+1",
        "<",
        "&#0;",
        "（",
        "\t",
        "\n",
        "\f",
        "1万" * 500,
        "|",
        "、",
    )
    return content[:place] + chance.choice(what).encode() + content[place:]


WAYS = (_flip, _cut, _break_off, _double, _swap, _number, _strange)


def _one(sandbox: Sandbox, name: str, content: bytes, seed: int, tally: Tally) -> bool:
    """Read, match and store one; whether nothing went wrong."""
    try:
        records = sandbox.understand(content, SourceEntry(name)).records
    except SetAside as refusal:
        if refusal.reason in LIMITS:
            tally.trouble(refusal.reason, name, seed, str(refusal))
        else:
            tally.outcomes[f"set aside: {refusal.reason}"] += 1
        return refusal.reason not in LIMITS
    except WorkerFault as fault:
        tally.trouble("fault", name, seed, str(fault))
        return False
    return _stop(records, name, seed, tally)


def _stop(records: dict[str, list[Any]], name: str, seed: int, tally: Tally) -> bool:
    started = time.process_time()
    try:
        match({table: records.get(table, []) for table in DOCUMENT_TABLES})
        with tempfile.TemporaryDirectory() as folder:
            for table in DOCUMENT_TABLES:
                write_records(Path(folder) / "x.parquet", table, records.get(table, []))
    except Exception:
        tally.trouble("stop", name, seed, traceback.format_exc())
        return False
    if time.process_time() - started > LONGEST_MATCH:
        tally.trouble("slow", name, seed, f"matched in {time.process_time() - started:.0f} s")
        return False
    tally.outcomes["read"] += 1
    return True


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Damage documents at random and read them.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of the first document; each next one has the next seed")
    parser.add_argument("--keep", type=Path, help="folder for the damaged documents that went wrong")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
