from dataclasses import replace

import pytest

from exchange_packages import BUDGET, edit, package_of, planned, take_in
from perfeval_desktop.domain.form import Accepted, Form, Place, Row, RowId, TemplateRef
from perfeval_desktop.exchange_package.difference_words import told_differences
from perfeval_desktop.exchange_package.plan import Case, PlannedForm
from perfeval_desktop.store import Arrival, FormId
from session_driver import SessionDriver, in_review
from short_forms import filled
from small_forms import CORRECTED, SELF
from storage.examples import FORM, ONLY
from whole_forms import TEMPLATES

GRID = "indicators"


@pytest.fixture
def told(unit: SessionDriver, department: SessionDriver) -> "Telling":
    return Telling(unit, department)


class Telling:
    """Hands a form in, changes it on both sides, and says what differs then."""

    def __init__(self, unit: SessionDriver, department: SessionDriver) -> None:
        self.unit, self.department = unit, department
        take_in(department, package_of(unit))
        self.form_id = unit.listed[0]
        self.form = unit.saved(self.form_id)

    def planned(self, ours: Form, theirs: Form) -> PlannedForm:
        edit(self.department, self.form_id, ours)
        edit(self.unit, self.form_id, theirs)
        (found,) = planned(self.department, package_of(self.unit, self.form_id)).forms
        return found

    def __call__(self, ours: Form, theirs: Form) -> list[tuple[str, ...]]:
        return [tuple(one) for one in told_differences(self.planned(ours, theirs))]


def test_a_cell_is_told_by_its_words_with_what_stands_in_it(told: Telling) -> None:
    before = told.form.text(*BUDGET)
    ours, theirs = told.form.with_text(BUDGET, "130"), told.form.with_text(BUDGET, "")
    assert told(ours, theirs) == [("年度资金总额的年初预算数", before, "130", "（空）")]


def test_a_cell_of_a_row_that_only_they_have_is_found_there(told: Telling) -> None:
    form, (row,) = told.form.new_rows(1)
    added = row.with_text("level3", "新指标")
    theirs = form.with_rows(GRID, (*form.rows(GRID), added))
    number = len(form.rows(GRID)) + 1
    assert told(told.form, theirs) == [
        (f"第 {number} 行“新指标”（整行）", "（没有这一行）", "（没有这一行）", "新指标")
    ]


def test_what_no_cell_shows_is_told_in_words(told: Telling) -> None:
    first, second, *others = told.form.rows(GRID)
    goal = Row(RowId("r90"), {"expected_goal": "另一个目标"})
    form = told.form.with_rows("goals", (*told.form.rows("goals"), goal)).with_made(90)
    theirs = form.with_rows(GRID, (second, replace(first, joined=frozenset({"score"})), *others))
    theirs = replace(
        in_review(theirs),
        year=2020,
        template=TemplateRef(CORRECTED.id, CORRECTED.digest),
        accepted=(Accepted("code", Place(GRID, first.id, "score"), "好"),),
    )
    name = first.text("level3")
    found = {one.place: one for one in told_differences(told.planned(told.form, theirs))}
    assert found["年度"] == ("年度", "2023", "2023", "2020")
    assert found["状态"][1:] == ("填报中", "填报中", "待审核")
    assert found["模板"].theirs == f"self {CORRECTED.digest}"
    assert found["搁置的检查结果"][1:] == ("0 处", "0 处", "1 处")
    assert found[f"第 1 行“{name}”合并的单元格"][1:] == ("（空）", "（空）", "score")
    order = next(one for place, one in found.items() if place.endswith("各行的次序"))
    assert (order.ours[:3], order.theirs[:3]) == ("1、2", "2、1")


def test_what_is_new_differs_from_nothing(unit: SessionDriver, department: SessionDriver) -> None:
    for one in planned(department, package_of(unit)).forms:
        assert told_differences(one) == ()


def test_the_goal_that_an_indicator_stands_under_is_told_by_its_name() -> None:
    template = TEMPLATES[2]
    goals = (Row(RowId("r1"), {"expected_goal": "甲"}), Row(RowId("r2"), {"expected_goal": "乙"}))
    ours = filled(template, goals=[{"expected_goal": "甲"}, {"expected_goal": "乙"}])
    ours = ours.with_rows("goals", goals).with_rows(GRID, (Row(RowId("r3"), {"level3": "丙"}, RowId("r1")),))
    theirs = ours.with_rows(GRID, (Row(RowId("r3"), {"level3": "丙"}, RowId("r2")),))
    lost = ours.with_rows(GRID, (Row(RowId("r3"), {"level3": "丙"}, RowId("r77")),))
    alone = ours.with_rows(GRID, (Row(RowId("r3"), {"level3": "丙"}),))
    for changed, name in ((theirs, "目标2"), (lost, "r77"), (alone, "（空）")):
        arrival = Arrival(FormId("1"), changed, ())
        planned = PlannedForm(arrival, template, Case.NEWER, "", "", ours, ours)
        (found,) = told_differences(planned)
        assert found == ("第 1 行“丙”所属的目标", "目标1", "目标1", name)


def test_what_both_have_without_a_common_ancestor_is_not_known_from_before() -> None:
    ours, theirs = FORM, FORM.with_text(Place("unknown to every template", ONLY, "栏"), "改")
    planned = PlannedForm(Arrival(FormId("1"), theirs, ()), SELF, Case.BOTH_CHANGED, "", "", ours)
    assert told_differences(planned) == (("模板没有位置的“栏”", "（查不到）", "留着", "改"),)
    changed = FORM.with_rows("unknown to every template", (Row(RowId("r9"), {"栏": "改"}),))
    planned = PlannedForm(Arrival(FormId("1"), changed, ()), SELF, Case.NEWER, "", "", ours, ours)
    assert [one.place for one in told_differences(planned)] == [
        "模板没有位置的“”",
        "模板没有位置的“栏”",
        "一行（整行）",
    ]
