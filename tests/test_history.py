from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest

from perfeval_desktop.domain.form import Form, TemplateRef
from perfeval_desktop.domain.patch import HeadChange, Patch
from perfeval_desktop.history import Edited, History, Moved, ProjectHistory, ProjectStep, Step, Way
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


def step(number: int, made_by: int) -> Step:
    """Return the step of the revision ``made_by``, last brought about by ``number``."""
    return Step(number, f"第 {made_by} 号", patch(made_by))


def next_steps(history: History) -> tuple[Step | None, Step | None]:
    return history.next(UNDO), history.next(REDO)


def test_without_revisions_there_is_nothing_to_undo_or_redo() -> None:
    assert next_steps(History()) == (None, None)


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
    kinds: tuple[RevisionKind, ...], undoable: Step | None, redoable: Step | None
) -> None:
    assert next_steps(History(log(*kinds))) == (undoable, redoable)


def test_creating_deleting_and_restoring_leave_the_contents_and_so_the_stacks_alone() -> None:
    history = History(log(RevisionKind.CREATE, EDIT, EDIT, UNDO, RevisionKind.DELETE, RevisionKind.RESTORE))
    assert next_steps(history) == (step(2, 2), step(4, 3))


def test_a_history_that_is_followed_is_the_one_replayed_from_the_log() -> None:
    followed = History()
    for number, kind in enumerate((EDIT, EDIT, UNDO, REDO, UNDO, EDIT, EDIT, UNDO, UNDO, REDO), 1):
        if kind is EDIT:
            followed.did(step(number, number))
        elif kind is UNDO:
            followed.travelled(UNDO, number)
        else:
            followed.travelled(REDO, number)
    replayed = History(log(EDIT, EDIT, UNDO, REDO, UNDO, EDIT, EDIT, UNDO, UNDO, REDO))
    assert next_steps(followed) == next_steps(replayed) == (step(10, 6), step(8, 7))


@pytest.mark.parametrize(("way", "kinds", "year"), [(UNDO, (EDIT,), 0), (REDO, (EDIT, UNDO), 1)])
def test_a_step_is_applied_in_its_direction(way: Way, kinds: tuple[RevisionKind, ...], year: int) -> None:
    form = Form(TemplateRef("self", ""), 1 - year)
    assert History(log(*kinds)).applied(way, form) == replace(form, year=year)


def test_a_log_that_begins_with_an_undo_can_redo_what_it_took_back() -> None:
    undone = Step(1, "第 1 号", patch(1).inverse)
    assert next_steps(History(log(UNDO))) == (None, undone)
    assert next_steps(History(log(UNDO, REDO))) == (replace(undone, number=2), None)
    assert next_steps(History(log(EDIT, UNDO, UNDO))) == (None, Step(3, "第 3 号", patch(3).inverse))


def test_a_log_that_begins_with_a_redo_can_undo_what_it_brought_back() -> None:
    assert next_steps(History(log(REDO))) == (step(1, 1), None)


def edited(number: int, *form_ids: FormId) -> ProjectStep:
    """Return an edit of several forms, saved one after the other, the last as revision ``number``."""
    first = number - len(form_ids) + 1
    numbers = {form_id: first + place for place, form_id in enumerate(form_ids)}
    return ProjectStep(number, "改状态", Edited(numbers))


def created(number: int, *form_ids: FormId) -> ProjectStep:
    return ProjectStep(number, "新建", Moved(form_ids, away=False))


def deleted(number: int, *form_ids: FormId) -> ProjectStep:
    return ProjectStep(number, "删除", Moved(form_ids, away=True))


def tree(*steps: ProjectStep, undone: int = 0) -> ProjectHistory:
    """Return a history of ``steps``, the last ``undone`` of them undone."""
    history = ProjectHistory()
    for one in steps:
        history.did(one)
    for one in reversed(steps[len(steps) - undone :]):
        history.travelled(UNDO, one, one)
    return history


def both(history: ProjectHistory) -> tuple[list[ProjectStep], list[ProjectStep]]:
    """Return what can be undone and what can be redone, the latest first."""
    return list(history.steps(UNDO)), list(history.steps(REDO))


def test_the_way_back_of_a_move_is_the_opposite_move() -> None:
    assert Moved((A, B), away=True).inverse == Moved((A, B), away=False)


def test_an_edit_has_a_part_for_some_of_its_forms() -> None:
    edit = Edited({A: 3, B: 4, C: 5})
    assert edit.form_ids == (A, B, C)
    assert edit.without([B, D]) == Edited({A: 3, C: 5})


def test_steps_of_the_tree_go_from_one_side_to_the_other() -> None:
    history = tree(created(1, A), deleted(2, A))
    history.travelled(UNDO, deleted(2, A), deleted(3, A))
    assert both(history) == ([created(1, A)], [deleted(3, A)])
    history.travelled(UNDO, created(1, A), created(4, A))
    assert both(history) == ([], [created(4, A), deleted(3, A)])
    history.travelled(REDO, created(4, A), created(5, A))
    assert both(history) == ([created(5, A)], [deleted(3, A)])


def test_a_new_step_of_the_tree_clears_redo() -> None:
    history = tree(created(1, A), created(2, B), undone=1)
    history.did(created(4, C))
    assert both(history) == ([created(4, C), created(1, A)], [])


def test_redo_can_be_forgotten_alone() -> None:
    history = tree(created(1, A), created(2, B), undone=1)
    history.forget_redo()
    assert both(history) == ([created(1, A)], [])


def test_steps_that_were_passed_over_are_dropped() -> None:
    history = tree(created(1, C), created(2, A), edited(4, A, B), edited(6, A, B))
    history.travelled(UNDO, created(2, A), created(7, A))
    assert both(history) == ([created(1, C)], [created(7, A)])


def test_an_edit_that_was_undone_in_part_can_be_undone_for_the_rest_and_redone_for_that_part() -> None:
    history = tree(created(1, D), edited(4, A, B, C))
    history.travelled(UNDO, edited(4, A, B, C), edited(5, A))
    assert both(history) == ([edited(4, B, C), created(1, D)], [edited(5, A)])
    history.travelled(UNDO, edited(4, B, C), edited(7, B, C))
    assert both(history) == ([created(1, D)], [edited(7, B, C), edited(5, A)])


def test_forms_that_are_gone_take_their_steps_and_those_beneath_along() -> None:
    steps = [created(1, A), edited(3, A, B), deleted(4, C), created(5, D), edited(7, A, B)]
    for gone, left in (([D], 1), ([C], 2), ([A], 0), ([A, D], 0), ([], 5)):
        for undone in (0, 5):
            history = tree(*(steps if undone == 0 else reversed(steps)), undone=undone)
            history.forget(gone)
            undoable, redoable = both(history)
            assert undoable + redoable == steps[::-1][:left]


def test_forms_that_are_gone_leave_the_other_side_alone() -> None:
    history = tree(created(1, A), created(2, B), undone=1)
    history.forget([B])
    assert both(history) == ([created(1, A)], [])
    history.forget([A])
    assert both(history) == ([], [])
