"""A refresh of the five documents, through Dagster, into a published release."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from pipeline.settings import REPOSITORY

# Columns a BI tool may rely on: the contract's, by table.
CONTRACT = {
    "dim_documents": "document_id jurisdiction title doc_number issuer issued_on doc_type plan_period_id"
    " report_period_id file_name media_type sha256 page_count layout role_convention revision superseded_by ingested_at"
    " parent_jurisdictions",
    "dim_document_texts": "document_id text",
    "dim_periods": "period_id period_type label_zh start_date end_date year quarter time_share",
    "dim_units": "unit_id jurisdiction unit_name full_name unit_type is_group",
    "dim_unit_aliases": "unit_id alias how_known",
    "dim_leaders": "leader_id jurisdiction leader_name title valid_from valid_to is_current",
    "dim_programs": "program_id document_id program_no program_name convenors",
    "dim_indicators": "indicator_id document_id program_no level indicator_no indicator_name",
    "dim_rules": "rule_id name source thresholds scope",
    "bridge_unit_members": "group_unit_id member_unit_id",
    "bridge_task_units": "task_id unit_id role position name_as_written",
    "bridge_task_leaders": "task_id leader_id role",
    "fct_tasks": "task_id document_id jurisdiction period_id list_type section_no section_title task_no title task_text"
    " leader_id source_page char_start char_end",
    "fct_targets": "target_id task_id document_id position indicator comparator value value_high unit kind aggregation"
    " period_id scope is_firm is_approximate quote source_page char_start char_end",
    "fct_progress": "progress_id document_id jurisdiction period_id row_no task_name task_id link_kind link_score"
    " lead_unit_id narrative stated_status status source_page char_start char_end",
    "fct_actuals": "actual_id progress_id indicator value unit kind as_of_period_id quote char_start char_end",
    "fct_target_progress": "target_id progress_id period_id actual_id ratio time_share pace_gap verdict basis"
    " rule_id reason",
    "fct_findings": "finding_id period_id kind severity document_id task_id target_id progress_id detail"
    " quote against_quote",
    "fct_quality_results": "suite expectation table column success observed unexpected_sample period_id run_id at",
    "fct_parse_outcomes": "run_id file_name document_id layout success error",
    "rpt_indicator_progress": "period_id",
    "rpt_task_progress": "period_id",
    "rpt_issue_closure": "period_id",
    "rpt_unit_board": "period_id rank attainment",
    "rpt_leader_board": "period_id rank attainment",
    "rpt_coverage": "period_id task_id is_mentioned",
}


@pytest.mark.parametrize("table", CONTRACT)
def test_every_contracted_column_is_published(in_home, table):
    query = "select column_name from information_schema.columns where table_schema = 'marts' and table_name"
    published = {name for (name,) in in_home(f"{query} = '{table}'")}
    assert set(CONTRACT[table].split()) <= published


@pytest.mark.parametrize(
    ("what", "query", "expected"),
    [
        ("documents", "select count(*) from marts.dim_documents", 5),
        ("义乌 tasks", "select count(*) from marts.fct_tasks where document_id = 'd0289779e168'", 213),
        ("义乌 unit mentions",
         "select count(*) from marts.bridge_task_units join marts.fct_tasks using (task_id) "
         "where document_id = 'd0289779e168'", 539),
        ("东阳 tasks",
         "select count(*) from marts.fct_tasks where document_id = '28301e6448ff' and list_type = 'key_work'", 136),
        ("东阳 livelihood",
         "select count(*) from marts.fct_tasks "
         "where document_id = '28301e6448ff' and list_type = 'livelihood'", 10),
        ("programmes", "select count(*) from marts.dim_programs", 10),
        ("programme tasks", "select count(*) from marts.fct_tasks where list_type = 'program_task'", 78),
        ("indicators", "select count(*) from marts.dim_indicators", 129),
        ("progress rows", "select count(*) from marts.fct_progress", 159),
        ("rows the same as their task", "select count(*) from marts.fct_progress where link_kind = 'same'", 133),
        ("rows reworded", "select count(*) from marts.fct_progress where link_kind = 'reworded'", 25),
        ("rows not in the plan", "select count(*) from marts.fct_progress where link_kind = 'none'", 1),
        ("tasks of followed lists that no row reports",
         "select count(*) from marts.rpt_coverage where is_followed and not is_mentioned", 14),
    ],
)  # fmt: skip
def test_the_documents_are_whole(in_home, what, query, expected):
    assert in_home(query) == [(expected,)], what


def test_every_firm_target_of_a_linked_task_is_judged(in_home):
    query = """
        select t.target_id from marts.fct_targets t join marts.fct_progress p on t.task_id = p.task_id
        where t.is_firm and not exists (
            select 1 from marts.fct_target_progress j
            where j.target_id = t.target_id and j.progress_id = p.progress_id)
    """
    assert in_home(query) == []


def test_the_release_holds_this_runs_own_check_results(home, in_home):
    release = json.loads((home.settings.published_dir / "release.json").read_text("utf-8"))
    suites = in_home(f"select distinct suite from marts.fct_quality_results where run_id = '{release['run_id']}'")
    tables = {path.stem for path in (REPOSITORY / "expectations").glob("*.yml")}
    assert {name for (name,) in suites} == tables


def test_every_published_table_has_a_suite(in_home):
    published = in_home("select table_name from information_schema.tables where table_schema = 'marts'")
    # What changed is told after the checks: it compares two releases that passed them.
    suites = {path.stem for path in (REPOSITORY / "expectations").glob("*.yml")}
    assert {name for (name,) in published} - {"rel_changes"} == suites


def test_the_parquet_files_are_the_same_tables(home, in_home):
    tables = in_home("select table_name from information_schema.tables where table_schema = 'marts'")
    for (table,) in tables:
        parquet = home.settings.published_dir / "parquet" / f"{table}.parquet"
        in_file = f"select count(*) from read_parquet('{parquet}')"
        assert in_home(in_file) == in_home(f"select count(*) from marts.{table}"), table


def test_an_older_duckdb_can_open_the_file(home):
    """Fails if the file is written in a storage format newer than DuckDB 1.0's (number 64 in its header)."""
    header = (home.settings.published_dir / "warehouse.duckdb").read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 64


