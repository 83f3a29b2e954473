"""The funding in a text that is laid out: its rows about their names, amounts below their headings."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.words import KNOWN
from perfeval_desktop.exchange.document_grid import TableCell
from perfeval_desktop.exchange.laid_out.columns import UNSURE, Column, is_figure, runs_of
from perfeval_desktop.exchange.laid_out.headings import Head, heads_of
from perfeval_desktop.exchange.laid_out.parts import Heading
from perfeval_desktop.exchange.laid_out.pieces import Line, Piece, joined
from perfeval_desktop.exchange.laid_out.rows import rows_about

# How far a row's name may be from the line of its amounts.
_NEAR: Final = 1.0
_AMOUNT: Final = re.compile(r"[-+—–/0-9.%]")


def funding_cells(
    heading: Heading, lines: Sequence[Line], body: Sequence[Line], blank: Collection[int]
) -> list[TableCell]:
    """Return the funding as cells, with its heading; ``lines`` are those of the heading."""
    names, others = heads_of(body, KNOWN.fund_rows, KNOWN.funding)
    names.sort(key=lambda name: (name.middle, name.start))
    if sum(name.middle == names[0].middle for name in names) > 1:
        return _in_pairs(heading, names, body)
    # 项目资金 at the left names no row: others stand behind it.
    left_names = [name for name in names if name.text.startswith("项目资金")]
    names = [name for name in names if name not in left_names]
    # Where names stand beside each other, another table begins.
    ends = [one.middle for one, other in pairwise(names) if one.middle == other.middle]
    names = [name for name in names if not ends or name.middle < ends[0]]
    body = [line for line in body if line and (not ends or line[0].line < ends[0] - 1)]
    if not names:
        return []
    middles = [name.middle for name in names]
    left = min(name.start for name in names)
    taken = {piece for name in names for piece in name.pieces}
    aside = [piece for line in lines for piece in line if piece.end <= min(left, heading.heads[0].start)]
    aside += [piece for name in left_names for piece in name.pieces]
    aside += [piece for piece in others if piece.end <= left]
    has_reasons = any(Role.REASON in head.roles for head in heading.heads)
    columns = [Column(head.start, head.end, head.roles) for head in heading.heads]
    amounts = [
        tuple(
            piece
            for piece in line
            if piece.start >= left
            and not _is_part(piece, taken)
            and (has_reasons or _AMOUNT.match(piece.text))
        )
        for line in body
    ]
    runs = [run for line in runs_of(amounts, columns) for run in line]
    cells = [TableCell(joined(aside).replace(" ", ""), 0, 0, _place(heading.begin), rows=len(names) + 1)]
    cells.append(TableCell("", 0, 1, _place(heading.begin)))
    cells += [
        TableCell(head.text, 0, 2 + number, _place(heading.begin))
        for number, head in enumerate(heading.heads)
    ]
    figures = {number for number, column in enumerate(columns) if column.is_of_figures}
    rows = rows_about(middles, runs, blank, figures)
    reasons = {number for number, column in enumerate(columns) if Role.REASON in column.roles}
    for down, (name, row) in enumerate(zip(names, rows, strict=True), 1):
        place = _place(name.pieces[0].line)
        cells.append(TableCell(name.text, down, 1, place))
        for number in range(len(columns)):
            pieces = row.texts.get(number, ())
            is_far = bool(pieces) and abs(pieces[0].line - name.middle) > _NEAR
            # A reason may be one of several rows.
            is_broken = number in figures and bool(pieces) and not is_figure(joined(pieces))
            doubt = (
                UNSURE
                if pieces and (is_far or is_broken or number in row.doubtful or number in reasons)
                else ""
            )
            cells.append(TableCell(joined(pieces), down, 2 + number, place, doubt=doubt))
    return cells


def _is_part(piece: Piece, taken: Collection[Piece]) -> bool:
    return any(one.line == piece.line and one.start <= piece.start and piece.end <= one.end for one in taken)


def _in_pairs(heading: Heading, names: Sequence[Head], body: Sequence[Line]) -> list[TableCell]:
    """Return the funding in which a name stands beside each amount."""
    place = _place(heading.begin)
    count = len(heading.heads)
    cells = [
        TableCell(head.text, 0, 2 * number, place, columns=2) for number, head in enumerate(heading.heads)
    ]
    rows: defaultdict[float, list[Head]] = defaultdict(list)
    for name in names:
        rows[name.middle].append(name)
    taken = {piece for name in names for piece in name.pieces}
    pieces = [piece for line in body for piece in line if not _is_part(piece, taken)]
    for down, middle in enumerate(sorted(rows), 1):
        own = rows[middle]
        place = _place(own[0].pieces[0].line)
        for number, name in enumerate(own):
            end = own[number + 1].start if number + 1 < len(own) else 10**6
            cells.append(TableCell(name.text, down, 2 * number, place))
            amounts = [
                piece
                for piece in pieces
                if abs(piece.line - middle) <= _NEAR / 2 and name.end <= piece.start < end
            ]
            for further, piece in enumerate(amounts[: 2 * (count - number) - 1]):
                cells.append(TableCell(piece.text, down, 2 * number + 1 + further, place))
    return cells


def _place(line: int) -> str:
    return f"第 {line + 1} 行"
