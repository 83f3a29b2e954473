"""What of the open form is not saved, and how it comes back into its form after a crash."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from perfeval_desktop.domain.entry import enter, row_ids
from perfeval_desktop.domain.form import Form, FormState, Place, Row, Rows
from perfeval_desktop.domain.patch import Patch, apply, difference
from perfeval_desktop.domain.places import YEAR, column_of, place_label
from perfeval_desktop.domain.template import Template
from perfeval_desktop.editing.open_form import OpenForm
from perfeval_desktop.errors import EntryError, StorageError, StorageErrorKind, TemplateError
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.store import Store, StoredForm
from perfeval_desktop.unsaved_work import Prospect, RefusedCommit, UnsavedText, UnsavedWork, WayBack

_LABEL = "恢复未保存的内容"


# -- what is not saved ---------------------------------------------------------------------------------------


def unsaved_work(open_form: OpenForm, at: datetime) -> UnsavedWork | None:
    """Return what of the open form is not saved, ``at`` a local time; ``None`` where all of it is."""
    stored, shown, pending = open_form.stored, open_form.shown, open_form.pending
    if stored is None or shown is None or not open_form.has_unsaved:
        return None
    patch = difference(stored.form, open_form.base)
    texts = {place: _text_at(open_form.base, place) for place in _changed_places(patch, stored.form)}
    if open_form.typed:
        texts[open_form.typed.place] = open_form.typed.text
    unsaved = tuple(
        UnsavedText(place, place_label(shown.template, open_form.base, place), before, text)
        for place, text in texts.items()
        # What is typed as it is saved, over something else that was refused, is not saved either.
        if text != (before := _text_at(stored.form, place)) or text != _text_at(open_form.base, place)
    )
    if not (unsaved or pending):
        return None
    return UnsavedWork(
        form_id=stored.form_id,
        project=stored.outline.project,
        year=stored.form.year,
        texts=unsaved,
        at=at,
        refused=RefusedCommit(pending.label, patch) if pending else None,
    )


def _changed_places(patch: Patch, before: Form) -> Iterator[Place]:
    """Yield the places where ``patch`` puts another text than there is in ``before``."""
    if any(change.name == "year" for change in patch.head):
        yield YEAR
    for splice in patch.splices:
        for row in splice.after:
            known = before.row(splice.block, row.id) or Row(row.id)
            for column in dict.fromkeys((*row.cells, *known.cells)):
                if row.text(column) != known.text(column):
                    yield Place(splice.block, row.id, column)


def _text_at(form: Form, place: Place) -> str:
    return str(form.year) if place == YEAR else form.text(*place)


# -- the way back --------------------------------------------------------------------------------------------


class _Restored(NamedTuple):
    """A form with unsaved work in it; ``is_whole`` where it has all of it."""

    form: Form
    is_whole: bool
    # Whether the saved form is another one than that which was worked on.
    is_changed: bool


class PuttingBack:
    """Puts unsaved work back into its form, as one change that can be undone."""

    def __init__(self, store: Store, evaluator: FormEvaluator, open_form: OpenForm) -> None:
        self._store, self._evaluator, self._open_form = store, evaluator, open_form

    def prospect(self, work: UnsavedWork) -> Prospect:
        """Return ``work`` held against its form as it is saved now."""
        try:
            stored = self._store.load(work.form_id)
            template = self._evaluator.template_of(stored.form)
            restored = self._restored(stored.form, work)
            is_listed = self._store.unit_year_of(work.form_id) is not None
        except (StorageError, TemplateError) as error:
            is_gone = isinstance(error, StorageError) and error.kind is StorageErrorKind.MISSING
            way = WayBack.GONE if is_gone else WayBack.UNREADABLE
            return Prospect(way, (None,) * len(work.texts))
        saved = tuple(
            _text_at(stored.form, one.place) if _has(template, stored.form, one.place) else None
            for one in work.texts
        )
        return Prospect(self._way(stored, restored, is_listed=is_listed), saved)

    def put_back(self, work: UnsavedWork) -> bool:
        """Open the form of ``work`` and commit it with that in it; return as a commit does.

        Raises what opening a form does, and :class:`EntryError` for one in the recycle bin, which takes no
        change, and where it has no place for all of it.
        """
        if self.prospect(work).way is WayBack.DELETED:
            raise EntryError("没有放回：这张表在回收站里，请先恢复它。内容还留着。")
        stored = self._open_form.stored
        if stored is None or stored.form_id != work.form_id:
            self._open_form.save_pending()
            self._open_form.open(work.form_id)
        restored = self._restored(self._open_form.base, work)
        if not restored.is_whole:
            raise EntryError("没有放回：这张表里已经没有原来的位置。可以把内容复制出来，再粘贴到要填的地方。")
        return self._open_form.commit(restored.form, _LABEL)

    def _way(self, stored: StoredForm, restored: _Restored, *, is_listed: bool) -> WayBack:
        if restored.is_whole and restored.form == stored.form:
            return WayBack.SAVED
        if self._store.is_read_only:
            return WayBack.READ_ONLY
        if not is_listed:
            return WayBack.DELETED
        if stored.form.state is FormState.FINAL:
            return WayBack.FINAL
        if not restored.is_whole:
            return WayBack.NO_PLACE
        return WayBack.CHANGED if restored.is_changed else WayBack.READY

    def _restored(self, form: Form, work: UnsavedWork) -> _Restored:
        present, is_whole, fits = form, True, True
        if work.refused is not None:
            changed = _applied(work.refused.patch, form)
            fits, form = changed is not None, changed or form
            # Without the change of rows and states, its texts are all that can be put back.
            is_whole = fits or bool(work.texts)
        template = self._evaluator.template_of(form)
        is_changed = not fits
        for one in work.texts:
            if _text_at(form, one.place) != one.text:
                is_changed |= _text_at(present, one.place) != one.before
                entered = _entered(template, form, one)
                form, is_whole = entered or form, is_whole and entered is not None
        return _Restored(form, is_whole, is_changed)


def _applied(patch: Patch, form: Form) -> Form | None:
    """Return ``form`` with the change, as it is where that was made already; ``None`` if it fits not."""
    with suppress(ValueError):
        changed = apply(patch, form)
        # Rows that are there already fit in a second time.
        is_sound = all(_is_sound(changed.rows(splice.block)) for splice in patch.splices)
        return changed if is_sound else form
    with suppress(ValueError):
        apply(patch.inverse, form)
        return form
    return None


def _is_sound(rows: Rows) -> bool:
    return len({row.id for row in rows}) == len(rows)


def _entered(template: Template, form: Form, unsaved: UnsavedText) -> Form | None:
    """Return ``form`` with the text at its place; ``None`` where it has none, or the text cannot stand."""
    if not _has(template, form, unsaved.place):
        return None
    try:
        return enter(template, form, unsaved.place, unsaved.text)
    except EntryError:
        return None


def _has(template: Template, form: Form, place: Place) -> bool:
    """Whether ``form`` has a cell at ``place``."""
    if place == YEAR:
        return True
    block = template.by_key.get(place.block)
    return block is not None and column_of(template, place) is not None and place.row in row_ids(block, form)
