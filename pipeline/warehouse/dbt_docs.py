"""dbt's documentation of the models as one page that needs no server and asks for nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from pipeline.settings import Settings
from pipeline.warehouse.dbt_runner import PARSED, generate_docs

# The page holds all it shows; what it could otherwise fetch or tell is shut out.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:;"
    " font-src data:; base-uri 'none'; form-action 'none'"
)
_HEAD = "<head>"


def write_dbt_docs(settings: Settings, page: Path) -> None:
    """Write the page from the built warehouse: models, columns, tests and lineage. Raises ``DbtError``."""
    with tempfile.TemporaryDirectory(prefix="duban-dbt-docs-") as folder:
        for name in PARSED:  # nothing is parsed anew, and what parsing left stays as it is
            shutil.copy(settings.dbt_target_dir / name, folder)
        generate_docs(settings, Path(folder))
        text = Path(folder, "static_index.html").read_text("utf-8")
    for place, name in ((settings.working_set_dir, "records"), (settings.built_warehouse, "warehouse.duckdb")):
        text = text.replace(str(place), name)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    page.write_text(text.replace(_HEAD, _HEAD + policy, 1), "utf-8")
