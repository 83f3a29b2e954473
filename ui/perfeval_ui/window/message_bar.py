"""The line below the form that says what has happened or went wrong. It never blocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from perfeval_ui.theme import RHYTHM, Tint, icon, tint

_SHOWN_MS = 12_000
_MOST_BUTTONS = 2
_ICONS = {Tint.GOOD: "ok", Tint.WARNING: "warning", Tint.ERROR: "error"}


@dataclass(frozen=True, slots=True)
class MessageButton:
    """A button beside a message: its text and what a click does, after the message is hidden."""

    text: str
    on_click: Callable[[], object]


class MessageBar(QWidget):
    """Shows one message at a time, each in place of the one before, with at most two buttons.

    How long a message stays depends on its kind: see the methods that show one. What is said about the open
    form (``about_form``) is hidden by :meth:`withdraw_about_form` as well, once that is another one or in
    another state.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = tuple(QPushButton(self) for _ in range(_MOST_BUTTONS))
        self._close = QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setAutoRaise(True)
        self._close.setToolTip("关闭这条消息")
        self._close.clicked.connect(self.hide)
        self._on_click: dict[QPushButton, Callable[[], object]] = {}
        self._tint = Tint.GOOD
        self._is_offer = False
        self._is_about_form = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._waiting: list[tuple[str, tuple[MessageButton, ...]]] = []
        # Not while it is being hidden: a click on it does something, which may have more to say.
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._show_next)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * RHYTHM, RHYTHM // 2, RHYTHM, RHYTHM // 2)
        layout.setSpacing(RHYTHM)
        layout.addWidget(self._icon)
        layout.addWidget(self.text, 1)
        for button in self.buttons:
            button.clicked.connect(self._click)
            layout.addWidget(button)
        layout.addWidget(self._close)
        self.setAutoFillBackground(True)
        self._set_colours()
        self.hide()

    def show_message(self, text: str, *buttons: MessageButton) -> None:
        """Say what was done; hidden after a while."""
        self._show(text, buttons)
        self._timer.start()

    def offer(self, text: str, *buttons: MessageButton, about_form: bool = False) -> None:
        """Say what was done, with buttons that make sense only until something else is done.

        Hidden after a while, and by :meth:`withdraw_offer`.
        """
        self._show(text, buttons, is_offer=True, about_form=about_form)
        self._timer.start()

    def show_error(self, text: str, *buttons: MessageButton, about_form: bool = False) -> None:
        """Say what went wrong; stays until it is closed or another message comes."""
        self._show(text, buttons, colour=Tint.ERROR, about_form=about_form)
        self._timer.stop()

    def show_warning(self, text: str, *buttons: MessageButton, about_form: bool = False) -> None:
        """Say what deserves a look; stays until it is closed or another message comes."""
        self._show(text, buttons, colour=Tint.WARNING, about_form=about_form)
        self._timer.stop()

    def warn_next(self, text: str, *buttons: MessageButton) -> None:
        """Say what deserves a look once nothing else is being said: that would not be read any more."""
        self._waiting.append((text, buttons))
        self._show_next()

    def withdraw_offer(self) -> None:
        """Hide what :meth:`offer` shows: something else has been done since."""
        if self._is_offer:
            self.hide()

    def withdraw_about_form(self) -> None:
        """Hide what is said about the open form: it is another one, none, or in another state now."""
        if self._is_about_form:
            self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system when it turns light or dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._set_colours()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._waiting:
            self._next.start()

    def _show_next(self) -> None:
        if self._waiting and self.isHidden():
            text, buttons = self._waiting.pop(0)
            self.show_warning(text, *buttons)

    def _show(
        self,
        text: str,
        buttons: Sequence[MessageButton],
        *,
        colour: Tint = Tint.GOOD,
        is_offer: bool = False,
        about_form: bool = False,
    ) -> None:
        self._is_offer, self._is_about_form = is_offer, about_form
        self.text.setText(text)
        self._on_click.clear()
        for button, wanted in zip_longest(self.buttons, buttons):
            button.setVisible(wanted is not None)
            if wanted is not None:
                # It may quote what somebody typed, in which "&" underlines nothing.
                button.setText(wanted.text.replace("&", "&&"))
                self._on_click[button] = wanted.on_click
        if colour is not self._tint:
            self._tint = colour
            self._set_colours()
        self.show()

    def _set_colours(self) -> None:
        palette = self.palette()
        background = palette.color(QPalette.ColorRole.ToolTipBase)
        if palette.color(QPalette.ColorRole.Window) != background:
            palette.setColor(QPalette.ColorRole.Window, background)
            self.setPalette(palette)
        of_text = QPalette(palette)
        if self._tint is Tint.ERROR:
            of_text.setColor(QPalette.ColorRole.WindowText, tint(palette, Tint.ERROR))
        self.text.setPalette(of_text)
        sign = icon(_ICONS[self._tint], self._tint)
        self._icon.setPixmap(sign.pixmap(2 * RHYTHM, 2 * RHYTHM))

    def _click(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)  # noqa: S101  # only those are connected
        on_click = self._on_click[button]
        # Before it is done: what is done may show the next message.
        self.hide()
        on_click()
