from command_line import CATALOGUE, new, project
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.importing.counterparts import Counterparts, name_of
from stored_forms import listed

ROLES = {
    "code": Role.PROJECT_CODE,
    "department": Role.DEPARTMENT,
    "unit": Role.IMPLEMENTING_UNIT,
}


def form(name: str = "培训", *, year: int = 2023, template: str = "minhang-2023", **texts: str) -> Form:
    made = new(name, template=template, year=year)
    for key, text in texts.items():
        place = place_of(CATALOGUE[template], ROLES[key])
        assert place is not None
        made = enter(CATALOGUE[template], made, place, text)
    return made


def found(one: Form, *stored: Form) -> str | None:
    counterparts = Counterparts(listed(number, other) for number, other in enumerate(stored))
    summary = counterparts.of(CATALOGUE[one.template.id], one)
    return None if summary is None else str(summary.form_id)


def test_the_same_project_of_the_same_unit_and_year_is_the_same_form() -> None:
    one = form(unit="信息中心", department="科委")
    others = form(unit="信息中心", year=2022), form(unit="图书馆"), form("会议", unit="信息中心")
    assert found(one, *others) is None
    assert found(one, *others, one) == "3"


def test_width_and_blanks_of_names_do_not_matter_nor_what_one_of_them_leaves_out() -> None:
    assert found(form("培训（一期）", unit="信息 中心"), form("培训 (一期)", unit="信息中心")) == "0"
    assert found(form(unit="信息中心"), form(department="科委")) == "0"
    assert found(form(department="教委"), form(department="科委")) is None


def test_another_template_may_be_the_same_form_but_not_another_kind() -> None:
    assert found(form(), form(template="national-2020")) == "0"
    assert found(form(), form(template="target-mid-term")) is None


def test_a_form_without_a_project_is_no_ones_counterpart() -> None:
    assert project(form("")) == ""
    assert found(form(""), form("")) is None


def test_of_several_the_one_with_the_project_code_comes_first() -> None:
    with_code = (
        one.id
        for one in CATALOGUE.usable()
        if one.kind is FormKind.SELF_ASSESSMENT and one.at(Role.PROJECT_CODE)
    )
    template = next(with_code)
    one = form(template=template, code="A1")
    assert found(one, form(template=template), form(template=template, code="A2"), one) == "2"
    assert found(form(template=template), form(template=template, code="A2")) == "0"


def test_a_form_has_a_name_of_its_own_where_it_names_its_project() -> None:
    one, other = form(unit="信息中心"), form(unit="图书馆")
    names = [name_of(CATALOGUE[each.template.id], each) for each in (one, other, form(""))]
    assert names[0] != names[1]
    assert names[2] is None
