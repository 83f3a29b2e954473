from dataclasses import replace
from pathlib import Path

import pytest

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import StorageError
from perfeval_desktop.renaming.name_fields import DEPARTMENT, IMPLEMENTING_UNIT, NameField
from perfeval_desktop.renaming.renaming import NewName, Renamed, Renaming, Scope
from perfeval_desktop.templates import TemplateCatalogue
from session_driver import SessionDriver
from short_forms import at
from small_forms import CATALOGUE, SELF_TEXT, clean_form

# Has a contact, and says once more which unit it is.
CONTACT = NameField("联系人")
WITH_CONTACT = read_template(
    SELF_TEXT.replace('id = "self"', 'id = "contact"')
    .replace(
        '["department", "implementing_unit"]]', '["department", "implementing_unit"], ["contact", "by"]]'
    )
    .replace(
        '    { role = "implementing_unit", label = "实施单位" },\n',
        '    { role = "implementing_unit", label = "实施单位" },\n'
        '    { key = "contact", label = "联系人：", kind = "line" },\n'
        '    { key = "by", label = "填报单位：", kind = "line" },\n',
    ),
    source="contact.toml",
)
UNIT = at("head.only.implementing_unit")


def of_unit(unit: str, *, year: int = 2023, state: FormState = FormState.DRAFT) -> Form:
    return replace(clean_form().with_text(UNIT, unit), year=year, state=state)


def with_contact(contact: str, by: str) -> Form:
    form = replace(
        clean_form(), template=replace(clean_form().template, id="contact", digest=WITH_CONTACT.digest)
    )
    return form.with_text(at("head.only.contact"), contact).with_text(at("head.only.by"), by)


@pytest.fixture
def contacts(driver: SessionDriver) -> SessionDriver:
    driver.restart(catalogue={**CATALOGUE, "contact": WITH_CONTACT})
    return driver


def test_several_old_names_become_one_new_name_in_one_step(driver: SessionDriver) -> None:
    ids = driver.create(of_unit("一中心"), of_unit("二中心"), of_unit("三中心"))
    merged = NewName(IMPLEMENTING_UNIT, frozenset({"一中心", "二中心"}), "新中心")
    assert Renaming(driver.session).rename(merged, ids) == Renamed(2, ())
    assert [driver.saved(one).text(*UNIT) for one in ids] == ["新中心", "新中心", "三中心"]
    assert driver.labels() == ("实施单位 2 个名称更名为“新中心”", None)
    driver.session.undo()
    assert [driver.saved(one).text(*UNIT) for one in ids] == ["一中心", "二中心", "三中心"]


def test_final_forms_stay_as_they_are(driver: SessionDriver) -> None:
    ids = driver.create(of_unit("一中心"), of_unit("一中心", state=FormState.FINAL))
    change = NewName(IMPLEMENTING_UNIT, frozenset({"一中心"}), "新中心")
    assert Renaming(driver.session).rename(change, ids) == Renamed(1, ())
    assert [driver.saved(one).text(*UNIT) for one in ids] == ["新中心", "一中心"]
    assert driver.labels()[0] == "实施单位“一中心”更名为“新中心”"


def test_all_are_renamed_or_none(driver: SessionDriver) -> None:
    ids = driver.create(of_unit("一中心"), of_unit("一中心"))
    renaming = Renaming(driver.session)
    driver.store.is_broken = True
    with pytest.raises(StorageError):
        renaming.rename(NewName(IMPLEMENTING_UNIT, frozenset({"一中心"}), "新中心"), ids)
    driver.store.is_broken = False
    assert [driver.saved(one).text(*UNIT) for one in ids] == ["一中心", "一中心"]
    assert driver.labels() == (None, None)


def test_nothing_to_rename_is_no_step(driver: SessionDriver) -> None:
    ids = driver.create(of_unit("一中心"))
    assert Renaming(driver.session).rename(NewName(DEPARTMENT, frozenset({"没有"}), "新"), ids) == Renamed(
        0, ()
    )
    assert driver.labels() == (None, None)


