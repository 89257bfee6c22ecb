"""docs/warehouse.md and the descriptions of the models say what is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dbt_project.warehouse import PROJECT, Warehouse

PAGE = (PROJECT.parent / "docs" / "warehouse.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"<!-- example: (\w+) -->\n```sql\n(.*?)```", PAGE, re.DOTALL))
MODELS: list[Path] = sorted((PROJECT / "models").glob("**/*.yml"))

BLOCKS = dict(re.findall(r"{% docs (\w+) %}(.*?){% enddocs %}", (PROJECT / "models" / "columns.md").read_text("utf-8")))
BLOCK = re.compile(r"{{ doc\('(\w+)'\) }}")


def models() -> dict[str, dict[str, Any]]:
    found = [model for path in MODELS for model in yaml.safe_load(path.read_text("utf-8")).get("models", [])]
    return {model["name"]: model for model in found}


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_runs(name: str, town_warehouse: Warehouse) -> None:
    """Fails if a query of the page no longer runs, or finds nothing in a town that has everything."""
    assert town_warehouse.rows(EXAMPLES[name].rstrip().rstrip(";"))


def test_promises_are_listed_whether_or_not_a_report_follows_them(town_warehouse: Warehouse) -> None:
    """Fails if the query of the page leaves out plans without a report, repeats a task, or lists a superseded plan."""
    promised = town_warehouse.rows(EXAMPLES["promised"].rstrip().rstrip(";"))
    current = town_warehouse.rows(
        "select task_text, jurisdiction from fct_tasks inner join dim_documents using (document_id, jurisdiction)"
        " where period_id = '2023' and superseded_by is null"
    )
    assert sorted(row["task_text"] for row in promised) == sorted(row["task_text"] for row in current)


def test_explanation_names_both_sentences_and_both_rules(town_warehouse: Warehouse) -> None:
    """Fails if the one query that explains a number leaves out a quote, a reading rule or the judging rule."""
    row = town_warehouse.one(EXAMPLES["explain"].rstrip().rstrip(";"))
    assert row["promised"] in row["promised_in_context"] and row["reported"] in row["reported_in_context"]
    assert all(row[name] for name in ("promise_read_by", "result_read_by", "why_this_pair", "judged_by", "reason"))


def test_every_published_table_is_on_the_page_and_described_in_both_languages(town_warehouse: Warehouse) -> None:
    """Fails if a table is published that the page does not name, or a column lacks a word of English or Chinese."""
    described = models()
    tables = town_warehouse.rows("select table_name from information_schema.tables where table_schema = 'marts'")
    for table in (row["table_name"] for row in tables):
        assert f"`{table}`" in PAGE
        assert described[table]["description"].startswith("One row per ")
        for column in described[table]["columns"]:
            said = BLOCK.sub(lambda block: BLOCKS[block[1]], column["description"])
            assert re.search(r"[A-Za-z]{2}", said), (table, column["name"])
            assert re.search(r"[\u4e00-\u9fff]", said), (table, column["name"])


def test_what_many_models_say_of_a_column_is_written_once() -> None:
    """Fails if a third model writes out what two others say, or a block of columns.md serves no model."""
    said = Counter(column["description"] for model in models().values() for column in model.get("columns", []))
    assert not [words for words, times in said.items() if times > 2 and not BLOCK.fullmatch(words)]
    assert set(BLOCKS) == {block[1] for words in said if (block := BLOCK.fullmatch(words))}


def test_every_quote_of_a_task_or_row_stands_at_its_offsets(town_warehouse: Warehouse) -> None:
    """Fails if an offset counts bytes instead of characters, or a mart moves a quote away from its text."""
    for table in ("fct_tasks", "fct_targets", "fct_progress", "fct_actuals"):
        wrong = town_warehouse.rows(
            f"select quote from {table} as fact inner join dim_document_texts as body using (document_id)"
            " where substring(body.text, fact.char_start + 1, fact.char_end - fact.char_start) != fact.quote"
        )
        assert not wrong
