"""A real window with a form of ten indicators open, and the keys of one line of the key table."""

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.key_table import KeyLine
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.cell_range import GridCell
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.window.main_window import MainWindow
from ui.form_page.cell_grid.selected import chosen, frame
from ui.keyboard import focus
from ui.page_driver import current, grid_of, select, written

LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True, slots=True)
class Desk:
    """What the trial of a line is made with."""

    window: MainWindow
    line: KeyLine
    qtbot: QtBot

    @property
    def session(self) -> EditingSession:
        return self.window.commands._session

    @property
    def grid(self) -> IndicatorGrid:
        return grid_of(self.window.editor)

    @property
    def form(self) -> Form:
        """The open form as it is saved."""
        assert self.session.shown is not None
        return self.session.load(self.session.shown.form_id)

    def saved(self, place: Place) -> str:
        return written(self.form, place)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the keyboard is; none: all of the line."""
        for key in keys or self.line.keys:
            press_key(key)

    def at(self, *places: Place) -> None:
        """Put the cursor on the first of ``places`` of the indicators and select them all."""
        select(self.grid, *places)

    def seen_to_lead(self, start: Place, *ends: Place) -> None:
        """Press each key of the line from ``start`` on, and see where it leads."""
        for key, end in zip(self.line.keys, ends, strict=True):
            self.at(start)
            self.press(key)
            assert current(self.grid) == end, key
            assert chosen(self.grid) == {frame(self.grid)}, key

    def seen_to_select(self, start: Place, *blocks: set[GridCell]) -> None:
        """Press each key of the line from ``start`` on, and see what is selected then."""
        for key, block in zip(self.line.keys, blocks, strict=True):
            self.at(start)
            self.press(key)
            assert chosen(self.grid) == block, key
            assert current(self.grid) == start, key

    def dialog(self) -> QDialog:
        """Return the dialog that a key has opened."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog), self.line.id
        return found

    def seen_to_open(self, title: str) -> None:
        """Press the only key of the line, and see which dialog opens."""
        self.press()
        dialog = self.dialog()
        assert dialog.windowTitle() == title
        dialog.reject()


def press_key(key: str) -> None:
    """Press and release a key as Qt writes it."""
    pressed: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # PySide6 tells of no items
    code, held = pressed.key(), pressed.keyboardModifiers()
    # What a keyboard sends.
    if code == Qt.Key.Key_Tab and held & Qt.KeyboardModifier.ShiftModifier:
        code = Qt.Key.Key_Backtab
    QTest.keyClick(focus(), code, held)
    QApplication.processEvents()
