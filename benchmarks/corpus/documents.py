"""The documents of one invented county, each as paragraphs and a grid in one of the layouts of the genre."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from benchmarks.corpus.county import QUARTERS, YEAR, County, Row, Task

Paragraph = tuple[str, str]  # kind (title, heading, right, body) and text
NUMERALS = "一二三四五六七八九十"
ENDS = {1: "3月底", 2: "6月底", 3: "9月底", 4: "12月底"}
QUARTER_NAMES = {1: "一季度", 2: "上半年", 3: "三季度", 4: "全年"}
PROSE, GRID = ("txt", "gb18030", "md", "html", "docx"), ("docx", "xlsx", "html")


@dataclass(slots=True)
class Page:
    """One document: its name, what stands on it, the medium it is written in, and what is true of it.

    ``merged`` are the grid's columns whose blank cells belong to the cell above.
    """

    name: str
    medium: str
    paragraphs: list[Paragraph]
    truth: dict[str, list[int] | int]
    grid: list[list[str | int]] = field(default_factory=list)
    merged: tuple[int, ...] = ()


def documents(county: County) -> Iterator[Page]:
    """The county's eight documents: two breakdowns, a programme's plan, a work report and four reports."""
    rng = random.Random(f"{county.seed}/layouts")
    yield _breakdown(county, rng)
    yield _livelihood(county, rng)
    yield _program(county, rng)
    yield _work_report(county, rng)
    for quarter in QUARTERS:
        yield rng.choice((_narrative_table, _measures_table, _narrative_list))(county, quarter, rng)


def _breakdown(county: County, rng: random.Random) -> Page:
    title = f"{YEAR}年{county.name}政府工作报告重点工作责任分解"
    page = Page("重点工作责任分解", "", [*_notice(county, title, 2), ("title", title)], _promised(county.key_work))
    if rng.random() < 0.5:
        page.medium = rng.choice(GRID)
        page.grid = [
            ["类别", "序号", "工作任务", "牵头领导", "牵头单位", "配合单位"],
            *map(_task_line, county.key_work),
        ]
        page.merged = (0,)
        for above, below in reversed(list(zip(page.grid[1:], page.grid[2:], strict=False))):
            below[0] = "" if above[0] == below[0] else below[0]
        return page
    page.medium = rng.choice(PROSE)
    for section, tasks in _sections(county.key_work):
        page.paragraphs.append(("heading", section))
        for task in tasks:
            duty = f"（牵头单位：{task.lead}；配合单位：{'、'.join(task.support)}）"
            page.paragraphs.append(("body", f"{task.number}.{task.text}{duty}"))
    return page


def _livelihood(county: County, rng: random.Random) -> Page:
    title = f"{YEAR}年{county.name}民生实事项目责任分解"
    page = Page("民生实事责任分解", rng.choice(PROSE), [*_notice(county, title, 3), ("title", title)],
                _promised(county.livelihood))  # fmt: skip
    for task in county.livelihood:
        numeral = NUMERALS[task.number - 1]
        page.paragraphs += [
            ("heading", f"{numeral}、{task.section}工程"),
            ("body", task.text),
            ("body", f"牵头领导：{task.leader}"),
            ("body", f"牵头单位：{task.lead}"),
            ("body", f"配合单位：{'、'.join(task.support)}"),
        ]
    return page


def _program(county: County, rng: random.Random) -> Page:
    title = f"{county.name}“十四五”城乡建设发展规划"
    paragraphs = [*_letterhead(county, 63, title), ("heading", "一、发展目标"),
                  ("body", "到2025年，城乡面貌明显改善，公共服务更加均衡。"), ("heading", "二、重点工程")]  # fmt: skip
    for task in county.program:
        paragraphs.append(("body", f"（{NUMERALS[task.number - 1]}）{task.section}工程。{task.text}"))
    return Page("发展规划", rng.choice(("docx", "html", "txt")), paragraphs, _promised(county.program))


def _work_report(county: County, rng: random.Random) -> Page:
    place = {"县": "县", "区": "区", "市": "市"}[county.name[-1]]
    paragraphs = [
        ("title", "政府工作报告"),
        ("body", f"——{YEAR}年1月16日在{county.name}第十七届人民代表大会第四次会议上"),
        ("body", f"{county.name}人民政府{place}长  {county.key_work[0].leader}"),
        ("body", "各位代表："),
        ("body", f"现在，我代表{place}人民政府，向大会报告工作，请予审议，并请政协委员和列席人员提出意见。"),
        ("heading", f"一、{YEAR - 1}年工作回顾"),
        ("body", "过去一年，我们坚持稳中求进，经济社会发展取得新的成效。"),
        ("heading", f"二、{YEAR}年工作安排"),
        ("body", "今年要重点抓好以下工作："),
    ]
    told: list[Task] = []
    for number, (section, tasks) in enumerate(_sections(county.key_work[:30]), 1):
        told += tasks
        words = "".join(task.text for task in tasks)
        paragraphs.append(("body", f"（{NUMERALS[(number - 1) % 10]}）聚力{section}，奋力实现新突破。{words}"))
    paragraphs += [("heading", "三、加强政府自身建设"), ("body", "坚持依法行政，自觉接受监督。"),
                   ("body", "各位代表！让我们团结奋斗，谱写高质量发展新篇章！")]  # fmt: skip
    truth: dict[str, list[int] | int] = {"targets": [promise.value() for task in told for promise in task.promises]}
    return Page("政府工作报告", rng.choice(("txt", "gb18030", "docx", "html")), paragraphs, truth)


def _narrative_table(county: County, quarter: int, rng: random.Random) -> Page:
    header: list[str | int] = ["序号", "工作任务", "责任单位", "进展情况", "存在问题", "下一步打算"]
    page = _report(county, quarter, rng.choice(GRID))
    page.grid = [header] + [
        [number, row.task.text, row.task.lead, _narrative(row, quarter), row.hindrance, row.next_step]
        for number, row in enumerate(county.rows(quarter), 1)
    ]
    return page


def _measures_table(county: County, quarter: int, rng: random.Random) -> Page:
    """A line for each number; the task's own cells stand on the first of them."""
    header: list[str | int] = ["序号", "重点工作", "主要指标", "单位", "年度目标值", "累计完成", "牵头单位", "存在问题"]
    page = _report(county, quarter, rng.choice(("xlsx", "html")))
    page.grid, page.merged = [header], (0, 1, 6, 7)
    for number, row in enumerate(county.rows(quarter), 1):
        for place, (promise, amount) in enumerate(zip(row.task.promises, row.amounts, strict=True)):
            own = (number, row.task.text, row.task.lead, row.hindrance) if place == 0 else ("", "", "", "")
            measure = (f"{promise.verb}{promise.noun}", promise.unit, promise.amount, amount)
            page.grid.append([*own[:2], *measure, *own[2:]])
    return page


