"""An invented town, 溪口市, as records: two plans, a changed deputy, an H1 and a Q3 report, every kind of finding once.

Each document's text is the concatenation of its quotes, so offsets and quotes agree as they do in real records.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline import records as r
from pipeline.language.bodies.people import office_of
from pipeline.language.numbers.quotes import decimal_places
from pipeline.language.results.stated import is_filled, stated_code, states_issue
from pipeline.match.links.repeats import repeats
from pipeline.match.links.restated import restated_targets
from pipeline.match.links.versions import versions
from pipeline.period import every_period
from pipeline.store import ALL_TABLES, write_records

TOWN = "溪口市"
PLAN, OLD_PLAN, PROGRAM, HALF, THIRD = "plan00000001", "plan00000000", "prog00000001", "rept000000h1", "rept000000q3"
STARTED = dt.datetime(2023, 10, 20, 8)


class Town:
    """Collects records by table; every method adds one fact and returns its key."""

    def __init__(self) -> None:
        self.jurisdiction = TOWN  # whose documents are added
        self.tables: dict[str, list[Any]] = defaultdict(list)
        self._texts: dict[str, str] = {}

    def finish(self) -> dict[str, list[Any]]:
        """All records by table, with what follows from the others."""
        self.tables["texts"] = [r.TextRecord(*item) for item in self._texts.items()]
        self.tables["periods"] = [period.record for period in every_period()]
        self.tables["versions"] = versions(*(self.tables[name] for name in ("documents", "tasks", "progress")))
        return self.tables

    def write(self, directory: Path) -> None:
        """Write every table as ``<directory>/<table>/records.parquet``, empty ones too."""
        write_tables(directory, self.finish())

    def place(self, document_id: str, words: str) -> tuple[int, int]:
        """Append words to a document's text and say where they stand."""
        text = self._texts.get(document_id, "")
        self._texts[document_id] = f"{text}{words}\n"
        return len(text), len(text) + len(words)

    def document(self, document_id: str, title: str, doc_type: str, issued_on: dt.date | None, **fields: Any) -> str:
        values: dict[str, Any] = dict.fromkeys(field.name for field in dataclasses.fields(r.DocumentRecord))
        values |= {
            "document_id": document_id,
            "jurisdiction": self.jurisdiction,
            "title": title,
            "doc_type": doc_type,
            "issued_on": issued_on,
            "file_name": f"{self.jurisdiction}/{document_id}.txt",
            "media_type": "text/plain",
            "sha256": document_id * 4,
            "layout": "invented",
        }
        self.tables["documents"].append(r.DocumentRecord(**(values | fields)))
        self._texts.setdefault(document_id, "")
        self.tables["manifest"].append(r.ManifestRecord(document_id, values["file_name"], values["sha256"], STARTED))
        self.tables["outcomes"].append(
            r.OutcomeRecord(
                *("run-1", "2023-Q3", STARTED, values["file_name"], document_id, self.jurisdiction, "invented"),
                *(True, None, None, None, None, None, "{}", 0),
            )
        )
        return document_id

    def task(
        self, document_id: str, number: int, text: str, leader: tuple[str, str | None], units: str, **fields: Any
    ) -> str:
        """A task led by the first of ``units`` (joined by 、), supported by the rest."""
        list_type = fields.pop("list_type", "key_work")
        period_id = fields.pop("period_id", "2023")
        task_id = f"{document_id}/{list_type}/1/{number}"
        start, end = self.place(document_id, text)
        self.tables["tasks"].append(
            r.TaskRecord(
                *(task_id, document_id, self.jurisdiction, period_id, list_type, 1, "一、牵头的重点工作", number),
                *(None, text, *leader, None, None, start, end, office_of(leader[1])),
            )
        )
        self.tables["task_leaders"].append(
            r.TaskLeaderRecord(task_id, document_id, self.jurisdiction, *leader, "lead", 1, office_of(leader[1]))
        )
        for position, name in enumerate(units.split("、"), start=1):
            role = "lead" if position == 1 else "support"
            unit_id = self.unit(document_id, name)
            self.tables["task_units"].append(
                r.TaskUnitRecord(task_id, document_id, unit_id, name, role, position, "first_listed", start, end)
            )
        return task_id

    def unit(self, document_id: str, name: str) -> str:
        unit_id = f"{self.jurisdiction}/{name.removeprefix('市')}"
        record = r.UnitRecord(
            *(
                unit_id,
                document_id,
                self.jurisdiction,
                name.removeprefix("市"),
                name,
                "department",
                False,
                name,
                "as_written",
            )
        )
        if record not in self.tables["units"]:
            self.tables["units"].append(record)
        return unit_id

    def target(self, owner_id: str, quote: str, indicator: str, value: str, unit: str, kind: str, **fields: Any) -> str:
        """A target of a task, or of a progress row where the owner's id says row."""
        document_id = owner_id.split("/")[0]
        position = 1 + sum((t.task_id or t.progress_id) == owner_id for t in self.tables["targets"])
        is_row = "/row/" in owner_id
        start, end = self.place(document_id, quote)
        values: dict[str, Any] = {
            "target_id": f"{owner_id}#t{position}",
            "task_id": None if is_row else owner_id,
            "progress_id": owner_id if is_row else None,
            "document_id": document_id,
            "position": position,
            "indicator": indicator,
            "label": indicator,
            "comparator": ">=",
            "value": Decimal(value),
            "value_high": None,
            "unit": unit,
            "kind": kind,
            "aggregation": "cumulative" if kind in ("count", "level") else "snapshot",
            "period_id": "2023",
            "is_annual": False,
            "scope": None,
            "is_firm": True,
            "is_approximate": False,
            "rule": "invented",
            "quote": quote,
            "source_page": None,
            "char_start": start,
            "char_end": end,
        }
        self.tables["targets"].append(r.TargetRecord(**(values | fields)))
        return str(values["target_id"])

    def milestone(self, task_id: str, quote: str, thing: str, stage: str, rank: int) -> str:
        """A promise of a task without a number."""
        document_id = task_id.split("/")[0]
        start, end = self.place(document_id, quote)
        self.tables["milestones"].append(
            r.MilestoneRecord(
                *(f"{task_id}#m1", task_id, None, document_id, 1, "milestone", thing, stage, "works", rank),
                *(None, None, None, "2023", True, "invented", quote, None, start, end),
            )
        )
        return f"{task_id}#m1"

    def answer(self, target_id: str, progress_id: str, quote: str, stage: str, ranks: tuple[int, int]) -> None:
        """What a row reports of a milestone: the words, the stage, and the ranks promised and reached."""
        row = next(p for p in self.tables["progress"] if p.progress_id == progress_id)
        start = row.narrative_start + row.narrative.index(quote)
        actual_id = f"{progress_id}#s1"
        self.tables["stages"].append(
            r.StageRecord(
                *(actual_id, progress_id, row.document_id, 1, quote, stage, None, None, row.period_id),
                *("invented", quote, start, start + len(quote)),
            )
        )
        self.tables["answers"].append(
            r.AnswerRecord(
                target_id=target_id,
                progress_id=progress_id,
                actual_id=actual_id,
                promised_rank=ranks[0],
                reached_rank=ranks[1],
                is_mentioned=True,
                explanation="说的是同一事项。",
            )
        )

    def row(self, document_id: str, number: int, name: str, narrative: str, unit: str, **fields: Any) -> str:
        """A row of a report; ``task_id`` and ``link_kind`` say what it links to."""
        progress_id = f"{document_id}/row/{number}"
        start, end = self.place(document_id, f"{name}\t{narrative}")
        period_id = next(d.report_period_id for d in self.tables["documents"] if d.document_id == document_id)
        task_id = fields.get("task_id")
        self.tables["progress"].append(
            r.ProgressRecord(
                *(
                    progress_id,
                    document_id,
                    self.jurisdiction,
                    period_id,
                    number,
                    name,
                    unit,
                    self.unit(document_id, unit),
                    narrative,
                ),
                *(fields.get("stated_status"), fields.get("issues"), None, None),
                *(start, end, start + len(name) + 1, end),
                stated_code=stated_code(fields.get("stated_status")),
                states_issue=states_issue(fields.get("issues")),
                is_filled=is_filled(narrative, fields.get("stated_status"), fields.get("issues")),
            )
        )
        link_kind = fields.get("link_kind", "same" if task_id else "none")
        score = Decimal(1) if link_kind == "same" else Decimal("0.8") if task_id else Decimal(0)
        differs = fields.get("differs")
        link = r.LinkRecord(progress_id, task_id, link_kind, score, "文字相近", differs, differs is not None)
        self.tables["links"].append(link)
        return progress_id

    def actual(self, progress_id: str, quote: str, indicator: str, value: str, unit: str, kind: str) -> str:
        """A measured result; its quote must stand in the row's narrative."""
        row = next(p for p in self.tables["progress"] if p.progress_id == progress_id)
        start = row.narrative_start + row.narrative.index(quote)
        position = 1 + sum(a.progress_id == progress_id for a in self.tables["actuals"])
        actual_id = f"{progress_id}#a{position}"
        self.tables["actuals"].append(
            r.ActualRecord(
                *(actual_id, progress_id, row.document_id, position, indicator, "=", Decimal(value), unit, kind),
                *("2023-9M", None, False, "measured", "invented", quote, start, start + len(quote)),
            )
        )
        return actual_id

    def claim(self, progress_id: str, claim: str, quote: str, percent: str | None = None) -> str:
        row = next(p for p in self.tables["progress"] if p.progress_id == progress_id)
        start = row.narrative_start + row.narrative.index(quote)
        claim_id = f"{progress_id}#c{1 + sum(c.progress_id == progress_id for c in self.tables['claims'])}"
        stated = Decimal(percent) if percent else None
        self.tables["claims"].append(
            r.ClaimRecord(
                claim_id,
                progress_id,
                row.document_id,
                1,
                claim,
                None,
                stated,
                quote,
                start,
                start + len(quote),
                decimal_places(quote),
            )
        )
        return claim_id

    def remark(self, kind: str, progress_id: str, quote: str, **fields: Any) -> None:
        """What matching noticed in a row, where its words stand."""
        row = next(p for p in self.tables["progress"] if p.progress_id == progress_id)
        start = row.narrative_start + row.narrative.index(quote)
        values = {"actual_id": None, "other_actual_id": None, "happened_on": None, **fields}
        self.tables["remarks"].append(
            r.RemarkRecord(
                f"{kind}:{progress_id}", kind, row.document_id, progress_id, **values,
                char_start=start, char_end=start + len(quote),
            )
        )  # fmt: skip

    def pair(self, target_id: str, progress_id: str, value: str | None = None, **fields: Any) -> None:
        self.tables["pairs"].append(
            r.PairRecord(
                *(target_id, progress_id, fields.get("actual_id"), fields.get("claim_id")),
                fields.get("basis", "measured"),
                Decimal(value) if value else None,
                value is not None,
                None,
                fields.get("explanation", "名称相近、单位一致。"),
                **{name: fields[name] for name in ("cause", "caliber", "nearest_id") if name in fields},
            )
        )


