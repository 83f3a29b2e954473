"""What a file holds: its sheets, and the forms in them with the template that fits each best."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import NamedTuple

from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.domain.places import place_label
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import Match, Path, best_match, match
from perfeval_desktop.exchange.exact_read import Change, ExactRead
from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.exchange.printed_words import without_printed_words
from perfeval_desktop.exchange.reading import read_sheets
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.recogniser.draft import Doubt
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.templates import TemplateCatalogue


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: with which ``templates``; ``template`` names the one to take, ``""`` for the best.

    ``year`` is that of forms which name none. In a ledger there are none: without ``forms``, nothing but the
    sheets is read. It is handed to the processes that read.
    """

    templates: TemplateCatalogue
    year: int
    template: str = ""
    forms: bool = True


class Unplaced(NamedTuple):
    """A cell that was read and has no place in the template: its path, and that in words; its text.

    ``is_uncertain``: it has one in several funding grids.
    """

    path: Path
    words: str
    text: str
    is_uncertain: bool


class FoundForm(NamedTuple):
    """A form in a file: what was read, the id of its template, the form made of it.

    ``sheet`` is the place of its sheet in the file, ``None`` where it was written down and not read.
    ``places`` are those of the cells of the transcript that have one in the form, by their paths; ``placed``
    counts them and those that say what the template prints.
    """

    sheet: int | None
    found: Recognised
    template: str
    form: Form
    places: Mapping[Path, Place]
    placed: int
    unplaced: tuple[Unplaced, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all that was found was read and has a place."""
        return not (self.unplaced or self.found.unread)


class FileContents(NamedTuple):
    """A file that was read; ``refusal`` is the sentence that says why it could not be, else ``""``."""

    file: File
    sheets: tuple[Sheet, ...] = ()
    forms: tuple[FoundForm, ...] = ()
    refusal: str = ""


def contents_of(file: File, reading: Reading) -> FileContents:
    """Return what a file holds: at least one form, or a sheet where forms are not asked for.

    Raises :class:`ImportFileError`, :class:`TranscriptError` or :class:`TemplateError`.
    """
    if not reading.forms:
        return FileContents(file, read_sheets(file))
    sheets, found = forms_in(file)
    return FileContents(file, sheets, tuple(found_form(sheet, one, reading) for sheet, one in found))


def found_form(sheet: int | None, found: Recognised, reading: Reading) -> FoundForm:
    """Return a form that was recognised in a sheet, put into the template asked for or the best one.

    One that this program exported is the very form, unless another template is asked for.
    """
    exact = found.exact
    if (
        exact is not None
        and (reading.template or exact.template.id) == exact.template.id in reading.templates
    ):
        return _exact(sheet, found, exact)
    return _placed(sheet, found, matched(found, reading), reading.year)


def placed_in(template: Template, found: FoundForm) -> FoundForm:
    """Return a form that was found, put into another template."""
    return _placed(found.sheet, found.found, match(template, found.found.transcript), found.form.year)


def matched(found: Recognised, reading: Reading) -> Match:
    """Return where the cells of a form belong: in the template asked for, or in the one that fits best."""
    wanted = reading.template or found.transcript.template
    if wanted:
        return match(reading.templates[wanted], found.transcript)
    return best_match(reading.templates.usable(), found.transcript)


def _exact(sheet: int | None, found: Recognised, exact: ExactRead) -> FoundForm:
    """Return a form as it was exported; what was changed in the file is in doubt, to be looked at.

    It is to be filled in further, as whatever else is imported.
    """
    form = replace(exact.form, state=FormState.DRAFT)
    template = exact.template
    texts = {entry.path: "".join(entry.text.split()) for entry in found.transcript.entries()}
    places = {
        path: spot.place
        for path, spot in match(template, found.transcript).spots.items()
        if "".join(form.text(*spot.place).split()) == texts[path]
    }
    paths = {place: path for path, place in places.items()}
    changes = (
        Doubt(place_label(template, form, one.place), one.now, _changed(one), paths.get(one.place, ()))
        for one in exact.changes
    )
    return FoundForm(
        sheet,
        found._replace(doubts=tuple(changes), unread=()),
        template.id,
        form,
        places,
        sum(len(row.cells) for rows in form.tables.values() for row in rows),
        (),
    )


def _changed(change: Change) -> str:
    before = f"原来是“{change.before}”" if change.before else "原来是空的"
    return f"导出以后在文件里改过，{before}。" if change.now else f"导出以后在文件里删去了，{before}。"


def _placed(sheet: int | None, found: Recognised, places: Match, year: int) -> FoundForm:
    transcript = found.transcript
    texts = {entry.path: entry.text for entry in transcript.entries()}
    return FoundForm(
        sheet,
        without_printed_words(found, places.template),
        places.template.id,
        entered(places, transcript, year=year),
        {path: spot.place for path, spot in places.spots.items()},
        len(places.spots) + len(places.printed),
        tuple(
            Unplaced(path, transcript.words(path), texts[path], path in places.uncertain)
            for path in places.unread
        ),
    )
