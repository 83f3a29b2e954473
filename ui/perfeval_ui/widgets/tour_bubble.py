"""The bubble of the guided tour: what one sees, beside a frame around it, and the way on."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.quiet_label import QuietLabel

_WIDTH = 40 * RHYTHM
_PEN = 3
_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right)


class TourBubble(QFrame):
    """Lies over ``window`` beside a widget of it; a part of the window and no popup, so that one can work on.

    ``next_wanted`` and ``end_wanted`` are emitted by its buttons, Enter and Escape.
    """

    next_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._frame = _TargetFrame(window)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setLineWidth(2)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        # That of the frame; what stands in it has the colours of text.
        self.setForegroundRole(QPalette.ColorRole.Highlight)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName("导览")
        self.title = QLabel(self)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        for one in (self.title, self.text):
            one.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.place = QuietLabel("", parent=self)
        self.place.setForegroundRole(QPalette.ColorRole.WindowText)
        self.place.setWordWrap(False)
        self.next_button, self.end_button = QPushButton(self), QPushButton("跳过(&S)", self)
        self._arrange()
        self.next_button.clicked.connect(self.next_wanted)
        self.end_button.clicked.connect(self.end_wanted)
        window.installEventFilter(self)

    def show_step(self, target: QWidget, title: str, text: str, *, number: int, count: int) -> None:
        """Show step ``number`` of ``count``, from 1, beside ``target``, and take the keyboard."""
        is_last = number == count
        self._target = target
        self.title.setText(title)
        self.text.setText(text)
        self.place.setText(f"{number} / {count}")
        self.next_button.setText("完成(&N)" if is_last else "下一步(&N)")
        self.end_button.setHidden(is_last)
        # A screen reader says what has the keyboard.
        self.next_button.setAccessibleDescription(f"{title}。{text}")
        self._follow()
        for one in (self._frame, self):
            one.show()
            one.raise_()
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Go away for good."""
        self._window.removeEventFilter(self)
        for one in (self._frame, self):
            one.hide()
            one.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end_wanted.emit()
        elif event.key() in _ON:
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the widget when the window gets another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._follow()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.place)
        buttons.addStretch(1)
        buttons.addWidget(self.end_button)
        buttons.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * RHYTHM, 2 * RHYTHM, 2 * RHYTHM, 2 * RHYTHM)
        column.setSpacing(RHYTHM)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(buttons)

    def _follow(self) -> None:
        target = self._target
        if target is None:
            return
        seen = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        self._frame.setGeometry(seen.adjusted(-_PEN, -_PEN, _PEN, _PEN))
        layout = self.layout()
        height = layout.totalHeightForWidth(_WIDTH) if layout is not None else self.height()
        size = QSize(_WIDTH, height + 2 * self.frameWidth())
        self.setGeometry(QRect(bubble_place(seen, size, self._window.rect()), size))


class _TargetFrame(QWidget):
    """A frame around what a step is about; the mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _PEN))
        half = _PEN // 2
        painter.drawRect(self.rect().adjusted(half, half, -half - 1, -half - 1))
        painter.end()


def bubble_place(target: QRect, size: QSize, room: QRect) -> QPoint:
    """Return where a bubble of ``size`` stands beside ``target``, all within ``room``.

    At its right, else at its left, else in its upper part where it covers least.
    """
    right = target.right() + RHYTHM
    left = target.left() - RHYTHM - size.width()
    if right + size.width() <= room.right():
        x = right
    elif left >= room.left():
        x = left
    else:
        x = target.center().x() - size.width() // 2
    y = target.top() + 2 * RHYTHM
    return QPoint(
        max(room.left(), min(x, room.right() - size.width())),
        max(room.top(), min(y, room.bottom() - size.height())),
    )
