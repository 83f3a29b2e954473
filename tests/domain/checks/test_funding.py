import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from short_forms import filled, short_template, typed
from sound_form import (
    EFFECT,
    FIGURES,
    FUNDING,
    GOALS,
    GRID,
    HEAD,
    SATISFACTION,
    SCORING,
    TRAININGS,
    found,
    places,
    sound_form,
    spent,
    with_row,
    without_row,
)


def test_more_spent_than_budgeted_is_found_once_although_a_source_shows_it_too() -> None:
    assert found(spent("10", "10", "12"), Code.EXECUTION) == [
        (
            "funding.total.executed",
            (
                "年度资金总额的全年执行数（12.00 万元）超过全年预算数（10.00 万元），"
                "执行率 120.00%，请核对这两个数。"
            ),
        )
    ]


def test_a_source_that_spent_more_than_its_budget_is_found_where_the_total_is_fine() -> None:
    form = sound_form(
        funding__current_appropriation__executed="4.9",
        funding__carryover__adjusted_budget="0",
        funding__carryover__executed="5",
    )
    assert found(form, Code.EXECUTION) == [
        (
            "funding.carryover.executed",
            "上年结转资金的全年执行数（5.00 万元）超过全年预算数（0.00 万元），请核对这两个数。",
        )
    ]


def test_before_the_budget_is_adjusted_the_initial_one_is_the_measure() -> None:
    ((_, message),) = found(spent("10", "", "12"), Code.EXECUTION)
    assert "超过年初预算数（10.00 万元），执行率 120.00%" in message


def test_a_budget_spent_to_the_last_cent_is_fine() -> None:
    assert places(spent("10", "10", "10"), Code.EXECUTION) == []


RECEIVED = short_template('[[blocks]]\ntype = "funding"\ncolumns = "adjusted_budget received executed"')


def test_more_received_than_budgeted_is_found() -> None:
    amounts = {"adjusted_budget": "10", "received": "11", "executed": "9"}
    form = filled(RECEIVED, funding={"total": amounts, "carryover": amounts})
    assert found(form, Code.EXECUTION, RECEIVED) == [
        (
            "funding.total.received",
            "年度资金总额的到位数（11.00 万元）超过全年预算数（10.00 万元），请核对这两个数。",
        )
    ]


def test_an_execution_score_against_the_rule_is_found() -> None:
    assert found(sound_form(funding__total__score="8"), Code.EXECUTION) == [
        ("funding.total.score", "执行率的得分填的是 8，按规则应为 9.90，请改正，或清空后由程序计算。")
    ]


@pytest.mark.parametrize("score", ["9.9", "9.90", "—"])
def test_an_execution_score_like_the_rule_is_fine(score: str) -> None:
    assert places(sound_form(funding__total__score=score), Code.EXECUTION) == []


@pytest.mark.parametrize("score", ["11", "八分"])
def test_an_execution_score_beyond_its_weight_or_unreadable_is_another_checks_business(score: str) -> None:
    assert places(sound_form(funding__total__score=score), Code.EXECUTION) == []


def test_a_budget_of_zero_asks_for_a_typed_score() -> None:
    assert found(spent("0", "0", "0"), Code.EXECUTION) == [
        (
            "funding.total.score",
            (
                "执行率的得分没有规则可算（年度资金总额的全年预算数为 0），"
                "请按主管部门的规定手工填写，并在预算执行说明里写明理由。"
            ),
        )
    ]


def test_a_score_that_cannot_be_read_is_told_so_and_not_asked_for() -> None:
    form = typed(spent("0", "0", "0"), funding__total__score="免评")
    assert places(form, Code.EXECUTION) == []
    assert places(form, Code.ENTRY) == ["funding.total.score"]


def test_a_typed_score_for_a_budget_of_zero_asks_for_a_note() -> None:
    form = typed(spent("0", "0", "0"), funding__total__score="10")
    assert found(form, Code.EXECUTION) == [
        (
            "form.only.execution_note",
            "预算执行说明还没有填写：年度资金总额的全年预算数为 0，执行率的得分是手工填的，请写明理由。",
        )
    ]
    explained = typed(form, form__only__execution_note="资金全部由财政收回")
    assert places(explained, Code.EXECUTION) == []


