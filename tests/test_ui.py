"""The UI is for this machine alone."""

from __future__ import annotations

import asyncio

import pytest

from pipeline.ui import HOST, guarded


async def hello(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})


def status_for(host: str) -> int:
    """What a request with this Host header is answered with."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [(b"host", host.encode())]}
    asyncio.run(guarded(hello)(scope, None, send))
    return sent[0]["status"]


@pytest.mark.parametrize("host", ["localhost:3000", "127.0.0.1:3000", "localhost"])
def test_this_machine_is_answered(host):
    assert status_for(host) == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "localhost.evil.example", "192.168.1.5:3000"])
def test_another_name_is_not(host):
    """Fails if a page of the internet that points its own name at this machine can read or start anything."""
    assert status_for(host) == 400


def test_it_listens_on_the_loopback_address_only():
    assert HOST == "127.0.0.1"
