from dataclasses import replace
from decimal import Decimal
from importlib.resources import files

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.library_indicator import LibraryIndicator, library_text, read_library
from perfeval_desktop.domain.library_rows import (
    InsertionChoices,
    library_indicators,
    names_in,
    with_library_rows,
    without_place,
)
from perfeval_desktop.domain.new_form import begin_form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import filled, short_template
from sound_form import EFFECT, NATIONAL, PASS_RATE, TRAININGS, sound_form, with_row

CATALOGUE = TemplateCatalogue()
RATE = LibraryIndicator(
    field="教育",
    level1="产出指标",
    level2="质量指标",
    name="培训优良率",
    target="≥90%",
    measure="%",
    direction="越多越好",
    weight=Decimal(5),
)
COUNT = LibraryIndicator(
    field="教育", level1="产出指标", level2="数量指标", name="培训期数", target="≥3期", measure="期"
)
COST = LibraryIndicator(
    field="教育", level1="成本指标", level2="经济成本指标", name="人均成本", target="≤50元/人"
)
RULES = LibraryIndicator(field="自有", level1="管理指标", level2="制度", name="制度健全性")


def grid_of(template: Template) -> IndicatorsBlock:
    assert template.grid is not None
    return template.grid


def lines(form: Form, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.text(column) for column in columns) for row in form.rows("indicators")]


def test_a_row_is_added_behind_the_last_of_its_group_with_target_and_usual_points() -> None:
    form, (row,) = with_library_rows(grid_of(NATIONAL), sound_form(), [RATE])
    assert [one[1] for one in lines(form, "level2", "level3")] == [
        *("教师培训场次", "培训合格率", "培训优良率", "培训及时性", "教师能力", "教师满意度"),
    ]
    found = form.row("indicators", row)
    assert found is not None
    assert dict(found.cells) == {
        "level1": "产出指标",
        "level2": "质量指标",
        "level3": "培训优良率",
        "target": "≥90%",
        "weight": "5",
    }


def test_without_weights_the_points_are_left_to_the_user() -> None:
    choices = InsertionChoices(with_weights=False)
    form, (row,) = with_library_rows(grid_of(NATIONAL), sound_form(), [RATE], choices)
    assert form.text("indicators", row, "weight") == ""


def test_a_row_of_a_new_form_keeps_the_points_it_begins_with() -> None:
    template = CATALOGUE["national-2020"]
    form, (row, added) = with_library_rows(
        grid_of(template), begin_form(template, 2024), [RATE, replace(RATE, name="另一项")]
    )
    assert [form.text("indicators", one, "weight") for one in (row, added)] == ["12", "5"]


def test_the_first_rows_of_a_dimension_share_the_points_that_the_template_has_for_it() -> None:
    block = grid_of(NATIONAL)
    form = sound_form()
    without = form.removing(block.key, frozenset({EFFECT}))
    effects = [replace(RATE, level1="效益指标", level2="社会效益指标", name=name) for name in "甲乙丙丁"]
    after, rows = with_library_rows(block, without, [*effects, RATE])
    assert [after.text(block.key, one, "weight") for one in rows] == ["9", "7", "7", "7", "5"]
    after, rows = with_library_rows(block, without, effects, InsertionChoices(with_weights=False))
    assert [after.text(block.key, one, "weight") for one in rows] == [""] * 4
    after, _ = with_library_rows(block, without, [RATE])
    assert [row.id for row in after.rows(block.key) if row.text("level1") == "效益指标"] == []


def test_several_go_into_their_groups_each_with_an_id_of_its_own() -> None:
    before = sound_form()
    form, rows = with_library_rows(grid_of(NATIONAL), before, [RATE, COUNT, COST])
    assert len(set(rows)) == 3
    assert form.made == before.made + 3
    assert {row.id for row in before.rows("indicators")} | set(rows) == {
        row.id for row in form.rows("indicators")
    }
    assert lines(form, "level1", "level3")[-3:] == [
        ("成本指标", "人均成本"),
        ("效益指标", "教师能力"),
        ("满意度指标", "教师满意度"),
    ]


