"""Forms laid out for tests, and their pages line by line."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import pytest

from perfeval_desktop.domain_v1.form import IndicatorField, SelfAssessment
from perfeval_desktop.domain_v1.scoring import score
from perfeval_desktop.domain_v1.template import Template
from perfeval_desktop.report.typesetting.form_rows import rows_of
from perfeval_desktop.report.typesetting.grid import Align, Cell, Label, Row
from perfeval_desktop.report.typesetting.layout import LaidOutForm, Page, Text, lay_out
from perfeval_desktop.report.typesetting.measures import LINE_HEIGHT, Style

EVERY_TEMPLATE = pytest.mark.parametrize(
    "template_id", ["minhang-2021", "minhang-2023", "national-2020", "national-2021-cost", "shanghai-2021"]
)
EVERY_SAMPLE = pytest.mark.parametrize(
    "name",
    [
        "minhang_education_2021_1",
        "minhang_science_2023_1",
        "minhang_science_2023_2",
        "minhang_science_2023_3",
        "minhang_science_2023_4",
        "shanghai_education_2021_1",
        "shanghai_education_2021_2",
    ],
)


class Line(NamedTuple):
    """A line on its page: its left (or its middle, where it is centred) and its baseline."""

    text: str
    x: int
    y: int
    align: Align
    style: Style
    source: Cell | Label

    @property
    def left(self) -> float:
        """Where its first character begins."""
        width = self.style.width(self.text) * self.style.em / 1000
        return self.x - width / 2 if self.align is Align.CENTRE else self.x

    @property
    def right(self) -> float:
        """Where its last character ends that is not a space."""
        return self.left + self.style.width(self.text.rstrip(" \u3000")) * self.style.em / 1000

    @property
    def top(self) -> float:
        """Where the squares of its characters begin."""
        return self.y - 0.88 * self.style.em

    @property
    def bottom(self) -> float:
        """Where the squares of its characters end."""
        return self.y + 0.12 * self.style.em


def laid_out(template: Template, form: SelfAssessment) -> LaidOutForm:
    """Return ``form`` scored and laid out."""
    return lay_out(template, form, score(template, form))


def pages_of(template: Template, form: SelfAssessment) -> list[Page]:
    """Return the pages of ``form``."""
    return laid_out(template, form).pages


def rows_with(template: Template, form: SelfAssessment) -> tuple[Row, ...]:
    """Return the rows of ``form``."""
    return rows_of(template).of(form, score(template, form))


def with_columns(template: Template, *fields: IndicatorField) -> Template:
    """Return ``template`` with the columns of ``fields``, in that order; the last takes the room left."""
    chosen = [next(one for one in template.columns if one.field is field) for field in fields]
    width = 180 - template.layout.indicator_block - sum(one.width for one in chosen[:-1])
    return replace(template, columns=(*chosen[:-1], replace(chosen[-1], width=width)))


def words(row: Row) -> list[str]:
    """Return what stands in each cell of ``row``, its lines put together."""
    return ["".join(part.lines) for part in row.parts]


def lines_of(texts: Iterable[Text]) -> list[Line]:
    """Return the lines of ``texts`` that are not empty, in their order."""
    return [
        Line(line, text.x, text.y + number * LINE_HEIGHT, text.align, text.style, text.source)
        for text in texts
        for number, line in enumerate(text.lines)
        if line
    ]


def lines_on(page: Page) -> list[Line]:
    """Return every line on ``page``, those that are printed again as well."""
    return lines_of([*page.texts, *page.repeats])


def find(page: Page, text: str) -> Line:
    """Return the first line on ``page`` that is ``text``."""
    return next(line for line in lines_on(page) if line.text == text)
