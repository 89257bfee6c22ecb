"""What a sentence says of stages and of being done: the readers of examples of milestones and reports."""

from __future__ import annotations

from pipeline.language.promises.milestone_promises import read_milestones
from pipeline.language.promises.relative import read_relatives
from pipeline.language.results.claims import read_claims
from pipeline.language.results.completion import read_completion
from pipeline.language.results.forecasts import read_forecasts
from pipeline.language.results.reached import read_stages
from pipeline.language.results.stages import stages_of
from pipeline.language.results.stated import is_filled, stated_code, states_issue
from pipeline.language.time.event_dates import events_in
from pipeline.language.words.mentions import MilestoneMention
from tests.language.evidence.said import NOTHING, QUARTER, YEAR, line, words


def _milestone(one: MilestoneMention) -> str:
    return words(one.stage, one.thing, one.thing_class, "" if one.is_firm else "wish")


def milestones(text: str) -> str:
    """The promises of a stage: stage, thing and class."""
    return line(map(_milestone, read_milestones(text, YEAR)))


def relatives(text: str) -> str:
    """The promises held against something else: direction, thing and the other side."""
    return line(
        words(one.direction, one.thing, f"({one.against})", "" if one.is_firm else "wish")
        for one in read_relatives(text, YEAR)
    )


def reached(text: str) -> str:
    """The stages that a report says are reached; given up where it says that it cannot be done."""
    return line(dict.fromkeys(mention.stage or "given up" for mention in read_stages(text, int(YEAR))))


def stages(text: str) -> str:
    """What a report says of stages: each with its thing, degree and day; whether it speaks of the row."""
    return line(
        words(
            mention.stage or "given up",
            mention.subject,
            f"{mention.percent}%" if mention.percent is not None else "",
            mention.reached_on.isoformat() if mention.reached_on else "",
            "all done" if mention.says_all_done else "",
            "names nothing" if mention.names_nothing else "",
        )
        for mention in read_stages(text, int(YEAR))
    )


def forecasts(text: str) -> str:
    """The stages that a report only expects, with the first day on which they may be reached."""
    return line(words(day.isoformat(), mention.stage) for day, mention in read_forecasts(text, int(YEAR)))


def claimed(text: str) -> str:
    """What each statement of completion speaks of."""
    return line(one.subject or "all" for one in read_claims(text))


def claims(text: str) -> str:
    """The statements of completion, each with its words."""
    return line(f"{one.claim}: {text[one.start : one.end]}" for one in read_claims(text))


def done(text: str) -> str:
    """Whether what stands before the bar is reported finished behind it."""
    promised, told = text.split("|")
    return "done" if read_completion(promised, told, QUARTER).is_done else "open"


def clause_stage(text: str) -> str:
    """How far a clause of a result says it is."""
    return line(sorted(stages_of(text)))


def asked(text: str) -> str:
    """What a column's head and the word under it say: 是否完成|否."""
    return stated_code(text.partition("|")[2], text.partition("|")[0]) or NOTHING


def stated(text: str) -> str:
    """What a cell of a status column means."""
    return stated_code(text) or NOTHING


def issue(text: str) -> str:
    """Whether a cell of a column of problems names one."""
    return "issue" if states_issue(text) else "none"


def events(text: str) -> str:
    """The days of what a clause says has happened."""
    return line(event.on.isoformat() for event in events_in(text, int(YEAR)))


def filled(text: str) -> str:
    """Whether a cell says anything of the work."""
    return "filled" if is_filled(text) else NOTHING
