"""The grid of indicators of a derived template: its columns, the names of its levels, the row of the rate."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.blocks import Dimension, IndicatorsBlock
from perfeval_desktop.domain.columns import ChoiceStyle, Column, FixedRow, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.facts import level1_parts
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.domain.transcripts.matching import EXECUTION_NAME
from perfeval_desktop.domain.transcripts.ticked import is_tick
from perfeval_desktop.exchange.deriving.columns import Plain, column_of, kind_of, least_decimals, roles_of
from perfeval_desktop.exchange.deriving.making import At, Making, clean_label
from perfeval_desktop.exchange.deriving.role_words import ROLE_WORDS
from perfeval_desktop.exchange.deriving.sides import Side
from perfeval_desktop.exchange.deriving.widths import filled, wanted
from perfeval_desktop.exchange.recogniser.indicators import is_scaffold
from perfeval_desktop.exchange.recogniser.layout import Labelled, Part
from perfeval_desktop.exchange.recogniser.wording import flat
from perfeval_desktop.exchange.sheet import Cell

_PART = "indicators"
_LEVELS = (Role.LEVEL1, Role.LEVEL2, Role.LEVEL3)
# What nearly every form gives points for; a form without it is sent back.
_EXPECTED = re.compile("产出|效益|效果|满意")
_NUMBERED = re.compile(r"\s*指标\s*[0-9一二三四五六]\s*[:：]")
# The difference that rounding makes of a score of 100 by its share.
_NEAR = Decimal("0.05")


class Around(NamedTuple):
    """What the grid stands in: the label at its left, the width of the table, the block of its goals."""

    side: Side
    whole: Decimal
    goals: str | None


def indicators_block(making: Making, part: Part, rows: Sequence[int], around: Around) -> IndicatorsBlock:
    """Return the grid; ``rows`` are those of the sheet that may hold an indicator."""
    side, whole, goals = around
    key = making.block_key("indicators")
    columns = _columns(making, part, key)
    labels = {column.key: one.label for column, one in columns}
    widths = filled(
        [wanted(column, making.texts(_PART, one.label)) for column, one in columns], whole - side.width
    )
    sized = [replace(column, width=width) for (column, _), width in zip(columns, widths, strict=True)]
    merged = _ticked(making, key, sized, labels)
    return IndicatorsBlock(
        key=key,
        label="" if goals is not None else side.label,
        label_width=Decimal(0) if goals is not None else side.width,
        columns=merged,
        rows=_execution_row(making, merged, labels),
        dimensions=tuple(_dimensions(making, columns, rows)),
        goals=goals,
    )


def has_numbered_names(making: Making, part: Part) -> bool:
    """Whether the form calls its indicators 指标1：…."""
    cells = [cell for row in part.rows for cell in making.grid.filled(row)]
    return sum(_NUMBERED.match(cell.text) is not None for cell in cells) > 1


# -- columns -------------------------------------------------------------------------------------------------


def _columns(making: Making, part: Part, key: str) -> list[tuple[Column, Labelled]]:
    found: list[tuple[Column, Labelled]] = []
    stage = Stage.PLAN if making.kind is FormKind.TARGET else Stage.RESULT
    for one, role, is_word in zip(part.labelled, *_roles(making, part), strict=True):
        texts = making.texts(_PART, one.label)
        if role is not None and not is_word:
            making.guess(one.head, f"“{one.label}”按写法读作“{ROLE_WORDS[role]}”，请核对。")
        column = column_of(
            IndicatorsBlock,
            role,
            one.head.text,
            taken=[column.key for column, _ in found],
            plain=Plain(kind_of(texts), stage),
        )
        decimals = least_decimals(texts) if column.kind is Kind.POINTS else 0
        is_early = making.kind is FormKind.MONITORING and role is Role.ACTUAL
        own = replace(
            column,
            decimals=min(decimals, 2),
            required=column.required and not is_early,
            above=clean_label(_above(making, part, one)),
        )
        found.append((own, one))
        making.heads[At(key, column.key)] = (one.head,)
    return found


def _roles(making: Making, part: Part) -> tuple[list[Role | None], list[bool]]:
    """Return the role of each column, and whether its label is a known word."""
    meant = roles_of(making.grid.words.indicators, [one.label for one in part.labelled], IndicatorsBlock)
    roles = [one.role for one in meant]
    for number, one in enumerate(part.labelled):
        if roles[number] is None and "单位" in one.label and Role.MEASURE not in roles:
            roles[number] = Role.MEASURE
    if Role.COMPARATOR in roles and Role.TARGET in roles:
        roles[roles.index(Role.TARGET)] = Role.TARGET_NUMBER
    if Role.ITEM_SCORE in roles and not _is_share_of_score(making, part, roles):
        # Points of a hundred and their share that do not give the score are printed, and not computed with.
        roles = [None if role in {Role.ITEM_SCORE, Role.SHARE} else role for role in roles]
    if not set(_LEVELS) & set(roles):
        roles[0] = Role.LEVEL3
    return roles, [one.is_word for one in meant]


def _is_share_of_score(making: Making, part: Part, roles: Sequence[Role | None]) -> bool:
    if Role.SHARE not in roles or Role.SCORE not in roles:
        return False
    item, share, score = (
        part.labelled[roles.index(role)].label for role in (Role.ITEM_SCORE, Role.SHARE, Role.SCORE)
    )
    for row in making.found.transcript.indicators:
        values = [read_number(row.get(label, "").rstrip("%％ ")).value for label in (item, share, score)]
        if None not in values:
            of_100, part_of_it, earned = (value or Decimal(0) for value in values)
            if abs(of_100 * part_of_it / 100 - earned) > _NEAR:
                return False
    return True


def _above(making: Making, part: Part, one: Labelled) -> str:
    """Return the words above several columns, of which this is one."""
    row = one.head.row - 1
    above = making.grid.at(row, one.head.column)
    if above is None or above.columns < 2 or above.rows > 1 or above.row != row or above.is_paragraph:
        return ""
    together = [other for other in part.labelled if making.grid.at(row, other.head.column) is above]
    others = {number for one in making.found.layout.parts if one.kind is not part.kind for number in one.rows}
    if row in others or len(together) < 2 or len(flat(above.text)) > _LONGEST_ABOVE:
        return ""
    return above.text


_LONGEST_ABOVE = 30


def _ticked(
    making: Making, key: str, columns: Sequence[Column], labels: dict[str, str]
) -> tuple[Column, ...]:
    """Return the columns; neighbours under one heading in which there are ticks alone are one choice."""
    found: list[Column] = []
    run: list[Column] = []

    def close() -> None:
        ticks = [text for one in run for text in making.texts(_PART, labels[one.key])]
        if len(run) > 1 and ticks:
            choice = _choice(run, [column.key for column in (*found, *columns) if column not in run])
            making.heads[At(key, choice.key)] = tuple(
                cell for one in run for cell in making.heads.pop(At(key, one.key))
            )
            found.append(choice)
        else:
            found.extend(run)
        run.clear()

    for column in columns:
        texts = making.texts(_PART, labels[column.key])
        may_tick = (
            column.role is None and column.above and all(map(is_tick, texts)) and "、" not in column.label
        )
        if run and (not may_tick or run[0].above != column.above):
            close()
        if may_tick:
            run.append(column)
        else:
            found.append(column)
    close()
    return tuple(found)


def _choice(run: Sequence[Column], taken: Sequence[str]) -> Column:
    plain = Plain(Kind.CHOICE, run[0].stage)
    made = column_of(IndicatorsBlock, None, run[0].above, taken=taken, plain=plain)
    return replace(
        made,
        choices=tuple(dict.fromkeys(column.label for column in run)),
        choice_style=ChoiceStyle.TICKS,
        width=sum((column.width for column in run), Decimal(0)),
    )


# -- rows ----------------------------------------------------------------------------------------------------


def _dimensions(
    making: Making, columns: Sequence[tuple[Column, Labelled]], rows: Sequence[int]
) -> Iterator[Dimension]:
    """Yield the level-1 names as they are printed, with the points in them, and the names under each."""
    heads = {column.role: one.head for column, one in columns}
    if Role.LEVEL1 not in heads:
        return
    under: dict[str, dict[str, None]] = {}
    name = ""
    for row in rows:
        first = _text(making.grid.at(row, heads[Role.LEVEL1].column))
        name = first or name
        if not name or EXECUTION_NAME.fullmatch(level1_parts(name)[0]):
            continue
        names = under.setdefault(name, {})
        second = making.grid.at(row, heads[Role.LEVEL2].column) if Role.LEVEL2 in heads else None
        # A name across two levels is that of the upper one.
        if _text(second) and second != making.grid.at(row, heads[Role.LEVEL1].column):
            names[_text(second)] = None
    for name, names in under.items():
        yield Dimension(
            name=name,
            weight=_weight(name),
            level2=tuple(names),
            required=_EXPECTED.search(name) is not None,
        )


def _text(cell: Cell | None) -> str:
    """Return the name in a cell; scaffolding is none."""
    if cell is None or is_scaffold(cell.text) or len(flat(cell.text)) > _LONGEST_ABOVE:
        return ""
    return clean_label(cell.text)


def _weight(name: str) -> Decimal | None:
    points = level1_parts(name)[1]
    return points if points is not None and 0 <= points <= 100 else None


def _execution_row(making: Making, columns: Sequence[Column], labels: dict[str, str]) -> tuple[FixedRow, ...]:
    """Return the row of the execution rate, if the form has one: what is planned stands in it for good."""
    names = [column for column in columns if column.role in {Role.LEVEL1, Role.LEVEL3}]
    for row in making.found.transcript.indicators:
        said = [level1_parts(flat(row.get(labels[column.key], "")))[0] for column in names]
        if any(EXECUTION_NAME.fullmatch(text) for text in said):
            planned = [one for one in columns if one.stage is Stage.PLAN and one.role is not Role.WEIGHT]
            prefilled = {
                one.key: text for one in planned if (text := row.get(labels.get(one.key, ""), "").strip())
            }
            return (FixedRow(key="execution", label="", role=RowRole.EXECUTION, prefilled=prefilled),)
    return ()
