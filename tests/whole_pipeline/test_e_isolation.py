"""The document is the unit of failure: whatever one of them breaks, the release goes out without it.

A county of its own breaks each critical expectation; one more document breaks the build and one cannot be matched.
All of them lie in one raw/ with a good document, and one refresh is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from pipeline.checks.suites import DOCUMENTS, Suite, SuiteRunner, load_suites
from pipeline.runs import working_set
from pipeline.runs.plan import Reading
from pipeline.settings import REPOSITORY, set_tool_switches
from pipeline.store import RecordStore, read_records, write_records
from tests.whole_pipeline.conftest import Home, home_at

# What no single document can break: the rules, the run's own results, and whether there is any document at all.
OF_THE_WHOLE = {"dim_dates", "dim_rules", "fct_quality_results"}
REPORT = """<html><body><h1>{place}2023年重点工作三季度进展情况汇总表</h1><table border="1">
<tr><td>序号</td><td>重点工作</td><td>牵头单位</td><td>进展情况</td></tr>
<tr><td>1</td><td>新建公园{n}个。</td><td>城管局</td><td>建成公园{n}个。</td></tr>
</table></body></html>
"""
BUILD, MATCH, GOOD = "建溪县", "匹源县", "良渡县[试点]*"


def criticals() -> list[tuple[str, int]]:
    """Every critical expectation that looks at rows, as (table, its place in the suite)."""
    return [
        (suite.table, place)
        for suite in load_suites(REPOSITORY / "expectations")
        for place, expectation in enumerate(suite.expectations)
        if expectation["severity"] == "critical" and "table" not in expectation["type"] and suite.document
    ]


CRITICALS = criticals()


def county(number: int) -> str:
    """A place of its own for each expectation: 甲甲甲县, 甲甲乙县 …"""
    stems = "甲乙丙丁戊己庚辛壬癸"
    return "".join(stems[int(digit)] for digit in f"{number:03}") + "县"


class Breaker:
    """Puts a row into the frame of each suite that breaks one expectation, as long as its document is loaded."""

    def __init__(self, home: Home, validate: Any) -> None:
        self._home, self._validate = home, validate

    def validate(self, runner: SuiteRunner, suite: Suite, frames: Any) -> Any:
        """Stands in for ``SuiteRunner.validate``."""
        frame = pd.concat([*frames], ignore_index=True)
        loaded = set(self.victims()) - {outcome.document_id for outcome in self._reading().refused.values()}
        for document_id, (table, place) in self.victims().items():
            if table == suite.table and document_id in loaded:
                rows = frame if len(frame) else pd.DataFrame([dict.fromkeys(frame.columns)])
                row = rows.iloc[:1].astype(object).assign(**{DOCUMENTS: document_id})
                frame = pd.concat([frame.astype(object), *breaking(row, suite.expectations[place])], ignore_index=True)
        return self._validate(runner, suite, [frame])

    def victims(self) -> dict[str, tuple[str, int]]:
        """Document id → the expectation that it breaks."""
        ids = {outcome.file_name.split("/")[0]: outcome.document_id for outcome in self._reading().as_read}
        return {ids[county(number)]: critical for number, critical in enumerate(CRITICALS)}

    def _reading(self) -> Reading:
        return Reading.load(self._home.settings)


def breaking(row: Any, expectation: Any) -> list[Any]:
    """The row, changed so that the expectation does not hold of it."""
    kind, column = expectation["type"], expectation.get("column")
    if "unique" in kind:  # twice under a key of the document's own, so that no other document's row is a third
        key = expectation.get("column") or expectation["column_list"][0]
        return [row.assign(**{key: row[DOCUMENTS]})] * 2
    bad = {
        "expect_column_values_to_be_in_set": "no word of the set",
        "expect_column_values_to_be_between": -(10**9),
        "expect_column_values_to_not_be_null": None,
        "expect_column_values_to_match_regex": "☠",
        "expect_column_values_to_not_match_regex": "1.，",
        "expect_column_value_lengths_to_be_between": "",
    }
    return [row.assign(**{column: bad[kind]})]


@pytest.fixture(scope="module")
def broken(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, Breaker]]:
    """One refresh with a violating document for each critical expectation, one for the build, one for matching."""
    mine = home_at(tmp_path_factory.mktemp("isolation"))
    for number, place in enumerate([*map(county, range(len(CRITICALS))), BUILD, MATCH, GOOD]):
        mine.drop(f"{place}/进展.html", REPORT.format(place=place, n=number + 1).encode())
    with pytest.MonkeyPatch.context() as patch:
        breaker = Breaker(mine, SuiteRunner.validate)
        patch.setattr(SuiteRunner, "validate", lambda *arguments: breaker.validate(*arguments))
        patch.setattr(working_set, "match", failing_match)
        patch.setattr(working_set, "match_ahead", lambda *_: None)  # a process of its own would know of no patch
        patch.setattr(working_set, "link_places", linking_bad_records)
        assert mine.refresh() is None
    yield mine, breaker
    set_tool_switches(home.settings)


def failing_match(records: Any) -> Any:
    """Matching as it is, but for one county's report."""
    if any(document.jurisdiction == MATCH and document.report_period_id for document in records["documents"]):
        raise AssertionError("a row no rule is made for")
    return MATCHING(records)


