"""Where the cells of a transcript belong in a form of a template: by printed label, else by what it means."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    FieldsBlock,
    FiguresBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Role, RowRole
from perfeval_desktop.domain.facts import level1_parts
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.places import EXECUTION_NOTE, ONLY, TITLE, UNIT, YEAR, goal_spellings, place_of
from perfeval_desktop.domain.template import FORM_BLOCK, FORM_FIELDS, Template
from perfeval_desktop.domain.transcripts.assigning import Likeness, columns_called, given_away
from perfeval_desktop.domain.transcripts.clues import clues
from perfeval_desktop.domain.transcripts.fixed_rows import match_rows
from perfeval_desktop.domain.transcripts.labels import bare_label, plain_label
from perfeval_desktop.domain.transcripts.value import (
    ACTUAL,
    EXPECTED,
    LABEL,
    Transcript,
    is_year,
    unit_named,
)
from perfeval_desktop.domain.transcripts.words import KNOWN, Words

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

    ``printed`` are cells that the template's own words say, ``unread`` those without a place:
    ``uncertain`` are those among them that have one in several funding grids. ``lacking`` counts the cells
    that the template asks for in columns the paper does not have; ``clues`` what else speaks for the
    template: title, unit, level-1 names, how the rate is written.
    """

    template: Template
    spots: Mapping[Path, Spot]
    printed: frozenset[Path]
    unread: tuple[Path, ...]
    uncertain: frozenset[Path]
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


def best_match(templates: Iterable[Template], transcript: Transcript, words: Words = KNOWN) -> Match:
    """Return the match with the template that has a place for most; ``templates`` must not be empty."""
    return max((match(template, transcript, words) for template in templates), key=lambda one: one.quality)


def match(template: Template, transcript: Transcript, words: Words = KNOWN) -> Match:
    """Return where the cells of ``transcript`` belong in a form of ``template``, labels read by ``words``."""
    found: dict[Path, Spot] = {}
    found.update(_head(template, transcript))
    found.update(_fields(template, transcript.fields, words))
    rows = match_rows(template, transcript.rows, words)
    found.update(
        (("rows", f"{one.number + 1}", one.label), Spot(one.place, one.likeness)) for one in rows.cells
    )
    found.update(_goals(template, transcript.goals, words))
    found.update(_indicators(template, transcript.indicators, words))
    found.update(_total(template, transcript.total, words))
    filled = [entry.path for entry in transcript.entries()]
    spots = dict(_without_others_text(found, transcript))
    printed = frozenset(_printed(template, transcript.goals, words)).intersection(filled)
    unread = tuple(path for path in filled if path not in spots and path not in printed)
    open_rows = {f"{number + 1}" for number in rows.uncertain}
    uncertain = frozenset(path for path in unread if path[0] == "rows" and path[1] in open_rows)
    lacking = _lacking(template, found.values(), len(transcript.indicators))
    return Match(template, spots, printed, unread, uncertain, lacking, clues(template, transcript, words))


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


def _fields(template: Template, fields: Mapping[str, str], words: Words) -> Found:
    places = _singles(template, FieldsBlock, TextsBlock, FiguresBlock)
    if place_of(template, Role.EXECUTION_NOTE) == EXECUTION_NOTE:
        places.append((EXECUTION_NOTE, FORM_FIELDS.by_role[Role.EXECUTION_NOTE]))
    columns = [column for _, column in places]
    for label, at, likeness in columns_called(columns, words.fields, list(fields)):
        yield ("fields", label), Spot(places[at][0], likeness)


_FIGURES = {Role.WEIGHT: Role.TOTAL_WEIGHT, Role.SCORE: Role.TOTAL}


def _total(template: Template, total: Mapping[str, str], words: Words) -> Found:
    """Yield the places of the closing figures: those below the grid before those in the head."""
    places = _singles(template, FiguresBlock, FieldsBlock)

    def is_figure(one: tuple[Place, Column], label: str) -> int | None:
        roles = [_FIGURES.get(role, role) for role in _roles(label, words)]
        return roles.index(one[1].role) if one[1].role in roles else None

    for label, at, likeness in given_away(places, list(total), [(Likeness.WORD, is_figure)]):
        yield ("total", list(total)[label]), Spot(places[at][0], likeness)


def _roles(label: str, words: Words) -> list[Role]:
    bare = bare_label(label)
    meanings = (*words.indicators.of(bare), *words.fields.of(bare))
    return [one.role for one in meanings if one.role is not None]


