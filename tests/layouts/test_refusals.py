"""Documents that cannot be loaded are set aside with what was found, what was expected and what to do."""

import dataclasses

import pytest
import yaml

from pipeline.errors import SetAside, SourceEntryError
from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import Quirk, SourceEntry
from pipeline.readers.document import Aside
from pipeline.readers.plain_text import read_text
from tests.layouts.building import NOTICE, lay

TASK = "1. 新增学位500个。（责任单位：县教育局）\n\n2. 新建公园2个。（责任单位：县建设局）\n"


def refused(text: str, source: SourceEntry | None = None) -> SetAside:
    with pytest.raises(SetAside) as caught:
        lay(text, source)
    return caught.value


def test_a_letter_without_a_list_is_an_unknown_layout():
    refusal = refused(
        "关于召开春季运动会的通知\n\n各单位：\n\n定于3月召开春季运动会，请按时参加。\n\n云川县人民政府办公室\n\n2024年3月1日"
    )
    assert refusal.reason == "unknown_layout"
    assert "春季运动会" in refusal.found
    assert refusal.expected and refusal.advice and refusal.nearest_layout


def test_a_news_article_with_numbers_is_an_unknown_layout():
    assert (
        refused(
            "云川县召开经济工作会议\n\n会议指出，地区生产总值增长6%，新增就业3000人。\n\n会议要求，抓好落实。"
        ).reason
        == "unknown_layout"
    )


def test_a_table_of_unknown_heads_names_them():
    refusal = refused("云川县2024年预算表\n\n科目\t预算数\t决算数\n教育支出\t100\t99\n卫生支出\t50\t51\n")
    assert refusal.reason == "unknown_layout"
    assert refusal.nearest_layout == "responsibility_table"


def test_a_list_that_nobody_owns_asks_for_its_place():
    refusal = refused("2024年重点工作责任分解表\n\n" + TASK)
    assert refusal.reason == "unknown_jurisdiction"
    assert "raw/inbox/source.yml" in refusal.advice
    _, _, example = refusal.advice.partition("none): ")
    assert yaml.safe_load(example) == {"documents": [{"file_name": "x.txt", "jurisdiction": "云川县"}]}


def test_a_table_with_a_head_and_no_rows_has_no_task():
    assert refused("云川县2024年重点工作责任分解表\n\n序号\t工作任务\t责任单位\n").reason in (
        "no_task",
        "unknown_layout",
    )


def test_a_quirk_mends_the_text_and_offsets_stay_true():
    entry = SourceEntry("云川县/x.txt", quirks=(Quirk("学位500个", "学位550个，其中公办500个", 1, "印刷错误"),))
    document, parsed = lay(NOTICE + TASK, entry)
    assert parsed.tasks[0].task_text == "新增学位550个，其中公办500个。"
    assert all(document.text[t.char_start : t.char_end] == t.task_text for t in parsed.tasks)
    assert [u.name_as_written for u in parsed.task_units] == ["县教育局", "县建设局"]
    assert all(document.text[u.char_start : u.char_end] == u.name_as_written for u in parsed.task_units)


def test_a_quirk_that_does_not_touch_as_many_places_as_it_says_is_an_error():
    entry = SourceEntry("云川县/x.txt", quirks=(Quirk("学位", "学额", 2, "印刷错误"),))
    with pytest.raises(SourceEntryError, match="must touch 2 places and touches 1"):
        lay(NOTICE + TASK, entry)


def test_a_document_of_which_much_is_unknown_is_not_published_as_if_it_were_whole():
    table = "科目\t预算数\t决算数\n" + "".join(f"某某某某支出{n}\t{n * 100}\t{n * 99}\n" for n in range(40))
    refusal = refused(NOTICE + TASK + "\n2024年财政支出情况一览表\n\n" + table)
    assert refusal.reason == "partly_read"
    assert "科目" in refusal.found and refusal.where


def test_a_page_that_the_reader_could_not_read_refuses_the_document():
    document = read_text((NOTICE + TASK).encode(), "x.txt")
    document = dataclasses.replace(document, asides=(Aside("unread_page", "a picture without text", 3),))
    with pytest.raises(SetAside) as caught:
        lay_out(document, SourceEntry("inbox/x.txt"), document_id="0" * 12)
    assert (caught.value.reason, caught.value.where) == ("partly_read", "page 3")


