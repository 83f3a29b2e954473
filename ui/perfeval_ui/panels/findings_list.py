"""The list of the findings: one click goes to the cell, one on a link does what it says."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from perfeval_ui.panels.finding_delegate import FindingDelegate
from perfeval_ui.panels.findings_model import FindingsModel


class FindingsList(QListView):
    """Shows the findings of a model.

    ``chosen`` carries the row of a finding that was clicked, or chosen by Enter; ``link_clicked`` the row,
    the words of the link below it, and where on the screen that is.
    """

    chosen = Signal(QModelIndex)
    link_clicked = Signal(QModelIndex, str, QPoint)

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = FindingDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName("检查结果")
        self.clicked.connect(self.chosen)
        self.activated.connect(self.chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # It has its scroll bar, if it needs one, before it is painted: no frame shows it without.
        super().resizeEvent(event)
        self.executeDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        words = self._link_at(position)
        is_click = event.button() is Qt.MouseButton.LeftButton
        if words is None or not is_click or self.indexAt(position) != self.currentIndex():
            super().mouseReleaseEvent(event)
            return
        # The row is not chosen as well: the link says where it leads.
        self.setState(QListView.State.NoState)
        self.link_clicked.emit(self.indexAt(position), words, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(event.position().toPoint())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().unsetCursor()
        return super().viewportEvent(event)

    def _point_at(self, position: QPoint) -> None:
        if self._link_at(position) is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _link_at(self, position: QPoint) -> str | None:
        index = self.indexAt(position)
        return self._delegate.link_at(self, index, position) if index.isValid() else None