def write_tables(directory: Path, tables: Mapping[str, list[Any]]) -> None:
    """Write every table as ``<directory>/<table>/records.parquet``, empty ones too."""
    for table in ALL_TABLES:
        (directory / table).mkdir(parents=True, exist_ok=True)
        write_records(directory / table / "records.parquet", table, tables.get(table, []))


def build_town() -> Town:
    """溪口市 in the third quarter of 2023."""
    town = Town()
    town.tables["runs"] = [r.RunRecord("run-1", "2023-Q3", "linear_year", STARTED, "then")]
    town.tables["periods"] = [period.record for period in every_period()]
    town.document(
        OLD_PLAN,
        "责任分解",
        "responsibility_breakdown",
        dt.date(2023, 1, 5),
        doc_number="溪政办〔2023〕1号",
        plan_period_id="2023",
    )
    town.document(
        PLAN,
        "责任分解",
        "responsibility_breakdown",
        dt.date(2023, 2, 1),
        doc_number="溪政办[2023]1号",
        plan_period_id="2023",
    )
    town.document(
        PROGRAM,
        "工程方案",
        "program_plan",
        dt.date(2023, 4, 1),
        doc_number="溪政办〔2023〕9号",
        plan_period_id="2023/2027",
    )
    town.document(HALF, "上半年进展", "progress_report", None, plan_period_id="2023", report_period_id="2023-H1")
    town.document(THIRD, "三季度进展", "progress_report", None, plan_period_id="2023", report_period_id="2023-Q3")
    town.task(OLD_PLAN, 1, "完成投资100亿元以上。", ("林一", "副市长"), "发改局")
    _plan(town)
    _answered_elsewhere(town)
    town.tables["repeats"] = repeats(town.tables["links"], town.tables["targets"])
    return town


