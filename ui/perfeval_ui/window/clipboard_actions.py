"""Cut, copy and paste of the menu, for the text field or grid that has the keyboard focus; the whole form."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_ui.form_page.cell_grid.tab_separated import to_text
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.clipboard_text import clipboard_data
from perfeval_ui.form_page.fields.form_field import FormField

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
    elif isinstance(widget, FormField):
        widget.say_why_not()


def copy_form(template: Template, form: Form) -> None:
    """Copy a whole form as it is printed: a table for Excel, WPS and Word, text for others."""
    from perfeval_desktop.exchange.writers.grid import form_grid  # noqa: PLC0415  # with the first one
    from perfeval_desktop.exchange.writers.html import form_html, form_texts  # noqa: PLC0415  # likewise

    grid = form_grid(template, form)
    texts = form_texts(grid)
    QGuiApplication.clipboard().setMimeData(clipboard_data(texts, to_text(texts), form_html(grid)))


def copy_list(rows: Sequence[Sequence[str]]) -> None:
    """Copy rows of texts, the first of them their heads: a table for others, lines for editors."""
    from perfeval_desktop.exchange.writers.html import HtmlCell, html_table  # noqa: PLC0415  # with the first one

    head, *others = rows
    table = [
        [HtmlCell(text, classes="r l") for text in head],
        *([HtmlCell(text) for text in row] for row in others),
    ]
    QGuiApplication.clipboard().setMimeData(clipboard_data(rows, to_text(rows), html_table(table)))


def _focused() -> _Editable | None:
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, _Editable) else None


def _is_writable(widget: _Editable) -> bool:
    # A grid refuses by itself. QLineEdit.cut() and paste() would change even a read-only text.
    return isinstance(widget, CellGrid) or not widget.isReadOnly()