def test_the_blank_rows_of_a_new_form_are_filled_in_first() -> None:
    template = CATALOGUE["national-2020"]
    form, _ = with_library_rows(
        grid_of(template), blank_form(template, 2024), [RATE, replace(RATE, name="另一项")]
    )
    assert lines(form, "level2", "level3")[:4] == [
        ("数量指标", ""),
        ("质量指标", "培训优良率"),
        ("质量指标", "另一项"),
        ("时效指标", ""),
    ]


def test_a_group_that_is_not_there_begins_where_the_template_has_it() -> None:
    template = CATALOGUE["national-2020"]
    block = grid_of(template)
    form, _ = with_library_rows(block, blank_form(template, 2024), [RATE])
    left = tuple(row for row in form.rows(block.key) if row.text("level2") in {"质量指标", "社会效益指标"})
    form, _ = with_library_rows(block, form.with_rows(block.key, left), [COST, COUNT])
    assert lines(form, "level1", "level2") == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "成本指标"),
        ("效益指标", "社会效益指标"),
    ]


def test_an_empty_grid_takes_the_first_row() -> None:
    block = grid_of(NATIONAL)
    form, _ = with_library_rows(block, sound_form().with_rows(block.key, ()), [RATE])
    assert lines(form, "level3") == [("培训优良率",)]


def test_the_level_1_name_is_written_as_the_form_has_it() -> None:
    form = with_row(TRAININGS, with_row(PASS_RATE, level1="产出指标（50分）"), level1="产出指标（50分）")
    form, (row,) = with_library_rows(grid_of(NATIONAL), form, [RATE])
    assert form.text("indicators", row, "level1") == "产出指标（50分）"


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_every_indicator_of_a_field_finds_its_place_in_every_template(name: str) -> None:
    template = CATALOGUE[name]
    block = grid_of(template)
    text = (files("perfeval_resources") / "indicators" / "05-education.toml").read_text(encoding="utf-8")
    library = read_library(text, source="05-education.toml")
    assert without_place(block, library) == []
    form, rows = with_library_rows(block, blank_form(template, 2024), library)
    read = {one.row: one for one in facts(template, form).indicators}
    assert [read[row].name for row in rows] == [one.name for one in library]
    assert [read[row].target for row in rows] == [one.target for one in library]


def test_what_has_no_like_in_the_template_goes_where_it_is_told() -> None:
    block = grid_of(NATIONAL)
    assert without_place(block, [RATE, RULES]) == [RULES]
    form, (row,) = with_library_rows(block, sound_form(), [RULES], InsertionChoices(elsewhere="产出指标"))
    assert [one[0] for one in lines(form, "level3")].index("制度健全性") == 3
    assert form.text("indicators", row, "level1") == "产出指标"
    form, (row,) = with_library_rows(block, sound_form(), [RULES])
    assert form.rows("indicators")[-1].id == row


def test_new_rows_stand_under_the_goal_of_the_row_beside_them() -> None:
    template = short_template("""
[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = "expected_goal actual_outcome"

[[blocks]]
type = "indicators"
goals = "goals"
columns = "level1 level2 level3 target actual weight"
dimensions = [{ name = "产出指标", weight = "50", level2 = ["数量指标", "质量指标"] }]
""")
    block = grid_of(template)
    form = blank_form(template, 2024)
    form, (second,) = form.new_rows(1)
    form = form.with_rows("goals", (*form.rows("goals"), second))
    form, (row,) = form.new_rows(1)
    form = form.with_rows(block.key, (replace(row, parent=second.id),))
    after, (new,) = with_library_rows(block, form, [RATE])
    found = after.row(block.key, new)
    assert found is not None
    assert found.parent == second.id
    after, (new,) = with_library_rows(block, form, [RATE], InsertionChoices(beside=9))
    found = after.row(block.key, new)
    assert found is not None
    assert found.parent == form.rows("goals")[0].id
    alone, (new,) = with_library_rows(block, form.with_rows("goals", ()).with_rows(block.key, ()), [RATE])
    found = alone.row(block.key, new)
    assert found is not None
    assert found.parent is None
    assert found.text("weight") == "5"


