"""No pattern that meets a document's text is worse than linear: each is measured on strings made of its own parts.

A string repeats what a repetition of the pattern repeats, or one of the usual suspects, thousands of times, and has an
end that does not fit. What takes longer than a moment is measured at a quarter of the length too: four times the length
may cost some more than four times the time, never sixteen times. Times are processor times of the matching alone.
"""

from __future__ import annotations

import json
import random
import re
import re._constants as op
import re._parser as parser
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LENGTH = 16_000  # characters
MOMENT = 0.06  # seconds: a linear search over as many takes a tenth of it
PATIENCE = 1.0
GROWTH = 9.0  # at four times the length: linear 4, quadratic 16
MOST_BLANKS = 200  # in a row: no reader lets more into the text (tests/readers/test_hostile.py)
UNFIT = "\x01"
SUSPECTS = ("1万", "1,", "1.", "1", " ", "\n", "中", "一", "、", "，", "（", "(", "“", "《", "<", ">", "*", "a",
            "市委书记", "县市", "市长、", "1年", "一、", "<!-- -->", "局", "责任单位：", "完成", "已全部")  # fmt: skip


class TooSlow(Exception):
    """A match took longer than it was given."""


def _give_up(*_: Any) -> None:
    raise TooSlow


@pytest.fixture(scope="module")
def patterns() -> list[dict[str, Any]]:
    """What ``tests.patterns`` finds."""
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "tests.patterns"], cwd=root, capture_output=True, text=True, check=True
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_patterns_are_found(patterns):
    """Fails if the watch sees nothing and the measurement below proves nothing."""
    assert len(patterns) > 300
    assert {room for pattern in patterns for room in pattern["rooms"]} == {"readers", "language", "layouts", "match"}
    assert any("match" in pattern["methods"] for pattern in patterns)


def test_no_pattern_is_worse_than_linear(patterns):
    slow = [(found, pattern["source"][:300], pattern["rooms"]) for pattern in patterns if (found := worst(pattern))]
    assert not slow, "\n".join(map(repr, slow))


@pytest.mark.parametrize("source", [r"\d+亿", r"^(?:[a-z]+\.?)+$", r"(?:已|均)+完成", r"[。\s]+$"])
def test_the_measurement_finds_a_quadratic_and_an_exponential_one(source):
    assert worst({"source": source, "flags": 32, "is_bytes": False, "methods": ["search"], "rooms": ["readers"]})


@pytest.mark.parametrize("source", [r"(?<!\d)\d+亿", r"(?:已|均){1,6}完成", "|".join(map(chr, range(0x4E00, 0x4F00)))])
def test_the_measurement_lets_a_linear_one_pass(source):
    assert not worst({"source": source, "flags": 32, "is_bytes": False, "methods": ["search"], "rooms": ["readers"]})


def worst(pattern: dict[str, Any]) -> tuple[str, str] | None:
    """Beginning and repeated part of a string on which the pattern is worse than linear; None if there is none."""
    source = pattern["source"].encode("latin-1") if pattern["is_bytes"] else pattern["source"]
    compiled = re.compile(source, pattern["flags"])
    for before, part in strings(compiled):
        if not part.strip() and "readers" not in pattern["rooms"]:
            continue
        if any(is_worse_than_linear(compiled, method, before, part) for method in pattern["methods"]):
            return before, part
    return None


