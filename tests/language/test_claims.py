"""Claims fail their readers when praise is taken for completion, or a stated percentage is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language.results.claims import read_claims


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("普惠小微贷款已完成年度目标。", "普惠小微贷款"),
        ("提前超额完成年度市场主体培育目标。", "市场主体培育"),
        ("完成暑期小学生科普培训1万人目标。", "暑期小学生科普培训1万人"),
        ("实现事故数和死亡人数双下降目标。", "事故数和死亡人数双下降"),
    ],
)
def test_a_target_said_to_be_met(text: str, subject: str) -> None:
    [claim] = read_claims(text)
    assert (claim.claim, claim.subject) == ("target_met", subject)


@pytest.mark.parametrize(
    ("text", "percent", "subject"),
    [
        ("完成投资21亿，完成年度目标95.4%。", "95.4", "投资"),
        ("共完成投资388.6亿元，年度计划完成率110.3%。", "110.3", "投资"),
        ("安装阻止系统2505套，完成率125.25%。", "125.25", "阻止系统"),
        ("经营性收入100万元以上的村164个，完成任务数的109.3%。", "109.3", "经营性收入100万元以上的村"),
    ],
)
def test_a_stated_percentage_and_what_it_is_of(text: str, percent: str, subject: str) -> None:
    [claim] = [claim for claim in read_claims(text) if claim.claim == "percent_of_target"]
    assert (claim.stated_percent, claim.subject) == (Decimal(percent), subject)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("雪峰文学馆6月初已开馆试运营。", "done"),
        ("1个项目正在进行主体施工。", "under_way"),
        ("美术馆预计11月中旬竣工。", "planned"),
    ],
)
def test_how_far_a_thing_has_come(text: str, kind: str) -> None:
    assert [claim.claim for claim in read_claims(text)] == [kind]


def test_plain_completion_of_works_is_no_target_met() -> None:
    assert [claim.claim for claim in read_claims("土石方工程已完成。")] == ["done"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("以上四项管护任务均已按期完成。", ["target_met"]),
        ("上述渠道清淤任务均已超额完成。", ["target_met"]),
        ("今年完成清淤35公里，超额完成任务。", ["target_met"]),
        # innocent: others than the tasks, only begun, still asked for
        ("上述9条渠道已全部完成勘测招标。", []),
        ("上述任务正在推进。", ["under_way"]),
        ("确保以上任务按期完成。", []),
    ],
)
def test_what_was_named_before_is_claimed_as_a_whole(text: str, kinds: list[str]) -> None:
    assert [claim.claim for claim in read_claims(text)] == kinds
