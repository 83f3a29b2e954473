from dataclasses import replace

from histories import revision
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.patch import difference
from perfeval_desktop.history.version_names import USUAL_NAMES, version_names
from perfeval_desktop.store import Revision, RevisionKind
from perfeval_desktop.version_name import VersionName
from small_forms import TRAININGS, clean_form, with_cell

FORM = clean_form()


def in_state(state: FormState, form: Form = FORM) -> Form:
    return replace(form, state=state)


def change(number: int, before: Form, after: Form) -> Revision:
    return revision(number, difference(before, after))


def named(number: int, label: str) -> Revision:
    return revision(number, kind=RevisionKind.NAME, label=label)


def test_a_name_that_was_given_has_its_remark() -> None:
    found = version_names([revision(1), named(2, "初稿\n给处长看\n第二行"), named(3, "二稿")])
    assert found == {2: VersionName("初稿", "给处长看\n第二行"), 3: VersionName("二稿")}
    assert [one.label for one in found.values()] == ["初稿\n给处长看\n第二行", "二稿"]


def test_a_form_that_is_handed_on_is_a_version_by_itself() -> None:
    review, final = in_state(FormState.IN_REVIEW), in_state(FormState.FINAL)
    returned = in_state(FormState.RETURNED)
    changes = [change(1, FORM, review), change(2, review, returned), change(3, returned, final)]
    assert version_names(changes) == {1: VersionName("送审稿"), 3: VersionName("定稿")}
    assert USUAL_NAMES == ("送审稿", "定稿")


def test_a_state_names_the_same_content_once() -> None:
    final = in_state(FormState.FINAL)
    changes = [change(1, FORM, final), change(2, final, FORM), change(3, FORM, final)]
    assert [*version_names(changes)] == [1]
    assert [*version_names([named(1, "定稿"), change(2, FORM, final)])] == [1]


def test_what_was_changed_since_is_another_version() -> None:
    final, changed = in_state(FormState.FINAL), with_cell(TRAININGS, "actual", "13场")
    again = in_state(FormState.FINAL, changed)
    changes = [change(1, FORM, final), change(2, final, FORM), change(3, FORM, changed)]
    assert [*version_names([*changes, change(4, changed, again)])] == [1, 4]
    later = FORM.with_year(2024)
    changes[2:] = [change(3, FORM, later), change(4, later, in_state(FormState.FINAL, later))]
    assert [*version_names(changes)] == [1, 4]


def test_the_same_name_may_be_given_again() -> None:
    assert [*version_names([named(1, "初稿"), named(2, "初稿")])] == [1, 2]


def test_a_remark_on_a_state_that_was_set_stands_for_its_name() -> None:
    review = in_state(FormState.IN_REVIEW)
    sent = change(1, FORM, review)
    assert version_names([sent, named(2, "送审稿\n请审")]) == {2: VersionName("送审稿", "请审")}
    # Another name, or the same one later, is a version besides.
    assert [*version_names([sent, named(2, "初稿"), named(3, "送审稿")])] == [1, 2, 3]
    again = change(3, review, FORM)
    assert [*version_names([sent, named(2, "送审稿"), again, change(4, FORM, review)])] == [2]