def test_a_form_whose_template_is_gone_is_told(driver: SessionDriver) -> None:
    (form_id,) = driver.create_without_template(of_unit("一中心"))
    (other,) = driver.create(of_unit("一中心"))
    change = NewName(IMPLEMENTING_UNIT, frozenset({"一中心"}), "新中心")
    forms, left = Renaming(driver.session).rename(change, [form_id, other])
    assert forms == 1
    assert [one.startswith("没有名为“beijing-2030”的模板") for one in left] == [True]


def test_names_are_read_from_the_list_and_the_blank_ones_left_out(driver: SessionDriver) -> None:
    driver.create(of_unit("一中心"), of_unit(""))
    (form,) = Renaming(driver.session).named(IMPLEMENTING_UNIT)
    assert form.names == ("一中心",)
    assert [one.names for one in Renaming(driver.session).named(DEPARTMENT)] == [("区教育局",)] * 2


def test_contacts_are_fields_where_a_template_of_the_forms_has_them(contacts: SessionDriver) -> None:
    assert Renaming(contacts.session).fields == (DEPARTMENT, IMPLEMENTING_UNIT)
    contacts.session.create([with_contact("张三", "教师进修学院"), with_contact("", "")], "新建")
    renaming = Renaming(contacts.session)
    assert renaming.fields == (DEPARTMENT, IMPLEMENTING_UNIT, CONTACT)
    assert [one.names for one in renaming.named(CONTACT)] == [("张三",)]
    form_id = renaming.named(CONTACT)[0].summary.form_id
    renaming.rename(NewName(CONTACT, frozenset({"张三"}), "李四"), [form_id])
    assert contacts.saved(form_id).text(*at("head.only.contact")) == "李四"


def test_the_unit_is_renamed_wherever_the_form_says_it(contacts: SessionDriver) -> None:
    (form_id,) = contacts.session.create([with_contact("张三", "进修学院")], "新建")
    renaming = Renaming(contacts.session)
    assert [one.names for one in renaming.named(IMPLEMENTING_UNIT)] == [("教师进修学院", "进修学院")]
    both = frozenset({"教师进修学院", "进修学院"})
    renaming.rename(NewName(IMPLEMENTING_UNIT, both, "教师发展学院"), [form_id])
    form = contacts.saved(form_id)
    assert (form.text(*UNIT), form.text(*at("head.only.by"))) == ("教师发展学院", "教师发展学院")


def test_a_template_that_cannot_be_read_has_only_the_fields_of_the_list(
    driver: SessionDriver, tmp_path: Path
) -> None:
    driver.create(of_unit("一中心"))
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "self.toml").write_text("kaputt", encoding="utf-8")
    driver.restart(catalogue=TemplateCatalogue(folder))
    renaming = Renaming(driver.session)
    assert renaming.fields == (DEPARTMENT, IMPLEMENTING_UNIT)
    assert [one.names for one in renaming.named(IMPLEMENTING_UNIT)] == [("一中心",)]


def test_what_has_the_new_name_already_is_not_concerned(driver: SessionDriver) -> None:
    driver.create(of_unit("一中心"), of_unit("新中心"))
    change = NewName(IMPLEMENTING_UNIT, frozenset({"一中心", "新中心"}), "新中心")
    found = Renaming(driver.session).named(IMPLEMENTING_UNIT)
    assert [change.concerns(one) for one in found] == [True, False]


def test_a_scope_is_of_years_or_of_forms(driver: SessionDriver) -> None:
    old, new = driver.create(of_unit("一中心", year=2022), of_unit("一中心"))
    lines = {one.form_id: one for one in driver.session.summaries()}
    assert Scope().has(lines[old])
    assert not Scope(years=frozenset({2023})).has(lines[old])
    assert Scope(years=frozenset({2023})).has(lines[new])
    assert [Scope(form_ids=frozenset({old})).has(lines[one]) for one in (old, new)] == [True, False]
