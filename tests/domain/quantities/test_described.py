import pytest

from perfeval_desktop.domain.quantities.days import Days
from perfeval_desktop.domain.quantities.described import described, described_days
from perfeval_desktop.domain.quantities.reading import read, whole_quantity


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("≥90%", "不少于 90 %"),
        ("=33台", "等于 33 台"),
        (">5次", "多于 5 次"),
        ("<5‰", "少于 5 ‰"),
        ("约100家", "约 100 家（上下 10 %）"),
        ("80-90元", "80 至 90 元"),
        ("增长5%", "增长 5 %"),
        ("增长不低于5%", "增长不少于 5 %"),
        ("每人每月1500元", "每人每月 1500 元"),
        ("≤5.50万元/亩", "每亩 不超过 5.5 万元"),
        ("五百万元", "500 万元"),
        ("3亿", "3 亿"),
        ("5百万元", "5 百万元"),
        ("20台(套)", "20 台(套)"),
        ("1/3", "33.333333 %"),
        ("5", "5"),
        ("100", "100"),
    ],
)
def test_a_quantity_is_told_as_it_was_read(text: str, told: str) -> None:
    quantity = whole_quantity(text)
    assert quantity is not None
    assert described(quantity) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12月底前", "2023年12月31日以前"),
        ("2022年12月25日", "2022年12月25日（不在 2023 年）"),
        ("3月至5月", "2023年3月1日至2023年5月31日"),
        ("每月31日前", "每月31日以前"),
    ],
)
def test_days_are_told_as_they_were_read(text: str, told: str) -> None:
    days = read(text, 2023).days
    assert isinstance(days, Days)
    assert described_days(days, 2023) == told
