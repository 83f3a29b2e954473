"""Forms to measure with: one of 300 indicators, and a store of 10,000 forms."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path

from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue

TEMPLATES = TemplateCatalogue()


def large_form(rows: int = 300) -> SelfAssessment:
    """Return a form with ``rows`` indicators, all different in name."""
    sample = next(one for one in samples() if one.name == "minhang_science_2023_4")
    form = sample.form(TEMPLATES)
    repeated = islice(cycle(form.indicators), rows)
    return replace(
        form,
        indicators=tuple(
            replace(row, level3=f"{row.level3} {number}") for number, row in enumerate(repeated)
        ),
    )


def varied_forms(number: int) -> Iterator[SelfAssessment]:
    """Yield ``number`` forms of six years, 23 departments and their 211 units."""
    made = [sample.form(TEMPLATES) for sample in samples()]
    for serial, form in zip(range(number), cycle(made)):
        yield replace(
            form,
            fiscal_year=2019 + serial % 6,
            department=f"第{serial % 211 % 23 + 1}局",
            implementing_unit=f"第{serial % 211 + 1}中心",
            project=f"{form.project}之{serial + 1}",
        )


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
