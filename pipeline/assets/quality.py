"""Great Expectations as asset checks: one check per published table, blocking where a critical expectation fails."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from pipeline.assets.keys import mart_key, quarters, source_key
from pipeline.assets.previews import preview, records_preview
from pipeline.assets.refused import tell_refused
from pipeline.assets.run_tables import run_of_quarter
from pipeline.checks.data_docs import Checked, make_offline, suite_status
from pipeline.checks.offenders import offenders
from pipeline.checks.quality_rows import frame_of, quality_row
from pipeline.checks.suites import (
    RESULTS_TABLE,
    ExpectationResult,
    Suite,
    SuiteRunner,
    load_suites,
    validate_all,
)
from pipeline.runs.last_good import LastGood
from pipeline.runs.plan import Reading, plan_documents
from pipeline.runs.run import QUALITY_RESULTS, Run, link_history, remember
from pipeline.settings import Settings
from pipeline.store import RecordStore
from pipeline.warehouse.building import build_models
from pipeline.warehouse.rebuilding import Rebuilding

CHECK_NAME = "expectations"


def build_quality_checks(settings: Settings) -> list[dg.AssetChecksDefinition]:
    """One multi-check over all suites; it also hands this run's results on to the table of results."""
    suites = load_suites(settings.expectations_dir)
    tables = [suite for suite in suites if suite.table != RESULTS_TABLE]
    own = next((suite for suite in suites if suite.table == RESULTS_TABLE), None)
    specs = [
        dg.AssetCheckSpec(
            CHECK_NAME,
            asset=mart_key(suite.table),
            blocking=True,
            description=description_of(suite),
            partitions_def=quarters,
        )
        for suite in tables
    ]

    @dg.multi_asset_check(specs=specs, name="expectations")
    def expectations(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        """Validate the built tables, without the documents that break a critical expectation; every result is a row."""
        run = run_of_quarter(context, settings)
        runner, results = _validate_what_holds(context, settings, tables)
        rows = [quality_row(run, result) for result in _flat(results)]
        if own is not None:
            results_of_own = runner.validate(own, [frame_of(rows)])
            rows += [quality_row(run, result) for result in results_of_own]
        remember(settings, run, QUALITY_RESULTS, rows)
        shutil.rmtree(settings.data_docs_dir, ignore_errors=True)
        runner.write_data_docs(settings.data_docs_dir)
        checked = Checked(run.release_name, run.period_id, run.rule_id, run.started_at)
        make_offline(settings.data_docs_dir, [suite_status(found) for found in results], checked)
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
        rebuilding = Rebuilding(settings, Run.load(settings), lambda: build_models(settings))
        _, settled = rebuilding.build(reading.without(refused))
        tell_refused(context, settings, rebuilding.planned, reading, settled)


def build_quality_results(settings: Settings) -> list[dg.AssetsDefinition]:
    """The rows of all checks as a table dbt reads; it waits for every blocking check."""
    checked = [
        mart_key(suite.table) for suite in load_suites(settings.expectations_dir) if suite.table != RESULTS_TABLE
    ]

    @dg.asset(
        key=source_key(QUALITY_RESULTS), deps=checked, partitions_def=quarters, group_name="quality", kinds={"parquet"}
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
    rows = [
        (_in_words(one.expectation, one.column, one.description), one.severity, one.observed, one.sample)
        for one in failed
    ]
    return dg.AssetCheckResult(
        asset_key=mart_key(suite.table),
        check_name=CHECK_NAME,
        passed=not failed,
        severity=dg.AssetCheckSeverity.ERROR if is_error or not failed else dg.AssetCheckSeverity.WARN,
        description="\n".join(
            [f"{len(results) - len(failed)} of {len(results)} expectations hold", *map(_told, failed)]
        ),
        metadata={
            "failures": len(failed),  # what is plotted over time
            "failed": preview(["expectation", "severity", "observed", "rows"], rows),
        },
    )


def _told(result: ExpectationResult) -> str:
    """A failing expectation with what was found, for the first look at its check."""
    sample = f"; for example {result.sample}" if result.sample else ""
    asked = _in_words(result.expectation, result.column, result.description)
    return f"{result.severity}: {asked}: {result.observed}{sample}"


def _in_words(expectation: str, column: str | None, description: str | None) -> str:
    """What an expectation expects, for a person: what its suite says of it, else its name without underscores."""
    said = (description or expectation.removeprefix("expect_").replace("_", " ")).rstrip(".。")
    return f"{column or 'table'}: {said}"


def _flat(results: Sequence[Sequence[ExpectationResult]]) -> Iterator[ExpectationResult]:
    for found in results:
        yield from found


def description_of(suite: Suite) -> str:
    """What a suite expects, in full: first what keeps a release from being published."""
    parts = [f"The expectations of expectations/{suite.table}.yml, by Great Expectations."]
    for severity, heading in (
        ("critical", "These block publication:"),
        ("warning", "These block nothing:"),
    ):
        expected = [one for one in suite.expectations if one["severity"] == severity]
        if expected:
            parts.append("\n".join([heading, "", *(f"- {_expected(one)}" for one in expected)]))
    return "\n\n".join(parts)


def _expected(one: Mapping[str, Any]) -> str:
    columns = one.get("column") or ", ".join(one.get("column_list") or [])
    return _in_words(one["type"], columns or one.get("column_A"), one.get("description"))
