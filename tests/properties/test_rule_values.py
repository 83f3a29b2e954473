"""What holds of every rule value, whatever the name, the target and the actual."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.blank import blank_form
from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain_v1.explain import explain_indicator
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain_v1.form import Indicator
from perfeval_desktop.domain.quantity import parse_quantity
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain_v1.scoring import is_reached, score
from perfeval_desktop.domain_v1.template import Template
from strategies import CATALOGUE, texts

MORE, LESS = ("≥", ">", "不低于", ">="), ("≤", "<", "不超过", "<=")
SIGNS = ("", "=", "＝", *MORE, *LESS)
UNITS = ("", "%", "‰", "起", "场", "台", "人次", "万人次", "小时", "天", "万元", "元/人", "℃", "级", "日")
NAMES = (
    *(
        "培训场次",
        "设备数量",
        "满意度",
        "故障解决率",
        "投诉率",
        "安全事故起数",
        "有责投诉",
        "响应时间",
        "总成本",
    ),
    *("产值增长率", "能耗下降率", "成本控制率", "平台使用率", "", "保护等级", "无投诉率", "查处违规件数"),
)

names = st.sampled_from(NAMES) | texts()
levels = st.sampled_from((("产出指标", "数量指标"), ("成本指标", "经济成本指标"), ("效益指标", "")))
units = st.sampled_from(UNITS)
weights = st.integers(1, 4000).map(lambda one: Decimal(one).scaleb(-2))
numbers = st.one_of(
    st.integers(0, 120).map(str),
    st.integers(-5, 100_001).map(str),
    st.decimals(0, 101, places=2).map(str),
)
roundings = st.builds(Rounding, st.sampled_from(RoundingMode), st.integers(0, 3))
templates = st.builds(
    lambda template, rounding: replace(CATALOGUE[template], score_rounding=rounding),
    st.sampled_from(sorted(CATALOGUE)),
    roundings,
)
values = st.builds("{}{}{}".format, st.sampled_from(SIGNS), numbers, units)


@st.composite
def rows(draw: st.DrawFn) -> Indicator:
    """Return indicators with quantities, often in one unit."""
    level1, level2 = draw(levels)
    unit = draw(units)
    target = f"{draw(st.sampled_from(SIGNS))}{draw(numbers)}{unit}"
    actual = draw(numbers.map(lambda number: f"{number}{unit}") | values)
    return Indicator(level1, level2, draw(names), target, actual, draw(weights))


def rule(template: Template, row: Indicator) -> Decimal | None:
    form = replace(blank_form(template, 2023), indicators=(row,))
    return score(template, form).indicators[0].rule


@settings(max_examples=500)
@given(templates, rows(), st.sampled_from(SIGNS))
def test_a_zero_target_never_gives_points_to_a_positive_actual(
    template: Template, row: Indicator, sign: str
) -> None:
    actual = parse_quantity(row.actual)
    if actual is not None and actual.number > 0:
        assert rule(template, replace(row, target=f"{sign}0{actual.unit}")) is None


@settings(max_examples=1000)
@given(templates, rows())
def test_an_actual_that_misses_its_target_never_gets_the_full_weight(
    template: Template, row: Indicator
) -> None:
    assert row.weight is not None
    points = rule(template, row)
    if is_reached(template, row):
        assert points == min(template.score_rounding(row.weight), row.weight)
    elif points is not None:
        assert is_reached(template, row) is False
        assert points < row.weight


@settings(max_examples=1000)
@given(templates, rows())
def test_only_the_same_or_a_better_number_reaches_a_target(template: Template, row: Indicator) -> None:
    target, actual = parse_quantity(row.target), parse_quantity(row.actual)
    if target is None or actual is None or is_reached(template, row) is not True:
        return
    if row.target.startswith(LESS):
        assert actual.number <= target.number
    else:
        assert actual.number >= target.number


@settings(max_examples=500)
@given(templates, rows(), numbers)
def test_more_is_never_worse_under_a_lower_bound_nor_better_under_an_upper_one(
    template: Template, row: Indicator, other: str
) -> None:
    target, actual = parse_quantity(row.target), parse_quantity(row.actual)
    if target is None or actual is None or actual.comparator.is_signed:
        return
    less, more = sorted((actual.number, Decimal(other)))
    fewer, greater = (rule(template, replace(row, actual=f"{one:f}{actual.unit}")) for one in (less, more))
    if fewer is not None and greater is not None:
        assert greater <= fewer if target.comparator.is_upper_bound else greater >= fewer


@settings(max_examples=300)
@given(rows(), st.sampled_from(["投诉率", "安全事故起数", "贷款逾期率", "上访人次", "响应时间", "总成本"]))
def test_more_of_something_unwanted_never_earns_full_points(row: Indicator, name: str) -> None:
    target, actual = parse_quantity(row.target), parse_quantity(row.actual)
    template = CATALOGUE["national-2020"]
    if target is not None and actual is not None and actual.number > target.number:
        assert is_reached(template, replace(row, level3=name)) is not True


@settings(max_examples=500)
@given(templates, rows())
def test_full_width_signs_and_spaces_change_nothing(template: Template, row: Indicator) -> None:
    wide = str.maketrans("0123456789%=<>.", "０１２３４５６７８９％＝＜＞．")
    typed = replace(row, target=f" {row.target.translate(wide)}", actual=f"{row.actual.translate(wide)} ")
    assert rule(template, typed) == rule(template, row)


@settings(max_examples=500)
@given(templates, rows(), st.none() | st.just("full") | st.just("half"))
def test_the_findings_and_the_tooltip_say_what_the_rule_says(
    template: Template, row: Indicator, typed: str | None
) -> None:
    assert row.weight is not None
    points = {None: None, "full": row.weight, "half": row.weight / 2}[typed]
    row = replace(row, score=points)
    form = replace(blank_form(template, 2023), indicators=(row,))
    sheet = score(template, form)
    codes = {one.code for one in check(template, form, sheet)}
    reached, given_by_rule = is_reached(template, row), sheet.indicators[0].rule
    if reached is not True:
        assert Code.DEDUCTED_THOUGH_REACHED not in codes
    if reached is True:
        assert not codes & {Code.FULL_THOUGH_MISSED, Code.PARTIAL_SCORE}
    if reached is False:
        assert Code.OVER_ACHIEVEMENT not in codes
    if given_by_rule is None:
        assert Code.PARTIAL_SCORE not in codes
    if typed is None:
        assert (Code.SCORE in codes) == (given_by_rule is None)
    told = explain_indicator(template, form, sheet, 0)
    assert ("手工填" in told or "自动计算" in told or "没有规则可算" in told) or (given_by_rule is not None)
