from datetime import date

import pytest

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import LockedFormError
from perfeval_desktop.lock_lines import LockLine
from session_driver import FIRST, FULL, SECOND, SessionDriver
from small_forms import named

PASSED, AHEAD = date(2001, 1, 1), date(2098, 1, 1)
LOCKED = LockLine(PASSED, 2023, "按通知")


def test_a_form_behind_the_line_takes_no_changes_until_it_is_unlocked_once(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    assert driver.session.takes_changes
    driver.session.locking.set_lines([LOCKED])
    assert driver.session.locking.line == LOCKED
    assert not driver.session.takes_changes
    driver.session.locking.unlock()
    assert driver.session.locking.line is None
    assert driver.session.takes_changes
    notes = [one for one in driver.session.revisions() if one.label.startswith("锁定后修改\n")]
    assert [(one.label, one.by) for one in notes] == [("锁定后修改\n截止日 2001-01-01 已过", "张三")]
    # For good, until there is another day.
    driver.restart(form_id)
    assert driver.session.takes_changes
    driver.session.locking.unlock()
    assert len(driver.session.revisions()) == 2
    driver.session.locking.set_lines([LOCKED._replace(day=date(2002, 2, 2))])
    assert not driver.session.takes_changes


def test_a_line_ahead_or_of_another_year_locks_nothing(driver: SessionDriver) -> None:
    driver.open_new()
    for line in (LockLine(AHEAD), LockLine(PASSED, 2022)):
        driver.session.locking.set_lines([line])
        assert driver.session.takes_changes
    driver.session.open(None)
    driver.session.locking.set_lines([LockLine(PASSED)])
    assert driver.session.locking.line is None


def test_forms_behind_the_line_are_not_changed_along_with_others(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND.with_year(2022))
    driver.session.locking.set_lines([LOCKED])
    with pytest.raises(LockedFormError, match=r"“甲项目”的截止日 2001-01-01（按通知） 已过，没有改动。"):
        driver.session.edit_many([first], lambda form: named(form, "x"), "改名")
    changed = {second: named(driver.saved(second), "x"), first: named(FIRST, "x")}
    with pytest.raises(LockedFormError):
        driver.session.take_in((), changed, "导入")
    assert driver.saved(second) == SECOND.with_year(2022)
    driver.session.open(first)
    driver.session.locking.unlock()
    driver.session.take_in((), changed, "导入")
    assert driver.saved(first) == named(FIRST, "x")


def test_a_form_without_a_name_is_told_of_as_well(driver: SessionDriver) -> None:
    (form_id,) = driver.create(named(FIRST, ""))
    driver.session.locking.set_lines([LOCKED])
    with pytest.raises(LockedFormError, match=r"^有一张表的截止日"):
        driver.session.edit_many([form_id], lambda form: named(form, "x"), "改名")


def test_its_state_can_be_changed(driver: SessionDriver) -> None:
    (form_id,) = driver.create(FIRST)
    driver.session.locking.set_lines([LOCKED])
    driver.session.set_state([form_id], FormState.RETURNED)
    assert driver.saved(form_id).state is FormState.RETURNED


def test_what_is_being_typed_is_not_locked_out(driver: SessionDriver) -> None:
    driver.open_new()
    driver.session.preview(named(FIRST, "x"))
    driver.store.room = 0
    assert not driver.session.commit(named(FIRST, "x"), "改名")
    with pytest.raises(type(FULL)):
        driver.session.locking.set_lines([LOCKED])
    driver.store.set_lock_lines([LOCKED], by="李四")
    driver.session._open_form.renew_lock()
    assert driver.session.takes_changes
    driver.store.room = None
    assert driver.session.retry()
    assert driver.present == named(FIRST, "x")
