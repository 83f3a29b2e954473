"""What the menu 帮助 and F1 show: the manual, the page on a check."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_desktop.domain.findings import Code
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from perfeval_ui.dialogs.check_guide import CheckGuideDialog
    from perfeval_ui.manual.window import ManualWindow


class HelpCommands(QObject):
    """Shows what there is to read, beside the window and not over it: one reads while filling in."""

    def __init__(self, signals: SessionSignals, frame: WindowFrame, folder: Path) -> None:
        """``folder`` is where the store is."""
        super().__init__(frame)
        self._session, self._frame, self._folder = signals.session, frame, folder
        self._check_guide: CheckGuideDialog | None = None
        self._manual: ManualWindow | None = None
        frame.actions_.manual.installEventFilter(self)

    def handlers(self) -> dict[QAction, Callable[[], object]]:
        """Return what the actions of the menu do."""
        actions = self._frame.actions_
        return {
            actions.manual: self.show_manual,
            actions.check_guide: self.show_check_guide,
            actions.about: self._show_about,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the key from the menu, in which nobody looks for what a check says."""
        if event.type() == QEvent.Type.Shortcut:
            self.help()
            return True
        return super().eventFilter(watched, event)

    def help(self) -> None:
        """Show the page on the finding that the keyboard is at, else the chapter on what has the keyboard."""
        code = self._code_here()
        if code is None:
            self.show_manual()
        else:
            self._show_check(code)

    def _code_here(self) -> Code | None:
        """Return the check of the finding in the panel, or at the cell or field, that has the keyboard."""
        focus, checks = QApplication.focusWidget(), self._frame.checks
        if focus is not None and checks.isAncestorOf(focus):
            return checks.current_code
        place, shown = self._frame.editor.current_place(), self._session.shown
        if place is None or shown is None:
            return None
        codes = [finding.code for finding in shown.findings if place in finding.places]
        # The one that was clicked, where several are at the same place.
        return checks.current_code if checks.current_code in codes else next(iter(codes), None)

    def show_manual(self) -> None:
        """Show the chapter on what has the keyboard."""
        self.show_chapter_about(QApplication.focusWidget())

    def show_chapter_about(self, widget: QWidget | None) -> None:
        """Show the chapter of the manual that is about ``widget``; where none is, the manual as it is."""
        from perfeval_ui.manual.topics import chapter_about  # noqa: PLC0415  # rarely opened
        from perfeval_ui.manual.window import ManualWindow  # noqa: PLC0415  # rarely opened

        chapter = chapter_about(widget)
        if self._manual is None:
            self._manual = ManualWindow(chapter)
            self._manual.finished.connect(self._forget_manual)
            # It has no parent: a dialog over the window would lock it otherwise.
            self._frame.destroyed.connect(self._manual.deleteLater)
        elif chapter is not None:
            self._manual.show_chapter(chapter)
        _bring_to_front(self._manual)

    def show_check_guide(self) -> None:
        """Show what there is to say of the checks, first of the one whose finding the cursor is at."""
        self._show_check(self._frame.checks.current_code)

    def _show_check(self, code: Code | None) -> None:
        if self._check_guide is None:
            from perfeval_ui.dialogs.check_guide import CheckGuideDialog  # noqa: PLC0415  # rarely opened

            self._check_guide = CheckGuideDialog(self._frame)
            self._check_guide.finished.connect(self._forget_check_guide)
        if code is not None:
            self._check_guide.choose(code)
        _bring_to_front(self._check_guide)

    def close(self) -> None:
        """Close what stands beside the window: it must not outlast it."""
        for beside in (self._check_guide, self._manual):
            if beside is not None:
                beside.reject()

    def _forget_check_guide(self) -> None:
        self._check_guide = None

    def _forget_manual(self) -> None:
        self._manual = None

    def _show_about(self) -> None:
        from perfeval_ui.dialogs.about import AboutDialog  # noqa: PLC0415  # rarely opened

        AboutDialog(self._folder, self._frame).open()


def _bring_to_front(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
