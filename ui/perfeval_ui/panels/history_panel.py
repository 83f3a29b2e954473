"""历史: every saved change of the open form, the newest at the top; the form can go back to each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.errors import StorageError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.session import Notification
from perfeval_desktop.store import Revision
from perfeval_ui.panels.history_table import history_table
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM, icon


class HistoryPanel(QWidget):
    """Shows the log of the open form. It reads the log only while the panel can be seen.

    ``unreadable`` is emitted, with the sentence to show, where it cannot be read; nothing is shown then.
    """

    unreadable = Signal(str)

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = signals.session
        self.model = history_table()
        self.model.setParent(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.revert_button = QPushButton(icon("history"), "恢复到所选改动之后的样子", self)
        self.revert_button.clicked.connect(self._revert)
        self.table.selectionModel().selectionChanged.connect(self._update_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * RHYTHM, RHYTHM, 2 * RHYTHM, RHYTHM)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.revert_button, 0, Qt.AlignmentFlag.AlignLeft)
        signals.changed.connect(self._follow)
        self._update_button()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reload()

    def _follow(self, notification: Notification) -> None:
        is_another = _is_another(notification.before, notification.after)
        if self.isVisible() and (notification.listed or is_another):
            self._reload()

    def _reload(self) -> None:
        try:
            revisions = self._session.revisions()
        except StorageError as error:
            revisions = ()
            self.unreadable.emit(str(error))
        self.model.set_rows(revisions[::-1])
        self._update_button()

    def _selected(self) -> Revision | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.rows[rows[0].row()] if rows else None

    def _update_button(self) -> None:
        selected = self._selected()
        is_newest = selected is not None and selected is self.model.rows[0]
        can_revert = selected is not None and not is_newest and not self._session.is_read_only
        self.revert_button.setEnabled(can_revert)

    def _revert(self) -> None:
        selected = self._selected()
        if selected is not None:
            at = selected.at.astimezone().strftime("%m-%d %H:%M")
            self._session.revert_to(selected.number, f"恢复到 {at} 的样子")


def _is_another(before: EvaluatedForm | None, after: EvaluatedForm | None) -> bool:
    """Whether another form is open now, or none."""
    return (before and before.form_id) != (after and after.form_id)
