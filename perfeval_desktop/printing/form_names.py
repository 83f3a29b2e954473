"""What a form is called outside of itself: in file names, bookmarks and properties."""

from typing import NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed.context import head_lines
from perfeval_desktop.domain.template import Template


class FormNames(NamedTuple):
    """The unit that fills in a form and the project it is about, ``""`` while they are not entered."""

    unit: str
    project: str


def form_names(template: Template, form: Form) -> FormNames:
    """Return the names of a form.

    The unit is that which carries out the project, or else the department. A form that is about no project is
    called by its title.
    """
    texts = (text_of(template, form, role) for role in (Role.IMPLEMENTING_UNIT, Role.DEPARTMENT))
    project = text_of(template, form, Role.PROJECT)
    # A form about a whole department goes by its name, which stands for the unit already.
    if template.at(Role.PROJECT) in (None, template.at(Role.DEPARTMENT)):
        project = head_lines(template, form)[0]
    return FormNames(next(filter(None, texts), ""), project)