def is_worse_than_linear(compiled: re.Pattern[Any], method: str, before: str, part: str) -> bool:
    """Whether time grows faster than length: first at 30 parts, where an exponential pattern would never end."""
    match = getattr(compiled, method)
    for length in (30 * len(part), LENGTH):
        text = before + part * (length // len(part)) + UNFIT
        text = text.encode()[:LENGTH] if isinstance(compiled.pattern, bytes) else text
        if seconds(match, text, MOMENT) < MOMENT:
            continue
        whole = min(seconds(match, text, PATIENCE) for _ in range(2))
        quarter = min(seconds(match, text[: len(text) // 4] + text[-1:], PATIENCE) for _ in range(3))
        if whole > MOMENT and (whole >= PATIENCE or whole > GROWTH * quarter):
            return True
    return False


def seconds(match: Any, text: str | bytes, limit: float) -> float:
    """Processor time of one match, ``limit`` where it was stopped there."""
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    started = time.process_time()
    try:
        match(text)
        return time.process_time() - started
    except TooSlow:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@pytest.fixture(autouse=True)
def _alarm() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, _give_up)
    yield
    signal.signal(signal.SIGVTALRM, before)


def strings(compiled: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """What to begin with and what to repeat: each repeated part of the pattern behind what stands before it."""
    maker = _Maker()
    tree = parser.parse(compiled.pattern, compiled.flags)
    found = [*maker.repeated(tree, ""), *(("", maker.text(tree)) for _ in range(3)), *(("", s) for s in SUSPECTS)]
    yield from dict.fromkeys((before, part) for before, part in found if part)


class _Maker:
    """Makes texts that fit parts of a parsed pattern."""

    def __init__(self) -> None:
        self._random = random.Random(1)

    def text(self, tree: Any) -> str:
        """A text that fits, a repetition taken once."""
        return "".join(self._piece(kind, value) for kind, value in tree)

    def _piece(self, kind: Any, value: Any) -> str:
        if kind is op.LITERAL:
            return chr(value)
        if kind is op.NOT_LITERAL or kind is op.ANY:
            return "中" if value != ord("中") else "1"
        if kind is op.IN:
            return self._one_of(value)
        if kind is op.BRANCH:
            return self.text(self._random.choice(value[1]))
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return "".join(self.text(value[2]) for _ in range(min(max(value[0], min(value[1], 1)), 8)))
        inner = _inner(kind, value)
        return self.text(inner) if inner is not None and kind not in (op.ASSERT, op.ASSERT_NOT) else ""

    def _one_of(self, items: Any) -> str:
        if items[0][0] is op.NEGATE:
            excluded = re.compile("[^" + "中1a，。(（\n、% " + "]")
            return next((c for c in excluded.pattern[2:-1] if not _is_in(items, c)), "〇")
        options = [code for kind, value in items for code in _codes(kind, value)]
        return chr(self._random.choice(options)) if options else ""

    def repeated(self, tree: Any, before: str) -> list[tuple[str, str]]:
        """Each part repeated more than a few times, with a text that fits what stands before it."""
        found: list[tuple[str, str]] = []
        for kind, value in tree:
            if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
                if value[1] > 20:
                    found += [(before, self.text(value[2])) for _ in range(3)]
                found += self.repeated(value[2], before)
            elif kind is op.BRANCH:
                for branch in value[1]:
                    found += self.repeated(branch, before)
            elif (inner := _inner(kind, value)) is not None:
                found += self.repeated(inner, before)
            before += self._piece(kind, value)
        return found


def _inner(kind: Any, value: Any) -> Any:
    """The pattern inside a group or an assertion."""
    if kind is op.SUBPATTERN:
        return value[3]
    if kind is op.ATOMIC_GROUP:
        return value
    return value[1] if kind in (op.ASSERT, op.ASSERT_NOT) else None


_SAMPLES = {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "a", op.CATEGORY_NOT_SPACE: "中",
            op.CATEGORY_NOT_DIGIT: "中", op.CATEGORY_NOT_WORD: "，"}  # fmt: skip


def _codes(kind: Any, value: Any) -> list[int]:
    if kind is op.LITERAL:
        return [value]
    if kind is op.RANGE:
        return [value[0], value[1], (value[0] + value[1]) // 2]
    return [ord(_SAMPLES[value])] if kind is op.CATEGORY else []


def _is_in(items: Any, character: str) -> bool:
    code = ord(character)
    for kind, value in items:
        if (kind is op.LITERAL and value == code) or (kind is op.RANGE and value[0] <= code <= value[1]):
            return True
        if kind is op.CATEGORY and _fits(value, character):
            return True
    return False


def _fits(category: Any, character: str) -> bool:
    tests = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_DIGIT: r"\D",
             op.CATEGORY_NOT_SPACE: r"\S", op.CATEGORY_NOT_WORD: r"\W"}  # fmt: skip
    return re.match(tests[category], character) is not None
