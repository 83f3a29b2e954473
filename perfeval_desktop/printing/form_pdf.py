"""One form as a PDF.

Layout and writer - and with the writer reportlab - are loaded when the first form is printed, not when the
program starts.
"""

import gc
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from perfeval_desktop.domain.check_code import check_code
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen, head_lines
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exact_forms import NAME, exact_text
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.pdf.attachment import Attachment
from perfeval_desktop.printing.print_job import PrintJob, is_draft

if TYPE_CHECKING:
    from perfeval_desktop.printing.pdf.section import Section

# What the exact forms are called in a document.
ATTACHMENT = f"{NAME}.json"

# Some 40 KB each; as many as a unit has, so that printing again after a change costs that change alone.
_MOST_CACHED = 512
_CACHE: "OrderedDict[PrintJob, Section]" = OrderedDict()
_LOCK = Lock()


def form_section(template: Template, form: Form) -> "Section":
    """Return ``form`` scored, set and drawn, ready for any document; cached if it was printed lately."""
    section = cached_section(template, form)
    if section is None:
        section = new_section(template, form)
        cache_section(template, form, section)
    return section


def new_section(template: Template, form: Form) -> "Section":
    """Return ``form`` scored, set and drawn; nothing is cached."""
    from perfeval_desktop.printing.pdf.section import Section  # noqa: PLC0415  # see the module
    from perfeval_desktop.printing.typesetting.layout import lay_out  # noqa: PLC0415  # see the module

    with without_collector():
        pages = lay_out(
            template,
            printed(Seen.of(template, form)),
            is_draft=is_draft(form),
            footnote=footnote(template, form),
        )
        return Section(pages)


def footnote(template: Template, form: Form) -> str:
    """Return what stands at the foot of a form, beside the page number; of a draft nothing."""
    return "" if is_draft(form) else f"校验码 {check_code(template, form)}"


def cached_section(template: Template, form: Form) -> "Section | None":
    """Return the section of a form that was printed lately, ``None`` for any other."""
    with _LOCK:
        section = _CACHE.get((template, form))
        if section is not None:
            _CACHE.move_to_end((template, form))
        return section


def cache_section(template: Template, form: Form, section: "Section") -> None:
    """Keep ``section`` until as many others have been printed as the cache holds."""
    with _LOCK:
        _CACHE[template, form] = section
        if len(_CACHE) > _MOST_CACHED:
            _CACHE.popitem(last=False)


def subject(template: Template, form: Form) -> str:
    """Return what the document is, for its properties: 财政项目支出绩效自评表(2021 年度)."""
    return "".join(head_lines(template, form))


def form_pdf(template: Template, form: Form) -> bytes:
    """Return ``form`` as a PDF: the same bytes for the same form on every machine."""
    from perfeval_desktop.printing.pdf.metadata import Properties  # noqa: PLC0415  # see the module
    from perfeval_desktop.printing.pdf.writer import DocumentWriter  # noqa: PLC0415  # see the module

    writer = DocumentWriter()
    writer.add(form_section(template, form))
    names = form_names(template, form)
    properties = Properties(names.project, names.unit, subject(template, form))
    return writer.finish(properties, attachment=exact_forms([(template, form)]))


def exact_forms(jobs: Sequence[PrintJob]) -> Attachment:
    """Return what makes a document of these forms give them back, value by value, when it is imported."""
    return Attachment(ATTACHMENT, "绩效自评的填报内容，再导入时原样取回", exact_text(jobs).encode("ascii"))


@contextmanager
def without_collector() -> Iterator[None]:
    """Spare the search for cycles meanwhile: forms are thousands of objects, none of them in a cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
