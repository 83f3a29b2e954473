"""What is changed behind the program's back is found, be it never edited; what others do rightly is not."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.domain.patch import difference
from perfeval_desktop.storage.errors import DamagedError
from perfeval_desktop.storage.seals import Seal, seal_of, sealed, sealed_after, sealed_outline, with_seal
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Outline, StoredForm
from storage.examples import FORM, GRID, STANDING, add, edit, forms, named, outline, outlines, with_cell

CONTENT, LISTED = "的内容与保存时记下的校验值不符", "在列表中的名称、金额或得分与保存时记下的校验值不符"
SEAL = sealed(FORM, outline(FORM), rev=7)


@settings(deadline=None, max_examples=60)
@given(forms, forms, outlines)
def test_a_seal_carried_on_is_the_one_made_anew(before: Form, after: Form, shown: Outline) -> None:
    patch = difference(before, after)
    carried = sealed_after(sealed(before, outline(before), rev=3), patch, after, shown)
    assert carried == sealed(after, shown, rev=4)


@pytest.mark.parametrize(
    "change",
    [
        lambda form: with_cell(1, "actual", "13场", form),
        lambda form: with_cell(1, "target", "", form),
        lambda form: form.with_year(2022),
        lambda form: replace(form, state=FormState.FINAL),
        lambda form: replace(form, template=TemplateRef("other", form.template.digest)),
        lambda form: replace(form, template=TemplateRef(form.template.id, "other")),
        lambda form: replace(form, made=7),
        lambda form: replace(form, accepted=()),
        lambda form: form.moving(GRID, "r1", 2),
        lambda form: form.with_rows(GRID, form.rows(GRID)[:-1]),
        lambda form: form.with_rows("other", form.rows("head")),
        lambda form: form.with_rows(GRID, (replace(form.rows(GRID)[0], parent=None), *form.rows(GRID)[1:])),
        lambda form: form.with_rows(
            GRID, (replace(form.rows(GRID)[0], joined=frozenset({"score"})), *form.rows(GRID)[1:])
        ),
    ],
)
def test_every_part_of_a_form_has_its_share(change: Callable[[Form], Form]) -> None:
    shown = outline(FORM)
    changed = change(FORM)
    assert changed != FORM
    assert sealed(changed, shown, rev=7)[2:4] != SEAL[2:4]


def test_cells_in_another_order_are_the_same_form() -> None:
    first, *others = FORM.rows(GRID)
    turned = replace(first, cells=dict([*first.cells.items()][::-1]))
    assert sealed(FORM.with_rows(GRID, (turned, *others)), outline(FORM), rev=7) == SEAL


def test_a_seal_comes_back_from_the_rest_of_its_form() -> None:
    rest = json.loads(json.dumps(with_seal({"made": 3}, SEAL)))
    assert rest["made"] == 3
    assert seal_of(rest, rev=7) == SEAL
    assert seal_of(rest, rev=8) is None
    assert seal_of({}, rev=7) is None


@pytest.mark.parametrize(
    "value",
    [5, [], [7], "seal", [7, 1, "x", "a", "b"], [7, 1, "a", 5, "b"], [True, 1, "a", "b", "c"], [7, 1, "a"]],
)
def test_what_is_no_seal_is_damage(value: Any) -> None:  # noqa: ANN401  # whatever the file holds
    with pytest.raises(DamagedError):
        seal_of({"seal": value}, rev=7)


def test_another_outline_leaves_the_sums_of_the_form() -> None:
    other = sealed_outline(SEAL, outline(FORM, STANDING._replace(errors=9)))
    assert (other.rows, other.head) == (SEAL.rows, SEAL.head)
    assert other.outline != SEAL.outline


@pytest.fixture
def stored(store: Store) -> StoredForm:
    """Return a form that was edited once, in one cell."""
    (made,) = add(store, FORM)
    return edit(store, made, with_cell(1, "actual", "11场"))


def found(store: Store, statement: str) -> tuple[str, ...]:
    store.database.connection.execute(statement)
    return store.verify()


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE row SET cells = replace(cells, '设备到货晚', '设备到货早') WHERE id = 'r2'",
        "UPDATE row SET cells = '{\"expected_goal\":\"别的\"}' WHERE block = 'goals' AND id = 'g1'",
        "UPDATE row SET parent = 'g2' WHERE id = 'r3'",
        "UPDATE row SET joined = NULL WHERE id = 'r3'",
        "UPDATE row SET position = 5 - position WHERE block = 'indicators' AND position IN (2, 3)",
        "DELETE FROM row WHERE id = 'r4'",
        "UPDATE form SET state = 'draft'",
        "UPDATE form SET year = 2020",
        "UPDATE form SET template = 'other'",
        "UPDATE rest SET value = json_set(value, '$.made', 9)",
    ],
)
def test_a_change_of_what_was_never_edited_is_found(store: Store, statement: str) -> None:
    (sentence,) = found(store, statement)
    assert sentence.startswith(f"“教师培训”{CONTENT}")
    assert "备份" in sentence


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    "assignment",
    [
        "project = '别的'",
        "department = ''",
        "total = '99.00'",
        "adjusted = NULL",
        "errors = 3",
        "grade = '良'",
    ],
)
def test_a_list_that_shows_another_form_is_found(store: Store, assignment: str) -> None:
    (sentence,) = found(store, f"UPDATE form SET {assignment}")  # noqa: S608  # ours
    assert LISTED in sentence


def test_damage_is_found_after_further_edits_too(store: Store, stored: StoredForm) -> None:
    assert (
        CONTENT
        in found(store, "UPDATE row SET cells = replace(cells, '合格率', '及格率') WHERE id = 'r2'")[0]
    )
    edit(store, store.load(stored.form_id), with_cell(4, "actual", "好", store.load(stored.form_id).form))
    assert any(CONTENT in sentence for sentence in store.verify())


def test_a_form_without_a_seal_is_sealed_by_its_next_save(store: Store, stored: StoredForm) -> None:
    assert found(store, "UPDATE rest SET value = json_remove(value, '$.seal')") == ()
    edit(store, stored, named("改名"))
    assert CONTENT in found(store, "UPDATE row SET parent = NULL WHERE id = 'r3'")[0]


def test_what_a_program_without_seals_has_saved_is_as_good(store: Store, stored: StoredForm) -> None:
    connection = store.database.connection
    (kept,) = connection.execute("SELECT value FROM rest").fetchone()
    saved = edit(store, stored, with_cell(2, "actual", "95%", stored.form))
    # It leaves the seal as it was.
    connection.execute("UPDATE rest SET value = ?", (kept,))
    assert store.verify() == ()
    edit(store, saved, named("改名", saved.form))
    assert store.verify() == ()
    assert CONTENT in found(store, "UPDATE row SET parent = NULL WHERE id = 'r3'")[0]


def test_a_standing_renewed_is_sealed_anew(store: Store, stored: StoredForm) -> None:
    later = outline(stored.form, STANDING._replace(errors=4, rules_version=3))
    store.renew([(stored, later)])
    assert store.verify() == ()
    assert LISTED in found(store, "UPDATE form SET errors = 0")[0]


@pytest.mark.usefixtures("stored")
def test_a_standing_renewed_by_a_program_without_seals_is_as_good(store: Store) -> None:
    assert found(store, "UPDATE form SET errors = 4, rules_version = 3") == ()


def test_a_form_without_a_seal_is_renewed_without_one(store: Store, stored: StoredForm) -> None:
    store.database.connection.execute("UPDATE rest SET value = json_remove(value, '$.seal')")
    store.renew([(stored, outline(stored.form, STANDING._replace(errors=4, rules_version=3)))])
    assert store.load(stored.form_id).outline.standing.errors == 4
    assert store.verify() == ()


def test_what_is_no_seal_is_told_and_keeps_nobody_from_going_on(store: Store, stored: StoredForm) -> None:
    broken = "UPDATE rest SET value = json_set(value, '$.seal', 'x')"
    assert "“教师培训”有内容无法读取" in found(store, broken)[0]
    store.renew([(stored, outline(stored.form, STANDING._replace(errors=4, rules_version=3)))])
    edit(store, store.load(stored.form_id), named("改名", stored.form))
    assert store.verify() == ()


def test_a_seal_is_short() -> None:
    assert len(json.dumps([*SEAL])) < 80
    assert isinstance(SEAL, Seal)
