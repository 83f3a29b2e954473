"""What one form of a project plans is carried into another, by role and else by the words of labels."""

from typing import Any

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.form_conversion import made_from
from perfeval_desktop.domain.template import Template
from short_forms import filled, short_template

OWN_FIELDS = """
[[blocks]]
type = "fields"
key = "{key}"
columns = ["project", {{ key = "{own}", label = "联系人", kind = "line", stage = "plan" }}]
"""
GRID = '[[blocks]]\ntype = "indicators"\ncolumns = {columns}\n'
WHOLE = GRID.format(columns='"level1 level3 target actual"')
SPLIT = GRID.format(columns='"level1 level3 comparator target_number measure actual"')
WITHOUT_MEASURE = GRID.format(columns='"level1 level3 comparator target_number actual"')
QUALITATIVE = GRID.format(
    columns='["level1", "level3", "target_number", "measure", "actual", '
    '{ role = "comparator", kind = "choice", choices = ["≥", "=", "≤", "定性"] }]'
)
GOALS = '[[blocks]]\ntype = "goals"\ncolumns = "expected_goal actual_outcome"\n'
MANY_GOALS = GOALS + 'numbered = "目标{n}"\n'


def from_row(source: str, target: str, row: dict[str, str]) -> dict[str, str]:
    """Return the cells of the one indicator that is made from ``row``."""
    template = short_template(source)
    made = made_from(short_template(target), template, filled(template, indicators=[row])).form
    (found,) = made.rows("indicators")
    return dict(found.cells)


def goals_of(template: Template, source: Template, texts: list[str]) -> tuple[Form, list[str]]:
    goals = [{"id": f"g{at}", "expected_goal": text} for at, text in enumerate(texts)]
    rows = [{"level1": "产出", "parent": f"g{at}"} for at in range(len(texts))]
    made = made_from(template, source, filled(source, goals=goals, indicators=rows)).form
    return made, [row.text("expected_goal") for row in made.rows("goals")]


def test_fields_of_a_bureaus_own_are_found_by_their_words() -> None:
    source = short_template(OWN_FIELDS.format(key="head", own="a"))
    target = short_template(OWN_FIELDS.format(key="names", own="b"))
    made = made_from(target, source, filled(source, head={"project": "培训", "a": "李某"}), year=2025).form
    assert dict(made.rows("names")[0].cells) == {"project": "培训", "b": "李某"}
    assert made.year == 2025


def test_the_year_stays_where_no_other_is_given() -> None:
    template = short_template(OWN_FIELDS.format(key="head", own="a"))
    assert made_from(template, template, filled(template, year=2022)).form.year == 2022


def test_a_target_in_one_cell_is_taken_apart_where_that_is_certain() -> None:
    row = {"level1": "产出", "level3": "场次", "target": "≥12 场", "actual": "13 场"}
    made = from_row(WHOLE, SPLIT, row)
    assert made == {
        "level1": "产出",
        "level3": "场次",
        "comparator": "≥",
        "target_number": "12",
        "measure": "场",
    }


def test_the_unit_stays_with_its_number_where_it_has_no_cell_of_its_own() -> None:
    made = from_row(WHOLE, WITHOUT_MEASURE, {"level3": "场次", "target": "≥12场"})
    assert made == {"level3": "场次", "comparator": "≥", "target_number": "12场"}


def test_a_target_in_words_stays_whole_and_is_called_qualitative_where_the_form_offers_it() -> None:
    row = {"level3": "秩序", "target": "明显改善"}
    assert from_row(WHOLE, SPLIT, row) == {"level3": "秩序", "target_number": "明显改善"}
    assert from_row(WHOLE, QUALITATIVE, row) == {
        "level3": "秩序",
        "target_number": "明显改善",
        "comparator": "定性",
    }


def test_sign_number_and_unit_become_one_text() -> None:
    row = {"level3": "场次", "comparator": "≥", "target_number": "12", "measure": "场"}
    assert from_row(SPLIT, WHOLE, row) == {"level3": "场次", "target": "≥12场"}
    assert from_row(SPLIT, WHOLE, {"level3": "场次"}) == {"level3": "场次"}


def test_each_goal_keeps_its_indicators() -> None:
    template = short_template(MANY_GOALS + WHOLE + 'goals = "goals"\n')
    made, goals = goals_of(template, template, ["办好培训", "管好经费"])
    assert goals == ["办好培训", "管好经费"]
    assert [row.parent for row in made.rows("indicators")] == [row.id for row in made.rows("goals")]


