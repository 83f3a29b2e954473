"""导入: the forms in the chosen files, each beside its source, until they are taken in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.deriving.files import FormInSheet
from perfeval_desktop.importing.contents import FileContents, Reading, are_alike, found_again
from perfeval_desktop.importing.plan import Action, Planned, Planner
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.paths import told_words_file
from perfeval_desktop.told_words import read_told
from perfeval_ui.importing.found_list import FoundList
from perfeval_ui.importing.line_table import LineTable
from perfeval_ui.importing.line_view import LineView
from perfeval_ui.importing.marks import marks_of
from perfeval_ui.importing.way_bar import WayBar
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel
from perfeval_ui.widgets.sheet_view import SheetView

_ASK_MS = 50
_BLANK = (
    "这是还没有填的空表。填好的表可以用“文件”菜单的“填入单位下发的空表”写进这个文件；程序里没有这种表式的，"
    "点“由这张表新建模板”。"
)


class Chosen(NamedTuple):
    """What is to be taken in, and the files that could not be read."""

    planned: tuple[Planned, ...]
    refused: tuple[FileContents, ...]


class ImportDialog(GrowingDialog):
    """Reads ``files`` in processes of their own and shows what was found, as it comes.

    ``chosen`` carries a :class:`Chosen` once the user wants it. Left stands what was found, in the middle
    the source as it was read, at the right the form. F8 and Shift+F8 go from one place that needs a look to
    the next, through all forms. ``template_wanted`` carries a form as it stands in its sheet, and the dialog:
    once a template is made of it, :meth:`use_template` is to be called.
    """

    chosen = Signal(object)
    template_wanted = Signal(object, object)

    def __init__(
        self,
        files: Sequence[Path],
        pool: ReaderPool,
        planner: Planner,
        reading: Reading,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("导入", parent)
        self._pool, self._planner, self._reading = pool, planner, reading
        self._templates = reading.templates
        self._count = len(files)
        self._ranks = {file: rank for rank, file in enumerate(files)}
        self._contents: dict[Path, FileContents] = {}
        self.found = FoundList(self)
        self.table = LineTable(self)
        self._make_widgets()
        self._arrange()
        self._connect()
        self._pool.add(files)
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_MS)
        self._timer.timeout.connect(self._take_results)
        self._timer.start()
        self._show_progress()

    # -- widgets -----------------------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.progress = QProgressBar(self)
        self.progress.setRange(0, self._count)
        self.progress.setFormat("正在读取 %v / %m 个文件")
        self.stop = QPushButton("停止读取", self)
        self.message = InlineMessage(self)
        self.list = QTreeView(self)
        self.list.setModel(self.found)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setAccessibleName("找到的表")
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.way = WayBar(self._templates.usable(), self)
        self.source_title = QuietLabel("", self)
        self.source = SheetView(self)
        self.lines = LineView(self.table, self)
        self.take_all = QPushButton("全选", self)
        self.take_none = QPushButton("全不选", self)
        self.summary = QuietLabel("", self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self.ok = self.buttons.addButton("导入(&I)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.next = self.buttons.addButton("下一处要看的（F8）", QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.stop, self.take_all, self.take_none, self.next, self.ok):
            # Enter types into cells, and presses nothing.
            button.setAutoDefault(False)

    def _arrange(self) -> None:
        reading = QHBoxLayout()
        reading.addWidget(self.progress, 1)
        reading.addWidget(self.stop)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(self.list)
        self.panes.addWidget(_column(self.source_title, self.source))
        ticks = QHBoxLayout()
        ticks.addWidget(QLabel("读到的内容（双击可改）", self), 1)
        ticks.addWidget(self.take_all)
        ticks.addWidget(self.take_none)
        form = QWidget(self)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(ticks)
        column.addWidget(self.lines, 1)
        self.panes.addWidget(form)
        self.panes.setSizes([30 * RHYTHM, 56 * RHYTHM, 56 * RHYTHM])
        self.panes.setStretchFactor(1, 1)
        self.panes.setStretchFactor(2, 1)
        end = QHBoxLayout()
        end.addWidget(self.summary, 1)
        end.addWidget(self.buttons)
        self.column.setSpacing(RHYTHM)
        self.column.addLayout(reading)
        self.column.addWidget(self.message)
        self.column.addWidget(self.way)
        self.column.addWidget(self.panes, 1)
        self.column.addLayout(end)
        self.setSizeGripEnabled(True)
        self.take_room(150, 80)

    def _connect(self) -> None:
        self.stop.clicked.connect(self.stop_reading)
        self.list.selectionModel().currentRowChanged.connect(self._show_row)
        self.table.planned_changed.connect(self._keep)
        self.lines.line_chosen.connect(self._show_cell)
        self.source.cell_clicked.connect(self._find_line)
        self.way.action_chosen.connect(self._choose_action)
        self.way.template_chosen.connect(self._choose_template)
        self.way.note_chosen.connect(self._choose_note)
        self.way.new_template.clicked.connect(self._want_template)
        self.take_all.clicked.connect(self._take_all)
        self.take_none.clicked.connect(self._take_none)
        self.next.clicked.connect(self.go_to_next)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("F8"), self, self.go_to_next)
        QShortcut(QKeySequence("Shift+F8"), self, self.go_to_previous)

    # -- reading -----------------------------------------------------------------------------------------

    def stop_reading(self) -> None:
        """Read no more: what was read stays."""
        self._pool.close()
        self._count = len(self._contents)
        self._show_progress()

    def done(self, result: int) -> None:
        """Close, with nothing left running."""
        self._timer.stop()
        self._pool.close()
        super().done(result)

    def accept(self) -> None:
        """Hand on what is to be taken in."""
        self.chosen.emit(Chosen(tuple(self.found.planned), tuple(self.found.refused)))
        super().accept()

    def _take_results(self) -> None:
        for contents in self._pool.results():
            self._contents[contents.file] = contents
            found = [contents] if contents.refusal else self._planner.plan(contents, self._template)
            self.found.add(found, self._ranks[contents.file])
        if self._planned is None and self.found.planned and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.found.index(0, 0))
        self._show_progress()

    def _template(self, template_id: str) -> Template:
        return self._templates[template_id]

    def _show_progress(self) -> None:
        is_reading = not self._pool.is_idle
        self.progress.setValue(len(self._contents))
        for widget in (self.progress, self.stop):
            widget.setVisible(is_reading)
        if not is_reading:
            self._timer.stop()
        self._show_summary()

    def _show_summary(self) -> None:
        planned = self.found.planned
        counts = {action: sum(one.action is action for one in planned) for action in Action}
        parts = [f"新建 {counts[Action.CREATE]} 张", f"更新 {counts[Action.UPDATE]} 张"]
        if counts[Action.SKIP]:
            parts.append(f"跳过 {counts[Action.SKIP]} 张")
        if self.found.refused:
            parts.append(f"{len(self.found.refused)} 个文件不能导入")
        looks = sum(map(self.found.needs_a_look, range(len(self.found.found))))
        if looks:
            parts.append(f"{looks} 张有要看的地方")
        self.summary.setText("，".join(parts))
        self.ok.setEnabled(self._pool.is_idle and counts[Action.CREATE] + counts[Action.UPDATE] > 0)
        self.next.setEnabled(looks > 0)

    # -- one form ----------------------------------------------------------------------------------------

    @property
    def _row(self) -> int:
        return self.list.currentIndex().row()

    @property
    def _planned(self) -> Planned | None:
        """The form that is shown."""
        return self.table.planned

    def _show_row(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        found = self.found.found[current.row()]
        planned = found if isinstance(found, Planned) else None
        self.table.show_planned(planned)
        self.message.clear()
        if isinstance(found, FileContents):
            self.message.show_error(found.refusal)
        elif found.is_final and found.changes:
            self.message.show_warning(
                "这张表已定稿，不能更新。要改它，请先把它的状态改回“填报中”，再导入一次。"
            )
        elif found.is_blank:
            self.message.show_warning(_BLANK)
        elif found.namesake is not None and not found.is_repeated:
            self.message.show_warning(
                f"“{found.namesake.name}”里也有这个项目的表，内容不同。只要一张时，请把另一张改为“跳过”。"
            )
        self._show_source(found.file, planned)
        self._show_way()

    def _show_source(self, file: Path, planned: Planned | None) -> None:
        contents = self._contents[file]
        number = planned.found.sheet if planned is not None else None
        self.source.setVisible(number is not None)
        self.source_title.setText(file.name)
        if planned is not None and number is not None:
            sheet = contents.sheets[number]
            self.source_title.setText(f"{file.name}　{sheet.name}" if len(contents.sheets) > 1 else file.name)
            self.source.show_sheet(sheet, marks_of(planned))

    def _show_way(self) -> None:
        self.way.show_planned(self._planned)
        for button in (self.take_all, self.take_none):
            button.setVisible(self.table.is_update)

    def _show_cell(self, row: int) -> None:
        cell = self.table.lines[row].cell
        if cell is not None:
            self.source.show_cell(cell.row, cell.column)

    def _find_line(self, row: int, column: int) -> None:
        """Go to the line of a cell that was clicked."""
        for number, line in enumerate(self.table.lines):
            if line.cell is not None and (line.cell.row, line.cell.column) == (row, column):
                self.lines.go_to(number)
                return

    def _keep(self, planned: Planned) -> None:
        self.found.put(self._row, planned)
        self.source.set_marks(marks_of(planned))
        self._show_summary()

    def _replace(self, change: Callable[[Planned], Planned]) -> None:
        """Show what the user has made of the form."""
        if self._planned is not None:
            planned = change(self._planned)
            self.table.show_planned(planned)
            self._keep(planned)
            self._show_way()

    def _choose_action(self, action: Action) -> None:
        self._replace(lambda planned: planned.with_action(action))

    def _choose_template(self, template_id: str) -> None:
        self._replace(lambda planned: planned.in_template(self._templates[template_id]))

    def _choose_note(self, keeps_unread: bool) -> None:  # noqa: FBT001  # what a check box tells
        self._replace(lambda planned: planned.keeping_unread(keeps=keeps_unread))

    def _take_all(self) -> None:
        self.table.take_all(is_taken=True)

    def _take_none(self) -> None:
        self.table.take_all(is_taken=False)

    def _want_template(self) -> None:
        planned = self._planned
        if planned is not None and planned.found.sheet is not None:
            sheet = self._contents[planned.file].sheets[planned.found.sheet]
            self.template_wanted.emit(FormInSheet(sheet, planned.found.found), self)

    def use_template(self, template_id: str) -> None:
        """Put the form into a template that was made of it, and all others that print the same."""
        before = self._planned
        if before is None:
            return
        told = read_told(told_words_file()).words
        self._reading = replace(self._reading, template=template_id, told=told)
        template = self._templates[template_id]
        self.way.add_template(template)
        for row, one in enumerate(self.found.found):
            if isinstance(one, Planned) and are_alike(one.found, before.found):
                found = found_again(self._contents[one.file], one.number, self._reading)
                self.found.put(row, one.found_as(found, template))
        self._show_row(self.list.currentIndex())
        self._show_summary()

    # -- what needs a look -------------------------------------------------------------------------------

    def go_to_next(self) -> None:
        """Go to the next line that needs a look, of this form or of one below; then from the top again."""
        self._walk(1)

    def go_to_previous(self) -> None:
        """Go to the line before that needs a look."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if self._go_within(step, self.lines.current_row):
            return
        count = self.found.rowCount()
        for away in range(1, count + 1):
            row = (self._row + step * away) % count
            if self.found.needs_a_look(row):
                self.list.setCurrentIndex(self.found.index(row, 0))
                self._go_within(step, -1 if step > 0 else len(self.table.lines))
                return

    def _go_within(self, step: int, start: int) -> bool:
        rows = range(start + 1, len(self.table.lines)) if step > 0 else range(start - 1, -1, -1)
        row = next((one for one in rows if self.table.lines[one].needs_a_look), None)
        if row is None or (self._row >= 0 and not self.found.needs_a_look(self._row)):
            return False
        self.lines.go_to(row)
        self.lines.setFocus()
        return True


def _column(*widgets: QWidget) -> QWidget:
    pane = QWidget()
    layout = QVBoxLayout(pane)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget, isinstance(widget, SheetView))
    return pane
