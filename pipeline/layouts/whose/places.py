"""Names of places in running text: the gazetteer as evidence, the form of a name where the gazetteer is silent.

``places.csv`` holds the divisions of county level and above with their parents (see ``benchmarks/gazetteer.py`` for
its sources and licences). It decides where a known name ends (济南市市中区, 沙市区) and what stands above it; it is no
gate: a new or invented place is a name when it has a name's form.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "place_names")

_BARE = frozenset(("自治区", "自治州", "自治县", "自治旗", "直辖市", "特别行政区"))
_RUN = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Nested places as they stand behind one another: 浙江省金华市东阳市; ``end`` is where the last one ends."""

    names: tuple[str, ...]
    end: int


@cache
def _gazetteer() -> dict[str, tuple[str, ...]]:
    """Each name's parents as written in the file; several where places share a name, today's first."""
    found: dict[str, list[tuple[str, str]]] = {}
    with Path(__file__).with_name("places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["name"], []).append((row["state"], row["parents"]))
    return {name: tuple(parents for _, parents in sorted(places)) for name, places in found.items()}


@cache
def _short_names() -> dict[str, str]:
    """Short names that only one place bears: 西藏 → 西藏自治区, 义乌 → 义乌市."""
    found: dict[str, set[str]] = {}
    for name in _gazetteer():
        short = re.sub(r"(?:(?:维吾尔|壮族|回族)?自治区|特别行政区|省|市|县|区|旗)$", "", name)
        if len(short) > 1:
            found.setdefault(short, set()).add(name)
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1}


def is_known(name: str) -> bool:
    """Whether the gazetteer has the name."""
    return name in _gazetteer()


def full_name(short: str) -> str | None:
    """The one place a short name stands for (西藏 → 西藏自治区), None where there is none or several."""
    return _short_names().get(short)


def nested_short(text: str) -> str | None:
    """The place that a site is called by, with what it lies in: 天津河西 → 河西区. One short name alone is none."""
    words = re.match("[\u4e00-\u9fff]*", text)
    for cut in (2, 3, 4):
        above, place = (full_name(part) for part in (words[0][:cut], words[0][cut:])) if words else (None, None)
        if above and place and above in (parents_of(place, above) or "").split("/"):
            return place
    return None


def run_at(text: str, position: int, *, towns: bool = False) -> Run | None:
    """The places that begin at a position, one behind the other; None where no name begins there.

    ``towns``: whether the last of them may be a town (巴南区木洞镇), which any list of units names too.
    """
    names: list[str] = []
    while len(names) < _RUN:
        name = _known_at(text, position) or _named_at(text, position) or (_town_at(text, position) if towns else None)
        if name is None:
            break
        names.append(name)
        position += len(name)
    return Run(tuple(names), position) if names else None


def _known_at(text: str, position: int) -> str | None:
    for length in range(min(15, len(text) - position), 1, -1):
        name = text[position : position + length]
        if name in _gazetteer():
            return name
    return None


def _named_at(text: str, position: int) -> str | None:
    """A name by its form: two characters or more before 市, 县 …, none of them a word of the sentence."""
    match = _said("piece").match(text, position)
    if match is None or _said("no_start").match(match.group()) or _said("words").search(match.group()):
        return None
    return None if match.group() in _BARE or _said("kind").fullmatch(match.group()) else match.group()


def _town_at(text: str, position: int) -> str | None:
    match = _said("town").match(text, position)
    return None if match is None or _said("no_start").match(match[0]) or _said("words").search(match[0]) else match[0]


def _county_of(town: str, told: str) -> str | None:
    """The known place that stands right before a town's name."""
    for match in re.finditer(re.escape(town), told):
        before = (told[max(0, match.start() - length) : match.start()] for length in range(12, 1, -1))
        if county := next((name for name in before if name in _gazetteer()), None):
            return county
    return None


def parents_of(name: str, told: str) -> str | None:
    """What stands above a place, from the province down; of several of one name, the one whose parents are told.

    ``told`` is the text that may tell them. None for a name the gazetteer does not have or cannot tell apart.
    """
    if re.search("(?:镇|乡|街道|苏木)$", name) and (county := _county_of(name, told)):
        above = parents_of(county, told)
        return f"{above}/{county}" if above else county
    places = _gazetteer().get(name, ())
    fitting = [parents for parents in places if _tells(told, parents)]
    candidates = places if _is_one(places) else fitting[:1] if len(set(fitting)) == 1 else ()
    return candidates[0] or None if candidates else None


def _is_one(places: tuple[str, ...]) -> bool:
    """Whether several entries are one place, whose 地区 has become a city: 贵州省/铜仁地区, 贵州省/铜仁市."""
    return len({re.sub("(?:地区|市|盟|自治州)$", "", parents) for parents in places}) == 1


def _tells(told: str, parents: str) -> bool:
    return any(part and (part in told or part[:-1] in told) for part in parents.split("/"))
