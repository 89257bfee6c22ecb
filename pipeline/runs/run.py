"""The run itself as rows: what is judged and by which rule, what was taken in, how reading and checking went.

No Dagster here: the assets around it are thin.
"""

import dataclasses
import datetime as dt
import json
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from pipeline.layouts.entries.corrections import read_corrections
from pipeline.manifest import digest
from pipeline.period import every_period
from pipeline.records import CorrectionRecord, ManifestRecord, OutcomeRecord, RunRecord
from pipeline.runs.knowledge import CutOff, cut_off, is_latest
from pipeline.runs.plan import Reading, plan_documents
from pipeline.sealed import read_state, write_state
from pipeline.settings import Settings
from pipeline.store import is_sealed, link_or_copy, read_records, write_records, write_sealed

LOG = logging.getLogger("duban")
QUALITY_RESULTS = "quality_results"
HISTORY_RUNS = 100  # how many runs the tables of outcomes and quality results look back


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """One refresh under way, as its later steps need it."""

    run_id: str
    period_id: str
    rule_id: str
    content_hash: str
    started_at: dt.datetime  # UTC, without zone
    latest_quarter: str  # that any document in raw/ reports on
    as_known: str  # a form of pipeline/runs/knowledge.py

    @property
    def is_latest(self) -> bool:
        """Whether this is the release of everything in raw/: an earlier quarter never becomes what people read."""
        return is_latest(self.period_id, self.latest_quarter, self.as_known)

    @property
    def cut_off(self) -> CutOff | None:
        """Where knowledge stops; None when everything in raw/ is taken in."""
        return cut_off(self.period_id, self.latest_quarter, self.as_known)

    @property
    def release_key(self) -> str:
        """What names a release's content: the same key, the same rows."""
        return digest([self.content_hash, self.period_id, self.rule_id, self.as_known])

    @property
    def release_name(self) -> str:
        """The name of the release that this run makes."""
        return f"{self.period_id}_{self.run_id[:8]}"

    @property
    def history_name(self) -> str:
        """The name of this run's files of history; names sort by time."""
        return f"{self.started_at:%Y%m%dT%H%M%S%f}_{self.run_id[:8]}"

    def save(self, settings: Settings) -> None:
        """Hand this on to the later steps."""
        write_state(_run_path(settings), dataclasses.asdict(self))

    @staticmethod
    def forget(settings: Settings) -> None:
        """Say that the working set holds no run's rows any more."""
        _run_path(settings).unlink(missing_ok=True)

    @classmethod
    def load(cls, settings: Settings) -> Self:
        """The run whose rows are in the working set. Raises FileNotFoundError when there is none."""
        content = read_state(_run_path(settings), dict)
        if content is None:
            raise FileNotFoundError("no run was begun yet, or what it handed on is damaged: run make refresh")
        return cls(**{**content, "started_at": dt.datetime.fromisoformat(content["started_at"])})


def _run_path(settings: Settings) -> Path:
    return settings.work_dir / "run.json"


def run_records(settings: Settings, this: Run, reading: Reading) -> dict[str, list[Any]]:
    """Write the run tables into the working set and the outcomes into the history; returns this run's rows."""
    outcomes = outcome_records(this, reading)
    rows: dict[str, list[Any]] = {
        "runs": [RunRecord(this.run_id, this.period_id, this.rule_id, this.started_at, this.as_known)],
        "periods": [period.record for period in every_period()],
        "manifest": manifest_records(settings, this.started_at),
        "corrections": correction_records(settings.raw_dir),
        "outcomes": outcomes,
    }
    for table in ("runs", "periods", "manifest", "corrections"):
        write_records(settings.working_set_dir / table / "current.parquet", table, rows[table])
    remember(settings, this, "outcomes", outcomes)
    link_history(settings, "outcomes")
    link_history(settings, QUALITY_RESULTS)
    return rows


def outcome_records(this: Run, reading: Reading) -> list[OutcomeRecord]:
    """One row per document of this run."""
    return [
        OutcomeRecord(
            run_id=this.run_id,
            period_id=this.period_id,
            at=this.started_at,
            file_name=outcome.file_name,
            document_id=outcome.document_id,
            jurisdiction=outcome.jurisdiction,
            layout=outcome.layout,
            success=outcome.success,
            reason=outcome.reason,
            error=outcome.error,
            found=outcome.found,
            expected=outcome.expected,
            advice=outcome.advice,
            counts=json.dumps(dict(outcome.counts), sort_keys=True),
            unread_chars=outcome.unread_chars,
        )
        for outcome in reading.outcomes
    ]


def correction_records(raw_dir: Path) -> list[CorrectionRecord]:
    """Every item of every raw/<jurisdiction>/corrections.yml, those that cannot be used with their problem."""
    folders = sorted(path for path in raw_dir.iterdir() if path.is_dir()) if raw_dir.is_dir() else []
    return [record for folder in folders for record in read_corrections(folder)]


def manifest_records(settings: Settings, now: dt.datetime) -> list[ManifestRecord]:
    """One row per document ever taken in; its first refresh is remembered in data/history/manifest/."""
    known = {row.sha256: row for row in first_seen(settings)}
    for file in [document.file for document in plan_documents(settings) if document.problem is None]:
        known.setdefault(file.sha256, ManifestRecord(file.document_id, file.file_name, file.sha256, now))
    rows = sorted(known.values(), key=lambda row: (row.ingested_at, row.file_name))
    write_sealed(settings.history_dir / "manifest", "first_seen", "manifest", rows)
    return rows


def first_seen(settings: Settings) -> list[ManifestRecord]:
    """What the refreshes before this one took in; of the same bytes the first time comes last."""
    paths = (settings.history_dir / "manifest").glob("first_seen.*")
    found = [row for path in paths for row in read_history(path, "manifest")]
    return sorted(found, key=lambda row: row.ingested_at, reverse=True)


def remember(settings: Settings, this: Run, table: str, rows: Sequence[Any]) -> None:
    """Keep this run's rows, whatever becomes of the run."""
    write_sealed(settings.history_dir / table, this.history_name, table, rows)


def link_history(settings: Settings, table: str) -> list[Any]:
    """Make the working set's table the rows of the last runs, or one empty file; returns the rows."""
    directory = settings.working_set_dir / table
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    found: list[Any] = []
    for path in sorted((settings.history_dir / table).glob("[0-9]*.parquet"))[-HISTORY_RUNS:]:
        rows = read_history(path, table)
        if rows:
            link_or_copy(path, directory / path.name)
        found += rows
    if not any(directory.iterdir()):
        write_records(directory / "none.parquet", table, [])
    return found


def read_history(path: Path, table: str) -> list[Any]:
    """The rows an earlier run left; none where the file is damaged or of other columns than today's."""
    try:
        if not is_sealed(path):
            raise ValueError("its bytes are not those its name says")
        return read_records(path, table)
    except (OSError, ValueError, TypeError) as error:
        LOG.warning("%s is damaged (%s); its rows are left out", path, error)
        return []
