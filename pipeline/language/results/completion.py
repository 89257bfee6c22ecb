"""Whether everything concrete that a task promises without a number is reported finished (``completion.yml``).

A clause promises a thing when it names it beside a verb of delivery (启用雪峰文学馆; 县前街南延…建成通车). Each
named thing needs a clause of its own in the narrative that reports it finished in the sense of the verb: an acceptance
of works is not yet use. Clauses of effort (深化, 推进) promise nothing, but a project that they name and is reported
half-done keeps the row open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from pipeline.language.results.claims import read_claims
from pipeline.language.results.reached import part_of
from pipeline.language.words.contrasts import contradicts
from pipeline.language.words.enclosed import parts_between, shielded
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import alternatives, load_vocabulary, pattern_of
from pipeline.period import period_of

_said = partial(pattern_of, "completion")

NAMED_BIGRAMS, NAMED_CHARACTERS, FEWEST_BIGRAMS = 0.5, 0.6, 0.3
WHOLE = 100  # per cent
HEAD_LENGTH = 4  # the last characters of a name are its head: 县人民医院传染病楼, 传染病楼
_CLAUSES = re.compile(r"[，,。；;\n]")
_PUNCTUATION = re.compile(r"[^\w%]|的")
_COMMA = re.compile("、")
_OPEN_LIST = re.compile(r"等(?P<tail>[^、，]*)$")
_MONTH = re.compile(r"(?:(?P<year>20\d{2})年)?(?<!\d)(?P<month>\d{1,2})月(?!前)")
_PERCENT = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)%")


@dataclass(frozen=True, slots=True)
class Completion:
    """Whether a task without numbers is finished, and a Chinese sentence that says why."""

    is_done: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One thing promised and the class of verb that promises it."""

    thing: str
    kind: str
    words: str  # the promise in its own words


def read_completion(task: str, narrative: str, period_id: str | None = None) -> Completion:
    """Compare the deliverables of ``task`` with what ``narrative`` reports.

    ``period_id`` is the report's period: what is dated after its end is only announced.
    """
    is_told_only = narrative.startswith(task) and _said("told_as_done").search(task) is not None
    promised = [] if is_told_only else read_deliverables(task)
    if not promised:
        return _by_its_own_words(narrative)
    said = _Narrative(narrative, period_of(period_id).end_date if period_id else None)
    reports = [(item, said.report(item)) for item in promised]
    missing = next((item for item, clause in reports if clause is None), None)
    if missing is not None:
        return Completion(False, f"未见“{missing.thing}”已{_classes()[missing.kind]['label']}的报告。")
    unfinished = next((found for thing in _projects_under_way(task) if (found := said.half_done(thing))), None)
    if unfinished:
        return Completion(False, f"任务所列项目尚未完成：{unfinished}。")
    return Completion(True, f"所列事项均已报告完成：{'；'.join(dict.fromkeys(c for _, c in reports if c))}。")


def _by_its_own_words(narrative: str) -> Completion:
    """A row that promises nothing to hold its report against is finished where every sentence says so of its goal.

    新增床位70张，为任务的140%。 Money spent to the plan finishes no work.
    """
    said = [sentence for sentence in _sentences(narrative) if any(sentence)]
    if not said or not all(map(_says_goal_met, said)):
        return Completion(False, "任务没有可以核对完成与否的具体事项。")
    return Completion(True, f"所报各项均已达到目标：{'；'.join(map('，'.join, said))}。")


def _says_goal_met(clauses: Sequence[str]) -> bool:
    """Whether a sentence says so, and each number of it: 贷款5亿元，小微贷款完成年度目标 leaves the first one open."""
    sentence = "，".join(clauses)
    if _said("not_yet").search(sentence):
        return False
    claims = read_claims(sentence)
    shares = [one.stated_percent for one in claims if one.stated_percent is not None]
    is_met = any(_said("goal").search(sentence, one.start, one.end) for one in claims)
    last = max((place for place, one in enumerate(clauses) if _said("goal_of_all").match(one)), default=0)
    open_ones = [one for one in clauses[last:] if _said("a_number").search(one) and not _said("goal").search(one)]
    is_whole = all(share >= WHOLE for share in shares) and all(one.claim != "under_way" for one in claims)
    return is_met and is_whole and not open_ones


def report_of(promise: str, narrative: str) -> str | None:
    """The clause that reports the one thing a promise names finished; None when it names none or several."""
    promised = read_deliverables(promise)
    return _Narrative(narrative).report(promised[0]) if len(promised) == 1 else None


