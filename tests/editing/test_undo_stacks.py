from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest

from perfeval_desktop.domain.form import Form, TemplateRef
from perfeval_desktop.domain.patch import HeadChange, Patch
from perfeval_desktop.editing.form_undo_stack import FormUndoStack
from perfeval_desktop.editing.project_undo_stack import ProjectUndoStack
from perfeval_desktop.editing.undo_steps import (
    BatchEdit,
    FormUndoStep,
    ProjectUndoStep,
    RecycleBinMove,
    UndoOrRedo,
)
from perfeval_desktop.store import FormId, Revision, RevisionKind

EDIT: Final = RevisionKind.EDIT
UNDO: Final = RevisionKind.UNDO
REDO: Final = RevisionKind.REDO
AT = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)
A, B, C, D = (FormId(name) for name in "ABCD")


def patch(year: int) -> Patch:
    return Patch((HeadChange("year", 0, year),))


def log(*kinds: RevisionKind) -> list[Revision]:
    """Return a log whose revisions are numbered from 1, each with a label and a patch of its own."""
    return [
        Revision(number, A, kind, f"第 {number} 号", patch(number), AT, "张三")
        for number, kind in enumerate(kinds, 1)
    ]


def step(number: int, made_by: int) -> FormUndoStep:
    """Return the step that revision ``made_by`` made; ``number`` is the last one to undo or redo it."""
    return FormUndoStep(number, f"第 {made_by} 号", patch(made_by))


def next_steps(stack: FormUndoStack) -> tuple[FormUndoStep | None, FormUndoStep | None]:
    return stack.next_step(UNDO), stack.next_step(REDO)


def test_without_revisions_there_is_nothing_to_undo_or_redo() -> None:
    assert next_steps(FormUndoStack()) == (None, None)


@pytest.mark.parametrize(
    ("kinds", "undoable", "redoable"),
    [
        ((EDIT, EDIT), step(2, 2), None),
        ((EDIT, EDIT, UNDO), step(1, 1), step(3, 2)),
        ((EDIT, EDIT, UNDO, UNDO), None, step(4, 1)),
        ((EDIT, EDIT, UNDO, REDO), step(4, 2), None),
        ((EDIT, EDIT, UNDO, UNDO, REDO), step(5, 1), step(3, 2)),
        ((EDIT, EDIT, UNDO, EDIT), step(4, 4), None),
        ((EDIT, EDIT, UNDO, EDIT, UNDO), step(1, 1), step(5, 4)),
    ],
)
def test_a_log_is_replayed(
    kinds: tuple[RevisionKind, ...], undoable: FormUndoStep | None, redoable: FormUndoStep | None
) -> None:
    assert next_steps(FormUndoStack(log(*kinds))) == (undoable, redoable)


def test_creating_deleting_and_restoring_leave_the_contents_and_so_the_stacks_alone() -> None:
    stack = FormUndoStack(
        log(RevisionKind.CREATE, EDIT, EDIT, UNDO, RevisionKind.DELETE, RevisionKind.RESTORE)
    )
    assert next_steps(stack) == (step(2, 2), step(4, 3))


def test_a_stack_kept_up_to_date_is_the_one_replayed_from_the_log() -> None:
    updated = FormUndoStack()
    for number, kind in enumerate((EDIT, EDIT, UNDO, REDO, UNDO, EDIT, EDIT, UNDO, UNDO, REDO), 1):
        if kind is EDIT:
            updated.push(step(number, number))
        elif kind is UNDO:
            updated.record(UNDO, number)
        else:
            updated.record(REDO, number)
    replayed = FormUndoStack(log(EDIT, EDIT, UNDO, REDO, UNDO, EDIT, EDIT, UNDO, UNDO, REDO))
    assert next_steps(updated) == next_steps(replayed) == (step(10, 6), step(8, 7))


@pytest.mark.parametrize(("kind", "kinds", "year"), [(UNDO, (EDIT,), 0), (REDO, (EDIT, UNDO), 1)])
def test_undo_applies_a_step_backward_and_redo_forward(
    kind: UndoOrRedo, kinds: tuple[RevisionKind, ...], year: int
) -> None:
    form = Form(TemplateRef("self", ""), 1 - year)
    assert FormUndoStack(log(*kinds)).apply_next(kind, form) == replace(form, year=year)


