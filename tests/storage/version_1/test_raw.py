import json

import pytest

from perfeval_desktop.storage.version_1.raw import RawForm, RawRevision, Step, raw_form, steps_of

FORM = {
    "template": "t",
    "fiscal_year": 2023,
    "project": "甲",
    "department": "",
    "implementing_unit": "",
    "state": "draft",
}
A, B, C = ({"level3": name} for name in "ABC")


def revision(number: int, patch: object, kind: str = "edit") -> RawRevision:
    text = patch if isinstance(patch, str) else json.dumps(patch)
    return RawRevision(number, kind, "改", "2024-01-15T10:32:00+08:00", text)


def splice(start: int, before: list[dict[str, str]], after: list[dict[str, str]]) -> object:
    return {"splice": {"start": start, "before": before, "after": after}}


def form(*rows: dict[str, str], **values: object) -> RawForm:
    return raw_form({**FORM, **values}, {}, rows_of(rows))


def rows_of(rows: tuple[dict[str, str], ...]) -> list[dict[str, object]]:
    columns = ("level1", "level2", "level3", "target", "actual", "weight", "score", "reason")
    return [{name: row.get(name) for name in columns} for row in rows]


def states(steps: list[Step]) -> list[list[str]]:
    """Return the names of the rows before the first step and after each."""
    forms = [steps[0].before, *(step.after for step in steps)] if steps else []
    return [[row["level3"] for row in one.rows] for one in forms]


def test_a_form_is_read_from_its_three_tables_without_what_is_blank() -> None:
    content = {
        "total_executed": "5.00",
        "carryover_initial_budget": None,
        "execution_score": "9.9",
        "funding_note": "年中追加",
        "expected_goal": "目标",
        "actual_outcome": None,
        "printed_total": "95",
    }
    read = raw_form(FORM, content, rows_of((A,)))
    assert read.rows == (A,)
    assert read.values == {
        **FORM,
        "funding": {"total": {"executed": "5.00"}, "execution_score": "9.9", "note": "年中追加"},
        "expected_goal": "目标",
        "actual_outcome": "",
        "printed": {"total": "95"},
    }


def test_a_log_is_taken_back_line_by_line() -> None:
    log = [
        revision(1, {}, "create"),
        revision(2, splice(0, [], [A])),
        revision(3, splice(1, [], [B, C])),
        revision(4, {"changes": {"project": ["甲", "乙"]}}),
        revision(5, splice(0, [A, B], [])),
    ]
    steps = steps_of(form(C, project="乙"), log)
    assert states(steps) == [[], [], ["A"], ["A", "B", "C"], ["A", "B", "C"], ["C"]]
    assert [step.before.values["project"] for step in steps] == ["甲", "甲", "甲", "甲", "乙"]
    assert [step.names for step in steps] == [frozenset()] * 3 + [frozenset({"project"}), frozenset()]
    assert [(step.start, step.end, step.end_after) for step in steps[1:]] == [
        (0, 0, 1),
        (1, 1, 3),
        (0, 0, 0),
        (0, 2, 0),
    ]


@pytest.mark.parametrize(
    "patch",
    [
        "{",
        "[]",
        {"changes": {"colour": ["red", "green"]}},
        {"changes": {"project": ["only one"]}},
        {"splice": {"start": 0, "before": []}},
        splice(3, [], []),
        splice(-1, [], []),
        splice(0, [], [A, B, C]),
        {"splice": {"start": "0", "before": [], "after": []}},
        {"splice": {"start": 0, "before": [1], "after": []}},
    ],
)
def test_a_log_begins_behind_what_cannot_be_read(patch: object) -> None:
    log = [revision(1, {}, "create"), revision(2, patch), revision(3, splice(0, [], [A]))]
    steps = steps_of(form(A, B), log)
    assert [step.revision.number for step in steps] == [3]
    assert states(steps) == [["B"], ["A", "B"]]


def test_values_of_later_programs_in_a_patch_are_no_rows() -> None:
    (step,) = steps_of(form(A), [revision(1, splice(0, [{"level3": "B", "weight": ""}], [A]))])
    assert step.before.rows == (B,)
