import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from short_forms import filled, short_template, typed
from sound_form import (
    EFFECT,
    FIGURES,
    FUNDING,
    GRID,
    NATIONAL,
    SCORING,
    TRAININGS,
    found,
    places,
    sound_form,
    spent,
    with_row,
)

FINAL = 'columns = ["total_weight", { role = "total", label = "综合得分" }, "grade"]'


def total(text: str, form: Form | None = None) -> Form:
    return typed(sound_form() if form is None else form, figures__only__total=text)


def test_a_printed_total_that_is_not_the_sum_is_found() -> None:
    assert found(total("99.91"), Code.PRINTED_TOTAL) == [
        ("figures.only.total", "原表的总分为 99.91，各项得分之和为 99.9，请核对各项得分，或更正原表的总分。")
    ]


@pytest.mark.parametrize("text", ["99.90", "99.9", "—", "", "九十九"])
def test_a_printed_total_that_is_the_sum_or_none_is_fine(text: str) -> None:
    assert places(total(text), Code.PRINTED_TOTAL) == []


def test_a_printed_total_is_not_judged_while_a_score_is_missing() -> None:
    assert places(total("99.91", with_row(EFFECT, actual="有改善")), Code.PRINTED_TOTAL) == []


def test_a_total_held_down_is_told_with_the_sum() -> None:
    caps = '[[scoring.caps]]\nbelow = "0.5"\nmost = "59"\n'
    template = short_template(SCORING + caps + FUNDING + GRID + FIGURES)
    form = spent("10", "10", "4", sound_form(template))
    assert places(total("59", form), Code.PRINTED_TOTAL, template) == []
    assert found(total("94", form), Code.PRINTED_TOTAL, template) == [
        (
            "figures.only.total",
            ("原表的总分为 94，各项得分之和为 94，执行率低，总分最多 59，请核对各项得分，或更正原表的总分。"),
        )
    ]


IN_HEAD = short_template(
    SCORING
    + '[[blocks]]\ntype = "fields"\nkey = "head"\n'
    + 'columns = [{ role = "total", label = "自评总分", decimals = 2 }]\n'
    + FUNDING
    + GRID
    + FIGURES
)


def test_a_total_claimed_in_the_head_and_again_at_the_end_is_judged_in_both_places() -> None:
    form = sound_form(IN_HEAD, head__only__total="99", figures__only__total="98")
    assert [message.partition("，请")[0] for _, message in found(form, Code.PRINTED_TOTAL, IN_HEAD)] == [
        "原表的自评总分为 99.00，各项得分之和为 99.90",
        "原表的总分为 98，各项得分之和为 99.9",
    ]
    assert places(form, Code.PRINTED_TOTAL, IN_HEAD) == ["head.only.total", "figures.only.total"]


def test_the_total_is_called_as_the_form_calls_it() -> None:
    caps = '[[scoring.caps]]\nbelow = "0.5"\nmost = "59"\n'
    figures = FIGURES.replace('columns = "total_weight total grade"', FINAL)
    assert figures != FIGURES
    template = short_template(SCORING + caps + FUNDING + GRID + figures)
    form = sound_form(template, figures__only__total="98", figures__only__grade="差")
    assert [message for _, message in found(form, Code.PRINTED_TOTAL, template)] == [
        "原表的综合得分为 98，各项得分之和为 99.9，请核对各项得分，或更正原表的综合得分。",
        "原表的评分等级为“差”，按综合得分 99.9 应为“优”，请核对综合得分，或更正原表的等级。",
    ]
    form = total("94", spent("10", "10", "4", sound_form(template)))
    ((_, message),) = found(form, Code.PRINTED_TOTAL, template)
    assert "执行率低，综合得分最多 59，" in message


def test_a_printed_sum_of_weights_is_held_against_the_sum() -> None:
    assert places(sound_form(figures__only__total_weight="100.00"), Code.PRINTED_TOTAL) == []
    form = with_row(TRAININGS, sound_form(figures__only__total_weight="100"), weight="15")
    assert found(form, Code.PRINTED_TOTAL) == [
        (
            "figures.only.total_weight",
            "原表的分值合计为 100，各项分值之和为 95，请核对各项分值，或更正原表的合计。",
        )
    ]
    assert places(with_row(TRAININGS, form, weight=""), Code.PRINTED_TOTAL) == []


@pytest.mark.parametrize("text", ["优", " 优 ", "优秀", "优 □ 差 □", "—"])
def test_a_printed_grade_that_is_the_one_of_the_total_is_fine(text: str) -> None:
    assert places(sound_form(figures__only__grade=text), Code.PRINTED_TOTAL) == []


