"""Seals: sums over a form, kept with each save, by which a change behind the program's back is found.

The log finds changes of cells that were edited; a seal those of all others, and of what the list shows. It
stands in the rest of the form and names the save it belongs to, so a program that knows of no seals leaves
one that is merely outdated, and a form that has none gets one with its next save.
"""

from hashlib import blake2b
from typing import NamedTuple

from perfeval_desktop.domain.form import Form, Row
from perfeval_desktop.domain.form_json import Json, plain_accepted, whole_number, whole_text
from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.storage.codec import json_text
from perfeval_desktop.storage.errors import decoding
from perfeval_desktop.storage.rows import outline_values
from perfeval_desktop.store import Outline

_KEY = "seal"
_BYTES = 8
_MODULUS = 1 << 8 * _BYTES


class Seal(NamedTuple):
    """Sums over a form as saved with ``rev``, and over its outline by the rules of ``rules_version``.

    ``rows`` adds up those of the rows, so that a change of one row costs no more than that row; ``head`` is
    that of everything else, the order of the rows included.
    """

    rev: int
    rules_version: int
    rows: str
    head: str
    outline: str


def sealed(form: Form, outline: Outline, *, rev: int) -> Seal:
    """Return the seal of a form."""
    rows = sum(_row_number(block, row) for block, rows in form.tables.items() for row in rows)
    return sealed_outline(Seal(rev, 0, _hex(rows), _head(form), ""), outline)


def sealed_after(before: Seal, patch: Patch, form: Form, outline: Outline) -> Seal:
    """Return the seal of a form that ``patch`` has led to from the one that ``before`` belongs to.

    What was not changed is taken from there: where it was changed behind our back, that is still found.
    """
    number = int(before.rows, 16)
    for splice in patch.splices:
        # Of 300 rows of which one was moved, the others are the very same.
        before_ids, after_ids = {*map(id, splice.before)}, {*map(id, splice.after)}
        number -= sum(_row_number(splice.block, row) for row in splice.before if id(row) not in after_ids)
        number += sum(_row_number(splice.block, row) for row in splice.after if id(row) not in before_ids)
    is_reordered = any(
        [row.id for row in splice.before] != [row.id for row in splice.after] for splice in patch.splices
    )
    head = _head(form) if patch.head or is_reordered else before.head
    return sealed_outline(Seal(before.rev + 1, 0, _hex(number), head, ""), outline)


def sealed_outline(before: Seal, outline: Outline) -> Seal:
    """Return ``before`` with another outline."""
    return before._replace(
        rules_version=outline.standing.rules_version, outline=_hex(_number(outline_values(outline)))
    )


def seal_of(rest: Json, *, rev: int) -> Seal | None:
    """Return the seal in the rest of a form, ``None`` where there is none of the save ``rev``."""
    values = rest.get(_KEY)
    if values is None:
        return None
    with decoding(_KEY):
        of_rev, rules_version, *sums = values
        int(sums[0], 16)
        seal = Seal(whole_number(of_rev), whole_number(rules_version), *map(whole_text, sums))
    return seal if seal.rev == rev else None


def with_seal(rest: Json, seal: Seal) -> Json:
    """Return the rest of a form with ``seal``."""
    return {**rest, _KEY: list(seal)}


def _head(form: Form) -> str:
    values = (
        form.template.id,
        form.template.digest,
        form.year,
        form.state,
        form.made,
        [plain_accepted(one) for one in form.accepted],
        [(block, [row.id for row in rows]) for block, rows in sorted(form.tables.items()) if rows],
    )
    return _hex(_number(values))


def _row_number(block: str, row: Row) -> int:
    return _number((block, row.id, row.parent, sorted(row.joined), sorted(row.cells.items())))


def _number(value: object) -> int:
    return int.from_bytes(blake2b(json_text(value).encode(), digest_size=_BYTES).digest())


def _hex(number: int) -> str:
    return f"{number % _MODULUS:0{2 * _BYTES}x}"
