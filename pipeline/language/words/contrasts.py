"""Words that make one thing another: its phase, batch, grade, or the level of an award."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from pipeline.language.words.vocabulary import load_vocabulary, pattern_of

_said = partial(pattern_of, "contrasts")

_BATCH = re.compile(r"第[一二三四五六七八九十\d]+[批届期轮次]")
_LEVELS = ("of_nation", "of_province", "of_city")
_RANKS = ("市县区", "镇乡", "村")


def shortened(text: str) -> str:
    """A text with long forms of grades and companies replaced by the short ones."""
    for long, short in load_vocabulary("contrasts")["aliases"].items():
        text = text.replace(long, short)
    return text


@lru_cache(maxsize=65536)
def contradicts(thing: str, words: str) -> bool:
    """Whether words speak of another phase (二期 for 一期), batch, grade or level (省级 for 国家级) than a thing's."""
    one, other = shortened(thing), shortened(words)
    for pattern in (_said("phase"), _BATCH, _said("grade")):
        wanted, said = set(pattern.findall(one)), set(pattern.findall(other))
        if wanted and said and not wanted & said:
            return True
    if _is_other_rank(one, other):
        return True
    levels = [{name for name in _LEVELS if _said(name).search(text)} for text in (thing, words)]
    return bool(levels[0] and levels[1] and not levels[0] & levels[1])


def _is_other_rank(thing: str, words: str) -> bool:
    """Whether words speak of an award for another rank of place: 示范县 and 示范市 may be one, 示范村 is another."""
    match = _said("awarded").search(thing)
    if match is None:
        return False
    rank = next(rank for rank in _RANKS if match["place"] in rank)
    said = set(re.findall(f"{match['before']}([市县区镇乡村])", words))
    return bool(said) and not said & set(rank)
