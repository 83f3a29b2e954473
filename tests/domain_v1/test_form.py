from decimal import Decimal

import pytest

from perfeval_desktop.domain_v1.form import (
    SUB_SOURCES,
    AmountField,
    Amounts,
    FormState,
    Funding,
    FundSource,
    Indicator,
    PrintedFigures,
    SelfAssessment,
)

ROWS = tuple(Indicator(level3=name) for name in "甲乙丙丁")
FORM = SelfAssessment("national-2020", 2023, indicators=ROWS)


def names(form: SelfAssessment) -> str:
    return "".join(row.level3 for row in form.indicators)


def test_a_row_is_replaced_in_its_place() -> None:
    assert names(FORM.with_indicator(1, Indicator(level3="新"))) == "甲新丙丁"


@pytest.mark.parametrize(("row", "after"), [(0, "新甲乙丙丁"), (2, "甲乙新丙丁"), (4, "甲乙丙丁新")])
def test_rows_are_inserted_before_a_row_or_at_the_end(row: int, after: str) -> None:
    assert names(FORM.inserting(row, (Indicator(level3="新"),))) == after


def test_rows_are_removed_together() -> None:
    assert names(FORM.removing(frozenset({0, 2}))) == "乙丁"
    assert names(FORM.removing(frozenset())) == "甲乙丙丁"


@pytest.mark.parametrize(
    ("row", "to", "after"), [(0, 3, "乙丙丁甲"), (3, 0, "丁甲乙丙"), (1, 2, "甲丙乙丁"), (2, 2, "甲乙丙丁")]
)
def test_a_moved_row_stands_where_it_was_sent(row: int, to: int, after: str) -> None:
    assert names(FORM.moving(row, to)) == after


def test_an_amount_is_replaced_in_its_column() -> None:
    amounts = Amounts().with_amount(AmountField.EXECUTED, Decimal(5))
    assert amounts == Amounts(executed=Decimal(5))
    assert [amounts.of(field) for field in AmountField] == [None, None, Decimal(5)]


def test_a_row_of_the_funding_grid_is_replaced() -> None:
    row = Amounts(Decimal(1), Decimal(2), Decimal(3))
    funding = Funding(note="说明").with_row(FundSource.CARRYOVER, row)
    assert funding == Funding(carryover=row, note="说明")
    assert [funding.of(source) for source in FundSource] == [Amounts(), Amounts(), row, Amounts()]


def test_the_sources_are_the_rows_below_the_total() -> None:
    assert tuple(FundSource) == (FundSource.TOTAL, *SUB_SOURCES)


def test_the_next_years_form_keeps_the_plan_and_clears_the_year() -> None:
    row = Indicator("产出指标", "数量指标", "培训场次", "≥10场", "12场", Decimal(20), Decimal(18), "原因")
    old = SelfAssessment(
        template="minhang-2023",
        fiscal_year=2023,
        project="教师培训",
        department="教育局",
        implementing_unit="学院",
        funding=Funding(total=Amounts(Decimal(1)), execution_score=Decimal(9), note="说明"),
        expected_goal="目标",
        actual_outcome="结果",
        indicators=(row,),
        state=FormState.FINAL,
        printed=PrintedFigures(Decimal(99), Decimal(98)),
    )
    assert old.for_next_year() == SelfAssessment(
        template="minhang-2023",
        fiscal_year=2024,
        project="教师培训",
        department="教育局",
        implementing_unit="学院",
        expected_goal="目标",
        indicators=(Indicator("产出指标", "数量指标", "培训场次", "≥10场", "", Decimal(20)),),
    )


def test_states_have_words() -> None:
    assert [state.label for state in FormState] == ["填报中", "待审核", "已定稿", "被退回"]
