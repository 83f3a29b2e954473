"""The editing session: one road for every change, one notification at its end.

A keystroke is a *preview*: shown and scored, not saved. Leaving the cell is a *commit*: saved first, then
put on the history, then told. So the screen never claims what the disk does not have; where saving is
refused, the value stays on the screen as *pending*. Whatever would leave it behind saves it first, or is
refused itself.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError
from perfeval_desktop.history import Edited, History, Moved, ProjectHistory, ProjectStep, Step, Way
from perfeval_desktop.open_form import OpenForm, view
from perfeval_desktop.store import Entry, FormId, FormSummary, Revision, RevisionKind, Store, StoredForm


@dataclass(frozen=True, slots=True)
class Notification:
    """What one action changed.

    ``before`` and ``after``: the open form. ``listed``: forms whose line in the project tree is new or
    different. ``unlisted``: forms that are not in the tree (any more).
    """

    before: OpenForm | None
    after: OpenForm | None
    listed: tuple[FormSummary, ...] = ()
    unlisted: tuple[FormId, ...] = ()


Listener = Callable[[Notification], None]


@dataclass(frozen=True, slots=True)
class _Pending:
    """What could not be saved, under which label, and why."""

    form: Form
    label: str
    trouble: StorageError


class EditingSession:
    """The one place where forms change. See the module for the road a change takes."""

    def __init__(self, store: Store, templates: Mapping[str, Template]) -> None:
        self._store = store
        self._templates = templates
        self._listeners: list[Listener] = []
        self._present: StoredForm | None = None
        self._shown: OpenForm | None = None
        self._pending: _Pending | None = None
        self._histories: dict[FormId, History] = {}
        self._tree = ProjectHistory()

    # -- what is to be seen ------------------------------------------------------------------------------

    @property
    def templates(self) -> Mapping[str, Template]:
        """The templates by id."""
        return self._templates

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
    def shown(self) -> OpenForm | None:
        """The open form as it is to be seen."""
        return self._shown

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every change until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def summaries(self) -> list[FormSummary]:
        """Return the lines of the project tree."""
        return self._store.summaries()

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
            self._history(form_id)
            self._show_anew(form_id)
        self._tell(before)

    def reload(self) -> None:
        """Begin anew on a store whose whole content was replaced: nothing is open, nothing can be undone."""
        before = self._shown
        self._close()
        self._histories.clear()
        self._tree = ProjectHistory()
        self._tell(before)

    def preview(self, changed: Form | None) -> None:
        """Show the open form as ``changed`` without saving it; ``None`` goes back to what is saved.

        While a commit is pending, "back" is the pending value: it is on the screen to be kept.
        """
        before = self._shown
        shown = self._view(self._opened().form_id, self.base if changed is None else changed)
        self._shown = replace(shown, trouble=self._pending.trouble) if self._pending else shown
        self._tell(before)

    def commit(self, changed: Form, label: str) -> bool:
        """Save the open form as ``changed`` under ``label`` (its words in 撤销 and in the history).

        Returns whether it is saved. Where the store refuses, nothing is lost: the value stays shown and
        pending, :attr:`shown` carries the trouble, and :meth:`retry` tries again.
        """
        present, before = self._opened(), self._shown
        try:
            saved, shown = self._save(present, changed, RevisionKind.EDIT, label)
        except StorageError as trouble:
            self._pending = _Pending(changed, label, trouble)
            self.preview(None)
            return False
        if saved is present:
            self.discard_pending()
        else:
            self._tree.forget_redo()
            self._follow(before, saved, shown)
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
        the store refuses; of a change of several forms, the rest can be taken back later.
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
        made = [(form, self._view(FormId(""), form)) for form in forms]
        if not made:
            return ()
        moved = Moved(tuple(one.stored.form_id for one in self._store.create([Entry(f, v.template, v.outline) for f, v in made], label=label, by="")), away=False)
        self._did(moved, label)
        self._tell_moved(self._shown, moved)
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
    ) -> None:
        """Commit the same change to several forms, each in a transaction of its own; undone together.

        Where one is refused, those before it stay changed (and can be undone) and the error goes on.
        """
        self._save_pending()
        before = self._shown
        numbers: dict[FormId, int] = {}
        try:
            for form_id in dict.fromkeys(form_ids):
                stored = self._store.load(form_id)
                saved, _ = self._save(stored, change(stored.form), RevisionKind.EDIT, label)
                if saved is not stored:
                    numbers[form_id] = self._store.latest_revision()
        finally:
            if numbers:
                self._did(Edited(numbers), label)
                self._tell_edited(before, numbers)

    def template_of(self, form: Form) -> Template:
        """Return the template a form was made with."""
        return self._templates[form.template.id]

    def set_state(
        self, form_ids: Iterable[FormId], state: FormState, *, despite_errors: bool = False
    ) -> None:
        """Set the state of several forms."""
        self.edit_many(form_ids, lambda form: replace(form, state=state), f"状态改为{state.label}")

    # -- inside ------------------------------------------------------------------------------------------

    def _opened(self) -> StoredForm:
        if self._present is None:
            raise RuntimeError("no form is open")
        return self._present

    def _view(self, form_id: FormId, form: Form) -> OpenForm:
        return view(self._templates[form.template.id], form_id, form)

    def _tell(
        self,
        before: OpenForm | None,
        *,
        listed: tuple[FormSummary, ...] = (),
        unlisted: tuple[FormId, ...] = (),
    ) -> None:
        notification = Notification(before, self._shown, listed, unlisted)
        for listener in tuple(self._listeners):
            listener(notification)

    def _history(self, form_id: FormId) -> History:
        if form_id not in self._histories:
            self._histories[form_id] = History(self._store.revisions(form_id))
        return self._histories[form_id]

    def _save(
        self, stored: StoredForm, form: Form, kind: RevisionKind, label: str
    ) -> tuple[StoredForm, OpenForm]:
        history, shown = self._history(stored.form_id), self._view(stored.form_id, form)
        made = self._store.save(stored, Entry(form, shown.template, shown.outline), kind=kind, label=label, by="")
        saved = made.stored
        if made.number:
            number = made.number
            if kind is RevisionKind.UNDO or kind is RevisionKind.REDO:
                history.travelled(kind, number)
            else:
                history.did(Step(number, label, made.patch))
        return saved, shown

    def _save_pending(self) -> None:
        if self._pending and not self.retry():
            raise self._pending.trouble

    def _close(self) -> None:
        self._present = self._shown = self._pending = None

    def _show_anew(self, form_id: FormId) -> None:
        stored = self._store.load(form_id)
        shown = self._view(form_id, stored.form)
        self._present, self._shown, self._pending = stored, shown, None

    def _follow(self, before: OpenForm | None, saved: StoredForm, shown: OpenForm) -> None:
        """Show the open form as just saved, and tell."""
        self._present, self._shown, self._pending = saved, shown, None
        self._tell(before, listed=(saved.summary,))

    # -- inside: steps of the tree -----------------------------------------------------------------------

    def _did(self, change: Moved | Edited, label: str) -> None:
        self._tree.did(ProjectStep(self._store.latest_revision(), label, change))

    def _move_anew(self, moved: Moved, label: str) -> None:
        if not moved.form_ids:
            return
        before = self._shown
        self._move(moved, label)
        self._did(moved, label)
        self._tell_moved(before, moved)

    def _move(self, moved: Moved, label: str) -> None:
        if not moved.away:
            self._store.restore(moved.form_ids, label=label, by="")
            return
        self._store.delete(moved.form_ids, label=label, by="")
        if self._present and self._present.form_id in moved.form_ids:
            self._close()

    def _tell_moved(self, before: OpenForm | None, moved: Moved) -> None:
        if moved.away:
            self._tell(before, unlisted=moved.form_ids)
        else:
            self._tell(before, listed=self._lines(moved.form_ids))

    def _tell_edited(self, before: OpenForm | None, form_ids: Collection[FormId]) -> None:
        """Follow forms saved past the open one, which may be among them, and tell."""
        if self._present and self._present.form_id in form_ids:
            self._show_anew(self._present.form_id)
        self._tell(before, listed=self._lines(form_ids))

    def _lines(self, form_ids: Collection[FormId]) -> tuple[FormSummary, ...]:
        """Return lines of the tree as stored: a form whose template is missing has one, too."""
        return tuple(one for one in self._store.summaries() if one.form_id in form_ids)

    # -- inside: undo and redo ---------------------------------------------------------------------------

    def _next(self, way: Way) -> Step | ProjectStep | None:
        """Return the later of the open form's next step and the tree's.

        An edit of several forms stands in the history of each one, too; there the tree's step is the one.
        """
        step = self._history(self._present.form_id).next(way) if self._present else None
        tree_step = next((one for one in self._tree.steps(way) if self._fits(one.change, way)), None)
        return tree_step if tree_step and (step is None or tree_step.number >= step.number) else step

    def _fits(self, change: Moved | Edited, way: Way) -> bool:
        if isinstance(change, Moved):
            return True
        steps = ((self._history(one).next(way), number) for one, number in change.numbers.items())
        return all(step is not None and step.number == number for step, number in steps)

    def _travel(self, way: Way) -> bool:
        self._save_pending()
        step, before = self._next(way), self._shown
        if step is None:
            return False
        if isinstance(step, Step):
            self._follow(before, *self._travel_form(way, self._opened(), step.label))
        elif isinstance(step.change, Moved):
            moved = step.change.inverse if way is RevisionKind.UNDO else step.change
            self._move(moved, step.label)
            self._tree.travelled(way, step, replace(step, number=self._store.latest_revision()))
            self._tell_moved(before, moved)
        else:
            self._travel_edited(way, step, step.change.form_ids)
        return True

    def _travel_form(self, way: Way, stored: StoredForm, label: str) -> tuple[StoredForm, OpenForm]:
        return self._save(stored, self._history(stored.form_id).applied(way, stored.form), way, label)

    def _travel_edited(self, way: Way, step: ProjectStep, form_ids: Iterable[FormId]) -> None:
        before = self._shown
        numbers: dict[FormId, int] = {}
        try:
            for form_id in form_ids:
                self._travel_form(way, self._store.load(form_id), step.label)
                numbers[form_id] = self._store.latest_revision()
        finally:
            if numbers:
                last = max(numbers.values())
                self._tree.travelled(way, step, replace(step, number=last, change=Edited(numbers)))
                self._tell_edited(before, numbers)
