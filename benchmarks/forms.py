"""A form to measure with: 300 indicators."""

from itertools import cycle, islice

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place, Row
from perfeval_desktop.domain.template import Template
from perfeval_desktop.samples import published_samples
from perfeval_desktop.templates import TemplateCatalogue

TEMPLATES = TemplateCatalogue()


def large_form(rows: int = 300) -> Form:
    """Return a form with ``rows`` indicators, all different in name."""
    sample = next(one for one in published_samples() if one.name == "minhang_science_2023_4")
    form, made = sample.form(TEMPLATES).new_rows(rows)
    grid = TEMPLATES[sample.template].grid
    if grid is None:
        raise AssertionError("the sample has indicators")
    name = grid.by_role[Role.LEVEL3].key
    repeated = islice(cycle(form.rows(grid.key)), rows)
    return form.with_rows(
        grid.key,
        tuple(
            Row(row.id, {**like.cells, name: f"{like.text(name)} {number}"})
            for number, (row, like) in enumerate(zip(made, repeated, strict=True))
        ),
    )


def with_weight(template: Template, form: Form, weight: str) -> Form:
    """Return ``form`` with ``weight`` typed in the first indicator."""
    if template.grid is None:
        raise AssertionError("the form has indicators")
    first = form.rows(template.grid.key)[0]
    return enter(
        template, form, Place(template.grid.key, first.id, template.grid.by_role[Role.WEIGHT].key), weight
    )
