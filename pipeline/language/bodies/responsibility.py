"""Who answers for a task: a responsibility clause → units with roles, leaders, deadline.

Forms: （责任单位：▲甲、乙）, （牵头单位：甲；配合单位：乙）, （甲牵头，乙配合）, lines of their own (责任单位：甲，乙),
bare lists of names. Which sign tells the leading unit is the document's convention (``Convention``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pipeline.language.bodies.organisations import ends_like_unit
from pipeline.language.words.name_lists import SEPARATOR, TRIM, Name, marks, split_names
from pipeline.language.words.vocabulary import alternatives, load_vocabulary, pattern_of

CONVENTIONS = ("mark", "bold", "before_comma", "first_listed", "all_lead")  # the first that fits
LABEL_KINDS = ("lead_unit", "unit", "support_unit", "lead_leader", "deadline", "person")
UNIT_KINDS = ("lead_unit", "unit", "support_unit")
OTHER_UNIT = "other_unit"  # units under a label nobody knows: they support where others lead, else they answer


@dataclass(frozen=True, slots=True)
class Convention:
    """The sign by which a document's leading units are known, and the words or mark that say so."""

    kind: str = "first_listed"  # mark | bold | before_comma | first_listed | all_lead | labels | verbs | columns
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit named in a clause: offsets into the clause's text; ``rule`` is what decided the role."""

    name: str
    role: str  # lead | support
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled part of a clause; ``start``/``end`` cover its content."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Clause:
    """What a clause says."""

    units: list[UnitMention] = field(default_factory=list)
    leaders: list[tuple[int, int]] = field(default_factory=list)
    deadlines: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return load_vocabulary("responsibility")  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _kinds_of_labels() -> dict[str, str]:
    return {label: kind for kind in LABEL_KINDS for label in _words()["labels"][kind]}


@lru_cache(maxsize=512)
def kind_of_label(label: str) -> str:
    """The kind of a label: the vocabulary's, else that of its role word (支撑单位 supports), else ``OTHER_UNIT``."""
    known = _kinds_of_labels().get(label) or ("lead_leader" if label.endswith("领导") else None)
    words = _words()["role_words"]
    return known or next((kind for kind in words if re.search(words[kind], label)), OTHER_UNIT)


@lru_cache(maxsize=1)
def label_pattern() -> re.Pattern[str]:
    """A label and its colon, at a place where a label may stand; any 〇〇单位, 〇〇部门, 〇〇领导 is one."""
    no_role = _words()["no_role"]
    other = rf"(?!{no_role})[\u4e00-\u9fff]{{2,6}}(?:单位|部门|领导)(?=\s*[:：]|[】\]])"
    labels = rf"(?:{alternatives(list(_kinds_of_labels()))}|{other})"
    return re.compile(
        rf"(?:^|[【\[]|(?<=[\s。；;，,、（(【\[〔)）\]】〕—–◆●■▲※-]))(?P<label>{labels})"
        r"(?:\s*[:：]|[】\]]\s*[:：]?|(?<=单位)[ \u3000]+|(?<=部门)[ \u3000]+)"
    )


def labelled_fields(text: str) -> list[Field]:
    """The labelled parts of a text, each reaching to the next label or the text's end."""
    found = list(label_pattern().finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)] * bool(found)
    return [Field(kind_of_label(m["label"]), m.end(), end) for m, end in zip(found, ends, strict=True)]


def unit_labels(text: str) -> list[str]:
    """The labels of units that a clause uses, in order."""
    labels = [match["label"] for match in label_pattern().finditer(text)]
    return [label for label in labels if kind_of_label(label) in (*UNIT_KINDS, OTHER_UNIT)]


