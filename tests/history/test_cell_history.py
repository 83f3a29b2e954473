from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from histories import GRID, lives, log_of, template_of
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.domain.template_change import with_template
from perfeval_desktop.history.cell_history import CellVersion, cell_history
from perfeval_desktop.history.form_log import FormLog
from small_forms import OTHER, PASS_RATE, PROJECT, SELF, TOTAL, TRAININGS, clean_form, with_cell
from small_strategies import places

FIRST = clean_form()
ACTUAL = Place(GRID, TRAININGS, "actual")


def told(log: FormLog, place: Place) -> list[tuple[int, str | None, str | None]]:
    return [(one.revision.number, one.before, one.text) for one in cell_history(log, template_of, place)]


def test_a_cell_tells_all_it_was_from_the_newest_to_what_it_came_with() -> None:
    log = log_of(FIRST, with_cell(TRAININGS, "actual", "13场"), with_cell(TRAININGS, "actual", ""))
    assert told(log, ACTUAL) == [(3, "13场", ""), (2, "12场", "13场"), (1, None, "12场")]
    assert cell_history(log, template_of, ACTUAL)[0] == CellVersion(log.revisions[2], "13场", "")


def test_what_was_done_to_other_cells_is_not_told() -> None:
    log = log_of(FIRST, with_cell(TRAININGS, "weight", "30"), with_cell(TRAININGS, "weight", "30"))
    assert told(log, ACTUAL) == [(1, None, "12场")]


def test_what_was_done_to_other_rows_and_other_blocks_is_not_told() -> None:
    other = with_cell(PASS_RATE, "actual", "97%")
    log = log_of(FIRST, other, other.with_text(PROJECT, "新名"))
    assert told(log, ACTUAL) == [(1, None, "12场")]


def test_a_row_that_was_moved_and_one_that_was_removed_keep_their_past() -> None:
    typed = with_cell(TRAININGS, "actual", "13场")
    moved = typed.moving(GRID, TRAININGS, 2)
    log = log_of(FIRST, typed, moved)
    assert told(log, ACTUAL) == [(2, "12场", "13场"), (1, None, "12场")]
    gone = log_of(FIRST, typed, moved, moved.removing(GRID, frozenset({TRAININGS})), moved)
    assert told(gone, ACTUAL)[:3] == [(5, None, "13场"), (4, "13场", None), (2, "12场", "13场")]


def test_a_row_that_was_made_begins_with_nothing() -> None:
    form, (row,) = FIRST.new_rows(1)
    added = form.with_rows(GRID, (*form.rows(GRID), Row(row.id, {"level3": "新"})))
    assert told(log_of(FIRST, added), Place(GRID, row.id, "level3")) == [(2, None, "新")]


def test_a_fixed_row_that_the_form_had_not_was_blank() -> None:
    place = Place("funding", RowId("other_funds"), "executed")
    form = FIRST.with_rows("funding", FIRST.rows("funding")[:1])
    filled = form.with_text(place, "3")
    assert told(log_of(form, filled), place) == [(2, "", "3")]
    assert told(log_of(form), place) == []


def test_the_year_has_a_past_too() -> None:
    log = log_of(FIRST, FIRST.with_year(2024), FIRST.with_year(2024).with_text(ACTUAL, "1"))
    assert told(log, YEAR) == [(2, "2023", "2024"), (1, None, "2023")]


def test_a_cell_is_followed_through_another_template() -> None:
    typed = FIRST.with_text(Place("funding", TOTAL, "executed"), "8")
    other = with_template(OTHER, SELF, typed)
    changed = other.with_text(Place("money", RowId("all"), "spent"), "7")
    log = log_of(FIRST, typed, other, changed)
    assert told(log, Place("money", RowId("all"), "spent")) == [
        (4, "8", "7"),
        (2, "9.9", "8"),
        (1, None, "9.9"),
    ]


def test_a_form_without_a_log_has_no_past() -> None:
    assert told(FormLog(FIRST, ()), ACTUAL) == []


@given(lives(), st.data())
def test_the_past_of_a_cell_is_all_that_stood_in_it(states: Sequence[Form], data: st.DataObject) -> None:
    last = states[data.draw(st.integers(0, len(states) - 1))]
    place = data.draw(st.sampled_from(places(SELF, last)))
    is_made = place.row[:1] == "r"

    def stood(form: Form) -> str | None:
        row = form.row(place.block, place.row)
        return None if row is None and is_made else form.text(*place)

    seen = [stood(one) for one in states]
    expected = [
        (number, before, after) for number, (before, after) in enumerate(pairwise(seen), 2) if before != after
    ]
    first = [(1, None, seen[0])] if seen[0] else []
    assert told(log_of(*states), place) == [*reversed(expected), *first]