def _plan(town: Town) -> None:
    mayor, deputy = ("周和", "市长"), ("林一", "市委常委、副市长")
    invest = town.task(PLAN, 1, "完成投资190亿元以上，开工项目24个以上。", mayor, "发改局、财政局")
    money = town.target(invest, "190亿元以上", "投资", "19000000000", "元", "level")
    projects = town.target(invest, "24个以上", "开工项目", "24", "个", "count")
    finance = town.task(PLAN, 2, "服务企业融资6000万元以上。", deputy, "金融办")
    loans = town.target(finance, "6000万元以上", "企业融资", "60000000", "元", "level")
    retail = town.task(PLAN, 3, "社会消费品零售总额增长7%以上，培训2万人次。", deputy, "市商务局")
    sales = town.target(retail, "增长7%以上", "社会消费品零售总额", "7", "%", "growth_rate")
    trained = town.target(retail, "2万人次", "培训", "20000", "人次", "count")
    safety = town.task(PLAN, 4, "事故起数下降20%以上。", ("林一", None), "应急局")
    fall = town.target(safety, "下降20%以上", "事故起数", "20", "%", "decrease_rate")
    jobs = town.task(PLAN, 5, "新增就业4万人。", mayor, "人社局")
    hired = town.target(jobs, "4万人", "新增就业", "40000", "人", "count")
    town.task(PLAN, 6, "建成图书馆。", mayor, "文旅局")
    plaza = town.task(PLAN, 7, "建成市民广场。", mayor, "建设局")
    joint = town.task(PROGRAM, 1, "新增就业3万人以上。", ("赵川", "副市长"), "人社局", list_type="program_task")
    fewer = town.target(joint, "3万人以上", "新增就业", "30000", "人", "count")
    # what five years add up contradicts no year of them
    over = {"list_type": "five_year_goal", "period_id": "2019/2023"}
    whole = town.task(PROGRAM, 5, "五年新增就业15万人。", ("赵川", "副市长"), "人社局", **over)
    fifth = town.target(whole, "15万人", "新增就业", "150000", "人", "count")
    for other in (fewer, fifth):
        town.tables["target_links"].append(r.TargetLinkRecord(*sorted((hired, other)), Decimal(1), True, False))
    town.tables["task_links"].append(
        r.TaskLinkRecord(*sorted((jobs, joint)), "same_indicator", Decimal("0.9"), "指标相同", "数字不同")
    )
    _restated(town, invest, finance, safety)
    _half_year(town, invest, money)
    _reached_before(town)
    _third_quarter_numbers(town, invest, money, projects, finance, loans)
    _third_quarter_words(town, retail, sales, trained, safety, fall, plaza)


