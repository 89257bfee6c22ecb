"""Great Expectations as asset checks: one check per published table, blocking where a critical expectation fails."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from pipeline.assets.keys import mart_key, quarters, source_key
from pipeline.assets.previews import preview, records_preview
from pipeline.assets.refused import tell_refused
from pipeline.assets.run_tables import run_of_quarter
from pipeline.checks.checking import Checks, ChecksApart, Results, check_ahead, checks
from pipeline.checks.data_docs import Checked
from pipeline.checks.offenders import offenders
from pipeline.checks.quality_rows import quality_row
from pipeline.checks.suites import RESULTS_TABLE, ExpectationResult, Suite, load_suites
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
    tables, own = _suites(settings)
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
        run, checking = run_of_quarter(context, settings), checks()
        results = _validate_what_holds(context, settings, checking, tables)
        rows = [quality_row(run, result) for result in _flat(results)]
        if own is not None:
            rows += [quality_row(run, result) for result in checking.validate_rows(own, rows)]
        remember(settings, run, QUALITY_RESULTS, rows)
        checked = Checked(run.release_name, run.period_id, run.rule_id, run.started_at)
        checking.write_data_docs(settings.data_docs_dir, checked)
        failed = [row for row in rows if not row.success]
        context.log.info(f"{len(rows)} expectations on {len(tables)} tables, {len(failed)} failed")
        for row in failed:
            context.log.info(f"{row.severity}: {row.table_name}.{row.column_name or row.expectation}: {row.observed}")
        for suite, found in zip(tables, results, strict=True):
            yield check_result(suite, found)
        checking.settle()

    return [expectations]


def begin_checks(settings: Settings) -> None:
    """Check what was just built while it is reported, where a refresh has a process for that."""
    check_ahead(settings.built_warehouse, _suites(settings)[0])


def _suites(settings: Settings) -> tuple[list[Suite], Suite | None]:
    """The suites of the tables that are built before the checks, and that of the table of their results."""
    suites = {suite.table: suite for suite in load_suites(settings.expectations_dir)}
    own = suites.pop(RESULTS_TABLE, None)
    return list(suites.values()), own


def _validate_what_holds(
    context: dg.AssetCheckExecutionContext, settings: Settings, checking: Checks | ChecksApart, suites: Sequence[Suite]
) -> Results:
    """Validate; while rows of single documents break a critical expectation, build and validate without these."""
    while True:
        results = checking.validate(settings.built_warehouse, suites)
        reading = Reading.load(settings)
        refused = offenders(
            _flat(results),
            LastGood(settings).choose(plan_documents(settings), RecordStore(settings.records_dir), reading.refused),
        )
        if not refused:
            return results
        rebuilding = Rebuilding(settings, Run.load(settings), lambda: build_models(settings))
        _, settled = rebuilding.build(reading.without(refused))
        tell_refused(context, settings, rebuilding.planned, reading, settled)


def build_quality_results(settings: Settings) -> list[dg.AssetsDefinition]:
    """The rows of all checks as a table dbt reads; it waits for every blocking check."""
    checked = [mart_key(suite.table) for suite in _suites(settings)[0]]

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
