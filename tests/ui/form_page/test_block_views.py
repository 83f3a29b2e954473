"""Every template on the page: all that can be entered is there, is found, and is saved as typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from perfeval_desktop.domain.blocks import Block, ClosingBlock, FiguresBlock, TextsBlock
from perfeval_desktop.domain.columns import Role, Stage
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.template import Template
from perfeval_desktop.samples import Sample, samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.block_views import VIEWS
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.checklist import GoalsGrid
from perfeval_ui.form_page.choice_field import ChoiceField
from ui.keyboard import focus, press, type_text
from ui.page_driver import SHIFT, Page, current, final, saved

TEMPLATES = TemplateCatalogue()
SAMPLES = {sample.template: sample for sample in samples()}


def test_every_type_of_block_with_cells_to_enter_has_a_view() -> None:
    assert set(VIEWS) == set(Block.__subclasses__()) - {FiguresBlock, ClosingBlock}


def open_sample(page: Page, session: EditingSession, sample: Sample) -> Template:
    (form_id,) = session.create([sample.form(TEMPLATES)], "示例")
    session.open(form_id)
    QApplication.processEvents()
    assert session.shown is not None
    assert page.isVisible()
    return session.shown.template


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


def test_a_choice_is_taken_from_its_list_or_typed(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["hubei-20-80"])
    place = next(
        Place(block.key, ONLY, column.key)
        for block in template.blocks
        for column in block.columns
        if column.choices
    )
    field = bare_page.field(place)
    assert isinstance(field, ChoiceField)
    field.setCurrentIndex(2)
    field.activated.emit(2)
    assert saved(session, place) == field.itemText(2)
    line = field.lineEdit()
    assert line is not None
    line.selectAll()
    line.setFocus()
    type_text("x")
    press(Qt.Key.Key_Escape)
    assert saved(session, place) == field.itemText(2)
    type_text("自己的类别")
    assert bare_page.commit_open_editor()
    assert "自己的类别" in saved(session, place)


def test_goals_are_added_removed_and_moved(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["hubei-20-80"])
    assert template.goals is not None
    grid = next(one for one in bare_page.grids if isinstance(one, GoalsGrid))
    grid.setFocus()
    grid.put_cursor(0, 1)
    bare_page.insert_below()
    assert grid.cells.rowCount() == 2
    assert grid.cells.index(1, 0).data() == "年度绩效目标2"
    assert session.undo_label == "插入第 2 行"
    rows = session.base.rows("indicators")
    assert rows[-1].parent == session.base.rows(template.goals.key)[1].id
    indicators = bare_page.indicators
    assert indicators.cells.index(len(rows) - 1, 0).data() == "目标 2"
    grid.put_cursor(1, 1)
    bare_page.move_up()
    assert grid.currentIndex().row() == 0
    bare_page.insert_above()
    bare_page.move_down()
    bare_page.remove_rows()
    assert grid.cells.rowCount() == 2
    # An indicator that moves to another goal stands under that one.
    indicators.setFocus()
    last = len(session.base.rows("indicators")) - 1
    indicators.put_cursor(last, 3)
    bare_page.move_up()
    moved = session.base.rows("indicators")[last - 1]
    assert moved.parent == session.base.rows("indicators")[last].parent or moved.parent is not None


def test_figures_in_the_head_are_computed(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["chongqing-dept"])
    assert session.shown is not None
    texts = {label.text() for label in bare_page.findChildren(QLabel)}
    assert any(text.startswith("98") for text in texts), template.id


def test_a_text_with_a_limit_counts_what_is_left(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["sichuan-dept-2023"])
    place = next(
        Place(block.key, ONLY, column.key)
        for block in template.blocks
        for column in block.columns
        if column.limit is not None and isinstance(block, TextsBlock)
    )
    box = bare_page.field(place)
    assert isinstance(box, QPlainTextEdit)
    before = {label.text() for label in bare_page.findChildren(QLabel)}
    box.setPlainText("字" * 300)
    assert {label.text() for label in bare_page.findChildren(QLabel)} != before


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
