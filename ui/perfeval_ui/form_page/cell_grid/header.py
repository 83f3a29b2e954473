"""The titles above the columns of a grid."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader

from perfeval_ui.form_page.cell_grid.model import CellTableModel
from perfeval_ui.form_page.cell_grid.painting import PADDING_X


class GridHeader(QHeaderView):
    """Breaks a column title that is too wide for its column where the printed form breaks it."""

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