def test_columns_are_described_in_the_file_itself(in_home):
    query = "select count(*) from duckdb_columns() where schema_name = 'marts' and comment is null"
    assert in_home(query) == [(0,)]


def test_forms_board_and_data_docs_are_published(home):
    forms = {path.name for path in (home.settings.published_dir / "forms").iterdir()}
    assert {"2023-Q3_义乌市.xlsx", "主要指标进度表.csv", "重点任务进度表.csv", "问题销号进度表.csv"} <= forms
    board = {path.name for path in (home.settings.published_dir / "board").iterdir()}
    assert board == {"index.html", "changes.html", "2023-Q3.html", "2023-Q3_义乌市.html"}
    index = (home.settings.published_dir / "data_docs" / "index.html").read_text("utf-8")
    assert home.settings.published_dir.joinpath("latest").resolve().name in index


def test_dbts_docs_are_one_page_that_asks_for_nothing(home):
    """Fails if the page lacks a mart's description, may fetch anything, or names a directory of this machine."""
    page = (home.settings.published_dir / "dbt_docs.html").read_text("utf-8")
    assert "rpt_judgements" in page and json.dumps("宽表")[1:-1] in page
    assert "default-src 'none'" in page and "connect-src" not in page
    assert str(home.settings.data_dir) not in page


def test_what_people_take_away_says_what_the_marts_say(home):
    """Fails if a cell of the board, a form or the wide table of the five documents differs from its mart."""
    from benchmarks.read_back import compare

    results = compare(home.settings.published_dir)
    assert {name: differences for name, (_, differences) in results.items()} == {name: [] for name in results}


def test_the_data_package_is_valid(home):
    """Fails if a type, key, foreign key or checksum of datapackage.json does not hold of the five documents."""
    from frictionless import Package

    report = Package(str(home.settings.published_dir.resolve() / "latest" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]
    assert len(report.tasks) == len(list((home.settings.published_dir / "parquet").iterdir()))


def test_nothing_new_is_decided_before_anything_heavy_is_imported(home):
    """Fails if a second refresh parses, builds, or so much as imports what would."""
    settings = home.settings
    environment = {
        **os.environ,
        "DUBAN_RAW_DIR": str(settings.raw_dir),
        "DUBAN_DATA_DIR": str(settings.data_dir),
        "DAGSTER_HOME": str(settings.dagster_home),
    }
    code = (
        "import sys; from pipeline.refresh import main; status = main();"
        "heavy = {'dagster', 'dbt', 'pandas', 'great_expectations', 'pyarrow', 'duckdb'} & set(sys.modules);"
        "print('heavy', heavy); sys.exit(status)"
    )
    before = (settings.published_dir / "latest").resolve()
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=REPOSITORY, capture_output=True, text=True, timeout=120
    )
    assert result.stdout.startswith("nothing new")
    assert "heavy set()" in result.stdout
    assert (settings.published_dir / "latest").resolve() == before


def test_the_run_is_in_dagsters_history_with_lineage_and_previews(home):
    import dagster as dg

    from pipeline.assets.keys import mart_key

    with dg.DagsterInstance.from_ref(_instance_ref(home)) as instance:
        jobs = [run.job_name for run in instance.get_runs()]
        assert sorted(jobs) == ["judge", "read"]
        event = instance.get_latest_materialization_event(mart_key("fct_targets"))
        metadata = event.asset_materialization.metadata
        assert metadata["dagster/row_count"].value > 600
        assert "target_id" in metadata["preview"].value
        lineage = metadata["dagster/column_lineage"].value.deps_by_column
        assert any(dep.asset_key.path[0] in ("records", "intermediate") for dep in lineage["value"])
        assert event.asset_materialization.partition == "2023-Q3"


def _instance_ref(home):
    from dagster._core.instance.ref import InstanceRef

    return InstanceRef.from_dir(str(home.settings.dagster_home))
