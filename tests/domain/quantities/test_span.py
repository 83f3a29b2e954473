from decimal import Decimal

import pytest

from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.reading import whole_quantity
from perfeval_desktop.domain.quantities.span import Span, accepted, meant


def quantity(text: str) -> Quantity:
    found = whole_quantity(text)
    assert found is not None
    return found


def ends(span: Span) -> tuple[str, str]:
    return f"{span.low.normalize():f}", f"{span.high.normalize():f}"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5场", "5", "5"),
        ("5至8场", "5", "8"),
        ("约100家", "90", "110"),
        ("近100家", "90", "100"),
        ("10余家", "10", "20"),
        ("900多家", "900", "1000"),
        ("0多家", "0", "1"),
        ("≥5场", "5", "Infinity"),
        ("不足5场", "-Infinity", "5"),
        ("达到5场", "5", "5"),
        ("约-10℃", "-11", "-9"),
    ],
)
def test_an_actual_may_mean_these_numbers(text: str, low: str, high: str) -> None:
    assert ends(meant(quantity(text))) == (low, high)


@pytest.mark.parametrize(
    ("text", "more", "low", "high"),
    [
        ("≥5场", True, "5", "Infinity"),
        ("≤5场", False, "-Infinity", "5"),
        ("约100家", True, "90", "Infinity"),
        ("约100家", False, "-Infinity", "110"),
        ("约100家", None, "90", "110"),
        ("5至8场", None, "5", "8"),
    ],
)
def test_a_target_accepts_these_numbers(text: str, more: bool | None, low: str, high: str) -> None:  # noqa: FBT001
    assert ends(accepted(quantity(text), more=more)) == (low, high)


@pytest.mark.parametrize(
    ("target", "actual", "is_held"),
    [
        ("≥98%", "98%", True),
        (">98%", "98%", False),
        (">98%", ">98%", True),
        (">98%", "≥98%", None),
        ("高于98%", "98%", None),
        ("≥98%", "≥97%", None),
        ("≥98%", "≤97%", False),
        ("≥98%", "<98%", False),
        ("≥98%", "≤98%", None),
        ("≤5%", "<5%", True),
        ("≤5%", "≥6%", False),
    ],
)
def test_a_span_holds_another_only_where_it_holds_all_of_it(
    target: str,
    actual: str,
    is_held: bool | None,  # noqa: FBT001
) -> None:
    asked = quantity(target)
    assert accepted(asked, more=asked.comparator.is_lower_bound).holds(meant(quantity(actual))) is is_held


def test_numbers_apart_are_not_held() -> None:
    assert Span(Decimal(1), Decimal(2)).holds(Span(Decimal(3), Decimal(4))) is False
