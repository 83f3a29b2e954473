"""Render the program's icon for the packages: ``perfeval.ico`` for Windows, a PNG for Linux.

Run it by hand from the project's root, ``python resources/packaging/icons/build_icons.py``, whenever
``app.svg`` changes, and keep what it writes. Every size is drawn anew from the SVG.
"""

import struct
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE: Final = Path(__file__).resolve().parent
SOURCE: Final = HERE.parents[1] / "perfeval_resources" / "icons" / "app.svg"
WINDOWS_ICON: Final = HERE.parent / "windows" / "perfeval.ico"
LINUX_ICONS: Final = HERE.parent / "linux" / "share" / "icons" / "hicolor"
LINUX_ICON: Final = LINUX_ICONS / "256x256" / "apps" / "org.perfeval.PerfEval.png"

WINDOWS_SIZES: Final = (16, 20, 24, 32, 48, 64, 128, 256)
LINUX_SIZE: Final = 256

ICON_HEADER: Final = struct.Struct("<3H")
"""Reserved, 1 for an icon, number of images."""

ICON_ENTRY: Final = struct.Struct("<4B2H2L")
"""Width, height (0 means 256), colours, reserved, planes, bits per pixel, length and offset of the image."""


def rendered_png(renderer: QSvgRenderer, size: int) -> bytes:
    """Return the picture as a PNG file ``size`` pixels wide and high, on transparent ground."""
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(f"Qt could not write the PNG of {size} pixels: {writer.errorString()}")
    return bytes(buffer.data().data())


def windows_icon(pngs: dict[int, bytes]) -> bytes:
    """Return an ICO file of the PNGs, which are keyed by their size."""
    entries, images = b"", b""
    first_image = ICON_HEADER.size + ICON_ENTRY.size * len(pngs)
    for size, png in pngs.items():
        side = size % 256
        entries += ICON_ENTRY.pack(side, side, 0, 0, 1, 32, len(png), first_image + len(images))
        images += png
    return ICON_HEADER.pack(0, 1, len(pngs)) + entries + images


def main() -> None:
    """Write both icons."""
    renderer = QSvgRenderer(str(SOURCE))
    if not renderer.isValid():
        raise ValueError(f"{SOURCE} is no SVG that Qt can draw")
    outputs = {
        WINDOWS_ICON: windows_icon({size: rendered_png(renderer, size) for size in WINDOWS_SIZES}),
        LINUX_ICON: rendered_png(renderer, LINUX_SIZE),
    }
    for path, content in outputs.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{path}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
