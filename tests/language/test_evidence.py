"""Every example of the evidence says what it is to say, and depends on its word."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
import yaml

from benchmarks.lexicon import places_of, vocabularies, words_of
from benchmarks.unused_words import is_needed
from pipeline.settings import REPOSITORY
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


# Vocabularies that are shown elsewhere, as their words say nothing in one sentence.
ELSEWHERE = {
    "column_fit": "lines of a copied table: tests/layouts/test_copied_table.py",
    "copied_table": "lines of a copied table: tests/layouts/test_copied_table.py",
    "table_cells": "cells of a table: tests/layouts/test_tables.py",
    "table_header": "heads of a table: tests/layouts/test_heads.py",
    "year_columns": "columns of a plan of several years: tests/layouts/test_indicator_tables.py",
    "features": "weights: tests/match/test_features.py",
    "corrections": "fields that a person may correct: tests/layouts/test_corrections.py",
    "relatives": "what answers a relative promise: tests/match/",
}
# Lists of the others that no sentence shows yet. A new list has a sentence; a list that gets one goes from here.
UNSHOWN = {
    # the words of these are taken one by one in tests/match/test_word_lists_of_pairs.py and test_across_documents.py
    "pairs": {
        *("patterns.fall", "patterns.measured_by", "patterns.over_window", "patterns.reaches", "patterns.rise"),
        *("patterns.said_done", "patterns.subject", "patterns.verb_at_end"),
    },
    "parts": {"patterns.no_title_line"},
    "headings": {"patterns.year_done"},
    "progress_items": {"patterns.told_goal"},
    "speaker": {"patterns.host_department"},
}


def unshown(vocabulary: str) -> set[str]:
    """The lists and patterns with words of which no sentence shows one."""
    lists = {list_of(word.place) for word in words_of(vocabulary) if re.search("[一-龥]", word.said)}
    return lists - {list_of(example.place) for example in examples(vocabulary)}


def list_of(place: str) -> str:
    """What a place belongs to: its pattern, or the first key above it."""
    return ".".join(place.split(".")[: 2 if place.startswith("patterns.") else 1])


@pytest.mark.parametrize("vocabulary", sorted(set(vocabularies()) - set(ELSEWHERE)))
def test_every_list_has_a_sentence(vocabulary: str) -> None:
    advice = f"give it a sentence in tests/language/evidence/{vocabulary}.yml, or name it in UNSHOWN"
    assert unshown(vocabulary) == UNSHOWN.get(vocabulary, set()), advice


def test_vocabularies_read_alike_without_the_c_library() -> None:
    """Fails where a word is no plain YAML: libyaml takes [总数(?!字)] for a word, PyYAML's own reader stops at it."""
    for path in (REPOSITORY / "pipeline").rglob("*.yml"):
        text = path.read_text("utf-8")
        assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader), path
