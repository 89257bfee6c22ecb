"""What a refresh says on the terminal: one line for what an asset reports, one for each step, errors in full."""

from __future__ import annotations

import logging
import sys
import time
from typing import Any

import dagster as dg

LOGGER = "terminal"
STEP_NAMES = {
    "manifest": "list",
    "reading": "read",
    "records": "store",
    "matches": "match",
    "run": "run",
    "warehouse": "build",
    "expectations": "check",
    "quality_results": "check",
    "release": "publish",
}
_STARTED = time.monotonic()


class TerminalHandler(logging.Handler):
    """Prints what assets log themselves, and failures; Dagster's own events stay in the run history."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line per message of ours; a failed step with its error."""
        meta: dict[str, Any] = getattr(record, "dagster_meta", {})
        event = meta.get("dagster_event")
        step = _shown(meta.get("step_key"))
        if event is None and record.levelno == logging.INFO:
            self._print(step, str(meta.get("orig_message", record.getMessage())))
        elif event is not None and event.event_type_value == "STEP_FAILURE":
            self._print(step, f"failed: {failure(event)}", sys.stderr)

    def _print(self, step: str, message: str, stream: Any = None) -> None:
        for line in message.splitlines():
            print(f"{time.monotonic() - _STARTED:6.1f} s  {step:<8}{line}", file=stream or sys.stdout, flush=True)


def step_name(event: dg.DagsterEvent) -> str:
    """The word for a step that the terminal shows."""
    return _shown(event.step_key)


def _shown(step_key: object) -> str:
    return STEP_NAMES.get(str(step_key), str(step_key))


def failure(event: Any) -> str:
    """The innermost error of a failed step: what a person can act on, without Dagster's frames around it."""
    error = event.event_specific_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    description = getattr(event.event_specific_data, "user_failure_data", None)
    if description is not None and description.description:
        return str(description.description)
    return str(error.message if error is not None else event.message).strip()


@dg.logger({}, description="Progress lines for a person at a terminal.")
def terminal_logger(context: dg.InitLoggerContext) -> logging.Logger:  # noqa: ARG001
    """The logger that ``make refresh`` selects instead of Dagster's console."""
    logger = logging.Logger(LOGGER, level=logging.INFO)
    logger.addHandler(TerminalHandler())
    return logger
