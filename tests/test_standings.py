from dataclasses import replace
from decimal import Decimal

import pytest

from editing_desk import FIRST, SECOND, THIRD, Desk, seen
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.errors import (
    StorageError,
)
from perfeval_desktop.evaluated_form import RULES_VERSION
from perfeval_desktop.store import (
    FormId,
    Standing,
)

FINAL = replace(FIRST, state=FormState.FINAL)
OLD = Standing(Decimal(12), None, is_complete=False, errors=3, warnings=4, rules_version=RULES_VERSION - 1)


def create_old(desk: Desk, *forms: Form, standing: Standing = OLD) -> tuple[FormId, ...]:
    """Add forms that stand as other rules said."""
    entries = [seen(FormId(""), form).entry for form in forms]
    old = [one._replace(outline=one.outline._replace(standing=standing)) for one in entries]
    return tuple(one.stored.form_id for one in desk.store.create(old, label="新建", by=""))


def test_standings_by_other_rules_are_renewed_bit_by_bit_and_told(desk: Desk) -> None:
    ids = create_old(desk, FIRST, SECOND, THIRD)
    (other,) = desk.create(FIRST)
    desk.told.clear()
    assert desk.session.renew_standings(2) == 1
    assert desk.session.renew_standings(2) == 0
    assert desk.session.renew_standings() == 0
    assert [len(one.listed) for one in desk.told] == [2, 1]
    lines = {line.form_id: line for line in desk.store.summaries()}
    assert {line.form_id for one in desk.told for line in one.listed} == set(ids)
    assert all(line == lines[line.form_id] for one in desk.told for line in one.listed)
    assert {line.standing for line in lines.values()} == {lines[other].standing}
    assert desk.store.latest_revision() == 4
    assert desk.labels() == (None, None)


def test_a_form_renewed_while_it_is_open_can_be_edited_on(desk: Desk) -> None:
    (form_id,) = create_old(desk, FIRST)
    desk.session.open(form_id)
    desk.session.renew_standings()
    assert desk.session.commit(SECOND, "改名")
    assert desk.store.summaries() == [desk.store.load(form_id).summary]


def test_a_final_form_keeps_its_standing_and_shows_that_the_rules_say_otherwise(desk: Desk) -> None:
    (form_id,) = create_old(desk, FINAL)
    assert desk.session.renew_standings() == 0
    desk.session.open(form_id)
    assert desk.shown.kept_standing == OLD
    assert desk.shown.standing.total == Decimal("99.90")
    assert desk.store.summaries()[0].standing == OLD
    desk.session.set_state([form_id], FormState.DRAFT)
    assert desk.shown.kept_standing is None
    assert desk.store.summaries()[0].standing == desk.shown.standing


def test_a_final_form_that_new_rules_leave_as_it_is_shows_nothing(desk: Desk) -> None:
    same = seen(FormId(""), FINAL).standing._replace(rules_version=1)
    (form_id,) = create_old(desk, FINAL, standing=same)
    desk.session.open(form_id)
    assert desk.shown.kept_standing is None


def test_what_cannot_be_renewed_is_passed_over(desk: Desk) -> None:
    ids = create_old(desk, FIRST, SECOND, THIRD)
    desk.store.database.connection.execute("UPDATE rest SET value = '[' WHERE form_id = ?", (ids[0],))
    desk.store.database.connection.execute(
        "UPDATE form SET template = '?', digest = '' WHERE id = ?", (ids[1],)
    )
    assert desk.session.renew_standings(2) == 1
    assert desk.session.renew_standings(2) == 0
    assert [line.form_id for one in desk.told for line in one.listed] == [ids[2]]


def test_a_form_that_is_purged_meanwhile_is_passed_over(desk: Desk) -> None:
    ids = create_old(desk, FIRST, SECOND)
    assert desk.session.renew_standings(1) == 1
    left = next(one for one in ids if one != desk.told[0].listed[0].form_id)
    desk.session.delete([left], "删除")
    desk.session.purge([left])
    desk.told.clear()
    assert desk.session.renew_standings(1) == 0
    assert desk.told == []


def test_a_store_that_cannot_be_read_leaves_the_rest_to_be_renewed_later(desk: Desk) -> None:
    create_old(desk, FIRST, SECOND)
    desk.session.renew_standings(1)
    desk.store.is_broken = True
    with pytest.raises(StorageError):
        desk.session.renew_standings()
    desk.store.is_broken = False
    assert desk.session.renew_standings() == 0
    assert {line.standing.rules_version for line in desk.store.summaries()} == {RULES_VERSION}


def test_in_a_store_opened_read_only_nothing_is_renewed(desk: Desk) -> None:
    create_old(desk, FIRST)
    desk.restart(read_only=True)
    assert desk.session.renew_standings() == 0
    assert desk.told == []
    assert desk.store.summaries()[0].standing == OLD
