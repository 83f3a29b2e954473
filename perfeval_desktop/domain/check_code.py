"""The check code of a form: ten characters at the foot of the paper, by which it is told from other forms.

It stands for what was entered and for the text of the template; what is computed follows from these. Nine
characters are the beginning of a hash, the tenth tells slips of the pen. Whoever wants to can make a paper
that bears the code of another form: it helps against mistakes, not against forgers.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.numerals import narrow
from perfeval_desktop.domain.template import Template

# What is easily taken for another one is left out: 0 and O, 1 and I.
ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_HASHED: Final = 9
_BITS: Final = 5
# The field of 32 elements: the last character tells each single slip, and each two that changed places.
_POLYNOMIAL: Final = 0b100101
_GAPS: Final = re.compile(r"[\s\-‐-―－·]+")
_MADE_ROW: Final = re.compile("r[0-9]+")


def check_code(template: Template, form: Form) -> str:
    """Return the code of ``form``, read under ``template``: ``ABCDE-FGHJK``. Its state has no part in it."""
    digest = hashlib.sha256()
    for text in ("1", template.id, template.digest, *_content(form)):
        # With its length before it no text can pass for two, nor two for one.
        data = text.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    number = int.from_bytes(digest.digest()[:8])
    values = [number >> _BITS * place & len(ALPHABET) - 1 for place in range(_HASHED)]
    characters = "".join(ALPHABET[value] for value in (*values, _doubled(_sum(values))))
    return f"{characters[:5]}-{characters[5:]}"


def read_code(text: str) -> str | None:
    """Return the code that somebody has typed in whatever spelling; ``None`` where it is mistyped."""
    characters = _GAPS.sub("", narrow(text)).upper()
    if len(characters) != _HASHED + 1 or not {*characters} <= {*ALPHABET}:
        return None
    is_right = _sum([ALPHABET.index(one) for one in characters]) == 0
    return f"{characters[:5]}-{characters[5:]}" if is_right else None


def _sum(values: list[int]) -> int:
    total = 0
    for value in values:
        total = _doubled(total) ^ value
    return total


def _doubled(value: int) -> int:
    """Return ``value`` times the generator of the field."""
    value <<= 1
    return value ^ _POLYNOMIAL if value >> _BITS else value


def _content(form: Form) -> Iterator[str]:
    """Yield what the code stands for; ids of rows that users made say no more than which row it is."""
    yield str(form.year)
    blocks = sorted(form.tables)
    made = [row.id for block in blocks for row in form.tables[block] if _MADE_ROW.fullmatch(row.id)]
    names = {row_id: f"r{number}" for number, row_id in enumerate(made)}
    for block in blocks:
        for row in form.tables[block]:
            if row.cells or row.id in names:
                yield from ("row", block, names.get(row.id, row.id))
                yield "" if row.parent is None else names.get(row.parent, row.parent)
                yield from sorted(row.joined)
                for column, text in sorted(row.cells.items()):
                    yield from ("cell", column, text)
