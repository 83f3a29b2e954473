"""What the window remembers from one run to the next."""

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QMainWindow

from perfeval_desktop.store import FormId

# To be raised when docks or tool bars get other names: the state of an older window is not applied then.
_STATE_VERSION = 1
_ROOMY = (1440, 900)


class WindowSettings:
    """Size and place of the window, its panels, light or dark, the grouping, the form that was open."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def last_form(self) -> FormId:
        """The form that was open when the window was last closed; ``""`` where there was none."""
        return FormId(str(self._settings.value("form", "")))

    @property
    def scheme(self) -> Qt.ColorScheme:
        """Light or dark as chosen; ``Unknown`` follows the system."""
        name = str(self._settings.value("scheme", ""))
        return next((one for one in Qt.ColorScheme if one.name == name), Qt.ColorScheme.Unknown)

    @scheme.setter
    def scheme(self, scheme: Qt.ColorScheme) -> None:
        self._settings.setValue("scheme", scheme.name)

    @property
    def groups_by_unit(self) -> bool:
        """Whether the tree has departments and units above the years."""
        return self._settings.value("group_by_unit", defaultValue=False, type=bool) is True

    @groups_by_unit.setter
    def groups_by_unit(self, is_on: bool) -> None:
        self._settings.setValue("group_by_unit", is_on)

    def restore(self, window: QMainWindow) -> None:
        """Put ``window`` and its panels where they were; at first, as large as the screen lets them."""
        geometry, state = self._settings.value("geometry"), self._settings.value("state")
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            available = window.screen().availableGeometry()
            window.resize(min(_ROOMY[0], available.width()), min(_ROOMY[1], available.height()))
        if isinstance(state, QByteArray):
            window.restoreState(state, _STATE_VERSION)

    def keep(self, window: QMainWindow, form_id: FormId | None) -> None:
        """Remember where ``window`` and its panels are, and the form that is open."""
        self._settings.setValue("form", form_id or "")
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("state", window.saveState(_STATE_VERSION))
        self._settings.sync()
