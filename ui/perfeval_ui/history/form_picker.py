"""Which other form the open one is compared with."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QHeaderView, QTreeView, QWidget

from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import project_text, searchable, unit_text
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.filter_box import FilterBox
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.record_table import Column, RecordTable

_COLUMNS: Sequence[Column[FormSummary]] = (
    Column("年度", lambda one: str(one.year)),
    Column("项目", project_text),
    Column("实施单位", lambda one: unit_text(one.implementing_unit)),
    Column("状态", lambda one: one.state.label),
)


class FormPickerDialog(GrowingDialog):
    """Offers ``forms``, narrowed by typing; ``picked`` carries the one that was chosen."""

    picked = Signal(object)

    def __init__(self, forms: Sequence[FormSummary], parent: QWidget | None = None) -> None:
        super().__init__("与另一张表比较", parent)
        self._forms = forms
        self._texts = [
            searchable(f"{one.project}\n{one.implementing_unit}\n{one.department}\n{one.year}年度")
            for one in forms
        ]
        self.filter = FilterBox("筛选要比较的表", "按项目、单位、部门、年度筛选", self)
        self.table = RecordTable(_COLUMNS, project_text, self)
        self.view = QTreeView(self)
        self.view.setModel(self.table)
        self.view.setAccessibleName("可以比较的表")
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAlternatingRowColors(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.view.header()
        header.setStretchLastSection(False)
        for column in range(len(_COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("比较")
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for widget in (self.filter, self.view, self.buttons):
            self.column.addWidget(widget)
        self.take_room(80, 56)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left.connect(self.view.setFocus)
        self.view.activated.connect(self.accept)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self._narrow("")
        self.filter.setFocus()
        self.setMinimumWidth(56 * RHYTHM)

    def accept(self) -> None:
        """Emit the form that is chosen."""
        rows = self.view.selectionModel().selectedRows()
        if rows:
            super().accept()
            self.picked.emit(self.table.rows[rows[0].row()])

    def _narrow(self, typed: str) -> None:
        words = searchable(typed).split()
        found = [
            one
            for one, text in zip(self._forms, self._texts, strict=True)
            if all(word in text for word in words)
        ]
        self.table.set_rows(found)
        if found:
            self.view.setCurrentIndex(self.table.index(0, 0))
        self._enable()

    def _enable(self) -> None:
        is_chosen = self.view.selectionModel().hasSelection()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_chosen)
