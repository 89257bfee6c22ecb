"""Completion fails a supervision office when a promise is ticked off that was only worked on."""

from __future__ import annotations

import pytest

from pipeline.language.results.completion import read_completion, read_deliverables


@pytest.mark.parametrize(
    ("task", "narrative"),
    [
        ("启用雪峰文学馆", "雪峰文学馆展陈施工已完成，6月初已开馆试运营。"),
        ("争取成立航空货运公司", "6月25日，义乌陆港航空货运有限公司揭牌成立。"),
        ("建成“四港”联动智慧物流云平台", "完成“四港”联动智慧物流云平台功能开发建设，并上线试运行。"),
        ("拓展RCEP国家货运航线，常态化运行大阪线路", "1. 开行马尼拉航线。 2. 常态化运行大阪航线，累计飞行156班。"),
        ("纳入省级儿童友好试点城市建设培育名单", "10月已纳入申报国家儿童友好城市建设试点省级培育名单。"),
        ("加快数字建设，实现甲平台与乙平台贯通", "甲平台与乙平台已实现界面贯通。"),
        ("建成城市书房", "该项目已于6月建成投用。"),
        ("县人民医院传染病楼主体完工", "传染病楼主体已封顶。"),
        ("修订完善政府投资项目管理办法", "《政府投资项目管理办法》已修订印发。"),
        ("青岭隧道全线贯通", "青岭隧道左右线全部贯通。"),
        ("建成城东小学", "城东小学已建成投用，资金到位率80%。"),
        ("加强就业服务", "截至9月底，新增就业3000人，超额完成全年任务。"),
        ("县第二幼儿园9月底前建成投用", "县第二幼儿园已建成，9月1日正式开园招生。"),
    ],
)
def test_everything_concrete_is_reported_finished(task: str, narrative: str) -> None:
    assert read_completion(task, narrative).is_done


@pytest.mark.parametrize(
    ("task", "narrative"),
    [
        ("建成投用铁路口岸二期监管区", "铁路口岸二期监管区已完成工程验收。"),  # accepted is not in use
        ("机场路立交化改造、县前街南延建成通车", "机场路立交化改造已完成管廊主体。县前街南延工程已建成通车。"),
        ("试运行美术馆", "美术馆展陈施工完成68%，预计11月中旬竣工，12月底前开馆试运行。"),
        ("争取获批进境食用水生动物、粮食等指定监管场地", "航空口岸获批设立进境食用水生动物指定监管场地。"),
        ("启动建设云黄山健康步道", "云黄山健康步道9月先行段已开工。"),
        ("加快甲公路、乙公路等建设，丙二线项目主体完工", "丙二线已实现主体工程并恢复通车。甲公路完成形象进度约20%。"),
        ("深化铁路运单物权化改革", "已办理授信26户。"),
        ("加大金融支持力度", "新增贷款59亿元，小微贷款已完成年度目标。"),  # the first number is held against nothing
        ("编制完成国土空间总体规划", "国土空间总体规划已通过专家评审，待省政府批复。"),
        ("建成并投用市民中心", "市民中心主体结构封顶，正在进行内部装修。"),
        ("新建县文化馆", "县文化馆已完成主体施工，正在进行装饰装修。"),
        ("完成县妇幼保健院迁建并投入使用", "县妇幼保健院迁建项目已完工，计划10月底投入使用。"),
    ],
)
def test_one_thing_missing_keeps_it_open(task: str, narrative: str) -> None:
    completion = read_completion(task, narrative)
    assert not completion.is_done
    assert completion.explanation.endswith("。")


def test_effort_promises_nothing_to_deliver() -> None:
    assert read_deliverables("深化“合同订立”改革试点，推动租赁场景使用提质扩面") == []


def test_a_list_is_as_many_deliverables() -> None:
    things = [item.thing for item in read_deliverables("机场路立交化改造、县前街南延、老城地下环路建成通车")]
    assert things == ["机场路立交化改造", "县前街南延", "老城地下环路"]


def test_a_rate_below_the_whole_right_behind_takes_the_end_back() -> None:
    task = "照料中心建设项目开工"
    assert not read_completion(task, "照料中心建设项目开工53个，开工率53%。").is_done
    assert read_completion(task, "照料中心建设项目开工100个，开工率100%。").is_done


def test_a_day_in_a_clause_of_its_own_is_announced_where_it_lies_after_the_period() -> None:
    assert not read_completion("云岭文化馆投入使用", "7月8日，云岭文化馆正式投入使用。", "2031-H1").is_done
    assert read_completion("云岭文化馆投入使用", "6月8日，云岭文化馆正式投入使用。", "2031-H1").is_done


def test_what_is_to_be_published_is_not_done_where_only_a_part_of_it_is() -> None:
    """Fails if any 完成 of a clause that names the thing passes for its publication."""
    task = "发布云岭农产品公共品牌"
    assert not read_completion(task, "云岭农产品公共品牌的标识设计已完成，9月正式发布。", "2031-H1").is_done
    assert read_completion(task, "云岭农产品公共品牌已于5月发布。", "2031-H1").is_done
    assert read_completion("制定云岭管护办法", "云岭管护办法已完成。").is_done
