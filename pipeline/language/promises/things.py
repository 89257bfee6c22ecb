"""The things that one phrase names: members of a list, whole names in quotation marks and brackets, shared tails."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from pipeline.language.words.enclosed import shielded
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of

_said = partial(pattern_of, "things")

_OPEN_LIST = re.compile(r"(?<![甲乙丙同平均高中初优上相不])等(?!级)(?P<tail>[^、，]*)$")
_COLLECTIVE = re.compile(r"[“\"][一二三四五六七八九十两双百千\d]")
_TITLES = re.compile("(?<=》)(?=《)")
_STRETCH = re.compile(r"^.{2,8}至.{2,8}$")
_SIGNS = ("、", "和", "及", "以及", "与")  # between the members of a list
SHORTEST_NAME = 3  # characters of a name in a list that can stand alone
LONGEST_BARE = 4  # characters of a name that may be only a place; a longer one says somehow what it is
_SHORTEST_JOINED = 3  # characters of a name on either side of 和 that can stand alone


def works_of(phrase: str) -> list[str]:
    """As ``things_of``; a member that says no kind of thing only qualifies the next (柳湖、松泽世界地质公园)."""
    things = things_of(phrase)
    return things if _OPEN_LIST.search(shielded(phrase)) else _with_bare_members(things, phrase)


def things_of(phrase: str) -> list[str]:
    """The members of a list (甲、乙和丙等工程), quoted names whole; what the list shares stands with each."""
    phrase, tail = _without_open_end(phrase)
    parts = _with_labels(_with_inner_list(_split(phrase)))
    parts = [*parts[:-1], *_join_parts(parts[-1], in_list=len(parts) > 1)] if parts else []
    parts = _with_shared_tail([part for part in parts if part])
    if any(len(part) < SHORTEST_NAME for part in parts[:-1]) and not tail:
        twins = None if any(map(_said("a_work").search, parts[:-1])) else _said("twins").search(parts[-1])
        if twins:  # 新柏、马福川煤矿: places, each with its own
            return [part if part.endswith(twins[0]) else part + twins[0] for part in parts]
        return [phrase]  # 航空、物流数字化平台: the short ones only qualify the last
    return [part if part.endswith("》") else f"{part}{tail}" for part in parts]


def _without_open_end(phrase: str) -> tuple[str, str]:
    """甲、乙等文旅项目 → (甲、乙, ''): a general word names nothing; 甲、乙等指定监管场地 keeps its head for each.

    A number in quotation marks behind 等 is the one name of them all (视力、心理等“五健”行动).
    """
    match = _OPEN_LIST.search(shielded(phrase))
    if match is None:
        return phrase, ""
    tail = _said("count").sub("", phrase[match.start("tail") :])
    if _COLLECTIVE.match(tail):
        return tail, ""
    listed = phrase[: match.start()]
    is_short = any(len(part) < SHORTEST_NAME for part in _split(listed))
    is_general = _pattern("general_tail").match(tail) and not (is_short and _said("lent").match(tail))
    return listed, "" if is_general else tail


def _split(phrase: str) -> list[str]:
    """The members between 、 and between two titles (《甲条例》《乙办法》)."""
    parts, start = [], 0
    for sign in sorted([*re.finditer("、", shielded(phrase)), *_TITLES.finditer(phrase)], key=re.Match.start):
        parts.append(phrase[start : sign.start()])
        start = sign.end()
    return [*parts, phrase[start:]]


def _with_inner_list(parts: list[str]) -> list[str]:
    """甲、乙等领域国家中心、国家平台: the members before 等 share what stands behind it."""
    for place, part in enumerate(parts[:-1]):
        inner = _said("inner_list").search(shielded(part))
        if inner and place:
            tail = part[inner.end() :]
            return [*(f"{one}{tail}" for one in (*parts[:place], part[: inner.start()])), *parts[place + 1 :]]
    return parts


def _with_labels(parts: list[str]) -> list[str]:
    """3号、4号工位 → 3号工位, 4号工位: what tells them apart is a number or a letter, the rest they share."""
    last = _said("labelled").match(parts[-1]) if len(parts) > 1 else None
    first = [_said("label").match(part) for part in parts[:-1]]
    if last is None or not all(first) or any(match["head"] for match in first[1:] if match):
        return parts
    head, mark = first[0]["head"] if first[0] else "", last["label"][-1]
    labels = [match["label"] if match["label"][-1] == mark else match["label"] + mark for match in first if match]
    return [f"{head}{label}{last['tail']}" for label in [*labels, last["label"]]]


def _join_parts(part: str, *, in_list: bool) -> list[str]:
    """甲工程和乙厂 are two things; 横锦水库和南江水库供水管道 is one, as its first half carries no head."""
    for match in _said("join_last").finditer(shielded(part)):
        before, after = part[: match.start()], part[match.end() :]
        if min(len(before), len(after)) < _SHORTEST_JOINED or after.startswith(before):
            continue  # 新能源及新能源装备 is one
        is_two = _pattern("joinable").search(before) or (_STRETCH.match(before) and _STRETCH.match(after))
        if in_list or is_two or (match[0] in ("及", "以及") and len(before) > 5):
            return [before, *_join_parts(after, in_list=False)]
    return [part]


def _with_shared_tail(parts: list[str]) -> list[str]:
    """义永公路、江赤公路用地报批 and 横店镇、巍山镇养老中心: the tail of the last is every member's."""
    if len(parts) < 2:
        return parts
    parts = _with_phase_head(parts)
    tail = _pattern("shared_tail").search(parts[-1])
    if tail:
        return [_joined(part, tail[0]) for part in parts]
    place = _said("place_tail").match(parts[-1])
    if place and all(_said("place_head").search(part) for part in parts[:-1]):
        return [p + place["tail"] for p in parts[:-1]] + [parts[-1]]
    head = _pattern("place_head").search(parts[-1])
    if head and len(parts) > 2 and all(_said("place_head").search(part) for part in parts[:-1]):
        return [p + head[0] for p in parts[:-1]] + [parts[-1]]
    return parts


def _with_bare_members(things: list[str], phrase: str) -> list[str]:
    found: list[str] = []
    for thing in reversed(things):
        if found and _is_bare(thing) and thing[-2:] != found[0][-2:]:
            joined = [f"{thing}{sign}{found[0]}" for sign in _SIGNS]
            found[0] = next((words for words in joined if words in phrase), joined[0])
        else:
            found.insert(0, thing)
    return found


def _is_bare(thing: str) -> bool:
    """Whether words only qualify (多元化, 看病难) or are the short name of what the next says (柳湖)."""
    return bool(_said("quality").search(thing)) or (len(thing) <= LONGEST_BARE and not _said("headed").search(thing))


def _with_phase_head(parts: list[str]) -> list[str]:
    """上溪二期、下溪二期集聚区: a phase is one of the thing that its neighbour names; 引水一期、二期工程 likewise."""
    found = [parts[0]]
    for part in parts[1:]:
        phased = _said("phased").match(found[-1]) if _said("phase").match(part) else None
        found.append(f"{phased['name']}{part}" if phased else part)
    for place in range(len(parts) - 2, -1, -1):
        tail = _said("phase_tail").match(found[place + 1])
        if tail and _said("phase_head").search(found[place]):
            found[place] += tail["tail"]
    return found


def _joined(part: str, tail: str) -> str:
    """产业规划 with 规划编制 is 产业规划编制: what both have stands once."""
    overlap = next(size for size in range(len(tail), -1, -1) if part.endswith(tail[:size]))
    return part + tail[overlap:]


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_vocabulary("milestones")[name])
