"""Targets read from labelled sentences, scored as score.py scores them: precision, recall, kind and indicator.

usage: python -m benchmarks.targets_on_labels [LABELS_DIR ...] [--misses]

Reads label files of the scorer's format (``tasks``/``progress`` with a text and ``targets``) and reads each text with
``read_targets`` directly, so that no other part of the pipeline takes part in the figure.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.language.promises.targets import read_targets
from pipeline.language.words.mentions import TargetMention

REPOSITORY = Path(__file__).resolve().parent.parent
DEFAULT_LABELS = (REPOSITORY / "tests/labels", REPOSITORY / "tests/labels/held_out")
COUNTING_WORDS = (
    "个 家 项 处 所 座 套 种 条 场 场次 次 人 名 人次 户 宗 列 片 张 辆 只 批次 件 家次 间 台 根 支 套（间） 套(间) "
    "个村 站 组 例 篇"
)
COUNTING = {*COUNTING_WORDS.split(), ""}
SPELLINGS = {
    "㎡": "平方米", "立方": "立方米", "方": "立方米", "标方": "立方米", "m³": "立方米", "μg/m³": "微克/立方米",
    "ug/m³": "微克/立方米", "％": "%", "kW": "千瓦", "TEU": "标箱", "标准箱": "标箱", "个百分点": "百分点",
}  # fmt: skip


def normal(text: str) -> str:
    """Text without blanks and punctuation, compatibility forms folded."""
    folded = unicodedata.normalize("NFKC", text or "")
    return re.sub(r"[\s,，。、；;：:（）()〔〕\[\]“”\"'‘’·]", "", folded)


def unit_key(unit: str) -> str:
    """Counting words as one, other units by their usual spelling."""
    folded = unicodedata.normalize("NFKC", (unit or "").strip())
    spelled = SPELLINGS.get(folded, folded)
    return "#" if spelled in COUNTING else spelled


def _number(value: Any) -> float | None:
    return None if value is None else float(f"{float(value):.9g}")


def gold_key(target: dict[str, Any]) -> tuple[Any, ...]:
    """What a labelled target is matched by."""
    value = target["value"]
    low, high = value if isinstance(value, list) else (value, target.get("value_high"))
    return (target["comparator"], _number(low), _number(high), unit_key(target["unit"]))


def read_key(target: TargetMention) -> tuple[Any, ...]:
    """What a read target is matched by."""
    return (target.comparator, _number(target.value), _number(target.value_high), unit_key(target.unit))


def names_agree(read: str, gold: str) -> bool:
    """Whether a read indicator counts as the labelled one."""
    ours, theirs = normal(read), normal(gold)
    if not ours or not theirs:
        return False
    return ours in theirs or theirs in ours or len(set(ours) & set(theirs)) / len(set(theirs)) >= 0.7


def labelled_texts(folder: Path) -> Iterator[tuple[str, str, str, list[dict[str, Any]]]]:
    """(file, text, plan period, targets) of every labelled task or row of the folder's files."""
    windows = {"five_year_goal": "2023/2027", "three_year_action": "2023/2025"}
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        for item in [*(data.get("tasks") or []), *(data.get("progress") or [])]:
            if "targets" in item and (item.get("text") or item.get("task")):
                period = windows.get(item.get("list", ""), data["document"].get("plan_period_id") or "2023")
                yield path.stem, item.get("text") or item["task"], period, item["targets"]
        if "loose_targets" in data:
            yield path.stem, _report_sections(data), "2022", data["loose_targets"]


def _report_sections(data: dict[str, Any]) -> str:
    report = (REPOSITORY / "raw/义乌市/2022-政府工作报告.txt").read_text("utf-8").replace("\n", "")
    parts = []
    for section in data.get("sections") or []:
        title = section.split("、")[-1].split(")")[-1]
        found = re.search(
            rf"\([一二三四五六七八九十]\){re.escape(title)}。.*?(?=\([一二三四五六七八九十]\)|四、勇立潮头)", report
        )
        parts.append(found[0] if found else "")
    return "\n".join(parts)


def score(texts: list[tuple[str, str, str, list[dict[str, Any]]]], *, misses: bool) -> dict[str, Counter[str]]:
    """Counts per label file: tp, fp, fn, kind, indicator."""
    counts: dict[str, Counter[str]] = {}
    for name, text, period, gold in texts:
        count = counts.setdefault(name, Counter())
        left = [target for target in read_targets(text, period) if target.is_firm]
        soft = Counter(gold_key(target) for target in gold if target.get("soft"))
        for target in (t for t in gold if not t.get("soft")):
            same = [ours for ours in left if read_key(ours) == gold_key(target)]
            if not same:
                count["fn"] += 1
                _report(misses, name, "missing", target["quote"], gold_key(target), text)
                continue
            best = max(
                same, key=lambda ours: len(set(ours.indicator) & set(target["indicator"])) / (1 + len(ours.indicator))
            )
            left.remove(best)
            count["tp"] += 1
            right_kind = best.kind in target.get("kind_accept", [target["kind"]])
            right_name = names_agree(best.indicator, target["indicator"])
            count["kind"] += right_kind
            count["indicator"] += right_name
            if not right_kind:
                _report(misses, name, "kind", target["quote"], (best.kind, target["kind"]), text)
            if not right_name:
                _report(misses, name, "indicator", target["quote"], (best.indicator, target["indicator"]), text)
        for ours in left:
            if soft[read_key(ours)] > 0:
                soft[read_key(ours)] -= 1
            else:
                count["fp"] += 1
                _report(misses, name, "extra", text[ours.start : ours.end], (ours.indicator, *read_key(ours)), text)
    return counts


def _report(wanted: bool, name: str, what: str, quote: str, detail: Any, text: str) -> None:
    if wanted:
        around = text if len(text) < 70 else text[max(0, text.find(quote) - 25) : text.find(quote) + len(quote) + 15]
        print(f"  {name[:22]:22} {what:9} {quote} | {detail} | …{around}…")


def main() -> None:
    """Print one line per label file and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=DEFAULT_LABELS)
    parser.add_argument("--misses", action="store_true", help="print what was missed or invented")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        texts = list(labelled_texts(folder))
        started = time.perf_counter()
        counts = score(texts, misses=arguments.misses)
        elapsed = time.perf_counter() - started
        counts["all"] = sum(counts.values(), Counter())
        print(f"{folder.name}: {len(texts)} texts in {elapsed:.3f} s")
        for name, c in counts.items():
            tp, fp, fn = c["tp"], c["fp"], c["fn"]
            f1 = 2 * tp / max(1, 2 * tp + fp + fn)
            print(
                f"  {name:32} F1 {f1:.3f}  tp {tp} fp {fp} fn {fn}  "
                f"kind {c['kind'] / max(1, tp):.3f}  indicator {c['indicator'] / max(1, tp):.3f}"
            )


if __name__ == "__main__":
    main()
