import pickle

from perfeval_desktop.exchange.sheet import Cell, Sheet

SHEET = Sheet("自评表", (Cell("标题", 0, 0, columns=3), Cell("指标", 1, 0, rows=2)), (range(3),))


def test_a_sheet_is_as_high_and_wide_as_its_cells_reach() -> None:
    assert (SHEET.height, SHEET.width) == (3, 3)
    assert (Sheet("空", ()).height, Sheet("空", ()).width) == (0, 0)


def test_sheets_go_from_one_process_to_another() -> None:
    assert pickle.loads(pickle.dumps(SHEET)) == SHEET  # noqa: S301  # our own
