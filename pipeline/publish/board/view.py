"""One page's rows made ready to be drawn: what the templates show, worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pipeline.publish import words
from pipeline.publish.board import board_sentences
from pipeline.publish.board.data import Board, Row
from pipeline.publish.board.other_rules import other_rules

KINDS = {kind: kind for kind in board_sentences.WITHOUT_NUMBER}  # others are numbers
URGENT_ITEMS, URGENT_FINDINGS = 6, 2
DOT_BIN, DOT_LIMIT = 0.04, 1.5  # the strip of dots: how wide a pile is, and where "this or more" begins
DOT_PITCH, STRIP_HEIGHT = 17.0, 360.0  # of a dot, and of the tallest pile, where a page has many
LABELLED_SHARE = 0.06  # from this width on a part of the bar bears its number
HEADROOM = 1.2  # how far a bar without pace reaches past the larger of target and result


def view(board: Board) -> dict[str, Any]:
    """Everything the page's template names."""
    doubts = _doubts(board.findings)
    cards = [_card(row, board, doubts) for row in board.judgements]
    judged_rows = {row["progress_id"] for row in board.judgements}
    plain = [_plain(row) for row in board.rows if row["progress_id"] not in judged_rows]
    counted = board_sentences.counted(board.judgements)
    numeric = board_sentences.numeric(counted)
    return {
        "page": board.page,
        "headline": board_sentences.headline(board),
        "deck": board_sentences.deck(board),
        "verdicts": _parts(board_sentences.count_statuses(numeric, "verdict"), "verdict"),
        "promises": _promises(counted),
        "statuses": _parts(board_sentences.count_statuses(board.rows, "status"), "status"),
        "soft_count": sum(not row["is_firm"] for row in board.judgements),
        "counted_count": len(numeric),
        "urgent": _urgent(board),
        "dots": dots(numeric),
        "units": [_ranked(row, "unit_name") for row in board.units],
        "leaders": [_ranked(row, "leader_name") for row in board.leaders],
        "other_rules": other_rules(board.rules),
        "cards": cards,
        "plain": plain,
        "behind": [{**row, "bar": _bar(row)} for row in board_sentences.furthest_behind(counted)],
        "behind_others": sum(row["verdict"] == "behind" for row in counted)
        - sum(row["verdict"] == "behind" for row in numeric),
        "filters": _filters([*cards, *plain]),
        "findings": _by_kind([_finding(row, board.texts) for row in board.findings]),
        "review": [_doubted(row, board.texts) for row in board.review],
        "corrections": board.corrections,
        "coverage": _coverage(board),
        "documents": {row["document_id"]: row for row in board.documents},
        "rule": board.judgements[0] if board.judgements else None,
    }


def _promises(counted: Sequence[Row]) -> list[dict[str, Any]]:
    """Promises without a number, by kind: milestones, and what is held against something else."""
    kinds = [(kind, [row for row in counted if row["kind"] == kind]) for kind in board_sentences.WITHOUT_NUMBER]
    return [
        {"kind": kind, "count": len(rows), "parts": _parts(board_sentences.count_statuses(rows, "verdict"), "verdict")}
        for kind, rows in kinds
        if rows
    ]


def anchor(key: str) -> str:
    """The fragment that names a row for good."""
    return "#" + quote(key, safe="")


def _parts(counts: Sequence[tuple[str, int]], kind: str) -> list[dict[str, Any]]:
    """Counts by status as the parts of one bar."""
    total = sum(count for _, count in counts) or 1
    return [
        {
            "status": status,
            "word": words.label(kind, status),
            "symbol": words.symbol(status),
            "count": count,
            "share": f"{count / total:.4%}",
            "is_wide": count >= total * LABELLED_SHARE,
        }
        for status, count in counts
    ]


def _urgent(board: Board) -> list[dict[str, Any]]:
    """The few things that need someone now: the widest gaps, the gravest findings, what was passed over."""
    behind = board_sentences.furthest_behind(board_sentences.counted(board.judgements))
    silent = [{"kind": "unreported", "rows": board.unreported}] if board.unreported else []
    late = behind[: URGENT_ITEMS - URGENT_FINDINGS - len(silent)]
    told = {row["target_id"] for row in late}
    findings = [row for row in board_sentences.urgent_findings(board.findings) if row["target_id"] not in told][
        :URGENT_FINDINGS
    ]
    return [
        *({"kind": "behind", "row": row, "bar": _bar(row)} for row in late),
        *({"kind": "finding", "row": row} for row in findings),
        *silent,
    ]


