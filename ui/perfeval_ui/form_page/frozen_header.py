"""The titles of a grid that stay at the top of the page while its rows scroll."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from perfeval_ui.form_page.cell_grid.header import GridHeader
from perfeval_ui.form_page.cell_grid.view import CellGrid


class FrozenHeader(GridHeader):
    """Covers the top of ``viewport`` with the titles of ``grid`` as long as its rows are there without them.

    :meth:`follow` is to be called whenever the page has scrolled or the grid has other widths or titles.
    """

    def __init__(self, grid: CellGrid, viewport: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, viewport)
        self._grid, self._page = grid, viewport
        self.setModel(grid.cells)
        self.setSectionResizeMode(GridHeader.ResizeMode.Fixed)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setHighlightSections(False)
        self.setAutoFillBackground(True)
        self.setAccessibleName(f"{grid.accessibleName()}的栏名")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def covered(self) -> int:
        """How many pixels of the viewport's top are covered now."""
        return 0 if self.isHidden() else self.height()

    def follow(self) -> None:
        """Stand where the grid is, or go away where its own titles are to be seen."""
        own = self._grid.horizontalHeader()
        top = self._grid.mapTo(self._page, QPoint(0, 0))
        end = top.y() + self._grid.height() - own.height()
        is_wanted = self._grid.isVisible() and not own.isHidden() and top.y() < 0 < end
        if is_wanted:
            for column in range(own.count()):
                if self.sectionSize(column) != own.sectionSize(column):
                    self.resizeSection(column, own.sectionSize(column))
            # The corner above the numbers of the rows is covered as well.
            corner = own.mapTo(self._grid, QPoint(0, 0)).x()
            self.setViewportMargins(corner, 0, 0, 0)
            # As the last row leaves, so do the titles.
            room = min(0, end - own.height())
            self.setGeometry(top.x(), room, corner + own.width(), own.height())
        self.setVisible(is_wanted)
        if is_wanted:
            self.raise_()
