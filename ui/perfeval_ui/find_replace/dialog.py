"""在所有表里查找: what stands where in many forms, and what replacing makes of each place, with ticks."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.find_replace.matcher import Matcher
from perfeval_desktop.find_replace.replacing import label, number_of
from perfeval_desktop.find_replace.replacing_in_forms import replace_in_forms
from perfeval_desktop.find_replace.store_search import search
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.find_replace.hit_model import HitModel
from perfeval_ui.find_replace.hit_view import HitView
from perfeval_ui.find_replace.options_button import WILDCARDS, OptionsButton
from perfeval_ui.find_replace.store_searcher import StoreSearcher
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.announcing import announce
from perfeval_ui.widgets.composing_input import ComposingLine
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.waiting import waiting

# As long nothing must be typed before it begins.
_PATIENCE_MS = 250
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# More places nobody goes through, and they would take more memory than all else.
_MOST = 20_000
_OPEN = "打开的这张表"


class FindDialog(GrowingDialog):
    """Looks through the ``chosen`` forms, those selected in the tree, the open one or all.

    ``save_typed`` saves what is being typed in the window, or returns ``False``. ``hit_chosen`` carries form
    and place of a hit that was gone to, ``replaced`` what was done, if anything was.
    """

    hit_chosen = Signal(str, object)
    replaced = Signal(str)

    def __init__(
        self,
        session: EditingSession,
        chosen: Sequence[FormId],
        save_typed: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("在所有表里查找", parent)
        self._session, self._save_typed = session, save_typed
        self.text, self.to = ComposingLine(self), ComposingLine(self)
        self.options = OptionsButton(self)
        self.scope = QComboBox(self)
        self.replacing = QCheckBox("替换为(&B)", self)
        self.model = HitModel(self)
        self.view = HitView(self.model, self)
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.replace = QPushButton(self)
        self.searcher = StoreSearcher(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._trouble = self._done = ""
        self._offer_scopes(chosen)
        self._arrange()
        self._connect()
        self._say()

    def take_from(self, text: str, to: str, options: OptionsButton) -> None:
        """Look for what the bar looks for."""
        self.options.take_from(options)
        self.to.setText(to)
        self.replacing.setChecked(bool(to))
        self.text.setText(text)
        self.text.selectAll()

    def _offer_scopes(self, chosen: Sequence[FormId]) -> None:
        self.scope.addItem("全部表", None)
        if len(chosen) > 1:
            self.scope.addItem(f"列表中选中的 {len(chosen)} 张表", tuple(chosen))
        if self._session.shown is not None:
            self.scope.addItem(_OPEN)
        self.scope.setCurrentIndex(1 if len(chosen) > 1 else 0)

    def _arrange(self) -> None:
        for widget, name in ((self.text, "查找"), (self.to, "替换为"), (self.scope, "范围")):
            widget.setAccessibleName(name)
        self.text.setToolTip(WILDCARDS)
        self.text.setClearButtonEnabled(True)
        self.to.setPlaceholderText("空着就是删去")
        grid = QGridLayout()
        grid.setHorizontalSpacing(RHYTHM)
        grid.setVerticalSpacing(RHYTHM)
        rows: tuple[tuple[int, str, QWidget], ...] = (
            (0, "查找(&N)", self.text),
            (2, "范围(&S)", self.scope),
        )
        for row, words, box in rows:
            title = QLabel(words, self)
            title.setBuddy(box)
            grid.addWidget(title, row, 0)
            grid.addWidget(box, row, 1)
        grid.addWidget(self.options, 0, 2)
        grid.addWidget(self.replacing, 1, 0)
        grid.addWidget(self.to, 1, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.view, 1)
        buttons = self.close_button_box()
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self.replace.setAutoDefault(False)
        line = QHBoxLayout()
        line.addWidget(self.summary, 1)
        line.addWidget(self.replace)
        line.addWidget(buttons)
        self.column.addLayout(line)
        self.to.setEnabled(False)
        order = (self.text, self.replacing, self.to, self.scope, self.options, self.view, self.replace)
        for one, following in pairwise(order):
            self.setTabOrder(one, following)
        self.take_room(112, 66)

    def _connect(self) -> None:
        for changed in (self.text.textChanged, self.to.textChanged, self.options.changed):
            changed.connect(self._begin_soon)
        self.scope.currentIndexChanged.connect(self._begin_soon)
        self.replacing.toggled.connect(self.to.setEnabled)
        self.replacing.toggled.connect(self._begin_soon)
        self.replacing.clicked.connect(self._type_what_for)
        self._patience.timeout.connect(self.begin)
        self.searcher.found.connect(self._add)
        self.searcher.ended.connect(self._end)
        self.searcher.failed.connect(self._fail)
        self.model.ticked.connect(self._say)
        self.view.hit_chosen.connect(self.hit_chosen)
        self.replace.clicked.connect(self._replace)
        self.finished.connect(self.searcher.stop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin at once on Enter; go to what is found on Down."""
        if event.key() in _ENTER and isinstance(self.focusWidget(), QLineEdit):
            self.begin()
        elif event.key() == Qt.Key.Key_Down and self.text.hasFocus():
            self.view.setFocus()
        else:
            super().keyPressEvent(event)

    # -- finding -----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look for what is in the field now, from the beginning."""
        self._patience.stop()
        self._trouble = ""
        to = self.to.text() if self.replacing.isChecked() else None
        self.model.begin(to, with_figures=self.options.with_figures)
        matcher = Matcher(self.options.query(self.text.text()))
        self.searcher.start(search(self._session, matcher, self._form_ids()))
        self._say()

    def _form_ids(self) -> Sequence[FormId] | None:
        """Return what is looked through, ``None`` for all forms."""
        if self.scope.currentText() != _OPEN:
            chosen: Sequence[FormId] | None = self.scope.currentData()
            return chosen
        # Another one may have been opened while the dialog stands beside the window.
        shown = self._session.shown
        return () if shown is None else (shown.form_id,)

    def _type_what_for(self) -> None:
        (self.to if self.replacing.isChecked() else self.text).setFocus()

    def _begin_soon(self) -> None:
        self.searcher.stop()
        self._done = ""
        self._patience.start()
        # What is listed still is about what was typed before.
        self._offer_replacing()

    def _add(self, found: list[object]) -> None:
        self.model.add(found)  # type: ignore[arg-type]  # what the searcher tells
        if self.model.number >= _MOST:
            self.searcher.stop()
        self._say()

    def _end(self) -> None:
        self._say()
        announce(self.summary, self.summary.text())

    def _fail(self, trouble: str) -> None:
        self._trouble = trouble
        self._end()

    def _say(self) -> None:
        number, forms = self.model.number, len(self.model.forms)
        found = f"{forms} 张表里有 {number} 处" if number else ""
        if self._trouble:
            self.summary.setText(self._trouble)
        elif self.searcher.is_searching:
            self.summary.setText(f"正在查找……{found}")
        elif not self.text.text():
            self.summary.setText("")
        else:
            more = "太多了，只列出这些；请把要找的字写得多一些，或者缩小范围。" if number >= _MOST else ""
            left = f"{found}。{more}" if found else ("" if self._done else "没有找到。")
            self.summary.setText(f"{self._done}{left}")
        self._offer_replacing()

    def _offer_replacing(self) -> None:
        """Let the button say how many places it replaces; none before all that is asked for is listed."""
        self.replace.setVisible(self.replacing.isChecked())
        is_listed = not (self.searcher.is_searching or self._patience.isActive())
        chosen = sum(map(number_of, self.model.chosen().values())) if is_listed else 0
        verb = "替换" if self.to.text() else "删去"
        self.replace.setText(f"{verb}勾选的 {chosen} 处(&R)")
        self.replace.setEnabled(chosen > 0 and not self._session.is_read_only)

    # -- replacing ---------------------------------------------------------------------------------------

    def _replace(self) -> None:
        if not self._save_typed():
            return
        chosen = self.model.chosen()
        number = sum(map(number_of, chosen.values()))
        words = label(self.text.text(), self.to.text(), number)
        try:
            with waiting():
                done = replace_in_forms(self._session, chosen, words)
        except PerfEvalError as refusal:
            self._fail(f"一处也没有替换：{refusal}")
            return
        since = f"有 {done.changed_since} 格刚才已改动或删除，没有替换。" if done.changed_since else ""
        told = f"已替换 {done.places} 处，{done.forms} 张表。{since}" if done.forms else since
        self._done = f"{told}在主窗口里可以撤销。" if done.forms else told
        self.begin()
        # Undo, which the window offers, would mean what was done before.
        if done.forms:
            self.replaced.emit(told)
