"""Where the cells of a transcript belong in a form of a template: by printed label, else by role."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import ChoiceStyle, Column, FixedRow, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.places import ONLY, TITLE, UNIT, YEAR, place_of
from perfeval_desktop.domain.template import FORM_BLOCK, Template
from perfeval_desktop.domain.transcripts.value import ACTUAL, EXPECTED, LABEL, Transcript, TranscriptRow
from perfeval_desktop.domain.transcripts.vocabulary import (
    FIELDS,
    FUNDING,
    GOALS,
    INDICATORS,
    bare_label,
    plain_label,
    roles_called,
    same_fund_row,
)

Path = tuple[str, ...]


class Likeness(IntEnum):
    """How a label was recognised."""

    ROLE = 1
    BARE = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell of the transcript belongs.

    ``row`` is the number of the goal or indicator from 1, 0 for a row the template fixes. ``choice`` is the
    tick column of a choice.
    """

    place: Place
    likeness: Likeness
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A transcript held against a template: the spot of each filled cell that has one."""

    template: Template
    spots: Mapping[Path, Spot]
    printed: frozenset[Path]
    unread: tuple[Path, ...]

    @property
    def quality(self) -> tuple[int, int, int]:
        """What the best template is chosen by: cells with a place, how they were recognised, columns left empty."""
        placed = len(self.spots) + len(self.printed)
        return placed, sum(spot.likeness for spot in self.spots.values()), -_unused(self)


def goal_row(number: int) -> RowId:
    """Return the id of the goal ``number`` (from 1) in a form made from a transcript."""
    return RowId(f"g{number}")


def indicator_row(number: int) -> RowId:
    """Return the id of the indicator ``number`` (from 1) in a form made from a transcript."""
    return RowId(f"r{number}")


def best_match(templates: Iterable[Template], transcript: Transcript) -> Match:
    """Return the match with the template that has a place for most; ``templates`` must not be empty."""
    return max((match(template, transcript) for template in templates), key=lambda one: one.quality)


def match(template: Template, transcript: Transcript) -> Match:
    """Return where the cells of ``transcript`` belong in a form of ``template``."""
    found: dict[Path, Spot] = {}
    printed: set[Path] = set()
    found.update(_head(template))
    found.update(_fields(template, transcript.fields))
    found.update(_rows(template, transcript.rows))
    found.update(_goals(template, transcript.goals, printed))
    found.update(_indicators(template, transcript.indicators))
    found.update(_total(template, transcript.total))
    filled = [entry.path for entry in transcript.entries()]
    spots = {path: found[path] for path in filled if path in found}
    unread = tuple(path for path in filled if path not in found and path not in printed)
    return Match(template, spots, frozenset(printed.intersection(filled)), unread)


def _unused(one: Match) -> int:
    """Return how many columns of the template nothing was found for."""
    used = {(spot.place.block, spot.place.column) for spot in one.spots.values()}
    return sum(
        (key, column.key) not in used
        for key, block in one.template.by_key.items()
        if key != FORM_BLOCK
        for column in block.columns
    )


# -- head, fields, total -------------------------------------------------------------------------------------


def _head(template: Template) -> Iterator[tuple[Path, Spot]]:
    yield ("title",), Spot(TITLE, Likeness.EXACT)
    yield ("fiscal_year",), Spot(YEAR, Likeness.EXACT)
    yield ("unit",), Spot(UNIT, Likeness.EXACT)
    grade = place_of(template, Role.GRADE)
    if grade is not None:
        yield ("grade",), Spot(grade, Likeness.EXACT)


def _fields(template: Template, fields: Mapping[str, str]) -> Iterator[tuple[Path, Spot]]:
    blocks = [
        block for block in template.blocks if isinstance(block, FieldsBlock | TextsBlock | FiguresBlock)
    ]
    places = [(Place(block.key, ONLY, column.key), column) for block in blocks for column in block.columns]
    columns = [column for _, column in places]
    for label, at, likeness in _assigned(columns, FIELDS, list(fields)):
        yield ("fields", label), Spot(places[at][0], likeness)


def _total(template: Template, total: Mapping[str, str]) -> Iterator[tuple[Path, Spot]]:
    weights, scores = _words_for(template, Role.WEIGHT), _words_for(template, Role.SCORE)
    for label in total:
        bare = bare_label(label)
        role = (
            Role.TOTAL_WEIGHT
            if bare in weights or Role.WEIGHT in roles_called(INDICATORS, label)
            else Role.TOTAL
            if bare in scores
            or Role.SCORE in roles_called(INDICATORS, label)
            or Role.TOTAL in roles_called(FIELDS, label)
            else None
        )
        at = None if role is None else place_of(template, role)
        if at is not None:
            yield ("total", label), Spot(at, Likeness.EXACT)


def _words_for(template: Template, role: Role) -> set[str]:
    columns = () if template.grid is None else template.grid.columns
    return {bare_label(column.label) for column in columns if column.role is role}


# -- rows of funding and checklists --------------------------------------------------------------------------


def _rows(template: Template, rows: Sequence[TranscriptRow]) -> Iterator[tuple[Path, Spot]]:
    left = _fixed_rows(template)
    for number, row in enumerate(rows, 1):
        at = next((at for at, (block, fixed) in enumerate(left) if _is_row(block, fixed, row)), None)
        if at is None:
            continue
        block, fixed = left.pop(at)
        labels = list(row.values)
        vocabulary = FUNDING if isinstance(block, FundingBlock) else {}
        assigned = list(_assigned(block.columns, vocabulary, labels))
        if not assigned and len(labels) == 1:
            # An amount without a heading: the one the row can hold.
            amounts = [at for at, column in enumerate(block.columns) if column.kind is Kind.AMOUNT]
            assigned = [(labels[0], amounts[0], Likeness.ROLE)] if amounts else []
        for label, column, likeness in assigned:
            place = Place(block.key, RowId(fixed.key), block.columns[column].key)
            yield ("rows", str(number), label), Spot(place, likeness)


def _fixed_rows(template: Template) -> list[tuple[AnyBlock, FixedRow]]:
    """Return the fixed rows, those of grids side by side in the order they are read in: row by row."""
    blocks = [block for block in template.blocks if isinstance(block, FundingBlock | ChecklistBlock)]
    partners = {block.partner for block in template.fundings if block.partner}
    found: list[tuple[AnyBlock, FixedRow]] = []
    for block in blocks:
        if block.key in partners:
            continue
        beside = [block]
        if isinstance(block, FundingBlock) and block.partner is not None:
            beside.append(next(one for one in template.fundings if one.key == block.partner))
        longest = max(len(one.rows) for one in beside)
        found.extend((one, one.rows[at]) for at in range(longest) for one in beside if at < len(one.rows))
    return found


def _is_row(block: AnyBlock, fixed: FixedRow, row: TranscriptRow) -> bool:
    if isinstance(block, FundingBlock):
        labels = (fixed.label, *fixed.labels.values())
        return not row.block and any(same_fund_row(label, row.row) for label in labels)
    return bool(row.block) and bare_label(fixed.label) == bare_label(row.row)


# -- goals ---------------------------------------------------------------------------------------------------


def _goals(
    template: Template, goals: Sequence[Mapping[str, str]], printed: set[Path]
) -> Iterator[tuple[Path, Spot]]:
    block = template.goals
    if block is None:
        return
    for number, goal in enumerate(goals, 1):
        row = goal_row(number) if block.has_own_rows else ONLY
        label = goal.get(LABEL, "")
        own = _column_labelled(block, label)
        if label and (own is not None or bare_label(label) == bare_label(block.label)):
            printed.add(("goals", str(number), LABEL))
        if own is not None and Role.ACTUAL_OUTCOME not in block.by_role:
            # Goals side by side, each below a heading of its own.
            yield ("goals", str(number), EXPECTED), Spot(Place(block.key, ONLY, own.key), Likeness.EXACT)
            continue
        if number > 1 and not block.has_own_rows:
            continue
        labels = [key for key in goal if key != LABEL]
        named = {EXPECTED: Role.EXPECTED_GOAL, ACTUAL: Role.ACTUAL_OUTCOME}
        for key in labels:
            role = named.get(key)
            if role is not None and role in block.by_role:
                place = Place(block.key, row, block.by_role[role].key)
                yield ("goals", str(number), key), Spot(place, Likeness.EXACT)
        others = [key for key in labels if key not in named]
        for key, at, likeness in _assigned(block.columns, GOALS, others):
            yield ("goals", str(number), key), Spot(Place(block.key, row, block.columns[at].key), likeness)


def _column_labelled(block: GoalsBlock, label: str) -> Column | None:
    """Return the column whose heading ``label`` is; years behind it are the form's own."""
    bare = bare_label(label)
    if not bare:
        return None
    return next(
        (column for column in block.columns if column.label and bare.startswith(bare_label(column.label))),
        None,
    )


