"""编辑 → 设置: opens the dialog with a page for each thing that can be set."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QWidget

from perfeval_desktop.session import EditingSession
from perfeval_ui.window.store_commands import StoreCommands
from perfeval_ui.window.view_commands import ViewCommands
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from perfeval_ui.settings.looks_page import LooksPage
    from perfeval_ui.settings.new_project_page import NewProjectPage


class SettingsCommands(QObject):
    """Opens the dialog; what is set in it is kept by ``view``, ``stores`` and the pages themselves."""

    def __init__(
        self,
        session: EditingSession,
        settings: QSettings,
        view: ViewCommands,
        stores: StoreCommands,
        frame: WindowFrame,
    ) -> None:
        super().__init__(frame)
        self._session, self._settings, self._frame = session, settings, frame
        self._view, self._stores = view, stores

    def show(self) -> None:
        """Open the dialog."""
        from perfeval_ui.settings.dialog import SettingsDialog  # noqa: PLC0415  # rarely opened
        from perfeval_ui.settings.folders_page import FoldersPage  # noqa: PLC0415
        from perfeval_ui.settings.typing_page import TypingPage  # noqa: PLC0415

        actions, backups = self._frame.actions_, self._stores.backups
        makers = (
            self._new_project_page,
            partial(FoldersPage, self._settings, self._stores.copier, backups.folder),
            self._looks_page,
            partial(TypingPage, actions.stop_everywhere, actions.offer_texts),
        )
        SettingsDialog(makers, self._frame).open()

    def _new_project_page(self, parent: QWidget) -> "NewProjectPage":
        from perfeval_ui.settings.new_project_page import NewProjectPage  # noqa: PLC0415

        forms = self._frame.tree.model.forms()
        return NewProjectPage(
            self._settings,
            self._session.templates,
            departments=(form.department for form in forms),
            units=(form.implementing_unit for form in forms),
            parent=parent,
        )

    def _looks_page(self, parent: QWidget) -> "LooksPage":
        from perfeval_ui.settings.looks_page import LooksPage  # noqa: PLC0415

        page = LooksPage([*self._frame.actions_.schemes.values()], self._view.text_size, parent)
        page.text_size_chosen.connect(self._choose_text_size)
        return page

    def _choose_text_size(self, percent: int) -> None:
        self._view.text_size = percent
