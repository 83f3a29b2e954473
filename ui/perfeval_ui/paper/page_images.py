"""Pages of PDF files as images, drawn by pdfium: so preview and printer show exactly what the file has."""

import ctypes
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class _Place:
    """Which page of which file."""

    document: int
    index: int


class PdfPages:
    """The pages of one or more PDF files, one after the other; each is drawn when its image is asked for.

    Nothing has to be closed: no file stays open between two images.
    """

    def __init__(self, *pdfs: bytes) -> None:
        self._pdfs = pdfs
        self._places: list[_Place] = []
        self._sizes: list[QSizeF] = []
        self._starts: list[int] = []
        for number, pdf in enumerate(pdfs):
            self._starts.append(len(self._places))
            with _opened(pdf) as document:
                for index in range(len(document)):
                    self._places.append(_Place(number, index))
                    self._sizes.append(QSizeF(*document.get_page_size(index)))

    def __len__(self) -> int:
        return len(self._places)

    @property
    def sizes(self) -> tuple[QSizeF, ...]:
        """The size of each page in points."""
        return tuple(self._sizes)

    @property
    def starts(self) -> tuple[int, ...]:
        """The number (from 0) of each file's first page."""
        return tuple(self._starts)

    def image(self, page: int, size: QSize, *, for_paper: bool = False) -> QImage:
        """Return a page (from 0) drawn on white, exactly ``size`` pixels.

        ``for_paper`` leaves out what pdfium does only for screens.
        """
        # Imported here, as loading pdfium would delay the start. It has no types.
        import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415

        raw = pypdfium2.raw
        place = self._places[page]
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        pixels = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
        bitmap = pypdfium2.PdfBitmap.new_native(
            size.width(), size.height(), raw.FPDFBitmap_BGRx, buffer=pixels, stride=image.bytesPerLine()
        )
        flags = raw.FPDF_PRINTING if for_paper else 0
        with _opened(self._pdfs[place.document]) as document:
            drawn = document[place.index]
            raw.FPDF_RenderPageBitmap(bitmap, drawn, 0, 0, size.width(), size.height(), 0, flags)
            drawn.close()
        bitmap.close()
        return image


def pixel_size(page: QSizeF, dpi: float) -> QSize:
    """Return how many pixels a page of so many points has at ``dpi``; at least one."""
    scale = dpi / POINTS_PER_INCH
    return QSize(max(1, round(page.width() * scale)), max(1, round(page.height() * scale)))


def _opened(pdf: bytes) -> Any:  # noqa: ANN401  # pypdfium2 has no types
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    return PdfDocument(pdf)