def test_a_form_without_goals_begins_as_a_blank_one_does() -> None:
    template = short_template(MANY_GOALS + WHOLE + 'goals = "goals"\n')
    assert goals_of(template, template, [])[1] == [""]


def test_several_goals_become_lines_where_the_form_has_room_for_one_text() -> None:
    source = short_template(MANY_GOALS + WHOLE + 'goals = "goals"\n')
    made, goals = goals_of(short_template(GOALS + WHOLE), source, ["办好培训", "管好经费"])
    assert goals == ["办好培训\n管好经费"]
    assert [row.parent for row in made.rows("indicators")] == [None, None]


def test_a_form_without_goals_indicators_or_amounts_takes_none() -> None:
    source = short_template(GOALS + WHOLE + '[[blocks]]\ntype = "funding"\ncolumns = "initial_budget"\n')
    form = filled(
        source,
        goals={"expected_goal": "办好培训"},
        indicators=[{"level1": "产出", "level3": "场次"}],
        funding={"total": {"initial_budget": "12"}},
    )
    fields = short_template(OWN_FIELDS.format(key="head", own="a"))
    assert not any(row.cells for rows in made_from(fields, source, form).form.tables.values() for row in rows)
    again = made_from(source, source, form).form
    assert again.text("funding", again.rows("funding")[0].id, "initial_budget") == "12"


def test_amounts_without_a_budget_of_the_beginning_are_not_taken_for_one() -> None:
    spent = short_template('[[blocks]]\ntype = "funding"\ncolumns = "executed"\n')
    planned = short_template('[[blocks]]\ntype = "funding"\ncolumns = "initial_budget"\n')
    form = filled(spent, funding={"total": {"executed": "12"}})
    assert not any(row.cells for row in made_from(planned, spent, form).form.rows("funding"))


def test_columns_of_a_bureaus_own_are_found_by_their_words() -> None:
    own = '["level3", "target", {{ key = "{key}", label = "{label}", kind = "line", stage = "plan" }}]'
    source = GRID.format(columns=own.format(key="a", label="依据"))
    row = {"level3": "场次", "a": "文件"}
    assert from_row(source, GRID.format(columns=own.format(key="b", label="依据")), row) == {
        "level3": "场次",
        "b": "文件",
    }
    assert from_row(source, GRID.format(columns=own.format(key="b", label="说明")), row) == {"level3": "场次"}


def test_a_field_that_the_other_form_lacks_stays_behind() -> None:
    source = short_template(OWN_FIELDS.format(key="head", own="a"))
    # Its project is the department.
    target = short_template('[[blocks]]\ntype = "fields"\ncolumns = "department"\n')
    made = made_from(target, source, filled(source, head={"project": "培训", "a": "李某"})).form
    assert not any(row.cells for rows in made.tables.values() for row in rows)


def test_which_way_is_better_of_an_indicator_is_carried_over() -> None:
    row = {"level1": "产出", "level3": "批次", "target": "20批", "direction": "越少越好"}
    assert from_row(WHOLE, WHOLE, row) == row


TWO_BUDGETS = """
[[blocks]]
type = "funding"
columns = "{columns}"
rows = [{{ key = "total", role = "total" }}, {{ key = "{source}", role = "source", label = "{label}" }}]
"""


def left_of(source: Template, target: Template, **tables: Any) -> list[tuple[str, str]]:  # noqa: ANN401  # as in short_forms
    return [(one.words, one.text) for one in made_from(target, source, filled(source, **tables)).left]


def test_the_only_budget_of_a_form_takes_that_of_the_beginning() -> None:
    source = short_template(TWO_BUDGETS.format(columns="initial_budget", source="a", label="财政拨款"))
    target = short_template(
        TWO_BUDGETS.format(columns="adjusted_budget executed", source="b", label="财政拨款")
    )
    form = filled(source, funding={"total": {"initial_budget": "12"}, "a": {"initial_budget": "8"}})
    made = made_from(target, source, form)
    assert [dict(row.cells) for row in made.form.rows("funding")] == [
        {"adjusted_budget": "12"},
        {"adjusted_budget": "8"},
    ]
    assert made.left == ()


