"""The board's pages: rendered on the spot, whole in themselves, nothing asked of any network.

Everything that comes from a document is escaped by the templates; scripts of a document could not run even so, since
the page's own policy lets only the page's own script through, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publish import words
from pipeline.publish.board.data import Page, Row, read_board, read_changes, read_pages, read_plans
from pipeline.publish.board.view import anchor, view
from pipeline.publish.names import unique_names
from pipeline.publish.reuse import Reuse

if TYPE_CHECKING:
    import jinja2

HERE = Path(__file__).parent
MOST_SIBLINGS = 60  # jurisdictions that a page's switch names one by one


def write_board(warehouse: Path, directory: Path, reuse: Reuse | None = None) -> dict[str, int]:
    """Write a page for every period and jurisdiction, and the index; returns the targets on each page by file.

    ``reuse`` holds the pages of releases before: one that shows the same is not rendered again.
    """
    import duckdb

    directory.mkdir(parents=True, exist_ok=True)
    reuse, counts = reuse or Reuse(None), {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        pages = read_pages(connection)
        files = page_files(pages)
        switches = _Switches(pages, files)
        entries = []
        for page, file in zip(pages, files, strict=True):
            board = read_board(connection, page)
            content, choices = view(board), switches.of(page)
            shown = {**content, "file": file}
            reuse.write(directory / file, repr((board, file, choices)), partial(_write_page, shown, choices))
            entries.append({"page": page, **_entry(page, file, content)})
            counts[file] = len(content["cards"])
        plans, changes = read_plans(connection), read_changes(connection)
    if changes is not None:
        (directory / "changes.html").write_text(_changes(changes), "utf-8")
    for file, html in _overviews(entries, plans, changes is not None, directory):
        (directory / file).write_text(html, "utf-8")
    return counts


def _write_page(content: Mapping[str, Any], switches: Mapping[str, Any], path: Path) -> None:
    path.write_text(render_board(content, switches), "utf-8")


def page_files(pages: Sequence[Page]) -> list[str]:
    """A file name for each page, the same whoever else reports: links to it last."""
    return [f"{name}.html" for name in unique_names(f"{page.period_id}_{page.jurisdiction}" for page in pages)]


def render_board(content: Mapping[str, Any], switches: Mapping[str, Any]) -> str:
    """One page as HTML."""
    rows = [*content["cards"], *content["plain"]]
    seen, kinds = {row["status"] for row in rows}, words.vocabulary()["kinds"]
    return _render(
        "board.html.j2",
        **content,
        **switches,
        plain_rows=content["plain"],
        statuses_seen=[code for code in words.vocabulary()["symbols"] if code in seen],
        kinds=kinds,
        kinds_seen=[code for code in kinds if code in {row["sort"] for row in rows}],
        severities=words.vocabulary()["severities"],
        meanings=words.vocabulary()["meanings"],
    )


class _Switches:
    """Where else one can go from a page: other jurisdictions of the period, other periods of the jurisdiction.

    Of many jurisdictions only the page's own is named, beside the period's overview: a page that named them all would
    grow with their number.
    """

    def __init__(self, pages: Sequence[Page], files: Sequence[str]) -> None:
        self._by_period: dict[str, list[tuple[Page, str]]] = {}
        self._by_place: dict[str, list[tuple[Page, str]]] = {}
        for page, file in zip(pages, files, strict=True):
            self._by_period.setdefault(page.period_id, []).append((page, file))
            self._by_place.setdefault(page.jurisdiction, []).append((page, file))

    def of(self, page: Page) -> dict[str, Any]:
        """What the page's template offers."""
        siblings = self._by_period[page.period_id]
        if len(siblings) > MOST_SIBLINGS:
            overview = {
                "file": f"{page.period_id}.html",
                "jurisdiction": f"全部{len(siblings)}个地区",
                "is_this": False,
            }
            own = [_switch(other, file, page) for other, file in siblings if other == page]
            shown = [*own, overview]
        else:
            shown = [_switch(other, file, page) for other, file in siblings]
        return {"siblings": shown, "periods": [_switch(*entry, page) for entry in self._by_place[page.jurisdiction]]}


def _switch(other: Page, file: str, page: Page) -> dict[str, Any]:
    return {
        "file": file,
        "jurisdiction": other.jurisdiction,
        "period_label": other.period_label,
        "is_this": other == page,
    }


def _overviews(
    entries: Sequence[Mapping[str, Any]], plans: Sequence[Any], has_changes: bool, directory: Path
) -> list[tuple[str, str]]:
    """The index, and <period>.html: the one page of the period, or the choice where several jurisdictions report."""
    periods = [(label, list(group)) for label, group in groupby(entries, key=lambda entry: entry["page"].period_label)]
    shown = {"periods": periods, "plans": plans, "has_changes": has_changes}
    pages = [("index.html", _render("index.html.j2", title="督办晾晒台", **shown))]
    for period_id, group in groupby(entries, key=lambda entry: entry["page"].period_id):
        several = list(group)
        only = (directory / several[0]["file"]).read_text("utf-8") if len(several) == 1 else None
        pages.append((f"{period_id}.html", only or _overview(several)))
    return pages


def _changes(rows: Sequence[Row]) -> str:
    """The page of what changed since the release before, a section a table."""
    groups = [(table, list(group)) for table, group in groupby(rows, key=lambda row: row["table_name"])]
    return _render(
        "changes.html.j2",
        total=sum(group[0]["table_count"] for _, group in groups),
        previous=rows[0]["previous_release"] if rows else None,
        tables=[(table, group, group[0]["table_count"]) for table, group in groups],
        words=words.vocabulary()["changes"],
    )


def _overview(entries: Sequence[Mapping[str, Any]]) -> str:
    label = entries[0]["page"].period_label
    shown = [(label, list(entries))]
    return _render("index.html.j2", title=f"{label}，{len(entries)}个地区", periods=shown, plans=[], has_changes=False)


def _entry(page: Page, file: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """What the overviews say of a page: not the page itself, of which there may be thousands."""
    return {
        "file": file,
        "jurisdiction": page.jurisdiction,
        "headline": content["headline"],
        "verdicts": content["verdicts"],
    }


def _render(template: str, **content: Any) -> str:
    import markupsafe

    script, css = ((HERE / name).read_text("utf-8") for name in ("board.js", "board.css"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        _environment()
        .get_template(template)
        .render(
            **content,
            script=markupsafe.Markup(script),  # our own files, not a document's
            css=markupsafe.Markup(css),
            script_hash=f"sha256-{digest}",
        )
    )


@cache
def _environment() -> jinja2.Environment:
    """Templates that escape every value and fail on a name that is not there."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(anchor=anchor, label=words.label, symbol=words.symbol, percent=words.percent)
    return environment


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    return words.seen(value) if type(value) is str else value  # markup of our own templates stays markup
