"""What a clause leaves to the one before it: its subject (推进某馆建设，年内投用), the whole of a part (启动二期)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pipeline.language.promises.stage_verbs import Verb, prefix, verbs, words_before
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "carried")


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing a clause begins with: the next may name only a part of it (启动二期建设) or nothing (实现开工建设)."""

    head: str
    whole: str


def subject_of(words: str) -> Subject | None:
    """The subject that a clause leaves to the next; None where it names none."""
    found, inner = trailing(words), _said("inner_subject").match(words)
    if found is not None:
        thing = found[0][starts(found[0])[-1][0] :]
        topic = _said("topic").match(thing)
        return Subject(topic["name"] if topic else "", thing if "、" not in thing else "")
    if inner is not None:
        return Subject(inner["name"], inner["name"])
    pushed = _said("pushed").match(words)
    return Subject(pushed["thing"], pushed["thing"]) if pushed else None


def part_of(thing: str, head: str) -> str:
    """A thing with the head of what it is a part of."""
    part = _said("part").match(thing)
    return f"{head}{part['part']}" if part and head else thing


def starts(words: str) -> list[tuple[int, bool]]:
    """Where the verb may begin: behind as many adverbs as stand there, the fewest first, and whether one is effort."""
    places, place, is_effort = [(0, False)], 0, False
    while match := prefix().match(words, place):
        place, is_effort = match.end(), is_effort or bool(match["effort"])
        places.append((place, is_effort))
    return places


def _without_verb(phrase: str, *, is_joined: bool) -> str:
    """A phrase without a second verb and the deadline or 并 beside it: 水厂明年6月底前通水(投用), 水厂竣工(并投用)."""
    for verb, _ in verbs("trailing"):
        before = phrase[: -len(verb)] if phrase.endswith(verb) else ""
        if before and (is_joined or words_before().search(before)):
            return before
    return phrase


def trailing(words: str) -> tuple[str, str, Verb] | None:
    """What stands before the verb at the end of a clause, the verb and its entry; None where no verb promises."""
    for verb, entries in verbs("trailing"):
        if words.endswith(verb) and len(words) > len(verb) + 1:
            before = _said("synchronous").sub("", words[: -len(verb)])
            told = words_before().sub("", before)
            phrase = words_before().sub("", _without_verb(told, is_joined="并" in before[len(told) :]))
            phrase = _said("made").sub("", phrase) if "并" in before[len(phrase) :] else phrase
            entry = next((entry for entry in entries if entry.governs(phrase) and not entry.ends_a_noun(phrase)), None)
            if phrase and entry and not phrase.endswith("已"):
                return phrase, verb, entry
    return None
