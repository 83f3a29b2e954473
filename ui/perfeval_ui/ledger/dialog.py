"""从台账填资金: what a ledger says is held against the forms, looked at and taken as one step."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)

from perfeval_desktop.domain.entry import EARLIEST_YEAR, LATEST_YEAR
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.template import FormKind, Template
from perfeval_desktop.errors import PerfEvalError, TemplateError
from perfeval_desktop.exchange.ledger.columns import Confidence, proposals
from perfeval_desktop.exchange.ledger.fields import AMOUNTS, LedgerField
from perfeval_desktop.exchange.ledger.table import LedgerTable
from perfeval_desktop.ledger_filling.filling import LedgerFilling, LedgerPlan, proposed_year
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.ledger.column_picker import ColumnPicker
from perfeval_ui.ledger.lines import Shown, lines_of
from perfeval_ui.ledger.match_picker import MatchPicker
from perfeval_ui.ledger.row_model import LedgerRowModel
from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel
from perfeval_ui.widgets.waiting import waiting

_NAMES = {LedgerField.PROJECT, LedgerField.CODE}
# Of the room for a name, a way and a note, in px.
_WIDTHS = (24 * RHYTHM, 24 * RHYTHM, 16 * RHYTHM)
_WIDEST_AMOUNT = 30 * RHYTHM


class LedgerDialog(GrowingDialog):
    """Fills forms from one of ``tables``, those of the file ``name``; it stays open for the next one."""

    def __init__(
        self,
        session: EditingSession,
        name: str,
        tables: Sequence[LedgerTable],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"从台账填资金：{name}", parent)
        self._session, self._tables = session, tables
        self._stem = Path(name).stem
        self._filling: LedgerFilling | None = None
        self._picks: dict[int, FormId | None] = {}
        self._label = ""
        self.plan: LedgerPlan | None = None
        self.sheet = QComboBox(self)
        self.year = QSpinBox(self)
        self.unit = QComboBox(self)
        self.unit_reason = QuietLabel(parent=self)
        self.columns = ColumnPicker(self)
        self.shown = QComboBox(self)
        self.summary = QLabel(self)
        self.model = LedgerRowModel(self)
        self.table = QTableView(self)
        self.note = QuietLabel(parent=self)
        self.picker = MatchPicker(self)
        self.template = QComboBox(self)
        self.message = InlineMessage(self)
        self.buttons = self.close_button_box()
        self.fill = self.buttons.addButton("填写", QDialogButtonBox.ButtonRole.ApplyRole)
        self.undo = self.buttons.addButton("撤销", QDialogButtonBox.ButtonRole.ActionRole)
        self._tick_all = QPushButton("全部勾选(&A)", self)
        self._tick_none = QPushButton("全不勾选(&N)", self)
        self._prepare()
        self._arrange()
        self._connect()
        self._show_table()

    # -- how it is made ----------------------------------------------------------------------------------

    def _prepare(self) -> None:
        self.sheet.addItems([table.sheet or "表格" for table in self._tables])
        self.sheet.setEnabled(len(self._tables) > 1)
        self.year.setRange(EARLIEST_YEAR, LATEST_YEAR)
        self.year.setSuffix(" 年度")
        self.unit.addItems(list(MoneyUnit))
        self.shown.setAccessibleName("显示哪些行")
        self.shown.addItems([one.value for one in Shown])
        self.table.setModel(self.model)
        self.table.setAccessibleName("台账的项目和要填的金额")
        self.table.verticalHeader().hide()
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.setMinimumHeight(20 * RHYTHM)
        for template in self._usable():
            self.template.addItem(template.name, template)
        self.undo.setVisible(False)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(RHYTHM)
        for words, box in (("工作表(&S)", self.sheet), ("年度(&Y)", self.year), ("金额单位(&U)", self.unit)):
            label = QLabel(words, self)
            label.setBuddy(box)
            top.addWidget(label)
            top.addWidget(box)
            top.addSpacing(RHYTHM)
        top.addWidget(self.unit_reason, 1)
        over = QHBoxLayout()
        over.setSpacing(RHYTHM)
        over.addWidget(self.shown)
        over.addWidget(self.summary, 1)
        over.addWidget(self._tick_all)
        over.addWidget(self._tick_none)
        below = QHBoxLayout()
        below.setSpacing(RHYTHM)
        below.addWidget(self.picker, 1)
        label = QLabel("新建的用模板(&T)：", self)
        label.setBuddy(self.template)
        below.addWidget(label)
        below.addWidget(self.template)
        self.column.setSpacing(RHYTHM)
        self.column.addLayout(top)
        self.column.addWidget(self.columns)
        self.column.addLayout(over)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.note)
        self.column.addLayout(below)
        self.column.addWidget(self.message)
        self.column.addWidget(self.buttons)
        # Enter in the table or in a box presses nothing.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.take_room(156, 84)

    def _connect(self) -> None:
        self.sheet.currentIndexChanged.connect(self._show_table)
        self.columns.chosen.connect(self._forget_picks)
        self.year.valueChanged.connect(self._forget_picks)
        self.unit.activated.connect(self._plan_with_unit)
        self.shown.currentIndexChanged.connect(self._show_lines)
        self.model.ticked.connect(self._count)
        self.table.selectionModel().currentRowChanged.connect(self._show_match)
        self.picker.picked.connect(self._pick)
        self._tick_all.clicked.connect(lambda: self.model.tick_all(is_on=True))
        self._tick_none.clicked.connect(lambda: self.model.tick_all(is_on=False))
        self.fill.clicked.connect(self._fill)
        self.undo.clicked.connect(self._undo)

    def _usable(self) -> list[Template]:
        """Return the templates of forms that a ledger has amounts for, those used last first."""
        found = []
        for template_id in self._session.templates:
            try:
                template = self._session.templates[template_id]
            except TemplateError:
                # What is wrong with it is shown in the list of the templates.
                continue
            if template.kind is not FormKind.TARGET and template.funding is not None:
                found.append(template)
        used = {one.template: one.year for one in self._session.summaries()}
        return sorted(found, key=lambda one: -used.get(one.id, 0))

    # -- what is shown -----------------------------------------------------------------------------------

    def _show_table(self) -> None:
        table = self._tables[self.sheet.currentIndex()]
        found = proposals(table)
        self.columns.show_table(table, found)
        self._filling = LedgerFilling(self._session, table)
        self.year.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.year.setValue(proposed_year(table, self._session.summaries(), self._stem))
        self.year.blockSignals(False)  # noqa: FBT003  # Qt's own
        self._forget_picks()

    def _forget_picks(self) -> None:
        """Plan anew what other columns or another year say: which row is which may be another now."""
        self._picks.clear()
        self.model.new.clear()
        self._plan(None)
        if self.plan is not None:
            self.model.ticks = set(self.plan.usual_ticks)
        self._show_lines()

    def _plan_with_unit(self) -> None:
        self._plan(MoneyUnit(self.unit.currentText()))
        if self.plan is not None:
            self.model.ticks = set(self.plan.usual_ticks)
        self._show_lines()

    def _plan(self, unit: MoneyUnit | None) -> None:
        """Plan with what is chosen, the unit proposed where there is none; say why that is impossible."""
        choice = self.columns.choice
        self.message.clear()
        self.plan = None
        if not (_NAMES & choice.keys() and any(one.is_amount for one in choice)):
            self.message.show_warning("请在上面选出项目名称（或项目编码）和至少一栏金额。")
            self.unit_reason.setText("")
            return
        # Of thousands of rows it takes a second or two.
        try:
            assert self._filling is not None  # noqa: S101  # made with the first table
            with waiting():
                self.plan = self._filling.plan(choice, self.year.value(), unit=unit, picks=self._picks)
        except PerfEvalError as error:
            self.message.show_error(str(error))
            return
        self.unit.setCurrentText(self.plan.unit.unit)
        self.unit_reason.setText(self.plan.unit.reason)
        if self.plan.unit.confidence is Confidence.UNSURE:
            self.message.show_warning(f"金额单位请核对：{self.plan.unit.reason}。")

    def _show_lines(self) -> None:
        plan = self.plan
        for number, shown in enumerate(Shown):
            count = "" if plan is None else f"（{len(lines_of(plan, shown))}）"
            self.shown.setItemText(number, f"{shown.value}{count}")
        fields = tuple(one for one in AMOUNTS if one in self.columns.choice)
        shown = list(Shown)[self.shown.currentIndex()]
        self.model.show(() if plan is None else lines_of(plan, shown), fields)
        self._set_widths()
        self._show_match(QModelIndex())
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._count()

    def _set_widths(self) -> None:
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        for column in range(len(_WIDTHS), self.model.columnCount() - 1):
            self.table.resizeColumnToContents(column)
            self.table.setColumnWidth(column, min(self.table.columnWidth(column), grown(_WIDEST_AMOUNT)))

    def _show_match(self, current: QModelIndex) -> None:
        planned = self.model.lines[current.row()].planned if current.isValid() else None
        years = set() if planned is None else {planned.row.year or self.year.value()}
        forms = [
            one for one in self._session.summaries() if one.year in years and one.kind is not FormKind.TARGET
        ]
        self.picker.show_row(planned, forms)
        self._show_note(current.row() if current.isValid() else None)

    def _show_note(self, row: int | None) -> None:
        """Show all that is to be told of a row: in the table there is no room for it."""
        line = None if row is None else self.model.lines[row]
        parts = () if line is None else (line.project, line.way, line.note)
        self.note.setText("；".join(part for part in parts if part))

    def _count(self) -> None:
        self.summary.setText("" if self.plan is None else self.plan.counts)
        new = f"，新建 {len(self.model.new)} 张" if self.model.new else ""
        self.fill.setText(f"填写 {len(self.model.ticks)} 格{new}(&F)")
        self.fill.setEnabled(bool(self.model.ticks or self.model.new))

    # -- what is done ------------------------------------------------------------------------------------

    def _pick(self, number: int, form_id: FormId | None) -> None:
        """Take another form for a row; what else is ticked stays ticked."""
        before = self.table.currentIndex()
        self._picks[number] = form_id
        self.model.new.discard(number)
        self._plan(MoneyUnit(self.unit.currentText()))
        if self.plan is not None:
            now = self.plan.rows[number]
            self.model.ticks = {one for one in self.model.ticks if one[0] != number}
            self.model.ticks |= {one for one in self.plan.usual_ticks if one[0] == now.row.number}
        self._show_lines()
        self.table.setCurrentIndex(self.model.index(before.row(), before.column()))

    def _fill(self) -> None:
        if self.plan is None or self._filling is None:
            return
        template = self.template.currentData()
        new = dict.fromkeys(sorted(self.model.new), template)
        try:
            with waiting():
                done = self._filling.apply(self.plan, self.model.ticks, new)
        except PerfEvalError as error:
            self.message.show_error(str(error))
            return
        self._label = self._session.undo_label or ""
        self._after(f"{done.words}。要恢复原样请点“撤销”。")
        self.undo.setVisible(True)

    def _undo(self) -> None:
        try:
            if self._session.undo_label == self._label:
                with waiting():
                    self._session.undo()
        except PerfEvalError as error:
            self.message.show_error(str(error))
            return
        self.undo.setVisible(False)
        self._after("已撤销，各张表和填写前一样。")

    def _after(self, text: str) -> None:
        """Show how all is now, and what was done."""
        self.model.new.clear()
        self._plan(MoneyUnit(self.unit.currentText()))
        if self.plan is not None:
            self.model.ticks = set(self.plan.usual_ticks)
        self._show_lines()
        self.message.show_success(text)
