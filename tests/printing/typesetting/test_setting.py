from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.typesetting.cell_lines import LONGEST_LABEL
from perfeval_desktop.printing.typesetting.measures import BODY, LABEL, SIDE_PADDING, Style, lines_height
from perfeval_desktop.printing.typesetting.pagination import Fragment, heights
from perfeval_desktop.printing.typesetting.setting import set_rows
from perfeval_desktop.printing.typesetting.table import Align, Scope, TableCell, TableLabel, TableRow
from perfeval_desktop.templates import TemplateCatalogue
from printing.typesetting.printed_forms import EVERY_SAMPLE, rows_with, sample_job, words

TEMPLATE = TemplateCatalogue()["minhang-2023"]
WIDTHS = (Decimal(20), Decimal(160))
LOOKS_OF_LABELS = (Look.LABEL, Look.UPRIGHT, Look.STAMP)


def cell(text: str, look: Look, first: int = 0, end: int = 1) -> PrintedCell:
    return PrintedCell(first, end, text, look)


def one(printed: PrintedCell, template: Template = TEMPLATE, width: int | str = 20) -> TableCell | TableLabel:
    """Return a cell set in a row of its own."""
    (row,) = set_rows(template, [PrintedRow((Decimal(width),), (printed,))])
    return row.cells[0]


def manner(made: TableCell | TableLabel) -> tuple[tuple[str, ...], Style, Align, Scope | None]:
    return made.lines, made.style, made.align, made.heads


def row(*cells: PrintedCell, frame: Frame = Frame.RULED, widths: tuple[Decimal, ...] = WIDTHS) -> PrintedRow:
    return PrintedRow(widths, cells, frame=frame)


class TestCells:
    def test_running_text_stands_at_the_left(self) -> None:
        made = one(cell("一二三四五六", Look.TEXT))
        assert isinstance(made, TableCell)
        assert manner(made) == (("一二三四五", "六"), BODY, Align.LEFT, None)

    def test_a_value_is_centred_unless_it_takes_more_than_a_line(self) -> None:
        assert manner(one(cell("98.88%", Look.VALUE))) == (("98.88%",), BODY, Align.CENTRE, None)
        long = one(cell("按需求响应并及时解决", Look.VALUE))
        assert manner(long) == (("按需求响应", "并及时解决"), BODY, Align.LEFT, None)

    def test_a_heading_is_bold_and_centred_and_splits_with_its_row(self) -> None:
        made = one(cell("产出指标", Look.HEADING), width=13)
        assert isinstance(made, TableCell)
        assert manner(made) == (("产出", "指标"), LABEL, Align.CENTRE, Scope.COLUMN)

    def test_a_label_is_bold_and_centred_and_whole_on_every_page(self) -> None:
        made = one(cell("产出指标", Look.LABEL), width=13)
        assert isinstance(made, TableLabel)
        assert manner(made) == (("产出", "指标"), LABEL, Align.CENTRE, Scope.ROW)
        assert made.height == lines_height(2)

    def test_an_upright_label_has_each_part_on_a_line(self) -> None:
        made = one(cell("绩效指标", Look.UPRIGHT))
        assert isinstance(made, TableLabel)
        assert manner(made) == (("绩", "效", "指", "标"), LABEL, Align.CENTRE, Scope.ROW)

    @pytest.mark.parametrize("look", [Look.LABEL, Look.UPRIGHT])
    def test_a_label_of_too_many_lines_becomes_a_cell_that_splits(self, look: Look) -> None:
        short, long = "字" * 2 * LONGEST_LABEL, "字" * (2 * LONGEST_LABEL + 1)
        assert isinstance(one(cell(short, look), width=10), TableLabel)
        made = one(cell(long, look), width=10)
        assert isinstance(made, TableCell)
        assert manner(made) == (("字字",) * LONGEST_LABEL + ("字",), LABEL, Align.CENTRE, Scope.ROW)

    def test_what_ends_at_the_right_is_moved_there_and_breaks_from_the_left(self) -> None:
        made = one(cell("一二三", Look.AT_RIGHT), width=30)
        width = round(3 * BODY.em)
        assert (made.align, made.indent) == (Align.LEFT, 30_00 - 2 * SIDE_PADDING - width)
        long = one(cell("一" * 20, Look.AT_RIGHT), width=30)
        assert (long.indent, len(long.lines)) == (0, 3)

    def test_a_box_has_room_to_write_above_its_words(self) -> None:
        made = one(cell("签名：", Look.BOX))
        assert isinstance(made, TableCell)
        assert manner(made) == (("", "", "", "签名："), BODY, Align.LEFT, None)


