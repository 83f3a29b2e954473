from decimal import Decimal, localcontext
from typing import Any

import pytest

from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.fund_lines import Rate
from perfeval_desktop.domain.scoring import NO_SCORE, DimensionScore, Origin, Score, ScoreSheet, score
from perfeval_desktop.domain.template import Template
from short_forms import filled, sheet_of, short_template, typed
from sound_form import (
    EFFECT,
    FIGURES,
    FUNDING,
    GOALS,
    GRID,
    NATIONAL,
    SATISFACTION,
    SCORING,
    TRAININGS,
    sound_form,
    with_row,
)

TRUNCATING = short_template(
    '[rate]\nmode = "truncate"\n[scoring.score]\nmode = "truncate"\n' + SCORING + FUNDING + GRID
)


def rule(**of_execution: str) -> Template:
    """Return a template with an execution rule, given as TOML values."""
    lines = "".join(f"{key} = {value}\n" for key, value in of_execution.items())
    return short_template(f"[scoring.execution]\n{lines}" + FUNDING)


def spent(adjusted: str, executed: str, template: Template = NATIONAL) -> ScoreSheet:
    row = {"adjusted_budget": adjusted, "executed": executed}
    return sheet_of(template, filled(template, funding={"current_appropriation": row}))


def points(target: str, actual: str, weight: str = "10") -> Score:
    return sheet_of(
        NATIONAL, with_row(TRAININGS, level3="会议场次", target=target, actual=actual, weight=weight)
    ).indicators[0]


# -- the execution rate --


@pytest.mark.parametrize(
    ("template", "adjusted", "executed", "rate", "value"),
    [
        (NATIONAL, "57607470", "56961217", "98.88", "9.89"),
        (TRUNCATING, "90000", "89800", "99.77", "9.97"),
        (NATIONAL, "90000", "89800", "99.78", "9.98"),
        (NATIONAL, "100", "0", "0.00", "0.00"),
        (NATIONAL, "100", "120", "120.00", "10.00"),
    ],
)
def test_the_execution_score_is_the_rates_share_of_its_weight(
    template: Template, adjusted: str, executed: str, rate: str, value: str
) -> None:
    sheet = spent(adjusted, executed, template)
    assert sheet.rate is not None
    assert str(sheet.rate.figure) == rate
    assert sheet.execution == Score(Decimal(value), Decimal(value), Origin.RULE, Decimal(10))


@pytest.mark.parametrize(("adjusted", "executed"), [("0", "0"), ("0", "5"), ("", "5"), ("5", ""), ("", "")])
def test_without_budget_or_execution_there_is_no_rate_and_no_score(adjusted: str, executed: str) -> None:
    sheet = spent(adjusted, executed)
    assert sheet.rate is None
    assert sheet.execution == Score(None, None, Origin.MISSING, Decimal(10))
    assert not sheet.is_complete
    assert sheet.grade is None


def test_before_the_budget_is_adjusted_the_initial_one_is_the_measure() -> None:
    form = filled(NATIONAL, funding={"total": {"initial_budget": "8", "executed": "6"}})
    assert sheet_of(NATIONAL, form).rate == Rate(Decimal("0.75"), Decimal("75.00"))


@pytest.mark.parametrize(
    ("form", "figure"), [("percent", "98.88"), ("number", "98.88"), ("fraction", "0.99")]
)
def test_a_rate_is_a_percentage_or_a_fraction(form: str, figure: str) -> None:
    template = short_template(f'[rate]\nform = "{form}"\n' + SCORING + FUNDING)
    rate = spent("57607470", "56961217", template).rate
    assert rate is not None
    assert str(rate.figure) == figure


STEPS = '[{ least = "0.9", earns = "1" }, { least = "0.6", earns = "0.5" }]'


@pytest.mark.parametrize(
    ("executed", "value"),
    [("59.99", "0"), ("60", "5"), ("89.99", "5"), ("90", "10"), ("150", "10"), ("0", "0")],
)
def test_an_execution_rate_may_earn_in_steps(executed: str, value: str) -> None:
    assert spent("100", executed, rule(weight='"10"', steps=STEPS)).execution.value == Decimal(value)


