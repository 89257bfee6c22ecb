"""One invented county: what it promises and what it reports, drawn from a seed; the truth holds by construction."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.settings import REPOSITORY

YEAR = 2024
QUARTERS = (1, 2, 3, 4)
KEY_TASKS, LIVELIHOOD_TASKS, PROGRAM_TASKS = 36, 10, 8
SCALES = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True, order=True)
class Promise:
    """One number to reach: 新增公办学位5200个."""

    verb: str
    noun: str
    unit: str
    amount: int

    def words(self, amount: int | None = None) -> str:
        """The promise, or with another ``amount`` the result, as a document writes it."""
        return f"{self.verb}{self.noun}{self.amount if amount is None else amount}{self.unit}"

    def value(self, amount: int | None = None) -> int:
        """The number without 万 and 亿."""
        return (self.amount if amount is None else amount) * SCALES.get(self.unit[0], 1)


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a list, with who is responsible."""

    section: str
    number: int
    opening: str
    promises: tuple[Promise, ...]
    leader: str
    lead: str
    support: tuple[str, ...]

    @property
    def text(self) -> str:
        """The task as its list words it."""
        return f"{self.opening}，{'，'.join(promise.words() for promise in self.promises)}。"


@dataclass(frozen=True, slots=True)
class Row:
    """What one quarter's report says of a task."""

    task: Task
    amounts: tuple[int, ...]
    hindrance: str
    next_step: str


@dataclass(frozen=True, slots=True)
class County:
    """An invented county and its year."""

    name: str
    seed: str
    key_work: tuple[Task, ...]
    livelihood: tuple[Task, ...]
    program: tuple[Task, ...]

    def rows(self, quarter: int) -> list[Row]:
        """The report of one quarter: nearly every task of both lists, some ahead and some behind."""
        rng = random.Random(f"{self.seed}/Q{quarter}")
        told = [task for task in (*self.key_work, *self.livelihood) if rng.random() < 0.95]
        return [_row(rng, task, quarter, self.seed) for task in told]


def counties(seed: int) -> Iterator[County]:
    """Counties without end of names, each as its number and ``seed`` make it."""
    for number, name in enumerate(_names(seed)):
        yield _county(name, f"{seed}/{number}")


def _names(seed: int) -> Iterator[str]:
    words = vocabulary()
    pairs = [first + second for first in words["first"] for second in words["second"]]
    real = _real_stems()
    rng = random.Random(seed)
    rng.shuffle(pairs)
    yield from (pair + rng.choice("县县县区市") for pair in pairs if pair not in real)


def _county(name: str, seed: str) -> County:
    rng = random.Random(seed)
    leaders = [rng.choice(vocabulary()["surnames"]) + rng.choice(vocabulary()["given"]) for _ in range(6)]
    deck = _Deck(rng)
    key_work = _tasks(rng, deck, KEY_TASKS, name[-1], leaders)
    livelihood = _tasks(rng, deck, LIVELIHOOD_TASKS, name[-1], leaders)
    longer = _tasks(rng, _Deck(rng), PROGRAM_TASKS, name[-1], leaders)
    return County(name, seed, key_work, livelihood, longer)


class _Deck:
    """What a county can promise: everything once, so that no list contradicts itself."""

    def __init__(self, rng: random.Random) -> None:
        self._things = {
            field["title"]: [
                Promise(verb, place + noun, unit, rng.randint(low, high))
                for verb, noun, unit, low, high in field["things"]
                for place in vocabulary()["parts"]
            ]
            for field in vocabulary()["fields"]
        }
        for things in self._things.values():
            rng.shuffle(things)

    def draw(self, title: str, count: int) -> tuple[Promise, ...]:
        """Up to ``count`` promises of a field that were not drawn before."""
        return tuple(self._things[title].pop() for _ in range(min(count, len(self._things[title]))))


def _tasks(rng: random.Random, deck: _Deck, count: int, ending: str, leaders: list[str]) -> tuple[Task, ...]:
    """Tasks field by field, numbered through."""
    fields = vocabulary()["fields"]
    drawn = [(place, deck.draw(fields[place]["title"], rng.choice((1, 2, 2, 3)))) for place in _places(rng, count)]
    drawn = sorted((place, promises) for place, promises in drawn if promises)
    return tuple(
        _task(rng, number, fields[place], promises, ending, leaders)
        for number, (place, promises) in enumerate(drawn, 1)
    )


def _places(rng: random.Random, count: int) -> list[int]:
    return [rng.randrange(len(vocabulary()["fields"])) for _ in range(count)]


def _task(
    rng: random.Random, number: int, field: dict[str, Any], promises: tuple[Promise, ...], ending: str, heads: list[str]
) -> Task:
    opening = f"{rng.choice(vocabulary()['openings'])}，在{rng.choice(vocabulary()['towns'])}等地推进{field['title']}"
    support = tuple(f"{ending}{name}" for name in rng.sample(vocabulary()["support"][:-1], 2))
    return Task(field["title"], number, opening, promises, rng.choice(heads), f"{ending}{field['bureau']}", support)


def _row(rng: random.Random, task: Task, quarter: int, seed: str) -> Row:
    amounts = tuple(_reached(promise, quarter, seed) for promise in task.promises)
    return Row(task, amounts, rng.choice(vocabulary()["hindrances"]), rng.choice(vocabulary()["nexts"]))


def _reached(promise: Promise, quarter: int, seed: str) -> int:
    """What is reached by a quarter's end: each promise goes at its own pace all year."""
    pace = random.Random(f"{seed}/{promise.noun}").uniform(0.8, 1.3)
    return max(1, int(promise.amount * quarter / 4 * pace))


@cache
def vocabulary() -> dict[str, Any]:
    """words.yml."""
    import yaml

    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8"))
    return found


def _real_stems() -> set[str]:
    with (REPOSITORY / "pipeline" / "layouts" / "whose" / "places.csv").open(encoding="utf-8") as stream:
        return {row["name"][:2] for row in csv.DictReader(stream)}
