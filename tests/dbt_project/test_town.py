"""What users of the warehouse rely on, shown on an invented town small enough to check by hand."""

from __future__ import annotations

from decimal import Decimal

from tests.dbt_project.town import OLD_PLAN, PLAN, PROGRAM, THIRD, build_town
from tests.dbt_project.warehouse import Build, Warehouse


def test_a_number_below_pace_is_behind_with_its_gap_in_points(town_warehouse: Warehouse) -> None:
    """Fails if half-year and third-quarter results are held against the same share of the year."""
    rows = town_warehouse.rows(
        "select period_id, ratio, pace_due, pace_gap, verdict from fct_target_progress where target_id = ? order by 1",
        f"{PLAN}/key_work/1/1#t1",
    )
    assert [(row["period_id"], row["pace_due"], row["verdict"]) for row in rows] == [
        ("2023-H1", Decimal("0.5"), "behind"),
        ("2023-Q3", Decimal("0.75"), "on_pace"),
    ]
    assert rows[1]["ratio"] == Decimal("0.789474") and rows[1]["pace_gap"] == Decimal("0.039474")


def test_rows_get_the_status_of_their_targets(town_warehouse: Warehouse) -> None:
    """Fails if a row's status does not follow from its verdicts, or from what is reported finished."""
    rows = town_warehouse.rows("select row_no, status from fct_progress where document_id = ? order by 1", THIRD)
    assert {row["row_no"]: row["status"] for row in rows} == {
        1: "on_pace",
        2: "met",
        3: "unknown",
        4: "met",
        5: "done",
        6: "open",
        7: "behind",
        8: "open",
        9: "unknown",
    }


def test_a_promise_without_a_number_is_judged_by_its_stage(town_warehouse: Warehouse) -> None:
    """Fails if a main structure is taken for the building, or a row that promises it for one without promises."""
    judged = town_warehouse.one(
        "select p.row_no, p.status, p.overall_status, j.verdict, j.reason, a.stage from fct_target_progress as j "
        "join fct_targets as t using (target_id) join fct_progress as p on p.progress_id = j.progress_id "
        "join fct_actuals as a on a.actual_id = j.actual_id where t.kind = 'milestone'"
    )
    assert judged == {
        "row_no": 6,
        "status": "open",
        "overall_status": "unknown",
        "verdict": "unknown",
        "reason": "“市民广场”承诺建成或完成，报告为主体完工：“主体已结顶”。",
        "stage": "structure",
    }


def test_every_target_of_a_linked_task_is_judged_also_in_silence(town_warehouse: Warehouse) -> None:
    """Fails if a target that no number answers has no row, or a row of a split task answers for its other part."""
    silent = town_warehouse.one(
        "select verdict, actual_id, reason from fct_target_progress where target_id = ? and period_id = '2023-Q3'",
        f"{PLAN}/key_work/1/1#t2",
    )
    assert (silent["verdict"], silent["actual_id"]) == ("unknown", None)
    plaza = town_warehouse.rows(
        "select progress_id from fct_target_progress where target_id = ?", f"{PLAN}/key_work/1/7#t1"
    )
    assert [row["progress_id"] for row in plaza] == [f"{THIRD}/row/7"]


def test_what_an_earlier_report_told_is_named_and_only_what_was_reached_stays(town_warehouse: Warehouse) -> None:
    """Fails if a row that leaves a target open hides what the half year told of it, or if an old rate judges today."""
    rows = town_warehouse.rows(
        "select target_id, verdict, reason from fct_target_progress where progress_id = ? order by 1", f"{THIRD}/row/9"
    )
    assert [row["verdict"] for row in rows] == ["unknown", "unknown"]
    assert [row["reason"].partition("另见")[2] for row in rows] == [
        "2023年上半年报告第2行：完成31家，达到目标（30家以上）。",
        "2023年上半年报告第2行：实际93%，达到目标（90%以上）。",
    ]
    lines = town_warehouse.rows(
        "select target_id, verdict_label from rpt_indicator_progress"
        " where period_id = '2023-Q3' and target_id like ? order by 1",
        f"{PLAN}/key_work/1/8#%",
    )
    assert [row["verdict_label"] for row in lines] == ["已完成", "无法判断"]


