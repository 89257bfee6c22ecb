"""Asset keys of documents: stable, readable where they can be, never the same for two files."""

from __future__ import annotations

import pytest

from pipeline.assets.keys import document_key, mart_key, source_key


def test_a_key_can_be_read_where_the_name_is_ascii():
    folder, name = document_key("hangzhou/2024-tasks.pdf").path
    assert folder == "raw"
    assert name.startswith("hangzhou_2024_tasks_pdf_")


def test_names_that_lose_characters_get_a_hash_that_tells_them_apart():
    plan, report = document_key("义乌市/2023-方案.txt"), document_key("义乌市/2023-报告.txt")
    assert plan != report
    assert plan.path[1].startswith("2023_txt_")
    assert plan == document_key("义乌市/2023-方案.txt")


def test_names_that_differ_in_a_dropped_sign_differ_in_key():
    assert document_key("inbox/a(1).pdf") != document_key("inbox/a1.pdf")
    assert document_key("inbox/a(1).pdf") != document_key("inbox/a[1].pdf")
    assert document_key("inbox/a-1.pdf") != document_key("inbox/a_1.pdf")


def test_keys_are_identifiers_to_dagster():
    assert document_key("inbox/很长的 名字（最终版）.docx").to_python_identifier().isidentifier()


@pytest.mark.parametrize(
    ("table", "path"), [("tasks", "records/tasks"), ("pairs", "matches/pairs"), ("runs", "run/runs")]
)
def test_record_tables_are_grouped_by_where_they_come_from(table, path):
    assert source_key(table).to_user_string() == path


def test_a_table_nobody_writes_has_no_key():
    with pytest.raises(KeyError, match="no record table"):
        source_key("tsaks")
    assert mart_key("fct_tasks").to_user_string() == "marts/fct_tasks"
