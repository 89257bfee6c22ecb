"""The board read back by lxml, and what the marts say it should show: cells as (where, what, text)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.publish.words import label, percent, seen, vocabulary

Cell = tuple[str, str, str]
Rows = Callable[[str], list[dict[str, Any]]]  # what a query gives
HOLDERS = {"unit": "责任单位", "leader": "牵头领导"}
# A holder that moves under any rule, beside the own rule and every rule that moves anyone of its kind.
_MOVED = """
    with ranked as (
        select *, rank is distinct from run_rank as moves
        from rpt_rule_board
    )
    select * from (
        select
            *,
            bool_or(moves) over (partition by period_id, jurisdiction, holder_type, holder_id) as is_moved,
            bool_or(moves) over (partition by period_id, jurisdiction, holder_type, rule_id) as is_telling
        from ranked
    )
    where is_moved and (is_telling or is_run_rule)
"""
_STAYED = """
    select period_id, jurisdiction, holder_type, count(*) as count from (
        select period_id, jurisdiction, holder_type, holder_id
        from rpt_rule_board
        group by all
        having count(rank) > 0 and not bool_or(rank is distinct from run_rank)
    )
    group by all
"""
# A finding stands on its report's page; one about plans alone on every page of their place until it is due.
_FINDINGS = """
    select pages.period_id, pages.jurisdiction, finding_id, detail, quote, against_quote
    from fct_findings as findings
    inner join dim_documents as documents using (document_id)
    left join dim_periods as due on findings.period_id = due.period_id
    inner join (
        select distinct period_id, end_date, jurisdiction
        from fct_progress inner join dim_periods using (period_id)
    ) as pages
        on documents.jurisdiction = pages.jurisdiction
    where
        findings.period_id is null
        or findings.period_id = pages.period_id
        or (findings.progress_id is null and findings.kind <> 'dropped' and due.end_date >= pages.end_date)
"""


def board_expected(rows: Rows) -> Counter[Cell]:
    """What the board's cards, rankings, rules, findings and coverage say, as the marts say it."""
    cells: Counter[Cell] = Counter()
    for row in rows("select * from rpt_judgements"):
        place = row["judgement_id"]
        said = {
            "status": label("verdict", row["verdict"]),
            "indicator": row["indicator_name"],
            "who": " · ".join(filter(None, (row["lead_unit"] or "未列责任单位", row["leader_name"]))),
            "value": _value(row),
            "reason": row["reason"],
            "marks": "|".join(filter(None, (row["promised_quote"], row["reported_quote"]))),
        }
        cells.update((place, name, _flat(text)) for name, text in said.items())
    for table, name in (("rpt_unit_board", "unit_name"), ("rpt_leader_board", "leader_name")):
        for row in rows(f"select * from {table}"):
            cells[f"{_page(row)}/{table}", *_ranking(row, row[name])] += 1
    for row in rows("select * from rpt_list_coverage"):
        cells[f"{_page(row)}/coverage", "told", f"{row['mentioned_count']} / {row['task_count']}项"] += 1
    cells.update(_rules_expected(rows))
    for row in rows(_FINDINGS):
        said = {"detail": row["detail"], "quote": row["quote"], "against": row["against_quote"]}
        place = f"{_page(row)}/{row['finding_id']}"
        cells.update((place, name, _flat(text)) for name, text in said.items())
    return cells


def _rules_expected(rows: Rows) -> Iterator[Cell]:
    """Who changes place under another rule, with the rank under each rule that moves someone; how many do not."""
    for row in rows(_MOVED):
        place = f"{_page(row)}/rules/{row['holder_type']}"
        yield place, f"{_flat(row['holder_name'])} {row['rule_name']}", place_of(row)
    for row in rows(_STAYED):
        yield f"{_page(row)}/rules/{row['holder_type']}", "same", str(row["count"])


def place_of(row: Mapping[str, Any]) -> str:
    """A rank as it is printed, and how far it is from the page's own."""
    if row["rank"] is None:
        return "不排名"
    change = row["rank_change"]
    move = (
        "" if row["is_run_rule"] or change is None else "不变" if not change else f"{'升降'[change < 0]}{abs(change)}"
    )
    return f"{row['rank']}{'并列' if row['is_shared'] else ''}{move}"


def _value(row: Mapping[str, Any]) -> str:
    """What a card shows large: the share reached, the result, the stage, else that it is claimed or not there."""
    if row["kind"] == "milestone":
        return row["actual_text"] or "—"
    if row["ratio"] is not None and row["kind"] != "relative":
        return percent(row["ratio"]) if row["pace_gap"] is not None else row["actual_text"] or ""
    return "自述" if row["verdict"] == "met" else "—"


