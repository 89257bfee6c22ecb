"""Each word by which a promise and a result are told to belong together, or not, is one that a document may use."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.match.pairs.claimed import claim_for
from pipeline.match.pairs.evidence import Evidence, Row
from pipeline.match.pairs.features import Pair, features_of
from pipeline.match.pairs.fit import promises_change
from pipeline.match.pairs.report_rows import read_rows
from pipeline.match.pairs.spoken import subject_of
from pipeline.records import ClaimRecord, TargetRecord
from tests.language.evidence.facts_of_pairs import answer, cause, remarks
from tests.match.builders import reported
from tests.word_tables import each


def told(promise: str, narrative: str) -> tuple[TargetRecord, Row]:
    """The promise's target and the one row that reports on it."""
    records = reported(promise, narrative)
    (row,) = read_rows(records["progress"], records["actuals"], records["claims"], records["texts"])
    return records["targets"][0], row


def features(
    promise: str = "改造老旧小区18个。", narrative: str = "18个老旧小区。", quote: str = "", **said: Any
) -> dict[str, float]:
    """What speaks for and against the first result, some of what is said of it given."""
    target, row = told(promise, narrative)
    target = replace(target, quote=quote or target.quote)
    evidence = replace(row.evidence[0], **said)
    return features_of(Pair(target, evidence, target.quote, " ".join(evidence.names)))


@each("均 各项 都 全部 所有")
def test_one_of_several_says_nothing_of_all(word: str) -> None:
    one = {"sentence": "6个分领域指标中，桥梁投资增长13%", "names": ("桥梁投资",)}
    assert "one_of_all" in features(quote=f"工业指标{word}增长", **one)
    assert "one_of_all" not in features(quote="工业指标增长", **one)
    assert "one_of_all" not in features(quote=f"老旧小区{word}改造", **{**one, "names": ("老旧小区",)})


@each("个 项 类 家 种")
def test_among_several_is_said_in_many_ways(word: str) -> None:
    assert "one_of_all" in features(quote="指标均增长", sentence=f"6{word}指标中，桥梁投资增长13%", names=("桥梁投资",))


@each("开工 动工 进场施工 已启动 全部启动 均启动 启动建设 启动实施 列入计划")
def test_what_has_only_begun_does_not_answer_what_was_to_be_finished(word: str) -> None:
    begun = {"clause": f"18个小区{word}", "stages": frozenset()}
    assert "unfinished" in features(**begun)
    assert "unfinished" not in features(quote="开工老旧小区18个", **begun)
    assert "unfinished" not in features(quote="重点项目18个", **begun)


@each("完工 建成 竣工 投用 完成 结项 交付 投产 启用")
def test_what_has_ended_has_not_only_begun(word: str) -> None:
    assert "unfinished" not in features(clause=f"18个小区开工并{word}", stages=frozenset())


@each("完工 建成 竣工 投用 投产 改造 整治 交付")
def test_projects_that_are_to_be_finished_are_not_answered_by_a_beginning(word: str) -> None:
    assert "unfinished" in features(quote=f"项目{word}18个", clause="18个开工", stages=frozenset())


@each("日均 月均 人均 户均 亩均 每万")
def test_averages_over_another_thing_differ(word: str) -> None:
    assert "same_average" in features(quote=f"{word}收入", clause=f"{word}收入3万元")
    assert "one_average" in features(quote=f"{word}收入", clause="收入3万元")
    assert "other_average" in features(quote=f"{word}收入", clause="人均收入" if word != "人均" else "亩均收入")


def test_how_far_two_values_are_apart_counts() -> None:
    assert features()["equal_value"] == 1
    assert features(narrative="180个老旧小区。")["orders_apart"] == 1
    assert features(narrative="180000个老旧小区。")["orders_apart"] == 3


@each("提高 提升 增加 扩大 延长 上升 降低 下降 减少 缩短 压减")
def test_a_change_is_not_the_state_reached(word: str) -> None:
    target, _ = told("人均公园绿地面积提高0.3平方米。", "")
    assert promises_change(replace(target, quote=f"人均公园绿地面积{word}0.3平方米"))
    assert promises_change(replace(target, quote=f"人均公园绿地面积{word}约0.3平方米"))
    assert not promises_change(replace(target, quote=f"人均公园绿地面积{word}到12平方米"))
    assert not promises_change(replace(target, kind="share", unit="%", quote=f"绿地率{word}3%"))
    assert promises_change(replace(target, kind="share", unit="百分点", quote=f"绿地率{word}3个百分点"))


