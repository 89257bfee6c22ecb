"""What a unit's name says: canonical short form, full name and type, as a pure function of jurisdiction and name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.language.words.enclosed import BRACKET, without_brackets
from pipeline.language.words.vocabulary import load_vocabulary

UNIT_TYPES = ("department", "party_body", "vertical_agency", "mass_organisation", "state_company")
_BRANCH = re.compile(r"^(?:[\u4e00-\u9fff]{2,9}[省市州盟])?([\u4e00-\u9fff]{2,12}?)局[\u4e00-\u9fff]{2,6}分局$")
_BLANK = re.compile(r"[\s“”\"‘’']+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as its jurisdiction knows it; ``how_known`` says what led from the written name to the canonical one."""

    unit_id: str
    unit_name: str
    full_name: str
    unit_type: str
    is_group: bool
    how_known: str


@dataclass(frozen=True, slots=True)
class _Entry:
    unit_name: str
    full_name: str | None  # None: no one full name is certain
    unit_type: str
    keeps_prefix: bool


@lru_cache(maxsize=1)
def _entries() -> dict[str, _Entry]:
    vocabulary = load_vocabulary("units")
    entries = {}
    for unit_type in UNIT_TYPES:
        for name, item in vocabulary[unit_type].items():
            full = item.get("full")
            entry = _Entry(name, full, unit_type, item.get("keeps_prefix", False))
            entries.update(dict.fromkeys((name, *([full] if full else []), *item["also"]), entry))
    return entries


@lru_cache(maxsize=1)
def _type_patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(unit_type, re.compile(pattern)) for unit_type, pattern in load_vocabulary("units")["types"]]


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{load_vocabulary('units')['endings']})$")


def ends_like_unit(name: str) -> bool:
    """Whether a name ends the way units' names end, a bracket at its end left out."""
    return bool(_ending().search(without_brackets(name).strip("“”\"'等 ")))


def units_behind(name: str) -> list[str]:
    """The names of the units that one written name stands for: 县委办(外事办) is two offices.

    A party body and an organ of the government under one roof are two units; a bracket that names anything else
    (组织部（人才办）) describes the one.
    """
    outer, bracket = without_brackets(name), BRACKET.search(name)
    if not bracket or _vocabulary_type(outer) != "party_body" or _host_of_office(_BLANK.sub("", name)):
        return [name]
    inner = re.split(r"[、，,/]", bracket[0].strip("（()）"))
    return [name, *(other for other in inner if _vocabulary_type(other) == "department")]


def _host_of_office(written: str) -> str | None:
    """依法治县办（司法局）: an office of a commission that sits in a department is that department."""
    office = re.fullmatch(r"(?P<office>[^（()）]{2,30})[（(](?P<host>[^（()）]{1,30}[局委部])[)）]", written)
    if (
        not office
        or not office["office"].endswith(("办", "办公室"))
        or not _vocabulary_type(office["host"])
        or _is_main_office(office["office"])
    ):
        return None
    return office["host"]


def _is_main_office(name: str) -> bool:
    """The offices of party committee and government (县委办, 市府办) keep their own name."""
    return bool(re.search(r"(?:^|[市县区州旗盟])(?:委|府|政府)(?:办|办公室)$", name))


def _vocabulary_type(name: str) -> str:
    bare = re.sub(r"^[市县区州旗盟](?=.{3})", "", name)
    entry = _entries().get(name) or _entries().get(bare)
    return entry.unit_type if entry else ""


@lru_cache(maxsize=4096)
def resolve_unit(name: str, jurisdiction: str) -> Unit:
    """The canonical unit behind a written name: 市自然资源和规划局 of 东阳市 → 自规局.

    The same name in the same jurisdiction gives the same unit on every machine; nothing is learnt from documents.
    """
    written = _BLANK.sub("", name)  # “三服务”办 and 三服务办 are one unit
    if unit_type_of(written) == "unit_group":
        return _unit(jurisdiction, written, written, "unit_group", "as_written")
    host = _host_of_office(written)
    if host:
        return replace(resolve_unit(host, jurisdiction), how_known="office_of")
    for spelling, how in _spellings(written, jurisdiction):
        entry = _entries().get(spelling)
        if entry:
            short = jurisdiction[-1] + entry.unit_name if entry.keeps_prefix else entry.unit_name
            how = "as_written" if short == written else how if how == "bracket_dropped" else _how(spelling, entry, how)
            full = _full_name(entry, written, jurisdiction)
            return _unit(jurisdiction, short, full, entry.unit_type, how)
    plain = _without_prefix(without_brackets(written) or written, jurisdiction)
    how = (
        "as_written"
        if plain == written
        else "prefix_dropped"
        if without_brackets(written) == written
        else "bracket_dropped"
    )
    return _unit(jurisdiction, plain, plain, unit_type_of(written), how)


