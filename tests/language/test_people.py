"""Leaders in running text: names told from offices, units never taken for people."""

import pytest

from pipeline.language.bodies.people import Person, leaders_of_heading, read_people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("喻新贵常务副市长、骆小俊副市长", [("喻新贵", "常务副市长"), ("骆小俊", "副市长")]),
        ("副县长李明", [("李明", "副县长")]),
        ("市委常委、常务副市长张三丰", [("张三丰", "市委常委、常务副市长")]),
        ("王五（副区长）", [("王五", "副区长")]),
        ("胡利群", [("胡利群", None)]),
        ("赵六同志", [("赵六", None)]),
        ("巴特尔·阿木古朗旗长", [("巴特尔·阿木古朗", "旗长")]),
        ("李四川县委书记", [("李四川", "县委书记")]),
        ("张伟副市长、市公安局局长，赵六副市长", [("张伟", "副市长、市公安局局长"), ("赵六", "副市长")]),
        ("张伟副市长、公安局局长李四", [("张伟", "副市长"), ("李四", "公安局局长")]),
        ("周九市委常委、副市长", [("周九", "市委常委、副市长")]),
        ("李明党组成员、副市长", [("李明", "党组成员、副市长")]),
        ("王五（副市长、公安局局长）、李四", [("王五", "副市长、公安局局长"), ("李四", None)]),
        ("刘洋副市长兼公安局长", [("刘洋", "副市长兼公安局长")]),
        ("陈一副县长（挂职）", [("陈一", "副县长（挂职）")]),
        ("市委常委、常务副市长李四、副市长王五", [("李四", "市委常委、常务副市长"), ("王五", "副市长")]),
        ("市发改局、市财政局", []),
        ("各镇人民政府，各街道办事处", []),
    ],
)
def test_people_of_a_list(text, expected):
    assert read_people(text) == [Person(name, title) for name, title in expected]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("一、叶帮锐市长牵头的重点工作", [("叶帮锐", "市长")]),
        ("三、李敢峰常委副市长牵头的重点工作", [("李敢峰", "常委副市长")]),
        ("二、副市长李四同志负责的工作", [("李四", "副市长")]),
        ("（三）王五州长", [("王五", "州长")]),
        ("十一、各镇人民政府，各街道办事处，市政府各部门共同落实的重点工作", []),
        ("一、经济发展", []),
    ],
)
def test_leaders_of_a_sections_heading(heading, expected):
    assert leaders_of_heading(heading) == [Person(name, title) for name, title in expected]
