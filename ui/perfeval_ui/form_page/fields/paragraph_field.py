"""A field of running text."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.fields.form_field import FormField
from perfeval_ui.form_page.finding_marks import underline
from perfeval_ui.form_page.text_input import ParagraphInput
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.theme import RHYTHM


class ParagraphField(FormField, ParagraphInput):
    """A field of running text; grows with it up to ``most_lines``, Tab leaves it.

    ``height_changed`` is emitted when it may want another height.
    """

    height_changed = Signal()

    def __init__(
        self,
        signals: FormSignals,
        place: Place,
        *,
        least_lines: int,
        most_lines: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(signals, place, parent)
        self._least, self._most = least_lines, most_lines
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.textChanged.connect(self._fit)
        self.severity_changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        underline(painter, self.viewport().rect(), self.palette(), self.severity)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _height(self) -> int:
        # The height of the document of a QPlainTextEdit counts lines.
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        edges = 2 * (round(self.document().documentMargin()) + self.frameWidth()) + RHYTHM
        return lines * QFontMetrics(self.font()).lineSpacing() + edges

    def _fit(self) -> None:
        fits = round(self.document().size().height()) <= self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()
        self.height_changed.emit()
