"""One form as a PDF."""

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.report.layout import Page, lay_out, year_line


def form_pages(template: Template, form: SelfAssessment) -> tuple[Page, ...]:
    """Return the pages of ``form`` as printed, scored under ``template``."""
    return lay_out(template, form, score(template, form))


def page_count(template: Template, form: SelfAssessment) -> int:
    """Return how many pages ``form`` takes in print, at least 1."""
    return len(form_pages(template, form))


def subject(template: Template, form: SelfAssessment) -> str:
    """Return what the document is, for its properties: 财政项目支出绩效自评表(2021 年度)."""
    return template.title + year_line(template, form)


def form_pdf(template: Template, form: SelfAssessment) -> bytes:
    """Return ``form`` as a PDF: the same bytes for the same form on every machine."""
    # The writer brings reportlab along, which must not cost start-up time.
    from perfeval_desktop.report.pdf_writer import PdfWriter  # noqa: PLC0415

    writer = PdfWriter(title=form.project, author=form.implementing_unit, subject=subject(template, form))
    writer.add(form_pages(template, form))
    return writer.finish()
