"""Whoever the settings name is told of what failed, once, with what to do; nobody else, and nobody by default."""

from __future__ import annotations

import dataclasses
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pipeline.layouts.entries.sources import default_entry
from pipeline.manifest import RawFile
from pipeline.runs import notices
from pipeline.runs.notices import Notice, message_of, send, tell_failed, tell_set_aside
from pipeline.runs.plan import PlannedDocument, Reading
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome

NAME = "湖山县/三季度.html"
OUTCOME = DocumentOutcome(
    "d", NAME, False, "湖山县", reason="partly_read", found="表格到一半就断了", advice="Save the page again.",
    where="line 7",
)  # fmt: skip


@pytest.fixture
def settings(tmp_path) -> Settings:
    """A command that adds what it is told to a file, one message a line."""
    script = tmp_path / "a command.py"
    script.write_text(f"import sys; open({str(tmp_path / 'told')!r}, 'a').write(sys.stdin.read() + '\\n')")
    base = Settings.from_environment({"DUBAN_DATA_DIR": str(tmp_path / "data")})
    return dataclasses.replace(base, notify_command=f"{sys.executable} '{script}'")


def told(settings: Settings) -> list[dict]:
    path = settings.data_dir.parent / "told"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def reading(*outcomes: DocumentOutcome) -> tuple[list[PlannedDocument], Reading]:
    planned = [
        PlannedDocument(RawFile(o.file_name, Path("x"), o.document_id, 1), default_entry(o.file_name), o.file_name)
        for o in outcomes
    ]
    return planned, Reading("", tuple(one.key for one in planned), outcomes, None)


def test_a_document_set_aside_is_told_once_with_city_document_row_and_remedy(settings):
    for _ in range(3):
        tell_set_aside(settings, *reading(OUTCOME))
    ((notice,),) = (message["notices"] for message in told(settings))
    assert (notice["city"], notice["document"], notice["row"]) == ("湖山县", NAME, "line 7")
    assert (notice["found"], notice["remedy"]) == ("表格到一半就断了", "Save the page again.")
    assert NAME in told(settings)[0]["text"]["content"]


def test_what_was_well_in_between_is_told_again(settings):
    well = dataclasses.replace(OUTCOME, success=True)
    for outcome, is_whole in ((OUTCOME, True), (well, False), (OUTCOME, True), (well, True), (OUTCOME, True)):
        tell_set_aside(settings, *reading(outcome), is_whole=is_whole)
    assert len(told(settings)) == 2


def test_another_reason_is_told(settings):
    tell_set_aside(settings, *reading(OUTCOME))
    tell_set_aside(settings, *reading(dataclasses.replace(OUTCOME, found="文件是空的")))
    assert len(told(settings)) == 2


def test_by_default_nobody_is_told(settings, monkeypatch):
    silent = dataclasses.replace(settings, notify_command=None)
    monkeypatch.setattr(notices, "send", lambda *_: pytest.fail("told"))
    assert tell_set_aside(silent, *reading(OUTCOME)) == []
    tell_failed(silent, "x")
    default = Settings.from_environment({})
    assert (default.notify_command, default.notify_url) == (None, None)


def test_a_command_that_fails_or_hangs_stops_nothing_and_is_tried_again(settings, monkeypatch):
    monkeypatch.setattr(notices, "SECONDS", 0.5)
    for command in ("/no/such/command", "false", "sleep 30"):
        tell_set_aside(dataclasses.replace(settings, notify_command=command), *reading(OUTCOME))
    tell_set_aside(settings, *reading(OUTCOME))
    assert len(told(settings)) == 1


def test_the_name_of_a_document_is_no_shell(settings, tmp_path):
    hostile = dataclasses.replace(OUTCOME, file_name=f"$(touch {tmp_path}/x);`touch {tmp_path}/y`")
    tell_set_aside(settings, *reading(hostile))
    assert len(told(settings)) == 1 and not (tmp_path / "x").exists() and not (tmp_path / "y").exists()


@pytest.mark.parametrize(("status", "done"), [(200, True), (500, False), (302, False)])
def test_a_webhook_gets_the_message_as_json(settings, status, done):
    got: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/hook"
        only_url = dataclasses.replace(settings, notify_command=None, notify_url=url)
        assert send(only_url, [Notice("failed", "建模失败", "mend it")]) is done
        server.shutdown()
    assert [message["notices"][0]["found"] for message in got] == ["建模失败"]


def test_a_long_message_says_how_many_more_there_are():
    message = message_of([Notice("failed", str(number), "x") for number in range(30)])
    assert "… and 10 more" in message["text"]["content"]
    assert len(message["notices"]) == 30
