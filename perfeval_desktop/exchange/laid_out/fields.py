"""Labels with their values beside them, between the tables of a text that is laid out."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from perfeval_desktop.domain.transcripts.words import KNOWN
from perfeval_desktop.exchange.document_grid import TableCell
from perfeval_desktop.exchange.laid_out.columns import UNSURE, Run
from perfeval_desktop.exchange.laid_out.headings import Head, heads_of, meant_by
from perfeval_desktop.exchange.laid_out.pieces import Line, Piece, gap, joined
from perfeval_desktop.exchange.laid_out.rows import rows_about

# A label with its value in one piece.
LABELLED: Final = re.compile(r"([^:：]{2,20})[:：](?=.)")
# No piece of a field's value: titles of parts, years, notes.
_PROSE: Final = re.compile(
    r"[一二三四五六七八九][、.].*|[（(]?20[0-9]{2}.{0,3}|[（(].*[)）]|.*表|[（(]?(?:注|备注|说明)[0-9]?[:：.、].*"
)


class Field(NamedTuple):
    """A label and what stands beside it."""

    head: Head
    value: tuple[Piece, ...]
    is_doubtful: bool


def field_rows(lines: Sequence[Line]) -> tuple[list[list[TableCell]], set[Piece]]:
    """Return the rows of labels with their values in ``lines``, and all pieces that are in them."""
    heads, _ = heads_of(lines, KNOWN.fields, KNOWN.fund_rows, KNOWN.goals)
    heads = [head for head in heads if _is_apart(head, lines)]
    rows: list[list[Head]] = []
    for head in sorted(heads, key=lambda head: (head.middle, head.start)):
        if rows and head.middle - rows[-1][0].middle <= 0.5 and head.start >= rows[-1][-1].end:
            rows[-1].append(head)
        else:
            rows.append([head])
    taken = {piece for head in heads for piece in head.pieces}
    free = [piece for line in lines for piece in line if not any(_covers(one, piece) for one in taken)]
    cells: list[list[TableCell]] = []
    used: set[Piece] = {piece for line in lines for piece in line} - set(free)
    if not rows:
        return cells, used
    by_line: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in free:
        by_line[piece.line].append(piece)
    runs = [
        Run(column, tuple(pieces))
        for line, beside in by_line.items()
        if not _PROSE.fullmatch("".join(piece.text for piece in beside))
        for column, pieces in _by_column(beside, _nearest(rows, line)).items()
    ]
    blank = {
        number for number in range(lines_end(lines)) if number not in {line[0].line for line in lines if line}
    }
    for row, held in zip(rows, rows_about([row[0].middle for row in rows], runs, blank), strict=True):
        aside, *_ = values = [_beside(row, held.texts.get(column, ())) for column in range(len(row) + 1)]
        fields = [
            Field(head, value, number in held.doubtful)
            for number, (head, value) in enumerate(zip(row, values[1:], strict=True), 1)
        ]
        used |= {piece for value in values for piece in value}
        cells.append(list(_cells(aside, fields)))
    return cells, used


def lines_end(lines: Sequence[Line]) -> int:
    """Return the number behind that of the last line."""
    return max((line[0].line for line in lines if line), default=0) + 1


def _nearest(rows: Sequence[Sequence[Head]], line: int) -> Sequence[Head]:
    return min(rows, key=lambda row: abs(row[0].middle - line))


def _by_column(pieces: Sequence[Piece], row: Sequence[Head]) -> dict[int, list[Piece]]:
    """Return pieces of a line by how many labels of their row begin before them."""
    found: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        found[sum(head.start <= piece.start for head in row)].append(piece)
    return found


def _beside(row: Sequence[Head], pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return those of a value's pieces that stand beside its label, or go on from there line by line."""
    lines = {piece.line for head in row for piece in head.pieces}
    lines = set(range(min(lines), max(lines) + 1))
    held = {piece.line for piece in pieces}
    while more := {line for line in held - lines if line - 1 in lines or line + 1 in lines}:
        lines |= more
    return tuple(piece for piece in pieces if piece.line in lines)


def _is_apart(head: Head, lines: Sequence[Line]) -> bool:
    """Tell whether a label stands alone, or two blanks before and behind it: it is no word of a sentence."""
    by_line = {line[0].line: line for line in lines if line}
    for part in head.pieces:
        line = by_line[part.line]
        for one, other in pairwise(line):
            between = gap(one, other)
            if between == 1 and (other.start == part.start or one.end == part.end) and len(head.pieces) == 1:
                return False
    return True


def _covers(one: Piece, piece: Piece) -> bool:
    return one.line == piece.line and one.start <= piece.start and piece.end <= one.end


def is_labelled(piece: Piece) -> bool:
    """Tell whether a piece is a label with its value behind it."""
    labelled = LABELLED.match(piece.text)
    return labelled is not None and bool(meant_by(labelled[1], KNOWN.fields))


def _cells(aside: Sequence[Piece], fields: Sequence[Field]) -> Iterator[TableCell]:
    column = 0
    if aside:
        yield TableCell(joined(aside).replace(" ", ""), 0, 0, _place(aside[0]))
        column = 1
    for one in fields:
        yield TableCell(one.head.text, 0, column, _place(one.head.pieces[0]))
        doubt = UNSURE if one.is_doubtful else ""
        yield TableCell(joined(one.value), 0, column + 1, _place(one.head.pieces[0]), doubt=doubt)
        column += 2


def _place(piece: Piece) -> str:
    return f"第 {piece.line + 1} 行"