class TestRowNames:
    def name(
        self, text: str, *, indent: int = 0, hang: str = "", width: int | str = 40
    ) -> TableCell | TableLabel:
        return one(PrintedCell(0, 1, text, Look.ROW_NAME, indent=indent, hang=hang), width=width)

    def test_a_name_is_bold_from_the_left(self) -> None:
        made = self.name("年度资金总额")
        assert isinstance(made, TableCell)
        assert manner(made) == (("年度资金总额",), LABEL, Align.LEFT, Scope.ROW)
        assert made.indent == 0

    def test_each_step_is_an_em(self) -> None:
        assert [self.name("名称", indent=indent).indent for indent in range(4)] == [0, 318, 635, 952]

    def test_it_hangs_exactly_under_the_words_after_of_which(self) -> None:
        of_which = round(LABEL.width("　其中：") * LABEL.em / 1000)
        assert self.name("其他资金", indent=2, hang="　其中：").indent == of_which

    def test_it_gives_up_its_indent_where_a_part_would_not_fit_on_a_line(self) -> None:
        narrow = self.name("自拟结转资金", indent=2, hang="　其中：", width=24)
        assert narrow.lines == ("自拟结转资金",)
        assert 0 < narrow.indent < 10_00
        none = self.name("自拟结转资金", indent=2, width=12)
        assert none.indent == 0

    def test_its_lines_leave_room_for_the_indent(self) -> None:
        made = self.name("其中：当年财政拨款", indent=1, width=30)
        assert made.lines == ("其中：当年", "财政拨款")
        assert made.indent == 318


class TestSharing:
    @pytest.mark.parametrize("look", [Look.LABEL, Look.UPRIGHT, Look.HEADING, Look.VALUE, Look.TEXT])
    def test_neighbours_of_made_share_its_label(self, look: Look) -> None:
        shared = cell("9.50", look)
        first, second = set_rows(TEMPLATE, [row(shared, cell("一", Look.TEXT, 1, 2)) for _ in range(2)])
        assert isinstance(first.cells[0], TableLabel)
        assert first.cells[0] is second.cells[0]
        assert first.cells[1] is not second.cells[1]

    def test_a_shared_entry_is_no_heading_and_a_shared_heading_is(self) -> None:
        cells = []
        for look in (Look.VALUE, Look.TEXT, Look.HEADING):
            shared = cell("9.50", look)
            cells.append(set_rows(TEMPLATE, [row(shared), row(shared)])[0].cells[0])
        assert [made.heads for made in cells] == [None, None, Scope.COLUMN]
        assert [made.style for made in cells] == [BODY, BODY, LABEL]
        assert [made.align for made in cells] == [Align.CENTRE, Align.LEFT, Align.CENTRE]

    def test_a_name_too_long_for_a_label_stands_in_each_of_its_rows(self) -> None:
        shared = cell("名" * 200, Look.LABEL)
        first, second = (one.cells[0] for one in set_rows(TEMPLATE, [row(shared), row(shared)]))
        assert isinstance(first, TableCell)
        assert first is not second
        assert first.lines == second.lines
        assert second.heads is Scope.ROW

    def test_an_entry_too_long_for_that_stands_in_the_first_of_them(self) -> None:
        shared = cell("因" * 200, Look.TEXT)
        first, second = (one.cells[0] for one in set_rows(TEMPLATE, [row(shared), row(shared)]))
        assert "".join(first.lines) == "因" * 200
        assert second.lines == ("",)

    def test_equal_cells_are_not_shared(self) -> None:
        first, second = set_rows(TEMPLATE, [row(cell("甲", Look.LABEL)) for _ in range(2)])
        assert first.cells[0] is not second.cells[0]