# -- indicators ----------------------------------------------------------------------------------------------


def _indicators(template: Template, rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[Path, Spot]]:
    block = template.grid
    if block is None or not rows:
        return
    labels = list(dict.fromkeys(label for row in rows for label in row))
    ticks = {
        plain_label(choice): (column, choice)
        for column in block.columns
        if column.choice_style is ChoiceStyle.TICKS
        for choice in column.choices
    }
    columns: dict[str, tuple[Column, Likeness, str | None]] = {
        label: (column, Likeness.EXACT, choice)
        for label in labels
        if plain_label(label) in ticks
        for column, choice in (ticks[plain_label(label)],)
    }
    others = [label for label in labels if label not in columns]
    for label, at, likeness in _assigned(block.columns, INDICATORS, others):
        columns[label] = block.columns[at], likeness, None
    fixed = _execution_rows(block)
    for number, row in enumerate(rows, 1):
        for label in row:
            if label in columns:
                column, likeness, choice = columns[label]
                where = fixed.get(_name(row), indicator_row(number))
                yield (
                    ("indicators", str(number), label),
                    Spot(Place(block.key, where, column.key), likeness, choice),
                )


def _execution_rows(block: IndicatorsBlock) -> dict[str, RowId]:
    """Return the row of the execution rate by the name the template gives it."""
    return {
        plain_label(row.prefilled[column.key]): RowId(row.key)
        for row in block.rows
        if row.role is RowRole.EXECUTION
        for column in block.columns
        if column.role is Role.LEVEL3 and column.key in row.prefilled
    }


