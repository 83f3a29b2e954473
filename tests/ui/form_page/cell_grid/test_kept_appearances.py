"""What a grid keeps of rows that a change leaves as they were is what it would work out of them anew."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.blocks import (
    ChecklistBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.template import Template
from perfeval_ui.form_page.cell_grid.block_model import BlockModel
from perfeval_ui.form_page.checklist_grid import ChecklistModel
from perfeval_ui.form_page.funding_grid import FundingModel
from perfeval_ui.form_page.goals_grid import GoalsModel
from perfeval_ui.form_page.indicator_grid.model import IndicatorModel
from short_forms import filled, short_template
from sound_form import FIGURES, FUNDING, GRID, HEAD
from ui.form_page.open_form import OpenForm
from whole_forms import EXECUTION_ROW, typed, whole_forms

TEXTS = ("元", "万元", "金额单位：元", "99999999", "1,234.5万元", "2023年6月", "甲\n乙", "—")


def models_of(template: Template) -> list[BlockModel]:
    found: list[BlockModel] = []
    for block in template.blocks:
        match block:
            case IndicatorsBlock():
                figures = [one for one in template.blocks if isinstance(one, FiguresBlock)]
                found.append(IndicatorModel(block, figures))
            case FundingBlock():
                found.append(FundingModel(block))
            case ChecklistBlock():
                found.append(ChecklistModel(block))
            case GoalsBlock() if block.has_own_rows:
                found.append(GoalsModel(block))
    return found


def places_of(template: Template, form: Form) -> list[Place]:
    return [
        Place(block.key, row, column.key)
        for block in template.blocks
        for row in row_ids(block, form)
        for column in block.columns
    ]


def seen_of(model: BlockModel) -> list[object]:
    """Return how each cell looks, and the numbers that are not broken."""
    columns = range(model.columnCount())
    cells = (model.appearance_at(row, column) for row in range(model.rowCount()) for column in columns)
    return [*cells, *map(model.longest_number, columns)]


@st.composite
def a_day(draw: st.DrawFn) -> tuple[Template, list[Form]]:
    """Draw a form and what becomes of it, a few cells at a time."""
    template, form = draw(whole_forms())
    cells = st.tuples(st.sampled_from(places_of(template, form)), typed() | st.sampled_from(TEXTS))
    forms = [form]
    for changes in draw(st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=3)):
        for place, text in changes:
            form = form.with_text(place, text)
        forms.append(form)
    return template, forms


@pytest.mark.unwatched
@settings(max_examples=100)
@given(a_day())
def test_a_grid_shows_after_changes_what_one_made_anew_shows(day: tuple[Template, list[Form]]) -> None:
    template, forms = day
    hold_against_new_grids(template, *forms)


def hold_against_new_grids(template: Template, form: Form, *changed: Form) -> None:
    models = models_of(template)
    opened = OpenForm(template, form, *models)
    for one in changed:
        for model in models:
            seen_of(model)
        opened.commit(one)
        anew = models_of(template)
        OpenForm(template, one, *anew)
        assert [seen_of(model) for model in models] == [seen_of(model) for model in anew]


def test_the_row_of_the_execution_rate_follows_the_rate_even_where_it_earns_the_same() -> None:
    steps = '[scoring.execution]\nweight = "10"\nsteps = [{ least = "0.8", earns = "1" }]\n'
    template = short_template(f"[scoring]\n{steps}{HEAD}{FUNDING}{GRID}{EXECUTION_ROW}{FIGURES}")
    form = filled(
        template,
        funding={"total": {"adjusted_budget": "100", "executed": "85"}},
        indicators=[
            {"level1": "产出指标", "level3": "里程", "target": "3公里", "actual": "3公里", "weight": "90"},
            {"id": "execution", "level3": "预算执行率"},
        ],
    )
    assert template.funding is not None
    hold_against_new_grids(
        template, form, form.with_text(Place(template.funding.key, RowId("total"), "executed"), "90")
    )
