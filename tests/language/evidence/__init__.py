"""What shows that a word is needed: invented sentences beside every vocabulary, each with what it says.

``<vocabulary>.yml`` gives, below the word's place in the vocabulary, a sentence with ``{}`` where the word stands, what
the sentence says, and the words of which that holds. Sentences stand apart from the vocabularies because an example
that went with its word would show nothing::

    leading.use.verbs:
    - milestones: '{}青岭文化馆。'
      is: use 青岭文化馆 works
      words: [投用, 启用]
    magnitudes:
    - numbers: 旅游收入达3{}元。
      each: {万: 旅游收入 >= 30000元 level}

``milestones`` and ``numbers`` are readers, functions of the modules ``facts_of_…`` by their kind (``facts.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.language.evidence.facts import READERS

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Example:
    """One word in one sentence, and the fact that the named reader takes from it."""

    vocabulary: str
    place: str
    word: str
    reader: str
    sentence: str
    fact: str

    def read(self) -> str:
        """What the sentence says now."""
        return READERS[self.reader](self.sentence)


def examples(vocabulary: str = "*") -> list[Example]:
    """Every example of a vocabulary, of all by default, in the files' order."""
    return [
        example
        for path in sorted(FOLDER.glob(f"{vocabulary}.yml"))
        for place, groups in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).items()
        for group in groups
        for example in _of_group(path.stem, place, group)
    ]


def _of_group(vocabulary: str, place: str, group: dict[str, Any]) -> Iterator[Example]:
    (reader,) = set(group) - {"is", "words", "each"}
    facts = group.get("each") or dict.fromkeys(group["words"], group["is"])
    for word, fact in facts.items():
        yield Example(vocabulary, place, word, reader, group[reader].replace("{}", word), fact.replace("{}", word))
