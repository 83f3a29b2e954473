import pickle
from decimal import Decimal
from typing import Any

import pytest

from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import Role, RowRole
from perfeval_desktop.domain.facts import (
    Fund,
    IndicatorFacts,
    facts,
    full_actual,
    full_target,
    is_blank,
    level1_parts,
    text_of,
    unit_of,
)
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.numerals import NOTHING, Number, NumberProblem
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.template import Template
from short_forms import filled, short_template, typed

TEMPLATE = short_template(
    """
[amounts]
unit = "万元"

[scoring]
reached_words = ["办妥"]

[[blocks]]
type = "fields"
columns = "project project_code department implementing_unit"

[[blocks]]
type = "funding"
columns = "initial_budget adjusted_budget received executed execution_rate weight score reason"

[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = "expected_goal actual_outcome weight score"

[[blocks]]
type = "indicators"
columns = "level1 level2 level3 target adjusted_target actual weight score completion_rate reason"
rows = [{ key = "execution", role = "execution" }]

[[blocks]]
type = "figures"
grid = "indicators"
columns = "total_weight total grade"
"""
)
SPLIT = short_template(
    """
[scoring]

[[blocks]]
type = "indicators"
columns = "level3 comparator target_number measure adjusted_target actual item_score share coefficient"
"""
)
BARE = short_template('[[blocks]]\ntype = "texts"\ncolumns = [{ key = "opinion" }]')


