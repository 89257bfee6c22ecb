"""Is the truth of the invented documents consistent with their words, with the published rules and with the files?"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
DOCUMENTS = sorted(HERE.glob("*.yml")) + sorted(HERE.glob("held_out/*.yml"))
SHARES = {"Q1": 1 / 4, "5M": 5 / 12, "H1": 1 / 2, "Q3": 3 / 4, "11M": 11 / 12, "Q4": 1}
MAGNITUDES = (1, 10**4, 10**8, 10**12)
SIGNATURES = {".pdf": b"%PDF", ".docx": b"PK", ".doc": b"PK", ".xlsx": b"PK", ".xls": b"<html", ".html": b"<!DOCTYPE"}
Labels = dict[str, Any]


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Labels]:
    """Every document's labels by its name, as the command writes them."""
    out = tmp_path_factory.mktemp("labels")
    for option in ([], ["--held-out"]):
        subprocess.run([sys.executable, str(HERE / "labels.py"), str(out), *option], check=True)
    return {path.stem: json.loads(path.read_text("utf-8")) for path in out.glob("*.json")}


def promises(path: Path, labelled: Labels) -> list[tuple[str, Labels]]:
    """Each target with the words it must stand in: its task as written, or the whole document."""
    truth = yaml.safe_load(path.read_text("utf-8"))
    whole = json.dumps({key: value for key, value in truth.items() if key != "loose_targets"}, ensure_ascii=False)
    pairs = [(whole, target) for target in labelled.get("loose_targets", [])]
    for task, label in zip(truth.get("tasks", []), labelled.get("tasks", []), strict=True):
        words = json.dumps({key: value for key, value in task.items() if key != "targets"}, ensure_ascii=False)
        pairs += [(words, target) for target in label["targets"]]
    return pairs


def verdict_of(target: Labels, actual: float, share: float) -> str:
    """The contract's default rule on one measured pair."""
    value = target["value"][0] if isinstance(target["value"], list) else target["value"]
    if actual <= value if target["comparator"] in ("<=", "<") else actual >= value:
        return "met"
    cumulative = target["kind"] in ("count", "level") and target["comparator"] not in ("<=", "<")
    return "on_pace" if cumulative and actual / value >= share else "behind"


def status_of(verdicts: list[str]) -> set[str]:
    """The row statuses that follow from the verdicts on its firm targets."""
    for decisive in ("behind", "on_pace"):
        if decisive in verdicts:
            return {decisive}
    if not verdicts:
        return {"done", "open"}
    return {"met"} if set(verdicts) == {"met"} else {"partial"} if "met" in verdicts else {"unknown"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_targets_quote_their_task_and_its_number(path: Path, labels: dict[str, Labels]) -> None:
    """Fails if a quote is not in its task, or a firm value is not the number that the quote writes."""
    for words, target in promises(path, labels[path.stem]):
        assert target["quote"] in words
        if not target.get("soft"):
            value = target["value"][0] if isinstance(target["value"], list) else target["value"]
            written = [
                float(number) * factor for number in re.findall(r"\d+\.?\d*", target["quote"]) for factor in MAGNITUDES
            ]
            in_unit = "loose_targets" in labels[path.stem] and re.fullmatch(r"[≤＜〔]?[\d.]+〕?", target["quote"])
            assert in_unit or any(number == pytest.approx(value) for number in written), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_verdicts_follow_from_the_published_rule(path: Path, labels: dict[str, Labels]) -> None:
    """Fails if a measured pair is not judged as the contract judges it, or a row's status does not follow."""
    for row in labels[path.stem].get("progress", []):
        share = SHARES[labels[path.stem]["document"]["report_period_id"].split("-")[1]]
        firm = [pair for pair in row["pairs"] if not row["targets"][pair["target"]].get("soft")]
        for pair in firm:
            if pair["actual"] is not None:
                actual = row["actuals"][pair["actual"]]["value"]
                assert verdict_of(row["targets"][pair["target"]], actual, share) in pair["accept"], (row["task"], pair)
        assert status_of([pair["verdict"] for pair in firm]) & set(row["status_accept"]), row["task"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_document_is_rendered_once(path: Path) -> None:
    """Fails if a document was not rendered, or its bytes are not those of its medium."""
    (rendered,) = (path.parent / "rendered").glob(f"{path.stem}.*")
    assert rendered.read_bytes().startswith(SIGNATURES.get(rendered.suffix, b""))