def test_each_doubt_is_a_finding_with_both_quotes(town_warehouse: Warehouse) -> None:
    """Fails if a kind of finding is lost, appears where nothing is wrong, or comes without the words it rests on."""
    rows = town_warehouse.rows(
        "select kind, coalesce(progress_id, task_id) as place, quote, against_quote from fct_findings"
    )
    places = {(row["kind"], row["place"].split("/", 1)[1]) for row in rows if row["kind"] not in ("dropped",)}
    assert places == {
        ("arithmetic", "row/1"),
        ("restated", "row/1"),  # … and not reworded as well: the changed number is one fact
        ("silent", "row/1"),
        ("currency", "row/2"),
        ("caliber", "row/3"),
        ("unquantified", "row/3"),
        ("claim_without_number", "row/4"),
        ("unplanned", "row/5"),
        ("status_conflict", "row/7"),
        ("contradiction", "program_task/1/1"),
        ("after_period", "row/5"),
        ("self_contradiction", "row/7"),
        ("impossible", "row/8"),
        ("unplanned", "row/8"),
        ("lapsed", "row/9"),  # the rate that only the half year told of, not the count that it told as reached
    }
    assert all(row["quote"] and row["against_quote"] for row in rows)
    quotes = {row["kind"]: (row["quote"], row["against_quote"]) for row in rows}
    assert quotes["arithmetic"] == ("150亿元，完成年度目标95.4%", "190亿元以上")
    assert quotes["contradiction"] == ("3万人以上", "4万人")


def test_both_quotes_of_a_finding_stand_at_their_offsets(town_warehouse: Warehouse) -> None:
    """Fails if a finding leads its reader to other words than those it quotes."""
    rows = town_warehouse.rows(
        "select finding_id, quote, said.text[quote_start + 1:quote_end] as said, against_quote,"
        " held.text[against_start + 1:against_end] as held from fct_findings"
        " left join dim_document_texts as said on quote_document_id = said.document_id"
        " left join dim_document_texts as held on against_document_id = held.document_id"
    )
    assert rows
    for row in rows:
        is_stated = row["finding_id"].startswith("status_conflict")  # a cell of its own, not in the invented text
        assert row["quote"] == row["said"] or is_stated, row
        assert row["held"] in (row["against_quote"], None), row


def test_a_dropped_task_is_one_that_no_report_so_far_tells_of(town_warehouse: Warehouse) -> None:
    """Fails if a task told of in an earlier report, or one of a superseded plan, counts as dropped."""
    rows = town_warehouse.rows("select task_id, period_id from fct_findings where kind = 'dropped' order by 1")
    assert rows == [
        {"task_id": f"{PLAN}/key_work/1/5", "period_id": "2023-Q3"},
        {"task_id": f"{PLAN}/key_work/1/6", "period_id": "2023-Q3"},
    ]


def test_a_reissued_document_supersedes_the_earlier_one(town_warehouse: Warehouse) -> None:
    """Fails if the same number in other brackets is another document, or if the old issue still counts in the forms."""
    rows = town_warehouse.rows(
        "select document_id, revision, superseded_by"
        " from dim_documents where revision > 1 or superseded_by is not null order by revision"
    )
    assert rows == [
        {"document_id": OLD_PLAN, "revision": 1, "superseded_by": PLAN},
        {"document_id": PLAN, "revision": 2, "superseded_by": None},
    ]
    assert not town_warehouse.rows("select * from rpt_coverage where document_id = ?", OLD_PLAN)


def test_leaders_are_one_person_with_and_without_title(town_warehouse: Warehouse) -> None:
    """Fails if a bare name opens another leader, or a party post makes another title of the same office."""
    rows = town_warehouse.rows("select distinct leader_id from bridge_task_leaders where name_as_written = '林一'")
    assert rows == [{"leader_id": "溪口市/林一/副市长"}]
    assert town_warehouse.one("select count(*) as n from dim_leaders where leader_name = '林一'")["n"] == 1


def test_forms_have_the_columns_of_the_blank_annexes(town_warehouse: Warehouse) -> None:
    """Fails if a form loses a printed column, a quarter's target stands in the wrong one, or an issue has no state."""
    task = town_warehouse.one(
        "select group_name, task_no, task_text, deadline, lead_units, support_units, status_label"
        " from rpt_task_progress"
        " where task_id = ? and period_id = '2023-Q3'",
        f"{PLAN}/key_work/1/1",
    )
    assert (task["lead_units"], task["support_units"], task["status_label"]) == ("发改局", "财政局", "正常推进")
    line = town_warehouse.one(
        "select year_target, first_quarter_target, progress_text, responsible_units from rpt_indicator_progress"
        " where target_id = ? and period_id = '2023-Q3'",
        f"{PLAN}/key_work/1/1#t1",
    )
    assert (line["year_target"], line["first_quarter_target"]) == ("190亿元以上", None)
    assert line["progress_text"] == "完成150亿元，为目标（190亿元以上）的78.9%，高于序时进度3.9个百分点（应达75%）。"
    issues = town_warehouse.rows(
        "select issue_kind, is_closed, closed_period_id from rpt_issue_closure where period_id = '2023-H1' order by 1"
    )
    assert issues == [
        {"issue_kind": "behind", "is_closed": True, "closed_period_id": "2023-Q3"},
        {"issue_kind": "stated", "is_closed": True, "closed_period_id": "2023-Q3"},
    ]