@pytest.mark.parametrize("text", ["差", "A", "良好"])
def test_another_printed_grade_is_found(text: str) -> None:
    assert found(sound_form(figures__only__grade=text), Code.PRINTED_TOTAL) == [
        (
            "figures.only.grade",
            f"原表的评分等级为“{text}”，按总分 99.9 应为“优”，请核对总分，或更正原表的等级。",
        )
    ]


def test_a_grade_is_not_found_in_the_name_of_another() -> None:
    bands = (
        '[[scoring.grades]]\nname = "合格"\nleast = "60"\n[[scoring.grades]]\nname = "不合格"\nleast = "0"\n'
    )
    template = short_template('[scoring.execution]\nweight = "10"\n' + bands + FUNDING + GRID + FIGURES)
    good = sound_form(template)
    assert places(typed(good, figures__only__grade="合格"), Code.PRINTED_TOTAL, template) == []
    assert places(typed(good, figures__only__grade="不合格"), Code.PRINTED_TOTAL, template) == [
        "figures.only.grade"
    ]


def test_without_grades_or_a_complete_total_no_grade_is_judged() -> None:
    template = short_template('[scoring.execution]\nweight = "10"\n' + FUNDING + GRID + FIGURES)
    assert places(sound_form(template, figures__only__grade="差"), Code.PRINTED_TOTAL, template) == []
    form = with_row(EFFECT, sound_form(figures__only__grade="差"), actual="有改善")
    assert places(form, Code.PRINTED_TOTAL) == []


def test_a_printed_rate_that_is_not_the_computed_one_is_found() -> None:
    assert found(sound_form(funding__total__execution_rate="99.50%"), Code.EXECUTION) == [
        (
            "funding.total.execution_rate",
            (
                "原表上年度资金总额的执行率为 99.50%，按预算数和执行数应为 99.00%，"
                "请核对金额，或更正原表的执行率。"
            ),
        )
    ]


@pytest.mark.parametrize("style", ["percent", "number", "fraction"])
@pytest.mark.parametrize("text", ["99", "99.00", "99%", "９９％", "0.99", "—", "见附件"])
def test_a_printed_rate_that_agrees_is_fine_however_it_is_written(text: str, style: str) -> None:
    template = short_template(f'[rate]\nform = "{style}"\n' + SCORING + FUNDING)
    form = sound_form(template, funding__total__execution_rate=text)
    assert places(form, Code.EXECUTION, template) == []


@pytest.mark.parametrize("text", ["1%", "0.99%", "9900", "98.88"])
def test_a_hundredth_of_the_rate_with_a_sign_is_another_rate(text: str) -> None:
    assert places(sound_form(funding__total__execution_rate=text), Code.EXECUTION) == [
        "funding.total.execution_rate"
    ]


def test_rates_are_held_against_what_the_form_prints() -> None:
    truncated = short_template('[rate]\nmode = "truncate"\n' + SCORING + FUNDING)
    form = spent("9", "9", "8.98", sound_form(truncated))
    assert places(typed(form, funding__total__execution_rate="99.77%"), Code.EXECUTION, truncated) == []
    assert places(typed(form, funding__total__execution_rate="99.78%"), Code.EXECUTION, truncated) == [
        "funding.total.execution_rate"
    ]


def test_a_printed_rate_without_amounts_is_not_judged() -> None:
    assert places(typed(spent("", "", ""), funding__total__execution_rate="99"), Code.EXECUTION) == []


FIXED = short_template(
    SCORING
    + FUNDING
    + """
rows = [
    { key = "total", role = "total" },
    { key = "current_appropriation", role = "source", fixed = { weight = "×", score = "×" } },
    { key = "carryover", role = "source", fixed = { weight = "" } },
]
"""
)


@pytest.mark.parametrize("text", ["×", "—", "-", "", "5"])
def test_what_the_template_prints_in_a_row_is_fine_as_a_claim(text: str) -> None:
    form = sound_form(FIXED, funding__current_appropriation__weight=text)
    assert places(form, Code.EXECUTION, FIXED) == []