def read_deliverables(task: str) -> list[Deliverable]:
    """The things a task promises to deliver, in order."""
    return [item for clause in _clauses(task) for item in _of_clause(clause)]


def _clauses(task: str) -> Iterator[str]:
    return (part.strip() for part in parts_between(task, _CLAUSES) if part.strip())


@lru_cache(maxsize=1)
def _classes() -> dict[str, Any]:
    classes: dict[str, Any] = load_vocabulary("completion")["classes"]
    return classes


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = load_vocabulary("completion")
    leading = {verb: kind for kind, entry in _classes().items() for verb in entry["leading"]}
    trailing = {verb: kind for kind, entry in _classes().items() for verb in entry["trailing"]}
    adverbs = f"(?:{alternatives(words['adverbs'])})*"
    return {
        "leading": re.compile(rf"^{adverbs}(?P<verb>{alternatives(list(leading))})(?!率)(?P<things>.{{2,}})$"),
        "trailing": re.compile(rf"^(?P<things>.{{2,}}?)(?P<verb>{alternatives(list(trailing))})$"),
        "soft": re.compile(rf"^(?:{alternatives(words['adverbs'])})*(?:{alternatives(words['soft'])})"),
        "hard_end": re.compile(rf"{alternatives([*_classes()['use']['trailing'], *_classes()['build']['trailing']])}$"),
        "projects": re.compile(words["projects"]),
        **{name: re.compile(words[name]) for name in ("settled", "both", "then_use", "deadline", "whole_row_finished")},
        "whole_row": re.compile(f"{words['whole_row']}(?P<verb>.*)$"),
        "reached": re.compile(rf"(?<=.{{3}}){alternatives(_classes()['reach']['trailing'])}$"),
        "takes_back": re.compile(words["takes_back"]),
        "goes_on": re.compile(words["goes_on"]),
    }


@lru_cache(maxsize=1)
def _kind_of_verb() -> dict[str, dict[str, str]]:
    return {
        place: {verb: kind for kind, entry in _classes().items() for verb in entry[place]}
        for place in ("leading", "trailing")
    }


def _of_clause(clause: str) -> Iterator[Deliverable]:
    clause = _patterns()["both"].sub("", clause)
    place, match = "leading", _patterns()["leading"].match(clause)
    if match is None or (_patterns()["soft"].match(clause) and not _is_pledge(match["verb"], clause)):
        place, match = "trailing", _patterns()["trailing"].match(clause)
        if match is None or (_patterns()["soft"].match(clause) and not _patterns()["hard_end"].search(clause)):
            return
    kind, phrase = _kind_of_verb()[place][match["verb"]], match["things"]
    used = _patterns()["then_use"].search(phrase)
    outcome = used or (_patterns()["reached"].search(phrase) if kind == "reach" else None)
    for thing in things_of(phrase[: outcome.start()] if outcome else phrase):
        yield Deliverable(_patterns()["deadline"].sub("", thing) or thing, "use" if used else kind, clause)


def _is_pledge(verb: str, clause: str) -> bool:
    """全力争取获批X is a pledge to obtain although 全力 sounds like effort; 支持甲创建乙 is not."""
    soft = _patterns()["soft"].match(clause)
    return soft is not None and clause.find(verb) < soft.end()


def things_of(phrase: str) -> list[str]:
    """The members of a list (甲、乙和丙等工程), quoted names whole; the shared tail stays with the last."""
    opened = _OPEN_LIST.search(shielded(phrase))
    return parts_between(phrase[: opened.start()] if opened else phrase, _COMMA)


def _projects_under_way(task: str) -> Iterator[str]:
    """The projects that clauses of effort name (加快A、B等建设)."""
    for clause in _clauses(task):
        match = _patterns()["projects"].match(clause)
        if match and not list(_of_clause(clause)):
            yield from things_of(match["things"])


