"""Find and replace: the bar below the open form, and the dialog over many forms."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import Notification
from perfeval_desktop.store import FormId
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from perfeval_ui.find_replace.dialog import FindDialog
    from perfeval_ui.find_replace.find_bar import FindBar
    from perfeval_ui.find_replace.form_finder import Done, FormFinder


class FindReplaceCommands(QObject):
    """Does what the keys of finding ask for, once what is being typed is saved."""

    def __init__(self, signals: SessionSignals, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._signals, self._session, self._frame = signals, signals.session, frame
        self.bar: FindBar | None = None
        self.dialog: FindDialog | None = None
        self._finder: FormFinder | None = None
        self._start: Place | None = None
        signals.changed.connect(self._follow)
        frame.tabs.currentChanged.connect(self._follow_tab)

    # -- the open form -----------------------------------------------------------------------------------

    def find(self) -> None:
        """Open the bar; where the tree has the keyboard, or no form is open, go to the filter of the tree."""
        is_in_tree = self._has_keyboard(self._frame.tree)
        if is_in_tree or self._session.shown is None:
            self._frame.tree_dock.show()
            self._frame.tree.focus_filter()
        else:
            self._open(replacing=self.bar is not None and self.bar.isVisible() and self.bar.is_replacing)

    def replace(self) -> None:
        """Open the bar with the line for what is to stand there instead."""
        self._open(replacing=True)

    def find_next(self) -> None:
        """Go to the next place."""
        self._go(1)

    def find_previous(self) -> None:
        """Go to the place before."""
        self._go(-1)

    def close(self) -> None:
        """Close the bar; the keyboard goes to the place that was found last, or where it came from."""
        if self.bar is None or self._finder is None:
            return
        spot = self._finder.current
        place = self._start if spot is None else spot.match.place
        had_keyboard = self._has_keyboard(self.bar)
        self._hide()
        if had_keyboard and place is not None:
            self._frame.editor.go_to(place)
        elif had_keyboard:
            self._frame.editor.setFocus()

    def _go(self, step: int) -> None:
        if self._finder is None or self.bar is None or not self.bar.text.text():
            self._open(replacing=False)
            return
        if not self.bar.isVisible():
            # The bar is closed, and goes on with what was looked for last, on the page.
            self._frame.tabs.setCurrentWidget(self._frame.editor)
            self.bar.show()
            self._seek()
        else:
            self._finder.go_on(step)

    def _open(self, *, replacing: bool) -> None:
        self._frame.tabs.setCurrentWidget(self._frame.editor)
        self._start = self._frame.editor.current_place() or self._start
        bar = self.bar or self._make_bar()
        bar.start(replacing=replacing)
        self._seek()

    def _make_bar(self) -> "FindBar":
        from perfeval_ui.find_replace.find_bar import FindBar  # noqa: PLC0415  # not for the first frame
        from perfeval_ui.find_replace.form_finder import FormFinder  # noqa: PLC0415

        finder = self._finder = FormFinder(self._signals, self._frame.editor, self)
        bar = self.bar = FindBar(self._frame)
        self._frame.add_below(bar)
        bar.sought.connect(self._seek)
        bar.next_wanted.connect(self.find_next)
        bar.previous_wanted.connect(self.find_previous)
        bar.replace_wanted.connect(self._replace)
        bar.replace_all_wanted.connect(self._replace_all)
        bar.everywhere_wanted.connect(self.find_everywhere)
        bar.closed.connect(self.close)
        finder.moved.connect(self._count)
        return bar

    def _seek(self) -> None:
        if self.bar is not None and self._finder is not None:
            self._finder.seek(self.bar.options.query(self.bar.text.text()), self._start)

    def _count(self) -> None:
        if self.bar is None or self._finder is None:
            return
        all_of_them, number = len(self._finder.spots), self._finder.number
        if not self.bar.text.text():
            self.bar.tell("", is_found=True)
        elif not all_of_them:
            self.bar.tell("没有找到", is_found=False)
        else:
            which = "" if number is None else f"{number + 1}/"
            self.bar.tell(f"{which}{all_of_them} 处", is_found=True)

    def _replace(self) -> None:
        if self._may_replace() and self.bar is not None and self._finder is not None:
            options = self.bar.options
            done = self._finder.replace_current(self.bar.to.text(), with_figures=options.with_figures)
            if done.left:
                self._tell(done)

    def _replace_all(self) -> None:
        if self._may_replace() and self.bar is not None and self._finder is not None:
            options = self.bar.options
            self._tell(self._finder.replace_all(self.bar.to.text(), with_figures=options.with_figures))

    def _may_replace(self) -> bool:
        objection = CellWriter(self._session).objection
        if objection:
            self._frame.show_error_about_form(objection)
        return not objection and self._frame.commit_open_editor()

    def _tell(self, done: "Done") -> None:
        left = (
            f"有 {done.left} 处在金额、分值或选项里，没有替换；金额和分值可以在“选项”里勾选后替换。"
            if done.left
            else ""
        )
        if done.replaced:
            self._frame.offer_undo_in_form(f"已替换 {done.replaced} 处。{left}")
        else:
            self._frame.message_bar.show_message(left or "没有可以替换的。")

    def _has_keyboard(self, widget: QWidget | None) -> bool:
        # Qt's stub does not say that there may be none.
        focus: QWidget | None = self._frame.focusWidget()
        return widget is not None and focus is not None and widget.isAncestorOf(focus)

    def _hide(self) -> None:
        if self.bar is not None and self._finder is not None:
            self._finder.stop()
            self.bar.hide()

    def _follow(self, notification: Notification) -> None:
        if notification.after is None:
            self._hide()

    def _follow_tab(self) -> None:
        shown = self._frame.tabs.currentWidget()
        if shown is not self._frame.editor:
            if self._has_keyboard(self.bar):
                shown.setFocus()
            self._hide()

    # -- many forms --------------------------------------------------------------------------------------

    def find_everywhere(self) -> None:
        """Open the dialog over many forms, or bring it to the front, with what the bar looks for."""
        from perfeval_ui.find_replace.dialog import FindDialog  # noqa: PLC0415  # not for the first frame

        if self.dialog is None:
            chosen = self._frame.tree.selected_forms()
            dialog = self.dialog = FindDialog(
                self._session, chosen, self._frame.commit_open_editor, self._frame
            )
            dialog.hit_chosen.connect(self._show_hit)
            dialog.replaced.connect(self._frame.offer_undo)
            dialog.finished.connect(self._forget_dialog)
        if self.bar is not None and self.bar.isVisible():
            self.dialog.take_from(self.bar.text.text(), self.bar.to.text(), self.bar.options)
        # Not modal: one goes through it while mending the forms.
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.text.setFocus()

    def close_dialog(self) -> None:
        """Close the dialog, if it is open: it must not outlast the window."""
        if self.dialog is not None:
            self.dialog.reject()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _show_hit(self, form_id: FormId, place: Place) -> None:
        self._frame.go_to_form(form_id)
        shown = self._session.shown
        if shown is not None and shown.form_id == form_id:
            self._frame.go_to(place)
            self._frame.activateWindow()
