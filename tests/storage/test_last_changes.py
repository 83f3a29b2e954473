from datetime import datetime, timedelta, timezone

from session_driver import FIRST, SECOND, SessionDriver
from small_forms import named

CHINA = timezone(timedelta(hours=8))
DAY = datetime(2026, 3, 1, tzinfo=CHINA)


def test_each_form_has_the_time_of_its_last_change(driver: SessionDriver) -> None:
    driver.store._clock = lambda: DAY
    first, second = driver.create(FIRST, SECOND)
    driver.store._clock = lambda: DAY + timedelta(days=1)
    driver.session.edit_many([second], lambda form: named(form, "丁项目"), "改名")
    # A clock that was set back changes nothing about which change is the last one.
    driver.store._clock = lambda: DAY - timedelta(days=9)
    driver.session.edit_many([first], lambda form: named(form, "丁项目"), "改名")
    assert driver.session.last_changes() == {
        first: DAY - timedelta(days=9),
        second: DAY + timedelta(days=1),
    }


def test_a_time_that_cannot_be_read_hides_no_other(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND)
    with driver.store.database.writing():
        driver.store.database.connection.execute(
            "UPDATE revision SET at = 'gestern' WHERE form_id = ?", (first,)
        )
    assert driver.session.last_changes().keys() == {second}
