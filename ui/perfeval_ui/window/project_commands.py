"""The commands on whole projects: new, copy to the next year, duplicate, rename, set state, delete."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.next_year import for_next_year
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import PerfEvalError, UnfinishedFormError
from perfeval_desktop.store import FormId
from perfeval_desktop.summary_texts import UNNAMED
from perfeval_ui.defaults import NewProjectDefaults
from perfeval_ui.session_signals import SessionSignals

if TYPE_CHECKING:
    from perfeval_desktop.sibling_forms import SiblingForms


class ProjectCommands(QObject):
    """Carries out the commands, each on at least one form; its dialogs belong to the window ``parent``.

    ``done`` carries a sentence about what was done and can be undone, ``failed`` one about why nothing was
    done. ``created`` carries the ids of new forms, ``errors_wanted`` those of forms whose errors the user
    wants to see, ``state_set`` those of forms that came into a state, and that. ``siblings_done`` carries
    such a sentence, and others on what had no place in new forms.
    """

    done = Signal(str)
    failed = Signal(str)
    created = Signal(object)
    siblings_done = Signal(str, object)
    errors_wanted = Signal(object)
    state_set = Signal(object, object)

    def __init__(self, signals: SessionSignals, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._signals, self._session = signals, signals.session
        self._settings, self._window = settings, parent

    def ask_new(self) -> None:
        """Ask for template, year and names of a new form, then create it."""
        from perfeval_ui.dialogs.new_project import NewProjectDialog  # noqa: PLC0415  # not before it is seen

        # The form for a year is filled in at the start of the next one.
        year = datetime.now().astimezone().year - 1
        with self._reporting_errors():
            summaries = self._session.summaries()
            defaults = NewProjectDefaults.kept_in(self._settings)
            dialog = NewProjectDialog(
                self._session.templates, summaries, year, self._window, defaults=defaults
            )
            dialog.created.connect(self.create)
            dialog.open()

    def create(self, form: Form) -> None:
        """Add a new form."""
        with self._reporting_errors():
            self._make([form], f"新建{self._named([form])}")

    def create_siblings(self, made: "SiblingForms") -> None:
        """Add the forms made of target forms, as one step."""
        if not made.forms:
            self.failed.emit(f"没有新建：{made.remarks}。")
            return
        with self._reporting_errors():
            label = f"由绩效目标表新建{self._named(made.forms)}"
            self.created.emit(self._session.create(made.forms, label))
            told = f"已{label}；{made.remarks}" if made.remarks else f"已{label}"
            self.siblings_done.emit(told, made.left)

    def add_samples(self, *, all_of_them: bool = False) -> None:
        """Add the published samples to the store, or also those of all built-in templates."""
        from perfeval_desktop.samples import published_samples, samples  # noqa: PLC0415  # once in a store's life

        with self._reporting_errors():
            wanted = samples() if all_of_them else published_samples()
            made = [sample.form(self._session.templates) for sample in wanted]
            self._make(made, f"打开 {len(made)} 份示例")

    def copy_to_next_year(self, form_ids: Sequence[FormId]) -> None:
        """Make drafts for the next year: what is planned is kept, the year's results are cleared."""
        self._make_from(form_ids, for_next_year, "复制到下一年度")

    def duplicate(self, form_ids: Sequence[FormId]) -> None:
        """Make copies with everything in them."""
        self._make_from(form_ids, _as_copy, "复制")

    def rename(self, form_id: FormId, name: str) -> None:
        """Give a project another name; that of a final form cannot be changed."""

        def renamed(form: Form) -> Form:
            return _with_project(self._session.template_of(form), form, name)

        with self._reporting_errors():
            self._session.edit_many([form_id], renamed, f"重命名为“{shortened(name)}”")

    def set_state(
        self, form_ids: Sequence[FormId], state: FormState, *, despite_errors: bool = False
    ) -> None:
        """Set the state of projects; asks before one with errors becomes final, if not ``despite_errors``."""
        with self._reporting_errors():
            try:
                changed = self._session.set_state(form_ids, state, despite_errors=despite_errors)
            except UnfinishedFormError as error:
                self._ask_to_finish(form_ids, error)
                return
            if len(form_ids) > 1:
                self.done.emit(f"已把 {len(form_ids)} 个项目改为“{state.label}”")
            if changed:
                self.state_set.emit(tuple(changed), state)

    def _ask_to_finish(self, form_ids: Sequence[FormId], error: UnfinishedFormError) -> None:
        from perfeval_ui.dialogs.confirm_final import ConfirmFinalQuestion  # noqa: PLC0415  # rarely asked

        question = ConfirmFinalQuestion(error.errors, str(error), self._window)
        question.insisted.connect(partial(self.set_state, form_ids, FormState.FINAL, despite_errors=True))
        question.look_wanted.connect(partial(self.errors_wanted.emit, form_ids))
        question.open()

    def delete(self, form_ids: Sequence[FormId]) -> None:
        """Move projects to the recycle bin."""
        with self._reporting_errors():
            what = self._named([self._session.load(form_id) for form_id in form_ids])
            self._session.delete(form_ids, f"删除{what}")
            self.done.emit(f"已删除{what}，可在回收站找到")

    def show_bin(self) -> None:
        """Show the recycle bin."""
        from perfeval_ui.dialogs.recycle_bin import RecycleBinDialog  # noqa: PLC0415  # rarely opened

        RecycleBinDialog(self._signals, self._window).open()

    def _make_from(
        self, form_ids: Sequence[FormId], change: Callable[[Template, Form], Form], verb: str
    ) -> None:
        with self._reporting_errors():
            forms = [self._session.load(form_id) for form_id in form_ids]
            made = [change(self._session.template_of(form), form) for form in forms]
            self._make(made, f"{verb}{self._named(forms)}")

    def _make(self, forms: Sequence[Form], label: str) -> None:
        made = self._session.create(forms, label)
        self.created.emit(made)
        self.done.emit(f"已{label}")

    def _named(self, forms: Sequence[Form]) -> str:
        """Return the name of the only form, else how many they are."""
        if len(forms) > 1:
            return f" {len(forms)} 个项目"
        project = text_of(self._session.template_of(forms[0]), forms[0], Role.PROJECT)
        return f"“{shortened(project) or UNNAMED}”"

    @contextmanager
    def _reporting_errors(self) -> Iterator[None]:
        """Emit ``failed`` when the block raises an error that the user can do something about."""
        try:
            yield
        except PerfEvalError as error:
            self.failed.emit(str(error))


def _with_project(template: Template, form: Form, name: str) -> Form:
    place = place_of(template, Role.PROJECT)
    return form if place is None else enter(template, form, place, name)


def _as_copy(template: Template, form: Form) -> Form:
    copied = _with_project(template, form, f"{text_of(template, form, Role.PROJECT)}（副本）")
    return replace(copied, state=FormState.DRAFT)