def _page(row: Mapping[str, Any]) -> str:
    return f"{row['period_id']}/{row['jurisdiction']}"


def _ranking(row: Mapping[str, Any], name: str) -> tuple[str, str]:
    counts = [(status, row[f"{status}_count"]) for status in vocabulary()["symbols"] if row[f"{status}_count"]]
    rank = f"{row['rank']}{'并列' if row['is_shared'] else ''}" if row["rank"] else ""
    share = percent(row["attainment"])
    return _flat(name), "|".join([rank, share, *(f"{label('status', status)}{count}" for status, count in counts)])


def board_found(rows: Rows, directory: Path) -> Counter[Cell]:
    import lxml.html

    from pipeline.publish.board.data import Page
    from pipeline.publish.board.pages import page_files

    query = """
        select distinct
            progress.period_id, label_zh as period_label, end_date as period_end, 0 as time_share, jurisdiction
        from fct_progress as progress inner join dim_periods using (period_id)
        order by period_end desc, period_id, jurisdiction
    """
    pages = [Page(**row) for row in rows(query)]
    cells: Counter[Cell] = Counter()
    for page, file in zip(pages, page_files(pages), strict=True):
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        root = lxml.html.fromstring((directory / file).read_bytes(), parser=parser)
        cells.update(_page_cells(root, f"{page.period_id}/{page.jurisdiction}"))
    return cells


def _page_cells(root: Any, place: str) -> Iterator[Cell]:
    for card in root.xpath("//details[contains(concat(' ', @class, ' '), ' t ')][.//p[@class='why']]"):
        said = {
            "status": "".join(card.xpath("./summary/span[1]/text()")),
            "indicator": _text(card, ".//span[@class='what']/b"),
            "who": _text(card, ".//span[@class='what']/small"),
            "value": _text(card, ".//span[@class='num']/b"),
            "reason": _text(card, ".//p[@class='why']"),
            "marks": "|".join(mark.text_content() for mark in card.xpath(".//mark")),
        }
        yield from ((card.get("id"), name, _flat(text)) for name, text in said.items())
    for section, table in (("units", "rpt_unit_board"), ("leaders", "rpt_leader_board")):
        where = f"//section[@aria-labelledby='{section}']"
        for line in root.xpath(f"{where}//tbody/tr | {where}//details[@class='rest']//li"):
            yield (f"{place}/{table}", *_ranking_found(line))
    for line in root.xpath("//table[@class='cover']/tbody/tr"):
        yield f"{place}/coverage", "told", _flat(line[1].text_content()).strip()
    yield from rules_found(root, f"{place}/rules")
    for article in root.xpath("//section[@aria-labelledby='doubts']//article"):
        quotes = [_quoted(side) for side in article.xpath(".//blockquote")]
        said = dict(zip(("detail", "quote", "against"), [_text(article, "./p"), *quotes], strict=True))
        yield from ((f"{place}/{article.get('id')}", name, _flat(text)) for name, text in said.items())


def _quoted(side: Any) -> str:
    """The words marked in a sentence; all of it where nothing is."""
    return "".join(mark.text_content() for mark in side.xpath(".//mark"))


def rules_found(root: Any, place: str) -> Iterator[Cell]:
    """What the section on other rules shows."""
    holders = {heading: kind for kind, heading in HOLDERS.items()}
    for table in root.xpath("//table[@class='swap']"):
        holder = holders[_text(table, ".//th[1]")]
        for line in table.xpath("./tbody/tr"):
            for cell in line.xpath("./td"):
                yield f"{place}/{holder}", f"{_flat(_text(line, './th'))} {cell.get('data-rule')}", _rank_found(cell)
    for note in root.xpath("//section[@aria-labelledby='rules']/p[@class='note']"):
        if found := re.match(r"(\w+)：(?:其余)?(\d+)[个位]按哪种规则", note.text_content()):
            yield f"{place}/{holders[found[1]]}", "same", found[2]


def _rank_found(cell: Any) -> str:
    return re.sub(r"[▲▼\s]", "", cell.text_content())


def _ranking_found(line: Any) -> tuple[str, str]:
    rank, share = _text(line, ".//td[@class='place']"), _text(line, "./td[@class='rate']/b | ./b")
    counts = [
        "".join(part.xpath("./text()")).strip() + part.xpath("./b")[0].text_content()
        for part in line.xpath(".//span[@class='tally']/span")
    ]
    return _flat(_text(line, ".//a")), "|".join([rank, share, *counts])


def _text(element: Any, path: str) -> str:
    found = element.xpath(path)
    return str(found[0].text_content()) if found else ""


def _flat(text: Any) -> str:
    return " ".join(seen(str(text or "")).split())
