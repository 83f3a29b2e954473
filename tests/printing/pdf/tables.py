"""The structure of a form as a screen reader sees it: elements with their attributes, and tables as grids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from perfeval_desktop.printing.pdf.structure import Element, Structure

_KIND = re.compile(
    r"(?P<name>Sect|H1|P|Table|TR|TH|TD)"
    r"(?:/A<</O/Table(?:/ColSpan (?P<columns>\d+))?(?:/RowSpan (?P<rows>\d+))?"
    r"(?:/Scope/(?P<scope>Row|Column))?>>)?"
)


@dataclass(frozen=True)
class Kind:
    """What the type of an element says in the words of PDF."""

    name: str
    columns: int = 1
    rows: int = 1
    scope: str | None = None


def kind_of(element: Element) -> Kind:
    """Return the type and the attributes of ``element``; fail where they are not in the words of PDF."""
    found = _KIND.fullmatch(element.kind)
    assert found, element.kind
    return Kind(found["name"], int(found["columns"] or 1), int(found["rows"] or 1), found["scope"])


def children(structure: Structure, parent: Element) -> list[Element]:
    """Return the elements in ``parent``, each of which must know it."""
    place = structure.elements.index(parent)
    found = [structure.elements[child] for child in parent.children]
    assert [child.parent for child in found] == [place] * len(found)
    return found


def tables(structure: Structure) -> list[list[list[Element]]]:
    """Return the cells of each row of each table."""
    top = children(structure, structure.elements[0])
    found = [one for one in top if kind_of(one).name == "Table"]
    return [[children(structure, row) for row in children(structure, table)] for table in found]


def grid(rows: Sequence[Sequence[Kind]]) -> list[list[int]]:
    """Return for each place of a table the number of the cell that covers it, from 0 in reading order.

    Cells are put at the first free place of their row. Fails where they overlap or leave a hole.
    """
    covered: dict[tuple[int, int], int] = {}
    number = 0
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in covered:
                column += 1
            for place in [
                (row + down, column + on) for down in range(cell.rows) for on in range(cell.columns)
            ]:
                assert place not in covered, "cells overlap"
                covered[place] = number
            number += 1
    width = 1 + max(column for _, column in covered)
    assert set(covered) == {(row, column) for row in range(len(rows)) for column in range(width)}
    return [[covered[row, column] for column in range(width)] for row in range(len(rows))]
