from dataclasses import replace

import pytest

from exchange_packages import BUDGET, DEPARTMENT, UNIT, edit, package_of, planned, take_in, write
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template_change import with_template
from perfeval_desktop.errors import FinalFormError
from perfeval_desktop.exchange_package.plan import Case, Choice, apply, counts, needing_choice
from perfeval_desktop.store import FormId
from perfeval_desktop.version_name import VersionName, given_name
from session_driver import FIRST, SessionDriver, in_review
from small_forms import CATALOGUE, OTHER, SELF


@pytest.fixture
def form_id(unit: SessionDriver, department: SessionDriver) -> FormId:
    """Return a form that the unit has handed in to the department."""
    take_in(department, package_of(unit))
    return unit.listed[0]


def case_of(unit: SessionDriver, department: SessionDriver, form_id: FormId) -> Case:
    (found,) = planned(department, package_of(unit, form_id)).forms
    return found.case


def test_forms_that_are_handed_in_keep_their_ids_and_their_logs(
    unit: SessionDriver, department: SessionDriver
) -> None:
    form_id = unit.listed[0]
    unit.session.edit_many([form_id], in_review, "状态改为待审核")
    found = planned(department, package_of(unit))
    assert [one.case for one in found.forms] == [Case.NEW, Case.NEW]
    assert {one.project for one in found.forms} == {"甲项目", "乙项目"}
    assert sorted(take_in(department, package_of(unit))) == sorted(unit.listed)
    assert department.saved(form_id) == unit.saved(form_id)
    log = department.store.revisions(form_id)
    assert [one.label for one in log] == ["新建", "状态改为待审核", "导入交换包"]
    assert [one.number for one in log] == sorted({one.number for one in log})
    assert department.store.verify() == ()


