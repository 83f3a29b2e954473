import pytest

from perfeval_desktop.domain.blocks import GoalsBlock
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.patch import difference
from perfeval_desktop.domain.places import (
    EXECUTION_NOTE,
    ONLY,
    YEAR,
    changed_places,
    execution_place,
    goal_name,
    goal_words,
    note_place,
    place_label,
    place_of,
    place_order,
    place_orders,
)
from short_forms import at, filled, short_template

TEMPLATE = short_template(
    """
[scoring.execution]
weight = "10"

[[blocks]]
type = "fields"
key = "head"
columns = ["project", { key = "money", label = "预算\\n（{unit}）" }, { key = "bare", label = "" }]

[[blocks]]
type = "funding"
columns = "adjusted_budget executed score"

[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = "expected_goal"

[[blocks]]
type = "indicators"
columns = "level1 level3 score"

[[blocks]]
type = "closing"
"""
)
FORM = filled(
    TEMPLATE,
    goals=[{"id": "g1"}, {"id": "g2"}],
    indicators=[{"level1": "产出指标"}, {"level3": "培训\n场次"}],
)


def words(path: str) -> str:
    return place_label(TEMPLATE, FORM, at(path))


def test_a_place_is_called_by_its_row_and_its_column() -> None:
    assert words("funding.carryover.executed") == "上年结转资金的全年执行数"
    assert words("goals.g2.expected_goal") == "目标2的预期目标"
    assert words("indicators.r1.score") == "第 1 行的得分"
    assert words("indicators.r2.score") == "第 2 行“培训 场次”的得分"


@pytest.mark.parametrize(
    ("numbered", "number", "name"),
    [
        ("目标{n}", 0, "目标1"),
        ("目标{一}", 0, "目标一"),
        ("目标{一}", 10, "目标十一"),
        ("第{一}项", 19, "第二十项"),
    ],
)
def test_a_goal_is_called_by_its_number(numbered: str, number: int, name: str) -> None:
    assert goal_words(GoalsBlock(key="goals", numbered=numbered), number) == name


@pytest.mark.parametrize(
    ("numbered", "name"),
    [("{n}", "第 2 个目标"), ("（{一}）", "第 2 个目标"), ("{n}.", "第 2 个目标"), ("G{n}", "G2"), ("", "")],
)
def test_a_sentence_calls_a_goal_that_is_only_counted_a_goal(numbered: str, name: str) -> None:
    assert goal_name(GoalsBlock(key="goals", numbered=numbered), 1) == name


def test_the_cell_of_a_goal_that_is_only_counted_is_called_by_goal_and_column() -> None:
    template = short_template('[[blocks]]\ntype = "goals"\nnumbered = "{n}"\ncolumns = "expected_goal"\n')
    form = filled(template, goals=[{"id": "g1"}, {"id": "g2"}])
    assert place_label(template, form, at("goals.g2.expected_goal")) == "第 2 个目标的预期目标"


def test_a_field_is_called_by_its_label_without_the_unit() -> None:
    assert words("head.only.project") == "项目名称"
    assert words("head.only.money") == "预算"
    assert place_label(TEMPLATE, FORM, YEAR) == "年度"


def test_a_cell_without_any_words_is_called_by_its_key() -> None:
    assert words("head.only.bare") == "bare"


def test_a_cell_the_template_has_no_place_for_says_so() -> None:
    assert words("head.only.seal") == "模板没有位置的“seal”"
    assert words("gone.only.seal") == "模板没有位置的“seal”"


def test_places_are_in_order_from_top_to_bottom_and_left_to_right() -> None:
    in_order = [
        "form.only.title",
        "head.only.project",
        "head.only.money",
        "funding.total.executed",
        "funding.total.score",
        "funding.carryover.adjusted_budget",
        "goals.g2.expected_goal",
        "indicators.r1.score",
        "indicators.r2.level1",
        "indicators.r9.level1",
        "indicators.r9.unknown",
        "gone.r1.level1",
    ]
    order = place_orders(TEMPLATE, FORM)
    assert sorted(in_order, key=lambda path: order(at(path))) == in_order
    assert all(order(at(path)) == place_order(TEMPLATE, FORM, at(path)) for path in in_order)


