"""A form of any template written down by its printed labels, and entered again, is the same form."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from any_template import any_form, read_data, template_data, with_labels_of_their_own
from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Role
from perfeval_desktop.domain.facts import unit_of
from perfeval_desktop.domain.form import Form, Row, RowId
from perfeval_desktop.domain.places import TITLE, UNIT
from perfeval_desktop.domain.template import FORM_BLOCK, Template
from perfeval_desktop.domain.transcripts.entering import entered, read_back
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import ACTUAL, EXPECTED, Transcript, TranscriptRow, written

# What every form has of a goal is called the same in every transcript.
_GOALS: dict[Role | None, str] = {Role.EXPECTED_GOAL: EXPECTED, Role.ACTUAL_OUTCOME: ACTUAL}
_SINGLE = (FieldsBlock, TextsBlock, FiguresBlock)
_FIXED = (FundingBlock, ChecklistBlock)


@st.composite
def labelled(draw: st.DrawFn) -> tuple[Template, Form]:
    """Draw a template all of whose labels differ, and a form of it."""
    data = with_labels_of_their_own(draw(template_data()))
    template = read_data(_without_execution_row(data))
    return template, draw(any_form(template))


def _without_execution_row(data: dict[str, Any]) -> dict[str, Any]:
    # On paper it is known by its name at level 3, which is no label.
    blocks = [
        {key: value for key, value in block.items() if key != "rows" or block["type"] != "indicators"}
        for block in data["blocks"]
    ]
    scoring = {key: value for key, value in data.get("scoring", {}).items() if key != "execution"}
    return {**data, "blocks": blocks} | ({"scoring": scoring} if "scoring" in data else {})


@given(labelled())
def test_every_cell_finds_its_place_and_comes_back(one: tuple[Template, Form]) -> None:
    template, form = one
    transcript = written_down(template, form)
    found = match(template, transcript)
    assert found.unread == ()
    again = entered(found, transcript, year=1999)
    assert read_back(found, transcript, again) == transcript
    assert texts_by_block(template, again) == texts_by_block(template, form)
    assert (again.year, unit_of(template, again)) == (form.year, unit_of(template, form))


@given(labelled())
def test_a_transcript_is_written_and_read_alike(one: tuple[Template, Form]) -> None:
    template, form = one
    transcript = written_down(template, form)
    shape = written(transcript) | {"template": template.id}
    again = read_transcript(shape)
    assert (again.fields, again.goals, again.indicators) == (
        transcript.fields,
        transcript.goals,
        transcript.indicators,
    )
    assert sorted(again.rows, key=repr) == sorted(transcript.rows, key=repr)
    assert again.fiscal_year == transcript.fiscal_year


def written_down(template: Template, form: Form) -> Transcript:
    """Return what stands on paper, cell by cell."""
    single, rows = {}, []
    for block in template.blocks:
        if isinstance(block, _SINGLE):
            single.update(on_paper(block, only_row(block, form)))
        if isinstance(block, _FIXED):
            name = "" if isinstance(block, FundingBlock) else block.key
            rows += [
                TranscriptRow(name, fixed.label, on_paper(block, form.row(block.key, fixed.key)))
                for fixed in block.rows
            ]
    unit = form.text(*UNIT)
    return Transcript(
        template=template.id,
        title=form.text(*TITLE) if form.text(*TITLE).strip() else "",
        fiscal_year=str(form.year),
        unit=unit if unit in {"元", "万元"} else "",
        fields=single,
        rows=tuple(rows),
        goals=() if template.goals is None else tuple(many(template.goals, form)),
        indicators=() if template.grid is None else tuple(many(template.grid, form)),
        total={},
    )


def only_row(block: AnyBlock, form: Form) -> Row | None:
    return next(iter(form.rows(block.key)), None)


def many(block: AnyBlock, form: Form) -> list[dict[str, str]]:
    return [on_paper(block, row) for row in form.rows(block.key)]


def on_paper(block: AnyBlock, row: Row | None) -> dict[str, str]:
    """Return the filled cells of a row by printed label; those of a choice to be ticked by its choices."""
    cells: dict[str, str] = {}
    for column in block.columns:
        text = "" if row is None else row.text(column.key)
        if text.strip():
            name = _GOALS.get(column.role, column.label)
            cells |= dict.fromkeys(ticked(column, text), "√") if is_ticked(column) else {name: text}
    return cells


def is_ticked(column: Column) -> bool:
    return column.choice_style is ChoiceStyle.TICKS


def ticked(column: Column, text: str) -> list[str]:
    return [one for one in column.choices if one in text.split("、")]


def texts_by_block(template: Template, form: Form) -> dict[str, list[dict[str, str]]]:
    """Return the filled rows of a form as they are written down, whatever they are called."""
    found = {}
    for key, block in template.by_key.items():
        ids = [RowId(row.key) for row in block.rows] if isinstance(block, _FIXED) else None
        rows = form.rows(key) if ids is None else [form.row(key, one) or Row(one) for one in ids]
        texts = [on_paper(block, row) for row in rows]
        if key == FORM_BLOCK:
            texts = [{"title": form.text(*TITLE)}] if form.text(*TITLE).strip() else []
        found[key] = [one for one in texts if one]
    return found