@pytest.mark.parametrize(("flag", "value"), [("true", "9.90"), ("false", "9.98")])
@pytest.mark.parametrize(("form", "decimals"), [("percent", 0), ("fraction", 2)])
def test_the_score_may_be_taken_from_the_printed_rate(
    flag: str, value: str, form: str, decimals: int
) -> None:
    template = short_template(
        f'[rate]\nform = "{form}"\nmode = "truncate"\ndecimals = {decimals}\n'
        f'[scoring.execution]\nweight = "10"\nfrom_printed_rate = {flag}\n' + FUNDING
    )
    assert spent("90000", "89800", template).execution.value == Decimal(value)


def test_a_typed_execution_score_stands_for_a_budget_of_zero() -> None:
    form = filled(NATIONAL, funding={"total": {"adjusted_budget": "0", "executed": "0", "score": "10"}})
    execution = sheet_of(NATIONAL, form).execution
    assert execution == Score(None, Decimal(10), Origin.TYPED, Decimal(10))
    assert not execution.overrides


def test_a_typed_execution_score_stands_against_the_rule() -> None:
    execution = sheet_of(NATIONAL, sound_form(funding__total__score="9")).execution
    assert execution == Score(Decimal("9.90"), Decimal(9), Origin.TYPED, Decimal(10))
    assert execution.overrides


def test_a_typed_score_that_cannot_be_read_counts_as_missing() -> None:
    sheet = sheet_of(NATIONAL, sound_form(funding__total__score="免评"))
    assert sheet.execution == Score(Decimal("9.90"), None, Origin.MISSING, Decimal(10))
    assert not sheet.is_complete


def test_an_execution_without_weight_earns_nothing_and_is_not_missing() -> None:
    sheet = spent("", "", rule(weight='"0"'))
    assert sheet.execution == Score(Decimal(0), Decimal(0), Origin.RULE, Decimal(0))
    assert sheet.is_complete
    assert not sheet.is_scored
    assert sheet.grade is None


def test_a_form_without_an_execution_rule_has_no_such_score() -> None:
    template = short_template("[scoring]\n" + FUNDING.replace("weight execution_rate score", "") + GRID)
    sheet = sheet_of(template, sound_form(template))
    assert sheet.execution is NO_SCORE
    assert (sheet.total, sheet.total_weight) == (Decimal(90), Decimal(90))
    assert sheet.rate is not None


IN_GRID = short_template(
    SCORING
    + FUNDING.replace(" weight execution_rate score", "")
    + GRID
    + 'rows = [{ key = "execution", role = "execution" }]\n'
)


def with_execution_row(**texts: str) -> Form:
    form = sound_form(IN_GRID)
    rows = filled(IN_GRID, indicators=[{"id": "execution", **texts}]).rows("indicators")
    return form.with_rows("indicators", (*form.rows("indicators"), *rows))


def test_the_execution_rate_may_earn_its_points_in_a_row_of_the_grid() -> None:
    sheet = sheet_of(IN_GRID, with_execution_row(level1="执行率"))
    assert (
        sheet.indicators[-1]
        == sheet.execution
        == Score(Decimal("9.90"), Decimal("9.90"), Origin.RULE, Decimal(10))
    )
    assert (sheet.total, sheet.total_weight) == (Decimal("99.90"), Decimal(100))
    assert "执行率" not in {one.name for one in sheet.dimensions}
    assert sheet.execution_is_apart
    assert sheet_of(IN_GRID, with_execution_row(score="8")).execution.value == 8


def test_the_points_of_the_rate_may_be_a_part_of_a_dimension() -> None:
    sheet = sheet_of(IN_GRID, with_execution_row(level1="满意度指标"))
    assert sheet.dimensions[-1] == DimensionScore("满意度指标", Decimal(20), Decimal("19.90"))
    assert (sheet.total, sheet.total_weight) == (Decimal("99.90"), Decimal(100))
    assert not sheet.execution_is_apart


def test_without_its_row_yet_the_execution_rate_earns_all_the_same() -> None:
    assert sheet_of(IN_GRID, sound_form(IN_GRID)).total == Decimal("99.90")


JUDGED = short_template(
    '[scoring.execution]\nweight = "20"\n'
    '[[blocks]]\ntype = "funding"\ncolumns = "adjusted_budget executed"\n'
    '[[blocks]]\ntype = "indicators"\ncolumns = "level3 weight target actual coefficient score"\n'
    'rows = [{ key = "execution", role = "execution" }]\n'
)


