"""How large all text of the program is: 100 % is the size that the system has for windows."""

from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

SMALLEST, LARGEST, STEP = 100, 200, 10
# A property of the application: the system's size, in points.
_USUAL = "usual_text_size"


def choose_text_size(percent: int) -> None:
    """Give all text of all windows that size, at once; from 100 to 200 percent of the system's."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101  # no text without one
    usual = app.property(_USUAL)
    if usual is None:
        # A font may have its size in pixels.
        usual = QFontInfo(app.font()).pointSizeF()
        app.setProperty(_USUAL, usual)
    points = usual * min(max(percent, SMALLEST), LARGEST) / 100
    if abs(QFontInfo(app.font()).pointSizeF() - points) > 0.05:
        app.setFont(sized(app.font(), points))


def grown(pixels: int) -> int:
    """Return a length, in device-independent pixels at the usual size of text, as long as it is now."""
    return round(pixels * _scale())


def _scale() -> float:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101  # no text without one
    usual = app.property(_USUAL)
    return QFontInfo(app.font()).pointSizeF() / usual if usual else 1.0


def sized(font: QFont, points: float) -> QFont:
    """Return ``font`` in another size."""
    changed = QFont(font)
    changed.setPointSizeF(points)
    return changed
