"""The list of suggestions below the editor of a cell."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QListView, QWidget

from perfeval_ui.form_page.popup_placement import page_of, show_beside
from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM

_MOST_SHOWN = 8
# Of a text of several sentences the beginning is enough to know it by.
_WIDEST = 72 * RHYTHM


class Offer(NamedTuple):
    """What is suggested: ``find`` returns the texts for what is typed, the likeliest first.

    ``gather`` prepares a little of that and returns how much is left; ``None`` where nothing has to be.
    """

    find: Callable[[str], Sequence[str]]
    gather: Callable[[], int] | None = None


def offer_of(texts: Sequence[str]) -> Offer:
    """Return the offer of the ``texts`` that contain what is typed."""
    return Offer(lambda typed: [text for text in texts if typed in text and typed != text])


class SuggestionList(QListView):
    """Suggests texts for an editor, narrowed down by what is typed; the keyboard stays in the editor.

    A part of the window and no popup: a popup takes the keyboard from an input method. ``taken`` carries a
    text that was clicked.
    """

    taken = Signal(str)

    def __init__(self, editor: QWidget, offer: Offer) -> None:
        super().__init__(page_of(editor))
        self._editor = editor
        self._offer = offer
        self._texts: Sequence[str] = ()
        # ``None`` where nothing is to be suggested before more is typed.
        self._typed: str | None = None
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A click would pass the keyboard to the page otherwise.
        self.setFocusProxy(editor)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName("可选的内容")
        self.clicked.connect(self._take_clicked)
        editor.destroyed.connect(self.deleteLater)
        # Whenever nobody types, and only as long as the editor is open.
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._gather)
        editor.destroyed.connect(self._timer.stop)
        self._gather_on()
        self.hide()

    def narrow(self, typed: str) -> None:
        """Suggest the texts for what is ``typed``, none of them chosen yet."""
        # A field of the page outlives the form whose texts were gathered.
        self._gather_on()
        self._show_texts(typed)

    def _show_texts(self, typed: str) -> None:
        self._typed = typed
        self._texts = self._offer.find(typed)
        # A text of several lines has one line here.
        self._model.setStringList([" ".join(text.split()) for text in self._texts])
        if not self._texts:
            self.hide()
            return
        height = min(len(self._texts), _MOST_SHOWN) * max(1, self.sizeHintForRow(0)) + 2 * self.frameWidth()
        wanted = min(self.sizeHintForColumn(0) + 3 * RHYTHM, grown(_WIDEST))
        show_beside(self._editor, self, QSize(max(self._editor.width(), wanted), height))

    def dismiss(self) -> None:
        """Suggest nothing until more is typed."""
        self._typed = None
        self.hide()

    def step(self, by: int) -> None:
        """Choose the next or the previous text, round and round."""
        row = (self.currentIndex().row() + by) % self._model.rowCount()
        if by < 0 and not self.currentIndex().isValid():
            row = self._model.rowCount() - 1
        self.setCurrentIndex(self._model.index(row))

    def chosen(self) -> str | None:
        """Return the text chosen with the arrow keys."""
        index = self.currentIndex()
        return self._texts[index.row()] if index.isValid() else None

    def _take_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self._texts[index.row()])

    def _gather_on(self) -> None:
        if self._offer.gather is not None:
            self._timer.start()

    def _gather(self) -> None:
        # An editor that is closed lives on until Qt finds the time; what it asks may be gone by then.
        is_open = self._editor.isVisible()
        if is_open and self._offer.gather is not None and self._offer.gather():
            return
        self._timer.stop()
        if is_open and self._typed is not None and not self.isVisible():
            # What was typed came before anything was there to be found.
            self._show_texts(self._typed)
