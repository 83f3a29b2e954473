from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.library_indicator import LibraryIndicator
from perfeval_ui.dialogs.library_table import LibraryTable

RATE = LibraryIndicator(
    field="教育",
    level1="产出指标",
    level2="质量指标",
    name="培训合格率",
    target="≥95%",
    direction="越多越好",
    weight=Decimal("10.0"),
    proof="成绩单",
)
BARE = LibraryIndicator(field="教育", name="家长满意度")


def table_of(*indicators: LibraryIndicator) -> LibraryTable:
    table = LibraryTable(frozenset({"培训合格率"}))
    table.set_rows(indicators)
    return table


def texts(table: LibraryTable, row: int) -> list[object]:
    return [table.index(row, column).data() for column in range(table.columnCount())]


def test_an_indicator_is_shown_with_its_levels_and_how_it_is_proved(qapp: QApplication) -> None:
    del qapp
    table = table_of(RATE, BARE)
    assert texts(table, 0) == ["培训合格率", "已有", "产出指标", "质量指标", "≥95%", "10", "成绩单"]
    assert texts(table, 1) == ["家长满意度", "", "", "", "", "", ""]
    assert table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "教育\n越多越好\n怎样证明：成绩单"
    assert table.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "教育"


def test_ticks_stay_while_other_rows_are_shown_and_come_in_the_order_of_choice(qtbot: QtBot) -> None:
    table = table_of(RATE, BARE)
    with qtbot.waitSignal(table.ticks_changed):
        table.toggle([1])
    table.set_rows([RATE])
    table.toggle([0])
    assert table.ticked == [BARE, RATE]


def test_several_rows_are_ticked_together_and_then_unticked_together(qapp: QApplication) -> None:
    del qapp
    table = table_of(RATE, BARE)
    table.toggle([0])
    table.toggle([0, 1])
    assert table.ticked == [RATE, BARE]
    table.toggle([0, 1])
    assert table.ticked == []


def test_a_box_can_be_clicked(qapp: QApplication) -> None:
    del qapp
    table, role = table_of(RATE), Qt.ItemDataRole.CheckStateRole
    index = table.index(0, 0)
    assert index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert index.data(role) is Qt.CheckState.Unchecked
    assert table.setData(index, Qt.CheckState.Checked, role)
    assert index.data(role) is Qt.CheckState.Checked
    assert not table.setData(index, "x")
    assert table.index(0, 1).data(role) is None
