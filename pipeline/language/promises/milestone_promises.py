"""Promises without a number: a thing, the stage it is promised to reach, and the deadline (``milestones.yml``).

A clause promises when a verb of the vocabulary governs a thing: before it (投用站前广场), behind it (某隧道建成通车)
or between a subject and what it is to become (市中医院创成三级甲等中医院). Clauses of effort promise nothing, or
nothing firm. A list is one promise per thing. What a number already promises is no milestone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.language.promises.carried import Subject, part_of, starts, subject_of, trailing
from pipeline.language.promises.ladders import class_of, class_patterns
from pipeline.language.promises.stage_verbs import DEADLINE, Verb, bare_verb, verbs, words_before
from pipeline.language.promises.things import things_of, works_of
from pipeline.language.time.period_words import PeriodWords, find_periods
from pipeline.language.words.compact import CompactText
from pipeline.language.words.enclosed import shielded
from pipeline.language.words.mentions import MilestoneMention
from pipeline.language.words.sentences import Range, sentences
from pipeline.language.words.vocabulary import alternatives, load_vocabulary, pattern_of
from pipeline.period import deadline_of_plan

_said = partial(pattern_of, "milestone_promises")

SHORTEST, LONGEST = 2, 40  # characters of a thing's name
_LATER = {"begin": ("structure", "finish", "use"), "finish": ("use",)}  # the stages behind the first one
_CUT = re.compile(r"、|(?<![普涉惠以])及(?![时格其])")


@dataclass(frozen=True, slots=True)
class _Promise:
    thing: str
    verb: Verb
    is_firm: bool
    rule: str
    at: int  # where the verb stands, in the clause


def read_milestones(
    text: str, plan_period_id: str, counted: Sequence[tuple[int, int]] = (), named: str = ""
) -> list[MilestoneMention]:
    """Every promise of ``text`` that no number makes, in order.

    ``plan_period_id`` as for ``read_targets``; ``counted`` are the half-open ranges of the numeric targets of the same
    text, whose things are promised already; ``named`` is the thing of a text that says only a stage (竣工并投入使用).
    Offsets of the mentions refer to ``text``.
    """
    compact = CompactText.of(text)
    periods = find_periods(compact.text, plan_period_id)
    found: list[MilestoneMention] = []
    for sentence in sentences(compact.text):
        subject, begun = Subject("", _name_of(named)), None
        for clause in sentence.clauses:
            opening = compact.text[clause.start : clause.end]
            for part in _parts(compact.text, clause):
                words = compact.text[part.start : part.end]
                promises = _promises(words, Subject("", begun.thing) if begun else subject)
                promises = [one for one in promises if begun is None or _goes_on(begun, one)]
                for promise in promises:
                    promise = replace(promise, is_firm=promise.is_firm and not _is_effort(opening, promise))
                    mention = _mention(promise, part, compact, periods, plan_period_id)
                    if not _is_counted(promise, mention, counted, text) and not _repeats(mention, found):
                        found.append(mention)
                subject, begun = subject_of(words) or subject, _begun(promises)
            subject = _headed(compact.text, clause) or subject
    return found


def _name_of(named: str) -> str:
    """The thing of a text, of what names it: 隧道建设。一季度：开工; a slogan of two halves names none."""
    name = re.split("[。；：:]", named)[0]
    is_thing = "，" not in name and (name == named or _said("head").fullmatch(name))
    return name if is_thing else ""


def _headed(text: str, clause: Range) -> Subject | None:
    """The name that heads what follows its colon: 梅山水厂：5月底前开工，年底前通水."""
    name = _said("head").fullmatch(text, clause.start, clause.end)
    return Subject(name[0], name[0]) if name and text[clause.end : clause.end + 1] in ("：", ":") else None


def _begun(promises: list[_Promise]) -> _Promise | None:
    """The one promise of a clause that opens with its verb: 开工建设县体育馆, and right behind it 2025年底前建成."""
    one = promises[0] if len(promises) == 1 else None
    return one if one and one.rule.startswith("leading") and one.verb.stage in _LATER else None


def _goes_on(begun: _Promise, promise: _Promise) -> bool:
    """Whether a promise is a later stage of what the clause before began: 完成征迁，年底前开工 is of something else."""
    return promise.thing != begun.thing or promise.verb.stage in _LATER[begun.verb.stage]


def _parts(text: str, clause: Range) -> Iterator[Range]:
    """A clause cut where a second promise begins (一期主体完工、二期全面开工; 甲院创“三甲”、乙院创“二甲”)."""
    start, words = clause.start, shielded(text[clause.start : clause.end])
    for cut in _CUT.finditer(words):
        before, after = text[start : clause.start + cut.start()], text[clause.start + cut.end() : clause.end]
        is_work = _said("a_work").search(before) and not starts(before)[-1][1]
        is_effort = _said("effort_end").search(before) and not is_work
        ended = trailing(before) or is_effort or any(True for _ in _read_inner(before))
        goes_on = bare_verb().fullmatch(after) or trailing(after) or any(True for _ in _read_inner(after))
        if ended and goes_on:
            yield Range(start, clause.start + cut.start())
            start = clause.start + cut.end()
    yield Range(start, clause.end)


def _is_effort(words: str, promise: _Promise) -> bool:
    """Whether a clause opens with effort; pushing a thing to a named end (推动某高速动工) still promises the end."""
    opening = words[: starts(words)[-1][0]]
    vocabulary = load_vocabulary("milestones")
    said = {word for word in vocabulary["efforts"] if word in opening}
    said -= set(vocabulary["no_effort"].get(promise.verb.stage, ()))
    return bool(said - set(vocabulary["pushes"]) if promise.rule.startswith("trailing") else said)


def _promises(words: str, subject: Subject) -> list[_Promise]:
    """The promises of one clause; the first reading that yields any counts, one with a firm promise before others."""
    mark = _said("leading_mark").match(words)
    offset = mark.end() if mark else 0
    body = words[offset:].rstrip("、,，。；; ")
    bare = f"{subject.whole}{body}" if subject.whole and bare_verb().fullmatch(body) else body
    readings = []
    for read in (_read_leading, _read_inner, _read_trailing, _read_medial):
        found = [replace(promise, thing=part_of(promise.thing, subject.head)) for promise in read(bare)]
        found = [replace(p, at=p.at + offset) for p in found if _is_thing(p.thing)]
        if any(promise.is_firm for promise in found):
            return _whole(found, body)
        readings.append(found)
    return next((_whole(found, body) for found in readings if found), [])


def _whole(promises: list[_Promise], words: str) -> list[_Promise]:
    """Of honours a member without a head of its own is no thing: 来华工作、居留许可“两证合一”试点 is one."""
    first = promises[0]
    is_list = len(promises) > 1 and first.rule.startswith(("leading", "trailing"))
    if not is_list or first.verb.stage != "obtain" or "等" in words or _names_head(first.thing):
        return promises
    joined = "、".join(p.thing for p in promises)
    return [replace(first, thing=joined if joined in words else promises[-1].thing)]


def _names_head(thing: str) -> bool:
    return any(class_patterns()[name].search(thing) for name in ("honour", "permit", "system"))


def _is_thing(thing: str) -> bool:
    words = load_vocabulary("milestones")
    is_named = (
        SHORTEST <= len(thing) <= LONGEST and thing not in words["empty_things"] and not bare_verb().fullmatch(thing)
    )
    return is_named and not any(re.search(words[kind], thing) for kind in ("wish", "vague", "number"))


def _read_leading(words: str) -> Iterator[_Promise]:
    """Adverbs, a verb, things: 争取获批粮食指定监管场地."""
    for start, is_effort in starts(words):
        for verb, entries in verbs("leading"):
            if not words.startswith(verb, start):
                continue
            phrase = words[start + len(verb) :].removeprefix("了").removeprefix("好").lstrip("：:")
            if _said("noun").match(phrase) or re.match(load_vocabulary("milestones")["vague"], phrase):
                break  # nor does a shorter verb govern the rest of this one
            found = _governed(entries, phrase)
            if is_effort:  # 深入开展“净网”行动 goes on, 开展“净网”行动 is held
                found = [(thing, entry) for thing, entry in found if not (entry.soft and entry.stage == "hold")]
            for thing, entry in found:
                yield _Promise(thing, entry, not (is_effort or entry.soft), f"leading:{verb}", start)
            if found:
                return


def _governed(entries: Sequence[Verb], phrase: str) -> list[tuple[str, Verb]]:
    """The things of a phrase, each with the entry that it fits; else with the one that its whole list fits."""
    phrase = _said("purpose").sub("", phrase)
    entries = [entry for entry in entries if not (entry.refuses and entry.refuses.search(phrase))]
    if not entries:
        return []
    used = _said("then_used").search(phrase)
    finishing = [entry for entry in entries if entry.stage == "finish"]
    if used and finishing:  # 完成新馆布展并开放
        entries, phrase = [replace(entry, stage="use") for entry in finishing], phrase[: used.start()]
    whole = next((entry for entry in entries if entry.governs(phrase.rstrip("、"))), None)
    found = []
    for thing in map(_clean, works_of(phrase)):
        entry = next((entry for entry in entries if entry.governs(thing)), whole)
        if entry:
            found.append((thing, entry))
    return found


def _read_trailing(words: str) -> Iterator[_Promise]:
    """Things, adverbs, a verb: 机场路立交化改造、县前街南延建成通车."""
    words = _said("able").sub("", words)
    found = trailing(words)
    if found is None:
        return
    phrase, verb, entry = found
    phrase = _said("built_first").sub("", _said("how_far").sub("", phrase))
    start = starts(phrase)[-1]
    at = len(words) - len(verb)
    for thing in works_of(phrase[start[0] :]):
        yield _Promise(_clean(thing), entry, not entry.soft, f"trailing:{verb}", at)


LONGEST_CLAUSE = 1000  # characters; in a longer one no subject governs a goal


def _read_inner(words: str) -> Iterator[_Promise]:
    """A subject, a verb, what it becomes or finishes: 市中医院创成三级甲等中医院."""
    if len(words) > LONGEST_CLAUSE:
        return
    start, is_effort = starts(words)[-1]
    for verb, entries in verbs("inner"):
        before = "".join(entry.not_after for entry in entries)
        pattern = f"(?<!{before}){verb}" if before else verb
        for match in re.finditer(pattern, shielded(words)):
            at = max(match.start(), start)
            subject, goal = words_before().sub("", words[start:at]).removeprefix("把"), words[at + len(verb) :]
            found = _governed(entries, goal) if _is_subject(subject) and not goal.startswith("、") else []
            for one in things_of(subject) if found else ():
                for other, entry in found:
                    thing = f"{_clean(one)}{verb if entry.keep else ''}{other}"
                    yield _Promise(thing, entry, not (is_effort or entry.soft), f"inner:{verb}", at)
            if found:
                return


def _is_subject(words: str) -> bool:
    is_how = re.match(load_vocabulary("milestones")["how"], words)
    return len(words) >= SHORTEST and not is_how and not words.endswith("已")


def _read_medial(words: str) -> Iterator[_Promise]:
    """A few verbs promise also behind words on how: 邀请省内知名专家组建专家咨询组."""
    match = re.match(f".{{4,}}?(?<!项目)(?={alternatives(load_vocabulary('milestones')['medial'])})", shielded(words))
    if match is None:
        return
    is_effort = starts(words)[-1][1]
    for promise in _read_leading(words[match.end() :]):
        rule = promise.rule.replace("leading", "medial")
        yield replace(promise, at=match.end(), is_firm=promise.is_firm and not is_effort, rule=rule)


def _clean(thing: str) -> str:
    """A thing without the deadline, a second verb, adverbs and commas around it."""
    thing = re.sub(f"^{DEADLINE}|{DEADLINE}$", "", thing.split("分别")[0].strip("，,、：: "))
    return _said("around").sub("", thing)


def _mention(
    promise: _Promise, part: Range, compact: CompactText, periods: list[PeriodWords], plan_period_id: str
) -> MilestoneMention:
    end = part.end - (len(compact.text[part.start : part.end]) - len(compact.text[part.start : part.end].rstrip("、")))
    start, stop = compact.span(part.start, end)
    return MilestoneMention(
        kind="milestone",
        thing=promise.thing,
        stage=promise.verb.stage,
        thing_class=class_of(promise.thing, promise.verb.stage, promise.verb.thing_class),
        against=None,
        direction=None,
        value=None,
        period_id=_deadline(periods, part, compact.text, plan_period_id),
        is_firm=promise.is_firm,
        rule=promise.rule,
        start=start,
        end=stop,
    )


def _deadline(periods: list[PeriodWords], part: Range, text: str, plan_period_id: str) -> str:
    """The last date that stands in the clause, else the one that its step is labelled with, else the plan's end."""
    dated = [words for words in periods if words.start < part.end and not words.is_annual]
    in_force = [words for words in dated if part.start <= words.start or words.labels(text, part.start)]
    return in_force[-1].period_id if in_force else deadline_of_plan(plan_period_id)


def _is_counted(promise: _Promise, mention: MilestoneMention, counted: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether a number of the same clause promises the thing already; 规划编制 beside 和9个村庄征迁 it does not."""
    if not any(a < mention.end and mention.start < b for a, b in counted):
        return False
    clause = CompactText.of(text[mention.start : mention.end]).text
    return bool(re.search(r"\d", promise.thing)) or not re.search(r"(?:和|及|以及|、)\d", clause)


def _repeats(mention: MilestoneMention, found: Sequence[MilestoneMention]) -> bool:
    return any(
        other.stage == mention.stage and (mention.thing in other.thing or other.thing in mention.thing)
        for other in found
    )
