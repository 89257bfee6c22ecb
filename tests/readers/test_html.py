# ruff: noqa: E501  (Chinese text and markup)
"""Web pages: charset, furniture aside, tables with spans, Word's own HTML."""

import pytest

from pipeline.errors import SetAside
from pipeline.readers import read
from pipeline.readers.sniff import medium_of
from tests.readers.samples import block_texts, bold_texts, check_document, grids

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>通知_青石市人民政府</title>
<meta name="ArticleTitle" content="关于印发2024年重点工作责任分解的通知">
<script>document.write("访问量")</script></head><body>
<div class="top-nav"><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/fw">政务服务</a></div>
<div>您当前的位置：首页 &gt; 政务公开 &gt; 文件</div>
<div id="print"><h1>关于印发2024年重点工作责任分解的通知</h1>
<p>来源：市政府办公室 发布时间：2024-02-08 浏览次数：12</p>
<div class="TRS_Editor"><p>&nbsp;&nbsp;&nbsp;&nbsp;各镇人民
政府：</p><p>1.新增就业1万人。（责任单位：<b>人社局</b>、<span style="font-weight:700">发改局</span>）</p>
<p>附件：<a href="1.doc">1.甲表</a> <a href="2.doc">2.乙表</a> <a href="3.doc">3.丙表</a></p></div></div>
<ul class="list"><li><a href="/1">上月工作</a></li><li><a href="/2">本月工作</a></li><li><a href="/3">下月工作</a></li></ul>
<div class="footer">主办单位：青石市人民政府办公室 浙ICP备05000000号</div></body></html>"""


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("utf-8", "gb18030"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("iso-8859-1", "gb18030"),
        ("windows-1252", "utf-8"),
    ],
)
def test_a_city_page_is_read_without_its_furniture_in_any_charset(declared, encoding):
    document = read(PAGE.format(charset=declared).encode(encoding), "x.html")
    check_document(document)
    assert block_texts(document) == [
        "关于印发2024年重点工作责任分解的通知",
        "各镇人民政府：",
        "1.新增就业1万人。（责任单位：人社局、发改局）",
        "附件：1.甲表 2.乙表 3.丙表",
    ]
    assert bold_texts(document) == ["人社局", "发改局"]
    furniture = " ".join(aside.text for aside in document.asides)
    assert all(word in furniture for word in ("政务服务", "当前的位置", "浏览次数", "本月工作", "ICP备"))


@pytest.mark.parametrize(
    "opening", ["<!DOCTYPE html>", "<!doctype  html>", "<html lang='zh'>", "<head>", "<HEAD>", "<body>"]
)
def test_a_page_is_told_by_whichever_element_opens_it(opening):
    page = f"{opening}<meta charset='utf-8'><p>新建泵站3座</p>".encode()
    assert medium_of(page, "x.txt") == medium_of(b"<html><p>a</p></html>", "x.txt") != medium_of(b"<header>a", "x.txt")


def test_tables_with_row_and_column_spans():
    page = """<html><body><table><tr><th rowspan=2>序号</th><th colspan=2>责任分工</th></tr><tr><th>牵头</th><th>配合</th></tr>
    <tr><td>1</td><td rowspan=2>发改局</td><td>财政局<br>税务局</td></tr><tr><td>2</td><td><p>教育局</p><p>卫健局</p></td></tr></table>
    <p>说明。</p></body></html>"""
    document = read(page.encode(), "x.html")
    check_document(document)
    assert grids(document) == [[
        ["序号", "责任分工", "责任分工"], ["序号", "牵头", "配合"],
        ["1", "发改局", "财政局\n税务局"], ["2", "发改局", "教育局\n卫健局"],
    ]]  # fmt: skip


def test_a_table_that_lays_the_page_out_is_no_table():
    page = """<html><body><table><tr><td>栏目</td><td><p>正文第一段。</p><table><tr><td>序号</td><td>任务</td></tr>
    <tr><td>1</td><td>甲</td></tr></table></td></tr></table></body></html>"""
    document = read(page.encode(), "x.html")
    assert block_texts(document)[:2] == ["栏目", "正文第一段。"]
    assert grids(document) == [[["序号", "任务"], ["1", "甲"]]]


def test_word_paste_keeps_numbers_and_loses_office_markup():
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><p class=MsoNormal><![if !supportLists]>
    <span style='mso-list:Ignore'>（一）</span><![endif]>推进项目建设<o:p></o:p></p>
    <!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><ol start=3><li>新增企业5家</li><li>投资增长8%</li></ol></body></html>"""
    assert block_texts(read(page.encode(), "x.html")) == ["（一）推进项目建设", "3.新增企业5家", "4.投资增长8%"]


def test_a_document_in_one_block_with_breaks_is_cut_at_its_items():
    body = "一、经济<br>1.投资增长<br>8%以上。<br>2.新增就业1万人。<br>青石市人民政府<br>2024年2月8日"
    expected = ["一、经济", "1.投资增长8%以上。", "2.新增就业1万人。", "青石市人民政府", "2024年2月8日"]
    assert block_texts(read(f"<html><body><div>{body}</div></body></html>".encode(), "x.html")) == expected


def test_the_title_in_the_metadata_stands_in_for_one_that_is_not_on_the_page():
    page = '<html><head><meta name="ArticleTitle" content="青石市2024年重点工作安排"></head><body><p>正文。</p></body></html>'
    assert block_texts(read(page.encode(), "x.html")) == ["青石市2024年重点工作安排", "正文。"]


def test_a_page_that_wraps_everything_in_a_form_is_still_read():
    page = (
        "<html><body><form id=aspnetForm><p>第一段正文，内容完整。</p><input type=hidden value=x></form></body></html>"
    )
    assert block_texts(read(page.encode(), "x.html")) == ["第一段正文，内容完整。"]


def test_a_page_that_only_a_script_fills_says_so():
    with pytest.raises(SetAside) as caught:
        read(b"<html><body><div id=app></div><script>load()</script></body></html>", "x.html")
    assert caught.value.reason == "empty" and "browser" in caught.value.advice