# -- goals ---------------------------------------------------------------------------------------------------

_NAMED = {EXPECTED: Role.EXPECTED_GOAL, ACTUAL: Role.ACTUAL_OUTCOME}


def _goals(template: Template, goals: Sequence[Mapping[str, str]], words: Words) -> Found:
    block = template.goals
    if block is None:
        return
    for number, goal in enumerate(goals, 1):
        own = _own_column(block, goal, words)
        if own is not None:
            # Goals side by side, each below a heading of its own.
            yield ("goals", f"{number}", EXPECTED), Spot(Place(block.key, ONLY, own.key), Likeness.EXACT)
        elif number == 1 or block.has_own_rows:
            row = goal_row(number) if block.has_own_rows else ONLY
            for label, column, likeness in _goal_cells(block, goal, words):
                yield ("goals", f"{number}", label), Spot(Place(block.key, row, column.key), likeness)


def _goal_cells(
    block: GoalsBlock, goal: Mapping[str, str], words: Words
) -> Iterator[tuple[str, Column, Likeness]]:
    for key, role in _NAMED.items():
        if key in goal and role in block.by_role:
            yield key, block.by_role[role], Likeness.EXACT
    # Those two may be called as the form prints them as well.
    named = {role for key, role in _NAMED.items() if key in goal}
    columns = [column for column in block.columns if column.role not in named]
    others = [key for key in goal if key not in {*_NAMED, LABEL}]
    for key, at, likeness in columns_called(columns, words.goals, others):
        yield key, columns[at], likeness


def _own_column(block: GoalsBlock, goal: Mapping[str, str], words: Words) -> Column | None:
    """Return the column whose heading the label of a goal is, where goals stand side by side."""
    if block.has_own_rows or Role.ACTUAL_OUTCOME in block.by_role or not goal.get(LABEL):
        return None
    targets = [column for column in block.columns if column.label]
    called = columns_called(targets, words.goals, [goal[LABEL]])
    return next((targets[at] for _, at, _ in called), None)


def _printed(template: Template, goals: Sequence[Mapping[str, str]], words: Words) -> Iterator[Path]:
    """Yield the labels of goals that the template prints as well, in its own words for a goal."""
    block = template.goals
    if block is None:
        return
    headings = [block.label, block.numbered, *(column.label for column in block.columns)]
    own = {one for heading in headings for one in words.goals.of(bare_label(heading))}
    for number, goal in enumerate(goals, 1):
        label = bare_label(goal.get(LABEL, ""))
        is_name = bool(label) and label in map(bare_label, goal_spellings(block, number - 1))
        if is_name or own.intersection(words.goals.of(label)):
            yield ("goals", f"{number}", LABEL)


# -- indicators ----------------------------------------------------------------------------------------------


def _indicators(template: Template, rows: Sequence[Mapping[str, str]], words: Words) -> Found:
    block = template.grid
    if block is None:
        return
    labels = list(dict.fromkeys(label for row in rows for label in row))
    columns = _grid_columns(block, labels, words)
    for number, row in enumerate(rows, 1):
        where = _fixed_row(block, columns, row) or indicator_row(number)
        for label in row:
            if label in columns:
                column, likeness, choice = columns[label]
                spot = Spot(Place(block.key, where, column.key), likeness, choice)
                yield ("indicators", f"{number}", label), spot


GridColumns = Mapping[str, tuple[Column, Likeness, str | None]]


def _grid_columns(block: IndicatorsBlock, labels: Sequence[str], words: Words) -> GridColumns:
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
    for label, at, likeness in columns_called(block.columns, words.indicators, others):
        columns[label] = block.columns[at], likeness, None
    return columns


EXECUTION_NAME = re.compile(r"(?:预算|资金)?(?:执行率|执行进度|支出进度|预算执行)(?:指标)?")


def _fixed_row(block: IndicatorsBlock, columns: GridColumns, row: Mapping[str, str]) -> RowId | None:
    """Return the row of the execution rate if ``row`` bears its name, or one like it."""
    named = [
        level1_parts(plain_label(text))[0]
        for label, text in row.items()
        if label in columns and columns[label][0].role in {Role.LEVEL1, Role.LEVEL3}
    ]
    is_execution = any(EXECUTION_NAME.fullmatch(name) for name in named)
    rows = (RowId(fixed.key) for fixed in block.rows if fixed.role is RowRole.EXECUTION)
    return next(rows, None) if is_execution else None
