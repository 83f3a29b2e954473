"""Which rows of a sheet are headings: of a form, of its indicators, of its funding, of its goals."""

import re

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.wording import all_meanings, flat, is_label, is_word
from perfeval_desktop.exchange.sheet import Cell

LEVELS = frozenset({Role.LEVEL1, Role.LEVEL2, Role.LEVEL3})
_MEASURED = frozenset({Role.TARGET, Role.ACTUAL, Role.WEIGHT, Role.SCORE})
# Two may be met by chance.
_LEAST_COLUMNS = 3
_LEAST_AMOUNTS = _LEAST_GOALS = 2
_LONGEST_TITLE = 60
_TITLE = re.compile(
    r"(?:附件?[0-9一二三四五六七八九十]*[:：.、]?)?[^，。；：:]*?"
    r"(?:(?:自评|监控|申报|评价|目标|自评报告)|绩效[^，。；：:]*)表(?:[（(][^（）()]*[)）])?"
)
_REST_OF_TITLE = re.compile(r"(?:绩效|自评).*")
_BEGINNING_OF_TITLE = re.compile(
    r"[^，。；：:]{2,36}(?:支付|资金|项目|支出|专项|补助|区域)(?:[（(][^（）()]+[)）])*"
)
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[)）]?[、.．]?[^，。；：:]{2,24}")


def is_title(grid: Grid, row: int) -> bool:
    """Whether a row is nothing but the title of a form."""
    filled = grid.filled(row)
    if len(filled) != 1:
        return False
    text = flat(filled[0].text)
    return len(text) <= _LONGEST_TITLE and _TITLE.fullmatch(text) is not None


def title_begins(grid: Grid, row: int) -> int:
    """Return the row in which the title in ``row`` begins: that above, where a title is broken in two.

    ``中央对地方转移支付区域（项目）`` above ``绩效目标自评表``.
    """
    (title,) = grid.filled(row)
    above = grid.filled(row - 1)
    if len(above) != 1 or above[0].is_running or not _REST_OF_TITLE.fullmatch(flat(title.text)):
        return row
    return row - 1 if _BEGINNING_OF_TITLE.fullmatch(flat(above[0].text)) else row


def heads_indicators(grid: Grid, row: int) -> bool:
    """Whether a row heads the indicators: levels, and what is measured; a level may reach down to it."""
    known = grid.words.indicators
    if not any(is_word(known, cell) for cell in grid.filled(row)):
        return False
    words = [cell for cell in grid.covering(row) if is_word(known, cell)]
    roles = all_meanings(known, words)
    return len(words) >= _LEAST_COLUMNS and bool(roles & LEVELS) and bool(roles & _MEASURED)


def heads_funding(grid: Grid, row: int) -> bool:
    """Whether a row heads the funding: names of amounts, none itself, and no level of an indicator."""
    filled = grid.filled(row)
    words = [cell for cell in filled if is_word(grid.words.funding, cell)]
    if len(words) < _LEAST_AMOUNTS or any(read_number(cell.text).value is not None for cell in filled):
        return False
    if all(grid.has_room(cell) for cell in words[:-1]):
        # Names, each with room for its amount.
        return False
    return not all_meanings(grid.words.indicators, filled) & LEVELS


def goal_heads(grid: Grid, row: int) -> list[Cell]:
    """Return the cells of a row that heads goals: two promises, or one beside what came of it; else nothing.

    What stands at the left for all of it is none of them.
    """
    heads = grid.filled(row)
    while heads and heads[0].rows > 1:
        heads = heads[1:]
    if len(heads) < _LEAST_GOALS or not all(is_label(grid.words.goals, cell) for cell in heads):
        return []
    return heads if any("目标" in flat(cell.text) for cell in heads) else []


def is_section(grid: Grid, row: int) -> bool:
    """Whether a row is nothing but the name of a section: 二、预算执行情况."""
    filled = grid.filled(row)
    return len(filled) == 1 and _SECTION.fullmatch(flat(filled[0].text)) is not None


def heads_anything(grid: Grid, row: int) -> bool:
    """Whether a row heads any part of a form."""
    return (
        is_section(grid, row)
        or heads_indicators(grid, row)
        or heads_funding(grid, row)
        or bool(goal_heads(grid, row))
    )
