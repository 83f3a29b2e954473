"""How a form that was read is laid out: its parts, which cell prints each label, which holds each value.

A transcript says what a form holds; this is what else there is to say of its sheet, to make a template of it.
"""

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from perfeval_desktop.exchange.sheet import Cell


class PartKind(Enum):
    """How a part is laid out."""

    TITLE = auto()
    SECTION = auto()
    YEAR = auto()
    UNIT = auto()
    # Labels with values beside them; a label and its value in one line of text.
    FIELDS = auto()
    LINE = auto()
    # Amounts below headings; amounts beside the names of their rows.
    FUNDING = auto()
    AMOUNTS = auto()
    # Goals below headings; a promise beside its name; a goal in one cell, left of its indicators.
    GOALS = auto()
    PROMISE = auto()
    GOAL_AT_LEFT = auto()
    CHECKLIST = auto()
    INDICATORS = auto()
    TOTAL = auto()


class Labelled(NamedTuple):
    """A label as the transcript has it, the cell that prints it, and the cell of its value.

    ``value`` is ``None`` for what heads many cells, and for a label in one cell with its value.
    """

    label: str
    head: Cell
    value: Cell | None = None


class Part(NamedTuple):
    """A part of a form: the rows of the sheet that it takes, its labels, the names of its rows."""

    kind: PartKind
    rows: tuple[int, ...]
    labelled: tuple[Labelled, ...] = ()
    names: tuple[Cell, ...] = ()


class Layout(NamedTuple):
    """The parts of a form, from the top; and the cell of each value, by its path in the transcript."""

    parts: tuple[Part, ...] = ()
    cells: Mapping[tuple[str, ...], Cell] = {}
