"""Bad documents and failing checks: nothing crashes the refresh, nothing published is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipeline.assets.keys import DOCUMENTS, READ_WHOLE, jurisdictions, partition_of
from pipeline.assets.previews import escaped
from pipeline.settings import set_tool_switches
from tests.whole_pipeline.conftest import Home, home_at

REPLACED = "东阳市/2023-政府工作报告重点工作责任分解.txt"
REMOVED = "义乌市/2022-政府工作报告.txt"
BAD = {
    "inbox/empty.txt": (b"", "empty"),
    "inbox/minutes.txt": ("会议纪要\n\n会议讨论了若干事项，大家畅所欲言。\n".encode(), "unknown_layout"),
    "inbox/plan.pdf": (b"no PDF \x00\x01\x02\xff\xfe" * 40, "not_what_it_says"),
}


@pytest.fixture(scope="module")
def bad_home(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A good refresh moved elsewhere, then one with bad files, one document replaced by rubbish and one removed."""
    root = tmp_path_factory.mktemp("bad") / "home"
    shutil.copytree(home.settings.data_dir.parent, root, symlinks=True)
    good, home = home, home_at(root)
    for name, (content, _) in BAD.items():
        home.drop(name, content)
    home.drop(REPLACED, "此文件已损坏".encode())
    (home.settings.raw_dir / REMOVED).unlink()
    source = home.settings.raw_dir / "义乌市" / "source.yml"
    source.write_text(_without(source.read_text("utf-8"), "2022-政府工作报告.txt"), "utf-8")
    assert home.refresh() is None
    yield home
    set_tool_switches(good.settings)


def _without(source: str, file_name: str) -> str:
    head, *entries = source.split("  - file_name: ")
    return head + "".join(f"  - file_name: {entry}" for entry in entries if not entry.startswith(file_name))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_set_aside_with_a_reason(bad_home, name):
    query = "select success, reason, advice is not null from marts.fct_parse_outcomes"
    current = 'run_id = (select run_id from marts.fct_parse_outcomes order by "at" desc limit 1)'
    assert bad_home.rows(f"{query} where file_name = '{name}' and {current}") == [(False, BAD[name][1], True)]
    report = bad_home.settings.quarantine_dir / name.replace("/", "__") / "report.md"
    text = report.read_text("utf-8")
    assert BAD[name][1] in text
    assert "What to do:" in text


@pytest.mark.usefixtures("bad_home")
def test_only_the_jurisdictions_of_bad_documents_fail_their_check():
    """Fails if the UI does not say of each jurisdiction whether all its documents were read, and of which not."""
    places = {partition_of(Path(name).parent.as_posix() if "/" in name else None) for name in (*BAD, REPLACED)}
    with dg.DagsterInstance.get() as instance:
        known = instance.get_dynamic_partitions(str(jurisdictions.name))
        told = {place: _latest(instance, place) for place in known}
    assert {"东阳市", "义乌市", "inbox"} <= set(known)
    assert {place for place, metadata in told.items() if metadata["set aside"].value} == places
    shown = "".join(metadata["outcomes"].value for metadata in told.values())
    for name, (_, reason) in BAD.items():
        assert escaped(Path(name).name) in shown
        assert escaped(reason) in shown


def _latest(instance, place):
    """The metadata of a jurisdiction's latest materialization, which its check agrees with."""
    filters = dg.AssetRecordsFilter(asset_key=DOCUMENTS, asset_partitions=[place])
    (record,) = instance.fetch_materializations(filters, limit=1).records
    metadata = record.asset_materialization.metadata
    check = dg.AssetCheckKey(DOCUMENTS, READ_WHOLE)
    history = instance.event_log_storage.get_asset_check_execution_history(check, limit=500)
    told = [item.event.dagster_event.asset_check_evaluation_data for item in history]
    assert next(item.passed for item in told if item.partition == place) == (metadata["set aside"].value == 0)
    return metadata


def test_a_document_whose_new_version_cannot_be_read_keeps_its_last_good_one(bad_home):
    query = "select count(*) from marts.fct_tasks where jurisdiction = '东阳市' and list_type = 'key_work'"
    assert bad_home.rows(query) == [(136,)]


def test_a_document_that_left_raw_leaves_the_warehouse(bad_home):
    assert bad_home.rows("select count(*) from marts.dim_documents where doc_type = 'work_report'") == [(0,)]


def test_a_failing_check_leaves_the_last_good_release_untouched(bad_home, tmp_path):
    """Fails if data that broke a critical expectation reaches data/published/."""
    settings = bad_home.settings
    before = (settings.published_dir / "latest").resolve()
    expectations = tmp_path / "expectations"
    shutil.copytree(settings.expectations_dir, expectations)
    suite = expectations / "dim_rules.yml"
    suite.write_text(suite.read_text("utf-8").replace("min_value: 6", "min_value: 600"), "utf-8")
    problem = bad_home.refresh(expectations_dir=expectations)
    assert problem is not None
    assert (settings.published_dir / "latest").resolve() == before
    assert bad_home.rows("select count(*) from marts.fct_progress") == [(159,)]
    failed = sorted((settings.history_dir / "quality_results").iterdir())[-1]
    errors = f"select table_name from read_parquet('{failed}') where not success and severity = 'error'"
    assert bad_home.rows(errors) == [("dim_rules",)]


def test_a_source_entry_that_does_not_fit_is_told_and_stops_nobody(bad_home):
    source = bad_home.settings.raw_dir / "义乌市" / "source.yml"
    text = source.read_text("utf-8")
    source.write_text(text + "  - file_name: no-such-file.txt\n", "utf-8")
    assert bad_home.refresh() is None
    source.write_text(text, "utf-8")
    told = "select reason, found from marts.fct_parse_outcomes where file_name = '义乌市/no-such-file.txt'"
    ((reason, found),) = bad_home.rows(told)
    assert reason == "source_entry"
    assert "义乌市/source.yml" in found
    assert bad_home.rows("select count(*) from marts.fct_progress") == [(159,)]
