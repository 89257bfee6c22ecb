"""What an invented sentence says, as one line of words: the public readers, by the name an evidence file calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.language.bodies.organisations import ends_like_unit, members_of, qualified_group, resolve_unit
from pipeline.language.bodies.people import leaders_of_heading, office_of, read_people
from pipeline.language.bodies.responsibility import find_convention, kind_of_label, read_clause
from pipeline.language.numbers.measures import is_discrete, unit_of
from pipeline.language.numbers.quantities import scan_marks
from pipeline.language.promises.milestone_promises import read_milestones
from pipeline.language.promises.relative import read_relatives
from pipeline.language.promises.targets import read_targets
from pipeline.language.results.claims import read_claims
from pipeline.language.results.completion import read_completion
from pipeline.language.results.forecasts import read_forecasts
from pipeline.language.results.measured import read_results
from pipeline.language.results.reached import read_stages
from pipeline.language.results.stages import stages_of
from pipeline.language.results.stated import stated_code, states_issue
from pipeline.language.time.event_dates import events_in
from pipeline.language.time.period_words import find_periods
from pipeline.language.words.mentions import MilestoneMention, ResultMention, TargetMention
from pipeline.layouts.tables.column_heads import field_of, is_period, period_of_head
from pipeline.match.names.plain_names import alike, is_other_part
from pipeline.match.names.series_ids import series_of
from pipeline.match.names.similarity import contrast, narrower_statistic, narrowing_word
from tests.language.evidence.facts_of_layouts import (
    aside,
    chapter,
    column_unit,
    content,
    furniture,
    identity,
    layout,
    list_type,
    page,
    place,
    prose,
    reporting,
    supporting,
    window,
)
from tests.language.evidence.facts_of_pairs import (
    answer,
    cause,
    fits,
    generic,
    printed,
    remarks,
    rewording,
    row_part,
    steps,
)

YEAR, QUARTER, PLACE = "2031", "2031-Q3", "云岭县"
NOTHING = "nothing"
Reader = Callable[[str], str]


def _line(facts: Iterable[str]) -> str:
    return "；".join(facts) or NOTHING


def _words(*words: str | None) -> str:
    return " ".join(word for word in words if word)


def _number(target: TargetMention) -> str:
    high = f"–{target.value_high}" if target.value_high is not None else ""
    value = f"{target.comparator} {target.value.normalize():f}{high}{target.unit}"
    named = target.indicator if (target.scope or "") in target.indicator else f"{target.scope}/{target.indicator}"
    due = "" if target.period_id == YEAR else target.period_id
    about = "about" if target.is_approximate else ""
    return _words(named, value, target.kind, about, due, "" if target.is_firm else "wish")


def numbers(text: str) -> str:
    """The numeric promises: name, bound, value, unit and kind; what is not firm is a wish."""
    return _line(map(_number, read_targets(text, YEAR)))


def standing(text: str) -> str:
    """Whether the promised numbers build up over the year or stand at a date, and how they are bounded."""
    return _line(_words(one.comparator, one.aggregation) for one in read_targets(text, YEAR))


def _result(result: ResultMention) -> str:
    named = _words(result.scope, result.indicator)
    bound = "" if result.comparator == "=" else result.comparator
    when = "" if result.as_of_period_id == QUARTER else result.as_of_period_id
    about = "about" if result.is_approximate else ""
    return _words(named, bound, f"{result.value.normalize():f}{result.unit}", result.kind, about, when)


def results(text: str) -> str:
    """The measured results: name, value, unit and kind."""
    return _line(map(_result, read_results(text, QUARTER)))


def _milestone(one: MilestoneMention) -> str:
    return _words(one.stage, one.thing, one.thing_class, "" if one.is_firm else "wish")


def milestones(text: str) -> str:
    """The promises of a stage: stage, thing and class."""
    return _line(map(_milestone, read_milestones(text, YEAR)))


def relatives(text: str) -> str:
    """The promises held against something else: direction, thing and the other side."""
    return _line(
        _words(one.direction, one.thing, f"({one.against})", "" if one.is_firm else "wish")
        for one in read_relatives(text, YEAR)
    )


def reached(text: str) -> str:
    """The stages that a report says are reached; given up where it says that it cannot be done."""
    return _line(dict.fromkeys(mention.stage or "given up" for mention in read_stages(text, int(YEAR))))


def stages(text: str) -> str:
    """What a report says of stages: each with its thing, degree and day; whether it speaks of the row."""
    return _line(
        _words(
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
    return _line(_words(day.isoformat(), mention.stage) for day, mention in read_forecasts(text, int(YEAR)))


def claims(text: str) -> str:
    """The statements of completion, each with its words."""
    return _line(f"{one.claim}: {text[one.start : one.end]}" for one in read_claims(text))


def done(text: str) -> str:
    """Whether what stands before the bar is reported finished behind it."""
    promised, told = text.split("|")
    return "done" if read_completion(promised, told, QUARTER).is_done else "open"


def clause_stage(text: str) -> str:
    """How far a clause of a result says it is."""
    return _line(sorted(stages_of(text)))


def marks(text: str) -> str:
    """Every number with why it is none, where it is part of a name."""
    return _line(_words(text[one.start : one.end], one.name_reason or "number") for one in scan_marks(text))


def measure(text: str) -> str:
    """A unit's family and how much of the family's base unit it is; whether it counts one by one."""
    found = unit_of(text)
    return _words(found.family, str(found.factor), "discrete" if is_discrete(text) else "") if found else NOTHING


def asked(text: str) -> str:
    """What a column's head and the word under it say: 是否完成|否."""
    return stated_code(text.partition("|")[2], text.partition("|")[0]) or NOTHING


