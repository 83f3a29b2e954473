import json

import pytest

from perfeval_desktop.storage.version_1.raw import RawForm, RawRevision, RawRow, Step, steps_of
from perfeval_desktop.storage.version_1.row_ids import Named, named_steps

Rows = list[RawRow]


def rows(*names: str) -> Rows:
    """Return rows, each named by its letters: level 3, and behind a slash its actual."""
    parts = (name.partition("/") for name in names)
    return [{"level3": name, **({"actual": actual} if actual else {})} for name, _, actual in parts]


def log(*steps: tuple[str, Rows]) -> tuple[RawForm, list[Step]]:
    """Return the first form and the steps of a log: kinds, each with the grid after it."""
    values = {"template": "t"}
    before: Rows = []
    revisions = []
    for number, (kind, after) in enumerate(steps, 1):
        start = next(
            (at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None
        )
        start = min(len(before), len(after)) if start is None else start
        tail = 0
        while tail < min(len(before), len(after)) - start and before[-1 - tail] == after[-1 - tail]:
            tail += 1
        patch: dict[str, object] = {}
        if before != after and kind != "create":
            patch["splice"] = {
                "start": start,
                "before": before[start : len(before) - tail],
                "after": after[start : len(after) - tail],
            }
        revisions.append(RawRevision(number, kind, "改", "", json.dumps(patch)))
        before = after
    made = steps_of(RawForm(values, tuple(before)), revisions)
    return made[0].before, made


def ids(*steps: tuple[str, Rows]) -> list[str]:
    """Return the ids after each step, by their numbers alone."""
    return ["".join(name.removeprefix("r") for name in one.ids) for one in named(*steps)]


def named(*steps: tuple[str, Rows]) -> list[Named]:
    first, made = log(*steps)
    return named_steps(first, made)[1:]


def test_rows_are_numbered_as_they_appear() -> None:
    assert ids(
        ("create", rows("a", "b")), ("edit", rows("a", "x", "b")), ("edit", rows("a", "x", "b", "y"))
    ) == ["12", "132", "1324"]


def test_a_changed_cell_leaves_the_row_the_same() -> None:
    assert ids(
        ("create", rows("a", "b", "c")), ("edit", rows("a", "b/1", "c")), ("edit", rows("a", "x", "c"))
    ) == [
        "123",
        "123",
        "123",
    ]


def test_a_row_that_is_moved_takes_its_id_along() -> None:
    assert ids(
        ("create", rows("a", "b", "c", "d")),
        ("edit", rows("b", "c", "d", "a")),
        ("edit", rows("a", "b", "c", "d")),
    ) == ["1234", "2341", "1234"]


def test_rows_that_are_removed_leave_the_others_theirs() -> None:
    assert ids(("create", rows("a", "b", "c", "d")), ("edit", rows("b", "c"))) == ["1234", "23"]


def test_a_row_that_becomes_equal_to_another_keeps_its_own_id() -> None:
    assert ids(("create", rows("a", "b")), ("edit", rows("b", "b"))) == ["12", "12"]


def test_cells_pasted_over_the_last_row_and_below_it_make_one_new_row() -> None:
    assert ids(("create", rows("a", "b")), ("edit", rows("a", "b/1", "c"))) == ["12", "123"]


def test_what_an_undo_brings_back_has_the_id_it_had() -> None:
    steps = (
        ("create", rows("a", "b", "c")),
        ("edit", rows("a", "c")),
        ("edit", rows("a")),
        ("undo", rows("a", "c")),
        ("undo", rows("a", "b", "c")),
        ("redo", rows("a", "c")),
        ("redo", rows("a")),
    )
    assert ids(*steps) == ["123", "13", "1", "13", "123", "13", "1"]


def test_an_undo_takes_back_how_many_rows_were_made() -> None:
    steps = [("create", rows("a")), ("edit", rows("a", "b")), ("undo", rows("a")), ("edit", rows("a", "c"))]
    assert [one.made for one in named(*steps)] == [1, 2, 1, 2]
    assert ids(*steps) == ["1", "12", "1", "12"]


def test_a_new_edit_clears_what_could_be_redone() -> None:
    steps = [
        ("create", rows("a")),
        ("edit", rows("a", "b")),
        ("undo", rows("a")),
        ("edit", rows("x")),
        # Nothing can be redone here; a log that says so all the same is not believed.
        ("redo", rows("x", "y")),
    ]
    assert ids(*steps) == ["1", "12", "1", "1", "12"]


def test_deleting_and_restoring_are_no_steps() -> None:
    steps = [
        ("create", rows("a")),
        ("edit", rows("a", "b")),
        ("delete", rows("a", "b")),
        ("restore", rows("a", "b")),
        ("undo", rows("a")),
    ]
    assert ids(*steps) == ["1", "12", "12", "12", "1"]


@pytest.mark.parametrize("kind", ["undo", "redo"])
def test_a_log_that_does_not_fit_itself_still_names_every_row(kind: str) -> None:
    steps = [("create", rows("a", "b")), ("edit", rows("a")), ("undo", rows("a", "b", "c"))]
    if kind == "redo":
        steps[2:] = [("undo", rows("a", "b")), ("redo", rows("a", "b", "c"))]
    assert [len(one.ids) for one in named(*steps)] == [len(after) for _, after in steps]
    assert all(len(set(one.ids)) == len(one.ids) for one in named(*steps))


def test_blank_rows_are_told_apart() -> None:
    blank: Rows = [{}]
    assert ids(("create", blank * 2), ("edit", blank * 3), ("edit", [*blank, {"level3": "a"}, *blank])) == [
        "12",
        "123",
        "123",
    ]
