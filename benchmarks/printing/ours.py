"""Our side: the program's own export, by the names the window and the commands call it."""

from collections.abc import Sequence
from pathlib import Path

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.report.batch import Job, export_files, export_merged
from perfeval_desktop.report.form_pdf import form_pdf
from printing.content import TEMPLATE


class Ours:
    """Forms printed by the program."""

    def content(self, form: SelfAssessment) -> Job:
        """Return ``form`` as the export takes it."""
        return TEMPLATE, form

    def single(self, content: Job) -> bytes:
        """Return the PDF of one form."""
        return form_pdf(*content)

    def files(self, contents: Sequence[Job], folder: Path) -> None:
        """Write a file for each form, as the program does: each one whole and on the disk."""
        failed = [one for one in export_files(contents, folder, progress=_go_on) if one.path is None]
        if failed:
            raise AssertionError(failed[0].reason)

    def merged(self, contents: Sequence[Job], path: Path) -> None:
        """Write all forms into one file."""
        export_merged(contents, path, progress=_go_on)


def _go_on(_done: int, _total: int) -> bool:
    return True
