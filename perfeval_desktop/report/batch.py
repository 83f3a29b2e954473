"""PDFs of many forms: one file each, or all in one file with bookmarks.

A file exported before under the same name is replaced: whoever exports again wants the new state. Forms that
share a name within one export never replace each other: the second becomes ``…（2）.pdf``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import ReportError
from perfeval_desktop.report.cores import share
from perfeval_desktop.report.files import SUFFIX, file_name, write_whole
from perfeval_desktop.report.form_pdf import form_pdf, form_section, remember, remembered

if TYPE_CHECKING:
    from perfeval_desktop.report.pdf.section import Section

Job = tuple[Template, SelfAssessment]

# Called with how many forms are done and how many there are, now and then and after the last; returns
# whether to go on.
Progress = Callable[[int, int], bool]


# More sections than these are not held at once: they become part of the document in turn.
_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one form.

    ``path`` is that of its PDF. It is ``None`` if there is none: ``reason`` then says why in a sentence, and
    is empty if the export was stopped before.
    """

    form: SelfAssessment
    path: Path | None = None
    reason: str = ""

    @property
    def is_skipped(self) -> bool:
        """Whether nothing was tried, because the export was stopped."""
        return self.path is None and not self.reason


def export_files(jobs: Iterable[Job], folder: Path, *, progress: Progress) -> list[Exported]:
    """Write a PDF for each form into ``folder`` and return what became of each, in the order of ``jobs``.

    A form that cannot be written does not keep the others from it. When ``progress`` says stop, the files
    that are written stay.
    """
    work = tuple(jobs)
    names = _distinct_names(form for _, form in work)
    tasks = [(template, form, folder / name) for (template, form), name in zip(work, names, strict=True)]
    reasons = share(tasks, _write, progress=lambda done: progress(done, len(work)))
    return [
        Exported(form, None if reasons.get(number, "-") else path, reasons.get(number, ""))
        for number, (_, form, path) in enumerate(tasks)
    ]


def export_merged(jobs: Iterable[Job], file: Path, *, progress: Progress) -> bool:
    """Write all forms into one PDF in their order, each with page numbers of its own.

    The bookmarks are a tree: units in the order of their first form, below each its projects. Returns
    ``False`` if ``progress`` said stop; nothing is written then. Raises :class:`ReportError` when the file
    cannot be written or there is no form.
    """
    work = tuple(jobs)
    if not work:
        raise ReportError("没有可导出的自评表。请先选择至少一个项目。")
    # The writer brings reportlab along, which must not cost start-up time.
    from perfeval_desktop.report.pdf.metadata import Properties  # noqa: PLC0415
    from perfeval_desktop.report.pdf.outline import Bookmark  # noqa: PLC0415
    from perfeval_desktop.report.pdf.writer import DocumentWriter  # noqa: PLC0415

    writer = DocumentWriter()
    units: dict[str, Bookmark] = {}
    for start in range(0, len(work), _AT_A_TIME):
        jobs_now = work[start : start + _AT_A_TIME]
        sections = _sections(jobs_now, start, len(work), progress)
        if len(sections) < len(jobs_now):
            return False
        for (_, form), section in zip(jobs_now, sections, strict=True):
            page = writer.add(section)
            unit = form.implementing_unit or "（未填单位）"
            of_unit = units.setdefault(unit, Bookmark(unit, page))
            of_unit.below.append(Bookmark(form.project or "（未填项目）", page))
    if not progress(len(work), len(work)):
        return False
    title = work[0][0].title
    authors = {form.implementing_unit for _, form in work}
    properties = Properties(
        title=f"{title}（共 {len(work)} 份）",
        author=authors.pop() if len(authors) == 1 else "",
        subject=title,
    )
    write_whole(file, writer.finish(properties, list(units.values())))
    return True


def _sections(jobs: Sequence[Job], before: int, count: int, progress: Progress) -> list["Section"]:
    """Return the sections of all ``jobs`` in their order, none if ``progress`` said stop.

    ``before`` of ``count`` forms are done.
    """
    sections = {number: section for number, job in enumerate(jobs) if (section := remembered(*job))}
    missing = [number for number in range(len(jobs)) if number not in sections]
    known = before + len(sections)
    work = [jobs[number] for number in missing]
    made = share(work, _section, progress=lambda done: progress(known + done, count))
    if len(made) < len(missing):
        return []
    for place, section in made.items():
        sections[missing[place]] = section
        remember(*jobs[missing[place]], section)
    return [sections[number] for number in range(len(jobs))]


def _section(job: Job) -> "Section":
    return form_section(*job)


def _write(task: tuple[Template, SelfAssessment, Path]) -> str:
    """Write the PDF of one form; return why that failed, nothing if it did not."""
    template, form, path = task
    try:
        write_whole(path, form_pdf(template, form))
    except ReportError as error:
        return str(error)
    return ""


def _distinct_names(forms: Iterable[SelfAssessment]) -> Iterator[str]:
    """Yield a file name for each form; forms of one name are numbered from the second on."""
    taken: set[str] = set()
    for form in forms:
        name = file_name(form)
        stem = name.removesuffix(SUFFIX)
        number = 1
        # Windows takes names that differ in case for the same.
        while name.casefold() in taken:
            number += 1
            name = f"{stem}（{number}）{SUFFIX}"
        taken.add(name.casefold())
        yield name
