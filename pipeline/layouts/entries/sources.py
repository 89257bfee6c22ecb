"""raw/<jurisdiction>/source.yml → SourceEntry objects: what the files themselves do not say.

A source.yml is a mapping with ``jurisdiction`` (optional: the folder's name stands in) and ``documents``, a list
whose items have ``file_name`` (within the folder) and any of ``original_file_name, sha256, origin, title,
doc_number, issuer, issued_on (YYYY-MM-DD), doc_type, plan_period_id, report_period_id, jurisdiction, quirks``.
A quirk has ``find, replace, count, reason``: a hand fix of the text, and how many places it must touch.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import SourceEntryError
from pipeline.layouts.collecting.parsed import Quirk, SourceEntry
from pipeline.period import is_period_id
from pipeline.raw_names import FOUND_FILE, SOURCE_FILE

INBOX = "inbox"
MAX_BYTES = 1_000_000  # of a source.yml; the longest real one has a few thousand
DOC_TYPES = ("responsibility_breakdown", "progress_report", "program_plan", "work_report")
_TEXT_KEYS = ("original_file_name", "sha256", "origin", "title", "doc_number", "issuer", "jurisdiction")
_PERIOD_KEYS = ("plan_period_id", "report_period_id")
_ENTRY_KEYS = {"file_name", "issued_on", "doc_type", "quirks", *_TEXT_KEYS, *_PERIOD_KEYS}
_QUIRK_KEYS = {"find", "replace", "count", "reason"}


@dataclass(slots=True)
class SourceEntries:
    """What source.yml files say: entries and problems, both by the file name (relative to raw/) they concern."""

    entries: dict[str, SourceEntry] = field(default_factory=dict)
    problems: dict[str, SourceEntryError] = field(default_factory=dict)


def load_source_entries(folder: Path) -> list[SourceEntry]:
    """The entries of ``folder/source.yml``, [] where there is none.

    ``folder`` is ``raw/<jurisdiction>``; the entries' file names are relative to raw/. Raises
    ``SourceEntryError`` naming the file and the key that does not fit.
    """
    found = read_source_entries(folder)
    for problem in found.problems.values():
        raise problem
    return list(found.entries.values())


def read_source_entries(folder: Path) -> SourceEntries:
    """The entries of ``folder/source.yml`` that fit, and what is wrong with the others; raises nothing.

    A problem of one entry stands under the name of its file (relative to raw/), one of the whole file under that of
    source.yml itself: then none of the folder's documents is known for what it is.
    """
    found = SourceEntries()
    given = _read_entries(folder / SOURCE_FILE, found, None)
    _read_entries(folder / FOUND_FILE, found, given)  # what a person wrote stands over what was found
    return found


def _read_entries(path: Path, found: SourceEntries, given: str | None) -> str | None:
    """Add what a file says to ``found``; returns whose documents it says they are."""
    if not path.exists():
        return given
    try:
        documents, jurisdiction = _documents(path, given)
    except SourceEntryError as problem:
        found.problems[f"{path.parent.name}/{path.name}"] = problem
        return given
    mine = {}
    for number, item in enumerate(documents, start=1):
        try:
            entry = _entry(item, number, path, jurisdiction)
            mine[entry.file_name] = entry
        except SourceEntryError as problem:
            found.problems[_name_of(item, path.parent)] = problem
    found.entries = {**mine, **found.entries}
    return jurisdiction


def _documents(path: Path, known: str | None) -> tuple[list[Any], str | None]:
    """The items of a source.yml, and whose documents they are where it or ``known`` says so."""
    content = load_yaml(path) or {}
    _demand(isinstance(content, dict), path, "the file", "a mapping with jurisdiction and documents")
    _demand_keys(content, {"jurisdiction", "documents"}, path, "the file")
    documents = content.get("documents") or []
    _demand(isinstance(documents, list), path, "documents", "a list of entries, each with file_name")
    given = _text(content.get("jurisdiction"), path, "jurisdiction")
    return documents, given or known or folder_jurisdiction(f"{path.parent.name}/")


def _name_of(item: Any, folder: Path) -> str:
    """The file an entry speaks of, relative to raw/; source.yml itself where it names none."""
    name = item.get("file_name") if isinstance(item, dict) else None
    return f"{folder.name}/{name if isinstance(name, str) else SOURCE_FILE}"


def default_entry(file_name: str) -> SourceEntry:
    """The entry of a document that no source.yml lists: the jurisdiction is its folder's name, none in raw/inbox/."""
    return SourceEntry(file_name=file_name, jurisdiction=folder_jurisdiction(file_name))


