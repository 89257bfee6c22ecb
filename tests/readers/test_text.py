"""Plain text and Markdown: what of a line is markup, where a paragraph goes on, what makes a table."""

import pytest

from pipeline.errors import SetAside
from pipeline.readers.plain_text import read_text


def lines(text: str, encoding: str = "utf-8") -> list[str]:
    document = read_text(text.encode(encoding), "x.txt")
    return [document.slice(block) for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_encoding_and_line_end_gives_the_same_text(encoding, line_end):
    text = "一、张三市长牵头的重点工作\n\n1.新增就业1万人。\n".replace("\n", line_end)
    assert lines(text, encoding) == ["一、张三市长牵头的重点工作", "1.新增就业1万人。"]


def test_a_sentence_cut_by_a_page_break_is_whole_again():
    assert lines("3. 深化改革，加快市属国\n\n企资产证券化。（责任单位：\n\n▲国资办、财政局）\n\n4. 推进改革。") == [
        "3. 深化改革，加快市属国企资产证券化。（责任单位：▲国资办、财政局）",
        "4. 推进改革。",
    ]


def test_a_fragment_behind_a_heading_mark_belongs_to_the_line_before():
    text = "责任单位: 市政府各部门,各镇、乡人民政府,各街道办\n\n#### 事处\n\n#### 二、李四副市长牵头的重点工作"
    assert lines(text) == ["责任单位: 市政府各部门,各镇、乡人民政府,各街道办事处", "二、李四副市长牵头的重点工作"]


def test_a_title_after_an_unfinished_list_of_units_stays_a_title():
    assert (
        lines("责任单位: 市发改局,指挥部各成员单位\n\n## 2023年市政府十大民生实事责任分解")[1]
        == "2023年市政府十大民生实事责任分解"
    )


def test_the_number_that_follows_the_last_one_opens_an_item_even_before_a_digit():
    assert lines("7.确保开工。\n责任单位:市发改局,生态环境局东阳分局\n\n8.50个重大项目完成率达115%。")[-1].startswith(
        "8.50个"
    )


def test_markup_is_dropped_and_bold_survives():
    document = read_text("> 责任单位: **市发改局、市人行**, 市科技局 PM<sub>2.5</sub> 与PM_{2.5}".encode(), "x.md")
    (block,) = document.blocks
    assert document.slice(block) == "责任单位: 市发改局、市人行, 市科技局 PM2.5 与PM2.5"
    assert [document.slice(span) for span in block.bold] == ["市发改局、市人行"]


def test_blanks_of_a_wrapped_line_go_and_all_other_blanks_stay():
    assert lines("3.自觉站在群众的角度思 考谋划,增长 8%以上, 推进“三医联动 六医统筹”改革。") == [
        "3.自觉站在群众的角度思考谋划,增长 8%以上, 推进“三医联动 六医统筹”改革。"
    ]


def test_newspaper_jumps_are_set_aside_by_name():
    document = read_text("(上接第一版)\n\n五年来城镇就业增加。\n\n(下转第三版)".encode(), "x.txt")
    assert document.text == "五年来城镇就业增加。"
    assert [aside.reason for aside in document.asides] == ["newspaper_jump", "newspaper_jump"]


def test_a_running_title_inside_a_long_sentence_is_furniture():
    document = read_text("新增学位3.8万个,新增就业25万\n\n政 府\n\n人。".encode(), "x.txt")
    assert document.text == "新增学位3.8万个,新增就业25万人。"
    assert [(aside.reason, aside.text) for aside in document.asides] == [("running_header", "政 府")]


def test_tab_lines_are_one_table_over_page_breaks_without_the_repeated_header():
    text = "序号\t任务\n1\t甲任务\n\n序号\t任务\n2\t<p>1. 乙</p> <p>2. 丙</p>\n\n3\t丁"
    document = read_text(text.encode(), "x.txt")
    (table,) = document.tables()
    assert (table.row_count, table.column_count) == (4, 2)
    assert document.slice(table.cells[5]) == "1. 乙\n2. 丙"
    assert [aside.reason for aside in document.asides] == ["repeated_table_header"]


def test_a_row_cut_by_a_page_break_is_one_row():
    text = "序号\t任务\t进展\n1\t甲\t完成投资3亿元，其\n\n\t\t中工业1亿元。\n2\t乙\t已完成。"
    (table,) = read_text(text.encode(), "x.txt").tables()
    assert table.row_count == 3


def test_pipe_tables_of_markdown_are_tables():
    (table,) = read_text("| 序号 | 任务 |\n|---|:--:|\n| 1 | 甲 |".encode(), "x.md").tables()
    assert (table.row_count, table.column_count) == (2, 2)


def test_page_numbers_are_set_aside_and_form_feeds_count_pages():
    document = read_text("1.推进甲工程,完成\n— 3 —\n\f投资3亿元。\f2.乙。".encode(), "x.txt")
    assert document.page_count == 3
    assert document.text == "1.推进甲工程,完成投资3亿元。\n2.乙。"
    assert [document.page_at(block.start) for block in document.blocks] == [1, 3]


def test_bytes_of_no_encoding_are_set_aside_as_damaged():
    with pytest.raises(SetAside) as caught:
        read_text("重点工作".encode() + b"\xff\xfe\x81", "x.txt")
    assert caught.value.reason == "damaged"


def test_a_short_item_without_a_sentence_mark_is_a_heading_over_the_text_below():
    assert lines("1. 外贸稳增长\n\n出口增长5%，新增备案企业20家。") == [
        "1. 外贸稳增长",
        "出口增长5%，新增备案企业20家。",
    ]


def test_a_narrow_line_alone_is_a_heading_though_it_holds_a_comma():
    text = (
        "聚力产业升级，打造现代体系\n新增规模以上工业企业二十家，完成技术改造投资八亿元，建成标准厂房十五万平方米。\n"
        "附件：任务分解表\n松岚县人民政府办公室\n"
    )
    assert read_text(text.encode(), "x.txt").text == text.strip()


def test_a_wide_line_that_breaks_off_still_goes_on():
    text = "新增规模以上工业企业二十家，完成技术改造投资八亿元，建成\n标准厂房十五万平方米，引进项目三十个。\n"
    assert "\n" not in read_text(text.encode(), "x.txt").text


def test_rows_that_lost_a_merged_number_move_back_under_their_columns():
    document = read_text(
        "序号 | 项目内容 | 进展情况 | 责任单位 |\n"
        "1 | 新建托育点4处。 | 已建3处。 | 卫健局 |\n"
        "新增托位120个。 | 新增托位95个。 | ||\n"
        "2 | 改造菜场2家。 | 已完工1家。 | 商务局 |\n"
        "合计 | 3 | | |\n".encode(),
        "表.md",
    )
    table = document.blocks[0].table
    assert table is not None
    cells = {(cell.row, cell.column): (document.slice(cell), cell.row_span) for cell in table.cells}
    assert cells[2, 1] == ("新增托位120个。", 1) and cells[2, 2] == ("新增托位95个。", 1)
    assert cells[1, 0] == ("1", 2) and cells[1, 3] == ("卫健局", 2)
    assert cells[3, 0] == ("2", 1) and cells[4, 0] == ("合计", 1)


def test_a_speech_on_one_line_is_cut_where_its_blanks_tell_the_lost_breaks():
    line = (
        "岚屿县政府工作报告 ——2022年1月12日在岚屿县第十七届人民代表大会第一次会议上 县长 周一 各位代表： "
        "现在，我代表县人民政府向大会报告工作。 一、砥砺奋进，2021年成效明显 新建学校 6 所，完成了各项任务。 "
        "二、2022年工作安排 今年，新建学校9所。 （一）做强产业。新增企业25家。 各位代表！让我们携手同行！"
    )
    texts = lines(line + "谢谢大家！" * 40)
    assert texts[:2] == ["岚屿县政府工作报告", "——2022年1月12日在岚屿县第十七届人民代表大会第一次会议上"]
    assert "一、砥砺奋进，2021年成效明显" in texts
    assert "新建学校 6 所，完成了各项任务。" in texts
    assert texts[texts.index("二、2022年工作安排") + 1] == "今年，新建学校9所。"


LONG = "会议听取了镇人民政府工作报告，通报了年度民生实事项目的票选结果，代表们踊跃发言，会议完成了各项议程。"


@pytest.mark.parametrize("label", ["来源：云川日报", "发布日期:2024-03-13 14:37", "字号：【 大 中 小 时间：2024-01-11"])
def test_a_pages_label_above_a_blank_line_is_a_line_of_its_own(label):
    matters = "1、食堂（含配送）建设项目\n\n2、便民充电桩安装项目"
    assert lines(f"{label}\n\n木溪镇2024年民生实事确定\n\n{LONG}\n\n{matters}")[1:] == [
        "木溪镇2024年民生实事确定", LONG, "1、食堂（含配送）建设项目", "2、便民充电桩安装项目",
    ]  # fmt: skip


def test_a_bracket_that_closes_below_a_blank_line_holds_its_text_together():
    assert lines(f"{LONG}\n\n1.新增床位（含护理型床位、\n\n认知障碍床位）70张。") == [
        LONG, "1.新增床位（含护理型床位、认知障碍床位）70张。",
    ]  # fmt: skip


def test_a_label_with_its_date_is_whole_and_each_bullet_opens_a_line():
    assert lines(f"发布日期：2024-03-13\n{LONG}\n- 新建泵站9座，含配套管网\n- 新增床位70张") == [
        "发布日期：2024-03-13", LONG, "新建泵站9座，含配套管网", "新增床位70张",
    ]  # fmt: skip


@pytest.mark.parametrize("bar", ["|", "｜", " | ", " ｜ "])
def test_rows_parted_by_bars_without_any_at_their_ends_are_a_table(bar):
    rows = [["序号", "工作任务", "责任科室"], ["1", "新建泵站9座", "水利站"], ["2", "改造公厕4座", "城建办"]]
    document = read_text(
        "\n".join(["云川县2031年任务分解表", *map(bar.join, rows), "云川县人民政府"]).encode(), "x.txt"
    )
    (table,) = document.tables()
    assert [[document.slice(cell).strip() for cell in row] for row in _rows_of(table)] == rows


@pytest.mark.parametrize("path", ["首页 | 政务公开 | 通知公告", "首页|新闻|公告\n打印|关闭|分享\n邮箱|微博|帮助"])
def test_a_page_s_path_and_menu_are_no_table(path):
    assert not list(read_text(f"{path}\n1.新建泵站9座。".encode(), "x.txt").tables())


def _rows_of(table):
    rows = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows.values()
