"""Who answers for what: the readers of examples of bodies, persons and their parts."""

from __future__ import annotations

from pipeline.language.bodies.organisations import ends_like_unit, members_of, qualified_group, resolve_unit
from pipeline.language.bodies.people import leaders_of_heading, office_of, read_people
from pipeline.language.bodies.responsibility import find_convention, kind_of_label, read_clause
from tests.language.evidence.said import NOTHING, PLACE, line, words


def unit(text: str) -> str:
    """A body by its canonical and its full name, its sort, and how that is known."""
    found = resolve_unit(text, PLACE)
    return words(found.unit_name, found.full_name, found.unit_type, found.how_known)


def unit_of_city(text: str) -> str:
    """As :func:`unit`, in a city."""
    return resolve_unit(text, "松岚市").unit_name


def ends(text: str) -> str:
    """Whether words end as the name of a body does."""
    return "body" if ends_like_unit(text) else NOTHING


def members(text: str) -> str:
    """The bodies that a group of members stands for, beside those of its clause."""
    group, _, others = text.partition("|")
    return words(qualified_group(group, others.split("、")), *members_of(group))


def people(text: str) -> str:
    """The persons with their offices."""
    return line(words(person.name, person.title) for person in read_people(text))


def heading(text: str) -> str:
    """The leaders that a section's heading names."""
    return line(words(person.name, person.title) for person in leaders_of_heading(text))


def office(text: str) -> str:
    """An office without the party post before it."""
    return office_of(text) or NOTHING


def label(text: str) -> str:
    """What a label stands for."""
    return kind_of_label(text)


def clause(text: str) -> str:
    """Who answers for a task, with each one's part."""
    return line(words(unit.name, unit.role) for unit in read_clause(text).units)


def convention(text: str) -> str:
    """The sign by which a document says its leading units are known."""
    found = find_convention(text, [])
    return found.kind if found.quote else NOTHING