@pytest.mark.parametrize(
    ("coefficient", "score", "expected"),
    [
        ("0.87", "", Score(Decimal("17.40"), Decimal("17.40"), Origin.RULE, Decimal(20))),
        ("87%", "17.4", Score(Decimal("17.40"), Decimal("17.4"), Origin.TYPED, Decimal(20))),
        ("", "", Score(Decimal("17.50"), Decimal("17.50"), Origin.RULE, Decimal(20))),
        ("不好说", "", Score(Decimal("17.50"), Decimal("17.50"), Origin.RULE, Decimal(20))),
    ],
)
def test_the_row_of_the_execution_rate_obeys_a_persons_coefficient(
    coefficient: str, score: str, expected: Score
) -> None:
    form = filled(
        JUDGED,
        funding={"total": {"adjusted_budget": "80", "executed": "70"}},
        indicators=[{"id": "execution", "coefficient": coefficient, "score": score}],
    )
    sheet = sheet_of(JUDGED, form)
    assert sheet.execution == expected
    assert sheet.indicators == (expected,)
    assert sheet.total == expected.value


# -- indicators --


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("≥100", "100", "10.00"),
        ("≥100", "200", "10.00"),
        ("≥100", "95", "9.50"),
        ("100", "95", "9.50"),
        ("=100", "95", "9.50"),
        (">100", "95", "9.50"),
        ("≥100", "0", "0.00"),
        ("≥3", "2", "6.67"),
        ("≤5", "5", "10.00"),
        ("≤5", "8", "6.25"),
        ("<5", "10", "5.00"),
        ("≤5", "0", "10.00"),
        ("=0", "0", "10.00"),
        ("≤0", "0", "10.00"),
    ],
)
def test_a_quantity_earns_its_weight_or_the_proportional_share(target: str, actual: str, value: str) -> None:
    assert points(target, actual) == Score(Decimal(value), Decimal(value), Origin.RULE, Decimal(10))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        *(("=0", "1"), ("≤0", "1"), ("≥-5", "-6"), ("≥5", "-1"), ("≤-5", "3"), ("≥90%", "9.5")),
        *(("≥10场", "12人"), ("≥10场", "很多"), ("稳定性高", "稳定"), ("稳定性高", "99%"), ("≥10场", "")),
        *(("", "12场"), ("", ""), (">100%", "100%"), ("0起", "3起"), ("2小时", "1小时")),
    ],
)
def test_where_no_rule_applies_the_score_is_missing(target: str, actual: str) -> None:
    assert points(target, actual) == Score(None, None, Origin.MISSING, Decimal(10))


def test_without_a_weight_there_is_no_score() -> None:
    missing = sheet_of(NATIONAL, with_row(TRAININGS, weight="")).indicators[0]
    assert missing == Score(None, None, Origin.MISSING, None)


def test_a_typed_score_stands_and_is_marked_where_it_differs_from_the_rule() -> None:
    own = sheet_of(NATIONAL, with_row(TRAININGS, actual="9场", score="9")).indicators[0]
    assert own == Score(Decimal(18), Decimal(9), Origin.TYPED, Decimal(20))
    assert own.overrides
    agreed = sheet_of(NATIONAL, with_row(TRAININGS, actual="9场", score="18")).indicators[0]
    assert not agreed.overrides
    assert not points("≥10", "9").overrides


def test_what_is_typed_beyond_a_limit_counts_as_typed() -> None:
    values = [
        sheet_of(NATIONAL, with_row(TRAININGS, score=one)).indicators[0].value
        for one in ("21", "-1", "9.999")
    ]
    assert values == [Decimal(21), Decimal(-1), Decimal("9.999")]


def test_a_weight_finer_than_scores_is_not_rounded_up_beyond_itself() -> None:
    whole = short_template("[scoring.score]\ndecimals = 0\n" + GRID)
    row = {"level1": "产出指标", "target": "≥10", "weight": "9.5"}
    reached, half = (
        sheet_of(whole, filled(whole, indicators=[row | {"actual": actual}])).indicators[0]
        for actual in ("10", "5")
    )
    assert (reached.value, half.value) == (Decimal("9.5"), Decimal(5))


# -- cells in common --


def shared(*rows: dict[str, Any]) -> tuple[Score, ...]:
    return sheet_of(NATIONAL, filled(NATIONAL, indicators=rows)).indicators


REACHED = {"target": "≥10场", "actual": "12场", "weight": "20"}
MISSED = {"target": "≥10场", "actual": "9场", "weight": "20"}


def test_one_score_of_several_rows_is_full_where_all_are_reached() -> None:
    first, second, third = shared(
        REACHED, REACHED | {"joined": ("score",)}, REACHED | {"joined": ("score",), "weight": "5"}
    )
    assert first == Score(Decimal(45), Decimal(45), Origin.RULE, Decimal(45))
    assert second == Score(None, None, Origin.SHARED, Decimal(20))
    assert third == Score(None, None, Origin.SHARED, Decimal(5))


