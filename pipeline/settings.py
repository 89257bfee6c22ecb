"""Settings of one refresh: the only reader of the environment, and the only writer of what tools read from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
DEFAULT_RULE = "linear_year"
BUILD_MEMORY = "4GB"  # what a build may hold in memory before it writes to disk

# Every tool this project starts is told not to report about itself.
NO_TELEMETRY = {
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a refresh reads and writes, and what it judges by. All paths are absolute.

    ``period_id`` is the quarter asked for ('2023-Q3'), None for the latest quarter the documents report on;
    ``rule_id`` a row of ``dim_rules``; ``as_known`` 'then' (an earlier quarter holds what was known at its end), 'now'
    (whatever is in raw/ today), or a day of issue or arrival up to which documents are taken (``runs/knowledge.py``).
    """

    raw_dir: Path
    data_dir: Path
    dagster_home: Path
    dbt_project_dir: Path
    expectations_dir: Path
    period_id: str | None
    rule_id: str
    as_known: str = "then"
    prints_forms: bool = False  # as PDF beside each workbook, by LibreOffice
    postgres: str | None = None  # a server that `make sink` copies the release to
    shards: int = 1  # how many files a whole build is spread over, one process or worker each
    partitions: bool = False  # the tables also as Parquet by jurisdiction and quarter
    scheduler: str | None = (
        None  # a Dask cluster that reads, matches and builds shards; without it this machine's processes do
    )
    notify_command: str | None = None  # told of failures: a command, and a webhook
    notify_url: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read DUBAN_{RAW_DIR,DATA_DIR,PERIOD,RULE,KNOWN,PDF,POSTGRES,…} and DAGSTER_HOME; blank means the default."""
        env = os.environ if environment is None else environment

        def path(name: str, default: str) -> Path:
            return (REPOSITORY / (env.get(name) or default)).resolve()

        return cls(
            raw_dir=path("DUBAN_RAW_DIR", "raw"),
            data_dir=path("DUBAN_DATA_DIR", "data"),
            dagster_home=path("DAGSTER_HOME", ".dagster"),
            dbt_project_dir=REPOSITORY / "dbt_project",
            expectations_dir=REPOSITORY / "expectations",
            period_id=env.get("DUBAN_PERIOD") or None,
            rule_id=env.get("DUBAN_RULE") or DEFAULT_RULE,
            as_known=env.get("DUBAN_KNOWN") or "then",
            prints_forms=env.get("DUBAN_PDF") == "on",
            postgres=env.get("DUBAN_POSTGRES") or None,
            shards=int(env.get("DUBAN_SHARDS") or 1),
            partitions=env.get("DUBAN_PARTITIONS") == "on",
            scheduler=env.get("DUBAN_SCHEDULER") or None,
            notify_command=env.get("DUBAN_NOTIFY_COMMAND") or None,
            notify_url=env.get("DUBAN_NOTIFY_URL") or None,
        )

    @property
    def records_dir(self) -> Path:
        """The content-addressed store: ``<table>/<content_key>.parquet``, one file per table and document."""
        return self.data_dir / "records"

    @property
    def history_dir(self) -> Path:
        """What every run left behind, failed ones included: ``<table>/<run_id>.parquet``."""
        return self.data_dir / "history"

    @property
    def work_dir(self) -> Path:
        """The refresh under way: the working set of records and the file dbt builds."""
        return self.data_dir / "work"

    @property
    def working_set_dir(self) -> Path:
        """Exactly the records this refresh is made of, linked from the store: what dbt's sources read."""
        return self.work_dir / "records"

    @property
    def built_warehouse(self) -> Path:
        """The file dbt builds; never the published one."""
        return self.work_dir / "warehouse.duckdb"

    @property
    def dbt_target_dir(self) -> Path:
        """dbt's manifest and compiled SQL."""
        return self.data_dir / "dbt"

    @property
    def data_docs_dir(self) -> Path:
        """The Data Docs site of the last run's checks; a release carries its own copy."""
        return self.data_dir / "data_docs"

    @property
    def releases_dir(self) -> Path:
        """Complete releases, each a directory named by what it was made of."""
        return self.data_dir / "releases"

    @property
    def shared_dir(self) -> Path:
        """Workbooks and pages by what they are made of: releases hold links to them."""
        return self.data_dir / "shared"

    @property
    def published_dir(self) -> Path:
        """``latest`` and a name for each judged quarter, links to releases; the latest's files also stand here."""
        return self.data_dir / "published"

    @property
    def quarantine_dir(self) -> Path:
        """One directory per document set aside, with a report."""
        return self.data_dir / "quarantine"

    @property
    def lock_file(self) -> Path:
        """Held while a refresh works in ``work_dir``."""
        return self.data_dir / ".refresh.lock"


def make_dagster_home(home: Path) -> None:
    """The directory of Dagster's runs; one without settings gets the project's, which send nothing anywhere."""
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "dagster.yaml").exists():
        shutil.copyfile(REPOSITORY / ".dagster" / "dagster.yaml", home / "dagster.yaml")


def set_tool_switches(settings: Settings) -> None:
    """Tell Dagster, dbt and Great Expectations where they read and write, and that they send nothing."""
    os.environ.update(NO_TELEMETRY)
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)
    os.environ["DUBAN_WAREHOUSE"] = str(settings.built_warehouse)
    os.environ["DUBAN_RECORDS_DIR"] = str(settings.working_set_dir)
    os.environ.setdefault("DUBAN_MEMORY", BUILD_MEMORY)


@contextmanager
def tools_switched(settings: Settings) -> Iterator[None]:
    """Tell the tools as ``set_tool_switches`` does while the block runs, and then what they were told before."""
    kept = dict(os.environ)
    set_tool_switches(settings)
    try:
        yield
    finally:
        os.environ.update(kept)


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment in which another process reads and writes where these settings do."""
    return {**os.environ, "DUBAN_DATA_DIR": str(settings.data_dir), "DUBAN_RAW_DIR": str(settings.raw_dir)}
