"""The progress dialog of long work, with a button to cancel it; the window is painted meanwhile."""

from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from perfeval_ui.theme import RHYTHM

# Work that is done sooner shows no dialog.
_DELAY_MS = 400


class Progress:
    """A modal progress dialog, open as long as the ``with`` block runs."""

    def __init__(self, title: str, count: int, parent: QWidget) -> None:
        self._dialog = QProgressDialog("", "取消", 0, count, parent)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.setWindowTitle(title)
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(_DELAY_MS)
        self._dialog.setMinimumWidth(50 * RHYTHM)
        self._dialog.setAutoReset(False)
        self._dialog.setAutoClose(False)
        self._dialog.setValue(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._dialog.close()

    def show(self, done: int, what: str) -> bool:
        """Show that ``done`` pieces are done and ``what`` is next; ``False`` once the user has cancelled."""
        count = self._dialog.maximum()
        self._dialog.setLabelText(f"{min(done + 1, count)} / {count}　{what}")
        # As the dialog is modal, this also lets Qt handle events: repaints, and clicks on the button.
        self._dialog.setValue(done)
        return not self._dialog.wasCanceled()
