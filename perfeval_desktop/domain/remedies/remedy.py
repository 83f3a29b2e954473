"""A remedy: what can be done about a finding in one go, as a value beside it."""

from typing import NamedTuple

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.template import Template


class Remedy(NamedTuple):
    """The texts that are typed then, each with its place; ``label`` says what that does, as a command."""

    label: str
    entries: tuple[tuple[Place, str], ...]


def remedied(template: Template, form: Form, remedy: Remedy) -> Form:
    """Return ``form`` with the texts of ``remedy`` typed in, as if by hand."""
    for place, text in remedy.entries:
        form = enter(template, form, place, text)
    return form
