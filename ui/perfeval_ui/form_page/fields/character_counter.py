"""A counter beside a field: how many characters its text has, of how many it may have."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from perfeval_ui.theme import Tint, tint


class CharacterCounter(QLabel):
    """Counts the characters of ``field``, blanks around them left out, against ``limit`` if there is one."""

    def __init__(self, field: QPlainTextEdit, limit: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._limit = field, limit
        self._is_too_long = False
        field.textChanged.connect(self._count)
        self._count()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system when it turns light or dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._set_colour()

    def _count(self) -> None:
        length = len(self._field.toPlainText().strip())
        self._is_too_long = self._limit is not None and length > self._limit
        self.setText(f"{length} 字" if self._limit is None else f"{length} / {self._limit} 字")
        self._set_colour()

    def _set_colour(self) -> None:
        palette = self.palette()
        colour = tint(palette, Tint.ERROR if self._is_too_long else Tint.QUIET)
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
