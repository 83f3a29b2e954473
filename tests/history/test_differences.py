from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import GRID, lives, template_of
from perfeval_desktop.domain.form import Accepted, Form, FormState, Place, Row, RowId
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.domain.template_change import with_template
from perfeval_desktop.history.differences import (
    FormDifference,
    Kind,
    form_differences,
    taking_back,
    version_differences,
)
from short_forms import filled
from small_forms import (
    CORRECTED,
    EFFECT,
    OTHER,
    PASS_RATE,
    PROJECT,
    SELF,
    TOTAL,
    TRAININGS,
    clean_form,
    named,
    with_cell,
)
from small_strategies import forms_of
from whole_forms import TEMPLATES

FORM = clean_form()
ACTUAL = Place(GRID, TRAININGS, "actual")


def told(found: Sequence[FormDifference]) -> list[tuple[str, str, str, Kind]]:
    return [(one.label, one.left, one.right, one.kind) for one in found]


def versions(left: Form, right: Form) -> list[tuple[str, str, str, Kind]]:
    return told(version_differences(template_of, left, right))


def forms(left: Form, right: Form) -> list[tuple[str, str, str, Kind]]:
    return told(form_differences(template_of, left, right))


# -- versions of one form ------------------------------------------------------------------------------------


def test_equal_versions_differ_in_nothing() -> None:
    assert versions(FORM, FORM) == []


def test_a_cell_is_told_by_its_words_with_its_very_texts() -> None:
    (found,) = version_differences(template_of, FORM, with_cell(TRAININGS, "actual", ""))
    assert told([found]) == [("第 1 行“教师培训场次”的实际完成值", "12场", "", Kind.CHANGED)]
    assert (found.place, found.is_text) == (ACTUAL, True)


def test_differences_stand_in_the_order_of_the_form() -> None:
    changed = named(with_cell(EFFECT, "actual", "好", with_cell(TRAININGS, "weight", "21")), "新名")
    changed = replace(changed, state=FormState.FINAL).with_year(2024)
    changed = changed.with_text(Place("funding", TOTAL, "executed"), "8")
    assert [label for label, *_ in versions(FORM, changed)] == [
        "年度",
        "状态",
        "项目名称",
        "年度资金总额的全年执行数",
        "第 1 行“教师培训场次”的分值",
        "第 3 行“教师能力”的实际完成值",
    ]
    year, state, *_ = version_differences(template_of, FORM, changed)
    assert (year.place, year.left, year.right) == (YEAR, "2023", "2024")
    assert (state.place, state.left, state.right) == (None, "填报中", "已定稿")


def test_rows_that_came_and_went_are_told_whole() -> None:
    form, (row,) = FORM.new_rows(1)
    added = form.inserting(GRID, 1, (Row(row.id, {"level3": "新指标", "weight": "5"}),))
    gone = added.removing(GRID, frozenset({PASS_RATE}))
    went, came = version_differences(template_of, FORM, gone)
    assert told([came, went]) == [
        ("第 2 行“新指标”（整行）", "", "新指标，5", Kind.ADDED),
        ("第 2 行“培训合格率”（整行）", "产出指标，质量指标，培训合格率，≥95%，98%，30", "", Kind.REMOVED),
    ]
    assert came.place == Place(GRID, row.id, "level1")
    assert not came.is_text


def test_a_row_that_moved_is_told_by_the_order() -> None:
    (found,) = version_differences(template_of, FORM, FORM.moving(GRID, TRAININGS, 2))
    assert found.label.endswith("各行的次序")
    assert (found.left, found.right, found.place) == ("1、2、3", "2、3、1", None)


def test_a_text_that_the_template_has_no_place_for_cannot_be_gone_to() -> None:
    changed = FORM.with_text(Place("gone", RowId("only"), "栏"), "留着")
    (found,) = version_differences(template_of, FORM, changed)
    assert (found.label, found.place) == ("模板没有位置的“栏”", None)


def test_versions_of_two_templates_are_compared_under_the_later_one() -> None:
    other = with_template(OTHER, SELF, FORM).with_text(Place("money", RowId("all"), "spent"), "8")
    assert versions(FORM, other) == [
        ("模板", "自评", "另一种", Kind.CHANGED),
        ("年度资金总额的执行数", "9.9", "8", Kind.CHANGED),
    ]


def test_another_text_of_the_same_template_is_told() -> None:
    again = with_template(CORRECTED, SELF, FORM)
    assert versions(FORM, again) == [("模板", "自评", "自评（另一版文字）", Kind.CHANGED)]
    unsaid = replace(FORM, template=replace(FORM.template, digest=""))
    assert told(version_differences(lambda _: SELF, unsaid, FORM)) == []


# -- taking back ---------------------------------------------------------------------------------------------


def test_a_cell_taken_back_changes_nothing_else() -> None:
    changed = named(with_cell(TRAININGS, "actual", "13场"), "新名")
    cell = next(one for one in version_differences(template_of, FORM, changed) if one.place == ACTUAL)
    assert taking_back(template_of, changed, FORM, [cell.spot]) == named(FORM, "新名")


def test_a_row_taken_back_stands_where_it_stood() -> None:
    gone = FORM.removing(GRID, frozenset({PASS_RATE}))
    (row,) = version_differences(template_of, gone, FORM)
    assert taking_back(template_of, gone, FORM, [row.spot]) == FORM