def test_the_same_package_a_second_time_adds_nothing(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    found = planned(department, package_of(unit))
    assert counts(found.forms) == {Case.SAME: 2}
    assert [one.differences for one in found.forms] == [(), ()]
    assert apply(found, {}, {}).count == 0
    before = department.store.latest_revision()
    assert take_in(department, package_of(unit)) == ()
    assert department.store.latest_revision() == before
    assert form_id in department.listed


def test_an_import_is_undone_and_redone_as_one_step(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    write(unit, form_id, UNIT, "某学校")
    (new,) = unit.session.create([replace(FIRST, year=2024)], "新建")
    department.session.open(form_id)
    take_in(department, package_of(unit))
    assert department.session.undo_label == "导入交换包"
    assert department.saved(form_id) == unit.saved(form_id)
    department.session.undo()
    assert department.saved(form_id) == FIRST
    assert new not in department.listed
    department.session.redo()
    assert department.saved(form_id) == unit.saved(form_id)
    assert new in department.listed


def test_what_only_they_changed_is_taken(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    write(unit, form_id, UNIT, "某学校")
    assert case_of(unit, department, form_id) is Case.NEWER
    take_in(department, package_of(unit))
    assert department.saved(form_id) == unit.saved(form_id)
    assert case_of(unit, department, form_id) is Case.SAME


def test_what_only_we_changed_stays(unit: SessionDriver, department: SessionDriver, form_id: FormId) -> None:
    write(department, form_id, UNIT, "某学校")
    assert case_of(unit, department, form_id) is Case.OLDER
    take_in(department, package_of(unit))
    assert department.saved(form_id).text(*UNIT) == "某学校"
    take_in(department, package_of(unit), {form_id: Choice.TAKE})
    assert department.saved(form_id) == FIRST


def test_what_both_changed_in_different_cells_is_joined(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    write(unit, form_id, UNIT, "某学校")
    write(department, form_id, DEPARTMENT, "市教育局")
    (found,) = planned(department, package_of(unit, form_id)).forms
    assert (found.case, found.choices[0], found.base) == (Case.BOTH_CHANGED, Choice.MERGE, FIRST)
    assert needing_choice([found]) == ()
    take_in(department, package_of(unit))
    assert department.saved(form_id) == FIRST.with_text(UNIT, "某学校").with_text(DEPARTMENT, "市教育局")


def test_what_both_changed_in_one_cell_stays_ours_until_somebody_chooses(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    write(unit, form_id, BUDGET, "120")
    write(unit, form_id, UNIT, "某学校")
    write(department, form_id, BUDGET, "130")
    ours = department.saved(form_id)
    plan = planned(department, package_of(unit, form_id))
    (found,) = plan.forms
    assert needing_choice([found]) == (found,)
    assert [(one.before, one.ours, one.theirs) for one in found.conflicts] == [
        (FIRST.text(*BUDGET), "130", "120")
    ]
    assert apply(plan, {}, {}).count == 0
    assert apply(plan, {form_id: Choice.MERGE}, {form_id: frozenset()}).count == 0
    assert found.own_changes == 1
    merged = apply(plan, {form_id: Choice.MERGE}, {}).changed[form_id]
    assert merged == ours.with_text(UNIT, "某学校")
    every = frozenset(one.spot for one in found.differences)
    taken = apply(plan, {form_id: Choice.MERGE}, {form_id: every}).changed[form_id]
    assert taken == unit.saved(form_id)
    assert apply(plan, {form_id: Choice.TAKE}, {}).changed[form_id] == unit.saved(form_id)


def test_what_was_merged_once_is_no_news_the_second_time(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    write(unit, form_id, UNIT, "某学校")
    write(department, form_id, DEPARTMENT, "市教育局")
    take_in(department, package_of(unit))
    found = planned(department, package_of(unit, form_id))
    assert found.forms[0].case is Case.OLDER
    assert apply(found, {}, {}).count == 0
    assert found.forms[0].own_changes == 1


def test_a_form_imported_beside_is_a_new_project_and_known_again_by_its_content(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    write(unit, form_id, BUDGET, "120")
    write(department, form_id, BUDGET, "130")
    (beside,) = take_in(department, package_of(unit, form_id), {form_id: Choice.BESIDE})
    assert department.saved(beside) == unit.saved(form_id)
    assert department.saved(form_id).text(*BUDGET) == "130"
    department.session.delete([form_id], "删除")
    department.session.purge([form_id])
    assert case_of(unit, department, form_id) is Case.SAME


def test_a_form_of_the_same_name_and_another_content_is_another_form(
    unit: SessionDriver, department: SessionDriver
) -> None:
    department.session.create([in_review(FIRST)], "新建")
    found = planned(department, package_of(unit))
    assert counts(found.forms) == {Case.NEW: 2}


def test_a_form_in_the_recycle_bin_stays_there(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    department.session.delete([form_id], "删除")
    (found,) = planned(department, package_of(unit, form_id)).forms
    assert (found.case, found.choices) == (Case.IN_BIN, (Choice.LEAVE, Choice.BESIDE))
    assert take_in(department, package_of(unit, form_id)) == ()


def test_a_final_form_is_left_alone_until_it_is_final_no_more(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    department.session.set_state([form_id], FormState.FINAL, despite_errors=True)
    write(unit, form_id, BUDGET, "120")
    (found,) = planned(department, package_of(unit, form_id)).forms
    assert found.is_held
    assert found.choices == (Choice.LEAVE, Choice.BESIDE)
    assert needing_choice([found]) == (found,)
    with pytest.raises(FinalFormError):
        take_in(department, package_of(unit, form_id), {form_id: Choice.TAKE})
    department.session.set_state([form_id], FormState.RETURNED)
    take_in(department, package_of(unit, form_id))
    assert department.saved(form_id) == replace(unit.saved(form_id), state=FormState.RETURNED)


def test_a_form_that_they_have_finished_can_be_taken_and_that_undone(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    write(unit, form_id, BUDGET, "120")
    unit.session.set_state([form_id], FormState.FINAL, despite_errors=True)
    take_in(department, package_of(unit, form_id))
    assert department.saved(form_id) == unit.saved(form_id)
    department.session.undo()
    assert department.saved(form_id) == FIRST


def test_a_form_of_a_template_that_is_not_here_brings_it_along(
    unit: SessionDriver, department: SessionDriver
) -> None:
    form_id = unit.listed[0]
    edit(unit, form_id, with_template(OTHER, SELF, unit.saved(form_id)), "更换模板")
    package = package_of(unit, form_id)
    catalogue = {key: one for key, one in CATALOGUE.items() if key == SELF.id}
    department.restart(catalogue=catalogue)
    take_in(department, package)
    department.restart(catalogue={})
    assert department.session.evaluated(form_id).template.digest == OTHER.digest
    # Undo of the change of template asks for the one before.
    assert department.store.template_text(SELF.digest) == SELF.text


def test_a_form_under_a_later_text_of_its_template_is_told_from_ours(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    edit(unit, form_id, with_template(OTHER, SELF, unit.saved(form_id)), "更换模板")
    assert case_of(unit, department, form_id) is Case.NEWER
    take_in(department, package_of(unit))
    assert department.saved(form_id) == unit.saved(form_id)


def test_there_and_back_between_two_stores_every_change_arrives(
    unit: SessionDriver, department: SessionDriver, form_id: FormId
) -> None:
    for number in range(3):
        write(unit, form_id, BUDGET, f"12{number}")
        take_in(department, package_of(unit))
        write(department, form_id, UNIT, f"学校{number}")
        take_in(unit, package_of(department))
        assert unit.saved(form_id) == department.saved(form_id)
    assert (unit.store.verify(), department.store.verify()) == ((), ())


def test_the_names_of_versions_go_along_with_their_form(
    unit: SessionDriver, department: SessionDriver
) -> None:
    first, _ = unit.listed
    unit.session.open(first)
    unit.session.name_version(VersionName("送审稿", "请科长看"))
    write(unit, first, UNIT, "某学校")
    take_in(department, package_of(unit, first))
    names = [given_name(one) for one in department.store.revisions(first)]
    assert names == [None, VersionName("送审稿", "请科长看"), None, None]
    assert department.store.verify() == ()
