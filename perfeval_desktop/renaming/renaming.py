"""Names changed in many forms at once: which forms would change, and the one step that changes them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.renaming.name_fields import NameField, name_fields
from perfeval_desktop.renaming.spellings import NamedForm
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId, FormSummary

_AT_ONCE = 200


class Scope(NamedTuple):
    """Among which forms names are looked for: those of some ``years``, some forms; ``None`` for any."""

    years: frozenset[int] | None = None
    form_ids: frozenset[FormId] | None = None

    def has(self, summary: FormSummary) -> bool:
        """Whether a form is in it."""
        of_year = self.years is None or summary.year in self.years
        return of_year and (self.form_ids is None or summary.form_id in self.form_ids)


class NewName(NamedTuple):
    """That ``field`` says ``new`` wherever it said one of ``old``."""

    field: NameField
    old: frozenset[str]
    new: str

    def concerns(self, form: NamedForm) -> bool:
        """Whether it would change a form that is not final."""
        return any(name in self.old and name != self.new for name in form.names)

    @property
    def label(self) -> str:
        """What is done, in the words of undo and of the history."""
        was = f"“{shortened(next(iter(self.old)))}”" if len(self.old) == 1 else f" {len(self.old)} 个名称"
        return f"{self.field.label}{was}更名为“{shortened(self.new)}”"

    def applied(self, template: Template, form: Form) -> Form:
        """Return ``form`` with the new name in it."""
        for place in self.field.places(template):
            if form.text(*place) in self.old:
                form = enter(template, form, place, self.new)
        return form


class Renamed(NamedTuple):
    """How many forms got a new name, and sentences on those that could not be read."""

    forms: int
    left: tuple[str, ...]


class Renaming:
    """Renames in the forms of ``session``. Raises what the session does."""

    def __init__(self, session: EditingSession) -> None:
        self._session = session
        self.summaries = [one for one in session.summaries() if not one.is_unreadable]
        self._templates = {one.id: one for one in self._used_templates()}

    @property
    def fields(self) -> tuple[NameField, ...]:
        """The fields that hold names in the forms that are there."""
        return name_fields(self._templates.values())

    def named(self, field: NameField) -> list[NamedForm]:
        """Return the forms in which ``field`` holds something, as listed."""
        places = {key: field.unlisted_places(template) for key, template in self._templates.items()}
        to_read = [one.form_id for one in self.summaries if places.get(one.template)]
        read = self._read(to_read, {place for found in places.values() for place in found})
        found = [(one, (*field.listed(one), *read.get(one.form_id, ()))) for one in self.summaries]
        return [NamedForm(summary, tuple(dict.fromkeys(names))) for summary, names in found if names]

    def rename(self, change: NewName, form_ids: Iterable[FormId]) -> Renamed:
        """Change the names in some forms, all or none and undone as one; final ones stay as they are."""
        changed: dict[FormId, Form] = {}
        left: list[str] = []
        for form_id in form_ids:
            form = self._session.load(form_id)
            if form.state is FormState.FINAL:
                continue
            try:
                after = change.applied(self._session.template_of(form), form)
            except TemplateError as error:
                left.append(str(error))
                continue
            if after != form:
                changed[form_id] = after
        self._session.take_in((), changed, change.label)
        return Renamed(len(changed), tuple(left))

    def _used_templates(self) -> Iterator[Template]:
        for template_id in dict.fromkeys(one.template for one in self.summaries):
            if template_id in self._session.templates:
                try:
                    yield self._session.templates[template_id]
                except TemplateError:
                    # What is wrong with it is shown in the list of the templates.
                    continue

    def _read(self, form_ids: Sequence[FormId], places: set[Place]) -> dict[FormId, list[str]]:
        """Return the texts at ``places`` of some forms."""
        found: dict[FormId, list[str]] = {}
        for start in range(0, len(form_ids), _AT_ONCE):
            for row in self._session.texts_of(form_ids[start : start + _AT_ONCE]):
                texts = [
                    row.cells[key]
                    for block, one, key in places
                    if (block, one) == row[1:3] and key in row.cells
                ]
                if texts:
                    found.setdefault(row.form_id, []).extend(texts)
        return found
