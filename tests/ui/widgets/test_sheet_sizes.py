from perfeval_desktop.exchange.sheet import Cell, Sheet
from perfeval_ui.widgets.sheet_sizes import PADDING, Type, column_widths, row_heights

TYPE = Type(10, 20)
LINE = 20 + 2 * PADDING


def sheet(*cells: Cell) -> Sheet:
    return Sheet("表", cells)


def test_a_column_has_room_for_its_longest_line() -> None:
    short, longer = column_widths(sheet(Cell("分值", 0, 0), Cell("年度指标值\n甲", 0, 1)), TYPE, 92)
    assert short == 2 * 10 + 2 * PADDING + 1
    assert longer == 5 * 10 + 2 * PADDING + 1


def test_long_texts_wrap_and_their_rows_are_higher() -> None:
    one = sheet(Cell("长" * 40, 0, 0), Cell("短", 1, 0))
    (width,) = column_widths(one, TYPE, 151)
    assert width == 14 * 10 + 2 * PADDING + 1
    assert row_heights(one, TYPE, [width]) == [3 * 20 + 2 * PADDING, LINE]


def test_columns_fill_the_width_there_is() -> None:
    assert column_widths(sheet(Cell("甲", 0, 0), Cell("乙", 0, 1)), TYPE, 400) == [200, 200]
    assert column_widths(sheet(), TYPE, 400) == []


def test_wide_sheets_are_made_narrower_but_stay_readable() -> None:
    one = sheet(Cell("分值", 0, 0), Cell("长" * 40, 0, 1), Cell("长" * 40, 0, 2))
    assert column_widths(one, TYPE, 231) == [31, 100, 100]
    assert column_widths(one, TYPE, 50) == [31, 40, 40]


def test_a_paragraph_above_the_table_widens_nothing() -> None:
    title = Cell("项目支出绩效自评表" * 9, 0, 0, columns=2, is_paragraph=True)
    assert column_widths(sheet(title, Cell("甲", 1, 0), Cell("乙", 1, 1)), TYPE, 0) == [30, 30]


def test_what_a_merged_cell_lacks_is_made_up_by_its_columns_and_its_last_row() -> None:
    one = sheet(Cell("一二三四五六七八九十", 0, 0, columns=2), Cell("甲\n乙\n丙\n丁", 1, 0, rows=2))
    widths = column_widths(one, TYPE, 112)
    assert sum(widths) >= 10 * 10 + 2 * PADDING + 1
    assert row_heights(one, TYPE, widths) == [LINE, LINE, 4 * 20 + 2 * PADDING - LINE]


def test_narrow_characters_take_half_the_width() -> None:
    assert row_heights(sheet(Cell("9" * 18, 0, 0)), TYPE, [10 * 10 + 2 * PADDING + 1]) == [LINE]


def test_a_caption_is_one_line_more_but_no_row_grows_without_end() -> None:
    one = sheet(Cell("甲", 0, 0), Cell("\n" * 99, 1, 0))
    assert row_heights(one, TYPE, [100], [(0, 0)]) == [2 * 20 + 2 * PADDING, 12 * 20 + 2 * PADDING]
