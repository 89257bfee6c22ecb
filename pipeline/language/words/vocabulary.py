"""Word lists and patterns as data: the YAML files beside the modules that use them, in the rooms that read words.

A file's ``patterns`` are regular expressions with slots: ``{name}`` stands for what the same file says under that name,
a pattern or any word of a list; ``{file.name}`` for what another file says; ``{name+name}`` for any word of both lists.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_PIPELINE = Path(__file__).parents[2]
LEXICON = ("readers", "language", "layouts", "match")  # the rooms whose vocabularies this loads
_SLOT = re.compile(r"\{([a-z][a-z_.+]*)\}")


@cache
def load_vocabulary(name: str) -> Any:
    """The parsed content of ``<name>.yml``; read once per process."""
    (path,) = (path for room in LEXICON for path in (_PIPELINE / room).glob(f"**/{name}.yml"))
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def alternatives(words: list[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def pattern_of(vocabulary: str, name: str) -> re.Pattern[str]:
    """The pattern of that name in a vocabulary, its slots filled. Raises ``KeyError`` where there is none."""
    return re.compile(_filled(load_vocabulary(vocabulary)["patterns"][name], vocabulary))


def _filled(source: str, vocabulary: str) -> str:
    return _SLOT.sub(lambda slot: _group([_named(name, vocabulary) for name in slot[1].split("+")]), source)


def _named(name: str, vocabulary: str) -> str | list[str]:
    """What a name of a slot stands for: a pattern whose own slots are filled, or words."""
    file, _, entry = name.rpartition(".")
    content = load_vocabulary(file or vocabulary)
    said: str | list[str] = content.get("patterns", {}).get(entry) or content[entry]
    return _filled(said, file or vocabulary) if isinstance(said, str) else said


def _group(parts: list[str | list[str]]) -> str:
    first = parts[0]
    return f"(?:{first})" if isinstance(first, str) else alternatives([word for words in parts for word in words])
