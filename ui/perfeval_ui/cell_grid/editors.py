"""The editors that open over a cell, and the bubble that says why a text cannot stand there."""

from collections.abc import Sequence

from PySide6.QtCore import QPersistentModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QLineEdit, QPlainTextEdit, QWidget

from perfeval_ui.theme import Tint, tint


class RefusalBubble(QLabel):
    """A sentence under an editor; part of the window, so that nothing but a mended text takes it away."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setWordWrap(True)
        self.setMargin(8)
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
        below = self._editor.mapTo(self._editor.window(), QPoint(0, self._editor.height() + 4))
        below.setX(max(0, min(below.x(), self.window().width() - self.width())))
        below.setY(max(0, min(below.y(), self.window().height() - self.height())))
        self.move(below)
        self.show()
        self.raise_()


class LineEditor(QLineEdit):
    """Edits a one-line cell; offers texts where there are some."""

    typed = Signal(str)

    def __init__(self, index: QPersistentModelIndex, parent: QWidget) -> None:
        super().__init__(parent)
        self.index = index
        self.refusal: str | None = None
        self.is_seeded = False
        self._bubble = RefusalBubble(self)
        self.setFrame(False)
        self.setAutoFillBackground(True)
        self.textEdited.connect(self.typed)

    def offer(self, texts: Sequence[str]) -> None:
        """Offer ``texts`` in a list below; free text stays possible."""
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(texts), completer))
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._chosen)
        self.setCompleter(completer)

    def show_offers(self) -> None:
        """Open the list of offered texts, whatever stands in the cell."""
        completer = self.completer()
        if completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()

    def plain_text(self) -> str:
        """Return the text in the editor."""
        return self.text()

    def seed(self, text: str, *, replace: bool) -> None:
        """Put in what the cell holds, all selected if typing is to ``replace`` it."""
        self.is_seeded = True
        self.setText(text)
        if replace:
            self.selectAll()

    def refuse(self, refusal: str | None) -> None:
        """Say why the text cannot stand, or ``None`` when it can."""
        self.refusal = refusal
        self._bubble.say(refusal)

    def _chosen(self, text: str) -> None:
        self.typed.emit(text)


class TextEditor(QPlainTextEdit):
    """Edits a cell of several lines; Alt+Enter makes a new one."""

    typed = Signal(str)

    def __init__(self, index: QPersistentModelIndex, parent: QWidget) -> None:
        super().__init__(parent)
        self.index = index
        self.refusal: str | None = None
        self.is_seeded = False
        self._bubble = RefusalBubble(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(4)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._pass_on)

    def plain_text(self) -> str:
        """Return the text in the editor."""
        return self.toPlainText()

    def seed(self, text: str, *, replace: bool) -> None:
        """Put in what the cell holds, all selected if typing is to ``replace`` it, else cursor last."""
        self.setPlainText(text)
        self.is_seeded = True
        if replace:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def refuse(self, refusal: str | None) -> None:
        """Say why the text cannot stand, or ``None`` when it can."""
        self.refusal = refusal
        self._bubble.say(refusal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insertPlainText("\n")
            return
        super().keyPressEvent(event)

    def _pass_on(self) -> None:
        if self.is_seeded:
            self.typed.emit(self.toPlainText())


CellEditor = LineEditor | TextEditor
