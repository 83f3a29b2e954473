"""The commands of who collects the forms of many units: how far each is, names changed in all of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.clipboard_actions import copy_list
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from perfeval_ui.dialogs.unit_progress import UnitProgressDialog


class SupervisionCommands(QObject):
    """Carries out the commands; its dialogs belong to the window ``frame``."""

    def __init__(self, signals: SessionSignals, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._signals, self._session, self._frame = signals, signals.session, frame
        self._progress: UnitProgressDialog | None = None

    def ask_renaming(self) -> None:
        """Ask which names are changed, and in which forms."""
        self._frame.attempt(self._show_renaming)

    def show_progress(self) -> None:
        """Show how far each unit is, beside the window: one works on while it is open."""
        if self._progress is None:
            from perfeval_ui.dialogs.unit_progress import UnitProgressDialog  # noqa: PLC0415  # rarely opened

            self._progress = UnitProgressDialog(self._signals, self._frame)
            self._progress.unit_chosen.connect(self._select)
            self._progress.copied.connect(copy_list)
            self._progress.finished.connect(self._forget_progress)
        self._progress.show()
        self._progress.raise_()
        self._progress.activateWindow()

    def renew_progress(self) -> None:
        """Read the list of units anew, if it is open: the store has other contents."""
        if self._progress is not None:
            self._progress.read()

    def close_progress(self) -> None:
        """Close the list of units, if it is open: it must not outlast the window."""
        if self._progress is not None:
            self._progress.reject()

    def _show_renaming(self) -> None:
        from perfeval_ui.renaming.dialog import RenamingDialog  # noqa: PLC0415  # rarely opened

        dialog = RenamingDialog(self._session, self._frame.tree.selected_forms(), self._frame)
        dialog.renamed.connect(self._frame.offer_undo)
        dialog.open()

    def _select(self, form_ids: Sequence[FormId]) -> None:
        self._frame.tree_dock.show()
        self._frame.tree.select_several(form_ids)

    def _forget_progress(self) -> None:
        self._progress = None
