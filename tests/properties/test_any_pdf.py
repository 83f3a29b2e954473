"""A form of any template, printed: every value that was entered can be found in the PDF."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from any_template import any_form, any_template
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.form_pdf import form_pdf
from printing.pdf_text import page_texts

# Short, so that most stand on one line; and all of them in the fonts.
_WORDS = st.sampled_from(("甲乙", "丙", "12.5", "3,480", "98%", "0.01", "≥7", "确定能", "产出", "丁戊\n己"))


@st.composite
def made(draw: st.DrawFn) -> tuple[Template, Form]:
    template = draw(any_template())
    return template, draw(any_form(template, _WORDS))


@settings(max_examples=12)
@given(made())
def test_what_is_printed_is_found_on_the_pages(one: tuple[Template, Form]) -> None:
    template, form = one
    cells = {id(cell): cell for row in printed(Seen.of(template, form)).rows for cell in row.cells}
    # A reader takes the lines of neighbouring headings in turns, so that words may come in pieces.
    wanted = Counter("".join("".join(cell.text.split()) for cell in cells.values()))
    assert wanted <= Counter("".join(page_texts(form_pdf(template, form))))
