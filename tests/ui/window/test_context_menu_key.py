"""Shift+F10 opens the context menu of whatever has the keyboard."""

from PySide6.QtCore import Qt

from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import press
from ui.page_driver import SHIFT, grid_of, select, target


def test_shift_f10_opens_the_menu_of_a_cell(full_window: MainWindow) -> None:
    select(grid_of(full_window.editor), target(4))
    press(Qt.Key.Key_F10, SHIFT)
    menu = full_window.commands.cell_menu.menu
    assert menu.isVisible()
    assert full_window.actions_.fill_down in menu.actions()
    menu.close()


def test_shift_f10_opens_the_menu_of_the_project_tree(full_window: MainWindow) -> None:
    full_window.tree.setFocus()
    press(Qt.Key.Key_F10, SHIFT)
    assert full_window.tree.menu.isVisible()
    full_window.tree.menu.close()
