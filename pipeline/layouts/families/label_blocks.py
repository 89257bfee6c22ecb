"""Reports whose items are blocks of labels (目标：… 进展情况：…) without numbers: where each block begins."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.families.progress_items import Entry
from pipeline.layouts.families.progress_rows import SAID
from pipeline.layouts.outline.stream import Token, content_kind
from pipeline.readers.document import Document

_said = partial(pattern_of, "progress_list")

MIN_ROWS = 2


def with_opening_label(document: Document, tokens: list[Token]) -> list[Token]:
    """The tokens with the words that open each block as a label although no list holds them: 【惠民事项】…"""
    first = next(place for place, token in enumerate(tokens) if token.kind == "label")
    found = {
        token: match
        for token in tokens
        if token.kind == "text" and token.opens_paragraph
        if (match := _said("opens_block").match(document.text, token.start, token.end))
    }
    words = Counter(match["word"] for match in found.values())
    opening = next((found[t]["word"] for t in tokens[:first] if t in found and words[found[t]["word"]] >= MIN_ROWS), "")
    split: list[Token] = []
    for token in tokens:
        if opening and token in found and found[token]["word"] == opening:
            end = found[token].end()
            split.append(Token("label", token.start, end, word=opening, opens_paragraph=True))
            token = replace(token, start=end, opens_paragraph=False)
        split.append(token)
    return split


def _names_block(document: Document, token: Token) -> bool:
    """Whether a paragraph is a short line that may name the block of labels below it (供水提质工程)."""
    is_line = token.kind == "text" and token.opens_paragraph
    return is_line and bool(_said("block_name").fullmatch(document.text, token.start, token.end))


def blocks_of_labels(document: Document, tokens: list[Token]) -> list[Entry]:
    """Entries without numbers: each begins where the first label (目标：) comes again, or with a name above it."""
    first = next(content_kind(token.word) for token in tokens if token.kind == "label")
    opens = [token.kind == "label" and content_kind(token.word) == first for token in tokens]
    names = [before for before, token in enumerate(tokens[:-1]) if opens[before + 1] and _names_block(document, token)]
    if 2 * len(names) > sum(opens):
        for place in names:
            opens[place], opens[place + 1] = True, False
    entries: list[Entry] = []
    for token, is_opening in zip(tokens, opens, strict=True):
        if is_opening:
            entries.append(Entry(None, token.start))
        if entries:
            take(entries[-1], token)
    return entries


def take(entry: Entry, token: Token) -> None:
    if token.kind == "label":
        kind = content_kind(token.word)
        entry.current = kind if kind in SAID else "heading" if kind == "name" else "promise"
    elif token.kind == "clause":
        entry.clauses.append(token)
    else:
        entry.extend(token)
