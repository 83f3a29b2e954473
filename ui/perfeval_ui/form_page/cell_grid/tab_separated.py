"""Cells on the clipboard: the tab-separated text that Excel, WPS and LibreOffice write and read."""

import re
from collections.abc import Sequence

from perfeval_ui.form_page.cell_writer import Block

# A cell in quotes ends where a cell can end; any other quote is a letter like the rest.
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"|([^\t\n]*))(\t|\n)')


def to_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of cells as text; cells with a tab or a line break stand in quotes, as Excel does it."""
    if len(rows) == len(rows[0]) == 1 and not _is_table(rows[0][0]):
        return rows[0][0]
    lines = ["\t".join(map(_quoted, row)) for row in rows]
    # A last row without text would be lost without its line end.
    return "\n".join(lines) + ("" if lines[-1] else "\n")


def to_block(text: str) -> Block:
    """Return the cells in ``text``; a line end at the very end adds no row."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not _is_table(plain):
        return ((plain,),)
    if '"' not in plain:
        return tuple([tuple(line.split("\t")) for line in plain.split("\n")])
    rows: list[list[str]] = [[]]
    for in_quotes, bare, end in _CELL.findall(f"{plain}\n"):
        rows[-1].append(in_quotes.replace('""', '"') or bare)
        if end == "\n":
            rows.append([])
    return tuple(map(tuple, rows[:-1]))


def _is_table(text: str) -> bool:
    return "\t" in text or "\n" in text


def _quoted(text: str) -> str:
    if _is_table(text) or text.startswith('"'):
        return '"{}"'.format(text.replace('"', '""'))
    return text
