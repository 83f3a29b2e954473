"""What the rule gives a target and its actual: full points, a share, or nothing where the user has to judge.

The table was written by kind from the rule book and from published forms, before the code that answers it.
Each row: the indicator's name, its target, its actual, and the rule value of a weight of 10 points; ``OPEN``
where more than one value could be meant. Wrong is worse than open.
"""

from decimal import Decimal

import pytest

from perfeval_desktop.domain.scoring import Origin, Score
from perfeval_desktop.domain.template import Template
from short_forms import filled, sheet_of, short_template

GRID = '[[blocks]]\ntype = "indicators"\ncolumns = "level1 level2 level3 target actual weight score"\n'
TEMPLATE = short_template("[scoring]\n" + GRID)

OPEN = None
FULL = "10.00"

ZERO_TARGETS = [
    ("安全事故发生起数", "0起", "0起", FULL),
    ("安全事故发生起数", "0起", "3起", OPEN),
    ("安全事故发生起数", "=0起", "3起", OPEN),
    ("安全事故发生起数", "＝０起", "０起", FULL),
    ("安全事故发生起数", "≤0起", "0起", FULL),
    ("安全事故发生起数", "≤0起", "1起", OPEN),
    ("安全事故发生起数", "≥0起", "3起", OPEN),
    ("安全事故发生起数", "≥0起", "0起", FULL),
    ("安全事故发生起数", "<0起", "0起", OPEN),
    ("安全事故发生起数", "0", "2", OPEN),
    ("安全事故发生起数", "0", "0", FULL),
    ("安全事故发生起数", "0起", "1", OPEN),
    ("安全事故发生起数", "0起", "0", FULL),
    ("重大网络安全发生率", "=0.00(%)", "0.00(%)", FULL),
    ("重大网络安全发生率", "=0.00(%)", "0.01(%)", OPEN),
    ("有责投诉率", "0%", "2%", OPEN),
    ("有责投诉率", "0%", "0.00%", FULL),
    ("有责投诉率", "0%", "0", FULL),
    ("培训场次", "0场", "3场", OPEN),
    ("发明专利授权数", ">0件", "0件", OPEN),
    ("安全事故发生起数", "0起", "达成指标", FULL),
    ("安全事故发生起数", "0起", "未发生", FULL),
    ("重大事故发生率", "零发生", "达成指标", FULL),
    ("重大事故发生率", "零发生", "0起", FULL),
    ("安全事故发生起数", "0起", "-1起", OPEN),
]

MORE_IS_BETTER = [
    ("现场驻场人数", "=1人", "1人", FULL),
    ("运维设备数量", "=33台", "=33台", FULL),
    ("运维设备数量", "=33台", "35台", FULL),
    ("运维设备数量", "=33台", "30台", "9.09"),
    ("运维设备数量", "33台", "35台", FULL),
    ("运维设备数量", "33台", "30台", "9.09"),
    ("运维设备数量", "≥33台", "30台", "9.09"),
    ("运维设备数量", "≥33台", "0台", "0.00"),
    ("完成信息化项目咨询评估", "≥350.00(个)", "411.00(个)", FULL),
    ("完成信息化项目咨询评估", "≥350个", "411", FULL),
    ("完成信息化项目咨询评估", "≥350", "300个", "8.57"),
    ("学生受资助人数", "≧735人次", "735", FULL),
    ("学生受资助人数", "≥1,000人次", "９００人次", "9.00"),
    ("补贴渔船数", "6", "6", FULL),
    ("补贴渔船数", "6", "5", "8.33"),
    ("补贴渔船数", "6", "7", FULL),
    ("受众满意度", "≥90.00(%)", "100.00(%)", FULL),
    ("学生满意度", "95%", "90%", "9.47"),
    ("学生满意度", "=60%", "66%", FULL),
    ("政策知晓率", "=100%", "98%", "9.80"),
    ("验收通过率", "100%", "95%", "9.50"),
    ("验收通过率", "＝１００％", "９５％", "9.50"),
    ("故障解决率", "=100%", "95%", "9.50"),
    ("投诉处理率", "≥95%", "90%", "9.47"),
    ("市场规律符合度", "=100%", "100%", FULL),
    ("平台可用率", "=99%", "98%", "9.90"),
    ("任务完成率", "≥100%", "105%", FULL),
    ("企业产值增长率", "≥120%", "150%", FULL),
    ("企业产值增长率", "≥5%", "4%", "8.00"),
    ("查处违规行为件数", "≥10件", "12件", FULL),
    ("水标尺安装长度", "266米", "266米", FULL),
    ("修缮建筑面积", "6000平方米", "6100平方米", FULL),
    ("服务时长", "≥40小时", "30小时", "7.50"),
    ("新增产值", "≥500万元", "450万元", "9.00"),
    ("培训场次", "不少于10场", "9场", "9.00"),
    ("培训场次", "超过10场", "11场", FULL),
    ("每月巡检次数", "2次/月", "2次/月", FULL),
    ("年度检查次数", "12次/年", "12次", FULL),
]

