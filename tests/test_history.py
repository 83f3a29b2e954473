from datetime import UTC, datetime
from typing import Final

import pytest

from perfeval_desktop.domain.patch import FieldChange, Patch
from perfeval_desktop.history import Edited, History, Moved, ProjectHistory, ProjectStep, Step
from perfeval_desktop.storage.records import FormId, Revision, RevisionKind

EDIT: Final = RevisionKind.EDIT
UNDO: Final = RevisionKind.UNDO
REDO: Final = RevisionKind.REDO
AT = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)
A, B, C, D = (FormId(name) for name in "ABCD")


def patch(name: str) -> Patch:
    return Patch((FieldChange("project", "", name),), None)


def log(*kinds: RevisionKind) -> list[Revision]:
    """Return a log whose revisions are numbered from 1, each with a label and a patch of its own."""
    return [
        Revision(number, A, kind, f"第 {number} 号", patch(str(number)), AT)
        for number, kind in enumerate(kinds, 1)
    ]


def step(number: int, made_by: int) -> Step:
    """Return the step of the revision ``made_by``, last brought about by ``number``."""
    return Step(number, f"第 {made_by} 号", patch(str(made_by)))


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


def edited(number: int, *form_ids: FormId) -> ProjectStep:
    return ProjectStep(number, "改状态", Edited({form_id: patch(form_id) for form_id in form_ids}))


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
        history.travelled(UNDO, one.number, one.change)
    return history


def numbers(history: ProjectHistory) -> tuple[list[int], list[int]]:
    """Return the numbers of what can be undone and of what can be redone, top last."""
    return [one.number for one in history._done], [one.number for one in history._undone]


def test_the_way_back_of_a_move_is_the_opposite_move() -> None:
    assert Moved((A, B), away=True).inverse == Moved((A, B), away=False)


def test_the_tree_is_undone_and_redone_from_the_top() -> None:
    history = tree(created(1, A), deleted(2, A))
    assert history.next(UNDO) == deleted(2, A)
    history.travelled(UNDO, 3, Moved((A,), away=True))
    assert (history.next(UNDO), history.next(REDO)) == (created(1, A), deleted(3, A))
    history.travelled(REDO, 4, Moved((A,), away=True))
    assert (history.next(UNDO), history.next(REDO)) == (deleted(4, A), None)


def test_a_new_step_of_the_tree_clears_redo() -> None:
    history = tree(created(1, A), created(2, B), undone=1)
    history.did(created(4, C))
    assert numbers(history) == ([1, 4], [])


def test_redo_can_be_forgotten_alone() -> None:
    history = tree(created(1, A), created(2, B), undone=1)
    history.forget_redo()
    assert numbers(history) == ([1], [])


def test_an_edit_that_was_undone_in_part_can_be_undone_for_the_rest_and_redone_for_that_part() -> None:
    history = tree(edited(3, A, B, C))
    history.travelled(UNDO, 4, Edited({A: patch(A)}))
    assert history.next(UNDO) == edited(3, B, C)
    assert history.next(REDO) == edited(4, A)
    history.travelled(UNDO, 6, Edited({B: patch(B), C: patch(C)}))
    assert numbers(history) == ([], [4, 6])


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        # Moves and the edits of other forms do not mind.
        ([created(1, A), edited(2, B, C), deleted(3, A)], [1, 2, 3]),
        ([created(1, A), edited(2, A, B), deleted(3, A)], [1, 3]),
        # Beneath an edit that does not fit, no edit of its forms does.
        ([edited(1, B, C), edited(2, C, D), edited(3, A, B)], [2]),
        ([edited(1, C, D), edited(2, B, C), edited(3, A, B)], []),
        # One above it does.
        ([edited(1, A, B), edited(2, B, C)], [2]),
    ],
)
def test_a_form_edited_by_itself_takes_the_edits_it_took_part_in_out_of_the_tree(
    steps: list[ProjectStep], left: list[int]
) -> None:
    history = tree(*steps)
    history.forget(edited=[A])
    assert numbers(history) == (left, [])


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([created(1, B), edited(2, B, C), deleted(3, B)], [1, 2, 3]),
        ([created(1, A), created(2, B), edited(3, A, B), deleted(4, A)], [2]),
        # What else was in a dropped move stays where it is now: no step beneath can count on another place.
        ([created(1, B), edited(2, B, C), deleted(3, A, B)], []),
        # What else was in a dropped edit may still move.
        ([created(1, B), edited(2, A, B)], [1]),
    ],
)
def test_a_purged_form_takes_its_steps_along(steps: list[ProjectStep], left: list[int]) -> None:
    history = tree(*steps)
    history.forget(purged=[A])
    assert numbers(history) == (left, [])


def test_steps_that_do_not_fit_are_forgotten_in_redo_as_well() -> None:
    history = tree(edited(1, A, B), edited(2, B, C), edited(3, A, C), undone=2)
    history.forget(edited=[A])
    assert numbers(history) == ([], [2])
