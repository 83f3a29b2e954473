"""A new form: the rows its template expects, nothing filled in."""

from perfeval_desktop.domain_v1.form import Indicator, SelfAssessment
from perfeval_desktop.domain_v1.template import Dimension, Template


def blank_form(template: Template, fiscal_year: int) -> SelfAssessment:
    """Return an empty form with one row for each level-2 name of the dimensions the template counts on.

    Those are the required ones and those with an expected weight; the others are there to be added.
    """
    return SelfAssessment(
        template=template.id,
        fiscal_year=fiscal_year,
        indicators=tuple(
            row
            for dimension in template.dimensions
            if dimension.required or dimension.weight is not None
            for row in _rows(dimension)
        ),
    )


def _rows(dimension: Dimension) -> tuple[Indicator, ...]:
    """Return one row for each level-2 name, a single one where the dimension is not divided."""
    return tuple(Indicator(level1=dimension.name, level2=level2) for level2 in dimension.level2 or ("",))
