"""What an input method composes in a cell of any table is kept, from the first letter on."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QItemEditorFactory, QLineEdit, QStyledItemDelegate, QTableView, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.widgets.composing_input import ComposingLine
from perfeval_ui.widgets.composing_view import ComposingView
from ui.keyboard import compose, compose_on, finish, press


class _Editors(QItemEditorFactory):
    """Makes the editors of the default delegate."""

    def createEditor(self, _kind: int, parent: QWidget) -> QWidget:  # noqa: N802  # as Qt has it
        return ComposingLine(parent)


_EDITORS = _Editors()


class _Table(ComposingView, QTableView):
    """A table with editors that keep what is composed in them."""


@pytest.fixture
def table(qtbot: QtBot) -> _Table:
    made = _Table()
    qtbot.addWidget(made)
    model = QStandardItemModel(2, 2, made)
    for row in range(2):
        model.setItem(row, 0, QStandardItem("旧"))
    made.setModel(model)
    delegate = QStyledItemDelegate(made)
    delegate.setItemEditorFactory(_EDITORS)
    made.setItemDelegate(delegate)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setCurrentIndex(model.index(0, 0))
    made.setFocus()
    return made


def text(table: _Table) -> str:
    return str(table.model().index(0, 0).data())


def click_another(table: _Table) -> None:
    at = table.visualRect(table.model().index(1, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def leave(table: _Table) -> None:
    beside = QLineEdit(table)
    beside.show()
    beside.setFocus()


def press_tab(table: _Table) -> None:
    del table
    press(Qt.Key.Key_Tab)


@pytest.mark.parametrize("go", [click_another, leave, press_tab])
@pytest.mark.parametrize("is_first", [True, False])
def test_letters_are_kept_however_the_cell_is_left(
    table: _Table, go: Callable[[_Table], None], *, is_first: bool
) -> None:
    if not is_first:
        compose("xi", "系")
    compose_on("tong")
    go(table)
    assert text(table) == ("tong" if is_first else "系tong")
    assert not table.is_composing


def test_the_keys_of_the_input_method_leave_the_cell_alone(table: _Table) -> None:
    compose_on("tong")
    press(Qt.Key.Key_Down)
    assert table.is_composing
    press(Qt.Key.Key_Return)
    assert table.open_editor is not None
    assert text(table) == "旧"
    click_another(table)
    assert text(table) == "tong"


def test_letters_that_are_deleted_are_gone(table: _Table) -> None:
    compose_on("tong")
    finish("")
    click_another(table)
    assert "tong" not in text(table)
