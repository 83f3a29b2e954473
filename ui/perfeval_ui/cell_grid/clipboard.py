"""Cells on the clipboard: the tab-separated text that Excel, WPS and LibreOffice write and read."""

import csv
import io
from collections.abc import Iterable, Sequence

Block = tuple[tuple[str, ...], ...]


def to_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as text; cells with a tab, a quote or a line break are quoted."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n")


def to_block(text: str) -> Block:
    """Return the cells in ``text``; a line end at the very end adds no row. Empty text is one empty cell."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not _is_table(plain):
        return ((plain,),)
    rows = csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab")
    return tuple(tuple(row) or ("",) for row in rows)


def _is_table(text: str) -> bool:
    """Whether ``text`` comes from a table rather than being a text with a quote in it."""
    return "\t" in text or "\n" in text or (text.startswith('"') and text.endswith('"') and len(text) > 1)
