"""Cells as HTML on the clipboard: what the program's own reader of pages finds, and what Excel asks for."""

from pathlib import Path

import pytest

from perfeval_desktop.exchange.readers.html import read
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.exchange.writers.grid import form_grid
from perfeval_desktop.exchange.writers.html import HtmlCell, form_html, form_texts, html_table
from read_forms import sample


def read_again(html: str, folder: Path) -> Sheet:
    path = folder / "表.html"
    path.write_text(html, encoding="utf-8")
    (sheet,) = read(path)
    return sheet


@pytest.mark.parametrize("name", ["national-2020", "hebei", "monitoring-2023", "sichuan-dept-2023"])
def test_a_whole_form_comes_with_its_merged_cells(name: str, tmp_path: Path) -> None:
    grid = form_grid(*sample(name))
    found = {
        (cell.row, cell.column): ("".join(cell.text.split()), cell.rows, cell.columns)
        for cell in read_again(form_html(grid), tmp_path).cells
        if cell.text
    }
    above = sum(bool(text) for text in (grid.number, grid.title, grid.year_line))
    wanted = {
        (cell.top + above, cell.first): ("".join(cell.text.split()), cell.rows, cell.end - cell.first)
        for row in grid.rows
        for cell in row.cells
        if cell.text
    }
    assert wanted.items() <= found.items()


def test_as_text_a_merged_cell_stands_once_with_blanks_for_what_it_covers() -> None:
    grid = form_grid(*sample("national-2020"))
    rows = form_texts(grid)
    assert {len(row) for row in rows} == {len(grid.edges) - 1}
    assert rows[0] == ["项目支出绩效自评表", *[""] * 20]
    assert [text for row in rows for text in row].count("绩\n效\n指\n标") == 1


def test_cells_are_said_to_be_text() -> None:
    html = html_table([[HtmlCell("0012")]])
    assert 'mso-number-format:"\\@"' in html
    assert 'sdnum="2052;0;@"' in html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("=1人", "=1人"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("一\n二", "一<br>二"),
        ("一\t二", "一<span style='mso-tab-count:1'>&#9;</span>二"),
        ("一   二", "一" + "<span style='mso-spacerun:yes'>&nbsp;</span>" * 2 + " 二"),
        ("  一", "<span style='mso-spacerun:yes'>&nbsp;&nbsp;</span>一"),
        ("一\0", "一\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_texts_are_told_in_the_words_of_html(text: str, told: str) -> None:
    assert f">{told}</td>" in html_table([[HtmlCell(text)]])


def test_spans_widths_and_looks_are_told() -> None:
    html = html_table(
        [[HtmlCell("甲", 2, 3, "l", "text-align:left"), HtmlCell("乙", classes="")]], [2540, 1270]
    )
    assert '<col style="width:72.0pt"><col style="width:36.0pt">' in html
    assert '<td sdnum="2052;0;@" rowspan="2" colspan="3" class="l" style="text-align:left">甲</td>' in html
    assert '<td sdnum="2052;0;@">乙</td>' in html
