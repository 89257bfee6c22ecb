"""Reports in prose: running sentences that each name a task and, right behind it, what came of it.

    “新建泵站9座”项目，已建成4座；12处停车场建设已完成8处（67%）；改造敬老院3家，目前已完工2家；
    新增床位70张，为任务的140%。

Notices and newspapers write so, without numbers, labels or a paragraph for each task. Sentences that only count tasks
(41件实事已完成34件) are summaries, no tasks. Where most of what is reported fits none of the forms, the text is none
of this family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import ResultText, TargetText
from pipeline.layouts.collecting.record_drafts import ProgressDraft
from pipeline.layouts.family import Shared, TextFamily
from pipeline.layouts.layout_words import load_words
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.outline.stream import tokens_of
from pipeline.readers.document import Document

_FEWEST, _FEWEST_QUOTED, _SHARE = 3, 2, 0.5
_LONGEST = 60  # characters of a task's name in a list
_NUMBER = r"\d[\d.,]{0,12}[万亿]?"
_PLAIN = r"[^，,。；;：:、“”（）()\n\d]"
_NAME = rf"(?:{_PLAIN}|[（(][^（()）\d\n]{{1,20}}[)）])"  # also with a bracket: 水泥（沥青）路
_CLAUSE = r"[^，,。；;：:“”\n]"
_WHEN = r"(?:目前|现|均|截[至止][^，,。；;\n]{2,12}[，,]?|[^，,。；;\n\d]{0,4}(?:季度|半年|以来)[，,]?)"
_SPAN = r"\d{1,2}\s?[-—–－~至]\s?\d{1,2}月?份?"
_TASKS = r"(?:子?项|实事|民生|任务|事项|指标|目标|重点|重大|项目|工作|工程)"  # what a summary counts
# What was there before, what is over, what only counts tasks: 共有养老院105家，已改造80家; 其余27项中，已完成19项.
_STANDING = (
    r"(?![^，,。；;\n]{0,80}(?:[共现总]有|涉及|排查|摸排|发现|已|目前|累计|截[至止]|去年|上年|其余|剩余|\d项"
    r"|(?:实事|任务|指标|事项|子项|重点项目|重大项目)\d))"
)
_ALONE = r"(?=[，,。；;、）)（(\n]|$)"  # the number counts what the task counts: no noun of its own behind it
_RATE = r"(?:投资|任务|目标|计划|项目|年度|工程){0,2}(?:完成|完工|竣工|开工|办结|到位|发放|达标)率"
_SHARE_DONE = r"[（(]\d[\d.]{0,6}%[)）]"
_ENDED = r"(?:完成|完工|竣工|建成|交付|投用|投入使用|启用|通车|启动|开工|落实|兑现)"
_QUOTED = re.compile(  # “新建泵站9座”项目，已建成4座；“改造敬老院3家”和“新增床位70张”已完成
    rf"(?P<names>“[^“”\n]{{4,80}}”(?:[、和及与]?“[^“”\n]{{4,80}}”){{0,9}})(?:等[^，,。；;\n]{{0,8}}?)?"
    rf"(?:{_PLAIN}{{0,3}}(?:项目|任务|工程|实事|工作|事项)|(?<=\d.”)|(?<=\d..”)|(?={_WHEN}?已[提前超额全部面基本圆满]{{0,4}}{_ENDED}))"
    rf"[，,]?(?P<result>{_WHEN}?[，,]?(?:已|累计|完成|正在)[^。；;“\n]{{2,200}})"
)
_OPENED = re.compile(  # “新建泵站”项目，我县于5月开工…: a quoted task opens the paragraph, all of which speaks of it
    rf"(?:(?<=\n)|(?<![\s\S]))\s{{0,20}}“(?P<name>[^“”\n]{{4,80}}(?:“[^“”\n]{{1,40}}”[^“”\n]{{0,40}})?)”{_PLAIN}{{0,3}}(?:项目|任务|工程|实事|工作|事项)"
    r"\s{0,4}[，,：:。](?P<result>[^\n]{4,2000})"
)
_LISTED_AS = re.compile(  # 一是城北小学已建成投用；二是危房改造完成30户；三是…
    r"(?<![^：:；;，,])[一二三四五六七八九十]{1,3}是(?P<result>(?P<name>[^，,。；;：:\n]{4,60}?)(?:（[^（）\n]{1,12}）)?"
    r"(?=已|完成|建成|正在|正着手|正抓紧|尚?未|落实|累计|[，,]全?区?县?市?共)[^；;。\n]{2,200})"
)
_QUOTE = re.compile(r"“(?P<name>[^“”\n]+)”")
_LISTED = re.compile(  # 正在推进的项目有甲工程；乙工程；丙工程。
    r"(?P<result>(?:已经?|均已?|提前|超额|全部|完成|基本|正在|正常|有序|稳步|尚未|未)[^，,。；;：:“\n\d]{2,20}?)"
    rf"(?:的(?:{_PLAIN}{{0,2}}(?:项目|任务|工程|实事|工作|事项))?|(?:项目|任务|工程|实事|工作|事项))?"
    r"(?:\d{1,3}[项个件](?:[、，,]占比?[\d.]{1,6}%)?)?[，,]?(?:有|为|是|分别[为是]|包括|主要是)?[：:]?(?<=[有为是括：:])"
    r"(?P<list>[^。\n]{12,2000})"
)
_FORMS = (
    re.compile(  # 30条道路绿化全部完工；12个小区供水改造已全部启动，完成5个
        rf"(?P<name>{_PLAIN}{{0,8}}{_NUMBER}(?P<unit>[一-龥]{{1,2}}?)(?!{_TASKS}){_NAME}{{2,24}}?)"
        rf"(?P<result>[已均]{{0,2}}全部{_ENDED}(?:[，,]并?完成{_PLAIN}{{0,4}}{_NUMBER}(?P=unit){_ALONE})?)(?=[，,。；;\n]|$)"
    ),
    re.compile(  # 12处停车场建设已完成8处（67%）
        rf"(?P<name>{_PLAIN}{{0,16}}{_NUMBER}(?P<unit>[一-龥]{{1,2}}?)(?!{_TASKS}){_NAME}{{2,24}}?)"
        rf"(?P<result>{_WHEN}?已{_PLAIN}{{0,6}}{_NUMBER}(?P=unit){_ALONE}(?:[（(][^（()）\n]{{1,12}}[)）])?)"
    ),
    re.compile(  # 改造敬老院3家，目前已完工2家
        rf"(?P<name>(?<![^，,。；;：:、\s是为括])(?!、){_STANDING}{_CLAUSE}{{0,30}}?(?<![\d.]){_NUMBER}(?P<unit>%|[一-龥]{{1,2}}?)(?!{_TASKS}){_CLAUSE}{{0,40}})"
        rf"[，,](?P<result>{_WHEN}?(?:已|累计|{_SPAN}累计){_PLAIN}{{0,8}}{_NUMBER}(?P=unit){_ALONE})"
    ),
    re.compile(  # 北塘供水工程正在施工中（90%）；疫苗接种服务（自愿）已完成4769人（51%）
        rf"(?P<name>(?<![\d.])(?:{_NUMBER})?{_NAME}{{4,40}}?)"
        rf"(?P<result>(?:正在{_PLAIN}{{1,10}}|{_WHEN}?已{_PLAIN}{{0,6}}{_NUMBER}[一-龥]{{1,3}}){_SHARE_DONE})"
    ),
    re.compile(  # 新增床位70张，为任务的140%: what was promised is not said
        rf"(?P<result>(?P<name>(?!、)(?:{_NAME}|、){{4,40}}?)(?:已|共|累计|完成|竣工|完工|标准|为|达到?){{0,3}}(?<![\d.]){_NUMBER}(?:%|[一-龥]{{1,3}})?"
        rf"(?:[（(][^（()）\n]{{1,12}}[)）])?[，,](?:{_RATE}|(?:为|占|完成|超)(?:年度|全年)?(?:目标)?(?:任务|计划)(?:任务|数|总数)?的?)"
        rf"[为达]?\d[^，,。；;\n]{{0,12}})"
    ),
    re.compile(  # 技能培训完成率104%
        rf"(?P<result>(?P<name>(?!、)(?:{_NAME}|、){{4,40}}?){_RATE}[为达]{{0,2}}\d[\d.]{{0,8}}%)(?=[，,。；;、\n]|$)"
    ),
)  # fmt: skip
_STILL = re.compile(
    r"预计|计划(?!完成投资|总?投资)|将于|拟于|力争|\d月|^[项件个]"
)  # 5项预计10月底前全部完成: not yet, and no task
# What a quoted task's paragraph says when it reports; 发动社会力量，开展服务 only says what is to be done.
_TOLD = re.compile(r"已|完成|正在|目前|累计|截[至止]|[开完竣]工|建成|投用|交付|启动|进入|处于|推进|%")
# How all goes, no task: 1—5月完成投资4.28亿元, 未开工项目17个
_NO_TASK = re.compile(
    r"(?:全[省市县区]|[省市县区]级)?(?:[年月]份?|累计|共|已|实际|其中|目前){0,3}(?:完成|实现|到位)?(?:总|固定资产|项目)?投资额?|(?:未|已|新|续|拟|在)?(?:开工|竣工|完工|建成|续建|新建|在建)?项目"
)
_REPORTED = re.compile(r"(?:已|完成率|任务的)[^，,。；;\n]{0,12}\d")


@dataclass(frozen=True, slots=True)
class _Entry:
    """Spans of a task's name and of what came of it; ``is_promise`` where the name says how much was promised."""

    name: tuple[int, int]
    result: tuple[int, int]
    is_promise: bool
    is_quoted: bool


