"""What stands on the pages of a form laid out, and what is true of all of them."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from perfeval_desktop.printing.typesetting.layout import LaidOutForm, Page
from perfeval_desktop.printing.typesetting.measures import (
    BOTTOM_MARGIN,
    LEFT_MARGIN,
    MM,
    PORTRAIT,
    TOP_MARGIN,
    Paper,
)
from perfeval_desktop.printing.typesetting.table import TableCell, TableLabel
from printing.typesetting.printed_forms import Line, find, lines_of, lines_on

RIGHT = LEFT_MARGIN + PORTRAIT.table_width


def texts_on(page: Page) -> list[str]:
    """Return every line on ``page``, those that are printed again as well."""
    return [line.text for line in lines_on(page)]


def read_on(page: Page) -> list[str]:
    """Return the lines on ``page`` that stand there for the first time."""
    return [line.text for line in lines_of(page.texts)]


def repeated_on(page: Page) -> list[str]:
    """Return the lines on ``page`` that are printed again, and its number."""
    return [line.text for line in lines_of(page.repeats)]


def characters(pages: Iterable[Page], character: str) -> int:
    return sum(line.text.count(character) for page in pages for line in lines_of(page.texts))


def widths_at(page: Page, text: str) -> list[Decimal]:
    """Return the widths in mm of the cells side by side with that in which ``text`` stands."""
    return [Decimal(right - left) / MM for left, right in pairwise(sides_beside(page, find(page, text)))]


def sides_beside(page: Page, line: Line) -> list[int]:
    """Return where rules run down that cross the height of ``line``."""
    y = line.y - MM
    return sorted(rule.x for rule in page.rules if rule.x == rule.to_x and rule.y < y < rule.to_y)


def sides_at(page: Page, line: Line) -> tuple[int, int]:
    """Return the left and the right rule of the cell that ``line`` stands in."""
    sides = sides_beside(page, line)
    left = max(x for x in sides if x <= line.x)
    return left, min(x for x in sides if x > left)


def ends_at(page: Page, line: Line) -> tuple[int, int]:
    """Return the upper and the lower rule of the cell that ``line`` stands in."""
    ends = [rule.y for rule in page.rules if rule.y == rule.to_y and rule.x <= line.x < rule.to_x]
    upper = max(y for y in ends if y < line.y)
    return upper, min(y for y in ends if y > upper)


def assert_within_margins(pages: Iterable[Page], paper: Paper = PORTRAIT) -> None:
    right, foot = LEFT_MARGIN + paper.table_width, paper.height - BOTTOM_MARGIN
    for page in pages:
        # The page number and, of a final form, its check code.
        at_foot = sum(text.y == paper.footer for text in page.repeats)
        for line in lines_on(page)[:-at_foot]:
            # What ends at the right ends there but for a rounding.
            assert LEFT_MARGIN <= line.left <= line.right <= right + 1
            assert TOP_MARGIN <= line.top < line.bottom <= foot
        for line in lines_on(page)[-at_foot:]:
            assert LEFT_MARGIN <= line.left <= line.right <= right + 1
        for rule in page.rules:
            assert LEFT_MARGIN <= rule.x <= rule.to_x <= right
            assert TOP_MARGIN <= rule.y <= rule.to_y <= foot


def assert_framed(page: Page) -> None:
    """Assert that the frame of the table on ``page`` is closed, and each row in it."""
    top, bottom = min(rule.y for rule in page.rules), max(rule.to_y for rule in page.rules)
    across = {(rule.x, rule.to_x, rule.y) for rule in page.rules if rule.y == rule.to_y}
    down = {(rule.y, rule.to_y, rule.x) for rule in page.rules if rule.x == rule.to_x}
    assert {(LEFT_MARGIN, RIGHT, top), (LEFT_MARGIN, RIGHT, bottom)} <= across
    assert {(top, bottom, LEFT_MARGIN), (top, bottom, RIGHT)} <= down
    # What is drawn across ends where something is drawn down.
    for start, end, y in across:
        for x in (start, end):
            assert any(upper <= y <= lower for upper, lower, at in down if at == x)


def assert_every_line_is_read_once(form: LaidOutForm) -> None:
    """Assert that every line with something on it stands once among the texts, with its neighbours."""
    read: dict[TableCell | TableLabel, list[str]] = {}
    for page in form.pages:
        for line in lines_of(page.texts):
            read.setdefault(line.source, []).append(line.text)
    cells = [*form.head, *(cell for row in form.rows for cell in row.cells)]
    assert read == {cell: [*filter(None, cell.lines)] for cell in cells if any(cell.lines)}