def claim(words: str, **fields: Any) -> ClaimRecord:
    said = {"claim": "done", "subject": None, "stated_percent": None, **fields}
    return ClaimRecord(
        "report/row/1#c1",
        "report/row/1",
        "report",
        1,
        said["claim"],
        said["subject"],
        said["stated_percent"],
        words,
        0,
        len(words),
    )


def speaks_of(promise: str, one: ClaimRecord, narrative: str = "", **fields: Any) -> bool:
    """Whether a claim, the only one of its row, answers the promise."""
    target, row = told(promise, "")
    row = replace(row, narrative=narrative or one.quote, claims=(one,), **fields)
    return claim_for(target, row, set()) is one


@each("完成 完工 竣工 建成 投用 交付 办结")
def test_a_row_that_says_no_more_than_that_it_is_done_is_done(word: str) -> None:
    assert speaks_of("改造老旧小区18个。", claim(f"已{word}。"))
    assert not speaks_of("改造老旧小区18个。", claim(f"已{word}。"), narrative="各个项目都按照计划在推进当中。")
    assert not speaks_of("改造老旧小区18个。", claim("已推进。"))


@each("全部 均已 都已 全面")
def test_a_longer_row_has_to_say_that_all_is_done(word: str) -> None:
    assert speaks_of(
        "改造老旧小区18个。", claim(f"{word}完成。"), narrative="年初以来有序推进各项工作。" + f"{word}完成。"
    )


@each("建设 改造 施工 工程 全部 并 及 投入 使用 运营 验收 启用 投用 通水 通气 交付 开放 建设并投入使用 并通过验收")
def test_work_without_a_name_is_the_rows_own(word: str) -> None:
    assert speaks_of("新建停车位100个。", claim("已完成。", subject=word))
    assert not speaks_of("新建停车位100个。", claim("已完成。", subject=f"北塘泵站{word}"))


@each("全年任务 年度目标任务 各项工作目标 全部计划")
def test_the_whole_rows_goal_is_also_this_ones(word: str) -> None:
    assert speaks_of("新建停车位100个。", claim(f"完成{word}。", claim="target_met"))
    assert not speaks_of("新建停车位100个。", claim("完成停车目标。", claim="target_met"))


@each("任务均 目标全部 指标都")
def test_all_that_was_asked_is_done(word: str) -> None:
    assert speaks_of("新建停车位100个。", claim(f"{word}已完成", claim="target_met"))
    assert not speaks_of("新建停车位100个。", claim(f"{word}已完成", claim="target_met", subject="泵站"))


@each("通车 通水 通气 投产 投入使用 启用")
def test_what_is_in_use_in_full_is_done(word: str) -> None:
    said = claim(f"已全部{word}", claim="done", subject="饮水工程")
    assert speaks_of("建设饮水工程85处。", said, narrative="今年以来各乡镇加快施工。饮水工程" + f"已全部{word}。")


def test_a_claim_of_another_thing_or_batch_is_none() -> None:
    assert speaks_of("新建停车位100个。", claim("停车位目标完成。", claim="target_met", subject="停车位"))
    assert not speaks_of("新建停车位100个。", claim("泵站目标完成。", claim="target_met", subject="泵站"))
    assert not speaks_of("新建云桥一期停车位100个。", claim("目标完成。", claim="target_met", subject="云桥二期停车位"))


@each("下降 减少 降低")
def test_a_fall_that_is_claimed_speaks_for_a_promised_fall(word: str) -> None:
    one = claim(f"道路安全{word}。", claim="target_met", subject="道路安全")
    assert speaks_of("道路交通事故死亡率下降3%。", one) is True
    assert not speaks_of("道路交通事故死亡率下降3%。", replace(one, quote="道路安全达标。"))


