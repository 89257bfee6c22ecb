"""Names in the asset graph: keys, groups and partitions, in one place."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

import dagster as dg

from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES, RUN_TABLES

# The quarters that were ever judged: a refresh adds the one its documents report on.
quarters = dg.DynamicPartitionsDefinition(name="quarter")

MANIFEST = dg.AssetKey("manifest")
RELEASE = dg.AssetKey("release")
READ_WHOLE = "read_whole"
KEY_CHARACTERS = 80


def document_key(file_name: str) -> dg.AssetKey:
    """The asset key of one document: raw/<what of its name is ASCII>_<hash of the whole name>.

    Dagster turns asset keys into Python identifiers, so Chinese names go into the description instead.
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "_", file_name).strip("_")[-KEY_CHARACTERS:]
    return dg.AssetKey(["raw", f"{plain}_{hashlib.sha256(file_name.encode()).hexdigest()[:6]}".strip("_")])


def kind_of(file_name: str) -> str:
    """What Dagster shows beside a document: the ending of its name, 'file' where there is none to show."""
    ending = PurePosixPath(file_name).suffix[1:].lower()
    return ending if ending.isascii() and ending.isalnum() else "file"


def source_key(table: str) -> dg.AssetKey:
    """The asset key of one table that dbt reads: records/… of documents, matches/… between them, run/… of the run."""
    if table in DOCUMENT_TABLES:
        return dg.AssetKey(["records", table])
    if table in MATCH_TABLES:
        return dg.AssetKey(["matches", table])
    if table in RUN_TABLES:
        return dg.AssetKey(["run", table])
    raise KeyError(f"no record table is called {table!r}; pipeline/records.py lists them")


def mart_key(table: str) -> dg.AssetKey:
    """The asset key of one published table."""
    return dg.AssetKey(["marts", table])
