"""填报进度: how far each unit is with its forms, kept up to date beside the window."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QWidget,
)

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.errors import OutputError, StorageError
from perfeval_desktop.session import Notification
from perfeval_desktop.store import FormId, FormSummary
from perfeval_desktop.unit_progress import UnitProgress, progress_total, unit_progress
from perfeval_ui.dialogs.progress_table import HEADS, ShownUnits, cells, progress_table
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder
from perfeval_ui.widgets.filter_box import FilterBox
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage

_ALL_YEARS = "全部年度"
# After the last of some changes: while one types, nothing is counted.
_MILLISECONDS = 300
_DEPARTMENT, _UNIT = 1, 2
_TITLE = "填报进度"


class UnitProgressDialog(GrowingDialog):
    """Lists the units of all years; it follows what is changed in the window.

    ``unit_chosen`` carries the forms of a unit that is to be shown in the tree, ``copied`` rows of texts, the
    head first, that are to be put on the clipboard.
    """

    unit_chosen = Signal(object)
    copied = Signal(object)

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        super().__init__(_TITLE, parent)
        self._session = signals.session
        self._forms: dict[FormId, FormSummary] = {}
        self._changes: dict[FormId, datetime] = {}
        self.filter = FilterBox("查找单位", "按主管部门、实施单位查找", self)
        self.year = QComboBox(self)
        self.table = progress_table(self)
        self.shown = ShownUnits(self.table, self)
        self.view = _UnitView(self)
        self.summary = QLabel(self)
        self.message = InlineMessage(self)
        self.buttons = self.close_button_box()
        self.copy = self.buttons.addButton("复制表格(&C)", QDialogButtonBox.ButtonRole.ActionRole)
        self.export = self.buttons.addButton("导出 Excel(&E)…", QDialogButtonBox.ButtonRole.ActionRole)
        self.again = self.buttons.addButton("刷新(&R)", QDialogButtonBox.ButtonRole.ActionRole)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MILLISECONDS)
        self._prepare_view()
        self._arrange()
        self._connect(signals)
        self.read()

    # -- made --------------------------------------------------------------------------------------------

    def _prepare_view(self) -> None:
        self.view.setModel(self.shown)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (_DEPARTMENT, _UNIT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        # As the list comes, until another column is clicked.
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.view.setSortingEnabled(True)

    def _arrange(self) -> None:
        self.year.setAccessibleName("年度")
        self.summary.setWordWrap(True)
        top = QHBoxLayout()
        top.setSpacing(RHYTHM)
        top.addWidget(self.filter, 1)
        top.addWidget(self.year)
        self.column.setSpacing(RHYTHM)
        self.column.addLayout(top)
        self.column.addWidget(self.view, 1)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.message)
        self.column.addWidget(self.buttons)
        # Enter goes to the unit, and presses nothing.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.take_room(136, 76)

    def _connect(self, signals: SessionSignals) -> None:
        self.filter.textChanged.connect(self._sift)
        self.filter.left.connect(self._go_to_list)
        self.year.currentIndexChanged.connect(self._sift)
        self.view.activated.connect(self._choose)
        self.view.copy_wanted.connect(self._copy)
        self.copy.clicked.connect(self._copy)
        self.export.clicked.connect(self._ask_file)
        self.again.clicked.connect(self.read)
        self._timer.timeout.connect(self._show)
        signals.changed.connect(self._follow)

    # -- what is shown -----------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the list anew; where that is impossible, what was read before stays."""
        try:
            forms, changes = self._session.summaries(), self._session.last_changes()
        except StorageError as error:
            self.message.show_error(str(error))
            return
        self._forms = {one.form_id: one for one in forms}
        self._changes = dict(changes)
        self.message.clear()
        self._show()

    def _follow(self, notification: Notification) -> None:
        for one in notification.listed:
            before = self._forms.get(one.form_id)
            if before is None or before.rev != one.rev:
                self._changes[one.form_id] = datetime.now().astimezone()
            self._forms[one.form_id] = one
        for form_id in notification.unlisted:
            self._forms.pop(form_id, None)
        if notification.listed or notification.unlisted:
            self._timer.start()

    def _show(self) -> None:
        found = unit_progress(self._forms.values(), self._changes)
        units = sorted(found, key=lambda one: (-one.unit_year.year, *one.unit_year[1:]))
        self._show_years({one.unit_year.year for one in units})
        chosen = self._current_unit()
        self.table.set_rows(units)
        self._sift()
        for row, one in enumerate(self.shown.units):
            if chosen is not None and one.unit_year == chosen.unit_year:
                self.view.setCurrentIndex(self.shown.index(row, 0))

    def _show_years(self, years: set[int]) -> None:
        chosen = self.year.currentData()
        self.year.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.year.clear()
        self.year.addItem(_ALL_YEARS, None)
        for year in sorted(years, reverse=True):
            self.year.addItem(f"{year} 年度", year)
        self.year.setCurrentIndex(max(0, self.year.findData(chosen)))
        self.year.blockSignals(False)  # noqa: FBT003  # Qt's own

    def _sift(self) -> None:
        self.shown.keep(self.filter.text(), self.year.currentData())
        units = self.shown.units
        self.summary.setText(progress_total(units).words)
        self.copy.setEnabled(bool(units))
        self.export.setEnabled(bool(units))

    def _current_unit(self) -> UnitProgress | None:
        index = self.view.currentIndex()
        return self.shown.unit(index) if index.isValid() else None

    def _go_to_list(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.shown.index(0, 0))

    # -- what is done ------------------------------------------------------------------------------------

    def _choose(self, index: QModelIndex) -> None:
        self.unit_chosen.emit(self.shown.unit(index).form_ids)

    def _copy(self) -> None:
        """Copy the selected rows where they are several, else all that are shown."""
        rows = self.view.selectionModel().selectedRows()
        selected = [self.shown.unit(index) for index in sorted(rows, key=QModelIndex.row)]
        units = selected if len(selected) > 1 else self.shown.units
        texts = [["" if cell is None else str(cell) for cell in row] for row in cells(units)]
        self.copied.emit([list(HEADS), *texts])
        self.message.show_success(f"已复制 {len(units)} 行，可以粘贴到 Excel、WPS、Word。")

    def _ask_file(self) -> None:
        dialog = file_dialog("导出填报进度", str(usual_folder()), "Excel 文件 (*.xlsx)", self)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{_TITLE} {datetime.now().astimezone():%Y%m%d}.xlsx")
        dialog.fileSelected.connect(self._write, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _write(self, chosen: str) -> None:
        from perfeval_desktop.exchange.writers.list_xlsx import list_workbook  # noqa: PLC0415  # brings its library

        try:
            write_atomically(Path(chosen), list_workbook(_TITLE, HEADS, cells(self.shown.units)))
        except OutputError as error:
            self.message.show_error(str(error))
        else:
            self.message.show_success(f"已写好：{chosen}")


class _UnitView(QTreeView):
    """The list of units; ``copy_wanted`` is said by the keys that copy."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("各单位的填报进度")
        self.setToolTip("双击或按回车，在项目树里选中这个单位的表；点栏名排序")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)
