"""The bundle for Superset: what it names is there, and its metrics are those of the semantic layer."""

from __future__ import annotations

import zipfile

import pytest
import yaml

from pipeline.publish.superset import SEMANTIC, identifier, read_layer, write_bundle
from tests.dbt_project.warehouse import PROJECT, Warehouse

LAYER = read_layer(PROJECT / SEMANTIC)


@pytest.fixture(scope="module")
def warehouse(home):
    return (home.settings.published_dir / "latest").resolve() / "warehouse.duckdb"


@pytest.fixture(scope="module")
def marts(warehouse):
    opened = Warehouse(warehouse)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def bundle(warehouse, tmp_path_factory):
    target = tmp_path_factory.mktemp("superset") / "superset.zip"
    write_bundle(warehouse, PROJECT / SEMANTIC, target)
    with zipfile.ZipFile(target) as files:
        return {name.removeprefix("duban/"): yaml.safe_load(files.read(name)) for name in files.namelist()}


def of_kind(bundle, kind):
    return [content for name, content in bundle.items() if name.startswith(f"{kind}/")]


def test_every_metric_is_in_one_dataset_and_can_be_asked(bundle, marts):
    """Fails if a metric of the semantic layer is lost, or its SQL is none, or says another number than the marts."""
    found = {}
    for dataset in of_kind(bundle, "datasets"):
        for metric in dataset["metrics"]:
            table = f"{dataset['schema']}.{dataset['table_name']}"
            found[metric["metric_name"]] = marts.one(f"select {metric['expression']} as n from {table}")["n"]
            assert metric["verbose_name"] == LAYER.metrics[metric["metric_name"]]["label"]
    assert set(found) == set(LAYER.metrics)
    judged = marts.one("select count(*) filter (status in ('met', 'done', 'on_pace', 'behind')) as n from fct_progress")
    assert found["judged"] == judged["n"] and found["attainment"] == pytest.approx(found["in_order"] / judged["n"])


def test_datasets_have_every_column_with_its_description(bundle, marts):
    """Fails if a column is lost, has no description, or a dimension no Chinese label."""
    for model, dataset in zip(LAYER.models.values(), of_kind(bundle, "datasets"), strict=True):
        sql = "select column_name as name from duckdb_columns() where schema_name = 'marts' and table_name = ?"
        names = {row["name"] for row in marts.rows(sql, dataset["table_name"])}
        assert {column["column_name"] for column in dataset["columns"]} == names
        labels = {column["column_name"]: column["verbose_name"] for column in dataset["columns"]}
        for dimension in model["dimensions"]:
            assert labels[dimension.get("expr", dimension["name"])] == dimension["label"]
        assert labels[dataset["main_dttm_col"]]


def test_charts_ask_for_what_their_dataset_has_and_stand_on_the_dashboard(bundle):
    """Fails if a chart names a metric or column that is not there, is not shown, or a filter has no column."""
    datasets = {dataset["uuid"]: dataset for dataset in of_kind(bundle, "datasets")}
    (database,), (dashboard,) = of_kind(bundle, "databases"), of_kind(bundle, "dashboards")
    assert {dataset["database_uuid"] for dataset in datasets.values()} == {database["uuid"]}
    for chart in of_kind(bundle, "charts"):
        dataset, asked = datasets[chart["dataset_uuid"]], chart["params"]
        metrics = asked.get("metrics") or [asked["metric"]]
        columns = asked.get("groupby", []) + [asked[key] for key in ("x_axis",) if key in asked]
        assert set(metrics) <= {metric["metric_name"] for metric in dataset["metrics"]}
        assert set(columns) <= {column["column_name"] for column in dataset["columns"]}
    placed = [item["meta"]["uuid"] for key, item in dashboard["position"].items() if key.startswith("CHART-")]
    assert sorted(placed) == sorted(chart["uuid"] for chart in of_kind(bundle, "charts"))
    rows = [item for key, item in dashboard["position"].items() if key.startswith("ROW-")]
    widths = [sum(dashboard["position"][key]["meta"]["width"] for key in row["children"]) for row in rows]
    assert widths == [12] * len(rows)
    for choice in dashboard["metadata"]["native_filter_configuration"]:
        (target,) = choice["targets"]
        columns = {column["column_name"] for column in datasets[target["datasetUuid"]]["columns"]}
        assert target["column"]["name"] in columns


def test_the_same_warehouse_gives_the_same_bundle(warehouse, tmp_path):
    """Fails if a later bundle would stand beside the earlier one in Superset instead of in its place."""
    for name in ("one", "two"):
        write_bundle(warehouse, PROJECT / SEMANTIC, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert identifier("chart", "甲") == identifier("chart", "甲") != identifier("chart", "乙")
