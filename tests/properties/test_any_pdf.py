"""A form of any template, printed: every value that was entered can be found in the PDF."""

from hypothesis import given, settings
from hypothesis import strategies as st

from any_template import any_form, any_template
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.report.form_pdf import form_pdf
from report.pdf_text import page_texts

# Short, so that none is broken over two pages.
_WORDS = st.sampled_from(("甲乙", "丙", "12.5", "3,480", "98%", "0.01", "≥7", "确定能", "产出", "丁戊\n己"))


@st.composite
def made(draw: st.DrawFn) -> tuple[Template, Form]:
    template = draw(any_template())
    return template, draw(any_form(template, _WORDS))


@settings(max_examples=12)
@given(made())
def test_what_is_printed_is_found_on_the_pages(one: tuple[Template, Form]) -> None:
    template, form = one
    pages = "".join(page_texts(form_pdf(template, form)))
    for row in printed(Seen.of(template, form)).rows:
        for cell in row.cells:
            for word in cell.text.split():
                assert word in pages
