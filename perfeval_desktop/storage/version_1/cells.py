"""The same form as version 2 has it: texts by block, row and column, as the old program showed them."""

from collections.abc import Mapping, Sequence
from decimal import Context, Decimal, InvalidOperation
from typing import Any, NamedTuple

from perfeval_desktop.storage.version_1.raw import AMOUNTS, SOURCES, RawForm, RawRow
from perfeval_desktop.storage.version_1.row_ids import Ids

# A row as version 2 stores it: its id, and its texts by column.
Row = dict[str, Any]
Rows = list[Row]

GRID = "indicators"


class Spelling(NamedTuple):
    """How a template of version 1 wrote numbers.

    Amounts, which were stored in 元, divided by 10 to the power of ``exponent``, with commas or without;
    points with at least so many ``decimals``; a rate with its sign behind it. ``unit`` is what a form has to
    say of its amounts where version 2 cannot know.
    """

    exponent: int
    grouping: bool
    decimals: int
    sign: str
    unit: str = ""


_NATIONAL = Spelling(exponent=4, grouping=True, decimals=0, sign="%")
_SPELLINGS = {
    "national-2020": _NATIONAL,
    "national-2021-cost": _NATIONAL,
    "shanghai-2021": Spelling(exponent=0, grouping=False, decimals=0, sign="%"),
    "minhang-2021": Spelling(exponent=0, grouping=True, decimals=0, sign="%"),
    "minhang-2023": Spelling(exponent=4, grouping=False, decimals=2, sign=""),
}
# A template of a unit's own: nobody knows its unit, so the amounts stay as they were stored, and say so.
_OTHER = Spelling(exponent=0, grouping=False, decimals=0, sign="%", unit="元")

_AMOUNT_DECIMALS = 2
_EXACT = Context(prec=60)


def spelling_of(form: RawForm) -> Spelling:
    """Return how the template of ``form`` wrote numbers."""
    return _SPELLINGS.get(form.values["template"], _OTHER)


def small_blocks(form: RawForm) -> dict[str, Rows]:
    """Return the blocks of a form but for its indicators: every row a new form of the templates has."""
    spelling, values = spelling_of(form), form.values
    note = values["funding"].get("note", "")
    head = {name: values[name] for name in ("project", "department", "implementing_unit")}
    goals = {name: values[name] for name in ("expected_goal", "actual_outcome")}
    printed = values["printed"]
    return {
        "form": _only({"unit": spelling.unit, "execution_note": note}),
        "head": _only(head),
        "funding": _funding(values["funding"], printed, spelling),
        "goals": _only(goals),
        "figures": _only({"total": _points(printed.get("total"), spelling.decimals)}),
    }


def grid_rows(rows: Sequence[RawRow], ids: Ids, spelling: Spelling) -> Rows:
    """Return rows of the indicator grid."""
    return [_grid_row(row, row_id, spelling) for row, row_id in zip(rows, ids, strict=True)]


def amounts_in_list(form: RawForm) -> tuple[str | None, str | None]:
    """Return the adjusted (else the initial) budget and what was executed, in 元, of all sources together."""
    initial, adjusted, executed = (_in_all(form.values["funding"], name) for name in AMOUNTS)
    return initial if adjusted is None else adjusted, executed


def _in_all(funding: Mapping[str, Any], name: str) -> str | None:
    total, *parts = (_number(funding.get(source, {}).get(name)) for source in SOURCES)
    entered = [part for part in parts if part is not None]
    if total is None and entered:
        total = sum(entered, Decimal(0))
    return None if total is None else f"{total:f}"


def _only(cells: Mapping[str, str]) -> Rows:
    return [{"id": "only", "cells": {name: text for name, text in cells.items() if text}}]


def _funding(funding: Mapping[str, Any], printed: Mapping[str, str], spelling: Spelling) -> Rows:
    rows: Rows = []
    for source in SOURCES:
        amounts = funding.get(source, {})
        cells = {name: _amount(amounts[name], spelling) for name in AMOUNTS if name in amounts}
        if source == "total":
            cells |= _execution(funding.get("execution_score"), printed.get("execution_rate"), spelling)
        rows.append({"id": source, "cells": cells})
    return rows


def _execution(score: str | None, rate: str | None, spelling: Spelling) -> dict[str, str]:
    cells = {}
    if score:
        cells["score"] = _points(score, spelling.decimals)
    if rate:
        cells["execution_rate"] = f"{rate}{spelling.sign}"
    return cells


def _grid_row(row: RawRow, row_id: str, spelling: Spelling) -> Row:
    cells = dict(row)
    for name in ("weight", "score"):
        if name in cells:
            cells[name] = _points(cells[name], spelling.decimals)
    return {"id": row_id, "cells": cells}


def _amount(text: str, spelling: Spelling) -> str:
    number = _number(text)
    if number is None:
        return text
    plain = (
        f"{number.scaleb(-spelling.exponent, _EXACT).normalize(_EXACT):{',' if spelling.grouping else ''}f}"
    )
    return _with_decimals(plain, _AMOUNT_DECIMALS)


def _points(text: str | None, decimals: int) -> str:
    number = _number(text)
    return text or "" if number is None else _with_decimals(f"{number.normalize(_EXACT):f}", decimals)


def _with_decimals(plain: str, decimals: int) -> str:
    whole, _, fraction = plain.partition(".")
    fraction = fraction.ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole


def _number(text: str | None) -> Decimal | None:
    try:
        number = Decimal(text or "")
    except (InvalidOperation, TypeError):
        return None
    return number if number.is_finite() else None
