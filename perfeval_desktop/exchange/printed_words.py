"""What a form prints by itself is no text that somebody wrote: titles of parts, notes, lines to sign."""

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.recogniser.wording import flat

# Any: no note names the year.
_YEAR = 2024
# A shorter text may stand in a note by chance.
_LEAST_PART = 6


def without_printed_words(found: Recognised, template: Template) -> Recognised:
    """Return ``found`` without those unread cells whose text ``template`` prints on a blank form.

    A text may be a part of what is printed: on paper, notes and lines to sign are broken into lines.
    """
    if not found.unread:
        return found
    blank = printed(Seen.of(template, blank_form(template, _YEAR)))
    # A cell that reaches down is one of each of its rows.
    words = dict.fromkeys(flat(cell.text) for row in blank.rows for cell in row.cells)
    together = "".join(words)

    def is_printed(text: str) -> bool:
        return text in words or (len(text) >= _LEAST_PART and text in together)

    return found._replace(unread=tuple(cell for cell in found.unread if not is_printed(flat(cell.text))))
