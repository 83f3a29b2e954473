"""The context menu of a grid: what can be done about the findings at the cell, and with what is selected."""

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.cell_grid.rows_grid import RowsGrid
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.finding_commands import FindingCommands
from perfeval_ui.window.window_frame import WindowFrame

# Characters of a sentence about a cell; the panel has it whole.
_LONGEST = 26


class CellMenu(QObject):
    """Opens ``menu`` where it is asked for on the form page."""

    def __init__(self, signals: SessionSignals, findings: FindingCommands, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._findings, self._frame = signals.session, findings, frame
        self.menu = QMenu(frame)
        frame.editor.menu_wanted.connect(self.open)
        frame.editor.remedies_wanted.connect(self.open_remedies)

    def open(self, grid: CellGrid, place: Place | None, at: QPoint) -> None:
        """Open all that can be done at ``place`` of ``grid``, at a point of the screen."""
        actions = self._frame.actions_
        self.menu.clear()
        self._add_remedies(place)
        self.menu.addActions([actions.cut, actions.copy, actions.paste])
        self.menu.addSeparator()
        self.menu.addActions([*actions.cell_actions, actions.edit_large])
        if place is not None:
            self.menu.addSeparator()
            past = self.menu.addAction("这一格的历史(&H)")
            past.triggered.connect(partial(self._show_past, place))
        if isinstance(grid, RowsGrid):
            self.menu.addSeparator()
            self.menu.addActions(actions.row_actions)
        if isinstance(grid, IndicatorGrid):
            self.menu.addSeparator()
            self.menu.addActions(actions.indicator_actions)
        self.menu.popup(at)

    def open_remedies(self, place: Place | None, at: QPoint) -> None:
        """Open what can be done about the findings at ``place`` alone; say so where there are none."""
        self.menu.clear()
        self._add_remedies(place)
        if self.menu.isEmpty():
            self._frame.message_bar.show_message("这一格没有查出问题。")
        else:
            self.menu.popup(at)
            self.menu.setActiveAction(next(one for one in self.menu.actions() if not one.isSeparator()))

    def _show_past(self, place: Place) -> None:
        if self._frame.commit_open_editor():
            self._frame.tabs.setCurrentWidget(self._frame.history)
            self._frame.history.show_cell(place)

    def _add_remedies(self, place: Place | None) -> None:
        shown = self._session.shown
        if shown is None or place is None or not self._session.takes_changes:
            return
        for finding in shown.findings:
            if place in finding.places:
                self._add_finding(finding)

    def _add_finding(self, finding: Finding) -> None:
        """Add the remedies of a finding, one for all of its kind, and that it is right as it is."""
        heading = self.menu.addSection(self._shortened(finding.message))
        heading.setToolTip(finding.message)
        for remedy in self._session.remedies(finding):
            action = self.menu.addAction(remedy.label.replace("&", "&&"))
            action.triggered.connect(partial(self._findings.apply, finding, remedy.label))
        for_all = self._session.remedy_for_kind(finding)
        if for_all is not None:
            action = self.menu.addAction(for_all.label)
            action.triggered.connect(partial(self._findings.apply_for_kind, finding))
        aside = self.menu.addAction("不用改，写明理由…")
        aside.triggered.connect(partial(self._findings.ask_reason, finding))
        self.menu.addSeparator()

    @staticmethod
    def _shortened(message: str) -> str:
        return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
