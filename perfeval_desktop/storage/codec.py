"""Values of the domain as stored text: exact numbers, and patches as JSON.

A patch names its fields and leaves out what has its default, so that a field added to the form by a later
version needs no migration of the log.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import TypeVar

from perfeval_desktop.domain_v1.form import (
    AmountField,
    Amounts,
    FormState,
    Funding,
    FundSource,
    Indicator,
    IndicatorField,
    PrintedFigures,
)
from perfeval_desktop.domain_v1.patch import FieldChange, FieldValue, Patch, Splice
from perfeval_desktop.storage.troubles import undamaged

_Reader = Callable[[object], object]
_Value = TypeVar("_Value", Amounts, Funding, Indicator, PrintedFigures)


def number_text(value: Decimal | None) -> str | None:
    """Return ``value`` as stored: all its digits, never an exponent, never a binary float."""
    return None if value is None else f"{value:f}"


def text_number(text: str | None) -> Decimal | None:
    """Return the number stored as ``text``; raises ``ArithmeticError`` or ``TypeError`` for anything else."""
    return None if text is None else Decimal(text)


def patch_text(patch: Patch) -> str:
    """Return ``patch`` as JSON on one line."""
    values: dict[str, object] = {}
    if patch.changes:
        values["changes"] = {one.name: [_plain(one.before), _plain(one.after)] for one in patch.changes}
    if patch.splice is not None:
        values["splice"] = _plain(patch.splice)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def text_patch(text: str) -> Patch:
    """Return the patch that ``text`` holds; raises :class:`DamagedError` for anything else."""
    with undamaged("patch"):
        values = json.loads(text)
        changes = values.pop("changes", {})
        splice = values.pop("splice", None)
        if values:
            raise ValueError(f"unknown: {sorted(values)}")
        return Patch(
            changes=tuple(_change(name, *pair) for name, pair in changes.items()),
            splice=None if splice is None else _splice(**splice),
        )


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return number_text(value)
        case Amounts() | Funding() | Indicator() | PrintedFigures() | Splice():
            return {
                field.name: _plain(part)
                for field in fields(value)
                if (part := getattr(value, field.name)) != field.default
            }
        case tuple():
            return [_plain(part) for part in value]
        case _:
            return value


def _change(name: str, before: object, after: object) -> FieldChange:
    read = _READ_FIELD[name]
    return FieldChange(name, read(before), read(after))


def _splice(start: object, before: object, after: object) -> Splice:
    return Splice(_whole(start), _indicators(before), _indicators(after))


def _indicators(values: object) -> tuple[Indicator, ...]:
    if not isinstance(values, list):
        raise TypeError(values)
    return tuple(_read(Indicator, one, _READ_INDICATOR) for one in values)


def _read(kind: Callable[..., _Value], values: object, readers: Mapping[str, _Reader]) -> _Value:
    if not isinstance(values, dict):
        raise TypeError(values)
    return kind(**{name: readers[name](value) for name, value in values.items()})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _number(value: object) -> Decimal:
    return Decimal(_text(value))


def _amounts(value: object) -> Amounts:
    return _read(Amounts, value, _READ_AMOUNTS)


_READ_AMOUNTS: dict[str, _Reader] = {field.value: _number for field in AmountField}
_READ_FUNDING: dict[str, _Reader] = {
    **{source.value: _amounts for source in FundSource},
    "execution_score": _number,
    "note": _text,
}
_READ_PRINTED: dict[str, _Reader] = {"execution_rate": _number, "total": _number}
_READ_INDICATOR: dict[str, _Reader] = {
    **{field.value: _text for field in IndicatorField},
    "weight": _number,
    "score": _number,
}
_READ_FIELD: dict[str, Callable[[object], FieldValue]] = {
    "template": _text,
    "fiscal_year": _whole,
    "project": _text,
    "department": _text,
    "implementing_unit": _text,
    "funding": lambda value: _read(Funding, value, _READ_FUNDING),
    "expected_goal": _text,
    "actual_outcome": _text,
    "state": lambda value: FormState(_text(value)),
    "printed": lambda value: _read(PrintedFigures, value, _READ_PRINTED),
}
