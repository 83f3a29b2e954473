"""One form as a PDF.

Layout and writer - and with the writer reportlab - are loaded when the first form is printed, not when the
program starts.
"""

from typing import TYPE_CHECKING

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template

if TYPE_CHECKING:
    from perfeval_desktop.report.layout import Page


def form_pages(template: Template, form: SelfAssessment) -> "tuple[Page, ...]":
    """Return the pages of ``form`` as printed, scored under ``template``."""
    from perfeval_desktop.report.layout import lay_out  # noqa: PLC0415  # see the module

    return lay_out(template, form, score(template, form))


def subject(template: Template, form: SelfAssessment) -> str:
    """Return what the document is, for its properties: 财政项目支出绩效自评表(2021 年度)."""
    return template.title + template.year_line.replace("{year}", str(form.fiscal_year))


def form_pdf(template: Template, form: SelfAssessment) -> bytes:
    """Return ``form`` as a PDF: the same bytes for the same form on every machine."""
    from perfeval_desktop.report.pdf_writer import PdfWriter  # noqa: PLC0415  # see the module

    writer = PdfWriter(title=form.project, author=form.implementing_unit, subject=subject(template, form))
    writer.add(form_pages(template, form))
    return writer.finish()
