"""The semantic layer says what the marts say, asked as a BI tool would ask it."""

from __future__ import annotations

from decimal import Decimal

import yaml

from benchmarks.metrics import query
from pipeline.settings import Settings
from tests.dbt_project.warehouse import PROJECT, Warehouse

FOLDER = PROJECT / "models" / "semantic"
METRICS = {metric["name"]: metric for metric in yaml.safe_load((FOLDER / "semantic_models.yml").read_text())["metrics"]}


def asked(warehouse: Warehouse, metrics: str, group_by: str) -> list[dict[str, str]]:
    return query(warehouse.path, metrics, group_by, Settings.from_environment({}))


def test_every_metric_is_what_the_marts_count(town_warehouse: Warehouse) -> None:
    """Fails if a metric counts what the boards, forms and the wide table do not, or cannot be asked at all."""
    rows = asked(town_warehouse, ",".join(METRICS), "metric_time__day")
    found = {row["metric_time__day"][:10]: row for row in rows}
    own = "is_firm and not is_elsewhere"
    expected = {
        "judged": "count(*) filter (where status in ('met', 'done', 'on_pace', 'behind')) from fct_progress",
        "in_order": "count(*) filter (where status in ('met', 'done', 'on_pace')) from fct_progress",
        "behind": "count(*) filter (where status = 'behind') from fct_progress",
        "targets_behind": f"count(*) filter (where {own} and verdict = 'behind') from rpt_judgements",
        "targets_kept": f"count(*) filter (where {own} and verdict in ('met', 'on_pace')) from rpt_judgements",
        "targets_with_verdict": f"count(*) filter (where {own} and verdict != 'unknown') from rpt_judgements",
        "planned": "sum(task_count) from rpt_list_coverage",
        "mentioned": "sum(mentioned_count) from rpt_list_coverage",
        "unreported": "sum(unreported_count) from rpt_list_coverage",
    }
    for day, row in found.items():
        values = {
            name: town_warehouse.one(f"select {sql} where period_end = ?".replace(" from", " as n from"), day)["n"]
            for name, sql in expected.items()
        }
        assert {name: Decimal(row[name] or 0) for name in expected} == values, day
        assert round(float(row["attainment"]), 6) == round(values["in_order"] / values["judged"], 6)
        assert round(float(row["coverage"]), 6) == round(float(values["mentioned"] / values["planned"]), 6)
    assert len(found) >= 2


def test_attainment_by_unit_is_that_of_the_board(town_warehouse: Warehouse) -> None:
    """Fails if the number a BI tool shows for a unit is another than the board's."""
    rows = asked(town_warehouse, "attainment", "progress__unit_name,progress__period_id")
    found = {(row["progress__period_id"], row["progress__unit_name"]): row["attainment"] for row in rows}
    board = town_warehouse.rows("select period_id, unit_name, attainment from rpt_unit_board where row_count > 0")
    known = {(row["period_id"], row["unit_name"]): row["attainment"] for row in board}
    shared = set(found) & set(known)
    assert len(shared) >= 5
    for key in shared:
        assert (found[key] == "") == (known[key] is None), key
        assert known[key] is None or round(float(found[key]), 6) == float(known[key]), key


def test_metrics_and_exposures_have_names_for_people() -> None:
    exposures = yaml.safe_load((FOLDER / "exposures.yml").read_text("utf-8"))["exposures"]
    for thing in [*METRICS.values(), *exposures]:
        assert any("\u4e00" <= character <= "\u9fff" for character in thing["label"]), thing["name"]
    assert {"attainment", "behind", "judged", "coverage", "unreported"} <= set(METRICS)
    assert {"board", "forms", "data_docs"} <= {exposure["name"] for exposure in exposures}


def test_the_exposures_name_every_table_their_makers_read() -> None:
    """Fails if the board or a form reads a table that its exposure does not name: lineage would end too early."""
    exposures = yaml.safe_load((FOLDER / "exposures.yml").read_text("utf-8"))["exposures"]
    named = {item["name"]: {ref[len("ref('") : -len("')")] for ref in item["depends_on"]} for item in exposures}
    publish = PROJECT.parent / "pipeline" / "publish"
    sql = " ".join(path.read_text("utf-8") for path in (publish / "board" / "queries").glob("*.sql"))
    read = {word.split(".")[1].strip("(),") for word in sql.split() if word.startswith("marts.")} - {"rel_changes"}
    assert read <= named["board"]
    assert {form["table"] for form in yaml.safe_load((publish / "forms.yml").read_text("utf-8"))} == named["forms"]
