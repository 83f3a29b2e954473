import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from perfeval_desktop.domain.form import Form, FormState, Place, Row, RowId, TemplateRef
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.step_log import StepMark
from perfeval_desktop.storage.migrations import MIGRATIONS
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import RevisionKind, Standing
from perfeval_desktop.version_name import VersionName, given_name
from storage.examples import BY, FORM, MOMENT, STANDING, UNFINISHED, with_cell

DATABASES = Path(__file__).parents[1] / "data" / "databases"
VERSIONS = range(1, len(MIGRATIONS) + 1)

ONLY = RowId("only")
_KEYS = ("level1", "level2", "level3", "target", "actual", "weight", "score", "reason")
_GRID = (
    ("产出指标", "数量指标", "培训场次", "≥10(场)", "12场", "20", "", ""),
    ("产出指标", "质量指标", "合格率", "≥95%", "90%", "20", "18.9", "设备到货晚"),
    ("效益指标", "社会效益", "教师能力", "有所提高", "达成指标", "30", "30", ""),
    ("满意度指标", "", "𠮷野家满意度", "=0.00(%)", "—", "", "", "第一行\n第二行"),
)
# What the form in v1.perfeval is today: once a form of columns, now of cells.
OF_VERSION_1 = Form(
    template=TemplateRef("national-2020", ""),
    year=2023,
    state=FormState.IN_REVIEW,
    tables={
        "form": (Row(ONLY, {"execution_note": "年中追加"}),),
        "head": (
            Row(
                ONLY,
                {"project": "教师培训", "department": "区教育局", "implementing_unit": "教师进修学院"},
            ),
        ),
        "funding": (
            Row(
                RowId("total"),
                {
                    "initial_budget": "100.00",
                    "adjusted_budget": "100.000001",
                    "executed": "99.999999",
                    "score": "9.99",
                    "execution_rate": "98.88%",
                },
            ),
            Row(RowId("current_appropriation")),
            Row(RowId("carryover"), {"executed": "0.00"}),
            Row(RowId("other_funds")),
        ),
        "goals": (Row(ONLY, {"expected_goal": "举办培训", "actual_outcome": "已举办"}),),
        "figures": (Row(ONLY, {"total": "95.25"}),),
        "indicators": tuple(
            Row(RowId(f"r{number}"), {key: text for key, text in zip(_KEYS, texts, strict=True) if text})
            for number, texts in enumerate(_GRID, 1)
        ),
    },
    made=4,
)


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture
def store(version: int, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / f"v{version}.perfeval"
    shutil.copyfile(DATABASES / path.name, path)
    with Store.open(path) as opened:
        yield opened


def by_rules_of(version: int, standing: Standing) -> Standing:
    return standing._replace(rules_version=1 if version == 1 else standing.rules_version)


def original(version: int) -> Form:
    return OF_VERSION_1 if version == 1 else FORM


def edited(version: int) -> Form:
    return with_cell(2, "actual", "91%", with_cell(2, "reason", "\a𠮷\n改", original(version)))


def test_there_is_a_database_of_every_version() -> None:
    assert {file.name for file in DATABASES.glob("*.perfeval")} == {f"v{one}.perfeval" for one in VERSIONS}


def test_a_database_of_each_version_opens_with_all_that_was_in_it(store: Store, version: int) -> None:
    (line,) = store.summaries()
    assert (line.project, line.rev) == ("教师培训", 4)
    assert line.standing == by_rules_of(version, STANDING)
    stored = store.load(line.form_id)
    assert replace(stored.form, template=original(version).template) == edited(version)
    (deleted,) = store.bin()
    assert deleted.project == "已删除的项目"
    assert deleted.standing == by_rules_of(version, UNFINISHED)
    other = store.load(deleted.form_id).form
    assert other.rows("indicators") == original(version).rows("indicators")
    assert other.text("head", "only", "project") == "已删除的项目"
    assert store.verify() == ()


def test_the_log_of_a_form_of_each_version_goes_on(store: Store, version: int) -> None:
    (line,) = store.summaries()
    form = store.load(line.form_id).form
    revisions = store.revisions(line.form_id)
    revisions, named = revisions[:4], revisions[4:]
    assert [one.kind for one in revisions] == [
        RevisionKind.CREATE,
        RevisionKind.EDIT,
        RevisionKind.UNDO,
        RevisionKind.REDO,
    ]
    names = [VersionName("送审稿", "请科长看")] if version > 2 else []
    assert [given_name(one) for one in named] == names
    assert revisions[0].label == "新建"
    assert {one.at for one in revisions} == {MOMENT}
    assert {one.by for one in revisions} == {"" if version == 1 else BY}
    back = apply(revisions[-1].patch.inverse, form)
    assert replace(back, template=original(version).template) == original(version)
    place = Place("indicators", RowId("r2"), "actual")
    for revision, text in zip(revisions[1:], ("91%", "90%", "91%"), strict=True):
        (splice,) = revision.patch.splices
        assert (splice.start, splice.after[0].text(place.column)) == (1, text)


def test_steps_and_lock_lines_of_each_version_are_there_and_can_be_added(store: Store, version: int) -> None:
    (deleted,) = store.bin()
    steps = [(one.mark.label, one.moved, one.into_bin) for one in store.steps()]
    lines = [LockLine(date(2024, 3, 1), 2023, "按通知")]
    assert steps == ([("删除", (deleted.form_id,), True)] if version > 2 else [])
    assert store.lock_lines() == (lines if version > 2 else [])
    with store.marking(StepMark("f" * 16, "还原")):
        store.restore([deleted.form_id], label="还原", by=BY)
    store.set_lock_lines([*lines, LockLine(date(2025, 3, 1), 2024)], by=BY)
    assert [one.mark.label for one in store.steps()][-1] == "还原"
    assert len(store.lock_lines()) == 2
    assert store.verify() == ()