class _Narrative:
    """A narrative cut into sentences and clauses, asked about one thing at a time."""

    def __init__(self, text: str, until: dt.date | None = None) -> None:
        self._sentences = [list(sentence) for sentence in _sentences(text)]
        self._until = until  # the period's end, None where nobody says it

    def report(self, item: Deliverable) -> str | None:
        """The clause that reports a deliverable finished, None when none does."""
        finished = re.compile(_classes()[item.kind]["finished"])
        for number, clauses in enumerate(self._sentences):
            named = next((i for i, clause in enumerate(clauses) if names(item.thing, clause)), None)
            if named is None and names(item.thing, "".join(clauses)):
                named = 0
            if named is None:
                continue
            for place in range(named, len(clauses)):
                if not finished.search(clauses[place]) or self._taken_back(clauses, place, item):
                    continue
                if not self._goes_on(number + 1):
                    return clauses[place]
        return self._whole_row(finished, item)

    def _whole_row(self, finished: re.Pattern[str], item: Deliverable) -> str | None:
        """A sentence that reports the row finished without naming anything (该项目已于6月建成投用)."""
        for clauses in self._sentences:
            match = _patterns()["whole_row"].match(clauses[0])
            if match and not self._taken_back(clauses, 0, item):
                if item.kind == "obtain":  # 9月被评为节水型城市 finishes no other honour
                    ended = finished.fullmatch(match["verb"])
                else:
                    ended = _patterns()["whole_row_finished"].match(match["verb"]) or finished.match(match["verb"])
                if ended:
                    return clauses[0]
        return None

    def _goes_on(self, number: int) -> bool:
        """Whether the next sentence gives a degree of completion below 100 % (一期工程总体进度完成40%)."""
        following = "，".join(self._sentences[number]) if number < len(self._sentences) else ""
        degree = _said("degree").match(following)
        return bool(degree and float(degree["percent"]) < 100)

    def _is_announced(self, clause: str) -> bool:
        """Whether a clause tells of a month after the period's end."""
        end = self._until
        if end is None:
            return False
        months = _MONTH.finditer(clause)
        return any((int(m["year"] or end.year), int(m["month"])) > (end.year, end.month) for m in months)

    def _taken_back(self, clauses: list[str], place: int, item: Deliverable) -> bool:
        dated = clauses[place - 1] if place and _said("day_alone").fullmatch(clauses[place - 1]) else ""
        if self._is_announced(dated + clauses[place]) or _is_part_only(clauses[place], item):
            return True
        following = clauses[place + 1] if place + 1 < len(clauses) else ""
        if (rate := _said("rate").match(following)) and float(rate["percent"]) < 100:
            return True  # 开工53个，开工率53%: of a part only
        if _said("waits").match(following) or (item.kind == "build" and following.startswith("正在")):
            return True
        if _patterns()["settled"].search(clauses[place]):
            return False
        words = "".join(clauses[max(place - 1, 0) : place + 1])
        below = any(float(percent) < 100 for percent in _PERCENT.findall(clauses[place]))
        taken = _patterns()["takes_back"].search(words)
        return below or bool(taken and taken[0] not in item.words)

    def half_done(self, thing: str) -> str | None:
        """The clause that says a named project still goes on."""
        for clauses in self._sentences:
            for clause in clauses:
                if names(thing, clause):
                    percents = [float(percent) for percent in _PERCENT.findall(clause)]
                    if (percents and max(percents) < 100) or _patterns()["goes_on"].search(clause):
                        return clause
        return None


def _is_part_only(clause: str, item: Deliverable) -> bool:
    """Whether a clause reports a part (桩基) or a stage of what was promised whole."""
    part = part_of(clause) if item.kind in ("build", "finish") else None
    return _is_stage_only(clause, item) or (part is not None and part not in item.words)


def _is_stage_only(clause: str, item: Deliverable) -> bool:
    """Whether a clause reports no more than the main structure of what was promised whole."""
    stage = _said("stage").search(clause)
    return bool(stage and not _said("stage").search(item.words) and not _said("whole").search(clause))


def _sentences(text: str) -> Iterator[list[str]]:
    statements = Statements.of(text)
    for sentence in statements.sentences():
        yield [clause.of(text).strip("，,。；;：:、 \n") for clause in statements.clauses(sentence)]


@lru_cache(maxsize=16384)
def names(thing: str, text: str) -> bool:
    """Whether a text speaks of a thing: half of its bigrams or most of its characters stand there."""
    plain, said = _said("common").sub("", _PUNCTUATION.sub("", thing)), _PUNCTUATION.sub("", text)
    plain = plain or _PUNCTUATION.sub("", thing)
    if len(plain) < 2 or contradicts(thing, text):
        return False
    grams = [plain[i : i + 2] for i in range(len(plain) - 1)]
    bigrams = sum(gram in said for gram in grams) / len(grams)
    characters = sum(character in said for character in plain) / len(plain)
    head = plain[-HEAD_LENGTH:]
    if len(plain) > HEAD_LENGTH and head in said and head not in load_vocabulary("completion")["common_heads"]:
        return True
    return bigrams >= NAMED_BIGRAMS or (characters >= NAMED_CHARACTERS and bigrams >= FEWEST_BIGRAMS)
