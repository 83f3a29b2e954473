"""A field of running text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.fields.form_field import FormField
from perfeval_ui.form_page.finding_marks import underline
from perfeval_ui.form_page.found_marks import Mark, Stretch
from perfeval_ui.form_page.suggesting_input import SuggestingInput
from perfeval_ui.form_page.suggestion_list import Offer
from perfeval_ui.form_page.text_input import ParagraphInput
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.theme import RHYTHM
from perfeval_ui.utf16 import in_qt

_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OFF, _ON = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn


class ParagraphField(FormField, SuggestingInput, ParagraphInput):
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
        self._offers_texts = False
        self._is_fitting = False
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.textChanged.connect(self._fit)
        self.severity_changed.connect(self.viewport().update)

    def offer_earlier_texts(self) -> None:
        """Suggest texts of earlier forms from now on, while one types."""
        self._offers_texts = True

    def preview(self) -> None:
        if self._offers_texts and self._suggestions is None:
            self.suggest(Offer(self._earlier_texts, self.writer.gather_earlier_texts))
        super().preview()

    def takes_key(self, event: QKeyEvent) -> bool:
        if self.steps_through_list(event):
            return True
        chosen = self.chosen_suggestion()
        if chosen is not None and event.key() in _TAKING:
            self.take_suggestion(chosen)
            return True
        return super().takes_key(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001
        # Tab does not come as a key where it leaves the widget.
        chosen = self.chosen_suggestion()
        if chosen is not None and forward:
            self.take_suggestion(chosen)
        return super().focusNextPrevChild(forward)

    def leave(self) -> None:
        if self._suggestions is not None:
            self._suggestions.dismiss()
        super().leave()

    def _earlier_texts(self, typed: str) -> Sequence[str]:
        return self.writer.earlier_texts(self.place, typed)

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

    def show_found(self) -> None:
        """Mark the stretches themselves; the first of those gone to is scrolled into sight."""
        text = self.written()
        mark = self.found.at(self.place, text, self.palette())
        self.setExtraSelections([self._marked(text, one, mark) for one in mark.spans] if mark else [])
        if mark and mark.is_current and mark.spans and not self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(in_qt(text, mark.spans[0][0]))
            self.setTextCursor(cursor)

    def _marked(self, text: str, span: Stretch, mark: Mark) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(in_qt(text, span[0]))
        cursor.setPosition(in_qt(text, span[1]), QTextCursor.MoveMode.KeepAnchor)
        # As Qt's stub has it, the two are read-only.
        setattr(marked, "cursor", cursor)  # noqa: B010
        marked.format.setBackground(mark.colour)
        return marked

    def _height(self) -> int:
        lines = max(self._least, min(self._most, self._lines()))
        edges = 2 * (round(self.document().documentMargin()) + self.frameWidth()) + RHYTHM
        return lines * QFontMetrics(self.font()).lineSpacing() + edges

    def _lines(self) -> int:
        """Return how many lines the text takes in this width, counted no further than more than the most.

        The height of the document says less: after a change of its width it counts a line for each
        paragraph, until that is painted.
        """
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and lines <= self._most:
            layout.blockBoundingRect(block)
            lines += block.layout().lineCount()
            block = block.next()
        return lines

    def _fit(self) -> None:
        if self._is_fitting:
            return
        # Each change of the bar resizes the viewport, and in the wider one a text with tabs may take more
        # lines than beside the bar: the bar stays away only where the text then fits.
        self._is_fitting = True
        if self._lines() <= self._most:
            self.setVerticalScrollBarPolicy(_OFF)
        if self._lines() > self._most:
            self.setVerticalScrollBarPolicy(_ON)
        self._is_fitting = False
        self.updateGeometry()
        self.height_changed.emit()
