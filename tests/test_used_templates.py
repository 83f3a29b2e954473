from collections.abc import Mapping
from dataclasses import replace

import pytest

from editing_desk import FIRST, SECOND, Desk, seen
from perfeval_desktop.domain.form import TemplateRef
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.store import FormId
from perfeval_desktop.used_templates import UsedTemplates
from small_forms import CATALOGUE, CORRECTED, SELF, named

LATER: Mapping[str, Template] = {SELF.id: CORRECTED}


def test_a_form_stays_under_the_text_it_was_made_with_and_is_offered_the_newer_one(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    assert desk.shown.newer_template is None
    desk.restart(form_id, catalogue=LATER)
    assert desk.shown.template.text == SELF.text
    assert desk.shown.newer_template is CORRECTED
    assert desk.session.template_of(FIRST) is desk.shown.template
    moved_on = replace(FIRST, template=TemplateRef(CORRECTED.id, CORRECTED.digest))
    desk.session.commit(moved_on, "换用新版模板")
    assert desk.shown.template is CORRECTED
    assert desk.shown.newer_template is None
    desk.session.undo()
    assert desk.shown.template.text == SELF.text


def test_a_form_whose_template_is_gone_opens_from_the_text_that_was_kept(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.restart(form_id, catalogue={})
    assert desk.shown.template.text == SELF.text
    assert desk.shown.newer_template is None
    assert desk.session.commit(SECOND, "改名")


UNNAMED = replace(FIRST, template=TemplateRef(SELF.id, ""))


def test_a_form_from_a_version_that_kept_no_texts_names_its_text_from_the_first_change_on(desk: Desk) -> None:
    entry = seen(FormId(""), FIRST).entry._replace(form=UNNAMED)
    ((stored, _, _),) = desk.store.create([entry], label="导入", by="")
    desk.session.open(stored.form_id)
    assert desk.shown.template is SELF
    assert desk.shown.newer_template is None
    assert desk.session.commit(UNNAMED, "没改")
    assert desk.saved(stored.form_id) == UNNAMED
    desk.session.commit(named(desk.session.base, "乙项目"), "改名")
    assert desk.present == desk.saved(stored.form_id) == SECOND
    desk.session.undo()
    assert desk.present == desk.saved(stored.form_id) == UNNAMED
    (copy,) = desk.session.create([UNNAMED], "复制")
    assert desk.saved(copy) == FIRST


def test_a_catalogue_whose_file_is_broken_leaves_forms_under_the_text_that_was_kept(desk: Desk) -> None:
    desk.open_new(FIRST)
    used = UsedTemplates(Broken(), desk.store)
    assert used.of(FIRST.template).text == SELF.text
    assert used.newer(FIRST.template) is None
    with pytest.raises(TemplateError, match="有误"):
        used.of(TemplateRef(SELF.id, ""))


def test_a_template_that_nobody_has_is_named(desk: Desk) -> None:
    with pytest.raises(TemplateError, match="没有名为“beijing-2030”的模板，数据文件里也没有保存它的内容。"):
        UsedTemplates(CATALOGUE, desk.store).of(TemplateRef("beijing-2030", "?"))


def test_where_no_text_was_kept_the_catalogue_has_to_do(desk: Desk) -> None:
    used = UsedTemplates(CATALOGUE, desk.store)
    assert used.of(TemplateRef(SELF.id, "lost")) is SELF
    assert used.newer(TemplateRef(SELF.id, "lost")) is SELF


def test_a_text_that_this_version_cannot_read_is_as_good_as_none(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.store.database.connection.execute("UPDATE template SET text = 'format = 1'")
    assert UsedTemplates(LATER, desk.store).of(FIRST.template) is CORRECTED


def test_a_text_that_is_kept_is_read_once(desk: Desk) -> None:
    desk.open_new(FIRST)
    used = UsedTemplates({}, desk.store)
    assert used.of(FIRST.template) is used.of(FIRST.template)


class Broken(dict[str, Template]):
    """A catalogue with one template, whose file cannot be read."""

    def __contains__(self, template_id: object) -> bool:
        return template_id == SELF.id

    def __getitem__(self, template_id: str) -> Template:
        raise TemplateError(f"模板文件“{template_id}.toml”的“id”有误。")
