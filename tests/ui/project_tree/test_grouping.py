import pytest

from form_summaries import form_id, listed
from perfeval_desktop.domain.form import FormState
from perfeval_ui.project_tree.grouping import Group, Grouping, Level, subgroup


def in_order(level: Level, *values: str | int) -> list[str]:
    root = Group(0)
    groups = [subgroup(number, root, level, value) for number, value in enumerate(values, start=1)]
    return [group.label for group in sorted(groups, key=lambda group: group.place)]


def test_a_form_is_filed_by_year_department_and_unit() -> None:
    assert Grouping.BY_YEAR.path(listed(1)) == (2023, "区科委", "信息中心")


def test_a_form_can_be_filed_by_department_unit_and_year() -> None:
    assert Grouping.BY_DEPARTMENT.path(listed(1)) == ("区科委", "信息中心", 2023)


def test_the_latest_year_comes_first() -> None:
    assert in_order(Level.YEAR, 2021, 2024, 2023) == ["2024 年度", "2023 年度", "2021 年度"]


def test_names_are_in_the_order_of_pinyin() -> None:
    names = ("卫健委", "财政局", "科委", "教育局", "民政局")
    assert in_order(Level.DEPARTMENT, *names) == ["财政局", "教育局", "科委", "民政局", "卫健委"]


@pytest.mark.parametrize(
    ("level", "words"), [(Level.DEPARTMENT, "（未填主管部门）"), (Level.UNIT, "（未填实施单位）")]
)
def test_what_is_not_filled_in_comes_last(level: Level, words: str) -> None:
    assert in_order(level, "", "科委", "教育局") == ["教育局", "科委", words]


def test_a_name_beyond_the_encoding_still_has_its_place() -> None:
    lone_surrogate = "\ud800"
    assert in_order(Level.UNIT, lone_surrogate, "科委")[-1] == "科委"


def test_a_group_knows_whether_it_stands_for_a_name() -> None:
    root = Group(0)
    assert subgroup(1, root, Level.UNIT, "信息中心").is_named
    assert subgroup(2, root, Level.YEAR, 2023).is_named
    assert not subgroup(3, root, Level.UNIT, " ").is_named


def test_forms_are_counted_all_the_way_up() -> None:
    root = Group(0)
    year = subgroup(1, root, Level.YEAR, 2023)
    root.groups.append(year)
    year.insert(0, listed(1, state=FormState.FINAL))
    year.insert(1, listed(2))
    assert (root.count, root.final, year.count, year.final) == (2, 1, 2, 1)
    assert year.replace(1, listed(2, state=FormState.FINAL))
    assert not year.replace(1, listed(2, state=FormState.FINAL, project="新名称"))
    assert (root.count, root.final) == (2, 2)
    year.remove(0)
    assert (root.count, root.final) == (1, 1)
    assert [one.form_id for one in root.all_forms()] == [form_id(2)]
