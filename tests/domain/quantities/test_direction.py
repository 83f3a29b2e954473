import pytest

from perfeval_desktop.domain.quantities.direction import Direction, Subject, direction_of
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.reading import whole_quantity
from perfeval_desktop.domain.quantities.target_direction import is_sign_doubtful, more_is_better


def quantity(text: str) -> Quantity:
    found = whole_quantity(text)
    assert found is not None
    return found


def named(name: str, level2: str = "") -> Subject:
    return Subject("", level2, name)


@pytest.mark.parametrize("name", ["", "  ", "数量指标", "很长的名称" * 20 + "投诉率"])
def test_of_what_is_no_name_nothing_is_certain(name: str) -> None:
    assert direction_of(named(name), "%", is_large=True) is Direction.UNKNOWN


@pytest.mark.parametrize("name", ["投诉率（%）", "指标1：投诉率", "（2）投诉率", " 投诉率 "])
def test_what_stands_around_a_name_does_not_turn_it(name: str) -> None:
    assert direction_of(named(name), "%") is Direction.LESS


def test_among_the_costs_less_is_better() -> None:
    assert direction_of(named("设备采购", "经济成本指标"), "万元") is Direction.LESS
    assert Subject("成本指标", "", "设备采购").is_cost


def test_a_sign_tells_before_the_name_does() -> None:
    assert more_is_better(named("投诉率"), quantity("≥5%")) is True
    assert more_is_better(named("满意度"), quantity("≤5%")) is False
    assert more_is_better(named("满意度"), quantity("=95%")) is True
    assert more_is_better(named("投诉率"), quantity("5%")) is False
    assert more_is_better(named("床位使用率"), quantity("85%")) is None
    assert more_is_better(named("旅游收入"), quantity("增长5%")) is True


@pytest.mark.parametrize(
    ("name", "target", "is_doubtful"),
    [
        ("投诉率", "≥5%", True),
        ("投诉率", "≥0%", False),
        ("投诉率", "5%", False),
        ("满意度", "≤90%", True),
        ("预算执行率", "≤90%", True),
        ("成本控制率", "≤90%", False),
        ("培训场次", "≤10场", True),
        ("投诉率", "增长≥5%", False),
    ],
)
def test_a_sign_that_says_the_opposite_of_the_name_is_doubtful(
    name: str,
    target: str,
    is_doubtful: bool,  # noqa: FBT001
) -> None:
    assert is_sign_doubtful(named(name), quantity(target)) is is_doubtful


@pytest.mark.parametrize("chosen", [Direction.MORE, Direction.LESS])
def test_what_the_user_chose_goes_before_the_name(chosen: Direction) -> None:
    for name in ("投诉率", "满意度", "床位使用率"):
        assert direction_of(named(name)._replace(chosen=chosen), "%") is chosen


def test_a_sign_beside_the_opposite_choice_is_doubtful() -> None:
    subject = named("投诉率")._replace(chosen=Direction.MORE)
    assert is_sign_doubtful(subject, quantity("≥5%")) is False
    assert is_sign_doubtful(subject, quantity("≤5%")) is True
