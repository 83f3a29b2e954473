"""Cut, copy and paste of the menu: in whatever has the keyboard, if it holds text or cells."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from perfeval_ui.form_page.cell_grid.view import CellGrid

_Holder = CellGrid | QLineEdit | QPlainTextEdit


def cut_from_focus() -> None:
    """Cut what is selected where the keyboard is; what is only to be read is copied."""
    holder = _holder()
    if holder is not None and _takes_changes(holder):
        holder.cut()
    else:
        copy_from_focus()


def copy_from_focus() -> None:
    """Copy what is selected where the keyboard is."""
    holder = _holder()
    if holder is not None:
        holder.copy()


def paste_into_focus() -> None:
    """Paste where the keyboard is."""
    holder = _holder()
    if holder is not None and _takes_changes(holder):
        holder.paste()


def _holder() -> _Holder | None:
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, _Holder) else None


def _takes_changes(holder: _Holder) -> bool:
    # A grid looks after itself. Qt's line edit, asked from outside, would cut what is only to be read.
    return isinstance(holder, CellGrid) or not holder.isReadOnly()
