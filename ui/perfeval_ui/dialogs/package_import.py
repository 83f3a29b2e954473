"""导入交换包: the forms of a package, what is to be done with each, and their differences cell by cell."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.exchange_package.case_words import explanation, summary
from perfeval_desktop.exchange_package.decisions import Decisions
from perfeval_desktop.exchange_package.merging import Difference
from perfeval_desktop.exchange_package.plan import Choice, PackagePlan, PlannedForm, needing_choice
from perfeval_ui.dialogs.package_table import DifferenceTable, form_table, whole_text
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel

# Of a difference told in full: its place, the text before, ours and theirs.
_LINES = 4


class PackageImportDialog(GrowingDialog):
    """Asks what is to be done with the forms of a package called ``name``.

    ``take_in`` does it, and returns why that was impossible, ``""`` when it is done.
    """

    def __init__(
        self, name: str, plan: PackagePlan, take_in: Callable[[Decisions], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(f"导入交换包 - {name}", parent)
        self.decisions = Decisions(plan)
        self._take_in = take_in
        self.summary = QLabel(summary(plan), self)
        self.summary.setWordWrap(True)
        self.table = form_table(self.decisions)
        self.table.setParent(self)
        self.forms = self._view(self.table)
        self.forms.setAccessibleName("包里的表")
        self.forms.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.choice = QComboBox(self)
        self.note = QuietLabel(parent=self)
        self.note.setWordWrap(True)
        self.differences = DifferenceTable(self._is_taken)
        self.differences.setParent(self)
        self.cells = self._view(self.differences)
        self.cells.setAccessibleName("不同的内容")
        self.whole = QPlainTextEdit(self)
        self.whole.setReadOnly(True)
        self.whole.setAccessibleName("选中的一处的全文")
        self.whole.setTabChangesFocus(True)
        self.whole.setFixedHeight(self.whole.fontMetrics().lineSpacing() * _LINES + 2 * RHYTHM)
        self.message = InlineMessage(self)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.ok_button = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self._arrange()
        self.forms.selectionModel().selectionChanged.connect(self._show_selected)
        self.cells.selectionModel().currentChanged.connect(self._show_whole)
        self.choice.activated.connect(self._choose)
        self.differences.toggled.connect(self._take)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._select_first()

    @property
    def selected(self) -> tuple[PlannedForm, ...]:
        """The forms that are selected, from the top."""
        rows = sorted(index.row() for index in self.forms.selectionModel().selectedRows())
        return tuple(self.table.rows[row] for row in rows)

    def accept(self) -> None:
        """Do what was decided; where that is impossible, say why and stay."""
        if why := self._take_in(self.decisions):
            self.message.show_error(why)
        else:
            super().accept()

    def _view(self, model: QAbstractItemModel) -> QTreeView:
        view = QTreeView(self)
        view.setModel(model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAlternatingRowColors(True)
        # Tab goes on to what stands below.
        view.setTabKeyNavigation(False)
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(7 * RHYTHM)
        return view

    def _arrange(self) -> None:
        for column in (0, 1):
            self.forms.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (2, 3, 4):
            self.forms.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in range(4):
            self.cells.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        label = QLabel("选中的表(&H)：", self)
        label.setBuddy(self.choice)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        row = QHBoxLayout()
        row.setSpacing(RHYTHM)
        row.addWidget(label)
        row.addWidget(self.choice)
        row.addWidget(self.note, 1)
        below = QWidget(self)
        part = QVBoxLayout(below)
        part.setContentsMargins(0, RHYTHM, 0, 0)
        part.setSpacing(RHYTHM)
        part.addLayout(row)
        part.addWidget(self.cells, 1)
        part.addWidget(self.whole)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.forms)
        splitter.addWidget(below)
        splitter.setSizes([24 * RHYTHM, 36 * RHYTHM])
        # As high as there is room, however much the tables would like to have.
        splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        splitter.setMinimumHeight(44 * RHYTHM)
        self.column.addWidget(self.summary)
        self.column.addWidget(splitter, 1)
        self.column.addWidget(self.message)
        self.column.addWidget(self._buttons)
        self.take_room(116, 72)

    def _select_first(self) -> None:
        """Begin where somebody has to choose, if that is anywhere."""
        asking = needing_choice(self.table.rows)
        row = self.table.rows.index(asking[0]) if asking else 0
        self.forms.setCurrentIndex(self.table.index(row, 0))
        self.forms.setFocus()
        self._show_selected()

    def _show_selected(self) -> None:
        """Show what can be done with the selected forms, and the differences if it is only one."""
        selected = self.selected
        common = [choice for choice in Choice if selected and all(choice in one.choices for one in selected)]
        self.choice.clear()
        for choice in common:
            self.choice.addItem(choice.value, choice)
        self.choice.setEnabled(len(common) > 1)
        self.differences.show_form(selected[0] if len(selected) == 1 else None)
        for widget in (self.cells, self.whole):
            widget.setVisible(bool(self.differences.rows))
        if self.differences.rows:
            self.cells.setCurrentIndex(self.differences.index(0, 0))
        self._show_decisions()

    def _show_whole(self) -> None:
        row = self.cells.currentIndex().row()
        self.whole.setPlainText(whole_text(self.differences.rows[row]) if row >= 0 else "")

    def _show_decisions(self) -> None:
        selected = self.selected
        choices = {self.decisions.choice(one) for one in selected}
        self.choice.setCurrentIndex(self.choice.findData(choices.pop()) if len(choices) == 1 else -1)
        only = selected[0] if len(selected) == 1 else None
        self.note.setText(
            explanation(only, self.decisions.choice(only)) if only else f"已选中 {len(selected)} 张表。"
        )
        self.differences.repaint_rows()
        self.table.repaint_rows()
        count = self.decisions.intake.count
        self.ok_button.setText(f"导入 {count} 张" if count else "导入")
        self.ok_button.setEnabled(count > 0)

    def _choose(self, index: int) -> None:
        for one in self.selected:
            self.decisions.choose(one, self.choice.itemData(index))
        self._show_decisions()

    def _take(self, difference: Difference, is_taken: bool) -> None:  # noqa: FBT001  # what a signal carries
        (one,) = self.selected
        self.decisions.take(one, difference.spot, is_taken=is_taken)
        self._show_decisions()

    def _is_taken(self, difference: Difference) -> bool:
        return any(difference.spot in self.decisions.taken(one) for one in self.selected)
