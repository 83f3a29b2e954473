"""Hypothesis strategies for what is printed: forms of the built-in templates and of any other."""

from dataclasses import replace

from hypothesis import strategies as st

from any_template import any_form, any_template
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue

_BUILT_IN = list(TemplateCatalogue().values())


def any_printed_template() -> st.SearchStrategy[Template]:
    """Return a strategy for the built-in templates and any other."""
    return st.one_of(st.sampled_from(_BUILT_IN), any_template())


@st.composite
def jobs(draw: st.DrawFn) -> tuple[Template, Form]:
    """Draw a template and a form of it, with texts of any kind in any of its cells."""
    template = draw(any_printed_template())
    return template, replace(draw(any_form(template)), state=draw(st.sampled_from(FormState)))
