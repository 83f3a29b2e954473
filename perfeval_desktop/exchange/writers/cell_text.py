"""The text of a cell as Office files hold it: as typed; labels with a line end where they break on paper."""

import re

from perfeval_desktop.domain.printed.cells import Look, PrintedCell
from perfeval_desktop.domain.printed.labels import label_parts
from perfeval_desktop.printing.typesetting.cell_lines import is_too_wide, packed
from perfeval_desktop.printing.typesetting.page_setup import PageSetup

# What XML cannot hold, and what nobody can see.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARK = "\N{REPLACEMENT CHARACTER}"
_RUNNING = frozenset({Look.TEXT, Look.VALUE, Look.AT_RIGHT, Look.BOX})


def cell_text(setup: PageSetup, cell: PrintedCell, width: int) -> str:
    """Return the text of a cell that is ``width`` hundredths of a mm wide."""
    if cell.look in _RUNNING:
        return shown(cell.text)
    lines = (_broken(setup, line, cell.look, width) for line in cell.text.split("\n"))
    return shown("\n".join(lines))


def shown(text: str) -> str:
    """Return ``text`` with a mark in the place of what no file can hold; the exact form still has it."""
    return _UNSEEN.sub(_MARK, text)


def _broken(setup: PageSetup, words: str, look: Look, width: int) -> str:
    """Return words with line ends at their fixed points; none where they have no such points."""
    parts = label_parts(setup.break_points, words)
    if not parts or (look is not Look.UPRIGHT and not is_too_wide(words, width)):
        return words
    return "\n".join(parts if look is Look.UPRIGHT else packed(parts, width))
