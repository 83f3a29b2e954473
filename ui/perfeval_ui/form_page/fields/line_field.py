"""A field of one line."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.fields.form_field import FormField
from perfeval_ui.form_page.finding_marks import underline
from perfeval_ui.form_page.text_input import LineInput
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.theme import RHYTHM

# Qt's rectangle of the cursor begins so far before it.
_BESIDE_CURSOR = 5


class LineField(FormField, LineInput):
    """A field of one line; Enter saves and stays in it."""

    def __init__(self, signals: FormSignals, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(signals, place, parent)
        self.setMinimumHeight(3 * RHYTHM + RHYTHM // 2)
        self.returnPressed.connect(self.commit)
        self.severity_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        mark = self.found.at(self.place, self.written(), self.palette())
        if mark is not None:
            painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
            for start, end in mark.spans:
                painter.fillRect(self._rect_of(start, end), mark.colour)
            painter.setClipping(False)
        underline(painter, self.rect(), self.palette(), self.severity)
        painter.end()

    def _rect_of(self, start: int, end: int) -> QRect:
        """Return where characters stand, wherever the text has been scrolled to."""
        text, metrics = self.text(), self.fontMetrics()
        cursor = self.cursorRect()
        origin = cursor.x() + _BESIDE_CURSOR - metrics.horizontalAdvance(text[: self.cursorPosition()])
        left, right = (origin + metrics.horizontalAdvance(text[:at]) for at in (start, end))
        return QRect(left, cursor.y(), right - left, cursor.height())
