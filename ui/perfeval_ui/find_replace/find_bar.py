"""The bar below the form in which one types what is looked for, and what is to stand there instead."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from perfeval_ui.find_replace.options_button import WILDCARDS, OptionsButton
from perfeval_ui.theme import RHYTHM, Tint, icon, tint
from perfeval_ui.widgets.announcing import announce
from perfeval_ui.widgets.composing_input import ComposingLine

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class FindBar(QWidget):
    """Two lines: what is looked for and, where it is to be replaced, by what.

    ``sought`` is emitted when what is looked for is another; the others are its buttons and keys: Enter and
    Shift+Enter go on and back, Esc closes.
    """

    sought = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()
    replace_wanted = Signal()
    replace_all_wanted = Signal()
    everywhere_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = _line("查找", "要找的字；" + WILDCARDS, self)
        self.to = _line("替换为", "换成的字；空着就是删去", self)
        self.options = OptionsButton(self)
        self.count = QLabel(self)
        # As wide as it ever gets: nothing beside it moves while one types.
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("9999/9999 处"))
        self.previous = _arrow("previous", "上一个（Shift+F3、Shift+回车）", self)
        self.next = _arrow("arrow-down", "下一个（F3、回车）", self)
        self.everywhere = QPushButton("在所有表里查找(&L)…", self)
        self.close_button = _arrow("close", "关闭查找（Esc）", self)
        self.replace = QPushButton("替换(&R)", self)
        self.replace_all = QPushButton("全部替换(&A)", self)
        self._labels = QLabel("查找(&N)", self), QLabel("替换为(&B)", self)
        self._replacing = (self._labels[1], self.to, self.replace, self.replace_all)
        self._arrange()
        self._connect()
        self.show_replacing(is_on=False)
        self.tell("", is_found=True)

    def _arrange(self) -> None:
        for label, line in zip(self._labels, (self.text, self.to), strict=True):
            label.setBuddy(line)
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget in (self.count, self.previous, self.next, self.options, self.everywhere):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self.close_button)
        for widget in (self.replace, self.replace_all):
            second.addWidget(widget)
        second.addStretch(1)
        layout = QGridLayout(self)
        layout.setContentsMargins(2 * RHYTHM, RHYTHM // 2, RHYTHM, RHYTHM // 2)
        layout.setHorizontalSpacing(RHYTHM)
        layout.setVerticalSpacing(RHYTHM // 2)
        for row, (label, line, rest) in enumerate(
            zip(self._labels, (self.text, self.to), (first, second), strict=True)
        ):
            layout.addWidget(label, row, 0)
            layout.addWidget(line, row, 1)
            layout.addLayout(rest, row, 2)
        layout.setColumnStretch(1, 1)
        layout.setColumnStretch(2, 2)
        self.setAutoFillBackground(True)
        # From what is looked for to what is put there, as in Excel.
        order = (
            *(self.text, self.to, self.replace, self.replace_all, self.previous, self.next),
            *(self.options, self.everywhere, self.close_button),
        )
        for one, following in pairwise(order):
            self.setTabOrder(one, following)

    def _connect(self) -> None:
        self.text.textChanged.connect(self.sought)
        self.options.changed.connect(self.sought)
        for button, told in (
            (self.next, self.next_wanted),
            (self.previous, self.previous_wanted),
            (self.replace, self.replace_wanted),
            (self.replace_all, self.replace_all_wanted),
            (self.everywhere, self.everywhere_wanted),
            (self.close_button, self.closed),
        ):
            button.clicked.connect(told)

    def show_replacing(self, *, is_on: bool) -> None:
        """Show the second line, or hide it."""
        for widget in self._replacing:
            widget.setVisible(is_on)

    @property
    def is_replacing(self) -> bool:
        """Whether the second line is shown."""
        return not self.to.isHidden()

    def start(self, *, replacing: bool) -> None:
        """Show the bar with its text selected, to be typed over."""
        self.show_replacing(is_on=replacing)
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def tell(self, text: str, *, is_found: bool) -> None:
        """Say which of how many places this is, or that there is none."""
        if text and text != self.count.text():
            announce(self.text, text)
        self.count.setText(text)
        palette = self.palette()
        if not is_found:
            palette.setColor(QPalette.ColorRole.WindowText, tint(palette, Tint.ERROR))
        self.count.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line that parts the bar from the form."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(tint(self.palette(), Tint.RULE))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys that the fields leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _ENTER and self.to.hasFocus():
            self.replace_wanted.emit()
        elif event.key() in _ENTER and self.text.hasFocus():
            is_back = bool(event.modifiers() & _SHIFT)
            (self.previous_wanted if is_back else self.next_wanted).emit()
        elif event.key() in _ENTER and isinstance(button := self.focusWidget(), QPushButton | QToolButton):
            button.click()
        else:
            super().keyPressEvent(event)


def _line(name: str, tip: str, parent: QWidget) -> ComposingLine:
    line = ComposingLine(parent)
    line.setAccessibleName(name)
    line.setToolTip(tip)
    line.setClearButtonEnabled(True)
    line.setMinimumWidth(10 * RHYTHM)
    return line


def _arrow(icon_name: str, tip: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(icon(icon_name))
    button.setAutoRaise(True)
    button.setToolTip(tip)
    button.setAccessibleName(tip.partition("（")[0])
    return button
