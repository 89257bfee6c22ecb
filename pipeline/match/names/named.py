"""Whether words speak of a thing: the very thing, not its sibling, another phase, another level of award.

A name is found by its character bigrams, a quoted part by itself. Words that would make it another
thing (二期 for 一期, 省级 for 国家级) must not contradict, and what tells it from its list's others must be there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from pipeline.language.words.contrasts import contradicts, shortened
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.text_forms import bigrams, normal_form

_said = partial(pattern_of, "named")

NAMED, QUOTED, UNQUOTED, DISTINCT = 0.5, 0.3, 0.65, 0.4
END = 4  # characters
PLACE = 2  # characters of a place's name before what it has
SHORT = 3  # a name this short must stand there whole
_QUOTED = re.compile(r"[“\"《]([^“”\"《》]{2,200})[”\"》]")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A text in normal form with long forms of grades and companies shortened."""
    return shortened(normal_form(text))


@lru_cache(maxsize=16384)
def core(thing: str) -> str:
    """A thing's name without the words for what is done with it (…建设工程, …创建工作)."""
    form = plain(thing)
    shorter = _said("carriers").sub("", form)
    return shorter if len(shorter) > 1 else form


def likeness(thing: str, words: str) -> float:
    """0 … 1: how much of a thing's name stands in some words; 0 where they speak of another phase, level or batch."""
    name, said = core(thing), plain(words)
    if not name or contradicts(thing, words):
        return 0.0
    if len(name) <= SHORT:
        return 1.0 if name in said else 0.0
    grams = bigrams(name)
    share = sum(gram in said for gram in grams) / len(grams)
    quoted = [plain(part) for part in _QUOTED.findall(thing)]
    if any(len(part) > 1 and part in said for part in quoted):
        return max(share, NAMED) if share >= QUOTED else share
    return share if not quoted or share >= UNQUOTED else 0.0  # the quoted part is what the thing is known by


def is_head_of(thing: str, subject: str, siblings: Sequence[str] = ()) -> bool:
    """Whether a subject is the end of a thing's name and of no other's (新院区, 新院区项目 of 县中医院新院区)."""
    head = core(_said("grade").sub("", subject))
    return len(head) > 1 and core(thing).endswith(head) and not any(core(other).endswith(head) for other in siblings)


def names(thing: str, words: str, siblings: Sequence[str] = ()) -> bool:
    """Whether words name a thing, and not just what it shares with the others of its list."""
    if likeness(thing, words) < NAMED:
        return False
    return all(_tells_apart(thing, other, words) for other in siblings)


def _tells_apart(thing: str, other: str, words: str) -> bool:
    mine, theirs, said = bigrams(core(thing)), bigrams(core(other)), plain(words)
    own = mine - theirs
    if not mine & theirs or not own:
        return True
    return sum(gram in said for gram in own) / len(own) >= DISTINCT


def is_spoken_of(thing: str, text: str, siblings: Sequence[str] = ()) -> bool:
    """Whether more than half of the pairs of characters of a thing's name stand in a text, in whatever words.

    Of a list's things each has to show what tells it apart: 指定监管场地 alone does not speak of 粮食指定监管场地.
    """
    pairs = [thing[place : place + 2] for place in range(len(thing) - 1)]
    is_there = 2 * sum(pair in text for pair in pairs) > len(pairs) or ends_in(thing, text) or _frames(thing, text)
    return is_there and all(_tells_apart(thing, other, text) for other in siblings)


def ends_in(thing: str, text: str) -> bool:
    """Whether the end of a thing's name that says what it is stands in a text (迁建项目 of 市妇幼保健院迁建项目)."""
    end = plain(thing)[-END:]
    return len(end) == END and bool(_said("any_name").sub("", end)) and end in plain(text)


def _frames(thing: str, text: str) -> bool:
    """Whether a text tells of a name's body and then of its end, or of applying: 县医院完成预评审 of 县医院三级评审."""
    name, said = plain(thing), plain(text)
    body = _said("body").match(name)
    if body is None:
        return False
    told = body[0] if body[0] in said else body[0][PLACE:]  # of 青岭科技园 the place's own report says 科技园
    if len(told) <= PLACE or told not in said:
        return False
    behind = said[said.index(told) + len(told) :]
    return name[-2:] in behind or bool(_said("applied").match(behind))


def is_touched(thing: str, text: str) -> bool:
    """Whether a text has any pair of characters of a thing's name but those that any name may end in (…建设, …试点)."""
    name, said = _said("any_name").sub("", core(thing)), plain(text)
    return any(gram in said for gram in bigrams(name)) if len(name) > 1 else True
