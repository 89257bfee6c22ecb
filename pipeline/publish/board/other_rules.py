"""How the ranking would read under the other published rules: who moves, and where to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.publish.board.data import Row

HOLDERS = {"unit": "责任单位", "leader": "牵头领导"}
MEASURES = {"unit": "个", "leader": "位"}


def other_rules(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """A table for units and one for leaders: whoever changes place under a rule, beside that rule's rank.

    ``rows`` are those of rpt_rule_board for one page, the release's own rule first within each holder.
    """
    tables = [_table(kind, [row for row in rows if row["holder_type"] == kind]) for kind in HOLDERS]
    return [table for table in tables if table["ranked_count"]]


def _table(kind: str, rows: Sequence[Row]) -> dict[str, Any]:
    holders: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        holders[row["holder_id"]][row["rule_id"]] = row
    ranked = [by_rule for by_rule in holders.values() if any(row["rank"] for row in by_rule.values())]
    moved = [by_rule for by_rule in ranked if any(map(_moves, by_rule.values()))]
    names = {row["rule_id"]: row["rule_name"] for row in rows}
    telling = [rule for rule in names if any(rule in by_rule and _moves(by_rule[rule]) for by_rule in moved)]
    own = next((row["rule_id"] for row in rows if row["is_run_rule"]), None)
    return {
        "name": HOLDERS[kind],
        "key": kind[0],
        "measure": MEASURES[kind],
        "own_name": names.get(own or "", ""),
        "rules": [names[rule] for rule in telling],
        "lines": [_line(by_rule, telling) for by_rule in moved],
        "ranked_count": len(ranked),
        "same_count": len(ranked) - len(moved),
        "quiet": [name for rule, name in names.items() if rule not in telling and rule != own],
    }


def _moves(row: Row) -> bool:
    return bool(row["rank"] != row["run_rank"])


def _line(by_rule: Mapping[str, Row], telling: Sequence[str]) -> dict[str, Any]:
    first = next(iter(by_rule.values()))
    return {"name": first["holder_name"], "own": first, "ranks": [by_rule[rule] for rule in telling]}
