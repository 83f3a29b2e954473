"""References go along with the rows that they are to."""

import pytest

from perfeval_desktop.exchange.filling.references import (
    Growth,
    copied_formula,
    moved_formula,
    moved_name,
    moved_range,
    moved_ranges,
    names_sheet,
)

# Two rows below row 10.
GROWTH = Growth(10, 2)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("B3", "B3"),
        ("B11", "B13"),
        ("A1:C9", "A1:C9"),
        ("A1:C30", "A1:C32"),
        ("B12:C13", "B14:C15"),
        ("H5:H10", "H5:H12"),
        ("H10", "H10:H12"),
        ("$B$11", "$B$13"),
    ],
)
def test_ranges_grow_where_rows_are_added_and_move_below(before: str, after: str) -> None:
    assert moved_range(before, GROWTH) == after


def test_several_ranges_are_moved_each() -> None:
    assert moved_ranges("A1 H5:H10 B12", GROWTH) == "A1 H5:H12 B14"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(H5:H10)+I11", "SUM(H5:H12)+I13"),
        ("H10*2", "H10*2"),
        ('IF(A11="A11",自评表!B12,Sheet2!B12)', 'IF(A13="A11",自评表!B14,Sheet2!B12)'),
        ("'自评表'!$A$1:$K$30", "'自评表'!$A$1:$K$32"),
        ("LOG10(A2)+分值20", "LOG10(A2)+分值20"),
        ("SUM($1:$30)", "SUM($1:$32)"),
    ],
)
def test_formulas_of_the_sheet_are_moved(before: str, after: str) -> None:
    assert moved_formula(before, GROWTH, "自评表") == after


def test_names_move_only_where_they_name_the_sheet() -> None:
    assert moved_name("A11,自评表!A11,'自评表'!$1:$12", GROWTH, "自评表") == "A11,自评表!A13,'自评表'!$1:$14"


def test_a_formula_that_is_copied_goes_along_but_for_fixed_rows() -> None:
    assert copied_formula("H10*$I10/E$5+SUM(A1:A10)", 2, "自评表") == "H12*$I12/E$5+SUM(A3:A12)"


def test_a_formula_names_a_sheet_with_or_without_quotes() -> None:
    assert names_sheet("SUM('小 王''s'!A1)", "小 王's")
    assert names_sheet("自评表!A1", "自评表")
    assert not names_sheet("A1", "自评表")
