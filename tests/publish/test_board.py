"""The board: what the marts say, whole in itself, and nothing of a document runs in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import lxml.html
import pytest

from pipeline.publish.board.board_sentences import marked
from pipeline.publish.board.other_rules import other_rules
from pipeline.publish.board.pages import write_board
from pipeline.publish.changes import write_changes
from pipeline.publish.words import percent, seen
from pipeline.settings import REPOSITORY
from tests.dbt_project.town import TOWN

PAGE = f"2023-Q3_{TOWN}.html"
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def board(town_file, tmp_path_factory):
    directory = tmp_path_factory.mktemp("board")
    write_board(town_file, directory)
    return directory


@pytest.fixture(scope="session")
def page(board):
    return lxml.html.parse(str(board / PAGE), lxml.html.HTMLParser(encoding="utf-8")).getroot()


def test_every_judgement_and_row_stands_on_its_page_once_under_its_id(page, marts):
    """Fails if a target or a row without targets is lost, doubled, or cannot be linked to."""
    keys = [row["judgement_id"] for row in marts.rows("select * from rpt_judgements where period_id = '2023-Q3'")]
    rows = marts.rows(
        "select progress_id as id from fct_progress where period_id = '2023-Q3' and progress_id not in"
        " (select progress_id from rpt_judgements)"
    )
    shown = [element.get("id") for element in page.xpath("//details[@class='t']")]
    assert sorted(shown) == sorted([*keys, *(row["id"] for row in rows)])


def test_the_headline_counts_what_the_marts_count(page, marts):
    """Fails if the first sentence of the page says another number than the table it opens."""
    counts = marts.one(
        "select count(*) filter (where verdict in ('met', 'on_pace')) as kept,"
        " count(*) filter (where verdict = 'behind') as behind"
        " from (select * from rpt_judgements where period_id = '2023-Q3' and is_firm"
        "   and kind not in ('milestone', 'relative')"
        "   qualify bool_or(not is_elsewhere) over (partition by target_id)"
        "   and row_number() over (partition by target_id order by verdict = 'unknown', is_elsewhere) = 1)"
    )
    title = page.xpath("//h1")[0].text_content()
    assert f"{counts['kept']}个跟上了" in title and f"{counts['behind']}个掉队" in title and "四分之三" in title


def test_what_is_behind_adds_up_to_the_headline(page):
    """Fails if the list behind has another number than the headline without a word on why."""
    title = page.xpath("//h1")[0].text_content()
    listed = len(page.xpath("//section[@aria-labelledby='late']//tbody/tr"))
    note = page.xpath("string(//section[@aria-labelledby='late']/p[@class='note'])")
    numeric = int(re.search(r"数字目标(\d+)个", note)[1]) if note else listed
    assert f"{numeric}个掉队" in title


def test_each_target_opens_to_its_two_sentences_with_the_words_marked(page, marts):
    """Fails if a number cannot be followed to the words it rests on."""
    for row in marts.rows("select * from rpt_judgements where period_id = '2023-Q3'"):
        (card,) = [element for element in page.xpath("//details") if element.get("id") == row["judgement_id"]]
        marks = [mark.text_content() for mark in card.xpath(".//mark")]
        assert marks == [seen(quote) for quote in (row["promised_quote"], row["reported_quote"]) if quote]
        assert row["reason"] in card.text_content() and row["rule_name"] in card.text_content()


def test_nothing_of_a_document_becomes_markup_and_nothing_is_fetched(board):
    """Fails if a task's words run, draw a picture, turn the line around, or a page asks for anything."""
    for path in board.glob("*.html"):
        text = path.read_text("utf-8")
        root = lxml.html.fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        assert len(root.xpath("//script")) == 1 and not root.xpath("//img | //link | //iframe | //object | //b/b")
        assert not re.findall(r"url\(|@import", text)
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
        links = [element.get("href") for element in root.xpath("//a")] + root.xpath("//@src")
        assert not [link for link in links if re.match(r"\s*(https?:|//|javascript:|data:)", link)]
        assert "\u202e" not in text and "\x07" not in text
    assert "<script>alert(1)</script>" in seen(root_text(board / PAGE)) and "{{7*7}}" in root_text(board / PAGE)


def test_only_the_pages_own_script_may_run(page):
    """Fails if the page's policy lets another script through, or shuts its own out."""
    script = page.xpath("//script")[0].text_content()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy and f"script-src 'sha256-{digest}'" in policy


def root_text(path: Path) -> str:
    return lxml.html.fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8")).text_content()


def test_the_period_has_a_page_and_the_index_leads_to_each(board):
    """Fails if a period's page moves, or the index leaves one out."""
    index = lxml.html.fromstring((board / "index.html").read_bytes())
    links = {element.get("href") for element in index.xpath("//ul[@class='index']//a")}
    assert links == {PAGE, f"2023-H1_{TOWN}.html"}
    assert (board / "2023-Q3.html").read_text("utf-8") == (board / PAGE).read_text("utf-8")
    assert "2项任务，2个数字目标，1个节点" in index.text_content()  # of the place that waits


