"""A web site on this machine: pages by their path, and what was asked of it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML = "text/html; charset=gb18030"


class Site:
    """``pages`` are (status, headers, bytes) by path; ``asked`` every request's path and headers."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def put(self, path: str, content: str | bytes, media_type: str = HTML, status: int = 200, **headers: str) -> None:
        """Publish something, with an ETag of its bytes."""
        body = content.encode("gb18030") if isinstance(content, str) else content
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        marks = {"Content-Type": media_type, "ETag": f'"{hashlib.md5(body).hexdigest()}"'} if status == 200 else {}
        self.pages[path] = (status, {**marks, **named}, body)

    def paths(self) -> list[str]:
        """What was asked for since the last time, in order, robots.txt left out."""
        found = [path for path, _ in self.asked if path != "/robots.txt"]
        self.asked.clear()
        return found


@contextmanager
def serving() -> Iterator[Site]:
    """A site that answers as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            status, headers, body = site.pages.get(self.path, (404, {}, b""))
            if status == 200 and self.headers.get("If-None-Match") == headers.get("ETag"):
                status, body = 304, b""
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site
        server.shutdown()
