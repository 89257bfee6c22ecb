"""Notices of what is supervised, whose items are blocks of labelled lines."""

import pytest

from tests.layouts.building import lay, roles, treatments

TITLE = "云川县2031年重点工作督办通知单\n\n"
FIRST = ("事项编号：DB-07", "交办内容：新建北塘泵站3座。", "承办单位：县水利局", "办理时限：2031年6月底前")
SECOND = (
    "事项编号：DB-11",
    "交办内容：新增学位900个。",
    "承办单位：县教育局",
    "协办单位：县财政局",
    "办理时限：9月底前",
)


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_a_block_is_a_task_however_its_lines_are_parted(between):
    _, parsed = lay(TITLE + between.join(FIRST) + "\n\n" + between.join(SECOND))
    assert (parsed.layout, parsed.identity.doc_type) == ("supervision_slips", "responsibility_breakdown")
    assert [(t.task_no, t.task_text, t.deadline_period_id) for t in parsed.tasks] == [
        (7, "新建北塘泵站3座。", "2031-H1"), (11, "新增学位900个。", "2031-Q3"),
    ]  # fmt: skip
    assert roles(parsed) == [{"县水利局": "lead"}, {"县教育局": "lead", "县财政局": "support"}]
    assert "unread" not in treatments(parsed)


def test_a_notice_of_one_item():
    _, parsed = lay(TITLE + "\n".join(FIRST).replace("DB-07", "云督办〔2031〕7号") + "\n\n云川县人民政府督查室\n")
    assert [(task.task_no, task.task_text) for task in parsed.tasks] == [(7, "新建北塘泵站3座。")]
    assert roles(parsed) == [{"县水利局": "lead"}]


def test_blocks_that_tell_how_far_they_are_are_a_report():
    told = "\n工作进展：已建成2座。\n\n"
    _, parsed = lay(TITLE.replace("督办", "上半年督办") + "\n".join(FIRST) + told + "\n".join(SECOND) + told)
    assert (parsed.layout, len(parsed.progress)) == ("progress_list", 2)


def test_a_number_alone_makes_no_block():
    _, parsed = lay(
        TITLE + "事项编号：DB-07\n\n1.新建泵站3座。（责任单位：县水利局）\n\n2.新增学位900个。（县教育局）\n"
    )
    assert parsed.layout == "numbered_clauses"
