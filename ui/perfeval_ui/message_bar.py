"""A line above the form that tells what happened and offers the way back; it never blocks."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from perfeval_ui.theme import RHYTHM, Tint, icon, tint

_STAYS_MS = 12_000


class MessageBar(QWidget):
    """Shows one message at a time: news that goes by itself, or trouble that stays until it is mended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton(self)
        self._close = QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setAutoRaise(True)
        self._close.setToolTip("关闭这条消息")
        self._close.clicked.connect(self.hide)
        self.action.clicked.connect(self._act)
        self._todo: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * RHYTHM, RHYTHM // 2, RHYTHM, RHYTHM // 2)
        layout.setSpacing(RHYTHM)
        layout.addWidget(self._icon)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.action)
        layout.addWidget(self._close)
        self.setAutoFillBackground(True)
        self.hide()

    def tell(self, text: str, action: str = "", todo: Callable[[], object] | None = None) -> None:
        """Say what was done; ``todo`` is behind the button ``action``. Goes by itself after a while."""
        self._say(text, Tint.GOOD, "ok", action, todo)
        self._timer.start(_STAYS_MS)

    def warn(self, text: str, action: str = "", todo: Callable[[], object] | None = None) -> None:
        """Say what went wrong and what helps; stays until closed or replaced."""
        self._say(text, Tint.ERROR, "error", action, todo)
        self._timer.stop()

    def _say(self, text: str, which: Tint, name: str, action: str, todo: Callable[[], object] | None) -> None:
        palette = QPalette(self.window().palette())
        palette.setColor(QPalette.ColorRole.Window, palette.color(QPalette.ColorRole.ToolTipBase))
        self.setPalette(palette)
        self._icon.setPixmap(icon(name, which).pixmap(16, 16))
        self.text.setText(text)
        self.text.setForegroundRole(QPalette.ColorRole.WindowText)
        text_palette = QPalette(palette)
        if which is Tint.ERROR:
            text_palette.setColor(QPalette.ColorRole.WindowText, tint(palette, which))
        self.text.setPalette(text_palette)
        self._todo = todo
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.show()

    def _act(self) -> None:
        todo = self._todo
        self.hide()
        if todo is not None:
            todo()
