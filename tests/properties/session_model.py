"""What an editing session should do. The model knows no patches: it remembers whole forms.

:mod:`test_session_machine` does the same in a session and in this model, and compares the two.
"""

from collections.abc import Callable, Collection, Container, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate
from perfeval_desktop.store import FormId, Standing
from small_forms import CATALOGUE

UndoOrRedo = Literal["undo", "redo"]
OTHER: dict[UndoOrRedo, UndoOrRedo] = {"undo": "redo", "redo": "undo"}


@cache
def evaluated(form_id: FormId, form: Form) -> EvaluatedForm:
    return evaluate(CATALOGUE[form.template.id], form_id, form)


def standing(form: Form) -> Standing:
    return evaluated(FormId(""), form).standing


class RefusedError(Exception):
    """What is expected where the store refuses."""


class ForbiddenError(Exception):
    """What is expected where a form is final, or should become so with errors."""


@dataclass(frozen=True, slots=True)
class FormStep:
    """An undo step of one form: the form before (or after) it, and the last revision of the step."""

    number: int
    label: str
    form: Form


@dataclass(slots=True)
class FormModel:
    """A form as it should be: its contents, those after each revision, and its undo steps."""

    form: Form
    log: list[FormStep]
    in_bin: bool = False
    undoable: list[FormStep] = field(default_factory=list)
    redoable: list[FormStep] = field(default_factory=list)

    def steps(self, kind: UndoOrRedo) -> list[FormStep]:
        return self.undoable if kind == "undo" else self.redoable


@dataclass(frozen=True, slots=True)
class ProjectStep:
    """An undo step of the project tree.

    ``into_bin`` is ``None`` for an edit; each of its forms has a step with its number in ``numbers``, too.
    """

    number: int
    label: str
    into_bin: bool | None
    numbers: dict[FormId, int]


