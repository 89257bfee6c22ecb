"""Each word of the patterns by which names, stages and changes are compared is one that a document may use."""

from __future__ import annotations

import pytest

from pipeline.match.links.task_links import link_tasks
from pipeline.match.names.bare_heads import head_of
from pipeline.match.names.named import core as thing_core
from pipeline.match.names.named import is_spoken_of, is_touched, likeness, names
from pipeline.match.names.similarity import core, name_similarity, ordinals, other_ordinal, thresholds
from pipeline.match.names.text_forms import changes_substance, differences, normal_form, numbers
from pipeline.match.names.topics import topic_of
from tests.match.builders import PLAN, task
from tests.match.test_milestones import answered
from tests.match.test_topics import target_at
from tests.word_tables import each

CARRYING = (
    "力争 确保 争取 实现 完成 新增 累计 全市 全县 全区 全年 年度 新建 建设 打造 培育 "
    "引进培养 培养引进 引进 引育 增设 举办 开展 组织 推动"
)
CARRIED = "建设 项目 总额 总量 数量 人数 开行 开行列数 全年开行量 额 量 数 工作 的建设"
RATES = "率 占比 比重 比例 份额 覆盖面 增速 增幅"


@each(CARRYING)
def test_a_name_is_the_same_behind_a_carrying_word(word: str) -> None:
    assert core(f"{word}普惠托位") == "普惠托位"


@each("力争 确保 实现 完成 累计 全年 年度")
def test_a_short_name_is_the_same_behind_a_light_word(word: str) -> None:
    assert core(f"{word}托位") == "托位"
    assert core(f"{word}率") == f"{word}率"


@each(CARRIED)
def test_a_name_is_the_same_before_a_word_that_any_name_may_end_in(word: str) -> None:
    assert core(f"口袋公园{word}") == "口袋公园"


@each("一季度 二季度 第三季度 四季度")
def test_a_quarter_is_no_part_of_a_name(word: str) -> None:
    assert core(f"{word}旅游收入") == core("旅游收入")


@each(RATES)
def test_a_rate_is_less_like_an_amount_of_the_same_thing(word: str) -> None:
    assert name_similarity("林下药材", f"林下药材{word}") < 0.8 < name_similarity("林下药材", "林下药材株")


def test_how_alike_two_names_are() -> None:
    """Fails when the weights of characters in order, of pairs, or of a missing head change unseen."""
    said = {
        pair: round(name_similarity(*pair), 3)
        for pair in (
            ("青川游客", "青川游客站"),
            ("游客", "青川游客"),
            ("桥", "桥"),
            ("桥", "大桥"),
            ("新桥公园", "公园新桥"),
        )
    }
    assert said == {
        ("青川游客", "青川游客站"): 0.955,
        ("游客", "青川游客"): 0.883,
        ("桥", "桥"): 1.0,
        ("桥", "大桥"): 0.25,
        ("新桥公园", "公园新桥"): 0.583,
    }


@pytest.mark.parametrize(
    ("word", "number"), [*zip("一二三四五六七八九十", range(1, 11), strict=True), ("首", 1), ("12", 12)]
)
@pytest.mark.parametrize("sort", ["批", "期", "轮", "届", "标段"])
def test_batches_and_phases_are_told_apart(word: str, number: int, sort: str) -> None:
    assert ordinals(f"云桥{word}{sort}") == {sort: {str(number)}}
    assert other_ordinal(f"云桥{word}{sort}", f"云桥13{sort}")
    assert not other_ordinal(f"云桥{word}{sort}", f"云桥{word}{sort}")


def test_what_only_looks_like_a_batch_is_none() -> None:
    assert ordinals("完成三批次体检") == {}
    assert ordinals("第十一批") == {}


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("50亿元以上项目", {"50亿元"}),
        ("亿元以上项目", {"1亿元"}),
        ("百亿元产业", {"100亿元"}),
        ("千万元项目", {"1千万元"}),
        ("5000万美元外资项目", {"5000万美元"}),
        ("1.5亿元项目", {"1.5亿元"}),
        ("8元餐", set()),
    ],
)
def test_money_bounds_in_a_name(text: str, bounds: set[str]) -> None:
    assert thresholds(text) == bounds


ANY_NAME = (
    "建设 工程 项目 试点 示范 推广 应用 管理 服务 中心 体系 平台 国家 全国 全省 省级 "
    "市级 完成 创建 典型 案例 工作 发展 社会"
)
CARRIERS = (
    "主体 主体工程 主体结构 主体建设 土建工程 前期工作 建设工程 改造项目 工程建设 "
    "项目 创建 创建工作 复核 复核验收 报批 编制 申报 建设 工作"
)