def test_one_score_of_several_rows_is_a_persons_where_one_is_missed() -> None:
    first, _ = shared(REACHED, MISSED | {"joined": ("score",)})
    assert first == Score(None, None, Origin.MISSING, Decimal(40))
    own, _ = shared(REACHED | {"score": "30"}, MISSED | {"joined": ("score",), "score": "99"})
    assert own == Score(None, Decimal(30), Origin.TYPED, Decimal(40))


def test_a_weight_and_a_score_in_common_are_one() -> None:
    first, second = shared(REACHED, MISSED | {"actual": "10场", "joined": ("weight", "score")})
    assert first == Score(Decimal(20), Decimal(20), Origin.RULE, Decimal(20))
    assert second == Score(None, None, Origin.SHARED, None)


def test_rows_without_weights_have_no_score_in_common_but_a_typed_one() -> None:
    bare = {"target": "≥10场", "actual": "12场"}
    assert shared(bare, bare | {"joined": ("score",)})[0] == Score(None, None, Origin.MISSING, None)
    zero = shared(bare | {"weight": "0"}, bare | {"joined": ("score",)})[0]
    assert zero == Score(Decimal(0), Decimal(0), Origin.RULE, Decimal(0))


def test_how_rows_divide_a_weight_in_common_is_for_a_person_to_say() -> None:
    first, second, third = shared(
        REACHED | {"score": "12"}, REACHED | {"joined": ("weight",)}, REACHED | {"weight": "5"}
    )
    assert first == Score(None, Decimal(12), Origin.TYPED, Decimal(20))
    assert second == Score(None, None, Origin.MISSING, None)
    assert third.value == Decimal(5)


def test_the_first_row_of_a_form_cannot_share_what_is_above_it() -> None:
    first, second = shared(REACHED | {"joined": ("score",)}, REACHED)
    assert (first.value, second.value) == (Decimal(20), Decimal(20))


# -- coefficients and scores of 100 --


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        ("coefficient weight score", {"weight": "20", "coefficient": "90%"}, ("18.00", Origin.RULE, 20)),
        ("coefficient weight score", {"weight": "20", "coefficient": "33"}, ("6.60", Origin.RULE, 20)),
        ("coefficient weight score", {"weight": "20", "coefficient": "0.95"}, ("19.00", Origin.RULE, 20)),
        ("coefficient weight score", {"weight": "20", "coefficient": "1"}, ("20.00", Origin.RULE, 20)),
        ("coefficient weight score", {"weight": "20", "coefficient": "1%"}, ("0.20", Origin.RULE, 20)),
        ("coefficient weight score", {"weight": "20", "coefficient": "0"}, ("0.00", Origin.RULE, 20)),
        ("coefficient weight score", {"coefficient": "90"}, (None, Origin.MISSING, None)),
        ("coefficient weight score", {"weight": "20", "coefficient": "150"}, ("20", Origin.RULE, 20)),
        ("coefficient weight score", {"weight": "20", "coefficient": "-5"}, ("0", Origin.RULE, 20)),
        ("item_score share score", {"item_score": "95", "share": "10%"}, ("9.50", Origin.RULE, 10)),
        ("item_score share score", {"item_score": "95", "share": "7.5"}, ("7.13", Origin.RULE, "7.5")),
        ("item_score share score", {"item_score": "95"}, (None, Origin.MISSING, None)),
        ("item_score share score", {"share": "10"}, ("8.00", Origin.RULE, 10)),
        (
            "item_score share weight score",
            {"item_score": "90", "share": "10", "weight": "9"},
            ("9.00", Origin.RULE, 9),
        ),
    ],
)
def test_a_coefficient_or_a_score_of_100_gives_the_score(
    columns: str, row: dict[str, str], expected: tuple[str | None, Origin, Any]
) -> None:
    template = short_template(
        f'[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual {columns}"\n'
    )
    rows = [{"level3": "培训场次", "target": "≥10场", "actual": "8场", **row}]
    one = sheet_of(template, filled(template, indicators=rows)).indicators[0]
    value, origin, weight = expected
    assert (one.value, one.origin) == (None if value is None else Decimal(value), origin)
    assert one.weight == (None if weight is None else Decimal(weight))


# -- goals --

