"""The worker process: reads the documents it is given, one after the other, under the limits it was started with.

usage: python -m pipeline.sandbox.worker LIMITS   (limits as JSON; requests on stdin, replies on stdout)
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import traceback
from typing import BinaryIO

from pipeline.errors import SetAside
from pipeline.readers.print.allowance import on_scan
from pipeline.sandbox.limits import MIB, Limits, address_space, confine, grant
from pipeline.sandbox.wire import Reply, Request, receive_request, send, set_aside
from pipeline.understand import understand

SWOLLEN = 384 * MIB  # of address space left over from a document: a new worker gives the next one its full limit


def main(arguments: list[str]) -> None:
    """Serve requests until there are none, or until what a document left behind would narrow the next one's limit."""
    limits = Limits(**json.loads(arguments[0]))
    replies = _take_stdout()
    confine(limits)
    on_scan(lambda pages: grant(limits, pages))
    while request := receive_request(sys.stdin.buffer):
        grant(limits)
        reply = answer(request)
        reply = dataclasses.replace(reply, is_last=reply.kind == "no_memory" or address_space() > SWOLLEN)
        send(replies, reply)
        if reply.is_last:
            return


def answer(request: Request) -> Reply:
    """Read one document; whatever it raises is an answer too."""
    try:
        return Reply("understood", understand(request.content, request.source), False)
    except SetAside as error:
        return set_aside(error)
    except MemoryError:
        return Reply("no_memory", None, True)
    except Exception:
        return Reply("fault", traceback.format_exc(), False)


def _take_stdout() -> BinaryIO:
    """The stream for replies; what a library prints goes to stderr instead."""
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return stream


if __name__ == "__main__":
    main(sys.argv[1:])
