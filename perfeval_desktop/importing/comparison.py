"""A form that comes in beside the stored one of the same template: what it would change, cell by cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from perfeval_desktop.domain.blocks import AnyBlock, IndicatorsBlock
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.form import NO_ROW, Form, Place, Row, RowId
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.places import YEAR, place_label, place_order, row_words
from perfeval_desktop.domain.template import Template

# What is printed where nothing is to be said.
_NOTHING = Pattern("[-—–－/／\\s]*")


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that would be changed, or a row that would be added: ``row`` with all its texts.

    ``label`` are the words for it, ``before`` and ``after`` what stands there now and what would. ``behind``
    is the row of ours that an added one comes behind, ``None`` where it comes before all. ``origin`` is where
    it stands in the form that comes in.
    """

    place: Place
    origin: Place
    label: str
    before: str
    after: str
    row: Row | None = None
    behind: RowId | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What ``theirs``, a form that comes in, would change of ``ours``: in the order of the form."""

    ours: Form
    changes: tuple[Change, ...]

    def merged(self, taken: Iterable[Change]) -> Form:
        """Return ``ours`` with those changes that are ``taken``."""
        form, last = self.ours, dict[RowId | None, RowId]()
        for change in taken:
            if change.row is None:
                form = form.with_text(change.place, change.after)
            else:
                form = _with_row(form, change, change.row, last)
        return form


def compared(template: Template, ours: Form, theirs: Form) -> Comparison:
    """Return what ``theirs`` says otherwise than ``ours``, both of ``template``.

    Cells that are blank in ``theirs`` change nothing, and no row is removed: a file that says less is no
    reason to forget. Indicators are the same where their names are, or where they stand at the same place
    between such; rows of other blocks go by their place. Different years are not compared.
    """
    changes = [
        change
        for block in template.by_key.values()
        for change in _changes(template, block, ours, theirs)
        if change.place != YEAR
    ]
    changes.sort(
        key=lambda one: place_order(template, ours, one.place) if one.row is None else _last(template, one)
    )
    return Comparison(ours, tuple(changes))


def _last(template: Template, change: Change) -> tuple[int, int, int]:
    """Return the rank of an added row: behind all of its block."""
    return (template.block_order[change.place.block], 1_000_001, 0)


def _changes(template: Template, block: AnyBlock, ours: Form, theirs: Form) -> Iterator[Change]:
    pairs = _pairs(block, ours.rows(block.key), theirs.rows(block.key))
    behind: RowId | None = None
    for own, their in pairs:
        if own is not None:
            behind = own.id
            yield from _cells(template, block, ours, own, their)
            continue
        words = row_words(template, theirs, block, their.id) or block.words
        text = "；".join(their.cells[column.key] for column in block.columns if their.text(column.key))
        if text:
            first = next(column.key for column in block.columns if their.text(column.key))
            place = Place(block.key, their.id, first)
            yield Change(place, place, f"新增一行：{words}", "", text, their, behind)


def _cells(template: Template, block: AnyBlock, ours: Form, own: Row, their: Row) -> Iterator[Change]:
    for column in block.columns:
        before, after = own.text(column.key), their.text(column.key)
        if after and after != before and not (_NOTHING.fullmatch(after) and not before):
            place = Place(block.key, own.id, column.key)
            origin = place._replace(row=their.id)
            yield Change(place, origin, place_label(template, ours, place), before, after)


def _pairs(block: AnyBlock, ours: tuple[Row, ...], theirs: tuple[Row, ...]) -> list[tuple[Row | None, Row]]:
    """Return the rows of ``theirs`` in order, each with the one of ``ours`` that it is."""
    if not block.has_own_rows:
        known = {row.id: row for row in ours}
        return [(known.get(row.id, replace(NO_ROW, id=row.id)), row) for row in theirs]
    found = partners(block, ours, theirs)
    return [(found.get(row.id), row) for row in theirs]


def partners(block: AnyBlock, ours: tuple[Row, ...], theirs: tuple[Row, ...]) -> Mapping[RowId, Row]:
    """Return the row of ours for each of theirs that is one: by name and order, else by its place."""
    if not isinstance(block, IndicatorsBlock):
        return {their.id: own for own, their in zip(ours, theirs, strict=False)}
    key = grid_keys(block).name
    own_names, their_names = ([_plain(row.text(key)) for row in rows] for rows in (ours, theirs))
    matcher = SequenceMatcher(None, own_names, their_names, autojunk=False)
    found: dict[RowId, Row] = {}
    for _, start, end, their_start, their_end in matcher.get_opcodes():
        # As many rows between two that are the same: they were renamed.
        if end - start == their_end - their_start:
            found |= {
                their.id: own
                for own, their in zip(ours[start:end], theirs[their_start:their_end], strict=True)
            }
    return found


def _plain(text: str) -> str:
    return "".join(text.split())


def _with_row(form: Form, change: Change, added: Row, last: dict[RowId | None, RowId]) -> Form:
    """Return ``form`` with a row of theirs; ``last`` is the one that was added last behind each of ours."""
    form, (row,) = form.new_rows(1)
    block = change.place.block
    rows = form.rows(block)
    behind = last.get(change.behind, change.behind)
    last[change.behind] = row.id
    at = next((number for number, one in enumerate(rows, 1) if one.id == behind), 0)
    beside = rows[max(at - 1, 0)] if rows else added
    return form.inserting(block, at, (replace(row, cells=added.cells, parent=beside.parent),))
