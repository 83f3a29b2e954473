"""The funding block of a derived template: headed amounts, amounts beside names, two splits side by side."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.blocks import FundingBlock, FundingLayout
from perfeval_desktop.domain.columns import Column, FixedRow, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.money import MoneyUnit, read_amount
from perfeval_desktop.domain.numerals import is_nothing, read_number
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.domain.transcripts.labels import row_label
from perfeval_desktop.domain.transcripts.value import TranscriptRow
from perfeval_desktop.exchange.deriving.columns import Plain, column_of, least_decimals, roles_of
from perfeval_desktop.exchange.deriving.making import At, Making, clean_label, free_key
from perfeval_desktop.exchange.deriving.role_words import ROLE_WORDS
from perfeval_desktop.exchange.deriving.sides import NO_SIDE, Side
from perfeval_desktop.exchange.deriving.widths import filled, wanted
from perfeval_desktop.exchange.recogniser.funding import AMOUNT, is_fund_row
from perfeval_desktop.exchange.recogniser.grid import covers, overlap
from perfeval_desktop.exchange.recogniser.layout import Labelled, Part
from perfeval_desktop.exchange.recogniser.wording import is_label
from perfeval_desktop.exchange.sheet import Cell

_FIXED = (Role.WEIGHT, Role.EXECUTION_RATE, Role.SCORE)
_LEAST_NAME, _MOST_NAME = 30, 60
_WIDEST_NAME = Decimal(120)
_OF_WHICH = "其中"


def headed_block(
    making: Making, part: Part, rows: Sequence[TranscriptRow], side: Side, whole: Decimal
) -> FundingBlock:
    """Return a block of amounts below headings; ``rows`` are those of the transcript that it is read as."""
    key = making.block_key("funding")
    name_head = _name_head(making, part)
    columns = _headed_columns(making, part, key, rows)
    names = {column.key: one.label for column, one in zip(columns, part.labelled, strict=True)}
    amounts = sum(column.kind is Kind.AMOUNT for column in columns)
    beside = _names_beside(making, part) if amounts else []
    fixed_rows = _rows(making, part.names, rows, columns, names)
    if beside:
        # The name of a row stands before each of its amounts.
        fixed_rows = tuple(
            replace(row, labels={columns[at].key: clean_label(cell.text) for at, cell in cells.items()})
            if any(row_label(cell.text) != row_label(row.label) for cell in cells.values())
            else row
            for row, cells in zip(fixed_rows, beside, strict=True)
        )
    count = amounts if beside else 1
    longest = max((len(clean_label(name.text)) for name in part.names), default=0)
    name = min(_MOST_NAME, max(_LEAST_NAME, 4 * longest + 4)) if not beside else 27
    widths = [name] * count + [
        wanted(column, [row.values.get(names[column.key], "") for row in rows]) for column in columns
    ]
    parts = filled(widths, whole - side.width, least=5)
    name_width = min(*parts[:count], _WIDEST_NAME)
    spare = sum(parts[:count], Decimal(0)) - name_width * count
    sized = [replace(column, width=width) for column, width in zip(columns, parts[count:], strict=True)]
    sized[-1] = replace(sized[-1], width=sized[-1].width + spare)
    return FundingBlock(
        key=key,
        label=side.label,
        label_width=side.width,
        columns=tuple(sized),
        rows=fixed_rows,
        name_width=name_width,
        name_label="" if name_head is None else clean_label(name_head.text),
        layout=FundingLayout.BESIDE if beside else FundingLayout.GRID,
    )


def _headed_columns(
    making: Making, part: Part, key: str, rows: Sequence[TranscriptRow]
) -> tuple[Column, ...]:
    columns: list[Column] = []
    meant = roles_of(making.grid.words.funding, [one.label for one in part.labelled], FundingBlock)
    for one, given in zip(part.labelled, meant, strict=True):
        texts = [text for row in rows if (text := row.values.get(one.label, "").strip())]
        role = given.role
        if role is not None and not given.is_word:
            making.guess(one.head, f"“{one.label}”按写法读作“{ROLE_WORDS[role]}”，请核对。")
        are_amounts = all(
            is_nothing(text) or read_amount(text, MoneyUnit.YUAN).value is not None for text in texts
        )
        column = column_of(
            FundingBlock,
            role,
            one.head.text,
            taken=[column.key for column in columns],
            plain=Plain(Kind.AMOUNT if are_amounts else Kind.TEXT),
        )
        below = making.grid.at(part.names[0].row, one.head.column) if part.names else None
        is_shared = below is not None and 1 < below.rows == len(part.names)
        decimals = least_decimals(texts) if column.kind is Kind.POINTS else 0
        columns.append(replace(column, shared=is_shared, decimals=min(decimals, 2)))
        making.heads[At(key, column.key)] = (one.head,)
    return tuple(columns)


def _names_beside(making: Making, part: Part) -> list[dict[int, Cell]]:
    """Return for each row the names that stand before its amounts but the first; nothing where none does."""
    found = []
    for name in part.names:
        cells = {}
        for at, one in enumerate(part.labelled):
            below = [
                cell for cell in making.grid.filled(name.row) if overlap(cell, one.head) and cell != name
            ]
            labels = [cell for cell in below if _is_name(making, cell)]
            if labels and labels[0].column == one.head.column:
                cells[at] = labels[0]
                making.printed.add(labels[0])
        found.append(cells)
    return found if any(found) else []


def _is_name(making: Making, cell: Cell) -> bool:
    """Whether a cell names the amount beside it: a source, or the kind of the amount."""
    words = making.grid.words
    return is_fund_row(words, cell) or is_label(words.funding, cell)


def _name_head(making: Making, part: Part) -> Cell | None:
    """Return the cell that stands above the names of the rows and above nothing else."""
    name = part.names[0]
    head = making.grid.at(part.rows[0], name.column)
    return head if head is not None and covers(name, head) else None


def _rows(
    making: Making,
    names: Sequence[Cell],
    rows: Sequence[TranscriptRow],
    columns: Sequence[Column],
    labels: dict[str, str],
) -> tuple[FixedRow, ...]:
    found: list[FixedRow] = []
    indent, total = 0, _total_of(making, names)
    for number, (name, row) in enumerate(zip(names, rows, strict=True)):
        is_total = number == total
        label = clean_label(name.text)
        if is_total:
            indent = 0
        elif label.startswith(_OF_WHICH):
            indent = 1
        elif indent:
            indent = 2
        texts = {column.key: row.values.get(labels[column.key], "").strip() for column in columns}
        found.append(
            FixedRow(
                key="total"
                if is_total
                else free_key(row_label(label), [one.key for one in found] + ["total"]),
                label=label,
                role=RowRole.TOTAL if is_total else RowRole.SOURCE,
                indent=indent,
                fixed={} if is_total else _fixed(columns, texts),
            )
        )
    return tuple(found)


def _fixed(columns: Sequence[Column], texts: dict[str, str]) -> dict[str, str]:
    """Return what a row that earns nothing prints in computed cells; a rate that is a number is computed."""
    return {
        column.key: texts[column.key]
        for column in columns
        if column.role in _FIXED
        and not column.shared
        and read_number(texts[column.key].rstrip("%％ ")).value is None
    }


def _total_of(making: Making, names: Sequence[Cell]) -> int | None:
    """Return which row is the total: the first that is called so."""
    vocabulary = making.grid.words.fund_rows
    total = vocabulary.of("年度资金总额")[0]
    called = [at for at, name in enumerate(names) if total in vocabulary.of(row_label(name.text))]
    return next(iter(called), None)


class Beside(NamedTuple):
    """Amounts beside the names of their rows: one for each row of the sheet, at one place in it."""

    pairs: list[Labelled]
    rows: list[TranscriptRow]


def beside_blocks(
    making: Making, parts: Sequence[Part], rows: Sequence[TranscriptRow], side: Side, whole: Decimal
) -> list[FundingBlock]:
    """Return the blocks of rows with amounts beside their names: the first two places in a row are partners.

    Of several, the last one is of the form's own year.
    """
    blocks: list[FundingBlock] = []
    groups = _groups(parts, rows)
    half = Decimal(int(whole + side.width) // 2)
    rooms = [half, whole - half] if len(groups) > 1 else []
    for number, group in enumerate(groups):
        room = rooms[number] if number < len(rooms) else whole
        is_last = number == len(groups) - 1
        own = NO_SIDE if number else side
        blocks.append(_beside_block(making, group, own, room, has_role=is_last))
    if rooms:
        blocks[0] = replace(blocks[0], partner=blocks[1].key)
    return blocks


def _groups(parts: Sequence[Part], rows: Sequence[TranscriptRow]) -> list[Beside]:
    left = list(rows)
    found: list[Beside] = []
    for part in parts:
        for number, pair in enumerate(part.labelled):
            if number == len(found):
                found.append(Beside([], []))
            found[number].pairs.append(pair)
            found[number].rows.append(left.pop(0))
    return found


def _above(making: Making, cell: Cell | None) -> str:
    """Return the words above a cell that nothing else accounts for, ``""`` for none."""
    head = None if cell is None else making.grid.at(cell.row - 1, cell.column)
    if head is None or head not in making.found.unread or head.rows > 1:
        return ""
    making.printed.add(head)
    return clean_label(head.text)


def _beside_block(
    making: Making, group: Beside, side: Side, room: Decimal, *, has_role: bool
) -> FundingBlock:
    key = making.block_key("funding")
    role = Role.INITIAL_BUDGET if making.kind is FormKind.TARGET else Role.ADJUSTED_BUDGET
    column = column_of(FundingBlock, role if has_role else None, "", plain=Plain(Kind.AMOUNT, Stage.PLAN))
    making.heads[At(key, column.key)] = tuple(one.head for one in group.pairs)
    names = [one.head for one in group.pairs]
    name = min(filled([45, 31], room - side.width)[0], _WIDEST_NAME)
    return FundingBlock(
        key=key,
        label=side.label,
        label_width=side.width,
        columns=(
            replace(column, width=room - side.width - name, label=_above(making, group.pairs[0].value)),
        ),
        name_label=_above(making, group.pairs[0].head),
        rows=_rows(making, names, group.rows, (column,), {column.key: AMOUNT}),
        name_width=name,
    )
