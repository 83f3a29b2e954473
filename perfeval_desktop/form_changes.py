"""Changes of forms: looked at, saved, and put on the history of the form."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.patch import Patch, difference
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.finality import becomes_final, check_change, unfinished
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.history import History, Moved, Step, Way
from perfeval_desktop.store import FormId, FormSummary, RevisionKind, Saved, Store, StoredForm


@dataclass(frozen=True, slots=True)
class Change:
    """A form before and after a saved change; ``shown`` is the form after it."""

    was: StoredForm
    saved: Saved
    shown: EvaluatedForm

    def __bool__(self) -> bool:
        return bool(self.saved.patch)

    def way_from(self, before: EvaluatedForm | None) -> Patch:
        """Return the patch from what was seen: what was saved, where nothing else was seen before it."""
        seen = self.was.form if before is None else before.form
        return self.saved.patch if seen is self.was.form else difference(seen, self.saved.stored.form)


@dataclass(slots=True)
class Changes:
    """What has been saved so far of a change of several forms; ``before`` was open when it began."""

    before: EvaluatedForm | None
    forms: dict[FormId, Change] = field(default_factory=dict)

    def add(self, change: Change) -> None:
        """Add what was saved of one form, if anything was."""
        if change:
            self.forms[change.was.form_id] = change

    @property
    def numbers(self) -> Mapping[FormId, int]:
        """The number of each form's revision."""
        return {form_id: change.saved.number for form_id, change in self.forms.items()}

    @property
    def last(self) -> int:
        """The number of the last revision."""
        return max(self.numbers.values())


class FormChanges:
    """Saves forms in the name of ``by`` and keeps their histories."""

    def __init__(self, store: Store, evaluator: FormEvaluator, by: str) -> None:
        self.by = by
        self._store = store
        self._evaluator = evaluator
        self._histories: dict[FormId, History] = {}

    def history(self, form_id: FormId) -> History:
        """Return the history of a form, read from its log when first asked for."""
        if form_id not in self._histories:
            self._histories[form_id] = History(self._store.revisions(form_id))
        return self._histories[form_id]

    def forget(self) -> None:
        """Begin anew on a store whose whole content was replaced."""
        self._histories.clear()

    def edit(self, stored: StoredForm, form: Form, label: str, *, despite_errors: bool = False) -> Change:
        """Save ``form`` in the place of ``stored``. Equal forms save nothing.

        Raises :class:`FinalFormError` where ``stored`` is final, unless only its state changes;
        :class:`UnfinishedFormError` where it would become final with errors, unless ``despite_errors``; and
        what store and template raise.
        """
        project = stored.outline.project
        check_change(project, stored.form, form)
        shown = self._evaluator.evaluate_stored(
            stored, form if form == stored.form else self._evaluator.pinned(form)
        )
        if becomes_final(stored.form, form) and shown.errors and not despite_errors:
            raise unfinished([(shown.facts.project, shown.errors)])
        return self._save(stored, shown, RevisionKind.EDIT, label)

    def edit_stored(
        self, form_id: FormId, change: Callable[[Form], Form], label: str, *, despite_errors: bool
    ) -> Change:
        """Save what ``change`` makes of the form ``form_id``. Raises as :meth:`edit` does."""
        stored = self._store.load(form_id)
        return self.edit(stored, change(stored.form), label, despite_errors=despite_errors)

    def travel(self, way: Way, stored: StoredForm, label: str) -> Change:
        """Undo or redo the next step of a form; there must be one. Raises as :meth:`edit` does."""
        form = self.history(stored.form_id).applied(way, stored.form)
        check_change(stored.outline.project, stored.form, form)
        return self._save(stored, self._evaluator.evaluate_stored(stored, form), way, label)

    def travel_stored(self, way: Way, form_id: FormId, label: str) -> Change:
        """Undo or redo the next step of the form ``form_id``. Raises as :meth:`edit` does."""
        return self.travel(way, self._store.load(form_id), label)

    def with_errors(self, form_ids: Iterable[FormId]) -> dict[FormId, tuple[str, int]]:
        """Return project and number of errors of each form that has some and is not final."""
        found: dict[FormId, tuple[str, int]] = {}
        for form_id in form_ids:
            form = self._store.load(form_id).form
            if form.state is not FormState.FINAL:
                shown = self._evaluator.evaluate(form_id, form)
                if shown.errors:
                    found[form_id] = shown.facts.project, shown.errors
        return found

    def create(self, forms: Iterable[Form], label: str) -> tuple[Saved, ...]:
        """Add forms to the store, all or none."""
        entries = [self._evaluator.evaluate(FormId(""), self._evaluator.pinned(form)).entry for form in forms]
        return self._store.create(entries, label=label, by=self.by) if entries else ()

    def move(self, moved: Moved, label: str) -> tuple[int, tuple[FormSummary, ...]]:
        """Move forms, all or none; return the last revision, and the lines of those that are in the tree now.

        ``moved`` must not be empty.
        """
        if moved.away:
            return self._store.delete(moved.form_ids, label=label, by=self.by)[-1], ()
        # Read before: once they have moved, nothing may fail any more.
        lines = {line.form_id: line for line in self._store.bin()}
        number = self._store.restore(moved.form_ids, label=label, by=self.by)[-1]
        return number, tuple(lines[form_id] for form_id in moved.form_ids)

    def _save(self, stored: StoredForm, shown: EvaluatedForm, kind: RevisionKind, label: str) -> Change:
        """Save; what came of it is known without another look at the store, which could fail."""
        history = self.history(stored.form_id)
        saved = self._store.save(stored, shown.entry, kind=kind, label=label, by=self.by)
        if kind is RevisionKind.UNDO or kind is RevisionKind.REDO:
            history.travelled(kind, saved.number)
        elif saved.patch:
            history.did(Step(saved.number, label, saved.patch))
        return Change(stored, saved, shown)
