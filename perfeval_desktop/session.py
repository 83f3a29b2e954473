"""The editing session: one road for every change, one notification at its end.

A keystroke is a *preview*: shown and scored, not saved. Leaving the cell is a *commit*: saved first, then
put on the history, then told. So the screen never claims what the disk does not have; where saving is
refused, the value stays on the screen as *pending* and can be tried again.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from perfeval_desktop.domain.form import FormState, SelfAssessment
from perfeval_desktop.domain.patch import Patch, apply, difference
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError, StorageTrouble
from perfeval_desktop.history import History, Step
from perfeval_desktop.open_form import OpenForm, summary, view
from perfeval_desktop.storage.records import FormId, FormSummary, Revision, RevisionKind, StoredForm
from perfeval_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Notification:
    """What one action changed.

    ``before`` and ``after``: the open form. ``listed``: forms whose line in the project tree is new or
    different. ``unlisted``: forms no longer in the tree.
    """

    before: OpenForm | None
    after: OpenForm | None
    listed: tuple[FormSummary, ...] = ()
    unlisted: tuple[FormId, ...] = ()


Listener = Callable[[Notification], None]


@dataclass(frozen=True, slots=True)
class _Moved:
    """Forms that appeared in the tree (or, ``away``, left it for the recycle bin)."""

    form_ids: tuple[FormId, ...]
    away: bool


@dataclass(frozen=True, slots=True)
class _Edited:
    """One change made to several forms at once; stands only while none of them is edited by itself."""

    patches: Mapping[FormId, Patch]


@dataclass(frozen=True, slots=True)
class _ProjectStep:
    """A change of the tree that can be taken back in this run; ``number`` as in :class:`Step`."""

    number: int
    label: str
    change: _Moved | _Edited


class EditingSession:
    """The one place where forms change. See the module for the road a change takes."""

    def __init__(self, store: Store, templates: Mapping[str, Template]) -> None:
        self._store = store
        self._templates = templates
        self._listeners: list[Listener] = []
        self._present: StoredForm | None = None
        self._shown: OpenForm | None = None
        self._pending: tuple[SelfAssessment, str] | None = None
        self._history = History()
        self._done: list[_ProjectStep] = []
        self._undone: list[_ProjectStep] = []

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
    def present(self) -> SelfAssessment | None:
        """The open form as saved."""
        return self._present.form if self._present else None

    @property
    def base(self) -> SelfAssessment:
        """The form that the next change starts from: the pending one, else the saved one.

        Raises :class:`RuntimeError` where no form is open.
        """
        return self._pending[0] if self._pending else self._opened().form

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

    def load(self, form_id: FormId) -> SelfAssessment:
        """Return a form as saved, without opening it."""
        return self._store.load(form_id).form

    # -- the open form -----------------------------------------------------------------------------------

    def open(self, form_id: FormId | None) -> None:
        """Open a form; ``None`` closes the open one. An unsaved preview is dropped: commit it before.

        Raises :class:`StorageError`, or :class:`TemplateError` where its template is missing; what was open
        stays open then.
        """
        before = self._shown
        if form_id is None:
            self._close()
        else:
            stored = self._store.load(form_id)
            shown = self._view(stored.form_id, stored.form)
            self._history = History(self._store.revisions(form_id))
            self._present, self._shown, self._pending = stored, shown, None
        self._tell(before)

    def preview(self, changed: SelfAssessment | None) -> None:
        """Show the open form as ``changed`` without saving it; ``None`` goes back to what is saved.

        While a commit is pending, "back" is the pending value: it is on the screen to be kept.
        """
        present = self._opened()
        before = self._shown
        form = self.base if changed is None else changed
        trouble = before.trouble if before and self._pending else None
        self._shown = replace(self._view(present.form_id, form), trouble=trouble)
        self._tell(before)

    def commit(self, changed: SelfAssessment, label: str) -> bool:
        """Save the open form as ``changed`` under ``label`` (its words in 撤销 and in the history).

        Returns whether it is saved. Where the store refuses, nothing is lost: the value stays shown and
        pending, :attr:`shown` carries the trouble, and :meth:`retry` tries again.
        """
        present = self._opened()
        before = self._shown
        shown = self._view(present.form_id, changed)
        try:
            self._check_writable()
            saved = self._store.save(present, changed, shown.standing, kind=RevisionKind.EDIT, label=label)
        except StorageError as trouble:
            self._pending = (changed, label)
            self._shown = replace(shown, trouble=trouble)
            self._tell(before)
            return False
        if saved is not present:
            patch = difference(present.form, saved.form)
            self._history.did(Step(self._store.latest_revision(), label, patch))
            self._undone.clear()
            self._forget_edits_of(saved.form_id)
        self._present, self._shown, self._pending = saved, shown, None
        self._tell(before, listed=(summary(saved, shown),))
        return True

    def retry(self) -> bool:
        """Try once more to save what is pending; ``True`` when nothing is (any more)."""
        return self.commit(*self._pending) if self._pending else True

    def discard_pending(self) -> None:
        """Give up what could not be saved and show what is saved."""
        self._pending = None
        self.preview(None)

    # -- undo and redo -----------------------------------------------------------------------------------

    @property
    def undo_label(self) -> str | None:
        """What :meth:`undo` would take back, in words; ``None`` where there is nothing."""
        step = _latest(self._done, self._history.undoable)
        return step.label if step else None

    @property
    def redo_label(self) -> str | None:
        """What :meth:`redo` would bring back, in words; ``None`` where there is nothing."""
        step = _latest(self._undone, self._history.redoable)
        return step.label if step else None

    def undo(self) -> bool:
        """Take back the latest change of the open form or of the tree; ``False`` where there is none.

        Raises :class:`StorageError` where it cannot be saved; nothing has changed then.
        """
        return self._travel(_latest(self._done, self._history.undoable), RevisionKind.UNDO)

    def redo(self) -> bool:
        """Bring back what was last taken back; otherwise like :meth:`undo`."""
        return self._travel(_latest(self._undone, self._history.redoable), RevisionKind.REDO)

    def revert_to(self, number: int, label: str) -> bool:
        """Commit the open form as it was after revision ``number`` of its log."""
        form = self._opened().form
        for revision in reversed(self.revisions()):
            if revision.number <= number:
                break
            form = apply(revision.patch.inverse, form)
        return self.commit(form, label)

    # -- projects ----------------------------------------------------------------------------------------

    def create(self, forms: Iterable[SelfAssessment], label: str) -> tuple[FormId, ...]:
        """Add forms to the store and return their ids in the same order."""
        self._check_writable()
        made = [(form, self._view(FormId(""), form).standing) for form in forms]
        ids = tuple(stored.form_id for stored in self._store.create(made, label=label))
        self._did(_Moved(ids, away=False), label)
        self._tell(self._shown, listed=self._list(ids))
        return ids

    def delete(self, form_ids: Iterable[FormId], label: str) -> None:
        """Move forms to the recycle bin; an open one among them is closed."""
        self._move_anew(_Moved(tuple(form_ids), away=True), label)

    def restore(self, form_ids: Iterable[FormId], label: str) -> None:
        """Take forms out of the recycle bin."""
        self._move_anew(_Moved(tuple(form_ids), away=False), label)

    def purge(self, form_ids: Sequence[FormId]) -> None:
        """Remove forms of the recycle bin for good. This alone cannot be undone."""
        self._store.purge(form_ids)
        gone = set(form_ids)
        for steps in (self._done, self._undone):
            steps[:] = [step for step in steps if gone.isdisjoint(_forms_of(step.change))]

    def edit_many(
        self, form_ids: Iterable[FormId], change: Callable[[SelfAssessment], SelfAssessment], label: str
    ) -> None:
        """Commit the same change to several forms, each in a transaction of its own; undone together.

        Where the store refuses one, those before it stay changed (and can be undone) and the error goes on.
        """
        self._check_writable()
        before = self._shown
        patches: dict[FormId, Patch] = {}
        try:
            for form_id in form_ids:
                stored = self._store.load(form_id)
                saved = self._save(stored, change(stored.form), RevisionKind.EDIT, label)
                if saved is not stored:
                    patches[form_id] = difference(stored.form, saved.form)
                    self._forget_edits_of(form_id)
        finally:
            if patches:
                self._did(_Edited(patches), label)
                self._catch_up(patches)
                self._tell(before, listed=self._list(patches))

    def set_state(self, form_ids: Iterable[FormId], state: FormState) -> None:
        """Set the state of several forms."""
        self.edit_many(form_ids, lambda form: replace(form, state=state), f"状态改为{state.label}")

    # -- inside ------------------------------------------------------------------------------------------

    def _opened(self) -> StoredForm:
        if self._present is None:
            raise RuntimeError("no form is open")
        return self._present

    def _view(self, form_id: FormId, form: SelfAssessment) -> OpenForm:
        return view(self._templates, form_id, form)

    def _check_writable(self) -> None:
        if self._store.is_read_only:
            raise StorageError(
                StorageTrouble.READ_ONLY,
                "数据是以只读方式打开的，改动无法保存。请关闭占用它的程序后重新打开本程序。",
            )

    def _save(self, stored: StoredForm, form: SelfAssessment, kind: RevisionKind, label: str) -> StoredForm:
        standing = self._view(stored.form_id, form).standing
        return self._store.save(stored, form, standing, kind=kind, label=label)

    def _list(self, form_ids: Iterable[FormId]) -> tuple[FormSummary, ...]:
        loaded = map(self._store.load, form_ids)
        return tuple(summary(stored, self._view(stored.form_id, stored.form)) for stored in loaded)

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

    def _close(self) -> None:
        self._present, self._shown, self._pending, self._history = None, None, None, History()

    def _catch_up(self, changed: Container[FormId]) -> None:
        """Follow changes saved past the open form, if it is among ``changed``."""
        if self._present and self._present.form_id in changed:
            self._present = self._store.load(self._present.form_id)
            self._history = History(self._store.revisions(self._present.form_id))
            self._shown, self._pending = self._view(self._present.form_id, self._present.form), None

    def _did(self, change: _Moved | _Edited, label: str) -> None:
        self._done.append(_ProjectStep(self._store.latest_revision(), label, change))
        self._undone.clear()

    def _forget_edits_of(self, form_id: FormId) -> None:
        """Drop steps over several forms, one of which now has a newer change of its own."""
        for steps in (self._done, self._undone):
            steps[:] = [
                step
                for step in steps
                if not (isinstance(step.change, _Edited) and form_id in step.change.patches)
            ]

    def _move_anew(self, moved: _Moved, label: str) -> None:
        self._check_writable()
        before = self._shown
        self._move(moved, label)
        self._did(moved, label)
        self._tell_moved(before, moved)

    def _move(self, moved: _Moved, label: str) -> None:
        if not moved.away:
            self._store.restore(moved.form_ids, label=label)
            return
        self._store.delete(moved.form_ids, label=label)
        if self._present and self._present.form_id in moved.form_ids:
            self._close()

    def _tell_moved(self, before: OpenForm | None, moved: _Moved) -> None:
        if moved.away:
            self._tell(before, unlisted=moved.form_ids)
        else:
            self._tell(before, listed=self._list(moved.form_ids))

    def _travel(self, step: Step | _ProjectStep | None, kind: RevisionKind) -> bool:
        match step:
            case None:
                return False
            case Step():
                self._travel_form(step, kind)
            case _ProjectStep():
                self._travel_projects(step, kind)
        return True

    def _travel_form(self, step: Step, kind: RevisionKind) -> None:
        present, before = self._opened(), self._shown
        patch = step.patch.inverse if kind is RevisionKind.UNDO else step.patch
        saved = self._save(present, apply(patch, present.form), kind, step.label)
        if kind is RevisionKind.UNDO:
            self._history.undid(self._store.latest_revision())
        else:
            self._history.redid(self._store.latest_revision())
        self._forget_edits_of(saved.form_id)
        shown = self._view(saved.form_id, saved.form)
        self._present, self._shown, self._pending = saved, shown, None
        self._tell(before, listed=(summary(saved, shown),))

    def _travel_projects(self, step: _ProjectStep, kind: RevisionKind) -> None:
        before = self._shown
        backwards = kind is RevisionKind.UNDO
        match step.change:
            case _Moved(form_ids, away):
                moved = _Moved(form_ids, away=away is not backwards)
                self._move(moved, step.label)
                self._pass_on(step, kind)
                self._tell_moved(before, moved)
            case _Edited(patches):
                try:
                    self._edit_again(patches, step.label, kind)
                except StorageError:
                    # Some forms may have changed: their own histories can still take that back.
                    self._forget_edits_of(next(iter(patches)))
                    raise
                else:
                    self._pass_on(step, kind)
                finally:
                    self._catch_up(patches)
                    self._tell(before, listed=self._list(patches))

    def _pass_on(self, step: _ProjectStep, kind: RevisionKind) -> None:
        """Move a step from the stack it was on to the other one."""
        backwards = kind is RevisionKind.UNDO
        here, there = (self._done, self._undone) if backwards else (self._undone, self._done)
        here.pop()
        there.append(replace(step, number=self._store.latest_revision()))

    def _edit_again(self, patches: Mapping[FormId, Patch], label: str, kind: RevisionKind) -> None:
        for form_id, patch in patches.items():
            stored = self._store.load(form_id)
            changed = apply(patch.inverse if kind is RevisionKind.UNDO else patch, stored.form)
            self._save(stored, changed, kind, label)


def _latest(projects: Sequence[_ProjectStep], step: Step | None) -> Step | _ProjectStep | None:
    """Return the later of the tree's and the open form's latest step."""
    if projects and (step is None or projects[-1].number > step.number):
        return projects[-1]
    return step


def _forms_of(change: _Moved | _Edited) -> tuple[FormId, ...]:
    return change.form_ids if isinstance(change, _Moved) else tuple(change.patches)