def test_what_has_no_place_is_told_where_it_stood() -> None:
    source = short_template(
        OWN_FIELDS.format(key="head", own="a")
        + TWO_BUDGETS.format(columns="initial_budget", source="a", label="银行贷款")
        + GRID.format(columns='["level3", "target", { key = "note", label = "备注", stage = "plan" }]')
    )
    target = short_template(
        TWO_BUDGETS.format(columns="initial_budget", source="b", label="财政拨款") + WHOLE
    )
    left = left_of(
        source,
        target,
        head={"project": "培训", "a": "李某"},
        funding={"total": {"initial_budget": "12"}, "a": {"initial_budget": "4"}},
        indicators=[{"level3": "场次", "target": "3", "note": "两次", "direction": "越多越好"}],
    )
    assert left == [
        ("项目名称", "培训"),
        ("联系人", "李某"),
        ("银行贷款的年初预算数", "4"),
        ("第 1 行“场次”的备注", "两次"),
    ]


def test_amounts_without_a_heading_are_told_by_their_row() -> None:
    source = short_template(
        '[[blocks]]\ntype = "funding"\ncolumns = [{ role = "initial_budget", label = "" }]\n'
    )
    left = left_of(source, short_template(WHOLE), funding={"total": {"initial_budget": "12"}})
    assert left == [("年度资金总额的金额", "12")]


def test_of_two_sources_for_one_row_the_second_is_told() -> None:
    rows = (
        'rows = [{ key = "a", role = "source", label = "财政拨款" },'
        ' { key = "b", role = "source", label = "本年财政拨款" }]\n'
    )
    source = short_template('[[blocks]]\ntype = "funding"\ncolumns = "initial_budget"\n' + rows)
    target = short_template(
        '[[blocks]]\ntype = "funding"\ncolumns = "initial_budget"\n'
        'rows = [{ key = "c", role = "source", label = "财政拨款" }]\n'
    )
    form = filled(source, funding={"a": {"initial_budget": "12"}, "b": {"initial_budget": "3"}})
    made = made_from(target, source, form)
    assert dict(made.form.rows("funding")[0].cells) == {"initial_budget": "12"}
    assert [(one.words, one.text) for one in made.left] == [("本年财政拨款的年初预算数", "3")]


def test_of_two_columns_of_one_name_the_second_is_told() -> None:
    own = '{{ key = "{0}", label = "依据", kind = "line", stage = "plan" }}'
    source = short_template(
        GRID.format(columns=f'["level3", "target", {own.format("a")}, {own.format("b")}]')
    )
    target = short_template(GRID.format(columns=f'["level3", "target", {own.format("c")}]'))
    left = left_of(source, target, indicators=[{"level3": "场次", "a": "文件", "b": "批复"}])
    assert left == [("第 1 行“场次”的依据", "批复")]


def test_sign_and_unit_go_to_the_number_where_they_have_no_cells() -> None:
    row = {"level3": "场次", "comparator": "≥", "target_number": "12", "measure": "场"}
    assert from_row(SPLIT, WITHOUT_MEASURE, row) == {
        "level3": "场次",
        "comparator": "≥",
        "target_number": "12场",
    }
    with_unit = GRID.format(columns='"level1 level3 target measure actual"')
    assert from_row(SPLIT, with_unit, row) == {"level3": "场次", "target": "≥12", "measure": "场"}
    unit_beside = {"level3": "场次", "target": "12", "measure": "场"}
    assert from_row(with_unit, WHOLE, unit_beside) == {"level3": "场次", "target": "12场"}


def test_a_unit_that_would_be_lost_is_told() -> None:
    source, target = short_template(QUALITATIVE), short_template(WHOLE)
    rows = [
        {"level3": "秩序", "comparator": "定性", "target_number": "明显改善", "measure": "项"},
    ]
    assert left_of(source, target, indicators=rows) == [("第 1 行“秩序”的度量单位", "项")]


def test_a_form_that_has_no_targets_takes_none() -> None:
    target = short_template(GRID.format(columns='"level1 level3 actual"'))
    left = left_of(short_template(WHOLE), target, indicators=[{"level3": "场次", "target": "12"}])
    assert left == [("第 1 行“场次”的年度指标值", "12")]


def test_texts_of_a_bureaus_own_are_carried_over_too() -> None:
    text = (
        '[[blocks]]\ntype = "texts"\nkey = "{0}"\n'
        'columns = [{{ key = "{0}", label = "项目概况", stage = "plan" }}]\n'
    )
    source, target = short_template(text.format("a")), short_template(text.format("b"))
    made = made_from(target, source, filled(source, a={"a": "两年一次"}))
    assert (dict(made.form.rows("b")[0].cells), made.left) == ({"b": "两年一次"}, ())
