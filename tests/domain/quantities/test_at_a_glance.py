from decimal import Decimal

import pytest

from domain.quantities.test_properties import TEXTS
from perfeval_desktop.domain.quantities.at_a_glance import read_at_a_glance
from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.dates import find_days
from perfeval_desktop.domain.quantities.measures import find_measures
from perfeval_desktop.domain.quantities.plain_text import plain


@pytest.mark.parametrize(
    ("text", "sign", "number", "unit", "spelling"),
    [
        ("≥95%", Comparator.AT_LEAST, "95", "%", "≥95%"),
        (">=95.50%", Comparator.AT_LEAST, "95.50", "%", "≥95.50%"),
        ("=33台", Comparator.EQUAL, "33", "台", "=33台"),
        ("12", Comparator.NONE, "12", "", "12"),
        ("≥0.95", Comparator.AT_LEAST, "0.95", "", "≥0.95"),
        ("100.00(%)", Comparator.NONE, "100.00", "%", "100.00(%)"),
        ("≤5.5万元", Comparator.AT_MOST, "5.5", "元", "≤5.5万元"),
        ("不低于90%", Comparator.AT_LEAST, "90", "%", "不低于90%"),
        ("2小时以内", Comparator.AT_MOST, "2", "小时", "2小时以内"),
        ("≥50万元以内", Comparator.DOUBTFUL, "50", "元", "≥50万元以内"),
        ("5以上", Comparator.AT_LEAST, "5", "", "5以上"),
    ],
)
def test_an_ordinary_cell_is_a_sign_a_number_and_a_unit(
    text: str, sign: Comparator, number: str, unit: str, spelling: str
) -> None:
    glance = read_at_a_glance(text)
    assert glance is not None
    assert glance.plain == spelling
    assert glance.quantity[:2] == (sign, Decimal(number))
    assert glance.quantity.unit.name == unit


@pytest.mark.parametrize(
    "text",
    [
        "12月",
        "2023年",
        "3季度",
        "12.31",
        "20231231",
        "12月内",
        "达到5%",
        "增长5%",
        "5跨",
        "1,200",
        "≥95%。",
        "约5台",
        ">90%以上",
    ],
)
def test_what_may_be_a_day_or_has_more_to_it_takes_a_closer_look(text: str) -> None:
    assert read_at_a_glance(text) is None


def test_a_glance_sees_what_a_closer_look_does() -> None:
    seen = {text: glance for text in TEXTS if (glance := read_at_a_glance(text)) is not None}
    assert len(seen) > 200
    for text, glance in seen.items():
        assert plain(text) == glance.plain
        assert find_days(glance.plain, 2023) is None
        assert [one.quantity for one in find_measures(glance.plain).measures] == [glance.quantity]
