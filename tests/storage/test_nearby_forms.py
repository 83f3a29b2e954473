import pytest

from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.errors import StorageError
from perfeval_desktop.store import FormId
from session_driver import SessionDriver
from small_forms import ONLY, clean_form, named


def form_of(unit: str, project: str = "培训", year: int = 2023, department: str = "区教育局") -> Form:
    form = named(clean_form(), project).with_year(year)
    form = form.with_text(Place("head", ONLY, "department"), department)
    return form.with_text(Place("head", ONLY, "implementing_unit"), unit)


def test_the_same_project_is_nearest_then_the_unit_then_the_department(driver: SessionDriver) -> None:
    far, beside, unit, earlier, last_year, own = driver.create(
        form_of("体育馆", department="区体育局", year=2024),
        form_of("小学", year=2020),
        form_of("学院", "图书"),
        form_of("学院", "2021年度培训", 2021),
        form_of("学院", "培训（2022 年）", 2022),
        form_of("学院", "培训（2023 年）"),
    )
    assert driver.store.nearby(own, 9) == ([last_year, earlier], [unit], [beside, far])
    assert driver.store.nearby(own, 4) == ([last_year, earlier], [unit], [beside])


def test_what_is_in_the_recycle_bin_is_not_near(driver: SessionDriver) -> None:
    gone, own = driver.create(form_of("学院"), form_of("学院"))
    driver.session.delete([gone], "删除")
    assert driver.store.nearby(own, 9) == ([], [], [])


def test_names_that_are_not_filled_in_make_nothing_near(driver: SessionDriver) -> None:
    other, own = driver.create(form_of("", "", department=""), form_of("", "", department=""))
    assert driver.store.nearby(own, 9) == ([], [], [other])


def test_to_an_unknown_form_nothing_is_near(driver: SessionDriver) -> None:
    driver.create(form_of("学院"))
    assert driver.store.nearby(FormId("x"), 9) == ([], [], [])


def test_a_line_that_cannot_be_read_is_damage(driver: SessionDriver) -> None:
    other, own = driver.create(form_of("学院"), form_of("学院"))
    driver.store.database.connection.execute("UPDATE form SET project = x'00' WHERE id = ?", (other,))
    driver.store.database.connection.commit()
    with pytest.raises(StorageError):
        driver.store.nearby(own, 9)
