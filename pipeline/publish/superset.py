"""``make superset``: the semantic layer as a bundle that Superset imports: database, datasets, metrics, a dashboard.

Datasets, metrics and labels are those of ``dbt_project/models/semantic/semantic_models.yml``; columns, types and
descriptions are the published tables' own; ``superset.yml`` says which charts the dashboard has. The format is that of
Superset's own exports (version 1.0.0 of its YAML). Identifiers are made from names, so that a bundle of a later release
takes the place of the earlier one.
"""

from __future__ import annotations

import re
import sys
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.publish.release import published_warehouse
from pipeline.publish.snapshot import SCHEMA
from pipeline.settings import Settings

DASHBOARD = Path(__file__).with_name("superset.yml")
SEMANTIC = Path("models", "semantic", "semantic_models.yml")
BUNDLE, NAME, VERSION = "superset.zip", "duban", "1.0.0"
NAMESPACE = uuid.UUID("5f0f3f5e-6f0c-5d0b-9c55-2d0a6f2f8a31")
WRITTEN = (2000, 1, 1, 0, 0, 0)  # the same release, the same bytes
KINDS = {"number": "big_number_total", "pie": "pie", "bar": "echarts_timeseries_bar", "table": "table"}
HEIGHTS = {"number": 24, "pie": 50, "bar": 50, "table": 60}
MOST_ROWS = 1000
Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """The semantic layer, by name."""

    models: Mapping[str, Item]
    measures: Mapping[str, tuple[str, Item]]  # measure -> its model and itself
    metrics: Mapping[str, Item]

    def table(self, model: str) -> str:
        """The published table that a semantic model is of."""
        return re.sub(r"ref\('(\w+)'\)", r"\1", str(self.models[model]["model"]))

    def column(self, model: str, dimension: str) -> str:
        """The column that a dimension is of."""
        (found,) = [item for item in self.models[model]["dimensions"] if item["name"] == dimension]
        return str(found.get("expr", dimension))

    def expression(self, metric: str) -> tuple[str, str]:
        """A metric's model, and its SQL."""
        item = self.metrics[metric]
        parts = item["type_params"]
        if item["type"] == "ratio":
            (model, above), (_, below) = self.expression(parts["numerator"]), self.expression(parts["denominator"])
            return model, f"{above} * 1.0 / NULLIF({below}, 0)"
        model, measure = self.measures[parts["measure"]]
        return model, f"{measure['agg'].upper()}({measure['expr']})"


def read_layer(path: Path) -> Layer:
    """The semantic layer of the dbt project."""
    import yaml

    content = yaml.safe_load(path.read_text("utf-8"))
    models = {model["name"]: model for model in content["semantic_models"]}
    measures = {item["name"]: (name, item) for name, model in models.items() for item in model["measures"]}
    return Layer(models, measures, {metric["name"]: metric for metric in content["metrics"]})


