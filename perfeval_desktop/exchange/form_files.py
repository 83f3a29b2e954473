"""The forms in a file of any kind: as its cells say them, as they were written down, or exported."""

from pathlib import Path

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.exact_reading import with_exact_forms
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
    path = long_path(file)
    seen = [form for sheet in read_sheets(path) for form in recognised(sheet)]
    forms = with_exact_forms(path, seen)
    if not forms:
        raise ImportFileError(
            f"“{file.name}”里没有找到绩效自评表、监控表或目标申报表：要有一行写着“三级指标”“指标值”等的表头。"
            "请检查是否选对了文件。"
        )
    return forms
