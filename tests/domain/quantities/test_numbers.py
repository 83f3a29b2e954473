from decimal import Decimal

import pytest

from perfeval_desktop.domain.quantities.numbers import number, quotient


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("12", "12"),
        ("1.50", "1.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("半", "0.5"),
        ("零", "0"),
        ("两", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("廿五", "25"),
        ("一百零五", "105"),
        ("一百二", "120"),
        ("壹佰", "100"),
        ("两千三百", "2300"),
        ("一千零五", "1005"),
        ("一万零五", "10005"),
        ("三万五千", "35000"),
        ("二亿三", "200000003"),
        ("一亿零二万三", "100020003"),
        ("二〇二三", "2023"),
        ("二〇", "20"),
    ],
)
def test_numerals_of_every_kind_are_numbers(numeral: str, value: str) -> None:
    assert number(numeral) == Decimal(value)


@pytest.mark.parametrize("numeral", ["一二", "二两", "五零十", "十百", "一百一二", "一万十百", "一万万五"])
def test_signs_in_no_order_are_no_number(numeral: str) -> None:
    assert number(numeral) is None


def test_a_quotient_is_exact_far_beyond_what_is_shown() -> None:
    assert quotient(Decimal(1), Decimal(3)) == Decimal("0." + "3" * 60)
