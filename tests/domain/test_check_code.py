from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings

from perfeval_desktop.domain.check_code import ALPHABET, check_code, read_code
from perfeval_desktop.domain.form import Accepted, Form, FormState, Place, Row, RowId
from small_forms import CORRECTED, SELF
from storage.examples import FORM, GRID, ONLY, forms, row, with_cell

CODE = check_code(SELF, FORM)


@settings(deadline=None, max_examples=50)
@given(forms)
def test_a_code_can_be_read_back_in_any_spelling(form: Form) -> None:
    code = check_code(SELF, form)
    assert len(code) == 11
    assert {*code} <= {*ALPHABET, "-"}
    for spelling in (code, code.lower(), code.replace("-", ""), f" {code[:5]} － {code[6:]}\n"):
        assert read_code(spelling) == code


def test_the_code_stays_the_same_from_version_to_version() -> None:
    assert CODE == "N8PX9-BN9BP"


def test_each_slip_of_a_single_character_is_noticed() -> None:
    for place in range(len(CODE)):
        for other in ALPHABET:
            if other != CODE[place] != "-":
                assert read_code(CODE[:place] + other + CODE[place + 1 :]) is None


def test_two_characters_that_changed_places_are_noticed() -> None:
    plain = CODE.replace("-", "")
    for one, other in combinations(range(len(plain)), 2):
        turned = [*plain]
        turned[one], turned[other] = turned[other], turned[one]
        if turned != [*plain]:
            assert read_code("".join(turned)) is None


@pytest.mark.parametrize(
    "text", ["", "ABC", CODE + "A", CODE[:-1], CODE[:-1] + "O", CODE[:-1] + "1", "校验码"]
)
def test_what_is_no_code_is_mistyped(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    "other",
    [
        with_cell(1, "actual", "11场"),
        with_cell(1, "actual", ""),
        replace(FORM, year=2024),
        FORM.with_rows(GRID, tuple(reversed(FORM.rows(GRID)))),
        FORM.with_rows(GRID, (*FORM.rows(GRID), row(5))),
        FORM.with_rows(GRID, tuple(replace(one, joined=frozenset()) for one in FORM.rows(GRID))),
        FORM.with_rows(GRID, tuple(replace(one, parent=RowId("g2")) for one in FORM.rows(GRID))),
        FORM.with_rows(GRID, tuple(replace(one, parent=None) for one in FORM.rows(GRID))),
        FORM.with_text(Place("head", ONLY, "project"), "教师培训 "),
    ],
)
def test_whatever_the_paper_says_otherwise_makes_another_code(other: Form) -> None:
    assert check_code(SELF, other) != CODE


def test_another_text_of_the_template_makes_another_code() -> None:
    assert check_code(CORRECTED, FORM) != CODE


@pytest.mark.parametrize(
    "same",
    [
        replace(FORM, state=FormState.FINAL),
        replace(FORM, made=99),
        replace(FORM, accepted=(Accepted("code", Place(GRID, RowId("r1"), "score"), "好"),)),
        FORM.with_rows("funding", (*FORM.rows("funding"), Row(RowId("current")))),
        FORM.with_rows(GRID, tuple(replace(one, id=RowId(f"{one.id}0")) for one in FORM.rows(GRID))),
        replace(FORM, tables=dict(reversed([*FORM.tables.items()]))),
    ],
)
def test_what_no_paper_shows_has_no_part_in_it(same: Form) -> None:
    assert check_code(SELF, same) == CODE
