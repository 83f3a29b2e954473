"""Hypothesis strategies for forms of the small templates: anything in any cell, rows added, cells shared."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.entry import enter, row_ids
from perfeval_desktop.domain.form import Form, FormState, Place, Row
from perfeval_desktop.domain.places import EXECUTION_NOTE, TITLE, UNIT
from perfeval_desktop.domain.template import Template
from small_forms import CATALOGUE

_SPELLINGS = (
    *("", " ", "—", "无", "达成指标", "稳定性高", "≥10场", "≥350.00(个)", ">=98%", "=0.00(%)", "=33台"),
    *("10", "12.5", "348,800.00", "３４８", "5.8万", "-1", "1,23", "98.88%", "元", "万元", "定性", "a<b & c"),
    *("\a", "𠮷𠮷", "一\t二\n三"),
)


def texts() -> st.SearchStrategy[str]:
    """Return what users type: numbers in every spelling, real words, and any characters."""
    return st.sampled_from(_SPELLINGS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def places(template: Template, form: Form) -> list[Place]:
    """Return every place of a form but the year."""
    own = [
        Place(block.key, row, column.key)
        for block in template.blocks
        for row in row_ids(block, form)
        for column in block.columns
    ]
    return [*own, TITLE, UNIT, EXECUTION_NOTE]


@st.composite
def forms_of(draw: st.DrawFn, template: Template, most_cells: int = 12) -> Form:
    """Draw a form of ``template``."""
    form = blank_form(template, draw(st.integers(2000, 2099)))
    for block in template.blocks:
        if block.has_own_rows:
            form = _with_rows(draw, form, block.key)
    for place in draw(st.lists(st.sampled_from(places(template, form)), max_size=most_cells)):
        form = enter(template, form, place, draw(texts()))
    return form


def _with_rows(draw: st.DrawFn, form: Form, block: str) -> Form:
    form, rows = form.new_rows(draw(st.integers(0, 2)))
    for row in rows:
        form = form.inserting(block, draw(st.integers(0, len(form.rows(block)))), (row,))
    joined = draw(st.lists(st.sampled_from(form.rows(block)), max_size=2)) if form.rows(block) else []
    shared = {row.id for row in joined if row is not form.rows(block)[0]}
    keys = frozenset({"score", "weight"})
    return form.with_rows(
        block,
        tuple(replace(row, joined=keys) if row.id in shared else row for row in form.rows(block)),
    )


@st.composite
def forms(draw: st.DrawFn, templates: Sequence[Template] = tuple(CATALOGUE.values())) -> Form:
    """Draw a form of one of the small templates, in any state."""
    template = draw(st.sampled_from(templates))
    return replace(draw(forms_of(template)), state=draw(st.sampled_from(FormState)))


def rows() -> st.SearchStrategy[Row]:
    """Return a row without an id, for what is put into a grid."""
    keys = st.sampled_from(("level1", "level3", "target", "weight", "score"))
    return st.builds(Row, st.just(""), st.dictionaries(keys, texts().filter(bool), max_size=4))