def detect(document: Document, part: Part, title: str = "") -> float:
    """How surely a part reports in prose: 0, or 0.5 where its sentences name tasks and results."""
    if part.tables:
        return 0.0
    clauses = sum(token.kind == "clause" for token in tokens_of(document, part))
    entries = entries_of(document, part)
    text = "\n".join(document.text[start:end] for start, end in _paragraphs(part))
    quoted = sum(entry.is_quoted and bool(_TOLD.search(document.text, *entry.result)) for entry in entries)
    told = re.search(load_words()["progress_opening"], title + document.text[:200])
    if (quoted < _FEWEST_QUOTED and not (told and len(entries) >= _FEWEST)) or clauses >= len(entries):
        return 0.0
    return 0.5 if len(entries) >= _SHARE * len(_REPORTED.findall(text)) else 0.0


def entries_of(document: Document, part: Part) -> list[_Entry]:
    """The tasks that a part's sentences name, in order."""
    return [entry for start, end in _paragraphs(part) for entry in _entries(document.text, start, end)]


def _paragraphs(part: Part) -> list[tuple[int, int]]:
    return [(block.start, block.end) for block in part.blocks if block.table is None]


def _entries(text: str, start: int, end: int) -> Iterator[_Entry]:
    """The tasks of a paragraph in order: the form that begins first is taken."""
    while start < end:
        found = [
            match
            for form in (_OPENED, _LISTED_AS, _LISTED, _QUOTED, *_FORMS)
            if (match := form.search(text, start, end))
        ]
        if not found:
            return
        match = min(found, key=lambda m: m.start())
        names = _names(match)
        for name in names:
            yield _Entry(
                name, match.span("result"), match.re not in (_LISTED_AS, *_FORMS[-2:]), match.re in (_OPENED, _QUOTED)
            )
        start = match.end() if names or match.re is not _LISTED else match.start("list")


