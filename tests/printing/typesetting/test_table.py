import pytest

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.printing.typesetting.measures import BODY, LABEL, lines_height
from perfeval_desktop.printing.typesetting.table import Align, Scope, TableCell, TableLabel, TableRow


class TestLabels:
    def test_a_label_is_bold_and_centred_and_as_high_as_its_lines(self) -> None:
        label = TableLabel(0, 1, ("产出", "指标"))
        assert (label.style, label.align, label.indent, label.heads) == (LABEL, Align.CENTRE, 0, Scope.ROW)
        assert label.height == lines_height(2)

    def test_an_entry_that_rows_share_is_set_as_one(self) -> None:
        label = TableLabel(0, 1, ("9.5",), BODY, Align.LEFT, heads=None)
        assert (label.style, label.align, label.heads) == (BODY, Align.LEFT, None)
        assert label.height == lines_height(1)

    def test_labels_of_the_same_words_are_two_all_the_same(self) -> None:
        assert TableLabel(0, 1, ("产出",)) != TableLabel(0, 1, ("产出",))


class TestRows:
    def test_a_row_has_the_lines_of_its_longest_cell_and_at_least_one(self) -> None:
        cells = (TableCell(0, 1, ("甲",)), TableCell(1, 2, ("乙", "丙")), TableLabel(2, 3, ("一",) * 5))
        assert TableRow((0, 1, 2, 3), cells).line_count == 2
        assert TableRow((0, 1), (TableLabel(0, 1, ("一",)),)).line_count == 1
        assert TableRow((0, 1), (TableCell(0, 1),)).line_count == 1

    def test_it_knows_its_labels_from_left_to_right(self) -> None:
        left, right = TableLabel(0, 1, ("左",)), TableLabel(2, 3, ("右",))
        assert TableRow((0, 1, 2, 3), (left, TableCell(1, 2), right)).labels == (left, right)

    def test_rules_run_down_at_the_sides_of_its_cells(self) -> None:
        cells = (TableLabel(0, 2, ("左",)), TableCell(2, 3))
        assert TableRow((0, 10_00, 30_00, 180_00), cells).sides == (0, 30_00, 180_00)

    @pytest.mark.parametrize("frame", [Frame.OPEN, Frame.TIGHT])
    def test_no_rules_are_drawn_around_what_is_open_or_tight(self, frame: Frame) -> None:
        assert TableRow((0, 180_00), (TableCell(0, 1),), frame=frame).sides == ()

    def test_there_is_room_around_the_lines_unless_they_stand_tight(self) -> None:
        for frame in (Frame.RULED, Frame.OPEN):
            row = TableRow((0, 180_00), (TableCell(0, 1),), frame=frame)
            assert [row.height(lines) for lines in (1, 2, 10)] == [lines_height(one) for one in (1, 2, 10)]
        tight = TableRow((0, 180_00), (TableCell(0, 1),), frame=Frame.TIGHT)
        assert [tight.height(lines) for lines in (1, 2, 10)] == [4_20, 8_40, 42_00]

    def test_it_goes_its_own_way_unless_told_otherwise(self) -> None:
        row = TableRow((0, 1), (TableCell(0, 1),))
        assert not row.keeps_with_next
        assert row.heading == ()
        assert TableRow((0, 1), (TableCell(0, 1),), keeps_with_next=True, heading=(row,)).heading == (row,)