def test_what_changed_has_a_page_whose_values_are_escaped(town_file, tmp_path):
    """Fails if a value that changed is lost from the page, or becomes markup."""
    (tmp_path / "parquet").mkdir()
    before, now = tmp_path / "before", tmp_path / "now"
    for directory in (before, now):
        directory.mkdir()
        shutil.copy(town_file, directory / "warehouse.duckdb")
    with duckdb.connect(str(now / "warehouse.duckdb")) as connection:
        connection.execute("update marts.dim_documents set title = '<b>新</b>' where title = '责任分解'")
    assert write_changes(now / "warehouse.duckdb", before, tmp_path / "parquet") > 0
    write_board(now / "warehouse.duckdb", tmp_path / "board")
    text = (tmp_path / "board" / "changes.html").read_text("utf-8")
    assert "&lt;b&gt;新&lt;/b&gt;" in text and "责任分解" in text and "<b>新" not in text


def test_a_target_told_of_in_two_reports_shows_its_course(page):
    """Fails if what an indicator did from report to report is not drawn."""
    assert page.xpath("//figure[@class='course']//polyline")


def test_status_is_said_in_a_word_and_a_sign(page):
    """Fails if a status is told by colour alone."""
    for element in page.xpath("//*[contains(concat(' ', @class, ' '), ' s ')]"):
        sign, word = element.xpath("./i")[0].text_content(), element.text_content()
        assert sign.strip() and re.search("[\u4e00-\u9fff]{2}", word)


def test_words_are_marked_within_their_sentence():
    """Fails if the neighbours' sentences come along, or the marked words move."""
    text = "前一句。完成投资21亿元，增长5%；后一句。"
    start = text.index("21亿元")
    assert marked(text, start, start + 4) == ("完成投资", "21亿元", "，增长5%；")


@pytest.mark.parametrize(("share", "shown"), [(0.5, "50%"), (0.3775, "37.8%"), (None, ""), (0, "0%")])
def test_shares_are_percentages_with_one_place(share, shown):
    assert percent(share) == shown


def in_browser(page: Path, tmp_path: Path, script: str, width: int, fragment: str = "") -> str:
    """What ``script`` leaves in ``document.title`` on a copy of the page without its policy."""
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text("utf-8"))
    copy = tmp_path / "page.html"
    copy.write_text(html.replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=8000",
        f"--window-size={width},900",
    ]
    command = [CHROMIUM, *options, f"--user-data-dir={tmp_path}/profile", "--dump-dom", f"{copy.as_uri()}{fragment}"]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    return lxml.html.fromstring(shown).findtext(".//title")


needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="needs axe (npm install --no-save axe-core)")


@needs_chromium
@needs_axe
@pytest.mark.parametrize("name", [PAGE, "index.html"])
def test_axe_finds_nothing_serious(board, tmp_path, name):
    """Fails if a label, a heading or a contrast shuts someone out."""
    run = AXE.read_text("utf-8") + (
        ";document.querySelectorAll('details').forEach(d => { d.open = true });"
        "axe.run().then(r => { document.title = JSON.stringify(r.violations"
        ".filter(v => ['serious', 'critical'].includes(v.impact))"
        ".map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160)])) })"
    )
    assert json.loads(in_browser(board / name, tmp_path, run, 1366)) == []


@needs_chromium
@pytest.mark.parametrize("width", [1366, 500])
def test_no_page_scrolls_sideways(board, tmp_path, width):
    """Fails if a long word or a table is wider than the screen."""
    script = (
        "document.querySelectorAll('details').forEach(d => { d.open = true });"
        "document.title = document.documentElement.scrollWidth + ' ' + window.innerWidth"
    )
    wide, inner = map(int, in_browser(board / PAGE, tmp_path, script, width).split())
    assert wide <= inner


@needs_chromium
def test_a_link_can_name_a_choice_of_rows(board, tmp_path, marts):
    """Fails if the page's own script does not filter by the link."""
    script = "document.title = [...document.querySelectorAll('.t')].filter(t => !t.hidden).length"
    behind = marts.one("select count(*) as n from rpt_judgements where period_id = '2023-Q3' and verdict = 'behind'")
    assert int(in_browser(board / PAGE, tmp_path, script, 1366, "#v=behind")) == behind["n"]


def test_the_page_says_who_changes_place_under_another_rule(page, marts):
    """Fails if a holder whose rank depends on the rule is not shown with that rank, or one whose does not is."""
    moved = marts.rows(
        "select holder_name, rule_name, rank from rpt_rule_board where period_id = '2023-Q3'"
        " and rank is distinct from run_rank"
    )
    shown = {
        (line.xpath("string(th)").strip(), cell.get("data-rule"), cell.xpath("string(b)"))
        for line in page.xpath("//table[@class='swap']/tbody/tr")
        for cell in line.xpath("td")
    }
    assert {(seen(row["holder_name"]), row["rule_name"], str(row["rank"] or "")) for row in moved} <= shown
    assert {name for name, _, _ in shown} == {seen(row["holder_name"]) for row in moved}


def test_other_rules_show_moves_only():
    """Fails if someone who keeps the rank everywhere fills the table, or a rule that moves nobody has a column."""
    places = {"甲局": {"own": 1, "a": 2, "b": 1}, "乙局": {"own": 2, "a": 2, "b": 2}}
    rows = [
        {"holder_type": "unit", "holder_id": name, "holder_name": name, "rule_id": rule, "rule_name": rule.upper()}
        | {"rank": rank, "run_rank": ranks["own"], "is_run_rule": rule == "own"}
        for name, ranks in places.items()
        for rule, rank in ranks.items()
    ]
    (table,) = other_rules(rows)
    assert (table["rules"], table["quiet"], table["same_count"]) == (["A"], ["B"], 1)
    assert [(line["name"], [row["rank"] for row in line["ranks"]]) for line in table["lines"]] == [("甲局", [2])]
