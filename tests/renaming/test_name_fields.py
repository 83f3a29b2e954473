from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.template import Template
from perfeval_desktop.renaming.name_fields import DEPARTMENT, IMPLEMENTING_UNIT, NameField, name_fields
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import at
from small_forms import SELF


def built_in() -> list[Template]:
    return list(TemplateCatalogue().usable())


def test_department_and_unit_are_always_there() -> None:
    assert name_fields([SELF]) == (DEPARTMENT, IMPLEMENTING_UNIT)
    assert (DEPARTMENT.role, IMPLEMENTING_UNIT.role) == (Role.DEPARTMENT, Role.IMPLEMENTING_UNIT)


def test_contacts_are_what_the_templates_call_them() -> None:
    labels = [field.label for field in name_fields(built_in())[2:]]
    assert {"联系人", "部门联系人", "项目负责人", "填报人", "联系电话", "中央主管部门"} <= set(labels)
    assert not {"填报单位", "项目期", "报表编号"} & set(labels)


def test_a_field_is_found_by_its_role() -> None:
    assert DEPARTMENT.places(SELF) == (at("head.only.department"),)
    assert DEPARTMENT.unlisted_places(SELF) == ()
    assert NameField("联系人").places(SELF) == ()


def test_what_says_the_unit_once_more_belongs_to_it() -> None:
    twice = [template for template in built_in() if IMPLEMENTING_UNIT.unlisted_places(template)]
    assert twice
    for template in twice:
        assert all(
            template.by_key[place.block].by_key[place.column].label.startswith(("填报单位", "单位名称"))
            for place in IMPLEMENTING_UNIT.unlisted_places(template)
        )