def test_boards_show_the_share_in_order_and_rank_no_handful(town_warehouse: Warehouse) -> None:
    """Fails if unjudged rows count against a unit, if one judged row makes a first place, or if a plan task left
    unreported vanishes from its leader's line."""
    rows = town_warehouse.rows(
        "select unit_name, judged_count, attainment, rank from rpt_unit_board where period_id = '2023-Q3'"
    )
    assert {row["unit_name"]: (row["judged_count"], row["attainment"], row["rank"]) for row in rows} == {
        "应急局": (1, Decimal(1), None),
        "水务局": (1, Decimal(1), None),
        "金融办": (1, Decimal(1), None),
        "发改局": (1, Decimal(1), None),
        "建设局": (1, Decimal(0), None),
        "人社局": (0, None, None),
        "商务局": (0, None, None),
        "文旅局": (0, None, None),
        "农业局": (0, None, None),
    }
    mayor = town_warehouse.one(
        "select row_count, unreported_count from rpt_leader_board where leader_name = '周和' and period_id = '2023-Q3'"
    )
    assert mayor == {"row_count": 3, "unreported_count": 2}


def test_rules_disagree_where_they_should(town_warehouse: Warehouse) -> None:
    """Fails if the table of disagreements misses a pair of rules that judge the half year's 60 of 190 differently."""
    rows = town_warehouse.rows(
        "select rule_id, other_rule_id, verdict_label, other_verdict_label"
        " from rpt_rule_disagreements where target_id = ?",
        f"{PLAN}/key_work/1/1#t1",
    )
    assert not [row for row in rows if row["verdict_label"] == row["other_verdict_label"]]
    labels = town_warehouse.rows(
        "select rule_id, verdict_label from fct_rule_verdicts where target_id = ? and period_id = '2023-H1'",
        f"{PLAN}/key_work/1/1#t1",
    )
    assert {row["rule_id"]: row["verdict_label"] for row in labels} == {
        "linear_year": "滞后",
        "xuancheng_2020": "未达序时进度",
        "yinchuan_2025": "黄灯",
        "wuhan_projects": "黄牌",
        "changsha_2015": "滞后",
        "jinzhai_2025": "欠进度",
        "yiwu_steps_2023": "滞后",
    }


def test_the_board_of_a_rule_is_that_of_a_release_under_it(build: Build) -> None:
    """Fails if rpt_rule_board ranks otherwise under a rule than the boards do when that rule judges."""
    import dataclasses

    counts = "met_count, on_pace_count, behind_count, unknown_count, unreported_count, attainment, rank, is_shared"
    ours = f"select period_id, holder_name as name, {counts} from rpt_rule_board where rule_id = 'changsha_2015'"
    theirs = " union all ".join(
        f"select period_id, {name} as name, {counts} from {table}"
        for table, name in (("rpt_unit_board", "unit_name"), ("rpt_leader_board", "leader_name"))
    )
    boards = []
    for rule_id in ("linear_year", "changsha_2015"):
        town = build_town()
        task = town.task(PLAN, 90, "新建驿站100个。", ("周和", "市长"), "建设局")
        row = town.row(THIRD, 90, "新建驿站100个。", "已建成驿站65个。", "建设局", task_id=task)
        actual = town.actual(row, "65个", "驿站", "65", "个", "count")
        town.pair(town.target(task, "新建驿站100个", "新建驿站", "100", "个", "count"), row, "65", actual_id=actual)
        town.tables["runs"] = [dataclasses.replace(town.tables["runs"][0], rule_id=rule_id)]
        built = build(town, "--exclude-resource-type", "unit_test", "test")
        boards.append((built.rows(f"{ours} order by all"), built.rows(f"{theirs} order by all")))
    assert boards[0][0] == boards[1][0] == boards[1][1]
    assert boards[0][1] != boards[1][1]


