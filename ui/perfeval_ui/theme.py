"""Colours, spacing and icons: the same look everywhere, light, dark, in high contrast, at every scale.

Fusion style, coloured through palettes only. The few colours that a palette has no role for (severities, the
shade of computed cells, rules) come from :func:`tint` and follow the palette in use.
"""

from enum import Enum, StrEnum, auto
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QCoreApplication, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import FormState
from perfeval_ui.palettes import DARK, HIGH_CONTRAST, LIGHT

# Everything keeps to multiples of this many device-independent pixels.
RHYTHM = 8


class Scheme(StrEnum):
    """The colours the user has chosen, by the names under which that is kept."""

    SYSTEM = "Unknown"
    LIGHT = "Light"
    DARK = "Dark"
    HIGH_CONTRAST = "HighContrast"


class Tint(Enum):
    """A colour beside the palette's own."""

    COMPUTED = auto()
    MENU_LINE = auto()
    RULE = auto()
    QUIET = auto()
    ERROR = auto()
    WARNING = auto()
    HINT = auto()
    GOOD = auto()


_LIGHT = {
    Tint.COMPUTED: "#eff2f6",
    Tint.MENU_LINE: "#cfe0f5",
    Tint.RULE: "#d3d9e2",
    Tint.QUIET: "#5c6675",
    Tint.ERROR: "#b3261e",
    Tint.WARNING: "#9a5b00",
    Tint.HINT: "#2f6f8f",
    Tint.GOOD: "#2c7a4b",
}
_DARK = {
    Tint.COMPUTED: "#2a3038",
    Tint.MENU_LINE: "#2f62a3",
    Tint.RULE: "#404854",
    Tint.QUIET: "#a3adbb",
    Tint.ERROR: "#ff8a80",
    Tint.WARNING: "#f0b45a",
    Tint.HINT: "#7cc4e0",
    Tint.GOOD: "#7fd19b",
}
_HIGH_CONTRAST = {
    Tint.COMPUTED: "#262626",
    Tint.MENU_LINE: "#00408f",
    Tint.RULE: "#a6a6a6",
    Tint.QUIET: "#e0e0e0",
    Tint.ERROR: "#ff9c94",
    Tint.WARNING: "#ffc14d",
    Tint.HINT: "#7fe0ff",
    Tint.GOOD: "#7dff9e",
}

_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)

# A property of the application: the Scheme that was chosen last.
_CHOSEN = "chosen_scheme"
_QT_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
    Scheme.HIGH_CONTRAST: Qt.ColorScheme.Dark,
}
_WITH_EDGES = (
    *("QAbstractButton", "QAbstractSpinBox", "QComboBox", "QLineEdit", "QListView"),
    *("QMenu", "QPlainTextEdit", "QSlider", "QTableView", "QTreeView"),
)
# What Fusion is to make edges of, a little darker than this.
_EDGES_ON_DARK, _EDGES_ON_BLACK = "#a8b2c0", "#ffffff"

SEVERITY_TINTS = {
    Severity.ERROR: Tint.ERROR,
    Severity.WARNING: Tint.WARNING,
    Severity.HINT: Tint.HINT,
}
STATE_ICONS = {
    FormState.DRAFT: "state-draft",
    FormState.IN_REVIEW: "state-in-review",
    FormState.FINAL: "state-final",
    FormState.RETURNED: "state-returned",
}
SEVERITY_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}


def apply_theme(app: QApplication) -> None:
    """Dress ``app``: Fusion, our palette, and a new palette whenever the system gets other colours."""
    app.setStyle("fusion")
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(_follow_scheme)
    # The oldest Qt that will do knows nothing of it.
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(_follow_contrast)
    _follow_scheme(hints.colorScheme())


def choose_scheme(scheme: Scheme) -> None:
    """Give the program these colours; ``SYSTEM`` follows the system.

    Window frames and dialogs of the system come along where it lets them; our own palette always does.
    """
    _application().setProperty(_CHOSEN, str(scheme))
    hints = QGuiApplication.styleHints()
    wanted = _QT_SCHEMES[scheme]
    hints.setColorScheme(wanted)
    _follow_scheme(hints.colorScheme() if scheme is Scheme.SYSTEM else wanted)


def _follow_contrast() -> None:
    _follow_scheme(QGuiApplication.styleHints().colorScheme())


def _follow_scheme(scheme: Qt.ColorScheme) -> None:
    chosen = _application().property(_CHOSEN) or Scheme.SYSTEM
    is_high = chosen == Scheme.HIGH_CONTRAST or (chosen == Scheme.SYSTEM and _system_wants_contrast())
    palette = palette_for(scheme, high_contrast=is_high)
    # It takes those of single classes away.
    QGuiApplication.setPalette(palette)
    if is_dark(palette):
        _draw_edges(palette)
    _mark_menu_lines(palette)


