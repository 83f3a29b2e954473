"""Every template on the page: all that can be entered is there, is found, and is saved as typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit

from perfeval_desktop.domain.blocks import Block, ClosingBlock, FiguresBlock
from perfeval_desktop.domain.columns import Role, Stage
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.template import Template
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.block_views import VIEWS
from perfeval_ui.form_page.cell_grid.view import CellGrid
from ui.form_page.sample_page import SAMPLES, open_sample
from ui.keyboard import focus, press, type_text
from ui.page_driver import SHIFT, Page, current, final, saved


def test_every_type_of_block_with_cells_to_enter_has_a_view() -> None:
    assert set(VIEWS) == set(Block.__subclasses__()) - {FiguresBlock, ClosingBlock}


def places(template: Template, session: EditingSession) -> list[Place]:
    """Return a place of every column that is entered, in its first row."""
    found = []
    for block in template.blocks:
        if isinstance(block, ClosingBlock | FiguresBlock):
            continue
        rows = [row.key for row in block.rows] or [row.id for row in session.base.rows(block.key)] or [ONLY]
        found += [
            Place(block.key, rows[0], column.key)  # type: ignore[arg-type]  # a key of a fixed row is its id
            for column in block.entered()
            if column.role is not Role.SCORE
            and not (block.rows and (column.key in block.rows[0].fixed or column.role is Role.WEIGHT))
        ]
    return found


@pytest.mark.unwatched
@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_every_cell_of_every_template_is_on_the_page_and_takes_what_is_typed(
    bare_page: Page, session: EditingSession, template: str
) -> None:
    page = bare_page
    bare_page.resize(830, 700)
    made = open_sample(page, session, SAMPLES[template])
    for place in places(made, session):
        page.go_to(place)
        widget = focus()
        if isinstance(widget, CellGrid):
            assert current(widget) == place
        else:
            assert page.field(place) is widget or page.field(place) is widget.parent()
        if not isinstance(widget, CellGrid):
            press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text("9")
        press(Qt.Key.Key_Tab)
        assert saved(session, place) == "9", place


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_no_template_is_wider_than_the_page(bare_page: Page, session: EditingSession, template: str) -> None:
    bare_page.resize(830, 700)
    open_sample(bare_page, session, SAMPLES[template])
    page = bare_page.widget()
    assert page is not None
    assert page.width() <= bare_page.viewport().width()
    for grid in bare_page.grids:
        assert (
            sum(grid.columnWidth(one) for one in range(grid.cells.columnCount())) == grid.viewport().width()
        )


def test_figures_in_the_head_are_computed(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["chongqing-dept"])
    assert session.shown is not None
    texts = {label.text() for label in bare_page.findChildren(QLabel)}
    assert any(text.startswith("98") for text in texts), template.id


def test_a_final_form_says_so_where_one_tries_to_type(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["minhang-2023"])
    assert session.shown is not None
    told: list[str] = []
    bare_page.refused.connect(told.append)
    session.set_state([session.shown.form_id], final(session.base).state, despite_errors=True)
    for place in places(template, session)[:4]:
        bare_page.go_to(place)
        told.clear()
        type_text("x")
        assert told == ["这张表已定稿，要修改请先把状态改回“填报中”。"], place
    told.clear()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down, SHIFT)
    assert told == []


def test_rates_and_weights_are_no_cells_to_be_entered(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["minhang-2023"])
    assert template.funding is not None
    for column in template.funding.columns:
        if column.stage is Stage.COMPUTED:
            at = bare_page.funding.cells.index_of(
                Place("funding", places(template, session)[3].row, column.key)
            )
            assert at is not None
            assert bare_page.funding.cells.entry_place(*at) is None


def test_the_kinds_of_fields_are_those_of_their_columns(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["hubei-20-80"])
    fields = [bare_page.field(place) for place in places(template, session)]
    for kind in (QLineEdit, QComboBox, QPlainTextEdit):
        assert any(isinstance(field, kind) for field in fields)
