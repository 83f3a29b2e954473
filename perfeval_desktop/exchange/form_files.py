"""The forms in a file of any kind: as its cells say them, as they were written down, or exported."""

from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.domain.transcripts.words import KNOWN, Words
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.exact_reading import with_exact_forms
from perfeval_desktop.exchange.reading import read_sheets
from perfeval_desktop.exchange.recogniser import Recognised, recognised
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.exchange.transcript_files import holds_transcripts, read_transcripts
from perfeval_desktop.long_paths import long_path


class FoundIn(NamedTuple):
    """A form with the place of its sheet in the file, ``None`` where it was written down."""

    sheet: int | None
    form: Recognised


class FormFile(NamedTuple):
    """A file's sheets, and the forms in it, in its order."""

    sheets: tuple[Sheet, ...]
    forms: tuple[FoundIn, ...]


def forms_in(file: Path, words: Words = KNOWN) -> FormFile:
    """Return what a file holds, read by ``words``: at least one form.

    Raises :class:`ImportFileError` or :class:`TranscriptError` naming the file and the remedy.
    """
    if holds_transcripts(file):
        written = read_transcripts(file)
        return FormFile((), tuple(FoundIn(None, Recognised(transcript, (), ())) for transcript in written))
    path = long_path(file)
    sheets = read_sheets(path)
    seen = [FoundIn(number, form) for number, sheet in enumerate(sheets) for form in recognised(sheet, words)]
    read = with_exact_forms(path, [one.form for one in seen])
    # Those that are not seen are told behind the others.
    places = [*(one.sheet for one in seen), *[None] * (len(read) - len(seen))]
    forms = tuple(map(FoundIn, places, read))
    if not forms:
        raise ImportFileError(
            f"“{file.name}”里没有找到绩效自评表、监控表或目标申报表：要有一行写着“三级指标”“指标值”等的表头。"
            "请检查是否选对了文件。"
        )
    return FormFile(sheets, forms)