def test_another_rule_and_another_document_leave_keys_alone(town_warehouse: Warehouse, build: Build) -> None:
    """Fails if a key changes when a document arrives, if the run's rule is not the one that judges, or where it does
    not reach nothing does."""
    import dataclasses
    import datetime as dt

    town = build_town()
    town.tables["runs"] = [dataclasses.replace(town.tables["runs"][0], rule_id="hangzhou_2024")]
    town.document("plan00000099", "责任分解", "responsibility_breakdown", dt.date(2024, 2, 1), plan_period_id="2024")
    livelihood = {"list_type": "livelihood", "period_id": "2024"}
    town.task("plan00000099", 1, "新增床位10张。", ("赵川", "市长"), "民政局", **livelihood)
    other = town.document("rept000000zz", "民生实事三季度进展", "progress_report", None, report_period_id="2023-Q3")
    town.row(other, 1, "建成图书馆", "图书馆已开馆。", "文旅局", task_id=f"{PLAN}/key_work/1/6")
    later = build(town, "--exclude-resource-type", "unit_test", "test")
    for table, key in [
        ("fct_findings", "finding_id"),
        ("fct_target_progress", "target_id || progress_id"),
        ("dim_leaders", "leader_id"),
    ]:
        sql = f"select {key} as key from {table}"
        earlier = {row["key"] for row in town_warehouse.rows(sql)}
        gone = earlier - {row["key"] for row in later.rows(sql)}
        assert gone <= {f"dropped:{PLAN}/key_work/1/6|2023-Q3"}  # told of by the second report of the quarter
    assert {row["rule_id"] for row in later.rows("select distinct rule_id from fct_target_progress")} == {"linear_year"}
    assert not later.rows(
        "select document_id from dim_documents where superseded_by is not null and document_id = ?", THIRD
    )
    library = later.rows(
        "select status_label from rpt_task_progress where task_id = ? and period_id = '2023-Q3'", f"{PLAN}/key_work/1/6"
    )
    assert library == [{"status_label": "推进中"}]
    mayors = later.rows(
        "select leader_name, valid_from, valid_to, is_current from dim_leaders where title = '市长' order by valid_from"
    )
    assert [(row["leader_name"], row["valid_to"], row["is_current"]) for row in mayors] == [
        ("周和", dt.date(2024, 1, 31), False),
        ("赵川", None, True),
    ]


def test_a_remark_names_its_kind_once(town_warehouse: Warehouse) -> None:
    """Fails if a form says 只字未提：未提及：…, or a finding without a word of its own has none."""
    remarks = " ".join(
        row["remarks"] for row in town_warehouse.rows("select remarks from rpt_task_progress where remarks is not null")
    )
    assert "提及：" in remarks and "：未提及：" not in remarks
    assert "算不平：" in remarks


def test_programme_tasks_are_told_of_through_the_same_promise(town_warehouse: Warehouse) -> None:
    """Fails if a task of another plan with only a like indicator passes for reported."""
    row = town_warehouse.one(
        "select is_mentioned, is_followed from rpt_coverage where task_id = ? and period_id = '2023-Q3'",
        f"{PROGRAM}/program_task/1/1",
    )
    assert row == {"is_mentioned": False, "is_followed": False}


def test_a_restated_task_gets_its_status_from_its_own_targets(town_warehouse: Warehouse) -> None:
    """Fails if a task of another plan takes over the status of the row that tells of the like task: 'met' for one
    whose second target nobody reports on, or for a promise that runs for five years."""
    rows = town_warehouse.rows(
        "select coverage.task_id, coverage.progress_id, coverage.status, form.status_label"
        " from rpt_coverage as coverage inner join rpt_task_progress as form using (task_id, period_id)"
        " where coverage.told_by = 'same_promise' and period_id = '2023-Q3' order by task_id"
    )
    assert [tuple(row.values()) for row in rows] == [
        (f"{PROGRAM}/five_year_goal/1/3", f"{THIRD}/row/2", None, "他处已报告"),
        (f"{PROGRAM}/program_task/1/2", f"{THIRD}/row/1", "on_pace", "正常推进"),
        (f"{PROGRAM}/program_task/1/4", f"{THIRD}/row/4", "partial", "部分完成"),
    ]


def test_a_bare_name_is_answered_through_the_task_that_restates_it(town_warehouse: Warehouse) -> None:
    """Fails if 投资, too bare a name to link by itself, stays blank where two tasks promise the same."""
    line = town_warehouse.one(
        "select verdict, progress_id from rpt_indicator_progress where target_id = ? and period_id = '2023-Q3'",
        f"{PROGRAM}/program_task/1/2#t1",
    )
    assert line == {"verdict": "on_pace", "progress_id": f"{THIRD}/row/1"}
    assert town_warehouse.one(
        "select is_same_value from fct_target_links where target_id = ? and other_target_id = ?",
        *sorted((f"{PLAN}/key_work/1/1#t1", f"{PROGRAM}/program_task/1/2#t1")),
    )["is_same_value"]


def test_a_result_under_another_name_is_named_in_the_reason(build: Build) -> None:
    """Fails if a row that gives a number under nearly the promised name is said to pass the promise over."""
    import dataclasses

    town = build_town()
    town.tables["pairs"] = [
        dataclasses.replace(pair, cause="other_name") if pair.cause == "narrower" else pair
        for pair in town.tables["pairs"]
    ]
    built = build(town, "--exclude-resource-type", "unit_test", "test")
    told = built.one("select reason from fct_target_progress where reason like '%限上社零%'")
    assert told["reason"].startswith("口径不同：所报“限上社零”9.8%与“社会消费品零售总额”名称不同")
