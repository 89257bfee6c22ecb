"""What a document holds besides its lists: letterhead, number, letter, signature, distribution. Named, not dropped."""

from __future__ import annotations

import re
from itertools import zip_longest

from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.outline.parts import ANNEX, LETTERHEAD, MARK, Outline, is_notice_title
from pipeline.layouts.whose.heading import NUMBER, half_width
from pipeline.layouts.whose.particulars import is_particulars, opens_with_particulars
from pipeline.readers.document import Block, Document

_PREAMBLE = re.compile(
    r"(?s)(?=.*(?:现将|现予|印发给你们|请(?:各|认真|结合|遵照|抓好)|通报如下|分解如下|公布如下|公示如下|印发执行))(?!\s*\d{1,3}[.．、])"
)
_REPORTING = re.compile(
    r"(?s)(?=.*(?:报送?至?|反馈|上报)(?:到|给)?.{0,12}(?:督查|办公室|府办|政府办|科|邮箱))|.*联系电话\s*[:：]"
)
_SENTENCES = re.compile(r"(?s)(?!\s*[\d一二三四五六七八九十]{1,3}[、.．]).{30,}[。！!]\s*$")
_YEARS = re.compile(r"20\d{2}年?(?:\d{1,2}月(?:\d{1,2}日)?)?|[“《][^”》\n]{1,40}[”》]")
_PLAIN_LINE = re.compile(r"[\u4e00-\u9fff“”]{4,24}|[（(]\s*\d{1,3}\s*[件项个]\s*[)）]")
_NOTES_HEADING = re.compile(r"\s*(?:填表|编制|有关|使用)说明\s*$")
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("letterhead", LETTERHEAD),
    ("web_furniture", re.compile(r".*(?:ICP备|公网安备|网站标识码)")),
    ("closing", re.compile(r"\s*(?:现|特|此)(?:予|此)?(?:以)?(?:公告|公示|公布|通知|通报|报告)。?\s*$")),
    (
        "credit",
        re.compile(
            r"\s*[（(【]?\s*(?:采写|撰文|摄影|图片|文字?|通讯员|记者|见习记者|责编|责任编辑|校对|供稿|来源)\s*[:：/／丨|].{1,40}$"
            r"|\s*[□■◆]\s*[\u4e00-\u9fff]{0,8}(?:记者|通讯员)[\u4e00-\u9fff\s]{2,16}$"
        ),
    ),
    ("document_number", re.compile(rf"\s*{NUMBER.pattern}")),
    ("salutation", re.compile(r"\s*(?:各|市|县|区|州|旗|有关).{2,120}[:：]\s*$")),
    (
        "publication_note",
        re.compile(r"\s*[（(]\s*(?:此件|本件|公开).{0,20}[)）]\s*$|\s*公开(?:方式|属性)[:：]?.{0,12}$"),
    ),
    ("distribution_list", re.compile(r"\s*(?:抄\s*送|主\s*送|分\s*送|报|送)\s*[:：]")),
    (
        "signature",
        re.compile(r"\s*[\u4e00-\u9fff\s]{4,40}(?:人民政府|办公室|办公厅|委员会|领导小组|局|委)\s*(?:\d{4}\s*年.*)?$"),
    ),
    (
        "date",
        re.compile(
            r"\s*(?:[\u4e00-\u9fff]{0,24}\s*)?[\d二〇○零一九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*(?:[\d一二三四五六七八九十]{1,3}\s*日)?\s*(?:印发|发布)?\s*$"
        ),
    ),
    ("reporting_requirement", _REPORTING),
    ("preamble", _PREAMBLE),
    ("preamble", re.compile(r"(?s).{4,300}如下\s*[:：]\s*$")),
    (
        "closing_request",
        re.compile(
            r"\s*(?:请?各|有关|全县|全市|全区).{0,30}(?:要|请|应).{0,80}(?:重视|落实|贯彻|推进|完成|组织)\D{0,30}$"
        ),
    ),
    ("section_heading", re.compile(r"\s*第[一二三四五六七八九十百\d]{1,4}[编篇章节][\s:：]*[^。；;]{2,40}$")),
    ("section_heading", re.compile(r"[^。；;，,\d]{2,40}(?:工程|任务|行动|项目|举措|工作)\s*[:：]\s*$")),
    ("signature", re.compile(r"\s*[\u4e00-\u9fff\d（）()]{4,40}(?:主席团|人民代表大会|督查室|指挥部)\s*$")),
    ("annex_list", re.compile(r"\s*附\s*件\s*[:：]")),
    ("annex_mark", ANNEX),
    (
        "note",
        re.compile(
            r"\s*(?:注|备注|说明|填表说明)\s*[:：]|\s*[（(]?(?:统计时间|统计截止|统计口径|数据来源|数据截至|截至时间).{2,40}$|\s*[（(](?:单位|计量单位)\s*[:：].{1,12}[)）]\s*$|\s*(?:单位|填报单位|填报时间|填报日期|制表|联系人|联系电话)\s*[:：]"
        ),
    ),
)


