"""Cells as a table of HTML, as Excel, WPS and Word take it from the clipboard: merged, and as text.

``mso-number-format`` keeps Excel from making 0012 a number, 2023-12 a date and =1人 a formula.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.exchange.writers.cell_text import shown
from perfeval_desktop.exchange.writers.grid import FormGrid, GridCell, GridRow

_STYLE = (
    "table{border-collapse:collapse}"
    'td{mso-number-format:"\\@";vertical-align:middle;font-family:宋体;font-size:9pt}'
    "td.r{border:.5pt solid windowtext}"
    "td.l{font-family:黑体;font-weight:bold}"
    "br{mso-data-placement:same-cell}"
)
_BLANKS = re.compile("^ +| (?= )", re.MULTILINE)
_POINTS = 72 / 2540
# The same for LibreOffice, which reads none of the style.
_IS_TEXT = 'sdnum="2052;0;@"'


class HtmlCell(NamedTuple):
    """A cell: its text, how far it goes, its classes and the style that is its own."""

    text: str
    rows: int = 1
    columns: int = 1
    classes: str = "r"
    style: str = ""


def html_table(rows: Iterable[Iterable[HtmlCell]], widths: Sequence[int] = ()) -> str:
    """Return rows of cells as a page of HTML; what a cell above or beside covers is no cell.

    ``widths`` are those of the columns in hundredths of a mm.
    """
    columns = "".join(f'<col style="width:{width * _POINTS:.1f}pt">' for width in widths)
    told = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return (
        f'<html><head><meta charset="utf-8"><style>{_STYLE}</style></head>'
        f"<body><table>{columns}{told}</table></body></html>"
    )


def form_html(grid: FormGrid) -> str:
    """Return a whole form as HTML."""
    last = len(grid.edges) - 1
    head = (
        (grid.number, "text-align:right"),
        (grid.title, "text-align:center;font-family:黑体;font-size:16pt;font-weight:bold"),
        (grid.year_line, "text-align:center;font-size:10.5pt"),
    )
    above = [[HtmlCell(text, 1, last, "", style)] for text, style in head if text]
    below = [
        [_of_grid(cell, row) for cell in row.cells if cell.top == at] for at, row in enumerate(grid.rows)
    ]
    widths = [right - left for left, right in zip(grid.edges, grid.edges[1:], strict=False)]
    return html_table([*above, *below], widths)


def form_texts(grid: FormGrid) -> list[list[str]]:
    """Return a whole form as rows of texts, a blank for what a merged cell covers, as Excel copies it."""
    count = len(grid.edges) - 1
    rows = [[text, *[""] * (count - 1)] for text in (grid.number, grid.title, grid.year_line) if text]
    for at, row in enumerate(grid.rows):
        texts = [""] * count
        for cell in row.cells:
            if cell.top == at:
                texts[cell.first] = cell.text
        rows.append(texts)
    return rows


def _of_grid(cell: GridCell, row: GridRow) -> HtmlCell:
    classes = [*("r" * (row.frame is Frame.RULED)), *("l" * cell.is_label)]
    style = f"text-align:{cell.side.value}"
    if cell.indent:
        style += f";padding-left:{cell.indent * _POINTS:.1f}pt"
    return HtmlCell(cell.text, cell.rows, cell.end - cell.first, " ".join(classes), style)


def _cell(cell: HtmlCell) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    classes = f' class="{cell.classes}"' if cell.classes else ""
    style = f' style="{cell.style}"' if cell.style else ""
    return f"<td {_IS_TEXT}{spans}{classes}{style}>{_words(cell.text)}</td>"


def _words(text: str) -> str:
    """Return ``text`` in the words of HTML; runs of blanks, which HTML makes one, as Excel marks them."""
    told = escape(shown(text), quote=False)
    told = _BLANKS.sub(lambda found: _run(len(found[0])), told)
    return told.replace("\n", "<br>").replace("\t", "<span style='mso-tab-count:1'>&#9;</span>")


def _run(count: int) -> str:
    return f"<span style='mso-spacerun:yes'>{'&nbsp;' * count}</span>"
