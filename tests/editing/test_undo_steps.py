from perfeval_desktop.editing.undo_steps import BatchEdit, RecycleBinMove
from perfeval_desktop.store import FormId

A, B, C, D = (FormId(name) for name in "ABCD")


def test_the_inverse_of_a_move_is_the_opposite_move() -> None:
    assert RecycleBinMove((A, B), into_bin=True).inverse == RecycleBinMove((A, B), into_bin=False)


def test_a_batch_edit_has_a_part_for_some_of_its_forms() -> None:
    edit = BatchEdit({A: 3, B: 4, C: 5})
    assert edit.form_ids == (A, B, C)
    assert edit.last_number == 5
    assert edit.without([B, D]) == BatchEdit({A: 3, C: 5})