def _narrative_list(county: County, quarter: int, rng: random.Random) -> Page:
    page = _report(county, quarter, rng.choice(("txt", "md", "docx")))
    for number, row in enumerate(county.rows(quarter), 1):
        page.paragraphs += [
            ("body", f"{number}.目标任务：{row.task.text}"),
            ("body", f"责任单位：{row.task.lead}"),
            ("body", f"进展情况：{_narrative(row, quarter)}"),
        ]
    return page


def _report(county: County, quarter: int, medium: str) -> Page:
    rows = county.rows(quarter)
    title = f"{county.name}{YEAR}年政府工作报告重点任务和民生实事{QUARTER_NAMES[quarter]}进展情况"
    told = [promise.value(n) for row in rows for promise, n in zip(row.task.promises, row.amounts, strict=True)]
    truth: dict[str, list[int] | int] = {"rows": len(rows), "results": told}
    return Page(f"{QUARTER_NAMES[quarter]}进展情况", medium, [("title", title)], truth)


def _narrative(row: Row, quarter: int) -> str:
    results = zip(row.task.promises, row.amounts, strict=True)
    return f"截至{ENDS[quarter]}，{'，'.join(f'已{promise.words(amount)}' for promise, amount in results)}。"


def _promised(tasks: Sequence[Task]) -> dict[str, list[int] | int]:
    return {"tasks": len(tasks), "targets": [promise.value() for task in tasks for promise in task.promises]}


def _task_line(task: Task) -> list[str | int]:
    return [task.section, task.number, task.text, task.leader, task.lead, "、".join(task.support)]


def _sections(tasks: Sequence[Task]) -> list[tuple[str, list[Task]]]:
    """Tasks by field of work, each field under its numeral."""
    found = [(name, list(group)) for name, group in groupby(tasks, key=lambda task: task.section)]
    return [(f"{_numeral(number)}、{name}", group) for number, (name, group) in enumerate(found, 1)]


def _numeral(number: int) -> str:
    return NUMERALS[number - 1] if number <= len(NUMERALS) else f"十{NUMERALS[number - 11]}"


def _letterhead(county: County, number: int, title: str) -> list[Paragraph]:
    office = f"{county.name}人民政府办公室"
    return [("title", f"{office}文件"), ("title", f"{county.name[0]}政办发〔{YEAR}〕{number}号"), ("title", title)]


def _notice(county: County, title: str, number: int) -> list[Paragraph]:
    office = f"{county.name}人民政府办公室"
    return [
        *_letterhead(county, number, f"{office}关于印发{title}的通知"),
        ("body", f"各乡镇人民政府、街道办事处，{county.name[-1]}直各单位："),
        ("body", f"《{title}》已经政府同意，现印发给你们，请认真组织实施。"),
        ("right", office),
        ("right", f"{YEAR}年2月20日"),
    ]
