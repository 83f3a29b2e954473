"""A page that scrolls: titles and names of levels that would leave stay in sight, and so does the cursor."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from perfeval_ui.form_page.frozen_header import FrozenHeader
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.theme import RHYTHM


class ScrollingPage(QScrollArea):
    """Scrolls its widget, and freezes the titles of one grid in it at the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid: IndicatorGrid | None = None
        self._frozen: FrozenHeader | None = None

    def freeze_titles(self, grid: IndicatorGrid | None) -> None:
        """Keep the titles of ``grid`` in sight from now on, and no longer those of another one."""
        if self._frozen is not None:
            self._frozen.deleteLater()
        self._grid = grid
        self._frozen = None if grid is None else FrozenHeader(grid, self.viewport())
        if grid is not None:
            grid.fitted.connect(self._follow_scrolling)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; titles and names of levels that would leave stay in sight."""
        super().scrollContentsBy(dx, dy)
        self._follow_scrolling()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the size of the window."""
        super().resizeEvent(event)
        self._follow_scrolling()

    def bring_into_sight(self, widget: QWidget, place: QRect) -> None:
        """Scroll until ``place`` in ``widget`` is in sight, whole if there is room for it."""
        # The page may have grown a moment ago; it cannot be scrolled to what it does not know of yet.
        around: QWidget | None = widget
        while around is not None:
            QCoreApplication.sendPostedEvents(around, QEvent.Type.LayoutRequest.value)
            around = None if around is self.viewport() else around.parentWidget()
        page: QWidget | None = self.widget()
        if page is None:
            return
        centre = widget.mapTo(page, place.center())
        room = self.viewport().size()
        margins = QSize(min(place.width(), room.width()), min(place.height(), room.height())) / 2
        self.ensureVisible(centre.x(), centre.y(), margins.width(), margins.height() + RHYTHM)
        covered = self._frozen.covered if self._frozen is not None else 0
        above = widget.mapTo(self.viewport(), place.topLeft()).y() - covered
        if above < 0 and widget.mapTo(self.viewport(), place.bottomLeft()).y() > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + above)

    def _follow_scrolling(self) -> None:
        if self._frozen is not None and self._grid is not None:
            self._frozen.follow()
            covered = self._frozen.covered
            origin = self._grid.viewport().mapFrom(self.viewport(), QPoint(0, covered))
            room = self.viewport().size() - QSize(0, covered)
            self._grid.keep_names_in(QRect(origin, room))