def name_furniture(document: Document, outline: Outline, collector: Collector) -> None:
    """Name every stretch that the layouts left over, as far as a rule knows it; the rest stays unread."""
    for part in outline.parts:
        for block in part.titles:
            collector.set_aside(block.start, block.end, "list_title")
    front = {id(block) for block in outline.front}
    for block in document.blocks[:3]:
        if block.table is not None and is_particulars(document, block):
            collector.set_aside(block.start, block.end, "web_particulars")
    gaps = collector.uncovered()
    title = re.sub(r"\s+", "", collector.identity.title)
    in_annexes = in_notes = False
    for block, below in zip_longest(document.blocks, document.blocks[1:]):
        text = document.slice(block) if block.table is None else ""
        in_notes = _keeps_notes(in_notes, block, text)
        if block.table is not None or not any(start < block.end and block.start < end for start, end in gaps):
            continue
        name = "filling_notes" if in_notes else furniture_name(text)
        in_annexes = name == "annex_list" or (in_annexes and bool(MARK.match(text)) and len(text) < 80)
        name = "annex_list" if in_annexes else name
        if name is None and half_width(re.sub(r"\s+", "", text)) in title:
            name = "title"
        if name is None and block.start < collector.first_covered() and opens_with_particulars(text):
            name = "web_particulars"
        if name is None and _heads_items(document, text, below):
            name = "section_heading"
        if name is None and id(block) in front:
            name = "title" if is_notice_title(text) else "preamble"
        if name is None and collector.identity.doc_type == "progress_report" and _is_narration(text):
            name = "narration"
        if name:
            _set_aside(collector, gaps, block, name)


def _is_narration(text: str) -> bool:
    """Whether a paragraph of a report is prose without one number but years: nothing in it could be judged."""
    return bool(_SENTENCES.match(text)) and not re.search(r"\d", _YEARS.sub("", text))


def _heads_items(document: Document, text: str, below: Block | None) -> bool:
    """Whether a short line without marks stands right above a numbered item: 加强基础设施建设 above 12. …"""
    is_line = bool(_PLAIN_LINE.fullmatch(text.strip()))
    return is_line and below is not None and below.table is None and bool(MARK.match(document.slice(below)))


def _keeps_notes(in_notes: bool, block: Block, text: str) -> bool:
    """Whether a block belongs to the notes on how a form is filled: from their heading to the next table or title."""
    if _NOTES_HEADING.match(text):
        return True
    return in_notes and block.table is None and block.kind != "heading"


def furniture_name(text: str) -> str | None:
    """The name of a paragraph that belongs to no list: letterhead, signature, note …; None for any other."""
    return next((name for name, pattern in _RULES if pattern.match(half_width(text)) and len(text) < 400), None)


def _set_aside(collector: Collector, gaps: list[tuple[int, int]], block: Block, name: str) -> None:
    for start, end in gaps:
        if start < block.end and block.start < end:
            collector.set_aside(max(start, block.start), min(end, block.end), name)
