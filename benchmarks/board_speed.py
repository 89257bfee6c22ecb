"""How heavy a board page is and how soon a browser paints it, for a city of so many targets.

    python -m benchmarks.board_speed 2000 [data/published]

The page of the latest period is drawn with its targets, rows and findings repeated under other ids until there are so
many. Painting is timed by Chromium itself (first contentful paint, from navigation), from this machine, several times.
"""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipeline.publish.board.data import Board, Row, read_board, read_pages
from pipeline.publish.board.pages import render_board
from pipeline.publish.board.view import view
from pipeline.publish.release import WAREHOUSE_FILE
from pipeline.settings import Settings

TIMES = 5
SECONDS = 90
WAIT = 4.0  # seconds that a picture keeps the page from having loaded, so that it is painted by then
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ALONE: Mapping[str, Sequence[Row]] = {"siblings": (), "periods": ()}
# The page's own policy lets no other script run, so the copy that is timed has none.
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_TIMER = """<img src="wait" alt="" hidden><script>addEventListener("load", () => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  document.title = "painted " + (paint ? paint.startTime : NaN);
});</script>"""


def of_size(board: Board, count: int) -> Board:
    """The same board with at least ``count`` targets, its rows and findings as many times as its targets."""
    times = -(-count // max(1, len(board.judgements)))
    return replace(
        board,
        judgements=list(_repeated(board.judgements, times, ("judgement_id", "target_id", "progress_id")))[:count],
        rows=list(_repeated(board.rows, times, ("progress_id",))),
        findings=list(_repeated(board.findings, times, ("finding_id", "target_id", "progress_id"))),
    )


def _repeated(rows: Iterable[Row], times: int, keys: Iterable[str]) -> Iterable[Row]:
    for number in range(times):
        for row in rows:
            yield {**row, **{key: f"{row[key]}~{number}" for key in keys if row[key] is not None}}


def first_paint(html: str, chromium: str) -> list[float]:
    """Milliseconds to the first contentful paint, each time in a new browser."""
    page = _POLICY.sub("", html).replace("</body>", f"{_TIMER}</body>").encode()
    found = []
    with tempfile.TemporaryDirectory() as folder, _serving(page) as address:
        for number in range(TIMES):
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1366,900"]
            command = [chromium, *options, f"--user-data-dir={folder}/{number}", "--dump-dom", address]
            shown = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True).stdout
            found += [float(text) for text in re.findall(r"<title>painted ([\d.]+)", shown)]
    return found


@contextmanager
def _serving(page: bytes) -> Iterator[str]:
    """The address of the page, and of a picture that keeps it waiting."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith("wait"):
                time.sleep(WAIT)
            self.send_response(204 if self.path.endswith("wait") else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if not self.path.endswith("wait"):
                self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def main() -> int:
    """Print weight, time to draw and time to paint."""
    import duckdb

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    published = Path(sys.argv[2]) if len(sys.argv) > 2 else Settings.from_environment().published_dir
    with duckdb.connect(str(published / WAREHOUSE_FILE), read_only=True) as connection:
        board = of_size(read_board(connection, read_pages(connection)[0]), count)
    began = time.perf_counter()
    html = render_board({**view(board), "file": "page.html"}, ALONE)
    drawn, size = time.perf_counter() - began, len(html.encode())
    print(f"{len(board.judgements)} targets, {len(board.rows)} rows, {len(board.findings)} findings")
    print(f"drawn in {drawn:.1f} s; {size / 1e6:.1f} MB, {len(gzip.compress(html.encode())) / 1e6:.2f} MB compressed")
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        print("not painted: needs Chromium (apt-get install chromium)")
        return 0
    painted = first_paint(html, chromium)
    print(f"first paint {statistics.median(painted):.0f} ms (median of {len(painted)}: {sorted(map(round, painted))})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
