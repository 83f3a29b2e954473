"""The goals: promised and achieved below a heading, a promise beside its name, or left of the indicators."""

import re

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary
from perfeval_desktop.domain.transcripts.value import ACTUAL, EXPECTED, LABEL
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.headings import (
    goal_heads,
    heads_anything,
    heads_indicators,
)
from perfeval_desktop.exchange.recogniser.layout import Labelled, PartKind
from perfeval_desktop.exchange.recogniser.wording import flat, is_word, kinds, printed_label
from perfeval_desktop.exchange.sheet import Cell

# What each stands for.
_KEYS = {Role.ACTUAL_OUTCOME: ACTUAL, Role.EXPECTED_GOAL: EXPECTED}
# A promise is longer than a label.
_LEAST_PROMISE = 6
_POINTS = "分值"
# 未完成原因 is none.
_OUTCOME = re.compile("(?<!未)完成情况")
# Above several columns of the indicators: 中期指标, 年度指标.
_ABOVE = re.compile(r"[^，。；]{0,10}指标")
_AT_LEFT = re.compile(
    r"(?P<label>[^\n（(:：，。；]*目标)\s*[0-9一二三四五六七八九十]*\s*"
    r"(?:[（(]\s*(?P<points>[0-9.]+)\s*分\s*[)）][:：]?|[:：\n])\s*(?P<text>.+)",
    re.DOTALL,
)

# What is printed before its text.
_NAME_AT_LEFT = re.compile(
    r"[^（(:：，。；]*目标\s*[0-9一二三四五六七八九十]*\s*(?:[（(][^（）()]*分\s*[)）])?\s*[:：]?"
)


def read_headed_goals(grid: Grid, draft: Draft, rows: list[int], at: int) -> int:
    """Read the goals whose heading is row ``at`` of ``rows``; return where the rows after them begin."""
    heads = goal_heads(grid, rows[at])
    draft.take(*grid.filled(rows[at]))
    begin = at
    at += 1
    while at < len(rows) and not _ends(grid, rows[at]):
        if any(Role.ACTUAL_OUTCOME in kinds(grid.words.goals, head) for head in heads):
            _read_goal(grid, draft, rows[at], heads)
        else:
            _read_promises(grid, draft, rows[at], heads)
        at += 1
    labelled = [Labelled(printed_label(head.text), head) for head in heads]
    draft.lay(PartKind.GOALS, rows[begin:at], labelled)
    return at


def _read_goal(grid: Grid, draft: Draft, row: int, heads: list[Cell]) -> None:
    path = f"goals.{len(draft.goals) + 1}"
    cells = {_key(grid.words.goals, head): grid.at(row, head.column) for head in heads}
    draft.goal_stands(cells)
    goal = {key: draft.value(cell, f"{path}.{key}") for key, cell in cells.items()}
    if any(goal.values()):
        draft.goals.append(goal)


def _read_promises(grid: Grid, draft: Draft, row: int, heads: list[Cell]) -> None:
    """Read promises beside each other (中期目标, 年度目标), each a goal of its own."""
    for head in heads:
        cell = grid.at(row, head.column)
        draft.goal_stands({EXPECTED: cell}, printed_label(head.text))
        text = draft.value(cell, f"goals.{len(draft.goals) + 1}.{EXPECTED}")
        if text:
            draft.goals.append({LABEL: printed_label(head.text), EXPECTED: text})


def _ends(grid: Grid, row: int) -> bool:
    filled = grid.filled(row)
    if (
        filled
        and all(_ABOVE.fullmatch(flat(cell.text)) for cell in filled)
        and heads_indicators(grid, row + 1)
    ):
        return True
    return heads_anything(grid, row) or bool(
        filled
        and (
            filled[0].is_paragraph or (is_word(grid.words.fields, filled[0]) and _has_value(grid, filled[0]))
        )
    )


def _has_value(grid: Grid, label: Cell) -> bool:
    """Whether a label has a cell beside it, filled in or not."""
    return grid.at(label.row, label.column + label.columns) is not None


def _key(words: Vocabulary, head: Cell) -> str:
    roles = kinds(words, head)
    return next((key for role, key in _KEYS.items() if role in roles), printed_label(head.text))


