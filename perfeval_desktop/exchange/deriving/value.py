"""A derived template as a value, with all that is known of it beside what its text says."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.template_writer import written
from perfeval_desktop.exchange.deriving.making import At, Guess
from perfeval_desktop.exchange.sheet import Cell


@dataclass(frozen=True, slots=True)
class Derived:
    """A template, what was guessed of it, and the cells that print the label of each of its columns.

    ``execution_weight`` are the points for the execution rate, where it comes to earn any.
    """

    template: Template
    guesses: tuple[Guess, ...]
    heads: Mapping[At, tuple[Cell, ...]]
    execution_weight: Decimal

    def columns_at(self, cell: Cell) -> tuple[At, ...]:
        """Return the columns whose labels a cell prints: a line of text may hold several."""
        return tuple(at for at, cells in self.heads.items() if cell in cells)


def reread(template: Template) -> Template:
    """Return a template as it is read from the text that it is written as.

    Raises :class:`TemplateError` for one that is not legal.
    """
    return read_template(written(template), source=template.id)
