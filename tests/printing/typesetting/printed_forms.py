"""Forms laid out for tests, and their pages line by line."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.form_pdf import footnote
from perfeval_desktop.printing.typesetting.layout import LaidOutForm, Page, Text, lay_out
from perfeval_desktop.printing.typesetting.measures import LINE_HEIGHT, Style
from perfeval_desktop.printing.typesetting.setting import set_rows
from perfeval_desktop.printing.typesetting.table import Align, TableCell, TableLabel, TableRow
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from printing import any_forms

CATALOGUE = TemplateCatalogue()
EVERY_TEMPLATE = pytest.mark.parametrize("template_id", sorted(CATALOGUE))
PUBLISHED = [
    "minhang_education_2021_1",
    "minhang_science_2023_1",
    "minhang_science_2023_2",
    "minhang_science_2023_3",
    "minhang_science_2023_4",
    "shanghai_education_2021_1",
    "shanghai_education_2021_2",
]
# The first example reads the fonts.
UNHURRIED = settings(deadline=None)
TWO_PAGES = "minhang_education_2021_1"
ONE_PAGE = "minhang_science_2023_3"
EVERY_SAMPLE = pytest.mark.parametrize("name", [sample.name for sample in samples()])
EVERY_PUBLISHED = pytest.mark.parametrize("name", PUBLISHED)

# How many times a text of a long form stands in its cell.
TIMES = st.sampled_from([1, 1, 1, 1, 1, 30, 300])


class Line(NamedTuple):
    """A line on its page: its left (or its middle, where it is centred) and its baseline."""

    text: str
    x: int
    y: int
    align: Align
    style: Style
    source: TableCell | TableLabel

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.x - self._shown / 2 if self.align is Align.CENTRE else self.x

    @property
    def right(self) -> float:
        """Where its last character ends that is not a space."""
        return self.left + self._shown

    @property
    def _shown(self) -> float:
        """How wide it is without the spaces that end it: they are not drawn and move nothing centred."""
        return self.style.width(self.text.rstrip(" \u3000")) * self.style.em / 1000

    @property
    def top(self) -> float:
        """Where the squares of its characters begin."""
        return self.y - 0.88 * self.style.em

    @property
    def bottom(self) -> float:
        """Where the squares of its characters end."""
        return self.y + 0.12 * self.style.em


@cache
def sample_job(name: str) -> tuple[Template, Form]:
    """Return a sample with its template."""
    sample = next(one for one in samples() if one.name == name)
    return CATALOGUE[sample.template], sample.form(CATALOGUE)


def laid_out(template: Template, form: Form) -> LaidOutForm:
    """Return ``form`` scored and laid out."""
    is_draft = form.state is not FormState.FINAL
    foot = footnote(template, form)
    return lay_out(template, printed(Seen.of(template, form)), is_draft=is_draft, footnote=foot)


def sample(name: str) -> LaidOutForm:
    """Return the sample of a name, laid out."""
    return laid_out(*sample_job(name))


@st.composite
def long_forms(draw: st.DrawFn) -> LaidOutForm:
    """Return a form, laid out, with some texts so long that they run over pages."""
    template, form = draw(any_forms.jobs())
    tables = {
        key: tuple(
            replace(row, cells={column: text * draw(TIMES) for column, text in row.cells.items()})
            for row in rows
        )
        for key, rows in form.tables.items()
    }
    return laid_out(template, replace(form, tables=tables))


def pages_of(template: Template, form: Form) -> list[Page]:
    """Return the pages of ``form``."""
    return laid_out(template, form).pages


def rows_with(template: Template, form: Form) -> tuple[TableRow, ...]:
    """Return the rows of ``form``."""
    return set_rows(template, printed(Seen.of(template, form)).rows)


def with_columns(template: Template, *roles: str) -> Template:
    """Return ``template`` with the columns of ``roles`` in its grid; the last takes the room left."""
    grid = template.grid
    assert grid is not None
    chosen = [grid.by_key[role] for role in roles]
    width = 180 - grid.label_width - sum(one.width for one in chosen[:-1])
    columns = (*chosen[:-1], replace(chosen[-1], width=width))
    blocks = (replace(block, columns=columns) if block is grid else block for block in template.blocks)
    return replace(template, blocks=tuple(blocks))


def words(row: TableRow) -> list[str]:
    """Return what stands in each cell of ``row``, its lines put together."""
    return ["".join(cell.lines) for cell in row.cells]


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
