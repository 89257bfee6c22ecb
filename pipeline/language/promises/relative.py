"""Promises held against what the document does not print: 高于全省平均, 全覆盖, 只减不增 (``relative.yml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, product

from pipeline.language.numbers.numerals import parse_number
from pipeline.language.promises.things import things_of
from pipeline.language.time.period_words import find_periods
from pipeline.language.words.compact import CompactText
from pipeline.language.words.enclosed import shielded
from pipeline.language.words.mentions import MilestoneMention
from pipeline.language.words.sentences import Range, sentences
from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.period import deadline_of_plan

SHORTEST, LONGEST = 2, 40
SHORTEST_COVERED = 4  # characters of a name that is covered apart from the one it is joined with
LISTED = ("not_above", "not_below", "above", "falls", "rises", "clearance")  # a list before these is one promise each
_RANK = re.compile(r"(?:第|前)(?P<number>[一二三四五六七八九十百\d]+)|(?P<top>首位)")
_SAID_OF = re.compile(r"\d|[与在](?=.{2})|达到|实现|增长|下降|挂钩")
_BULLET = re.compile(r"^(?:\d{1,2}[.．、]|[（(]\d{1,2}[)）])")


@dataclass(frozen=True, slots=True)
class _Rule:
    direction: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    against: str | None
    soft: bool


def read_relatives(text: str, plan_period_id: str, counted: Sequence[tuple[int, int]] = ()) -> list[MilestoneMention]:
    """Every promise of ``text`` whose other side is not a number of its own, in order.

    ``counted`` are the ranges of the numeric targets of the same text: a number in the clause says it better.
    """
    compact = CompactText.of(text)
    found: list[MilestoneMention] = []
    for sentence in sentences(compact.text):
        before = ""
        for clause in sentence.clauses:
            subject = ""
            for part in _parts(compact.text, clause):
                words = compact.text[part.start : part.end]
                words = f"{subject}{words}" if _again().match(words) else words
                subject = subject or _subject(words)
                start, end = compact.span(part.start, part.end)
                if not any(a < end and start < b for a, b in counted) or _says_more(words):
                    found.extend(_mentions(words, before, part, compact, plan_period_id))
                before = words
    return found


def _parts(text: str, clause: Range) -> list[Range]:
    """A clause cut at its signs where each part is a comparison, of its own thing or of the first's.

    甲快于乙、丙快于丁 and 增速快于甲、高于乙.
    """
    words = shielded(text[clause.start : clause.end])
    cuts = [-1, *(cut.start() for cut in re.finditer("、", words)), len(words)]
    parts = [Range(clause.start + a + 1, clause.start + b) for a, b in pairwise(cuts)]
    said = [text[part.start : part.end] for part in parts]
    whole = sum(_reads_alone(one) for one in said[:1]) + sum(
        bool(_again().match(one)) or _reads_alone(one) for one in said[1:]
    )
    return parts if whole > 1 and whole == len(parts) else [clause]


def _subject(words: str) -> str:
    """What a comparison speaks of; '' where it is none or names nothing."""
    read = _read(words, "")
    return read[1]["thing"] if read else ""


def _reads_alone(words: str) -> bool:
    return bool(_subject(words))


def _says_more(words: str) -> bool:
    """全覆盖(600人次以上), 全省前30: the number leaves the coverage or the rank a promise of its own."""
    return bool(re.search(r"全覆盖|清零$|前[一二三四五六七八九十百\d]+[位名强]?$", words))


@lru_cache(maxsize=1)
def _again() -> re.Pattern[str]:
    return re.compile(load_vocabulary("relative")["again"])


@lru_cache(maxsize=1)
def _rules() -> list[_Rule]:
    data = load_vocabulary("relative")
    found = []
    for entry in data["rules"]:
        pattern = (
            entry["pattern"]
            .replace("{areas}", data["areas"])
            .replace("{side}", data["side"])
            .replace("{{", "{")
            .replace("}}", "}")
        )
        needs = re.compile(entry["needs"]) if "needs" in entry else None
        found.append(
            _Rule(entry["direction"], re.compile(pattern), needs, entry.get("against"), bool(entry.get("soft")))
        )
    return found


def _mentions(
    words: str, before: str, clause: Range, compact: CompactText, plan_period_id: str
) -> Iterator[MilestoneMention]:
    found = _read(_BULLET.sub("", words.rstrip("、 ")), before)
    if found is None:
        return
    rule, match = found
    things, against = _sides(rule, match, before)
    start, end = compact.span(clause.start, clause.end)
    periods = find_periods(compact.text[clause.start : clause.end], plan_period_id)
    for thing, other_side in product(things, _each_side(against) if rule.direction == "above" else [against]):
        yield MilestoneMention(
            kind="relative",
            thing=thing,
            stage=None,
            thing_class=None,
            against=other_side,
            direction=rule.direction,
            value=_rank(against) if rule.direction == "rank" else None,
            period_id=periods[-1].period_id if periods else deadline_of_plan(plan_period_id),
            is_firm=not (rule.soft or _opens("effort", words) or _opens("field", words) or _is_vague(against)),
            rule=f"relative:{rule.direction}",
            start=start,
            end=end,
        )


def _read(words: str, before: str) -> tuple[_Rule, re.Match[str]] | None:
    if _opens("how", words) or words.startswith(("去年", "上年")):
        return None
    for rule in _rules():
        match = rule.pattern.match(words)
        if match and (rule.needs is None or rule.needs.search(match["thing"] or before)):
            return rule, match
    return None


def _sides(rule: _Rule, match: re.Match[str], before: str) -> tuple[list[str], str]:
    """What is promised and against what; a clause that names nothing leaves the thing to the one before."""
    against = match.groupdict().get("against") or rule.against or ""
    thing = _bare(match["thing"])
    if rule.direction == "coverage" and re.match(load_vocabulary("relative")["whole"], thing):
        thing, against = "", thing
    is_bare = bool(re.match(load_vocabulary("relative")["bare_statistic"], thing))
    if len(thing) < SHORTEST or is_bare:
        said = _SAID_OF.split(_bare(before))[0]
        thing = f"{said}{thing if is_bare else ''}" if len(said) > SHORTEST else thing or against
    parts = things_of(thing) if rule.direction in LISTED or _is_pair(rule, thing) else [thing]
    parts = parts[-1:] if _opens("field", match[0]) else parts
    return [part[-LONGEST:] for part in parts if len(part) >= SHORTEST], against


def _each_side(against: str) -> list[str]:
    """The sides that a promise is held against: 全省、全市平均水平 → 全省平均水平, 全市平均水平."""
    sides = re.split("[、和及与]", against)
    shared = re.search(load_vocabulary("relative")["shared_side"], sides[-1])
    tail = shared[0] if shared else ""
    return [side if side.endswith(tail) or "平均" in side else f"{side}{tail}" for side in sides]


def _is_pair(rule: _Rule, thing: str) -> bool:
    """Whether two whole names joined by 和 are covered (甲中心和乙中心全覆盖), not parts of one (肉制品、糕点企业)."""
    is_plain = rule.direction == "coverage" and "、" not in shielded(thing) and "等" not in thing
    return is_plain and all(len(part) > SHORTEST_COVERED for part in things_of(thing))


def _bare(phrase: str) -> str:
    words = load_vocabulary("relative")
    return re.sub(f"{words['lead']}|{words['trail']}", "", _BULLET.sub("", phrase)).strip("，,：:的、 ")


def _opens(name: str, words: str) -> bool:
    return bool(re.match(load_vocabulary("relative")[name], words))


def _is_vague(against: str) -> bool:
    return bool(re.search(load_vocabulary("relative")["vague_rank"], against))


def _rank(against: str) -> Decimal | None:
    match = _RANK.search(against)
    if match is None:
        return None
    return Decimal(1) if match["top"] else Decimal(parse_number(match["number"]))
