from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.errors import StorageError
from perfeval_desktop.evaluated_form import RULES_VERSION
from perfeval_desktop.store import FormId, Standing
from session_driver import FIRST, SECOND, THIRD, SessionDriver, evaluated

FINAL = replace(FIRST, state=FormState.FINAL)
OLD = Standing(Decimal(12), None, is_complete=False, errors=3, warnings=4, rules_version=RULES_VERSION - 1)


def create_old(driver: SessionDriver, *forms: Form, standing: Standing = OLD) -> tuple[FormId, ...]:
    """Add forms that stand as other rules said."""
    entries = [evaluated(FormId(""), form).entry for form in forms]
    old = [one._replace(outline=one.outline._replace(standing=standing)) for one in entries]
    return tuple(one.stored.form_id for one in driver.store.create(old, label="新建", by=""))


def test_standings_by_other_rules_are_renewed_bit_by_bit_and_notified(driver: SessionDriver) -> None:
    ids = create_old(driver, FIRST, SECOND, THIRD)
    (other,) = driver.create(FIRST)
    driver.notifications.clear()
    assert driver.session.renew_standings(2) == 1
    assert driver.session.renew_standings(2) == 0
    assert driver.session.renew_standings() == 0
    assert [len(one.listed) for one in driver.notifications] == [2, 1]
    lines = {line.form_id: line for line in driver.store.summaries()}
    assert {line.form_id for one in driver.notifications for line in one.listed} == set(ids)
    assert all(line == lines[line.form_id] for one in driver.notifications for line in one.listed)
    assert {line.standing for line in lines.values()} == {lines[other].standing}
    assert driver.store.latest_revision() == 4
    assert driver.labels() == (None, None)


def test_a_form_renewed_while_it_is_open_can_be_edited_on(driver: SessionDriver) -> None:
    (form_id,) = create_old(driver, FIRST)
    driver.session.open(form_id)
    driver.session.renew_standings()
    assert driver.session.commit(SECOND, "改名")
    assert driver.store.summaries() == [driver.store.load(form_id).summary]


def test_a_final_form_keeps_its_standing_and_shows_that_the_rules_say_otherwise(
    driver: SessionDriver,
) -> None:
    (form_id,) = create_old(driver, FINAL)
    assert driver.session.renew_standings() == 0
    driver.session.open(form_id)
    assert driver.shown.kept_standing == OLD
    assert driver.shown.standing.total == Decimal("99.90")
    assert driver.store.summaries()[0].standing == OLD
    driver.session.set_state([form_id], FormState.DRAFT)
    assert driver.shown.kept_standing is None
    assert driver.store.summaries()[0].standing == driver.shown.standing


def test_a_final_form_that_new_rules_leave_as_it_is_shows_nothing(driver: SessionDriver) -> None:
    same = evaluated(FormId(""), FINAL).standing._replace(rules_version=1)
    (form_id,) = create_old(driver, FINAL, standing=same)
    driver.session.open(form_id)
    assert driver.shown.kept_standing is None


def test_what_cannot_be_renewed_is_skipped(driver: SessionDriver) -> None:
    ids = create_old(driver, FIRST, SECOND, THIRD)
    driver.store.database.connection.execute("UPDATE rest SET value = '[' WHERE form_id = ?", (ids[0],))
    driver.store.database.connection.execute(
        "UPDATE form SET template = '?', digest = '' WHERE id = ?", (ids[1],)
    )
    assert driver.session.renew_standings(2) == 1
    assert driver.session.renew_standings(2) == 0
    assert [line.form_id for one in driver.notifications for line in one.listed] == [ids[2]]


def test_a_form_that_is_purged_meanwhile_is_skipped(driver: SessionDriver) -> None:
    ids = create_old(driver, FIRST, SECOND)
    assert driver.session.renew_standings(1) == 1
    left = next(one for one in ids if one != driver.notifications[0].listed[0].form_id)
    driver.session.delete([left], "删除")
    driver.session.purge([left])
    driver.notifications.clear()
    assert driver.session.renew_standings(1) == 0
    assert driver.notifications == []


def test_a_store_that_cannot_be_read_leaves_the_rest_to_be_renewed_later(driver: SessionDriver) -> None:
    create_old(driver, FIRST, SECOND)
    driver.session.renew_standings(1)
    driver.store.is_broken = True
    with pytest.raises(StorageError):
        driver.session.renew_standings()
    driver.store.is_broken = False
    assert driver.session.renew_standings() == 0
    assert {line.standing.rules_version for line in driver.store.summaries()} == {RULES_VERSION}


def test_in_a_store_opened_read_only_nothing_is_renewed(driver: SessionDriver) -> None:
    create_old(driver, FIRST)
    driver.restart(read_only=True)
    assert driver.session.renew_standings() == 0
    assert driver.notifications == []
    assert driver.store.summaries()[0].standing == OLD