def test_the_execution_rate_earns_its_points_in_the_total_row_or_in_the_grid() -> None:
    assert execution_place(TEMPLATE, Role.SCORE) == at("funding.total.score")
    assert execution_place(TEMPLATE, Role.EXECUTION_RATE) is None
    in_grid = short_template(
        """
[scoring.execution]
weight = "10"

[[blocks]]
type = "funding"
columns = "adjusted_budget executed"
rows = [{ key = "all" }]

[[blocks]]
type = "indicators"
columns = "level3 score"
rows = [{ key = "rate", role = "execution" }]
"""
    )
    assert execution_place(in_grid, Role.SCORE) == at("indicators.rate.score")
    assert execution_place(in_grid, Role.EXECUTED) == at("funding.all.executed")


@pytest.mark.parametrize("rows", ["", 'rows = [{ key = "rate", role = "execution" }]'])
def test_without_such_a_cell_there_is_no_place(rows: str) -> None:
    template = short_template(f'[[blocks]]\ntype = "indicators"\ncolumns = "level3 target"\n{rows}')
    assert execution_place(template, Role.SCORE) is None


def test_a_low_execution_is_explained_beside_it_or_in_the_note_of_the_form() -> None:
    assert note_place(TEMPLATE) == EXECUTION_NOTE
    assert place_of(TEMPLATE, Role.EXECUTION_NOTE) == EXECUTION_NOTE
    assert place_of(TEMPLATE, Role.GRADE) is None
    beside = short_template('[[blocks]]\ntype = "funding"\ncolumns = "executed reason"')
    assert note_place(beside) == Place("funding", RowId("total"), "reason")


def changed(after: Form, before: Form = FORM) -> tuple[Place, ...]:
    return changed_places(TEMPLATE, after, difference(before, after))


def test_what_has_changed_is_told_cell_by_cell() -> None:
    after = FORM.with_text(at("indicators.r1.level3"), "甲").with_text(at("indicators.r1.level1"), "")
    assert set(changed(after)) == {at("indicators.r1.level1"), at("indicators.r1.level3")}
    assert changed(FORM.with_year(2030)) == (YEAR,)
    assert changed(FORM) == ()


def test_a_first_text_in_a_row_of_the_template_is_told_by_its_cell() -> None:
    place = at("funding.carryover.executed")
    assert changed(FORM.with_text(place, "1")) == (place,)
    assert changed(FORM.with_text(EXECUTION_NOTE, "说明")) == (EXECUTION_NOTE,)
    assert changed(FORM, FORM.with_text(EXECUTION_NOTE, "说明")) == (EXECUTION_NOTE,)


def test_a_new_row_is_told_by_its_first_cell_and_one_that_has_gone_by_the_row_in_its_place() -> None:
    form, rows = FORM.new_rows(1)
    added = form.inserting("indicators", 1, rows)
    assert changed(added) == (Place("indicators", rows[0].id, "level1"),)
    assert changed(FORM.removing("indicators", frozenset({"r1"}))) == (at("indicators.r2.level1"),)
    assert changed(FORM.removing("indicators", frozenset({"r2"}))) == (at("indicators.r1.level1"),)
    assert changed(FORM.removing("indicators", frozenset({"r1", "r2"}))) == ()


def test_what_the_present_template_has_no_place_for_is_not_told() -> None:
    other = FORM.with_text(Place("mid_term", ONLY, "goal"), "甲")
    # As where another template was given to the form and is taken back.
    assert changed(FORM, other) == ()
    assert changed(other.with_year(2030), other) == (YEAR,)