def _restated(town: Town, invest: str, finance: str, safety: str) -> None:
    """Tasks of the programme that promise again what the year's plan does: with more, over five years, in part."""
    leader = ("赵川", "副市长")
    again = town.task(PROGRAM, 2, "完成投资190亿元以上，建成展馆3座。", leader, "发改局", list_type="program_task")
    town.target(again, "190亿元以上", "投资", "19000000000", "元", "level")
    town.target(again, "3座", "展馆", "3", "座", "count")
    longer = {"list_type": "five_year_goal", "period_id": "2023/2027"}
    goal = town.task(PROGRAM, 3, "服务企业融资6000万元以上。", leader, "金融办", **longer)
    town.target(goal, "6000万元以上", "企业融资", "60000000", "元", "level", period_id="2027")
    part = town.task(PROGRAM, 4, "事故起数下降20%以上，演练9次。", leader, "应急局", list_type="program_task")
    town.target(part, "下降20%以上", "事故起数", "20", "%", "decrease_rate")
    town.target(part, "9次", "演练", "9", "次", "count")
    for task, other in ((invest, again), (finance, goal), (safety, part)):
        link = r.TaskLinkRecord(*sorted((task, other)), "reworded", Decimal("0.9"), "文字相近", None)
        town.tables["task_links"].append(link)


def _half_year(town: Town, invest: str, money: str) -> None:
    row = town.row(HALF, 1, "完成投资190亿元以上", "完成投资60亿元。", "发改局", task_id=invest, issues="征地进度慢")
    sixty = town.actual(row, "60亿元", "投资", "6000000000", "元", "level")
    town.pair(money, row, "6000000000", actual_id=sixty)


def _reached_before(town: Town) -> None:
    """Reached by the half year and left open after it: a count that stays, a rate that may have changed."""
    farms = town.task(PLAN, 8, "培育农庄30家，农庄满意度达90%以上。", ("赵川", "副市长"), "农业局")
    grown = town.target(farms, "30家", "农庄", "30", "家", "count")
    liked = town.target(farms, "90%以上", "农庄满意度", "90", "%", "share", aggregation="snapshot")
    row = town.row(HALF, 2, "培育农庄30家", "已培育农庄31家，农庄满意度93%。", "农业局", task_id=farms)
    counted = town.actual(row, "31家", "农庄", "31", "家", "count")
    asked = town.actual(row, "93%", "农庄满意度", "93", "%", "share")
    town.pair(grown, row, "31", actual_id=counted)
    town.pair(liked, row, "93", actual_id=asked)
    later = town.row(THIRD, 9, "培育农庄30家", "农庄提质有序进行。", "农业局", task_id=farms)
    town.pair(grown, later, cause="mentioned")
    town.pair(liked, later, cause="mentioned")


