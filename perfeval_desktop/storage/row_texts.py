"""The texts of many forms at once, for looking through them: what cannot be read hides nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial

from perfeval_desktop.domain.form import RowId
from perfeval_desktop.domain.form_json import whole_text
from perfeval_desktop.storage.codec import text_cells
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.errors import DamagedError, decoding
from perfeval_desktop.storage.rows import ResultRow
from perfeval_desktop.storage.unreadable_forms import read_if_sound
from perfeval_desktop.store import FormId, RowTexts


def texts_of(database: Database, form_ids: Sequence[FormId]) -> list[RowTexts]:
    """Return the texts of all rows of some forms, block by block; of unknown forms there are none."""
    found = read_if_sound(lambda: _read(database, form_ids))
    if found is not None:
        return found
    # Something in them is damaged, which is told where its form is opened.
    each = [read_if_sound(partial(_readable, database, form_id)) for form_id in form_ids]
    return [row for rows in each for row in rows or ()]


def _read(database: Database, form_ids: Sequence[FormId]) -> list[RowTexts]:
    rows = _rows(database, form_ids)
    with decoding("row"):
        # SQLite lets anything stand in any column; joining is the quickest way to find it out.
        "".join([text for row in rows for text in row])
        texts = text_cells(cells for *_, cells in rows)
        return [
            RowTexts(form_id, block, row, one)
            for (form_id, block, row, _), one in zip(rows, texts, strict=True)
        ]


def _readable(database: Database, form_id: FormId) -> list[RowTexts]:
    return [*_readable_rows(_rows(database, [form_id]))]


def _readable_rows(rows: Sequence[ResultRow]) -> Iterator[RowTexts]:
    for form_id, block, row, cells in rows:
        with suppress(DamagedError), decoding("row"):
            (texts,) = text_cells([cells])
            yield RowTexts(FormId(whole_text(form_id)), whole_text(block), RowId(whole_text(row)), texts)


def _rows(database: Database, form_ids: Sequence[FormId]) -> Sequence[ResultRow]:
    places = ", ".join("?" * len(form_ids))
    of_forms = f'SELECT form_id, block, id, cells FROM "row" WHERE form_id IN ({places})'  # noqa: S608  # question marks
    return database.rows_of(f"{of_forms} ORDER BY form_id, block, position", *form_ids)
