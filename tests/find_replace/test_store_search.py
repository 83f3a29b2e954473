"""Finding a text in the forms of a store."""

from collections.abc import Sequence

import pytest

from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.find_replace import store_search
from perfeval_desktop.find_replace.matcher import Matcher
from perfeval_desktop.find_replace.query import Query
from perfeval_desktop.find_replace.store_search import FormMatches, search
from perfeval_desktop.store import FormId
from session_driver import FIRST, SECOND, THIRD, SessionDriver
from small_forms import PROJECT, clean_form, named


def found(driver: SessionDriver, sought: str, form_ids: Sequence[FormId] | None = None) -> list[FormMatches]:
    """Return what is found, all at once."""
    return [one for one in search(driver.session, Matcher(Query(text=sought)), form_ids) if one is not None]


def test_forms_of_the_whole_store_are_found_the_newest_first(driver: SessionDriver) -> None:
    first, second, third = driver.create(FIRST, SECOND.with_text(NOTE, "甲项目"), THIRD)
    assert [one[:3] for one in found(driver, "甲项目")] == [
        (second, "乙项目", "教师进修学院"),
        (first, "甲项目", "教师进修学院"),
    ]
    (only,) = found(driver, "丙项")
    assert only.form_id == third
    assert [one.place for one in only.found] == [PROJECT]


@pytest.mark.parametrize("few", [0, 200])
def test_chosen_forms_are_looked_through_in_their_order(
    driver: SessionDriver, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(store_search, "FEW", few)
    first, second, third = driver.create(FIRST, SECOND, THIRD)
    assert [one.form_id for one in found(driver, "项目", [third, first])] == [third, first]
    assert found(driver, "乙项目", [third, first]) == []
    assert [one.form_id for one in found(driver, "乙项目", [second])] == [second]


@pytest.mark.parametrize("few", [0, 200])
def test_deleted_forms_are_not_looked_through(
    driver: SessionDriver, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(store_search, "FEW", few)
    first, second = driver.create(FIRST, SECOND)
    driver.session.delete([first], "删除")
    assert [one.form_id for one in found(driver, "项目", [second, first])] == [second]
    assert [one.form_id for one in found(driver, "项目")] == [second]


def test_what_only_seems_to_be_there_is_not_found(driver: SessionDriver) -> None:
    driver.create(FIRST)
    assert found(driver, "level3") == []


def test_forms_that_cannot_be_read_are_passed_over(driver: SessionDriver) -> None:
    driver.create_without_template(FIRST)
    (second,) = driver.create(named(clean_form(), "乙项目"))
    assert [one.form_id for one in found(driver, "项目")] == [second]


def test_nothing_is_looked_for_without_a_text(driver: SessionDriver) -> None:
    driver.create(FIRST)
    assert [*search(driver.session, Matcher(Query(text="*")))] == []


def test_each_step_is_short(driver: SessionDriver) -> None:
    driver.create(FIRST, SECOND)
    steps = [*search(driver.session, Matcher(Query(text="甲项目")))]
    assert steps[0] is None
    assert len(steps) == 2
