import pytest

from exchange_packages import BUDGET, DEPARTMENT, UNIT, package_of, planned, take_in, write
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.exchange_package.decisions import Decisions
from perfeval_desktop.exchange_package.plan import Choice, PlannedForm
from session_driver import SessionDriver


@pytest.fixture
def decisions(unit: SessionDriver, department: SessionDriver) -> Decisions:
    """Return what is to be decided on a form that both have changed, and one that is the same."""
    take_in(department, package_of(unit))
    form_id = unit.listed[0]
    write(unit, form_id, BUDGET, "120")
    write(unit, form_id, UNIT, "某学校")
    write(department, form_id, BUDGET, "130")
    write(department, form_id, DEPARTMENT, "市教育局")
    return Decisions(planned(department, package_of(unit)))


@pytest.fixture
def both(decisions: Decisions) -> PlannedForm:
    return next(one for one in decisions.plan.forms if one.differences)


def spots(one: PlannedForm) -> tuple[frozenset[object], frozenset[object]]:
    """Return the spots of the conflicts, and those of what only they have changed."""
    conflicts = frozenset(diff.spot for diff in one.conflicts)
    return conflicts, frozenset(diff.spot for diff in one.differences) - conflicts


def test_nothing_is_taken_before_somebody_chooses(decisions: Decisions, both: PlannedForm) -> None:
    assert decisions.choice(both) is Choice.LEAVE
    assert decisions.taken(both) == frozenset()
    assert decisions.intake.count == 0


def test_a_merge_begins_with_what_only_they_have_changed(decisions: Decisions, both: PlannedForm) -> None:
    conflicts, theirs = spots(both)
    decisions.choose(both, Choice.MERGE)
    assert decisions.taken(both) == theirs
    decisions.choose(both, Choice.TAKE)
    assert decisions.taken(both) == conflicts | theirs
    assert decisions.intake.changed == {both.form_id: both.theirs}


def test_a_mark_that_is_set_or_removed_makes_a_merge_of_what_was_marked(
    decisions: Decisions, both: PlannedForm
) -> None:
    (conflict,) = both.conflicts
    decisions.take(both, conflict.spot, is_taken=True)
    assert decisions.choice(both) is Choice.MERGE
    assert decisions.taken(both) == {conflict.spot}
    assert both.ours is not None
    assert decisions.intake.changed[both.form_id] == both.ours.with_text(BUDGET, "120")
    decisions.take(both, conflict.spot, is_taken=False)
    assert decisions.intake.count == 0


def test_what_cannot_be_done_with_a_form_is_not_chosen(
    decisions: Decisions, both: PlannedForm, department: SessionDriver, unit: SessionDriver
) -> None:
    same = next(one for one in decisions.plan.forms if not one.differences)
    decisions.choose(same, Choice.TAKE)
    assert decisions.choice(same) is Choice.LEAVE
    department.session.set_state([both.form_id], FormState.FINAL, despite_errors=True)
    held = Decisions(planned(department, package_of(unit, both.form_id)))
    (one,) = held.plan.forms
    held.take(one, one.differences[0].spot, is_taken=True)
    assert held.choice(one) is Choice.LEAVE
