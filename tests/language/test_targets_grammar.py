"""A grammar that writes sentences of the genre and knows their targets: what is written is read, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.numbers.numerals import plain
from pipeline.language.promises.targets import read_targets
from tests.language.writing import write_chinese

MAGNITUDES = {"": 1, "万": 10**4, "亿": 10**8}
FLOORS_BEFORE = ("", "不少于", "不低于", "突破", "超", "达到", "达", "超过")
CEILINGS_BEFORE = ("不超过", "控制在", "不高于")
OPENINGS = ("", "力争", "确保", "全年", "推动")
NOISE = (
    "加快国际商贸城4A级景区提升",
    "落实省“8+4”政策",
    "打造15分钟便民生活圈",
    "办好第四届发展大会",
    "推进市场采购2.0版建设",
    "深化“一件事”改革",
    "加快G235龙回段建设",
    "深入实施“十个一批”工程",
    "举办第17届博览会",
    "落实中央八项规定精神",
    "完善“1+14+X”服务体系",
    "支持上溪、大陈、义亭三个镇发展",
    "做好60周岁以上老人服务",
    "健全12345热线机制",
    "加快杭温高铁二期建设",
)


@dataclass(frozen=True)
class Written:
    """A clause and the target it makes."""

    text: str
    indicator: str
    comparator: str
    value: Decimal
    value_high: Decimal | None
    unit: str
    kind: str


COUNTED = (
    ("新增", "车位", "个"),
    ("建成", "口袋公园", "座"),
    ("培育", "专精特新企业", "家"),
    ("举办", "文化活动", "场次"),
    ("改造", "老旧小区", "个"),
    ("招引", "亿元以上项目", "个"),
    ("新增", "“阳光厨房”", "家"),
)
AMOUNTS = (
    ("完成", "工业投资", "元", ("万", "亿")),
    ("", "粮食产量", "吨", ("", "万")),
    ("新建", "农村公路", "公里", ("",)),
    ("盘活", "存量建设用地", "亩", ("", "万")),
    ("完成", "海铁联运", "标箱", ("", "万")),
)
SHARES = ("城镇污水处理率", "可再生能源装机占比", "亿元以上工业企业研发机构设置率", "公办幼儿园招生覆盖面")
CHANGING = ("固定资产投资", "社会消费品零售总额", "规上工业增加值")
FALLING = ("规上工业单位增加值能耗", "电诈发案率", "安全生产事故起数")
CEILINGS = ("城镇登记失业率", "供水管网漏损率")

wholes = st.integers(min_value=2, max_value=9999)
tenths = st.integers(min_value=1, max_value=9999).map(lambda n: Decimal(n) / 10)
percents = st.integers(min_value=1, max_value=999).map(lambda n: Decimal(n) / 10)


def shown(value: Decimal, wide: bool) -> str:
    """The number as printed, perhaps in full-width figures."""
    text = str(plain(value))
    return text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")) if wide else text


@st.composite
def counted(draw: st.DrawFn) -> Written:
    """新增车位3500个以上; 新增3500个车位; 培育二百家以上企业."""
    verb, noun, unit = draw(st.sampled_from(COUNTED))
    value = Decimal(draw(wholes))
    opening = draw(st.sampled_from(OPENINGS))
    form = draw(st.sampled_from(["behind", "before", "chinese"]))
    if form == "before" and not noun.startswith("亿元"):
        text = f"{opening}{verb}{shown(value, False)}{unit}{draw(st.sampled_from(['', '以上']))}{noun}"
    elif form == "chinese":
        text = f"{opening}{verb}{noun}{write_chinese(int(value))}{unit}以上"
    else:
        before, after = draw(st.sampled_from([("", ""), ("", "以上"), ("不少于", ""), ("突破", ""), ("超", "")]))
        text = f"{opening}{verb}{noun}{before}{shown(value, draw(st.booleans()))}{unit}{after}"
    return Written(text, noun, ">=", value, None, unit, "count")


@st.composite
def amount(draw: st.DrawFn) -> Written:
    """完成工业投资350.5亿元以上; 粮食产量3—5万吨."""
    verb, noun, unit, magnitudes = draw(st.sampled_from(AMOUNTS))
    magnitude = draw(st.sampled_from(magnitudes))
    low = draw(tenths)
    scale = MAGNITUDES[magnitude]
    if draw(st.booleans()):
        high = low + draw(tenths)
        text = f"{verb}{noun}{shown(low, False)}{draw(st.sampled_from('-—–~'))}{shown(high, False)}{magnitude}{unit}"
        return Written(text, noun, "between", low * scale, high * scale, unit, "level")
    before = draw(st.sampled_from(FLOORS_BEFORE))
    after = draw(st.sampled_from(["", "以上"])) if before in ("", "达到", "不低于") else ""
    text = f"{verb}{noun}{before}{shown(low, draw(st.booleans()))}{magnitude}{unit}{after}"
    return Written(text, noun, ">=", low * scale, None, unit, "level")


@st.composite
def share(draw: st.DrawFn) -> Written:
    """城镇污水处理率达到95%以上; 占比由56%提高到60%; 失业率控制在4.5%以内."""
    value = draw(percents)
    form = draw(st.sampled_from(["floor", "from_to", "ceiling", "chinese"]))
    noun = draw(st.sampled_from(CEILINGS if form == "ceiling" else SHARES))
    if form == "ceiling":
        before = draw(st.sampled_from(CEILINGS_BEFORE))
        text = f"{noun}{before}{value}%" + ("以内" if before == "控制在" else "")
        return Written(text, noun, "<=", value, None, "%", "share")
    if form == "from_to":
        text = f"{noun}由{draw(percents)}%{draw(st.sampled_from(['提高到', '提升至']))}{value}%"
    elif form == "chinese":
        value = Decimal(draw(st.integers(min_value=1, max_value=99)))
        text = f"{noun}达到百分之{write_chinese(int(value))}以上"
    else:
        before = draw(st.sampled_from(["", "达到", "保持在", "不低于"]))
        text = f"{noun}{before}{value}%{draw(st.sampled_from(['', '以上']))}"
    return Written(text, noun, ">=", value, None, "%", "share")


@st.composite
def change(draw: st.DrawFn) -> Written:
    """固定资产投资增长15%以上; 能耗下降10%."""
    falls = draw(st.booleans())
    noun = draw(st.sampled_from(FALLING if falls else CHANGING))
    word = draw(st.sampled_from(["下降", "同比下降", "降低"] if falls else ["增长", "同比增长", "增长不低于"]))
    value = draw(percents)
    text = f"{noun}{word}{value}%{draw(st.sampled_from(['', '以上']))}"
    return Written(text, noun, ">=", value, None, "%", "decrease_rate" if falls else "growth_rate")


@st.composite
def threshold(draw: st.DrawFn) -> Written:
    """招引3亿元以上项目20个; 50万元以上行政村占比达85%: the size is scope, the rest is promised."""
    size = f"{draw(st.integers(min_value=1, max_value=500))}{draw(st.sampled_from(['万', '亿']))}元"
    count = Decimal(draw(wholes))
    form = draw(st.sampled_from(["behind", "over", "of", "before"]))
    if form == "behind":
        text, noun, unit = f"招引{size}以上项目{count}个", f"{size}以上项目", "个"
    elif form == "over":
        text, noun, unit = f"培育年产值超{size}企业{count}家以上", f"年产值超{size}企业", "家"
    elif form == "before":
        text, noun, unit = f"开工{count}个{size}以上项目", f"{size}以上项目", "个"
    else:
        value = draw(percents)
        text = f"年经营性收入{size}以上行政村占比达{value}%"
        return Written(text, f"年经营性收入{size}以上行政村占比", ">=", value, None, "%", "share")
    return Written(text, noun, ">=", count, None, unit, "count")


clauses = st.one_of(counted(), amount(), share(), change(), threshold())


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, list[Written]]:
    """Clauses joined by commas, semicolons or full stops, names strewn between them."""
    written = draw(st.lists(clauses, min_size=1, max_size=4))
    text = ""
    for clause in written:
        if draw(st.booleans()):
            text += draw(st.sampled_from(NOISE)) + draw(st.sampled_from("，。；"))
        text += clause.text + draw(st.sampled_from("，。；,;"))
    return text, written


def spaced(text: str) -> str:
    """The text as the sources print it: blanks beside figures."""
    out = ""
    for place, character in enumerate(text):
        before = text[place - 1] if place else ""
        edge = (character.isdigit() and before > "一") or (before.isdigit() and character > "一")
        out += (" " if edge else "") + character
    return out


@settings(max_examples=300, deadline=None)
@given(sentences(), st.booleans())
def test_what_the_grammar_promises_is_read_exactly(sentence: tuple[str, list[Written]], blanks: bool) -> None:
    text, written = sentence
    text = spaced(text) if blanks else text
    read = [target for target in read_targets(text, "2023") if target.is_firm]
    assert [(t.comparator, t.value, t.value_high, t.unit, t.kind) for t in read] == [
        (w.comparator, w.value, w.value_high, w.unit, w.kind) for w in written
    ], text
    for target, promise in zip(read, written, strict=True):
        assert promise.indicator in target.indicator, text
        assert text[target.start : target.end].strip()
        whole = text.replace(" ", "")
        verb, _, rest = target.indicator.rpartition(promise.indicator)
        assert f"{promise.indicator}{rest}" in whole and verb in whole, text  # 开工2个项目: the verb stays in the name


@settings(max_examples=200, deadline=None)
@given(st.lists(counted(), min_size=2, max_size=4))
def test_items_of_a_list_are_promises_each(written: list[Written]) -> None:
    text = "、".join(clause.text for clause in written) + "。"
    assert [target.value for target in read_targets(text, "2023")] == [clause.value for clause in written], text


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(CHANGING), min_size=2, max_size=3, unique=True), percents, st.booleans())
def test_a_rate_over_several_nouns_is_one_target_each(nouns: list[str], value: Decimal, each: bool) -> None:
    text = f"{'、'.join(nouns)}{'均' if each else ''}增长{value}%以上"
    assert [(t.indicator, t.value) for t in read_targets(text, "2023")] == [(noun, value) for noun in nouns]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CHANGING), percents), min_size=2, max_size=3, unique_by=lambda pair: pair[0]))
def test_respectively_pairs_nouns_with_numbers(pairs: list[tuple[str, Decimal]]) -> None:
    text = f"{'、'.join(noun for noun, _ in pairs)}分别增长{'、'.join(f'{value}%' for _, value in pairs)}"
    assert [(t.indicator, t.value) for t in read_targets(text, "2023")] == pairs


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["游戏", "动漫", "音乐", "影视"]), min_size=2, max_size=4, unique=True), wholes)
def test_each_counts_every_noun_of_a_list(kinds: list[str], value: int) -> None:
    read = read_targets(f"招引{'、'.join(kinds)}类企业各{value}家以上", "2023")
    assert [(t.indicator, t.value) for t in read] == [(f"{kind}类企业", value) for kind in kinds]


@settings(max_examples=200, deadline=None)
@given(counted(), wholes, st.booleans())
def test_a_part_named_behind_the_whole_is_a_promise_of_its_own(whole: Written, part: int, bracketed: bool) -> None:
    text = f"{whole.text}（其中示范点{part}个）。" if bracketed else f"{whole.text}，其中示范点{part}个。"
    read = read_targets(text, "2023")
    assert [(t.value, t.scope or "") for t in read[1:]] == [(part, "其中")], text
    assert read[0].value == whole.value and read[1].indicator == "示范点"


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NOISE), st.sampled_from(NOISE))
def test_names_alone_promise_nothing(first: str, second: str) -> None:
    assert read_targets(f"{first}，{second}。", "2023") == []


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="新增完成建成的力争企业项目个家万亿元%以上达到增长由至，、。（）“”其中均各分别0123456789.年月底每 ",
        max_size=80,
    )
)
def test_no_text_fails_and_every_quote_stands_in_it(text: str) -> None:
    for target in read_targets(text, "2023/2027"):
        assert 0 <= target.start < target.end <= len(text)
        assert target.value >= 0
