"""What a file holds: its sheets, and the forms in them with the template that fits each best."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import Match, best_match, match
from perfeval_desktop.exchange.form_files import FoundIn, forms_in
from perfeval_desktop.exchange.printed_words import without_printed_words
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.templates import TemplateCatalogue


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: with which ``templates``; ``template`` names the one to take, ``""`` for the best.

    ``year`` is that of forms which name none. It is handed to the processes that read.
    """

    templates: TemplateCatalogue
    year: int
    template: str = ""


class Unplaced(NamedTuple):
    """A cell that was read and has no place in the template: its path in words, its text.

    ``is_uncertain``: it has one in several funding grids.
    """

    words: str
    text: str
    is_uncertain: bool


class FoundForm(NamedTuple):
    """A form in a file: what was read, the id of its template, the form made of it.

    ``sheet`` is the place of its sheet in the file, ``None`` where it was written down and not read.
    ``placed`` counts the cells that have a place.
    """

    sheet: int | None
    found: Recognised
    template: str
    form: Form
    placed: int
    unplaced: tuple[Unplaced, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all that was found was read and has a place."""
        return not (self.unplaced or self.found.unread)


class FileContents(NamedTuple):
    """A file that was read; ``refusal`` is the sentence that says why it could not be, else ``""``."""

    file: Path
    sheets: tuple[Sheet, ...] = ()
    forms: tuple[FoundForm, ...] = ()
    refusal: str = ""


def contents_of(file: Path, reading: Reading) -> FileContents:
    """Return what a file holds, at least one form.

    Raises :class:`ImportFileError`, :class:`TranscriptError` or :class:`TemplateError`.
    """
    sheets, found = forms_in(file)
    return FileContents(file, sheets, tuple(_form(one, reading) for one in found))


def matched(found: Recognised, reading: Reading) -> Match:
    """Return where the cells of a form belong: in the template asked for, or in the one that fits best."""
    wanted = reading.template or found.transcript.template
    if wanted:
        return match(reading.templates[wanted], found.transcript)
    return best_match(reading.templates.usable(), found.transcript)


def _form(one: FoundIn, reading: Reading) -> FoundForm:
    places = matched(one.form, reading)
    transcript = one.form.transcript
    texts = {entry.path: entry.text for entry in transcript.entries()}
    return FoundForm(
        one.sheet,
        without_printed_words(one.form, places.template),
        places.template.id,
        entered(places, transcript, year=reading.year),
        len(places.spots) + len(places.printed),
        tuple(
            Unplaced(transcript.words(path), texts[path], path in places.uncertain) for path in places.unread
        ),
    )