def read_promise(grid: Grid, draft: Draft, row: int) -> bool:
    """Read a promise beside its name (``年度目标``); ``False`` where the row has none."""
    filled = grid.filled(row)
    if len(filled) == 1 and filled[0].rows == 1 and grid.has_room(filled[0]):
        # A promise that is still to be written.
        return _lay_promise(grid, draft, filled[0])
    names = [cell for cell in filled[:-1] if Role.EXPECTED_GOAL in kinds(grid.words.goals, cell)]
    if len(names) != len(filled) - 1 or len(flat(filled[-1].text)) < _LEAST_PROMISE:
        return False
    if not names or is_word(grid.words.goals, filled[-1]):
        return False
    draft.take(*filled[:-1])
    label = printed_label(names[-1].text)
    draft.goal_stands({EXPECTED: filled[-1]}, label)
    text = draft.value(filled[-1], f"goals.{len(draft.goals) + 1}.{EXPECTED}")
    draft.goals.append({LABEL: label, EXPECTED: text})
    draft.lay(PartKind.PROMISE, (row,), [Labelled(label, names[-1], filled[-1])])
    return True


def read_goal_beside(grid: Grid, draft: Draft, row: int) -> bool:
    """Read a promise beside its name, and what came of it beside its own; ``False`` for other rows."""
    filled, words = grid.filled(row), grid.words.goals
    if len(filled) != 4:
        return False
    promise, expected, outcome, actual = filled
    are_names = Role.EXPECTED_GOAL in kinds(words, promise) and _is_outcome(words, outcome)
    if not are_names or any(len(flat(text.text)) < _LEAST_PROMISE for text in (expected, actual)):
        return False
    draft.take(promise, outcome)
    cells = {EXPECTED: expected, ACTUAL: actual}
    draft.goal_stands(cells)
    path = f"goals.{len(draft.goals) + 1}"
    draft.goals.append({key: draft.value(cell, f"{path}.{key}") for key, cell in cells.items()})
    names = {EXPECTED: promise, ACTUAL: outcome}
    labelled = [Labelled(printed_label(name.text), name, cells[key]) for key, name in names.items()]
    draft.lay(PartKind.PROMISE, (row,), labelled)
    return True


def _is_outcome(words: Vocabulary, cell: Cell) -> bool:
    is_one = kinds(words, cell) == {Role.ACTUAL_OUTCOME}
    return is_one and _OUTCOME.search(flat(cell.text)) is not None


def read_outcome(grid: Grid, draft: Draft, row: int) -> bool:
    """Read what came of the promise above, beside its name (``目标完成情况``); ``False`` for others."""
    filled = grid.filled(row)
    if len(filled) != 2 or not draft.goals or ACTUAL in draft.goals[-1]:
        return False
    if not _is_outcome(grid.words.goals, filled[0]):
        return False
    name, text = filled
    number = f"{len(draft.goals)}"
    draft.take(name)
    draft.stands(("goals", number, ACTUAL), text)
    # What the promise is called then tells it from the outcome, and not from other promises.
    promise = {key: one for key, one in draft.goals[-1].items() if key != LABEL}
    draft.goals[-1] = {**promise, ACTUAL: draft.value(text, f"goals.{number}.{ACTUAL}")}
    draft.lay(PartKind.PROMISE, (row,), [Labelled(printed_label(name.text), name, text)])
    return True


def _lay_promise(grid: Grid, draft: Draft, name: Cell) -> bool:
    if Role.EXPECTED_GOAL not in kinds(grid.words.goals, name):
        return False
    room = grid.at(name.row, name.column + name.columns)
    label = printed_label(name.text)
    draft.take(name)
    draft.goal_stands({EXPECTED: room}, label)
    draft.lay(PartKind.PROMISE, (name.row,), [Labelled(label, name, room)])
    return True


def read_goal_at_left(draft: Draft, cell: Cell) -> bool:
    """Read a goal at the left of its indicators (``年度绩效目标1（80分）``, then its text)."""
    found = _AT_LEFT.fullmatch(cell.text.strip())
    if found is None:
        return False
    draft.take(cell)
    draft.lay(PartKind.GOAL_AT_LEFT, (cell.row,), [Labelled(flat(found["label"]), cell)])
    goal = {EXPECTED: found["text"].strip()}
    draft.goals.append(goal if found["points"] is None else {**goal, _POINTS: found["points"]})
    return True


def mark_goal_at_left(draft: Draft, cell: Cell) -> None:
    """Note the room for a goal behind its name at the left of its indicators."""
    name = _NAME_AT_LEFT.match(cell.text)
    if name is not None:
        draft.goal_stands({})
        draft.stands(("goals", str(draft.goal_slots), EXPECTED), cell, name.end())
