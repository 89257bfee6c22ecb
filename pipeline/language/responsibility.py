"""Who answers for a task: a responsibility clause → units with roles, leaders, deadline.

Forms: （责任单位：▲甲、乙）, （牵头单位：甲；配合单位：乙）, （甲牵头，乙配合）, lines of their own (责任单位：甲，乙),
bare lists of names. Which sign tells the leading unit is the document's convention (``Convention``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pipeline.language.organisations import ends_like_unit
from pipeline.language.vocabulary import alternatives, load_vocabulary

LABEL_KINDS = ("lead_unit", "unit", "support_unit", "lead_leader", "deadline", "person")
UNIT_KINDS = ("lead_unit", "unit", "support_unit")
_OPEN, _CLOSE = "（(【[〔", "）)】]〕"
_PLACE_WORDS = "乡镇|镇|乡|街道|县|区|市|开发区|园区|场"
_GROUP_HEAD = re.compile(rf"^各(?:{_PLACE_WORDS})$")
_GROUP_REST = re.compile(rf"^(?:{_PLACE_WORDS})(?:人民政府|政府|办事处|党委|管委会|[（(].*[)）])*$")
_ETC = re.compile(r"等?(?:相关|有关)?(?:单位|部门)$|等$")
_AND = re.compile(r"(?:(?<=[局委办部会镇乡])|(?<=集团|公司|中心|街道|政府))[和及与](?=[\u4e00-\u9fff“\"])")
_NOTE_WORD = re.compile(r"牵头|配合|主办|排名|下同|除.{0,6}外")
_ROLE_BRACKET = re.compile(r"[（(〔\[](?P<verb>牵头|主办|主责|配合|协办|协助|参与)(?:单位)?[)）〕\]]$")
_PERSON_BRACKET = re.compile(r"[（(](?P<name>[\u4e00-\u9fff]{2,3})[)）]$")
_SEPARATOR = re.compile(r"[、，,；;]")
_TRIM = " \t\n\u3000。.：:"


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
def kind_of_label() -> dict[str, str]:
    """Label → kind, for every label the vocabulary knows."""
    return {label: kind for kind in LABEL_KINDS for label in _words()["labels"][kind]}


@lru_cache(maxsize=1)
def label_pattern() -> re.Pattern[str]:
    """A label and its colon, at a place where a label may stand."""
    labels = alternatives(list(kind_of_label()))
    return re.compile(
        rf"(?:^|(?<=[\s。；;，,、（(【\[〔)）\]】〕—–◆●■▲※-]))(?P<label>{labels})"
        r"(?:\s*[:：]|(?<=单位)[ \u3000]+|(?<=部门)[ \u3000]+)"
    )


def marks() -> str:
    """The characters that mark a leading unit."""
    return str(_words()["marks"])


def labelled_fields(text: str) -> list[Field]:
    """The labelled parts of a text, each reaching to the next label or the text's end."""
    found = list(label_pattern().finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)] * bool(found)
    return [Field(kind_of_label()[m["label"]], m.end(), end) for m, end in zip(found, ends, strict=True)]


def unit_labels(text: str) -> list[str]:
    """The labels of units that a clause uses, in order."""
    labels = [match["label"] for match in label_pattern().finditer(text)]
    return [label for label in labels if kind_of_label()[label] in UNIT_KINDS]


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
    if ends_like_unit(re.split(r"[、，,；;]", text[: _label_start(text)].strip(_TRIM))[0]):
        fields = [Field("unit", 0, _label_start(text)), *fields]  # 甲、乙；配合单位：丙
    kinds = {part.kind for part in fields} | set(other_kinds)
    for part in fields:
        if part.kind == "lead_leader":
            clause.leaders.append((part.start, part.end))
        elif part.kind == "deadline":
            clause.deadlines.append((part.start, part.end))
        elif part.kind in UNIT_KINDS:
            clause.units += _field_units(text, part, kinds, bold, convention, clause)
    clause.units = _once(clause.units)
    return clause


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
        return [_mention(n, "lead", "label 责任单位") for n in split_names(text, part.start, part.end, clause)]
    role = (
        "lead"
        if part.kind in ("lead_unit", "unit") and not (part.kind == "unit" and "lead_unit" in kinds)
        else "support"
    )
    rule = f"label {part.kind}"
    return [_mention(name, role, rule) for name in split_names(text, part.start, part.end, clause)]


def _has_sign(text: str) -> bool:
    return any(mark in text for mark in marks())


@dataclass(frozen=True, slots=True)
class Name:
    """A name cut out of a list, with what stood around it."""

    text: str
    start: int
    end: int
    is_marked: bool
    follows_comma: bool  # a comma, not an enumeration mark, stands before it
    verb: str | None  # 牵头 or 配合 in a bracket behind the name


