"""The data package: valid as its readers judge it, whole, and nothing in it runs."""

from __future__ import annotations

import csv
import hashlib
import json
import re

import duckdb
import pytest

from pipeline.publish.changes import write_changes
from pipeline.publish.data_package import write_package
from pipeline.publish.snapshot import write_snapshot
from tests.publish.conftest import HOSTILE


@pytest.fixture(scope="module")
def release(town_file, tmp_path_factory):
    directory = tmp_path_factory.mktemp("package")
    comments = {"fct_tasks": "One row per task.", "fct_tasks.task_id": "The task."}
    write_snapshot(town_file, directory / "warehouse.duckdb", directory / "parquet", comments)
    write_changes(directory / "warehouse.duckdb", None, directory / "parquet")
    write_package(directory / "warehouse.duckdb", town_file, "2023-Q3_town")
    return directory


@pytest.fixture(scope="module")
def package(release):
    return json.loads((release / "datapackage.json").read_text("utf-8"))


def resource(package, name):
    (found,) = [resource for resource in package["resources"] if resource["name"] == name]
    return found


def test_the_package_is_valid(release):
    """Fails if a column, type, key, foreign key, size or checksum is not what the package says."""
    from frictionless import Package

    report = Package(str(release / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]


def test_a_broken_foreign_key_or_type_makes_it_invalid(release, tmp_path):
    """Fails if the test above could not fail: a row without its parent, a word where a number stands."""
    import shutil

    from frictionless import Package

    shutil.copytree(release, tmp_path / "broken")
    path = tmp_path / "broken" / "csv" / "fct_targets.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        head, first, *rest = list(csv.reader(stream))
    first[head.index("task_id")], first[head.index("value")] = "no such task", "many"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, first, *rest])
    report = Package(str(tmp_path / "broken" / "datapackage.json")).validate()
    assert {"hash-count", "type-error", "foreign-key"} <= {kind for (kind,) in report.flatten(["type"])}


def test_every_table_is_in_it_with_every_row(release, package):
    with duckdb.connect(str(release / "warehouse.duckdb"), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        assert sorted(tables) == [resource["name"] for resource in package["resources"]]
        for table in tables:
            (count,) = connection.execute(f"select count(*) from marts.{table}").fetchone()
            with (release / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
                assert sum(1 for _ in csv.reader(stream)) == count + 1, table


def test_keys_and_descriptions_are_those_of_the_models(package):
    targets = resource(package, "fct_targets")["schema"]
    assert targets["primaryKey"] == ["target_id"]
    parents = {(key["fields"][0], key["reference"]["resource"]) for key in targets["foreignKeys"]}
    assert {("task_id", "fct_tasks"), ("document_id", "dim_documents"), ("period_id", "dim_periods")} <= parents
    tasks = resource(package, "fct_tasks")
    assert tasks["description"] == "One row per task."
    assert tasks["schema"]["fields"][0] == {
        "name": "task_id",
        "type": "string",
        "description": "The task.",
        "constraints": {"required": True},
    }


def test_no_cell_of_a_csv_begins_a_formula_and_each_reads_back(release):
    """Fails if a spreadsheet would run a document's words, or the apostrophe before them hides what they were."""
    texts = set()
    for path in (release / "csv").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            texts |= {text for row in csv.reader(stream) for text in row}
    assert not [text for text in texts if re.match(r"[=+@\t\r]|-(?!\d+(\.\d+)?$)", text)]
    assert f"'{HOSTILE}" in texts
    assert re.sub(r"^'(?='*[=+\-@\t\r])", "", f"'{HOSTILE}") == HOSTILE


def test_the_sources_are_named_by_their_bytes(release, package):
    with duckdb.connect(str(release / "warehouse.duckdb"), read_only=True) as connection:
        expected = {sha256 for (sha256,) in connection.execute("select sha256 from marts.dim_documents").fetchall()}
    assert {source["sha256"] for source in package["sources"]} == expected
    assert package["licenses"][0]["name"] == "Apache-2.0"


def test_the_catalogue_record_leads_to_files_with_their_checksums(release):
    """Fails if a catalogue that follows the record finds no file, or another one."""
    record = json.loads((release / "dcat.jsonld").read_text("utf-8"))
    assert record["@type"] == "dcat:Dataset" and record["dct:temporal"]["dcat:endDate"]["@value"]
    found = {entry["dcat:downloadURL"]["@id"]: entry for entry in record["dcat:distribution"]}
    assert {"warehouse.duckdb", "csv/fct_tasks.csv", "parquet/fct_tasks.parquet"} <= set(found)
    for name, entry in found.items():
        digest = hashlib.sha256((release / name).read_bytes()).hexdigest()
        assert entry["spdx:checksum"]["spdx:checksumValue"] == digest
