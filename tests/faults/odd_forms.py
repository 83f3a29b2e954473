"""Forms with texts of every kind, in any cell, and in cells that no template has."""

from random import Random

from faults.random_work import TEMPLATES, sample_forms
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import Accepted, Form, Place, Row, RowId

_ODD = (
    *("=1+1", "<=5%", "@", "a\tb", "a\rb", "\x07", "\x00", "甲\x00乙", "\x1a", "\x7f", "-", "NULL", "'", '"'),
    *(
        "𠮷",
        "\ufeff",
        "\ufffe",
        "\\u0000",
        "\u2028",
        "\U0010ffff",
        "长" * 40_000,
        " 前后 ",
        "{",
        "a\n\nb",
        "\u202e",
    ),
)
# Planes of characters; lone surrogates are in none of them.
_RANGES = ((0x20, 0x7E), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF), (0, 0xD7FF), (0xE000, 0xFFFF))


def odd_text(random: Random, longest: int = 30) -> str:
    """Return a text of any characters, some of them that programs trip over."""
    if random.random() < 0.2:
        return random.choice(_ODD)
    ranges = random.choices(_RANGES, k=random.randint(0, longest))
    return "".join(chr(random.randint(*one)) for one in ranges)


def odd_form(random: Random) -> Form:
    """Return a form with odd texts in some cells and rows."""
    form = random.choice(sample_forms()).with_year(random.choice((2000, 2023, 2099)))
    blocks = [one for one in TEMPLATES[form.template.id].blocks if one.columns]
    for _ in range(random.randint(0, 12)):
        block = random.choice(blocks)
        rows = row_ids(block, form)
        if rows:
            place = Place(block.key, random.choice(rows), random.choice(block.columns).key)
            form = form.with_text(place, odd_text(random))
    if random.random() < 0.3:
        form, (row,) = form.new_rows(1)
        cells = {odd_text(random, 3): odd_text(random) or "有"}
        form = form.with_rows(odd_text(random, 3), (Row(row.id, cells, RowId("g1"), frozenset({"score"})),))
    return form if random.random() < 0.8 else _with_accepted(form, random)


def _with_accepted(form: Form, random: Random) -> Form:
    accepted = Accepted("repetition", Place("indicators", RowId("r1"), "reason"), odd_text(random))
    return Form(form.template, form.year, form.state, form.tables, form.made, (accepted,))
