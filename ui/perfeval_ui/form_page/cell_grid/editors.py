"""The editors that open over a cell, and the bubble that says why a text cannot stand there."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QPlainTextEdit, QScrollArea, QWidget

from perfeval_ui.theme import RHYTHM, Tint, tint

_GAP = RHYTHM // 2


class RefusalBubble(QLabel):
    """A sentence under an editor; part of the page, so that nothing but a mended text takes it away."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(_surface(editor)[0])
        self._editor = editor
        self.setWordWrap(True)
        self.setMargin(RHYTHM)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, palette.color(QPalette.ColorRole.ToolTipBase))
        palette.setColor(QPalette.ColorRole.WindowText, tint(palette, Tint.ERROR))
        self.setPalette(palette)
        self.setAccessibleName("无法录入的原因")
        editor.destroyed.connect(self.deleteLater)
        self.hide()

    def say(self, sentence: str | None) -> None:
        """Show ``sentence`` under the editor; ``None`` takes the bubble away."""
        if sentence is None:
            self.hide()
            return
        self.setText(sentence)
        self.setFixedWidth(min(420, max(240, self.window().width() // 3)))
        self.adjustSize()
        _stand_beside(self, self._editor, self.size())


def _surface(editor: QWidget) -> tuple[QWidget, QWidget]:
    """Return the page that scrolls with ``editor`` and the port it is seen through; else the window twice."""
    page = editor
    while (port := page.parentWidget()) is not None and not page.isWindow():
        if isinstance(port.parentWidget(), QScrollArea):
            return page, port
        page = port
    return page, page


def _stand_beside(companion: QWidget, editor: QWidget, size: QSize) -> None:
    """Show ``companion`` below ``editor``, above it where there is no room in sight below."""
    page, port = _surface(editor)
    seen = QRect(page.mapFrom(port, QPoint(0, 0)), port.size())
    place = QRect(editor.mapTo(page, QPoint(0, editor.height() + _GAP)), size)
    if place.bottom() > seen.bottom():
        place.moveBottom(editor.mapTo(page, QPoint(0, -_GAP)).y())
    place.moveLeft(max(0, min(place.left(), page.width() - size.width())))
    companion.setGeometry(place)
    companion.show()
    companion.raise_()


class Move(Enum):
    """Where the cursor goes when an editor closes."""

    STAY = auto()
    NEXT = auto()
    PREVIOUS = auto()
    DOWN = auto()
    UP = auto()


class Leave(Enum):
    """How an editor is left other than by going elsewhere."""

    DROP = auto()
    FILL = auto()


def way_out(event: QKeyEvent) -> Move | Leave | None:
    """Return how a key leaves a cell, ``None`` for a key that does not."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    match event.key():
        case Qt.Key.Key_Escape:
            return Leave.DROP
        case Qt.Key.Key_Tab:
            return Move.NEXT
        case Qt.Key.Key_Backtab:
            return Move.PREVIOUS
        case Qt.Key.Key_Return | Qt.Key.Key_Enter:
            return _ENTER_WAYS.get(modifiers)
        case _:
            return None


_ENTER_WAYS: dict[Qt.KeyboardModifier, Move | Leave] = {
    Qt.KeyboardModifier.NoModifier: Move.DOWN,
    Qt.KeyboardModifier.ShiftModifier: Move.UP,
    Qt.KeyboardModifier.ControlModifier: Leave.FILL,
}


class OfferList(QListView):
    """Texts on offer below an editor, narrowed down by what is typed; the keyboard stays in the editor.

    A part of the window and no popup: a popup takes the keyboard from an input method.
    """

    def __init__(self, editor: QLineEdit, texts: Sequence[str]) -> None:
        super().__init__(_surface(editor)[0])
        self._editor = editor
        self._texts = tuple(texts)
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A click would pass the keyboard to the page otherwise.
        self.setFocusProxy(editor)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        editor.destroyed.connect(self.deleteLater)
        self.hide()

    def narrow(self, typed: str) -> None:
        """Offer the texts that contain ``typed``, none of them chosen yet."""
        offered = [text for text in self._texts if typed in text and typed != text]
        self._model.setStringList(offered)
        if not offered:
            self.hide()
            return
        height = min(len(offered), 8) * max(1, self.sizeHintForRow(0)) + 2 * self.frameWidth()
        width = max(self._editor.width(), self.sizeHintForColumn(0) + 3 * RHYTHM)
        _stand_beside(self, self._editor, QSize(width, height))

    def step(self, by: int) -> None:
        """Choose the next or the previous text, round and round."""
        row = (self.currentIndex().row() + by) % self._model.rowCount()
        if by < 0 and not self.currentIndex().isValid():
            row = self._model.rowCount() - 1
        self.setCurrentIndex(self._model.index(row))

    def chosen(self) -> str | None:
        """Return the text chosen with the arrow keys."""
        index = self.currentIndex()
        return str(index.data()) if index.isValid() else None


class LineEditor(QLineEdit):
    """Edits a one-line cell; offers texts where there are some.

    ``typed`` follows every change by hand; ``left`` carries the :class:`Move` or :class:`Leave` with which
    the person goes.
    """

    typed = Signal()
    left = Signal(object)

    def __init__(self, index: QPersistentModelIndex, parent: QWidget) -> None:
        super().__init__(parent)
        self.index = index
        self.is_seeded = False
        self._offers: OfferList | None = None
        self.setFrame(False)
        self.setAutoFillBackground(True)
        self.textEdited.connect(self.typed)

    def offer(self, texts: Sequence[str]) -> None:
        """Offer ``texts`` in a list below; free text stays possible."""
        self._offers = OfferList(self, texts)
        self._offers.clicked.connect(self._take_clicked)
        self.textEdited.connect(self._offers.narrow)

    def plain_text(self) -> str:
        """Return the text in the editor."""
        return self.text()

    def seed(self, text: str) -> None:
        """Put in what the cell holds, all selected: what is typed next replaces it."""
        self.is_seeded = True
        self.setText(text)
        self.selectAll()

    def go_on(self) -> None:
        """Put the cursor behind the text, and open the whole list of texts on offer."""
        self.end(False)  # noqa: FBT003  # Qt's way to say that nothing is selected
        if self._offers is not None:
            self._offers.narrow("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = way_out(event)
        offers = self._offers
        if offers is not None and offers.isVisible():
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                offers.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return
            if way is Leave.DROP:
                offers.hide()
                return
            chosen = offers.chosen()
            if chosen is not None and way is not None:
                self._take(chosen)
        if way is not None:
            self.left.emit(way)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: ARG002, FBT001
        # Tab is a way out of the cell and comes as a key.
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit(Move.STAY)

    def _take_clicked(self, index: QModelIndex) -> None:
        self._take(str(index.data()))
        self.left.emit(Move.STAY)

    def _take(self, text: str) -> None:
        self.setText(text)
        self.typed.emit()


class TextEditor(QPlainTextEdit):
    """Edits a cell of several lines; Alt+Enter makes a new one. Signals as :class:`LineEditor`'s."""

    typed = Signal()
    left = Signal(object)

    def __init__(self, index: QPersistentModelIndex, parent: QWidget) -> None:
        super().__init__(parent)
        self.index = index
        self.is_seeded = False
        # It may be taller than its cell, and has a frame of its own.
        self.setForegroundRole(QPalette.ColorRole.Highlight)
        self.setFrameShape(QFrame.Shape.Box)
        self.setFrameShadow(QFrame.Shadow.Plain)
        self.setLineWidth(2)
        self.document().setDocumentMargin(4)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._pass_on)

    def plain_text(self) -> str:
        """Return the text in the editor."""
        return written(self.document())

    def seed(self, text: str) -> None:
        """Put in what the cell holds, all selected: what is typed next replaces it."""
        self.setPlainText(text)
        self.is_seeded = True
        self.selectAll()

    def go_on(self) -> None:
        """Put the cursor behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = way_out(event)
        if way is not None:
            self.left.emit(way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit(Move.STAY)

    def _pass_on(self) -> None:
        if self.is_seeded:
            self.typed.emit()


def written(document: QTextDocument) -> str:
    """Return the text of a document to the letter: Qt's plain text turns each no-break space into a space."""
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


CellEditor = LineEditor | TextEditor
