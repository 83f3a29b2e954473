from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up, restore_backup
from perfeval_desktop.storage.store import Store
from session_driver import FIRST, FULL, SECOND, THIRD, SessionDriver, evaluated, notified
from small_forms import CATALOGUE, SELF


def test_at_first_nothing_is_open(driver: SessionDriver) -> None:
    session = driver.session
    assert (session.present, session.shown, session.revisions()) == (None, None, ())
    assert driver.labels() == (None, None)
    assert not session.is_read_only
    assert session.templates is CATALOGUE


def test_without_an_open_form_there_is_nothing_to_undo_redo_or_retry(driver: SessionDriver) -> None:
    assert not driver.session.undo()
    assert not driver.session.redo()
    assert driver.session.retry()
    assert driver.notifications == []


@pytest.mark.parametrize(
    "use",
    [
        lambda session: session.base,
        lambda session: session.preview(None),
        lambda session: session.preview(FIRST),
        lambda session: session.commit(FIRST, "改"),
        lambda session: session.discard_pending(),
        lambda session: session.revert_to(1, "恢复"),
    ],
)
def test_to_edit_without_an_open_form_is_a_bug(
    driver: SessionDriver, use: Callable[[EditingSession], object]
) -> None:
    with pytest.raises(RuntimeError, match="no form is open"):
        use(driver.session)


def test_a_form_can_be_read_without_being_opened(driver: SessionDriver) -> None:
    form_id, _ = driver.create(FIRST, SECOND)
    assert driver.session.load(form_id) == FIRST
    assert driver.session.shown is None


def test_the_tree_and_the_bin_are_the_stores(driver: SessionDriver) -> None:
    kept, gone = driver.create(FIRST, SECOND)
    driver.session.delete([gone], "删除")
    assert [one.form_id for one in driver.session.summaries()] == [kept]
    assert [one.form_id for one in driver.session.bin()] == [gone]


def test_reloading_begins_anew_on_a_store_whose_whole_content_was_replaced(
    driver: SessionDriver, tmp_path: Path
) -> None:
    (made,) = driver.session.create([FIRST], "新建")
    driver.session.open(made)
    driver.session.commit(SECOND, "改")
    backup = back_up(driver.store, tmp_path / "备份")
    driver.session.commit(THIRD, "再改")
    driver.session.set_state([made], FormState.IN_REVIEW)
    restore_backup(driver.store, backup.path, tmp_path / "备份")
    driver.store.room = 0
    driver.session.commit(FIRST, "改回")
    before = driver.shown
    assert before.save_error is FULL
    driver.notifications.clear()
    driver.session.reload()
    assert driver.notifications == [notified(before, None)]
    assert driver.session.present is None
    # What was done in the tree before the backup was made can be undone in it.
    assert driver.labels() == ("新建", None)

    driver.store.room = None
    driver.session.open(made)
    assert driver.labels() == ("改", None)
    driver.session.undo()
    assert driver.present == driver.saved(made) == FIRST


def test_a_read_only_store_shows_and_refuses(driver: SessionDriver) -> None:
    form_id, gone = driver.create(FIRST, SECOND)
    driver.store.delete([gone], label="删除", by="")
    driver.restart(form_id, read_only=True)
    session = driver.session
    assert session.is_read_only
    assert driver.shown == evaluated(form_id, FIRST)
    assert session.commit(FIRST, "没改")
    assert not session.commit(SECOND, "改名")
    assert driver.shown.save_error is not None
    assert driver.shown.save_error.kind is StorageErrorKind.READ_ONLY
    session.discard_pending()
    changes: list[Callable[[], object]] = [
        lambda: session.create([THIRD], "新建"),
        lambda: session.delete([form_id], "删除"),
        lambda: session.restore([gone], "恢复"),
        lambda: session.purge([gone]),
        lambda: session.set_state([form_id], FormState.FINAL),
    ]
    for change in changes:
        with pytest.raises(StorageError) as caught:
            change()
        assert caught.value.kind is StorageErrorKind.READ_ONLY
    assert driver.listed == [form_id]
    assert driver.labels() == (None, None)


def test_any_mapping_of_templates_will_do(tmp_path: Path) -> None:
    templates: dict[str, Template] = {SELF.id: SELF}
    with Store.open(tmp_path / "绩效自评.perfeval") as store:
        session = EditingSession(store, templates)
        (form_id,) = session.create([FIRST], "新建")
        session.open(form_id)
        assert session.shown is not None
        assert session.shown.sheet.total == Decimal("99.90")
