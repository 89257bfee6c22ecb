"""What a promise and a report say of one another: the readers of examples ``promise|report``."""

from __future__ import annotations

from pipeline.language.results.reached import is_generic
from pipeline.match import match
from pipeline.match.links.indicator_links import core_of, kinds_of
from pipeline.match.links.part_links import Parts
from pipeline.match.names.text_forms import changes_substance
from pipeline.match.pairs.fit import fit
from pipeline.match.pairs.remarks import remark
from pipeline.match.pairs.report_rows import read_rows
from pipeline.match.unnumbered.milestone_pairs import answer_milestones, read_told_rows
from pipeline.records import TextRecord
from tests.match.builders import REPORT, actuals, milestones, reported, row, same_link, task


def fits(text: str) -> str:
    """How well each result of the report fits the promise."""
    records = reported(*text.split("|"))
    rows = read_rows(records["progress"], records["actuals"], records["claims"], records["texts"])
    found = [fit(target, one) for target in records["targets"] for told in rows for one in told.evidence]
    return "；".join(f"{one.score:.2f}" if one else "none" for one in found) or "nothing"


def answer(text: str) -> str:
    """The results that answer the promise, derived ones with their value."""
    records = reported(*text.split("|"))
    matched = match(records)
    known = {one.actual_id: one for one in [*records["actuals"], *matched["inferred_actuals"]]}
    told = [known.get(pair.actual_id or "") for pair in matched["pairs"]]
    return "；".join(f"{one.value.normalize():f}{one.unit}" if one else "none" for one in told) or "nothing"


def basis(text: str) -> str:
    """By what the report answers the promise, if by anything."""
    pairs = match(reported(*text.split("|")))["pairs"]
    return "；".join(str(pair.basis) if pair.actual_id or pair.claim_id else "none" for pair in pairs) or "nothing"


def cause(text: str) -> str:
    """Why nothing in the report answers the promise."""
    return "；".join(str(pair.cause) for pair in match(reported(*text.split("|")))["pairs"]) or "nothing"


def steps(text: str) -> str:
    """How far the report says each promise without a number has come: its stage on the promise's own ladder."""
    promise, narrative = text.split("|")
    planned, told = task(1, promise), row(1, promise, narrative)
    rows = read_told_rows([told], [TextRecord(REPORT, narrative)])
    links = [same_link(told.progress_id, planned.task_id)]
    found = answer_milestones(rows, links, milestones(planned), actuals(told))
    return "；".join(str(stage.stage) for stage in found.stages) or "nothing"


def rewording(text: str) -> str:
    """Whether what came or went between two wordings of a task is style or substance."""
    return "substance" if changes_substance(*text.split("|")) else "style"


def remarks(text: str) -> str:
    """What is to be remarked of a report of two rows, or of one row that promised what stands before the bar."""
    name, *told = text.split("|")
    rows, start = [], 0
    for number, words in enumerate(told, start=1):
        rows.append(row(number, name, words, start=start))
        start += len(words)
    results = [actual for one in rows for actual in actuals(one)]
    return (
        "；".join(one.kind for one in remark(read_rows(rows, results, [], [TextRecord(REPORT, "".join(told))])))
        or "nothing"
    )


def printed(text: str) -> str:
    """What an indicator system's name measures, and the kinds of number that it can stand for."""
    return f"{core_of(text)} {'/'.join(kinds_of(text))}"


def row_part(text: str) -> str:
    """Whether a report's row is about a part of the task before the bar."""
    planned, name = text.split("|")
    return "part" if Parts([planned]).find(name) else "none"


def generic(text: str) -> str:
    """Whether a clause's words name nothing of their own."""
    return "generic" if is_generic(text) else "named"
