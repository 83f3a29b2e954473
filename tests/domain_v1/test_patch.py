from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain_v1.form import Funding, Indicator, SelfAssessment
from perfeval_desktop.domain_v1.patch import FieldChange, Patch, Splice, apply, difference

ROWS = tuple(Indicator(level3=name) for name in "甲乙丙丁")
NEW = Indicator(level3="新")
FORM = SelfAssessment("national-2020", 2023, project="教师培训", indicators=ROWS)


def test_equal_forms_differ_in_nothing() -> None:
    patch = difference(FORM, replace(FORM))
    assert patch == Patch((), None)
    assert not patch
    assert apply(patch, FORM) == FORM


def test_changed_fields_are_named_with_both_values() -> None:
    funding = Funding(note="说明")
    patch = difference(FORM, replace(FORM, project="培训", funding=funding))
    assert patch.changes == (
        FieldChange("project", "教师培训", "培训"),
        FieldChange("funding", Funding(), funding),
    )
    assert patch.splice is None
    assert patch


@pytest.mark.parametrize(
    ("after", "splice"),
    [
        (FORM.with_indicator(1, NEW), Splice(1, ROWS[1:2], (NEW,))),
        (FORM.inserting(2, (NEW,)), Splice(2, (), (NEW,))),
        (FORM.inserting(4, (NEW, NEW)), Splice(4, (), (NEW, NEW))),
        (FORM.removing(frozenset({0})), Splice(0, ROWS[:1], ())),
        (FORM.removing(frozenset({1, 3})), Splice(1, ROWS[1:], ROWS[2:3])),
        (FORM.moving(1, 2), Splice(1, ROWS[1:3], (ROWS[2], ROWS[1]))),
        (replace(FORM, indicators=()), Splice(0, ROWS, ())),
    ],
)
def test_the_smallest_run_of_rows_is_spliced(after: SelfAssessment, splice: Splice) -> None:
    patch = difference(FORM, after)
    assert patch == Patch((), splice)
    assert patch
    assert apply(patch, FORM) == after
    assert apply(patch.inverse, after) == FORM


def test_one_more_of_equal_rows_is_spliced_in_at_the_end() -> None:
    before = replace(FORM, indicators=(NEW, NEW))
    after = replace(FORM, indicators=(NEW, NEW, NEW))
    assert difference(before, after).splice == Splice(2, (), (NEW,))


def test_the_inverse_of_the_inverse_is_the_patch() -> None:
    patch = difference(FORM, replace(FORM.with_indicator(0, NEW), project="培训"))
    assert patch.inverse.inverse == patch
    assert Patch((), None).inverse == Patch((), None)


def test_a_patch_refuses_a_form_it_was_not_made_from() -> None:
    renamed = difference(FORM, replace(FORM, project="培训"))
    with pytest.raises(ValueError, match="patch does not fit: project"):
        apply(renamed, replace(FORM, project="别的"))
    changed = difference(FORM, FORM.with_indicator(1, NEW))
    with pytest.raises(ValueError, match="patch does not fit: indicators"):
        apply(changed, FORM.with_indicator(1, Indicator(weight=Decimal(1))))


def test_rows_are_not_inserted_beyond_the_end_of_another_form() -> None:
    patch = difference(FORM, FORM.inserting(4, (NEW,)))
    with pytest.raises(ValueError, match="patch does not fit: indicators"):
        apply(patch, FORM.removing(frozenset({0})))