LESS_IS_BETTER = [
    ("设备故障概率", "<=5%", "<=5%", FULL),
    ("设备故障概率", "<=5%", "5.00%", FULL),
    ("设备故障概率", "<=5%", "8%", "6.25"),
    ("设备故障概率", "<=5%", "0%", FULL),
    ("响应时间", "≤2小时", "3小时", "6.67"),
    ("响应时间", "≤2小时", "1小时", FULL),
    ("响应时间", "不超过2小时", "2小时", FULL),
    ("项目总成本", "≤20万元", "25万元", "8.00"),
    ("项目总成本", "≤20万元", "18万元", FULL),
    ("成本控制率", "≤100%", "105%", "9.52"),
    ("会议费", "<5万元", "4.99万元", FULL),
    ("投诉件数", "≤3件", "5件", "6.00"),
]

STRICT_AND_JUST_MISSED = [
    ("培训场次", ">10场", "10场", OPEN),
    ("培训场次", ">10场", "9场", "9.00"),
    ("会议次数", "<5次", "5次", OPEN),
    ("会议次数", "<5次", "10次", "5.00"),
    ("参训人次", "≥100000人次", "99999人次", OPEN),
    ("投诉件数", "≤100000件", "100001件", OPEN),
]

UNSIGNED_AND_MAYBE_UNWANTED = [
    ("投诉率", "=5%", "6%", OPEN),
    ("投诉率", "=5%", "3%", FULL),
    ("投诉率", "5%", "5.0%", FULL),
    ("安全事故起数", "=3起", "5起", OPEN),
    ("安全事故起数", "3起", "1起", FULL),
    ("安全事故起数", "3起", "3起", FULL),
    ("群众上访批次", "2批次", "4批次", OPEN),
    ("贷款逾期率", "2%", "3%", OPEN),
    ("系统宕机次数", "1次", "2次", OPEN),
    ("失业人数", "100人", "120人", OPEN),
    ("负面舆情数量", "2件", "3件", OPEN),
    ("管网漏损率", "10%", "12%", OPEN),
    ("贫困发生率", "1%", "2%", OPEN),
    ("不合格产品数", "5件", "8件", OPEN),
    ("质量问题数量", "5个", "8个", OPEN),
    ("受理投诉件数", "100件", "120件", OPEN),
    ("审批环节", "5个", "7个", OPEN),
    ("申请材料", "3份", "5份", OPEN),
    ("药占比", "30%", "35%", OPEN),
    ("居民消费价格涨幅", "3%", "4%", OPEN),
    ("投诉率", "≥5%", "8%", OPEN),
    ("投诉率", "≥5%", "3%", OPEN),
    ("学生满意度", "≤90%", "80%", OPEN),
    ("学生不满意率", "5%", "8%", OPEN),
    ("学生不满意率", "≤5%", "4%", FULL),
]

UNSIGNED_TIMES_AND_MONEY = [
    ("响应时间", "2小时", "3小时", OPEN),
    ("响应时间", "2小时", "1小时", FULL),
    ("响应时间", "2小时", "2 小时", FULL),
    ("现场驻场时间", "=8小时/天", "=8小时/天", FULL),
    ("现场驻场时间", "=8小时/天", "7小时/天", OPEN),
    ("完成工期", "30天", "35天", OPEN),
    ("工期", "30", "35", OPEN),
    ("响应速度", "5分钟", "4分钟", OPEN),
    ("项目计划总投资", "20万元", "20万元", FULL),
    ("项目计划总投资", "20万元", "25万元", OPEN),
    ("项目计划总投资", "=20万元", "18万元", OPEN),
    ("补助标准", "1000元/人", "900元/人", OPEN),
    ("项目总成本", "20", "25", OPEN),
    ("成本控制率", "100%", "95%", FULL),
    ("成本控制率", "=100%", "105%", OPEN),
    ("场界噪声", "60分贝", "70分贝", OPEN),
    ("冷链温度", "-18℃", "-20℃", OPEN),
    ("单位能耗", "15千克", "18千克", OPEN),
]

