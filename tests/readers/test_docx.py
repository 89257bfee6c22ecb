# ruff: noqa: E501  (Chinese text and markup)
"""Word documents: list numbers, bold, merged cells, text boxes, tracked changes, what goes aside."""

import pytest

from pipeline.readers import read
from tests.readers.samples import W, block_texts, bold_texts, check_document, docx_of, grids, word_xml


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def texts(body: str, **parts: str) -> list[str]:
    document = read(word_xml(body, **parts), "x.docx")
    check_document(document)
    return block_texts(document)


def test_headings_and_bold_runs_survive():
    def build(document):
        document.add_heading("一、经济运行", 1)
        added = document.add_paragraph("1.新增就业1万人。（责任单位：")
        added.add_run("人社局").bold = True
        added.add_run("、发改局）")

    document = read(docx_of(build), "x.docx")
    check_document(document)
    assert (document.blocks[0].kind, document.blocks[0].level) == ("heading", 1)
    assert "人社局" in bold_texts(document)
    assert document.slice(document.blocks[1]) == "1.新增就业1万人。（责任单位：人社局、发改局）"


def test_merged_cells_are_one_cell_with_spans():
    def build(document):
        table = document.add_table(3, 3)
        for row in range(3):
            for column in range(3):
                table.cell(row, column).text = f"{row}{column}"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "责任分工"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "经济"

    document = read(docx_of(build), "x.docx")
    check_document(document)
    assert grids(document) == [[["00", "责任分工", "责任分工"], ["经济", "11", "12"], ["经济", "21", "22"]]]


NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def test_list_numbers_are_counted_as_word_prints_them():
    def item(text, level):
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return paragraph(run(text), properties=place)

    levels = [
        ("经济", 0),
        ("工业", 1),
        ("新增企业10家", 2),
        ("投资增长8%", 2),
        ("农业", 1),
        ("粮食10万吨", 2),
        ("民生", 0),
    ]
    body = "".join(item(text, level) for text, level in levels)
    assert texts(body, numbering=NUMBERING) == [
        "一、经济", "（一）工业", "1.新增企业10家", "2.投资增长8%", "（二）农业", "1.粮食10万吨", "二、民生",
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "printed"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (105, "一百零五")])
def test_chinese_list_numbers(value, printed):
    from pipeline.readers.office.docx_numbering import chinese_number

    assert chinese_number(value) == printed


def test_tracked_changes_are_read_as_accepted():
    inserted = f"<w:ins>{run('12')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
    assert texts(paragraph(run("新增"), deleted, inserted, run("家。"))) == ["新增12家。"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
    choice = f"<mc:AlternateContent><mc:Choice><wps:wsp>{box}</wps:wsp></mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    assert texts(paragraph(run("正文。"), f"<w:r>{choice}</mc:AlternateContent></w:r>")) == ["正文。", "框内文字"]


def test_a_line_broken_by_hand_inside_a_sentence_is_one_paragraph_and_between_items_two():
    broken = "<w:r><w:br/></w:r>"
    title = paragraph(run("青石市人民政府"), broken, run("关于印发重点工作的通知"))
    items = paragraph(run("1.完成投资1亿元。"), broken, run("2.新增就业1万人。"))
    expected = ["青石市人民政府关于印发重点工作的通知", "1.完成投资1亿元。", "2.新增就业1万人。"]
    assert texts(title + items) == expected


def test_headers_hidden_text_and_deleted_rows_go_aside_or_go():
    row = "<w:tr>{0}<w:tc><w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    deleted = row.format("<w:trPr><w:del/></w:trPr>", "删去的行")
    kept = row.format("", "序号") + row.format("", "1").replace("<w:p/>", paragraph(run("任务")))
    header = f'<w:hdr xmlns:w="{W}">{paragraph(run("内部资料"))}</w:hdr>'
    body = paragraph(run("正文"), run("暗文", "<w:vanish/>")) + f"<w:tbl>{kept}{deleted}</w:tbl>"
    document = read(word_xml(body, header1=header), "x.docx")
    assert "删去的行" not in document.text and "暗文" not in document.text
    assert {(aside.reason, aside.text) for aside in document.asides} == {
        ("hidden_text", "暗文"),
        ("running_header", "内部资料"),
    }


def test_a_table_inside_a_cell_becomes_lines_of_the_cell():
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    cell = f"<w:tc><w:p><w:r><w:t>任务</w:t></w:r></w:p>{inner}</w:tc>"
    document = read(
        word_xml(f"<w:tbl><w:tr>{cell}<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"), "x.docx"
    )
    assert grids(document) == [[["任务\n甲 乙", "1"]]]


def test_a_table_of_one_cell_is_a_frame_around_paragraphs():
    assert texts("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>重要提示。</w:t></w:r></w:p></w:tc></w:tr></w:tbl>") == [
        "重要提示。"
    ]
