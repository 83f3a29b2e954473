"""The editing session: the one place where forms change, and one notification after every change.

A keystroke is a *preview*: shown and scored, not saved. Leaving the cell is a *commit*: saved first, then
pushed on the undo stack, then notified. So the screen never claims what the disk does not have; where saving
is refused, the value stays on the screen as *pending*. Whatever would leave it behind saves it first, or is
refused itself.

How it is done stands in the package ``editing``, one part a module.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template
from perfeval_desktop.editing.earlier_text_offers import EarlierTextOffers
from perfeval_desktop.editing.form_writer import FormWriter
from perfeval_desktop.editing.locking import Locking
from perfeval_desktop.editing.notifications import Listener, Notification, Notifier
from perfeval_desktop.editing.open_form import OpenForm
from perfeval_desktop.editing.outdated_standings import OutdatedStandings
from perfeval_desktop.editing.projects import Projects
from perfeval_desktop.editing.undo_redo import UndoRedo
from perfeval_desktop.editing.undo_stacks import UndoStacks
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.held_form import HeldForm
from perfeval_desktop.step_log import StoreWithSteps
from perfeval_desktop.store import (
    Arrival,
    FormId,
    FormList,
    FormSummary,
    Revision,
    RevisionKind,
    RowTexts,
    ScannedTexts,
)
from perfeval_desktop.unsaved_work import Prospect, TypedText, UnsavedWork
from perfeval_desktop.version_name import VersionName

if TYPE_CHECKING:
    from datetime import datetime

    from perfeval_desktop.domain.remedies import Remedy
    from perfeval_desktop.editing.findings import FormFindings
    from perfeval_desktop.editing.unsaved import PuttingBack

__all__ = ["EditingSession", "Notification"]


class EditingSession:
    """A store as it is worked on: at most one form open, every change undoable and notified."""

    def __init__(self, store: StoreWithSteps, templates: Mapping[str, Template], *, by: str = "") -> None:
        self._store = store
        self._templates = templates
        self._evaluator = FormEvaluator(templates, store)
        self._notifier = Notifier()
        self._undo_stacks = UndoStacks(store)
        self._writer = FormWriter(store, self._evaluator, self._undo_stacks, by=by)
        self._open_form = OpenForm(
            store,
            self._evaluator,
            writer=self._writer,
            undo_stacks=self._undo_stacks,
            notifier=self._notifier,
        )
        self._projects = Projects(
            store,
            self._evaluator,
            writer=self._writer,
            undo_stacks=self._undo_stacks,
            open_form=self._open_form,
        )
        self.locking = Locking(store, self._writer, self._open_form)
        self._undo_redo = UndoRedo(
            store, writer=self._writer, undo_stacks=self._undo_stacks, open_form=self._open_form
        )
        self._outdated_standings = OutdatedStandings(store, self._evaluator)
        self.earlier_texts = EarlierTextOffers(store, self._evaluator, self._open_form)

    @cached_property
    def _findings(self) -> "FormFindings":
        from perfeval_desktop.editing.findings import FormFindings  # noqa: PLC0415  # not for the first frame

        return FormFindings(self._store, self._open_form)

    @cached_property
    def _putting_back(self) -> "PuttingBack":
        from perfeval_desktop.editing.unsaved import PuttingBack  # noqa: PLC0415  # not for the first frame

        return PuttingBack(self._store, self._evaluator, self._open_form)

    # -- what is to be seen ------------------------------------------------------------------------------

    @property
    def templates(self) -> Mapping[str, Template]:
        """The templates by id."""
        return self._templates

    def template_of(self, form: Form) -> Template:
        """Return the template that ``form`` is read under: the very text it was made with.

        Raises :class:`TemplateError` where it is missing, or :class:`StorageError`.
        """
        return self._evaluator.template_of(form)

    @property
    def by(self) -> str:
        """Whose changes these are, as the log names them; ``""`` for nobody in particular."""
        return self._writer.by

    @by.setter
    def by(self, name: str) -> None:
        self._writer.by = name

    @property
    def is_read_only(self) -> bool:
        """Whether the store refuses every change."""
        return self._store.is_read_only

    @property
    def takes_changes(self) -> bool:
        """Whether the open form can be changed now: a final one, a locked one, a read-only store cannot."""
        shown = self.shown
        is_free = shown is not None and shown.form.state is not FormState.FINAL and not self.locking.line
        return is_free and not self.is_read_only

    @property
    def present(self) -> Form | None:
        """The open form as saved."""
        stored = self._open_form.stored
        return stored.form if stored else None

    @property
    def base(self) -> Form:
        """The form that the next change starts from: the pending one, else the saved one.

        Raises :class:`RuntimeError` where no form is open.
        """
        return self._open_form.base

    @property
    def shown(self) -> EvaluatedForm | None:
        """The open form as it is to be seen."""
        return self._open_form.shown

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Notify ``listener`` of every change until the returned function is called."""
        return self._notifier.subscribe(listener)

    def summaries(self) -> list[FormSummary]:
        """Return the lines of the project tree."""
        return self._store.summaries()

    @property
    def form_list(self) -> FormList:
        """The project tree as the store has it, to be read whole or in parts."""
        return self._store

    def bin(self) -> list[FormSummary]:
        """Return the recycle bin, last deleted first."""
        return self._store.bin()

    def revisions(self) -> tuple[Revision, ...]:
        """Return the log of the open form, oldest first."""
        stored = self._open_form.stored
        return self._store.revisions(stored.form_id) if stored else ()

    def last_changes(self) -> Mapping[FormId, "datetime"]:
        """Return when each form was changed last."""
        return self._store.last_changes()

    def load(self, form_id: FormId) -> Form:
        """Return a form as saved, without opening it."""
        return self._store.load(form_id).form

    def texts_of(self, form_ids: Sequence[FormId]) -> list[RowTexts]:
        """Return the texts of all rows of some forms, some hundred at most, but what cannot be read."""
        return self._store.texts_of(form_ids)

    def scan_texts(self, may_hold: Callable[[str], bool], start: int) -> ScannedTexts:
        """Return forms that may hold a text, and where to go on: :meth:`Store.scan_texts`."""
        return self._store.scan_texts(may_hold, start)

    def evaluated(self, form_id: FormId) -> EvaluatedForm:
        """Return a form as saved, scored and checked, without opening it.

        Raises :class:`TemplateError` where its template is missing, or :class:`StorageError`.
        """
        stored = self._store.load(form_id)
        return self._evaluator.evaluate_stored(stored, stored.form)

    # -- the open form -----------------------------------------------------------------------------------

    def open(self, form_id: FormId | None) -> None:
        """Open a form; ``None`` closes the open one. An unsaved preview is dropped: commit it before.

        Raises :class:`StorageError`, also where something pending is still refused, or
        :class:`TemplateError` where the template is missing; what was open stays open then.
        """
        self._open_form.save_pending()
        if form_id is None:
            self._open_form.close()
        else:
            self._open_form.open(form_id)

    def reload(self) -> None:
        """Begin anew on a store whose whole content was replaced: nothing is open, nothing can be undone."""
        self._undo_stacks.clear()
        self.earlier_texts.forget()
        self._outdated_standings = OutdatedStandings(self._store, self._evaluator)
        self._open_form.close()

    def preview(self, changed: Form | None, typed: TypedText | None = None) -> None:
        """Show the open form as ``changed`` without saving it; ``None`` goes back to what is saved.

        While a commit is pending, "back" is the pending value: it is on the screen to be kept. ``typed`` is
        the text of the editor that is open, whether it can stand or not: part of what is unsaved. Raises
        :class:`FinalFormError` for a form that is final.
        """
        self._open_form.preview(changed, typed)

    def commit(self, changed: Form, label: str) -> bool:
        """Save the open form as ``changed`` under ``label`` (its words in 撤销 and in the history).

        Returns whether it is saved. Where the store refuses, nothing is lost: the value stays shown and
        pending, :attr:`shown` carries the trouble, and :meth:`retry` tries again. Raises
        :class:`FinalFormError` for a form that is final, and :class:`UnfinishedFormError` for one with errors
        that would become final.
        """
        return self._open_form.commit(changed, label)

    def retry(self) -> bool:
        """Try once more to save what is pending; ``True`` when nothing is (any more)."""
        return self._open_form.retry()

    def discard_pending(self) -> None:
        """Give up what could not be saved and show what is saved.

        Raises :class:`StorageError` where the form was changed elsewhere and cannot be read now.
        """
        self._open_form.discard_pending()

    def held(self) -> HeldForm | None:
        """Return the open form with what is pending, to be saved elsewhere; ``None`` where none is open."""
        return self._open_form.held()

    def reload_form(self) -> bool:
        """Load the open form and its undo history anew: the way on from a CONFLICT; return as :meth:`commit`.

        What is pending is saved on top of what was changed elsewhere. Where both changed the same rows, the
        form is saved as it is on the screen; what was there before is a step of its history. Raises as
        :meth:`commit` does, and :class:`StorageError`, with what is pending as it was.
        """
        return self._open_form.reload()

    def revert_to(self, number: int, label: str) -> bool:
        """Commit the open form as it was after revision ``number`` of its log; return as :meth:`commit`.

        Its state stays. Something pending is saved first, so that it can be brought back.
        """
        return self._open_form.revert_to(number, label)

    def name_version(self, name: VersionName, number: int = 0) -> None:
        """Name the open form as it is saved, or give another name to the state that ``number`` names.

        No change of the form: there is nothing to undo, a final form can be named, and a name without words
        takes that of ``number`` away. Something pending is saved first. Raises :class:`EntryError` without
        a name, and :class:`StorageError`.
        """
        self._open_form.name_version(name, number)

    # -- findings on the open form -----------------------------------------------------------------------

    def remedies(self, finding: Finding) -> "tuple[Remedy, ...]":
        """Return what can be done about a finding on the open form at a click, the likeliest first."""
        return self._findings.remedies(finding)

    def remedy_for_kind(self, finding: Finding) -> "Remedy | None":
        """Return one remedy for all findings of the kind of ``finding``, ``None`` where there is none."""
        return self._findings.remedy_for_kind(finding)

    def apply(self, remedy: "Remedy") -> bool:
        """Commit the open form with ``remedy`` applied; return and raise as :meth:`commit`."""
        return self._findings.apply(remedy)

    def accept(self, finding: Finding, reason: str) -> bool:
        """Commit the open form with ``finding`` set aside for ``reason``; return and raise as :meth:`commit`.

        Raises :class:`EntryError` without a reason.
        """
        return self._findings.accept(finding, reason)

    def ask_again(self, finding: Finding) -> bool:
        """Commit the open form with ``finding`` no longer set aside; return and raise as :meth:`commit`."""
        return self._findings.ask_again(finding)

    # -- what is not saved -------------------------------------------------------------------------------

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed into the open form, or refused by the store, that is not saved."""
        return self._open_form.has_unsaved

    def unsaved_work(self, at: "datetime") -> UnsavedWork | None:
        """Return all that is not saved of the open form, ``at`` a local time; ``None`` where all of it is."""
        from perfeval_desktop.editing.unsaved import unsaved_work  # noqa: PLC0415  # not for the first frame

        return unsaved_work(self._open_form, at)

    def prospect(self, work: UnsavedWork) -> Prospect:
        """Return work that a crash has left, held against its form as it is saved now."""
        return self._putting_back.prospect(work)

    def put_back(self, work: UnsavedWork) -> bool:
        """Open the form of ``work`` and commit it with that in it; return as :meth:`commit`.

        Raises what both do, and :class:`EntryError` in the recycle bin, or where all of it has no place.
        """
        return self._putting_back.put_back(work)

    # -- undo and redo -----------------------------------------------------------------------------------

    @property
    def undo_label(self) -> str | None:
        """What :meth:`undo` would take back, in words; ``None`` where there is nothing."""
        return self._undo_redo.undo_label

    @property
    def redo_label(self) -> str | None:
        """What :meth:`redo` would bring back, in words; ``None`` where there is nothing."""
        return self._undo_redo.redo_label

    def undo(self) -> bool:
        """Take back the latest change of the open form or of the tree; ``False`` where there is none.

        Something pending is saved first, so that it can be brought back. Raises :class:`StorageError` where
        the store refuses; of a change of several forms, the rest can be taken back later. What was done to a
        form before it became final can be taken back once it is final no more (:class:`FinalFormError`).
        """
        return self._undo_redo.run(RevisionKind.UNDO)

    def redo(self) -> bool:
        """Bring back what was last taken back; otherwise like :meth:`undo`."""
        return self._undo_redo.run(RevisionKind.REDO)

    # -- projects ----------------------------------------------------------------------------------------

    def create(self, forms: Iterable[Form], label: str) -> tuple[FormId, ...]:
        """Add forms to the store and return their ids in the same order.

        Raises, as does every change of projects, :class:`StorageError` or :class:`TemplateError`.
        """
        return self._projects.create(forms, label)

    def take_in(
        self,
        forms: Iterable[Form | Arrival],
        changed: Mapping[FormId, Form],
        label: str,
        templates: Sequence[Template] = (),
    ) -> tuple[FormId, ...]:
        """Add forms and commit ``changed`` ones, all or nothing and undone as one; return the ids of the new.

        The way in for whatever comes from files. ``templates`` are those that forms from other stores were
        made with. Raises :class:`FinalFormError`, and :class:`LockedFormError` behind a lock line, besides.
        """
        return self._projects.take_in(forms, changed, label, templates)

    def delete(self, form_ids: Iterable[FormId], label: str) -> None:
        """Move forms to the recycle bin; an open one among them is closed."""
        self._projects.delete(form_ids, label)

    def restore(self, form_ids: Iterable[FormId], label: str) -> None:
        """Take forms out of the recycle bin."""
        self._projects.restore(form_ids, label)

    def purge(self, form_ids: Sequence[FormId]) -> None:
        """Remove forms of the recycle bin for good. This alone cannot be undone."""
        self._projects.purge(form_ids)

    def edit_many(
        self, form_ids: Iterable[FormId], change: Callable[[Form], Form], label: str
    ) -> Mapping[FormId, int]:
        """Commit the same change to several forms, each in a transaction of its own; undone together.

        Returns the number of its revision for each form that was changed. Where one is refused, those before
        it stay changed (and can be undone) and the error goes on. Raises, besides what every change of
        projects does, :class:`FinalFormError` and :class:`UnfinishedFormError` as :meth:`commit` does.
        """
        return self._projects.edit_many(form_ids, change, label)

    def set_state(
        self, form_ids: Sequence[FormId], state: FormState, *, despite_errors: bool = False
    ) -> Mapping[FormId, int]:
        """Set the state of several forms; return as :meth:`edit_many`.

        Forms with findings that weigh as errors become final only ``despite_errors``, which the log then says
        of each. Raises :class:`UnfinishedFormError` otherwise, with all forms as they were.
        """
        return self._projects.set_state(form_ids, state, despite_errors=despite_errors)

    def name_versions(self, form_ids: Sequence[FormId], name: VersionName) -> None:
        """Name some forms as they are saved, all or none: no change of them, as with :meth:`name_version`."""
        self._projects.name_versions(form_ids, name)

    def renew_standings(self, most: int = 100) -> int:
        """Renew how forms stand that were saved under other rules, at most so many; return how many are left.

        To be called again until nothing is left, whenever there is time. Final forms keep their standing.
        Raises :class:`StorageError` where the store refuses; what is left then can be tried again.
        """
        lines, left = self._outdated_standings.renew(most)
        if lines:
            self._open_form.notify_unchanged(listed=lines)
        return left
