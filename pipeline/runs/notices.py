"""Telling somebody outside what failed: a command or a webhook that the settings name; off where they name none.

A notice says who can act on what: city, document, the place in it, what was found and what to do. What was told once is
not told again until it was well in between. Nobody being there to hear is a warning, never a failure of the refresh.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.manifest import digest
from pipeline.runs.plan import PlannedDocument, Reading
from pipeline.sealed import read_state, write_state
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome

LOG = logging.getLogger("duban")
SECONDS = 15  # that a command or a server may take
MOST_LINES = 20  # of a message; all notices are in the data that goes with it
SET_ASIDE, FAILED = "set_aside", "failed"


@dataclasses.dataclass(frozen=True, slots=True)
class Notice:
    """One thing that needs a person. ``row`` is the place in the document: a page, row or line, where one is known."""

    kind: str  # set_aside | failed
    found: str
    remedy: str
    city: str | None = None
    document: str | None = None
    row: str | None = None
    reason: str | None = None
    run_id: str | None = None

    @property
    def line(self) -> str:
        """The notice as one line of text."""
        what = " · ".join(part for part in (self.city, self.document, self.row) if part)
        return f"{what or 'refresh'}: {self.found}. {self.remedy}"


def tell_set_aside(
    settings: Settings, planned: Sequence[PlannedDocument], reading: Reading, *, is_whole: bool = False
) -> list[Notice]:
    """Tell of every document that is set aside now and was not when it was told last; returns what was told.

    ``is_whole`` says that the refresh is through: what is not set aside by then is well again.
    """
    if not is_wanted(settings):
        return []
    aside = {
        document.file.file_name: _of_document(document, outcome)
        for document, outcome in zip(planned, reading.outcomes, strict=True)
        if not outcome.success
    }
    path = settings.history_dir / "noticed.json"
    before: Mapping[str, str] = read_state(path, dict) or {}
    kept = {} if is_whole else before
    now = {**kept, **{name: digest(map(str, dataclasses.astuple(notice))) for name, notice in aside.items()}}
    new = [aside[name] for name in sorted(aside) if before.get(name) != now[name]]
    if (not new or send(settings, new)) and now != before:
        write_state(path, now)
    return new


def _of_document(document: PlannedDocument, outcome: DocumentOutcome) -> Notice:
    return Notice(
        kind=SET_ASIDE,
        found=outcome.found or (outcome.error or "").strip().splitlines()[-1],
        remedy=outcome.advice or "see data/quarantine/; this is a fault of the program, report it with the file",
        city=outcome.jurisdiction or document.entry.jurisdiction,
        document=outcome.file_name,
        row=outcome.where,
        reason=outcome.reason,
    )


def tell_failed(settings: Settings, problem: str, run_id: str | None = None) -> None:
    """Tell of a refresh that was not published."""
    remedy = "What was published stays. `make ui` shows the run and its checks; mend it and `make refresh`."
    if is_wanted(settings):
        send(settings, [Notice(FAILED, problem, remedy, run_id=run_id)])


def is_wanted(settings: Settings) -> bool:
    """Whether the settings name anybody to tell."""
    return bool(settings.notify_command or settings.notify_url)


def send(settings: Settings, notices: Sequence[Notice]) -> bool:
    """Hand notices to the command, as JSON on its standard input, and to the webhook; whether all of them took it."""
    message = message_of(notices)
    done = True
    for name, way in ((settings.notify_command, _run), (settings.notify_url, _post)):
        try:
            if name:
                way(name, message)
        except Exception as error:  # whatever a command or a server does, the refresh goes on
            LOG.warning("nobody was told of %d notices: %s", len(notices), error)
            done = False
    return done


def message_of(notices: Sequence[Notice]) -> dict[str, Any]:
    """The message: text in the form that chat robots take, and the notices as data beside it."""
    lines = [notice.line for notice in notices[:MOST_LINES]]
    more = [f"… and {len(notices) - MOST_LINES} more"] if len(notices) > MOST_LINES else []
    text = "\n".join([f"duban: {len(notices)} to look at", *lines, *more])
    return {
        "msgtype": "text",
        "text": {"content": text},
        "notices": [dataclasses.asdict(notice) for notice in notices],
    }


def _run(command: str, message: Mapping[str, Any]) -> None:
    """Start the command, without a shell. Raises CalledProcessError, OSError, TimeoutExpired."""
    content = json.dumps(message, ensure_ascii=False).encode()
    subprocess.run(shlex.split(command), input=content, stdout=subprocess.DEVNULL, timeout=SECONDS, check=True)


def _post(url: str, message: Mapping[str, Any]) -> None:
    """Post to the webhook. Raises requests.RequestException where it does not answer that it is well."""
    import requests

    content = json.dumps(message, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"}
    answer = requests.post(url, data=content, headers=headers, timeout=SECONDS, allow_redirects=False)
    if answer.status_code // 100 != 2:
        raise requests.HTTPError(f"the webhook answered {answer.status_code} {answer.reason}")
