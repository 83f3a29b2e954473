"""The commands of who collects the forms of many units: names changed in many of them at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.window_frame import WindowFrame


class SupervisionCommands(QObject):
    """Carries out the commands; ``selected`` returns the forms that are selected in the tree."""

    def __init__(
        self, signals: SessionSignals, selected: Callable[[], Sequence[FormId]], frame: WindowFrame
    ) -> None:
        super().__init__(frame)
        self._session, self._frame, self._selected = signals.session, frame, selected

    def ask_renaming(self) -> None:
        """Ask which names are changed, and in which forms."""
        self._frame.attempt(self._show_renaming)

    def _show_renaming(self) -> None:
        from perfeval_ui.renaming.dialog import RenamingDialog  # noqa: PLC0415  # rarely opened

        dialog = RenamingDialog(self._session, self._selected(), self._frame)
        dialog.renamed.connect(self._frame.offer_undo)
        dialog.open()
