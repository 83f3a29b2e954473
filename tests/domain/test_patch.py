from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import Form, FormState, Row, RowId, TemplateRef
from perfeval_desktop.domain.patch import Patch, Splice, apply, difference


def row(name: str, **cells: str) -> Row:
    return Row(RowId(name), cells)


BEFORE = Form(
    TemplateRef("a", "1"),
    2023,
    tables={"grid": (row("r1", a="甲"), row("r2"), row("r3")), "head": (row("only"),)},
    made=3,
)


def test_equal_forms_have_no_difference() -> None:
    same = {key: tuple(replace(one) for one in rows) for key, rows in BEFORE.tables.items()}
    assert not difference(BEFORE, replace(BEFORE, tables=same))
    assert difference(BEFORE, BEFORE) == Patch()


def test_a_changed_cell_is_one_row_of_one_block() -> None:
    after = BEFORE.with_rows("grid", (row("r1", a="甲"), row("r2", a="乙"), row("r3")))
    assert difference(BEFORE, after).splices == (Splice("grid", 1, (row("r2"),), (row("r2", a="乙"),)),)


@pytest.mark.parametrize(
    "after",
    [
        BEFORE.with_year(2024),
        replace(BEFORE, state=FormState.FINAL),
        replace(BEFORE, template=TemplateRef("b", "2")),
        BEFORE.with_rows("grid", ()),
        BEFORE.with_rows("new", (row("only", x="1"),)),
        BEFORE.inserting("grid", 1, (row("r4"), row("r5"))).with_made(5),
        BEFORE.removing("grid", frozenset({"r1", "r3"})),
        BEFORE.moving("grid", "r1", 2),
    ],
)
def test_a_patch_leads_there_and_back(after: Form) -> None:
    patch = difference(BEFORE, after)
    assert patch
    assert apply(patch, BEFORE) == after
    assert apply(patch.inverse, after) == BEFORE


@pytest.mark.parametrize(
    "after", [BEFORE.with_year(2024), BEFORE.with_rows("grid", (row("r1", a="乙"), row("r2"), row("r3")))]
)
def test_a_patch_made_from_another_form_is_refused(after: Form) -> None:
    patch = difference(BEFORE, after)
    with pytest.raises(ValueError, match="does not fit"):
        apply(patch, after)
