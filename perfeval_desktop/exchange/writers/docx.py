"""Forms as a document of Word: each begins on a page of its own; the exact forms are a part of the file.

The parts are written as they are to stand in the file; python-docx would be six times as large in the bundle
and leave all that matters here - widths, merges, repeated headings, sections - to be written by hand.
"""

import zipfile
from io import BytesIO

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed.context import head_lines
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exact_forms import exact_text
from perfeval_desktop.exchange.writers.cell_text import shown
from perfeval_desktop.exchange.writers.docx_parts import (
    DRAFT_HEADER,
    FINAL_HEADER,
    FOOTER,
    FORMS_PART,
    document_part,
    fixed_parts,
    forms_part,
)
from perfeval_desktop.exchange.writers.docx_table import run, tables
from perfeval_desktop.exchange.writers.grid import FormGrid, form_grid
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.print_job import is_draft
from perfeval_desktop.printing.typesetting.measures import (
    BOTTOM_MARGIN,
    LANDSCAPE,
    LEFT_MARGIN,
    TOP_MARGIN,
)

_TWIPS = 1440 / 2540
_EDGE = round(700 * _TWIPS)
# The same bytes for the same forms: no clock.
_MOMENT = (1980, 1, 1, 0, 0, 0)


class DocumentWriter:
    """A document being written, form after form."""

    def __init__(self) -> None:
        self._body: list[str] = []
        self._jobs: list[tuple[Template, Form]] = []
        self._section = ""

    def add(self, template: Template, form: Form) -> None:
        """Add a form, from the next page on."""
        if self._section:
            self._body.append(_paragraph("End", "", self._section))
        grid = form_grid(template, form)
        for style, text in (("FormNumber", grid.number), ("Title", grid.title), ("YearLine", grid.year_line)):
            if text:
                self._body.append(_paragraph(style, text))
        self._body.append(tables(grid))
        self._section = _section(grid, is_draft=is_draft(form))
        self._jobs.append((template, form))

    def finish(self) -> bytes:
        """Return the whole file."""
        parts = {
            **fixed_parts(*_properties(self._jobs), len(self._jobs)),
            "word/document.xml": document_part("".join((*self._body, _paragraph("End", ""), self._section))),
            FORMS_PART: forms_part(exact_text(self._jobs)),
        }
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for name, text in parts.items():
                package.writestr(zipfile.ZipInfo(name, _MOMENT), text, zipfile.ZIP_DEFLATED)
        return file.getvalue()


def document(template: Template, form: Form) -> bytes:
    """Return a document of one form: the same bytes for the same form."""
    writer = DocumentWriter()
    writer.add(template, form)
    return writer.finish()


def _properties(jobs: list[tuple[Template, Form]]) -> tuple[str, str]:
    """Return title and author of a document: the project and the unit of its only form."""
    names = [form_names(*job) for job in jobs]
    units = {one.unit for one in names}
    title = names[0].project if len(names) == 1 else f"{head_lines(*jobs[0])[0]}（共 {len(names)} 份）"
    return shown(title), shown(units.pop()) if len(units) == 1 else ""


def _paragraph(style: str, text: str, section: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{section}</w:pPr>{run(text)}</w:p>'


def _section(grid: FormGrid, *, is_draft: bool) -> str:
    """Return how the pages of a form are: its paper, its margins, its page numbers from 1."""
    paper = grid.paper
    orient = ' w:orient="landscape"' if paper is LANDSCAPE else ""
    width, height, side, top, bottom = (
        round(length * _TWIPS)
        for length in (paper.width, paper.height, LEFT_MARGIN, TOP_MARGIN, BOTTOM_MARGIN)
    )
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{DRAFT_HEADER if is_draft else FINAL_HEADER}"/>'
        f'<w:footerReference w:type="default" r:id="{FOOTER}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{bottom}" w:left="{side}"'
        f' w:header="{_EDGE}" w:footer="{_EDGE}" w:gutter="0"/><w:pgNumType w:start="1"/></w:sectPr>'
    )
