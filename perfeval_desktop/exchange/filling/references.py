"""References of worksheets to their own rows, moved on where rows are added."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

# A text in quotes, the name of a sheet, then B3, B3:C7 or $1:$3; words and numbers are none.
_TOKEN: Final = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?P<sheet>'(?:[^']|'')*'!|[\w.\u4e00-\u9fff]+!)?"
    r"(?:(?P<first>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?::(?P<last>\$?[A-Z]{1,3}\$?[0-9]{1,7}))?"
    r"|(?P<top>\$?[0-9]{1,7}):(?P<bottom>\$?[0-9]{1,7}))"
    r"(?![\w(.])"
    r"|(?P<word>[\w.\u4e00-\u9fff]+!?)"
)
_ROW: Final = re.compile(r"(\$?)([0-9]+)$")


class Growth(NamedTuple):
    """So many rows that are added below row ``after``, counted from 1."""

    after: int
    rows: int

    def row(self, row: int) -> int:
        """Return where a row stands then."""
        return row + self.rows if row > self.after else row

    def last_row(self, row: int) -> int:
        """Return where a range ends then: one that ends where rows are added reaches over them."""
        return row + self.rows if row >= self.after else row


def moved_range(reference: str, growth: Growth, *, grows_alone: bool = True) -> str:
    """Return B3 or B3:C7 as it is then; a single row grows as well, unless ``grows_alone`` says no."""
    first, _, last = reference.partition(":")
    start, end = _number(first), _number(last or first)
    is_grown = end >= growth.after and start <= growth.after and (grows_alone or start < end)
    own_end = growth.last_row(end) if is_grown else growth.row(end)
    first = _with_row(first, growth.row(start))
    last = _with_row(last or first, own_end)
    return first if first == last else f"{first}:{last}"


def moved_ranges(references: str, growth: Growth) -> str:
    """Return several ranges, parted by blanks."""
    return " ".join(moved_range(one, growth) for one in references.split())


def moved_formula(formula: str, growth: Growth, sheet: str) -> str:
    """Return a formula of a worksheet of the name ``sheet``."""
    return _replaced(formula, ("", sheet), lambda one: moved_range(one, growth, grows_alone=False))


def moved_name(formula: str, growth: Growth, sheet: str) -> str:
    """Return what a name of the workbook stands for, where it refers to ``sheet``."""
    return _replaced(formula, (sheet,), lambda one: moved_range(one, growth, grows_alone=False))


def copied_formula(formula: str, rows: int, sheet: str) -> str:
    """Return a formula as it stands so many rows further down: references that name no fixed row go along."""

    def further(reference: str) -> str:
        ends = reference.split(":")
        return ":".join(one if "$" in one[1:] else _with_row(one, _number(one) + rows) for one in ends)

    return _replaced(formula, ("", sheet), further)


def _replaced(formula: str, sheets: Sequence[str], change: Callable[[str], str]) -> str:
    """Return a formula with what it refers to on ``sheets`` changed; ``""`` is the one it stands on."""

    def replaced(found: re.Match[str]) -> str:
        named = found["sheet"] or ""
        if found["text"] or found["word"] or named[:-1].strip("'").replace("''", "'") not in sheets:
            return found[0]
        return named + change(found[0][len(named) :])

    return _TOKEN.sub(replaced, formula)


def names_sheet(formula: str, sheet: str) -> bool:
    """Tell whether a formula refers to ``sheet`` by name."""
    quoted = "'" + sheet.replace("'", "''") + "'!"
    return quoted in formula or f"{sheet}!" in formula


def _number(reference: str) -> int:
    found = _ROW.search(reference)
    return int(found[2]) if found else 0


def _with_row(reference: str, row: int) -> str:
    return _ROW.sub(lambda found: f"{found[1]}{row}", reference)
