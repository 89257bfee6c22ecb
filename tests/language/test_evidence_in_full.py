"""All that is read of the sentences of the evidence, also what they are not there for: offsets, rules, scores.

``evidence_in_full.read`` holds what was read when it was last looked at; ``python -m
tests.language.test_evidence_in_full`` writes it down anew. A line that changes is either mended or meant.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.language.bodies.organisations import resolve_unit
from pipeline.language.bodies.people import read_people
from pipeline.language.bodies.responsibility import read_clause
from pipeline.language.numbers.quantities import scan_marks
from pipeline.language.promises.milestone_promises import read_milestones
from pipeline.language.promises.relative import read_relatives
from pipeline.language.promises.targets import read_targets
from pipeline.language.results.claims import read_claims
from pipeline.language.results.completion import read_completion
from pipeline.language.results.measured import read_results
from pipeline.language.results.reached import read_stages
from pipeline.language.time.period_words import find_periods
from pipeline.match import match
from tests.language.evidence import Example, examples
from tests.language.evidence.said import PLACE, QUARTER, YEAR
from tests.match.builders import reported

WRITTEN = Path(__file__).with_name("evidence_in_full.read")
MATCHED = ("pairs", "inferred_actuals", "answers", "remarks", "completions")


def _done(text: str) -> list[Any]:
    return [read_completion(*text.split("|"), QUARTER)]


def _matched(text: str) -> list[Any]:
    found = match(reported(*text.split("|")))
    return [record for table in MATCHED for record in found[table]]


READ: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("numbers", "standing"), lambda text: read_targets(text, YEAR)),
    "results": lambda text: read_results(text, QUARTER),
    "milestones": lambda text: read_milestones(text, YEAR),
    "relatives": lambda text: read_relatives(text, YEAR),
    **dict.fromkeys(("reached", "stages"), lambda text: read_stages(text, int(YEAR))),
    "claims": read_claims,
    "done": _done,
    "marks": scan_marks,
    "periods": lambda text: find_periods(text, YEAR),
    "people": read_people,
    "clause": lambda text: [read_clause(text)],
    "unit": lambda text: [resolve_unit(text, PLACE)],
    **dict.fromkeys(("fits", "answer", "cause"), _matched),
}


def sentences() -> dict[str, Example]:
    """A sentence of each group of the evidence that one of these readers reads, by reader and words."""
    groups = {(e.vocabulary, e.place, e.sentence.replace(e.word, "{}")): e for e in reversed(examples())}
    return {f"{e.reader}: {e.sentence}": e for e in sorted(groups.values(), key=str) if e.reader in READ}


def lines(example: Example) -> Iterator[str]:
    """What is read of a sentence, a line for each finding."""
    for found in READ[example.reader](example.sentence):
        fields = dataclasses.astuple(found) if dataclasses.is_dataclass(found) else (found,)
        yield "  " + " | ".join("-" if field in (None, "", ()) else str(field) for field in fields)


def read_in_full() -> dict[str, list[str]]:
    """The written file: what was read of each sentence."""
    found: dict[str, list[str]] = {}
    told: list[str] = []
    for line in WRITTEN.read_text("utf-8").splitlines():
        if line.startswith("  "):
            told.append(line)
        else:
            told = found.setdefault(line, [])
    return found


def test_every_sentence_is_read_as_it_was_when_last_looked_at() -> None:
    """A sentence that the file does not hold yet is none of its business, and one that is gone neither."""
    written = read_in_full()
    known = {name: example for name, example in sentences().items() if name in written}
    changed = {name: list(lines(example)) for name, example in known.items() if list(lines(example)) != written[name]}
    assert changed == {name: written[name] for name in changed}
    assert len(known) > 0.8 * len(written), "write the file down anew"


if __name__ == "__main__":
    text = "\n".join("\n".join([name, *lines(example)]) for name, example in sentences().items())
    WRITTEN.write_text(text + "\n", "utf-8")
