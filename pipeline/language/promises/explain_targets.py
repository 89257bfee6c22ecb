"""Why each number of a text was, or was not, read as a target.

usage: python -m pipeline.language.promises.explain_targets PERIOD [TEXT]  (without TEXT: lines of standard input)
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from pipeline.language.promises.roles import assign_roles
from pipeline.language.promises.targets import read_targets
from pipeline.language.words.compact import CompactText

# Why a number is, or is not, a promise.
REASONS = {
    "promise": "a promise",
    "baseline": "where a rise or fall starts from (由…提高到…)",
    "no_unit": "no unit, or no bound and no magnitude",
    "bare_magnitude": "a magnitude without a number (亿元以上项目)",
    "numeral_is_a_word": "a Chinese numeral that is a word (四个镇)",
    "threshold": "a size of the noun behind it (3亿元以上项目20个)",
    "condition": "what a counted number of things reach (其中150个村达100万元以上)",
    "describes_subject": "says of how many, the rate behind it is the promise",
    "rank": "a place in an order (前20名)",
    "group": "how what is counted is grouped (10类36件)",
    "rating": "the grade of a work (500千伏)",
    "attribute": "which ones (节能率不低于18%的建筑)",
    "whereabouts": "where or for whom (在6个乡镇建设基地1.8万亩)",
    "supported": "the named ones are helped (支持甲、乙2个园区)",
    "improved": "of how many a quality is raised (提升39个县域质效)",
    "one_of_some": "a size of things whose number is left open (一批产值超10亿元的企业)",
    "size": "a size of something described (总建筑面积…)",
    "recurring_duty": "how the work is done (每季度召开1次调度会)",
    "rolling": "rolled on, not promised complete (滚动推进)",
    "pushed_along": "pushed along, not promised complete (加快推进254个项目)",
    "counted_subject": "a counted subject that reaches nothing",
    "past_result": "a result of the past",
}

# What the rule of a target says: how its number got its name, or why it is not firm.
RULES = {
    "number_after_noun": "the noun stands before the number (新增学位3500个)",
    "number_before_noun": "the noun stands behind the number (完成3个村庄征迁)",
    "subject_of_previous_number": "the clause names nothing: the number before it does (达到160人以上)",
    "subject_of_previous_clause": "the clause names nothing: the clause before it does",
    "subject_of_same_unit": "a milestone that names nothing: the task's own promise in its unit",
    "topic_of_unit": "the unit tells the topic (全年开行1600列)",
    "noun_before_bracket": "a bracket counts what stands in front of it",
    "noun_of_next_number": "two verbs share one noun (新建3座、改造5座污水处理厂)",
    "column_header": "the column's header names it",
    "counted_by_condition": "those who reach a sum are counted (其中150个村达100万元以上)",
    "respectively": "分别 pairs nouns with numbers",
    "one_number_for_each_noun": "one number over several nouns (均, 各, a rate over a list)",
    "verb_only": "only a verb names it (组建2个)",
    "no_subject": "nothing names it",
    "stretch": "not firm: the second half of X以上、力争Y",
    "rolling": "not firm: rolled on (滚动推进)",
    "pushed_along": "not firm: pushed along (加快推进254个项目)",
}


def explain(text: str, plan_period_id: str) -> Iterator[str]:
    """One line per number of ``text``: its words, its role and why; then one line per target read."""
    compact = CompactText.of(text).text
    for mark in assign_roles(compact, plan_period_id[:4]):
        words = compact[mark.quantity.phrase_start : mark.quantity.phrase_end]
        reason = REASONS.get(mark.reason, f"part of a name: {mark.reason}")
        yield f"{'no target' if mark.role == 'none' else mark.role:10} {words}  — {reason}"
    for target in read_targets(text, plan_period_id):
        value = target.value if target.value_high is None else f"{target.value}–{target.value_high}"
        firm = "" if target.is_firm else " (not firm)"
        yield (
            f"→ {target.indicator} {target.comparator} {value} {target.unit} | {target.kind}, {target.aggregation}, "
            f"due {target.period_id}{', every year' if target.is_annual else ''}"
            f"{f', scope {target.scope}' if target.scope else ''}{firm} | {target.rule} | "
            + text[target.start : target.end]
        )


def main() -> None:
    """Explain the argument, or every line of standard input."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("period", help="the plan's year or window: 2023, 2023/2027")
    parser.add_argument("text", nargs="?")
    arguments = parser.parse_args()
    for line in [arguments.text] if arguments.text else sys.stdin.read().splitlines():
        if line.strip():
            print(line, *explain(line, arguments.period), sep="\n  ")


if __name__ == "__main__":
    main()
