"""What is done in the history: asked in dialogs, done by the session, told by signals."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import place_label
from perfeval_desktop.errors import PerfEvalError, StorageError
from perfeval_desktop.history.cell_history import cell_history
from perfeval_desktop.history.differences import FormDifference, version_differences
from perfeval_desktop.history.form_log import FormLog
from perfeval_desktop.history.version_names import USUAL_NAMES
from perfeval_desktop.session import EditingSession
from perfeval_desktop.version_name import VersionName
from perfeval_ui.history import restoring
from perfeval_ui.history.cell_dialog import CellHistoryDialog
from perfeval_ui.history.form_picker import FormPickerDialog
from perfeval_ui.history.lines import Version
from perfeval_ui.history.name_dialog import NameVersionDialog
from perfeval_ui.history.restore_dialog import RestoreDialog


class HistoryCommands(QObject):
    """Takes back versions and cells, names versions, lets another form be picked.

    ``restored`` tells what was taken back, ``named`` what became of a name, ``failed`` why something could
    not be done; ``form_picked`` carries the line of a form to be compared with.
    """

    failed = Signal(str)
    restored = Signal(str)
    named = Signal(str)
    form_picked = Signal(object)

    def __init__(self, session: EditingSession, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    # -- taking back -------------------------------------------------------------------------------------

    def ask_restoring(self, version: Version, form: Form) -> None:
        """Show what ``form``, an earlier version, would change, and take it back if that is wanted."""
        title = f"恢复到 {version.title} 的样子"
        self._ask(title, form, partial(self._session.revert_to, version.revision.number, title))

    def ask_restoring_cells(self, differences: Sequence[FormDifference], form: Form) -> None:
        """Do the same with ``form``, in which only the places of ``differences`` are as they were."""
        what = differences[0].label if len(differences) == 1 else f" {len(differences)} 处"
        title = f"恢复{what}原来的内容"
        self._ask(title, form, partial(self._session.commit, form, title))

    def _ask(self, title: str, form: Form, do: Callable[[], object]) -> None:
        present = self._session.present
        assert present is not None  # noqa: S101  # the form that is to be changed
        found = version_differences(self._session.template_of, present, form)
        dialog = RestoreDialog(title, found, self._page)
        dialog.confirmed.connect(partial(self._do, title, do))
        dialog.open()

    def _do(self, title: str, do: Callable[[], object]) -> None:
        try:
            is_saved = do()
        except PerfEvalError as error:
            self.failed.emit(str(error))
        else:
            # What could not be saved is told by the window.
            if is_saved:
                self.restored.emit(f"已{title}。")

    # -- names -------------------------------------------------------------------------------------------

    def ask_name(self, given: Iterable[str]) -> None:
        """Ask what the present state is called; names that were ``given`` before are offered, too."""
        offered = tuple(dict.fromkeys((*USUAL_NAMES, *given)))
        dialog = NameVersionDialog("命名版本", offered, parent=self._page)
        dialog.named.connect(self.name)
        dialog.open()

    def ask_new_name(self, version: Version) -> None:
        """Ask for another name of a version that has one."""
        if version.name is not None:
            dialog = NameVersionDialog("改版本名称", USUAL_NAMES, version.name, parent=self._page)
            dialog.named.connect(partial(self.name, number=version.revision.number))
            dialog.open()

    def remove_name(self, version: Version) -> None:
        """Take the name of a version away."""
        self.name(VersionName(""), version.revision.number)

    def name(self, name: VersionName, number: int = 0) -> None:
        """Name the present state, or the version that has a name by revision ``number``."""
        try:
            self._session.name_version(name, number)
        except PerfEvalError as error:
            self.failed.emit(str(error))
        else:
            told = f"这个版本已命名为“{name.name}”。" if name.name else "已去掉名称，版本本身还在。"
            self.named.emit(told)

    # -- another form, one cell --------------------------------------------------------------------------

    def ask_form(self) -> None:
        """Ask with which other form the open one is to be compared."""
        shown = self._session.shown
        try:
            forms = self._session.summaries()
        except StorageError as error:
            self.failed.emit(str(error))
            return
        others = [one for one in forms if shown is None or one.form_id != shown.form_id]
        dialog = FormPickerDialog(others, self._page)
        dialog.picked.connect(self.form_picked)
        dialog.open()

    def show_cell(self, place: Place) -> None:
        """Show all that a cell of the open form has been."""
        shown, present = self._session.shown, self._session.present
        if shown is None or present is None:
            return
        try:
            log = FormLog(present, self._session.revisions())
            found = cell_history(log, self._session.template_of, place)
        except PerfEvalError as error:
            self.failed.emit(str(error))
            return
        label = place_label(shown.template, present, place)
        can_restore = self._session.takes_changes
        # Above the window: the tab need not be seen.
        dialog = CellHistoryDialog(label, found, can_restore=can_restore, parent=self._page.window())
        dialog.restoring_wanted.connect(partial(self.restore_text, place, label))
        dialog.open()

    def restore_text(self, place: Place, label: str, text: str) -> None:
        """Let a cell called ``label`` have ``text`` again."""
        title = f"恢复{label}以前的内容"
        self._do(
            title, lambda: self._session.commit(restoring.with_text(self._session.base, place, text), title)
        )