def decimals(*values: int | str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def indicator(template: Template = TEMPLATE, **cells: str) -> IndicatorFacts:
    (one,) = facts(template, filled(template, indicators=[cells])).indicators
    return one


def split(**cells: str) -> IndicatorFacts:
    return indicator(SPLIT, **cells)


# -- the form as a whole -------------------------------------------------------------------------------------


def test_single_cells_are_found_by_their_role() -> None:
    head = {"project": "培训", "project_code": "X-1", "department": "教育局", "implementing_unit": "一小"}
    form = typed(filled(TEMPLATE, fields=head), form__only__execution_note="年中追加")
    read = facts(TEMPLATE, form)
    assert (read.project, read.project_code, read.department, read.implementing_unit) == (
        *("培训", "X-1", "教育局", "一小"),
    )
    assert (read.year, read.execution_note) == (2023, "年中追加")
    assert text_of(TEMPLATE, form, Role.SHOWN_UNIT) == ""


def test_a_form_without_such_blocks_has_none_of_it() -> None:
    read = facts(BARE, filled(BARE))
    assert (read.project, read.fund, read.funds, read.goals, read.indicators) == ("", None, (), (), ())
    assert read.claims == facts(TEMPLATE, filled(TEMPLATE)).claims


@pytest.mark.parametrize(
    ("own", "unit"),
    [
        ("", MoneyUnit.TEN_THOUSAND_YUAN),
        ("元", MoneyUnit.YUAN),
        ("万元", MoneyUnit.TEN_THOUSAND_YUAN),
        ("美元", MoneyUnit.TEN_THOUSAND_YUAN),
    ],
)
def test_the_unit_is_the_forms_own_or_else_the_templates(own: str, unit: MoneyUnit) -> None:
    form = typed(filled(TEMPLATE), form__only__unit=own)
    assert unit_of(TEMPLATE, form) is unit
    assert facts(TEMPLATE, form).unit is unit


def test_what_the_paper_claims_is_read() -> None:
    claimed = {"total_weight": "100", "total": "９８．５", "grade": " 优 "}
    claims = facts(TEMPLATE, filled(TEMPLATE, figures=claimed)).claims
    assert (claims.total_weight, claims.total) == (Number(Decimal(100)), Number(Decimal("98.5")))
    assert claims.grade == "优"


# -- funding -------------------------------------------------------------------------------------------------


def fund(**rows: dict[str, str]) -> Fund:
    found = facts(TEMPLATE, filled(TEMPLATE, funding=rows)).fund
    assert found is not None
    return found


def test_amounts_are_in_yuan() -> None:
    total, *_ = fund(total={"initial_budget": "9", "adjusted_budget": "8.98", "executed": "120元"}).rows
    assert (total.initial.value, total.adjusted.value, total.executed.value) == decimals(90_000, 89_800, 120)
    assert total.received == NOTHING


def test_what_cannot_be_read_says_why() -> None:
    total, *_ = fund(total={"executed": "六万", "score": "九分"}).rows
    assert total.executed == Number(None, NumberProblem.NO_NUMBER)
    assert total.score.is_unreadable


def test_what_stands_beside_the_amounts_is_read_as_typed() -> None:
    total, *_ = fund(
        total={"execution_rate": "98.5%", "weight": "10", "score": "9.85", "reason": "年底结算"}
    ).rows
    assert (total.rate.value, total.weight.value, total.score.value) == (*decimals("98.5", 10, "9.85"),)
    assert total.reason == "年底结算"


def test_every_fixed_row_has_its_facts_even_if_the_form_has_none_of_them() -> None:
    rows = fund(carryover={"executed": "1"}).rows
    assert [(row.row, row.words) for row in rows] == [
        ("total", "年度资金总额"),
        ("current_appropriation", "当年财政拨款"),
        ("carryover", "上年结转资金"),
        ("other_funds", "其他资金"),
    ]
    assert [row.role for row in rows] == [RowRole.TOTAL, *[RowRole.SOURCE] * 3]
    assert [row.executed.value for row in rows] == [None, None, 10_000, None]


def test_a_row_without_a_role_is_a_source() -> None:
    template = short_template('[[blocks]]\ntype = "funding"\ncolumns = "executed"\nrows = [{ key = "own" }]')
    (only,) = facts(template, filled(template)).funds
    assert only.rows[0].role is RowRole.SOURCE


def test_the_execution_rate_is_of_the_grid_with_what_was_spent() -> None:
    budget = '[[blocks]]\ntype = "funding"\nkey = "budget"\ncolumns = "initial_budget"\n'
    spent = '[[blocks]]\ntype = "funding"\nkey = "spent"\ncolumns = "executed"\n'
    both = short_template(budget + spent)
    read = facts(both, filled(both))
    assert [one.block for one in read.funds] == ["budget", "spent"]
    assert read.fund is read.funds[1]
    alone = short_template(budget)
    assert facts(alone, filled(alone)).fund is None


# -- goals ---------------------------------------------------------------------------------------------------


def test_goals_are_read_in_their_order() -> None:
    goals = [
        {"expected_goal": "办班", "actual_outcome": "办了", "weight": "80", "score": "76"},
        {"expected_goal": "宣传"},
    ]
    first, second = facts(TEMPLATE, filled(TEMPLATE, goals=goals)).goals
    assert (first.row, first.expected, first.outcome) == ("r1", "办班", "办了")
    assert (first.weight.value, first.score.value) == decimals(80, 76)
    assert (second.expected, second.outcome, second.weight) == ("宣传", "", NOTHING)


# -- indicators ----------------------------------------------------------------------------------------------


def test_an_indicator_is_read_by_its_roles() -> None:
    one = indicator(
        level1="产出指标",
        level2="数量指标",
        level3="培训场次",
        target="≥10场",
        actual="12场",
        weight="12.5",
        score="12",
        completion_rate="120%",
        reason="加办两场",
    )
    assert (one.level1, one.level2, one.name) == ("产出指标", "数量指标", "培训场次")
    assert one.subject == Subject("产出指标", "数量指标", "培训场次")
    assert (one.target, one.actual, one.completion, one.reason) == ("≥10场", "12场", "120%", "加办两场")
    assert (one.weight.value, one.score.value) == decimals("12.5", 12)
    assert one.target_quantity is not None
    assert one.target_quantity.number == 10
    assert one.judgement.is_reached is True


@pytest.mark.parametrize(
    ("direction", "is_reached"), [("", None), ("越少越好", True), ("越多越好", False), ("左右都好", None)]
)
def test_which_way_is_better_is_as_the_user_chose(
    direction: str,
    is_reached: bool | None,  # noqa: FBT001
) -> None:
    one = indicator(level3="床位使用率", target="20%", actual="15%", direction=direction)
    assert one.judgement.is_reached is is_reached


def test_the_words_for_reached_are_the_templates() -> None:
    assert indicator(level3="手续", target="按时办理", actual="办妥").judgement.is_reached is True
    other = indicator(level3="手续", target="按时办理", actual="手续齐全")
    assert other.judgement.is_reached is None


def test_a_form_without_points_knows_the_usual_words() -> None:
    template = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual"')
    assert indicator(template, level3="手续", target="按时", actual="已完成").judgement.is_reached is True


def test_the_name_is_that_of_the_last_level() -> None:
    one_level = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level1 target"')
    two_levels = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level1 level2 target"')
    assert indicator(one_level, level1="在园幼儿数").name == "在园幼儿数"
    assert indicator(two_levels, level1="产出", level2="培训场次").name == "培训场次"


def test_an_adjusted_target_counts_instead_of_the_first() -> None:
    one = indicator(level3="场次", target="≥10场", adjusted_target="≥8场", actual="9场")
    assert (one.target, one.judgement.is_reached) == ("≥8场", True)
    assert indicator(level3="场次", target="≥10场", adjusted_target="—", actual="9场").target == "≥10场"


@pytest.mark.parametrize(
    ("sign", "number", "unit", "target"),
    [
        ("≥", "95", "%", "≥95%"),
        ("", "10", "场", "10场"),
        ("定性", "显著提高", "", "显著提高"),
        ("正向", "95", "%", "95%"),
        ("≥", "98%", "百分比", "≥98%"),
        (" ≤ ", " 3 ", " 天 ", "≤3天"),
        ("", "", "场", ""),
    ],
)
def test_a_target_in_several_cells_is_put_together(sign: str, number: str, unit: str, target: str) -> None:
    one = split(level3="指标", comparator=sign, target_number=number, measure=unit)
    assert one.target == target


def test_an_adjusted_number_keeps_the_sign_and_the_unit_of_the_first_target() -> None:
    one = split(
        level3="场次", comparator="≥", target_number="10", measure="场", adjusted_target="8", actual="9"
    )
    assert (one.target, one.actual, one.judgement.is_reached) == ("≥8场", "9场", True)


@pytest.mark.parametrize(
    ("actual", "unit", "full"),
    [
        ("12", "场", "12场"),
        (" 12 ", "场", "12场"),
        ("12 场", "场", "12 场"),
        ("已办", "场", "已办"),
        ("12", "", "12"),
    ],
)
def test_a_bare_actual_has_the_unit_beside_it(actual: str, unit: str, full: str) -> None:
    assert split(level3="场次", measure=unit, actual=actual).actual == full


BESIDE = short_template(
    '[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 target measure actual weight score"'
)


@pytest.mark.parametrize(
    ("target", "unit", "actual", "full_target", "full_actual"),
    [
        ("≥95", "%", "97", "≥95%", "97%"),
        ("≥95", "%", "97%", "≥95%", "97%"),
        ("≥95%", "%", "97", "≥95%", "97%"),
        ("≥ 5", "万人", "≥6", "≥ 5万人", "≥6万人"),
        ("40", "座", "38", "40座", "38座"),
        ("≥95", "", "97", "≥95", "97"),
        ("按期办结", "项", "已办结", "按期办结", "已办结"),
        ("12月", "月", "11月", "12月", "11月"),
    ],
)
def test_the_unit_beside_a_target_of_sign_and_number_is_that_of_target_and_actual(
    target: str, unit: str, actual: str, full_target: str, full_actual: str
) -> None:
    one = indicator(BESIDE, level3="指标", target=target, measure=unit, actual=actual)
    assert (one.target, one.actual) == (full_target, full_actual)


def test_an_adjusted_target_with_its_sign_has_the_unit_beside_it_too() -> None:
    one = split(
        level3="率", comparator="", target_number="≥98", measure="%", adjusted_target="≥95", actual="96"
    )
    assert (one.target, one.judgement.is_reached) == ("≥95%", True)


def test_shares_and_coefficients_are_read_with_or_without_their_sign() -> None:
    one = split(level3="场次", item_score="90", share="25%", coefficient="80")
    assert (one.item_score.value, one.share.value, one.coefficient.value) == decimals(90, 25, 80)
    assert (one.weight, one.score) == (NOTHING, NOTHING)


@pytest.mark.parametrize(
    ("text", "name", "points"),
    [
        ("产出指标（50分）", "产出指标", 50),
        ("产出指标(12.5 分)", "产出指标", Decimal("12.5")),
        ("产出指标\n（50分）", "产出指标", 50),
        ("产出指标", "产出指标", None),
        ("产出指标（重点）", "产出指标（重点）", None),
        ("产出指标（若干分）", "产出指标（若干分）", None),
        ("（50分）", "（50分）", None),
        ("满 意\n度", "满 意\n度", None),
    ],
)
def test_points_behind_a_level_1_name_are_no_part_of_it(text: str, name: str, points: Decimal | None) -> None:
    assert level1_parts(text) == (name, points)
    one = indicator(level1=text)
    assert (one.level1, one.level1_points) == (name, points)


def test_rows_that_share_a_cell_say_so() -> None:
    rows: list[dict[str, Any]] = [{"level3": "一"}, {"level3": "二", "joined": ["score", "weight"]}]
    first, second = facts(TEMPLATE, filled(TEMPLATE, indicators=rows)).indicators
    assert (first.is_joined, first.weight_is_joined) == (False, False)
    assert (second.is_joined, second.weight_is_joined) == (True, True)


def test_the_row_of_the_execution_rate_is_known() -> None:
    rows = [{"id": "execution", "level3": "预算执行率"}, {"level3": "场次", "parent": "g1"}]
    execution, other = facts(TEMPLATE, filled(TEMPLATE, indicators=rows)).indicators
    assert (execution.is_execution, other.is_execution) == (True, False)
    assert (execution.goal, other.goal) == (None, "g1")


def test_a_row_with_nothing_but_the_names_of_its_levels_is_not_begun() -> None:
    assert indicator(level1="产出", level2="数量", level3=" ").is_blank
    assert not indicator(level1="产出", target="10").is_blank
    one_level = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level1 target"')
    assert not indicator(one_level, level1="在园幼儿数").is_blank


def test_a_row_is_read_once_for_a_template() -> None:
    form = filled(TEMPLATE, indicators=[{"level3": "场次"}])
    (first,), (again,) = facts(TEMPLATE, form).indicators, facts(TEMPLATE, form).indicators
    assert first is again
    changed = typed(form, indicators__r1__target="10场")
    assert facts(TEMPLATE, changed).indicators[0].target == "10场"
    assert facts(TEMPLATE, pickle.loads(pickle.dumps(form))) == facts(TEMPLATE, form)  # noqa: S301  # our own


def test_texts_of_a_row_are_read_by_key() -> None:
    form: Form = filled(SPLIT, indicators=[{"target_number": "3", "measure": "天", "actual": "2"}])
    assert SPLIT.grid is not None
    found, row = grid_keys(SPLIT.grid), form.rows("indicators")[0]
    assert (full_target(found, row), full_actual(found, row)) == ("3天", "2天")
    assert not is_blank(found, row)