def test_a_log_that_begins_with_an_undo_can_redo_what_it_took_back() -> None:
    undone = FormUndoStep(1, "第 1 号", patch(1).inverse)
    assert next_steps(FormUndoStack(log(UNDO))) == (None, undone)
    assert next_steps(FormUndoStack(log(UNDO, REDO))) == (replace(undone, number=2), None)
    assert next_steps(FormUndoStack(log(EDIT, UNDO, UNDO))) == (
        None,
        FormUndoStep(3, "第 3 号", patch(3).inverse),
    )


def test_a_log_that_begins_with_a_redo_can_undo_what_it_brought_back() -> None:
    assert next_steps(FormUndoStack(log(REDO))) == (step(1, 1), None)


def edited(number: int, *form_ids: FormId) -> ProjectUndoStep:
    """Return an edit of several forms, saved one after the other, the last as revision ``number``."""
    first = number - len(form_ids) + 1
    numbers = {form_id: first + place for place, form_id in enumerate(form_ids)}
    return ProjectUndoStep(number, "改状态", edit=BatchEdit(numbers))


def created(number: int, *form_ids: FormId) -> ProjectUndoStep:
    return ProjectUndoStep(number, "新建", RecycleBinMove(form_ids, into_bin=False))


def deleted(number: int, *form_ids: FormId) -> ProjectUndoStep:
    return ProjectUndoStep(number, "删除", RecycleBinMove(form_ids, into_bin=True))


def tree(*steps: ProjectUndoStep, undone: int = 0) -> ProjectUndoStack:
    """Return a stack of ``steps``, the last ``undone`` of them undone."""
    stack = ProjectUndoStack()
    for one in steps:
        stack.push(one)
    for one in reversed(steps[len(steps) - undone :]):
        stack.record(UNDO, one, one)
    return stack


def both(stack: ProjectUndoStack) -> tuple[list[ProjectUndoStep], list[ProjectUndoStep]]:
    """Return what can be undone and what can be redone, the latest first."""
    return list(stack.steps(UNDO)), list(stack.steps(REDO))


def test_steps_of_the_project_tree_go_from_undo_to_redo_and_back() -> None:
    stack = tree(created(1, A), deleted(2, A))
    stack.record(UNDO, deleted(2, A), deleted(3, A))
    assert both(stack) == ([created(1, A)], [deleted(3, A)])
    stack.record(UNDO, created(1, A), created(4, A))
    assert both(stack) == ([], [created(4, A), deleted(3, A)])
    stack.record(REDO, created(4, A), created(5, A))
    assert both(stack) == ([created(5, A)], [deleted(3, A)])


def test_a_new_step_of_the_tree_clears_redo() -> None:
    stack = tree(created(1, A), created(2, B), undone=1)
    stack.push(created(4, C))
    assert both(stack) == ([created(4, C), created(1, A)], [])


def test_redo_can_be_cleared_alone() -> None:
    stack = tree(created(1, A), created(2, B), undone=1)
    stack.clear_redo()
    assert both(stack) == ([created(1, A)], [])


def test_steps_that_were_passed_over_are_dropped() -> None:
    stack = tree(created(1, C), created(2, A), edited(4, A, B), edited(6, A, B))
    stack.record(UNDO, created(2, A), created(7, A))
    assert both(stack) == ([created(1, C)], [created(7, A)])


def test_an_edit_that_was_undone_in_part_can_be_undone_for_the_rest_and_redone_for_that_part() -> None:
    stack = tree(created(1, D), edited(4, A, B, C))
    stack.record(UNDO, edited(4, A, B, C), edited(5, A))
    assert both(stack) == ([edited(4, B, C), created(1, D)], [edited(5, A)])
    stack.record(UNDO, edited(4, B, C), edited(7, B, C))
    assert both(stack) == ([created(1, D)], [edited(7, B, C), edited(5, A)])


def test_purged_forms_take_their_steps_and_the_earlier_ones_along() -> None:
    steps = [created(1, A), edited(3, A, B), deleted(4, C), created(5, D), edited(7, A, B)]
    for gone, left in (([D], 1), ([C], 2), ([A], 0), ([A, D], 0), ([], 5)):
        for undone in (0, 5):
            stack = tree(*(steps if undone == 0 else reversed(steps)), undone=undone)
            stack.remove_forms(gone)
            undoable, redoable = both(stack)
            assert undoable + redoable == steps[::-1][:left]


def test_purged_forms_leave_what_can_be_undone_of_others_alone() -> None:
    stack = tree(created(1, A), created(2, B), undone=1)
    stack.remove_forms([B])
    assert both(stack) == ([created(1, A)], [])
    stack.remove_forms([A])
    assert both(stack) == ([], [])
