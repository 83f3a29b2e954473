from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from histories import revision
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.patch import difference
from perfeval_desktop.errors import StorageError
from perfeval_desktop.history.state_changes import StateChange, remarked, state_changes
from perfeval_desktop.store import FormId, Revision, RevisionKind
from session_driver import SessionDriver
from small_forms import TRAININGS, clean_form, with_cell

FORM = clean_form()
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def change(number: int, before: FormState, after: FormState) -> Revision:
    return revision(number, difference(replace(FORM, state=before), replace(FORM, state=after)))


def named(number: int, label: str) -> Revision:
    return revision(number, kind=RevisionKind.NAME, label=label)


SENT = change(1, FormState.DRAFT, FormState.IN_REVIEW)
BACK = change(3, FormState.IN_REVIEW, FormState.RETURNED)


def test_each_change_has_the_remark_that_stands_behind_it() -> None:
    edit = revision(5, difference(FORM, with_cell(TRAININGS, "actual", "13场")))
    log = [
        revision(0, kind=RevisionKind.CREATE),
        SENT,
        named(2, "送审稿\n请审"),
        BACK,
        named(4, "退回稿\n请核对"),
        edit,
    ]
    assert state_changes(log) == (
        StateChange(FormState.IN_REVIEW, SENT, "请审"),
        StateChange(FormState.RETURNED, BACK, "请核对"),
    )


def test_without_a_remark_or_with_the_name_of_another_version_there_is_none() -> None:
    log = [named(0, "送审稿\n早了"), SENT, named(2, "初稿\n别的"), BACK]
    assert [one.remark for one in state_changes(log)] == ["", ""]


def test_a_version_that_is_named_later_on_takes_no_remark_away() -> None:
    edit = revision(5, difference(FORM, with_cell(TRAININGS, "actual", "13场")))
    log = [BACK, named(4, "退回稿\n请核对"), edit, named(6, "退回稿"), named(7, "退回稿\n又一版")]
    assert [one.remark for one in state_changes(log)] == ["请核对"]


def test_a_remark_is_kept_by_the_log(driver: SessionDriver) -> None:
    first, second = driver.create(FORM, FORM)
    driver.session.open(first)
    driver.session.set_state([first, second], FormState.RETURNED)
    driver.notifications.clear()
    driver.session.name_versions([first, second], remarked(FormState.RETURNED, "请核对第3行"))
    assert [[line.form_id for line in one.listed] for one in driver.notifications] == [[first]]
    for form_id in (first, second):
        (returned,) = state_changes(driver.store.revisions(form_id))
        assert (returned.state, returned.remark) == (FormState.RETURNED, "请核对第3行")
    assert driver.labels() == ("状态改为被退回", None)
    driver.session.undo()
    lines = [one.line for one in state_changes(driver.store.revisions(first))]
    assert ["被退回 张三：“请核对第3行”" in line for line in lines] == [True, False]
    assert lines[1].endswith("　填报中（撤销） 张三")


def test_a_remark_on_several_forms_is_kept_for_all_or_none(driver: SessionDriver) -> None:
    first, second = driver.create(FORM, FORM)
    with pytest.raises(StorageError, match="没有改动"):
        driver.session.name_versions([first, FormId("purged"), second], remarked(FormState.FINAL, "好"))
    assert [one.kind for one in driver.store.revisions(first)] == [RevisionKind.CREATE]


def test_what_is_not_open_is_remarked_on_quietly(driver: SessionDriver) -> None:
    first, second = driver.create(FORM, FORM)
    driver.session.name_versions([first], remarked(FormState.FINAL, "好"))
    driver.session.open(second)
    driver.notifications.clear()
    driver.session.name_versions([first], remarked(FormState.FINAL, "好"))
    assert driver.notifications == []


def test_it_is_told_when_by_whom_and_why() -> None:
    made = replace(BACK, at=NOON, by="张三")
    assert (
        StateChange(FormState.RETURNED, made, "请核对\n第3行").words(date(2026, 12, 1))
        == "11月30日 张三：“请核对 第3行”"
    )
    assert StateChange(FormState.RETURNED, made).words(date(2027, 1, 1)) == "2026年11月30日 张三"
    nobody = replace(made, by="")
    assert StateChange(FormState.RETURNED, nobody, "好").words(date(2026, 12, 1)) == "11月30日：“好”"
