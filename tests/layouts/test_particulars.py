"""A web page's particulars, as a table or as lines of labels, and the titles around them."""

import datetime as dt

from tests.layouts.building import lay

CLAUSES = "1.新增学位500个。（责任单位：教育局）\n2.新建公园2个。（责任单位：建设局）\n"
PAGE = """您现在所在的位置: 网站首页> 政府信息公开> 松岚县人民政府办公室
索引号: 0071-00044 组配分类: 重点工作
发布机构: 松岚县人民政府(办公室) 主题分类: 综合政务 / 通知
名       称: 松岚县关于分解落实 2024年重点任务的通知 文       号: 松政〔2024〕1号
发布日期: 2024-01-30 08:56 成文日期: 2024-01-28
各乡镇人民政府,县政府各部门:
现将2024年重点任务予以分解印发。
"""


def test_lines_of_labels_tell_number_issuer_title_and_date():
    identity = lay(PAGE + CLAUSES)[1].identity
    assert (identity.jurisdiction, identity.issuer) == ("松岚县", "松岚县人民政府办公室")
    assert identity.doc_number == "松政〔2024〕1号"
    assert identity.title == "松岚县关于分解落实2024年重点任务的通知"
    assert identity.issued_on == dt.date(2024, 1, 28)


def test_labels_without_colons_behind_a_title_broken_over_lines():
    text = (
        "松岚县人民政府关于印发《2024年\n县〈政府工作报告〉任务分解\n与分工办法》的通知\n"
        "索 取 号 0071-00044 发布机构\n信息名称 松岚县人民政府"
        "关于印发《2024年县〈政府工作报告〉任务分解与分工办法》的通知\n"
        "产生日期 2024-03-02 文  号 松政发〔2024〕6号\n\n各乡镇人民政府：\n\n"
    )
    identity = lay(text + CLAUSES)[1].identity
    assert identity.doc_number == "松政发〔2024〕6号"
    assert identity.title.endswith("任务分解与分工办法》的通知")


def test_labels_whose_blanks_were_lost():
    lines = [
        "信息索引号 K14-6/2024 公开方式 主动公开",
        "发布机构 松岚县府办 公开范围 面向全社会",
        "生成日期 2024-01-18",
    ]
    text = "\n".join([*lines, "政府工作报告", "(在松岚县第七届人民代表大会第三次会议上)", REPORT])
    identity = lay(text)[1].identity
    assert (identity.jurisdiction, identity.title, identity.issuer) == ("松岚县", "政府工作报告", "松岚县府办")
    assert identity.issued_on == dt.date(2024, 1, 18)


def test_a_line_of_short_labels_whose_blanks_were_lost_tells_the_number():
    text = (
        "县人民政府办公室关于印发2024年任务责任分解方案的通知\n\n2024-01-05 10:00 县人民政府办公室\n"
        "索 引 号 MB15/2024-05 发文日期 2024-01-03\n发布机构 县人民政府办公室 文    号 松政办〔2024〕7号\n"
        "分   类 政务公开\n\n各乡镇人民政府：\n\n现将方案印发给你们。\n\n松岚县人民政府办公室\n\n2024年1月3日\n\n"
    )
    identity = lay(text + CLAUSES)[1].identity
    assert (identity.doc_number, identity.issuer) == ("松政办〔2024〕7号", "松岚县人民政府办公室")


def test_a_table_of_labels_in_brackets():
    cells = (
        "[ 索引号 ] | 0071/2024-7 | [ 发文字号 ] | 松政办〔2024〕7号 |\n[ 发布机构 ] | 松岚县府办 | [ 有效性 ] | |\n"
    )
    text = cells + "松岚县2024年重点工作责任分解表\n" + CLAUSES
    identity = lay(text)[1].identity
    assert (identity.doc_number, identity.issuer) == ("松政办〔2024〕7号", "松岚县府办")


def test_one_label_alone_is_no_list_of_particulars():
    text = "松岚县2024年重点工作责任分解表\n名称: 便民食堂\n" + CLAUSES
    assert lay(text)[1].identity.title == "松岚县2024年重点工作责任分解表"


REPORT = "各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n一、2023年工作回顾\n新建学校6所。\n" \
    "二、2024年工作安排\n今年主要预期目标是：生产总值增长6%。\n（一）做强产业。新增规上企业9家。\n"  # fmt: skip


def test_a_pages_menu_and_the_speaker_are_no_title():
    menu = "首页 > 政务公开 > 政府工作报告\n政务要闻\n松岚县政府工作报告\n县长 周一\n2024年1月9日\n"
    assert lay(menu + REPORT)[1].identity.title == "松岚县政府工作报告"


def test_the_session_alone_above_a_report_is_no_title():
    session = "——2024年1月9日在松岚县第九届人民代表大会第三次会议上\n松岚县人民政府县长 周一\n"
    identity = lay(session + REPORT)[1].identity
    assert (identity.title, identity.jurisdiction) == ("x.txt", "松岚县")


def test_words_of_the_page_behind_a_title_and_a_date_below_the_session():
    head = (
        "松岚概况\n2024年松岚县政府工作报告 【字体：大 中 小】 【打印】\n发布时间：2024-02-09 来源：县府办\n"
        "——在松岚县第九届人民代表大会第三次会议上\n（2024年1月9日）\n县长 周一\n"
    )
    identity = lay(head + REPORT)[1].identity
    assert (identity.title, identity.issued_on) == ("2024年松岚县政府工作报告", dt.date(2024, 1, 9))
