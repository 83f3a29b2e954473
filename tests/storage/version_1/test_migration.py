import json
import sqlite3
from itertools import pairwise
from pathlib import Path

import pytest

from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.editing.form_undo_stack import FormUndoStack
from perfeval_desktop.storage import list_queries, repository
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.errors import DamagedError
from perfeval_desktop.storage.identity import pragma
from perfeval_desktop.storage.migrations import MIGRATIONS, migrate, silent
from perfeval_desktop.storage.verification import problems
from perfeval_desktop.store import FormId, RevisionKind
from storage.version_1.old_store import Line, old_file, put, splice

A, B, C = ({"level1": "产出指标", "level3": name, "weight": "12.50"} for name in "ABC")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "自评.perfeval"


def migrated(connection: sqlite3.Connection, path: Path) -> Database:
    """Return what becomes of the file in ``connection``, put at ``path``."""
    with sqlite3.connect(path, isolation_level=None) as target:
        connection.backup(target)
    target.close()
    with sqlite3.connect(path, isolation_level=None) as opened:
        migrate(opened)
    opened.close()
    return Database(path, read_only=True)


def forms_of(database: Database, form_id: str) -> list[Form]:
    """Return the form as it was created and after each line of its log."""
    stored = repository.find(database, FormId(form_id))
    assert stored is not None
    forms = [stored.form]
    for revision in reversed(repository.revisions(database, FormId(form_id))):
        forms.append(apply(revision.patch.inverse, forms[-1]))
    return forms[::-1][1:]


def test_a_form_of_version_1_is_the_same_form_by_block_row_and_column(path: Path) -> None:
    with old_file() as connection:
        form_id = put(
            connection,
            form={"state": "in-review", "grade": None, "deleted_revision": 9},
            content={
                "total_executed": "999999.99",
                "expected_goal": "举办培训",
                "funding_note": "年中追加",
                "printed_total": "95.25",
            },
            rows=[A, B],
        )
        database = migrated(connection, path)
    stored = repository.find(database, FormId(form_id))
    assert stored is not None
    form = stored.form
    assert (form.template, form.year) == (TemplateRef("national-2020", ""), 2023)
    assert (form.state, form.made, form.accepted) == (FormState.IN_REVIEW, 2, ())
    assert {block: [(row.id, dict(row.cells)) for row in rows] for block, rows in form.tables.items()} == {
        "head": [("only", {"project": "教师培训", "department": "区教育局"})],
        "funding": [
            ("total", {"executed": "99.999999"}),
            *[(source, {}) for source in ("current_appropriation", "carryover", "other_funds")],
        ],
        "goals": [("only", {"expected_goal": "举办培训"})],
        "figures": [("only", {"total": "95.25"})],
        "form": [("only", {"execution_note": "年中追加"})],
        "indicators": [
            ("r1", {"level1": "产出指标", "level3": "A", "weight": "12.5"}),
            ("r2", {"level1": "产出指标", "level3": "B", "weight": "12.5"}),
        ],
    }
    (line,) = list_queries.deleted_forms(database)
    assert line == stored.summary
    assert (line.kind.value, line.project, line.changed_by, str(line.executed)) == (
        "self-assessment",
        "教师培训",
        "",
        "999999.99",
    )
    assert (str(line.standing.total), line.standing.warnings, line.standing.rules_version) == ("95.25", 2, 1)
    database.close()


LOG: tuple[Line, ...] = (
    ("create", {}),
    ("edit", {"changes": {"project": ["", "教师培训"]}} | splice(0, [], [A, B])),
    ("edit", splice(1, [B], [{**B, "actual": "91%"}])),
    ("edit", {"changes": {"state": ["draft", "final"], "fiscal_year": [2022, 2023]}}),
    ("undo", {"changes": {"state": ["final", "draft"], "fiscal_year": [2023, 2022]}}),
    ("redo", {"changes": {"state": ["draft", "final"], "fiscal_year": [2022, 2023]}}),
    (
        "edit",
        {
            "changes": {
                "funding": [{}, {"total": {"executed": "1000000.00"}}],
                "template": ["shanghai-2021", "national-2020"],
            }
        },
    ),
    ("edit", splice(0, [A], [])),
    ("edit", splice(1, [], [C])),
)