@pytest.mark.parametrize("weight", ['weight = "0"', ""])
def test_a_budget_of_zero_is_fine_where_execution_earns_no_points(weight: str) -> None:
    scoring = f"[scoring.execution]\n{weight}\n" if weight else "[scoring]\n"
    template = short_template(scoring + FUNDING + GRID)
    assert places(spent("0", "0", "0", sound_form(template)), Code.EXECUTION, template) == []


def test_without_a_cell_for_the_score_it_is_asked_for_where_the_money_stands() -> None:
    template = short_template(SCORING + FUNDING.replace(" weight execution_rate score", "") + GRID)
    form = spent("0", "0", "0", sound_form(template))
    assert places(form, Code.EXECUTION, template) == ["funding.total.executed"]


IN_GRID = short_template(
    SCORING
    + FUNDING.replace(" weight execution_rate score", "")
    + GRID
    + 'rows = [{ key = "execution", label = "预算执行率", role = "execution" }]\n'
    + FIGURES
)


def in_grid(executed: str = "9.9", **texts: str) -> Form:
    form = spent("10", "10", executed, sound_form(IN_GRID))
    row = filled(IN_GRID, indicators=[{"id": "execution", "level3": "预算执行率", **texts}]).rows(
        "indicators"
    )
    return form.with_rows("indicators", (*form.rows("indicators"), *row))


def test_the_score_may_stand_in_a_row_of_the_grid() -> None:
    assert places(in_grid(), Code.EXECUTION, IN_GRID) == []
    assert found(in_grid(score="8"), Code.EXECUTION, IN_GRID) == [
        ("indicators.execution.score", "执行率的得分填的是 8，按规则应为 9.90，请改正，或清空后由程序计算。")
    ]


def test_a_reason_beside_the_execution_row_explains_a_low_rate() -> None:
    assert places(in_grid("5"), Code.BUDGET_REASON, IN_GRID) == ["form.only.execution_note"]
    assert places(in_grid("5", reason="招标推迟"), Code.BUDGET_REASON, IN_GRID) == []


def test_a_budget_changed_in_mid_year_asks_for_a_note() -> None:
    assert found(spent("8", "10", "9.9"), Code.BUDGET_REASON) == [
        (
            "form.only.execution_note",
            "全年预算数 10.00 万元，与年初预算数 8.00 万元不同，请在预算执行说明里写明年中调整的原因。",
        )
    ]


def test_an_execution_below_90_percent_asks_for_a_note() -> None:
    assert found(spent("10", "10", "8.999"), Code.BUDGET_REASON) == [
        ("form.only.execution_note", "执行率只有 89.99%，低于 90%，请在预算执行说明里写明原因。")
    ]


@pytest.mark.parametrize(
    "form",
    [
        spent("10", "10", "9"),
        spent("0", "", "9.9"),
        spent("10", "", ""),
        spent("", "0", ""),
        spent("", "10", "9.9", sound_form(form__only__execution_note="年中追加的项目")),
        spent("8", "10", "1", sound_form(form__only__execution_note="年中追加设备经费，货款明年支付")),
    ],
)
def test_an_unchanged_spent_or_explained_budget_needs_no_note(form: Form) -> None:
    assert places(form, Code.BUDGET_REASON) == []


def test_a_blank_budget_at_first_is_asked_for_beside_the_adjusted_one() -> None:
    assert found(spent("", "10", "9.9"), Code.BUDGET_REASON) == [
        (
            "funding.total.initial_budget",
            "年度资金总额的年初预算数还没有填写，请填写，年中才安排的项目填 0。",
        )
    ]


def test_a_budget_at_first_that_cannot_be_read_is_not_asked_for() -> None:
    assert places(spent("见批复", "10", "9.9"), Code.BUDGET_REASON) == []


@pytest.mark.parametrize("note", ["", "无", "—", " 0 ", "/", "没有。", "N/A", "\n"])
def test_a_dash_is_no_explanation(note: str) -> None:
    form = spent("10", "10", "1", sound_form(form__only__execution_note=note))
    assert places(form, Code.BUDGET_REASON) == ["form.only.execution_note"]


def test_a_reason_column_of_the_funding_is_the_place_for_it() -> None:
    template = short_template(FUNDING.replace(" weight execution_rate score", " reason") + HEAD)
    form = spent("10", "10", "8", sound_form(template))
    assert found(form, Code.BUDGET_REASON, template) == [
        (
            "funding.total.reason",
            ("执行率只有 80.00%，低于 90%，请在年度资金总额的偏差原因分析及改进措施里写明原因。"),
        )
    ]
    assert places(typed(form, funding__total__reason="招标推迟"), Code.BUDGET_REASON, template) == []
    assert places(typed(form, form__only__execution_note="招标推迟"), Code.BUDGET_REASON, template) == []


