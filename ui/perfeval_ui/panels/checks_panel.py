"""检查: what the checks have found on the open form, the gravest first; a click goes to the cell."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.session import Notification
from perfeval_ui.panels.finding_delegate import ASK_AGAIN, OTHER_REMEDIES
from perfeval_ui.panels.findings_list import FindingsList
from perfeval_ui.panels.findings_model import FINDING_ROLE, REMEDIES_ROLE, FindingsModel, Offers
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM, SEVERITY_ICONS, SEVERITY_TINTS, Tint, icon


class ChecksPanel(QWidget):
    """Shows how many findings there are of each severity, and lists them; each severity can be hidden.

    Those that were set aside are counted apart, and listed when that is wanted. ``finding_chosen`` carries
    the cell of a finding that was clicked, or chosen by Enter; ``remedy_wanted`` a finding and the label of
    what is to be done about it; ``setting_aside_wanted`` and ``asked_again`` a finding. ``menu_actions`` end
    the context menu of the findings.
    """

    finding_chosen = Signal(object)
    remedy_wanted = Signal(object, str)
    setting_aside_wanted = Signal(object)
    asked_again = Signal(object)

    def __init__(
        self, signals: SessionSignals, menu_actions: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = signals.session
        self._findings: tuple[Finding, ...] = ()
        self._accepted: tuple[Finding, ...] = ()
        self._took_changes = False
        self._menu_actions = menu_actions
        self.model = FindingsModel(self._offers, self)
        self.list = self._list_view()
        self.menu = QMenu(self)
        self.switches = {severity: self._switch(severity) for severity in Severity}
        self.accepted_switch = self._accepted_switch()
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

    def _list_view(self) -> FindingsList:
        view = FindingsList(self.model, self)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.chosen.connect(self._choose)
        view.link_clicked.connect(self._follow_link)
        view.customContextMenuRequested.connect(self._show_menu)
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

    def _accepted_switch(self) -> QToolButton:
        switch = QToolButton(self)
        switch.setIcon(icon("ok", Tint.QUIET))
        switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        switch.setAutoRaise(True)
        switch.setCheckable(True)
        switch.setToolTip("显示或隐藏已说明不用改的")
        switch.toggled.connect(self._update_list)
        switch.hide()
        return switch

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * RHYTHM, RHYTHM // 2, RHYTHM, RHYTHM // 2)
        bar.setSpacing(RHYTHM // 2)
        bar.addWidget(QLabel("检查", self))
        bar.addStretch(1)
        for switch in (*self.switches.values(), self.accepted_switch):
            bar.addWidget(switch)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.placeholder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addLayout(self._pages, 1)

    # -- what is done about a finding --------------------------------------------------------------------

    def _offers(self, finding: Finding) -> Offers:
        if finding.accepted_for or not self._session.takes_changes:
            return ()
        return tuple(one.label for one in self._session.remedies(finding))

    def _choose(self, index: QModelIndex) -> None:
        self.finding_chosen.emit(index.data(FINDING_ROLE).place)

    def _follow_link(self, index: QModelIndex, words: str, position: QPoint) -> None:
        finding: Finding = index.data(FINDING_ROLE)
        if words == ASK_AGAIN:
            self.asked_again.emit(finding)
        elif words == OTHER_REMEDIES:
            self._fill_menu(finding, index.data(REMEDIES_ROLE)[1:])
            self.menu.popup(position)
        else:
            self.remedy_wanted.emit(finding, words)

    def _show_menu(self, position: QPoint) -> None:
        index = self.list.indexAt(position)
        if not index.isValid():
            return
        finding: Finding = index.data(FINDING_ROLE)
        self._fill_menu(finding, index.data(REMEDIES_ROLE))
        if self._session.takes_changes:
            self.menu.addSeparator()
            if finding.accepted_for:
                again = self.menu.addAction(ASK_AGAIN)
                again.triggered.connect(partial(self.asked_again.emit, finding))
            else:
                aside = self.menu.addAction("不用改，写明理由…")
                aside.triggered.connect(partial(self.setting_aside_wanted.emit, finding))
        self.menu.addSeparator()
        self.menu.addActions(self._menu_actions)
        self.menu.popup(self.list.viewport().mapToGlobal(position))

    def _fill_menu(self, finding: Finding, offers: Offers) -> None:
        self.menu.clear()
        for label in offers:
            action = self.menu.addAction(label.replace("&", "&&"))
            action.triggered.connect(partial(self.remedy_wanted.emit, finding, label))

    # -- what is shown -----------------------------------------------------------------------------------

    def _follow(self, notification: Notification) -> None:
        shown = notification.after
        self.setVisible(shown is not None)
        self._findings = shown.findings if shown is not None else ()
        self._accepted = shown.accepted if shown is not None else ()
        severities = [finding.severity for finding in self._findings]
        for severity, switch in self.switches.items():
            count = severities.count(severity)
            switch.setText(str(count))
            switch.setAccessibleName(f"{severity.label} {count} 条")
        count = len(self._accepted)
        self.accepted_switch.setText(str(count))
        self.accepted_switch.setAccessibleName(f"已说明 {count} 条")
        self.accepted_switch.setVisible(count > 0)
        self._update_list()
        if self._took_changes is not self._session.takes_changes:
            # The links come or go with it, and with them the heights, even where the findings are the same.
            self._took_changes = self._session.takes_changes
            self.list.scheduleDelayedItemsLayout()

    def _update_list(self) -> None:
        """List the findings of the severities that are switched on; where there are none, say why."""
        listed = tuple(one for one in self._findings if self.switches[one.severity].isChecked())
        if self.accepted_switch.isChecked():
            listed += self._accepted
        self.model.set_findings(listed)
        self.placeholder.setText("检查结果都隐藏了，点上面的按钮显示。" if self._findings else self._praise())
        self._pages.setCurrentWidget(self.list if listed else self.placeholder)

    def _praise(self) -> str:
        aside = f"，另有 {len(self._accepted)} 条已说明" if self._accepted else ""
        return f"全部检查通过{aside}"
