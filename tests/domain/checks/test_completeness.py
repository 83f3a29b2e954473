import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.findings import Code
from short_forms import filled, short_template, typed
from sound_form import (
    EFFECT,
    FIGURES,
    GRID,
    SCORING,
    TRAININGS,
    found,
    places,
    sound_form,
    spent,
    with_new_row,
    with_row,
)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("head__only__project", "项目名称"),
        ("head__only__department", "主管部门"),
        ("head__only__implementing_unit", "实施单位"),
        ("goals__only__expected_goal", "预期目标"),
        ("goals__only__actual_outcome", "实际完成情况"),
    ],
)
def test_an_empty_field_of_the_form_is_found(path: str, words: str) -> None:
    form = sound_form(**{path: " \n"})
    assert found(form, Code.REQUIRED) == [(path.replace("__", "."), f"{words}还没有填写，请填写。")]


@pytest.mark.parametrize("column", ["level1", "level3", "target", "actual"])
def test_an_empty_cell_of_an_indicator_is_found(column: str) -> None:
    assert places(with_row(EFFECT, **{column: "\t"}), Code.REQUIRED) == [f"indicators.r4.{column}"]


def test_the_templates_own_words_name_the_cell() -> None:
    template = short_template(SCORING + GRID.replace('"actual"', '{ role = "actual", label = "完成值" }'))
    ((_, message),) = found(with_row(EFFECT, sound_form(template), actual=""), Code.REQUIRED, template)
    assert message == "第 4 行“教师能力”的完成值还没有填写，请填写。"


def test_level_2_score_and_reason_may_stay_empty() -> None:
    assert places(with_row(EFFECT, level2="", reason="", score=""), Code.REQUIRED) == []


@pytest.mark.parametrize("weight", ["", "—", " "])
def test_a_missing_weight_is_found(weight: str) -> None:
    assert found(with_row(TRAININGS, weight=weight), Code.REQUIRED) == [
        ("indicators.r1.weight", "第 1 行“教师培训场次”的分值还没有填写，请填写，不计分的填 0。")
    ]


def test_a_weight_that_cannot_be_read_is_not_called_missing() -> None:
    assert places(with_row(TRAININGS, weight="二十"), Code.REQUIRED) == []


def test_a_cell_shared_with_the_row_above_is_not_missing() -> None:
    form = sound_form()
    rows = [dict(row.cells) for row in form.rows("indicators")]
    rows[1] |= {"weight": "", "score": "", "joined": ("weight", "score")}  # type: ignore[dict-item]
    template = short_template("[scoring]\n" + GRID)
    assert places(filled(template, indicators=rows), Code.REQUIRED, template) == []


def test_missing_amounts_are_asked_for_together() -> None:
    assert found(spent("", "", ""), Code.REQUIRED) == [
        (
            "funding.total.adjusted_budget",
            "年度资金总额的全年预算数和全年执行数还没有填写，算不出执行率，请填写，没有发生的填 0。",
        )
    ]


def test_a_missing_execution_is_asked_for_alone() -> None:
    assert found(spent("10", "10", ""), Code.REQUIRED) == [
        (
            "funding.total.executed",
            "年度资金总额的全年执行数还没有填写，算不出执行率，请填写，没有发生的填 0。",
        )
    ]


def test_the_initial_budget_may_stay_empty() -> None:
    assert places(spent("", "10", "9.9"), Code.REQUIRED) == []


def test_an_adjusted_budget_is_asked_for_although_the_initial_one_gives_a_rate() -> None:
    assert found(spent("10", "", "9.9"), Code.REQUIRED) == [
        (
            "funding.total.adjusted_budget",
            "年度资金总额的全年预算数还没有填写，请填写，没有发生的填 0。",
        )
    ]


def test_amounts_that_cannot_be_read_are_not_called_missing() -> None:
    assert places(spent("", "很多", "9.9"), Code.REQUIRED) == []


def test_a_total_left_to_the_rule_is_not_missing() -> None:
    columns = ("initial_budget", "adjusted_budget", "executed")
    form = sound_form(**{f"funding__total__{column}": "" for column in columns})
    assert places(form, Code.REQUIRED) == []


def test_a_form_with_one_budget_column_is_asked_for_that_one() -> None:
    template = short_template('[[blocks]]\ntype = "funding"\ncolumns = "initial_budget executed"\n')
    assert found(blank_form(template, 2023), Code.REQUIRED, template) == [
        (
            "funding.total.initial_budget",
            "年度资金总额的年初预算数和全年执行数还没有填写，算不出执行率，请填写，没有发生的填 0。",
        )
    ]


APART = short_template(
    '[[blocks]]\ntype = "funding"\nkey = "spent"\ncolumns = "executed"\n'
    '[[blocks]]\ntype = "funding"\nkey = "given"\ncolumns = "adjusted_budget"\n'
)


