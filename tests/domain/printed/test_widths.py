import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.columns import Column, Kind
from perfeval_desktop.domain.printed.widths import (
    Elastic,
    Holds,
    adapted,
    elastic,
    even_widths,
    holds_of,
    mm,
)

MANY = "个字" * 60


def columns(*columns: tuple[Holds, int | str]) -> list[Elastic]:
    return [elastic(holds, Decimal(width)) for holds, width in columns]


def widths(of: list[Elastic], *rows: tuple[str, ...]) -> list[float]:
    """Return the widths in mm of columns that hold ``rows``."""
    return [float(width) for width in mm(adapted(of, list(zip(*rows, strict=True))))]


class TestNumbers:
    def test_a_number_that_fits_changes_nothing(self) -> None:
        of = columns((Holds.NUMBERS, 26), (Holds.NUMBERS, 26), (Holds.TEXT, 38))
        assert widths(of, ("57,607,470.00", "100.00%", "名称")) == [26, 26, 38]

    def test_a_number_never_wraps_and_running_text_gives_way_to_it(self) -> None:
        of = columns((Holds.NUMBERS, 20), (Holds.NUMBERS, 20), (Holds.TEXT, 40))
        number, other, text = widths(of, ("57,607,470.00", "1", "名称"))
        assert 23 < number < 26
        assert other == 20
        assert number + text == 60

    def test_where_text_has_too_little_other_columns_give_too(self) -> None:
        of = columns((Holds.NUMBERS, 16), (Holds.NUMBERS, 30), (Holds.TEXT, 10))
        number, other, text = widths(of, ("57,607,470.00", "1", "名"))
        assert text == 6
        assert number + other == 50
        assert 23 < number < 26

    def test_what_nobody_can_give_is_shared_by_those_who_lack_it(self) -> None:
        of = columns((Holds.NUMBERS, 16), (Holds.NUMBERS, 16), (Holds.TEXT, 10))
        assert widths(of, ("57,607,470.00", "57,607,470.00", "名")) == [18, 18, 6]

    def test_a_column_takes_no_more_than_nine_fifths_even_for_a_number(self) -> None:
        of = columns((Holds.NUMBERS, 10), (Holds.TEXT, 100))
        assert widths(of, ("123,456,789,012,345.00", "名")) == [18, 92]

    def test_a_number_in_a_value_has_room_too(self) -> None:
        of = columns((Holds.VALUES, 16), (Holds.TEXT, 40))
        value, _ = widths(of, ("≥57,607,470.00元", ""))
        assert 23 < value < 26

    def test_text_gives_no_more_than_its_own_numbers_need(self) -> None:
        of = columns((Holds.NUMBERS, 20), (Holds.TEXT, 26), (Holds.TEXT, 26))
        number, first, second = widths(of, ("57,607,470.00", "合同价1,286,400.00元", "名称"))
        assert number > 23
        assert first > second

    def test_a_value_on_one_line_stays_on_it(self) -> None:
        of = columns((Holds.NUMBERS, 20), (Holds.VALUES, 26), (Holds.VALUES, 26))
        _, first, second = widths(of, ("57,607,470.00", "按期完成任务", "是"))
        assert first + second < 52
        assert first >= 6 * 3.175 + 1.8


class TestLines:
    def test_a_long_text_takes_room_from_an_empty_column(self) -> None:
        of = columns((Holds.TEXT, 27), (Holds.TEXT, 44))
        name, reason = widths(of, ("字" * 40, ""), ("名称", ""))
        assert name + reason == 71
        # 13 characters a line instead of seven.
        assert name > 43
        assert reason >= 26.4

    def test_usual_texts_keep_the_widths_of_the_template(self) -> None:
        of = columns((Holds.TEXT, 27), (Holds.VALUES, 24), (Holds.TEXT, 44))
        rows = [("运维设备数量", "=33台", ""), ("系统运行稳定性和可靠性", "≥99%", "原因" * 15)]
        assert widths(of, *rows) == [27, 24, 44]

    def test_a_row_taller_by_one_line_is_no_reason_to_change(self) -> None:
        of = columns((Holds.TEXT, 34), (Holds.TEXT, 36))
        assert widths(of, ("字" * 40, "")) == [34, 36]

    def test_where_all_columns_are_full_none_changes(self) -> None:
        of = columns((Holds.TEXT, 30), (Holds.TEXT, 30))
        assert widths(of, (MANY, MANY)) == [30, 30]

    def test_what_stands_on_one_line_stays_on_it(self) -> None:
        of = columns((Holds.TEXT, 27), (Holds.TEXT, 44))
        _, reason = widths(of, ("字" * 60, ""), ("名称", "九个字的原因写在这"))
        assert reason >= 9 * 3.175 + 1.8

    def test_a_number_in_a_long_text_is_not_cut(self) -> None:
        of = columns((Holds.TEXT, 27), (Holds.TEXT, 44))
        text = "合同价12,057,607,470.00元" + "分期支付" * 8
        _, reason = widths(of, (MANY + MANY, text))
        assert reason > 26.4

    def test_line_ends_count_for_lines(self) -> None:
        of = columns((Holds.TEXT, 27), (Holds.TEXT, 44))
        listed = "\n".join(["字" * 10] * 6)
        assert widths(of, (listed, "")) != [27, 44]

    def test_one_column_of_running_text_alone_has_nobody_to_ask(self) -> None:
        of = columns((Holds.NUMBERS, 27), (Holds.TEXT, 44))
        assert widths(of, ("1", MANY)) == [27, 44]

    def test_without_rows_nothing_changes(self) -> None:
        of = columns((Holds.TEXT, 27), (Holds.VALUES, 44), (Holds.NUMBERS, 9))
        assert [float(width) for width in mm(adapted(of, [[], [], []]))] == [27, 44, 9]


