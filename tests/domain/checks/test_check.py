import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.checks import CHECKS
from perfeval_desktop.domain.checks.check import in_goals, in_grid, needs, single
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Form, Row, RowId
from perfeval_desktop.domain.places import place_order
from perfeval_desktop.domain.template import Template
from short_forms import filled, short_template, typed
from sound_form import (
    FUNDING,
    GOALS,
    GRID,
    HEAD,
    NATIONAL,
    SATISFACTION,
    SCORING,
    codes,
    findings,
    places,
    sound_form,
    with_new_row,
    with_row,
)

UNSCORED_GRID = GRID.replace('"score", ', "")
WITHOUT_POINTS = short_template(
    HEAD + FUNDING.replace(" weight execution_rate score", "") + GOALS + UNSCORED_GRID
)


def test_the_sound_form_has_no_finding() -> None:
    assert findings(sound_form()) == ()


def test_there_is_a_check_for_each_code() -> None:
    assert {one.code for one in CHECKS} == set(Code)
    assert len({one.find for one in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("code", list(Code))
def test_a_code_weighs_the_same_wherever_it_is_found(code: Code) -> None:
    severities = {one.severity for one in CHECKS if one.code is code}
    # What cannot be read is an error, what is only doubtful a warning.
    assert severities == ({Severity.ERROR, Severity.WARNING} if code is Code.ENTRY else severities)
    assert len(severities) == (2 if code is Code.ENTRY else 1)


def test_severities_follow_the_rule_book() -> None:
    weights = {one.code: one.severity for one in reversed(CHECKS)}
    assert {code for code, severity in weights.items() if severity is Severity.ERROR} == {
        Code.ENTRY,
        Code.WEIGHTS_SUM,
        Code.PRINTED_TOTAL,
        Code.EXECUTION,
        Code.FUND_SOURCES,
        Code.SCORE,
        Code.DEDUCTION_REASON,
        Code.REQUIRED,
    }
    assert {code for code, severity in weights.items() if severity is Severity.HINT} == {
        Code.NOT_MEASURABLE,
        Code.DIMENSION_WEIGHT,
        Code.STALE_YEAR,
        Code.REPETITION,
        Code.COUNTED_TWICE,
        Code.COST_IS_BUDGET,
        Code.ONLY_SPENDING,
        Code.NOBODY_ASKED,
        Code.PAYMENT,
        Code.CARRY_OVER,
        Code.LEVEL_NAME,
        Code.ONLY_WORDS,
        Code.ADMITTED_MISS,
    }


@pytest.mark.parametrize(
    ("need", "is_met"),
    [
        (needs(), True),
        (needs(single(Role.PROJECT)), True),
        (needs(single(Role.GRADE)), False),
        (needs(single(Role.TITLE)), True),
        (needs(in_grid(Role.LEVEL3, Role.LEVEL1)), True),
        (needs(in_grid(Role.LEVEL3), in_grid(Role.ACTUAL)), False),
        (needs(in_grid(Role.ACTUAL) | in_goals(Role.EXPECTED_GOAL)), True),
        (needs(in_goals(Role.LEVEL3)), False),
        (needs(scoring=True), False),
        (needs(outcome=True), False),
    ],
)
def test_a_check_is_asked_only_where_a_form_has_what_it_needs(need: object, *, is_met: bool) -> None:
    template = short_template(
        'kind = "target"\n' + HEAD + GOALS + '[[blocks]]\ntype = "indicators"\ncolumns = "level3 target"'
    )
    assert need.are_met_by(template) is is_met  # type: ignore[attr-defined]  # Needs


def test_findings_come_by_severity_and_then_by_place_on_the_form() -> None:
    form = sound_form(
        head__only__project="",
        goals__only__expected_goal="举办教师培训8场",
        goals__only__actual_outcome="举办教师培训8场",
        figures__only__total="1",
        funding__total__score="1",
    )
    form = with_row(SATISFACTION, form, actual=">=95%", reason="XX")
    ordered = findings(form)
    ranks = [(list(Severity).index(one.severity), place_order(NATIONAL, form, one.place)) for one in ordered]
    assert ranks == sorted(ranks)
    assert {one.severity for one in ordered} == set(Severity)


@pytest.mark.parametrize("template", [NATIONAL, WITHOUT_POINTS], ids=["points", "no points"])
def test_a_new_form_is_met_with_seven_short_requests(template: Template) -> None:
    requests = findings(blank_form(template, 2023), template)
    assert [one.place.path for one in requests] == [
        "head.only.project",
        "head.only.department",
        "head.only.implementing_unit",
        "funding.total.adjusted_budget",
        "goals.only.expected_goal",
        "goals.only.actual_outcome",
        "indicators.r1.level3",
    ]
    assert {one.code for one in requests} == {Code.REQUIRED}


def test_findings_name_the_place_and_end_as_sentences() -> None:
    form = with_row(SATISFACTION, sound_form(head__only__project="XX"), actual=">=95%", weight="一")
    assert len(findings(form)) >= 3
    for one in findings(form):
        assert one.message.endswith("。")
        assert "\n" not in one.message


def test_a_form_of_300_indicators_with_long_texts_is_checked() -> None:
    form = sound_form(goals__only__expected_goal="满意度达到90%，" * 4_000)
    rows = tuple(
        Row(RowId(f"r{number}"), {**form.rows("indicators")[number % 5].cells, "reason": "因" * 40_000})
        for number in range(300)
    )
    found = findings(form.with_rows("indicators", rows))
    assert sum(len(one.places) for one in found) > 300


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "。",
            "…",
            "*",
            "\n",
            " ",
            "1",
            "1,111",
            "20",
            "2022年",
            "满意度",
            "满意度9",
            "5个",
            "指标1：",
            "（",
        ),
        *("5 ", "一", "☑", "年"),
    ],
)
def test_forty_thousand_characters_of_anything_are_read_in_one_go(piece: str) -> None:
    text = piece * (40_000 // len(piece)) + "x"
    form = sound_form(
        head__only__project=text,
        goals__only__expected_goal=text,
        goals__only__actual_outcome=text,
        form__only__execution_note=text,
        form__only__unit=text,
        funding__total__executed=text,
        figures__only__grade=text,
        figures__only__total=text,
    )
    columns = ("level1", "level2", "level3", "target", "actual", "weight", "score", "reason")
    form = with_new_row(0, form, **dict.fromkeys(columns, text))
    assert {Code.REPETITION, Code.ENTRY} <= codes(form)


def test_columns_the_template_does_not_have_are_not_asked_for() -> None:
    template = short_template(
        SCORING + HEAD + FUNDING + GOALS + '[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 score"'
    )
    rows = [
        {"level1": "产出指标", "level3": "甲", "score": "9"},
        {"level1": "效益指标", "level3": "乙", "score": "8"},
    ]
    form = typed(sound_form(template)).with_rows("indicators", ())
    form = form.with_rows("indicators", filled(template, indicators=rows).rows("indicators"))
    assert codes(form, template) == set()


GRIDLESS = short_template(HEAD + '[[blocks]]\ntype = "texts"\ncolumns = [{ key = "why" }]')
ONE_LEVEL = short_template(
    "[scoring]\n"
    '[[blocks]]\ntype = "indicators"\n'
    'columns = "level3 measure comparator target_number actual coefficient weight"'
)
PLAN = short_template('kind = "target"\n' + HEAD + GOALS + UNSCORED_GRID)


@pytest.mark.parametrize(
    ("template", "form"),
    [
        (GRIDLESS, filled(GRIDLESS, head={"project": "甲", "department": "乙", "implementing_unit": "丙"})),
        (
            ONE_LEVEL,
            filled(
                ONE_LEVEL,
                indicators=[
                    {
                        "level3": "办结率",
                        "comparator": "≥",
                        "target_number": "95",
                        "measure": "%",
                        "actual": "96",
                        "coefficient": "100",
                        "weight": "100",
                    }
                ],
            ),
        ),
    ],
    ids=["no grid", "one level"],
)
def test_whatever_a_form_lacks_is_not_asked_for(template: Template, form: Form) -> None:
    assert findings(form, template) == ()


def test_of_a_target_form_no_result_is_asked_for() -> None:
    form = with_row(SATISFACTION, sound_form(PLAN, goals__only__actual_outcome=""), actual="")
    assert places(form, Code.REQUIRED, PLAN) == []
    assert places(typed(form, goals__only__expected_goal=""), Code.REQUIRED, PLAN) == [
        "goals.only.expected_goal"
    ]


def test_a_check_that_the_template_switches_off_is_not_made() -> None:
    switched_off = '[checks]\nswitched_off = ["deduction-reason"]\n'
    for head, expected in (("", {Code.DEDUCTION_REASON}), (switched_off, set())):
        template = short_template(head + SCORING + HEAD + FUNDING + GRID)
        form = with_row(SATISFACTION, sound_form(template), actual="80%")
        assert codes(form, template) == expected
