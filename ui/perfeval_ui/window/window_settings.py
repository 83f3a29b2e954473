"""What the window saves when it is closed, and finds again at the next start."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QMainWindow

from perfeval_desktop.store import FormId
from perfeval_ui.form_page.section import SectionKind
from perfeval_ui.text_size import LARGEST, SMALLEST
from perfeval_ui.theme import Scheme

# Raised when docks or tool bars get other names: the state that an older version has saved is ignored then.
_STATE_VERSION = 1
_ROOMY = QSize(1440, 900)
# What frame and title bar take at most. The system tells it only of windows that are shown already.
_FRAME = QSize(16, 48)


class WindowSettings:
    """Size and place of the window, its panels, light or dark, grouping, the open form, what is offered."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def last_form(self) -> FormId:
        """The form that was open when the window was closed; ``""`` where there was none."""
        return FormId(str(self._settings.value("form", "")))

    @property
    def scheme(self) -> Scheme:
        """The colours, as the user has chosen; ``SYSTEM`` follows the system."""
        name = str(self._settings.value("scheme", ""))
        return next((one for one in Scheme if one == name), Scheme.SYSTEM)

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._settings.setValue("scheme", str(scheme))

    @property
    def text_size(self) -> int:
        """The size of all text in percent of the system's."""
        kept = str(self._settings.value("text_size", SMALLEST))
        return min(max(int(kept), SMALLEST), LARGEST) if kept.isdecimal() else SMALLEST

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._settings.setValue("text_size", percent)

    @property
    def groups_by_unit(self) -> bool:
        """Whether the project tree is grouped by department and unit first, and by year below them."""
        return self._settings.value("group_by_unit", defaultValue=False, type=bool) is True

    @groups_by_unit.setter
    def groups_by_unit(self, is_on: bool) -> None:
        self._settings.setValue("group_by_unit", is_on)

    @property
    def stops_everywhere(self) -> bool:
        """Whether Tab stops at every cell of a grid that can be filled in."""
        return self._settings.value("stop_everywhere", defaultValue=False, type=bool) is True

    @stops_everywhere.setter
    def stops_everywhere(self, is_on: bool) -> None:
        self._settings.setValue("stop_everywhere", is_on)

    @property
    def folded(self) -> dict[SectionKind, bool]:
        """Which parts of the page the user has folded or unfolded."""
        return {
            kind: self._settings.value(f"folded/{kind}", type=bool) is True
            for kind in SectionKind
            if self._settings.contains(f"folded/{kind}")
        }

    def keep_folded(self, kind: SectionKind, *, is_folded: bool) -> None:
        """Keep that a part of the page was folded or unfolded."""
        self._settings.setValue(f"folded/{kind}", is_folded)

    @property
    def widths(self) -> dict[str, tuple[int, ...]]:
        """The widths the user has drawn columns to, by the names of their grids."""
        self._settings.beginGroup("widths")
        kept = {name: str(self._settings.value(name, "")) for name in self._settings.childKeys()}
        self._settings.endGroup()
        widths = {name: text.split() for name, text in kept.items()}
        return {name: tuple(map(int, some)) for name, some in widths.items() if all(map(str.isdecimal, some))}

    def keep_widths(self, name: str, widths: Sequence[int]) -> None:
        """Keep the widths of the columns of a grid; none are forgotten."""
        if widths:
            self._settings.setValue(f"widths/{name}", " ".join(map(str, widths)))
        else:
            self._settings.remove(f"widths/{name}")

    @property
    def is_new_user(self) -> bool:
        """Whether nothing has been kept yet: neither where the window was, nor that the tour was seen."""
        return not (self.knows_tour or self._settings.contains("geometry"))

    @property
    def knows_tour(self) -> bool:
        """Whether the user has seen the guided tour, or passed it over."""
        return self._settings.value("tour", defaultValue=False, type=bool) is True

    @knows_tour.setter
    def knows_tour(self, is_so: bool) -> None:
        self._settings.setValue("tour", is_so)

    @property
    def offers_earlier_texts(self) -> bool:
        """Whether texts of earlier forms are offered while one types."""
        return self._settings.value("offer_earlier_texts", defaultValue=True, type=bool) is True

    @offers_earlier_texts.setter
    def offers_earlier_texts(self, is_on: bool) -> None:
        self._settings.setValue("offer_earlier_texts", is_on)

    def restore(self, window: QMainWindow) -> bool:
        """Put ``window`` and its panels where they were; the first time, make it fit the screen.

        Return whether it is known where the panels were.
        """
        geometry, state = self._settings.value("geometry"), self._settings.value("state")
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            _fit_into_screen(window)
        return isinstance(state, QByteArray) and window.restoreState(state, _STATE_VERSION)

    def save(self, window: QMainWindow, form_id: FormId | None) -> None:
        """Save where ``window`` and its panels are, and which form is open."""
        self._settings.setValue("form", form_id or "")
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("state", window.saveState(_STATE_VERSION))
        self._settings.sync()


def _fit_into_screen(window: QMainWindow) -> None:
    """Make ``window`` roomy; on a screen too small for that and a frame around it, maximized."""
    room = window.screen().availableGeometry().size() - _FRAME
    window.resize(_ROOMY.boundedTo(room))
    if window.size() != _ROOMY:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