def _name(row: Mapping[str, str]) -> str:
    return next((plain_label(text) for label, text in row.items() if plain_label(label) == "三级指标"), "")


# -- labels --------------------------------------------------------------------------------------------------


def _assigned(
    columns: Sequence[Column], vocabulary: Mapping[Role, tuple[str, ...]], labels: Sequence[str]
) -> Iterator[tuple[str, int, Likeness]]:
    """Yield which of ``columns`` each label is, by its words, then by its bare words, then by its role.

    Each column is given away once, to the label that fits it best.
    """
    free = set(range(len(columns)))
    left = list(labels)
    tests: tuple[tuple[Likeness, Callable[[Column, str], bool]], ...] = (
        (Likeness.EXACT, lambda column, label: plain_label(column.label) == plain_label(label)),
        (Likeness.BARE, lambda column, label: bare_label(column.label) == bare_label(label)),
        (Likeness.ROLE, lambda column, label: column.role in tuple(roles_called(vocabulary, label))),
    )
    for likeness, is_called in tests:
        for label in tuple(left):
            fitting = [at for at in sorted(free) if columns[at].label and is_called(columns[at], label)]
            if not fitting:
                continue
            if likeness is Likeness.ROLE:
                # Of several roles a label may stand for, the likeliest comes first.
                order = list(roles_called(vocabulary, label))
                fitting.sort(key=lambda at: order.index(columns[at].role or Role.TITLE))
            free.discard(fitting[0])
            left.remove(label)
            yield label, fitting[0], likeness


def is_claim(template: Template, place: Place) -> bool:
    """Whether a place is computed, so that what stands there on paper is a claim."""
    block = template.by_key.get(place.block)
    column = None if block is None else block.by_key.get(place.column)
    return column is not None and column.stage is Stage.COMPUTED
