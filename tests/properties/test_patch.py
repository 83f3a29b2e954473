from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.domain_v1.patch import apply, difference
from strategies import forms, indicators


@given(forms(), forms())
def test_a_difference_leads_from_one_form_to_the_other_and_back(
    before: SelfAssessment, after: SelfAssessment
) -> None:
    patch = difference(before, after)
    assert apply(patch, before) == after
    assert apply(patch.inverse, after) == before
    assert bool(patch) == (before != after)


@given(forms(), st.data())
def test_a_change_of_rows_is_spliced_and_undone(form: SelfAssessment, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(form.indicators)))
    added = tuple(data.draw(st.lists(indicators(), max_size=3)))
    removed = data.draw(st.frozensets(st.integers(0, max(0, len(form.indicators) - 1))))
    after = form.removing(removed).inserting(min(at, len(form.removing(removed).indicators)), added)
    patch = difference(form, after)
    assert patch.changes == ()
    assert apply(patch, form) == after
    assert apply(patch.inverse, after) == form
