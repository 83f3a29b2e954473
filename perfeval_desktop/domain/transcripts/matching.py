"""Where the cells of a transcript belong in a form of a template: by printed label, else by what it means."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from perfeval_desktop.domain.columns import ChoiceStyle, Column, FixedRow, Kind, Role, RowRole
from perfeval_desktop.domain.facts import level1_parts
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.places import EXECUTION_NOTE, ONLY, TITLE, UNIT, YEAR, goal_spellings, place_of
from perfeval_desktop.domain.template import FORM_BLOCK, FORM_FIELDS, Template
from perfeval_desktop.domain.transcripts.assigning import Fits, Likeness, columns_called, given_away
from perfeval_desktop.domain.transcripts.clues import clues
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label, plain_label, row_label
from perfeval_desktop.domain.transcripts.value import (
    ACTUAL,
    EXPECTED,
    LABEL,
    Transcript,
    TranscriptRow,
    is_year,
    unit_named,
)
from perfeval_desktop.domain.transcripts.vocabulary import (
    CHECKLIST,
    CHECKLIST_ROWS,
    FIELDS,
    FUND_ROWS,
    FUNDING,
    GOALS,
    INDICATORS,
)

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell of the transcript belongs. ``choice`` is the tick column of a choice."""

    place: Place
    likeness: Likeness
    choice: str | None = None


Found = Iterator[tuple[Path, Spot]]


@dataclass(frozen=True, slots=True)
class Match:
    """A transcript held against a template: the spot of each filled cell that has one.

    ``printed`` are cells that the template's own words say, ``unread`` those without a place. ``lacking``
    counts the cells that the template asks for in columns the paper does not have; ``clues`` what else speaks
    for the template: title, unit, level-1 names, how the rate is written.
    """

    template: Template
    spots: Mapping[Path, Spot]
    printed: frozenset[Path]
    unread: tuple[Path, ...]
    lacking: int
    clues: int

    @property
    def quality(self) -> tuple[int, int, int, int]:
        """What the best template is chosen by.

        First what has a place, less what would be missing: a form without points is none of a template that
        gives points. Then the clues, how labels were recognised, and how few columns stay empty.
        """
        fitting = len(self.spots) + len(self.printed) - self.lacking
        return fitting, self.clues, sum(spot.likeness for spot in self.spots.values()), -_unused(self)


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
    found.update(_head(template, transcript))
    found.update(_fields(template, transcript.fields))
    found.update(_rows(template, transcript.rows))
    found.update(_goals(template, transcript.goals))
    found.update(_indicators(template, transcript.indicators))
    found.update(_total(template, transcript.total))
    filled = [entry.path for entry in transcript.entries()]
    spots = dict(_without_others_text(found, transcript))
    printed = frozenset(_printed(template, transcript.goals)).intersection(filled)
    unread = tuple(path for path in filled if path not in spots and path not in printed)
    lacking = _lacking(template, found.values(), len(transcript.indicators))
    return Match(template, spots, printed, unread, lacking, clues(template, transcript))


def _without_others_text(found: Mapping[Path, Spot], transcript: Transcript) -> Found:
    """Yield the spots of filled cells; two cells have one place only where they say the same."""
    texts: dict[Place, str] = {}
    for entry in transcript.entries():
        spot = found.get(entry.path)
        if spot is not None and (
            spot.choice is not None or texts.setdefault(spot.place, entry.text) == entry.text
        ):
            yield entry.path, spot


# -- the best of several -------------------------------------------------------------------------------------


def _unused(one: Match) -> int:
    """Return how many columns of the template nothing was found for."""
    used = {(spot.place.block, spot.place.column) for spot in one.spots.values()}
    return sum(
        (key, column.key) not in used
        for key, block in one.template.by_key.items()
        if key != FORM_BLOCK
        for column in block.columns
    )


def _lacking(template: Template, spots: Iterable[Spot], indicators: int) -> int:
    """Return how many cells of required columns there would be without a text for any."""
    used = {(spot.place.block, spot.place.column) for spot in spots}
    return sum(
        indicators if isinstance(block, IndicatorsBlock) else 1
        for block in template.blocks
        for column in block.columns
        if column.required and (block.key, column.key) not in used
    )


# -- head, fields, total -------------------------------------------------------------------------------------


