"""Leaders in running text: 喻新贵常务副市长、骆小俊副市长 → names with their offices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from pipeline.language.bodies.organisations import ends_like_unit
from pipeline.language.words.vocabulary import alternatives, load_vocabulary, pattern_of

_said = partial(pattern_of, "people")

_NAME = r"[\u4e00-\u9fff]{2,4}?(?:·[\u4e00-\u9fff]{1,8})*"


@dataclass(frozen=True, slots=True)
class Person:
    """A leader as named; ``title`` is the office printed beside the name, if any."""

    name: str
    title: str | None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = load_vocabulary("titles")
    place = "(?:[市县区州旗盟](?:人民)?(?:政府|委)?)?"
    title = rf"(?:(?:兼任?)?{place}{alternatives(words['titles'])}(?:[（(]{alternatives(words['notes'])}[)）])?){{1,8}}"
    after = re.compile(rf"^(?P<name>{_NAME})(?P<title>{title})$")
    before = re.compile(rf"^(?P<title>{title})[:：]?(?P<name>{_NAME})$")
    bracket = re.compile(rf"^(?P<name>{_NAME})[（(](?P<title>[^（()）]+)[)）]$")
    return after, before, bracket, re.compile(rf"^{title}$")


def read_people(text: str) -> list[Person]:
    """The leaders a list names, in order; [] when any part of it is not a leader (a unit, say).

    An office alone (张伟副市长、公安局局长; 市委常委、副市长李四) belongs to the person whose offices it goes on with:
    the one before where titles stand behind names, else the one that follows.
    """
    people: list[Person] = []
    pending: list[str] = []
    stands_behind = False
    for piece in (piece for piece in _said("separator").split(text.strip(" 。：:")) if piece):
        if _patterns()[3].match(piece):
            pending.append(piece)
            continue
        person = _person(piece.removeprefix("由"))
        if person is None:
            return []
        if people and stands_behind and person.title and not _patterns()[1].match(piece):
            people[-1], pending = _with_titles(people[-1], pending), []
        stands_behind = bool(_patterns()[0].match(piece))
        titles = [*pending, *([person.title] if person.title else [])]
        people.append(Person(person.name, "、".join(titles) or None))
        pending = []
    return [*people[:-1], _with_titles(people[-1], pending)] if people else []


def _with_titles(person: Person, titles: list[str]) -> Person:
    """The person with further offices, printed behind the first."""
    return Person(person.name, "、".join([*([person.title] if person.title else []), *titles]) or None)


def _person(piece: str) -> Person | None:
    after, before, bracket, _ = _patterns()
    for pattern in (bracket, after, before):
        match = pattern.match(piece)
        if match:
            return Person(match["name"], None if match["title"] == "同志" else match["title"].removesuffix("同志"))
    plain = re.fullmatch(_NAME, piece)
    return Person(piece, None) if plain and not ends_like_unit(piece) else None


def leaders_of_heading(heading: str) -> list[Person]:
    """The leaders a section's heading names: 二、喻新贵常务副市长牵头的重点工作. [] when it names none."""
    text = re.sub(
        r"^\s*(?:[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、])\s*",
        "",
        heading.strip(),
    )
    led = _said("led").match(text)
    if led:
        return [person for person in read_people(led["who"]) if person.title or len(person.name) <= 3]
    return [person for person in read_people(re.sub(r"[（(][^（()）]*[)）]$", "", text)) if person.title]


def office_of(title: str | None) -> str | None:
    """A title without the party post set before it: 市委常委、副市长 → 副市长; 副市长、公安局局长 stays whole."""
    return title and _said("party_post").sub("", title)