class SessionModel:
    """What store and session should hold."""

    def __init__(self) -> None:
        self.forms: dict[FormId, FormModel] = {}
        self.number = 0
        self.room: int | None = None
        self.steps: dict[UndoOrRedo, list[ProjectStep]] = {"undo": [], "redo": []}
        self.start()

    def start(self) -> None:
        """Start the program."""
        self.open_id: FormId | None = None
        self.preview: Form | None = None
        self.pending: tuple[Form, str] | None = None

    # -- what is expected to be seen ---------------------------------------------------------------------

    @property
    def present(self) -> Form | None:
        return self.forms[self.open_id].form if self.open_id else None

    @property
    def base(self) -> Form:
        form = self.pending[0] if self.pending else self.present
        assert form is not None
        return form

    def label(self, kind: UndoOrRedo) -> str | None:
        if self.pending:
            return self.pending[1] if kind == "undo" else None
        step = self.next_step(kind)
        return step.label if step else None

    # -- one form ------------------------------------------------------------------------------------------

    def edit(self, form_id: FormId, changed: Form, label: str) -> bool:
        """Return whether there was anything to save."""
        model = self.forms[form_id]
        if changed == model.form:
            return False
        self.check_not_final(model.form, changed)
        becomes_final = changed.state is FormState.FINAL is not model.form.state
        if becomes_final and standing(changed).errors:
            raise ForbiddenError
        self.take_room()
        self.number += 1
        model.undoable.append(FormStep(self.number, label, model.form))
        model.redoable.clear()
        self.save(model, changed, label)
        return True

    def check_not_final(self, before: Form, after: Form) -> None:
        if before.state is FormState.FINAL and replace(before, state=after.state) != after:
            raise ForbiddenError

    def take_room(self) -> None:
        if self.room is not None:
            if self.room == 0:
                raise RefusedError
            self.room -= 1

    def save(self, model: FormModel, form: Form, label: str) -> None:
        model.form = form
        model.log.append(FormStep(self.number, label, form))

    def undo_or_redo_form(self, form_id: FormId, kind: UndoOrRedo, label: str) -> None:
        model = self.forms[form_id]
        self.check_not_final(model.form, model.steps(kind)[-1].form)
        self.take_room()
        self.number += 1
        step = model.steps(kind).pop()
        model.steps(OTHER[kind]).append(FormStep(self.number, label, model.form))
        self.save(model, step.form, label)

    def show_preview(self, form: Form) -> None:
        assert self.open_id
        self.check_not_final(self.forms[self.open_id].form, form)
        self.preview = form

    def commit(self, form: Form, label: str) -> bool:
        assert self.open_id
        try:
            if self.edit(self.open_id, form, label):
                self.steps["redo"].clear()
            self.preview = None
        except RefusedError:
            self.pending, self.preview = (form, label), None
            return False
        self.pending = None
        return True

    def retry(self) -> bool:
        return self.commit(*self.pending) if self.pending else True

    def save_pending(self) -> None:
        if not self.retry():
            raise RefusedError

    def open(self, form_id: FormId | None) -> None:
        self.save_pending()
        self.open_id, self.preview = form_id, None

    def revert_to(self, number: int, label: str) -> bool:
        if not self.retry():
            return False
        assert self.open_id
        log, present = self.forms[self.open_id].log, self.forms[self.open_id].form
        past = [one.form for one in log if one.number <= number][-1]
        return self.commit(replace(past, state=present.state).with_made(present.made), label)

    # -- the project tree --------------------------------------------------------------------------------

    def create(self, created: dict[FormId, Form], label: str) -> None:
        for form_id, form in created.items():
            self.number += 1
            self.forms[form_id] = FormModel(form, [FormStep(self.number, label, form)])
        self.push(label, dict.fromkeys(created, 0), into_bin=False)

    def delete(self, form_ids: tuple[FormId, ...], label: str) -> None:
        self.save_pending()
        self.move(form_ids, into_bin=True)
        self.push(label, dict.fromkeys(form_ids, 0), into_bin=True)

    def restore(self, form_ids: tuple[FormId, ...], label: str) -> None:
        self.move(form_ids, into_bin=False)
        self.push(label, dict.fromkeys(form_ids, 0), into_bin=False)

    def move(self, form_ids: Collection[FormId], *, into_bin: bool) -> None:
        self.number += len(form_ids)
        for form_id in form_ids:
            self.forms[form_id].in_bin = into_bin
            if into_bin and form_id == self.open_id:
                self.open_id = self.preview = None

    def edit_many(self, form_ids: Iterable[FormId], change: Callable[[Form], Form], label: str) -> None:
        self.save_pending()
        numbers: dict[FormId, int] = {}
        try:
            for form_id in form_ids:
                if self.edit(form_id, change(self.forms[form_id].form), label):
                    numbers[form_id] = self.number
        finally:
            self.push(label, numbers, into_bin=None)
            self.drop_preview_of(numbers)

    def push(self, label: str, numbers: dict[FormId, int], *, into_bin: bool | None) -> None:
        if numbers:
            self.steps["redo"].clear()
            self.steps["undo"].append(ProjectStep(self.number, label, into_bin, numbers))

    def drop_preview_of(self, form_ids: Container[FormId]) -> None:
        if self.open_id in form_ids:
            self.preview = None

    def purge(self, form_ids: tuple[FormId, ...]) -> None:
        self.number += len(form_ids)
        for form_id in form_ids:
            del self.forms[form_id]
        for steps in self.steps.values():
            lost = [place for place, step in enumerate(steps) if not step.numbers.keys() <= self.forms.keys()]
            del steps[: max(lost, default=-1) + 1]

    # -- undo and redo -------------------------------------------------------------------------------------

    def next_step(self, kind: UndoOrRedo) -> ProjectStep | FormStep | None:
        """Return the later of the open form's step and the project tree's."""
        of_form = self.forms[self.open_id].steps(kind) if self.open_id else []
        of_tree = [step for step in self.steps[kind] if self.is_next(step, kind)]
        if of_tree and (not of_form or of_tree[-1].number >= of_form[-1].number):
            return of_tree[-1]
        return of_form[-1] if of_form else None

    def is_next(self, step: ProjectStep, kind: UndoOrRedo) -> bool:
        return step.into_bin is not None or all(
            [one.number for one in self.forms[form_id].steps(kind)[-1:]] == [number]
            for form_id, number in step.numbers.items()
        )

    def undo(self) -> bool:
        return self.undo_or_redo("undo")

    def redo(self) -> bool:
        return self.undo_or_redo("redo")

    def undo_or_redo(self, kind: UndoOrRedo) -> bool:
        self.save_pending()
        step = self.next_step(kind)
        if isinstance(step, FormStep):
            assert self.open_id
            self.undo_or_redo_form(self.open_id, kind, step.label)
            self.preview = None
        elif step is not None:
            del self.steps[kind][self.steps[kind].index(step) :]
            if step.into_bin is None:
                self.undo_or_redo_edit(step, kind)
            else:
                self.move(step.numbers, into_bin=step.into_bin is (kind == "redo"))
                self.steps[OTHER[kind]].append(replace(step, number=self.number))
        return step is not None

    def undo_or_redo_edit(self, step: ProjectStep, kind: UndoOrRedo) -> None:
        numbers: dict[FormId, int] = {}
        try:
            for form_id in step.numbers:
                self.undo_or_redo_form(form_id, kind, step.label)
                numbers[form_id] = self.number
        finally:
            left = {one: number for one, number in step.numbers.items() if one not in numbers}
            if left:
                self.steps[kind].append(replace(step, numbers=left))
            if numbers:
                self.steps[OTHER[kind]].append(replace(step, number=self.number, numbers=numbers))
            self.drop_preview_of(numbers)
