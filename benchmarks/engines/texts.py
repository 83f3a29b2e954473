"""What the form prints, for engines that know nothing of forms: texts by block, and the blank they stand in.

Values, figures and scores are spelt by the program itself; the peers get nothing to compute or to round.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypedDict

from perfeval_desktop.domain.blocks import AnyBlock, FieldsBlock, FundingBlock, GoalsBlock, IndicatorsBlock
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed import printed_blocks
from perfeval_desktop.domain.printed.cells import PrintedRow
from perfeval_desktop.domain.printed.context import Seen, head_lines
from perfeval_desktop.domain.template import Template


class Blank(TypedDict):
    """The empty form: its words, the widths of its columns in mm, the indents of the fund sources in ems."""

    title: str
    identity_labels: list[str]
    identity_widths: list[float]
    funding_label: str
    funding_headings: list[str]
    funding_rows: list[str]
    funding_indents: list[int]
    funding_widths: list[float]
    goals_label: str
    goals_headings: list[str]
    goals_widths: list[float]
    indicators_label: str
    indicators_headings: list[str]
    indicators_widths: list[float]
    total_label: str


class FormTexts(TypedDict):
    """What is filled in.

    ``funding`` and ``indicators`` are rows of cells from the left to the right, those of ``funding`` right of
    the row's name. The first two cells of an indicator are its levels, still to be merged with those of its
    neighbours. ``total`` is weight and score.
    """

    year_line: str
    project: str
    department: str
    implementing_unit: str
    funding: list[list[str]]
    goals: list[str]
    indicators: list[list[str]]
    total: list[str]


def blank(template: Template) -> Blank:
    """Return the words and columns of ``template``."""
    identity, funding, goals, grid, total = template.blocks
    assert isinstance(identity, FieldsBlock)  # noqa: S101  # the template is chosen so
    assert isinstance(funding, FundingBlock)  # noqa: S101
    unit = template.amounts.unit
    return Blank(
        title=template.title,
        identity_labels=_labels(identity),
        identity_widths=[float(width) for width in identity.widths],
        funding_label=funding.label.replace("{unit}", unit),
        funding_headings=_labels(funding),
        funding_rows=[row.label for row in funding.rows],
        funding_indents=[row.indent for row in funding.rows],
        funding_widths=_widths(funding, funding.name_width),
        goals_label=goals.label,
        goals_headings=_labels(goals),
        goals_widths=_widths(goals),
        indicators_label=grid.label,
        indicators_headings=_labels(grid),
        indicators_widths=_widths(grid),
        total_label=total.label,
    )


def _labels(block: AnyBlock) -> list[str]:
    return [column.label for column in block.columns]


def _widths(block: AnyBlock, *more: Decimal) -> list[float]:
    return list(map(float, (block.label_width, *more, *(column.width for column in block.columns))))


def form_texts(template: Template, form: Form) -> FormTexts:
    """Return everything that ``form`` prints under ``template`` besides the words of the blank."""
    blocks = {type(block): list(_texts(rows)) for block, rows in printed_blocks(Seen.of(template, form))}
    (_, project), (_, department, _, unit) = blocks[FieldsBlock]
    grid = blocks[IndicatorsBlock][1:]
    *_, total = blocks.values()
    return FormTexts(
        year_line=head_lines(template, form)[1],
        project=project,
        department=department,
        implementing_unit=unit,
        funding=[row[2:] for row in blocks[FundingBlock][1:]],
        goals=blocks[GoalsBlock][1][1:],
        indicators=[row[1:] for row in grid],
        total=total[0][1:3],
    )


def _texts(rows: tuple[PrintedRow, ...]) -> Iterator[list[str]]:
    """Yield the texts of each row; a cell that rows share is there in each."""
    return ([cell.text for cell in row.cells] for row in rows)