def test_a_budget_in_another_grid_is_not_asked_for_with_what_was_spent() -> None:
    assert found(blank_form(APART, 2023), Code.REQUIRED, APART) == [
        ("spent.total.executed", "年度资金总额的全年执行数还没有填写，算不出执行率，请填写，没有发生的填 0。")
    ]


REQUIRED_AMOUNTS = short_template(
    """
[[blocks]]
type = "funding"
columns = [
    { role = "initial_budget", required = true },
    { role = "adjusted_budget", required = true },
    { role = "executed", required = true },
    { key = "balance", label = "结余", kind = "amount", required = true },
]
"""
)


def test_amounts_that_a_template_requires_are_asked_for_once_in_the_total() -> None:
    form = blank_form(REQUIRED_AMOUNTS, 2023)
    assert places(form, Code.REQUIRED, REQUIRED_AMOUNTS) == [
        "funding.total.initial_budget",
        "funding.total.adjusted_budget",
        "funding.total.balance",
    ]
    form = typed(form, funding__carryover__initial_budget="5", funding__total__balance="-1")
    assert places(form, Code.REQUIRED, REQUIRED_AMOUNTS) == ["funding.total.adjusted_budget"]


def test_a_row_not_begun_is_one_finding() -> None:
    form = with_new_row(2, level1="产出指标", level2="成本指标")
    assert found(form, Code.REQUIRED) == [
        ("indicators.r6.level3", "第 3 行的指标还没有填写，请填写，不需要的行请删去。")
    ]


def test_rows_not_begun_are_one_finding_for_each_stretch() -> None:
    form = sound_form()
    for at in (5, 5, 5, 0):
        form = with_new_row(at, form)
    assert found(form, Code.REQUIRED) == [
        ("indicators.r9.level3", "第 1 行的指标还没有填写，请填写，不需要的行请删去。"),
        ("indicators.r8.level3", "第 7 至 9 行的指标还没有填写，请填写，不需要的行请删去。"),
    ]


def test_a_form_without_indicators_is_told_to_add_some() -> None:
    form = sound_form().with_rows("indicators", ())
    assert found(form, Code.REQUIRED) == [("figures.only.total", "还没有绩效指标，请添加指标行并填写。")]


def test_without_a_total_that_is_said_at_the_grid() -> None:
    template = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3"')
    assert places(filled(template), Code.REQUIRED, template) == ["indicators.only.level3"]


IN_GRID = short_template(SCORING + GRID + '\nrows = [{ key = "execution", role = "execution" }]\n' + FIGURES)


def test_of_the_row_of_the_execution_rate_nothing_is_asked() -> None:
    form = filled(IN_GRID, indicators=[{"id": "execution"}])
    assert places(form, Code.REQUIRED, IN_GRID) == ["figures.only.total"]


GOALS_AND_MORE = short_template(
    """
[[blocks]]
type = "goals"
label = "年度目标"
numbered = "目标{n}"
columns = "expected_goal actual_outcome"

[[blocks]]
type = "texts"
columns = [{ key = "conclusion", label = "评价结论", required = true }, { key = "more", label = "其他" }]

[[blocks]]
type = "checklist"
columns = [{ key = "how", label = "情况说明", required = true }]
rows = [{ key = "a", label = "分配科学性" }, { key = "b", label = "下达及时性" }]
"""
)


def test_goals_boxes_and_lists_are_asked_for_what_their_template_requires() -> None:
    form = filled(GOALS_AND_MORE, goals=[{"expected_goal": "甲"}, {}], checklist={"a": {"how": "好"}})
    assert found(form, Code.REQUIRED, GOALS_AND_MORE) == [
        ("goals.r1.actual_outcome", "目标1的实际完成情况还没有填写，请填写。"),
        ("goals.r2.expected_goal", "目标2的预期目标还没有填写，请填写。"),
        ("goals.r2.actual_outcome", "目标2的实际完成情况还没有填写，请填写。"),
        ("texts.only.conclusion", "评价结论还没有填写，请填写。"),
        ("checklist.b.how", "下达及时性的情况说明还没有填写，请填写。"),
    ]


def test_without_any_goal_one_is_asked_for() -> None:
    form = filled(GOALS_AND_MORE, texts={"conclusion": "好"}, checklist={key: {"how": "好"} for key in "ab"})
    assert found(form, Code.REQUIRED, GOALS_AND_MORE) == [
        ("goals.only.expected_goal", "年度目标还没有填写，请添加一项并填写。")
    ]


def test_a_complete_form_lacks_nothing() -> None:
    assert places(sound_form(), Code.REQUIRED) == []
