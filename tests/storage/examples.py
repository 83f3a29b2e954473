"""Forms to store, and ways to make them up."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import strategies as st

from perfeval_desktop.domain.form import Accepted, Form, FormState, Place, Row, RowId, TemplateRef
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Entry, Outline, RevisionKind, Saved, Standing, StoredForm
from small_forms import SELF

MOMENT = datetime(2024, 1, 15, 10, 32, tzinfo=timezone(timedelta(hours=8)))
BY = "张三"

STANDING = Standing(
    total=Decimal("95.25"), grade="优", is_complete=True, errors=0, warnings=2, rules_version=2
)
UNFINISHED = Standing(total=Decimal(0), grade=None, is_complete=False, errors=7, warnings=0, rules_version=2)

ONLY = RowId("only")
GRID = "indicators"


def row(number: int, *, joined: frozenset[str] = frozenset(), **cells: str) -> Row:
    """Return a row of the grid, which stands under the first goal."""
    return Row(RowId(f"r{number}"), cells, RowId("g1"), joined)


ROWS = (
    row(
        1,
        level1="产出指标",
        level2="数量指标",
        level3="培训场次",
        target="≥10(场)",
        actual="12场",
        weight="20",
    ),
    row(
        2, level1="产出指标", level3="合格率", target="≥95%", actual="90%", weight="20.0", reason="设备到货晚"
    ),
    row(3, level1="效益指标", level3="教师能力", actual="达成指标", joined=frozenset({"score", "weight"})),
    row(4, level3="𠮷野家满意度", actual="—", score="abc", reason="第一行\n第二行"),
)

FORM = Form(
    template=TemplateRef(SELF.id, SELF.digest),
    year=2023,
    state=FormState.IN_REVIEW,
    tables={
        "head": (Row(ONLY, {"project": "教师培训", "department": "区教育局"}),),
        "funding": (
            Row(RowId("total"), {"initial_budget": "100.00", "executed": "99.999999"}),
            Row(RowId("other_funds")),
        ),
        "goals": (Row(RowId("g1"), {"expected_goal": "举办培训"}), Row(RowId("g2"))),
        GRID: ROWS,
        "unknown to every template": (Row(ONLY, {"": "无", "栏": "留着"}),),
    },
    made=6,
    accepted=(Accepted("repetition", Place(GRID, RowId("r2"), "reason"), "确认无误"),),
)


def named(name: str, form: Form = FORM) -> Form:
    """Return ``form`` of another project."""
    return form.with_text(Place("head", ONLY, "project"), name)


def with_cell(number: int, column: str, text: str, form: Form = FORM) -> Form:
    """Return ``form`` with another text in a cell of the grid."""
    return form.with_text(Place(GRID, RowId(f"r{number}"), column), text)


def outline(form: Form, standing: Standing = STANDING) -> Outline:
    """Return what lists are told of ``form``."""
    return Outline(
        kind=FormKind.SELF_ASSESSMENT,
        project=form.text("head", ONLY, "project"),
        project_code="P-1",
        department=form.text("head", ONLY, "department"),
        implementing_unit=form.text("head", ONLY, "implementing_unit"),
        adjusted=Decimal("1000000.01"),
        executed=None,
        standing=standing,
    )


def entry(form: Form, standing: Standing = STANDING) -> Entry:
    """Return ``form`` as it is given to a store."""
    return Entry(form, SELF, outline(form, standing))


def add(store: Store, *forms: Form, standing: Standing = STANDING) -> tuple[StoredForm, ...]:
    """Put new forms into ``store``."""
    made = store.create([entry(form, standing) for form in forms], label="新建", by=BY)
    return tuple(one.stored for one in made)


def save(
    store: Store,
    stored: StoredForm,
    after: Form,
    standing: Standing = STANDING,
    *,
    kind: RevisionKind = RevisionKind.EDIT,
) -> Saved:
    """Save ``after`` in the place of ``stored``; the label is the kind."""
    return store.save(stored, entry(after, standing), kind=kind, label=kind.value, by=BY)


def edit(store: Store, stored: StoredForm, after: Form, standing: Standing = STANDING) -> StoredForm:
    """Return ``after`` saved in the place of ``stored``."""
    return save(store, stored, after, standing).stored


def at_moment() -> datetime:
    return MOMENT


def ticking(start: datetime = MOMENT, step: timedelta = timedelta(minutes=1)) -> Iterator[datetime]:
    """Yield ``start`` and the moments after it, ``step`` apart."""
    while True:
        yield start
        start += step


texts = st.text(max_size=12) | st.sampled_from(
    ["", " ", "\a", "\0", "一\n二", "𠮷\U0002f9d4", "=33台", "'; DROP TABLE form; --", '"{\\']
)
keys = st.sampled_from(("level1", "target", "score")) | st.text(max_size=3)
filled = texts.filter(bool)
cells = st.dictionaries(keys, filled, max_size=4)
row_ids = st.integers(1, 12).map(lambda number: RowId(f"r{number}")) | st.sampled_from(("only", "total"))
rows = st.builds(Row, row_ids, cells, st.none() | st.just(RowId("g1")), st.frozensets(keys, max_size=2))
tables = st.dictionaries(
    st.sampled_from(("head", "funding", "goals", GRID)) | texts,
    st.lists(rows, min_size=1, max_size=6, unique_by=lambda one: one.id).map(tuple),
    max_size=4,
)
accepted = st.builds(Accepted, texts, st.builds(Place, texts, row_ids, keys), texts, texts)
forms = st.builds(
    Form,
    template=st.builds(TemplateRef, texts, texts),
    year=st.integers(2000, 2099),
    state=st.sampled_from(FormState),
    tables=tables,
    made=st.integers(0, 99),
    accepted=st.lists(accepted, max_size=2).map(tuple),
)
money = st.none() | st.decimals(-(10**15), 10**15, places=2) | st.just(Decimal("1E+4"))
standings = st.builds(
    Standing,
    total=st.none() | st.decimals(0, 100, places=2),
    grade=st.none() | texts,
    is_complete=st.booleans(),
    errors=st.integers(0, 99),
    warnings=st.integers(0, 99),
    rules_version=st.integers(0, 9),
)
outlines = st.builds(
    Outline,
    kind=st.sampled_from(FormKind),
    project=texts,
    project_code=texts,
    department=texts,
    implementing_unit=texts,
    adjusted=money,
    executed=money,
    standing=standings,
)


@contextmanager
def another_process(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run ``code`` in a process of its own, which prints ``ready`` and then waits on its standard input."""
    with subprocess.Popen(  # noqa: S603  # our own code
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def utc(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def kind_of(action: Callable[[], object]) -> StorageErrorKind:
    """Return how ``action`` fails: as what kind of storage error, in a whole sentence."""
    with pytest.raises(StorageError) as caught:
        action()
    assert str(caught.value).endswith("。")
    return caught.value.kind