def folder_jurisdiction(file_name: str) -> str | None:
    """The first folder of a path relative to raw/, None for raw/inbox/ and for a file that lies in raw/ itself."""
    folder = file_name.split("/")[0] if "/" in file_name else ""
    return folder if folder and folder != INBOX else None


def load_yaml(path: Path) -> Any:
    """A hand-written file of raw/ as YAML, dates left as text. Raises ``SourceEntryError`` naming file and fault."""
    import yaml

    class Loader(yaml.SafeLoader):
        """Leaves dates as text: a day that does not exist is then one entry's problem, not the whole file's."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    place = f"{path.parent.name}/{path.name}"
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceEntryError(f"{place}: more than {MAX_BYTES:,} bytes; keep only entries of documents in it")
        return yaml.load(path.read_text("utf-8"), Loader)
    except OSError as error:
        raise SourceEntryError(
            f"{place}: cannot be read ({error.strerror}); give this user the right to read it"
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise SourceEntryError(f"{place}: not valid YAML in UTF-8: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise SourceEntryError(f"{place}: nested too deeply; a list of entries is two levels deep") from error


def _entry(item: Any, number: int, path: Path, jurisdiction: str | None) -> SourceEntry:
    place = f"documents[{number}]"
    _demand(isinstance(item, dict) and isinstance(item.get("file_name"), str), path, f"{place}.file_name",
            "the name of a file in this folder")  # fmt: skip
    _demand_keys(item, _ENTRY_KEYS, path, place)
    place = f"{place} ({item['file_name']})"
    _demand(_lies_in(path.parent, item["file_name"]), path, f"{place}.file_name", "a file that lies in this folder")
    texts = {key: _text(item.get(key), path, f"{place}.{key}") for key in _TEXT_KEYS}
    texts["jurisdiction"] = texts["jurisdiction"] or jurisdiction
    periods = {key: _period(item.get(key), path, f"{place}.{key}") for key in _PERIOD_KEYS}
    doc_type = item.get("doc_type")
    _demand(doc_type is None or doc_type in DOC_TYPES, path, f"{place}.doc_type", f"one of {', '.join(DOC_TYPES)}")
    return SourceEntry(
        file_name=f"{path.parent.name}/{item['file_name']}",
        issued_on=_date(item.get("issued_on"), path, f"{place}.issued_on"),
        doc_type=doc_type,
        quirks=_quirks(item.get("quirks") or [], path, place),
        announcement=None,
        **texts,
        **periods,
    )


def _lies_in(folder: Path, name: str) -> bool:
    """Whether a file, or the bundle it is a member of, lies in a folder."""
    return any((folder / part).is_file() for part in (PurePosixPath(name), *PurePosixPath(name).parents))


def _quirks(items: Any, path: Path, place: str) -> tuple[Quirk, ...]:
    _demand(isinstance(items, list), path, f"{place}.quirks", "a list")
    quirks = []
    for number, item in enumerate(items, start=1):
        where = f"{place}.quirks[{number}]"
        _demand(isinstance(item, dict) and set(item) == _QUIRK_KEYS, path, where, "find, replace, count and reason")
        _demand(isinstance(item["count"], int) and item["count"] > 0, path, f"{where}.count", "a whole number above 0")
        quirks.append(Quirk(str(item["find"]), str(item["replace"]), item["count"], str(item["reason"])))
    return tuple(quirks)


def _text(value: Any, path: Path, place: str) -> str | None:
    _demand(value is None or isinstance(value, str), path, place, "a text (put it in quotes)")
    return None if value is None else str(value)


def _period(value: Any, path: Path, place: str) -> str | None:
    text = str(value) if isinstance(value, int) else value
    _demand(text is None or (isinstance(text, str) and is_period_id(text)), path, place,
            "a period such as 2023, 2023-Q3, 2023-H1 or 2023/2027")  # fmt: skip
    return None if text is None else str(text)


def _date(value: Any, path: Path, place: str) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _misfit(path, place, f"a date of the calendar as YYYY-MM-DD, not {value!r}") from error


def _demand_keys(item: dict[str, Any], known: set[str], path: Path, place: str) -> None:
    unknown = sorted(set(map(str, item)) - known)
    _demand(not unknown, path, f"{place}.{', '.join(unknown)}", f"only the keys {', '.join(sorted(known))}")


def _demand(condition: bool, path: Path, place: str, expected: str) -> None:
    if not condition:
        raise _misfit(path, place, expected)


def _misfit(path: Path, place: str, expected: str) -> SourceEntryError:
    return SourceEntryError(f"{path.parent.name}/{path.name}: {place} must be {expected}")
