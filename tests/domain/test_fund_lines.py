from decimal import Decimal

import pytest

from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.fund_lines import Rate, fund_sum
from perfeval_desktop.domain.scoring import ScoreSheet
from short_forms import filled, sheet_of, short_template
from sound_form import NATIONAL, SCORING


def amounts(*texts: str) -> dict[str, str]:
    return dict(zip(("initial_budget", "adjusted_budget", "executed"), texts, strict=True))


def line(sheet: ScoreSheet, row: str) -> tuple[Decimal | None, ...]:
    (found,) = (one for one in sheet.funds["funding"] if one.row == row)
    return found.initial, found.adjusted, found.executed


def test_a_blank_total_is_the_sum_of_its_sources() -> None:
    form = filled(NATIONAL, funding={"carryover": amounts("5", "7", ""), "other_funds": amounts("1", "", "")})
    sheet = sheet_of(NATIONAL, form)
    assert line(sheet, "total") == (Decimal(60000), Decimal(70000), None)
    assert line(sheet, "current_appropriation") == (None, None, None)
    assert fund_sum(facts(NATIONAL, form).funds[0], 3) is None
    assert fund_sum(facts(NATIONAL, form).funds[0], 0) == 60000


def test_a_typed_total_stands_beside_its_sources() -> None:
    form = filled(NATIONAL, funding={"total": amounts("0", "9", "8"), "carryover": amounts("5", "7", "6")})
    assert line(sheet_of(NATIONAL, form), "total") == (Decimal(0), Decimal(90000), Decimal(80000))


def test_a_total_that_cannot_be_read_is_not_made_up_from_the_sources() -> None:
    form = filled(NATIONAL, funding={"total": amounts("", "很多", ""), "carryover": amounts("5", "7", "6")})
    assert line(sheet_of(NATIONAL, form), "total") == (Decimal(50000), None, Decimal(60000))


def test_each_row_has_its_own_rate_and_what_that_earns() -> None:
    form = filled(
        NATIONAL, funding={"carryover": amounts("", "8", "6"), "other_funds": amounts("", "0", "0")}
    )
    lines = sheet_of(NATIONAL, form).funds["funding"]
    assert [None if one.rate is None else one.rate.share for one in lines] == [
        Decimal("0.75"),
        None,
        Decimal("0.75"),
        None,
    ]
    assert [one.score for one in lines] == [Decimal("7.50"), None, Decimal("7.50"), None]


DETAILED = short_template(
    SCORING
    + '[[blocks]]\ntype = "funding"\ncolumns = "adjusted_budget received executed score"\n'
    + 'rows = [{ key = "a", role = "source" }, { key = "b", role = "detail" }, { key = "c", role = "total" }]'
)


def test_the_total_may_come_last_and_details_count_nowhere() -> None:
    row = {"adjusted_budget": "8", "received": "7", "executed": "6"}
    sheet = sheet_of(DETAILED, filled(DETAILED, funding={"a": row, "b": row}))
    assert sheet.funds["funding"][2].received == 70000
    assert sheet.rate == Rate(Decimal("0.75"), Decimal("75.00"))
    assert sheet_of(DETAILED, filled(DETAILED, funding={"a": row, "c": {"score": "9"}})).execution.value == 9


@pytest.mark.parametrize(("mode", "spent"), [("truncate", "1"), ("up", "7")])
def test_a_rate_without_end_earns_the_very_points_it_comes_to(mode: str, spent: str) -> None:
    template = short_template(
        f'[scoring]\nscore = {{ mode = "{mode}" }}\n[scoring.execution]\nweight = "15"\n'
        '[[blocks]]\ntype = "funding"\ncolumns = "adjusted_budget executed score"\n'
    )
    form = filled(template, funding={"total": amounts("", "15", spent)})
    assert sheet_of(template, form).execution.value == Decimal(spent)


def test_without_a_total_the_first_row_stands_for_all() -> None:
    template = short_template(
        SCORING + '[[blocks]]\ntype = "funding"\ncolumns = "adjusted_budget executed score"\n'
        'rows = [{ key = "only", label = "财政资金" }]\n'
    )
    sheet = sheet_of(template, filled(template, funding={"only": amounts("", "8", "6")}))
    assert sheet.execution.value == Decimal("7.50")


@pytest.mark.parametrize(
    ("initial", "adjusted", "budget"), [("5", "0", 0), ("5", "", 50_000), ("", "", None), ("5", "4", 40_000)]
)
def test_the_budget_of_a_line_is_the_adjusted_one_or_else_the_initial(
    initial: str, adjusted: str, budget: int | None
) -> None:
    form = filled(NATIONAL, funding={"carryover": amounts(initial, adjusted, "")})
    assert sheet_of(NATIONAL, form).funds["funding"][2].budget == budget
