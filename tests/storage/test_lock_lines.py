from datetime import date

from perfeval_desktop.lock_lines import LockLine
from session_driver import FIRST, SessionDriver

ALL = LockLine(date(2027, 1, 31))
OF_2023 = LockLine(date(2026, 2, 1), 2023, "按通知")


def test_a_store_without_lines_locks_nothing(driver: SessionDriver) -> None:
    assert driver.session.locking.lines() == []


def test_lines_are_kept_and_take_the_place_of_others(driver: SessionDriver) -> None:
    number = driver.store.latest_revision()
    driver.session.locking.set_lines([OF_2023, ALL])
    assert driver.store.latest_revision() == number + 1
    driver.restart()
    assert driver.session.locking.lines() == [ALL, OF_2023]
    driver.session.locking.set_lines([])
    assert driver.session.locking.lines() == []


def test_half_a_character_in_a_remark_is_none_that_a_file_refuses(driver: SessionDriver) -> None:
    driver.session.locking.set_lines([ALL._replace(remark="按通知\ud842")])
    assert [one.remark for one in driver.session.locking.lines()] == ["按通知�"]


def test_a_line_that_cannot_be_read_locks_nothing(driver: SessionDriver) -> None:
    driver.session.locking.set_lines([ALL, OF_2023])
    with driver.store.database.writing():
        driver.store.database.connection.execute("UPDATE lock_line SET day = 'bald' WHERE year = 0")
    assert driver.session.locking.lines() == [OF_2023]


def test_a_store_with_lines_is_sound(driver: SessionDriver) -> None:
    driver.create(FIRST)
    driver.session.locking.set_lines([ALL])
    assert driver.store.verify() == ()
