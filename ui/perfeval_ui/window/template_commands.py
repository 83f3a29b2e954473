"""The commands on the template of the open form, and on templates in general."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import FormKind, Template
from perfeval_desktop.domain.template_change import kept_without_place, with_template
from perfeval_desktop.errors import PerfEvalError, TemplateError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.store import FormId
from perfeval_desktop.summary_texts import project_text
from perfeval_ui.form_page.cell_writer import FINAL, locked
from perfeval_ui.session_signals import SessionSignals

_ASSESSMENTS = frozenset({FormKind.SELF_ASSESSMENT, FormKind.DEPARTMENT, FormKind.TRANSFER})


class TemplateCommands(QObject):
    """Carries out the commands; their dialogs belong to the window ``parent``.

    ``siblings_made`` carries :class:`SiblingForms` that are still to be stored, ``done`` a sentence about
    what was done and can be undone, ``failed`` one about why nothing was done.
    """

    siblings_made = Signal(object)
    done = Signal(str)
    failed = Signal(str)

    def __init__(self, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = signals.session
        self._window = parent

    # -- the open form -----------------------------------------------------------------------------------

    def ask_change(self) -> None:
        """Ask for another template for the open form."""
        shown = self._changeable()
        if shown is not None:
            from perfeval_ui.dialogs.choose_template import ChooseTemplateDialog  # noqa: PLC0415  # rarely opened

            dialog = ChooseTemplateDialog(
                "更换模板",
                "表里的内容按含义搬到新模板；没有位置的也会保留，换回来还在。一次撤销就能恢复原样。",
                [one for one in self._usable() if one is not shown.template],
                self._window,
            )
            dialog.template_chosen.connect(self.change)
            dialog.open()

    def change(self, template: Template) -> None:
        """Move the open form to ``template``, as one step."""
        shown = self._changeable()
        if shown is None:
            return
        changed = with_template(template, shown.template, self._session.base)
        if self._commit(changed, f"更换模板为“{template.name}”"):
            kept = len(kept_without_place(template, changed))
            left = f"，其中 {kept} 处内容没有位置，已保留" if kept else ""
            self.done.emit(f"已更换模板为“{template.name}”{left}")

    def use_newer(self) -> None:
        """Move the open form to the newer text of its template."""
        shown = self._session.shown
        if shown is not None and shown.newer_template is not None:
            self.change(shown.newer_template)

    def show_difference(self) -> None:
        """Show what is different in the newer text of the template."""
        shown = self._session.shown
        if shown is not None and shown.newer_template is not None:
            from perfeval_desktop.domain.template_difference import template_difference  # noqa: PLC0415  # rarely asked for

            sentences = template_difference(shown.template, shown.newer_template)
            self._show_list(f"模板“{shown.template.name}”的新版有哪些不同", sentences)

    def show_kept(self) -> None:
        """Show the texts of the open form that its template has no place for."""
        shown = self._session.shown
        if shown is not None:
            kept = kept_without_place(shown.template, shown.form)
            self._show_list("在本模板里没有位置的内容", [f"{one.place.column}：{one.text}" for one in kept])

    def make_assessments(self, form_ids: Sequence[FormId]) -> None:
        """Ask for the template of the self-assessments to be made of target forms."""
        self._ask_sibling("新建自评表", _ASSESSMENTS, form_ids)

    def make_monitoring(self, form_ids: Sequence[FormId]) -> None:
        """Ask for the template of the monitoring forms to be made of target forms."""
        self._ask_sibling("新建监控表", frozenset({FormKind.MONITORING}), form_ids)

    # -- templates as such -------------------------------------------------------------------------------

    def manage(self) -> None:
        """Show all templates."""
        from perfeval_ui.dialogs.template_manager import TemplateManager  # noqa: PLC0415  # rarely opened

        TemplateManager(self._session, self._window).open()

    def ask_derive(self) -> None:
        """Ask for a file with a form, and make a template of it, which the list of templates then shows."""
        from perfeval_ui.dialogs.template_manager import TemplateManager  # noqa: PLC0415  # rarely opened

        manager = TemplateManager(self._session, self._window)
        manager.open()
        manager.ask_derive()

    # ----------------------------------------------------------------------------------------------------

    def show_left(self, sentences: Sequence[str]) -> None:
        """Show what of target forms has no place in the forms made of them."""
        self._show_list("绩效目标表里有、新表里没有位置的内容", sentences)

    def _ask_sibling(self, title: str, kinds: frozenset[FormKind], form_ids: Sequence[FormId]) -> None:
        chosen = set(form_ids)
        with self._reporting_errors():
            targets = [
                one
                for one in self._session.summaries()
                if one.form_id in chosen and one.kind is FormKind.TARGET
            ]
            if not targets:
                self.failed.emit("选中的项目里没有绩效目标表。请先在项目列表里选中绩效目标表，可以选多张。")
                return
            from perfeval_ui.dialogs.choose_template import ChooseTemplateDialog  # noqa: PLC0415  # rarely opened

            what = f"“{project_text(targets[0])}”" if len(targets) == 1 else f" {len(targets)} 个项目"
            dialog = ChooseTemplateDialog(
                title,
                f"由{what}的{FormKind.TARGET.label}新建：项目、资金安排、目标和指标都带过去。",
                [one for one in self._usable() if one.kind in kinds],
                self._window,
            )
            dialog.template_chosen.connect(partial(self._make_siblings, form_ids))
            dialog.open()

    def _make_siblings(self, form_ids: Sequence[FormId], template: Template) -> None:
        from perfeval_desktop.sibling_forms import sibling_forms  # noqa: PLC0415  # rarely asked for

        with self._reporting_errors():
            self.siblings_made.emit(sibling_forms(self._session, form_ids, template))

    @contextmanager
    def _reporting_errors(self) -> Iterator[None]:
        """Emit ``failed`` when the block raises an error that the user can do something about."""
        try:
            yield
        except PerfEvalError as error:
            self.failed.emit(str(error))

    def _changeable(self) -> EvaluatedForm | None:
        shown = self._session.shown
        if shown is not None and shown.form.state is FormState.FINAL:
            self.failed.emit(FINAL)
            return None
        if self._session.locking.line is not None:
            self.failed.emit(locked(self._session.locking.line))
            return None
        return shown

    def _usable(self) -> list[Template]:
        usable = []
        for template_id in self._session.templates:
            try:
                usable.append(self._session.templates[template_id])
            except TemplateError:
                # What is wrong with it is shown in the list of the templates.
                continue
        return usable

    def _commit(self, changed: Form, label: str) -> bool:
        try:
            return self._session.commit(changed, label)
        except PerfEvalError as error:
            self.failed.emit(str(error))
            return False

    def _show_list(self, title: str, sentences: Sequence[str]) -> None:
        from perfeval_ui.dialogs.sentence_list import SentencesDialog  # noqa: PLC0415  # rarely opened

        SentencesDialog(title, sentences, self._window).open()