def write_bundle(warehouse: Path, semantic: Path, target: Path) -> list[str]:
    """Write the bundle for ``warehouse``; returns the names of its files."""
    import yaml

    layer, dashboard = read_layer(semantic), yaml.safe_load(DASHBOARD.read_text("utf-8"))
    charts = [chart for row in dashboard["rows"] for chart in row]
    files = {
        "metadata.yaml": {"version": VERSION, "type": "Dashboard", "timestamp": "2000-01-01T00:00:00+00:00"},
        f"databases/{NAME}.yaml": _database(warehouse),
        **{f"datasets/{NAME}/{item['table_name']}.yaml": item for item in _datasets(warehouse, layer)},
        **{f"charts/{number:02}.yaml": _chart(chart, layer) for number, chart in enumerate(charts, start=1)},
        f"dashboards/{NAME}.yaml": _dashboard(dashboard, layer),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
            bundle.writestr(zipfile.ZipInfo(f"{NAME}/{name}", WRITTEN), text)
    return list(files)


def identifier(kind: str, name: str) -> str:
    """The same for the same thing in every bundle."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{name}"))


def _database(warehouse: Path) -> Item:
    return {
        "database_name": NAME,
        "sqlalchemy_uri": f"duckdb:///{warehouse.absolute()}",
        "expose_in_sqllab": True,
        "allow_dml": False,
        "extra": {"engine_params": {"connect_args": {"read_only": True}}, "allows_virtual_table_explore": True},
        "uuid": identifier("database", NAME),
        "version": VERSION,
    }


def _datasets(warehouse: Path, layer: Layer) -> Iterator[Item]:
    """A dataset for each semantic model, with every column of its table and the metrics that it alone answers."""
    import duckdb

    query = """
        select column_name, data_type, comment from duckdb_columns()
        where schema_name = ? and table_name = ? order by column_index
    """
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for name, model in layer.models.items():
            table = layer.table(name)
            labels = {item.get("expr", item["name"]): item["label"] for item in model["dimensions"]}
            columns = connection.execute(query, [SCHEMA, table]).fetchall()
            yield {
                "table_name": table,
                "main_dttm_col": model["defaults"]["agg_time_dimension"],
                "description": model["description"],
                "schema": SCHEMA,
                "metrics": [_metric(metric, layer) for metric in layer.metrics if layer.expression(metric)[0] == name],
                "columns": [_column(column, kind, text, labels.get(column)) for column, kind, text in columns],
                "uuid": identifier("dataset", name),
                "version": VERSION,
                "database_uuid": identifier("database", NAME),
            }


def _metric(name: str, layer: Layer) -> Item:
    item = layer.metrics[name]
    shown = ".1%" if item["type"] == "ratio" else ",d"
    return {
        "metric_name": name,
        "verbose_name": item["label"],
        "expression": layer.expression(name)[1],
        "description": item["description"],
        "d3format": shown,
    }


def _column(name: str, kind: str, comment: str | None, label: str | None) -> Item:
    return {
        "column_name": name,
        "verbose_name": label,
        "is_dttm": kind == "DATE",
        "is_active": True,
        "type": kind,
        "groupby": True,
        "filterable": True,
        "description": comment,
    }


def _chart(chart: Item, layer: Layer) -> Item:
    model = chart["dataset"]
    by = [layer.column(model, name) for name in chart.get("by", ())]
    return {
        "slice_name": chart["title"],
        "viz_type": KINDS[chart["kind"]],
        "params": {"viz_type": KINDS[chart["kind"]], **_parameters(chart, by)},
        "uuid": identifier("chart", chart["title"]),
        "version": VERSION,
        "dataset_uuid": identifier("dataset", model),
    }


def _parameters(chart: Item, by: Sequence[str]) -> Item:
    """What Superset's charts of each kind are asked for."""
    metrics = chart["metrics"]
    return {
        "number": {"metric": metrics[0]},
        "pie": {"metric": metrics[0], "groupby": by, "row_limit": MOST_ROWS},
        "bar": {"x_axis": by[0] if by else None, "metrics": metrics, "x_axis_sort": metrics[0], "row_limit": MOST_ROWS},
        "table": {"query_mode": "aggregate", "groupby": by, "metrics": metrics, "row_limit": MOST_ROWS},
    }[chart["kind"]]


def _dashboard(dashboard: Item, layer: Layer) -> Item:
    return {
        "dashboard_title": dashboard["title"],
        "slug": NAME,
        "uuid": identifier("dashboard", NAME),
        "position": dict(_position(dashboard["rows"])),
        "metadata": {
            "native_filter_configuration": [_filter(name, title, layer) for name, title in dashboard["filters"].items()]
        },
        "version": VERSION,
    }


def _position(rows: Sequence[Sequence[Item]]) -> Iterator[tuple[str, Any]]:
    """Where each chart stands, as Superset lays a dashboard out."""
    names = [f"ROW-{number}" for number in range(1, len(rows) + 1)]
    yield "DASHBOARD_VERSION_KEY", "v2"
    yield "ROOT_ID", {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]}
    yield "GRID_ID", {"type": "GRID", "id": "GRID_ID", "children": names, "parents": ["ROOT_ID"]}
    for name, row in zip(names, rows, strict=True):
        parents, charts = ["ROOT_ID", "GRID_ID"], [f"CHART-{identifier('chart', chart['title'])}" for chart in row]
        look = {"background": "BACKGROUND_TRANSPARENT"}
        yield name, {"type": "ROW", "id": name, "children": charts, "parents": parents, "meta": look}
        for key, chart in zip(charts, row, strict=True):
            place = {"width": chart["width"], "height": HEIGHTS[chart["kind"]], "sliceName": chart["title"]}
            # Superset finds the chart by its uuid and puts its own number here; it asks that one be there.
            meta = {**place, "uuid": identifier("chart", chart["title"]), "chartId": int(key[-8:], 16)}
            yield key, {"type": "CHART", "id": key, "children": [], "parents": [*parents, name], "meta": meta}


def _filter(dimension: str, title: str, layer: Layer) -> Item:
    """A filter over every chart whose dataset has the column."""
    model = next(iter(layer.models))
    target = {"column": {"name": layer.column(model, dimension)}, "datasetUuid": identifier("dataset", model)}
    return {
        "id": f"NATIVE_FILTER-{dimension}",
        "name": title,
        "filterType": "filter_select",
        "type": "NATIVE_FILTER",
        "targets": [target],
        "scope": {"rootPath": ["ROOT_ID"], "excluded": []},
        "controlValues": {"multiSelect": True, "enableEmptyFilter": False},
        "defaultDataMask": {"filterState": {}, "extraFormData": {}},
        "cascadeParentIds": [],
    }


def main() -> int:
    """Write the bundle of the published release to data/superset.zip; exit status 1 when nothing is published."""
    settings = Settings.from_environment()
    warehouse = published_warehouse(settings.published_dir)
    if warehouse is None:
        return 1
    target = settings.data_dir / BUNDLE
    names = write_bundle(warehouse, settings.dbt_project_dir / SEMANTIC, target)
    print(f"{target}: {len(names)} files; superset import-dashboards -p {target} -u admin")
    return 0


if __name__ == "__main__":
    sys.exit(main())
