"""Undo stacks: one for each form, and one for the project tree.

The stack of a form is rebuilt from its revision log, that of the project tree from the steps that the store
keeps. So undo works after a restart as it did before. Steps of both carry revision numbers, which tell the
later one.
"""

from contextlib import AbstractContextManager, nullcontext, suppress

from perfeval_desktop.editing.form_undo_stack import ANY_REV, FormUndoStack
from perfeval_desktop.editing.kept_steps import rebuilt
from perfeval_desktop.editing.project_undo_stack import ProjectUndoStack
from perfeval_desktop.editing.undo_steps import BESIDE, BatchEdit, FormUndoStep, ProjectUndoStep, UndoOrRedo
from perfeval_desktop.errors import StorageError
from perfeval_desktop.step_log import StoreWithSteps
from perfeval_desktop.store import FormId, RevisionKind, StoredForm


class UndoStacks:
    """All undo stacks over a store; they know which step is the next one."""

    def __init__(self, store: StoreWithSteps) -> None:
        self._store = store
        self._of_forms: dict[FormId, FormUndoStack] = {}
        self._of_projects: ProjectUndoStack | None = None
        # The steps from before a restart of which it is not known yet whether they still fit.
        self._unproven: set[str] = set()

    @property
    def of_projects(self) -> ProjectUndoStack:
        """That of the project tree; where the store cannot be read, there is nothing to undo."""
        return self._of_projects or self.read_steps()

    def read_steps(self) -> ProjectUndoStack:
        """Return the undo stack of the project tree, read from the store if it has not been before."""
        if self._of_projects is None:
            self._of_projects = ProjectUndoStack()
            if not self._store.is_read_only:
                with suppress(StorageError):
                    self._of_projects = self._kept()
            self._unproven = {one.id for one in self._of_projects.all_steps()}
        return self._of_projects

    def of_form(self, stored: StoredForm) -> FormUndoStack:
        """Return the undo stack of a form, read from its log when first asked for.

        It is read anew where the form is another than the one it goes with: somebody else has changed it.
        """
        undo_stack = self._of_forms.get(stored.form_id)
        return undo_stack if undo_stack and undo_stack.rev == stored.rev else self.read_anew(stored)

    def read_anew(self, stored: StoredForm) -> FormUndoStack:
        """Return the undo stack of a form, read from its log."""
        undo_stack = FormUndoStack(self._store.revisions(stored.form_id), rev=stored.rev)
        self._of_forms[stored.form_id] = undo_stack
        return undo_stack

    def is_current(self, stored: StoredForm) -> bool:
        """Whether the undo stack of a form, read before, goes with the form as it is now."""
        return self._of_forms[stored.form_id].rev in {stored.rev, ANY_REV}

    def push_edit(self, form_id: FormId, step: FormUndoStep, *, rev: int) -> None:
        """Add a new edit of a form, which is now at ``rev``.

        Nothing can be redone any more, neither in it nor in the tree.
        """
        undo_stack = self._of_forms[form_id]
        undo_stack.push(step)
        undo_stack.rev = rev
        self.of_projects.clear_redo()

    def beside_steps(self) -> AbstractContextManager[None]:
        """Let the store keep, with an edit that is saved inside, that nothing in the tree can be redone."""
        can_redo = any(True for _ in self.of_projects.steps(RevisionKind.REDO))
        return self._store.marking(BESIDE) if can_redo else nullcontext()

    def next_step(self, kind: UndoOrRedo, open_form: FormId | None) -> FormUndoStep | ProjectUndoStep | None:
        """Return the later of the open form's next step and the project tree's.

        A batch edit stands on the stack of each of its forms, too; then the project tree's step is the one.
        Nothing is read for it but what there is to know of steps from before a restart, once.
        """
        step = None if open_form is None else self._of_forms[open_form].next_step(kind)
        in_tree = self._next_in_tree(kind, 0 if step is None else step.number)
        return in_tree or step

    def clear(self) -> None:
        """Forget everything, where the whole content of the store was replaced."""
        self._of_forms.clear()
        self._of_projects = None

    def _kept(self) -> ProjectUndoStack:
        """Return the undo stack of the project tree as it was left, without edits of forms that are gone.

        Whether the forms of a move are where it has left them is asked once it is the next step.
        """
        undo_stack = rebuilt(self._store.steps())
        edited = {form_id for step in undo_stack.all_steps() for form_id in step.edit.form_ids}
        undo_stack.remove_forms(self._store.missing([*edited]))
        return undo_stack

    def _next_in_tree(self, kind: UndoOrRedo, least: int) -> ProjectUndoStep | None:
        """Return the next step of the tree unless it is older than the number ``least``."""
        for step in self.of_projects.steps(kind):
            if step.number < least:
                return None
            try:
                still_fits = self._still_fits(kind, step)
            except StorageError:
                # The next time, perhaps, it can be asked.
                return None
            if not still_fits:
                self.of_projects.drop(kind, step)
                return None
            if self._is_next(step.edit, kind):
                return step
        return None

    def _still_fits(self, kind: UndoOrRedo, step: ProjectUndoStep) -> bool:
        """Return whether the forms are where a step has left them; another program may have moved them."""
        if step.id in self._unproven and step.move is not None:
            in_bin = step.move.into_bin is (kind is RevisionKind.UNDO)
            if not self._store.is_in_place(step.move.form_ids, in_bin=in_bin):
                return False
        self._unproven.discard(step.id)
        return True

    def _is_next(self, edit: BatchEdit, kind: UndoOrRedo) -> bool:
        """Return whether an edit can be undone or redone before any other step of its forms."""
        steps = ((self._known(one).next_step(kind), number) for one, number in edit.numbers.items())
        return all(step is not None and step.number == number for step, number in steps)

    def _known(self, form_id: FormId) -> FormUndoStack:
        """Return the undo stack of a form of a step, which may be from before a restart."""
        if form_id not in self._of_forms:
            try:
                revisions = self._store.revisions(form_id)
            except StorageError:
                return FormUndoStack()
            self._of_forms[form_id] = FormUndoStack(revisions, rev=ANY_REV)
        return self._of_forms[form_id]
