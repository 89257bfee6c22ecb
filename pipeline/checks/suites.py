"""Run the suites of expectations/ with Great Expectations over the built tables. No Dagster here.

A suite is a YAML file named after its table:

    table: fct_targets
    index: [target_id]                    # what names an unexpected row in the sample
    document: t.document_id               # whose row it is (ids apart by blanks); without it: of the whole
    columns:                              # extra columns, SQL over the table as ``t``, that expectations ask about
      unread_share: t.unread_chars / ...
    expectations:
      - type: expect_column_values_to_be_between
        column: unread_share
        max_value: 0.1
        severity: warning                 # told; critical blocks publication
      - holds: quote_stands               # a rule of our own: SQL that is true (or null, for: not asked) in every row
        sql: t.quote = (select ...)
        severity: critical
        description: ...
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.lean import lean_imports

SAMPLE_SIZE = 5
PART_ROWS = 100_000  # of a table in memory at once
SEVERITIES = {"critical": "error", "warning": "warn"}
OWN_KEYS = {"type", "severity", "description"}
RESULTS_TABLE = "fct_quality_results"
DOCUMENTS = "from_documents"


@dataclass(frozen=True, slots=True)
class Suite:
    """One table's expectations, as data."""

    table: str
    index: tuple[str, ...]
    document: str | None
    columns: Mapping[str, str]
    expectations: tuple[Mapping[str, Any], ...]

    def query(self, columns: Collection[str], where: str = "true") -> str:
        """Of the table's ``columns`` those asked about, with the suite's own columns and each row's documents."""
        own = {**self.columns, **({DOCUMENTS: self.document} if self.document else {})}
        asked = {name for entry in self.expectations for name in _columns_of(entry)} | {*self.index}
        taken = [f't."{name}"' for name in columns if name in asked and name not in own]
        taken += [f'({sql}) as "{name}"' for name, sql in own.items()]
        return f'select {", ".join(taken) or "t.*"} from marts."{self.table}" as t where {where}'

    def cut_by(self, columns: Collection[str]) -> str | None:
        """The column by whose hash the rows can be checked in parts; None where they must be seen together.

        Rows that must not be alike are in one part, since every uniqueness names the column.
        """
        if any("mostly" in entry or entry["type"].startswith("expect_table") for entry in self.expectations):
            return None
        unique = [{*_columns_of(entry)} for entry in self.expectations if entry["type"].endswith("_unique")]
        return min({*columns}.intersection(*(unique or [{*self.index}])), default=None)


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """How one expectation of one suite went."""

    suite: str
    expectation: str
    column: str | None
    severity: str  # error | warn
    description: str | None
    success: bool
    observed: str | None
    sample: str | None  # JSON array
    documents: tuple[str, ...] = ()  # the ids of the documents whose rows are unexpected


def _columns_of(entry: Mapping[str, Any]) -> Sequence[str]:
    """The columns that an expectation asks about."""
    return entry.get("column_list") or [entry[key] for key in ("column", "column_A", "column_B") if key in entry]


def load_suites(directory: Path) -> list[Suite]:
    """Every suite in ``directory``, by table name."""
    return [_suite(path) for path in sorted(directory.glob("*.yml"))]


def _suite(path: Path) -> Suite:
    import yaml

    content = yaml.safe_load(path.read_text("utf-8"))
    if content["table"] != path.stem:
        raise ValueError(f"{path.name} must be named after its table, {content['table']}")
    for expectation in content["expectations"]:
        if expectation.get("severity") not in SEVERITIES:
            name = expectation.get("type") or expectation.get("holds")
            raise ValueError(f"{path.name}: {name} needs a severity, one of {', '.join(SEVERITIES)}")
    rules = {entry["holds"]: entry["sql"] for entry in content["expectations"] if "holds" in entry}
    return Suite(
        content["table"],
        tuple(content.get("index") or ()),
        content.get("document"),
        {**(content.get("columns") or {}), **rules},
        tuple(map(_in_words_of_the_tool, content["expectations"])),
    )


