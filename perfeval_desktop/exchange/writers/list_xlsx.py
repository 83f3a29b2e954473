"""A list as a workbook: one sheet with a head that stays in sight and a filter; numbers can be summed."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # no types

from perfeval_desktop.exchange.writers.cell_text import shown
from perfeval_desktop.exchange.writers.sheet_names import SheetNames

_FONT, _POINTS = "宋体", 10
# The same bytes for the same list: no clock.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # the library takes no other
_PAPER_A4 = 9
# Widths in digits of the usual font; a Chinese character takes two.
_NARROWEST, _WIDEST = 8, 50

ListCell = str | int | Decimal | None


def list_workbook(title: str, heads: Sequence[str], rows: Sequence[Sequence[ListCell]]) -> bytes:
    """Return a workbook of one sheet called ``title``. Texts stay texts, whatever they look like."""
    file = BytesIO()
    book = Workbook(
        file, {"in_memory": True, "default_format_properties": {"font_name": _FONT, "font_size": _POINTS}}
    )
    book.set_properties({"created": _CREATED, "comments": ""})
    head = book.add_format(
        {"bold": True, "border": 1, "bg_color": "#E8EDF5", "align": "center", "num_format": "@"}
    )
    text = book.add_format({"border": 1, "num_format": "@"})
    count = book.add_format({"border": 1, "num_format": "0"})
    figure = book.add_format({"border": 1, "num_format": "0.00"})
    sheet = book.add_worksheet(SheetNames().name(title))
    for column, words in enumerate(heads):
        sheet.write_string(0, column, words, head)
        texts = [words, *(str(row[column]) for row in rows)]
        sheet.set_column(column, column, min(max(_NARROWEST, *map(_width, texts)) + 2, _WIDEST))
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            match value:
                case str():
                    sheet.write_string(at, column, shown(value), text)
                case None:
                    sheet.write_blank(at, column, None, text)
                case _:
                    sheet.write_number(at, column, value, count if isinstance(value, int) else figure)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    sheet.set_paper(_PAPER_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return file.getvalue()


def _width(text: str) -> int:
    return sum(1 if one.isascii() else 2 for one in text)
