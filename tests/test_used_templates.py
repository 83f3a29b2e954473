from collections.abc import Mapping
from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import TemplateRef
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.store import FormId
from perfeval_desktop.used_templates import UsedTemplates
from session_driver import FIRST, SECOND, SessionDriver, evaluated
from small_forms import CATALOGUE, CORRECTED, SELF, named

LATER: Mapping[str, Template] = {SELF.id: CORRECTED}


def test_a_form_stays_under_the_text_it_was_made_with_and_is_offered_the_newer_one(
    driver: SessionDriver,
) -> None:
    form_id = driver.open_new(FIRST)
    assert driver.shown.newer_template is None
    driver.restart(form_id, catalogue=LATER)
    assert driver.shown.template.text == SELF.text
    assert driver.shown.newer_template is CORRECTED
    assert driver.session.template_of(FIRST) is driver.shown.template
    moved_on = replace(FIRST, template=TemplateRef(CORRECTED.id, CORRECTED.digest))
    driver.session.commit(moved_on, "换用新版模板")
    assert driver.shown.template is CORRECTED
    assert driver.shown.newer_template is None
    driver.session.undo()
    assert driver.shown.template.text == SELF.text


def test_a_form_whose_template_is_gone_opens_from_the_text_that_was_kept(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.restart(form_id, catalogue={})
    assert driver.shown.template.text == SELF.text
    assert driver.shown.newer_template is None
    assert driver.session.commit(SECOND, "改名")


UNNAMED = replace(FIRST, template=TemplateRef(SELF.id, ""))


def test_a_form_from_a_version_that_kept_no_texts_names_its_text_from_the_first_change_on(
    driver: SessionDriver,
) -> None:
    entry = evaluated(FormId(""), FIRST).entry._replace(form=UNNAMED)
    ((stored, _, _),) = driver.store.create([entry], label="导入", by="")
    driver.session.open(stored.form_id)
    assert driver.shown.template is SELF
    assert driver.shown.newer_template is None
    assert driver.session.commit(UNNAMED, "没改")
    assert driver.saved(stored.form_id) == UNNAMED
    driver.session.commit(named(driver.session.base, "乙项目"), "改名")
    assert driver.present == driver.saved(stored.form_id) == SECOND
    driver.session.undo()
    assert driver.present == driver.saved(stored.form_id) == UNNAMED
    (copy,) = driver.session.create([UNNAMED], "复制")
    assert driver.saved(copy) == FIRST


def test_a_catalogue_whose_file_is_broken_leaves_forms_under_the_text_that_was_kept(
    driver: SessionDriver,
) -> None:
    driver.open_new(FIRST)
    used = UsedTemplates(Broken(), driver.store)
    assert used.find(FIRST.template).text == SELF.text
    assert used.newer_than(FIRST.template) is None
    with pytest.raises(TemplateError, match="有误"):
        used.find(TemplateRef(SELF.id, ""))


def test_a_template_that_nobody_has_is_named(driver: SessionDriver) -> None:
    with pytest.raises(TemplateError, match="没有名为“beijing-2030”的模板，数据文件里也没有保存它的内容。"):
        UsedTemplates(CATALOGUE, driver.store).find(TemplateRef("beijing-2030", "?"))


def test_where_no_text_was_kept_the_catalogue_has_to_do(driver: SessionDriver) -> None:
    used = UsedTemplates(CATALOGUE, driver.store)
    assert used.find(TemplateRef(SELF.id, "lost")) is SELF
    assert used.newer_than(TemplateRef(SELF.id, "lost")) is SELF


def test_a_text_that_this_version_cannot_read_is_as_good_as_none(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.store.database.connection.execute("UPDATE template SET text = 'format = 1'")
    assert UsedTemplates(LATER, driver.store).find(FIRST.template) is CORRECTED


def test_a_text_that_is_kept_is_read_once(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    used = UsedTemplates({}, driver.store)
    assert used.find(FIRST.template) is used.find(FIRST.template)


def test_a_template_that_comes_with_forms_is_known_before_the_store_keeps_it(driver: SessionDriver) -> None:
    used = UsedTemplates({}, driver.store)
    used.know([SELF])
    assert used.find(FIRST.template) is SELF


class Broken(dict[str, Template]):
    """A catalogue with one template, whose file cannot be read."""

    def __contains__(self, template_id: object) -> bool:
        return template_id == SELF.id

    def __getitem__(self, template_id: str) -> Template:
        raise TemplateError(f"模板文件“{template_id}.toml”的“id”有误。")