def _in_words_of_the_tool(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """A rule of our own is a column of the query that must be true."""
    if "holds" not in entry:
        return entry
    kept = {key: value for key, value in entry.items() if key not in ("holds", "sql")}
    return {"type": "expect_column_values_to_be_in_set", "column": entry["holds"], "value_set": [True], **kept}


class SuiteRunner:
    """Validates tables against suites and writes the Data Docs site of what it validated."""

    def __init__(self) -> None:
        with lean_imports():
            import great_expectations as gx
            from great_expectations.data_context.types.base import ProgressBarsConfig

        self._gx = gx
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)
        # One data asset for all tables: the context is written anew for each asset it gets.
        tables = self._context.data_sources.add_pandas("marts").add_dataframe_asset("table")
        self._batch = tables.add_batch_definition_whole_dataframe("whole")

    def validate(self, suite: Suite, frames: Iterable[Any]) -> list[ExpectationResult]:
        """Validate one table, given as pandas frames of its rows with the suite's extra columns."""
        definition = self._validation_definition(suite)
        # Every unexpected row is asked for: each names the documents that are to be set aside.
        result_format = {"result_format": "COMPLETE", "partial_unexpected_count": SAMPLE_SIZE}
        named = [*suite.index, *([DOCUMENTS] if suite.document else [])]
        if named:
            result_format["unexpected_index_column_names"] = named
        parts = []
        for frame in frames:
            outcome = definition.run(batch_parameters={"dataframe": frame}, result_format=result_format)
            parts.append([result.to_json_dict() for result in outcome.results])
        return [_result(suite, merged(of_parts)) for of_parts in zip(*parts, strict=True)]

    def write_data_docs(self, directory: Path) -> None:
        """Write the Data Docs site of everything validated so far."""
        site = {
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(directory)},
        }
        self._context.add_data_docs_site("duban", site)
        self._context.build_data_docs(site_names=["duban"])

    def _validation_definition(self, suite: Suite) -> Any:
        expectations = [self._expectation(expectation) for expectation in suite.expectations]
        built = self._context.suites.add(self._gx.ExpectationSuite(name=suite.table, expectations=expectations))
        definition = self._gx.ValidationDefinition(name=suite.table, data=self._batch, suite=built)
        return self._context.validation_definitions.add(definition)

    def _expectation(self, expectation: Mapping[str, Any]) -> Any:
        from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

        description = expectation.get("description")
        return ExpectationConfiguration(
            type=expectation["type"],
            kwargs={key: value for key, value in expectation.items() if key not in OWN_KEYS},
            severity=expectation["severity"],
            description=description,
        ).to_domain_obj()


def validate_all(warehouse: Path, suites: Iterable[Suite], runner: SuiteRunner) -> Iterator[list[ExpectationResult]]:
    """The results of every suite over the tables of ``warehouse``; a missing table is one failed result."""
    import duckdb

    with duckdb.connect(str(warehouse), read_only=True) as connection:
        query = "select table_name, list(column_name) from duckdb_columns() where schema_name = 'marts' group by all"
        tables: dict[str, list[str]] = dict(connection.execute(query).fetchall())
        for suite in suites:
            if suite.table in tables:
                yield runner.validate(suite, _frames(connection, suite, tables[suite.table]))
            else:
                yield [
                    ExpectationResult(suite.table, "table_exists", None, "error", None, False, "no such table", None)
                ]


def _frames(connection: Any, suite: Suite, columns: Collection[str]) -> Iterator[Any]:
    """The rows of one table as pandas frames of about ``PART_ROWS`` at most, so that memory does not grow with it."""
    ((count,),) = connection.execute(f'select count(*) from marts."{suite.table}"').fetchall()
    cut_by, parts = suite.cut_by(columns), -(-count // PART_ROWS)
    if cut_by is None or parts < 2:
        yield connection.sql(suite.query(columns)).df()
        return
    for part in range(parts):
        yield connection.sql(suite.query(columns, f'hash(t."{cut_by}") % {parts} = {part}')).df()


def merged(parts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The results of one expectation over the parts of a table as one over all its rows."""
    first, *others = parts
    if not others:
        return first
    found = [part["result"] for part in parts]
    result: dict[str, Any] = {**found[0]}
    for name in ("element_count", "unexpected_count"):
        if all(name in one for one in found):
            result[name] = sum(one[name] for one in found)
    for name in ("unexpected_index_list", "partial_unexpected_list"):
        result[name] = [row for one in found for row in one.get(name) or []]
    raised = next((part for part in parts if not part["success"] and part.get("exception_info")), first)
    return {**raised, "success": all(part["success"] for part in parts), "result": result}


def _result(suite: Suite, result: Mapping[str, Any]) -> ExpectationResult:
    configuration, found = result["expectation_config"], result["result"]
    return ExpectationResult(
        suite=suite.table,
        expectation=configuration["type"],
        column=_column(configuration["kwargs"]),
        severity=SEVERITIES[configuration["severity"]],
        description=configuration.get("description"),
        success=bool(result["success"]),
        observed=_observed(found, result.get("exception_info") or {}),
        sample=_sample(found),
        documents=_documents(found),
    )


def _column(kwargs: Mapping[str, Any]) -> str | None:
    return ", ".join(_columns_of({key: value for key, value in kwargs.items() if key != "column_B"})) or None


def _observed(found: Mapping[str, Any], exception: Mapping[str, Any]) -> str | None:
    if exception.get("raised_exception") or any(isinstance(value, dict) for value in exception.values()):
        return f"could not be evaluated: {json.dumps(exception, ensure_ascii=False, default=str)[:500]}"
    if "observed_value" in found:
        return str(found["observed_value"])
    if "unexpected_count" in found:
        return f"{found['unexpected_count']} of {found['element_count']} unexpected"
    return None


def _sample(found: Mapping[str, Any]) -> str | None:
    rows = (found.get("unexpected_index_list") or found.get("partial_unexpected_list") or [])[:SAMPLE_SIZE]
    sample = [{k: v for k, v in row.items() if k != DOCUMENTS} if isinstance(row, dict) else row for row in rows]
    return json.dumps(sample, ensure_ascii=False, default=str) if sample else None


def _documents(found: Mapping[str, Any]) -> tuple[str, ...]:
    rows = found.get("unexpected_index_list") or []
    return tuple(sorted({name for row in rows for name in str(row.get(DOCUMENTS) or "").split()}))