def test_a_speech_without_line_breaks_is_refused_for_just_that():
    text = (
        "政府工作报告——2024年1月16日在云川县第九届人民代表大会第三次会议上县长贺某各位代表：现在，我向大会报告工作。"
        "一、2023年工作回顾新建学校9所。二、2024年工作安排新增企业25家。各位代表，让我们携手前进！"
    )
    with pytest.raises(SetAside, match=r"in one paragraph, with no numbering .* line breaks were lost"):
        lay(text + "谢谢大家！" * 30)


def test_a_call_for_proposals_is_no_list_of_projects():
    text = (
        "关于做好2025年度云川县民生实事建议项目征集工作的通知\n各有关单位：\n一、征集内容\n涉及教育、养老。\n二、征集要求\n"
        "（一）高度重视。\n（二）反复论证。\n（三）按时报送。\n云川县人民政府办公室\n2024年10月8日\n"
    )
    assert refused(text).reason == "unknown_layout"


def test_a_table_whose_cells_run_together_is_refused_for_that():
    """Fails if the numbers of rows are taken for what the words beside them promise."""
    text = "岚溪县2024年重点工作全年完成情况\n类别序号重点督办内容牵头单位完成情况\n" + (
        "主要目标1工业投资增长6%左右。县发改局全年增长5.2%。\n主要目标2财政收入增长2%左右县财政局增长1.1%。\n"
    )
    assert "run together" in refused(text).found


def test_clauses_in_a_report_that_tells_only_sums_promise_nothing():
    text = "关于岚溪市民生实事进展情况的督查专报\n岚溪市人民政府督查室\n2024年4月12日\n" + (
        "今年涉及我市的任务有15个，分别为：一是维修学校13所（责任单位：市教育局）；二是改建公路380公里"
        "（责任单位：市交通局）。目前，3个任务已完成。\n"
    )
    assert refused(text).reason == "unknown_layout"


def test_a_letter_about_the_completion_of_a_work_report_is_no_work_report():
    letter = "岚溪县政府督查室对目标任务进行了督查，大多达到序时。\n"
    told = refused("2023年县政府工作报告三季度完成情况通报\n2023-10-16\n" + letter)
    assert told.reason == "unknown_layout"


def test_who_wrote_a_review_answers_for_no_task_and_its_results_are_no_promises():
    text = "《政府工作报告》摘要（一）：2023年全县各项目标任务圆满完成\n日期：2024年1月24日\n" + (
        "全县生产总值增长8.6%达92亿元，财政收入增长6%达4亿元。（云川县融媒体中心）\n"
    )
    assert refused(text).reason in ("unknown_layout", "no_task")


def test_a_text_in_traditional_characters_is_refused_for_that():
    items = "1.新建學校9所，責任單位：縣教育局。\n2.改造農貿市場3個，責任單位：縣商務局。\n"
    text = f"云川縣人民政府關于印發2024年民生實事的通知\n{items}"
    assert "traditional characters" in refused(text).found


def test_prose_in_one_paragraph_lost_no_line_breaks():
    text = (
        "云川县政府工作报告图解\n目标篇\n"
        + "代表们认为，这既是殷切期望，也是光荣使命，更是难得机遇，必须全心全意抓好贯彻落实。" * 6
    )
    assert "line breaks" not in refused(text).found


def test_a_table_whose_rows_stand_under_other_heads_is_refused_for_that():
    head = "序号 | 项目名称 | 7月进展情况 | 责任单位 |\n"
    first = "养老服务 | 1 | 400 | 发放养老金。 | 562 | 参保12万人。 | 县人社局 |\n"
    second = "社会救助 | 2 | 500 | 发放救助金。 | 305 | 发放5万人次。 | 县民政局 |\n"
    refusal = refused(f"云川县2024年民生工程7月进展情况表\n\n{head}{first}{second}")
    assert (refusal.reason, "do not fit its head" in refusal.found) == ("unknown_layout", True)


def test_a_report_under_one_label_is_no_plan():
    body = "【任务】今年建设泵站9座，改造公路30公里。\n【工作进度】泵站已建成4座，公路已改造20公里，完成投资90万元。\n"
    assert refused(f"云川县2024年为民办实事工程大部分完成\n\n{body}").reason == "unknown_layout"


def test_news_of_how_far_the_list_has_come_is_no_plan():
    body = (
        "7月31日，十件实事28个子项中，4项已全部完成，3项超序时。\n项目需在上半年完成全年任务量的60%，下半年完成40%。\n"
    )
    assert refused(f"云川县2024年“十件实事”子项按时稳步推进\n\n{body}").reason == "unknown_layout"
    assert refused(f"云川县2024年民生实事推进情况\n\n今年落实事项2项。\n{body}").reason == "unknown_layout"
