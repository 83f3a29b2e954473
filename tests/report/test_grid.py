from decimal import Decimal

import pytest

from perfeval_desktop.report.faces import Face
from perfeval_desktop.report.grid import (
    LONGEST_LABEL,
    POINTS_PER_MM,
    Align,
    Cell,
    Columns,
    Label,
    Row,
    lines_height,
)

BREAK_POINTS = {
    "产出指标": ("产出", "指标"),
    "可持续影响指标": ("可持续", "影响", "指标"),
    "服务对象满意度指标": ("服务对象", "满意度", "指标"),
    "绩效指标": ("绩", "效", "指", "标"),
    "长标签": ("长" * 9, "标签"),
}


def columns(*widths: int) -> Columns:
    return Columns.of_widths([Decimal(width) for width in widths], BREAK_POINTS)


def test_edges_are_the_widths_added_up() -> None:
    assert columns(10, 20, 150).edges == pytest.approx([0, *(mm * POINTS_PER_MM for mm in (10, 30, 180))])
    assert columns(10, 20, 150).count == 3


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("产出指标", 18, ("产出指标",)),
        ("产出指标", 13, ("产出", "指标")),
        ("可持续影响指标", 18, ("可持续影响", "指标")),
        ("可持续影响指标", 13, ("可持续", "影响", "指标")),
        ("服务对象满意度指标", 18, ("服务对象", "满意度指标")),
        ("自拟的指标名称", 13, ("自拟的", "指标名", "称")),
        ("偏差原因分析及\n改进措施", 44, ("偏差原因分析及", "改进措施")),
        ("长" * 9 + "标签", 18, ("长" * 5, "长" * 4, "标签")),
        ("", 13, ("",)),
    ],
)
def test_a_label_breaks_at_its_fixed_points(words: str, width: int, lines: tuple[str, ...]) -> None:
    grid = Columns.of_widths([Decimal(width)], {**BREAK_POINTS, "长" * 9 + "标签": ("长" * 9, "标签")})
    label = grid.label(0, 1, words)
    assert isinstance(label, Label)
    assert label.lines == lines


def test_an_upright_label_has_each_part_on_a_line() -> None:
    assert columns(40).upright_label(0, 1, "绩效指标").lines == ("绩", "效", "指", "标")


def test_an_upright_label_without_break_points_breaks_by_width() -> None:
    assert columns(10).upright_label(0, 1, "自拟指标").lines == ("自拟", "指标")


def test_an_upright_label_with_a_part_wider_than_its_column_breaks_by_width() -> None:
    grid = Columns.of_widths([Decimal(10)], {"年度总体": ("年度总", "体")})
    assert grid.upright_label(0, 1, "年度总体").lines == ("年度", "总", "体")


def test_a_label_of_too_many_lines_becomes_a_cell_that_splits() -> None:
    short, long = "字" * 2 * LONGEST_LABEL, "字" * (2 * LONGEST_LABEL + 1)
    assert isinstance(columns(10).label(0, 1, short), Label)
    cell = columns(10).label(0, 1, long)
    assert isinstance(cell, Cell)
    assert cell.face is Face.LABEL
    assert "".join(cell.lines) == long
    assert columns(10).upright_label(0, 1, long) == cell


def test_running_text_stands_at_the_left_and_leaves_room_for_its_indent() -> None:
    cell = columns(20).text(0, 1, "一二三四五六", indent=18.0)
    assert cell == Cell(0, 1, ("一二三", "四五六"), align=Align.LEFT, indent=18.0)


def test_a_value_is_centred_unless_it_takes_more_than_a_line() -> None:
    assert columns(20).value(0, 1, "98.88%").align is Align.CENTRE
    assert columns(20).value(0, 1, "按需求响应并及时解决").align is Align.LEFT


def test_a_heading_is_bold_and_centred_and_a_row_name_bold_from_the_left() -> None:
    assert columns(13).heading(0, 1, "产出指标") == Cell(0, 1, ("产出", "指标"), Face.LABEL, Align.CENTRE)
    assert columns(40).row_name(0, 1, "其他资金", indent=9.0) == Cell(
        0, 1, ("其他资金",), Face.LABEL, Align.LEFT, 9.0
    )


def test_what_fits_exactly_is_not_pushed_out() -> None:
    # Five characters of 9 pt and twice 0.9 mm.
    width = 45 / Decimal(72) * Decimal("25.4") + Decimal("1.8")
    assert Columns.of_widths([width], {}).text(0, 1, "一二三四五").lines == ("一二三四五",)


def test_a_row_has_the_lines_of_its_longest_cell_and_at_least_one() -> None:
    cells = (Cell(0, 1, ("甲",)), Cell(1, 2, ("乙", "丙")), Label(2, 3, ("一",) * 5))
    assert Row((0, 1, 2, 3), cells).line_count == 2
    assert Row((0, 1), (Label(0, 1, ("一",)),)).line_count == 1
    assert Row((0, 1), (Cell(0, 1),)).line_count == 1


def test_a_row_is_at_least_7_mm_high() -> None:
    assert lines_height(1) == pytest.approx(7 * POINTS_PER_MM)
    assert lines_height(2) == pytest.approx(2 * 12 + 2 * POINTS_PER_MM)
