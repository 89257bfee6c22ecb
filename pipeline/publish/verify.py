"""``make verify``: whether a release is, byte for byte, what was published.

A release carries the checksums of its files in ``SHA256SUMS``, as ``sha256sum -c`` reads them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.sealed import checksum, flush
from pipeline.settings import Settings

CHECKSUMS = "SHA256SUMS"


def write_checksums(directory: Path) -> None:
    """Put all files of a release on the disk, and their checksums beside them."""
    files = _files(directory)
    lines = [f"{checksum(directory / name)}  {name}\n" for name in files]
    (directory / CHECKSUMS).write_text("".join(lines), "utf-8")
    for name in (*files, CHECKSUMS):
        flush(directory / name)
    for folder in {(directory / name).parent for name in (*files, CHECKSUMS)}:
        flush(folder)


def problems(directory: Path) -> list[str]:
    """What is not as it was published, a sentence for each file; a release without checksums has one problem."""
    try:
        lines = (directory / CHECKSUMS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return [f"{CHECKSUMS} cannot be read"]
    known = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = _files(directory)
    return [
        *(f"{name} was not published with it" for name in there if name not in known),
        *(f"{name} is missing" for name in known if name not in there),
        *(f"{name} was changed" for name in there if name in known and checksum(directory / name) != known[name]),
    ]


def _files(directory: Path) -> list[str]:
    paths = sorted(path for path in directory.rglob("*") if path.is_file())
    return [name for path in paths if (name := path.relative_to(directory).as_posix()) != CHECKSUMS]


def main(name: str) -> int:
    """Verify the release that ``data/published/<name>`` leads to; exit status 1 when it is not whole."""
    directory = (Settings.from_environment().published_dir / name).resolve()
    found = problems(directory)
    for problem in found:
        print(f"{directory.name}: {problem}")
    if found:
        print("make refresh makes a release anew where what is published is damaged", file=sys.stderr)
        return 1
    print(f"{directory.name}: {len(_files(directory))} files are as they were published")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "latest"))
