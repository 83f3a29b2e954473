"""A page of the settings: rows of labels and what is set, with words that explain it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.quiet_label import QuietLabel


class SettingsPage(QWidget):
    """A page named ``title``. A subclass adds rows and :meth:`restore_defaults`."""

    def __init__(self, title: str, explanation: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * RHYTHM)
        self.column.addWidget(QuietLabel(explanation, self))
        self.rows = QFormLayout()
        self.rows.setHorizontalSpacing(2 * RHYTHM)
        self.rows.setVerticalSpacing(RHYTHM)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.column.addLayout(self.rows)

    def add_row(self, label: str, field: QWidget) -> None:
        """Add a row; the words before ``(`` are the name of ``field`` for a screen reader."""
        words = QLabel(label, self)
        words.setBuddy(field)
        if field.focusProxy() is not None:
            # A label leads nowhere where its buddy takes no keyboard, whoever does so in its place.
            field.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        field.setAccessibleName(label.partition("(")[0])
        self.rows.addRow(words, field)

    def add_hint(self, text: str) -> None:
        """Say something below the row added last."""
        self.rows.addRow("", QuietLabel(text, self))

    def restore_defaults(self) -> None:
        """Set everything on the page as it was at first."""
        raise NotImplementedError
