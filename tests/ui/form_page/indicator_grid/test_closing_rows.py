"""The rows below the indicators: totals under the columns they add up, the grade in a row of its own."""

import pytest

from perfeval_desktop.domain.blocks import FiguresBlock
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Place
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.cell_grid.cells import CellKind
from perfeval_ui.form_page.indicator_grid.closing_rows import ClosingRows
from ui.page_driver import GRADE, TOTAL, TOTAL_WEIGHT, level3


@pytest.fixture
def figures(templates: TemplateCatalogue) -> list[FiguresBlock]:
    """Return the figures of a template with a total of weights, a total of scores and a grade."""
    return [block for block in templates["minhang-2023"].blocks if isinstance(block, FiguresBlock)]


def column_of(place: Place) -> str:
    return place.column


def test_totals_stand_below_the_columns_they_add_up(figures: list[FiguresBlock]) -> None:
    rows = ClosingRows(figures, {Role.WEIGHT: 5, Role.SCORE: 6})
    assert len(rows) == 2
    assert (rows.has_total_row, rows.first_figure) == (True, 5)
    assert [rows.place_at(0, column) for column in (0, 5, 6, 7)] == [None, TOTAL_WEIGHT, TOTAL, None]
    assert [rows.place_at(1, column) for column in (0, 1)] == [None, GRADE]
    assert [rows.row_of(place) for place in (TOTAL, TOTAL_WEIGHT, GRADE, level3(0))] == [0, 0, 1, None]


def test_without_the_columns_every_figure_has_a_row_of_its_own(figures: list[FiguresBlock]) -> None:
    rows = ClosingRows(figures, {})
    assert len(rows) == 3
    assert (rows.has_total_row, rows.first_figure) == (False, 1)
    assert {rows.place_at(row, 1) for row in range(3)} == {TOTAL_WEIGHT, TOTAL, GRADE}


def test_each_row_has_its_words_before_its_figures(figures: list[FiguresBlock]) -> None:
    rows = ClosingRows(figures, {Role.WEIGHT: 5, Role.SCORE: 6})
    for row, words in ((0, "总分"), (1, "评分等级")):
        label = rows.appearance(row, 0, column_of)
        assert (label.text, label.kind) == (words, CellKind.LABEL)
    total = rows.appearance(0, 6, column_of)
    assert (total.text, total.kind) == ("total", CellKind.COMPUTED)
    assert [rows.appearance(1, column, column_of).text for column in (1, 2)] == ["grade", ""]
