import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.exchange_package.merging import Part, Spot
from perfeval_desktop.history.differences import FormDifference, Kind
from perfeval_ui.history.difference_table import DifferenceView
from perfeval_ui.history.marked_delegate import MarkedRole

PLACE = Place("indicators", RowId("r1"), "actual")
CELL = FormDifference(
    Spot(Part.CELL, PLACE), PLACE, "第 1 行的完成值", "完成12场", "完成13场", Kind.CHANGED, is_text=True
)
FILLED = FormDifference(Spot(Part.CELL, PLACE), PLACE, "完成值", "", "13场", Kind.CHANGED, is_text=True)
ROW = Spot(Part.ROW, PLACE)
ADDED = FormDifference(ROW, PLACE, "第 2 行（整行）", "", "新", Kind.ADDED, is_text=False)
REMOVED = FormDifference(ROW, None, "第 3 行（整行）", "旧", "", Kind.REMOVED, is_text=False)


@pytest.fixture
def view(qtbot: QtBot) -> DifferenceView:
    made = DifferenceView()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_differences((CELL, FILLED, ADDED, REMOVED), "原来", "现在")
    with qtbot.waitExposed(made):
        made.show()
    return made


def data(view: DifferenceView, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [view.table.data(view.table.index(row, column), role) for column in range(3)]


def test_where_and_what_on_either_side_stand_in_columns(view: DifferenceView) -> None:
    assert data(view, 0) == ["第 1 行的完成值", "完成12场", "完成13场"]
    assert data(view, 0, Qt.ItemDataRole.ToolTipRole) == data(view, 0)
    titles = [view.table.headerData(one, Qt.Orientation.Horizontal) for one in range(3)]
    assert titles == ["位置", "原来", "现在"]
    assert view.table.headerData(0, Qt.Orientation.Vertical) is None
    inside = view.table.index(0, 0)
    assert (view.table.rowCount(inside), view.table.columnCount(inside)) == (0, 0)
    assert data(view, 0, Qt.ItemDataRole.CheckStateRole) == [None, None, None]


def test_what_is_not_there_says_whether_a_text_or_the_row_is_missing(view: DifferenceView) -> None:
    assert data(view, 1)[1:] == ["（空）", "13场"]
    assert data(view, 2)[1:] == ["（没有这一行）", "新"]
    assert data(view, 3)[1:] == ["旧", "（没有这一行）"]
    assert data(view, 1, MarkedRole.IS_QUIET) == [False, True, False]


def test_the_characters_that_differ_are_marked_where_there_is_something_on_both_sides(
    view: DifferenceView,
) -> None:
    assert data(view, 0, MarkedRole.PARTS) == [(), ((3, 1),), ((3, 1),)]
    for row in (1, 2, 3):
        assert data(view, row, MarkedRole.PARTS) == [(), (), ()]
    assert data(view, 0, MarkedRole.IS_NEW) == [False, False, True]


def test_enter_leads_to_the_cell_where_there_is_one(view: DifferenceView, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.table.index(0, 0))
    with qtbot.waitSignal(view.place_chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [PLACE]
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.selected == (REMOVED,)
    with qtbot.assertNotEmitted(view.place_chosen):
        QTest.keyClick(view, Qt.Key.Key_Return)
