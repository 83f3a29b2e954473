"""PDFs of many forms: one file each, or all in one file with bookmarks.

A file exported before under the same name is replaced: whoever exports again wants the new state. Forms that
share a name within one export never replace each other: the second becomes ``…（2）.pdf``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import ReportError
from perfeval_desktop.report.files import SUFFIX, file_name, write_whole
from perfeval_desktop.report.form_pdf import form_pages, form_pdf

__all__ = ["Exported", "Job", "Progress", "export_files", "export_merged", "file_name", "write_whole"]

Job = tuple[Template, SelfAssessment]

# Called with how many forms are done and how many there are, before each form and after the last; returns
# whether to go on.
Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one form: ``path`` of its PDF; ``None`` if it failed, with a sentence as ``reason``."""

    form: SelfAssessment
    path: Path | None
    reason: str = ""


def export_files(jobs: Iterable[Job], folder: Path, *, progress: Progress) -> list[Exported]:
    """Write a PDF for each form into ``folder`` and return what became of each, in the order of ``jobs``.

    A form that cannot be written does not keep the others from it. When ``progress`` says stop, the list ends
    with the last form that was done; its files stay.
    """
    work = tuple(jobs)
    results: list[Exported] = []
    names = _distinct_names(form for _, form in work)
    for (template, form), name in zip(work, names, strict=True):
        if not progress(len(results), len(work)):
            return results
        path = folder / name
        try:
            write_whole(path, form_pdf(template, form))
        except ReportError as error:
            results.append(Exported(form, None, str(error)))
        else:
            results.append(Exported(form, path))
    progress(len(results), len(work))
    return results


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
    from perfeval_desktop.report.pdf_writer import PdfWriter  # noqa: PLC0415

    units = {form.implementing_unit for _, form in work}
    writer = PdfWriter(
        title=f"{work[0][0].title}（共 {len(work)} 份）",
        author=units.pop() if len(units) == 1 else "",
        subject=work[0][0].title,
    )
    outline: dict[str, list[tuple[str, str]]] = {}
    for number, (template, form) in enumerate(work):
        if not progress(number, len(work)):
            return False
        projects = outline.setdefault(form.implementing_unit or "（未填单位）", [])
        key = f"project-{number}"
        of_unit = () if projects else (f"unit-{len(outline)}",)
        projects.append((form.project or "（未填项目）", key))
        writer.add(form_pages(template, form), bookmarks=(key, *of_unit))
    if not progress(len(work), len(work)):
        return False
    for number, (unit, projects) in enumerate(outline.items(), 1):
        writer.add_outline_entry(unit, f"unit-{number}", level=0)
        for project, key in projects:
            writer.add_outline_entry(project, key, level=1)
    write_whole(file, writer.finish())
    return True


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
