"""Every text that a cell ever had, wherever its row stood, and under whichever template."""

from collections.abc import Iterator
from dataclasses import dataclass

from perfeval_desktop.domain.form import Form, Place, Row
from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.domain.template_change import place_in
from perfeval_desktop.history.differences import TemplateOf
from perfeval_desktop.history.form_log import FormLog
from perfeval_desktop.store import Revision


@dataclass(frozen=True, slots=True)
class CellVersion:
    """What a cell has been since ``revision``; ``text`` is ``None`` where its row was not there.

    ``before`` is what it was until then; of the first one, which came with the form, ``None``.
    """

    revision: Revision
    before: str | None
    text: str | None


def cell_history(log: FormLog, template_of: TemplateOf, place: Place) -> tuple[CellVersion, ...]:
    """Return what the cell that is at ``place`` now has been, the newest first.

    Only the patches are read, unless the template was changed: a row that a patch leaves alone is as before.
    """
    return tuple(_versions(log, template_of, place))


def _versions(log: FormLog, template_of: TemplateOf, place: Place) -> Iterator[CellVersion]:
    text = _text(log.present, place)
    for revision in reversed(log.revisions):
        before = text
        if any(change.name == "template" for change in revision.patch.head):
            old, new = log.before(revision.number), log.after(revision.number)
            place = place_in(template_of(old), template_of(new), place)
            before = _text(old, place)
        else:
            before = _before(revision.patch, place, text)
        if before != text:
            yield CellVersion(revision, before, text)
        text = before
    if log.revisions and text:
        yield CellVersion(log.revisions[0], None, text)


def _text(form: Form, place: Place) -> str | None:
    if place == YEAR:
        return str(form.year)
    return _of(form.row(place.block, place.row), place)


def _of(row: Row | None, place: Place) -> str | None:
    """Return the text in a row; a fixed one that is not there is blank."""
    if row is None:
        return None if _is_made(place) else ""
    return row.text(place.column)


def _is_made(place: Place) -> bool:
    return place.row[:1] == "r" and place.row[1:].isdigit()


def _before(patch: Patch, place: Place, text: str | None) -> str | None:
    """Return what the cell was before ``patch``; ``text`` is what it was after it."""
    if place == YEAR:
        return next((str(change.before) for change in patch.head if change.name == "year"), text)
    for splice in patch.splices:
        if splice.block == place.block:
            before, after = (_row(rows, place) for rows in (splice.before, splice.after))
            if before is not None or after is not None:
                return _of(before, place)
    return text


def _row(rows: tuple[Row, ...], place: Place) -> Row | None:
    return next((row for row in rows if row.id == place.row), None)