@each("增长 上升 提高")
def test_a_rise_that_is_claimed_speaks_for_a_promised_rise(word: str) -> None:
    one = claim(f"居民消费{word}。", claim="target_met", subject="居民消费")
    assert speaks_of("社会消费品零售总额增长3%。", one) is True
    assert not speaks_of("社会消费品零售总额增长3%。", replace(one, quote="居民消费达标。"))


def test_a_percentage_is_taken_once_unless_it_is_the_whole() -> None:
    target, row = told("改造老旧小区18个。", "")
    used: set[str] = set()
    part = claim("60%", claim="percent_of_target", stated_percent=Decimal(60))
    assert claim_for(target, replace(row, claims=(part,)), used) is part and used
    assert claim_for(target, replace(row, claims=(part,)), used) is None
    used = set()
    whole = replace(part, stated_percent=Decimal(100))
    assert claim_for(target, replace(row, claims=(whole,)), used) is whole and not used


BECAME = "创成 创建成为 创建为 入选 列为 获评 被评为 评为 认定为 成功创建 成为 荣获 获得 获批"


@each(BECAME)
def test_things_that_became_what_was_promised_are_counted(word: str) -> None:
    assert answer(f"创建省级风貌样板区2个。|青溪片区、北塘片区{word}省级风貌样板区。") == "2个"
    assert answer(f"创建省级风貌样板区2个。|青溪片区、北塘片区等{word}省级风貌样板区。") in ("nothing", "none")


@each("已 均 成功 全部 先后 正式")
def test_how_they_became_it_is_no_part_of_a_name(word: str) -> None:
    assert answer(f"创建省级风貌样板区2个。|青溪片区、北塘片区{word}入选省级风貌样板区。") == "2个"


@each("开工 动工 建设 启动 竣工 验收 投用 完工 主体 封顶 结顶 施工")
def test_members_that_are_begun_are_counted(word: str) -> None:
    assert answer(f"开工建设学校2所。|青溪小学、北塘中学已{word}。") == "2所"


@each("设计 稽核 预算 招标 审批 选址 可研 方案 前期 洽谈 报批 立项 申报 论证")
def test_members_of_which_only_papers_are_made_are_not(word: str) -> None:
    assert answer(f"开工建设学校2所。|青溪小学、北塘中学已启动{word}。") in ("nothing", "none")


@each("获评 评为 入选 列入 列为 荣获 获得 成为")
def test_another_honour_of_nearly_the_name_is_told(word: str) -> None:
    promise = f"新建北塘泵站和青溪水闸9座，{word}省级十佳案例3个。"
    assert cause(f"{promise}|{word}“十佳实践案例”。") == "not_mentioned；other_thing"
    assert cause(f"{promise}|学习“十佳实践案例”。") == "not_mentioned；not_mentioned"


@each("共 累计 已 完成 实现 投资")
def test_what_a_sentence_speaks_of_ends_before_its_verb(word: str) -> None:
    _, row = told("完成投资90亿元。", f"21个水网工程{word}在北塘动工，完成投资93亿元。")
    assert subject_of(row, row.evidence[-1]) == "水网工程"


def names(narrative: str) -> tuple[Evidence, ...]:
    return told("改造老旧小区18个。", narrative)[1].evidence


@each("开工 开复工 动工 完工 竣工 建成 投用 启动 交付")
def test_a_stage_behind_a_name_is_no_part_of_it(word: str) -> None:
    assert "北塘小区" in names(f"北塘小区{word}31个。")[0].names
    assert "北塘小区" in names(f"北塘小区全部{word}31个。")[0].names


@each("目标任务 任务目标 目标 任务 建设目标 创建目标")
def test_a_number_of_the_goal_is_told_from_a_result(word: str) -> None:
    assert names(f"实现31个小区达标{word}。")[0].is_restated_goal
    assert not names("实现31个小区达标。")[0].is_restated_goal


@each("举办 举行 召开 承办 办成 完成")
def test_what_another_row_dates_after_the_period_is_told_of_both(word: str) -> None:
    said = "第九届青溪河灯文化节已于10月18日举办。|"
    assert remarks(f"办节|{said}第九届青溪河灯文化节已{word}。") == "after_period；after_period"
    assert remarks(f"办节|{said}第九届青溪河灯文化节在筹备。") == "after_period"