SPLIT = """
[[blocks]]
type = "indicators"
columns = "level1 level3 {columns} actual share"
"""


def test_sign_number_and_unit_go_into_cells_of_their_own() -> None:
    template = short_template(SPLIT.format(columns="comparator target_number measure"))
    form, (row,) = with_library_rows(grid_of(template), filled(template), [RATE])
    texts = [form.text("indicators", row, key) for key in ("comparator", "target_number", "measure", "share")]
    assert texts == ["≥", "90", "%", "5%"]


def test_a_number_without_a_cell_for_its_sign_keeps_it() -> None:
    template = short_template(SPLIT.format(columns="target_number measure"))
    form, (row,) = with_library_rows(
        grid_of(template), filled(template), [RATE, replace(RATE, target="90%")][:1]
    )
    assert form.text("indicators", row, "target_number") == "≥90"


def test_a_target_without_a_sign_leaves_its_cell_empty() -> None:
    template = short_template(SPLIT.format(columns="comparator target_number measure"))
    form, (row,) = with_library_rows(grid_of(template), filled(template), [replace(RATE, target="90%")])
    assert form.text("indicators", row, "comparator") == ""


def test_a_direction_is_kept_with_the_row_where_the_name_does_not_tell_it() -> None:
    doubtful = replace(RATE, name="垃圾日产日清率", target="=100%")
    form, rows = with_library_rows(
        grid_of(NATIONAL), sound_form(), [RATE, doubtful, replace(COST, target="")]
    )
    assert [form.text("indicators", row, "direction") for row in rows] == ["", "越多越好", ""]


def test_the_names_of_a_form_are_known() -> None:
    form = with_row(TRAININGS, level3=" 培训场次 ")
    assert "培训场次" in names_in(grid_of(NATIONAL), form)
    assert "" not in names_in(
        grid_of(NATIONAL), form.with_text(Place("indicators", RowId(PASS_RATE), "level3"), "")
    )


def test_rows_of_a_form_become_indicators() -> None:
    form = with_row(PASS_RATE, with_row("r3", level3=""), direction="越少越好")
    found = library_indicators(facts(NATIONAL, form), [TRAININGS, PASS_RATE, "r3"], "自有")
    assert found == (
        LibraryIndicator(
            field="自有",
            name="教师培训场次",
            level1="产出指标",
            level2="数量指标",
            target="≥10场",
            measure="场",
            direction="越多越好",
            weight=Decimal(20),
        ),
        LibraryIndicator(
            field="自有",
            name="培训合格率",
            level1="产出指标",
            level2="质量指标",
            target="≥95%",
            measure="%",
            direction="越少越好",
            weight=Decimal(20),
        ),
    )


@pytest.mark.parametrize(
    "name", ["\x07", "\x9b", "\u2028", "\u200b", "\x00 ", "甲\x07\n乙", "甲\x9b", "\ufeff甲"]
)
def test_whatever_a_row_is_called_the_library_can_be_read_afterwards(name: str) -> None:
    form = with_row(PASS_RATE, with_row(TRAININGS, level3=name, level1=name, target=name), weight="348800")
    found = library_indicators(facts(NATIONAL, form), [TRAININGS, PASS_RATE], "自有")
    assert [one.name for one in found][-1] == "培训合格率"
    assert found[-1].weight is None
    # As it is written, so that a row that is added again takes the place of the one before.
    assert read_library(library_text("自有", found), source="own.toml") == found


def test_a_target_in_words_has_no_unit() -> None:
    (found,) = library_indicators(facts(NATIONAL, sound_form()), ["r4"], "自有")
    assert (found.target, found.measure, found.direction) == ("有所提高", "", "越多越好")
