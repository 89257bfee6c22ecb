"""The words of the vocabularies, one by one, and the pipeline without one of them, in this process."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.mutations import ROOT, Mutant, mutants_of

FOLDERS = ("language", "layouts", "match", "readers")
_LAST = re.compile(r",\s*$")
_AROUND = re.compile(r"[$^]|\(\?(?:[!=:]|<[!=]).*?\)")
_SIGNS = re.compile(r"^- |[\s,|'\"]+$|^['\"|]")


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of a vocabulary or an alternative of one of its patterns, with what takes it out."""

    vocabulary: str
    place: str  # the keys above it; of a list of rules the rule's first value
    text: str
    change: Mutant

    @property
    def said(self) -> str:
        """How it stands in a sentence: the key of a pair, an alternative without what its pattern looks around for."""
        return _AROUND.sub("", self.text.split(": ")[0])


def vocabularies() -> dict[str, Path]:
    """The vocabularies of the rooms that read words, by name."""
    return {path.stem: path for folder in FOLDERS for path in sorted(ROOT.glob(f"pipeline/{folder}/**/*.yml"))}


def words_of(vocabulary: str) -> list[Word]:
    """Every word of a vocabulary that can be taken out, in the order of the file."""
    path = vocabularies()[vocabulary]
    content = path.read_text("utf-8")
    nodes = list(_scalars(yaml.compose(content, yaml.CSafeLoader), ()))
    changes = [*mutants_of(path.relative_to(ROOT), content), *_last_ones(path.relative_to(ROOT), content, nodes)]
    return [_word(vocabulary, change, nodes) for change in sorted(changes, key=lambda change: change.start)]


def places_of(vocabulary: str) -> set[str]:
    """The places of a vocabulary where words stand, those with one word alone as well."""
    content = vocabularies()[vocabulary].read_text("utf-8")
    return {place for _, _, place in _scalars(yaml.compose(content, yaml.CSafeLoader), ())}


def _word(vocabulary: str, change: Mutant, nodes: list[tuple[int, int, str]]) -> Word:
    text = change.old.strip(" \n,")
    start = change.start + change.old.index(text)
    place = next((place for a, b, place in nodes if a <= start < b or start <= a < start + 4), "")
    return Word(vocabulary, place, _SIGNS.sub("", _SIGNS.sub("", text)), change)


def _last_ones(path: Path, content: str, nodes: list[tuple[int, int, str]]) -> Iterator[Mutant]:
    """The last words of the lists, whose comma stands before them."""
    for start, end, _ in nodes:
        comma = _LAST.search(content, max(0, start - 40), start)
        if comma and content[end : end + 1] == "]":
            yield Mutant(path, comma.start(), content[comma.start() : end], "")


def _scalars(node: Any, place: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Where every scalar stands and below which keys."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.start_mark.index, key.end_mark.index, ".".join(place)
            yield from _scalars(value, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, (*place, *_name_of(item)))
    else:
        yield node.start_mark.index, node.end_mark.index, ".".join(place)


def _name_of(item: Any) -> tuple[str, ...]:
    """What tells a rule of a list: its first value (stage: use)."""
    if isinstance(item, yaml.MappingNode):
        return (str(item.value[0][1].value)[:12],)
    is_pair = isinstance(item, yaml.SequenceNode) and len(item.value) == 2
    return (str(item.value[0].value)[:12],) if is_pair else ()


_PARSED: dict[str, Any] = {}
_INSTEAD: dict[str, str] = {}
_LOAD = yaml.load


def _load(stream: Any, Loader: Any = yaml.CSafeLoader) -> Any:
    if not isinstance(stream, str):
        return _LOAD(stream, Loader)
    if stream in _INSTEAD:
        return _LOAD(_INSTEAD[stream], Loader)
    if stream not in _PARSED:
        _PARSED[stream] = _LOAD(stream, Loader)
    return _PARSED[stream]


@contextmanager
def without(word: Word) -> Iterator[None]:
    """The pipeline as it would be if its vocabulary lacked the word: what it keeps of vocabularies is read anew."""
    content = vocabularies()[word.vocabulary].read_text("utf-8")
    usual = yaml.load, yaml.safe_load
    _INSTEAD[content] = word.change.made(content)
    yaml.load, yaml.safe_load = _load, _load
    forget()
    try:
        yield
    finally:
        _INSTEAD.clear()
        yaml.load, yaml.safe_load = usual
        forget()


def forget() -> None:
    """Empty every cache of the pipeline's modules."""
    for name, module in list(sys.modules.items()):
        if name.startswith("pipeline.") and module:
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