GOALS_EARN = short_template(
    SCORING
    + FUNDING
    + '[[blocks]]\ntype = "goals"\nnumbered = "目标{n}"\ncolumns = "expected_goal weight score"\n'
    '[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual"\n' + FIGURES
)


def test_goals_earn_where_indicators_cannot() -> None:
    form = filled(
        GOALS_EARN,
        funding={"total": {"adjusted_budget": "10", "executed": "10"}},
        goals=[{"weight": "50", "score": "45"}, {"weight": "40"}, {"expected_goal": "甲"}],
        indicators=[{"level3": "乙", "target": "5", "actual": "5"}],
    )
    sheet = sheet_of(GOALS_EARN, form)
    assert sheet.indicators == (NO_SCORE,)
    assert sheet.goals == (
        Score(None, Decimal(45), Origin.TYPED, Decimal(50)),
        Score(None, None, Origin.MISSING, Decimal(40)),
        NO_SCORE,
    )
    assert (sheet.total_weight, sheet.total) == (Decimal(100), Decimal(55))
    assert not sheet.is_complete
    whole = sheet_of(GOALS_EARN, typed(form, goals__r2__score="40"))
    assert (whole.total, whole.grade) == (Decimal(95), "优")
    assert whole.is_complete


def test_goals_with_points_beside_indicators_that_earn_are_added() -> None:
    template = short_template(
        SCORING + FUNDING + '[[blocks]]\ntype = "goals"\ncolumns = "expected_goal weight score"\n' + GRID
    )
    form = sound_form(template, goals__only__weight="40", goals__only__score="35")
    sheet = sheet_of(template, form)
    assert (sheet.total, sheet.total_weight) == (Decimal("134.90"), Decimal(140))
    assert sheet.of_goals == DimensionScore("目标", Decimal(40), Decimal(35))
    assert [one.name for one in sheet.dimensions] == ["产出指标", "效益指标", "满意度指标"]


def test_goals_above_indicators_that_earn_have_only_the_points_of_these() -> None:
    template = short_template(
        SCORING
        + FUNDING
        + '[[blocks]]\ntype = "goals"\nnumbered = "目标{n}"\ncolumns = "expected_goal weight"\n'
        + GRID
        + 'goals = "goals"\n'
    )
    form = sound_form(template)
    form = form.with_rows("goals", filled(template, goals=[{"weight": "90"}]).rows("goals"))
    sheet = sheet_of(template, form)
    assert (sheet.total, sheet.total_weight, sheet.of_goals) == (Decimal("99.90"), Decimal(100), None)


# -- sums --


def test_the_total_adds_the_printed_scores() -> None:
    form = sound_form().with_rows(
        "indicators",
        filled(NATIONAL, indicators=[{"target": "≥3", "actual": "2", "weight": "10"}] * 3).rows("indicators"),
    )
    sheet = sheet_of(NATIONAL, form)
    assert [one.value for one in sheet.indicators] == [Decimal("6.67")] * 3
    assert sheet.total == Decimal("29.91")


@pytest.mark.parametrize(("mode", "total"), [("half-up", "100"), ("truncate", "99"), ("up", "100")])
def test_the_total_may_be_rounded_otherwise_than_the_scores(mode: str, total: str) -> None:
    template = short_template(f'[scoring.total]\nmode = "{mode}"\ndecimals = 0\n' + SCORING + FUNDING + GRID)
    assert str(sheet_of(template, sound_form(template)).total) == total


CAPS = """
[[scoring.caps]]
below = "0.5"
most = "59"

[[scoring.caps]]
below = "0.9"
most = "89"
"""


@pytest.mark.parametrize(
    ("executed", "uncapped", "total", "grade"),
    [("9", "99", "99", "优"), ("8.9", "98.9", "89", "差"), ("4", "94", "59", "差"), ("", "90", "90", None)],
)
def test_a_low_execution_holds_the_total_down(
    executed: str, uncapped: str, total: str, grade: str | None
) -> None:
    template = short_template(SCORING + CAPS + FUNDING + GRID)
    form = sound_form(
        template, funding__total__executed=executed, funding__current_appropriation__executed=""
    )
    sheet = sheet_of(template, form)
    assert (sheet.uncapped, sheet.total, sheet.grade) == (Decimal(uncapped), Decimal(total), grade)


def test_a_total_below_its_cap_stays() -> None:
    template = short_template(SCORING + CAPS + FUNDING + GRID)
    form = with_row(EFFECT, sound_form(template), score="0")
    form = typed(form, funding__total__executed="8")
    assert sheet_of(template, form).total == 68


