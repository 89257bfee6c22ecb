"""Which words of the vocabularies nothing bears out: no document holds them, no example needs them.

    python -m benchmarks.unused_words [--vocabulary milestones] [FOLDER …]

Words are looked for in the documents of raw/, of the invented cities and of the folders given, blanks left out. Then
each word is taken out and the evidence of its vocabulary (tests/language/evidence/) read again: where nothing changes,
the word is not shown to be needed. A word with neither is a candidate to go; one without an example wants a sentence.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from benchmarks.lexicon import Word, vocabularies, without, words_of
from benchmarks.mutations import ROOT
from pipeline.errors import SetAside
from pipeline.readers import read
from tests.language.evidence import Example, examples

DOCUMENTS = ("raw", "tests/cities/rendered")
NOT_WORDS = ("corrections", "features")  # what fields a record has, and weights
re._MAXCACHE = 50_000  # type: ignore[attr-defined]  # a pattern that does not change is compiled once


def text_of(folders: Iterable[Path]) -> str:
    """The words of every document that can be read, without blanks."""
    return "\n".join(
        re.sub(r"\s", "", text) for folder in folders for path in sorted(folder.rglob("*")) for text in _texts(path)
    )


def _texts(path: Path) -> Iterator[str]:
    if path.suffix in (".yml", ".yaml"):  # a case or a city's truth: its words stand in it as they are
        yield path.read_text("utf-8")
    elif path.is_file() and not path.name.startswith("."):
        try:
            yield read(path.read_bytes(), path.name).text
        except SetAside:
            return


def is_needed(word: Word, known: Iterable[Example]) -> bool:
    """Whether an example says something else, or nothing can be read, without the word; its own are tried first."""
    with without(word):
        return any(_differs(example) for example in sorted(known, key=lambda one: one.word not in word.text))


def _differs(example: Example) -> bool:
    try:
        return example.read() != example.fact
    except (KeyError, TypeError, ValueError, re.error, yaml.YAMLError):
        return True


def main() -> None:
    """Print, by vocabulary and place, the words in no document and those that no example needs; then how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vocabulary", action="append", default=[])
    parser.add_argument("folders", nargs="*", type=Path)
    arguments = parser.parse_args()
    said = text_of([*(ROOT / name for name in DOCUMENTS), *arguments.folders])
    for vocabulary in arguments.vocabulary or [name for name in vocabularies() if name not in NOT_WORDS]:
        words, known = words_of(vocabulary), examples(vocabulary)
        unsaid = {word for word in words if word.said not in said}
        unneeded = {word for word in words if not is_needed(word, known)}
        for what, found in (("neither", unsaid & unneeded), ("no example", unneeded - unsaid)):
            for word in (word for word in words if word in found):
                print(f"{what:10} {vocabulary}.yml {word.place}: {word.text}")
        print(f"{vocabulary}: {len(words)} words, {len(unsaid)} in no document, {len(unneeded)} without an example,"
              f" {len(unsaid & unneeded)} with neither", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
