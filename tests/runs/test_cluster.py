"""A cluster reads and matches as this machine does: the same outcomes, the same records, whoever dies on the way."""

from __future__ import annotations

import os
import signal

import pytest

from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.manifest import list_documents
from pipeline.records import DOCUMENT_TABLES
from pipeline.runs.cluster import Cluster, ClusterError
from pipeline.runs.matching import match_ahead
from pipeline.runs.plan import PlannedDocument
from pipeline.runs.reading import read_documents
from pipeline.store import RecordStore

TASKS = """1.新建公园{0}座。（责任单位：市建设局）
2.新增床位{0}张。（责任单位：市卫健局）
3.改造农路{0}公里。（责任单位：市交通局）"""
distributed = pytest.importorskip("distributed", reason="needs Dask (make cluster)")
dask = pytest.importorskip("dask", reason="needs Dask (make cluster)")


@pytest.fixture(scope="module")
def workers():
    """A scheduler with two worker processes on this machine."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """Six plans of six towns, one of them none."""
    raw = tmp_path_factory.mktemp("raw")
    for number in range(6):
        folder = raw / f"云{'甲乙丙丁戊己'[number]}市"
        folder.mkdir()
        told = TASKS.format(number + 1) if number else "今天天气很好。"  # one is no plan
        (folder / "plan.txt").write_text(f"云{'甲乙丙丁戊己'[number]}市2024年重点工作责任分解\n{told}\n", "utf-8")
    return [PlannedDocument(file, SourceEntry(file.file_name), file.sha256) for file in list_documents(raw)]


def stored(root):
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*.parquet")}


def read_and_match(planned, root, scheduler=None):
    store = RecordStore(root)
    outcomes = list(read_documents(planned, store, scheduler))
    keys = {
        f"of-{one.file_name.split('/')[0]}": [plan.key]
        for one, plan in zip(outcomes, planned, strict=True)
        if one.success
    }
    match_ahead(store, keys, scheduler)
    return outcomes, keys, store


def test_the_records_are_the_same_whoever_made_them(planned, workers, tmp_path):
    """Fails if a worker reads or matches otherwise, or if an error of a document is another one from far away."""
    here, keys, store = read_and_match(planned, tmp_path / "here")
    there, _, _ = read_and_match(planned, tmp_path / "there", workers.scheduler_address)
    assert here == there
    assert sum(outcome.success for outcome in there) == len(planned) - 1
    for key, documents in keys.items():
        if not store.is_sealed(key):  # too few for processes of their own: matched by whoever asks
            match_ahead(store, {key: documents}, workers.scheduler_address)
    assert stored(tmp_path / "here") == stored(tmp_path / "there")
    assert DOCUMENT_TABLES.keys() <= {path.parts[0] for path in stored(tmp_path / "there")}


def test_a_worker_that_dies_costs_no_document(planned, workers, tmp_path):
    """Fails if what a killed worker was reading is lost, or is told as a fault."""
    outcomes = read_documents(planned, RecordStore(tmp_path), workers.scheduler_address)
    found = [next(outcomes)]
    with distributed.Client(workers.scheduler_address, set_as_default=False) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
    found += outcomes
    assert sum(outcome.success for outcome in found) == len(planned) - 1


def test_a_scheduler_without_workers_says_so():
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None) as cluster,
        pytest.raises(ClusterError, match="no worker"),
    ):
        Cluster(cluster.scheduler_address)


def test_a_scheduler_that_is_not_there_says_so():
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}), pytest.raises(ClusterError, match="start it"):
        Cluster("tcp://127.0.0.1:1")
