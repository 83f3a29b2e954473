from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.columns import Column, Kind, Role
from perfeval_desktop.exchange.deriving.widths import filled, wanted


@given(st.lists(st.integers(1, 90), min_size=1, max_size=24))
def test_widths_fill_the_page_and_none_is_too_narrow(widths: list[int]) -> None:
    shares = filled(widths, Decimal("156.5"), least=4)
    assert sum(shares) == Decimal("156.5")
    assert min(shares) >= 4


def test_wider_columns_get_more() -> None:
    narrow, wide = filled([10, 40], Decimal(100))
    assert narrow < wide
    assert filled([4, 4], Decimal(100)) == (Decimal(50), Decimal(50))


def test_a_column_wants_room_for_its_label_and_what_stands_in_it() -> None:
    points = Column(key="a", label="分值", kind=Kind.POINTS)
    assert wanted(points) == wanted(points, ["10"]) == 10
    assert wanted(Column(key="a", label="单项指标实际完成值（折算后）", kind=Kind.POINTS)) > 20
    name = Column(key="a", label="三级指标", role=Role.LEVEL3)
    assert wanted(name, ["短"]) < wanted(name, ["长" * 9]) < wanted(name, ["长" * 90]) == 46