def _full_name(entry: _Entry, written: str, jurisdiction: str) -> str:
    """The vocabulary's full name; where none is certain the longer of the name as written and the short form."""
    if entry.full_name is None:
        plain = _without_prefix(without_brackets(written), jurisdiction)
        return max(entry.unit_name, plain, key=len)
    return jurisdiction[-1] + entry.full_name if entry.full_name.startswith("委") else entry.full_name


def unit_type_of(name: str) -> str:
    """The type that the name's own form tells, 'other' where it tells none."""
    bare = without_brackets(name)
    return next((unit_type for unit_type, pattern in _type_patterns() if pattern.search(bare)), "other")


def _how(spelling: str, entry: _Entry, how: str) -> str:
    return how if spelling == entry.unit_name and how != "as_written" else "abbreviation"


def _unit(jurisdiction: str, short: str, full: str, unit_type: str, how: str) -> Unit:
    return Unit(f"{jurisdiction}/{short}", short, full, unit_type, unit_type == "unit_group", how)


def _spellings(written: str, jurisdiction: str) -> list[tuple[str, str]]:
    """The spellings under which the vocabulary may know a name, the most literal first."""
    base = without_brackets(written)
    found = [(written, "as_written")]
    if base != written:
        found.append((base, "bracket_dropped"))
    plain_how = "prefix_dropped" if base == written else "bracket_dropped"
    found.append((_without_prefix(base, jurisdiction), plain_how))
    for body in _party_prefixes(jurisdiction):
        if base.startswith(body):
            found.append((base[len(body) :], plain_how))
    stem = jurisdiction[:-1] if len(jurisdiction) > 2 else jurisdiction
    placeless = base.replace(jurisdiction, "").replace(stem, "")
    found += [(base.replace(jurisdiction, jurisdiction[-1]), "abbreviation"), (placeless, "abbreviation")]
    found += [(_without_prefix(placeless, jurisdiction), "abbreviation")]
    branch = _BRANCH.match(base)
    return [*found, (f"{branch[1]}分局", "abbreviation")] if branch else found


def _party_prefixes(jurisdiction: str) -> tuple[str, ...]:
    ending = jurisdiction[-1]
    return (f"中共{jurisdiction}委", f"{jurisdiction}委", f"{ending}委", f"{ending}人民")


def _without_prefix(name: str, jurisdiction: str) -> str:
    """The name without its place: 义乌市财政局, 市财政局 → 财政局 (but 市场监管局 and 市政园林科 stay)."""
    for prefix in (jurisdiction, jurisdiction[-1]):
        rest = name.removeprefix(prefix)
        if (
            rest != name
            and len(rest) > 1
            and not (prefix == "市" and re.match(load_vocabulary("units")["no_city"], rest))
            and not rest.startswith("委")
        ):
            return rest
    return name


def qualified_group(name: str, clause: list[str]) -> str:
    """A group named only by its kind of body, with the one body of that kind in its clause: 指挥部各成员单位 →
    市治水指挥部各成员单位. Every other name, and one that two bodies could claim, stays as written.
    """
    words = load_vocabulary("units")
    match = re.fullmatch(rf"(?P<kind>{words['member_bodies']})(?P<members>{words['members']})", name)
    if match is None:
        return name
    kind = match["kind"]
    bodies = {other.removesuffix("办公室").removesuffix("办") for other in clause if other != name}
    owners = [body for body in bodies if body.endswith(kind) and body != kind]
    return owners[0] + match["members"] if len(owners) == 1 else name


def members_of(name: str) -> list[str]:
    """The units that a group's name lists in its bracket, none where there are none: 各镇（溪口镇、东门镇等）."""
    bracket = BRACKET.search(name) if unit_type_of(name) == "unit_group" else None
    listed = re.split("[、，,]", bracket[0][1:-1].removesuffix("等")) if bracket else []
    return listed if len(listed) > 1 and all(map(ends_like_unit, listed)) else []
