"""The texts of many forms at once."""

from collections.abc import Mapping

import pytest

from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId, RowTexts, StoredForm
from storage.examples import FORM, GRID, add, named, with_cell


def texts(store: Store, *stored: StoredForm) -> list[RowTexts]:
    return store.texts_of([one.form_id for one in stored])


def cells(found: list[RowTexts], form: StoredForm) -> list[tuple[str, str, Mapping[str, str]]]:
    return [(row.block, row.row, row.cells) for row in found if row.form_id == form.form_id]


def test_all_rows_of_the_forms_are_returned_and_no_others(store: Store) -> None:
    first, second, other = add(store, *(named(name, FORM) for name in ("甲", "乙", "丙")))
    found = texts(store, first, second)
    for stored in (first, second):
        assert cells(found, stored) == [
            (block, row.id, row.cells) for block, rows in sorted(stored.form.tables.items()) for row in rows
        ]
    assert cells(found, other) == []


def test_unknown_forms_have_none(store: Store) -> None:
    assert store.texts_of([FormId("nobody")]) == []
    assert store.texts_of([]) == []


@pytest.mark.parametrize("damaged", ["'{\"level3\":1}'", "'{'", "x'ff'", "7", "CAST(x'ff' AS TEXT)"])
def test_a_damaged_row_hides_no_other(store: Store, damaged: str) -> None:
    harmed, whole = add(store, with_cell(1, "level3", "丁", named("甲", FORM)), named("乙", FORM))
    store.database.connection.execute(
        f"UPDATE \"row\" SET cells = {damaged} WHERE form_id = ? AND id = 'r1'",  # noqa: S608  # of this test
        [harmed.form_id],
    )
    found = texts(store, harmed, whole)
    assert cells(found, whole) == cells(texts(store, whole), whole)
    assert (GRID, "r1") not in [(block, row) for block, row, _ in cells(found, harmed)]
