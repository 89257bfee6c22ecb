"""Where this project reaches past the public names of Dagster: few places, each with the test that tries it."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from pipeline.settings import REPOSITORY

# Name → the test that fails when it behaves otherwise.
TRIED = {
    "dagster._core.events.DagsterEvent": "assets/test_told.py",
    "dagster._core.events.DagsterEventType": "assets/test_told.py",
    "dagster._core.definitions.asset_checks.asset_check_evaluation."
    "AssetCheckEvaluationTargetMaterializationData": "assets/test_told.py",
    "dagster._core.storage.event_log.schema.AssetCheckExecutionsTable": "assets/test_retention.py",
    "dagster._core.storage.event_log.schema.SqlEventLogStorageTable": "assets/test_retention.py",
    "dagster._core.storage.event_log.sql_event_log.SqlEventLogStorage": "assets/test_retention.py",
    "dagster._core.storage.event_log.sqlite.SqliteEventLogStorage": "assets/test_retention.py",
    "dagster._core.instance.ref.InstanceRef": "assets/test_run_history.py",
    "dagster._core.storage.sqlite.SQLITE_BUSY_TIMEOUT_SECONDS": "assets/test_run_history.py",
    "dagster._core.workspace.context.WorkspaceProcessContext": "test_ui.py",
    "dagster._core.workspace.load_target.WorkspaceFileTarget": "test_ui.py",
    "dagster_dbt.core.dbt_cli_event.DbtCoreCliEventMessage": "whole_pipeline/test_a_refresh.py",
    "dagster_webserver.app.create_app_from_workspace_process_context": "test_ui.py",
}


def private_names() -> set[str]:
    """Everything that pipeline/ imports from inside Dagster's packages."""
    return {
        f"{node.module}.{name.name}"
        for path in sorted((REPOSITORY / "pipeline").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dagster") and "." in node.module
        for name in node.names
    }


def test_only_names_that_a_test_tries_are_used():
    assert private_names() == set(TRIED)


@pytest.mark.parametrize("name", sorted(TRIED))
def test_the_name_is_there(name):
    module, _, attribute = name.rpartition(".")
    assert hasattr(importlib.import_module(module), attribute)
    assert (Path(__file__).parents[1] / TRIED[name]).is_file()
