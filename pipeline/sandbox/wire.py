"""What parent and worker say to each other: pickles with their length before them.

The worker has parsed what a stranger wrote, so the parent takes nothing from it but records, numbers, dates and text.
"""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import dataclass
from typing import IO, Any, Literal

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry

SET_ASIDE_FIELDS = ("reason", "found", "expected", "advice", "where", "nearest_layout")
_LENGTH = struct.Struct("<Q")
MAX_REPLY = 512 << 20
TRUSTED_MODULES = {"pipeline.records"}
TRUSTED = {
    ("pipeline.sandbox.wire", "Reply"),
    ("pipeline.understand", "Understood"),
    ("decimal", "Decimal"),
    ("datetime", "date"),
    ("datetime", "datetime"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """One document to read."""

    content: bytes
    source: SourceEntry


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of it.

    ``body`` is an ``Understood`` (understood), the fields of a ``SetAside`` (set_aside), a traceback (fault) or None
    (no_memory); ``is_last`` says that the worker ends now.
    """

    kind: Literal["understood", "set_aside", "fault", "no_memory"]
    body: Any
    is_last: bool


def set_aside(error: SetAside) -> Reply:
    """The reply for a document that is set aside."""
    return Reply("set_aside", {name: getattr(error, name) for name in SET_ASIDE_FIELDS}, False)


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module in TRUSTED_MODULES or (module, name) in TRUSTED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"a worker sent {module}.{name}")


def send(stream: IO[bytes], message: Request | Reply) -> None:
    """Write one message."""
    packed = pickle.dumps(message, protocol=5)
    stream.write(_LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def receive_request(stream: IO[bytes]) -> Request | None:
    """The next request of the parent, None when it has no more."""
    packed = _receive(stream)
    if packed is None:
        return None
    request: Request = pickle.loads(packed)
    return request


def receive_reply(stream: IO[bytes]) -> Reply | None:
    """The worker's reply, None when it ended without one. Raises ``UnpicklingError`` for anything but records."""
    packed = _receive(stream)
    if packed is None:
        return None
    reply = _Unpickler(io.BytesIO(packed)).load()
    if not isinstance(reply, Reply):
        raise pickle.UnpicklingError("a worker sent no reply")
    return reply


def _receive(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH.size)
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else MAX_REPLY + 1
    packed = stream.read(length) if length <= MAX_REPLY else b""
    return packed if len(packed) == length else None
