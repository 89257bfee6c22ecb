"""Six documents of an invented county: what a year brings, an issue put right among it."""

from __future__ import annotations

COUNTY = "湖山县"
_PLAN = """{county}人民政府办公室文件
湖政办发〔2023〕{number}号
关于印发{county}2023年重点工作责任分解{mark}的通知
{county}人民政府办公室
2023年{day}
{county}2023年重点工作责任分解{mark}
一、城市建设
1.新建公园{parks}个，绿化提升{green}公里。（牵头领导：王建国；牵头单位：城管局；配合单位：财政局、自然资源局）
2.新增停车位300个，建成客运中心。（牵头领导：李卫东；牵头单位：交通局；配合单位：城管局）
3.整治背街小巷12条以上。（牵头领导：王建国；牵头单位：城管局；配合单位：公安局）
二、民生保障
1.新增就业5000人，城镇居民人均可支配收入增长6%以上。（牵头领导：陈芳；牵头单位：人社局；配合单位：统计局）
2.新建养老服务中心4个，床位200张。（牵头领导：陈芳；牵头单位：民政局；配合单位：财政局）
"""
_LIVELIHOOD = """{county}2023年民生实事项目责任分解
{county}人民政府办公室
2023年2月20日
一、健康工程
1.新建口袋公园5个。（牵头领导：王建国；牵头单位：城管局；配合单位：财政局）
2.新增公办学位900个。（牵头领导：陈芳；牵头单位：教育局；配合单位：财政局）
"""
_REPORT = """<html><body><h1>{county}2023年重点工作{period}进展情况汇总表</h1><table border="1">
<tr><td>序号</td><td>重点工作</td><td>牵头单位</td><td>进展情况</td><td>存在问题</td></tr>
<tr><td>1</td><td>新建公园8个，绿化提升20公里。</td><td>城管局</td>
<td>建成公园{parks}个，绿化提升{green}公里，为年度目标的{share}%。</td><td>征地难</td></tr>
<tr><td>2</td><td>新增停车位300个，建成客运中心。</td><td>交通局</td><td>新增停车位{places}个，客运中心{works}。</td><td></td></tr>
<tr><td>3</td><td>新增就业5000人，城镇居民人均可支配收入增长6%以上。</td><td>人社局</td>
<td>新增就业{jobs}人，城镇居民人均可支配收入增长{income}%。</td><td>无</td></tr>
<tr><td>4</td><td>新增公办学位900个。</td><td>教育局</td><td>新增公办学位{seats}个。</td><td></td></tr>
<tr><td>5</td><td>举办文化节。</td><td>文旅局</td><td>{feast}</td><td></td></tr>
</table></body></html>
"""


def _plan(number: int, day: str, parks: int, green: int, mark: str = "") -> str:
    return _PLAN.format(county=COUNTY, number=number, day=day, parks=parks, green=green, mark=mark)


def _report(period: str, **said: str) -> str:
    return _REPORT.format(county=COUNTY, period=period, **said)


DOCUMENTS = {
    f"{COUNTY}/重点工作责任分解.txt": _plan(3, "2月10日", 8, 20),
    f"{COUNTY}/重点工作责任分解（更正）.txt": _plan(9, "3月15日", 8, 24, "（更正）"),
    f"{COUNTY}/民生实事.txt": _LIVELIHOOD.format(county=COUNTY),
    f"{COUNTY}/上半年.html": _report(
        "上半年", parks="3", green="7", share="35", places="120", works="主体完工", jobs="2600", income="5.8",
        seats="400", feast="正在筹备。"),
    f"{COUNTY}/三季度.html": _report(
        "三季度", parks="7", green="15", share="85", places="240", works="已投入使用", jobs="4100", income="6.1",
        seats="900", feast="已举办文化节。"),
    f"{COUNTY}/全年.html": _report(
        "全年", parks="8", green="24", share="100", places="290", works="已投入使用", jobs="5300", income="5.9",
        seats="950", feast="已举办文化节。"),
}  # fmt: skip
# A seventh, for what is told quarter by quarter.
FIRST_QUARTER = {
    f"{COUNTY}/一季度.html": _report(
        "一季度", parks="1", green="2", share="10", places="30", works="已开工", jobs="1200", income="5.5",
        seats="0", feast="尚未启动。"),
}  # fmt: skip