def test_from_which_rate_on_a_reason_is_asked_for_says_the_template() -> None:
    template = short_template('[checks]\nexplained_execution = "0.8"\n' + SCORING + FUNDING)
    assert places(spent("10", "10", "8", sound_form(template)), Code.BUDGET_REASON, template) == []
    ((_, message),) = found(spent("10", "10", "7.9", sound_form(template)), Code.BUDGET_REASON, template)
    assert "低于 80%" in message


@pytest.mark.parametrize(
    ("style", "shown"), [("number", "89.99%"), ("percent", "89.99%"), ("fraction", "0.90")]
)
def test_the_rate_is_judged_as_it_is_printed(style: str, shown: str) -> None:
    template = short_template(f'[rate]\nform = "{style}"\n' + SCORING + FUNDING)
    messages = [
        one
        for _, one in found(spent("10", "10", "8.999", sound_form(template)), Code.BUDGET_REASON, template)
    ]
    assert [shown in one for one in messages] == ([] if style == "fraction" else [True])


def test_a_low_rate_in_the_middle_of_the_year_needs_no_reason() -> None:
    template = short_template('kind = "monitoring"\n' + FUNDING.replace(" weight execution_rate score", ""))
    form = spent("10", "10", "1", sound_form(template))
    assert places(form, Code.BUDGET_REASON, template) == []


def test_low_execution_beside_full_output_scores_is_found() -> None:
    ((place, message),) = found(spent("10", "10", "5.999"), Code.LOW_EXECUTION)
    assert place == "funding.total.score"
    assert message == (
        "执行率只有 59.99%，产出指标却全部得满分，"
        "请核对执行数和各项实际完成值，确实如此的请在预算执行说明里写明原因。"
    )


@pytest.mark.parametrize(
    "form",
    [
        spent("10", "10", "9"),
        spent("10", "10", "6", sound_form(form__only__execution_note="尾款下年支付")),
        spent("", "", ""),
        with_row(TRAININGS, spent("10", "10", "1"), score="19"),
        without_row("r3", without_row("r2", without_row("r1", spent("10", "10", "1")))),
    ],
)
def test_a_fair_execution_or_deducted_outputs_are_fine(form: Form) -> None:
    assert places(form, Code.LOW_EXECUTION) == []


def test_what_a_low_execution_is_and_what_an_output_says_the_template() -> None:
    text = '[checks]\nlow_execution = "0.2"\noutput = "效益"\n' + SCORING + FUNDING + GRID
    template = short_template(text)
    form = sound_form(template)
    assert places(spent("10", "10", "5", form), Code.LOW_EXECUTION, template) == []
    assert places(spent("10", "10", "1", form), Code.LOW_EXECUTION, template) == ["funding.total.score"]
    deducted = with_row(EFFECT, spent("10", "10", "1", form), score="29")
    assert places(deducted, Code.LOW_EXECUTION, template) == []
    also = with_row(SATISFACTION, deducted, score="1")
    assert places(also, Code.LOW_EXECUTION, template) == []


def test_amounts_are_told_in_the_unit_of_the_form() -> None:
    template = short_template(
        '[amounts]\nunit = "元"\ngrouping = true\n' + FUNDING.replace(" weight execution_rate score", "")
    )
    form = spent("360000", "348,800.00", "34.88万元", sound_form(template))
    ((_, message),) = found(form, Code.BUDGET_REASON, template)
    assert message.startswith("全年预算数 348,800.00 元，与年初预算数 360,000.00 元不同，")
    in_ten_thousand = typed(form, form__only__unit="万元")
    ((_, message), *_) = found(in_ten_thousand, Code.BUDGET_REASON, template)
    assert message.startswith("全年预算数 348,800.00 万元，与年初预算数 360,000.00 万元不同，")


def test_a_form_without_money_is_not_asked_about_it() -> None:
    template = short_template(SCORING + GOALS + GRID)
    codes = (Code.EXECUTION, Code.FUND_SOURCES, Code.BUDGET_REASON, Code.LOW_EXECUTION)
    assert [places(sound_form(template), code, template) for code in codes] == [[]] * 4
