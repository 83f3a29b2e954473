"""Forms to measure with: one of 300 indicators, and a store of 10,000 forms."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place, Row
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.samples import published_samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
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


def varied_forms(number: int) -> Iterator[Form]:
    """Yield ``number`` forms of six years, 23 departments and their 211 units."""
    made = [(TEMPLATES[sample.template], sample.form(TEMPLATES)) for sample in published_samples()]
    for serial, (template, form) in zip(range(number), cycle(made)):
        varied = replace(form, year=2019 + serial % 6)
        for role, text in (
            (Role.DEPARTMENT, f"第{serial % 211 % 23 + 1}局"),
            (Role.IMPLEMENTING_UNIT, f"第{serial % 211 + 1}中心"),
            (Role.PROJECT, f"项目之{serial + 1}"),
        ):
            place = place_of(template, role)
            if place is not None:
                varied = varied.with_text(place, text)
        yield varied


def store_of(number: int, folder: Path) -> Path:
    """Make a store of ``number`` forms and return its path."""
    path = folder / f"{number}.perfeval"
    with Store.open(path) as store:
        session = EditingSession(store, TEMPLATES)
        forms = varied_forms(number)
        for _ in count():
            batch = list(islice(forms, 1000))
            if not batch:
                return path
            session.create(batch, "测量")
    raise AssertionError("unreachable")
