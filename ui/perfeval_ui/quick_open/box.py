"""The box itself: what is typed, the hits below, and what to do where there is none."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.search.form_search import FormSearch
from perfeval_desktop.search.text_search import TextHit
from perfeval_desktop.search.words import words_of
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId, FormSummary
from perfeval_ui.quick_open.hit_delegate import HitDelegate
from perfeval_ui.quick_open.hits import Hit, HitModel
from perfeval_ui.quick_open.text_searcher import TextSearcher
from perfeval_ui.theme import RHYTHM, Tint, icon
from perfeval_ui.widgets.composing_input import ComposingLine
from perfeval_ui.widgets.quiet_label import QuietLabel

MOST_NAMES = 100
_WIDTH = 85 * RHYTHM
_ROWS_IN_SIGHT = 9
# Below menu and tool bar.
_TOP = 11 * RHYTHM
_KEYS = "↑↓ 选择，回车打开，Esc 关闭"
_BY = "项目名称、单位、编码、年度、状态、表里的文字，或者拼音、首字母（如 qyzc）"


class SearchLine(ComposingLine):
    """Takes what is looked for; ``left`` is emitted when the keyboard goes elsewhere in the window."""

    stepped = Signal(int)
    paged = Signal(int)
    chosen = Signal()
    given_up = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keeps_key_for_composing(event):
            return
        match event.key():
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_PageDown:
                self.paged.emit(1)
            case Qt.Key.Key_PageUp:
                self.paged.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.chosen.emit()
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                # There is nowhere else to go in the box.
                event.accept()
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, _is_next: bool) -> bool:  # noqa: FBT001  # as Qt has it
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu over it, or another program, only borrows the keyboard.
        borrowing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in borrowing:
            self.left.emit()


class QuickOpenBox(QFrame):
    """Lies over the window ``parent`` while it is open; typing narrows down the hits.

    ``chosen`` carries the :class:`Hit` to go to; the box is closed by then. A part of the window and no
    popup: a popup takes the keyboard from an input method.
    """

    chosen = Signal(object)

    def __init__(self, session: EditingSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._search = FormSearch()
        self._renewing: Iterator[None] = iter(())
        self._recent: Sequence[FormSummary] = ()
        self._total = 0
        self._before: QWidget | None = None
        self.line = SearchLine(self)
        self.model = HitModel(self)
        self.list = QListView(self)
        self.told = QuietLabel("", self)
        self.foot = QuietLabel("", self)
        self.texts = TextSearcher(session, self)
        self._steps = QTimer(self)
        self._arrange()
        self.hide()
        self._steps.timeout.connect(self._make_ready)
        self.line.textChanged.connect(self._look)
        self.line.stepped.connect(self._step)
        self.line.paged.connect(self._page)
        self.line.chosen.connect(self._choose_current)
        self.line.given_up.connect(self.close_box)
        self.line.left.connect(self._leave)
        self.list.clicked.connect(self._choose)
        self.texts.found.connect(self._show_texts)
        self.texts.ended.connect(self._tell)
        parent.installEventFilter(self)

    @property
    def is_preparing(self) -> bool:
        """Whether not all forms are ready yet."""
        return self._steps.isActive()

    # -- for the window ----------------------------------------------------------------------------------

    def open_box(self, before: QWidget | None) -> None:
        """Show the box, empty; the keyboard goes back to ``before`` when it is given up."""
        if self.isVisible():
            self.line.selectAll()
            return
        self._before = before
        self.line.clear()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look("")

    def renew(self, forms: Collection[FormSummary], recent: Sequence[FormSummary]) -> None:
        """Look through ``forms`` from now on, as soon as they are ready; ``recent`` are those opened last."""
        self._recent = recent
        self._renewing = self._search.renewing(forms)
        self._steps.start(0)

    def close_box(self) -> None:
        """Close the box and give the keyboard back."""
        before = self._before
        self._leave()
        # It may be gone: the page of a form is made anew for another template.
        with suppress(RuntimeError):
            if before is not None:
                before.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside ------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setAutoFillBackground(True)
        self.line.setAccessibleName("快速打开")
        self.line.setPlaceholderText("快速打开：输几个字、拼音或首字母")
        self.line.setClearButtonEnabled(True)
        self.line.addAction(icon("search", Tint.QUIET), QLineEdit.ActionPosition.LeadingPosition)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setAccessibleName("找到的项目")
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The keyboard stays in the line above, whatever is clicked.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFocusProxy(self.line)
        for label in (self.told, self.foot):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setContentsMargins(RHYTHM, RHYTHM, RHYTHM, RHYTHM)
        column = QVBoxLayout(self)
        column.setContentsMargins(RHYTHM, RHYTHM, RHYTHM, RHYTHM)
        column.setSpacing(RHYTHM)
        for widget in (self.line, self.list, self.told, self.foot):
            column.addWidget(widget)

    def _make_ready(self) -> None:
        """Take one more step, of less than a tenth of what one notices."""
        try:
            next(self._renewing)
        except StopIteration:
            self._steps.stop()
            if self.isVisible():
                self._look(self.line.text())

    def _look(self, typed: str) -> None:
        found = self._search.search(typed, self._recent, most=MOST_NAMES)
        self._total = found.total
        self.model.show([Hit(form) for form in found.forms], words_of(typed))
        named = frozenset(form.form_id for form in found.forms)
        self.texts.search(typed, lambda: self._others(named))
        self._show_hits()

    def _others(self, named: frozenset[FormId]) -> Sequence[FormId]:
        """Return the forms to look through for texts: all but those that are shown already."""
        return [form.form_id for form in self._search.forms if form.form_id not in named]

    def _show_texts(self, texts: Sequence[TextHit]) -> None:
        wanted = {text.form_id for text in texts}
        forms = {form.form_id: form for form in self._search.forms if form.form_id in wanted}
        self.model.add([Hit(forms[text.form_id], text) for text in texts if text.form_id in forms])
        self._show_hits()

    def _show_hits(self) -> None:
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self._tell()

    def _tell(self) -> None:
        """Say how many there are, or what to do where there is none."""
        number = self.model.rowCount()
        typed = self.line.text()
        self.list.setVisible(number > 0)
        self.told.setVisible(number == 0)
        if self.is_preparing or self.texts.is_searching:
            self.told.setText("正在找…")
        elif words_of(typed):
            self.told.setText(f"没有找到“{shortened(typed)}”。可以输{_BY}；也可以少输几个字再试。")
        else:
            self.told.setText(f"可以输{_BY}。")
        more = f"符合的有 {self._total:,} 项，列出前 {MOST_NAMES} 项。" if self._total > MOST_NAMES else ""
        self.foot.setText(f"{more}{_KEYS}")
        self._place()

    def _place(self) -> None:
        """Lie at the top of the window, as high as the hits ask for."""
        window = self._window
        rows = min(self.model.rowCount(), _ROWS_IN_SIGHT)
        room = window.height() - _TOP - 14 * RHYTHM
        self.list.setFixedHeight(min(rows * max(1, self.list.sizeHintForRow(0)), max(room, 8 * RHYTHM)))
        width = min(_WIDTH, window.width() - 4 * RHYTHM)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((window.width() - width) // 2, _TOP)

    def _step(self, by: int) -> None:
        rows = self.model.rowCount()
        if rows:
            self._go_to((self.list.currentIndex().row() + by) % rows)

    def _page(self, direction: int) -> None:
        last = self.model.rowCount() - 1
        if last >= 0:
            row = self.list.currentIndex().row() + direction * (_ROWS_IN_SIGHT - 1)
            self._go_to(min(max(row, 0), last))

    def _go_to(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))

    def _choose_current(self) -> None:
        self._choose(self.list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        hit = self.model.hit(index)
        if hit is not None:
            self.close_box()
            self.chosen.emit(hit)

    def _leave(self) -> None:
        self.texts.stop()
        self._before = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
