"""What a file holds: its sheets, and the forms in them with the template that fits each best."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path as File
from typing import NamedTuple

from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.domain.places import place_label
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import Match, Path, best_match, match
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.domain.transcripts.words import ToldWord, Words, with_told
from perfeval_desktop.exchange.exact_read import Change, ExactRead
from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.exchange.printed_words import without_printed_words
from perfeval_desktop.exchange.reading import read_sheets
from perfeval_desktop.exchange.recogniser import Recognised, recognised
from perfeval_desktop.exchange.recogniser.draft import Doubt
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.templates import TemplateCatalogue


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: with which ``templates``; ``template`` names the one to take, ``""`` for the best.

    ``year`` is that of forms which name none; ``told`` are the words that the user has told. In a ledger
    there are no forms: without ``forms``, nothing but the sheets is read. It is handed to the processes that
    read.
    """

    templates: TemplateCatalogue
    year: int
    template: str = ""
    told: tuple[ToldWord, ...] = ()
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
    counts them and those that say what the template prints. ``told`` are the words it was read by.
    """

    sheet: int | None
    found: Recognised
    template: str
    form: Form
    places: Mapping[Path, Place]
    placed: int
    unplaced: tuple[Unplaced, ...]
    told: tuple[ToldWord, ...] = ()

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
    sheets, found = forms_in(file, _words(reading.told))
    # Forms of a file that print the same labels are of one template; to find the best one takes long.
    best: dict[Hashable, Template] = {}
    return FileContents(file, sheets, tuple(_found(sheet, one, reading, best) for sheet, one in found))


def _found(
    sheet: int | None, found: Recognised, reading: Reading, best: dict[Hashable, Template]
) -> FoundForm:
    """Return a form that was recognised in a sheet, put into the template asked for or the best one.

    One that this program exported is the very form, unless another template is asked for.
    """
    exact = found.exact
    if (
        exact is not None
        and (reading.template or exact.template.id) == exact.template.id in reading.templates
    ):
        return _exact(sheet, found, exact)
    transcript = found.transcript
    shape = _shape(transcript)
    known = None if reading.template or transcript.template else best.get(shape)
    places = matched(found, reading) if known is None else match(known, transcript, _words(reading.told))
    best.setdefault(shape, places.template)
    return _placed(sheet, found, places, year=reading.year, told=reading.told)


def _shape(transcript: Transcript) -> Hashable:
    """Return what a form prints by itself: its title, its unit, its labels."""
    return (
        transcript.title,
        transcript.unit,
        tuple(transcript.fields),
        tuple((row.block, row.row, *row.values) for row in transcript.rows),
        tuple(sorted({key for goal in transcript.goals for key in goal})),
        tuple(sorted({key for row in transcript.indicators for key in row})),
        tuple(transcript.total),
    )


def found_again(contents: FileContents, number: int, reading: Reading) -> FoundForm:
    """Return form ``number`` of a file, found in its sheet once more: by other words, for a template."""
    before = contents.forms[number]
    found = before.found
    if before.sheet is not None:
        in_sheet = [at for at, one in enumerate(contents.forms) if one.sheet == before.sheet]
        forms = recognised(contents.sheets[before.sheet], _words(reading.told))
        # By other words there may be fewer.
        found = dict(zip(in_sheet, forms, strict=False)).get(number, found)
    return _found(before.sheet, found, reading, {})


def are_alike(one: FoundForm, other: FoundForm) -> bool:
    """Tell whether two forms print the same labels, and were put into the same template."""
    return one.template == other.template and _shape(one.found.transcript) == _shape(other.found.transcript)


def placed_in(template: Template, found: FoundForm) -> FoundForm:
    """Return a form that was found, put into another template."""
    places = match(template, found.found.transcript, _words(found.told))
    return _placed(found.sheet, found.found, places, year=found.form.year, told=found.told)


def matched(found: Recognised, reading: Reading) -> Match:
    """Return where the cells of a form belong: in the template asked for, or in the one that fits best."""
    wanted = reading.template or found.transcript.template
    words = _words(reading.told)
    if wanted:
        return match(reading.templates[wanted], found.transcript, words)
    return best_match(reading.templates.usable(), found.transcript, words)


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


@lru_cache(maxsize=4)
def _words(told: tuple[ToldWord, ...]) -> Words:
    return with_told(told)


def _placed(
    sheet: int | None, found: Recognised, places: Match, *, year: int, told: tuple[ToldWord, ...]
) -> FoundForm:
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
        told,
    )
