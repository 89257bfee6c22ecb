"""Why a document is not loaded, in sentences a person can act on."""

from __future__ import annotations

import re

from pipeline.errors import SetAside
from pipeline.language.results.stated import has_words
from pipeline.language.words.enclosed import without_brackets
from pipeline.layouts.collecting.collector import UNREAD
from pipeline.layouts.collecting.parsed import Parsed
from pipeline.raw_names import SOURCE_FILE
from pipeline.readers.document import Document
from pipeline.records import FIRST_YEAR, LAST_YEAR

EXPECTED = (
    "a list of tasks with responsibility clauses, a table whose head names tasks and units or progress, "
    "a programme plan, or a government work report"
)
_UNKNOWN_LAYOUT_ADVICE = (
    "Check with `make inspect FILE=…` what the reader sees. If it is such a list in words the layouts do not know, "
    "add its column heads to pipeline/layouts/headers.yml or its labels to pipeline/language/bodies/responsibility.yml."
)
_ANNEX_ADVICE = (
    "This is the letter of a list that the file does not hold (附件). Put the annex beside it, in the same folder or "
    "in one ZIP; it takes place, number and date from the letter."
)
_PLACE_ADVICE = (
    "Move the file to raw/<place>/, as in raw/云川县/{name}: the folder's name is the jurisdiction. Or write, with the "
    "place's own name, into {path} (create it where there is none): "
    'documents: [{{file_name: "{name}", jurisdiction: 云川县}}]'
)
_PERIOD_ADVICE = (
    'Write into {path}: documents: [{{file_name: "{name}", plan_period_id: "2024"}}], for a report on progress '
    'report_period_id: "2024-H1"'
)
_NO_TASK_ADVICE = "Check with `make inspect FILE=…` what the reader sees; a list that is a picture needs OCR."
_PARTLY_ADVICE = (
    "Look at that place with `make inspect FILE=…`. Split the document, or mend its text by a quirk in source.yml; "
    "if a table's or label's words are unknown, add them to pipeline/layouts/headers.yml or words.yml."
)
_SUMS_ADVICE = (
    "Nothing is lost by leaving it out: only a list or table of the tasks, which such a text often names as its annex "
    "(附件, 进度表, 清单), can be held against a plan. Drop that one instead."
)
_FEWEST_SUMS = 3
_SUMS = re.compile(
    r"(?<!\d)\d{1,9}\s?[个项件](?:[^，,。；;：:\n\d]{0,10})(?:项目|事项|实事|任务|指标|工程|小项|子项)(?![^，,。；;：:\n]{0,3}[“《])"
    r"|(?:占|完成|为)(?:了)?(?:年度?(?:计划|目标|投资)|(?:全年)?目标任务)[^，,。；;\n]{0,8}\d|[开完竣办][工结]率|时序?间?进度"
)
_NEWS = re.compile(
    r"(?:会议|[市县区州]长)?(?:强调|指出|要求)[，,：:]|(?:调研|视察|督[导查]|调度)(?:组|会)|[出列]席(?:会议|活动)"
    r"|(?:代表|委员)们"
)
_HANDS_ON = re.compile(r"印发给你们|(?m:^\s*附\s*件\s*\d?\s*[:：])")
_CELLS_ADVICE = "Save the page again as HTML or XLSX, so that the table keeps its cells, and drop that file instead."
_GLUED_HEAD = re.compile(
    r"\s*[\u4e00-\u9fff]{0,6}序号[\u4e00-\u9fff（）()]{0,12}(?:内容|任务|项目|事项|工作|指标|实事|目标)[\u4e00-\u9fff（）()]{0,24}"
    r"(?:单位|部门|情况|进展|进度)(?!\s*[\t|])"
)
_ASKED = re.compile(
    r"征求意见稿|(?:征求|征集|征询)[^，。；]{0,12}(?:意见|建议)(?:的(?:公告|通知|通告|启事))?$|意见征[求集询](?:稿|的公告)?$"
)
_DRAFT_ADVICE = (
    "Wait for the list as it was adopted, and drop that file instead. "
    "If this is the one, write its title into source.yml."
)
_LINES_ADVICE = "Save the page again as HTML or DOCX, or copy it with its line breaks, and drop that file instead."
_FOR_WANT_OF_LINES = ("unknown_layout", "unknown_jurisdiction", "unknown_period", "no_task")
# Of every ten characters of a text in traditional Chinese one or two are of these, of simplified text none.
_TRADITIONAL = re.compile("[個為國與會實縣區鎮發產業務項長開關園農辦應進還這們來對時間題報執規劃責單財稅設計]")
_MANY_TRADITIONAL = 0.04
_TRADITIONAL_ADVICE = (
    "Take the page in simplified characters: governments publish it so, and copies in traditional ones are made by "
    "machines. Or convert the text, and drop that file instead."
)
_INNER_MARK, _FEW_MARKS = re.compile(r"[一二三四五六七八九]、|[（(][一二三四五六七八九][)）]|(?<!\d)\d[.．、](?!\d)"), 2
_ONE_PARAGRAPH, _MOST = 150, 0.8
_WORDS, _MOST_BARE = re.compile("[A-Za-z一-龥]"), 0.2
_OPENING = 60
_UNREAD_LENGTH, _UNREAD_SHARE = 200, 0.2


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_OPENING]


