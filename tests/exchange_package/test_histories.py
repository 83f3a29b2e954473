from dataclasses import replace
from itertools import pairwise

from exchange_packages import BUDGET
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import Patch, difference
from perfeval_desktop.exchange_package.histories import common_ancestor, is_consistent, states
from perfeval_desktop.store import FormId, Revision, RevisionKind
from storage.examples import FORM, GRID, MOMENT

A, B, C, D = (FORM.with_text(BUDGET, text) for text in ("1", "2", "3", "4"))


def log_of(*forms: Form) -> tuple[Revision, ...]:
    """Return the log of a form that was created as the first of these and then became each of the others."""
    patches = [Patch(), *(difference(*pair) for pair in pairwise(forms))]
    return tuple(
        Revision(number, FormId("form"), RevisionKind.EDIT, "修改", patch, MOMENT, "张三")
        for number, patch in enumerate(patches, 1)
    )


def test_the_log_tells_every_state_that_a_form_was_in() -> None:
    assert states(C, log_of(A, B, C)) == (A, B, C)


def test_where_the_log_does_not_lead_on_to_the_form_the_states_begin_behind_that() -> None:
    log = log_of(A, B, C)
    assert states(D, log) == (D,)
    assert not is_consistent(D, log)
    assert is_consistent(C, log)


def test_a_form_in_which_two_rows_bear_one_id_is_not_consistent() -> None:
    (first, *others) = FORM.rows(GRID)
    doubled = FORM.with_rows(GRID, (first, first, *others))
    assert not is_consistent(doubled, ())
    assert not is_consistent(FORM, log_of(FORM, doubled, FORM))


def test_the_last_state_that_both_went_through_is_their_common_ancestor() -> None:
    assert common_ancestor([A, B, C], [A, B, D]) == B
    assert common_ancestor([A, B], [A, B, C, D]) == B
    assert common_ancestor([A, B], [C, D]) is None


def test_a_state_that_recurs_after_an_undo_counts_where_least_lies_behind_it() -> None:
    # Ours has taken back what theirs still has; then the other way round.
    assert common_ancestor([A, B, A], [A, B]) == B
    assert common_ancestor([A, B], [A, B, A]) == B
    assert common_ancestor([A, B, A, C], [A, B, A]) == A


def test_steps_that_one_side_took_at_once_do_not_hide_the_last_common_state() -> None:
    theirs = [A, B, C, D]
    merged = replace(D, year=2020)
    assert common_ancestor([A, B, D, merged], theirs) == D
