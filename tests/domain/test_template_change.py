from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from any_template import any_form, any_template
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Accepted, Form, Place, RowId
from perfeval_desktop.domain.places import ONLY, UNIT
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_change import Kept, kept_without_place, with_template
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import filled as short_form
from short_forms import short_template

TEMPLATES = TemplateCatalogue()
SAMPLES = {one.name: one for one in samples()}
MINHANG, NATIONAL = TEMPLATES["minhang-2023"], TEMPLATES["national-2020"]


def texts(form: Form) -> list[str]:
    """Return every text of a form but its unit, which another template may spell out."""
    return sorted(
        text
        for key, rows in form.tables.items()
        for row in rows
        for column, text in row.cells.items()
        if Place(key, row.id, column) != UNIT
    )


def filled(form: Form) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Return the rows of a form that hold anything, block by block."""
    return {
        key: held
        for key, rows in form.tables.items()
        if (held := [(str(row.id), dict(row.cells)) for row in rows if row.cells])
    }


@pytest.mark.parametrize("target", sorted(TEMPLATES))
@pytest.mark.parametrize("name", ["minhang_science_2023_3", "hubei-20-80", "hebei", "yunnan-14"])
def test_a_form_moved_to_another_template_and_back_is_the_same_form(name: str, target: str) -> None:
    sample = SAMPLES[name]
    source, form = TEMPLATES[sample.template], sample.form(TEMPLATES)
    there = with_template(TEMPLATES[target], source, form)
    assert texts(there) == texts(form)
    assert there.template.id == target
    back = with_template(source, TEMPLATES[target], there)
    assert filled(back) == filled(form)
    assert back.template == form.template


def test_what_is_meant_goes_where_it_is_meant_and_the_rules_go_on() -> None:
    form = SAMPLES["minhang_science_2023_3"].form(TEMPLATES)
    there = with_template(NATIONAL, MINHANG, form)
    before, after = facts(MINHANG, form), facts(NATIONAL, there)
    assert after.project == before.project
    assert [row.target for row in after.indicators] == [row.target for row in before.indicators]
    assert [row.weight for row in after.indicators] == [row.weight for row in before.indicators]
    assert after.fund is not None
    assert before.fund is not None
    assert [row.executed for row in after.fund.rows] == [row.executed for row in before.fund.rows]
    # Truncated there, rounded half up here.
    assert str(score(NATIONAL, after).execution.value) == "9.98"


def test_the_unit_stays_where_the_other_template_has_another() -> None:
    form = SAMPLES["minhang_science_2023_3"].form(TEMPLATES)
    there = with_template(TEMPLATES["shanghai-2021"], MINHANG, form)
    assert there.text(*UNIT) == "万元"
    assert with_template(MINHANG, TEMPLATES["shanghai-2021"], there).text(*UNIT) == ""


def test_what_has_no_place_is_kept_and_named() -> None:
    form = SAMPLES["yunnan-14"].form(TEMPLATES)
    there = with_template(NATIONAL, TEMPLATES["yunnan-14"], form)
    kept = kept_without_place(NATIONAL, there)
    assert kept
    assert {one.text for one in kept} <= set(texts(form))
    assert kept_without_place(TEMPLATES["yunnan-14"], form) == ()


def test_a_fixed_row_the_template_lacks_is_kept_without_place() -> None:
    place = Place("funding", RowId("province"), "executed")
    form = SAMPLES["minhang_science_2023_3"].form(TEMPLATES).with_text(place, "3")
    assert kept_without_place(MINHANG, form) == (Kept(place, "3"),)


def test_two_texts_for_one_cell_are_both_kept() -> None:
    """A cell left over from an earlier template may stand under the name another one gives it now."""
    renamed = replace(MINHANG, id="renamed")
    form = SAMPLES["minhang_science_2023_3"].form(TEMPLATES)
    left_over = form.with_text(Place("basis", ONLY, "项目"), "旧").with_text(
        Place("head", ONLY, "leftover"), "旧二"
    )
    there = with_template(renamed, MINHANG, left_over)
    assert texts(there) == texts(left_over)


@st.composite
def moves(draw: st.DrawFn) -> tuple[Template, Template, Form]:
    source, target = draw(any_template()), draw(any_template())
    return source, target, draw(any_form(source))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(moves())
def test_whatever_the_templates_nothing_is_lost_on_the_way_and_back(
    one: tuple[Template, Template, Form],
) -> None:
    source, target, form = one
    there = with_template(target, source, form)
    assert texts(there) == texts(form)
    assert texts(with_template(source, target, there)) == texts(form)


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("indicators", "level3"),
        ("goals", "expected_goal"),
        ("funding", "executed"),
        ("fields", "project"),
    ],
)
def test_a_block_of_another_key_is_found_by_what_it_is(kind: str, column: str) -> None:
    text = f'[[blocks]]\ntype = "{kind}"\nkey = "{{}}"\ncolumns = "{column}"\n'
    source, target = short_template(text.format("a")), short_template(text.format("b"))
    (block,) = source.blocks
    row = next(iter(block.rows)).key if block.rows else ""
    cells = {block.columns[0].key: "12"}
    form = short_form(source, a=[cells] if block.has_own_rows else {row: cells} if row else cells)
    there = with_template(target, source, form)
    assert [dict(found.cells) for found in there.rows("b") if found.cells] == [cells]
    assert filled(with_template(source, target, there)) == filled(form)


def test_what_is_no_unit_stays_where_it_was_typed() -> None:
    form = blank_form(MINHANG, 2023).with_text(UNIT, "亿万")
    assert with_template(NATIONAL, MINHANG, form).text(*UNIT) == "亿万"


def test_a_left_over_text_gives_way_to_the_one_that_belongs_there_and_is_kept() -> None:
    text = '[[blocks]]\ntype = "fields"\nkey = "{}"\ncolumns = "project"\n'
    source, target = short_template(text.format("a")), short_template(text.format("b"))
    form = short_form(source, a={"project": "培训"}).with_text(Place("b", ONLY, "project"), "旧名")
    there = with_template(target, source, form)
    assert sorted(there.rows("b")[0].cells.values()) == ["培训", "旧名"]


def test_rows_of_a_funding_grid_are_found_by_role_and_else_by_words() -> None:
    text = '[[blocks]]\ntype = "funding"\nkey = "f"\ncolumns = "executed"\nrows = [{}]\n'
    source = short_template(
        text.format('{ key = "all", role = "total", label = "合计" }, { key = "city", label = "市级" }')
    )
    target = short_template(
        text.format('{ key = "shi", label = "市级" }, { key = "sum", role = "total", label = "总额" }')
    )
    there = with_template(
        target, source, short_form(source, f={"all": {"executed": "9"}, "city": {"executed": "4"}})
    )
    assert {row.id: row.text("executed") for row in there.rows("f")} == {"shi": "4", "sum": "9"}


def test_what_was_set_aside_goes_with_its_cell() -> None:
    source = short_template('[[blocks]]\ntype = "indicators"\nkey = "grid"\ncolumns = "level3 target"\n')
    target = short_template(
        '[[blocks]]\ntype = "indicators"\nkey = "rows"\n'
        'columns = ["level3", { role = "target", key = "aim" }]\n'
    )
    place = Place("grid", RowId("r1"), "target")
    form = short_form(source, grid=[{"level3": "培训", "target": "10场"}])
    moved = with_template(target, source, replace(form, accepted=(Accepted("stale-year", place, "是"),)))
    assert moved.accepted == (Accepted("stale-year", Place("rows", RowId("r1"), "aim"), "是"),)
