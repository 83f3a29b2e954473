"""Looking through the texts of all forms as they are stored."""

from collections import Counter
from collections.abc import Callable

import pytest

from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage import text_scan
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from storage.examples import FORM, add, named


def scanned(store: Store, may_hold: Callable[[str], bool]) -> list[FormId]:
    """Return all forms that may hold something, as often as they are returned."""
    found, following = store.scan_texts(may_hold, 0)
    while following is not None:
        more, following = store.scan_texts(may_hold, following)
        found += more
    return found


def test_forms_are_found_by_any_of_their_rows(store: Store) -> None:
    first, second, _ = add(store, *(named(name, FORM) for name in ("甲甲", "乙甲甲", "丙")))
    assert set(scanned(store, lambda cells: "甲甲" in cells)) == {first.form_id, second.form_id}
    assert scanned(store, lambda _: False) == []


def test_forms_in_the_recycle_bin_are_left_out(store: Store) -> None:
    first, second = add(store, *(named(name, FORM) for name in ("甲甲", "乙甲甲")))
    store.delete([first.form_id], label="删除", by="")
    assert scanned(store, lambda cells: "甲甲" in cells) == [second.form_id]


def test_an_empty_store_has_none(store: Store) -> None:
    assert store.scan_texts(lambda _: True, 0) == ([], None)


def test_rows_are_looked_through_some_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_scan, "_NUMBERS_AT_ONCE", 5)
    forms = add(store, *(named(name, FORM) for name in ("甲", "乙", "丙")))
    looked_through = Counter[str]()
    first = store.scan_texts(lambda cells: bool(looked_through.update([cells])), 0)
    assert looked_through.total() <= 5
    assert first.following is not None
    assert set(scanned(store, lambda _: True)) == {one.form_id for one in forms}


@pytest.mark.parametrize("damaged", ["x'ff'", "7", "CAST(x'ff' AS TEXT)"])
def test_what_cannot_be_read_hides_nothing(store: Store, damaged: str) -> None:
    harmed, whole = add(store, named("甲", FORM), named("甲", FORM))
    store.database.connection.execute(
        f"UPDATE \"row\" SET cells = {damaged} WHERE form_id = ? AND id = 'r1'",  # noqa: S608  # of this test
        [harmed.form_id],
    )
    assert set(scanned(store, lambda cells: "甲" in cells)) == {harmed.form_id, whole.form_id}


def test_a_store_that_cannot_be_read_says_so(store: Store) -> None:
    store.database.connection.execute('DROP TABLE "row"')
    with pytest.raises(StorageError):
        store.scan_texts(lambda _: True, 0)
