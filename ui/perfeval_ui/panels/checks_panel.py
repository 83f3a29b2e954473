"""The findings on the open form as sentences, gravest first; a click goes to the cell."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_desktop.session import Notification
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM, SEVERITY_ICONS, SEVERITY_TINTS, Tint, icon, tint

FINDING_ROLE = Qt.ItemDataRole.UserRole
_ICON = 16
_TEXT_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class FindingsModel(QAbstractListModel):
    """The findings to be seen, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()

    def show(self, findings: tuple[Finding, ...]) -> None:
        """Show ``findings``."""
        if findings != self.findings:
            self.beginResetModel()
            self.findings = findings
            self.endResetModel()

    def rowCount(
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008
    ) -> int:
        return 0 if parent.isValid() else len(self.findings)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        finding = self.findings[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return finding.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{finding.severity.label}：{finding.message}"
        return finding if role == FINDING_ROLE else None


class FindingDelegate(QStyledItemDelegate):
    """Paints a finding: icon of its severity, its whole sentence, a rule below."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons: dict[Severity, QIcon] = {
            severity: icon(SEVERITY_ICONS[severity], SEVERITY_TINTS[severity]) for severity in Severity
        }

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        finding: Finding = index.data(FINDING_ROLE)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Midlight))
        painter.setPen(QPen(tint(palette, Tint.RULE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        place = QRect(rect.left() + RHYTHM, rect.top() + RHYTHM, _ICON, _ICON)
        mode = QIcon.Mode.Selected if selected else QIcon.Mode.Normal
        self._icons[finding.severity].paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(palette.color(role))
        painter.drawText(self._text_rect(rect), int(_TEXT_FLAGS), finding.message)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics: QFontMetrics = option.fontMetrics
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 240
        text = self._text_rect(QRect(0, 0, width, 10_000))
        bounds = metrics.boundingRect(text, int(_TEXT_FLAGS), index.data())
        return QSize(width, max(_ICON, bounds.height()) + 2 * RHYTHM)

    @staticmethod
    def _text_rect(rect: QRect) -> QRect:
        return rect.adjusted(2 * RHYTHM + _ICON, RHYTHM - 1, -RHYTHM, -RHYTHM + 1)


class ChecksPanel(QWidget):
    """Counts by severity, the list, and 全部检查通过 when there is nothing to say.

    ``finding_chosen`` carries the cell of a finding that was clicked or entered.
    """

    finding_chosen = Signal(object)

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self.model = FindingsModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindingDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("检查结果")
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.switches = {severity: self._switch(severity) for severity in Severity}
        self.message = QLabel(self)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self.message.setContentsMargins(2 * RHYTHM, 0, 2 * RHYTHM, 0)
        title = QLabel("检查", self)
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * RHYTHM, RHYTHM // 2, RHYTHM, RHYTHM // 2)
        bar.setSpacing(RHYTHM // 2)
        bar.addWidget(title)
        bar.addStretch(1)
        for switch in self.switches.values():
            bar.addWidget(switch)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addLayout(self._pages, 1)
        signals.changed.connect(self._follow)
        self.hide()

    def focus_first(self) -> bool:
        """Put the cursor on the first finding, from where Enter goes to its cell; ``False`` without one."""
        if not self.model.findings:
            return False
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setCurrentIndex(self.model.index(0, 0))
        return True

    def _switch(self, severity: Severity) -> QToolButton:
        switch = QToolButton(self)
        switch.setIcon(icon(SEVERITY_ICONS[severity], SEVERITY_TINTS[severity]))
        switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        switch.setAutoRaise(True)
        switch.setCheckable(True)
        switch.setChecked(True)
        switch.setToolTip(f"显示或隐藏“{severity.label}”")
        switch.toggled.connect(self._list)
        return switch

    def _choose(self, index: QModelIndex) -> None:
        self.finding_chosen.emit(index.data(FINDING_ROLE).place)

    def _follow(self, notification: Notification) -> None:
        self.setVisible(notification.after is not None)
        self._findings = notification.after.findings if notification.after else ()
        severities = [finding.severity for finding in self._findings]
        for severity, switch in self.switches.items():
            count = severities.count(severity)
            switch.setText(str(count))
            switch.setAccessibleName(f"{severity.label} {count} 条")
        self._list()

    def _list(self) -> None:
        """Show the findings of the severities that are switched on, or say why there are none."""
        shown = tuple(one for one in self._findings if self.switches[one.severity].isChecked())
        self.model.show(shown)
        self.message.setText("检查结果都隐藏了，点上面的按钮显示。" if self._findings else "全部检查通过")
        self._pages.setCurrentWidget(self.list if shown else self.message)
