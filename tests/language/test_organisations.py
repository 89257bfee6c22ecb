"""Units: one canonical unit behind every spelling of a jurisdiction; the type by vocabulary or by the name's form."""

import pytest

from pipeline.language.bodies.organisations import members_of, qualified_group, resolve_unit, units_behind


@pytest.mark.parametrize(
    ("jurisdiction", "spellings", "canonical"),
    [
        ("东阳市", ["自规局", "市自然资源和规划局", "东阳市自然资源和规划局"], "自规局"),
        ("义乌市", ["人社局", "市人力社保局", "人力资源和社会保障局"], "人社局"),
        ("义乌市", ["组织部（人才办）", "市委组织部（人才办）", "组织部"], "组织部"),
        ("东阳市", ["生态环境分局", "金华市生态环境局东阳分局"], "生态环境分局"),
        ("义乌市", ["人民银行", "市人行", "人行义乌市支行"], "人民银行"),
        ("东阳市", ["调查队", "国家统计局东阳调查队"], "调查队"),
        ("东阳市", ["市市场监管局(木雕红木局)", "市场监管局(木雕红木局)", "市场监督管理局"], "市场监管局"),
        ("云川县", ["县发改局", "云川县发展和改革局", "发改局"], "发改局"),
        ("云川县", ["县府办", "县政府办", "县人民政府办公室"], "县府办"),
        ("义乌市", ["“三服务”办", "三服务办"], "三服务办"),
    ],
)
def test_spellings_of_one_unit_have_one_key(jurisdiction, spellings, canonical):
    assert {resolve_unit(name, jurisdiction).unit_id for name in spellings} == {f"{jurisdiction}/{canonical}"}


def test_a_name_that_begins_with_the_character_for_city_keeps_it():
    assert resolve_unit("市场发展委", "义乌市").unit_name == "市场发展委"
    assert resolve_unit("市场集团", "义乌市").unit_name == "市场集团"
    assert resolve_unit("市政园林科", "义乌市").unit_name == "市政园林科"
    assert resolve_unit("市政务服务中心", "义乌市").unit_name == "政务服务中心"


def test_a_district_keeps_the_citys_units_apart_from_its_own():
    assert resolve_unit("市发改局", "青梧区").unit_id != resolve_unit("区发改局", "青梧区").unit_id


@pytest.mark.parametrize(
    ("name", "unit_type"),
    [
        ("各镇街", "unit_group"),
        ("市政府各部门", "unit_group"),
        ("指挥部各成员单位", "unit_group"),
        ("有关镇街", "unit_group"),
        ("佛堂镇", "town"),
        ("廿三里街道", "subdistrict"),
        ("商城集团", "state_company"),
        ("双江湖指挥部", "headquarters"),
        ("妇联", "mass_organisation"),
        ("税务局", "vertical_agency"),
        ("政法委", "party_body"),
        ("卫健局", "department"),
        ("广厦大学", "other"),
        ("民航站", "other"),
        ("民航监管局", "vertical_agency"),
        ("清水治乱办", "headquarters"),
        ("老街改造办公室", "headquarters"),
        ("双招双引办", "headquarters"),
        ("安委办", "headquarters"),
        ("扶贫办", "department"),
        ("金融办", "department"),
        ("红石街道办", "subdistrict"),
        ("人行澄湾市中心支行", "vertical_agency"),
        ("人行营业部", "vertical_agency"),
        ("建设银行", "state_company"),
    ],
)
def test_the_type_of_a_unit(name, unit_type):
    unit = resolve_unit(name, "义乌市")
    assert (unit.unit_type, unit.is_group) == (unit_type, unit_type == "unit_group")


@pytest.mark.parametrize(
    ("name", "full_name"),
    [
        ("市发改局", "发展和改革局"),
        ("市委组织部", "市委组织部"),
        ("经济开发区管委会", "经济开发区管委会"),
        ("经济技术开发区管理委员会", "经济技术开发区管理委员会"),
        ("经开区管委会", "经开区管委会"),
        ("国家统计局东阳调查队", "国家统计局东阳调查队"),
        ("金华市生态环境局东阳分局", "金华市生态环境局东阳分局"),
        ("市人行", "人民银行"),
        ("人行东阳市支行", "人行东阳市支行"),
        ("团市委", "团市委"),
        ("市机关事务保障服务中心", "机关事务保障服务中心"),
    ],
)
def test_a_full_name_is_certain_or_as_written(name, full_name):
    assert resolve_unit(name, "东阳市").full_name == full_name


@pytest.mark.parametrize(
    ("name", "clause", "known_as"),
    [
        ("指挥部各成员单位", ["市治水大会战指挥部", "财政局"], "市治水大会战指挥部各成员单位"),
        ("专班各成员单位", ["市降碳工作专班", "白云街道"], "市降碳工作专班各成员单位"),
        ("领导小组各成员单位", ["市净空工作领导小组办公室"], "市净空工作领导小组各成员单位"),
        ("指挥部各成员单位", ["市治水指挥部", "市交通指挥部"], "指挥部各成员单位"),
        ("市安委会各成员单位", ["市应急管理局"], "市安委会各成员单位"),
        ("各镇街", ["市治水指挥部"], "各镇街"),
    ],
)
def test_members_belong_to_the_body_of_their_clause(name, clause, known_as):
    assert qualified_group(name, [*clause, name]) == known_as


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("各镇街（云溪镇、白石街道、青禾乡等）", ["云溪镇", "白石街道", "青禾乡"]),
        ("有关部门(市财政局,市水务局)", ["市财政局", "市水务局"]),
        ("各镇街（除云溪镇外）", []),
        ("各镇街（教学、科研）", []),
        ("组织部（人才办、老干部局）", []),
        ("财政局", []),
    ],
)
def test_a_group_names_its_members_in_its_bracket(name, members):
    assert members_of(name) == members


@pytest.mark.parametrize(
    ("written", "unit_name"),
    [
        ("依法治县办（司法局）", "司法局"),
        ("禁毒办(县公安局)", "公安局"),
        ("县府办（司法局）", "县府办"),
        ("县委办（保密局）", "县委办"),
        ("治水办（老港片区）", "治水办"),
    ],
)
def test_an_office_that_sits_in_a_department_is_that_department(written, unit_name):
    assert resolve_unit(written, "云川县").unit_name == unit_name


@pytest.mark.parametrize(
    ("written", "behind"),
    [
        ("县委办(外事办)", ["外事办"]),
        ("统战部（民宗局、侨办）", ["民宗局", "侨办"]),
        ("组织部（人才办）", []),
        ("宣传部（文明办）", []),
        ("信访局（社会治理中心）", []),
        ("依法治县办（司法局）", []),
        ("外事办", []),
    ],
)
def test_a_party_body_and_an_organ_of_the_government_are_two_units(written, behind):
    assert units_behind(written) == [written, *behind]


def test_a_centre_keeps_its_own_name():
    assert resolve_unit("县机关事务服务中心", "云川县").unit_name == "机关事务服务中心"
    assert resolve_unit("县机关事务管理局", "云川县").unit_name == "机关事务局"
