"""What dialogs about a table have in common: the recycle bin, the backups, the templates."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTreeView,
    QWidget,
)

from perfeval_ui.theme import icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel
from perfeval_ui.widgets.record_table import RecordTable

_Record = TypeVar("_Record")


class TableDialog(GrowingDialog, Generic[_Record]):
    """Shows ``table``, buttons that do something with the selected rows, and a message about what came of it.

    A subclass arranges the widgets, makes the buttons by :meth:`_button` and enables them in
    :meth:`_update_buttons`. ``placeholder`` is the text in place of a table without rows.
    """

    def __init__(
        self, title: str, table: RecordTable[_Record], *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.table = table
        table.setParent(self)
        self.view = QTreeView(self)
        self.view.setModel(table)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAlternatingRowColors(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._placeholder = QuietLabel(placeholder, self)
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._placeholder)
        self.message = InlineMessage(self)
        self.view.selectionModel().selectionChanged.connect(self._update_buttons)

    @property
    def placeholder_text(self) -> str:
        """The text in place of the table; empty while the table has rows."""
        return self._placeholder.text() if self._pages.currentWidget() is self._placeholder else ""

    @property
    def selected(self) -> tuple[_Record, ...]:
        """The records that are selected, from the top."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.table.rows[row] for row in rows)

    def _show_records(self, records: Sequence[_Record]) -> None:
        """Show these records; none is selected then."""
        self.table.set_rows(records)
        self._pages.setCurrentWidget(self.view if records else self._placeholder)
        self._update_buttons()

    def _update_buttons(self) -> None:
        """Enable the buttons that can be pressed now."""
        raise NotImplementedError

    def _stretch_columns(self, *columns: int) -> None:
        """Give the room that is left to these columns."""
        for column in columns:
            self.view.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _button(self, text: str, on_click: Callable[[], object], icon_name: str = "") -> QPushButton:
        button = QPushButton(text, self)
        if icon_name:
            button.setIcon(icon(icon_name))
        # Enter would press it while the table has the keyboard.
        button.setAutoDefault(False)
        button.clicked.connect(on_click)
        return button
