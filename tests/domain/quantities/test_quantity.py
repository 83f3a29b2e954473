from decimal import Decimal

import pytest

from perfeval_desktop.domain.quantities.reading import whole_quantity


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5万元", "50000"),
        ("1.2亿元", "120000000"),
        ("95%", "0.95"),
        ("3‰", "0.003"),
        ("3/4", "0.75"),
        ("12", "12"),
    ],
)
def test_the_plain_number_has_the_size_of_the_unit_in_it(text: str, number: str) -> None:
    quantity = whole_quantity(text)
    assert quantity is not None
    assert quantity.plain_number == Decimal(number)


@pytest.mark.parametrize(
    ("text", "is_exact"),
    [("95%", True), ("=95%", True), ("≥95%", False), ("约95%", False), ("90%-95%", False)],
)
def test_bounds_ranges_and_rough_words_are_not_exact(text: str, is_exact: bool) -> None:  # noqa: FBT001
    quantity = whole_quantity(text)
    assert quantity is not None
    assert quantity.is_exact is is_exact
