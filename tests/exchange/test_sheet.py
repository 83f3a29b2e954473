"""A sheet knows how large it is."""

from perfeval_desktop.exchange.sheet import Cell, Sheet


def test_a_sheet_is_as_large_as_its_cells_reach() -> None:
    sheet = Sheet("表", (Cell("甲", 0, 0, rows=3), Cell("乙", 1, 1, columns=2)))
    assert (sheet.height, sheet.width) == (3, 3)
    assert (Sheet("空", ()).height, Sheet("空", ()).width) == (0, 0)