Doubts = Mapping[tuple[str | None, str | None], Sequence[Row]]  # (target_id, progress_id) -> findings


def _doubts(findings: Sequence[Row]) -> Doubts:
    """Findings by what they are about: a target, or a row as a whole."""
    found: dict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
    for row in findings:
        key = (row["target_id"], None) if row["target_id"] else (None, row["progress_id"])
        found[key].append(row)
    return found


def _card(row: Row, board: Board, doubts: Doubts) -> dict[str, Any]:
    """A target's line: its bar, its sentence with the words marked, its course and what is questioned about it."""
    reported = row["reported_quote"] is not None
    promised_in = board.texts[row["promised_document_id"]]
    findings = [*doubts.get((row["target_id"], None), ()), *doubts.get((None, row["progress_id"]), ())]
    return {
        **row,
        "status": row["verdict"],
        "sort": KINDS.get(row["kind"], "number"),
        "bar": _bar(row),
        "promise": board_sentences.marked(promised_in, row["promised_start"], row["promised_end"]),
        "report": _within(row, board.texts) if reported else None,
        "course": _course(board.courses.get(row["target_id"], [])),
        "doubts": findings,
        "ladder": ladder(row),
        "sort_gap": board_sentences.gap(row) if row["verdict"] != "unknown" else 9,
        "sort_ratio": float(row["ratio"]) if row["ratio"] is not None else -1,
    }


def _within(row: Row, texts: Mapping[str, str]) -> tuple[str, str, str]:
    """The whole narrative, with the reported words marked where they stand in it."""
    text, words_there = str(row["reported_text"] or ""), str(row["reported_quote"])
    start = text.find(words_there)
    if start < 0:
        return board_sentences.marked(texts[row["reported_document_id"]], row["reported_start"], row["reported_end"])
    return text[:start], words_there, text[start + len(words_there) :]


def _plain(row: Row) -> dict[str, Any]:
    """A row of the report without a target that could be judged."""
    return {**row, "sort": "row", "lead_unit": row["lead_unit_name"], "doubts": [], "sort_gap": 8, "sort_ratio": -1}


def _bar(row: Row) -> dict[str, Any] | None:
    """Where the bar ends and the line to be reached stands, in percent of the track; None without a number."""
    if row["ratio"] is None or row["kind"] in board_sentences.WITHOUT_NUMBER:
        return None
    ratio = float(row["ratio"])
    paced = row["pace_gap"] is not None
    span = 1.0 if paced else HEADROOM * max(1.0, abs(ratio))
    line = float(row["pace_due"]) if paced else 1.0
    return {
        "end": f"{max(0.0, min(1.0, ratio / span)):.2%}",
        "line": f"{max(0.0, min(1.0, line / span)):.2%}",
        "paced": paced,
        "value": words.percent(ratio) if paced else (row["actual_text"] or ""),
    }


def _course(rows: Sequence[Row]) -> dict[str, Any] | None:
    """A target over several reports, as points of a small line: x by time, y by how much was reached."""
    if len(rows) < 2:
        return None
    top = max([1.0, *(float(row["ratio"]) for row in rows)])
    first, last = rows[0]["period_end"], rows[-1]["period_end"]
    days = max(1, (last - first).days)
    points = [
        {
            "x": round(4 + 112 * (row["period_end"] - first).days / days, 1),
            "y": round(34 - 30 * max(0.0, float(row["ratio"])) / top, 1),
            **row,
        }
        for row in rows
    ]
    return {"points": points, "line": " ".join(f"{point['x']},{point['y']}" for point in points)}


def ladder(row: Row) -> list[dict[str, Any]] | None:
    """A milestone's stages as rungs: which are reached, and which is promised. None where no stage is promised."""
    promised = row.get("stage")
    rungs = next((rungs for rungs in words.vocabulary()["ladders"] if promised in rungs), None)
    if rungs is None:
        return None
    reached = rungs.index(row["reached_stage"]) if row.get("reached_stage") in rungs else -1
    names = words.vocabulary()["stages"]
    return [
        {"name": names[rung], "reached": place <= reached, "promised": rung == promised}
        for place, rung in enumerate(rungs)
    ]


