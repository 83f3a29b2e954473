"""A counter beside a field: how many characters its text has, of how many it may have."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from perfeval_ui.theme import Tint, tint


class CharacterCounter(QLabel):
    """Counts the characters of ``field``, blanks around them left out, against ``limit`` if there is one."""

    def __init__(self, field: QPlainTextEdit, limit: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._limit = field, limit
        field.textChanged.connect(self._count)
        self._count()

    def _count(self) -> None:
        length = len(self._field.toPlainText().strip())
        is_too_long = self._limit is not None and length > self._limit
        self.setText(f"{length} 字" if self._limit is None else f"{length} / {self._limit} 字")
        palette = QPalette()
        colour = tint(palette, Tint.ERROR if is_too_long else Tint.QUIET)
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(palette)
