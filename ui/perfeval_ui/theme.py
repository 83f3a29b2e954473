"""Colours, spacing and icons: the same look everywhere, light and dark, crisp at every scale.

Fusion style, coloured through palettes only. The few colours that a palette has no role for (severities, the
shade of computed cells, rules) come from :func:`tint` and follow the palette in use.
"""

from enum import Enum, auto
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import FormState

# Everything keeps to multiples of this many device-independent pixels.
RHYTHM = 8


class Tint(Enum):
    """A colour beside the palette's own."""

    COMPUTED = auto()
    RULE = auto()
    QUIET = auto()
    ERROR = auto()
    WARNING = auto()
    HINT = auto()
    GOOD = auto()


_LIGHT = {
    Tint.COMPUTED: "#eff2f6",
    Tint.RULE: "#d3d9e2",
    Tint.QUIET: "#5c6675",
    Tint.ERROR: "#b3261e",
    Tint.WARNING: "#9a5b00",
    Tint.HINT: "#2f6f8f",
    Tint.GOOD: "#2c7a4b",
}
_DARK = {
    Tint.COMPUTED: "#2a3038",
    Tint.RULE: "#404854",
    Tint.QUIET: "#a3adbb",
    Tint.ERROR: "#ff8a80",
    Tint.WARNING: "#f0b45a",
    Tint.HINT: "#7cc4e0",
    Tint.GOOD: "#7fd19b",
}

_LIGHT_PALETTE = {
    QPalette.ColorRole.Window: "#f3f5f8",
    QPalette.ColorRole.WindowText: "#1b2430",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f7f9fb",
    QPalette.ColorRole.Text: "#1b2430",
    QPalette.ColorRole.Button: "#eef1f5",
    QPalette.ColorRole.ButtonText: "#1b2430",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.Highlight: "#1f5fae",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: "#1f5fae",
    QPalette.ColorRole.Link: "#1f5fae",
    QPalette.ColorRole.ToolTipBase: "#ffffff",
    QPalette.ColorRole.ToolTipText: "#1b2430",
    QPalette.ColorRole.PlaceholderText: "#667080",
    QPalette.ColorRole.Light: "#ffffff",
    QPalette.ColorRole.Midlight: "#e6eaf0",
    QPalette.ColorRole.Mid: "#c3cad5",
    QPalette.ColorRole.Dark: "#98a2b1",
    QPalette.ColorRole.Shadow: "#6d7786",
}
_DARK_PALETTE = {
    QPalette.ColorRole.Window: "#1a1d22",
    QPalette.ColorRole.WindowText: "#e7eaef",
    QPalette.ColorRole.Base: "#22262d",
    QPalette.ColorRole.AlternateBase: "#262b33",
    QPalette.ColorRole.Text: "#e7eaef",
    QPalette.ColorRole.Button: "#2a2f37",
    QPalette.ColorRole.ButtonText: "#e7eaef",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.Highlight: "#3876c4",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: "#6aa7f0",
    QPalette.ColorRole.Link: "#8abaf5",
    QPalette.ColorRole.ToolTipBase: "#2d333c",
    QPalette.ColorRole.ToolTipText: "#e7eaef",
    QPalette.ColorRole.PlaceholderText: "#8b95a3",
    QPalette.ColorRole.Light: "#3a414c",
    QPalette.ColorRole.Midlight: "#31373f",
    QPalette.ColorRole.Mid: "#434b57",
    QPalette.ColorRole.Dark: "#0f1114",
    QPalette.ColorRole.Shadow: "#08090b",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)

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
    """Dress ``app``: Fusion, our palette, and a new palette whenever the system turns light or dark."""
    app.setStyle("fusion")
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(_follow_scheme)
    _follow_scheme(hints.colorScheme())


def choose_scheme(scheme: Qt.ColorScheme) -> None:
    """Turn the program light or dark; ``Unknown`` follows the system.

    Window frames and dialogs of the system come along where it lets them; our own palette always does.
    """
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(scheme)
    _follow_scheme(hints.colorScheme() if scheme is Qt.ColorScheme.Unknown else scheme)


def _follow_scheme(scheme: Qt.ColorScheme) -> None:
    QGuiApplication.setPalette(palette_for(scheme))


def palette_for(scheme: Qt.ColorScheme) -> QPalette:
    """Return our palette for a colour scheme; an unknown one counts as light."""
    dark = scheme is Qt.ColorScheme.Dark
    palette = QPalette()
    for role, colour in (_DARK_PALETTE if dark else _LIGHT_PALETTE).items():
        palette.setColor(role, QColor(colour))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#6b7482" if dark else "#9aa3b0"))
    return palette


def is_dark(palette: QPalette) -> bool:
    """Whether ``palette`` is light text on dark ground."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def tint(palette: QPalette, which: Tint) -> QColor:
    """Return one of our own colours in the shade that fits ``palette``."""
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
