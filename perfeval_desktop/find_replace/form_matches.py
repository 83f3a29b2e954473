"""Where a text stands in a form: the cells that can be seen on its page, in the form's order."""

from collections.abc import Iterator
from typing import NamedTuple

from perfeval_desktop.domain.columns import Column, Stage
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import EXECUTION_NOTE, NOTE, note_place
from perfeval_desktop.domain.template import FORM_BLOCK, Template
from perfeval_desktop.find_replace.matcher import Matcher, Span


class Match(NamedTuple):
    """A cell in which the text stands, once or several times: ``spans`` of its ``text``."""

    place: Place
    text: str
    spans: tuple[Span, ...]


def matches(template: Template, form: Form, matcher: Matcher) -> tuple[Match, ...]:
    """Return the cells of ``form`` in which the text stands, in the order of the form.

    What a paper form claims where the program computes is not looked through: nobody sees it on the page.
    """
    if not matcher:
        return ()
    found = (
        Match(place, text, matcher.spans(text))
        for place, column in _entered_cells(template, form)
        if matcher.query.columns.holds(column) and (text := form.text(*place))
    )
    return tuple(one for one in found if one.spans)


def _entered_cells(template: Template, form: Form) -> Iterator[tuple[Place, Column]]:
    own_notes = {NOTE, note_place(template)} & {NOTE, EXECUTION_NOTE}
    for block in template.by_key.values():
        columns = [column for column in block.columns if column.stage is not Stage.COMPUTED]
        for row in row_ids(block, form):
            for column in columns:
                place = Place(block.key, row, column.key)
                if block.key != FORM_BLOCK or place in own_notes:
                    yield place, column


def count(found: tuple[Match, ...]) -> int:
    """Return how many times the text stands in the cells."""
    return sum(len(one.spans) for one in found)