def _head(template: Template, transcript: Transcript) -> Found:
    yield ("title",), Spot(TITLE, Likeness.EXACT)
    if is_year(transcript.fiscal_year):
        yield ("fiscal_year",), Spot(YEAR, Likeness.EXACT)
    if unit_named(transcript.unit) is not None:
        yield ("unit",), Spot(UNIT, Likeness.EXACT)
    grade = place_of(template, Role.GRADE)
    if grade is not None:
        yield ("grade",), Spot(grade, Likeness.EXACT)


def _singles(template: Template, *kinds: type[AnyBlock]) -> list[tuple[Place, Column]]:
    blocks = [block for kind in kinds for block in template.blocks if isinstance(block, kind)]
    return [(Place(block.key, ONLY, column.key), column) for block in blocks for column in block.columns]


def _fields(template: Template, fields: Mapping[str, str]) -> Found:
    places = _singles(template, FieldsBlock, TextsBlock, FiguresBlock)
    if place_of(template, Role.EXECUTION_NOTE) == EXECUTION_NOTE:
        places.append((EXECUTION_NOTE, FORM_FIELDS.by_role[Role.EXECUTION_NOTE]))
    columns = [column for _, column in places]
    for label, at, likeness in columns_called(columns, FIELDS, list(fields)):
        yield ("fields", label), Spot(places[at][0], likeness)


_FIGURES = {Role.WEIGHT: Role.TOTAL_WEIGHT, Role.SCORE: Role.TOTAL}


def _total(template: Template, total: Mapping[str, str]) -> Found:
    """Yield the places of the closing figures: those below the grid before those in the head."""
    places = _singles(template, FiguresBlock, FieldsBlock)

    def is_figure(one: tuple[Place, Column], label: str) -> int | None:
        roles = [_FIGURES.get(role, role) for role in _roles(label)]
        return roles.index(one[1].role) if one[1].role in roles else None

    for label, at, likeness in given_away(places, list(total), [(Likeness.WORD, is_figure)]):
        yield ("total", list(total)[label]), Spot(places[at][0], likeness)


def _roles(label: str) -> list[Role]:
    bare = bare_label(label)
    meanings = (*INDICATORS.of(bare), *FIELDS.of(bare))
    return [one.role for one in meanings if one.role is not None]


# -- rows of funding and checklists --------------------------------------------------------------------------


def _rows(template: Template, rows: Sequence[TranscriptRow]) -> Found:
    fixed_rows = _fixed_rows(template)
    numbers = range(len(rows))
    by_name = {f"{number}": rows[number] for number in numbers}
    tests = [(likeness, _row_test(by_name, likeness)) for likeness in reversed(Likeness)]
    for number, at, of_row in given_away(fixed_rows, list(by_name), tests):
        block, fixed = fixed_rows[at]
        vocabulary = FUNDING if isinstance(block, FundingBlock) else CHECKLIST
        for label, column, likeness in _cells(block, vocabulary, list(rows[number].values)):
            place = Place(block.key, RowId(fixed.key), block.columns[column].key)
            yield ("rows", f"{number + 1}", label), Spot(place, min(likeness, of_row))


_BUDGETS = {Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET}


def _cells(block: AnyBlock, vocabulary: Vocabulary, labels: list[str]) -> Iterator[tuple[str, int, Likeness]]:
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


def _row_test(rows: Mapping[str, TranscriptRow], likeness: Likeness) -> Fits[tuple[AnyBlock, FixedRow]]:
    """Return the test whether a row of the transcript is a row of the template in that likeness."""

    def fits(one: tuple[AnyBlock, FixedRow], number: str) -> int | None:
        block, fixed = one
        row = rows[number]
        if isinstance(block, FundingBlock) is bool(row.block):
            return None
        labels = (fixed.label, *fixed.labels.values())
        vocabulary = FUND_ROWS if isinstance(block, FundingBlock) else CHECKLIST_ROWS
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


# -- goals ---------------------------------------------------------------------------------------------------

_NAMED = {EXPECTED: Role.EXPECTED_GOAL, ACTUAL: Role.ACTUAL_OUTCOME}