def dots(rows: Sequence[Row]) -> dict[str, Any] | None:
    """The strip of dots: each target with a pace at the share it has reached, piled where several are alike."""
    paced = [row for row in rows if row["pace_gap"] is not None and row["ratio"] is not None]
    if len(paced) < 3:
        return None
    piles: dict[int, int] = defaultdict(int)
    placed = []
    for row in sorted(paced, key=lambda row: (float(row["ratio"]), str(row["judgement_id"]))):
        pile = round(max(0.0, min(DOT_LIMIT, float(row["ratio"]))) / DOT_BIN)
        placed.append({"row": row, "x": pile * DOT_BIN / DOT_LIMIT, "place": piles[pile]})
        piles[pile] += 1
    pitch = min(DOT_PITCH, STRIP_HEIGHT / max(piles.values()))
    dues = sorted({round(float(row["pace_due"]), 4) for row in paced}, key=lambda due: -_frequency(paced, due))
    return {"dots": placed, "pitch": pitch, "height": pitch * max(piles.values()), "due": dues[0], "count": len(paced)}


def _frequency(rows: Sequence[Row], due: float) -> int:
    return sum(round(float(row["pace_due"]), 4) == due for row in rows)


def _ranked(row: Row, name: str) -> dict[str, Any]:
    """A line of a ranking: its counts as a bar without zeros, its change since the last report."""
    counts = [(status, row[f"{status}_count"]) for status in words.vocabulary()["symbols"]]
    return {
        **row,
        "name": row[name],
        "parts": _parts([(status, count) for status, count in counts if count], "status"),
        "total": sum(count for _, count in counts),
    }


def _filters(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[tuple[str, int]]]:
    """The choices of each menu, with how many rows each leaves."""
    found: dict[str, dict[str, int]] = {
        name: defaultdict(int) for name in ("lead_unit", "leader_name", "section_title")
    }
    for row in rows:
        for name, counts in found.items():
            if row[name]:
                counts[str(row[name])] += 1
    by_count = {name: sorted(counts.items(), key=lambda item: (-item[1], item[0])) for name, counts in found.items()}
    return {**by_count, "section_title": list(found["section_title"].items())}


def _finding(row: Row, texts: Mapping[str, str]) -> dict[str, Any]:
    """A finding with both quotes marked in their sentences, where their places are known."""
    sides = []
    for name, document_id in (("quote", row["quote_document_id"]), ("against", row["against_document_id"])):
        words_there = row["quote"] if name == "quote" else row["against_quote"]
        start, end = row[f"{name}_start"], row[f"{name}_end"]
        known = document_id in texts and start is not None
        parts = board_sentences.marked(texts[document_id], start, end) if known else ("", words_there, "")
        sides.append({"parts": parts, "document_id": document_id if known else None, "start": start, "end": end})
    return {**row, "sides": sides}


def _doubted(row: Row, texts: Mapping[str, str]) -> dict[str, Any]:
    """A judgement to be looked at, with promise and report marked in their sentences, where their places are known."""
    sides = {}
    for name in ("promised", "reported"):
        document_id, start, end = (row[f"{name}_{part}"] for part in ("document_id", "start", "end"))
        known = document_id in texts and start is not None
        sides[name] = board_sentences.marked(texts[document_id], start, end) if known else None
    return {**row, **sides}


def _by_kind(findings: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Findings by kind, the graver kinds first."""
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in findings:
        kinds[row["kind"]].append(row)
    order = {"high": 0, "medium": 1, "low": 2}
    return sorted(
        kinds.items(), key=lambda item: (min(order.get(row["severity"], 3) for row in item[1]), -len(item[1]))
    )


def _coverage(board: Board) -> list[dict[str, Any]]:
    """Each plan's list beside each report: how much of it is told, and what is not."""
    missing: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in board.unreported:
        missing[row["document_id"], row["list_type"]].append(row)
    return [
        {
            **row,
            "share": f"{row['mentioned_count'] / row['task_count']:.4%}",
            "missing": missing[row["document_id"], row["list_type"]] if row["is_followed"] else [],
        }
        for row in board.coverage
    ]
