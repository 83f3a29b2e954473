"""由文件新建模板: left the form as read, right the page that its template prints; corrected by clicks."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.domain.blocks import Block
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.legality import ROLES
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.words import ToldWord, WordPart, with_told
from perfeval_desktop.errors import OutputError, PerfEvalError, TemplateError
from perfeval_desktop.exchange.deriving import derived
from perfeval_desktop.exchange.deriving.changes import (
    legal_roles,
    may_be_left_out,
    with_label,
    with_name,
    with_role,
    without,
)
from perfeval_desktop.exchange.deriving.files import FormInSheet
from perfeval_desktop.exchange.deriving.making import At
from perfeval_desktop.exchange.deriving.proposing import proposed
from perfeval_desktop.exchange.deriving.role_words import WITHOUT_ROLE, role_words
from perfeval_desktop.exchange.deriving.value import Derived
from perfeval_desktop.exchange.recogniser import recognised
from perfeval_desktop.exchange.recogniser.wording import may_be_label, printed_label
from perfeval_desktop.exchange.sheet import Cell
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.told_words import BLOCK_OF, is_legal, part_of, read_told, remember
from perfeval_ui.dialogs.derived_marks import doubts_of, marks_of
from perfeval_ui.paper.page_browser import PageBrowser
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingLine
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel
from perfeval_ui.widgets.sheet_view import SheetView

_SAMPLE_YEAR = 2024
_DOUBT_ROWS = 4
_HOW = (
    "左边是文件里的表：点栏名可以改它的含义、名称，或说明它不是一栏；点红色的格可以说明它是什么。"
    "右边是新模板印出来的样子。F8 到下一处疑问，Shift+F8 到上一处。"
)


class _Edit(NamedTuple):
    """What the user said of a column: which one of those that a cell prints, counted from 0."""

    cell: Cell
    number: int
    change: Callable[[Derived, At], Derived]


class DeriveTemplateDialog(GrowingDialog):
    """Makes a template of ``form``; ``saved`` carries the id under which it is in the user's own folder.

    What the user says of labels is kept in the file ``words`` with the template, for all that is read later.
    """

    saved = Signal(str)

    def __init__(
        self, catalogue: TemplateCatalogue, form: FormInSheet, words: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__("由文件新建模板", parent)
        self._catalogue = catalogue
        self._sheet, self._found = form
        self._file = words
        told = read_told(words)
        self._known = told.words
        self._told: list[ToldWord] = []
        self._edits: list[_Edit] = []
        proposal = proposed(catalogue.usable(), self._sheet, self._found, with_told(self._known))
        self._derived = proposal.derived or derived(self._sheet, self._found, with_told(self._known))
        self._doubts: list[tuple[Cell | None, str]] = []
        self.view = SheetView(self)
        self.browser = PageBrowser(self)
        self.doubts = QListWidget(self)
        self.name = ComposingLine(self._derived.template.name, self)
        self.message = InlineMessage(self)
        self.menu: QMenu | None = None
        self._arrange(proposal.why, fits=proposal.derived is None)
        self.view.show_sheet(self._sheet)
        self.view.cell_clicked.connect(self.ask_about)
        self.doubts.currentRowChanged.connect(self._show_doubt)
        for key, step in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._walk, step))
        self._show()
        if told.trouble:
            self.message.show_warning(told.trouble)

    @property
    def template_text(self) -> str:
        """The text of the template as it is now."""
        return self._derived.template.text

    def _arrange(self, why: str, *, fits: bool) -> None:
        about = f"{why}多半不必新建。" if fits else why
        self.why = QLabel(about, self)
        self.why.setWordWrap(True)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        split = QSplitter(self)
        split.addWidget(self.view)
        split.addWidget(self.browser)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        self.doubts.setAccessibleName("疑问")
        self.doubts.setWordWrap(True)
        self.doubts.setFixedHeight(grown(_DOUBT_ROWS * 3 * RHYTHM))
        self._doubt_title = QuietLabel("", self)
        naming = QHBoxLayout()
        label = QLabel("模板名称(&N)：", self)
        label.setBuddy(self.name)
        naming.addWidget(label)
        naming.addWidget(self.name, 1)
        buttons = QDialogButtonBox(self)
        self.save_button: QPushButton = buttons.addButton(
            "保存为自有模板", QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        naming.addWidget(buttons)
        below = QVBoxLayout()
        below.setSpacing(RHYTHM)
        below.addWidget(self._doubt_title)
        below.addWidget(self.doubts)
        self.column.setSpacing(RHYTHM)
        self.column.addWidget(self.why)
        self.column.addWidget(QuietLabel(_HOW, self))
        self.column.addWidget(split, 1)
        self.column.addLayout(below)
        self.column.addWidget(self.message)
        self.column.addLayout(naming)
        self.take_room(155, 88)
        self.view.setFocus()

    # -- what is shown -----------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the template as it is now: marks, doubts, the page."""
        self.view.set_marks(marks_of(self._derived, self._found))
        self._doubts = doubts_of(self._derived, self._found)
        self.doubts.blockSignals(True)  # noqa: FBT003  # Qt has no name for it
        self.doubts.clear()
        for cell, text in self._doubts:
            place = "" if cell is None or not cell.place else f"{cell.place}："
            self.doubts.addItem(QListWidgetItem(f"{place}{text}"))
        self.doubts.blockSignals(False)  # noqa: FBT003
        count = len(self._doubts)
        self._doubt_title.setText(f"有 {count} 处请看一看：" if count else "没有疑问。")
        self.doubts.setVisible(bool(count))
        template, form = self._derived.template, self._found.transcript
        found = match(template, form, with_told((*self._known, *self._told)))
        try:
            self.browser.show_pages(PdfPages(form_pdf(template, entered(found, form, year=_SAMPLE_YEAR))))
        except PerfEvalError as error:
            self.message.show_error(str(error))

    def _show_doubt(self, row: int) -> None:
        cell = self._doubts[row][0] if 0 <= row < len(self._doubts) else None
        if cell is not None:
            self.view.show_cell(cell.row, cell.column)

    def _walk(self, step: int) -> None:
        """Go to the next doubt or the one before, from the last to the first."""
        if self._doubts:
            row = self.doubts.currentRow()
            first = 0 if step > 0 else -1
            self.doubts.setCurrentRow((row + step if row >= 0 else first) % len(self._doubts))

    # -- what the user says ------------------------------------------------------------------------------

    def ask_about(self, row: int, column: int) -> None:
        """Offer what can be said of a cell, in a menu below it."""
        cell = self.view.sheet_model.cell_at(row, column)
        columns = () if cell is None else self._derived.columns_at(cell)
        if cell is None or not (columns or (cell in self._found.unread and may_be_label(cell.text))):
            return
        self.menu = QMenu(self)
        if not columns:
            self._add_meanings(self.menu, cell)
        for number, at in enumerate(columns):
            words = self._derived.template.by_key[at.block].by_key[at.column].words
            into = self.menu.addMenu(words) if len(columns) > 1 else self.menu
            self._add_choices(into, cell, number)
        rect = self.view.cell_rect(row, column)
        self.menu.popup(rect.bottomLeft() + QPoint(0, 1))

    def _add_choices(self, menu: QMenu, cell: Cell, number: int) -> None:
        """Add what can be said of a column: its role, its label, that it is none."""
        at = self._derived.columns_at(cell)[number]
        column = self._derived.template.by_key[at.block].by_key[at.column]
        for role in (*legal_roles(self._derived, at), None):
            action = menu.addAction(role_words(role))
            action.setCheckable(True)
            action.setChecked(role is column.role)
            action.triggered.connect(partial(self._give_role, cell, number, role))
        menu.addSeparator()
        menu.addAction("改名…").triggered.connect(partial(self._ask_label, cell, number, column.words))
        leave = menu.addAction("这不是一栏")
        leave.setEnabled(may_be_left_out(self._derived, at))
        leave.triggered.connect(partial(self._change, _Edit(cell, number, without)))

    def _add_meanings(self, menu: QMenu, cell: Cell) -> None:
        """Add what a label that was not read may be: a field of any role, or of none."""
        fields = ROLES[BLOCK_OF[WordPart.FIELDS]]
        for role in (*(one for one in Role if one in fields), None):
            words = f"是一栏：{WITHOUT_ROLE}" if role is None else f"是：{role_words(role)}"
            menu.addAction(words).triggered.connect(partial(self._tell, cell, role))

    def _give_role(self, cell: Cell, number: int, role: Role | None) -> None:
        at = self._derived.columns_at(cell)[number]
        block: Block = self._derived.template.by_key[at.block]
        told = ToldWord(part_of(block), block.by_key[at.column].words, role)
        self._change(_Edit(cell, number, partial(_role_given, role)))
        if is_legal(told):
            self._told.append(told)

    def _ask_label(self, cell: Cell, number: int, label: str) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("改名")
        dialog.setLabelText("表上印的栏名：")
        dialog.setOkButtonText("确定")
        dialog.setCancelButtonText("取消")
        dialog.setTextValue(label)
        dialog.textValueSelected.connect(partial(self.rename, cell, number))
        dialog.open()

    def rename(self, cell: Cell, number: int, label: str) -> None:
        """Call a column whose label a cell prints otherwise."""
        if label.strip():
            self._change(_Edit(cell, number, partial(_called, label)))

    def _change(self, edit: _Edit) -> None:
        self._edits.append(edit)
        self._derived = _edited(self._derived, edit)
        self.message.clear()
        self._show()

    def _tell(self, cell: Cell, role: Role | None) -> None:
        """Read the form once more, now that a label is known; what was said before still holds."""
        told = ToldWord(WordPart.FIELDS, printed_label(cell.text), role)
        words = with_told((*self._known, *self._told, told))
        title = self._found.transcript.title
        forms = recognised(self._sheet, words)
        found = next((one for one in forms if one.transcript.title == title), None)
        if found is None or cell in found.unread:
            self.message.show_warning(
                f"“{told.label}”的旁边没有可以填写的格，认不出是一栏。可以保存后在模板里加上。"
            )
            return
        self._told.append(told)
        self._found = found
        self._derived = derived(self._sheet, found, words)
        for edit in self._edits:
            self._derived = _edited(self._derived, edit)
        self.message.clear()
        self._show()

    # -- saving ------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Save the template, and remember what was said."""
        name = self.name.text().strip()
        if not name:
            self.message.show_error("请写模板的名称。")
            self.name.setFocus()
            return
        template_id = self._catalogue.free_id(name)
        try:
            text = with_name(self._derived, template_id, name).template.text
            self._catalogue.save_own(text)
            if self._told:
                remember(self._file, self._told)
        except (TemplateError, OutputError) as error:
            self.message.show_error(str(error))
            return
        super().accept()
        self.saved.emit(template_id)


def _edited(given: Derived, edit: _Edit) -> Derived:
    """Return a template after what was said of a column; the same where it has no such column any more."""
    columns = given.columns_at(edit.cell)
    try:
        return edit.change(given, columns[edit.number])
    except (IndexError, TemplateError):
        return given


def _role_given(role: Role | None, given: Derived, at: At) -> Derived:
    return with_role(given, at, role)


def _called(label: str, given: Derived, at: At) -> Derived:
    return with_label(given, at, label)
