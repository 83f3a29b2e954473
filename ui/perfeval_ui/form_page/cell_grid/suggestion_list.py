"""The list of suggestions below the editor of a cell."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtWidgets import QLineEdit, QListView

from perfeval_ui.form_page.popup_placement import page_of, show_beside
from perfeval_ui.theme import RHYTHM


class SuggestionList(QListView):
    """Suggests texts for an editor, narrowed down by what is typed; the keyboard stays in the editor.

    A part of the window and no popup: a popup takes the keyboard from an input method.
    """

    def __init__(self, editor: QLineEdit, texts: Sequence[str]) -> None:
        super().__init__(page_of(editor))
        self._editor = editor
        self._texts = tuple(texts)
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A click would pass the keyboard to the page otherwise.
        self.setFocusProxy(editor)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        editor.destroyed.connect(self.deleteLater)
        self.hide()

    def narrow(self, typed: str) -> None:
        """Suggest the texts that contain ``typed``, none of them chosen yet."""
        suggested = [text for text in self._texts if typed in text and typed != text]
        self._model.setStringList(suggested)
        if not suggested:
            self.hide()
            return
        height = min(len(suggested), 8) * max(1, self.sizeHintForRow(0)) + 2 * self.frameWidth()
        width = max(self._editor.width(), self.sizeHintForColumn(0) + 3 * RHYTHM)
        show_beside(self._editor, self, QSize(width, height))

    def step(self, by: int) -> None:
        """Choose the next or the previous text, round and round."""
        row = (self.currentIndex().row() + by) % self._model.rowCount()
        if by < 0 and not self.currentIndex().isValid():
            row = self._model.rowCount() - 1
        self.setCurrentIndex(self._model.index(row))

    def chosen(self) -> str | None:
        """Return the text chosen with the arrow keys."""
        index = self.currentIndex()
        return str(index.data()) if index.isValid() else None
