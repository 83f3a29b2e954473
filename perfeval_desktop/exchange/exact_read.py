"""What an import is given of a file that this program has written: the form itself, and what was changed."""

from typing import NamedTuple

from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.template import Template


class Change(NamedTuple):
    """A cell that somebody changed in the file: what was seen in it before, and what is seen now.

    A row that somebody took out is told by its name, with ``""`` for what is seen now.
    """

    place: Place
    before: str
    now: str


class ExactRead(NamedTuple):
    """A form as it was exported, with the cells that were changed in the file as they are there now."""

    template: Template
    form: Form
    changes: tuple[Change, ...] = ()
