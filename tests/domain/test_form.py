import pickle

import pytest

from perfeval_desktop.domain.form import Form, FormState, Place, Row, RowId, Rows, TemplateRef

REF = TemplateRef("national-2020", "0123")


def row(name: str, *joined: str, **cells: str) -> Row:
    return Row(RowId(name), cells, joined=frozenset(joined))


def form(*rows: Row) -> Form:
    return Form(REF, 2023, tables={"grid": rows})


def ids(rows: Rows) -> list[str]:
    return [one.id for one in rows]


def test_each_state_has_its_words() -> None:
    assert [state.label for state in FormState] == ["填报中", "待审核", "已定稿", "被退回"]


def test_a_blank_text_is_no_cell_at_all() -> None:
    entered = form(row("r1")).with_text(Place("grid", RowId("r1"), "target"), "=33台")
    assert entered.text("grid", "r1", "target") == "=33台"
    cleared = entered.with_text(Place("grid", RowId("r1"), "target"), "")
    assert cleared == form(row("r1"))


def test_a_fixed_row_is_there_with_its_first_text() -> None:
    entered = form().with_text(Place("funding", RowId("total"), "executed"), "9.00")
    assert entered.rows("funding") == (row("total", executed="9.00"),)
    assert entered.text("funding", "carryover", "executed") == ""


def test_a_block_without_rows_is_no_part_of_the_form() -> None:
    assert form(row("r1")).with_rows("grid", ()) == Form(REF, 2023)


def test_no_row_ever_gets_the_id_of_an_earlier_one() -> None:
    first, (one,) = form().new_rows(1)
    second, (two, three) = first.with_rows("grid", (one,)).removing("grid", frozenset({one.id})).new_rows(2)
    assert [one.id, two.id, three.id] == ["r1", "r2", "r3"]
    assert second.with_made(1).made == 3


def test_rows_are_put_in_taken_out_and_moved() -> None:
    three = form(row("r1"), row("r2"), row("r3"))
    assert ids(three.inserting("grid", 1, (row("r4"),)).rows("grid")) == ["r1", "r4", "r2", "r3"]
    assert ids(three.inserting("grid", 3, (row("r4"),)).rows("grid")) == ["r1", "r2", "r3", "r4"]
    assert ids(three.removing("grid", frozenset({"r1", "r3"})).rows("grid")) == ["r2"]
    assert ids(three.moving("grid", "r1", 2).rows("grid")) == ["r2", "r3", "r1"]
    assert ids(three.moving("grid", "r3", 0).rows("grid")) == ["r3", "r1", "r2"]


def test_the_next_row_inherits_a_shared_cell_with_its_text() -> None:
    shared = form(row("r1", score="20"), row("r2", "score"), row("r3", "score"))
    left = shared.removing("grid", frozenset({"r1"}))
    assert left.rows("grid") == (row("r2", score="20"), row("r3", "score"))
    assert shared.removing("grid", frozenset({"r2"})).rows("grid") == (
        row("r1", score="20"),
        row("r3", "score"),
    )


def test_a_row_put_into_a_shared_cell_shares_it() -> None:
    shared = form(row("r1", score="20"), row("r2", "score"))
    assert shared.inserting("grid", 1, (row("r3"),)).rows("grid")[1] == row("r3", "score")


def test_a_moved_row_leaves_the_cell_it_shared_and_joins_the_one_it_comes_into() -> None:
    shared = form(row("r1", score="20"), row("r2", "score"), row("r3"))
    assert shared.moving("grid", "r2", 2).rows("grid")[2] == row("r2")
    assert shared.moving("grid", "r3", 1).rows("grid")[1] == row("r3", "score")


def test_equal_forms_are_one_key() -> None:
    one, other = form(row("r1", a="甲")), form(row("r1", a="甲"))
    assert one == other
    assert {one: 1}[other] == 1
    assert one.with_year(2024) != other


def test_a_row_travels_to_another_process_without_what_was_read_of_it() -> None:
    read = row("r1", "score", a="甲")
    read.reading["grid"] = object()
    again = pickle.loads(pickle.dumps(read))  # noqa: S301  # our own
    assert again == read
    assert again.reading == {}


def test_a_row_can_lose_some_of_its_cells() -> None:
    assert row("r1", a="甲", b="乙").without(frozenset({"b", "c"})) == row("r1", a="甲")


@pytest.mark.parametrize("missing", ["r9", ""])
def test_a_row_that_is_not_there_is_none(missing: str) -> None:
    assert form(row("r1")).row("grid", missing) is None


def test_a_place_has_a_path_for_scripts() -> None:
    assert Place("funding", RowId("total"), "executed").path == "funding.total.executed"
