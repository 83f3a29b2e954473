import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_ui.widgets.record_table import Column
from perfeval_ui.widgets.ticked_table import TickedTable, TickedView

BOX = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def table(qapp: QApplication) -> TickedTable[str]:
    del qapp
    made = TickedTable[str]([Column("甲", str), Column("长", lambda one: str(len(one)))], can_tick=bool)
    made.set_rows(["一", "二", ""])
    return made


def test_ticks_stay_while_other_rows_are_shown_and_come_in_the_order_of_choice(
    table: TickedTable[str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(table.ticks_changed):
        table.toggle([1])
    table.set_rows(["一"])
    table.toggle([0])
    assert table.ticked == ["二", "一"]


def test_several_rows_are_ticked_together_and_then_unticked_together(table: TickedTable[str]) -> None:
    table.toggle([0])
    table.toggle([0, 1])
    assert table.ticked == ["一", "二"]
    table.toggle([0, 1])
    assert table.ticked == []


def test_what_cannot_be_ticked_has_no_box(table: TickedTable[str]) -> None:
    table.toggle([2])
    assert table.ticked == []
    assert table.index(2, 0).data(BOX) is None
    assert table.index(0, 0).data(BOX) is Qt.CheckState.Unchecked


def test_a_box_can_be_clicked(table: TickedTable[str]) -> None:
    index = table.index(0, 0)
    assert index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert table.setData(index, Qt.CheckState.Checked, BOX)
    assert index.data(BOX) is Qt.CheckState.Checked
    assert not table.setData(index, "x")
    assert table.index(0, 1).data(BOX) is None
    assert table.index(0, 1).data() == "1"


def test_space_ticks_all_selected_rows_and_other_keys_move(table: TickedTable[str], qtbot: QtBot) -> None:
    view = TickedView(table, "名称")
    qtbot.addWidget(view)
    view.show()
    view.setCurrentIndex(table.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert table.ticked == ["一", "二"]
    view.doubleClicked.emit(table.index(1, 0))
    assert table.ticked == ["一"]


def test_space_ticks_the_row_to_which_tab_has_led(table: TickedTable[str], qtbot: QtBot) -> None:
    view = TickedView(table, "名称")
    qtbot.addWidget(view)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert table.ticked == []
    view.selectionModel().setCurrentIndex(table.index(1, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert table.ticked == ["二"]
    assert [index.row() for index in view.selectionModel().selectedRows()] == [1]
