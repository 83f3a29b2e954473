"""Draw ``wizard.bmp``, the picture beside the first and the last page of Setup.

Run it by hand from the project's root, ``python resources/packaging/windows/build_wizard.py``, whenever
``app.svg`` changes, and keep what it writes.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE: Final = Path(__file__).resolve().parent
SOURCE: Final = HERE.parents[1] / "perfeval_resources" / "icons" / "app.svg"
PICTURE: Final = HERE / "wizard.bmp"

WIDTH: Final = 164
HEIGHT: Final = 314
"""Pixels; what NSIS gives the picture at ordinary scaling."""

GROUND: Final = QColor("#e3ecf8")
EDGE: Final = QColor("#c3d4ec")
SIGN: Final = QRectF(38, 44, 88, 88)


def wizard_picture() -> QImage:
    """Return the program's sign on a quiet ground; ValueError if Qt cannot draw the sign."""
    renderer = QSvgRenderer(str(SOURCE))
    if not renderer.isValid():
        raise ValueError(f"{SOURCE} is no SVG that Qt can draw")
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    picture.fill(GROUND)
    painter = QPainter(picture)
    painter.fillRect(WIDTH - 1, 0, 1, HEIGHT, EDGE)
    renderer.render(painter, SIGN)
    painter.end()
    return picture


if __name__ == "__main__":
    if not wizard_picture().save(str(PICTURE), "BMP"):
        raise OSError(f"{PICTURE} could not be written")
    print(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes")
