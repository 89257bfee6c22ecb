"""Cut a list of units into names: 甲、乙，各镇、乡人民政府 → three names with what stood around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.language.bodies.organisations import ends_like_unit
from pipeline.language.words.enclosed import without_brackets
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of

_said = partial(pattern_of, "name_lists")

OPENING, CLOSING = "（(【[〔", "）)】]〕"
_PERSON_BRACKET = re.compile(r"[（(](?P<name>[\u4e00-\u9fff]{2,3})[)）]$")
SEPARATOR = re.compile(r"[、，,；;]")
TRIM = " \t\n\u3000。.：:"


def marks() -> str:
    """The characters that mark a leading unit."""
    return str(load_vocabulary("responsibility")["marks"])


@dataclass(frozen=True, slots=True)
class Name:
    """A name cut out of a list, with what stood around it."""

    text: str
    start: int
    end: int
    is_marked: bool
    follows_comma: bool  # a comma, not an enumeration mark, stands before it
    verb: str | None  # 牵头 or 配合 in a bracket behind the name


def split_names(text: str, start: int, end: int, notes: list[tuple[int, int]] | None = None) -> list[Name]:
    """Cut a list of units into names; brackets are not cut, 各镇、乡人民政府 is one name, notes are left out."""
    names: list[Name] = []
    colophon = pattern_of("line_joining", "colophon").search(text, start, end)
    end = colophon.start() if colophon else end
    for piece_start, piece_end, separator in _pieces(text, start, end):
        note = _note_start(text, piece_start, piece_end)
        if note is not None and notes is not None:
            notes.append((note, piece_end))
        name = _name(text, piece_start, piece_end if note is None else note, separator in "，,；;")
        if name is None:
            continue
        if names and _said("group_head").match(names[-1].text) and _said("group_rest").match(name.text):
            head = names.pop()
            name = Name(
                text[head.start : name.end], head.start, name.end, head.is_marked, head.follows_comma, name.verb
            )
        names.append(name)
    return names


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Ranges between separators outside brackets, each with the separator before it."""
    depth, piece, separator = 0, start, "、"
    blanks = "" if SEPARATOR.search(without_brackets(text[start:end])) else " \u3000\t"
    joins = {match.start() for match in _said("and").finditer(text, start, end)}
    for position in range(start, end):
        character = text[position]
        depth += (character in OPENING) - (character in CLOSING)
        is_blank = depth <= 0 and character in blanks + "\n" and _parts_names(text, piece, position, end)
        if (character in "、，,；;。" or is_blank or position in joins) and depth <= 0:
            yield piece, position, separator
            piece, separator = position + 1, "、" if is_blank or position in joins else character
    yield piece, end, separator


def _parts_names(text: str, start: int, position: int, end: int) -> bool:
    """Whether a blank parts two names: what stands before it ends like a unit, and what follows is long enough."""
    before, after = text[start:position].strip(), text[position:end].strip()
    if not after or after[0] in OPENING + CLOSING:
        return False
    return ends_like_unit(before) and len(before) > 2 and len(re.split(r"[、，,；;。\s]", after, maxsplit=1)[0]) > 1


def _name(text: str, start: int, end: int, follows_comma: bool) -> Name | None:
    piece_start, piece_end = start, end
    while start < end and (text[start] in TRIM or text[start] in marks()):
        start += 1
    while start < end and (text[end - 1] in TRIM or text[end - 1] in marks()):
        end -= 1
    role = _said("role_bracket").search(text, start, end)
    is_marked = any(mark in text[piece_start:start] + text[end:piece_end] for mark in marks())
    verb = role["verb"] if role else None
    end = role.start() if role else end
    person = _PERSON_BRACKET.search(text, start, end)
    end = person.start() if person and not ends_like_unit(person["name"]) else end
    etc = _said("etc").search(text, start, end)
    if etc and (etc.group().startswith("等")):
        end = etc.start()
    name = re.sub(r"\s+", "", text[start:end])
    return Name(name, start, end, is_marked, follows_comma, verb) if name else None


def _note_start(text: str, start: int, end: int) -> int | None:
    """Where a bracketed note about roles begins behind a name: 银保监(列第一位者为工作牵头…下同)."""
    bracket = min((p for p in (text.find("(", start, end), text.find("（", start, end)) if p >= 0), default=-1)
    if bracket < 0 or end - bracket < 12 or not _said("note_word").search(text, bracket, end):
        return None
    return bracket
