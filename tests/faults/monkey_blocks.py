"""Blocks of cells as other programs put them on the clipboard: lines with tabs, tables of HTML."""

from collections.abc import Sequence
from html import escape
from random import Random

from PySide6.QtCore import QMimeData

from faults.random_work import text

_MOST_ROWS = 20
_MOST_COLUMNS = 9
_EXCEL = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type '
    'content="text/html; charset=utf-8"><style>td{{mso-number-format:General}}</style></head><body><table>'
    "<!--StartFragment--><col width=72>{rows}<!--EndFragment--></table></body></html>"
)
_WORD = (
    "<html><body><!--StartFragment--><table class=MsoTableGrid>{rows}</table><!--EndFragment--></body></html>"
)
_CALC = (
    '<!DOCTYPE html><html><head><title></title></head><body><table cellspacing="0">'
    '<colgroup width="85"></colgroup>{rows}</table></body></html>'
)
# How each writes a page, and a cell whose text is cut into lines.
_PROGRAMS = (
    (_EXCEL, "<td{spans}>{text}</td>", "<br>"),
    (_WORD, "<td{spans}><p class=MsoNormal>{text}<o:p></o:p></p></td>", "</p> <p class=MsoNormal>"),
    (_CALC, '<td height="17"{spans}>{text}</td>', "<br>"),
)


def block(random: Random, *, most_rows: int = _MOST_ROWS) -> QMimeData:
    """Return a block of 1 to 20 rows and 1 to 9 columns, as one of the programs copies it."""
    rows, columns = random.randint(1, most_rows), random.randint(1, _MOST_COLUMNS)
    texts = [[text(random, 6) for _ in range(columns)] for _ in range(rows)]
    copied = QMimeData()
    copied.setText("\n".join("\t".join(row) for row in texts))
    if random.random() < 0.5:
        copied.setHtml(_page(random, texts))
    return copied


def _page(random: Random, texts: Sequence[Sequence[str]]) -> str:
    page, cell, line_break = random.choice(_PROGRAMS)
    rows = []
    for row in texts:
        cells = "".join(
            cell.format(spans=_spans(random), text=escape(one).replace("\n", line_break)) for one in row
        )
        rows.append(f"<tr>{cells}</tr>")
    return page.format(rows="".join(rows))


def _spans(random: Random) -> str:
    if random.random() > 0.05:
        return ""
    return f" {random.choice(('rowspan', 'colspan'))}={random.randint(2, 3)}"
