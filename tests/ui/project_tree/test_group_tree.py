from form_summaries import form_id, listed
from perfeval_ui.project_tree.group_tree import GroupTree
from perfeval_ui.project_tree.grouping import Grouping


def test_every_form_is_in_the_group_of_its_path() -> None:
    arrangement = GroupTree(Grouping.BY_YEAR, [listed(1), listed(2, unit="咨询中心"), listed(3)])
    holder = arrangement.holder(form_id(3))
    assert holder is not None
    assert holder.path == (2023, "区科委", "信息中心")
    assert [one.form_id for one in holder.forms] == [form_id(1), form_id(3)]
    assert arrangement.numbered(holder.number) is holder
    assert arrangement.group_at(holder.path) is holder
    assert arrangement.holder(form_id(4)) is None


def test_only_missing_groups_are_to_be_put_in() -> None:
    arrangement = GroupTree(Grouping.BY_YEAR, [listed(1)])
    assert list(arrangement.missing((2023, "区科委", "信息中心"))) == []
    labels = []
    for group in arrangement.missing((2023, "区教育局", "电教馆")):
        arrangement.put_group(group)
        labels.append(group.label)
    assert labels == ["区教育局", "电教馆"]
    assert arrangement.group_at((2023, "区教育局", "电教馆")) is not None


def test_a_group_left_empty_is_taken_out_with_those_around_it_that_are_empty_too() -> None:
    arrangement = GroupTree(Grouping.BY_YEAR, [listed(1), listed(2, department="区教育局")])
    unit = arrangement.holder(form_id(2))
    assert unit is not None
    assert arrangement.emptied(unit) is None
    arrangement.take_form(unit, 0)
    department = arrangement.emptied(unit)
    assert department is not None
    assert department.label == "区教育局"
    arrangement.take_group(department)
    assert not arrangement.holds(unit)
    assert not arrangement.holds(department)
    assert [group.label for group in arrangement.root.all_groups()] == ["2023 年度", "区科委", "信息中心"]


def test_numbers_are_not_used_again_by_the_next_arrangement() -> None:
    first, second = GroupTree(Grouping.BY_YEAR, [listed(1)]), GroupTree(Grouping.BY_YEAR, [listed(1)])
    numbers = [{one.number for one in (each.root, *each.root.all_groups())} for each in (first, second)]
    assert numbers[0].isdisjoint(numbers[1])
