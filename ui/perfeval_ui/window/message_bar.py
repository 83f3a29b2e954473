"""A line above the form that tells what happened and offers the way back; it never blocks."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
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
        self.way_out = QPushButton(self)
        self._close = QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setAutoRaise(True)
        self._close.setToolTip("关闭这条消息")
        self._close.clicked.connect(self.hide)
        self.action.clicked.connect(self._act)
        self.way_out.clicked.connect(self._go_out)
        self._todo: Callable[[], object] | None = None
        self._other: Callable[[], object] | None = None
        self._is_trouble = False
        self._is_offer = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * RHYTHM, RHYTHM // 2, RHYTHM, RHYTHM // 2)
        layout.setSpacing(RHYTHM)
        layout.addWidget(self._icon)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.action)
        layout.addWidget(self.way_out)
        layout.addWidget(self._close)
        self.setAutoFillBackground(True)
        self._dress()
        self.hide()

    def tell(self, text: str, action: str = "", todo: Callable[[], object] | None = None) -> None:
        """Say what was done; ``todo`` is behind the button ``action``. Goes by itself after a while."""
        self._is_trouble, self._is_offer = False, False
        self._say(text, action, todo)
        self._timer.start()

    def offer(self, text: str, action: str, todo: Callable[[], object]) -> None:
        """Say what was done where ``todo`` fits only until the next change: see :meth:`withdraw_offer`."""
        self.tell(text, action, todo)
        self._is_offer = True

    def withdraw_offer(self) -> None:
        """Hide what :meth:`offer` shows; something else has been done since."""
        if self._is_offer:
            self.hide()

    def warn(
        self,
        text: str,
        action: str = "",
        todo: Callable[[], object] | None = None,
        *,
        way_out: str = "",
        other: Callable[[], object] | None = None,
    ) -> None:
        """Say what went wrong and what helps; stays until closed or replaced.

        ``other`` is behind a second button ``way_out``, for when what helps does not.
        """
        self._is_trouble, self._is_offer = True, False
        self._say(text, action, todo)
        self._other = other
        self.way_out.setText(way_out)
        self.way_out.setVisible(bool(way_out))
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system when it turns light or dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def _say(self, text: str, action: str, todo: Callable[[], object] | None) -> None:
        self.text.setText(text)
        self._todo = todo
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.way_out.hide()
        self._dress()
        self.show()

    def _dress(self) -> None:
        palette = self.palette()
        ground = palette.color(QPalette.ColorRole.ToolTipBase)
        if palette.color(QPalette.ColorRole.Window) != ground:
            palette.setColor(QPalette.ColorRole.Window, ground)
            self.setPalette(palette)
        words = QPalette(palette)
        if self._is_trouble:
            words.setColor(QPalette.ColorRole.WindowText, tint(palette, Tint.ERROR))
        self.text.setPalette(words)
        sign = icon("error", Tint.ERROR) if self._is_trouble else icon("ok", Tint.GOOD)
        self._icon.setPixmap(sign.pixmap(2 * RHYTHM, 2 * RHYTHM))

    def _act(self) -> None:
        self._do(self._todo)

    def _go_out(self) -> None:
        self._do(self._other)

    def _do(self, todo: Callable[[], object] | None) -> None:
        self.hide()
        if todo is not None:
            todo()
