"""A text that is laid out as tables and paragraphs, one below the other."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.words import KNOWN
from perfeval_desktop.exchange.document_grid import DocumentGrid, TableCell
from perfeval_desktop.exchange.laid_out.columns import UNSURE, Run
from perfeval_desktop.exchange.laid_out.fields import field_rows, is_labelled
from perfeval_desktop.exchange.laid_out.funding import funding_cells
from perfeval_desktop.exchange.laid_out.goals import cut, edge_of, goal_cells
from perfeval_desktop.exchange.laid_out.headings import heads_of, meant_by
from perfeval_desktop.exchange.laid_out.indicators import indicator_cells, total_cells
from perfeval_desktop.exchange.laid_out.names import is_part_of_name
from perfeval_desktop.exchange.laid_out.parts import Heading, Kind, headings_in
from perfeval_desktop.exchange.laid_out.pieces import Line, Piece, gap, is_laid_out, joined, pieces_of
from perfeval_desktop.exchange.laid_out.rows import rows_about

_PAGE_NUMBER: Final = re.compile(r"[-—–]*(第?\d{1,3}页?)?([/,，]?共?\d{1,3}页?)?[-—–]*")
_END: Final = re.compile(
    r"(?!指标).{3,}[:：]|[（(]?(?:附?注|说明|备注)[0-9]?[:：.、].*|[一二三四五六七八九]、.*|附件.*|.*表|说明|备注"
)
_FIGURE: Final = re.compile(r"[0-9.]+")


def laid_out_grid(text: str) -> DocumentGrid | None:
    """Return a text as tables and paragraphs; ``None`` where blanks make no table with indicators."""
    if not is_laid_out(text):
        return None
    # Where a page ends there is room that parts no rows.
    text = re.sub(r"\n\s*\f\s*?(?=\S|[ ]+\S)", "\n", text)
    lines = [
        () if _PAGE_NUMBER.fullmatch("".join(piece.text for piece in line)) else line
        for line in pieces_of(re.split(r"\n|\f", text))
    ]
    headings = headings_in(lines)
    if not any(heading.kind is Kind.INDICATORS for heading in headings):
        return None
    return _Form(lines, headings).grid()


class _Form:
    """The lines of a text while they are put into a grid."""

    def __init__(self, lines: list[Line], headings: Sequence[Heading]) -> None:
        self._lines = lines
        self._headings = list(headings)
        self._grid = DocumentGrid()
        self._blank = {number for number, line in enumerate(lines) if not line}

    def grid(self) -> DocumentGrid:
        """Return all of it."""
        self._join_repeated()
        at = 0
        for number, heading in enumerate(self._headings):
            self._take_fields(at, heading.begin)
            following = self._headings[number + 1 :]
            end = following[0].begin if following else len(self._lines)
            at = self._take(heading, end)
        self._take_fields(at, len(self._lines))
        return self._grid

    def _join_repeated(self) -> None:
        """Take headings away that are only repeated on another page: the table goes on."""
        for one, other in list(pairwise(self._headings)):
            same = [head.text for head in one.heads] == [head.text for head in other.heads]
            between = self._lines[one.end : other.begin]
            if same and one.kind is Kind.INDICATORS and not any(_ends_table(line) for line in between):
                self._headings.remove(other)
                for line in range(other.begin, other.end):
                    self._lines[line] = ()
                    self._blank.add(line)

    def _take(self, heading: Heading, end: int) -> int:
        """Take a part in; return the line behind it."""
        begin = heading.end
        if heading.kind is Kind.INDICATORS:
            last = next((n for n in range(begin, end) if _ends_table(self._lines[n])), end)
            body = self._lines[begin:last]
            cells = _headed(heading, indicator_cells(heading, body, self._blank))
        else:
            last = next((n for n in range(begin, end) if _ends_part(self._lines[n], heading)), end)
            body = self._lines[begin:last]
            cells = self._cells(heading, body)
        if not cells:
            self._take_fields(heading.begin, last)
            return last
        self._grid.add_table(cells)
        told = "".join(cell.text for cell in cells)
        for line in body:
            self._take_line(
                [piece for piece in line if piece.text not in told and not is_part_of_name(piece.text)]
            )
        if heading.kind is Kind.INDICATORS and last < end and _is_total(self._lines[last]):
            total = total_cells(heading, self._lines[last])
            self._grid.add_table(total)
            last += bool(total)
        return last

    def _cells(self, heading: Heading, body: Sequence[Line]) -> list[TableCell]:
        if heading.kind is Kind.GOALS:
            return goal_cells(heading, body)
        if heading.kind is Kind.FUNDING:
            return funding_cells(heading, self._lines[heading.begin : heading.end], body, self._blank)
        return _checklist_cells(heading, body, self._blank)

    def _take_fields(self, begin: int, end: int) -> None:
        lines = self._lines[begin:end]
        rows, used = field_rows([() if any(map(is_labelled, line)) else line for line in lines])
        by_line = {int(re.sub(r"\D", "", row[0].place)) - 1: row for row in rows}
        for line in range(begin, end):
            pieces = [piece for piece in self._lines[line] if piece not in used]
            if line in by_line:
                self._grid.add_table(by_line[line])
            self._take_line(pieces)

    def _take_line(self, pieces: Sequence[Piece]) -> None:
        """Take pieces of a line in as a paragraph, unless there are none."""
        if pieces:
            text = pieces[0].text
            for one, other in pairwise(pieces):
                text += " " * gap(one, other) + other.text
            self._grid.add_paragraph(text, f"第 {pieces[0].line + 1} 行")


def _headed(heading: Heading, cells: list[TableCell]) -> list[TableCell]:
    """Return the cells of a table with its heading above them."""
    place = f"第 {heading.begin + 1} 行"
    heads = [TableCell(head.text, 1, number, place) for number, head in enumerate(heading.heads)]
    above = []
    for one in heading.above:
        under = [
            number
            for number, head in enumerate(heading.heads)
            if one.start < head.end + 2 and head.start < one.end + 2
        ]
        above.append(TableCell(one.text, 0, under[0], place, columns=len(under)))
    down = 1 if above else 0
    return [
        *above,
        *(replace(head, row=down) for head in heads),
        *(replace(cell, row=cell.row + 1 + down) for cell in cells),
    ]


def _is_total(line: Line) -> bool:
    return bool(line) and (
        Role.TOTAL in meant_by(line[0].text, KNOWN.fields)
        and any(_FIGURE.fullmatch(one.text) for one in line[1:])
    )


def _ends_table(line: Line) -> bool:
    """Tell whether a line is behind the rows of a table: a total, a field, a note."""
    if not line:
        return False
    first = line[0]
    if _is_total(line) or is_labelled(first) or _END.fullmatch(first.text):
        return True
    label = ""
    for piece in line[:4]:
        label += piece.text
        if len(label) > 2 and meant_by(label, KNOWN.fields):
            return True
    return False


def _ends_part(line: Line, heading: Heading) -> bool:
    if not line:
        return False
    first = line[0]
    if heading.kind is Kind.FUNDING and meant_by(first.text, KNOWN.fund_rows):
        return False
    return bool(_END.fullmatch(first.text)) or (
        len(first.text) > 2 and bool(meant_by(first.text, KNOWN.fields)) and first.text[-1] not in ":："
    )


def _checklist_cells(heading: Heading, body: Sequence[Line], blank: set[int]) -> list[TableCell]:
    questions, _ = heads_of(body, KNOWN.checklist_rows)
    questions.sort(key=lambda question: question.middle)
    if not questions:
        return []
    right = max(question.end for question in questions)
    lines = [tuple(piece for piece in line if piece.start >= right) for line in body]
    edge = edge_of(lines, heading.heads[0].middle_column)
    runs = []
    for line in lines:
        at = cut(line, edge) if line else None
        behind = len(line) if at is None else at
        parts = ((0, line[:behind]), (1, line[behind:]))
        runs += [Run(column, pieces, line != () and at is None) for column, pieces in parts if pieces]
    place = f"第 {heading.begin + 1} 行"
    cells = [TableCell("", 0, 0, place)]
    cells += [TableCell(head.text, 0, 1 + number, place) for number, head in enumerate(heading.heads)]
    rows = rows_about([question.middle for question in questions], runs, blank)
    for down, (question, row) in enumerate(zip(questions, rows, strict=True), 1):
        place = f"第 {question.pieces[0].line + 1} 行"
        cells.append(TableCell(question.text, down, 0, place))
        for number in range(len(heading.heads)):
            doubt = UNSURE if number in row.doubtful else ""
            cells.append(TableCell(joined(row.texts.get(number, ())), down, 1 + number, place, doubt=doubt))
    return cells
