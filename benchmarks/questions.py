"""``make questions``: ask every question of docs/questions/ and write docs/questions.md with the answers.

The answers are those of the five documents in raw/, published twice: without the quarterly report, then with it, so
that there is something that changed. A test makes the same page and compares the two.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.publish.release import WAREHOUSE_FILE
from pipeline.settings import REPOSITORY

FOLDER = REPOSITORY / "docs" / "questions"
PAGE = REPOSITORY / "docs" / "questions.md"
LATE_REPORT = "*进展情况*"  # what the second refresh adds
CHAPTERS = {
    "office": "督查室 · The supervision office",
    "press": "记者 · A journalist",
    "research": "研究者 · A researcher",
}
HEAD = """# Questions people ask

督办数据能回答什么：每个问题一条查询，答案来自 `raw/` 里的五份文件。What the warehouse answers: a query and its
answer for each question, from the five documents in `raw/`. Run a query with any DuckDB:
`duckdb -readonly data/published/warehouse.duckdb`. The queries are in `docs/questions/`; `make questions` asks them
anew and writes this page, and a test compares. For other places and periods, change `jurisdiction` and `period_id`.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One file of docs/questions/: the question in its first two lines, Chinese and English, then the query."""

    chapter: str
    chinese: str
    english: str
    sql: str


def load_questions(folder: Path = FOLDER) -> list[Question]:
    """Every question in the order of the files' numbers."""
    paths = sorted(folder.glob("*/*.sql"), key=lambda path: path.name)
    return [_question(path) for path in paths]


def _question(path: Path) -> Question:
    chinese, english, sql = path.read_text("utf-8").split("\n", 2)
    return Question(path.parent.name, chinese.removeprefix("-- "), english.removeprefix("-- "), sql.strip())


def page(warehouse: Path) -> str:
    """docs/questions.md as it should be: every question with the answer that ``warehouse`` gives."""
    import duckdb

    questions = load_questions()
    parts = [HEAD]
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for number, question in enumerate(questions, start=1):
            if number == 1 or question.chapter != questions[number - 2].chapter:
                parts.append(f"## {CHAPTERS[question.chapter]}\n")
            cursor = connection.execute(question.sql)
            names = [column[0] for column in cursor.description]
            answer = table(names, cursor.fetchall())
            heading = f"### {number}. {question.chinese}\n\n{question.english}\n"
            parts.append(f"{heading}\n```sql\n{question.sql}\n```\n\n{answer}\n")
    return "\n".join(parts)


def table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Rows as a Markdown table."""
    lines = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (Decimal, float)):
        return format(Decimal(str(value)).normalize(), "f")
    return " ".join(str(value).split()).replace("|", "\\|")


def publish_twice(root: Path) -> Path:
    """Refresh the five documents in ``root`` without the quarterly report, then with it; the published warehouse."""
    raw = root / "raw"
    shutil.copytree(REPOSITORY / "raw", raw)
    (late,) = raw.rglob(LATE_REPORT)
    aside = root / late.name
    late.rename(aside)
    (root / "dagster").mkdir()
    shutil.copy(REPOSITORY / ".dagster" / "dagster.yaml", root / "dagster")
    _refresh(root)
    aside.rename(late)
    _refresh(root)
    return root / "data" / "published" / WAREHOUSE_FILE


def _refresh(root: Path) -> None:
    places = {"DUBAN_RAW_DIR": f"{root}/raw", "DUBAN_DATA_DIR": f"{root}/data", "DAGSTER_HOME": f"{root}/dagster"}
    blank = {"DUBAN_PERIOD": "", "DUBAN_RULE": "", "DUBAN_KNOWN": ""}
    command = [sys.executable, "-m", "pipeline.refresh"]
    subprocess.run(command, env={**os.environ, **places, **blank}, cwd=REPOSITORY, check=True)


def main() -> int:
    """Publish, ask, write the page."""
    with tempfile.TemporaryDirectory() as directory:
        PAGE.write_text(page(publish_twice(Path(directory))), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
