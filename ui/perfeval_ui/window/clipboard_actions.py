"""Cut, copy and paste of the menu, for the text field or grid that has the keyboard focus."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from perfeval_ui.form_page.cell_grid.view import CellGrid

_Editable = CellGrid | QLineEdit | QPlainTextEdit


def cut_from_focus() -> None:
    """Cut what is selected in the focused widget; where that is read-only, copy it."""
    widget = _focused()
    if widget is not None and _is_writable(widget):
        widget.cut()
    else:
        copy_from_focus()


def copy_from_focus() -> None:
    """Copy what is selected in the focused widget."""
    widget = _focused()
    if widget is not None:
        widget.copy()


def paste_into_focus() -> None:
    """Paste into the focused widget."""
    widget = _focused()
    if widget is not None and _is_writable(widget):
        widget.paste()


def _focused() -> _Editable | None:
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, _Editable) else None


def _is_writable(widget: _Editable) -> bool:
    # A grid refuses by itself. QLineEdit.cut() and paste() would change even a read-only text.
    return isinstance(widget, CellGrid) or not widget.isReadOnly()