def _opening(document: Document) -> str:
    return document.text.strip()[:_OPENING].replace("\n", " / ")


def in_one_paragraph(document: Document, refused: SetAside) -> SetAside | None:
    """Why a text whose line breaks were lost is not read; None where it has its paragraphs, or a reason of its own."""
    if refused.advice == _ANNEX_ADVICE:
        return None  # a letter of one paragraph lost nothing but its annex
    longest = max((block.end - block.start for block in document.blocks if block.table is None), default=0)
    if refused.reason not in _FOR_WANT_OF_LINES or longest < max(_ONE_PARAGRAPH, _MOST * len(document.text)):
        return None
    if len(_INNER_MARK.findall(document.text)) < _FEW_MARKS:
        return None  # one paragraph of prose
    found = f"{longest} characters in one paragraph, with no numbering that tells its parts: its line breaks were lost"
    expected, advice = "a title, headings and tasks on lines of their own", f"{_LINES_ADVICE} {refused.advice}"
    nearest = refused.nearest_layout
    return SetAside(refused.reason, found=found, expected=expected, advice=advice, nearest_layout=nearest)


def traditional(document: Document, refused: SetAside) -> SetAside | None:
    """Why a text in traditional characters is not read; None for one in simplified ones."""
    if len(_TRADITIONAL.findall(document.text)) < max(1, _MANY_TRADITIONAL * len(document.text)):
        return None
    found = f"text in traditional characters; it opens with “{_opening(document)}”"
    expected, nearest = "simplified characters, as the published original has them", refused.nearest_layout
    return SetAside(refused.reason, found=found, expected=expected, advice=_TRADITIONAL_ADVICE, nearest_layout=nearest)


def only_sums(document: Document, refused: SetAside) -> SetAside | None:
    """Why a text that sums up projects or tells of a meeting is not read: it names no task with what came of it."""
    has_tables = any(block.table is not None for block in document.blocks)
    if has_tables or refused.advice not in (_UNKNOWN_LAYOUT_ADVICE, _NO_TASK_ADVICE):
        return None
    found = [
        (what, marks[0], len(marks))
        for what, pattern in (("sums over many projects or tasks", _SUMS), ("news of a meeting or a visit", _NEWS))
        if len(marks := [match[0] for match in pattern.finditer(document.text)]) >= _FEWEST_SUMS
    ]
    if not found:
        return None
    what, example, _ = max(found, key=lambda one: one[2])
    return SetAside(
        refused.reason,
        found=f"{what}, as in “{example}”, and no task with what came of it; it opens with “{_opening(document)}”",
        expected=EXPECTED,
        advice=_SUMS_ADVICE,
        nearest_layout=refused.nearest_layout,
    )


def run_together(document: Document) -> SetAside | None:
    """Why a table copied without any sign between its cells is not read: 序号工作任务责任单位进展情况1新建…"""
    head = next((m for b in document.blocks if b.table is None and (m := _GLUED_HEAD.match(document.slice(b)))), None)
    if head is None:
        return None
    found = f"a table whose cells run together, with the head “{head[0].strip()[:_OPENING]}”"
    return SetAside(
        "unknown_layout", found=found, expected="cells apart, by lines, tabs or signs", advice=_CELLS_ADVICE
    )


def wordless(parsed: Parsed) -> SetAside | None:
    """Why a list that tells of each name nothing but numbers is not read: the cells of a table that lost its head."""
    told = [row for row in parsed.progress if row.narrative]
    if not told or parsed.layout.endswith("_table") or any(has_words(row.narrative) for row in told):
        return None
    if all(result.is_percent_of_target for result in parsed.result_texts):
        return None  # 完成率：80.8%: a label says what the number is
    found = f"“{_one_line(told[0].narrative)}” as all that is told of “{_one_line(told[0].task_name)}”, and so on"
    expected = "what came of each task in words, or a table whose head says what its numbers are"
    return SetAside("unknown_layout", found=found, expected=expected, advice=_CELLS_ADVICE)


def draft(title: str) -> SetAside | None:
    """Why a list on which the public is still asked is not read: 2024年民生实事公开征求意见 promises nothing yet."""
    if not _ASKED.search(re.sub(r"\s+", "", title)):
        return None
    found = f"a draft on which the public is asked, by its title “{title[:_OPENING]}”"
    return SetAside("unknown_layout", found=found, expected="what was decided", advice=_DRAFT_ADVICE)


