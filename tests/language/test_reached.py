"""A report says how far a thing has come: done, being worked on, foreseen, or impossible; and when."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.language.results.reached import read_stages


def stages(text: str) -> set[str | None]:
    return {mention.stage for mention in read_stages(text, 2024)}


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("雁湖体育馆6月初已开馆试运营。", "use"),
        ("北环隧道已建成通车。", "use"),
        ("监管区已完成工程验收。", "finish"),
        ("教学楼主体结构已封顶。", "structure"),
        ("二期已全面开工。", "begin"),
        ("机场路工程形象进度完成45%。", "begin"),
        ("已完成用地预审，正在开展施工图设计。", "prepare"),
        ("获评省级无废城市。", "obtain"),
        ("已完成现场评审。", "apply"),
        ("政策已印发实施。", "issue"),
        ("6月25日公司揭牌成立。", "found"),
        ("成功举办龙舟节活动。", "hold"),
    ],
)
def test_what_is_reported_done(text: str, stage: str) -> None:
    assert stage in stages(text)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("预计11月中旬竣工，12月底前开馆。", "use"),
        ("正在争取获批试点。", "obtain"),
        ("配合做好试点获批工作。", "obtain"),
        ("称号获得省厅公示。", "obtain"),
        ("先行段已通车。", "use"),
        ("主体工程完成40%。", "structure"),
        ("大会将在11月13日举办。", "hold"),
    ],
)
def test_what_is_not_there_yet_is_not_reached(text: str, stage: str) -> None:
    assert stage not in stages(text)


def test_a_degree_of_the_whole_behind_takes_a_part_back() -> None:
    assert "structure" not in stages("完成一期裙楼主体结构施工。一期工程总体进度完成40%。")


def test_what_cannot_be_done_has_no_stage() -> None:
    assert stages("今年省级评定暂停受理，无法如期申报。") == {None}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4月29日正式开业。", dt.date(2024, 4, 29)),
        ("1. 10月已纳入名单。", dt.date(2024, 10, 1)),
        ("2023年12月获批。", dt.date(2023, 12, 1)),
        ("3月9日，完成首航。", dt.date(2024, 3, 9)),
        ("10月底启用。", dt.date(2024, 10, 28)),
        ("截至9月底，项目已开工。", None),
        ("1-9月已开工。", None),
    ],
)
def test_when_it_happened(text: str, day: dt.date | None) -> None:
    assert {mention.reached_on for mention in read_stages(text, 2024)} == {day}


def test_a_heading_names_what_its_sentences_speak_of() -> None:
    (mention, *_) = read_stages("站前广场：已投入使用。", 2024)
    assert mention.heading == "站前广场"


def test_a_list_of_awards_goes_on_without_its_verb() -> None:
    assert [m.stage for m in read_stages("8月8日获得“银潮杯”，治水考核“三连优”。", 2024)] == ["obtain", "obtain"]
