from decimal import Decimal

import pytest

from perfeval_desktop.report.typesetting.grid import (
    LONGEST_LABEL,
    Align,
    Cell,
    Columns,
    Frame,
    Label,
    Row,
    Scope,
)
from perfeval_desktop.report.typesetting.measures import BODY, LABEL, Style, lines_height

BREAK_POINTS = {
    "产出指标": ("产出", "指标"),
    "可持续影响指标": ("可持续", "影响", "指标"),
    "服务对象满意度指标": ("服务对象", "满意度", "指标"),
    "绩效指标": ("绩", "效", "指", "标"),
    "长" * 9 + "标签": ("长" * 9, "标签"),
}


def columns(*widths: int | str) -> Columns:
    return Columns([Decimal(width) for width in widths], BREAK_POINTS)


def looks_of(cell: Cell | Label) -> tuple[int, int, tuple[str, ...], Style, Align, int]:
    """Return where a cell stands and how it is set."""
    return cell.first, cell.end, cell.lines, cell.style, cell.align, cell.indent


class TestColumns:
    def test_their_edges_are_the_widths_added_up(self) -> None:
        assert columns(10, 20, 150).edges == (0, 10_00, 30_00, 180_00)
        assert columns("13", "83.5", "83.5").edges == (0, 13_00, 96_50, 180_00)
        assert columns(10, 20, 150).count == 3

    def test_what_fits_exactly_is_not_pushed_out(self) -> None:
        # Four characters of 3.175 mm and twice 0.9 mm.
        assert columns("14.50").text(0, 1, "一二三四").lines == ("一二三四",)
        assert columns("14.49").text(0, 1, "一二三四").lines == ("一二三", "四")

    def test_a_cell_may_span_several(self) -> None:
        grid = columns(5, "7.25", "7.25", 5)
        assert grid.text(1, 3, "一二三四").lines == ("一二三四",)
        assert grid.text(1, 2, "一二三四").lines == ("一", "二", "三", "四")

    def test_words_seen_before_are_broken_anew_for_another_width_face_or_indent(self) -> None:
        # 10.3 mm in the body's face, 10.7 mm in the labels'.
        words = "2023年"
        for _ in range(2):
            assert columns("12.4").text(0, 1, words).lines == ("2023年",)
            assert columns("12.0").text(0, 1, words).lines == ("2023", "年")
            assert columns("12.4").heading(0, 1, words).lines == ("2023", "年")
            assert columns("14.4").row_name(0, 1, words, indent=1_00).lines == ("2023年",)
            assert columns("14.4").row_name(0, 1, words, indent=2_00).lines == ("2023", "年")


class TestLabels:
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
    def test_a_label_breaks_at_its_fixed_points(self, words: str, width: int, lines: tuple[str, ...]) -> None:
        label = columns(width).label(0, 1, words)
        assert isinstance(label, Label)
        assert label.lines == lines

    def test_an_upright_label_has_each_part_on_a_line(self) -> None:
        label = columns(40).upright_label(0, 1, "绩效指标")
        assert isinstance(label, Label)
        assert label.lines == ("绩", "效", "指", "标")

    def test_an_upright_label_without_break_points_breaks_by_width(self) -> None:
        assert columns(10).upright_label(0, 1, "自拟指标").lines == ("自拟", "指标")

    def test_an_upright_label_with_a_part_wider_than_its_column_breaks_by_width(self) -> None:
        grid = Columns([Decimal(10)], {"年度总体": ("年度总", "体")})
        assert grid.upright_label(0, 1, "年度总体").lines == ("年度", "总", "体")

    def test_an_upright_label_of_too_many_parts_breaks_by_width(self) -> None:
        words = "字" * (LONGEST_LABEL + 1)
        grid = Columns([Decimal(40)], {words: tuple(words)})
        assert grid.upright_label(0, 1, words).lines == ("字" * 12, "字")

    def test_a_label_of_too_many_lines_becomes_a_cell_that_splits(self) -> None:
        short, long = "字" * 2 * LONGEST_LABEL, "字" * (2 * LONGEST_LABEL + 1)
        assert isinstance(columns(10).label(0, 1, short), Label)
        cell = columns(10).label(0, 1, long)
        assert isinstance(cell, Cell)
        assert looks_of(cell) == (0, 1, ("字字",) * LONGEST_LABEL + ("字",), LABEL, Align.CENTRE, 0)
        assert cell.heads is Scope.ROW
        assert looks_of(columns(10).upright_label(0, 1, long)) == looks_of(cell)

    def test_a_label_is_bold_and_centred_and_as_high_as_its_lines(self) -> None:
        label = Label(0, 1, ("产出", "指标"))
        assert looks_of(label) == (0, 1, ("产出", "指标"), LABEL, Align.CENTRE, 0)
        assert label.height == lines_height(2)

    def test_labels_of_the_same_words_are_two_all_the_same(self) -> None:
        assert Label(0, 1, ("产出",)) != Label(0, 1, ("产出",))


