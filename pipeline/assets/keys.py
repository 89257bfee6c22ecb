"""Names in the asset graph: keys, groups and partitions, in one place."""

from __future__ import annotations

import re

import dagster as dg

from pipeline.layouts.entries.sources import INBOX
from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES, RUN_TABLES

# The quarters that documents report on, and those that were judged: reading adds them, and a person can judge each.
quarters = dg.DynamicPartitionsDefinition(name="quarter")

# Who has documents in raw/: a refresh adds and removes them, and no definition is loaded anew for that.
jurisdictions = dg.DynamicPartitionsDefinition(name="jurisdiction")

MANIFEST = dg.AssetKey("manifest")
READING = dg.AssetKey("reading")
DOCUMENTS = dg.AssetKey("documents")
WATCHED = dg.AssetKey("watched")
RELEASE = dg.AssetKey("release")
READ_WHOLE = "read_whole"
READ_JOB, JUDGE_JOB, REFRESH_JOB = "read", "judge", "refresh"
PARTITION_TAG = "dagster/partition"  # of a run: the quarter it judges


def partition_of(jurisdiction: str | None) -> str:
    """The partition of a jurisdiction's documents; those of nobody known stand under raw/inbox/'s name."""
    plain = re.sub(r"\s+|[\x00-\x1f]", " ", jurisdiction or "").replace("...", "…").strip()
    return plain or INBOX


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