def test_every_line_of_the_log_leads_on_in_the_new_form(path: Path) -> None:
    with old_file() as connection:
        form_id = put(
            connection,
            form={"state": "final"},
            content={"total_executed": "1000000.00"},
            rows=[{**B, "actual": "91%"}, C],
            log=LOG,
        )
        database = migrated(connection, path)
    log = repository.revisions(database, FormId(form_id))
    assert [(one.number, one.kind.value, one.label) for one in log] == [
        (number, kind, f"第 {number} 号") for number, (kind, _) in enumerate(LOG, 1)
    ]
    assert {(one.at.isoformat(), one.by) for one in log} == {("2024-01-15T10:32:00+08:00", "")}
    forms = forms_of(database, form_id)
    assert [[row.id for row in form.rows("indicators")] for form in forms] == [
        [],
        *[["r1", "r2"]] * 6,
        ["r2"],
        ["r2", "r3"],
    ]
    assert [form.made for form in forms] == [0, *[2] * 7, 3]
    assert [form.year for form in forms] == [2022, 2022, 2022, 2023, 2022, *[2023] * 4]
    assert [form.text("funding", "total", "executed") for form in forms[5:]] == ["", *["100.00"] * 3]
    assert forms[5].template == TemplateRef("shanghai-2021", "")
    assert problems(database) == ()
    assert all(bool(one.patch) for one in log[1:])
    database.close()


def test_undo_goes_on_where_it_was(path: Path) -> None:
    with old_file() as connection:
        form_id = put(
            connection,
            form={"state": "final"},
            content={"total_executed": "1000000.00"},
            rows=[{**B, "actual": "91%"}, C],
            log=LOG,
        )
        database = migrated(connection, path)
    forms = forms_of(database, form_id)
    undo_stack = FormUndoStack(repository.revisions(database, FormId(form_id)))
    form, undone = forms[-1], [forms[-1]]
    while undo_stack.next_step(RevisionKind.UNDO) is not None:
        form = undo_stack.apply_next(RevisionKind.UNDO, form)
        undo_stack.record(RevisionKind.UNDO, 100)
        undone.append(form)
    assert undone == [forms[place] for place in (8, 7, 6, 5, 2, 1, 0)]
    database.close()


def test_a_changed_template_spells_all_numbers_anew(path: Path) -> None:
    change = {"changes": {"template": ["national-2020", "minhang-2023"]}}
    with old_file() as connection:
        form_id = put(
            connection,
            form={"template": "minhang-2023"},
            content={"total_executed": "12000000"},
            rows=[A, B],
            log=(("create", {}), ("edit", change)),
        )
        database = migrated(connection, path)
    before, after = forms_of(database, form_id)
    assert [row.text("weight") for row in before.rows("indicators")] == ["12.5", "12.5"]
    assert [row.text("weight") for row in after.rows("indicators")] == ["12.50", "12.50"]
    assert before.text("funding", "total", "executed") == "1,200.00"
    assert after.text("funding", "total", "executed") == "1200.00"
    assert [row.id for row in before.rows("indicators")] == [row.id for row in after.rows("indicators")]
    database.close()


def test_a_changed_cell_is_one_row_in_the_log(path: Path) -> None:
    rows = [{"level3": str(number)} for number in range(300)]
    after = [*rows[:150], {"level3": "改"}, *rows[151:]]
    with old_file() as connection:
        form_id = put(
            connection, rows=after, log=(("create", {}), ("edit", splice(150, [rows[150]], [after[150]])))
        )
        database = migrated(connection, path)
    (text,) = database.connection.execute("SELECT patch FROM revision WHERE number = 2").fetchone()
    (one,) = json.loads(text)["rows"]
    assert (one["block"], one["start"]) == ("indicators", 150)
    assert one["before"] == [{"id": "r151", "cells": {"level3": "150"}}]
    assert one["after"] == [{"id": "r151", "cells": {"level3": "改"}}]
    assert len(forms_of(database, form_id)) == 2
    database.close()