def linking_bad_records(store: RecordStore, directory: Any, places: Any) -> None:
    """The working set as it is, but one county's report has every row twice: no table takes the same key again."""
    LINKING(store, directory, places)
    for path in (directory / "progress").glob("*.parquet"):
        rows = read_records(path, "progress")
        if any(row.jurisdiction == BUILD for row in rows):
            path.unlink()
            write_records(path, "progress", rows * 2)


MATCHING, LINKING = working_set.match, working_set.link_places


def outcomes(home: Home) -> dict[str, tuple[str, str]]:
    """Document → (reason, what was found), of those set aside."""
    query = "select document_id, reason, found from marts.fct_parse_outcomes where not success"
    return {document: (reason, found) for document, reason, found in home.rows(query)}


@pytest.mark.parametrize("critical", CRITICALS, ids=lambda critical: f"{critical[0]}-{critical[1]}")
def test_a_document_that_breaks_a_critical_expectation_is_set_aside(broken, critical):
    home, breaker = broken
    (victim,) = [document for document, breaks in breaker.victims().items() if breaks == critical]
    reason, found = outcomes(home)[victim]
    assert reason == "fails_check"
    assert critical[0] in found
    assert home.rows(f"select count(*) from marts.dim_documents where document_id = '{victim}'") == [(0,)]


@pytest.mark.parametrize(("place", "reason"), [(BUILD, "breaks_build"), (MATCH, "unmatched")])
def test_a_document_with_which_nothing_builds_or_matches_is_set_aside(broken, place, reason):
    home, _ = broken
    query = "select file_name, reason from marts.fct_parse_outcomes where not success and jurisdiction = '{}'"
    assert home.rows(query.format(place)) == [(f"{place}/进展.html", reason)]


def test_nobody_else_is_set_aside(broken):
    home, breaker = broken
    meant = {*breaker.victims(), *_of(home, BUILD), *_of(home, MATCH)}
    assert {document: told for document, told in outcomes(home).items() if document not in meant} == {}
    assert home.rows("select jurisdiction from marts.dim_documents") == [(GOOD,)]


def _of(home: Home, place: str) -> list[str]:
    query = f"select document_id from marts.fct_parse_outcomes where file_name = '{place}/进展.html'"
    return [document for (document,) in home.rows(query)]


def test_every_table_of_rows_says_whose_they_are():
    """Fails if a suite comes in whose critical failures nobody can set a document aside for."""
    unnamed = {suite.table for suite in load_suites(REPOSITORY / "expectations") if not suite.document}
    assert unnamed == OF_THE_WHOLE
