"""How far a report says a thing has come: the stage of every clause, its date and degree (``reached.yml``).

A clause reports a stage when its words do and nothing in it takes them back: what is foreseen has not happened, what is
being worked on counts as work on it, and a first part (先行段) is no more than a beginning.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from pipeline.language.results.verbs_kept import kept_stages
from pipeline.language.words.compact import CompactText
from pipeline.language.words.enclosed import TITLES, shielded
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of

_said = partial(pattern_of, "reached")

LAST_DAY = 28  # 月底, in any month
_UNTIL = re.compile(r"截[至止到]?$|[至到]$")
_HEADING = re.compile(r"^(?:\d{1,2}[.．、]|[（(]\d{1,2}[)）])?(?P<name>[^，。；：:]{2,30})[：:]")
_NAMES = (
    *("under_way", "intended", "denied", "first_part", "planned", "impossible", "generic", "part"),
    *("paper", "refers", "rest"),
)
AS_PAPER = ("begin", "use", "hold", "found")  # stages whose word may open the name of a paper (组建方案)
ON_THE_WAY = ("structure", "draft")  # stages whose words may stand for a later one in a promise
LONGEST_VERB = 6  # characters; a longer match holds a name of its own (完成某系统建设)
LEFT_OVER = 1  # characters that may be left of a clause that names nothing
_BULLET = re.compile(r"(?:\d{1,2}[.．、](?=\d{1,2}月|\D)|[（(]\d{1,2}[)）])")
_ENDS = "，,。；;：:、 \n"


@dataclass(frozen=True, slots=True)
class StageMention:
    """One clause that reports a stage. ``stage`` None: it says the thing cannot be done. Offsets refer to the text."""

    position: int
    stage: str | None
    words: str  # the clause
    before: str  # its sentence up to the clause
    heading: str  # what the sentence's or paragraph's heading names (站前广场：…)
    says_all_done: bool  # 已完成: the row as a whole, whatever it promised
    names_nothing: bool  # nothing but the stage's own words and general ones stands in the clause
    before_verb: str  # the words before the one that reports the stage
    subject: str  # of them, the name without adverbs and dates
    percent: Decimal | None
    reached_on: dt.date | None
    verb: str  # the verb of a promise that says it (已打通), '' where the stage's own words do
    start: int
    end: int


def read_stages(text: str, year: int) -> list[StageMention]:
    """Every stage that ``text``, a report of ``year``, reports, in reading order."""
    compact = CompactText.of(text)
    found: list[StageMention] = []
    heading = ""
    for clauses in _sentences(compact.text):
        sentence = compact.text[clauses[0][0] : clauses[-1][1]]
        title = _HEADING.match(sentence)
        heading = title["name"] if title else "" if _is_numbered(sentence) else heading
        for mention in _of_sentence(compact.text, clauses, heading, year):
            start, end = compact.span(mention.start, mention.end)
            found.append(_at(mention, len(found) + 1, start, end))
    return found


def _at(mention: StageMention, position: int, start: int, end: int) -> StageMention:
    values = {name: getattr(mention, name) for name in StageMention.__slots__}
    return StageMention(**{**values, "position": position, "start": start, "end": end})


def _is_numbered(sentence: str) -> bool:
    return bool(re.match(r"\d{1,2}[.．、]|[（(]\d{1,2}[)）]", sentence))


def _sentences(text: str) -> Iterator[list[tuple[int, int]]]:
    """The clauses of each sentence as ranges, without the signs around them."""
    statements = Statements.of(text)
    for sentence in statements.sentences():
        ranges = [_stripped(text, clause.start, clause.end) for clause in statements.clauses(sentence)]
        if kept := [(a, b) for a, b in ranges if a < b]:
            yield kept


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _ENDS:
        start += 1
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    while start < end and text[end - 1] in _ENDS:
        end -= 1
    return start, end


def _of_sentence(text: str, clauses: list[tuple[int, int]], heading: str, year: int) -> Iterator[StageMention]:
    foreseen, date, inherited = False, None, None
    for number, (start, end) in enumerate(clauses):
        words = text[start:end]
        date = date_of(words, year) or date
        is_apart = number > 0 and bool(_said("own_phase").match(words))
        date = None if is_apart and date_of(words, year) is None else date
        goes_on = foreseen and "已" not in words and not is_apart
        foreseen = bool(_patterns()["planned"].search(words)) or goes_on
        is_part = bool(_patterns()["rest"].match(text[end : clauses[-1][1]]))
        stages = list(_stages(words, _degree_behind(text, end), foreseen, is_part=is_part))
        if not stages and inherited and len(words) <= 24 and not re.search("完成|推进|开展", words):
            stages = [inherited]
        inherited = next((s for s in stages if s[0] == "obtain"), None)
        for stage, percent, at, verb in stages:
            yield StageMention(
                position=0,
                stage=stage,
                words=words,
                before=text[clauses[0][0] : start] if number else "",
                heading=heading,
                says_all_done=bool(_said("all_done").fullmatch(words)),
                names_nothing=is_generic(words) and is_generic(text[clauses[0][0] : start]),
                before_verb=words[:at],
                subject=_said("adverbs").sub("", words[:at]),
                percent=percent,
                reached_on=date,
                verb=verb,
                start=start,
                end=end,
            )


def _stages(
    words: str, following: str, foreseen: bool, *, is_part: bool
) -> Iterator[tuple[str | None, Decimal | None, int, str]]:
    """The stages of a clause, each with its degree, where its word begins, and the word itself if it is a promise's."""
    patterns, plain = _patterns(), shielded(words, TITLES)
    impossible = patterns["impossible"].search(plain)
    if impossible:
        yield None, None, impossible.start(), ""
        return
    if foreseen:
        return
    percent = _degree(words) or _degree(following)
    unfinished = is_part or bool(patterns["under_way"].search(plain)) or (percent is not None and percent < 100)
    found = _told_stages(plain)
    kept = [one for one in kept_stages(plain) if not any(_tells_more(told, *one) for told in found)]
    told = [*((stage, match, "") for stage, match in found), *((stage, match, match[0]) for stage, match in kept)]
    for stage, match, verb in told:
        if not patterns["denied"].search(plain[: match.start()]):
            yield _told(stage, plain, match, unfinished), percent, match.start(), verb
    degree = _said("degree").search(words)
    if percent is not None and degree and not (found or kept):
        yield "begin" if percent < 100 else "finish", percent, degree.start(), ""