def read_clause(
    text: str,
    bold: Iterable[tuple[int, int]] = (),
    convention: Convention | None = None,
    other_kinds: Iterable[str] = (),
) -> Clause:
    """Read a clause's inside (without its outer brackets).

    ``bold`` are ranges of ``text``; ``other_kinds`` the labels of the task's other clauses, because 责任单位 beside
    牵头单位 means support.
    """
    convention = convention or Convention()
    clause, bold = Clause(), tuple(bold)
    fields = labelled_fields(text)
    if not fields:
        clause.units = _inline_units(text, convention) or _listed_units(text, 0, len(text), bold, convention, clause)
        return clause
    if ends_like_unit(re.split(r"[、，,；;]", text[: _label_start(text)].strip(TRIM))[0]):
        fields = [Field("unit", 0, _label_start(text)), *fields]  # 甲、乙；配合单位：丙
    kinds = {part.kind for part in fields} | set(other_kinds)
    for part in fields:
        if part.kind == "lead_leader":
            clause.leaders.append((part.start, part.end))
        elif part.kind == "deadline":
            clause.deadlines.append((part.start, part.end))
        elif part.kind in (*UNIT_KINDS, OTHER_UNIT):
            kind = settled_kind(part.kind, kinds)
            clause.units += _field_units(text, replace(part, kind=kind), kinds | {kind}, bold, convention, clause)
    clause.units = _once(clause.units)
    return clause


def settled_kind(kind: str, kinds: Iterable[str]) -> str:
    """What a label nobody knows means beside ``kinds``: support where others lead or answer, else it answers."""
    if kind != OTHER_UNIT:
        return kind
    return "support_unit" if {"lead_unit", "unit"} & set(kinds) else "unit"


def _label_start(text: str) -> int:
    match = label_pattern().search(text)
    return match.start() if match else len(text)


def read_units(
    text: str, kind: str, other_kinds: set[str], convention: Convention, bold: Iterable[tuple[int, int]] = ()
) -> list[UnitMention]:
    """The units of a cell under a header of ``kind``, beside columns of ``other_kinds``."""
    return _once(_field_units(text, Field(kind, 0, len(text)), other_kinds | {kind}, tuple(bold), convention, Clause()))


def _field_units(
    text: str, part: Field, kinds: set[str], bold: tuple[tuple[int, int], ...], convention: Convention, clause: Clause
) -> list[UnitMention]:
    if part.kind == "unit" and "lead_unit" not in kinds:
        inline = _inline_units(text[part.start : part.end], convention)
        if inline:
            return [UnitMention(u.name, u.role, u.rule, u.start + part.start, u.end + part.start) for u in inline]
        if "support_unit" not in kinds or _has_sign(text[part.start : part.end]):
            return _listed_units(text, part.start, part.end, bold, convention, clause)
        return [_mention(n, "lead", "label 责任单位") for n in split_names(text, part.start, part.end, clause.notes)]
    role = (
        "lead"
        if part.kind in ("lead_unit", "unit") and not (part.kind == "unit" and "lead_unit" in kinds)
        else "support"
    )
    rule = f"label {part.kind}"
    return [_mention(name, role, rule) for name in split_names(text, part.start, part.end, clause.notes)]


def _has_sign(text: str) -> bool:
    return any(mark in text for mark in marks())


def _listed_units(
    text: str, start: int, end: int, bold: tuple[tuple[int, int], ...], convention: Convention, clause: Clause
) -> list[UnitMention]:
    """A plain list: the document's sign tells the leads; a single unit leads; failing all signs the first does."""
    names = split_names(text, start, end, clause.notes)
    if len(names) == 1:
        return [_mention(names[0], "lead", "sole_unit")]
    leads, rule = _leads(names, bold, convention)
    return [_mention(name, "lead" if name in leads else "support", rule) for name in names]


def _leads(names: list[Name], bold: tuple[tuple[int, int], ...], convention: Convention) -> tuple[list[Name], str]:
    said = [name for name in names if name.verb in ("牵头", "主办", "主责")]
    if said:
        return said, f"bracket {said[0].verb}"
    marked = [name for name in names if name.is_marked]
    if marked:
        return marked, "mark"
    before = [name for number, name in enumerate(names) if not any(n.follows_comma for n in names[1 : number + 1])]
    bolds = [name for name in names if any(s <= name.start < e for s, e in bold)]
    if bolds and convention.kind != "all_lead":
        return bolds, "bold"
    if len(before) < len(names):
        return before, "before_comma"
    if convention.kind in ("mark", "all_lead"):
        return names, "joint"  # where leads are marked, a list without a mark is answered for jointly
    return names[:1], "first_listed"


@lru_cache(maxsize=1)
def _verb_pattern() -> re.Pattern[str]:
    verbs = _words()["verbs"]
    words = alternatives([*verbs["lead"], *verbs["support"], *verbs["shared"]])
    return re.compile(rf"(?P<verb>{words})(?:[，,；;。、]|\s*$)")


