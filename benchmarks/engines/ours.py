"""Our side: the program's own export, by the names the window and the commands call it."""

from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path

from engines.content import TEMPLATE
from engines.memory import peak_memory
from perfeval_desktop.domain.form import Form
from perfeval_desktop.printing.batch import export_files, export_merged
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.printing.print_job import PrintJob

# Looking at the workers' memory must not take time that is measured.
_LOOK_EACH = 20


class Ours:
    """Forms printed by the program. ``workers_peak`` is the most memory its worker processes held, in MiB."""

    def __init__(self) -> None:
        self.workers_peak = 0.0

    def content(self, form: Form) -> PrintJob:
        """Return ``form`` as the export takes it."""
        return TEMPLATE, form

    def single(self, content: PrintJob) -> bytes:
        """Return the PDF of one form."""
        return form_pdf(*content)

    def files(self, contents: Sequence[PrintJob], folder: Path) -> None:
        """Write a file for each form, as the program does: each one whole and on the disk."""
        failed = [one for one in export_files(contents, folder, progress=_go_on) if one.path is None]
        if failed:
            raise AssertionError(failed[0].obstacle)

    def merged(self, contents: Sequence[PrintJob], path: Path) -> None:
        """Write all forms into one file."""
        export_merged(contents, path, progress=self._watch_workers)

    def _watch_workers(self, done: int, _total: int) -> bool:
        if done % _LOOK_EACH == 0:
            workers = sum(peak_memory(worker.pid or 0) for worker in active_children())
            self.workers_peak = max(self.workers_peak, workers)
        return True


def _go_on(_done: int, _total: int) -> bool:
    return True
