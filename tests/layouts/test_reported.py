"""Cells of progress: parts under labels, percentages, bare numbers, earlier columns, deadlines."""

from decimal import Decimal

from pipeline.match import match
from pipeline.understand.promised import target_records
from pipeline.understand.reported import actual_records, claim_records
from tests.layouts.building import lay_table

REPORT = "云川县2024年重点工作1—10月进展情况表"


def pairs_of(rows):
    """Row number, promised value, answer's value and basis of each pair of a report's table."""
    document, parsed = lay_table(REPORT, rows)
    targets = target_records(document, parsed)
    records = {
        "progress": parsed.progress,
        "targets": targets,
        "actuals": actual_records(document, parsed),
        "claims": claim_records(document, parsed),
    }
    promised = {target.target_id: target.value for target in targets}
    found = match(records)["pairs"]
    return [(pair.progress_id[-1], promised[pair.target_id], pair.actual_value, pair.basis) for pair in found]


def test_progress_problems_and_next_steps_in_one_cell():
    head = ["序号", "工作任务", "推进情况、存在困难及下步打算", "完成情况"]
    said = "推进情况：已改造管网12公里。存在困难：资金紧张。下步打算：尽快开工。"
    _, parsed = lay_table(REPORT, [head, ["1", "改造管网30公里", said, "滞后"]])
    row = parsed.progress[0]
    assert (row.narrative, row.issues, row.next_steps, row.stated_status) == (
        "已改造管网12公里。", "资金紧张。", "尽快开工。", "滞后",
    )  # fmt: skip


def test_a_percentage_alone_is_a_claim_unless_the_promise_is_one():
    rows = [
        ["序号", "工作任务", "当前进度"],
        ["1", "改造管网30公里", "80%（二标段停工）"],
        ["2", "垃圾分类覆盖率达90%", "92%"],
    ]
    assert pairs_of(rows) == [("1", 30, None, "claimed"), ("2", 90, 92, "measured")]


def test_a_whole_of_100_percent_answers_every_promise_of_its_row():
    rows = [["序号", "工作任务", "完成数", "完成率"], ["1", "新建泵站3座、水闸2座", "", "100%"]]
    assert [basis for *_, basis in pairs_of(rows)] == ["claimed", "claimed"]


def test_a_bare_number_has_the_unit_of_its_goal():
    rows = [["序号", "事项", "目标任务", "完成情况"], ["1", "免费体检", "5000人", "4100"]]
    assert pairs_of(rows) == [("1", 5000, 4100, "measured")]


def test_of_two_dated_columns_the_later_answers():
    rows = [
        ["序号", "工作任务", "1—9月完成情况", "1—10月完成情况"],
        ["1", "新建泵站9座", "建成泵站4座", "建成泵站7座"],
    ]
    _, parsed = lay_table(REPORT, rows)
    assert parsed.progress[0].narrative == "建成泵站7座"
    assert pairs_of(rows) == [("1", 9, 7, "measured")]


def test_a_row_is_due_when_its_own_column_says():
    rows = [["序号", "工作任务", "完成时限", "进展情况"], ["1", "新建泵站9座", "11月底", "建成泵站4座"]]
    _, parsed = lay_table(REPORT, rows)
    assert parsed.target_texts[0].period_id == "2024-11M"


def test_a_percentage_beside_a_share_promised_in_a_column_of_its_own_is_its_value():
    head = ["序号", "指标", "年度目标", "完成情况"]
    rows = [
        ["1", "污水处理率", "≥90%", "91.2%"],
        ["2", "噪声超标天数（天）", "＜7", "5"],
        ["3", "改造泵房", "24座", "75%"],
    ]
    assert pairs_of([head, *rows]) == [
        ("1", 90, Decimal("91.2"), "measured"),
        ("2", 7, 5, "measured"),
        ("3", 24, None, "claimed"),
    ]


def test_a_share_of_the_goal_done_is_no_value():
    head = ["序号", "目标名称", "单位", "年度目标", "1—10月完成", "完成年度计划百分比"]
    assert pairs_of([head, ["1", "新建泵房", "座", "24", "21", "87.5%"]]) == [("1", 24, 21, "measured")]
