"""``make refresh``: read, judge, check and publish in one process, or say at once that nothing is new.

Whether anything is new is decided by content keys before anything heavy is imported.
"""

from __future__ import annotations

import atexit
import csv
import gc
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from pipeline.manifest import content_hash, list_documents
from pipeline.period import is_quarter
from pipeline.publish.release import LATEST, all_releases, publish, read_release
from pipeline.publish.summary import summary_lines
from pipeline.publish.verify import problems
from pipeline.records import FIRST_YEAR, LAST_YEAR
from pipeline.runs.knowledge import FORMS, dated_cut_off, is_latest, is_way_to_know
from pipeline.settings import REPOSITORY, Settings, set_tool_switches


def main() -> int:
    """Refresh by the settings of the environment; exit status 0 when the release is the one asked for."""
    settings = Settings.from_environment()
    problem = _problem(settings)
    if problem:
        print(problem, file=sys.stderr)
        return 2
    if _existing_release(settings) is not None:
        print("nothing new: the same documents, source entries, code, period and rule as the published release")
        _forget_removed(settings)
        _print_summary(settings)
        return 0
    try:
        return _refresh(settings)
    except OSError as error:  # a full disk or a folder that became read-only under the refresh
        where = f" ({error.filename})" if error.filename else ""
        print(f"\nnot published: {error.strerror or error}{where}; what was published stays", file=sys.stderr)
        return 1


def _problem(settings: Settings) -> str | None:
    """Why this refresh cannot start, as a sentence that says what to do; None when it can."""
    if not settings.raw_dir.is_dir():
        return f"{settings.raw_dir} does not exist: put documents into raw/<jurisdiction>/ or set DUBAN_RAW_DIR"
    if not list_documents(settings.raw_dir):
        return f"{settings.raw_dir} holds no document: put one into raw/<jurisdiction>/ or raw/inbox/"
    return _choice_problem(settings) or _folder_problem(settings.data_dir) or _folder_problem(settings.dagster_home)


def _choice_problem(settings: Settings) -> str | None:
    """A PERIOD or RULE that there is not, with those there are."""
    if settings.period_id and not is_quarter(settings.period_id):
        return f"PERIOD={settings.period_id} is no quarter from {FIRST_YEAR} to {LAST_YEAR}, such as 2023-Q3"
    with (settings.dbt_project_dir / "seeds" / "rules.csv").open(encoding="utf-8") as stream:
        rules = [row["rule_id"] for row in csv.DictReader(stream)]
    if not is_way_to_know(settings.as_known):
        return f"KNOWN={settings.as_known} is none of {FORMS}"
    if dated_cut_off(settings.as_known) and not settings.period_id:
        return f"KNOWN={settings.as_known} needs the quarter that is judged, such as PERIOD=2023-Q3"
    if settings.rule_id not in rules:
        return f"RULE={settings.rule_id} is no rule; there are {', '.join(rules)}"
    return None


def _folder_problem(folder: Path) -> str | None:
    """Why nothing can be written into ``folder``, which is made when it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            return None
    except OSError as error:
        return f"{folder} cannot be written to ({error.strerror}): make room or allow it, or set DUBAN_DATA_DIR"


def _existing_release(settings: Settings) -> Path | None:
    """The release that this refresh would make, when it is there already; its quarter's name leads to it again."""
    content = content_hash(settings.raw_dir, list_documents(settings.raw_dir))
    for directory in all_releases(settings.releases_dir):
        release = read_release(directory)
        if release is None or release["content_hash"] != content or release["has_faults"]:
            continue
        if problems(directory):
            print(f"{_shown(directory)} is damaged ({problems(directory)[0]}); it is made anew", file=sys.stderr)
            continue
        asked = (settings.period_id or release["latest_quarter"], settings.rule_id, settings.as_known)
        if (release["period_id"], release["rule_id"], release.get("as_known", "then")) == asked:
            latest = [LATEST] if is_latest(release["period_id"], release["latest_quarter"], settings.as_known) else []
            publish(settings.published_dir, directory, [release["period_id"], *latest])
            return directory
    return None


def _forget_removed(settings: Settings) -> None:
    if settings.quarantine_dir.is_dir():
        from pipeline.runs.quarantine import forget_removed

        forget_removed(settings.quarantine_dir, [file.file_name for file in list_documents(settings.raw_dir)])


def _refresh(settings: Settings) -> int:
    set_tool_switches(settings)
    from pipeline.checks.checking import apart
    from pipeline.lean import lean_imports

    print(f"refreshing {_shown(settings.raw_dir)} into {_shown(settings.data_dir)} ...", flush=True)
    with apart():
        with lean_imports():
            from pipeline.assets.jobs import run_refresh
            from pipeline.definitions import defs
        gc.freeze()  # what was imported stays: no collection need look at it again
        problem = run_refresh(settings, defs)
    if problem:
        print(f"\nnot published: {problem}", file=sys.stderr)
        print(_untouched(read_release(settings.published_dir)), file=sys.stderr)
        return 1
    print()
    _print_summary(settings)
    return 0


def _untouched(release: dict[str, Any] | None) -> str:
    if release is None:
        return "nothing was published before; `make ui` shows the run and its checks"
    return f"the last good release, {release['period_id']}, stays published; `make ui` shows the run and its checks"


def _print_summary(settings: Settings) -> None:
    """The release asked for: a quarter's, or the latest."""
    directory = settings.published_dir / (settings.period_id or "")
    release = read_release(directory)
    if release is not None:
        print("\n".join(summary_lines(release, _shown(directory))))


def _shown(path: Path) -> str:
    """A path as a person would type it from the repository."""
    return str(path.relative_to(REPOSITORY)) if path.is_relative_to(REPOSITORY) else str(path)


def _leave(status: int) -> None:
    """End the process without taking its modules apart one by one, which costs seconds and saves nothing."""
    atexit._run_exitfuncs()  # what libraries asked for at exit: locks and temporary files of theirs
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    _leave(main())
