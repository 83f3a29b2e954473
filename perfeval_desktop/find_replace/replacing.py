"""Replacing a text in a form: worked out first, to be looked at, then done where it is still as it was."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from perfeval_desktop.domain.columns import Column, Kind
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.places import column_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.find_replace.form_matches import Match
from perfeval_desktop.find_replace.matcher import Span, replaced, replaced_spans

_QUOTED = 12


class Replacement(NamedTuple):
    """A cell whose text becomes another: ``spans`` of the text before, ``new_spans`` of the one after."""

    place: Place
    before: str
    after: str
    spans: tuple[Span, ...]
    new_spans: tuple[Span, ...]


class Replacements(NamedTuple):
    """What is replaced in a form, and how many places are left because they are figures or choices."""

    cells: tuple[Replacement, ...]
    left: int


def replacements(
    template: Template, form: Form, found: Sequence[Match], to: str, *, with_figures: bool = False
) -> Replacements:
    """Return what replacing all of ``found`` by ``to`` makes of each cell.

    Amounts, points and percentages are left alone unless ``with_figures``; a choice never becomes what
    cannot be chosen.
    """
    cells, left = [], 0
    for match in found:
        column = column_of(template, match.place)
        after = replaced(match.text, match.spans, to)
        if column is None or not _may_become(column, after, with_figures=with_figures):
            left += len(match.spans)
            continue
        entered = enter(template, form, match.place, after).text(*match.place)
        if entered != match.text:
            spans = replaced_spans(match.spans, to) if entered == after else ()
            cells.append(Replacement(match.place, match.text, entered, match.spans, spans))
    return Replacements(tuple(cells), left)


def _may_become(column: Column, text: str, *, with_figures: bool) -> bool:
    if column.kind is Kind.CHOICE:
        return text in column.choices
    return with_figures or not column.kind.is_number


def with_replacements(form: Form, chosen: Iterable[Replacement]) -> tuple[Form, list[Replacement]]:
    """Return ``form`` with the replacements done, and those not done: their cells have changed since."""
    left = []
    for one in chosen:
        if form.text(*one.place) == one.before:
            form = form.with_text(one.place, one.after)
        else:
            left.append(one)
    return form, left


def number_of(chosen: Iterable[Replacement]) -> int:
    """Return how many places are replaced."""
    return sum(len(one.spans) for one in chosen)


def label(sought: str, to: str, number: int) -> str:
    """Return the words of the undo step that replaces ``number`` places."""
    what = f"“{shortened(sought, _QUOTED)}”"
    if number == 1:
        return f"替换{what}为“{shortened(to, _QUOTED)}”" if to else f"删去{what}"
    return (
        f"全部替换{what}为“{shortened(to, _QUOTED)}”，{number} 处" if to else f"全部删去{what}，{number} 处"
    )
