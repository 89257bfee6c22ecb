"""``make spark``: Spark opens the published Parquet where it lies and answers questions as DuckDB does.

Five of the questions of docs/questions/ are asked word for word of both, of the release's partitions where it has them
(DUBAN_PARTITIONS=on), else of its tables. Needs the package pyspark, which the target installs, and Java 17 or later.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from benchmarks.questions import FOLDER, load_questions, table
from pipeline.publish.partitions import DIRECTORY
from pipeline.publish.release import WAREHOUSE_FILE, published_warehouse
from pipeline.publish.snapshot import SCHEMA
from pipeline.settings import Settings

ASKED = ("05_units", "08_coverage", "32_two_cities", "39_rules_disagree", "42_lead_units")


def open_release(release: Path) -> Any:
    """A Spark session in which the release's tables are ``marts.<table>``, read as files that lie there."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("duban").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.sql(f"create database if not exists {SCHEMA}")
    partitions = release / DIRECTORY
    paths = partitions.iterdir() if partitions.is_dir() else (release / "parquet").glob("*.parquet")
    for path in sorted(paths):
        session.catalog.createTable(f"{SCHEMA}.{path.stem}", str(path), "parquet")
    return session


def main() -> int:
    """Print each question with Spark's answer; exit status 1 when DuckDB answers otherwise."""
    import duckdb

    warehouse = published_warehouse(Settings.from_environment().published_dir)
    if warehouse is None:
        return 1
    release, odd = warehouse.resolve().parent, 0
    session = open_release(release)
    names = {path.stem: number for number, path in enumerate(sorted(FOLDER.glob("*/*.sql"), key=lambda p: p.name))}
    questions = load_questions()
    with duckdb.connect(str(release / WAREHOUSE_FILE), read_only=True) as connection:
        for name in ASKED:
            question = questions[names[name]]
            here = connection.execute(question.sql)
            expected = table([column[0] for column in here.description], here.fetchall())
            there = session.sql(question.sql)
            found = table(there.columns, [tuple(row) for row in there.collect()])
            odd += found != expected
            print(f"{question.chinese} {question.english}\n{found}\n{'the same' if found == expected else expected}\n")
    print(f"{len(ASKED) - odd} of {len(ASKED)} answers are DuckDB's")
    return 1 if odd else 0


if __name__ == "__main__":
    sys.exit(main())
