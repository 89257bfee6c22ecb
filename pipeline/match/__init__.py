"""Matching the records of all documents: which row reports on which task, which result answers which target.

Pure and deterministic: the same records in any order give the same tables, sorted by their keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.match.links.indicator_links import link_indicators
from pipeline.match.links.repeats import repeats
from pipeline.match.links.restated import restated_targets
from pipeline.match.links.row_links import link_rows
from pipeline.match.links.target_links import link_targets
from pipeline.match.links.task_links import link_tasks
from pipeline.match.links.thing_links import link_things
from pipeline.match.links.versions import standing, versions
from pipeline.match.names.bare_heads import with_bare_heads
from pipeline.match.names.series_ids import series_members
from pipeline.match.pairs.elsewhere import answer_elsewhere
from pipeline.match.pairs.pairing import pair_rows
from pipeline.match.pairs.remarks import remark
from pipeline.match.pairs.report_rows import read_rows
from pipeline.match.unnumbered.completions import complete_rows
from pipeline.match.unnumbered.milestone_pairs import answer_milestones, read_told_rows
from pipeline.match.unnumbered.milestones_elsewhere import answer_elsewhere_told

Records = Mapping[str, Sequence[Any]]


def match(records: Records) -> dict[str, list[Any]]:
    """The ``records.MATCH_TABLES`` of the given ``records.DOCUMENT_TABLES`` (tables that are absent count as empty)."""

    def table(name: str) -> Sequence[Any]:
        return records.get(name, ())

    issues = versions(table("documents"), table("tasks"), table("progress"))
    records = standing(records, issues)
    records = {**records, "targets": with_bare_heads(records.get("targets", ()))}
    links = link_rows(table("progress"), table("tasks"), table("task_units"))
    rows = read_rows(table("progress"), table("actuals"), table("claims"), table("texts"))
    paired = pair_rows(rows, links, table("targets"), table("texts"))
    told = read_told_rows(table("progress"), table("texts"))
    answered = answer_milestones(told, links, table("milestones"), [*table("actuals"), *paired.inferred])
    answer_elsewhere_told(told, table("tasks"), table("milestones"), answered)
    target_links = link_targets(table("documents"), table("tasks"), table("targets"), table("texts"))
    things = link_things(table("documents"), table("milestones"))
    promises = [*table("targets"), *table("milestones")]
    task_links = link_tasks(table("tasks"), promises, [*target_links, *things])
    target_links = restated_targets(table("targets"), task_links, target_links)
    elsewhere = answer_elsewhere(rows, table("tasks"), table("targets"), table("texts"), paired.pairs, target_links)
    return {
        "versions": issues,
        "links": links,
        "task_links": task_links,
        "target_links": sorted([*target_links, *things], key=lambda link: (link.target_id, link.other_target_id)),
        "pairs": [*paired.pairs, *elsewhere],
        "inferred_actuals": paired.inferred,
        "stages": answered.stages,
        "answers": answered.answers,
        "remarks": remark(rows),
        "series_members": series_members(
            table("targets"), [*table("actuals"), *paired.inferred], [*paired.pairs, *elsewhere]
        ),
        "repeats": repeats(links, table("targets")),
        "indicator_links": link_indicators(table("indicators"), table("tasks"), table("targets")),
        "completions": complete_rows(table("progress")),
    }
