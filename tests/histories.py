"""Histories of forms, made up change by change without a store."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Row
from perfeval_desktop.domain.patch import Patch, difference
from perfeval_desktop.domain.template import Template
from perfeval_desktop.history.form_log import FormLog
from perfeval_desktop.store import FormId, Revision, RevisionKind
from small_forms import CATALOGUE, CORRECTED, SELF
from small_strategies import forms_of, places, texts

NOTHING = Patch()
AT = datetime(2024, 5, 6, 10, 32, tzinfo=UTC)
GRID = "indicators"
BY_DIGEST: Mapping[str, Template] = {one.digest: one for one in (*CATALOGUE.values(), CORRECTED)}


def template_of(form: Form) -> Template:
    return BY_DIGEST[form.template.digest]


def revision(
    number: int, patch: Patch = NOTHING, kind: RevisionKind = RevisionKind.EDIT, label: str = "改"
) -> Revision:
    return Revision(number, FormId("1"), kind, label, patch, AT + timedelta(minutes=number), "张三")


def log_of(*states: Form) -> FormLog:
    """Return the log of a form that was made as the first of ``states`` and became the others in turn."""
    edits = [
        revision(number, difference(before, after))
        for number, (before, after) in enumerate(pairwise(states), 2)
    ]
    return FormLog(states[-1], [revision(1, kind=RevisionKind.CREATE, label="新建"), *edits])


@st.composite
def lives(draw: st.DrawFn, most: int = 8) -> Sequence[Form]:
    """Draw the states of a form: cells typed, rows made, moved and removed, one after the other."""
    states = [draw(forms_of(SELF, most_cells=6))]
    for _ in range(draw(st.integers(1, most))):
        states.append(draw(_next(states[-1])))
    return states


@st.composite
def _next(draw: st.DrawFn, form: Form) -> Form:
    rows = form.rows(GRID)
    what = draw(st.sampled_from(("type", "type", "type", "insert", "remove", "move", "year")))
    if what == "insert":
        form, new = form.new_rows(1)
        filled = tuple(Row(row.id, {"level3": draw(texts().filter(bool))}) for row in new)
        return form.inserting(GRID, draw(st.integers(0, len(rows))), filled)
    if what == "remove" and rows:
        return form.removing(GRID, frozenset({draw(st.sampled_from(rows)).id}))
    if what == "move" and rows:
        return form.moving(GRID, draw(st.sampled_from(rows)).id, draw(st.integers(0, len(rows) - 1)))
    if what == "year":
        return form.with_year(draw(st.integers(2000, 2099)))
    return enter(SELF, form, draw(st.sampled_from(places(SELF, form))), draw(texts()))
