"""The staging models and their sources, written from the record types: ``python -m pipeline.warehouse.staging``.

``records.py`` is the one place that says which columns the files have; what dbt says of them is generated, and
``tests/warehouse/test_staging.py`` holds the two together.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES, RUN_TABLES, RecordType

FOLDER = Path(__file__).resolve().parents[2] / "dbt_project" / "models" / "staging"
TABLES = DOCUMENT_TABLES | MATCH_TABLES | RUN_TABLES
SAID = {"inferred_actuals": "One row per result that matching worked out: a counted list or a ratio of two results."}
RENAMED = {"at": '"at" as recorded_at'}  # a keyword of SQL

_SOURCES = """version: 2

# Written by python -m pipeline.warehouse.staging from pipeline/records.py.
sources:
  - name: records
    description: >
      The records of one refresh as Parquet files, one folder per table; pipeline/records.py is their schema.
      一次刷新的全部记录，每表一个文件夹；表结构见 pipeline/records.py。
    config:
      meta:
        external_location: >-
          read_parquet('{{ var("records_dir") or env_var("DUBAN_RECORDS_DIR", "") }}/{name}/*.parquet')
    tables:
"""

_MODEL = """with source as (
    select * from {{{{ source('records', '{table}') }}}}
),

renamed as (
    select
        {columns}
    from source
)

select * from renamed
"""


def staging_files() -> dict[Path, str]:
    """Every generated file by its path: one model per table of records, and the sources."""
    models = {FOLDER / f"stg_{table}.sql": _model(table, kind) for table, kind in TABLES.items()}
    return models | {FOLDER / "_sources.yml": _SOURCES + "".join(map(_source, TABLES, TABLES.values()))}


def _model(table: str, kind: RecordType) -> str:
    columns = [RENAMED.get(field.name, field.name) for field in dataclasses.fields(kind)]
    return _MODEL.format(table=table, columns=",\n        ".join(columns))


def _source(table: str, kind: RecordType) -> str:
    said = SAID.get(table) or " ".join((kind.__doc__ or "").split("\n\n")[0].split())
    return f'      - name: {table}\n        description: "{said}"\n'


def main() -> None:
    """Write the files anew."""
    for path, text in staging_files().items():
        path.write_text(text, "utf-8")
    sys.stdout.write(f"{len(TABLES)} staging models and their sources written to {FOLDER}\n")


if __name__ == "__main__":
    main()
