"""What the first steps of a process load, loaded with this module: in the one that others are copies of."""

from faults.random_work import TEMPLATES, sample_forms
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.printing.form_pdf import form_section
from perfeval_desktop.store import FormId

for _form in sample_forms():
    _template = TEMPLATES[_form.template.id]
    evaluate(_template, FormId(""), _form)
    form_section(_template, _form)