def _goals(template: Template, goals: Sequence[Mapping[str, str]]) -> Found:
    block = template.goals
    if block is None:
        return
    for number, goal in enumerate(goals, 1):
        own = _own_column(block, goal)
        if own is not None:
            # Goals side by side, each below a heading of its own.
            yield ("goals", f"{number}", EXPECTED), Spot(Place(block.key, ONLY, own.key), Likeness.EXACT)
        elif number == 1 or block.has_own_rows:
            row = goal_row(number) if block.has_own_rows else ONLY
            for label, column, likeness in _goal_cells(block, goal):
                yield ("goals", f"{number}", label), Spot(Place(block.key, row, column.key), likeness)


def _goal_cells(block: GoalsBlock, goal: Mapping[str, str]) -> Iterator[tuple[str, Column, Likeness]]:
    for key, role in _NAMED.items():
        if key in goal and role in block.by_role:
            yield key, block.by_role[role], Likeness.EXACT
    # Those two may be called as the form prints them as well.
    named = {role for key, role in _NAMED.items() if key in goal}
    columns = [column for column in block.columns if column.role not in named]
    others = [key for key in goal if key not in {*_NAMED, LABEL}]
    for key, at, likeness in columns_called(columns, GOALS, others):
        yield key, columns[at], likeness


def _own_column(block: GoalsBlock, goal: Mapping[str, str]) -> Column | None:
    """Return the column whose heading the label of a goal is, where goals stand side by side."""
    if block.has_own_rows or Role.ACTUAL_OUTCOME in block.by_role or not goal.get(LABEL):
        return None
    targets = [column for column in block.columns if column.label]
    called = columns_called(targets, GOALS, [goal[LABEL]])
    return next((targets[at] for _, at, _ in called), None)


def _printed(template: Template, goals: Sequence[Mapping[str, str]]) -> Iterator[Path]:
    """Yield the labels of goals that the template prints as well, in its own words for a goal."""
    block = template.goals
    if block is None:
        return
    headings = [block.label, block.numbered, *(column.label for column in block.columns)]
    own = {one for heading in headings for one in GOALS.of(bare_label(heading))}
    for number, goal in enumerate(goals, 1):
        label = bare_label(goal.get(LABEL, ""))
        is_name = bool(label) and label in map(bare_label, goal_spellings(block, number - 1))
        if is_name or own.intersection(GOALS.of(label)):
            yield ("goals", f"{number}", LABEL)


# -- indicators ----------------------------------------------------------------------------------------------


def _indicators(template: Template, rows: Sequence[Mapping[str, str]]) -> Found:
    block = template.grid
    if block is None:
        return
    columns = _grid_columns(block, list(dict.fromkeys(label for row in rows for label in row)))
    for number, row in enumerate(rows, 1):
        where = _fixed_row(block, columns, row) or indicator_row(number)
        for label in row:
            if label in columns:
                column, likeness, choice = columns[label]
                spot = Spot(Place(block.key, where, column.key), likeness, choice)
                yield ("indicators", f"{number}", label), spot


GridColumns = Mapping[str, tuple[Column, Likeness, str | None]]


def _grid_columns(block: IndicatorsBlock, labels: Sequence[str]) -> GridColumns:
    """Return the column of each label; a choice may be printed as a column for each word to tick."""
    ticks = {
        bare_label(choice): (column, Likeness.EXACT, choice)
        for column in block.columns
        if column.choice_style is ChoiceStyle.TICKS
        for choice in column.choices
    }
    columns: dict[str, tuple[Column, Likeness, str | None]] = {
        label: ticks[bare_label(label)] for label in labels if bare_label(label) in ticks
    }
    others = [label for label in labels if label not in columns]
    for label, at, likeness in columns_called(block.columns, INDICATORS, others):
        columns[label] = block.columns[at], likeness, None
    return columns


_EXECUTION = re.compile(r"(?:预算|资金)?(?:执行率|执行进度|支出进度|预算执行)(?:指标)?")


def _fixed_row(block: IndicatorsBlock, columns: GridColumns, row: Mapping[str, str]) -> RowId | None:
    """Return the row of the execution rate if ``row`` bears its name, or one like it."""
    named = [
        level1_parts(plain_label(text))[0]
        for label, text in row.items()
        if label in columns and columns[label][0].role in {Role.LEVEL1, Role.LEVEL3}
    ]
    is_execution = any(_EXECUTION.fullmatch(name) for name in named)
    rows = (RowId(fixed.key) for fixed in block.rows if fixed.role is RowRole.EXECUTION)
    return next(rows, None) if is_execution else None
