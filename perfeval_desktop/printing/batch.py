"""Files of many forms: one file each, or all in one PDF with bookmarks.

A file exported before under the same name is replaced: whoever exports again wants the new state. Forms that
share a name within one export never replace each other: the second becomes ``…（2）.pdf``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from perfeval_desktop.atomic_write import Obstacle, UnwrittenError, write_atomically
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed.context import head_lines
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import OutputError
from perfeval_desktop.printing.file_names import PDF_SUFFIX, file_name
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.form_pdf import (
    cache_section,
    cached_section,
    exact_forms,
    form_pdf,
    new_section,
    without_collector,
)
from perfeval_desktop.printing.print_job import PrintJob
from perfeval_desktop.printing.worker_pool import run_tasks
from perfeval_desktop.temporary_files import sweep

if TYPE_CHECKING:
    from perfeval_desktop.printing.pdf.outline import Bookmark
    from perfeval_desktop.printing.pdf.section import Section

# Called with how many forms are done and how many there are, now and then and after the last; returns
# whether to go on.
Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one form: whether it stands in ``file``, and if not, what has kept it from that.

    ``is_skipped``: nothing was tried, because the export was stopped before.
    """

    form: Form
    file: Path
    obstacle: Obstacle | None = None
    is_skipped: bool = False

    @property
    def path(self) -> Path | None:
        """The file of the form, ``None`` if there is none."""
        return None if self.obstacle or self.is_skipped else self.file


def reasons(results: Iterable[Exported]) -> list[str]:
    """Return why some forms could not be written: one sentence for all that the same keeps from it."""
    names: dict[Obstacle, list[str]] = {}
    for one in results:
        if one.obstacle is not None:
            names.setdefault(one.obstacle, []).append(one.file.name)
    return [obstacle.sentence(kept) for obstacle, kept in names.items()]


class FileKind(NamedTuple):
    """A kind of file: how its names end, and a function of a module that makes the file of one form."""

    suffix: str
    made: Callable[[Template, Form], bytes]


PDF = FileKind(PDF_SUFFIX, form_pdf)


def export_files(
    jobs: Iterable[PrintJob], folder: Path, *, progress: Progress, kind: FileKind = PDF
) -> list[Exported]:
    """Write a file for each form into ``folder`` and return what became of each, in the order of ``jobs``.

    A form that cannot be written does not keep the others from it. When ``progress`` says stop, the files
    that are written stay.
    """
    work = tuple(jobs)
    names = _distinct_names(work, kind.suffix)
    tasks = [
        (template, form, folder / name, kind) for (template, form), name in zip(work, names, strict=True)
    ]
    sweep(folder)
    obstacles = dict(run_tasks(tasks, _write, progress=lambda done: progress(done, len(work))))
    return [
        Exported(form, path, obstacles.get(number), is_skipped=number not in obstacles)
        for number, (_, form, path, _) in enumerate(tasks)
    ]


def export_merged(jobs: Iterable[PrintJob], file: Path, *, progress: Progress) -> bool:
    """Write all forms into one PDF in their order, each with page numbers of its own.

    The bookmarks are a tree: units in the order of their first form, below each its projects. Returns
    ``False`` if ``progress`` said stop; nothing is written then. Raises :class:`OutputError` when the file
    cannot be written or there is no form.
    """
    document = merged_pdf(tuple(jobs), progress=progress)
    if document is not None:
        write_atomically(file, document)
    return document is not None


def merged_pdf(jobs: Sequence[PrintJob], *, progress: Progress) -> bytes | None:
    """Return all forms as one PDF, ``None`` if ``progress`` said stop."""
    check_any(jobs)
    with without_collector():
        merging = _Merging(jobs)
        if not merging.go(progress) or not progress(len(jobs), len(jobs)):
            return None
        return merging.document()


def check_any(jobs: Sequence[PrintJob]) -> None:
    """Raise :class:`OutputError` where there is no form to export."""
    if not jobs:
        raise OutputError("没有可导出的自评表。请先选择至少一个项目。")


class _Merging:
    """Forms becoming one document, each as soon as those before it have their place."""

    def __init__(self, work: Sequence[PrintJob]) -> None:
        # The writer brings reportlab along, which must not cost start-up time.
        from perfeval_desktop.printing.pdf.writer import DocumentWriter  # noqa: PLC0415

        self._work = work
        self._writer = DocumentWriter()
        self._units: dict[str, Bookmark] = {}
        self._next = 0
        # Sections of forms whose turn has not come.
        self._waiting: dict[int, Section] = {}

    def go(self, progress: Progress) -> bool:
        """Take up all forms; return ``False`` if ``progress`` said stop."""
        missing = []
        for number, job in enumerate(self._work):
            section = cached_section(*job)
            if section is None:
                missing.append(number)
            else:
                self._take(number, section)
        known, count = len(self._work) - len(missing), len(self._work)
        jobs = [self._work[number] for number in missing]
        sections = run_tasks(jobs, _section, progress=lambda done: progress(known + done, count))
        for place, section in sections:
            cache_section(*jobs[place], section)
            self._take(missing[place], section)
        return self._next == count

    def document(self) -> bytes:
        """Return the document of all forms."""
        from perfeval_desktop.printing.pdf.metadata import Properties  # noqa: PLC0415  # likewise

        titles = {head_lines(*job)[0] for job in self._work}
        title = titles.pop() if len(titles) == 1 else "绩效自评表"
        authors = {form_names(*job).unit for job in self._work}
        properties = Properties(
            title=f"{title}（共 {len(self._work)} 份）",
            author=authors.pop() if len(authors) == 1 else "",
            subject=title,
        )
        return self._writer.finish(properties, list(self._units.values()), exact_forms(self._work))

    def _take(self, number: int, section: "Section") -> None:
        self._waiting[number] = section
        while self._next in self._waiting:
            self._add(self._work[self._next], self._waiting.pop(self._next))
            self._next += 1

    def _add(self, job: PrintJob, section: "Section") -> None:
        from perfeval_desktop.printing.pdf.outline import Bookmark  # noqa: PLC0415  # likewise

        page = self._writer.add(section)
        names = form_names(*job)
        unit = names.unit or "（未填单位）"
        of_unit = self._units.setdefault(unit, Bookmark(unit, page))
        of_unit.below.append(Bookmark(names.project or "（未填项目）", page))


# Jobs come to a worker in pieces, each with a copy of the template; whatever is prepared for a template is
# prepared for the first of them alone.
_TEMPLATES: dict[str, Template] = {}


def _section(job: PrintJob) -> "Section":
    template, form = job
    return new_section(_TEMPLATES.setdefault(template.digest, template), form)


def _write(task: tuple[Template, Form, Path, FileKind]) -> Obstacle | None:
    """Write the file of one form; return what has kept it from that, if anything did."""
    template, form, path, kind = task
    try:
        write_atomically(path, kind.made(template, form), sweeping=False)
    except UnwrittenError as error:
        return error.obstacle
    return None


def _distinct_names(jobs: Iterable[PrintJob], suffix: str) -> Iterator[str]:
    """Yield a file name for each form; forms of one name are numbered from the second on."""
    taken: set[str] = set()
    for job in jobs:
        name = file_name(*job, suffix)
        stem = name.removesuffix(suffix)
        number = 1
        # Windows takes names that differ in case for the same.
        while name.casefold() in taken:
            number += 1
            name = f"{stem}（{number}）{suffix}"
        taken.add(name.casefold())
        yield name