def stated(text: str) -> str:
    """What a cell of a status column means."""
    return stated_code(text) or NOTHING


def issue(text: str) -> str:
    """Whether a cell of a column of problems names one."""
    return "issue" if states_issue(text) else "none"


def unit(text: str) -> str:
    """A body by its canonical and its full name, its sort, and how that is known."""
    found = resolve_unit(text, PLACE)
    return _words(found.unit_name, found.full_name, found.unit_type, found.how_known)


def ends(text: str) -> str:
    """Whether words end as the name of a body does."""
    return "body" if ends_like_unit(text) else NOTHING


def members(text: str) -> str:
    """The bodies that a group of members stands for, beside those of its clause."""
    group, _, others = text.partition("|")
    return _words(qualified_group(group, others.split("、")), *members_of(group))


def people(text: str) -> str:
    """The persons with their offices."""
    return _line(_words(person.name, person.title) for person in read_people(text))


def heading(text: str) -> str:
    """The leaders that a section's heading names."""
    return _line(_words(person.name, person.title) for person in leaders_of_heading(text))


def office(text: str) -> str:
    """An office without the party post before it."""
    return office_of(text) or NOTHING


def events(text: str) -> str:
    """The days of what a clause says has happened."""
    return _line(event.on.isoformat() for event in events_in(text, int(YEAR)))


def periods(text: str) -> str:
    """The periods that words name, each with how far it governs."""
    return _line(_words(one.period_id, one.reach) for one in find_periods(text, YEAR))


def label(text: str) -> str:
    """What a label stands for."""
    return kind_of_label(text)


def clause(text: str) -> str:
    """Who answers for a task, with each one's part."""
    return _line(_words(unit.name, unit.role) for unit in read_clause(text).units)


def convention(text: str) -> str:
    """The sign by which a document says its leading units are known."""
    return find_convention(text, []).kind


def head(text: str) -> str:
    """The field of a column's head, or the period that it names."""
    period = period_of_head(text)
    return _words(field_of(text), period, "alone" if is_period(text) else "") or NOTHING


def same(text: str) -> str:
    """Whether the names on both sides of the bar are one indicator."""
    one, other = text.split("|")
    return "same" if alike(one, other, place=PLACE) else "other"


def excludes(text: str) -> str:
    """The words by which the names on both sides of the bar exclude each other."""
    one, other = text.split("|")
    return contrast(one, other) or "none"


def same_rate(text: str) -> str:
    """As :func:`same`, of two growths."""
    one, other = text.split("|")
    return "same" if alike(one, other, place=PLACE, is_rate=True) else "other"


def same_counted(text: str) -> str:
    """As :func:`same`, of two numbers in the unit before the first bar."""
    unit, one, other = text.split("|")
    return "same" if alike(one, other, place=PLACE, unit=unit) else "other"


def part(text: str) -> str:
    """Whether one name is a part of what the other names."""
    one, other = text.split("|")
    return "part" if is_other_part(one, other) else "whole"


def narrower(text: str) -> str:
    """The word by which the second name is narrower than the first, or a narrower statistic."""
    one, other = text.split("|")
    return _words(narrowing_word(one, other), narrower_statistic(one, other)) or "none"


def series(text: str) -> str:
    """Whether a name can stand for an indicator over the years."""
    return "series" if series_of(text, None, "count", "个") else "none"


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        *(numbers, standing, results, milestones, relatives, reached, stages, forecasts, claims, done, clause_stage),
        *(stated, asked, issue, unit),
        *(people, label, clause, convention, head, same, excludes, marks, measure, ends, members, same_rate, part),
        *(heading, office, events, periods, same_counted),
        *(narrower, series, fits, answer, cause, remarks, printed, generic, row_part, steps, rewording),
        *(chapter, list_type, supporting, content, layout, furniture, page, prose, place, identity, reporting, aside),
        *(column_unit, window),
    )
}