def _names(match: re.Match[str]) -> list[tuple[int, int]]:
    """The spans of the tasks of which a match speaks: one, those quoted, or the items of a list."""
    if match.re is _QUOTED:
        return [quote.span("name") for quote in _QUOTE.finditer(match.string, *match.span("names"))]
    if match.re is _LISTED:
        return _items(match)
    is_task = not _STILL.search(match["name"]) and not _NO_TASK.fullmatch(match["name"])
    return [match.span("name")] if is_task else []


def _items(match: re.Match[str]) -> list[tuple[int, int]]:
    """The items of a list, set apart by semicolons, else by the marks of a list; [] where they are no names."""
    sign = "[；;]" if re.search("[；;]", match["list"]) else "、"
    spans, start = [], match.start("list")
    for item in re.split(sign, match["list"]):
        quoted = item.startswith("“") and item.endswith("”")
        spans.append((start + quoted, start + len(item) - quoted))
        start += len(item) + 1
    is_list = len(spans) >= _FEWEST and all(_FEWEST < b - a < _LONGEST for a, b in spans[:-1])
    return [(a, b) for a, b in spans if b > a] if is_list and not _REPORTED.search(match["list"]) else []


def parse(document: Document, part: Part, collector: Collector, _: Shared) -> None:
    """Add a row for each task; the sentences around them are narration. A plan's text holds no rows."""
    if collector.identity.doc_type != "progress_report":
        return
    number = 0
    for start, end in _paragraphs(part):
        for entry in _entries(document.text, start, end):
            collector.set_aside(start, entry.name[0], "narration")
            number += 1
            _add(entry, number, collector)
            start = max(entry.name[1], entry.result[1])
        collector.set_aside(start, end, "narration")


def _add(entry: _Entry, number: int, collector: Collector) -> None:
    period = collector.identity.report_period_id or collector.plan_period
    draft = ProgressDraft(
        row_no=number,
        name=entry.name,
        narrative=[entry.result],
        start=min(entry.name[0], entry.result[0]),
        end=max(entry.name[1], entry.result[1]),
        targets=[TargetText("", *entry.name, collector.plan_period)] if entry.is_promise else [],
        results=[ResultText("", *entry.result, period)],
    )
    collector.add_progress(draft)


FAMILY = TextFamily("progress_prose", "progress_report", detect, parse)
