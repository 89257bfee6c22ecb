"""Data Docs that need no network: the pages Great Expectations writes, with a style of their own and a plain index.

As written they take styles, fonts and scripts from elsewhere, and the index is a table that only a script fills.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.suites import ExpectationResult

_FROM_ELSEWHERE = re.compile(
    r"<script\b.*?</script>|<link\b[^>]*\bhttps?://[^>]*>|<img\b[^>]*\bhttps?://[^>]*>|<footer>.*?</footer>"
    r"|@import[^;]*https?://[^;]*;|url\([^)]*https?://[^)]*\)",
    re.DOTALL,
)
_STYLE = Path(__file__).with_name("data_docs.css").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class SuiteStatus:
    """How one table's suite went: how many expectations held, and the descriptions of those that did not."""

    table: str
    held: int
    blocking: Sequence[str]
    warnings: Sequence[str]


def suite_status(results: Sequence[ExpectationResult]) -> SuiteStatus:
    """One suite's line in the index of the Data Docs."""
    failed = [result for result in results if not result.success]
    named: dict[str, list[str]] = {"error": [], "warn": []}
    for result in failed:
        named[result.severity].append(f"{result.description or result.expectation} ({result.observed})")
    return SuiteStatus(results[0].suite, len(results) - len(failed), named["error"], named["warn"])


def make_offline(directory: Path, statuses: Iterable[SuiteStatus]) -> None:
    """Rewrite the site in ``directory`` in place."""
    for page in directory.rglob("*.html"):
        text = _FROM_ELSEWHERE.sub("", page.read_text("utf-8"))
        page.write_text(text.replace("</head>", f"<style>{_STYLE}</style></head>", 1), "utf-8")
    (directory / "index.html").write_text(_index(directory, list(statuses)), "utf-8")


def _index(directory: Path, statuses: Sequence[SuiteStatus]) -> str:
    held = sum(status.held for status in statuses)
    failed = sum(len(status.blocking) + len(status.warnings) for status in statuses)
    rows = "\n".join(_row(directory, status) for status in statuses)
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>duban: checks of the published tables</title>
<style>{_STYLE}</style></head><body>
<h1>Checks of the published tables · 发布表检查结果</h1>
<p>{held} of {held + failed} expectations hold. Those that block publication are red, warnings yellow.</p>
<table><thead><tr><th>Table</th><th>Held</th><th>Failed</th><th>What failed</th></tr></thead>
<tbody>
{rows}
</tbody></table></body></html>
"""


def _row(directory: Path, status: SuiteStatus) -> str:
    page = next((directory / "validations" / status.table).rglob("*.html"), None)
    name = html.escape(status.table)
    link = f'<a href="{page.relative_to(directory).as_posix()}">{name}</a>' if page else name
    failed = [*status.blocking, *status.warnings]
    kind = "failed" if status.blocking else "warned" if status.warnings else "held"
    shown = "<br>".join(html.escape(text) for text in failed)
    count = f'<td class="number">{status.held}</td><td class="number">{len(failed)}</td>'
    return f'<tr class="{kind}"><td>{link}</td>{count}<td>{shown}</td></tr>'