def _told_stages(plain: str) -> list[tuple[str, re.Match[str]]]:
    """The stages whose words a clause has; 主体完工并完成竣工验收 tells of the shell's end, then of the whole's."""
    shell = _stage_patterns()["structure"].search(plain)
    found = []
    for stage, pattern in _stage_patterns().items():
        told = (
            match
            for match in pattern.finditer(plain)
            if stage not in ("finish", "use") or not _is_of_shell(match, shell)
        )
        found += [(stage, first) for first in islice(told, 1)]
    return found


def _tells_more(told: tuple[str, re.Match[str]], stage: str, verb: re.Match[str]) -> bool:
    """Whether a stage's word says what a verb says: the same, or that it is only on the way there (已修订 a draft)."""
    is_all = told[1].start() <= verb.start() and verb.end() <= told[1].end()
    return told[0] == stage or (is_all and told[0] in ON_THE_WAY)


def _is_of_shell(match: re.Match[str], shell: re.Match[str] | None) -> bool:
    """Whether 完工 is said of the structure alone (厂房主体完工)."""
    return shell is not None and shell.start() <= match.start() and match.end() <= shell.end()


def _told(stage: str, plain: str, match: re.Match[str], unfinished: bool) -> str:
    """The stage that a stage's word reports, given the words around it."""
    before = plain[: match.start()]
    if stage in AS_PAPER and _patterns()["paper"].match(plain[match.end() :]):
        return "prepare"
    if _patterns()["first_part"].search(plain) and stage in ("use", "finish", "structure"):
        return "begin"
    if _said("settled").search(before):
        return stage
    if _patterns()["intended"].search(before):
        return "plan" if stage == "plan" else "prepare"
    as_work: dict[str, str] = load_vocabulary("reached")["under_way_as"]
    return as_work[stage] if unfinished else stage


def _degree_behind(text: str, end: int) -> str:
    """The sentence behind, where it gives a degree of the whole (一期工程总体进度完成40%)."""
    match = _said("total_degree").match(text[end : end + 40].lstrip(_ENDS))
    return match[0] if match else ""


def _degree(words: str) -> Decimal | None:
    match = _said("degree").search(words)
    return Decimal(match["percent"]) if match and Decimal(match["percent"]) <= 100 else None


def date_of(words: str, year: int) -> dt.date | None:
    """When a clause says something happened: the day, the first of a month named alone, its end for 月底."""
    for match in _said("date").finditer(words):
        if _UNTIL.search(words[: match.start()]):
            continue
        said = int(match["year"] or year) - (match["last"] is not None)
        try:
            return dt.date(said, int(match["month"]), int(match["day"] or (LAST_DAY if match["end"] else 1)))
        except ValueError:
            continue
    return None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    data: dict[str, Any] = load_vocabulary("reached")
    return {name: re.compile(data[name]) for name in _NAMES}


@lru_cache(maxsize=1)
def _stage_patterns() -> dict[str, re.Pattern[str]]:
    return {stage: re.compile(words) for stage, words in load_vocabulary("reached")["stages"].items()}


def part_of(words: str) -> str | None:
    """The part of a building that a clause speaks of (桩基, 地下室), None for the whole."""
    match = _patterns()["part"].search(words)
    return match[0] if match else None


def phase_in_full(mention: StageMention) -> str:
    """A clause with the name of what it only calls by its phase: 某快线一期预计通车，二期获批复 → 某快线二期获批复."""
    named = _said("named_phase").search(mention.before) if _said("own_phase").match(mention.words) else None
    return f"{named['name']}{mention.words}" if named else mention.words


def refers_back(words: str) -> bool:
    """Whether a clause speaks of what the one before it names (我县桃溪度假区位列其中)."""
    return bool(_patterns()["refers"].search(words))


def without_parts(words: str) -> str:
    """Words without the parts of a building that they name: work on a part is work on the whole (围墙开始施工)."""
    return _patterns()["part"].sub("", words)


def is_generic(words: str) -> bool:
    """Whether words name nothing: none is left without general ones and those of stages (目前该项目已开馆)."""
    for pattern in (*_stage_patterns().values(), _patterns()["generic"]):
        words = pattern.sub(lambda m: "" if len(m[0]) <= LONGEST_VERB else m[0], words)
    return len(words) <= LEFT_OVER
