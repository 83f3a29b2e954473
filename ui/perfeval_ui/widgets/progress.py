"""The sight of long work: how far, at what, and a way to stop; the window stays alive meanwhile."""

from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from perfeval_ui.theme import RHYTHM

# Work done sooner than this many milliseconds shows nothing.
_PATIENCE = 400


class Progress:
    """A modal progress dialog for one piece of work, from ``with`` to its end."""

    def __init__(self, title: str, count: int, parent: QWidget) -> None:
        self._dialog = QProgressDialog("", "取消", 0, count, parent)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.setWindowTitle(title)
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(_PATIENCE)
        self._dialog.setMinimumWidth(50 * RHYTHM)
        self._dialog.setAutoReset(False)
        self._dialog.setAutoClose(False)
        self._dialog.setValue(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._dialog.close()

    def at(self, done: int, what: str) -> bool:
        """Show that ``what`` comes after ``done`` pieces; ``False`` once the clerk wants no more."""
        count = self._dialog.maximum()
        self._dialog.setLabelText(f"{min(done + 1, count)} / {count}　{what}")
        # With a modal dialog this lets Qt see to the window and to the button.
        self._dialog.setValue(done)
        return not self._dialog.wasCanceled()
