"""Which fixed rows of a template the rows of a transcript are: of funding grids and of checklists."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from perfeval_desktop.domain.blocks import AnyBlock, ChecklistBlock, FundingBlock
from perfeval_desktop.domain.columns import FixedRow, Kind, Role
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.assigning import Fits, Likeness, columns_called, given_away
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label, plain_label, row_label
from perfeval_desktop.domain.transcripts.neighbours import grid_by_grid, row_by_row
from perfeval_desktop.domain.transcripts.value import TranscriptRow
from perfeval_desktop.domain.transcripts.words import Words


class RowCell(NamedTuple):
    """A cell of a transcribed row (counted from 0) and its place."""

    number: int
    label: str
    place: Place
    likeness: Likeness


class MatchedRows(NamedTuple):
    """The cells of rows that have a place, and the rows that might be of several grids."""

    cells: tuple[RowCell, ...]
    uncertain: frozenset[int]


_Row = tuple[AnyBlock, FixedRow]


def match_rows(template: Template, rows: Sequence[TranscriptRow], words: Words) -> MatchedRows:
    """Return where the cells of ``rows`` belong."""
    fixed_rows = _fixed_rows(template)
    homes = _homes(fixed_rows, rows, words)
    tests = [(likeness, _at_home(rows, homes, likeness, words)) for likeness in reversed(Likeness)]
    numbers = [f"{number}" for number in range(len(rows))]
    cells = tuple(
        RowCell(
            number,
            label,
            Place(block.key, RowId(fixed.key), block.columns[column].key),
            min(likeness, of_row),
        )
        for number, at, of_row in given_away(fixed_rows, numbers, tests)
        for block, fixed in (fixed_rows[at],)
        for label, column, likeness in _cells(block, list(rows[number].values), words)
    )
    return MatchedRows(cells, frozenset(number for number, home in homes.items() if not home))


# -- names that several funding grids have -------------------------------------------------------------------


def _homes(fixed_rows: Sequence[_Row], rows: Sequence[TranscriptRow], words: Words) -> dict[int, str]:
    """Return the funding grid of each row whose name several have; ``""`` where that cannot be told."""
    grid_of = [block.key for block, _ in fixed_rows]
    fitting = [_fitting(fixed_rows, row, words) for row in rows]
    shared = {number: fits for number, fits in enumerate(fitting) if len({grid_of[at] for at in fits}) > 1}
    by_cells = {
        number: _by_its_cells([fixed_rows[at][0] for at in fits], rows[number], words)
        for number, fits in shared.items()
    }
    in_order = row_by_row(fitting, grid_of)
    if any(home and in_order.get(number, home) != home for number, home in by_cells.items()):
        # Written down in another order, then.
        in_order = {}
    told = in_order | grid_by_grid(fitting, grid_of)
    return {number: told.get(number) or by_cells[number] for number in shared}


def _fitting(fixed_rows: Sequence[_Row], row: TranscriptRow, words: Words) -> frozenset[int]:
    """Return the fund rows of the template that a row may be: those that its name is most like."""
    if row.block:
        return frozenset()
    for likeness in reversed(Likeness):
        fits = _row_test([row], likeness, words)
        ranks = {at: rank for at, one in enumerate(fixed_rows) if (rank := fits(one, "0")) is not None}
        if ranks:
            return frozenset(at for at, rank in ranks.items() if rank == min(ranks.values()))
    return frozenset()


def _by_its_cells(blocks: Sequence[AnyBlock], row: TranscriptRow, words: Words) -> str:
    """Return the one grid that has a column for most of what is filled in, ``""`` where there is none."""
    filled = [label for label, text in row.values.items() if text.strip()]
    places = {block.key: len(list(_cells(block, filled, words))) for block in blocks}
    best = [key for key, count in places.items() if count == max(places.values())]
    return best[0] if len(best) == 1 else ""


def _at_home(
    rows: Sequence[TranscriptRow], homes: Mapping[int, str], likeness: Likeness, words: Words
) -> Fits[_Row]:
    """Return the test whether a row of the transcript is one of the template, in the grid that it is of."""
    fits = _row_test(rows, likeness, words)

    def fits_at_home(one: _Row, number: str) -> int | None:
        home = homes.get(int(number))
        return fits(one, number) if home is None or home == one[0].key else None

    return fits_at_home


def _is_called(block: AnyBlock, name: str) -> bool:
    """Whether ``name`` is that of a funding grid: its key, or what is printed beside or above it."""
    if not name or not isinstance(block, FundingBlock):
        return True
    titles = (block.key, block.label, block.heading, block.name_label)
    return bare_label(name) in {bare_label(title) for title in titles if title}


# -- rows and their cells ------------------------------------------------------------------------------------

_BUDGETS = {Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET}


def _cells(block: AnyBlock, labels: list[str], words: Words) -> Iterator[tuple[str, int, Likeness]]:
    vocabulary = words.funding if isinstance(block, FundingBlock) else words.checklist
    found = list(columns_called(block.columns, vocabulary, labels))
    yield from found
    called, taken = {label for label, _, _ in found}, {at for _, at, _ in found}
    amounts = [at for at, column in enumerate(block.columns) if column.kind is Kind.AMOUNT]
    if not found and len(labels) == len(amounts) == 1:
        # The one amount of the row, whatever stands above it.
        yield labels[0], amounts[0], Likeness.WORDING
    budgets = [at for at in amounts if block.columns[at].role in _BUDGETS]
    others = [label for label in labels if label not in called and _is_budget(vocabulary, label)]
    if found and len(budgets) == len(others) == 1 and budgets[0] not in taken:
        # The one budget of the paper, as it was at first or as it is now.
        yield others[0], budgets[0], Likeness.WORDING


def _is_budget(vocabulary: Vocabulary, label: str) -> bool:
    return any(one.role in _BUDGETS for one in vocabulary.of(bare_label(label)))


def _fixed_rows(template: Template) -> list[_Row]:
    """Return the fixed rows, those of grids side by side in the order they are read in: row by row."""
    blocks = [block for block in template.blocks if isinstance(block, FundingBlock | ChecklistBlock)]
    partners = {block.partner for block in template.fundings if block.partner}
    found: list[_Row] = []
    for block in blocks:
        if block.key in partners:
            continue
        beside = [block]
        if isinstance(block, FundingBlock) and block.partner is not None:
            beside.append(next(one for one in template.fundings if one.key == block.partner))
        longest = max(len(one.rows) for one in beside)
        found.extend((one, one.rows[at]) for at in range(longest) for one in beside if at < len(one.rows))
    return found


def _row_test(rows: Sequence[TranscriptRow], likeness: Likeness, words: Words) -> Fits[_Row]:
    """Return the test whether a row of the transcript is a row of the template in that likeness."""

    def fits(one: _Row, number: str) -> int | None:
        block, fixed = one
        row = rows[int(number)]
        if isinstance(block, FundingBlock) is bool(row.block) or not _is_called(block, row.fund):
            return None
        labels = (fixed.label, *fixed.labels.values())
        vocabulary = words.fund_rows if isinstance(block, FundingBlock) else words.checklist_rows
        ranks = [
            rank for label in labels if (rank := _alike(vocabulary, likeness, label, row.row)) is not None
        ]
        return min(ranks, default=None)

    return fits


def _alike(vocabulary: Vocabulary, likeness: Likeness, own: str, label: str) -> int | None:
    """Return how likely ``label`` names the row ``own``, ``None`` where it does not in that likeness."""
    match likeness:
        case Likeness.EXACT:
            return 0 if plain_label(own) == plain_label(label) else None
        case Likeness.BARE:
            return 0 if row_label(own) == row_label(label) else None
        case _:
            named = row_label(label)
            meant = vocabulary.by_word(named) if likeness is Likeness.WORD else vocabulary.by_pattern(named)
            of_row = vocabulary.of(row_label(own))
            return next((rank for rank, one in enumerate(meant) if one in of_row), None)
