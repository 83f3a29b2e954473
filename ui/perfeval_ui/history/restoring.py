"""What the open form would be with something of its past taken back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange_package.merging import Part
from perfeval_desktop.history.differences import FormDifference, taking_back
from perfeval_desktop.history.form_log import FormLog
from perfeval_desktop.session import EditingSession
from perfeval_ui.history.comparing import Comparison
from perfeval_ui.history.lines import Version

# Of the whole form: a cell is not taken back by them.
_OF_ALL: Final = frozenset({Part.TEMPLATE, Part.STATE})


def of_version(log: FormLog, version: Version) -> Form | None:
    """Return the form as it was after ``version``, in its present state; ``None`` where it is so now."""
    present = log.present
    past = replace(log.after(version.revision.number), state=present.state, made=present.made)
    return None if past == present else past


def of_cells(
    session: EditingSession, log: FormLog, comparison: Comparison, chosen: Sequence[FormDifference]
) -> Form | None:
    """Return the form with what the left side of a comparison has at the ``chosen`` places.

    ``None`` where that changes nothing, or where those are places of another template than the form's.
    """
    spots = [one.spot for one in chosen if one.spot.part not in _OF_ALL]
    past, present = comparison.past, log.present
    if past is None or not spots or comparison.template != present.template:
        return None
    form = taking_back(session.template_of, present, past, spots)
    return None if form == present else form


def is_there(template: Template, form: Form, place: Place) -> bool:
    """Whether a form has the cell: the row of one that was looked at may be gone."""
    block = template.by_key.get(place.block)
    return place == YEAR or (block is not None and place.row in row_ids(block, form))


def with_text(form: Form, place: Place, text: str) -> Form:
    """Return ``form`` with a text that stood in a cell before."""
    return form.with_year(int(text)) if place == YEAR else form.with_text(place, text)
