"""Building only the jurisdictions that changed leaves the tables of a full build, row for row."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from benchmarks.corpus import write_corpus
from benchmarks.corpus.county import counties as invented
from benchmarks.corpus.documents import documents
from benchmarks.corpus.media import file_name, to_bytes
from pipeline.publish.data_package import keys_of
from pipeline.runs.places import load_places, place_keys
from pipeline.runs.plan import Reading, plan_documents
from pipeline.runs.reading import read_document
from pipeline.runs.run import Run, run_records
from pipeline.runs.working_set import settle
from pipeline.settings import Settings, set_tool_switches
from pipeline.store import RecordStore
from pipeline.understand import understand
from pipeline.warehouse import building, dbt_runner

STARTED = dt.datetime(2024, 1, 20, 8)
COUNTIES = 5


def arrive(settings: Settings, rule_id: str = "linear_year") -> None:
    """Read what lies in raw/ and leave what dbt reads, as a refresh does."""
    planned, store = plan_documents(settings), RecordStore(settings.records_dir)
    outcomes = [read_document(one.file, one.entry, one.key, store, understand) for one in planned]
    reading = Reading("", tuple(one.key for one in planned), tuple(outcomes), STARTED)
    assert not [outcome.error for outcome in outcomes if not outcome.success]
    run = Run("run", "2023-Q4", rule_id, "", STARTED, "2023-Q4", "then")
    run.save(settings)
    _, reading = settle(settings, store, planned, reading)
    run_records(settings, run, reading)


def rows_of(path: Path) -> dict[str, Counter[str]]:
    """Every table's rows, how often each."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("""
            select schema_name || '.' || table_name from duckdb_tables() where schema_name != 'main'
        """).fetchall()
        return {name: Counter(map(str, connection.execute(f"from {name}").fetchall())) for (name,) in tables}


def keys_in(path: Path) -> dict[tuple[str, str], list[dict[str, object]]]:
    """The primary and foreign keys that the data package tells of."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as built (read_only)")
        return keys_of(connection)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Counties of four documents each, all built."""
    root, kept = tmp_path_factory.mktemp("places"), dict(os.environ)
    write_corpus(COUNTIES * 8, root)
    for path in root.glob("raw/*/*"):
        if not any(part in path.name for part in ("重点工作", "民生", "一季度", "三季度")):
            path.unlink()
    found = Settings.from_environment({"DUBAN_RAW_DIR": f"{root}/raw", "DUBAN_DATA_DIR": f"{root}/data"})
    set_tool_switches(found)
    dbt_runner.load_manifest(found)
    arrive(found)
    building.build_models(found)
    yield found
    os.environ.update(kept)


@pytest.fixture
def changing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Few jurisdictions are enough to build some of them by themselves; what was built is in the log."""
    monkeypatch.setattr(building, "FEWEST", 0)
    monkeypatch.setattr(building, "MOST_CHANGED", 0.9)
    caplog.set_level(logging.INFO, "duban")
    return caplog


def counties(settings: Settings) -> list[Path]:
    return sorted(path for path in settings.raw_dir.iterdir() if path.is_dir())


def named(folder: Path, part: str) -> Path:
    (found,) = [path for path in folder.iterdir() if part in path.name]
    return found


def shorten(path: Path) -> None:
    """Write an invented document without its last row."""
    county = next(one for one in invented(1) if one.name == path.parent.name)
    page = next(one for one in documents(county) if file_name(one) == path.name)
    (page.grid or page.paragraphs).pop()
    path.write_bytes(to_bytes(page))


def correct(settings: Settings, folder: Path) -> None:
    """Say of the county's first target that another value is right, and of a target that is not there as well."""
    with duckdb.connect(str(settings.built_warehouse), read_only=True) as connection:
        query = """
            select min(target_id) from marts.fct_targets
            where jurisdiction = ? and kind = 'count' and task_id is not null
        """
        ((target,),) = connection.execute(query, [folder.name]).fetchall()
    item = "- {{record: '{}', field: value, right: '{}', reason: 看过现场, who: 督查室, when: 2024-01-09}}\n"
    text = item.format(target, 7) + item.format("000000000000/key_work/1/1#t1", 8)
    (folder / "corrections.yml").write_text(text, "utf-8")