def misfit(parsed: Parsed) -> SetAside | None:
    """Why a table whose head stands over other columns than its rows is not read: 40000 for a task's name."""
    told = [name for row in parsed.progress for name in (row.task_name, row.lead_unit_name) if name]
    told += [task.title or task.task_text for task in parsed.tasks]
    bare = [name for name in told if not _WORDS.search(without_brackets(name))]
    if not parsed.layout.endswith("_table") or len(bare) <= _MOST_BARE * len(told):
        return None
    found = (
        f"“{bare[0].strip()}” where the name of a task or unit should stand: the rows of a table do not fit its head"
    )
    return SetAside("unknown_layout", found=found, expected="every cell below its own head", advice=_CELLS_ADVICE)


def unknown_layout(document: Document, unknown_heads: list[str], table_count: int, nearest: str) -> SetAside:
    """No family recognises the document."""
    heads = f", unknown column heads {'、'.join(unknown_heads[:6])}" if unknown_heads else ""
    blocks = len(document.blocks)
    found = f"{blocks} blocks, {table_count} tables{heads}; it opens with “{_opening(document)}”"
    advice = _ANNEX_ADVICE if _HANDS_ON.search(document.text) else _UNKNOWN_LAYOUT_ADVICE
    return SetAside("unknown_layout", found=found, expected=EXPECTED, advice=advice, nearest_layout=nearest)


def unknown_jurisdiction(file_name: str, layout: str) -> SetAside:
    """Nobody says whose document it is."""
    found = f"no government's name in the heading, title or tail of {file_name}"
    expected = "a city, county or district that the document, its folder or its source.yml names"
    advice = _PLACE_ADVICE.format(**_entry_of(file_name))
    return SetAside("unknown_jurisdiction", found=found, expected=expected, advice=advice, nearest_layout=layout)


def unknown_period(file_name: str, layout: str, year: str | None = None) -> SetAside:
    """Nothing says which year the document speaks of, or up to when in its ``year`` it reports."""
    found = f"no year in the session line, headings, title, letterhead or text of {file_name}"
    expected = "a year, as in 2024年重点工作 or 2024年上半年"
    if year is not None:
        found = f"the year {year} and no word in {file_name} up to when in it the report tells, nor when it was issued"
        expected = "a quarter, a month or a date, as in 2024年上半年, 1—8月 or 截至2024年8月底"
    advice = _PERIOD_ADVICE.format(**_entry_of(file_name))
    return SetAside("unknown_period", found=found, expected=expected, advice=advice, nearest_layout=layout)


def period_out_of_range(period_id: str, file_name: str, layout: str) -> SetAside:
    """The document, or its entry, speaks of a year that nobody plans or reports for."""
    found = f"the period {period_id} in {file_name}"
    expected = f"a year from {FIRST_YEAR} to {LAST_YEAR}"
    advice = _PERIOD_ADVICE.format(**_entry_of(file_name))
    return SetAside("period_out_of_range", found=found, expected=expected, advice=advice, nearest_layout=layout)


def partly_read(document: Document, parsed: Parsed) -> SetAside | None:
    """Why a document must not pass as whole: pages its reader could not read, or much text that no rule knew."""
    pages = [aside for aside in document.asides if aside.reason == "unread_page"]
    if pages:
        where = "、".join(f"page {aside.page}" for aside in pages if aside.page) or None
        return _partly(f"{len(pages)} stretches the reader could not read: {pages[0].text}", where, parsed.layout)
    unread = [row for row in parsed.remainders if row.treatment == UNREAD]
    length = sum(len(row.text) for row in unread)
    if length < _UNREAD_LENGTH or length < _UNREAD_SHARE * len(document.text):
        return None
    where = f"page {unread[0].source_page}" if unread[0].source_page else f"character {unread[0].char_start}"
    share = round(100 * length / len(document.text))
    found = f"{share} % of the text that no rule knows, from “{unread[0].text[:_OPENING]}” on"
    return _partly(found, where, parsed.layout)


def _partly(found: str, where: str | None, layout: str) -> SetAside:
    expected = "a document whose every part is read or known by name"
    return SetAside(
        "partly_read", found=found, expected=expected, advice=_PARTLY_ADVICE, where=where, nearest_layout=layout
    )


def no_task(document: Document, layout: str) -> SetAside:
    """The form of a family without one task or row in it."""
    found = f"the form of {layout} and not one task or row; it opens with “{_opening(document)}”"
    expected = "at least one task or progress row"
    return SetAside("no_task", found=found, expected=expected, advice=_NO_TASK_ADVICE, nearest_layout=layout)


def _entry_of(file_name: str) -> dict[str, str]:
    """Where a person mends it: the entry's name, and the path of the file that it belongs in."""
    folder, _, name = file_name.rpartition("/")
    return {"name": name, "path": "/".join(part for part in ("raw", folder, SOURCE_FILE) if part)}