def _inline_units(text: str, convention: Convention) -> list[UnitMention]:
    """甲、乙牵头，丙配合 → roles by the verb that closes each part; [] when the text has no such verb."""
    verbs = _words()["verbs"]
    lead, shared = verbs["lead"], verbs["shared"]
    mentions: list[UnitMention] = []
    position = 0
    for match in _verb_pattern().finditer(text):
        verb = match["verb"]
        is_lead = verb in lead or (verb in shared and not mentions)
        start = position + (1 if text[position : position + 1] == "由" else 0)
        found = _part_units(text, start, match.start(), "lead" if is_lead else "support", f"verb {verb}")
        is_shared = verb in shared and not mentions and convention.kind == "first_listed" and convention.quote
        mentions += _first_leads(found) if is_shared else found
        position = match.end()
    if mentions and text[position:].strip(TRIM):
        mentions += _part_units(text, position, len(text), "support", "after verb")
    return mentions if any(ends_like_unit(m.name) for m in mentions) else []


def _first_leads(mentions: list[UnitMention]) -> list[UnitMention]:
    """Where the document declares that the first one leads, it does so too among units that share a duty."""
    return [m if place == 0 else replace(m, role="support") for place, m in enumerate(mentions)]


def _part_units(text: str, start: int, end: int, role: str, rule: str) -> list[UnitMention]:
    """The units of one part of an inline clause; those behind 会同 support."""
    word = str(_words()["verbs"]["joined"])
    joined = text.find(word, start, end)
    stop = joined if joined >= 0 else end
    is_post = pattern_of("responsibility", "post").match
    mentions = [_mention(name, role, rule) for name in split_names(text, start, stop) if not is_post(name.text)]
    if joined >= 0:
        mentions += [_mention(n, "support", f"verb {word}") for n in split_names(text, joined + len(word), end)]
    return mentions


def _mention(name: Name, role: str, rule: str) -> UnitMention:
    if name.verb in ("配合", "协办", "协助", "参与"):
        role, rule = "support", f"bracket {name.verb}"
    return UnitMention(re.sub(r"\s+", "", name.text), role, rule, name.start, name.end)


def _once(mentions: list[UnitMention]) -> list[UnitMention]:
    """Each name once; the leading role wins."""
    leads = {m.name for m in mentions if m.role == "lead"}
    kept: dict[str, UnitMention] = {}
    for mention in mentions:
        if mention.role == "lead" or mention.name not in leads:
            kept.setdefault(mention.name, mention)
    return list(kept.values())


def find_convention(text: str, clauses: Iterable[tuple[str, bool]]) -> Convention:
    """The document's sign for leading units: declared in a sentence, or shown by its clauses.

    ``clauses`` are the texts of its clauses and whether any of each is bold.
    """
    for kind in CONVENTIONS:
        match = pattern_of("responsibility", kind).search(text)
        if match:
            return Convention(kind, _sentence(text, match.start(), match.end()))
    listed = list(clauses)
    several = [clause for clause, _ in listed if SEPARATOR.search(clause)]
    mark = next((mark for mark in marks() if 2 * sum(mark in clause for clause in several) > len(several)), None)
    if mark:
        return Convention("mark", mark)
    if sum(bool(_inline_units(clause, Convention())) for clause, _ in listed) > len(listed) / 2:
        return Convention("verbs", "牵头、配合")
    labels = list(dict.fromkeys(word for clause, _ in listed for word in unit_labels(clause)))
    if any(kind_of_label(word) == "lead_unit" for word in labels):
        return Convention("labels", "、".join(labels[:3]))
    if any(is_bold for _, is_bold in listed):
        return Convention("bold", "加粗者")
    if any(re.search(r"[，,]", clause) and "、" in clause for clause, _ in listed):
        return Convention("before_comma", "首个逗号之前者")
    return Convention()


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence or bracket around a match."""
    left = max(text.rfind(mark, 0, start) for mark in "。\n（(：:；;") + 1
    right = min((p for p in (text.find(mark, end) for mark in "。\n）)") if p >= 0), default=len(text))
    return text[left:right].strip()
