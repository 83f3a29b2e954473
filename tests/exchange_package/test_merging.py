from dataclasses import replace

import pytest

from exchange_packages import BUDGET, DEPARTMENT, UNIT
from perfeval_desktop.domain.form import Accepted, Form, FormState, Place, Row, RowId, TemplateRef
from perfeval_desktop.exchange_package.merging import Difference, Part, Spot, merge
from storage.examples import FORM, GRID, ONLY, row

BASE = FORM
R1, R2, R3, R4 = FORM.rows(GRID)
NOWHERE = Place("", RowId(""), "")


def reasons(form: Form) -> list[str]:
    return [one.text("reason") for one in form.rows(GRID)]


def ids(form: Form, block: str = GRID) -> list[str]:
    return [str(one.id) for one in form.rows(block)]


def parts(base: Form | None, ours: Form, theirs: Form) -> list[tuple[Part, bool]]:
    return [(one.spot.part, one.is_conflict) for one in merge(base, ours, theirs).differences]


def test_equal_versions_differ_in_nothing() -> None:
    assert merge(BASE, BASE, BASE) == (BASE, ())


def test_what_only_they_changed_is_taken_and_what_only_we_changed_stays() -> None:
    ours, theirs = BASE.with_text(UNIT, "本校"), BASE.with_text(DEPARTMENT, "市教育局")
    found = merge(BASE, ours, theirs)
    assert found.form == ours.with_text(DEPARTMENT, "市教育局")
    assert found.differences == (
        Difference(Spot(Part.CELL, DEPARTMENT), "区教育局", "区教育局", "市教育局", is_conflict=False),
    )


def test_what_both_changed_alike_is_no_difference() -> None:
    changed = BASE.with_text(UNIT, "本校")
    assert merge(BASE, changed, changed.with_text(BUDGET, "100.00")) == (changed, ())


def test_what_both_changed_differently_is_a_conflict_and_stays_ours_unless_theirs_is_taken() -> None:
    ours, theirs = BASE.with_text(BUDGET, "110"), BASE.with_text(BUDGET, "120")
    found = merge(BASE, ours, theirs)
    spot = Spot(Part.CELL, BUDGET)
    assert found == (ours, (Difference(spot, "100.00", "110", "120", is_conflict=True),))
    assert merge(BASE, ours, theirs, {spot}).form == theirs


def test_a_change_of_theirs_can_be_refused() -> None:
    assert merge(BASE, BASE, BASE.with_text(BUDGET, "120"), frozenset()).form == BASE


def test_without_a_common_ancestor_every_difference_is_a_conflict() -> None:
    theirs = BASE.with_text(BUDGET, "120").with_rows(GRID, (*BASE.rows(GRID), row(9, level3="新")))
    found = merge(None, BASE, theirs)
    assert found.form == BASE
    assert [(one.before, one.is_conflict) for one in found.differences] == [(None, True), (None, True)]


def test_a_fixed_row_that_one_side_has_not_got_is_blank() -> None:
    theirs = BASE.with_text(Place("funding", RowId("current"), "executed"), "5")
    ours = BASE.with_text(Place("funding", RowId("current"), "executed"), "6")
    (found,) = merge(BASE, ours, theirs).differences
    assert (found.before, found.ours, found.theirs, found.is_conflict) == ("", "6", "5", True)
    assert merge(BASE, BASE, theirs).form == theirs


def test_rows_that_they_added_come_in_where_they_stand_there() -> None:
    theirs = BASE.inserting(GRID, 2, (row(7, level3="新增"),)).inserting(GRID, 0, (row(8),)).with_made(8)
    ours = BASE.with_text(Place(GRID, RowId("r4"), "reason"), "我方")
    merged = merge(BASE, ours, theirs).form
    assert ids(merged) == ["r8", "r1", "r2", "r7", "r3", "r4"]
    assert merged.made == 8
    assert merged.text(GRID, "r4", "reason") == "我方"


def test_a_row_that_comes_into_the_middle_of_a_shared_cell_shares_it() -> None:
    theirs = BASE.with_rows(GRID, (R1, R2, row(7), R3, R4))
    merged = merge(BASE, BASE, theirs).form
    assert merged.rows(GRID)[2].joined == R3.joined


def test_a_row_above_one_that_only_they_join_to_it_begins_the_cell() -> None:
    joined = replace(R3, joined=frozenset({"score", "weight"}))
    ours = BASE.with_rows(GRID, (replace(R3, joined=frozenset()), R4))
    theirs = BASE.with_rows(GRID, (row(7, level3="新增"), joined, R4)).with_made(7)
    assert merge(ours, ours, theirs).form == theirs


def test_a_row_in_the_place_of_the_one_that_began_a_shared_cell_begins_it() -> None:
    ours = BASE.with_rows(GRID, (R1, R2, R3, R4))
    theirs = BASE.with_rows(GRID, (R1, row(7, level3="新增"), R3, R4)).with_made(7)
    assert R3.joined
    assert merge(ours, ours, theirs).form == theirs


def test_rows_that_both_added_are_kept_both() -> None:
    ours = BASE.with_rows(GRID, (*BASE.rows(GRID), row(7, level3="我方的"))).with_made(7)
    theirs = BASE.with_rows(GRID, (*BASE.rows(GRID), row(7, level3="对方的"))).with_made(7)
    merged = merge(BASE, ours, theirs).form
    assert ids(merged) == ["r1", "r2", "r3", "r4", "r8", "r7"]
    assert [one.text("level3") for one in merged.rows(GRID)[-2:]] == ["对方的", "我方的"]
    assert merged.made == 8
    # Once more: it is there already, under the id that it was given.
    assert merge(BASE, merged, theirs).form == merged


