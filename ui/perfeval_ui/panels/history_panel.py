"""The history of the open form: every saved change in words, newest first, each a point to go back to."""

from PySide6.QtCore import Qt
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

from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.session import Notification
from perfeval_desktop.store import Revision, RevisionKind
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.record_table import Column, RecordTable

_KINDS = {
    RevisionKind.CREATE: "",
    RevisionKind.EDIT: "",
    RevisionKind.UNDO: "撤销：",
    RevisionKind.REDO: "重做：",
    RevisionKind.DELETE: "",
    RevisionKind.RESTORE: "",
}
_COLUMNS: tuple[Column[Revision], ...] = (
    Column("时间", lambda one: one.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")),
    Column("改动", lambda one: f"{_KINDS[one.kind]}{one.label}"),
    Column("经手人", lambda one: one.by),
)


class HistoryPanel(QWidget):
    """Reads the log only while it is looked at."""

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = signals.session
        self.model = RecordTable(_COLUMNS, _COLUMNS[1].words, self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.revert = QPushButton(icon("history"), "恢复到所选改动之后的样子", self)
        self.revert.clicked.connect(self._revert)
        self.table.selectionModel().selectionChanged.connect(self._select)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * RHYTHM, RHYTHM, 2 * RHYTHM, RHYTHM)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.revert, 0, Qt.AlignmentFlag.AlignLeft)
        signals.changed.connect(self._follow)
        self._select()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _follow(self, notification: Notification) -> None:
        if self.isVisible() and (notification.listed or _is_another(notification.before, notification.after)):
            self._read()

    def _read(self) -> None:
        self.model.set_rows(self._session.revisions()[::-1])
        self._select()

    def _chosen(self) -> Revision | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.rows[rows[0].row()] if rows else None

    def _select(self) -> None:
        chosen = self._chosen()
        newest = self.model.rows[0] if self.model.rows else None
        self.revert.setEnabled(chosen is not None and chosen is not newest and not self._session.is_read_only)

    def _revert(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            at = chosen.at.astimezone().strftime("%m-%d %H:%M")
            self._session.revert_to(chosen.number, f"恢复到 {at} 的样子")


def _is_another(before: EvaluatedForm | None, after: EvaluatedForm | None) -> bool:
    """Whether another form is open now, or none."""
    return (before and before.form_id) != (after and after.form_id)