UNITS = [
    ("新增产值", "≥500万元", "4800000元", "9.60"),
    ("新增产值", "≥500万元", "480", "9.60"),
    ("新增产值", "≥5000000", "480万元", OPEN),
    ("服务人次", "≥5万人次", "48000", OPEN),
    ("服务人次", "≥50000", "4.8万人次", OPEN),
    ("服务人次", "≥50000人次", "4.8", OPEN),
    ("服务人次", "≥5万人次", "48000人次", "9.60"),
    ("响应时间", "≤2小时", "30", OPEN),
    ("响应时间", "≤2小时", "30分钟", FULL),
    ("造林面积", "≥100亩", "90", "9.00"),
    ("造林面积", "≥100亩", "6.7公顷", FULL),
    ("巡检次数", "≥2次/月", "24", OPEN),
    ("巡检次数", "≥2次/月", "24次", OPEN),
    ("培训场次", "≥10场", "12次", FULL),
    ("学生满意度", "≥95%", "96", FULL),
    ("学生满意度", "≥95%", "0.96", FULL),
    ("学生满意度", "≥95", "96%", FULL),
    ("学生满意度", "≥95", "0.96", OPEN),
    ("学生满意度", "≥0.95", "80", OPEN),
    ("学生满意度", "≥0.95", "0.96", FULL),
    ("差错率", "≤5‰", "0.4%", FULL),
    ("差错率", "≤5%", "3个百分点", OPEN),
]

ACTUALS_WITH_A_SIGN = [
    ("服务成效", ">=98%", ">=98%", FULL),
    # The sign of the target copied into the actual: so written, and so read, in a published form of 2021.
    ("被服务单位满意度", ">=100%", ">=99%", OPEN),
    ("被服务单位满意度", "≥95%", "≥98%", FULL),
    ("被服务单位满意度", "≥95%", "≥90%", OPEN),
    ("被服务单位满意度", "≥95%", ">90%", OPEN),
    ("被服务单位满意度", "≥95%", "≤98%", OPEN),
    ("被服务单位满意度", "≥95%", ">95%", FULL),
    ("被服务单位满意度", ">95%", "≥95%", OPEN),
    ("被服务单位满意度", ">95%", "≥96%", FULL),
    ("被服务单位满意度", "95%", "≥95%", FULL),
    ("设备故障概率", "≤5%", "<5%", FULL),
    ("设备故障概率", "≤5%", "≤3%", FULL),
    ("设备故障概率", "<5%", "≤5%", OPEN),
    ("设备故障概率", "≤5%", "≤8%", OPEN),
    ("设备故障概率", "≤5%", "<8%", OPEN),
    ("设备故障概率", "≤5%", "≥3%", OPEN),
    ("设备故障概率", "<5%", "＜５％", FULL),
    ("安全事故起数", "0起", "≤3起", OPEN),
    ("安全事故起数", "≤3起", "=2起", FULL),
    ("响应时间", "2小时", "≤2小时", FULL),
]

NEGATIVE_AND_IMPOSSIBLE = [
    ("培训场次", "≥10场", "-12场", OPEN),
    ("投诉件数", "≤3件", "-1件", OPEN),
    ("冷链温度", "≤-18℃", "-20℃", FULL),
    ("冷链温度", "≤-18℃", "-15℃", OPEN),
    ("利润增长率", "≥-5%", "-3%", FULL),
    ("利润增长率", "≥-5%", "-6%", OPEN),
    ("能耗下降率", "≥5%", "-6%", OPEN),
    ("能耗降幅", "≤-5%", "-6%", OPEN),
    ("培训合格率", "≥90%", "950%", OPEN),
    ("培训合格率", "≥120%", "98%", OPEN),
    ("学生满意度", ">100%", "100%", OPEN),
    ("补贴发放覆盖率", "100%", "103%", OPEN),
]

DATES_ORDERS_AND_SCALES = [
    ("完成时间", "12月", "11月", FULL),
    ("完成时间", "12月", "12月", FULL),
    ("完成时间", "2023年", "2024年", OPEN),
    ("完成时间", "≤2023年", "2024年", OPEN),
    ("发放日期", "≤15日", "20日", OPEN),
    ("发放日期", "≤15日", "10日", FULL),
    ("到岗时间", "≤9点", "10点", OPEN),
    ("等级保护", "≥3级", "2级", OPEN),
    ("公路等级", "≥2级", "3级", OPEN),
    ("等级保护", "3级", "3级", FULL),
    ("室内温度", "≤26℃", "28℃", OPEN),
    ("室内温度", "≤26℃", "25℃", FULL),
    ("场界噪声", "≤60分贝", "70分贝", "8.57"),
    ("验收通过率", "=12月年底验收", "12月底验收", FULL),
]

