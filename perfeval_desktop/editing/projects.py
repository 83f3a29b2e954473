"""Changes of the project tree, and of several forms at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template
from perfeval_desktop.editing.final_forms import label_despite_errors, unfinished_error
from perfeval_desktop.editing.form_writer import FormWriter, SavedChange, batch_edit
from perfeval_desktop.editing.open_form import OpenForm
from perfeval_desktop.editing.partly_done import telling_what_is_done
from perfeval_desktop.editing.undo_stacks import UndoStacks
from perfeval_desktop.editing.undo_steps import BatchEdit, ProjectUndoStep, RecycleBinMove, new_mark
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.step_log import StepMark, StoreWithSteps
from perfeval_desktop.store import Arrival, FormId
from perfeval_desktop.version_name import VersionName

_NO_LABELS: Mapping[FormId, str] = {}


class Projects:
    """Creates, deletes, restores, purges and edits forms, whether one of them is open or not."""

    def __init__(
        self,
        store: StoreWithSteps,
        evaluator: FormEvaluator,
        *,
        writer: FormWriter,
        undo_stacks: UndoStacks,
        open_form: OpenForm,
    ) -> None:
        self._store = store
        self._evaluator = evaluator
        self._writer = writer
        self._undo_stacks = undo_stacks
        self._open_form = open_form

    def create(self, forms: Iterable[Form], label: str) -> tuple[FormId, ...]:
        """Add forms to the store and return their ids in the same order."""
        return self.take_in(forms, {}, label)

    def take_in(
        self,
        forms: Iterable[Form | Arrival],
        changed: Mapping[FormId, Form],
        label: str,
        templates: Sequence[Template] = (),
    ) -> tuple[FormId, ...]:
        """Add forms and commit ``changed`` ones, all or nothing; return the ids of the new ones."""
        if changed:
            self._open_form.save_pending()
        mark = new_mark(label)
        with self._store.marking(mark):
            created, changes = self._writer.take_in(forms, changed, label, templates)
        move = RecycleBinMove(tuple(one.stored.form_id for one in created), into_bin=False)
        numbers = [one.number for one in created] + [one.saved.number for one in changes]
        if numbers:
            step_move = move if created else None
            self._push(ProjectUndoStep(max(numbers), label, step_move, batch_edit(changes), mark.id))
            self._open_form.follow(changes, lines=tuple(one.stored.summary for one in created))
        return move.form_ids

    def delete(self, form_ids: Iterable[FormId], label: str) -> None:
        """Move forms to the recycle bin."""
        self._open_form.save_pending()
        self._move(RecycleBinMove(tuple(form_ids), into_bin=True), label)

    def restore(self, form_ids: Iterable[FormId], label: str) -> None:
        """Take forms out of the recycle bin."""
        self._move(RecycleBinMove(tuple(form_ids), into_bin=False), label)

    def purge(self, form_ids: Sequence[FormId]) -> None:
        """Remove forms of the recycle bin for good."""
        self._store.purge(form_ids)
        self._undo_stacks.of_projects.remove_forms(form_ids)
        self._open_form.notify_unchanged(unlisted=tuple(form_ids))

    def edit_many(
        self,
        form_ids: Iterable[FormId],
        change: Callable[[Form], Form],
        label: str,
        labels_despite_errors: Mapping[FormId, str] = _NO_LABELS,
    ) -> Mapping[FormId, int]:
        """Commit the same change to several forms; return the revision number of each that was changed.

        Forms in ``labels_despite_errors`` may become final with errors, under the label given there.
        """
        self._open_form.save_pending()
        wanted, changes = list(dict.fromkeys(form_ids)), list[SavedChange]()
        mark = new_mark(label)
        try:
            with self._store.marking(mark), telling_what_is_done(changes, len(wanted)):
                for form_id in wanted:
                    own_label = labels_despite_errors.get(form_id, label)
                    despite_errors = form_id in labels_despite_errors
                    saved = self._writer.edit_by_id(form_id, change, own_label, despite_errors=despite_errors)
                    changes.append(saved)
        finally:
            # Where one form is refused, those before it stay changed.
            edit = self._push_edits([one for one in changes if one], mark)
        return edit.numbers

    def set_state(
        self, form_ids: Sequence[FormId], state: FormState, *, despite_errors: bool
    ) -> Mapping[FormId, int]:
        """Set the state of several forms; with errors they become final only ``despite_errors``."""
        label = f"状态改为{state.label}"
        if state is not FormState.FINAL:
            return self.edit_many(form_ids, lambda form: replace(form, state=state), label)
        self._open_form.save_pending()
        with_errors = self._with_errors(form_ids)
        if with_errors and not despite_errors:
            raise unfinished_error(list(with_errors.values()))
        labels = {form_id: label_despite_errors(number) for form_id, (_, number) in with_errors.items()}
        if len(form_ids) == 1:
            label = labels.get(form_ids[0], label)
        return self.edit_many(form_ids, lambda form: replace(form, state=state), label, labels)

    def name_versions(self, form_ids: Sequence[FormId], name: VersionName) -> None:
        """Name some forms as they are saved, all or none."""
        self._open_form.save_pending()
        self._store.name_versions(form_ids, name.label, by=self._writer.by)
        stored = self._open_form.stored
        if stored is not None and stored.form_id in form_ids:
            self._open_form.notify_unchanged(listed=(stored.summary,))

    def _move(self, move: RecycleBinMove, label: str) -> None:
        if move.form_ids:
            mark = new_mark(label)
            with self._store.marking(mark):
                number, lines = self._writer.move(move, label)
            self._push(ProjectUndoStep(number, label, move, id=mark.id))
            self._open_form.follow(move=move, lines=lines)

    def _push_edits(self, changes: Sequence[SavedChange], mark: StepMark) -> BatchEdit:
        edit = batch_edit(changes)
        if changes:
            self._push(ProjectUndoStep(edit.last_number, mark.label, edit=edit, id=mark.id))
            self._open_form.follow(changes)
        return edit

    def _push(self, step: ProjectUndoStep) -> None:
        self._undo_stacks.of_projects.push(step)

    def _with_errors(self, form_ids: Iterable[FormId]) -> dict[FormId, tuple[str, int]]:
        """Return project and number of errors of each form that has some and is not final."""
        found: dict[FormId, tuple[str, int]] = {}
        for form_id in form_ids:
            form = self._store.load(form_id).form
            if form.state is not FormState.FINAL:
                shown = self._evaluator.evaluate(form_id, form)
                if shown.errors:
                    found[form_id] = shown.facts.project, shown.errors
        return found
