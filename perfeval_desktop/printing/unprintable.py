"""Characters that no font of the printed form has, so that the user can be told before printing."""

import re
from collections.abc import Iterator

from perfeval_desktop.domain.checks.cell_reader import said_of_unprintable
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import place_label
from perfeval_desktop.domain.template import FORM_BLOCK, Template
from perfeval_desktop.printing.fonts.faces import is_printable

# All but what a font surely has: nearly every text has none of these, and the fonts need not be read for it.
_DOUBTFUL = re.compile("[^\n\r\t -~·—‘’“”…≤≥\u3000-\u301f\u4e00-\u9fa5\uff01-\uff5e￥]")
# Line ends and tabs are set as such.
_LAYOUT_CHARACTERS = frozenset("\n\r\t\u2028\u2029")


def unprintable_cells(template: Template, form: Form) -> tuple[tuple[Place, str], ...]:
    """Return each cell whose text holds characters that print as 〓, and those characters, once each."""
    return tuple(_cells(template, form))


def _cells(template: Template, form: Form) -> Iterator[tuple[Place, str]]:
    for block in template.by_key.values():
        for row in form.rows(block.key):
            # This is done at every keystroke: one look at a row that has nothing unusual.
            if not _DOUBTFUL.search("".join(row.cells.values())):
                continue
            for column in block.columns:
                characters = unprintable_characters(row.text(column.key))
                if characters and (block.key != FORM_BLOCK or column.role is Role.TITLE):
                    yield Place(block.key, row.id, column.key), characters


def unprintable_sentences(template: Template, form: Form) -> list[str]:
    """Return a sentence about each such cell."""
    return [
        f"{place_label(template, form, place)}{said_of_unprintable(characters)}"
        for place, characters in unprintable_cells(template, form)
    ]


def unprintable_sentence(template: Template, form: Form) -> str:
    """Return one sentence for all of ``form``: its first such cell, and how many there are; or nothing."""
    cells = unprintable_cells(template, form)
    if not cells:
        return ""
    place, characters = cells[0]
    return f"{place_label(template, form, place)}{said_of_unprintable(characters, cells=len(cells))}"


def unprintable_characters(text: str) -> str:
    """Return the characters of ``text`` that no font of the printed form has, once each, in their order."""
    in_order = dict.fromkeys(_DOUBTFUL.findall(text))
    return "".join(one for one in in_order if one not in _LAYOUT_CHARACTERS and not is_printable(one))
