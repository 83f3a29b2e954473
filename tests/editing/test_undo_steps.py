import pytest

from perfeval_desktop.domain.patch import difference
from perfeval_desktop.editing.undo_steps import BatchEdit, RecycleBinMove, applied
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.store import FormId
from small_forms import PROJECT, clean_form

FORM = clean_form()

A, B, C, D = (FormId(name) for name in "ABCD")


def test_the_inverse_of_a_move_is_the_opposite_move() -> None:
    assert RecycleBinMove((A, B), into_bin=True).inverse == RecycleBinMove((A, B), into_bin=False)


def test_a_batch_edit_has_a_part_for_some_of_its_forms() -> None:
    edit = BatchEdit({A: 3, B: 4, C: 5})
    assert edit.form_ids == (A, B, C)
    assert edit.last_number == 5
    assert edit.without([B, D]) == BatchEdit({A: 3, C: 5})


def test_a_patch_that_does_not_fit_is_damage_told_with_what_can_still_be_done() -> None:
    after = FORM.with_text(PROJECT, "改名")
    assert applied(difference(FORM, after), FORM) == after
    with pytest.raises(StorageError, match=r"修改记录与内容对不上.*备份") as told:
        applied(difference(FORM, after), after)
    assert told.value.kind is StorageErrorKind.CORRUPT
