"""A printed form on one grid."""

from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedForm, PrintedRow
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.exchange.writers import grid
from perfeval_desktop.exchange.writers.grid import FormGrid, Side, form_grid
from perfeval_desktop.printing.typesetting.measures import LANDSCAPE, PORTRAIT
from read_forms import SAMPLES, sample

TEMPLATE, FORM = sample("national-2020")


def of(*rows: PrintedRow, monkeypatch: pytest.MonkeyPatch) -> FormGrid:
    """Return the grid of these rows."""
    monkeypatch.setattr(grid, "printed", lambda _seen: PrintedForm("", "表", "", rows))
    return form_grid(TEMPLATE, FORM)


def row(*widths: str, texts: tuple[str, ...] = (), look: Look = Look.TEXT) -> PrintedRow:
    found = [PrintedCell(at, at + 1, text, look) for at, text in enumerate(texts or [""] * len(widths))]
    return PrintedRow(tuple(map(Decimal, widths)), tuple(found))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_a_form_is_on_the_grid_and_covers_what_it_covers_on_paper(name: str) -> None:
    template, form = sample(name)
    found = form_grid(template, form)
    seen = printed(Seen.of(template, form))
    assert found.edges[0] == 0
    assert found.edges[-1] == template.page.table_width * 100
    assert len(found.rows) == len(seen.rows)
    for on_grid, on_paper in zip(found.rows, seen.rows, strict=True):
        assert len(on_grid.cells) == len(on_paper.cells)
        assert on_grid.cells[0].first == 0
        assert on_grid.cells[-1].end == len(found.edges) - 1
        for cell, printed_cell in zip(on_grid.cells, on_paper.cells, strict=True):
            assert "".join(cell.text.split()) == "".join(printed_cell.text.split())
            width = sum(on_paper.widths[printed_cell.first : printed_cell.end], Decimal(0))
            assert abs(found.edges[cell.end] - found.edges[cell.first] - width * 100) <= 300


def test_sides_that_nearly_meet_become_one_that_of_most_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of(row("23", "157"), row("24", "156"), row("24", "156"), monkeypatch=monkeypatch)
    assert found.edges == (0, 2400, 18000)


def test_sides_of_one_row_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of(row("23", "1", "156"), row("24", "156"), monkeypatch=monkeypatch)
    assert found.edges == (0, 2300, 2400, 18000)


def test_a_cell_beside_several_rows_makes_all_of_them_higher(monkeypatch: pytest.MonkeyPatch) -> None:
    tall = PrintedCell(0, 1, "字\n" * 9 + "字", Look.TEXT)
    rows = [
        PrintedRow((Decimal(90), Decimal(90)), (tall, PrintedCell(1, 2, text, Look.TEXT)))
        for text in "甲乙丙"
    ]
    found = of(*rows, monkeypatch=monkeypatch)
    assert [one.height for one in found.rows] == [1467, 1467, 1466]
    assert [one.least for one in found.rows] == [700] * 3
    assert (found.rows[2].cells[0].top, found.rows[2].cells[0].rows) == (0, 3)


def test_room_to_write_by_hand_stays_and_words_in_it_stand_below(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of(row("180", texts=("签名：",), look=Look.BOX), monkeypatch=monkeypatch)
    (box,) = found.rows
    assert box.least == box.height == 1880
    assert box.cells[0].stands_below


def test_what_ends_at_the_right_and_what_is_indented_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    name = PrintedCell(0, 1, "上年结转资金", Look.ROW_NAME, indent=2)
    unit = PrintedCell(1, 2, "万元", Look.AT_RIGHT)
    value = PrintedCell(2, 3, "12", Look.VALUE)
    widths = (Decimal(60), Decimal(60), Decimal(60))
    found = of(PrintedRow(widths, (name, unit, value)), monkeypatch=monkeypatch)
    told = [(one.side, one.indent, one.is_label) for one in found.rows[0].cells]
    assert told == [(Side.LEFT, 635, True), (Side.RIGHT, 0, False), (Side.CENTRE, 0, False)]


def test_lines_close_below_each_other_have_no_more_room_than_they_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = of(replace(row("180", texts=("注",)), frame=Frame.TIGHT), monkeypatch=monkeypatch)
    assert found.rows[0].height == 420


def test_headings_are_told_by_their_rows_unless_they_are_a_page_high(monkeypatch: pytest.MonkeyPatch) -> None:
    low, high = row("180", texts=("表头",)), row("180", texts=("\n".join("很高的表头" * 4),))
    below = [replace(row("180", texts=("甲",)), heading=(one,)) for one in (low, high)]
    found = of(low, below[0], high, below[1], monkeypatch=monkeypatch)
    assert [one.heading for one in found.rows] == [range(0), range(1), range(0), range(0)]


def test_a_form_says_how_its_page_lies_and_what_stands_above_its_table() -> None:
    found = form_grid(TEMPLATE, FORM)
    assert (found.paper, found.title, found.title_lines, found.year_line) == (
        PORTRAIT,
        "项目支出绩效自评表",
        1,
        "（2023 年度）",
    )
    assert form_grid(*sample("monitoring-2023")).paper is LANDSCAPE
    assert form_grid(*sample("yunnan-14")).number


def test_a_long_title_takes_more_lines() -> None:
    title = Place("form", RowId("only"), "title")
    long = enter(TEMPLATE, FORM, title, "长" * 60)
    assert form_grid(TEMPLATE, long).title_lines == 2
