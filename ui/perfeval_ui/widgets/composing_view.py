"""Item views in whose cells an input method composes.

Until the first characters are chosen, Qt leaves the keyboard to the view, and only passes on to the editor
what the input method says: it is the view that is left, clicked and typed into.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from perfeval_ui.widgets.composing_input import ComposingInput

if TYPE_CHECKING:
    _ItemView = QAbstractItemView
else:
    _ItemView = object


class ComposingView(_ItemView):
    """Hands on to its editor what concerns a composition: a mixin, named before the Qt view.

    Its editors are :class:`ComposingInput`.
    """

    _is_heeding_method = False

    @property
    def open_editor(self) -> ComposingInput | None:
        """The editor that is open over the current cell."""
        editor = self.indexWidget(self.currentIndex())
        return editor if isinstance(editor, ComposingInput) else None

    @property
    def is_composing(self) -> bool:
        """Whether an input method has letters in a cell for which no characters are chosen yet."""
        editor = self.open_editor
        return editor is not None and editor.is_composing

    def end_composing(self) -> None:
        """Save what is composed, and close the editor."""
        if editor := self.open_editor:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def commitData(self, editor: QWidget) -> None:
        # Qt's delegates commit by some keys before the editor hears of them.
        if isinstance(editor, ComposingInput):
            editor.finish_composing()
        super().commitData(editor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_heeding_method = True
        super().inputMethodEvent(event)
        self._is_heeding_method = False

    def event(self, event: QEvent) -> bool:
        # When nothing is composed any more, Qt gives the keyboard to the editor: that leaves nothing.
        is_left = event.type() is QEvent.Type.FocusAboutToChange and not self._is_heeding_method
        if is_left and (editor := self.open_editor):
            editor.finish_composing()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.is_composing:
            self.end_composing()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editor = self.open_editor
        if editor is not None and editor.is_composing:
            editor.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: FBT001  # as Qt has it
        if self.is_composing:
            self.end_composing()
        return super().focusNextPrevChild(is_next)
