"""The built-in templates, and the seven published forms entered as a clerk would enter them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from perfeval_desktop.domain.blank import blank_form
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template

_HEAD = (Role.PROJECT, Role.DEPARTMENT, Role.IMPLEMENTING_UNIT)
_GOALS = (Role.EXPECTED_GOAL, Role.ACTUAL_OUTCOME)


@cache
def templates() -> dict[str, Template]:
    """Return the built-in templates by id."""
    folder = files("perfeval_resources") / "templates"
    found = (
        read_template(file.read_text(encoding="utf-8"), source=file.name)
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".toml")
    )
    return {template.id: template for template in found}


@cache
def sample_forms() -> dict[str, tuple[Template, Form]]:
    """Return the samples by name, each with its template."""
    folder = files("perfeval_resources") / "samples_v1"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            values = tomllib.loads(file.read_text(encoding="utf-8"))
            template = templates()[values["template"]]
            found[file.name.removesuffix(".toml")] = template, _form(template, values)
    return found


def _form(template: Template, values: dict[str, Any]) -> Form:
    form = blank_form(template, values["fiscal_year"])
    for role in _HEAD:
        place = place_of(template, role)
        assert place is not None
        form = enter(template, form, place, values[role.value])
    for role in _GOALS:
        form = enter(template, form, Place("goals", form.rows("goals")[0].id, role.value), values[role.value])
    for row, amounts in values["funding"].items():
        for column, text in amounts.items():
            form = enter(template, form, Place("funding", RowId(row), column), text)
    form, rows = form.new_rows(len(values["indicators"]))
    form = form.with_rows("indicators", rows)
    for row, indicator in zip(rows, values["indicators"], strict=True):
        for column, text in indicator.items():
            form = enter(template, form, Place("indicators", row.id, column), text)
    return form
