"""The goals and the checklist of a derived template."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from perfeval_desktop.domain.blocks import ChecklistBlock, GoalsBlock
from perfeval_desktop.domain.columns import Column, FixedRow, Kind, Role, Stage
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.exchange.deriving.columns import Plain, column_of, roles_of
from perfeval_desktop.exchange.deriving.making import At, Making, clean_label, free_key
from perfeval_desktop.exchange.deriving.sides import Side
from perfeval_desktop.exchange.deriving.widths import filled, wanted
from perfeval_desktop.exchange.recogniser.layout import Labelled, Part, PartKind
from perfeval_desktop.exchange.recogniser.wording import printed_label

_NUMBER = re.compile(r"[0-9一二三四五六七八九十]+$")
_USUAL_NAME = "目标"
_POINTS = "分值"
# In mm, before the page is filled.
_GOAL_WIDTH = 60
_PERCENT = re.compile("率|比例|[%％]")


def goals_block(making: Making, parts: Sequence[Part], side: Side, whole: Decimal) -> GoalsBlock:
    """Return the goals, of one heading or of promises each beside its name."""
    first = parts[0]
    if first.kind is PartKind.GOAL_AT_LEFT:
        return _at_left(making, first)
    labelled = [one for part in parts if part.kind is first.kind for one in part.labelled]
    key = making.block_key("goals")
    if first.kind is PartKind.PROMISE and len(labelled) == 1:
        return _one_promise(making, key, labelled[0], whole)
    columns = _columns(making, key, labelled)
    is_several = len(making.found.transcript.goals) > 1 and Role.ACTUAL_OUTCOME in [
        one.role for one in columns
    ]
    sizes = [wanted(one) if one.kind is Kind.VALUE else _GOAL_WIDTH for one in columns]
    widths = filled(sizes, whole - side.width, least=5)
    return GoalsBlock(
        key=key,
        label=side.label,
        label_width=side.width,
        columns=tuple(replace(one, width=width) for one, width in zip(columns, widths, strict=True)),
        numbered=f"{_name_of_each(making, first) or _USUAL_NAME}{{n}}" if is_several else "",
    )


def _name_of_each(making: Making, part: Part) -> str:
    """Return what each goal is called at its left, without its number."""
    first = min(one.head.column for one in part.labelled)
    cells = [making.grid.at(row, 0) for row in part.rows[1:]]
    names = [cell for cell in cells if cell is not None and cell.column + cell.columns <= first]
    making.printed.update(names)
    return _NUMBER.sub("", clean_label(names[0].text)) if names else ""


def _one_promise(making: Making, key: str, one: Labelled, whole: Decimal) -> GoalsBlock:
    """Return a promise whose name stands at its left."""
    width = Decimal(23)
    column = column_of(GoalsBlock, Role.EXPECTED_GOAL, "")
    making.heads[At(key, column.key)] = (one.head,)
    return GoalsBlock(
        key=key,
        label=clean_label(one.head.text),
        label_width=width,
        columns=(replace(column, width=whole - width),),
    )


def _columns(making: Making, key: str, labelled: Sequence[Labelled]) -> list[Column]:
    columns: list[Column] = []
    labels = [one.label for one in labelled]
    meant = roles_of(making.grid.words.goals, labels, GoalsBlock)
    roles = [one.role for one in meant]
    if Role.ACTUAL_OUTCOME not in roles and Role.EXPECTED_GOAL in roles:
        # Of promises beside each other the last is that of the form's own year.
        roles = [None] * (len(roles) - 1) + [Role.EXPECTED_GOAL]
    for one, role in zip(labelled, roles, strict=True):
        column = column_of(
            GoalsBlock,
            role,
            one.head.text,
            taken=[column.key for column in columns],
            plain=Plain(
                Kind.VALUE if _PERCENT.search(one.label) else Kind.TEXT,
                Stage.PLAN if making.kind is FormKind.TARGET else Stage.RESULT,
            ),
        )
        columns.append(column)
        making.heads[At(key, column.key)] = (one.head,)
    return columns


def _at_left(making: Making, part: Part) -> GoalsBlock:
    """Return goals that are printed at the left of their indicators, each with its points."""
    key = making.block_key("goals")
    (one,) = part.labelled
    width = Decimal(23)
    columns = [column_of(GoalsBlock, Role.EXPECTED_GOAL, one.label)]
    if any(_POINTS in goal for goal in making.found.transcript.goals):
        columns.append(column_of(GoalsBlock, Role.WEIGHT, _POINTS, taken=[columns[0].key]))
    for column in columns:
        making.heads[At(key, column.key)] = (one.head,)
    name = _NUMBER.sub("", clean_label(one.label))
    return GoalsBlock(
        key=key,
        label=name,
        label_width=width,
        numbered=f"{name}{{n}}",
        in_grid=True,
        columns=tuple(replace(column, required=False) for column in columns),
    )


def checklist_block(making: Making, part: Part, side: Side, whole: Decimal) -> ChecklistBlock:
    """Return the checklist: a fixed row for each question."""
    key = making.block_key("checklist")
    columns: list[Column] = []
    for one in part.labelled:
        column = column_of(ChecklistBlock, None, one.head.text, taken=[column.key for column in columns])
        columns.append(column)
        making.heads[At(key, column.key)] = (one.head,)
    rows: list[FixedRow] = []
    for name in part.names:
        label = clean_label(name.text)
        rows.append(FixedRow(key=free_key(label, [row.key for row in rows]), label=label))
    name_width, *widths = filled([38, *(60 for _ in columns)], whole - side.width, least=5)
    head = making.grid.at(part.rows[0], part.names[0].column)
    is_own = head is not None and head not in [one.head for one in part.labelled] and head.rows == 1
    return ChecklistBlock(
        key=key,
        label=side.label,
        label_width=side.width,
        name_label=printed_label(head.text) if head is not None and is_own else "",
        name_width=name_width,
        columns=tuple(replace(one, width=width) for one, width in zip(columns, widths, strict=True)),
        rows=tuple(rows),
    )