class TestBounds:
    def test_a_column_changes_between_three_fifths_and_nine_fifths(self) -> None:
        one = elastic(Holds.TEXT, Decimal(30))
        assert (one.width, one.least, one.most) == (30_00, 18_00, 54_00)

    def test_a_part_of_its_label_stays_on_one_line(self) -> None:
        one = elastic(Holds.TEXT, Decimal(20), ("满意度", "指标"))
        assert one.least == 12_00
        # Four characters of 3.18 mm and 1.8 mm beside them, to the next tenth.
        assert elastic(Holds.TEXT, Decimal(20), ("服务对象",)).least == 14_60

    def test_a_label_wider_than_its_column_asks_for_no_more_than_there_is(self) -> None:
        assert elastic(Holds.TEXT, Decimal(20), ("偏差原因分析及改进",)).least == 20_00

    def test_a_fixed_column_does_not_change(self) -> None:
        one = elastic(Holds.FIXED, Decimal("13.5"), ("长" * 50,))
        assert (one.width, one.least, one.most) == (13_50, 13_50, 13_50)


@pytest.mark.parametrize(
    ("kind", "holds"),
    [
        (Kind.AMOUNT, Holds.NUMBERS),
        (Kind.POINTS, Holds.NUMBERS),
        (Kind.VALUE, Holds.VALUES),
        (Kind.CHOICE, Holds.VALUES),
        (Kind.TEXT, Holds.TEXT),
        (Kind.LINE, Holds.TEXT),
    ],
)
def test_what_a_column_holds_follows_from_what_it_is_for(kind: Kind, holds: Holds) -> None:
    assert holds_of(Column(key="c", label="", kind=kind)) is holds


@pytest.mark.parametrize(
    ("width", "count", "shares"),
    [
        ("180", 4, ["45.0"] * 4),
        ("180", 1, ["180.0"]),
        ("20", 3, ["6.6", "6.7", "6.7"]),
        ("267", 7, ["38.1", "38.1", "38.2", "38.1", "38.2", "38.1", "38.2"]),
    ],
)
def test_even_widths_are_tenths_and_add_up(width: str, count: int, shares: list[str]) -> None:
    found = even_widths(Decimal(width), count)
    assert found == tuple(map(Decimal, shares))
    assert sum(found) == Decimal(width)


_TEXTS = st.one_of(
    st.just(""),
    st.sampled_from(("57,607,470.00", "名称", "=33台", "348,800.00元", "100.00%", "达成指标")),
    st.text(max_size=30),
    st.integers(0, 300).map(lambda length: "长文字，" * (length // 4)),
)


@st.composite
def _grids(draw: st.DrawFn) -> tuple[list[Elastic], list[list[str]]]:
    of = draw(
        st.lists(
            st.builds(
                elastic,
                st.sampled_from(Holds),
                st.integers(40, 600).map(lambda tenths: Decimal(tenths) / 10),
                st.lists(st.sampled_from(("指标", "满意度", "偏差原因分析及")), max_size=2),
            ),
            min_size=1,
            max_size=8,
        )
    )
    rows = draw(st.integers(0, 8))
    return of, [draw(st.lists(_TEXTS, min_size=rows, max_size=rows)) for _ in of]


# A busy machine is no reason to fail.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_grids())
def test_widths_add_up_and_stay_within_their_bounds(grid: tuple[list[Elastic], list[list[str]]]) -> None:
    of, texts = grid
    found = adapted(of, texts)
    assert sum(found) == sum(one.width for one in of)
    for one, width in zip(of, found, strict=True):
        assert one.least <= width <= one.most
        # By whole tenths of a millimetre.
        assert (width - one.width) % 10 == 0
        assert one.holds is not Holds.FIXED or width == one.width


@given(_grids())
def test_the_same_texts_give_the_same_widths(grid: tuple[list[Elastic], list[list[str]]]) -> None:
    of, texts = grid
    assert adapted(of, texts) == adapted(list(of), json.loads(json.dumps(texts)))
