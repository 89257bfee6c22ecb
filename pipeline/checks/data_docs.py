"""Data Docs that need no network and say what they are of: release and period on every page, severity on every line.

As Great Expectations writes them they take styles, fonts and scripts from elsewhere, the index is a table that only a
script fills, and nothing tells which release was checked or what a failure would have stopped.
"""

from __future__ import annotations

import datetime as dt
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


_SEVERITIES = {"error": "critical: blocks 阻断发布", "warn": "warning: reported 仅提示"}
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked: the release, its period and rule, and when."""

    release: str
    period_id: str
    rule_id: str
    at: dt.datetime

    def __str__(self) -> str:
        return (
            f"Release 发布 {self.release} · period 报告期 {self.period_id} · rule 规则 {self.rule_id}"
            f" · {self.at:%Y-%m-%d %H:%M} UTC"
        )


@dataclass(frozen=True, slots=True)
class SuiteStatus:
    """How one table's suite went: each expectation, and the descriptions of those that did not hold."""

    table: str
    lines: Sequence[ExpectationResult]
    blocking: Sequence[str]
    warnings: Sequence[str]

    @property
    def held(self) -> int:
        """How many expectations held."""
        return sum(line.success for line in self.lines)

    def counts(self, severity: str) -> str:
        """How many expectations of a severity held, of how many."""
        lines = [line for line in self.lines if line.severity == severity]
        return f"{sum(line.success for line in lines)} / {len(lines)}"


def suite_status(results: Sequence[ExpectationResult]) -> SuiteStatus:
    """One suite's line in the index of the Data Docs."""
    failed = [result for result in results if not result.success]
    named: dict[str, list[str]] = {"error": [], "warn": []}
    for result in failed:
        named[result.severity].append(f"{result.description or result.expectation} ({result.observed})")
    return SuiteStatus(results[0].suite, list(results), named["error"], named["warn"])


def make_offline(directory: Path, statuses: Iterable[SuiteStatus], checked: Checked) -> None:
    """Rewrite the site in ``directory`` in place."""
    by_table = {status.table: status for status in statuses}
    for page in directory.rglob("*.html"):
        text = _FROM_ELSEWHERE.sub("", page.read_text("utf-8"))
        text = text.replace("</head>", f"<style>{_STYLE}</style></head>", 1)
        told = _told(by_table.get(_table_of(page.relative_to(directory))), checked)
        head, opening, rest = re.split(r"(<body[^>]*>)", text, maxsplit=1)
        page.write_text(f"{head}{opening}{told}{rest}", "utf-8")
    (directory / "index.html").write_text(_index(directory, list(by_table.values()), checked), "utf-8")


def _table_of(page: Path) -> str:
    """The table that a page is about: validations/<table>/... or expectations/<table>.html."""
    return page.parts[1].removesuffix(".html") if len(page.parts) > 1 else ""


def _told(status: SuiteStatus | None, checked: Checked) -> str:
    """What opens a page: what was checked, and each expectation with its severity and how it went."""
    heading = f'<p class="checked">{html.escape(str(checked))}</p>'
    if status is None:
        return heading
    lines = sorted(status.lines, key=lambda line: (line.success, line.severity))
    head = _tr("", ("Severity 等级", "What 内容", "Column 字段", "Held 结果", "Observed 实测"), "th")
    rows = "\n".join(_tr(_kind(line), _expectation(line)) for line in lines)
    return f"""{heading}<h1>{html.escape(status.table)}</h1>
<table class="severity"><thead>{head}</thead>
<tbody>{rows}</tbody></table>"""


def _kind(line: ExpectationResult) -> str:
    return "held" if line.success else {"error": "failed"}.get(line.severity, "warned")


def _expectation(line: ExpectationResult) -> Cells:
    what = line.description or line.expectation
    return (_SEVERITIES[line.severity], what, line.column or "", "✔" if line.success else "✘", line.observed or "")


def _tr(kind: str, cells: Cells, tag: str = "td") -> str:
    return f'<tr class="{kind}">' + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _index(directory: Path, statuses: Sequence[SuiteStatus], checked: Checked) -> str:
    held = sum(status.held for status in statuses)
    failed = sum(len(status.blocking) + len(status.warnings) for status in statuses)
    rows = "\n".join(_row(directory, status) for status in statuses)
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>duban: checks of the published tables</title>
<style>{_STYLE}</style></head><body>
<h1>Checks of the published tables · 发布表检查结果</h1>
<p class="checked">{html.escape(str(checked))}</p>
<p>{held} of {held + failed} expectations hold. Failures that block publication are red, warnings yellow.</p>
<table><thead><tr><th>Table</th><th>Critical held</th><th>Warnings held</th><th>What failed</th></tr></thead>
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
    count = "".join(f'<td class="number">{status.counts(severity)}</td>' for severity in ("error", "warn"))
    return f'<tr class="{kind}"><td>{link}</td>{count}<td>{shown}</td></tr>'
