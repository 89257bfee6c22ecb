"""Great Expectations as asset checks: one check per published table, blocking where a critical expectation fails."""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import dagster as dg

from pipeline.assets.keys import mart_key, quarters, source_key
from pipeline.assets.last_good import Chosen, LastGood
from pipeline.assets.plan import Reading, plan_documents
from pipeline.assets.previews import preview, records_preview
from pipeline.assets.rebuilding import Rebuilding
from pipeline.assets.refused import tell_refused
from pipeline.assets.run import QUALITY_RESULTS, Run, link_history, remember
from pipeline.assets.suites import (
    RESULTS_TABLE,
    ExpectationResult,
    Suite,
    SuiteRunner,
    load_suites,
    validate_all,
)
from pipeline.assets.warehouse import build_all_models
from pipeline.assets.working_set import refusal
from pipeline.publish.data_docs import SuiteStatus, make_offline
from pipeline.records import QualityResultRecord
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome, RecordStore

CHECK_NAME = "great_expectations"


def build_quality_checks(settings: Settings) -> list[dg.AssetChecksDefinition]:
    """One multi-check over all suites; it also hands this run's results on to the table of results."""
    suites = load_suites(settings.expectations_dir)
    tables = [suite for suite in suites if suite.table != RESULTS_TABLE]
    own = next((suite for suite in suites if suite.table == RESULTS_TABLE), None)
    specs = [
        dg.AssetCheckSpec(CHECK_NAME, asset=mart_key(suite.table), blocking=True, description=_description(suite))
        for suite in tables
    ]

    @dg.multi_asset_check(specs=specs, name="expectations")
    def expectations(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        """Validate the built tables, without the documents that break a critical expectation; every result is a row."""
        runner, results = _validate_what_holds(context, settings, tables)
        run = Run.load(settings)
        rows = [quality_row(run, result) for result in _flat(results)]
        if own is not None:
            results_of_own = runner.validate(own, _frame(rows))
            rows += [quality_row(run, result) for result in results_of_own]
        remember(settings, run, QUALITY_RESULTS, rows)
        shutil.rmtree(settings.data_docs_dir, ignore_errors=True)
        runner.write_data_docs(settings.data_docs_dir)
        make_offline(settings.data_docs_dir, [suite_status(found) for found in results])
        failed = [row for row in rows if not row.success]
        context.log.info(f"{len(rows)} expectations on {len(tables)} tables, {len(failed)} failed")
        for row in failed:
            context.log.info(f"{row.severity}: {row.table_name}.{row.column_name or row.expectation}: {row.observed}")
        for suite, found in zip(tables, results, strict=True):
            yield check_result(suite, found)

    return [expectations]


def _validate_what_holds(
    context: dg.AssetCheckExecutionContext, settings: Settings, suites: Sequence[Suite]
) -> tuple[SuiteRunner, list[list[ExpectationResult]]]:
    """Validate; while rows of single documents break a critical expectation, build and validate without these."""
    while True:
        runner = SuiteRunner()
        results = list(validate_all(settings.built_warehouse, suites, runner))
        reading = Reading.load(settings)
        refused = offenders(
            _flat(results),
            LastGood(settings).choose(plan_documents(settings), RecordStore(settings.records_dir), reading.refused),
        )
        if not refused:
            return runner, results
        rebuilding = Rebuilding(settings, Run.load(settings), lambda: build_all_models(settings))
        _, settled = rebuilding.build(reading.without(refused))
        tell_refused(context, settings, rebuilding.planned, reading, settled)


def offenders(results: Iterable[ExpectationResult], loaded: Sequence[Chosen]) -> dict[str, DocumentOutcome]:
    """The loaded documents whose rows break a critical expectation, by content key, each with what it breaks."""
    broken: dict[str, list[str]] = defaultdict(list)
    for result in results:
        for document_id in result.documents if not result.success and result.severity == "error" else ():
            name = f"{result.suite}.{result.column or result.expectation}"
            broken[document_id].append(
                f"{name}: {result.description or result.expectation} {result.sample or ''}".strip()
            )
    return {
        version.key: refusal(version, "fails_check", "; ".join(broken[version.outcome.document_id]))
        for version in loaded
        if version.outcome.document_id in broken
    }


def build_quality_results(settings: Settings) -> list[dg.AssetsDefinition]:
    """The rows of all checks as a table dbt reads; it waits for every blocking check."""
    checked = [
        mart_key(suite.table) for suite in load_suites(settings.expectations_dir) if suite.table != RESULTS_TABLE
    ]

    @dg.asset(
        key=source_key(QUALITY_RESULTS), deps=checked, partitions_def=quarters, group_name="checks", kinds={"parquet"}
    )
    def hand_on_quality_results() -> dg.MaterializeResult[None]:
        """One row per expectation of this run and the runs before."""
        rows = link_history(settings, QUALITY_RESULTS)
        return dg.MaterializeResult(metadata={"dagster/row_count": len(rows), "preview": records_preview(rows[::-1])})

    return [hand_on_quality_results]


def check_result(suite: Suite, results: Sequence[ExpectationResult]) -> dg.AssetCheckResult:
    """One table's check: failed as an error when a critical expectation failed, as a warning when only others did."""
    failed = [result for result in results if not result.success]
    is_error = any(result.severity == "error" for result in failed)
    rows = [(result.expectation, result.column, result.severity, result.observed, result.sample) for result in failed]
    return dg.AssetCheckResult(
        asset_key=mart_key(suite.table),
        check_name=CHECK_NAME,
        passed=not failed,
        severity=dg.AssetCheckSeverity.ERROR if is_error or not failed else dg.AssetCheckSeverity.WARN,
        description=f"{len(results) - len(failed)} of {len(results)} expectations hold",
        metadata={
            "expectations": len(results),
            "failed": preview(["expectation", "column", "severity", "observed", "sample"], rows),
        },
    )


def suite_status(results: Sequence[ExpectationResult]) -> SuiteStatus:
    """One suite's line in the index of the Data Docs."""
    failed = [result for result in results if not result.success]
    named: dict[str, list[str]] = {"error": [], "warn": []}
    for result in failed:
        named[result.severity].append(f"{result.description or result.expectation} ({result.observed})")
    return SuiteStatus(results[0].suite, len(results) - len(failed), named["error"], named["warn"])


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


def _frame(rows: Sequence[QualityResultRecord]) -> Any:
    import pandas as pd

    names = {"table_name": "table", "column_name": "column"}
    columns = QualityResultRecord.__dataclass_fields__
    return pd.DataFrame([{names.get(name, name): getattr(row, name) for name in columns} for row in rows])


def _flat(results: Sequence[Sequence[ExpectationResult]]) -> Iterator[ExpectationResult]:
    for found in results:
        yield from found


def _description(suite: Suite) -> str:
    critical = sum(expectation["severity"] == "critical" for expectation in suite.expectations)
    return f"expectations/{suite.table}.yml: {critical} block publication, {len(suite.expectations) - critical} warn"