def split_names(text: str, start: int, end: int, clause: Clause | None = None) -> list[Name]:
    """Cut a list of units into names; brackets are not cut, 各镇、乡人民政府 is one name, notes are left out."""
    names: list[Name] = []
    for piece_start, piece_end, separator in _pieces(text, start, end):
        note = _note_start(text, piece_start, piece_end)
        if note is not None and clause is not None:
            clause.notes.append((note, piece_end))
        name = _name(text, piece_start, piece_end if note is None else note, separator in "，,；;")
        if name is None:
            continue
        if names and _GROUP_HEAD.match(names[-1].text) and _GROUP_REST.match(name.text):
            head = names.pop()
            name = Name(
                text[head.start : name.end], head.start, name.end, head.is_marked, head.follows_comma, name.verb
            )
        names.append(name)
    return names


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Ranges between separators outside brackets, each with the separator before it."""
    depth, piece, separator = 0, start, "、"
    blanks = "" if _SEPARATOR.search(re.sub(r"[（(][^（()）]*[)）]", "", text[start:end])) else " \u3000\t"
    joins = {match.start() for match in _AND.finditer(text, start, end)}
    for position in range(start, end):
        character = text[position]
        depth += (character in _OPEN) - (character in _CLOSE)
        is_blank = depth <= 0 and character in blanks + "\n" and _parts_names(text, piece, position, end)
        if (character in "、，,；;。" or is_blank or position in joins) and depth <= 0:
            yield piece, position, separator
            piece, separator = position + 1, "、" if is_blank or position in joins else character
    yield piece, end, separator


def _parts_names(text: str, start: int, position: int, end: int) -> bool:
    """Whether a blank parts two names: what stands before it ends like a unit, and what follows is long enough."""
    before, after = text[start:position].strip(), text[position:end].strip()
    if not after or after[0] in _OPEN + _CLOSE:
        return False
    return ends_like_unit(before) and len(before) > 2 and len(re.split(r"[、，,；;。\s]", after, maxsplit=1)[0]) > 1


def _name(text: str, start: int, end: int, follows_comma: bool) -> Name | None:
    piece_start, piece_end = start, end
    while start < end and (text[start] in _TRIM or text[start] in marks()):
        start += 1
    while start < end and (text[end - 1] in _TRIM or text[end - 1] in marks()):
        end -= 1
    role = _ROLE_BRACKET.search(text, start, end)
    is_marked = any(mark in text[piece_start:start] + text[end:piece_end] for mark in marks())
    verb = role["verb"] if role else None
    end = role.start() if role else end
    person = _PERSON_BRACKET.search(text, start, end)
    end = person.start() if person and not ends_like_unit(person["name"]) else end
    etc = _ETC.search(text, start, end)
    if etc and (etc.group().startswith("等")):
        end = etc.start()
    name = re.sub(r"\s+", "", text[start:end])
    return Name(name, start, end, is_marked, follows_comma, verb) if name else None


def _note_start(text: str, start: int, end: int) -> int | None:
    """Where a bracketed note about roles begins behind a name: 银保监(列第一位者为工作牵头…下同)."""
    bracket = min((p for p in (text.find("(", start, end), text.find("（", start, end)) if p >= 0), default=-1)
    if bracket < 0 or end - bracket < 12 or not _NOTE_WORD.search(text, bracket, end):
        return None
    return bracket


def _listed_units(
    text: str, start: int, end: int, bold: tuple[tuple[int, int], ...], convention: Convention, clause: Clause
) -> list[UnitMention]:
    """A plain list: the document's sign tells the leads; a single unit leads; failing all signs the first does."""
    names = split_names(text, start, end, clause)
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
    if mentions and text[position:].strip(_TRIM):
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
    mentions = [_mention(name, role, rule) for name in split_names(text, start, stop)]
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
    for kind, pattern in _words()["conventions"].items():
        match = re.search(str(pattern), text)
        if match:
            return Convention(kind, _sentence(text, match.start(), match.end()))
    listed = list(clauses)
    several = [clause for clause, _ in listed if _SEPARATOR.search(clause)]
    mark = next((mark for mark in marks() if 2 * sum(mark in clause for clause in several) > len(several)), None)
    if mark:
        return Convention("mark", mark)
    if sum(bool(_inline_units(clause, Convention())) for clause, _ in listed) > len(listed) / 2:
        return Convention("verbs", "牵头、配合")
    labels = list(dict.fromkeys(word for clause, _ in listed for word in unit_labels(clause)))
    if any(kind_of_label()[word] == "lead_unit" for word in labels):
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
