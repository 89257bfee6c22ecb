"""Whatever a document does to its worker, the parent and the other documents go on, and the reason is told."""

from __future__ import annotations

import io
import os
import pickle
import struct
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import REASONS, SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.sandbox.limits import MIB, Limits
from pipeline.sandbox.wire import Reply, receive_reply
from pipeline.sandbox.workers import Sandbox, WorkerFault
from pipeline.understand import understand
from tests.render.fixtures import path

SMALL = Limits(memory=512 * MIB, seconds=1, patience=100)
SOURCE = SourceEntry("某市/a.txt")
PLAN = "云溪市2024年重点工作责任分解\n1.新建公园3座。（责任单位：建设局）\n2.新增床位50张。（责任单位：卫健局）\n"


@pytest.fixture
def sandbox():
    with Sandbox(SMALL, module="tests.sandbox.misbehaving") as sandbox:
        yield sandbox


def refusal(sandbox: Sandbox, content: bytes) -> SetAside:
    with pytest.raises(SetAside) as caught:
        sandbox.understand(content, SOURCE)
    assert caught.value.reason in REASONS
    return caught.value


@pytest.mark.parametrize(
    ("content", "reason", "told"),
    [
        (b"spin", "too_costly", "more than 1 seconds of processor time"),
        (b"eat", "too_costly", "more than 512 MiB of memory"),
        (b"read nowhere", "crashed", "SIGSEGV"),
        (b"abort", "crashed", "SIGABRT"),
    ],
)
def test_a_document_that_ends_its_worker_is_set_aside_and_the_next_is_read(sandbox, content, reason, told):
    error = refusal(sandbox, content)
    assert error.reason == reason
    assert "某市/a.txt" in error.found and told in error.found
    assert sandbox.understand("正文。".encode(), SOURCE).records["texts"][0].text == "正文。"


def test_a_document_that_hangs_without_working_is_set_aside():
    with Sandbox(Limits(seconds=1, patience=3), module="tests.sandbox.misbehaving") as sandbox:
        error = refusal(sandbox, b"wait")
    assert error.reason == "too_costly" and "waiting without end" in error.found


@pytest.mark.parametrize(("content", "told"), [(b"exit", "ended with 3"), (b"be killed", "ended with -9")])
def test_an_end_that_is_not_the_documents_fault_is_tried_again(sandbox, content, told):
    with pytest.raises(WorkerFault, match=told):
        sandbox.understand(content, SOURCE)


@pytest.mark.parametrize(("content", "told"), [(b"break", "ZeroDivisionError: in a rule"), (b"nest", "RecursionError")])
def test_an_error_of_ours_comes_back_with_its_traceback(sandbox, content, told):
    with pytest.raises(WorkerFault, match=told):
        sandbox.understand(content, SOURCE)


def test_a_refusal_comes_back_whole(sandbox):
    error = refusal(sandbox, b"set aside")
    assert (error.reason, error.where, error.nearest_layout, error.advice) == ("no_task", "page 3", "x", "Look.")


def test_what_a_library_prints_is_no_reply(sandbox):
    assert sandbox.understand(b"print", SOURCE).layout == "sample"


def test_a_worker_reads_many_documents(monkeypatch, sandbox):
    from pipeline.sandbox import workers

    started = []
    monkeypatch.setattr(workers, "_Worker", lambda *a, make=workers._Worker: started.append(a) or make(*a))
    for number in range(5):
        sandbox.understand(f"{number}".encode(), SOURCE)
    assert len(started) == 1


def test_replies_reach_the_thread_that_asked(sandbox):
    texts = [f"{number}" * 100 for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda text: sandbox.understand(text.encode(), SOURCE), texts))
    assert [result.records["texts"][0].text for result in results] == texts


def test_the_records_are_the_same_as_without_it():
    with Sandbox() as sandbox:
        for content, name in ((PLAN.encode(), "云溪市/plan.txt"), (path("notice").read_bytes(), "青石市/notice.pdf")):
            assert sandbox.understand(content, SourceEntry(name)) == understand(content, SourceEntry(name))


def test_the_parent_takes_nothing_but_records():
    """Fails if a worker that a document took over could make the parent call a function."""

    class Call:
        def __reduce__(self):
            return os.mkdir, ("taken",)

    for body in (Call(), Reply("understood", Call(), False)):
        packed = pickle.dumps(body)
        with pytest.raises(pickle.UnpicklingError):
            receive_reply(io.BytesIO(struct.pack("<Q", len(packed)) + packed))
    assert not Path("taken").exists()


def test_a_reply_that_breaks_off_is_none():
    packed = pickle.dumps(Reply("fault", "x", False))
    assert receive_reply(io.BytesIO(struct.pack("<Q", len(packed)) + packed[:-1])) is None
    assert receive_reply(io.BytesIO(b"\x00\x01")) is None
    assert receive_reply(io.BytesIO(struct.pack("<Q", 1 << 60) + packed)) is None
