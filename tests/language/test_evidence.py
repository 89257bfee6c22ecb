"""Every example of the evidence says what it is to say, and depends on its word."""

from __future__ import annotations

from collections import defaultdict

import pytest

from benchmarks.lexicon import places_of, words_of
from benchmarks.unused_words import is_needed
from tests.language.evidence import FOLDER, Example, examples

WRITTEN = sorted(path.stem for path in FOLDER.glob("*.yml"))


def first_of_each_group(vocabulary: str) -> list[Example]:
    """One example of each sentence, which stands for the words it shares it with."""
    return list({(e.place, e.sentence.replace(e.word, "{}")): e for e in reversed(examples(vocabulary))}.values())


@pytest.mark.parametrize("vocabulary", WRITTEN)
def test_each_sentence_says_what_it_is_to_show(vocabulary: str) -> None:
    wrong = {
        f"{example.place}: {example.sentence}": (said, example.fact)
        for example in examples(vocabulary)
        if (said := example.read()) != example.fact
    }
    assert not wrong, "sentence: (what it says now, what the evidence says)"


@pytest.mark.parametrize("vocabulary", WRITTEN)
def test_each_sentence_depends_on_its_word(vocabulary: str) -> None:
    """Of each sentence one word; ``python -m benchmarks.unused_words`` takes out every one."""
    words = defaultdict(list)
    for word in words_of(vocabulary):
        words[word.place, word.said].append(word)
    idle = [
        example
        for example in first_of_each_group(vocabulary)
        if (found := words[example.place, example.word]) and not any(is_needed(word, [example]) for word in found)
    ]
    assert not idle


@pytest.mark.parametrize("vocabulary", WRITTEN)
def test_evidence_speaks_of_words_that_are_there(vocabulary: str) -> None:
    assert {example.place for example in examples(vocabulary)} <= places_of(vocabulary)
