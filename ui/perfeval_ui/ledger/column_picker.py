"""The first rows of a ledger, with a box over each column that says what it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from perfeval_desktop.exchange.ledger.columns import Choice, Confidence, Proposal
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.table import LedgerColumn, LedgerTable
from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM

# In the order of each box.
_FIELDS = (None, *LedgerField)
_NOT_USED = "（不用）"
_EXAMPLES = 3
_WIDEST = 22 * RHYTHM


class ColumnPicker(QTableWidget):
    """Shows what each column of a ledger is taken for; ``chosen`` is emitted when the user says otherwise."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[LedgerColumn, ...] = ()
        self._boxes: list[QComboBox] = []
        self.setAccessibleName("台账的栏")
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def choice(self) -> Choice:
        """What the columns are, by field."""
        found = {}
        for column, box in zip(self._columns, self._boxes, strict=True):
            field = _FIELDS[box.currentIndex()]
            if field is not None:
                found[field] = column
        return found

    def show_table(self, table: LedgerTable, found: Sequence[Proposal]) -> None:
        """Show the columns of ``table`` with what is proposed."""
        self._columns = table.columns
        self._boxes = []
        lines = table.lines[:_EXAMPLES]
        self.clear()
        self.setColumnCount(len(table.columns))
        self.setRowCount(1 + len(lines))
        self.setHorizontalHeaderLabels([column.label or f"第 {column.at + 1} 栏" for column in table.columns])
        proposed = {one.column: one for one in found}
        for number, column in enumerate(table.columns):
            self.setCellWidget(0, number, self._box(proposed.get(column)))
            for row, line in enumerate(lines, 1):
                cell = line.get(column.at)
                self.setItem(row, number, QTableWidgetItem("" if cell is None else cell.text))
        self.horizontalHeader().resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        for number, box in enumerate(self._boxes):
            width = max(self.columnWidth(number), box.sizeHint().width())
            self.setColumnWidth(number, min(width, max(grown(_WIDEST), box.sizeHint().width())))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + bar + 4)

    def _box(self, proposal: Proposal | None) -> QComboBox:
        box = QComboBox(self)
        box.addItems([_NOT_USED if field is None else field.value for field in _FIELDS])
        if proposal is not None:
            box.setCurrentIndex(_FIELDS.index(proposal.field))
            box.setToolTip(f"{proposal.confidence.value}：{proposal.reason}")
            if proposal.confidence is Confidence.UNSURE:
                box.setItemText(box.currentIndex(), f"{proposal.field.value}？")
        box.currentIndexChanged.connect(lambda: self._settle(box))
        self._boxes.append(box)
        return box

    def _settle(self, box: QComboBox) -> None:
        """Let no other column be what this one is now."""
        for other in self._boxes:
            if box.currentIndex() and other is not box and other.currentIndex() == box.currentIndex():
                other.blockSignals(True)  # noqa: FBT003  # Qt's own
                other.setCurrentIndex(0)
                other.blockSignals(False)  # noqa: FBT003  # Qt's own
        self.chosen.emit()