class TestCells:
    def test_running_text_stands_at_the_left(self) -> None:
        cell = columns(10).text(0, 1, "一二三")
        assert looks_of(cell) == (0, 1, ("一二", "三"), BODY, Align.LEFT, 0)
        assert cell.heads is None

    def test_a_value_is_centred_unless_it_takes_more_than_a_line(self) -> None:
        assert looks_of(columns(20).value(0, 1, "98.88%")) == (0, 1, ("98.88%",), BODY, Align.CENTRE, 0)
        long = columns(20).value(0, 1, "按需求响应并及时解决")
        assert looks_of(long) == (0, 1, ("按需求响应", "并及时解决"), BODY, Align.LEFT, 0)
        assert long.heads is None

    def test_a_heading_is_bold_and_centred_and_breaks_as_a_label_does(self) -> None:
        cell = columns(13).heading(0, 1, "产出指标")
        assert looks_of(cell) == (0, 1, ("产出", "指标"), LABEL, Align.CENTRE, 0)
        assert cell.heads is Scope.COLUMN

    def test_the_name_of_a_row_is_bold_and_leaves_room_for_its_indent(self) -> None:
        cell = columns(20).row_name(0, 1, "一二三四五六", indent=6_35)
        assert looks_of(cell) == (0, 1, ("一二三", "四五六"), LABEL, Align.LEFT, 6_35)
        assert cell.heads is Scope.ROW


class TestRows:
    def test_a_row_has_the_lines_of_its_longest_cell_and_at_least_one(self) -> None:
        cells = (Cell(0, 1, ("甲",)), Cell(1, 2, ("乙", "丙")), Label(2, 3, ("一",) * 5))
        assert Row((0, 1, 2, 3), cells).line_count == 2
        assert Row((0, 1), (Label(0, 1, ("一",)),)).line_count == 1
        assert Row((0, 1), (Cell(0, 1),)).line_count == 1

    def test_it_knows_its_labels_from_left_to_right(self) -> None:
        left, right = Label(0, 1, ("左",)), Label(2, 3, ("右",))
        assert Row((0, 1, 2, 3), (left, Cell(1, 2), right)).labels == (left, right)

    def test_rules_run_down_at_the_sides_of_its_cells(self) -> None:
        parts = (Label(0, 2, ("左",)), Cell(2, 3))
        assert Row((0, 10_00, 30_00, 180_00), parts).sides == (0, 30_00, 180_00)

    @pytest.mark.parametrize("frame", [Frame.OPEN, Frame.TIGHT])
    def test_no_rules_are_drawn_around_what_is_open_or_tight(self, frame: Frame) -> None:
        assert Row((0, 180_00), (Cell(0, 1),), frame=frame).sides == ()

    def test_there_is_room_around_the_lines_unless_they_stand_tight(self) -> None:
        for frame in (Frame.RULED, Frame.OPEN):
            row = Row((0, 180_00), (Cell(0, 1),), frame=frame)
            assert [row.height(lines) for lines in (1, 2, 10)] == [lines_height(one) for one in (1, 2, 10)]
        tight = Row((0, 180_00), (Cell(0, 1),), frame=Frame.TIGHT)
        assert [tight.height(lines) for lines in (1, 2, 10)] == [4_20, 8_40, 42_00]

    def test_it_goes_its_own_way_unless_told_otherwise(self) -> None:
        row = Row((0, 1), (Cell(0, 1),))
        assert not row.keeps_with_next
        assert row.heading is None
        assert Row((0, 1), (Cell(0, 1),), keeps_with_next=True, heading=row).heading is row