def test_claims_in_rows_below_the_total_are_judged_too() -> None:
    form = sound_form(
        funding__current_appropriation__execution_rate="98%",
        funding__current_appropriation__score="9",
        funding__carryover__weight="20",
        funding__total__weight="20",
        funding__other_funds__score="9",
    )
    assert found(form, Code.EXECUTION) == [
        (
            "funding.total.weight",
            "原表上年度资金总额的分值为 20，按规则应为 10，请核对，或更正原表。",
        ),
        (
            "funding.current_appropriation.execution_rate",
            (
                "原表上当年财政拨款的执行率为 98%，按预算数和执行数应为 99.00%，"
                "请核对金额，或更正原表的执行率。"
            ),
        ),
        (
            "funding.current_appropriation.score",
            "原表上当年财政拨款的得分为 9，按规则应为 9.9，请核对，或更正原表。",
        ),
        (
            "funding.carryover.weight",
            "原表上上年结转资金的分值为 20，按规则应为 10，请核对，或更正原表。",
        ),
    ]


@pytest.mark.parametrize("row", ["total", "current_appropriation"])
@pytest.mark.parametrize(("column", "text"), [("weight", "10"), ("score", "9.9"), ("weight", "十分")])
def test_claims_that_agree_or_cannot_be_read_are_fine(row: str, column: str, text: str) -> None:
    assert places(sound_form(**{f"funding__{row}__{column}": text}), Code.EXECUTION) == []


IN_GRID = short_template(
    SCORING
    + FUNDING.replace(" weight execution_rate score", "")
    + GRID
    + 'rows = [{ key = "execution", role = "execution" }]\n'
)


def test_the_grids_row_of_the_execution_rate_claims_its_weight_and_the_rate() -> None:
    form = sound_form(IN_GRID)
    row = {"id": "execution", "level3": "预算执行率", "weight": "20", "actual": "98%"}
    rows = (*form.rows("indicators"), *filled(IN_GRID, indicators=[row]).rows("indicators"))
    assert [path for path, _ in found(form.with_rows("indicators", rows), Code.EXECUTION, IN_GRID)] == [
        "indicators.execution.actual",
        "indicators.execution.weight",
    ]
    fine = {**row, "weight": "10", "actual": "99.00%"}
    rows = (*form.rows("indicators"), *filled(IN_GRID, indicators=[fine]).rows("indicators"))
    assert places(form.with_rows("indicators", rows), Code.EXECUTION, IN_GRID) == []


COMPLETION = short_template(
    '[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual completion_rate"\n'
)


@pytest.mark.parametrize(
    ("target", "actual", "claim", "ought"),
    [
        ("≥10场", "9场", "95%", "90.00%"),
        ("≥10场", "12场", "100%", "120.00%"),
        ("≥10场", "12场", "120", ""),
        ("≥10场", "12场", "1.2", ""),
        ("≥10场", "12场", "—", ""),
        ("≥10场", "12场", "超额完成", ""),
        ("按计划", "已完成", "90%", ""),
    ],
)
def test_a_claimed_completion_is_actual_by_target(target: str, actual: str, claim: str, ought: str) -> None:
    row = {"level3": "培训", "target": target, "actual": actual, "completion_rate": claim}
    sentence = (
        f"第 1 行“培训”的完成率在原表上为 {claim}，按实际完成值和目标应为 {ought}，"
        "请核对这两个数，或更正原表的完成率。"
    )
    expected = [("indicators.r1.completion_rate", sentence)] if ought else []
    assert found(filled(COMPLETION, indicators=[row]), Code.COMPLETION, COMPLETION) == expected


OF_RATE = short_template(
    '[[blocks]]\ntype = "funding"\ncolumns = "adjusted_budget executed"\n'
    '[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual completion_rate"\n'
    'rows = [{ key = "execution", role = "execution" }]\n'
)


@pytest.mark.parametrize(
    ("actual", "claim", "ought"),
    [
        ("", "80%", "75.00%"),
        ("", "75%", ""),
        ("76%", "75%", "76.00%"),
        ("76%", "75.99%", "76.00%"),
        ("76%", "尚可", ""),
    ],
)
def test_a_claimed_completion_of_the_execution_rate_is_held_against_the_rate(
    actual: str, claim: str, ought: str
) -> None:
    row = {
        "id": "execution",
        "level3": "预算执行率",
        "target": "100%",
        "actual": actual,
        "completion_rate": claim,
    }
    spent = {"total": {"adjusted_budget": "8", "executed": "6"}}
    messages = found(filled(OF_RATE, funding=spent, indicators=[row]), Code.COMPLETION, OF_RATE)
    sentence = f"第 1 行“预算执行率”的完成率在原表上为 {claim}，按实际完成值和目标应为 {ought}，"
    assert [message.startswith(sentence) for _, message in messages] == ([True] if ought else [])


def test_the_sound_form_claims_nothing() -> None:
    assert places(sound_form(), Code.PRINTED_TOTAL, NATIONAL) == []
