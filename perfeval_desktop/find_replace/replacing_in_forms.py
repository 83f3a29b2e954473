"""Replacing a text in several forms: all or nothing, and undone as one."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from perfeval_desktop.domain.form import Form
from perfeval_desktop.find_replace.replacing import Replacement, number_of, with_replacements
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId


class Replaced(NamedTuple):
    """How many places in how many forms; how many cells stay because they have changed or gone since."""

    places: int
    forms: int
    changed_since: int


def replace_in_forms(
    session: EditingSession, chosen: Mapping[FormId, Sequence[Replacement]], label: str
) -> Replaced:
    """Do the ``chosen`` replacements as one change under ``label``.

    Raises as :meth:`EditingSession.take_in` does, :class:`FinalFormError` for a form that is final; nothing
    is changed then.
    """
    changed: dict[FormId, Form] = {}
    places = changed_since = 0
    for form_id, some in chosen.items():
        if session.form_list.unit_year_of(form_id) is None:
            # Deleted since: nobody would see in the recycle bin what has become of it.
            changed_since += len(some)
            continue
        form = _base(session, form_id)
        replaced, left = with_replacements(form, some)
        places += number_of(some) - number_of(left)
        changed_since += len(left)
        if replaced != form:
            changed[form_id] = replaced
    session.take_in((), changed, label)
    return Replaced(places, len(changed), changed_since)


def _base(session: EditingSession, form_id: FormId) -> Form:
    """Return what the next change of a form starts from; of the open one, also what is not saved yet."""
    shown = session.shown
    return session.base if shown is not None and shown.form_id == form_id else session.load(form_id)