@pytest.mark.parametrize("kinds", [["create"], ["edit", "edit"], []])
def test_a_log_that_cannot_be_read_begins_anew_behind_that_line(path: Path, kinds: list[str]) -> None:
    log: list[Line] = [
        *((kind, {}) for kind in kinds),
        ("edit", "{"),
        ("edit", splice(1, [], [B])),
        ("undo", splice(0, [A], [])),
    ]
    with old_file() as connection:
        form_id = put(connection, rows=[B], log=log)
        database = migrated(connection, path)
    revisions = repository.revisions(database, FormId(form_id))
    first = [RevisionKind.CREATE] if kinds == ["create"] else []
    assert [one.kind for one in revisions] == [*first, RevisionKind.EDIT, RevisionKind.UNDO]
    assert [row.id for row in forms_of(database, form_id)[-1].rows("indicators")] != []
    assert problems(database) == ()
    # An undo of what is no longer there cannot be brought back.
    FormUndoStack(revisions)
    database.close()


def test_a_form_without_content_or_log_is_migrated_all_the_same(path: Path) -> None:
    with old_file() as connection:
        form_id = put(connection, rows=[A], log=())
        connection.execute("DELETE FROM content")
        database = migrated(connection, path)
    stored = repository.find(database, FormId(form_id))
    assert stored is not None
    assert stored.form.text("head", "only", "project") == "教师培训"
    assert problems(database) == ()
    database.close()


def test_the_old_tables_are_gone() -> None:
    with old_file() as connection:
        put(connection, rows=[A])
        migrate(connection)
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert not any("old" in name or name in {"content", "indicator"} for name in names)


def test_how_far_it_is_can_be_watched() -> None:
    told: list[tuple[int, int]] = []
    with old_file() as connection:
        for _ in range(250):
            put(connection)
        migrate(connection, progress=lambda done, number: told.append((done, number)))
    assert told == [(0, 250), (100, 250), (200, 250), (250, 250)]
    assert all(one < other for one, other in pairwise(told))


def test_a_migration_that_is_broken_off_leaves_the_file_as_it_was() -> None:
    def break_off(done: int, _number: int) -> None:
        if done:
            raise KeyboardInterrupt

    with old_file() as connection:
        for _ in range(150):
            put(connection, rows=[A, B])
        before = list(connection.iterdump())
        with pytest.raises(KeyboardInterrupt):
            migrate(connection, progress=break_off)
        assert list(connection.iterdump()) == before
        assert pragma(connection, "user_version") == 1
        migrate(connection, MIGRATIONS, silent)
        assert pragma(connection, "user_version") == len(MIGRATIONS)


@pytest.mark.parametrize(
    "damage",
    [
        "ALTER TABLE form RENAME COLUMN errors TO fehler",
        "UPDATE form SET project = x'80'",
        "UPDATE content SET expected_goal = x'80'",
        "UPDATE indicator SET reason = x'80'",
        (
            "PRAGMA writable_schema=ON;"
            " UPDATE sqlite_master SET sql = replace(sql, '\"state\" TEXT NOT NULL', '\"state\" TEXT')"
            " WHERE name = 'form'; PRAGMA writable_schema=RESET; UPDATE form SET state = NULL"
        ),
    ],
)
def test_what_version_1_cannot_have_written_is_damage_and_changes_nothing(damage: str) -> None:
    with old_file() as connection:
        put(connection, rows=[A])
        for statement in damage.split(";"):
            connection.execute(statement)
        before = list(connection.iterdump()) if "x'80'" not in damage else None
        with pytest.raises(DamagedError):
            migrate(connection)
        assert pragma(connection, "user_version") == 1
        assert before is None or list(connection.iterdump()) == before
