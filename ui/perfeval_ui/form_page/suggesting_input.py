"""A widget that takes a text, and suggests others below it while one types."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from perfeval_ui.form_page.suggestion_list import Offer, SuggestionList
from perfeval_ui.form_page.text_input import TextInput


class SuggestingInput(TextInput):
    """May suggest texts: a mixin as :class:`TextInput` is. Any other text can be typed as well."""

    _suggestions: SuggestionList | None = None

    def suggest(self, offer: Offer) -> None:
        """Suggest the texts of ``offer`` in a list below."""
        self._suggestions = SuggestionList(self, offer)
        self._suggestions.taken.connect(self.take_clicked)

    def take_suggestion(self, text: str) -> None:
        """Put a suggested text in the place of what was typed."""
        self.show_text(text)
        self.preview()

    def take_clicked(self, text: str) -> None:
        """Act on the click at a suggested text."""
        self.take_suggestion(text)

    def preview(self) -> None:
        super().preview()
        if self._suggestions is not None and not self.is_composing:
            self._suggestions.narrow(self.written())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # What an input method composes has a list of its own.
        if event.preeditString() and self._suggestions is not None:
            self._suggestions.dismiss()
        super().inputMethodEvent(event)

    def chosen_suggestion(self) -> str | None:
        """Return the suggested text that was chosen with the arrow keys, while the list is open."""
        suggestions = self._suggestions
        return suggestions.chosen() if suggestions is not None and suggestions.isVisible() else None

    def steps_through_list(self, event: QKeyEvent) -> bool:
        """Act on a key that chooses in the open list, or closes it; return whether it did."""
        suggestions = self._suggestions
        if suggestions is None or not suggestions.isVisible():
            return False
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                suggestions.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Escape:
                # What is typed is given up by the next one.
                suggestions.dismiss()
            case _:
                return False
        return True
