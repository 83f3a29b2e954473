import pytest

from perfeval_desktop.domain_v1.direction import (
    is_impossible,
    is_out_of_reach,
    is_sign_doubtful,
    is_unwanted,
    is_wanted,
    more_is_better,
    speaks_of_change,
)
from perfeval_desktop.domain_v1.form import Indicator
from perfeval_desktop.domain.quantity import Quantity, parse_quantity


def quantity(text: str) -> Quantity:
    parsed = parse_quantity(text)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    "name",
    [
        *(
            "投诉率",
            "有责投诉",
            "重大安全事故起数",
            "设备故障概率",
            "事故发生率",
            "学生流失率",
            "群众上访批次",
        ),
        *(
            "投诉率（%）",
            " 贷款逾期率 ",
            "监测设备故障率",
            "项目总成本",
            "单位造价",
            "故障响应时间",
            "审批时限",
        ),
    ],
)
def test_nobody_wants_more_of_incidents_costs_and_waiting(name: str) -> None:
    assert is_unwanted(name)
    assert not is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "培训场次", "无投诉率", "零事故率", "事故发生率下降幅度", "降低事故发生率", "处理投诉率"),
        *("查处违规件数", "受理投诉件数", "成本节约率", "节约成本", "缩短审批时间", "故障解决率", "服务时间"),
        "很长的名称" * 20 + "投诉率",
    ],
)
def test_what_is_prevented_or_worked_on_is_not_called_unwanted(name: str) -> None:
    assert not is_unwanted(name)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("学生满意度", True),
        ("故障解决率", True),
        ("验收通过率（%）", True),
        ("培训场次", False),
        ("学生不满意度", False),
        ("逾期完成率", False),
        ("CPU正常使用率", False),
        ("很长的名称" * 20 + "满意度", False),
    ],
)
def test_everybody_wants_more_people_content_and_more_work_done(name: str, *, wanted: bool) -> None:
    assert is_wanted(name) is wanted


@pytest.mark.parametrize(
    ("name", "target", "better"),
    [
        ("培训场次", "≥10场", True),
        ("投诉率", "≥5%", False),
        ("投诉率", "≤5%", False),
        ("设备数量", "=33台", True),
        ("设备数量", "33", True),
        ("", "33台", True),
        ("免费培训人次", "1000人次", True),
        ("利润", "-5万元", False),
        ("学生满意度", "60%", True),
        ("学生满意度", "90分", True),
        ("到位率", "30天", False),
        ("平台可用比重", "85%", True),
        ("平台可用比重", "30%", False),
        ("成本控制率", "100%", False),
        ("隐患数量", "5个", False),
        ("隐患排查次数", "12次", True),
        ("响应时间", "2小时", False),
        ("响应时间", "2次", False),
        ("工期", "30", False),
        ("项目投资", "20万元", False),
        ("补助标准", "1000元/人", False),
        ("现场驻场人数", "2人/天", True),
        ("新生儿死亡率", "3‰", False),
        ("很长的名称" * 20, "33台", False),
    ],
)
def test_more_is_better_where_sign_name_and_unit_leave_no_doubt(
    name: str, target: str, *, better: bool
) -> None:
    assert more_is_better(Indicator(level3=name), quantity(target)) is better


@pytest.mark.parametrize("levels", [("成本指标", ""), ("产出指标", "成本指标")])
def test_of_a_cost_only_the_sign_tells(levels: tuple[str, str]) -> None:
    row = Indicator(*levels, "课程开发")
    assert not more_is_better(row, quantity("20门"))
    assert more_is_better(row, quantity("≥20门"))


@pytest.mark.parametrize(
    ("row", "target", "doubtful"),
    [
        (Indicator(level3="投诉率"), "≥5%", True),
        (Indicator(level3="投诉率"), ">5%", True),
        (Indicator(level3="投诉率"), "≤5%", False),
        (Indicator(level3="投诉率"), "=5%", False),
        (Indicator(level3="满意度"), "≤90%", True),
        (Indicator(level3="满意度"), "≥90%", False),
        (Indicator(level3="响应率"), "≤2小时", False),
        (Indicator("成本指标", "", "预算完成率"), "≤100%", False),
    ],
)
def test_a_sign_is_doubtful_where_the_name_says_the_opposite(
    row: Indicator, target: str, *, doubtful: bool
) -> None:
    assert is_sign_doubtful(row, quantity(target)) is doubtful


@pytest.mark.parametrize(
    ("name", "target", "out_of_reach"),
    [
        ("合格率", "≥120%", True),
        ("合格率", ">100%", True),
        ("合格率", "≥100%", False),
        ("合格率", "≤120%", False),
        ("产值增长率", "≥120%", False),
        ("培训场次", "≥120场", False),
    ],
)
def test_more_than_the_whole_is_out_of_reach(name: str, target: str, *, out_of_reach: bool) -> None:
    assert is_out_of_reach(name, quantity(target)) is out_of_reach


@pytest.mark.parametrize(
    ("name", "target", "actual", "impossible"),
    [
        ("培训场次", "≥10场", "-1场", True),
        ("冷链温度", "≤-18℃", "-20℃", False),
        ("能耗降幅", "≤-5%", "-6%", True),
        ("合格率", "≥120%", "98%", True),
        ("合格率", "≥90%", "103%", True),
        ("合格率", "≥90%", "100%", False),
        ("工作任务完成率", "≥100%", "103%", False),
        ("预算完成率", "≥95%", "103%", True),
        ("预算完成率", "≤100%", "103%", False),
        ("成本控制率", "≤100%", "103%", False),
        ("人口占比", "≥90%", "103%", True),
        ("产值增长率", "≥90%", "103%", False),
        ("提高产品合格率", "≥90%", "950%", True),
        ("产值增长率", "≥120%", "150%", False),
        ("培训场次", "≥90场", "103场", False),
    ],
)
def test_fewer_than_none_and_more_than_the_whole_make_no_certain_sense(
    name: str, target: str, actual: str, *, impossible: bool
) -> None:
    assert is_impossible(name, quantity(target), quantity(actual)) is impossible


def test_growth_and_decline_are_changes() -> None:
    assert speaks_of_change("产值增长率")
    assert not speaks_of_change("合格率")
