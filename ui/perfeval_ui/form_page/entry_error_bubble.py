"""The bubble under a field that says why the text typed there cannot be saved."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from perfeval_ui.form_page.popup_placement import page_of, show_beside
from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM, Tint, tint


class EntryErrorBubble(QLabel):
    """A sentence beside an editor; no popup, so that it stays until the text is mended or given up."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(page_of(editor))
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
        """Show ``sentence`` beside the editor; ``None`` takes the bubble away."""
        if sentence is None:
            self.hide()
            return
        self.setText(sentence)
        self.setFixedWidth(min(grown(420), max(grown(240), self.window().width() // 3)))
        self.adjustSize()
        show_beside(self._editor, self, self.size())
