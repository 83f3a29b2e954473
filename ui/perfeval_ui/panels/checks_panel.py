"""检查: what the checks have found on the open form, the gravest first; a click goes to the cell."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.session import Notification
from perfeval_ui.panels.finding_delegate import FindingDelegate
from perfeval_ui.panels.findings_model import FINDING_ROLE, FindingsModel
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM, SEVERITY_ICONS, SEVERITY_TINTS, icon


class _FindingsList(QListView):
    """A list that has its scroll bar, if it needs one, before it is painted: no frame shows it without."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.executeDelayedItemsLayout()


class ChecksPanel(QWidget):
    """Shows how many findings there are of each severity, and lists them; each severity can be hidden.

    ``finding_chosen`` carries the cell of a finding that was clicked, or chosen by Enter. ``menu_actions``
    make the context menu of the findings.
    """

    finding_chosen = Signal(object)

    def __init__(
        self, signals: SessionSignals, menu_actions: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self.model = FindingsModel(self)
        self.list = self._list_view()
        self.list.addActions(menu_actions)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.switches = {severity: self._switch(severity) for severity in Severity}
        self.placeholder = QLabel(self)
        self.placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.placeholder.setWordWrap(True)
        self.placeholder.setContentsMargins(2 * RHYTHM, 0, 2 * RHYTHM, 0)
        self._arrange()
        signals.changed.connect(self._follow)
        self.hide()

    @property
    def current_code(self) -> Code | None:
        """The check of the finding that the cursor is at, or was at last."""
        index = self.list.currentIndex()
        return self.model.findings[index.row()].code if index.isValid() else None

    def focus_first(self) -> bool:
        """Put the cursor on the first finding, from where Enter goes to its cell; ``False`` without one."""
        if not self.model.findings:
            return False
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setCurrentIndex(self.model.index(0, 0))
        return True

    # -- building ----------------------------------------------------------------------------------------

    def _list_view(self) -> QListView:
        view = _FindingsList(self)
        view.setModel(self.model)
        view.setItemDelegate(FindingDelegate(view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setWordWrap(True)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setMouseTracking(True)
        view.setAccessibleName("检查结果")
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)
        return view

    def _switch(self, severity: Severity) -> QToolButton:
        switch = QToolButton(self)
        switch.setIcon(icon(SEVERITY_ICONS[severity], SEVERITY_TINTS[severity]))
        switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        switch.setAutoRaise(True)
        switch.setCheckable(True)
        switch.setChecked(True)
        switch.setToolTip(f"显示或隐藏“{severity.label}”")
        switch.toggled.connect(self._update_list)
        return switch

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * RHYTHM, RHYTHM // 2, RHYTHM, RHYTHM // 2)
        bar.setSpacing(RHYTHM // 2)
        bar.addWidget(QLabel("检查", self))
        bar.addStretch(1)
        for switch in self.switches.values():
            bar.addWidget(switch)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.placeholder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addLayout(self._pages, 1)

    # -- what is shown -----------------------------------------------------------------------------------

    def _choose(self, index: QModelIndex) -> None:
        self.finding_chosen.emit(index.data(FINDING_ROLE).place)

    def _follow(self, notification: Notification) -> None:
        shown = notification.after
        self.setVisible(shown is not None)
        self._findings = shown.findings if shown is not None else ()
        severities = [finding.severity for finding in self._findings]
        for severity, switch in self.switches.items():
            count = severities.count(severity)
            switch.setText(str(count))
            switch.setAccessibleName(f"{severity.label} {count} 条")
        self._update_list()

    def _update_list(self) -> None:
        """List the findings of the severities that are switched on; where there are none, say why."""
        listed = tuple(one for one in self._findings if self.switches[one.severity].isChecked())
        self.model.set_findings(listed)
        self.placeholder.setText("检查结果都隐藏了，点上面的按钮显示。" if self._findings else "全部检查通过")
        self._pages.setCurrentWidget(self.list if listed else self.placeholder)