TEXTS = [
    ("教师培训场次", "3-5个", "4个", FULL),
    ("教师培训场次", "3~5个", "3~5个", FULL),
    ("教师培训场次", "约100人", "98人", FULL),
    ("教师培训场次", "≥100人", "约120人", FULL),
    ("教师培训场次", "≥100人", "100余人", FULL),
    ("教师培训场次", "≥10场", "十二场", FULL),
    ("教师满意度", "90%以上", "95%", FULL),
    ("响应及时性", "2 小时内", "1小时", FULL),
    ("响应及时性", "2 小时内", "达成指标", FULL),
    ("故障解决率", "100%响应故障并及时解决", "100%", FULL),
    ("运维设备数量", "=33台", "达成指标", FULL),
    ("系统稳定性", "稳定性高", "稳定性高", FULL),
    ("系统稳定性", "稳定性高", "访问情况稳定", OPEN),
    ("系统稳定性", "稳定性高", "", OPEN),
    ("系统稳定性", "", "已完成", OPEN),
    ("系统稳定性", "—", "—", OPEN),
    ("系统稳定性", "/", "已完成", OPEN),
    ("系统稳定性", "≥**", "≥**", OPEN),
    ("系统稳定性", "≥XX%", "≥XX%", OPEN),
]

TABLE = [
    *(ZERO_TARGETS + MORE_IS_BETTER + LESS_IS_BETTER + STRICT_AND_JUST_MISSED),
    *(UNSIGNED_AND_MAYBE_UNWANTED + UNSIGNED_TIMES_AND_MONEY + UNITS + ACTUALS_WITH_A_SIGN),
    *(NEGATIVE_AND_IMPOSSIBLE + DATES_ORDERS_AND_SCALES + TEXTS),
]


def rule(template: Template = TEMPLATE, /, **row: str) -> Score:
    return sheet_of(
        template, filled(template, indicators=[{"level1": "产出指标", "weight": "10", **row}])
    ).indicators[0]


def expected(value: str | None) -> Score:
    number = None if value is None else Decimal(value)
    return Score(number, number, Origin.MISSING if number is None else Origin.RULE, Decimal(10))


@pytest.mark.parametrize(("name", "target", "actual", "value"), TABLE)
def test_a_rule_value_is_given_only_where_it_is_certain(
    name: str, target: str, actual: str, value: str | None
) -> None:
    assert rule(level3=name, target=target, actual=actual) == expected(value)


@pytest.mark.parametrize(
    ("levels", "name", "target", "actual", "value"),
    [
        (("成本指标", "经济成本指标"), "课程开发", "20门", "25门", OPEN),
        (("产出指标", "成本指标"), "预算执行率", "100%", "95%", OPEN),
        (("产出指标", "成本指标"), "预算执行率", "100%", "100%", FULL),
        (("产出指标", "成本指标"), "预算完成率", "≤100%", "95%", FULL),
        (("产出指标", "质量指标"), "预算完成率", "≤100%", "95%", OPEN),
        (("产出指标", "数量指标"), "课程开发", "20门", "25门", FULL),
    ],
)
def test_of_a_cost_without_a_sign_more_is_not_taken_for_better(
    levels: tuple[str, str], name: str, target: str, actual: str, value: str | None
) -> None:
    row = dict(zip(("level1", "level2"), levels, strict=True))
    assert rule(**row, level3=name, target=target, actual=actual) == expected(value)


@pytest.mark.parametrize(("mode", "value"), [("half-up", None), ("up", None), ("truncate", 9)])
def test_a_share_that_rounding_makes_full_is_left_to_a_person(mode: str, value: int | None) -> None:
    whole = short_template(f'[scoring.score]\nmode = "{mode}"\ndecimals = 0\n' + GRID)
    assert rule(whole, level3="教师培训场次", target="≥100场", actual="96场").rule == value


def test_what_a_weight_can_be_rounded_to_is_full_as_well() -> None:
    whole = short_template('[scoring.score]\nmode = "truncate"\ndecimals = 0\n' + GRID)
    near = rule(whole, level3="教师培训场次", target="≥100场", actual="97场", weight="12.5")
    assert (near.rule, near.origin) == (None, Origin.MISSING)
    assert rule(whole, level3="教师培训场次", target="≥100场", actual="95场", weight="12.5").rule == 11


def test_a_row_that_does_not_count_earns_nothing_where_its_target_is_missed() -> None:
    score = rule(level3="教师培训场次", target="≥10场", actual="9场", weight="0")
    assert (score.rule, score.origin) == (Decimal(0), Origin.RULE)
