"""How figures are written and rounded is taken from those on the paper, where they show it."""

from decimal import Decimal

import pytest

from derived_templates import NATIONAL, guessed, of
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain.rules import RateForm

TOTAL = "| ^ | 年度资金总额 | 10.00 | 9.00 | 8.98 | 10 | 99.77% | 9.97 |"
SOURCE = "| ^ | 其中：当年财政拨款 | 10.00 | 9.00 | 8.98 | — | 99.77% | — |"
UP, DOWN, HALF = RoundingMode.UP, RoundingMode.TRUNCATE, RoundingMode.HALF_UP


def with_rows(total: str, source: str = "| ^ | 其中：当年财政拨款 | | | | — | | — |") -> str:
    return NATIONAL.replace(TOTAL, f"| ^ | 年度资金总额 | {total} |").replace(SOURCE, source)


@pytest.mark.parametrize(
    ("total", "rounding", "form", "fixed"),
    [
        ("10.00 | 9.00 | 8.98 | 10 | 99.77% | 9.97", Rounding(DOWN, 2), RateForm.PERCENT, True),
        ("10.00 | 9.00 | 8.98 | 10 | 99.78% | 9.98", Rounding(HALF, 2), RateForm.PERCENT, True),
        ("10.00 | 9.00 | 8.98 | 10 | 99.78 | 9.98", Rounding(HALF, 2), RateForm.NUMBER, True),
        ("10.00 | 9.00 | 8.98 | 10 | 0.997 | 9.98", Rounding(DOWN, 3), RateForm.FRACTION, True),
        ("10.00 | 9.00 | 9.00 | 10 | 100% | 10", Rounding(HALF, 2), RateForm.PERCENT, False),
        ("9.00 | | 8.98 | 10 | 100% | 10", Rounding(HALF, 0), RateForm.PERCENT, True),
        ("10.00 | | | 10 | | ", Rounding(HALF, 2), RateForm.PERCENT, True),
    ],
)
def test_a_rate_is_rounded_and_written_as_the_amounts_show(
    total: str, rounding: Rounding, form: RateForm, *, fixed: bool
) -> None:
    rate = of(with_rows(total)).template.rate
    assert (rate.rounding, rate.form, rate.fixed) == (rounding, form, fixed)


def test_a_rate_is_rounded_up_only_where_two_show_it() -> None:
    once = of(with_rows("10.00 | 30.00 | 20.00 | 10 | 66.67% | 6.67"))
    assert guessed(once) == []
    other = "10.00 | 30.00 | 10.00 | 10 | 33.34% | 3.33"
    single = of(with_rows(other))
    assert single.template.rate.rounding == Rounding(HALF, 2)
    assert guessed(single) == ["执行率“33.34%”不是由表上的金额四舍五入得来的，请核对怎样取舍。"]
    second = "| ^ | 其中：当年财政拨款 | | 3.00 | 1.00 | — | 33.34% | — |"
    twice = of(with_rows(other, second))
    assert twice.template.rate.rounding == Rounding(UP, 2)
    assert guessed(twice) == ["执行率按进位：“33.34%”是这样由金额算得的。"]


@pytest.mark.parametrize(
    ("score", "rounding", "told"),
    [
        ("9.97", Rounding(DOWN, 2), ["得分按截断到 2 位小数：“9.97”是这样由执行率算得的。"]),
        ("9.9", Rounding(DOWN, 1), ["得分按截断到 1 位小数：“9.9”是这样由执行率算得的。"]),
        ("10", Rounding(HALF, 1), ["得分按四舍五入到 1 位小数：“10”是这样由执行率算得的。"]),
        ("9", Rounding(DOWN, 0), ["得分按截断到整数：“9”是这样由执行率算得的。"]),
        ("7", Rounding(HALF, 2), ["得分“7”不是由执行率四舍五入得来的，请核对怎样取舍。"]),
        ("", Rounding(HALF, 2), []),
    ],
)
def test_scores_are_rounded_as_that_of_the_execution_is(
    score: str, rounding: Rounding, told: list[str]
) -> None:
    made = of(with_rows(f"10.00 | 9.00 | 8.98 | 10 | 99.78% | {score}"))
    assert made.template.scoring is not None
    assert made.template.scoring.score_rounding == rounding
    assert guessed(made) == told


def test_amounts_are_written_as_those_on_the_paper() -> None:
    amounts = of(NATIONAL).template.amounts
    assert (amounts.unit, amounts.decimals, amounts.grouping) == (MoneyUnit.TEN_THOUSAND_YUAN, 2, False)
    grouped = NATIONAL.replace("（万元）", "（元）").replace("10.00", "1,000").replace("0.00", "0")
    amounts = of(grouped).template.amounts
    assert (amounts.unit, amounts.decimals, amounts.grouping) == (MoneyUnit.YUAN, 0, True)
    in_cells = NATIONAL.replace("/（万元）", "").replace("10.00", "10.00万元").replace("0.00 |", "0.00万元 |")
    in_cells = in_cells.replace("9.00 |", "9.00万元 |").replace("8.98 |", "8.98万元 |")
    made = of(in_cells)
    assert made.template.amounts.unit_in_cell
    assert "表上没有印金额单位，按“万元”，请核对。" in guessed(made)


def test_points_keep_the_decimals_that_all_of_them_have() -> None:
    assert of(NATIONAL).template.scoring is not None
    weights = {one.role: one.decimals for one in of(NATIONAL).template.blocks[3].columns}
    assert sorted(set(weights.values())) == [0, 1]
    assert Decimal(weights[of(NATIONAL).template.blocks[3].columns[5].role]) == 1
