"""Seven published forms, entered cell by cell as a user enters them, come out as they were printed."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.figures import rate_text
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.places import place_label
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.samples import Sample, published_samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue

SAMPLES = tuple(published_samples())

# What the published forms print: rate, execution score, total weight, total, grade.
PRINTED = {
    "minhang_education_2021_1": ("100.00%", "10.00", "100", "100", None),
    "minhang_science_2023_1": ("98.52", "9.85", "100.00", "99.85", "优"),
    "minhang_science_2023_2": ("99.64", "9.96", "100.00", "99.96", "优"),
    "minhang_science_2023_3": ("99.77", "9.97", "100.00", "99.97", "优"),
    "minhang_science_2023_4": ("99.66", "9.96", "100.00", "99.96", "优"),
    "shanghai_education_2021_1": ("98.88%", "9.89", "100", "98.89", None),
    "shanghai_education_2021_2": ("99.62%", "9.96", "100", "98.96", None),
}


def entries(template: Template, sample: Sample) -> Iterator[tuple[Place, str]]:
    """Yield what a user types of a published form, in the order of the form; not what the paper claims."""
    found = match(template, sample.transcript)
    for entry in sample.transcript.entries():
        spot = found.spots.get(entry.path)
        if spot is not None and entry.path[0] in {"fields", "rows", "goals", "indicators"}:
            yield spot.place, entry.text


def empty(template: Template, sample: Sample) -> Form:
    """Return the form before anything is typed: with as many empty rows as it will have."""
    assert template.grid is not None
    filled = sample.form({template.id: template}).rows(template.grid.key)
    form = blank_form(template, int(sample.transcript.fiscal_year))
    return form.with_rows(template.grid.key, tuple(Row(row.id) for row in filled))


def test_there_are_seven() -> None:
    assert sorted(sample.name for sample in SAMPLES) == sorted(PRINTED)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_published_form_comes_out_to_the_digit(sample: Sample, tmp_path: Path) -> None:
    templates = TemplateCatalogue()
    template = templates[sample.template]
    path = tmp_path / "绩效自评.perfeval"
    with Store.open(path) as store:
        session = EditingSession(store, templates)
        (form_id,) = session.create([empty(template, sample)], "新建")
        session.open(form_id)
        for place, text in entries(template, sample):
            changed = enter(template, session.base, place, text)
            assert session.commit(changed, f"修改{place_label(template, session.base, place)}")

    with Store.open(path) as store:
        session = EditingSession(store, templates)
        session.open(form_id)
        shown = session.shown
        assert shown is not None
        sheet = shown.sheet
        assert sheet.rate is not None
        seen = Seen(template, shown.form, shown.facts, sheet)
        cells = {cell.place: cell.text for row in printed(seen).rows for cell in row.cells}
        rate, execution, weight, total, grade = PRINTED[sample.name]
        assert rate_text(sheet.rate.figure, template.rate) == rate
        assert cells[of_total(template, Role.EXECUTION_RATE)] == rate
        assert cells[of_total(template, Role.SCORE)] == execution
        assert sheet.grade == grade
        assert sheet.total_weight == Decimal(weight)
        assert {weight, total} <= set(cells.values())
        for place, text in entries(template, sample):
            column = template.by_key[place.block].by_key[place.column]
            if column.role in {Role.WEIGHT, Role.SCORE}:
                assert cells[place] == text


def of_total(template: Template, role: Role) -> Place:
    """Return the cell of the funding total with ``role``."""
    assert template.funding is not None
    return Place(template.funding.key, RowId("total"), template.funding.by_role[role].key)
