"""Rows that the end of a page cuts in two."""

from perfeval_desktop.exchange.cut_rows import DrawnCell, joined_tables
from perfeval_desktop.exchange.ruled_tables import Box, RuledCell


def row(*texts: str, number: int = 0, room: float = 2.0, shift: float = 0.0) -> list[DrawnCell]:
    """Return a row of cells 100 wide whose texts have ``room`` above and below."""
    return [
        DrawnCell(
            RuledCell(number, column, 1, 1, Box(100 * column + shift, 0, 100 * (column + 1) + shift, 50)),
            text,
            10.0,
            room,
            room,
        )
        for column, text in enumerate(texts)
    ]


def texts(above: list[DrawnCell], below: list[DrawnCell]) -> tuple[list[str], list[str]]:
    first, second = joined_tables(above, below)
    return [one.text for one in first], [one.text for one in second]


def test_the_second_half_goes_to_the_first_and_rows_below_stay() -> None:
    below = [*row("", "后半"), *row("乙", "丙", number=1)]
    assert texts(row("甲", "前半"), below) == (["甲", "前半后半"], ["", "", "乙", "丙"])


def test_a_heading_that_is_repeated_is_passed_over() -> None:
    above = [*row("指标", "原因"), *row("甲", "前半", number=1)]
    below = [*row("指标", "原因"), *row("", "后半", number=1)]
    assert texts(above, below) == (["指标", "原因", "甲", "前半后半"], ["指标", "原因", "", ""])
    named = texts(row("产出", "10", "前半"), row("产出", "", "后半"))
    assert named == (["产出", "10", "前半后半"], ["产出", "", ""])
    heading = row("指标", "原因")
    assert texts(heading, heading) == (["指标", "原因"], ["指标", "原因"])


def test_a_name_beside_several_rows_is_cut_with_the_row() -> None:
    first, *others = row("指标", "", "后半", room=2.0)
    below = [first._replace(cell=first.cell._replace(rows=2), above=20.0), *others]
    assert texts(row("效益", "10", "前半"), below) == (["效益指标", "10", "前半后半"], ["效益指标", "", ""])
    alone = [below[0], *row("", "", "")[1:]]
    assert texts(row("效益", "10", "前半"), alone) == (["效益", "10", "前半"], ["指标", "", ""])


def test_what_is_not_certain_stays_as_it_is() -> None:
    whole = row("甲", "前半")
    for below in (
        row("乙", "后半"),
        row("", "12"),
        row("", "后半", room=20.0),
        row("", "后半", shift=30.0),
        row("", "后半", "另一列"),
    ):
        assert texts(whole, below) == (["甲", "前半"], [one.text for one in below])
    assert texts(row("甲", ""), row("", "后半")) == (["甲", ""], ["", "后半"])