def test_a_goal_that_gets_another_id_takes_along_what_hangs_on_it() -> None:
    goals = BASE.rows("goals")
    ours = BASE.with_rows("goals", (*goals, Row(RowId("r7"), {"expected_goal": "我方"}))).with_made(7)
    theirs = BASE.with_rows("goals", (*goals, Row(RowId("r7"), {"expected_goal": "对方"})))
    theirs = theirs.with_rows(GRID, (*theirs.rows(GRID), replace(row(8), parent=RowId("r7")))).with_made(8)
    theirs = replace(theirs, accepted=(Accepted("code", Place("goals", RowId("r7"), "expected_goal"), "好"),))
    merged = merge(BASE, ours, theirs).form
    (goal,) = [one.id for one in merged.rows("goals") if one.text("expected_goal") == "对方"]
    assert goal == "r9"
    assert merged.row(GRID, "r8") == replace(row(8), parent=goal)
    assert merged.accepted[0].place.row == goal


def test_of_two_rows_in_the_same_words_none_gets_the_id_of_the_other() -> None:
    ours = BASE.with_rows(GRID, (*BASE.rows(GRID), row(7, level3="甲"), row(8, level3="乙"))).with_made(8)
    theirs = BASE.with_rows(GRID, (*BASE.rows(GRID), row(7, level3="乙"), row(8, level3="乙"))).with_made(8)
    merged = merge(BASE, ours, theirs).form
    assert len(set(ids(merged))) == len(ids(merged))
    assert sorted(one.text("level3") for one in merged.rows(GRID)[4:]) == ["乙", "乙", "甲"]


def test_a_row_that_they_removed_goes_unless_we_have_changed_it() -> None:
    theirs = BASE.with_rows(GRID, (R1, R3, R4))
    assert ids(merge(BASE, BASE, theirs).form) == ["r1", "r3", "r4"]
    ours = BASE.with_text(Place(GRID, RowId("r2"), "reason"), "我方改过")
    (found,) = merge(BASE, ours, theirs).differences
    assert (found.spot.part, found.theirs, found.is_conflict) == (Part.ROW, None, True)
    assert merge(BASE, ours, theirs).form == ours


def test_a_row_that_we_removed_stays_away_unless_they_have_changed_it() -> None:
    ours = BASE.with_rows(GRID, (R1, R3, R4))
    assert merge(BASE, ours, BASE) == (ours, ())
    theirs = BASE.with_text(Place(GRID, RowId("r2"), "reason"), "对方改过")
    (found,) = merge(BASE, ours, theirs).differences
    assert (found.spot.part, found.ours, found.is_conflict) == (Part.ROW, None, True)
    assert merge(BASE, ours, theirs).form == ours
    assert ids(merge(BASE, ours, theirs, {found.spot}).form) == ["r1", "r2", "r3", "r4"]


def test_an_order_that_only_they_changed_is_taken() -> None:
    theirs = BASE.with_rows(GRID, (R4, R1, R2, R3))
    ours = BASE.with_rows(GRID, (R1, R2, R3, R4, row(7, level3="我方")))
    found = merge(BASE, ours, theirs)
    assert [one.spot.part for one in found.differences] == [Part.ORDER]
    assert ids(found.form) == ["r4", "r7", "r1", "r2", "r3"]


def test_an_order_that_both_changed_is_a_conflict() -> None:
    ours, theirs = BASE.with_rows(GRID, (R2, R1, R3, R4)), BASE.with_rows(GRID, (R4, R1, R2, R3))
    assert parts(BASE, ours, theirs) == [(Part.ORDER, True)]
    assert merge(BASE, ours, theirs).form == ours
    assert (Part.ORDER, True) in parts(None, ours, theirs)


def test_the_goal_of_an_indicator_and_its_shared_cells_are_merged_like_texts() -> None:
    theirs = BASE.with_rows(GRID, (R1, replace(R2, parent=RowId("g2"), joined=frozenset({"score"})), R3, R4))
    assert parts(BASE, BASE, theirs) == [(Part.PARENT, False), (Part.JOINED, False)]
    assert merge(BASE, BASE, theirs).form == theirs


@pytest.mark.parametrize(
    ("theirs", "part"),
    [
        (replace(BASE, template=TemplateRef("self", "0" * 16)), Part.TEMPLATE),
        (replace(BASE, year=2024), Part.YEAR),
        (replace(BASE, state=FormState.FINAL), Part.STATE),
        (replace(BASE, accepted=()), Part.ACCEPTED),
    ],
)
def test_what_is_no_cell_is_merged_too(theirs: Form, part: Part) -> None:
    found = merge(BASE, BASE, theirs)
    assert found.form == theirs
    assert [one.spot for one in found.differences] == [Spot(part, NOWHERE)]
    assert merge(BASE, BASE, theirs, frozenset()).form == BASE


def test_a_form_that_they_made_final_does_not_become_final_with_our_changes_unasked() -> None:
    ours, theirs = BASE.with_text(UNIT, "本校"), replace(BASE, state=FormState.FINAL)
    found = merge(BASE, ours, theirs)
    assert found.form == ours
    assert [(one.spot.part, one.is_conflict) for one in found.differences] == [(Part.STATE, True)]
    assert merge(BASE, ours, theirs, {found.differences[0].spot}).form.state is FormState.FINAL


def test_what_cannot_be_told_from_a_cell_of_the_form_is_one_all_the_same() -> None:
    theirs = BASE.with_text(Place("unknown to every template", ONLY, ""), "对方")
    assert merge(BASE, BASE, theirs).form == theirs