class TestRows:
    def test_edges_are_the_widths_added_up(self) -> None:
        widths = (Decimal(13), Decimal("83.5"), Decimal("83.50"))
        (found,) = set_rows(TEMPLATE, [row(cell("", Look.TEXT, 0, 3), widths=widths)])
        assert found.edges == (0, 13_00, 96_50, 180_00)

    def test_a_cell_may_span_several_columns(self) -> None:
        widths = (Decimal(5), Decimal("7.25"), Decimal("7.25"))
        wide, narrow = set_rows(
            TEMPLATE,
            [
                row(cell("", Look.TEXT), cell("一二三四", Look.TEXT, 1, 3), widths=widths),
                row(cell("", Look.TEXT), cell("一二三四", Look.TEXT, 1, 2), widths=widths),
            ],
        )
        assert wide.cells[1].lines == ("一二三四",)
        assert narrow.cells[1].lines == ("一", "二", "三", "四")

    def test_headings_are_the_rows_above(self) -> None:
        upper, lower = row(cell("甲", Look.HEADING)), row(cell("乙", Look.HEADING))
        upper.keeps_with_next = True
        body = PrintedRow(WIDTHS, (cell("一", Look.TEXT),), heading=(upper, lower))
        first, second, third = set_rows(TEMPLATE, [upper, lower, body])
        assert third.heading == (first, second)
        assert [one.keeps_with_next for one in (first, second, third)] == [True, False, False]

    @pytest.mark.parametrize("lines", [(900, 1), (7 * 5, 6 * 5)])
    def test_headings_too_long_to_repeat_are_not_repeated(self, lines: tuple[int, int]) -> None:
        heading = tuple(row(cell("长" * length, Look.HEADING)) for length in lines)
        body = PrintedRow(WIDTHS, (cell("一", Look.TEXT),), heading=heading)
        assert set_rows(TEMPLATE, [*heading, body])[-1].heading == ()

    @pytest.mark.parametrize("frame", Frame)
    def test_without_rules_all_cells_begin_at_the_same_height(self, frame: Frame) -> None:
        (found,) = set_rows(
            TEMPLATE, [row(cell("注：", Look.TEXT), cell("漫" * 80, Look.TEXT, 1, 2), frame=frame)]
        )
        assert bool(found.sides) is (frame is Frame.RULED)
        assert found.cells[0].lines == (("注：",) if frame is Frame.RULED else ("注：", ""))

    def test_tight_rows_have_no_more_room_between_them_than_between_their_lines(self) -> None:
        notes = [row(cell(text, Look.TEXT, 0, 2), frame=Frame.TIGHT) for text in ("漫" * 100, "乙")]
        rows = set_rows(TEMPLATE, notes)
        assert heights([Fragment(one, 0, one.line_count) for one in rows]) == [2 * 4_20, 4_20]


class TestSeal:
    def room(self, stamp: str) -> TableRow:
        seal = cell(stamp, Look.STAMP, 1, 2)
        widths = (Decimal(120), Decimal(60))
        (found,) = set_rows(TEMPLATE, [row(cell("", Look.TEXT), seal, frame=Frame.OPEN, widths=widths)])
        return found

    def test_its_words_stand_in_the_middle_of_its_room(self) -> None:
        seal = self.room("（单位盖章）").cells[1]
        assert seal.lines == ("",) * 5 + ("（单位盖章）",) + ("",) * 4
        assert seal.heads is None

    def test_there_is_room_for_it(self) -> None:
        found = self.room("（单位盖章）")
        # Ten lines of 4.2 mm and the paddings: a seal has 42 mm at most.
        assert heights([Fragment(found, 0, found.line_count)]) == [lines_height(10)] == [44_00]

    @pytest.mark.parametrize(
        "stamp", ["（单位负责人签字并加盖单位公章，没有公章的另附说明）", "（单位\n盖章）"]
    )
    def test_words_too_long_for_a_line_break_and_leave_the_room_as_it_is(self, stamp: str) -> None:
        found = self.room(stamp)
        lines = found.cells[1].lines
        assert "".join(lines) == stamp.replace("\n", "")
        assert all(LABEL.width(line) <= LABEL.ems_in(60_00 - 2 * SIDE_PADDING) for line in lines)
        assert heights([Fragment(found, 0, found.line_count)]) == [44_00]

    def test_no_page_break_can_part_it(self) -> None:
        found = self.room("（单位盖章）")
        assert isinstance(found.cells[1], TableLabel)
        assert found.line_count == 1


@EVERY_SAMPLE
def test_every_row_covers_every_column_once_from_left_to_right(name: str) -> None:
    template, form = sample_job(name)
    for one_row in rows_with(template, form):
        places = [place for made in one_row.cells for place in range(made.first, made.end)]
        assert places == list(range(len(one_row.edges) - 1))
        assert (one_row.edges[0], one_row.edges[-1]) == (0, int(template.page.table_width) * 100)


def test_funds_stand_under_the_words_after_of_which() -> None:
    template, form = sample_job("minhang_education_2021_1")
    rows = [one_row for one_row in rows_with(template, form) if words(one_row)[0] == "项目资金（元）"]
    total, current, carryover, other = (one_row.cells[1] for one_row in rows[1:])
    assert (total.indent, current.indent) == (0, 318)
    assert current.lines[0].startswith("其中：当年")
    assert carryover.indent == other.indent
    assert abs(carryover.indent - current.indent - LABEL.width("其中：") * LABEL.em / 1000) <= 1


def test_a_template_breaks_its_labels_itself() -> None:
    other = replace(TEMPLATE, break_points={"自拟指标": ("自", "拟指标")})
    assert one(cell("自拟指标", Look.LABEL), other, 13).lines == ("自", "拟指标")
