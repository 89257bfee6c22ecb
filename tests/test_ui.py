"""The UI is for this machine alone."""

from __future__ import annotations

import asyncio
import json

import pytest
import uvicorn

from pipeline import ui
from pipeline.ui import HOST, PORT, _serve, guarded


async def hello(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})


def asked(application, host: str, path: str = "/", query: str = "") -> tuple[int, bytes]:
    """Status and body of the answer to a request with this Host header; a query is posted."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": json.dumps({"query": query}).encode(), "more_body": False}

    async def send(message):
        sent.append(message)

    headers = [(b"host", host.encode()), (b"content-type", b"application/json")]
    scope = {
        "type": "http", "method": "POST" if query else "GET", "path": path, "raw_path": path.encode(),
        "root_path": "", "scheme": "http", "query_string": b"", "headers": headers,
    }  # fmt: skip
    asyncio.run(application(scope, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


def status_for(host: str) -> int:
    """What a request with this Host header is answered with."""
    return asked(guarded(hello), host)[0]


@pytest.mark.parametrize("host", ["localhost:3000", "127.0.0.1:3000", "localhost"])
def test_this_machine_is_answered(host):
    assert status_for(host) == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "localhost.evil.example", "192.168.1.5:3000"])
def test_another_name_is_not(host):
    """Fails if a page of the internet that points its own name at this machine can read or start anything."""
    assert status_for(host) == 400


def test_it_listens_on_the_loopback_address_only():
    assert HOST == "127.0.0.1"


ONE_ASSET = "import dagster as dg\n\n\n@dg.asset\ndef bridges(): ...\n\n\ndefs = dg.Definitions([bridges])\n"
ASKED = (
    "{ workspaceOrError { ... on Workspace { locationEntries { name loadStatus } } } assetNodes { assetKey { path } } }"
)


def test_the_ui_serves_the_assets_of_its_workspace(tmp_path, monkeypatch, capsys):
    """Fails if the parts of Dagster that are not public (workspace, web application) no longer do what they did."""
    (tmp_path / "one.py").write_text(ONE_ASSET, "utf-8")
    workspace = tmp_path / "workspace.yaml"
    workspace.write_text("load_from: [{python_file: {relative_path: one.py, location_name: one}}]", "utf-8")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    answers = {}

    def serve(application, *, host, port, **_):
        answers["told"] = json.loads(asked(application, f"{host}:{port}", "/graphql", ASKED)[1])["data"]
        answers["page"] = asked(application, host)[0]
        answers["another host"] = asked(application, "evil.example")[0]

    monkeypatch.setattr(uvicorn, "run", serve)
    _serve(str(workspace))
    assert answers["told"] == {
        "workspaceOrError": {"locationEntries": [{"name": "one", "loadStatus": "LOADED"}]},
        "assetNodes": [{"assetKey": {"path": ["bridges"]}}],
    }
    assert (answers["page"], answers["another host"]) == (200, 400)
    assert f"http://localhost:{PORT}" in capsys.readouterr().out


@pytest.mark.parametrize(("part", "starts_daemon"), [("web", False), ("both", True)])
def test_the_web_server_alone_starts_no_daemon(monkeypatch, tmp_path, part, starts_daemon):
    class Daemon:
        started = ended = False

        def __init__(self, *_, **__):
            Daemon.started = True

        def terminate(self):
            Daemon.ended = True

        def wait(self):
            return 0

    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    monkeypatch.setattr(ui, "_serve", lambda _: None)
    monkeypatch.setattr(ui.subprocess, "Popen", Daemon)
    monkeypatch.setattr(ui.signal, "signal", lambda *_: None)
    assert ui.main(part) == 0
    assert (Daemon.started, Daemon.ended) == (starts_daemon, starts_daemon)
