"""``make figures``: write the published release's summary into the README, whose test compares the two."""

from __future__ import annotations

import sys

from pipeline.publish.release import read_release
from pipeline.publish.summary import summary_lines
from pipeline.settings import REPOSITORY, Settings

BEFORE = "ends with a summary like this one:\n\n```\n"
AFTER = "\n```"
SHOWN_LINES = 4


def main() -> int:
    """Rewrite the summary in README.md; exit status 1 when nothing is published yet."""
    release = read_release(Settings.from_environment().published_dir)
    if release is None:
        print("nothing is published yet: run `make refresh` first", file=sys.stderr)
        return 1
    readme = REPOSITORY / "README.md"
    head, rest = readme.read_text("utf-8").split(BEFORE, 1)
    tail = rest.split(AFTER, 1)[1]
    summary = "\n".join(summary_lines(release, "data/published")[:SHOWN_LINES])
    readme.write_text(f"{head}{BEFORE}{summary}{AFTER}{tail}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