def _third_quarter_numbers(town: Town, invest: str, money: str, projects: str, finance: str, loans: str) -> None:
    row = town.row(
        *(THIRD, 1, "完成投资200亿元以上，开工项目24个以上", "完成投资150亿元，完成年度目标95.4%。", "发改局"),
        task_id=invest,
        link_kind="reworded",
        differs="“190”改为“200”",
    )
    spent = town.actual(row, "150亿元", "投资", "15000000000", "元", "level")
    town.claim(row, "percent_of_target", "完成年度目标95.4%", "95.4")
    town.pair(money, row, "15000000000", actual_id=spent)
    town.pair(projects, row, explanation="文中未见与“开工项目”可比的数字。")
    town.target(row, "200亿元以上", "投资", "20000000000", "元", "level")
    row = town.row(THIRD, 2, "服务企业融资6000万元以上", "服务企业融资6612万美元。", "金融办", task_id=finance)
    dollars = town.actual(row, "6612万美元", "企业融资", "66120000", "美元", "level")
    town.pair(loans, row, actual_id=dollars)


def _third_quarter_words(town: Town, retail: str, sales: str, trained: str, safety: str, fall: str, plaza: str) -> None:
    narrative = "限上社零增速9.8%。培训工作有序开展。"
    row = town.row(THIRD, 3, "社会消费品零售总额增长7%以上，培训2万人次", narrative, "商务局", task_id=retail)
    part = town.actual(row, "9.8%", "限上社零", "9.8", "%", "growth_rate")
    town.pair(
        sales,
        row,
        cause="narrower",
        caliber="限上",
        nearest_id=part,
        explanation="所报“限上社零”9.8%只是“限上”口径，不能代替“社会消费品零售总额”。",
    )
    town.pair(trained, row, cause="mentioned", explanation="文中未见与“培训”可比的数字。")
    row = town.row(THIRD, 4, "事故起数下降20%以上", "实现下降目标。", "应急局", task_id=safety)
    claim = town.claim(row, "target_met", "实现下降目标")
    town.pair(fall, row, claim_id=claim, basis="claimed")
    row = town.row(THIRD, 5, "整治河道", "已整治河道两条。10月已通过验收。", "水务局")
    town.remark("after_period", row, "10月已通过验收。", happened_on=dt.date(2023, 10, 1))
    town.tables["completions"].append(r.CompletionRecord(row, True, "逐项完成"))
    row = town.row(THIRD, 6, "建成市民广场", "主体已结顶。", "建设局", task_id=plaza, stated_status="已完成")
    town.answer(town.milestone(plaza, "建成市民广场", "市民广场", "finish", 5), row, "主体已结顶", "structure", (5, 4))
    goal = town.target(plaza, "投资2亿元", "广场投资", "200000000", "元", "level")
    done = town.row(
        THIRD, 7, "完成广场投资2亿元", "完成投资5000万元。", "建设局", task_id=plaza, stated_status="已完成"
    )
    half = town.actual(done, "5000万元", "广场投资", "50000000", "元", "level")
    again = town.row(THIRD, 8, "建好乐园", "广场投资6000万元。乐园无法按期完成。", "建设局")
    more = town.actual(again, "6000万元", "广场投资", "60000000", "元", "level")
    town.remark("self_contradiction", done, "5000万元", actual_id=half, other_actual_id=more)
    town.remark("impossible", again, "乐园无法按期完成。")
    town.pair(goal, done, "50000000", actual_id=half)


def _answered_elsewhere(town: Town) -> None:
    """What the year's plan got as answers answers the programme's restated targets too, as matching has it."""
    targets, links = town.tables["targets"], town.tables["target_links"]
    town.tables["target_links"] = restated_targets(targets, town.tables["task_links"], links)
    own = {pair.target_id: pair for pair in town.tables["pairs"]}
    for link in town.tables["target_links"]:
        for target_id, other in ((link.target_id, link.other_target_id), (link.other_target_id, link.target_id)):
            if link.same_value and target_id not in own and other in own:
                pair = dataclasses.replace(own[other], target_id=target_id, is_elsewhere=True)
                town.tables["pairs"].append(pair)