def test_a_missing_score_leaves_the_total_incomplete_and_without_a_grade() -> None:
    sheet = sheet_of(NATIONAL, with_row(EFFECT, actual="有改善"))
    assert sheet.total == Decimal("69.90")
    assert not sheet.is_complete
    assert sheet.grade is None


def test_a_complete_form_has_total_weight_and_grade() -> None:
    sheet = sheet_of(NATIONAL, sound_form())
    assert (sheet.total_weight, sheet.total, sheet.grade) == (Decimal(100), Decimal("99.90"), "优")


def test_a_form_without_grades_has_none() -> None:
    template = short_template("[scoring]\n" + GRID)
    assert sheet_of(template, sound_form(template)).grade is None


def test_dimensions_add_up_in_the_order_of_the_form() -> None:
    form = with_row(TRAININGS, weight="").moving("indicators", SATISFACTION, 0)
    assert sheet_of(NATIONAL, form).dimensions == (
        DimensionScore("满意度指标", Decimal(10), Decimal(10)),
        DimensionScore("产出指标", Decimal(30), Decimal(30)),
        DimensionScore("效益指标", Decimal(30), Decimal(30)),
    )


POINTS_PRINTED = short_template(
    SCORING + FUNDING + '[[blocks]]\ntype = "goals"\nnumbered = "目标{n}"\ncolumns = "expected_goal weight"\n'
    '[[blocks]]\ntype = "indicators"\ngoals = "goals"\ncolumns = "level1 level3 score"\n'
)


def test_points_printed_behind_names_are_the_weights_where_rows_have_none() -> None:
    form = filled(
        POINTS_PRINTED,
        goals=[{"id": "g1"}, {"id": "g2"}],
        indicators=[
            {"level1": "产出（40分）", "score": "20", "parent": "g1"},
            {"level1": "产出（40分）", "score": "19", "parent": "g1"},
            {"level1": "产出（30分）", "score": "30", "parent": "g2"},
            {"level1": "效益（20分）", "score": "18", "parent": "g2"},
        ],
    )
    sheet = sheet_of(POINTS_PRINTED, form)
    assert sheet.dimensions == (
        DimensionScore("产出", Decimal(70), Decimal(69)),
        DimensionScore("效益", Decimal(20), Decimal(18)),
    )
    assert sheet.total_weight == 100


def test_points_of_goals_are_the_weights_where_nothing_below_has_any() -> None:
    form = filled(
        POINTS_PRINTED,
        goals=[{"id": "g1", "weight": "50"}, {"id": "g2", "weight": "40"}],
        indicators=[{"level1": "产出", "score": "20", "parent": "g1"}],
    )
    assert sheet_of(POINTS_PRINTED, form).total_weight == 100


def test_a_form_without_indicators_has_a_sheet() -> None:
    sheet = sheet_of(NATIONAL, sound_form().with_rows("indicators", ()))
    assert (sheet.indicators, sheet.dimensions, sheet.total_weight) == ((), (), Decimal(10))


def test_a_form_without_points_has_amounts_and_a_rate_and_nothing_else() -> None:
    template = short_template(
        FUNDING.replace(" weight execution_rate score", "") + GOALS + GRID.replace('"score", ', "")
    )
    sheet = sheet_of(template, sound_form(template))
    assert sheet.rate == Rate(Decimal("0.99"), Decimal("99.00"))
    assert sheet.indicators == (NO_SCORE,) * 5
    assert sheet.goals == (NO_SCORE,)
    assert (sheet.total, sheet.grade) == (Decimal(0), None)
    assert (sheet.is_scored, sheet.is_complete) == (False, True)
    assert sheet.funds["funding"][0].score is None


def test_divisions_do_not_depend_on_the_context_of_the_program() -> None:
    form = with_row(TRAININGS, target="≥900719925474099", actual="123456789012345")
    form = typed(
        form, funding__total__adjusted_budget="99999999999.9999", funding__total__executed="33333333333.3333"
    )
    read = facts(NATIONAL, form)
    expected = score(NATIONAL, read)
    with localcontext(prec=4):
        sheet = score(NATIONAL, read)
    assert sheet.execution == expected.execution
    assert sheet.indicators == expected.indicators


def test_300_indicators_are_scored() -> None:
    form = filled(NATIONAL, indicators=[dict(row.cells) for row in sound_form().rows("indicators")] * 60)
    assert len(sheet_of(NATIONAL, form).indicators) == 300
