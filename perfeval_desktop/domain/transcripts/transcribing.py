"""A form as the transcript that gives it back: what was entered, by the labels of its template."""

from collections.abc import Iterator, Mapping

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.columns import ChoiceStyle, Column, FixedRow, Role
from perfeval_desktop.domain.facts import unit_of
from perfeval_desktop.domain.form import NO_ROW, Form, Row
from perfeval_desktop.domain.template import FORM_FIELDS, Template
from perfeval_desktop.domain.transcripts.assigning import NAMELESS
from perfeval_desktop.domain.transcripts.ticked import BETWEEN_CHOICES
from perfeval_desktop.domain.transcripts.value import ACTUAL, EXPECTED, LABEL, Transcript, TranscriptRow

_TICK = "√"


def transcribed(template: Template, form: Form) -> Transcript:
    """Return ``form`` written down; what is computed is not, only what somebody entered in its place."""
    goals, grid = template.goals, template.grid
    own = {column.role: form.text(FORM_FIELDS.key, "only", column.key) for column in FORM_FIELDS.columns}
    return Transcript(
        template=template.id,
        title=own[Role.TITLE],
        fiscal_year=str(form.year),
        unit=unit_of(template, form).value,
        fields=_labelled(_fields(template, form)),
        rows=tuple(_rows(template, form)),
        goals=() if goals is None else tuple(_goals(goals, form)),
        indicators=() if grid is None else tuple(_indicators(grid, form)),
        total={},
    )


def _labelled(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Return texts by label; of two labels that are alike the second has a blank more, which nobody reads."""
    found: dict[str, str] = {}
    for label, text in pairs:
        name = label
        while name in found:
            name += " "
        found[name] = text
    return {label: text for label, text in found.items() if text}


def _fields(template: Template, form: Form) -> Iterator[tuple[str, str]]:
    for block in template.blocks:
        if not isinstance(block, FundingBlock | ChecklistBlock | GoalsBlock | IndicatorsBlock):
            yield from _texts(block, form.row(block.key, "only") or NO_ROW)
    note = FORM_FIELDS.by_role[Role.EXECUTION_NOTE]
    yield note.label, form.text(FORM_FIELDS.key, "only", note.key)


def _texts(block: AnyBlock, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the texts of a row by the labels of their columns; a choice with columns to tick by its words."""
    for column in block.columns:
        text = row.text(column.key)
        if column.choice_style is ChoiceStyle.TICKS and text:
            yield from _ticks(column, text)
        else:
            yield _label(block, column), text


def _label(block: AnyBlock, column: Column) -> str:
    """Return the label of a column; with the heading above it, where another one has the same label."""
    if not column.label:
        return NAMELESS
    is_alone = sum(one.label == column.label for one in block.columns) == 1
    return column.label if is_alone else f"{column.above}{column.label}"


def _ticks(column: Column, text: str) -> Iterator[tuple[str, str]]:
    for one in text.split(BETWEEN_CHOICES):
        yield (one, _TICK) if one in column.choices else (column.choices[0], one)


def _rows(template: Template, form: Form) -> Iterator[TranscriptRow]:
    for block in template.blocks:
        if isinstance(block, FundingBlock | ChecklistBlock):
            for fixed in block.rows:
                row = form.row(block.key, fixed.key) or NO_ROW
                values = _labelled(_texts(block, row))
                if not values:
                    continue
                if isinstance(block, FundingBlock):
                    fund = block.key if len(template.fundings) > 1 else ""
                    yield TranscriptRow("", fixed.label, values, fund)
                else:
                    yield TranscriptRow(block.words or block.key, fixed.label, values)


def _goals(block: GoalsBlock, form: Form) -> Iterator[Mapping[str, str]]:
    rows = form.rows(block.key)
    if not block.has_own_rows and Role.ACTUAL_OUTCOME not in block.by_role and len(block.columns) > 1:
        # Side by side, each below a heading of its own.
        for column in block.columns:
            for row in rows:
                yield {LABEL: column.label, EXPECTED: row.text(column.key)}
        return
    named = {Role.EXPECTED_GOAL: EXPECTED, Role.ACTUAL_OUTCOME: ACTUAL}
    for row in rows:
        yield _labelled(
            (named.get(column.role, column.label) if column.role else column.label, row.text(column.key))
            for column in block.columns
        )


def _indicators(block: IndicatorsBlock, form: Form) -> Iterator[Mapping[str, str]]:
    for row in form.rows(block.key):
        values = _labelled(_texts(block, row))
        fixed = block.fixed_rows.get(row.id)
        yield values if fixed is None else {**_name(block, fixed), **values}


def _name(block: IndicatorsBlock, fixed: FixedRow) -> dict[str, str]:
    """Return what tells that a row is the one that the template fixes."""
    column = block.by_role.get(Role.LEVEL3) or block.by_role[Role.LEVEL1]
    return {column.label: fixed.words}