def test_a_cell_is_taken_back_from_a_version_of_another_template() -> None:
    place = Place("money", RowId("all"), "spent")
    other = with_template(OTHER, SELF, FORM)
    changed = other.with_text(place, "8")
    *_, cell = version_differences(template_of, FORM, changed)
    assert taking_back(template_of, changed, FORM, [cell.spot]) == other


# -- two forms -----------------------------------------------------------------------------------------------


def test_forms_are_compared_row_by_row_by_name_whatever_their_ids() -> None:
    rows = [replace(row, id=RowId(f"r{number}")) for number, row in enumerate(FORM.rows(GRID), 41)]
    other = named(FORM, "乙").with_rows(GRID, (rows[0].with_text("actual", "20场"), *rows[1:]))
    assert forms(FORM, other.with_made(60)) == [
        ("项目名称", "教师培训（2023 年）", "乙", Kind.CHANGED),
        ("第 1 行“教师培训场次”的实际完成值", "12场", "20场", Kind.CHANGED),
    ]


def test_rows_of_one_form_alone_are_told_whole_and_those_that_moved_by_the_order() -> None:
    form, (row,) = FORM.new_rows(1)
    first, second, third = form.rows(GRID)
    new = Row(row.id, {"level3": "另一个"})
    assert forms(FORM, form.with_rows(GRID, (third, first, new, second))) == [
        ("第 3 行“另一个”（整行）", "", "另一个", Kind.ADDED),
        ("各行的次序", "1、2、3", "3、1、2", Kind.CHANGED),
    ]


def test_a_form_of_another_template_is_compared_by_role() -> None:
    other = with_template(OTHER, SELF, with_cell(TRAININGS, "actual", "20场"))
    assert forms(FORM, other)[:2] == [
        ("模板", "自评", "另一种", Kind.CHANGED),
        ("第 1 行“教师培训场次”的实际完成值", "12场", "20场", Kind.CHANGED),
    ]


def test_neither_the_state_nor_what_was_set_aside_makes_forms_differ() -> None:
    other = replace(FORM, state=FormState.FINAL, accepted=(Accepted("code", PROJECT, "好"),))
    assert forms(FORM, other) == []


def test_goals_go_by_their_place_and_indicators_stay_under_theirs() -> None:
    template = TEMPLATES[2]

    def made(goal: str, first: int) -> Form:
        ids = [RowId(f"r{number}") for number in range(first, first + 3)]
        goals = (Row(ids[0], {"expected_goal": "甲"}), Row(ids[1], {"expected_goal": goal}))
        form = filled(template).with_rows("goals", goals).with_made(first + 3)
        return form.with_rows(GRID, (Row(ids[2], {"level3": "丙"}, ids[1]),))

    found = form_differences(lambda _: template, made("乙", 1), made("丁", 11))
    assert told(found) == [("目标2的预期目标", "乙", "丁", Kind.CHANGED)]


@given(lives(), st.data())
def test_what_differs_taken_over_makes_one_version_the_other(
    states: Sequence[Form], data: st.DataObject
) -> None:
    one, other = (data.draw(st.sampled_from(states)) for _ in range(2))
    found = version_differences(template_of, one, other)
    changed = taking_back(template_of, one, other, [each.spot for each in found])
    assert version_differences(template_of, changed, other) == ()
    assert changed.year == other.year
    for block in {*changed.tables, *other.tables}:
        assert changed.rows(block) == other.rows(block) or is_blank(changed, other, block)


def is_blank(one: Form, other: Form, block: str) -> bool:
    """Whether two forms differ in fixed rows only that hold nothing."""
    kept = ([row for row in form.rows(block) if row.cells] for form in (one, other))
    return len({tuple(rows) for rows in kept}) == 1


@given(lives(), st.data())
def test_one_place_taken_back_leaves_all_others(states: Sequence[Form], data: st.DataObject) -> None:
    past, present = states[0], states[-1]
    found = version_differences(template_of, present, past)
    cells = [one for one in found if one.is_text]
    if cells:
        chosen = data.draw(st.sampled_from(cells))
        changed = taking_back(template_of, present, past, [chosen.spot])
        left = {one.spot for one in version_differences(template_of, changed, past)}
        assert left == {one.spot for one in found} - {chosen.spot}
        (only,) = version_differences(template_of, present, changed)
        assert (only.spot, only.right) == (chosen.spot, chosen.right)


@given(forms_of(SELF), forms_of(SELF))
def test_two_forms_that_do_not_differ_say_the_same(one: Form, other: Form) -> None:
    assert form_differences(template_of, one, one) == ()
    if form_differences(template_of, one, other) == ():
        assert texts_of(one) == texts_of(other)


@pytest.mark.parametrize("source", [SELF, OTHER])
@given(data=st.data())
def test_forms_of_any_two_templates_can_be_compared(source: object, data: st.DataObject) -> None:
    templates = (SELF, OTHER)
    one = data.draw(forms_of(next(each for each in templates if each is source)))
    other = data.draw(forms_of(data.draw(st.sampled_from(templates))))
    assert all(each.label for each in form_differences(template_of, one, other))


def texts_of(form: Form) -> list[tuple[str, list[str]]]:
    return [
        (block, [text for row in rows for text in row.cells.values()])
        for block, rows in sorted(form.tables.items())
        if any(row.cells for row in rows)
    ]
