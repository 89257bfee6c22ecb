"""The same documents in any order make the same tables: ``python -m benchmarks.orders``.

Six documents of an invented county (two plans, one of them issued again, three reports) arrive one by one in every
order there is, each arrival read, matched and settled as a refresh does it and remembered as published. Orders begin
alike, so each beginning is gone through once. What the last arrival leaves for the models is compared by digests of its
rows, and the models are built of every different one there is, from the same rows in other orders.
"""

from __future__ import annotations

import argparse
import datetime as dt
import logging
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from benchmarks.six_documents import DOCUMENTS
from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES
from pipeline.runs.last_good import LastGood
from pipeline.runs.plan import Reading, plan_documents
from pipeline.runs.reading import read_documents
from pipeline.runs.run import Run, run_records
from pipeline.runs.working_set import settle
from pipeline.settings import Settings, set_tool_switches
from pipeline.store import RecordStore

# What tells of runs rather than of documents, and columns that say when a document came.
OF_RUNS = {"outcomes", "quality_results", "runs", "fct_parse_outcomes", "fct_quality_results"}
OF_TIME = {"ingested_at"}
Digests = Mapping[str, str]  # by table


def arrive(settings: Settings, name: str) -> None:
    """Drop one document into raw/ and do what a refresh does with it, up to the tables that the models read."""
    path = settings.raw_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(DOCUMENTS[name], "utf-8")
    planned, store = plan_documents(settings), RecordStore(settings.records_dir)
    outcomes = list(read_documents(planned, store))
    if refused := [outcome for outcome in outcomes if not outcome.success]:
        raise RuntimeError(f"{refused[0].file_name}: {refused[0].error}")
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    reading = Reading("", tuple(document.key for document in planned), tuple(outcomes), now)
    settled, reading = settle(settings, store, planned, reading)
    run = Run(f"arrival{len(planned)}", "2023-Q4", "linear_year", "", now, "2023-Q4", "then")
    run_records(settings, run, reading)
    LastGood(settings).save(settled.documents)


def orders(root: Path, names: Sequence[str], came: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Go through every order of ``names``: yields each when its last document has arrived in ``root/<came>``.

    The state of a beginning is copied for each way to go on; what was read and matched is shared, by content.
    """
    left = [name for name in names if name not in came]
    if not left:
        yield came
    for name in left:
        home = home_of(root, (*came, name))
        if came:
            shutil.copytree(home_of(root, came).data_dir.parent, home.data_dir.parent, symlinks=True)
        home.data_dir.mkdir(parents=True, exist_ok=True)
        if not home.records_dir.exists():
            home.records_dir.symlink_to(root / "records")
        arrive(home, name)
        yield from orders(root, names, (*came, name))
        shutil.rmtree(home.data_dir.parent)


def home_of(root: Path, came: Sequence[str]) -> Settings:
    """Where the documents that ``came`` so far have arrived."""
    home = root / "-".join(str(list(DOCUMENTS).index(name)) for name in came)
    return Settings.from_environment({"DUBAN_RAW_DIR": f"{home}/raw", "DUBAN_DATA_DIR": f"{home}/data"})


def working_set_digests(directory: Path) -> Digests:
    """The rows of every table that the models read, whatever files they lie in."""
    import duckdb

    tables = sorted({*DOCUMENT_TABLES, *MATCH_TABLES, "manifest", "corrections", "periods"})
    with duckdb.connect() as connection:
        return {table: _digest(connection, f"read_parquet('{directory}/{table}/*.parquet')") for table in tables}


def warehouse_digests(path: Path) -> Digests:
    """The rows of every published table of a built warehouse."""
    import duckdb

    with duckdb.connect(str(path), read_only=True) as connection:
        query = "select table_name from duckdb_tables() where schema_name = 'marts' order by table_name"
        names = [name for (name,) in connection.execute(query).fetchall() if name not in OF_RUNS]
        return {name: _digest(connection, f'marts."{name}"') for name in names}


def _digest(connection: Any, relation: str) -> str:
    columns = [name for name, *_ in connection.execute(f"describe select * from {relation}").fetchall()]
    kept = ", ".join(f'"{name}"' for name in columns if name not in OF_TIME)
    rows = f"select md5(t::varchar) as row_hash from (select {kept} from {relation}) as t"
    found = connection.execute(f"select count(*), md5(string_agg(row_hash, '' order by row_hash)) from ({rows})")
    return "{} rows, {}".format(*found.fetchone())


def shuffle(source: Path, target: Path, seed: int) -> None:
    """Write every table of a working set with its rows in another order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    draw = random.Random(seed)
    for path in sorted(source.glob("*/*.parquet")):
        table = pq.read_table(path, memory_map=False)
        order = pa.array(draw.sample(range(len(table)), len(table)), pa.int64())
        (target / path.parent.name).mkdir(parents=True, exist_ok=True)
        pq.write_table(table.take(order), target / path.parent.name / path.name)


def build(settings: Settings) -> Digests:
    """Build the models of a working set: the digests of what would be published."""
    from pipeline.warehouse import dbt_runner

    set_tool_switches(settings)
    settings.built_warehouse.unlink(missing_ok=True)
    dbt_runner.load_manifest(settings)
    dbt_runner.build(settings, ["--exclude-resource-type", "test"], lambda _: None)
    return warehouse_digests(settings.built_warehouse)


def differing(one: Digests, other: Digests) -> list[str]:
    """The tables of which two sets of digests say different things."""
    return sorted(table for table in {*one, *other} if one.get(table) != other.get(table))


def main() -> int:
    """Exit status 1 when any order makes other tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shuffles", type=int, default=6, help="how many orders of rows the models are built of")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    found: Counter[tuple[tuple[str, str], ...]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "records").mkdir()
        built = Settings.from_environment({"DUBAN_DATA_DIR": str(root / "built")})
        for came in orders(root, list(DOCUMENTS)):
            left = working_set_digests(home_of(root, came).working_set_dir)
            found[tuple(left.items())] += 1
            if found[tuple(left.items())] == 1:
                shutil.copytree(home_of(root, came).working_set_dir, root / f"left{len(found)}")
        print(f"{sum(found.values())} of {len(list(permutations(DOCUMENTS)))} orders, {len(found)} different outcomes")
        digests = []
        for seed in range(options.shuffles):
            for number in range(1, len(found) + 1):
                shutil.rmtree(built.working_set_dir, ignore_errors=True)
                shuffle(root / f"left{number}", built.working_set_dir, seed)
                digests.append(build(built))
    odd = sorted({table for other in digests for table in differing(digests[0], other)})
    print(f"{len(digests)} builds of {len(digests[0])} tables from rows in as many orders; differing: {odd or 'none'}")
    return 1 if odd or len(found) > 1 else 0


if __name__ == "__main__":
    sys.exit(main())