def test_what_changed_is_taken_over_as_if_all_were_built(
    settings: Settings, changing: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """Fails if a row of what was there stays or goes, or one of what changed is missing, twice or another."""
    first, second, third, fourth, fifth = counties(settings)
    before = rows_of(settings.built_warehouse)
    write_corpus(COUNTIES * 8, tmp_path / "more")  # a document added
    shutil.copy(named(tmp_path / "more" / "raw" / first.name, "全年"), first)
    shorten(named(second, "三季度"))  # one changed
    named(third, "一季度").unlink()  # one removed
    correct(settings, fourth)
    arrive(settings)
    building.build_models(settings)
    assert f"building 4 of {COUNTIES} jurisdictions" in changing.text

    shutil.rmtree(third)  # what was changed goes, what was removed comes back, what was said is taken back
    (fourth / "corrections.yml").unlink()
    named(fifth, "三季度").unlink()
    write_corpus((COUNTIES + 1) * 8, tmp_path / "new", skip=COUNTIES * 8)
    (new,) = (tmp_path / "new" / "raw").iterdir()
    shutil.copytree(new, settings.raw_dir / new.name)
    arrive(settings)
    building.build_models(settings)
    assert f"building 3 of {COUNTIES} jurisdictions" in changing.text
    assert "the whole is built" not in changing.text

    taken_over, keys = rows_of(settings.built_warehouse), keys_in(settings.built_warehouse)
    building.forget_state(settings)
    building.build_models(settings)
    whole = rows_of(settings.built_warehouse)
    assert taken_over.keys() == whole.keys()
    assert keys == keys_in(settings.built_warehouse) and len(keys) > 50
    assert {name for name in whole if taken_over[name] != whole[name]} == set()
    assert sum(before.get(name) != whole[name] for name in whole) > 25


def test_shards_put_together_are_the_whole(settings: Settings) -> None:
    """Fails if processes that build some jurisdictions each leave other tables, or less SQL, than one build of all."""
    arrive(settings)
    building.forget_state(settings)
    building.build_models(settings)
    whole, compiled = rows_of(settings.built_warehouse), settings.dbt_target_dir / "compiled"
    models = {path.name for path in compiled.rglob("models/**/*.sql")}
    building.forget_state(settings)
    shutil.rmtree(compiled)
    building.build_models(dataclasses.replace(settings, shards=2))
    assert len(models) > 50 and models - {path.name for path in compiled.rglob("models/**/*.sql")} == set()
    assert {name for name, rows in rows_of(settings.built_warehouse).items() if rows != whole[name]} == set()
    assert building.changed_places(dataclasses.replace(settings, shards=2)) is None  # so few are built as a whole


@pytest.mark.usefixtures("changing")
def test_unless_all_else_is_as_it_was_the_whole_is_built(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Fails if a build takes over rows that another rule, quarter or project made, or from a file it cannot trust."""
    arrive(settings)
    building.build_models(settings)
    assert building.changed_places(settings) == []
    arrive(settings, rule_id="wuhan_projects")
    assert building.changed_places(settings) is None
    arrive(settings)
    assert building.changed_places(settings) == []
    with monkeypatch.context() as patched:
        patched.setattr(building, "FEWEST", COUNTIES + 1)  # not worth two builds
        assert building.changed_places(settings) is None
    with monkeypatch.context() as patched:
        patched.setattr(dbt_runner, "project_hash", lambda _: "another project")
        assert building.changed_places(settings) is None
    (settings.work_dir / "places.json").rename(tmp_path / "places.json")
    assert building.changed_places(settings) is None
    (tmp_path / "places.json").rename(settings.work_dir / "places.json")
    whole = settings.built_warehouse.read_bytes()
    settings.built_warehouse.write_bytes(whole[: len(whole) // 2])
    assert building.changed_places(settings) is None
    settings.built_warehouse.write_bytes(whole)
    building.forget_state(settings)  # a person built single models
    assert building.changed_places(settings) is None


@pytest.mark.usefixtures("changing")
def test_a_correction_that_joins_two_jurisdictions_builds_the_whole(settings: Settings) -> None:
    """Fails if a jurisdiction is built by itself though a person says its answer stands in another's report."""
    first, second, *_ = load_places(settings)
    key = f"{first.documents[0]}/key_work/1/1#t1@{first.documents[1]}/row/1"
    other = f"{second.documents[0]}/row/1#a1"
    item = f"- {{record: '{key}', field: actual_id, right: '{other}', reason: 看过, who: 督查室, when: 2024-01-09}}\n"
    (settings.raw_dir / first.name / "corrections.yml").write_text(item, "utf-8")
    arrive(settings)
    assert place_keys(settings, load_places(settings)) is None
    assert building.changed_places(settings) is None
