"""Values of the domain as stored text: exact numbers, and rows, patches and the rest of a form as JSON.

JSON leaves out what is blank, so that a value added to a row by a later version needs no migration.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, datetime
from decimal import Decimal
from typing import Any

from perfeval_desktop.domain.form import Accepted, Form, FormState, Row, TemplateRef
from perfeval_desktop.domain.form_json import (
    Json,
    plain_accepted,
    plain_row,
    plain_template,
    read_all_accepted,
    read_rows,
    read_template_ref,
    read_texts,
    read_year,
    whole_number,
    whole_text,
)
from perfeval_desktop.domain.patch import HeadChange, HeadValue, Patch, Splice
from perfeval_desktop.storage.errors import decoding


def number_text(value: Decimal | None) -> str | None:
    """Return ``value`` as stored: all its digits, never an exponent, never a binary float."""
    return None if value is None else f"{value:f}"


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LONGEST_NUMBER = 60
_LINEAGE = re.compile("[0-9a-f-]*[0-9a-f]{12}")
# How deep lists and tables stand in each other in the rest of a form, at most.
_DEEPEST = 50


def json_text(value: object) -> str:
    """Return ``value`` as JSON on one line."""
    return _ENCODER.encode(value)


def text_number(text: str) -> Decimal:
    """Return the number that :func:`number_text` wrote; raises for what it never writes, be it a number."""
    if len(text) > _LONGEST_NUMBER or text.strip("-.0123456789"):
        raise ValueError(text[:20])
    return Decimal(text)


def _never_written(text: str) -> object:
    """Refuse a fraction, infinity or what is no number: this program writes none."""
    raise ValueError(text[:20])


_DECODER = json.JSONDecoder(parse_float=_never_written, parse_constant=_never_written)


def plain_value(text: str) -> Any:  # noqa: ANN401  # whatever the file holds
    """Return what the JSON ``text`` holds: the gate through which all JSON of a file comes.

    Raises :class:`ValueError` for what this program never writes.
    """
    try:
        value = _DECODER.decode(text)
        if "\\u" in text:
            # Half a character is no text: nothing that holds one could be saved again.
            json_text(value).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


# -- rows ------------------------------------------------------------------------------------------------


def cells_text(row: Row) -> str:
    """Return the texts of a row as JSON."""
    return json_text(row.cells)


def joined_text(row: Row) -> str | None:
    """Return the columns that a row shares with the one above it as JSON; ``None`` for none."""
    return json_text(sorted(row.joined)) if row.joined else None


def text_joined(text: str | None) -> frozenset[str]:
    """Return the columns that :func:`joined_text` named."""
    return frozenset() if text is None else read_texts(plain_value(text))


def text_cells(texts: Iterable[str]) -> list[dict[str, str]]:
    """Return the texts of many rows, read in one go."""
    found: list[dict[str, str]] = plain_value(f"[{','.join(texts)}]")
    for cells in found:
        _check_cells(cells)
    return found


def _check_cells(cells: dict[str, str]) -> None:
    if not {*map(type, cells.values())} <= {str}:
        raise TypeError(cells)


# -- the rest of a form ----------------------------------------------------------------------------------


def rest_text(form: Form, kept: Mapping[str, object]) -> str:
    """Return what a form holds beside its rows and the columns of its own, as JSON.

    ``kept`` is what stood there before: keys that only a later version knows stay.
    """
    known = {"made": form.made, "accepted": [plain_accepted(one) for one in form.accepted]}
    return json_text({key: value for key, value in {**kept, **known}.items() if value or key in kept})


def text_rest(text: str) -> Json:
    """Return all that stands in the text of :func:`rest_text`."""
    values = plain_value(text)
    if not isinstance(values, dict):
        raise TypeError(values)
    # What a later version keeps there is written back: no deeper than can be written.
    _check_depth(values, _DEEPEST)
    return values


def _check_depth(value: object, most: int) -> None:
    if most == 0:
        raise ValueError("nested too deeply")
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_depth(one, most - 1)


def made_of(rest: Json) -> int:
    """Return how many rows the form has ever made."""
    return whole_number(rest.get("made", 0))


def accepted_of(rest: Json) -> tuple[Accepted, ...]:
    """Return the findings that were set aside."""
    return read_all_accepted(rest.get("accepted", []))


# -- patches ---------------------------------------------------------------------------------------------


def patch_text(patch: Patch) -> str:
    """Return ``patch`` as JSON on one line."""
    return json_text(plain_patch(patch))


def plain_patch(patch: Patch) -> Json:
    """Return ``patch`` as JSON has it."""
    values: Json = {}
    if patch.head:
        values["head"] = {one.name: [_head_plain(one.before), _head_plain(one.after)] for one in patch.head}
    if patch.splices:
        values["rows"] = [
            {
                "block": one.block,
                "start": one.start,
                "before": [plain_row(row) for row in one.before],
                "after": [plain_row(row) for row in one.after],
            }
            for one in patch.splices
        ]
    return values


def text_patch(text: str) -> Patch:
    """Return the patch that ``text`` holds; raises :class:`DamagedError` for anything else."""
    with decoding("patch"):
        return read_patch(plain_value(text))


def read_patch(values: Json) -> Patch:
    """Return the patch that :func:`plain_patch` wrote; raises what ``decoding`` knows for anything else."""
    head = values.pop("head", {})
    splices = values.pop("rows", [])
    if values:
        raise ValueError(f"unknown: {sorted(values)}")
    return Patch(
        head=tuple(_change(name, *pair) for name, pair in head.items()),
        splices=tuple(_splice(**one) for one in splices),
    )


def _splice(*, block: object, start: object, before: object, after: object) -> Splice:
    return Splice(whole_text(block), whole_number(start), read_rows(before), read_rows(after))


def _change(name: str, before: object, after: object) -> HeadChange:
    read = _READ_HEAD[name]
    return HeadChange(name, read(before), read(after))


def _head_plain(value: HeadValue) -> object:
    match value:
        case TemplateRef():
            return plain_template(value)
        case tuple():
            return [plain_accepted(one) for one in value]
        case _:
            return value


def read_moment(value: object) -> datetime:
    """Return the moment that stands in a text, ISO 8601 with its offset."""
    text = whole_text(value)
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    # A clock may be far off, which hides no form. The first and the last year have no time in other places of
    # the world.
    return at.replace(year=min(max(at.year, MINYEAR + 1), MAXYEAR - 1))


def lineage_text(value: object) -> str:
    """Return ``value``, which has to be a lineage: the names of backup files are made of it."""
    lineage = whole_text(value)
    if not _LINEAGE.fullmatch(lineage):
        raise ValueError(lineage[:20])
    return lineage


_READ_HEAD: dict[str, Callable[[object], HeadValue]] = {
    "template": read_template_ref,
    "year": read_year,
    "state": lambda value: FormState(whole_text(value)),
    "made": whole_number,
    "accepted": read_all_accepted,
}
