"""What the user types into a cell, and the form that follows: one road for keyboard, paste, import, script.

Nothing is refused: what cannot be read stands as typed and is a finding. The year alone must be one, since
tree and store stand on it.
"""

import re
from collections.abc import Iterable, Sequence

from perfeval_desktop.domain.blocks import AnyBlock, ChecklistBlock, FundingBlock
from perfeval_desktop.domain.columns import Column, Kind, Role
from perfeval_desktop.domain.form import NO_ROW, Form, Place, RowId
from perfeval_desktop.domain.half_characters import without_halves
from perfeval_desktop.domain.hidden_characters import trimmed
from perfeval_desktop.domain.numerals import narrow, shortened
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.places import ONLY, YEAR, column_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import EntryError

EARLIEST_YEAR = 2000
LATEST_YEAR = 2099

# Word separates lines within a paragraph by a vertical tab.
_NEWLINES = Pattern("\r\n|\r|\v|\u2028|\u2029")
_LEVELS = frozenset({Role.LEVEL1, Role.LEVEL2})


def enter(template: Template, form: Form, place: Place, text: str) -> Form:
    """Return ``form`` with ``text`` in the cell at ``place``.

    Texts are kept to the letter, with plain line ends; names and other one-line texts become one line. Half
    a character becomes U+FFFD. Raises :class:`EntryError` for a year that is none, and for nothing else.
    """
    if place == YEAR:
        return form.with_year(parse_year(_plain(text)))
    return form.with_text(place, _kept(column_of(template, place), text))


def enter_all(template: Template, form: Form, entries: Iterable[tuple[Place, str]]) -> Form:
    """Return ``form`` with each text of ``entries`` in its cell; what is there already stays to the letter.

    Of thousands of cells as quick as of one. Raises as :func:`enter`.
    """
    there = {key: {row.id: row for row in rows} for key, rows in form.tables.items()}
    entered: dict[str, dict[RowId, dict[str, str]]] = {}
    for place, text in entries:
        if place == YEAR:
            form = form if text == str(form.year) else enter(template, form, place, text)
            continue
        before = there.get(place.block, {}).get(place.row, NO_ROW).text(place.column)
        kept = text if text == before else _kept(column_of(template, place), text)
        entered.setdefault(place.block, {}).setdefault(place.row, {})[place.column] = kept
    for block, rows in entered.items():
        form = form.with_texts(block, rows)
    return form


def _plain(text: str) -> str:
    return without_halves(_NEWLINES.sub("\n", text))


def _kept(column: Column | None, text: str) -> str:
    """Return a text as a column keeps it."""
    plain = _plain(text)
    if column is None or column.kind is not Kind.LINE:
        return plain
    # A name copied from a narrow cell comes in lines: 产出 / 指标.
    joint = "" if column.role in _LEVELS else " "
    return joint.join(line.strip() for line in plain.split("\n")).strip()


def enter_block(
    template: Template, form: Form, at: Place, texts: Sequence[Sequence[str]]
) -> tuple[Form, tuple[str, ...]]:
    """Return ``form`` with a block of texts entered from ``at`` on, and the texts that found no place.

    It goes to the right and down. Columns follow the template; computed ones take what a paper claims. Rows
    are added where the block reaches below the last one of a grid whose rows are the user's.
    """
    block = template.by_key[at.block]
    columns = [column.key for column in block.columns]
    first = columns.index(at.column)
    rows = row_ids(block, form)
    start = rows.index(at.row)
    missing = start + len(texts) - len(rows)
    if missing > 0 and block.has_own_rows:
        form, new = form.new_rows(missing)
        form = form.with_rows(block.key, (*form.rows(block.key), *new))
        rows = row_ids(block, form)
    left_over: list[str] = []
    entered: dict[RowId, dict[str, str]] = {}
    for number, line in enumerate(texts, start):
        for place, text in enumerate(line, first):
            if number < len(rows) and place < len(columns):
                column = block.columns[place]
                entered.setdefault(rows[number], {})[column.key] = _kept(column, text)
            elif text.strip():
                left_over.append(text)
    return form.with_texts(block.key, entered), tuple(left_over)


def row_ids(block: AnyBlock, form: Form) -> list[RowId]:
    """Return the ids of the rows of a block, in order: the template's fixed ones, or those the form has.

    The one row of a block that has only one is there even while it holds nothing.
    """
    if isinstance(block, FundingBlock | ChecklistBlock):
        return [RowId(row.key) for row in block.rows]
    found = [row.id for row in form.rows(block.key)]
    return found if found or block.has_own_rows or not block.columns else [ONLY]


def parse_year(text: str) -> int:
    """Return the fiscal year typed (2000-2099; ``2023``, ``２０２３年``); raises :class:`EntryError`."""
    digits = narrow(trimmed(text)).removesuffix("年度").removesuffix("年").strip()
    if not (re.fullmatch("[0-9]{4}", digits) and EARLIEST_YEAR <= int(digits) <= LATEST_YEAR):
        raise EntryError(
            f"“{shortened(text)}”不是年度，请填 {EARLIEST_YEAR} 到 {LATEST_YEAR} 之间的四位数字，如 2023。"
        )
    return int(digits)
