"""The versions of the open form at the left, and at the right what differs between two of them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.errors import PerfEvalError, StorageError
from perfeval_desktop.history.form_log import FormLog
from perfeval_desktop.history.version_names import version_names
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId, FormSummary
from perfeval_desktop.version_name import VersionName
from perfeval_ui.history import comparing, restoring
from perfeval_ui.history.commands import HistoryCommands
from perfeval_ui.history.comparing import Comparison
from perfeval_ui.history.difference_table import DifferenceView
from perfeval_ui.history.lines import Version, lines_of
from perfeval_ui.history.version_list import VersionList
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.empty_page import EmptyPage
from perfeval_ui.widgets.focus_passer import FocusPasser


class HistoryPage(FocusPasser):
    """What the tab 历史 is made of; its signals, and those of its ``commands``, are those of the panel."""

    unreadable = Signal(str)
    place_chosen = Signal(object)

    def __init__(self, session: EditingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.commands = HistoryCommands(session, self)
        self._log: FormLog | None = None
        self._names: Mapping[int, VersionName] = {}
        self._form_id: FormId | None = None
        self._other: FormSummary | None = None
        self._comparison = comparing.NO_FORM
        self.versions = VersionList(self)
        self.only_named = QCheckBox("只看有名称的版本(&Y)", self)
        self.name_button = self._button("命名版本(&M)…", self._ask_name, "version")
        self.title = QLabel(self)
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.differences = DifferenceView(self)
        self.empty = EmptyPage("", self)
        self.now_button = self._button("与现在比较(&W)", self._compare)
        self.now_button.setCheckable(True)
        self.other_button = self._button("与另一张表比较(&O)…", self.commands.ask_form)
        self.cell_button = self._button("只恢复这一格(&C)…", self._ask_restoring_cells)
        self.restore_button = self._button("恢复这个版本(&R)…", self._ask_restoring, "restore")
        self.restore_action = self._action("恢复这个版本(&R)…", self._ask_restoring)
        self.rename_action = self._action("改名称(&N)…", self._ask_new_name, "F2")
        self.remove_action = self._action("去掉名称(&D)", self._remove_name, "Delete")
        self._arrange()
        self.focus_part = self.versions
        self.commands.form_picked.connect(self.compare_with)
        self.only_named.toggled.connect(self._list)
        self.versions.chosen.connect(self._choose)
        self.versions.renaming_wanted.connect(self.rename_action.trigger)
        self.versions.removing_wanted.connect(self.remove_action.trigger)
        self.differences.place_chosen.connect(self._go_to)
        self.differences.selected_changed.connect(self._enable)

    # -- arranging ---------------------------------------------------------------------------------------

    def _button(self, text: str, on_click: Callable[[], object], icon_name: str = "") -> QPushButton:
        button = QPushButton(text, self)
        if icon_name:
            button.setIcon(icon(icon_name))
        button.clicked.connect(on_click)
        return button

    def _action(self, text: str, do: Callable[[], object], keys: str = "") -> QAction:
        # The keys are only told: they are pressed in the list, elsewhere they mean other things.
        action = QAction(f"{text}\t{keys}" if keys else text, self)
        action.triggered.connect(do)
        self.versions.addAction(action)
        return action

    def _arrange(self) -> None:
        above = _row(self.only_named, None, self.name_button)
        left = _column(above, self.versions, tall=self.versions)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.differences)
        self._pages.addWidget(self.empty)
        comparing_row = _row(self.now_button, self.other_button, None)
        restoring_row = _row(None, self.cell_button, self.restore_button)
        right = _column(comparing_row, self.title, self._pages, restoring_row, tall=self._pages)
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(RHYTHM, RHYTHM, RHYTHM, RHYTHM)
        layout.addWidget(splitter)

    # -- showing -----------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the log of the open form again and show it."""
        self._log = self._read()
        self._names = version_names(self._log.revisions) if self._log else {}
        shown = self._session.shown
        form_id = shown.form_id if shown else None
        is_another, self._form_id = form_id != self._form_id, form_id
        if is_another:
            # Nothing of what was looked at is about it.
            self._other = None
            self.now_button.setChecked(False)
            self.versions.show_lines(())
        self._list()
        if is_another:
            self.versions.select_first()

    def _read(self) -> FormLog | None:
        present = self._session.present
        if present is None:
            return None
        try:
            return FormLog(present, self._session.revisions())
        except StorageError as error:
            self.unreadable.emit(str(error))
            return None

    def _list(self) -> None:
        revisions = self._log.revisions if self._log else ()
        today = datetime.now().astimezone().date()
        is_filtered = self.only_named.isChecked()
        self.versions.show_lines(lines_of(revisions, self._names, only_named=is_filtered, today=today))
        self._compare()

    def _choose(self) -> None:
        self._other = None
        self._compare()

    def _compare(self) -> None:
        try:
            self._comparison = self._compared()
        except PerfEvalError as error:
            self._comparison = Comparison("", text=str(error))
        one = self._comparison
        self.title.setText(one.title)
        self.title.setVisible(bool(one.title))
        self.differences.show_differences(one.differences, one.left, one.right)
        self.empty.label.setText(one.text)
        self._pages.setCurrentWidget(self.differences if one.differences else self.empty)
        self._enable()

    def _compared(self) -> Comparison:
        log, selected = self._log, self.versions.selected
        if log is None:
            return comparing.NO_FORM
        if self._other is not None:
            return comparing.with_form(self._session, log.present, self._other)
        match selected:
            case ():
                return self._nothing_chosen()
            case (one,) if self.now_button.isChecked():
                return comparing.with_present(self._session, log, one)
            case (one,):
                return comparing.of_change(self._session, log, one)
            case (newer, older):
                return comparing.of_two(self._session, log, older, newer)
            case _:
                return comparing.TOO_MANY

    def _nothing_chosen(self) -> Comparison:
        if self.versions.table.lines or not self.only_named.isChecked():
            return comparing.NOTHING
        return comparing.NO_NAMES

    def _enable(self) -> None:
        version, log = self._version, self._log
        can_change = self._session.takes_changes
        can_name = log is not None and not self._session.is_read_only
        self.name_button.setEnabled(can_name)
        self.now_button.setEnabled(version is not None)
        self.other_button.setEnabled(log is not None)
        self.cell_button.setEnabled(can_change and self._restored_cells() is not None)
        can_restore = can_change and self._restored() is not None
        self.restore_button.setEnabled(can_restore)
        self.restore_action.setEnabled(can_restore)
        is_named = can_name and version is not None and version.is_named_by_hand
        for action in (self.rename_action, self.remove_action):
            action.setEnabled(is_named)
            action.setVisible(is_named)

    @property
    def _version(self) -> Version | None:
        """The only version that is selected."""
        selected = self.versions.selected
        return selected[0] if len(selected) == 1 else None

    # -- taking back -------------------------------------------------------------------------------------

    def _restored(self) -> Form | None:
        """Return the form as it would be with the selected version taken back; ``None`` where nothing is."""
        log, version = self._log, self._version
        if log is None or version is None:
            return None
        # Why a state cannot be had is said in the place of the differences.
        with suppress(PerfEvalError):
            return restoring.of_version(log, version)
        return None

    def _restored_cells(self) -> Form | None:
        """Return the same for the selected differences."""
        log = self._log
        if log is None:
            return None
        with suppress(PerfEvalError):
            return restoring.of_cells(self._session, log, self._comparison, self.differences.selected)
        return None

    def _ask_restoring(self) -> None:
        version, form = self._version, self._restored()
        if version is not None and form is not None:
            self.commands.ask_restoring(version, form)

    def _ask_restoring_cells(self) -> None:
        form = self._restored_cells()
        if form is not None:
            self.commands.ask_restoring_cells(self.differences.selected, form)

    def _go_to(self, place: Place) -> None:
        """Have a cell shown, unless its row has gone since."""
        shown = self._session.shown
        if shown is not None and restoring.is_there(shown.template, shown.form, place):
            self.place_chosen.emit(place)
        else:
            self.commands.failed.emit("这一格现在不在表里：它所在的行已经删除，或是属于另一张表。")

    # -- names, another form -----------------------------------------------------------------------------

    def _ask_name(self) -> None:
        self.commands.ask_name([one.name for one in self._names.values()])

    def _ask_new_name(self) -> None:
        if self._version is not None:
            self.commands.ask_new_name(self._version)

    def _remove_name(self) -> None:
        if self._version is not None:
            self.commands.remove_name(self._version)

    def compare_with(self, other: FormSummary) -> None:
        """Show what another form says otherwise than the open one."""
        # A click in the list leads back.
        self.versions.clearSelection()
        self._other = other
        self._compare()


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets side by side, with room where there is none."""
    row = QHBoxLayout()
    row.setSpacing(RHYTHM)
    for one in widgets:
        if one is None:
            row.addStretch(1)
        else:
            row.addWidget(one)
    return row


def _column(*parts: QWidget | QHBoxLayout, tall: QWidget) -> QWidget:
    """Return parts one below the other; ``tall`` takes the room that is left."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(RHYTHM)
    for one in parts:
        if isinstance(one, QWidget):
            column.addWidget(one, 1 if one is tall else 0)
        else:
            column.addLayout(one)
    return whole
