"""The fuzz command: its damage depends on the seed alone, and what goes wrong is told."""

from __future__ import annotations

import random

from benchmarks import fuzz
from pipeline.errors import SetAside
from pipeline.sandbox.workers import WorkerFault
from tests.readers.samples import docx_of

WORD = docx_of(lambda document: document.add_paragraph("新建公园3座。"))


def test_the_same_seed_does_the_same_damage():
    for content in (WORD, "一、新建公园3座。".encode() * 20):
        damaged = [fuzz.damage(content, random.Random(seed)) for seed in range(30)]
        assert damaged == [fuzz.damage(content, random.Random(seed)) for seed in range(30)]
        assert len(set(damaged)) > 10


def test_refusals_are_well_and_faults_crashes_and_limits_are_not():
    class Broken:
        def __init__(self, error):
            self._error = error

        def understand(self, *_):
            raise self._error

    def refusal(reason):
        return SetAside(reason, found="this", expected="that", advice="Do.")

    tally = fuzz.Tally()
    assert fuzz._one(Broken(refusal("damaged")), "a", b"", 1, tally)
    for error in (refusal("crashed"), refusal("too_costly"), WorkerFault("Traceback\nKeyError: 1")):
        assert not fuzz._one(Broken(error), "a", b"", 7, tally)
    assert len(tally.troubles) == 3
    assert "--seed 7" in tally.troubles[2] and "KeyError: 1" in tally.troubles[2]
