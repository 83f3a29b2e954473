"""The box itself: what is typed, the hits below, and what to do where there is none."""

from contextlib import suppress
from typing import Generic

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from perfeval_ui.hit_box.hit_delegate import HitDelegate
from perfeval_ui.hit_box.hits import AnyHit, HitModel
from perfeval_ui.hit_box.search_line import SearchLine
from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM, Tint, icon
from perfeval_ui.widgets.announcing import announce
from perfeval_ui.widgets.quiet_label import QuietLabel

# In heights of a line, so that it grows with the text.
_WIDTH = 40
_ROWS_IN_SIGHT = 9
# Below menu and tool bar, at the usual size of text.
_TOP = 11 * RHYTHM


class HitBox(QFrame, Generic[AnyHit]):
    """Lies over the window ``parent`` while it is open; typing narrows down the hits.

    ``chosen`` carries the hit that was chosen; the box is closed by then, the keyboard back at ``before``. A
    part of the window and no popup: a popup takes the keyboard from an input method. A subclass says what is
    found, in :meth:`look`.
    """

    chosen = Signal(object)

    def __init__(self, title: str, placeholder: str, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.before: QWidget | None = None
        self._said = ""
        self.line = SearchLine(self)
        self.model: HitModel[AnyHit] = HitModel(self)
        self.list = QListView(self)
        self.told = QuietLabel("", self)
        self.foot = QuietLabel("", self)
        self._column = QVBoxLayout(self)
        self.line.setAccessibleName(title)
        self.line.setPlaceholderText(f"{title}：{placeholder}")
        self.line.addAction(icon(icon_name, Tint.QUIET), QLineEdit.ActionPosition.LeadingPosition)
        self._arrange()
        self.hide()
        self.line.textChanged.connect(self.look)
        self.line.stepped.connect(self._step)
        self.line.paged.connect(self._page)
        self.line.chosen.connect(self._choose_current)
        self.line.given_up.connect(self.close_box)
        self.line.left.connect(self.leave)
        self.list.clicked.connect(self._choose)
        parent.installEventFilter(self)

    # -- for the window ----------------------------------------------------------------------------------

    def open_box(self, before: QWidget | None) -> None:
        """Show the box, empty; the keyboard goes back to ``before`` when it is given up."""
        if self.isVisible():
            self.line.selectAll()
            return
        # Another box that is open closes now: the keyboard goes back to where that one had it from.
        other = before.parent() if isinstance(before, SearchLine) else None
        self.before = other.before if isinstance(other, HitBox) else before
        self._said = ""
        self.line.clear()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.look("")

    def close_box(self) -> None:
        """Close the box and give the keyboard back."""
        before = self.before
        self.leave()
        # It may be gone: the page of a form is made anew for another template.
        with suppress(RuntimeError):
            if before is not None:
                before.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close the box; the keyboard is elsewhere already."""
        self.before = None
        self.hide()

    # -- for what is found -------------------------------------------------------------------------------

    def look(self, typed: str) -> None:
        """Show in ``model`` what is found by what is ``typed``, then call :meth:`show_hits`."""
        raise NotImplementedError

    def show_hits(self, told: str, foot: str) -> None:
        """Make room for the hits; ``told`` stands in their place where there are none, ``foot`` below."""
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        number = self.model.rowCount()
        self.list.setVisible(number > 0)
        self.told.setVisible(number == 0)
        self.told.setText(told)
        self.foot.setText(foot)
        self._place()
        self._announce(told)

    # -- inside ------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setAutoFillBackground(True)
        self.line.setClearButtonEnabled(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
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
        self._column.setContentsMargins(RHYTHM, RHYTHM, RHYTHM, RHYTHM)
        self._column.setSpacing(RHYTHM)
        for widget in (self.line, self.list, self.told, self.foot):
            self._column.addWidget(widget)

    def _place(self) -> None:
        """Lie at the top of the window, as high as the hits ask for."""
        window = self._window
        rows = min(self.model.rowCount(), _ROWS_IN_SIGHT)
        width = min(_WIDTH * self.fontMetrics().height(), window.width() - 4 * RHYTHM)
        top = grown(_TOP)
        around = self.line.sizeHint().height() + self.foot.heightForWidth(width - 2 * RHYTHM)
        room = window.height() - top - around - 8 * RHYTHM
        self.list.setFixedHeight(min(rows * max(1, self.list.sizeHintForRow(0)), max(room, 8 * RHYTHM)))
        self.setFixedWidth(width)
        # By itself it would be as high as the words below ask for in less width.
        self.resize(width, self._column.totalHeightForWidth(width))
        self.move((window.width() - width) // 2, top)

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
        self._announce("")

    def _announce(self, told: str) -> None:
        """Say what Enter would choose, ``told`` where that is nothing: the keyboard is never in the list."""
        hit = self.model.hit(self.list.currentIndex())
        said = told if hit is None else hit.sentence
        if said != self._said:
            self._said = said
            announce(self.line, said)

    def _choose_current(self) -> None:
        self._choose(self.list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        hit = self.model.hit(index)
        if hit is not None and hit.is_enabled:
            self.close_box()
            self.chosen.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
