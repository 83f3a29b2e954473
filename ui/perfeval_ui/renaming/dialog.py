"""机构更名: what is renamed, from which names, in which forms, to which name; looked at before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QWidget,
)

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.renaming.renaming import NewName, Renaming, Scope
from perfeval_desktop.renaming.spellings import NamedForm, spellings
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.renaming.form_table import FormTable
from perfeval_ui.renaming.name_picker import NamePicker
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingLine
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.ticked_table import TickedView
from perfeval_ui.widgets.waiting import waiting

_ALL, _YEARS, _CHOSEN = "所有的表", "只在这些年度", "树中选中的"


class RenamingDialog(GrowingDialog):
    """Renames in the forms of ``session``; ``chosen`` are those selected in the tree.

    ``renamed`` carries a sentence about what was done and can be undone. Raises what reading the list does.
    """

    renamed = Signal(str)

    def __init__(
        self, session: EditingSession, chosen: Sequence[FormId], parent: QWidget | None = None
    ) -> None:
        super().__init__("机构更名", parent)
        self._renaming = Renaming(session)
        self._chosen = frozenset(chosen)
        self._named: list[NamedForm] = []
        # Which forms the user has unticked: they stay so while the names are picked.
        self._left_out: set[NamedForm] = set()
        self.field = QComboBox(self)
        self.scope = QComboBox(self)
        self.years = [QCheckBox(str(year), self) for year in self._years()]
        self.picker = NamePicker(self)
        self.forms = FormTable(lambda: self.change, self)
        self.view = TickedView(self.forms, "要改的表", self)
        self.new = ComposingLine(self)
        self.summary = QLabel(self)
        self.message = InlineMessage(self)
        self.buttons = self.close_button_box()
        self.rename = self.buttons.addButton("更名(&R)", QDialogButtonBox.ButtonRole.ApplyRole)
        self._prepare()
        self._arrange()
        self._connect()
        self._read()

    # -- made --------------------------------------------------------------------------------------------

    def _years(self) -> list[int]:
        return sorted({one.year for one in self._renaming.summaries}, reverse=True)

    def _prepare(self) -> None:
        for field in self._renaming.fields:
            self.field.addItem(field.label, field)
        self.scope.addItem(_ALL)
        if len(self.years) > 1:
            self.scope.addItem(_YEARS)
        if len(self._chosen) > 1:
            self.scope.addItem(f"{_CHOSEN} {len(self._chosen)} 张")
        for box in self.years:
            box.setVisible(False)
        self.new.setAccessibleName("新名称")
        self.new.setPlaceholderText("输入新名称；已有的名称会提示出来，选它就是合并到那里")
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        header = self.view.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # Years and states are of one width; to measure a thousand of them takes a while at every key.
        header.setResizeContentsPrecision(0)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(RHYTHM)
        for words, box in (("改什么(&W)", self.field), ("范围(&S)", self.scope)):
            label = QLabel(words, self)
            label.setBuddy(box)
            top.addWidget(label)
            top.addWidget(box)
            top.addSpacing(RHYTHM)
        for year in self.years:
            top.addWidget(year)
        top.addStretch(1)
        lists = QSplitter(Qt.Orientation.Horizontal, self)
        lists.setChildrenCollapsible(False)
        lists.addWidget(self.picker)
        lists.addWidget(self.view)
        lists.setSizes([56 * RHYTHM, 88 * RHYTHM])
        below = QHBoxLayout()
        below.setSpacing(RHYTHM)
        label = QLabel("新名称(&N)", self)
        label.setBuddy(self.new)
        below.addWidget(label)
        below.addWidget(self.new, 1)
        self.column.setSpacing(RHYTHM)
        self.column.addLayout(top)
        self.column.addWidget(lists, 1)
        self.column.addLayout(below)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.message)
        self.column.addWidget(self.buttons)
        # Enter in a list presses nothing.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.take_room(148, 80)
        self.picker.filter.setFocus()

    def _connect(self) -> None:
        self.field.currentIndexChanged.connect(self._read)
        self.scope.currentIndexChanged.connect(self._show_years)
        for box in self.years:
            box.toggled.connect(self._show_names)
        self.picker.picked.connect(self._show_forms)
        self.new.textChanged.connect(self._show_forms)
        self.new.returnPressed.connect(self._rename_on_enter)
        self.forms.ticks_changed.connect(self._note_left_out)
        self.rename.clicked.connect(self._rename)

    # -- what is shown -----------------------------------------------------------------------------------

    @property
    def change(self) -> NewName:
        """What is asked for."""
        return NewName(self.field.currentData(), self.picker.names, " ".join(self.new.text().split()))

    def _scope(self) -> Scope:
        if self.scope.currentText() == _YEARS:
            return Scope(years=frozenset(int(box.text()) for box in self.years if box.isChecked()))
        return Scope() if self.scope.currentText() == _ALL else Scope(form_ids=self._chosen)

    def _read(self) -> None:
        """Read the names in another field."""
        try:
            with waiting():
                self._named = self._renaming.named(self.field.currentData())
        except PerfEvalError as error:
            self._named = []
            self.message.show_error(str(error))
        names = sorted({name for one in self._named for name in one.names})
        completer = QCompleter(names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.new.setCompleter(completer)
        self._show_names()

    def _show_years(self) -> None:
        for box in self.years:
            box.setVisible(self.scope.currentText() == _YEARS)
        self._show_names()

    def _show_names(self) -> None:
        """Show the names within the scope, none of them picked."""
        scope = self._scope()
        self._left_out.clear()
        self._in_scope = [one for one in self._named if scope.has(one.summary)]
        self.picker.show_spellings(spellings(self._in_scope))

    def _show_forms(self) -> None:
        """Show which forms would change, all but those that were unticked with a tick."""
        change = self.change
        found = tuple(one for one in self._in_scope if change.concerns(one))
        if found == self.forms.rows:
            # Nearly every key in the new name: a long list is not laid out anew, nor scrolled to its top.
            self.forms.repaint_rows()
        else:
            self.forms.blockSignals(True)  # noqa: FBT003  # Qt's own
            self.forms.tick(self.forms.ticked, on=False)
            self.forms.tick([one for one in found if not (one.is_final or one in self._left_out)], on=True)
            self.forms.blockSignals(False)  # noqa: FBT003  # Qt's own
            self.forms.set_rows(found)
        self._count()

    def _note_left_out(self) -> None:
        ticked = set(self.forms.ticked)
        listed = {one for one in self.forms.rows if not one.is_final}
        # What is not listed at the moment was unticked before, and stays so.
        self._left_out = (self._left_out - listed) | (listed - ticked)
        self._count()

    def _count(self) -> None:
        """Say what would be done, and whether it can be."""
        change, ticked = self.change, self.forms.ticked
        final = sum(one.is_final for one in self.forms.rows)
        there = sum(change.new in one.names for one in self._in_scope)
        parts = [f"将改 {len(ticked)} 张表"] if change.old else ["请在左边勾选旧名称（空格），可以勾几个"]
        parts += [f"{final} 张已定稿，保持原样"] if final else []
        parts += [f"已有 {there} 张表是“{change.new}”"] if there and change.old else []
        parts += ["请输入新名称"] if change.old and not change.new else []
        self.summary.setText("；".join(parts) + "。")
        self.rename.setText(f"更名 {len(ticked)} 张(&R)" if ticked else "更名(&R)")
        self.rename.setEnabled(bool(ticked and change.new))

    # -- what is done ------------------------------------------------------------------------------------

    def _rename_on_enter(self) -> None:
        """Rename, unless Enter only takes one of the names that are offered below."""
        offered = self.new.completer().popup()
        if offered is None or not offered.isVisible():
            self._rename()

    def _rename(self) -> None:
        if not self.rename.isEnabled():
            return
        change = self.change
        final = sum(one.is_final for one in self.forms.rows)
        form_ids = [one.summary.form_id for one in self.forms.ticked]
        try:
            with waiting():
                forms, left = self._renaming.rename(change, form_ids)
        except PerfEvalError as error:
            self.message.show_error(f"没有更名：{error}")
            return
        if not forms:
            # Nothing that the window could offer to undo.
            self.message.show_error(f"没有更名：{left[0] if left else '这些表里已经没有要改的名称。'}")
            return
        parts = [f"已把 {forms} 张表的{change.field.label}改为“{change.new}”"]
        parts += [f"{final} 张已定稿的没有动"] if final else []
        parts += [f"{len(left)} 张没有改：{left[0]}"] if left else []
        self.renamed.emit("；".join(parts))
        self.accept()
