"""The forms in a file of any kind: as its cells say them, or as they were written down."""

from pathlib import Path

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.reading import read_sheets
from perfeval_desktop.exchange.recogniser import Recognised, recognised
from perfeval_desktop.exchange.transcript_files import holds_transcripts, read_transcripts
from perfeval_desktop.long_paths import long_path


def forms_in(file: Path) -> tuple[Recognised, ...]:
    """Return the forms in a file, in its order: at least one.

    Raises :class:`ImportFileError` or :class:`TranscriptError` naming the file and the remedy.
    """
    if holds_transcripts(file):
        return tuple(Recognised(transcript, (), ()) for transcript in read_transcripts(file))
    forms = tuple(form for sheet in read_sheets(long_path(file)) for form in recognised(sheet))
    if not forms:
        raise no_form_in(file)
    return forms


def no_form_in(file: Path) -> ImportFileError:
    """Return the error that says that a file holds no form."""
    return ImportFileError(
        f"“{file.name}”里没有找到绩效自评表、监控表或目标申报表：要有一行写着“三级指标”“指标值”等的表头。"
        "请检查是否选对了文件。"
    )