def _draw_edges(palette: QPalette) -> None:
    """Let edges be seen on dark ground: Fusion draws them a little darker than the window, whatever that is.

    What is named here shows nothing else of the window's colour.
    """
    edged = QPalette(palette)
    colour = _EDGES_ON_BLACK if has_high_contrast(palette) else _EDGES_ON_DARK
    edged.setColor(QPalette.ColorRole.Window, QColor(colour))
    for name in _WITH_EDGES:
        QApplication.setPalette(edged, name)  # type: ignore[arg-type]  # the stub says bytes
    # Where there is no column any more it shows the window's colour, and would take it from its table.
    QApplication.setPalette(palette, "QHeaderView")  # type: ignore[arg-type]  # likewise


def _mark_menu_lines(palette: QPalette) -> None:
    """Let the icon be made out on the line of a menu that Enter or a click would carry out.

    Fusion draws it there as it does under the mouse on a tool bar, in the colour of text.
    """
    marked = QPalette(QApplication.palette("QMenu"))  # type: ignore[call-overload]  # the stub says bytes
    marked.setColor(QPalette.ColorRole.Highlight, tint(palette, Tint.MENU_LINE))
    marked.setColor(QPalette.ColorRole.HighlightedText, palette.color(QPalette.ColorRole.ButtonText))
    QApplication.setPalette(marked, "QMenu")  # type: ignore[arg-type]  # likewise


def _system_wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None  # noqa: S101  # no colours without one
    return application


def palette_for(scheme: Qt.ColorScheme, *, high_contrast: bool = False) -> QPalette:
    """Return our palette for a colour scheme; an unknown one counts as light. High contrast has only one."""
    dark = scheme is Qt.ColorScheme.Dark
    palette = QPalette()
    colours, disabled = (DARK, "#6b7482") if dark else (LIGHT, "#9aa3b0")
    if high_contrast:
        colours, disabled = HIGH_CONTRAST, "#a6a6a6"
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(disabled))
    return palette


def is_dark(palette: QPalette) -> bool:
    """Whether ``palette`` is light text on dark ground."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def has_high_contrast(palette: QPalette) -> bool:
    """Whether ``palette`` is the one of high contrast, whose ground alone is black."""
    return palette.color(QPalette.ColorRole.Base) == QColor(Qt.GlobalColor.black)


def tint(palette: QPalette, which: Tint) -> QColor:
    """Return one of our own colours in the shade that fits ``palette``."""
    if has_high_contrast(palette):
        return QColor(_HIGH_CONTRAST[which])
    return QColor((_DARK if is_dark(palette) else _LIGHT)[which])


def severity_colour(palette: QPalette, severity: Severity) -> QColor:
    """Return the colour of a severity; always used beside an icon or a line, never alone."""
    return tint(palette, SEVERITY_TINTS[severity])


def icon(name: str, which: Tint | None = None) -> QIcon:
    """Return the icon ``perfeval_resources/icons/<name>.svg`` in the palette's text colour, or a tint."""
    return QIcon(_PaletteIconEngine(name, which))


def app_icon() -> QIcon:
    """Return the program's own icon, in its own colours."""
    return QIcon(_rendered(_svg("app"), QSize(256, 256)))


@cache
def _svg(name: str) -> bytes:
    return (files("perfeval_resources") / "icons" / f"{name}.svg").read_bytes()


def _rendered(svg: bytes, size: QSize) -> QPixmap:
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(pixmap.rect()))
    painter.end()
    return pixmap


_COPIES: list[QIconEngine] = []


class _PaletteIconEngine(QIconEngine):
    """Draws a one-colour SVG at the size and in the colour asked for at the moment of painting."""

    def __init__(self, name: str, which: Tint | None) -> None:
        super().__init__()
        self._name = name
        self._tint = which

    def clone(self) -> QIconEngine:
        copy = _PaletteIconEngine(self._name, self._tint)
        # Qt takes it over without telling Python, which would free it under the icon's hands.
        _COPIES.append(copy)
        return copy

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        svg = _svg(self._name).replace(b"currentColor", self._colour(mode).name().encode())
        QSvgRenderer(QByteArray(svg)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        match mode:
            case QIcon.Mode.Disabled:
                return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
            case QIcon.Mode.Selected:
                # No tint of ours can be made out on the accent colour.
                return palette.color(QPalette.ColorRole.HighlightedText)
        return tint(palette, self._tint) if self._tint else palette.color(QPalette.ColorRole.ButtonText)
