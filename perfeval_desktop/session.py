"""The editing session: one road for every change, one notification at its end.

A keystroke is a *preview*: shown and scored, not saved. Leaving the cell is a *commit*: saved first, then
put on the history, then told. So the screen never claims what the disk does not have; where saving is
refused, the value stays on the screen as *pending*. Whatever would leave it behind saves it first, or is
refused itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.patch import Patch, apply, difference
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.finality import check_change, final_label, unfinished
from perfeval_desktop.form_changes import Change, Changes, FormChanges
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.history import Edited, Moved, ProjectHistory, ProjectStep, Step, Way
from perfeval_desktop.standings import Renewal
from perfeval_desktop.store import FormId, FormList, FormSummary, Revision, RevisionKind, Store, StoredForm


@dataclass(frozen=True, slots=True)
class Notification:
    """What one action changed.

    ``before`` and ``after``: the open form. ``listed``: forms whose line in the project tree is new or
    different. ``unlisted``: forms that are not in the tree (any more). ``patch`` leads from the form before
    to the form after; ``None`` where another one, or none, is open now.
    """

    before: EvaluatedForm | None
    after: EvaluatedForm | None
    listed: tuple[FormSummary, ...] = ()
    unlisted: tuple[FormId, ...] = ()
    patch: Patch | None = None


Listener = Callable[[Notification], None]


@dataclass(frozen=True, slots=True)
class _Pending:
    """What could not be saved, under which label, and why."""

    form: Form
    label: str
    trouble: StorageError


class EditingSession:
    """The one place where forms change. See the module for the road a change takes."""

    def __init__(self, store: Store, templates: Mapping[str, Template], *, by: str = "") -> None:
        self._store = store
        self._templates = templates
        self._evaluator = FormEvaluator(templates, store)
        self._forms = FormChanges(store, self._evaluator, by)
        self._renewal = Renewal(store, self._evaluator)
        self._listeners: list[Listener] = []
        self._present: StoredForm | None = None
        self._shown: EvaluatedForm | None = None
        self._pending: _Pending | None = None
        self._tree = ProjectHistory()

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
        return self._forms.by

    @by.setter
    def by(self, name: str) -> None:
        self._forms.by = name

    @property
    def is_read_only(self) -> bool:
        """Whether the store refuses every change."""
        return self._store.is_read_only

    @property
    def present(self) -> Form | None:
        """The open form as saved."""
        return self._present.form if self._present else None

    @property
    def base(self) -> Form:
        """The form that the next change starts from: the pending one, else the saved one.

        Raises :class:`RuntimeError` where no form is open.
        """
        return self._pending.form if self._pending else self._opened().form

    @property
    def shown(self) -> EvaluatedForm | None:
        """The open form as it is to be seen."""
        return self._shown

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every change until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

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
        return self._store.revisions(self._present.form_id) if self._present else ()

    def load(self, form_id: FormId) -> Form:
        """Return a form as saved, without opening it."""
        return self._store.load(form_id).form

    # -- the open form -----------------------------------------------------------------------------------

    def open(self, form_id: FormId | None) -> None:
        """Open a form; ``None`` closes the open one. An unsaved preview is dropped: commit it before.

        Raises :class:`StorageError`, also where something pending is still refused, or
        :class:`TemplateError` where the template is missing; what was open stays open then.
        """
        self._save_pending()
        before = self._shown
        if form_id is None:
            self._close()
        else:
            # Read now, so that no question for a label can fail.
            self._forms.history(form_id)
            self._show_anew(form_id)
        self._tell(before)

    def reload(self) -> None:
        """Begin anew on a store whose whole content was replaced: nothing is open, nothing can be undone."""
        before = self._shown
        self._close()
        self._forms.forget()
        self._renewal = Renewal(self._store, self._evaluator)
        self._tree = ProjectHistory()
        self._tell(before)

    def preview(self, changed: Form | None) -> None:
        """Show the open form as ``changed`` without saving it; ``None`` goes back to what is saved.

        While a commit is pending, "back" is the pending value: it is on the screen to be kept. Raises
        :class:`FinalFormError` for a form that is final.
        """
        before, present = self._shown, self._opened()
        form = self.base if changed is None else changed
        check_change(present.outline.project, present.form, form)
        shown = self._evaluator.evaluate_stored(present, form)
        self._shown = replace(shown, trouble=self._pending.trouble) if self._pending else shown
        self._tell(before, patch=None if before is None else difference(before.form, form))

    def commit(self, changed: Form, label: str) -> bool:
        """Save the open form as ``changed`` under ``label`` (its words in 撤销 and in the history).

        Returns whether it is saved. Where the store refuses, nothing is lost: the value stays shown and
        pending, :attr:`shown` carries the trouble, and :meth:`retry` tries again. Raises
        :class:`FinalFormError` for a form that is final, and :class:`UnfinishedFormError` for one with errors
        that would become final.
        """
        present, before = self._opened(), self._shown
        try:
            change = self._forms.edit(present, changed, label)
        except StorageError as trouble:
            self._pending = _Pending(changed, label, trouble)
            self.preview(None)
            return False
        if change:
            self._tree.forget_redo()
            self._follow(before, change)
        else:
            self.discard_pending()
        return True

    def retry(self) -> bool:
        """Try once more to save what is pending; ``True`` when nothing is (any more)."""
        return self.commit(self._pending.form, self._pending.label) if self._pending else True

    def discard_pending(self) -> None:
        """Give up what could not be saved and show what is saved."""
        self._pending = None
        self.preview(None)

    # -- undo and redo -----------------------------------------------------------------------------------

    @property
    def undo_label(self) -> str | None:
        """What :meth:`undo` would take back, in words; ``None`` where there is nothing."""
        step = self._pending or self._next(RevisionKind.UNDO)
        return step.label if step else None

    @property
    def redo_label(self) -> str | None:
        """What :meth:`redo` would bring back, in words; ``None`` where there is nothing."""
        step = None if self._pending else self._next(RevisionKind.REDO)
        return step.label if step else None

    def undo(self) -> bool:
        """Take back the latest change of the open form or of the tree; ``False`` where there is none.

        Something pending is saved first, so that it can be brought back. Raises :class:`StorageError` where
        the store refuses; of a change of several forms, the rest can be taken back later. What was done to a
        form before it became final can be taken back once it is final no more (:class:`FinalFormError`).
        """
        return self._travel(RevisionKind.UNDO)

    def redo(self) -> bool:
        """Bring back what was last taken back; otherwise like :meth:`undo`."""
        return self._travel(RevisionKind.REDO)

    def revert_to(self, number: int, label: str) -> bool:
        """Commit the open form as it was after revision ``number`` of its log; return as :meth:`commit`.

        Something pending is saved first, so that it can be brought back.
        """
        if not self.retry():
            return False
        form = self._opened().form
        for revision in reversed(self.revisions()):
            if revision.number <= number:
                break
            form = apply(revision.patch.inverse, form)
        return self.commit(form, label)

    # -- projects ----------------------------------------------------------------------------------------

    def create(self, forms: Iterable[Form], label: str) -> tuple[FormId, ...]:
        """Add forms to the store and return their ids in the same order.

        Raises, as does every change of projects, :class:`StorageError` or :class:`TemplateError`.
        """
        made = self._forms.create(forms, label)
        moved = Moved(tuple(one.stored.form_id for one in made), away=False)
        if made:
            self._did(made[-1].number, moved, label)
            self._tell(self._shown, listed=tuple(one.stored.summary for one in made))
        return moved.form_ids

    def delete(self, form_ids: Iterable[FormId], label: str) -> None:
        """Move forms to the recycle bin; an open one among them is closed."""
        self._save_pending()
        self._move_anew(Moved(tuple(form_ids), away=True), label)

    def restore(self, form_ids: Iterable[FormId], label: str) -> None:
        """Take forms out of the recycle bin."""
        self._move_anew(Moved(tuple(form_ids), away=False), label)

    def purge(self, form_ids: Sequence[FormId]) -> None:
        """Remove forms of the recycle bin for good. This alone cannot be undone."""
        self._store.purge(form_ids)
        self._tree.forget(form_ids)
        self._tell(self._shown, unlisted=tuple(form_ids))

    def edit_many(
        self, form_ids: Iterable[FormId], change: Callable[[Form], Form], label: str
    ) -> Mapping[FormId, int]:
        """Commit the same change to several forms, each in a transaction of its own; undone together.

        Returns the number of its revision for each form that was changed. Where one is refused, those before
        it stay changed (and can be undone) and the error goes on. Raises, besides what every change of
        projects does, :class:`FinalFormError` and :class:`UnfinishedFormError` as :meth:`commit` does.
        """
        return self._edit_many(form_ids, change, label, {})

    def set_state(
        self, form_ids: Sequence[FormId], state: FormState, *, despite_errors: bool = False
    ) -> Mapping[FormId, int]:
        """Set the state of several forms; return as :meth:`edit_many`.

        Forms with findings that weigh as errors become final only ``despite_errors``, which the log then says
        of each. Raises :class:`UnfinishedFormError` otherwise, with all forms as they were.
        """
        label = f"状态改为{state.label}"
        if state is not FormState.FINAL:
            return self._edit_many(form_ids, lambda form: replace(form, state=state), label, {})
        self._save_pending()
        with_errors = self._forms.with_errors(form_ids)
        if with_errors and not despite_errors:
            raise unfinished(list(with_errors.values()))
        labels = {form_id: final_label(number) for form_id, (_, number) in with_errors.items()}
        if len(form_ids) == 1:
            label = labels.get(form_ids[0], label)
        return self._edit_many(form_ids, lambda form: replace(form, state=state), label, labels)

    def renew_standings(self, most: int = 100) -> int:
        """Renew how forms stand that were saved under other rules, at most so many; return how many are left.

        To be called again until nothing is left, whenever there is time. Final forms keep their standing.
        Raises :class:`StorageError` where the store refuses; what is left then can be tried again.
        """
        lines, left = self._renewal.renew(most)
        if lines:
            self._tell(self._shown, listed=lines)
        return left

    # -- inside ------------------------------------------------------------------------------------------

    def _opened(self) -> StoredForm:
        if self._present is None:
            raise RuntimeError("no form is open")
        return self._present

    def _tell(
        self,
        before: EvaluatedForm | None,
        *,
        listed: tuple[FormSummary, ...] = (),
        unlisted: tuple[FormId, ...] = (),
        patch: Patch | None = None,
    ) -> None:
        if before is not None and before is self._shown:
            patch = Patch()
        notification = Notification(before, self._shown, listed, unlisted, patch)
        for listener in tuple(self._listeners):
            listener(notification)

    def _save_pending(self) -> None:
        if self._pending and not self.retry():
            raise self._pending.trouble

    def _close(self) -> None:
        self._present = self._shown = self._pending = None

    def _show_anew(self, form_id: FormId) -> None:
        stored = self._store.load(form_id)
        shown = self._evaluator.evaluate_stored(stored, stored.form)
        self._present, self._shown, self._pending = stored, shown, None

    def _follow(self, before: EvaluatedForm | None, change: Change) -> None:
        """Show the open form as just saved, and tell."""
        self._present, self._shown, self._pending = change.saved.stored, change.shown, None
        self._tell(before, listed=(change.saved.stored.summary,), patch=change.way_from(before))

    # -- inside: steps of the tree -----------------------------------------------------------------------

    def _did(self, number: int, change: Moved | Edited, label: str) -> None:
        self._tree.did(ProjectStep(number, label, change))

    def _move_anew(self, moved: Moved, label: str) -> None:
        if not moved.form_ids:
            return
        before = self._shown
        number, lines = self._forms.move(moved, label)
        self._did(number, moved, label)
        self._tell_moved(before, moved, lines)

    def _tell_moved(self, before: EvaluatedForm | None, moved: Moved, lines: tuple[FormSummary, ...]) -> None:
        if moved.away and self._present and self._present.form_id in moved.form_ids:
            self._close()
        self._tell(before, listed=lines, unlisted=moved.form_ids if moved.away else ())

    def _edit_many(
        self,
        form_ids: Iterable[FormId],
        change: Callable[[Form], Form],
        label: str,
        labels: Mapping[FormId, str],
    ) -> Mapping[FormId, int]:
        """Change several forms; those in ``labels`` under a label of their own, and in spite of errors."""
        self._save_pending()
        done = Changes(self._shown)
        try:
            for form_id in dict.fromkeys(form_ids):
                own = labels.get(form_id, label)
                done.add(self._forms.edit_stored(form_id, change, own, despite_errors=form_id in labels))
        finally:
            if done.forms:
                self._did(done.last, Edited(done.numbers), label)
                self._tell_done(done)
        return done.numbers

    def _tell_done(self, done: Changes) -> None:
        """Follow forms saved past the open one, which may be among them, and tell."""
        patch = None
        if self._present and (own := done.forms.get(self._present.form_id)):
            self._present, self._shown, self._pending = own.saved.stored, own.shown, None
            patch = own.way_from(done.before)
        lines = tuple(change.saved.stored.summary for change in done.forms.values())
        self._tell(done.before, listed=lines, patch=patch)

    # -- inside: undo and redo ---------------------------------------------------------------------------

    def _next(self, way: Way) -> Step | ProjectStep | None:
        """Return the later of the open form's next step and the tree's.

        An edit of several forms stands in the history of each one, too; there the tree's step is the one.
        """
        step = self._forms.history(self._present.form_id).next(way) if self._present else None
        tree_step = next((one for one in self._tree.steps(way) if self._fits(one.change, way)), None)
        return tree_step if tree_step and (step is None or tree_step.number >= step.number) else step

    def _fits(self, change: Moved | Edited, way: Way) -> bool:
        if isinstance(change, Moved):
            return True
        steps = ((self._forms.history(one).next(way), number) for one, number in change.numbers.items())
        return all(step is not None and step.number == number for step, number in steps)

    def _travel(self, way: Way) -> bool:
        self._save_pending()
        step, before = self._next(way), self._shown
        if step is None:
            return False
        if isinstance(step, Step):
            self._follow(before, self._forms.travel(way, self._opened(), step.label))
        elif isinstance(step.change, Moved):
            moved = step.change.inverse if way is RevisionKind.UNDO else step.change
            number, lines = self._forms.move(moved, step.label)
            self._tree.travelled(way, step, replace(step, number=number))
            self._tell_moved(before, moved, lines)
        else:
            self._travel_edited(way, step, step.change.form_ids)
        return True

    def _travel_edited(self, way: Way, step: ProjectStep, form_ids: Iterable[FormId]) -> None:
        done = Changes(self._shown)
        try:
            for form_id in form_ids:
                done.add(self._forms.travel_stored(way, form_id, step.label))
        finally:
            if done.forms:
                now = replace(step, number=done.last, change=Edited(done.numbers))
                self._tree.travelled(way, step, now)
                self._tell_done(done)
