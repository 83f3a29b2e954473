"""The keys that end the editing of a cell."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from perfeval_ui.form_page.cell_grid.end_edit import EndEdit, end_edit_for
from ui.page_driver import (
    ALT,
    CTRL,
    SHIFT,
)

KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "end_edit"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, EndEdit.CANCEL),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, EndEdit.NEXT),
        (Qt.Key.Key_Backtab, SHIFT, EndEdit.PREVIOUS),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, EndEdit.DOWN),
        (Qt.Key.Key_Enter, KEYPAD, EndEdit.DOWN),
        (Qt.Key.Key_Return, SHIFT, EndEdit.UP),
        (Qt.Key.Key_Return, CTRL, EndEdit.FILL),
        (Qt.Key.Key_Return, ALT, None),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, None),
    ],
)
def test_keys_lead_out_of_a_cell_as_in_a_spreadsheet(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, end_edit: EndEdit | None
) -> None:
    assert end_edit_for(QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers)) is end_edit
