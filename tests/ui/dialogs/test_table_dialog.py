"""What the recycle bin, the backups and the templates have in common, shown with fruits."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton
from pytestqt.qtbot import QtBot

from perfeval_ui.dialogs.table_dialog import TableDialog
from perfeval_ui.widgets.record_table import Column, RecordTable

COLUMNS: tuple[Column[str], ...] = (Column("名称", str), Column("字数", lambda one: str(len(one))))


class Fruits(TableDialog[str]):
    """A dialog about fruits with a button that eats those that are selected."""

    def __init__(self, *fruits: str) -> None:
        super().__init__("水果", RecordTable(COLUMNS), placeholder="没有水果。")
        self.eaten: list[str] = []
        self.eat_button = self._button("吃", self._eat, "delete")
        self._stretch_columns(0)
        self.column.addLayout(self._pages)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._show_records(fruits)

    def _update_buttons(self) -> None:
        self.eat_button.setEnabled(bool(self.selected))

    def _eat(self) -> None:
        self.eaten.extend(self.selected)
        self._show_records([one for one in self.table.rows if one not in self.eaten])


OpenFruits = Callable[..., Fruits]


@pytest.fixture
def open_fruits(qtbot: QtBot) -> OpenFruits:
    def opened(*fruits: str) -> Fruits:
        dialog = Fruits(*fruits)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return opened


def select(dialog: Fruits, *rows: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    for row in rows:
        dialog.view.selectionModel().select(dialog.table.index(row, 0), flag.Select | flag.Rows)


def test_the_selected_records_are_returned_from_the_top(open_fruits: OpenFruits) -> None:
    dialog = open_fruits("苹果", "梨", "桃")
    assert not dialog.selected
    select(dialog, 2, 0)
    assert dialog.selected == ("苹果", "桃")


def test_buttons_follow_the_selection_and_the_records(open_fruits: OpenFruits) -> None:
    dialog = open_fruits("苹果", "梨")
    assert not dialog.eat_button.isEnabled()
    select(dialog, 1)
    assert dialog.eat_button.isEnabled()
    dialog.eat_button.click()
    assert dialog.eaten == ["梨"]
    assert not dialog.eat_button.isEnabled()


def test_without_records_the_placeholder_is_shown(open_fruits: OpenFruits) -> None:
    dialog = open_fruits("梨")
    assert dialog.placeholder_text == ""
    assert dialog.view.isVisible()
    select(dialog, 0)
    dialog.eat_button.click()
    assert dialog.placeholder_text == "没有水果。"
    assert not dialog.view.isVisible()


def test_enter_in_the_table_presses_no_button(open_fruits: OpenFruits) -> None:
    dialog = open_fruits("梨")
    assert not any(one.autoDefault() for one in dialog.findChildren(QPushButton))


def test_one_column_takes_the_room_that_is_left(open_fruits: OpenFruits) -> None:
    dialog = open_fruits("梨")
    header = dialog.view.header()
    modes = [header.sectionResizeMode(column) for column in range(2)]
    assert modes == [QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.ResizeToContents]
