"""A field with texts to choose from; any other text can be typed as well."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.fields.line_field import LineField
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.widgets.composing_input import ComposingBox


class ChoiceField(ComposingBox):
    """A list of ``choices`` around ``line``, the field they are typed into.

    The wheel scrolls the page and never chooses in passing.
    """

    def __init__(
        self, signals: FormSignals, place: Place, choices: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.line = LineField(signals, place, self)
        # The frame around it sees to the height.
        self.line.setMinimumHeight(0)
        self.setLineEdit(self.line)
        self.addItems(["", *choices])
        self.line.show_text("")
        self.activated.connect(self.line.take)
        self.line.followed.connect(self._follow)

    def showPopup(self) -> None:
        """Open the list; what was typed is saved, as when the field is left."""
        self.line.commit()
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _follow(self) -> None:
        # The line is read-only with a form that takes no changes; the list must not open then either.
        self.setEnabled(not self.line.isReadOnly())
