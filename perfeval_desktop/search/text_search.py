"""Finding forms by the texts in them: some forms at a time, so that nobody waits for it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import column_of, place_label
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.search.marks import Mark, marks
from perfeval_desktop.search.words import is_chinese
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId, RowTexts
from perfeval_desktop.summary_texts import folded

# As many forms are looked through at a time, in some thousandths of a second; more would take memory, too.
FORMS_AT_ONCE = 25
_BEFORE, _AROUND = 12, 80
_LEFT_OUT = "…"
# From a letter or sign to its full-width twin; letters that stand for others besides: ß, ﬁ, ŉ …
_FULL_WIDTH = 0xFEE0
_OTHERS_FOLD_TO = frozenset("afhijklnstwy")


class TextHit(NamedTuple):
    """A cell in which all words stand: where it is, in words, and its text around them, on one line."""

    form_id: FormId
    place: Place
    label: str
    excerpt: str


def text_hits(
    session: EditingSession, form_ids: Sequence[FormId], words: Sequence[str], *, most: int = FORMS_AT_ONCE
) -> list[TextHit]:
    """Return the first cell of each form in which all ``words`` stand as they are typed, if there is one.

    At most so many are returned, those of the forms named first. Forms that cannot be read, and cells that
    their template has no place for, are passed over. Raises :class:`StorageError` where the store cannot be
    read.
    """
    cells: dict[FormId, list[tuple[Place, str]]] = {}
    needed = [spelled for spelled in map(spellings, {*"".join(words)}) if spelled]
    for row in session.texts_of(form_ids):
        # Most rows are done with at a glance.
        together = "".join(row.cells.values())
        if all(any(one in together for one in spelled) for spelled in needed):
            for found in _cells_with(row, words):
                cells.setdefault(row.form_id, []).append(found)
    hits = (_hit(session, form_id, cells[form_id], words) for form_id in form_ids if form_id in cells)
    return [*islice(filter(None, hits), most)]


def spellings(character: str) -> tuple[str, ...]:
    """Return the characters of a text that ``character`` may stand for, ``()`` where that is not so easy."""
    if is_chinese(character):
        return (character,)
    if "!" <= character <= "~" and character not in _OTHERS_FOLD_TO:
        return tuple(
            chr(ord(one) + wide) for one in {character, character.upper()} for wide in (0, _FULL_WIDTH)
        )
    return ()


def _cells_with(row: RowTexts, words: Sequence[str]) -> Iterator[tuple[Place, str]]:
    for column, text in row.cells.items():
        looked_through = folded(text)
        if all(word in looked_through for word in words):
            yield Place(row.block, row.row, column), text


def _hit(
    session: EditingSession, form_id: FormId, cells: Sequence[tuple[Place, str]], words: Sequence[str]
) -> TextHit | None:
    with suppress(PerfEvalError):
        form = session.load(form_id)
        template = session.template_of(form)
        for place, text in cells:
            if column_of(template, place) is not None:
                return TextHit(form_id, place, place_label(template, form, place), excerpt(text, words))
    return None


def excerpt(text: str, words: Sequence[str]) -> str:
    """Return what stands in ``text`` around the first of ``words``, on one line."""
    line = " ".join(text.split())
    first = next(iter(marks(line, words, scattered=False)), Mark(0, 0))
    start = max(0, first.start - _BEFORE)
    end = max(first.end, start + _AROUND)
    before, behind = _LEFT_OUT if start else "", _LEFT_OUT if end < len(line) else ""
    return f"{before}{line[start:end]}{behind}"
