"""A worker that does what the document's bytes tell it to: the ways in which a parser can go wrong."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time

from pipeline.errors import SetAside
from pipeline.sandbox import worker
from tests.assets.samples import understood_text


def _spin() -> None:
    while True:
        pass


def _eat() -> None:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def _set_aside() -> None:
    raise SetAside("no_task", found="nothing", expected="tasks", advice="Look.", where="page 3", nearest_layout="x")


def _break() -> None:
    raise ZeroDivisionError("in a rule")


WAYS = {
    b"spin": _spin,
    b"eat": _eat,
    b"set aside": _set_aside,
    b"break": _break,
    b"read nowhere": lambda: ctypes.string_at(1),
    b"abort": os.abort,
    b"exit": lambda: os._exit(3),
    b"be killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    b"wait": lambda: time.sleep(600),
    b"print": lambda: print("noise" * 1000),
    b"nest": lambda: (lambda f: f(f))(lambda f: f(f)),
}


def understand(content: bytes, source: object) -> object:
    """Do as told, or read the text."""
    if way := WAYS.get(content):
        way()
    return understood_text(content, source)


if __name__ == "__main__":
    worker.understand = understand
    worker.main(sys.argv[1:])
