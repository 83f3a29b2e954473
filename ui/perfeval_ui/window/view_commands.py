"""What the menu 视图 does, and what the user has chosen of how the window looks and moves."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction

from perfeval_ui.form_page.section import SectionKind
from perfeval_ui.project_tree.grouping import Grouping
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.text_size import SMALLEST, choose_text_size
from perfeval_ui.theme import Scheme, choose_scheme
from perfeval_ui.window.window_frame import WindowFrame
from perfeval_ui.window.window_settings import WindowSettings


class ViewCommands(QObject):
    """Changes how the window looks and moves, and keeps it for the next time."""

    def __init__(self, signals: SessionSignals, settings: QSettings, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._frame = signals.session, frame
        self._choices = WindowSettings(settings)
        actions = frame.actions_
        actions.group_by_unit.toggled.connect(self._group)
        actions.stop_everywhere.toggled.connect(self._stop_everywhere)
        actions.offer_texts.toggled.connect(self._offer_texts)
        frame.editor.folding.folded.connect(self._keep_folded)
        frame.editor.widths_drawn.connect(self._choices.keep_widths)

    def restore_choices(self) -> None:
        """Choose the colours, how the tree is grouped and what is offered, as they were chosen last."""
        actions, scheme = self._frame.actions_, self._choices.scheme
        actions.schemes[scheme].setChecked(True)
        if scheme is not Scheme.SYSTEM:
            choose_scheme(scheme)
        if self.text_size != SMALLEST:
            choose_text_size(self.text_size)
        actions.group_by_unit.setChecked(self._choices.groups_by_unit)
        actions.stop_everywhere.setChecked(self._choices.stops_everywhere)
        self._frame.editor.widths = self._choices.widths
        for kind, is_folded in self._choices.folded.items():
            self._frame.editor.folding.fold(kind, is_folded=is_folded)
        actions.offer_texts.setChecked(self._choices.offers_earlier_texts)

    @property
    def text_size(self) -> int:
        """The size of all text in percent of the system's."""
        return self._choices.text_size

    @text_size.setter
    def text_size(self, percent: int) -> None:
        choose_text_size(percent)
        self._choices.text_size = percent

    def handlers(self) -> dict[QAction, Callable[[], object]]:
        """Return what the actions of the menu do."""
        actions, frame, show = self._frame.actions_, self._frame, self._frame.tabs.setCurrentWidget
        handlers: dict[QAction, Callable[[], object]] = {
            actions.show_form: partial(show, frame.editor),
            actions.show_preview: partial(show, frame.preview),
            actions.show_history: partial(show, frame.history),
            actions.fold_funding: partial(frame.editor.folding.turn, SectionKind.FUNDING),
            actions.forget_widths: frame.editor.forget_widths,
            actions.fold_goals: partial(frame.editor.folding.turn, SectionKind.GOALS),
            actions.next_pane: partial(frame.panes.go, 1),
            actions.previous_pane: partial(frame.panes.go, -1),
        }
        for scheme, action in actions.schemes.items():
            handlers[action] = partial(self._set_scheme, scheme)
        return handlers

    def _group(self, by_unit: bool) -> None:  # noqa: FBT001  # what a checkable action tells
        self._frame.tree.set_grouping(Grouping.BY_DEPARTMENT if by_unit else Grouping.BY_YEAR)
        self._choices.groups_by_unit = by_unit

    def _keep_folded(self, kind: SectionKind, is_folded: bool) -> None:  # noqa: FBT001  # what a signal tells
        self._choices.keep_folded(kind, is_folded=is_folded)

    def _stop_everywhere(self, is_on: bool) -> None:  # noqa: FBT001  # what a checkable action tells
        self._frame.editor.stop_everywhere(is_on)
        self._choices.stops_everywhere = is_on

    def _offer_texts(self, is_on: bool) -> None:  # noqa: FBT001  # what a checkable action tells
        self._session.earlier_texts.is_on = self._choices.offers_earlier_texts = is_on

    def _set_scheme(self, scheme: Scheme) -> None:
        choose_scheme(scheme)
        self._choices.scheme = scheme
