"""The results of the checks as rows of ``fct_quality_results``, and as the frame its own suite is run over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.checks.suites import ExpectationResult
from pipeline.records import QualityResultRecord
from pipeline.runs.run import Run


def quality_row(run: Run, result: ExpectationResult) -> QualityResultRecord:
    """One row of ``fct_quality_results``."""
    return QualityResultRecord(
        run_id=run.run_id,
        period_id=run.period_id,
        at=run.started_at,
        suite=result.suite,
        expectation=result.expectation,
        table_name=result.suite,
        column_name=result.column,
        severity=result.severity,
        success=result.success,
        observed=result.observed,
        unexpected_sample=result.sample,
    )


def frame_of(rows: Sequence[QualityResultRecord]) -> Any:
    """The rows as a pandas frame with the columns of the published table."""
    import pandas as pd

    names = {"table_name": "table", "column_name": "column"}
    columns = QualityResultRecord.__dataclass_fields__
    return pd.DataFrame([{names.get(name, name): getattr(row, name) for name in columns} for row in rows])
