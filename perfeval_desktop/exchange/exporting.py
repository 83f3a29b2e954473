"""Forms out of the program, in any format: one file each, or all in one."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.transcribing import transcribed
from perfeval_desktop.domain.transcripts.value import written
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.printing import batch
from perfeval_desktop.printing.batch import Exported, FileKind, Progress
from perfeval_desktop.printing.form_pdf import form_pdf, without_collector
from perfeval_desktop.printing.print_job import PrintJob


class _Writer(Protocol):
    """A file of many forms being written; what it needs is loaded with the first one."""

    def add(self, template: Template, form: Form) -> None: ...

    def finish(self) -> bytes: ...


def export_files(
    what: ExportFormat, jobs: Iterable[PrintJob], folder: Path, *, progress: Progress
) -> list[Exported]:
    """Write a file for each form into ``folder``, see :func:`batch.export_files`."""
    return batch.export_files(jobs, folder, progress=progress, kind=FileKind(what.suffix, _MADE[what]))


def file_of(what: ExportFormat, template: Template, form: Form) -> bytes:
    """Return the file of one form."""
    return _MADE[what](template, form)


def export_merged(what: ExportFormat, jobs: Iterable[PrintJob], file: Path, *, progress: Progress) -> bool:
    """Write all forms into one file, in their order: a workbook with a sheet for each, a document.

    Returns ``False`` if ``progress`` said stop; nothing is written then. Raises :class:`OutputError` when the
    file cannot be written or there is no form.
    """
    data = merged(what, tuple(jobs), progress=progress)
    if data is not None:
        write_atomically(file, data)
    return data is not None


def merged(what: ExportFormat, jobs: Sequence[PrintJob], *, progress: Progress) -> bytes | None:
    """Return the file that all forms are in, ``None`` if ``progress`` said stop."""
    batch.check_any(jobs)
    match what:
        case ExportFormat.PDF:
            return batch.merged_pdf(jobs, progress=progress)
        case ExportFormat.JSON:
            return _json([_written(*job) for job in jobs])
        case ExportFormat.XLSX:
            from perfeval_desktop.exchange.writers.xlsx import WorkbookWriter  # noqa: PLC0415  # when first used

            return _all_in_one(WorkbookWriter(), jobs, progress)
        case _:
            from perfeval_desktop.exchange.writers.docx import DocumentWriter  # noqa: PLC0415  # likewise

            return _all_in_one(DocumentWriter(), jobs, progress)


def _all_in_one(writer: _Writer, jobs: Sequence[PrintJob], progress: Progress) -> bytes | None:
    with without_collector():
        for number, job in enumerate(jobs):
            if not progress(number, len(jobs)):
                return None
            writer.add(*job)
        return writer.finish() if progress(len(jobs), len(jobs)) else None


def _workbook(template: Template, form: Form) -> bytes:
    from perfeval_desktop.exchange.writers.xlsx import workbook  # noqa: PLC0415  # likewise

    return workbook(template, form)


def _document(template: Template, form: Form) -> bytes:
    from perfeval_desktop.exchange.writers.docx import document  # noqa: PLC0415  # likewise

    return document(template, form)


def _transcript(template: Template, form: Form) -> bytes:
    return _json(_written(template, form))


def _written(template: Template, form: Form) -> dict[str, object]:
    return {"template": template.id, **written(transcribed(template, form))}


def _json(values: object) -> bytes:
    return f"{json.dumps(values, ensure_ascii=False, indent=2)}\n".encode()


_MADE: dict[ExportFormat, Callable[[Template, Form], bytes]] = {
    ExportFormat.PDF: form_pdf,
    ExportFormat.XLSX: _workbook,
    ExportFormat.DOCX: _document,
    ExportFormat.JSON: _transcript,
}
