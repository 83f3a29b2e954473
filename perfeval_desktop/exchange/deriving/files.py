"""The form in a file from which a template is derived, with the sheet that it stands in."""

from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.domain.transcripts.words import KNOWN, Words
from perfeval_desktop.exchange.form_files import no_form_in
from perfeval_desktop.exchange.reading import read_sheets
from perfeval_desktop.exchange.recogniser import Recognised, recognised
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.long_paths import long_path


class FormInSheet(NamedTuple):
    """A form that was found, and its sheet."""

    sheet: Sheet
    found: Recognised


def first_form(file: Path, words: Words = KNOWN) -> FormInSheet:
    """Return the first form in a file, filled in or blank.

    Raises :class:`ImportFileError` naming the file and the remedy.
    """
    for sheet in read_sheets(long_path(file)):
        for found in recognised(sheet, words):
            return FormInSheet(sheet, found)
    raise no_form_in(file)
