"""The indicators in a text that is laid out: rows about their figures, names of levels beside them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.exchange.document_grid import TableCell
from perfeval_desktop.exchange.laid_out.columns import UNSURE, Column, Run, columns_below, runs_of
from perfeval_desktop.exchange.laid_out.names import Name, agree, is_name, names_of
from perfeval_desktop.exchange.laid_out.parts import Heading
from perfeval_desktop.exchange.laid_out.pieces import Line, Piece, joined
from perfeval_desktop.exchange.laid_out.rows import Row, rows_about
from perfeval_desktop.exchange.laid_out.spans import NameOfRow, names_by_row

_EARNED: Final = frozenset({Role.WEIGHT, Role.SCORE})
_GROUPS: Final = (Role.LEVEL1, Role.LEVEL2)
# What it costs that a name parts the rows of another one, or stands under one of another kind.
_BLANK: Final = 4.0
_BLANK_BELOW: Final = 1.25
_PARTED: Final = 3.0
_DISAGREE: Final = 3.0


def indicator_cells(heading: Heading, body: Sequence[Line], blank: Collection[int]) -> list[TableCell]:
    """Return the rows of the table below ``heading`` as cells; its heading is not among them."""
    columns = columns_below(heading.heads)
    ahead = len(columns) - len(heading.heads)
    runs = [run for line in runs_of(body, columns) for run in line]
    level_of = {
        number: role
        for number, column in enumerate(columns)
        for role in _GROUPS
        if role in column.roles and Role.LEVEL3 not in column.roles
    }
    own = [run for run in runs if run.column >= ahead and run.column not in level_of]
    anchors = _anchors(own, columns)
    if not anchors:
        return []
    rows = rows_about(anchors, own, blank, {n for n, column in enumerate(columns) if column.is_of_figures})
    names = _names(rows, runs, level_of)
    cells = []
    named = [number for number, column in enumerate(columns) if Role.LEVEL3 in column.roles]
    for down, row in enumerate(rows):
        # A row that is named like a level has slipped.
        is_askew = any(is_name(joined(row.texts.get(number, ()))) for number in named)
        for number in range(ahead, len(columns)):
            pieces = row.texts.get(number, ())
            # A column whose heading is not known may be two.
            text, doubt = (
                joined(pieces),
                number in row.doubtful or is_askew or not columns[number].roles,
            )
            if number in names:
                text, doubt = names[number][down]
            line = int(row.top) if not pieces else pieces[0].line
            cells.append(
                TableCell(
                    text, down, number - ahead, f"第 {line + 1} 行", doubt=UNSURE if doubt and text else ""
                )
            )
    return cells


def _anchors(runs: Sequence[Run], columns: Sequence[Column]) -> list[int]:
    """Return the lines in the middle of rows: of their figures, or else of two texts beside each other."""
    figures = {number for number, column in enumerate(columns) if column.roles & _EARNED}
    if figures:
        return sorted({run.line for run in runs if run.column in figures})
    name = max((number for number, column in enumerate(columns) if Role.LEVEL3 in column.roles), default=0)
    told = {number for number, column in enumerate(columns) if column.roles & {Role.TARGET, Role.ACTUAL}}
    by_line: dict[int, set[bool]] = {}
    for run in runs:
        if run.column == name or run.column in told:
            by_line.setdefault(run.line, set()).add(run.column == name)
    lines = sorted(by_line)
    found = []
    for number, line in enumerate(lines):
        around = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
        other = {not next(iter(by_line[line]))}
        is_between = len(around) == 2 and all(
            by_line[one] == other and abs(one - line) <= 2 for one in around
        )
        if len(by_line[line]) == 2 or is_between:
            found.append(line)
    return found


class _Beside(NamedTuple):
    """What else than its place tells which rows a name has: the names of the other level."""

    rows: Sequence[Row]
    others: Sequence[Name]
    lower: Sequence[NameOfRow]
    is_upper: bool

    def cost(self, begin: int, end: int, name: Name) -> float:
        """Return what it costs that ``name`` has the rows from ``begin`` to before ``end``."""
        top, bottom = self.rows[begin].top - 0.5, self.rows[end - 1].bottom + 0.5
        beside = [one.text for one in self.others if top < one.middle < bottom]
        pairs = [(name.text, one) if self.is_upper else (one, name.text) for one in beside]
        total = _DISAGREE * sum(not agree(*pair) for pair in pairs)
        for edge in (begin, end):
            if 0 < edge < len(self.lower):
                above, below = self.lower[edge - 1].text, self.lower[edge].text
                total += _PARTED if above and above == below else 0.0
        return total


def _names(
    rows: Sequence[Row], runs: Sequence[Run], level_of: Mapping[int, Role]
) -> dict[int, list[NameOfRow]]:
    """Return the names of levels by column and row; the lower ones first, whose rows are fewer."""
    names = {
        number: names_of([piece for run in runs if run.column == number for piece in _whole(run)])
        for number in level_of
    }
    found: dict[int, list[NameOfRow]] = {}
    for number in sorted(level_of, reverse=True):
        is_upper = level_of[number] is Role.LEVEL1
        others = [
            name
            for other, of_level in names.items()
            if level_of[other] is not level_of[number]
            for name in of_level
        ]
        # Where a name is repeated beside each row, it parts nothing.
        is_repeated = any(one.text == other.text for one, other in pairwise(names[number]))
        lower = [] if is_repeated or not is_upper else next(iter(found.values()), [])
        found[number] = names_by_row(
            rows,
            names[number],
            _Beside(rows, others, lower, is_upper).cost,
            blank=_BLANK if is_upper else _BLANK_BELOW,
        )
    return found


def _whole(run: Run) -> Iterator[Piece]:
    first, last = run.pieces[0], run.pieces[-1]
    yield Piece(joined(run.pieces).replace(" ", ""), first.line, first.start, last.end)


def total_cells(heading: Heading, line: Line) -> list[TableCell]:
    """Return the row that closes the table: its name, then figures in the columns of points."""
    columns = list(heading.heads)
    earned = [number for number, head in enumerate(columns) if head.roles & _EARNED]
    name, *others = line
    place = f"第 {name.line + 1} 行"
    figures = [piece for piece in others if re.fullmatch(r"[0-9.]+", piece.text)]
    rest = [piece for piece in others if piece not in figures]
    if not earned or len(figures) > len(earned):
        return []
    doubt = ""
    if len(figures) < len(earned):
        # One figure for two columns: the one that it is nearer to.
        middle = figures[0].middle if figures else 0
        near = sorted(earned, key=lambda number: abs(columns[number].middle_column - middle))
        away = [abs(columns[number].middle_column - middle) for number in near]
        earned = near[:1]
        doubt = UNSURE if away[1] < 2 * away[0] + 4 else ""
        figures = figures[:1]
    cells = [TableCell(name.text, 0, 0, place, columns=max(earned[0], 1))]
    cells += [
        TableCell(piece.text, 0, number, place, doubt=doubt)
        for number, piece in zip(earned, figures, strict=False)
    ]
    after = earned[-1] + 1
    cells += [TableCell(piece.text, 0, after + number, place) for number, piece in enumerate(rest)]
    return cells
