"""The samples of all templates, to be opened on the page."""

from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.template import Template
from perfeval_desktop.samples import Sample, samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.fields.choice_field import ChoiceField
from ui.page_driver import Page

TEMPLATES = TemplateCatalogue()
SAMPLES = {sample.template: sample for sample in samples()}


def open_sample(page: Page, session: EditingSession, sample: Sample) -> Template:
    (form_id,) = session.create([sample.form(TEMPLATES)], "示例")
    session.open(form_id)
    QApplication.processEvents()
    assert session.shown is not None
    assert page.isVisible()
    return session.shown.template


def choice_of(page: Page, template: Template) -> tuple[Place, ChoiceField]:
    """Return the first field of ``template`` that has a list, and its place."""
    place = next(
        Place(block.key, ONLY, column.key)
        for block in template.blocks
        for column in block.columns
        if column.choices
    )
    field = page.field(place)
    assert isinstance(field, ChoiceField)
    return place, field
