from decimal import Decimal

import pytest

from perfeval_desktop.domain.quantity import Comparator, Quantity, leading_unit, parse_quantity


def quantity(text: str) -> Quantity:
    parsed = parse_quantity(text)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("typed", "comparator", "number", "unit"),
    [
        ("=33台", "=", "33", "台"),
        ("═100%", "=", "100", "%"),
        ("1人", "", "1", "人"),
        ("≥350.00(个)", "≥", "350.00", "个"),
        ("411.00(个)", "", "411.00", "个"),
        (">=98%", "≥", "98", "%"),
        ("=>98%", "≥", "98", "%"),
        ("＞＝98％", "≥", "98", "%"),
        ("<=5%", "≤", "5", "%"),
        ("<5‰", "<", "5", "‰"),
        ("> 5", ">", "5", ""),
        ("100.00(%)", "", "100.00", "%"),
        ("=0.00（%）", "=", "0.00", "%"),
        ("=8小时/天", "=", "8", "小时/天"),
        ("不低于 90 %", "≥", "90", "%"),
        ("不超过3起", "≤", "3", "起"),
        ("少于2次", "<", "2", "次"),
        ("高于99.5%", ">", "99.5", "%"),
        ("1,000人次", "", "1000", "人次"),
        ("１２场", "", "12", "场"),
        (".5", "", "0.5", ""),
        ("5.", "", "5", ""),
        ("-5%", "", "-5", "%"),
        ("−5℃", "", "-5", "℃"),
        ("100㎡", "", "100", "㎡"),
        ("100m²", "", "100", "m²"),
        ("5㎏", "", "5", "kg"),
        ("2次/月", "", "2", "次/月"),
        ("1次/年", "", "1", "次"),
        ("≤10日", "≤", "10", "日"),
        ("3年", "", "3", "年"),
        ("\t7 份\n", "", "7", "份"),
    ],
)
def test_comparator_number_and_unit_are_understood(
    typed: str, comparator: str, number: str, unit: str
) -> None:
    assert parse_quantity(typed) == Quantity(Comparator(comparator), Decimal(number), unit)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "达成指标",
        "稳定性高",
        "2 小时内",
        "100%响应故障并及时解决",
        "1 份年度运维总结报告",
        "1 项, 全年",
        "9月前",
        "12月底验收",
        "12月",
        "2023年",
        "100% (正常使用)",
        "=99%稳定",
        "=1可持续",
        "100余人",
        "98%以上",
        "≥**",
        "≥",
        "5/",
        "5/天/",
        "1,00个",
        "1.2.3",
        "1e5",
        "NaN",
        "5二",
        "5 个 人",
        "5<b>",
        "5𠮷",
        "😀",
        "\x07",
        "1" * 16,
        "0." + "1" * 16,
        "1" * 40_000,
        "文" * 40_000,
    ],
)
def test_a_text_that_is_not_wholly_a_quantity_is_a_text(typed: str) -> None:
    assert parse_quantity(typed) is None


@pytest.mark.parametrize(
    ("target", "actual", "comparable"),
    [
        ("≥10场", "12场", True),
        ("≥350个", "411", True),
        ("≥350", "411个", True),
        ("≥10", "12", True),
        ("≥10场", "12次", False),
        ("≥95%", "0.95", False),
        ("≥95", "96%", False),
        ("≥95%", "96‰", False),
        ("≥350台套", "411", True),
        ("≥350个", "411.00", True),
        ("≥50000人次", "4.8", False),
        ("≥5万人次", "48000", False),
        ("≥50000", "4.8万人次", False),
        ("≥500万元", "480", False),
        ("≤2小时", "30", False),
        ("≥100亩", "90", False),
        ("≥2次/月", "24", False),
        ("≥95", "0.96", False),
        ("≥0.95", "80", False),
        ("≥0.95", "0.96", True),
        ("≥95", "0", True),
        ("≥1", "0.5", True),
    ],
)
def test_only_like_is_held_against_like(target: str, actual: str, *, comparable: bool) -> None:
    assert quantity(target).comparable_with(quantity(actual)) is comparable


@pytest.mark.parametrize(
    ("target", "actual", "reached"),
    [
        ("10", "10", True),
        ("10", "11", True),
        ("10", "9.99", False),
        ("=10", "11", True),
        ("=10", "9", False),
        ("≥10", "10", True),
        (">10", "10", False),
        (">10", "10.01", True),
        ("≤10", "10", True),
        ("≤10", "10.01", False),
        ("<10", "10", False),
        ("<10", "9", True),
        ("=0", "0", True),
        ("=0", "1", False),
        ("0", "0", True),
        ("0", "1", False),
        ("≤0", "1", False),
    ],
)
def test_targets_are_reached_from_their_side(target: str, actual: str, *, reached: bool) -> None:
    assert quantity(target).reached_by(Decimal(actual)) is reached


@pytest.mark.parametrize(
    ("target", "actual", "reached"),
    [
        ("≥95", "≥98", True),
        ("≥95", "≥95", True),
        ("≥95", ">95", True),
        ("≥95", "≥90", False),
        ("≥95", "≤98", False),
        ("95", "≥96", True),
        (">95", "≥95", False),
        (">95", ">95", True),
        (">95", "≥96", True),
        ("≤5", "≤5", True),
        ("≤5", "<5", True),
        ("≤5", "≤6", False),
        ("≤5", "≥3", False),
        ("<5", "≤5", False),
        ("<5", "<5", True),
        ("<5", "≤4", True),
    ],
)
def test_a_bound_reaches_a_target_that_all_its_numbers_reach(
    target: str, actual: str, *, reached: bool
) -> None:
    assert quantity(target).reached_by_all(quantity(actual)) is reached


def test_lower_bounds_say_that_more_is_better() -> None:
    assert [one for one in Comparator if one.is_lower_bound] == [Comparator.AT_LEAST, Comparator.MORE_THAN]


def test_an_equals_sign_does_not_tell_which_way_is_better() -> None:
    assert [one for one in Comparator if not one.is_signed] == [Comparator.NONE, Comparator.EQUAL]


def test_upper_bounds_are_those_of_which_less_is_better() -> None:
    assert [one for one in Comparator if one.is_upper_bound] == [Comparator.AT_MOST, Comparator.LESS_THAN]


def test_percentages_and_permillages_are_ratios() -> None:
    assert quantity("5%").is_ratio
    assert quantity("5‰").is_ratio
    assert not quantity("5个").is_ratio


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("个项目", "个"),
        ("人次参加", "人次"),
        ("千瓦时", "千瓦时"),
        ("%", "%"),
        ("内", ""),
        ("，", ""),
        ("", ""),
    ],
)
def test_the_longest_unit_at_a_place_is_read(text: str, unit: str) -> None:
    assert leading_unit(f"5{text}", 1) == unit
