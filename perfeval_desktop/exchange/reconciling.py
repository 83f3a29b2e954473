"""An exact form and the visible cells of its file: where somebody changed them, they win, and each is told.

What is seen is read twice, as a stranger's file would be: in the file as it is, and as it was exported. What
differs between the two is what somebody changed; nothing that reading loses is taken for a change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.facts import level1_parts
from perfeval_desktop.domain.form import NO_ROW, Form, Place, Row, RowId
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.exact_forms import ExactForm
from perfeval_desktop.exchange.exact_read import Change, ExactRead


def reconciled(exact: ExactForm, exported: Transcript, seen: Transcript) -> ExactRead | None:
    """Return ``exact`` with what was changed in its file.

    ``exported`` is what was to be seen when it was written, ``seen`` what is seen now. ``None`` where the
    rows of the form cannot be told from each other any more: then only what is seen is left.
    """
    template, form = exact.template, exact.form
    if _texts(exported) == _texts(seen):
        return ExactRead(template, form)
    before, now = (entered(match(template, one), one, year=form.year) for one in (exported, seen))
    merger = _Merger(template, form, before, now)
    if before.year != now.year:
        merger.change(YEAR, str(before.year), str(now.year))
    for block in template.by_key.values():
        if not merger.take(block):
            return None
    return ExactRead(template, merger.form, tuple(merger.changes))


def _texts(transcript: Transcript) -> list[tuple[tuple[str, ...], str]]:
    return [(entry.path, _plain(entry.text)) for entry in transcript.entries()]


def _plain(text: str) -> str:
    """Return what is compared of a text: a line may end anywhere, and a blank says nothing."""
    return "".join(text.split())


class _Merger:
    """A form that takes up what was changed from ``before`` to ``now``."""

    def __init__(self, template: Template, form: Form, before: Form, now: Form) -> None:
        self.form = form
        self.changes: list[Change] = []
        self._template = template
        self._before = before
        self._now = now
        self._order = _printed_order(template, form)

    def change(self, place: Place, before: str, now: str) -> None:
        """Take up the text of one cell."""
        self.form = enter(self._template, self.form, place, now)
        self.changes.append(Change(place, before, now))

    def take(self, block: AnyBlock) -> bool:
        """Take up what was changed in a block; return whether its rows could be told from each other."""
        before, now = self._before.rows(block.key), self._now.rows(block.key)
        if not block.has_own_rows:
            for row in dict.fromkeys(one.id for one in (*before, *now)):
                self._take_cells(block, row, _row(before, row), _row(now, row))
            return True
        for fixed in block.fixed_rows:
            self._take_cells(block, RowId(fixed), _row(before, fixed), _row(now, fixed))
        name = _naming_column(block)
        old, new = ([row for row in rows if row.id not in block.fixed_rows] for rows in (before, now))
        own = self._own_rows(block, name, old)
        if own is None:
            return False
        last: RowId | None = None
        for at, to in _pairs([row.text(name) for row in old], [row.text(name) for row in new]):
            if at == _NONE:
                last = self._add(block, last, new[to])
            elif to == _NONE:
                self._remove(Place(block.key, own[at], name), old[at])
            else:
                last = own[at]
                self._take_cells(block, last, old[at], new[to])
        return True

    def _own_rows(self, block: AnyBlock, name: str, old: Sequence[Row]) -> list[RowId] | None:
        """Return the row of the form that each row read is; blank ones are not read."""
        ids = [one for one in self._order.get(block.key, ()) if one not in block.fixed_rows]
        if len(ids) == len(old):
            return ids
        names = [self.form.text(block.key, one, name) for one in ids]
        pairs = _pairs([row.text(name) for row in old], names)
        found = [ids[to] for at, to in pairs if _NONE not in {at, to}]
        return found if len(found) == len(old) else None

    def _take_cells(self, block: AnyBlock, row: RowId, before: Row, now: Row) -> None:
        own = self.form.row(block.key, row) or NO_ROW
        for key, column in block.by_key.items():
            old, new = before.text(key), now.text(key)
            if _plain(old) == _plain(new) or key in own.joined:
                continue
            if column.role is Role.LEVEL1 and level1_parts(own.text(key))[1] is None:
                # The points behind the name are computed.
                new = level1_parts(new)[0]
            self.change(Place(block.key, row, key), old, new)

    def _add(self, block: AnyBlock, above: RowId | None, now: Row) -> RowId:
        """Add a row below ``above``; it stands under the same goal."""
        rows = self.form.rows(block.key)
        at = next((number for number, row in enumerate(rows, 1) if row.id == above), 0)
        self.form, (new,) = self.form.new_rows(1)
        parent = rows[max(at - 1, 0)].parent if rows else None
        self.form = self.form.inserting(block.key, at, (replace(new, parent=parent),))
        for key in block.by_key:
            if now.text(key):
                self.change(Place(block.key, new.id, key), "", now.text(key))
        return new.id

    def _remove(self, place: Place, before: Row) -> None:
        self.form = self.form.removing(place.block, frozenset({place.row}))
        self.changes.append(Change(place, before.text(place.column), ""))


def _row(rows: Sequence[Row], wanted: str) -> Row:
    return next((row for row in rows if row.id == wanted), NO_ROW)


def _naming_column(block: AnyBlock) -> str:
    """Return the column that tells the rows of a block from each other."""
    by_role = block.by_role
    found = by_role.get(Role.LEVEL3) or by_role.get(Role.EXPECTED_GOAL) or block.columns[0]
    return found.key


# Stands for the row that one which is gone, or new, has on the other side.
_NONE = -1


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield which row is which, by their names; :data:`_NONE` beside one that is gone, or new."""
    if len(old) == len(new):
        yield from ((at, at) for at in range(len(old)))
        return
    names, others = [*map(_plain, old)], [*map(_plain, new)]
    for _, start, end, to_start, to_end in SequenceMatcher(None, names, others, autojunk=False).get_opcodes():
        both = min(end - start, to_end - to_start)
        yield from ((start + at, to_start + at) for at in range(both))
        yield from ((at, _NONE) for at in range(start + both, end))
        yield from ((_NONE, to) for to in range(to_start + both, to_end))


def _printed_order(template: Template, form: Form) -> dict[str, tuple[RowId, ...]]:
    """Return the rows of each block in their order on paper."""
    found: dict[str, dict[RowId, None]] = {}
    for row in printed(Seen.of(template, form)).rows:
        for cell in row.cells:
            if cell.place is not None:
                found.setdefault(cell.place.block, {})[cell.place.row] = None
    return {block: tuple(rows) for block, rows in found.items()}