@each(ANY_NAME)
def test_a_word_of_any_name_does_not_touch_a_thing(word: str) -> None:
    assert not is_touched(f"北塘{word}区", f"南山{word}已启动")
    assert is_touched(f"北塘{word}区", "北塘已启动")


@each(CARRIERS)
def test_what_is_done_with_a_thing_is_no_part_of_its_name(word: str) -> None:
    assert thing_core(f"云岭隧道{word}") == "云岭隧道"


def test_how_much_of_a_name_has_to_be_said() -> None:
    assert likeness("云岭隧道口", "云岭隧洞") == 0.5  # two of its four pairs
    assert names("云岭隧道口", "云岭隧洞")
    assert not names("云岭隧道路口", "云岭隧洞")
    assert likeness("新桥站", "新桥已启用") == 0.0  # a name of three stands there whole
    assert likeness("新桥站", "新桥站已启用") == 1.0
    assert likeness("老新桥站", "新桥站已启用") == pytest.approx(2 / 3)


def test_the_quoted_part_is_what_a_thing_is_known_by() -> None:
    assert likeness("“银龄”助餐", "“银龄”食堂启用") == 0.5  # one of its three pairs
    assert likeness("“银龄”助餐点", "银龄路食堂启用") == 0.25
    assert likeness("“银龄”助餐点", "助餐点启用") == 0.0


def test_a_thing_of_a_list_has_to_show_what_is_its_own() -> None:
    assert names("粮食指定监管场地", "粮食指定监管场地获批", ["水果指定监管场地"])
    assert not names("粮食指定监管场地", "指定监管场地获批", ["水果指定监管场地"])
    assert is_spoken_of("粮食指定监管场地", "粮食指定监管场地获批", ["水果指定监管场地"])
    assert not is_spoken_of("粮食指定监管场地", "指定监管场地获批", ["水果指定监管场地"])


def test_a_thing_is_spoken_of_by_half_of_its_pairs_or_by_its_end() -> None:
    assert is_spoken_of("云岭隧道", "云岭隧洞在建，岭隧")  # two of three
    assert not is_spoken_of("云岭隧道口", "云岭隧洞")  # two of four
    assert is_spoken_of("县妇幼保健院迁建项目", "迁建项目完成")
    assert not is_spoken_of("县妇幼保健院服务体系", "服务体系完成")


@each("推进 推动 深化 加快 实施 开展 打造 打好 做好 抓好 加强 强化")
def test_the_effort_of_a_clause_is_no_topic(word: str) -> None:
    text = f"{word}智慧社区建设，新增省级试点6个以上。"
    assert topic_of(target_at(text, "新增省级试点"), text) == "智慧社区"


@each("全域 全力 大力 深入 扎实 持续 加快 统筹 高标准 高质量")
def test_nor_is_how_it_is_made(word: str) -> None:
    text = f"{word}推进智慧社区建设，新增省级试点6个以上。"
    assert topic_of(target_at(text, "新增省级试点"), text) == "智慧社区"


@each("以上 以下 以内 级 元 岁 亩 平方公里")
def test_a_bound_is_part_of_the_thing(word: str) -> None:
    assert head_of(f"百{word}项目", f"百{word}") == f"百{word}项目"
    assert head_of("滨河新区项目", "滨河新区") == "项目"


STYLE = (
    "的 了 和 及 与 等 并 或 在 对 地 、 新 元 市 实施 开展 推进 深化 加强 做好 完成 "
    "积极 进一步 服务 工作 建设 项目 线路 航线"
    " 青岭省 青岭县 青岭市 青岭区"
)


@each(STYLE)
def test_words_of_style_change_nothing_of_a_promise(word: str) -> None:
    assert not changes_substance("辅助盲人就业", f"辅助{word}盲人就业")
    assert not changes_substance(f"辅助{word}盲人就业", "辅助盲人就业")


@each("超市 菜市 门市 城市 小区 园区 社区 城区 片区 景区 校区 厂区 街区")
def test_a_thing_that_ends_like_a_place_is_none(word: str) -> None:
    assert changes_substance("改造北塘", f"改造北塘{word}")


@each("3 以上 以下 以内 不低于 不少于 确保 力争 争取")
def test_a_number_or_a_bound_changes_a_promise_of_any_length(word: str) -> None:
    long = "县水利局牵头做好青岭河与北塘河全部河段的清淤护岸以及水质监测"
    assert changes_substance(long, long + word)
    assert not changes_substance(long, long + "事项")


