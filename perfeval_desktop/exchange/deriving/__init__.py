"""A template made of a form that was read: what it prints, in its order, with the roles that its words mean.

What the paper does not say for certain is told beside the template, each with its cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.template_writer import written
from perfeval_desktop.domain.transcripts.words import KNOWN, Words
from perfeval_desktop.exchange.deriving.assembling import assembled
from perfeval_desktop.exchange.deriving.heads import kind_of
from perfeval_desktop.exchange.deriving.making import At, Guess, Making
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class Derived:
    """A template, what was guessed of it, and the cells that print the label of each of its columns."""

    template: Template
    guesses: tuple[Guess, ...]
    heads: Mapping[At, tuple[Cell, ...]]


def derived(sheet: Sheet, found: Recognised, words: Words = KNOWN, *, template_id: str) -> Derived:
    """Return the template of ``found``, which was read in ``sheet`` by ``words``; a legal one, always."""
    making = Making(Grid(sheet, words), found, kind_of(found))
    template = assembled(making, template_id)
    return Derived(reread(template), tuple(making.guesses), dict(making.heads))


def reread(template: Template) -> Template:
    """Return a template as it is read from the text that it is written as."""
    return read_template(written(template), source=template.id)
