"""The form in a file from which a template is derived, with the sheet that it stands in."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.domain.transcripts.words import KNOWN, Words
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.exchange.recogniser import Recognised, recognised
from perfeval_desktop.exchange.sheet import Sheet


class FormInSheet(NamedTuple):
    """A form that was found, and its sheet."""

    sheet: Sheet
    found: Recognised


def first_form(file: Path, words: Words = KNOWN) -> FormInSheet:
    """Return the first form in a file, filled in or blank.

    Raises :class:`ImportFileError` or :class:`TranscriptError` naming the file and the remedy.
    """
    return form_in(file, forms_in(file, words).sheets, words)


def form_in(file: Path, sheets: Sequence[Sheet], words: Words) -> FormInSheet:
    """Return the first form in the sheets of a file; raises :class:`ImportFileError` where there is none."""
    for sheet in sheets:
        for found in recognised(sheet, words):
            return FormInSheet(sheet, found)
    raise ImportFileError(f"“{file.name}”里没有可以照着做的表：要有版式，转录文件没有。请换成表的原文件。")