@pytest.mark.parametrize(
    ("old", "new", "is_other"),
    [
        ("清淤北塘河", "清淤北塘湖", True),
        ("清淤清淤北塘河", "清淤北塘河", False),  # said once instead of twice
        ("清淤北塘河段两岸并完善步道系统、夜景灯光", "清淤北塘河段两岸并完善步道系统、夜景灯光和驿站", False),
        ("清淤北塘河段两岸并完善步道系统、夜景灯光", "清淤北塘河段两岸并完善步道系统、夜景灯光和骑行驿站亭", True),
        ("清淤北塘河段，完善南岸步道系统，年内完工", "清淤北塘河段，完善步道系统，年内完工", True),  # 南岸 is lost
    ],
)
def test_what_is_more_than_style(old: str, new: str, is_other: bool) -> None:
    assert changes_substance(old, new) is is_other


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("新增120座", "新增125座", ["“120”改为“125”"]),
        ("增长1.5%", "增长1.8%", ["“1.5”改为“1.8”"]),
        ("新增20座", "新增320座", ["“20”改为“320”"]),
        ("2座桥", "12座桥", ["“2”改为“12”"]),
        ("桥2", "桥21", ["“2”改为“21”"]),
        ("新建桥", "新建大桥", ["增加“大”"]),
        ("新建大桥", "新建桥", ["去掉“大”"]),
        ("甲乙丙", "丁乙戊", ["“甲乙丙”改为“丁乙戊”"]),  # parted by one equal character
        ("甲乙己丙", "丁乙己戊", ["“甲”改为“丁”", "“丙”改为“戊”"]),
    ],
)
def test_changes_are_told_in_whole_numbers(old: str, new: str, changes: list[str]) -> None:
    assert differences(old, new) == changes


def test_the_normal_form_keeps_what_tells_values_apart() -> None:
    assert normal_form("（Ａ）增长 1.5 %，达２０℃、8+。") == "a增长1.5%达20°c8+"
    assert normal_form("3.新建") == "3新建"
    assert numbers("b20增长1.5%达3") == ("1.5%", "20", "3")


PAPERS = (
    "方案 规划 设计 可研 许可 编制 选址 立项 预审 招标 招投标 评审 论证 协议 征迁 "
    "征收 征地 拆迁 政策处理 用地 报批 勘察 环评 审批"
)


def stage_of(promise: str, narrative: str) -> str | None:
    """The stage that the promised thing has reached by what is told."""
    found = answered(promise, narrative)[1]
    return found.stages[0].stage if found.stages else None


@each(PAPERS)
def test_a_paper_or_the_ground_only_prepares_works(word: str) -> None:
    assert stage_of("建成云岭隧道。", f"云岭隧道{word}工程完工。") == "prepare"


@each("创建名录 培育对象 培育名单 培育库 创建名单 创建对象 候选 推荐名额 推荐名单 储备库 公示")
def test_a_candidate_has_only_applied(word: str) -> None:
    assert stage_of("创成省级湿地公园。", f"苇湖湿地公园入选省级湿地公园{word}。") == "apply"


@each("资源评估 景观评估 景观质量评审 中期评估 现场评审 技术评估 专家验收 材料评审 初步验收 县级评估 市级评估")
def test_an_examination_on_the_way_has_only_applied(word: str) -> None:
    assert stage_of("创成省级湿地公园。", f"省级湿地公园通过{word}。") == "apply"


@each("竣工 投用 通车 建成")
def test_what_is_built_is_built_whatever_paper_is_named(word: str) -> None:
    assert stage_of("建成云岭隧道。", f"按规划云岭隧道已{word}。") in ("finish", "use")


OF_ANY_PROMISE = "完成 实现 力争 确保 争取 全年 达到 突破 以上 以下 左右 增长 新增 启动 推进 加快 建设 开展 实施"


def test_a_clause_links_two_tasks_only_by_words_of_its_own() -> None:
    def linked(one: str, other: str) -> bool:
        return bool(link_tasks([task(1, one), task(1, other, document_id="second")], [], []))

    assert PLAN < "second"
    assert linked("清淤北塘河12公里", "清淤北塘河15公里")
    for word in OF_ANY_PROMISE.split():
        assert not linked(f"{word}{word}{word}北塘河", f"{word}{word}{word}北塘河"), word
    for unit in "个家项处亩所座人名户年月万亿":
        assert not linked(f"北塘河{unit * 4}", f"北塘河{unit * 4}"), unit
