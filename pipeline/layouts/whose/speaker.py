"""Whose a document is: the place whose government speaks, by what speaks for it most plainly.

Letterhead, issuer and signature come first, then the session, the title, the head of government who speaks, and what a
saved web page tells of its host. Never a salutation, a list of addressees or running text: those name others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.whose.places import Run, full_name, is_known, nested_short, run_at

_said = partial(pattern_of, "speaker")

_HOST_NAME = 40
_GENERIC = frozenset(("城区", "郊区", "矿区", "新区", "东区", "西区", "南区", "北区"))
_LINE, _SHORT, _NEWS_LINES = 140, 60, 6
_NAME_LENGTH = 30
_GREETING_LENGTH = 20


def place_of(
    lines: list[str], title: str | None, issuers: Iterable[str], hosts: Iterable[str], signed: Iterable[str] = ()
) -> str | None:
    """The jurisdiction, None where nothing speaks for one.

    ``lines`` are the short lines at the document's head and tail, ``issuers`` what names who issues it (letterhead,
    signature, particulars), ``hosts`` what a web page says of itself, ``signed`` the lines right above a last day.
    """
    own = [plain for line in lines if len(line) <= _LINE and not is_addressed(line) and (plain := _plain(line))]
    short = [line for line in own if len(line) <= _SHORT]
    titles = [
        line for line in short if line[-1] not in "。；" and (line.startswith("20") or _said("report").search(line))
    ]
    spoken = [line[match.end() :] for line in map(_plain, lines) for match in _said("speaker").finditer(line)]
    named = [host for text in hosts for host in _hosts(_plain(text))]
    congress = [*own, "".join(short[:6]), *_reported(lines)]
    if town := _town(congress, _plain(title or "")):
        return town
    for texts, follows in (
        ([_plain(text) for text in issuers], _said("office").match),
        (short, _whole_office),
        (congress, _said("congress").match),
        ([_plain(title or "")], _said("report").match),
        ([_plain(title or "")], None),
        (_announced(lines), _said("announces").match),
        (_announced(lines), _said("chosen").match),
        (short, _said("head").match),
        (titles, None),
        (spoken, _opens_office),
        ([_plain(text) for text in issuers], _known_department),
        ([_plain(text) for text in signed], _said("department").fullmatch),
        (named, _said("host_office").match),
        (named, _host_department),
    ):
        for text in texts:
            place = _place_in(text, follows)
            if place:
                return place
    return next((place for text in named if (place := nested_short(text))), None)


def _reported(lines: list[str]) -> list[str]:
    """The sentences with which a newspaper says that an assembly met: 云川县第九届人民代表大会第三次会议隆重开幕，…"""
    opened = [re.split("[。；]", _plain(line))[0][:_LINE] for line in _first(lines) if len(line) > _SHORT]
    return [sentence for sentence in opened if _said("held").search(sentence)]


def _announced(lines: list[str]) -> list[str]:
    """The first sentences of what a newspaper tells: 3月16日，云川县人民政府公布2024年重点任务，…"""
    opened = [re.split("[。；]", _plain(line))[0][:_LINE] for line in _first(lines)]
    told = (sentence for sentence in opened if len(sentence) > _NAME_LENGTH)
    return [sentence for sentence in told if not is_addressed(sentence[:_GREETING_LENGTH])]


def _first(lines: list[str]) -> list[str]:
    """The lines in which a newspaper begins, each once: front matter is among the document's lines as well."""
    return list(dict.fromkeys(lines))[:_NEWS_LINES]


def _town(congress: list[str], title: str) -> str | None:
    """The town whose assembly or title it is; a town's name anywhere else is one of a county's units."""
    for text, follows in (*((line, _said("congress").match) for line in congress), (title, _said("own").match)):
        for boundary in _said("boundary").finditer(text):
            run = run_at(text, boundary.end(), towns=True)
            if run and re.search("(?:镇|乡|街道|苏木)$", run.names[-1]) and follows(text, run.end):
                return run.names[-1]
    return None


def is_addressed(line: str) -> bool:
    """Whether a line names those a document goes to, not whose it is."""
    return bool(_said("addressed").search(line))


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _hosts(text: str) -> list[str]:
    return [text[match.end() : match.end() + _HOST_NAME] for match in _said("host").finditer(text)]


def _place_in(text: str, follows: Callable[[str, int], object] | None) -> str | None:
    """The innermost of the first places that stand at a boundary of the text and that the right words follow."""
    for boundary in _said("boundary").finditer(text):
        start = boundary.end()
        run = run_at(text, start)
        if run and (follows(text, run.end) if follows else not _is_generic(run)):
            return run.names[-1]
        if follows is None and (short := _short_at(text, start)):
            return short
    return None


def _is_generic(run: Run) -> bool:
    """Whether a word that also is a few districts' name stands alone: 城区道路 is no place, 晋城市城区 is."""
    return len(run.names) == 1 and run.names[0] in _GENERIC


def _short_at(text: str, start: int) -> str | None:
    """A province or city by its short name right before the words of a title: 西藏政府工作报告."""
    for length in (4, 3, 2):
        place = full_name(text[start : start + length])
        if place and _said("report").match(text, start + length):
            return place
    return None


def _opens_office(text: str, position: int) -> object:
    """An office right behind 我代表: nothing but the place stands before it."""
    is_near = position <= _NAME_LENGTH and not re.search("[，,。；;]", text[:position])
    return _said("office").match(text, position) if is_near else None


def _known_department(text: str, position: int) -> object:
    """A department's name behind a place that the gazetteer has: 松阳县发展和改革局."""
    return _said("department").fullmatch(text, position) if is_known(text[:position]) else None


def _host_department(text: str, position: int) -> object:
    """A department behind a place that the gazetteer has, in what a page says of its source."""
    return _said("host_department").match(text, position) if is_known(text[:position]) else None


def _whole_office(text: str, position: int) -> object:
    """An office's name that ends its line, or opens a title (…关于…)."""
    match = _said("office").match(text, position)
    if match is None:
        return None
    rest = re.sub(r"^(?:办公室|办公厅|督查室)?(?:文件)?", "", text[match.end() :])
    return match if not rest or rest[0] in "关文0123456789〔（(二" else None
