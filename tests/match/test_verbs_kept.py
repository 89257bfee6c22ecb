"""Whatever verb promises a stage, a report that says it done has kept the promise; other words around it have not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipeline.language.words.vocabulary import load_vocabulary
from tests.match.test_milestones import answered

# Verbs by which an honour is only wanted, and those that its draft needs as well as its end.
NOT_DONE = re.compile("争|创建|申|冲刺|夺取|力夺|筹|谋划启动|编制|修订")


def pairs() -> Iterator[tuple[str, str]]:
    """Each verb's entry's own example with the verb in it, and a report that says the same with 已."""
    for place in ("leading", "trailing", "inner"):
        for entry in load_vocabulary("milestones")[place]:
            shown = max((verb for verb in entry["verbs"] if verb in entry["example"]), key=len, default="")
            before, _, behind = entry["example"].partition(shown)
            for verb in entry["verbs"] if shown else ():
                if not NOT_DONE.search(verb):
                    yield f"{before}{verb}{behind}。", f"{before if place != 'leading' else ''}已{verb}{behind}。"


@pytest.mark.parametrize(("promise", "narrative"), list(pairs()))
def test_a_promise_said_done_in_its_own_verb_is_kept(promise: str, narrative: str) -> None:
    answer = answered(promise, narrative)[1].answers[0]
    assert (answer.reached_rank or 0) >= (answer.promised_rank or 9)


@pytest.mark.parametrize(
    ("promise", "narrative"),
    [
        ("打通北环断头路。", "北环断头路尚未打通。"),
        ("打通北环断头路。", "全力打通北环断头路。"),
        ("打通北环断头路。", "已启动打通北环断头路工程。"),
        ("打通北环断头路。", "已打通南环断头路。"),
        ("建成青岭馆。", "青岭馆已封顶。"),
        ("建成青岭馆。", "青岭馆已完成土建工程。"),
        ("建成青岭馆。", "青岭馆已完成主体工程建设。"),
        ("建成青岭馆。", "青岭馆主体已建成。"),
        ("上线应急平台。", "已完善应急平台建设方案。"),
        ("修订出台人才政策。", "已修订人才政策草案。"),
        ("创建省级卫生县城。", "已创建省级卫生县城工作专班。"),
    ],
)
def test_other_words_around_the_verb_keep_nothing(promise: str, narrative: str) -> None:
    answer = answered(promise, narrative)[1].answers[0]
    assert (answer.reached_rank or 0) < (answer.promised_rank or 0)
