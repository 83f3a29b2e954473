"""Whole forms inside of exported files, so that an import gives back the very forms, value by value.

One text of ASCII, the same whatever holds it - an attachment of a PDF, a part of a document, a hidden sheet:
the forms, the templates that not every program has, a version, and a SHA-256 over all of it. What is read may
come from anybody.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.form_json import NOT_OURS, Json, read_form, whole_text, written_form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.templates import TemplateCatalogue

# What the text is called where it needs a name: as an attachment, as a sheet.
NAME = "perfeval-forms"
VERSION = 1
# More than a form of every project of a unit takes.
LONGEST = 32 * 1024 * 1024

_ENCODER = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class ExactForm:
    """A form as it was exported, and the template it is read under."""

    template: Template
    form: Form


class BrokenFormsError(Exception):
    """A text that should hold forms and cannot be trusted; the visible cells are what is left."""


def exact_text(jobs: Sequence[tuple[Template, Form]]) -> str:
    """Return forms with their templates as one text; equal forms give the same."""
    texts = dict.fromkeys(template.text for template, _ in jobs if not _is_built_in(template))
    content = {"templates": list(texts), "forms": [written_form(form) for _, form in jobs]}
    written = _ENCODER.encode(content)
    return f'{{"format":"{NAME}","version":{VERSION},"sha256":"{_digest(written)}","content":{written}}}'


def read_exact(text: str) -> tuple[ExactForm, ...]:
    """Return the forms in a text of :func:`exact_text`; raises :class:`BrokenFormsError` for any other."""
    if len(text) > LONGEST:
        raise BrokenFormsError(len(text))
    try:
        values = json.loads(text)
        content = values["content"]
        if (values["format"], values["version"]) != (NAME, VERSION):
            raise BrokenFormsError(values["version"])
        if values["sha256"] != _digest(_ENCODER.encode(content)):
            raise BrokenFormsError(values["sha256"])
        brought = [read_template(whole_text(one), source=NAME) for one in content["templates"]]
        return tuple(_exact(one, brought) for one in content["forms"])
    except (*NOT_OURS, RecursionError, TemplateError) as error:
        raise BrokenFormsError(text[:20]) from error


def _exact(values: Json, brought: Sequence[Template]) -> ExactForm:
    form = read_form(values)
    used = form.template
    # A form of an old store names no text of its template.
    found = next((one for one in brought if one.id == used.id and used.digest in {one.digest, ""}), None)
    # The program's own may have been corrected since; its cells have their keys for good.
    return ExactForm(found or _built_in()[used.id], form)


def _is_built_in(template: Template) -> bool:
    found = _built_in()
    return template.id in found and found[template.id].digest == template.digest


@cache
def _built_in() -> TemplateCatalogue:
    return TemplateCatalogue()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()
