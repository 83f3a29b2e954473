"""A scroll area with the pages of a PDF one below the other; only the pages in sight are drawn."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from perfeval_ui.paper.page_images import POINTS_PER_INCH, PdfPages
from perfeval_ui.theme import RHYTHM, Tint, tint

ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)

# A page at zoom 1 has its true size on a screen of this many device-independent pixels to the inch.
_SCREEN_DPI = 96
_MARGIN = 2 * RHYTHM
_WHEEL_NOTCH = 120


class PageView(QAbstractScrollArea):
    """Shows :class:`PdfPages`; at first as wide as the view.

    ``page_changed`` carries the number of the page in the middle of the view (from 1; 0 without pages) and
    how many there are, ``zoom_changed`` the zoom, where 1 is the true size.
    """

    page_changed = Signal(int, int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._fits_width = True
        self._zoom = 1.0
        self._frames: list[QRect] = []
        self._images: dict[int, QImage] = {}
        self._wheel = 0
        self._reported_page: tuple[int, int] = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("页面")
        # Always shown: otherwise its coming and going would change the width that the pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Midlight)
        self.viewport().setAutoFillBackground(True)
        self.verticalScrollBar().setSingleStep(3 * RHYTHM)
        self.horizontalScrollBar().setSingleStep(3 * RHYTHM)

    # -- what is shown -----------------------------------------------------------------------------------

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages) if self._pages else 0

    @property
    def current_page(self) -> int:
        """The page (from 1) in the middle of the view; 0 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        above = sum(frame.bottom() + _MARGIN < middle for frame in self._frames)
        return min(above + 1, len(self._frames))

    def set_pages(self, pages: PdfPages | None) -> None:
        """Show ``pages`` at the same place of the scroll bars and at the same zoom."""
        self._pages = pages
        self._images.clear()
        self._lay_out()
        self.viewport().update()
        self._report_page()

    def scroll_to_start(self) -> None:
        """Go to the top of the first page."""
        self.verticalScrollBar().setValue(0)

    # -- zoom --------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom, 1 for true size."""
        return self._zoom

    @property
    def fits_width(self) -> bool:
        """Whether pages are as wide as the view."""
        return self._fits_width

    def fit_width(self) -> None:
        """Make pages as wide as the view, and keep them so."""
        self._zoom_about(self._middle(), None)

    def zoom_in(self) -> None:
        """Go to the next larger step, keeping the middle of the view where it is."""
        self._step(1, self._middle())

    def zoom_out(self) -> None:
        """Go to the next smaller step, keeping the middle of the view where it is."""
        self._step(-1, self._middle())

    def _step(self, direction: int, about: QPoint) -> None:
        if direction > 0:
            wider = (step for step in ZOOM_STEPS if step > self._zoom * 1.001)
            self._zoom_about(about, next(wider, ZOOM_STEPS[-1]))
        else:
            narrower = (step for step in reversed(ZOOM_STEPS) if step < self._zoom / 1.001)
            self._zoom_about(about, next(narrower, ZOOM_STEPS[0]))

    def _zoom_about(self, about: QPoint, zoom: float | None) -> None:
        """Zoom (``None``: fit the width) so that what is at ``about`` in the view stays there."""
        before = self._zoom
        across = self.horizontalScrollBar().value() + about.x()
        down = self.verticalScrollBar().value() + about.y()
        self._fits_width = zoom is None
        self._zoom = zoom or before
        self._lay_out()
        factor = self._zoom / before
        self.horizontalScrollBar().setValue(round(across * factor) - about.x())
        self.verticalScrollBar().setValue(round(down * factor) - about.y())
        self.viewport().update()
        self.zoom_changed.emit(self._zoom)

    def _middle(self) -> QPoint:
        return self.viewport().rect().center()

    # -- places ------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Compute where each page is, and the ranges of the scroll bars."""
        sizes = self._pages.sizes if self._pages else ()
        view = self.viewport().size()
        if self._fits_width and sizes:
            widest = max(size.width() for size in sizes)
            self._zoom = max(1, view.width() - 2 * _MARGIN) * POINTS_PER_INCH / (_SCREEN_DPI * widest)
        width = max([view.width(), *(self._scaled(size).width() + 2 * _MARGIN for size in sizes)])
        self._frames = []
        top = _MARGIN
        for size in map(self._scaled, sizes):
            self._frames.append(QRect(QPoint((width - size.width()) // 2, top), size))
            top += size.height() + _MARGIN
        for bar, length, seen in (
            (self.verticalScrollBar(), top if sizes else 0, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar.setPageStep(seen)
            bar.setRange(0, max(0, length - seen))

    def _scaled(self, page: QSizeF) -> QSize:
        return (page * (self._zoom * _SCREEN_DPI / POINTS_PER_INCH)).toSize()

    def _report_page(self) -> None:
        now = (self.current_page, self.page_count)
        if now != self._reported_page:
            self._reported_page = now
            self.page_changed.emit(*now)

    # -- Qt's calls --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is at the top of the view there."""
        super().resizeEvent(event)
        before, bar = self._zoom, self.verticalScrollBar()
        top = bar.value()
        self._lay_out()
        if self._zoom != before:
            bar.setValue(round(top * self._zoom / before))
            self.zoom_changed.emit(self._zoom)
        self._report_page()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bars."""
        super().scrollContentsBy(dx, dy)
        self._report_page()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl about the pointer, scroll without."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y()
        while abs(self._wheel) >= _WHEEL_NOTCH:
            direction = 1 if self._wheel > 0 else -1
            self._wheel -= direction * _WHEEL_NOTCH
            self._step(direction, event.position().toPoint())
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight and drop the images of the others."""
        painter = QPainter(self.viewport())
        scroll = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        seen = self.viewport().rect().translated(scroll)
        self._images = {
            page: kept for page, kept in self._images.items() if self._frames[page].intersects(seen)
        }
        for page, frame in enumerate(self._frames):
            if frame.adjusted(-1, -1, 2, 2).translated(-scroll).intersects(event.rect()):
                self._paint_page(painter, page, frame.translated(-scroll))

    def _paint_page(self, painter: QPainter, page: int, frame: QRect) -> None:
        assert self._pages is not None  # noqa: S101  # there is a frame
        ratio = self.devicePixelRatioF()
        pixels = QSize(round(frame.width() * ratio), round(frame.height() * ratio))
        image = self._images.get(page)
        if image is None or image.size() != pixels:
            image = self._images[page] = self._pages.image(page, pixels)
            image.setDevicePixelRatio(ratio)
        painter.setPen(tint(self.palette(), Tint.RULE))
        painter.drawRect(frame.adjusted(-1, -1, 0, 0))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(frame.bottomLeft() + QPoint(1, 2), frame.bottomRight() + QPoint(2, 2))
        painter.drawLine(frame.topRight() + QPoint(2, 1), frame.bottomRight() + QPoint(2, 2))
        painter.drawImage(_on_whole_pixel(painter, frame.topLeft()), image)


def _on_whole_pixel(painter: QPainter, point: QPoint) -> QPointF:
    """Return the corner of a device pixel nearest to ``point``, so that images stay sharp at 150 %."""
    to_device = painter.deviceTransform()
    back, _ = to_device.inverted()
    return back.map(QPointF(to_device.map(QPointF(point)).toPoint()))
