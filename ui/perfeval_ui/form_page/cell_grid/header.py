"""The titles above the columns of a grid."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from perfeval_ui.form_page.cell_grid.model import CellTableModel
from perfeval_ui.form_page.cell_grid.painting import PADDING_X

# Pixels at each side of an edge where the mouse takes hold of it.
_GRIP = 4


class GridHeader(QHeaderView):
    """Breaks a column title that is too wide for its column where the printed form breaks it.

    ``section_drawn`` carries a section and its size before and after each move of the mouse that draws its
    edge; what the program resizes is not told. ``edge_double_clicked`` carries the section at whose right
    edge the mouse was.
    """

    section_drawn = Signal(int, int, int)
    edge_double_clicked = Signal(int)

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self._is_pressed = False
        self.sectionResized.connect(self._tell)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_pressed = False
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell whose edge it was; Qt's table would take the width of its own idea of the contents."""
        edge = event.position().toPoint().x()
        for section in range(self.count()):
            end = self.sectionViewportPosition(section) + self.sectionSize(section)
            if abs(end - edge) <= _GRIP:
                self.edge_double_clicked.emit(section)

    def _tell(self, section: int, before: int, after: int) -> None:
        if self._is_pressed:
            # What follows from it is the program's.
            self._is_pressed = False
            self.section_drawn.emit(section, before, after)
            self._is_pressed = True

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:  # noqa: N803
        super().initStyleOptionForIndex(option, logicalIndex)
        option.text = self._broken(option.text, logicalIndex)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803
        """Return the room a title takes; Qt works it out from the title as it is, not as it is broken."""
        size = super().sectionSizeFromContents(logicalIndex)
        title = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        more = self._broken(title, logicalIndex).count("\n") - title.count("\n")
        return QSize(size.width(), size.height() + more * self.fontMetrics().lineSpacing())

    def _broken(self, title: str, section: int) -> str:
        model = self.model()
        room = self.sectionSize(section) - 2 * PADDING_X
        if isinstance(model, CellTableModel) and self.fontMetrics().horizontalAdvance(title) > room:
            return "\n".join(model.parts_of(title))
        return title
