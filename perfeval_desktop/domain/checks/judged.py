"""The form as the checks read it: everything that several of them need, worked out once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from perfeval_desktop.domain.blocks import (
    ONLY_ROW,
    AnyBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.checks.cell_reader import CellReading, Unprintable
from perfeval_desktop.domain.checks.cells import BlockReader, RowReading
from perfeval_desktop.domain.checks.prose import explains
from perfeval_desktop.domain.checks.targets import TargetReader
from perfeval_desktop.domain.column_keys import GridKeys, grid_keys
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.earning import full_score
from perfeval_desktop.domain.facts import Facts, IndicatorFacts
from perfeval_desktop.domain.figures import points_text, rate_text
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.fund_lines import FundLine, Rate, main_line
from perfeval_desktop.domain.money import amount_text
from perfeval_desktop.domain.numerals import is_nothing
from perfeval_desktop.domain.places import (
    execution_place,
    indicator_words,
    note_place,
    place_label,
    place_of,
)
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.rules import RateForm
from perfeval_desktop.domain.scoring import Origin, Score, ScoreSheet, sharing
from perfeval_desktop.domain.template import Template

# Looked up once: before Python 3.12 that takes longer than what it is for.
_SHARED = Origin.SHARED


class Remark(NamedTuple):
    """What a check says: the cell and the sentence.

    Of an indicator, whose ``row`` counts from 0, it is the predicate of a sentence that names the cell: where
    several rows deserve the same, one sentence names them all.
    """

    place: Place
    sentence: str
    row: int | None = None


class ReadRow(NamedTuple):
    """A row of a block, and what there is to say of its cells. ``number`` counts from 0."""

    block: AnyBlock
    number: int
    row: Row
    reading: RowReading

    def place(self, column: Column) -> Place:
        """Return the place of one cell."""
        return Place(self.block.key, self.row.id, column.key)


class JudgedRow(NamedTuple):
    """An indicator that holds more than the names of its levels. ``number`` counts from 0.

    ``sharing`` are the rows that its score is of: itself, and those below that share its cell. ``full`` is
    the most the score can be, ``None`` without a weight.
    """

    number: int
    facts: IndicatorFacts
    score: Score
    sharing: Sequence[IndicatorFacts]
    full: Decimal | None

    @property
    def target(self) -> Quantity | None:
        """The target, ``None`` where it is no quantity."""
        return self.facts.target_quantity

    @property
    def actual(self) -> Quantity | None:
        """The actual, ``None`` where it is no quantity."""
        return self.facts.actual_quantity

    @property
    def is_reached(self) -> bool | None:
        """Whether all targets are reached that the score is of: ``False`` where one is missed."""
        if len(self.sharing) == 1:
            return self.facts.judgement.is_reached
        answers = {row.judgement.is_reached for row in self.sharing}
        return False if False in answers else None if None in answers else True

    @property
    def is_explained(self) -> bool:
        """Whether any of the rows gives a reason."""
        return any(explains(row.reason) for row in self.sharing)


@dataclass(frozen=True)
class Judged:
    """A form with its template, facts and score sheet.

    ``readers`` read the texts and numbers of each block, cell by cell; ``reader_of_targets`` the targets and
    actuals of the indicators. ``unprintable`` tells which characters of a text no face has.
    """

    template: Template
    form: Form
    facts: Facts
    sheet: ScoreSheet
    readers: Sequence[BlockReader]
    reader_of_targets: TargetReader
    unprintable: Unprintable

    # What the form may lack is only asked for by checks that need it.

    @cached_property
    def grid(self) -> IndicatorsBlock:
        """The indicator grid."""
        if self.template.grid is None:
            raise AssertionError("asked by a check that needs no grid")
        return self.template.grid

    @property
    def goals(self) -> GoalsBlock:
        """The goals."""
        if self.template.goals is None:
            raise AssertionError("asked by a check that needs no goals")
        return self.template.goals

    @property
    def funding(self) -> FundingBlock:
        """The funding grid that the execution rate is of."""
        if self.template.funding is None:
            raise AssertionError("asked by a check that needs no amounts")
        return self.template.funding

    @cached_property
    def main(self) -> FundLine:
        """The amounts that the execution rate is of."""
        line = main_line(self.sheet.funds[self.funding.key])
        if line is None:
            raise AssertionError("every funding grid has a row")
        return line

    @cached_property
    def keys(self) -> GridKeys:
        """The keys of the grid's columns."""
        return grid_keys(self.grid)

    @cached_property
    def rows(self) -> tuple[JudgedRow, ...]:
        """The indicators begun, without the row of the execution rate."""
        facts, scores = self.facts.indicators, self.sheet.indicators
        is_shared = _SHARED in {one.origin for one in scores}
        scoring = self.template.scoring
        full: dict[Decimal | None, Decimal | None] = {None: None}
        rows = []
        for number, (row, score) in enumerate(zip(facts, scores, strict=True)):
            if row.is_blank or row.is_execution:
                continue
            weight = score.weight
            if weight not in full:
                full[weight] = None if scoring is None or weight is None else full_score(scoring, weight)
            together = sharing(facts, number) if is_shared else (row,)
            rows.append(JudgedRow(number, row, score, together, full[weight]))
        return tuple(rows)

    @cached_property
    def scored(self) -> tuple[JudgedRow, ...]:
        """The rows with a score cell of their own."""
        return tuple([row for row in self.rows if row.score.origin is not _SHARED])

    @cached_property
    def deducted(self) -> tuple[JudgedRow, ...]:
        """Those that have less than the most they can be."""
        return tuple(
            [
                row
                for row in self.scored
                if row.full is not None and row.score.value is not None and row.score.value < row.full
            ]
        )

    @cached_property
    def has_all_weights(self) -> bool:
        """Whether every indicator begun has its weight, or a part in that of the row above."""
        return all(row.score.weight is not None or row.facts.weight_is_joined for row in self.scored)

    # -- places --

    def place(self, row: JudgedRow, column: str) -> Place:
        """Return the place of an indicator's cell."""
        return Place(self.grid.key, row.facts.row, column)

    @cached_property
    def target_key(self) -> str:
        """The column of the target, that of its number where it is split."""
        return self.keys.target or self.keys.target_number

    @cached_property
    def note(self) -> Place:
        """Where a budget that was changed, or a low execution, is explained."""
        return note_place(self.template)

    @cached_property
    def has_note(self) -> bool:
        """Whether that is explained: there, in the note that every form has, or beside the execution rate."""
        execution = (row.reason for row in self.facts.indicators if row.is_execution)
        texts = (self.text(self.note), self.facts.execution_note, *execution)
        return any(map(explains, texts))

    @cached_property
    def execution_score(self) -> Place | None:
        """The cell of the execution rate's score, ``None`` where the form has none."""
        return execution_place(self.template, Role.SCORE)

    @cached_property
    def execution(self) -> Place:
        """Where the user looks for the execution rate: at its score, itself, or what was spent."""
        spent = self.funding.by_role[Role.EXECUTED].key
        rate = execution_place(self.template, Role.EXECUTION_RATE)
        return self.execution_score or rate or Place(self.funding.key, self.main.row, spent)

    @cached_property
    def total(self) -> Place:
        """Where the user looks for the sum of the form: its closing figures, or the top of what adds up."""
        for role in (Role.TOTAL_WEIGHT, Role.TOTAL):
            if (place := place_of(self.template, role)) is not None:
                return place
        return self.first_row

    @cached_property
    def first_row(self) -> Place:
        """The name of the first indicator; of the first goal in a form without indicators."""
        if self.template.grid is None:
            return Place(self.goals.key, self.facts.goals[0].row, self.goals.columns[0].key)
        first = self.facts.indicators[0].row if self.facts.indicators else RowId(ONLY_ROW)
        return Place(self.grid.key, first, self.keys.name)

    def claims(self, role: Role) -> Iterator[tuple[Place, str]]:
        """Yield the cells with ``role`` that stand alone and hold anything."""
        for block in self.template.blocks:
            column = block.by_role.get(role)
            if column is not None and isinstance(block, FieldsBlock | FiguresBlock | TextsBlock):
                place = Place(block.key, RowId(ONLY_ROW), column.key)
                if not is_nothing(text := self.text(place)):
                    yield place, text.strip()

    def text(self, place: Place) -> str:
        """Return the text of a cell."""
        return self.form.text(*place)

    # -- readings --

    @cached_property
    def readings(self) -> tuple[ReadRow, ...]:
        """The rows of all blocks with cells of which there is something to say."""
        unit = self.facts.unit
        return tuple(
            [
                ReadRow(reader.block, number, row, reading)
                for reader in self.readers
                for number, row in enumerate(self.form.rows(reader.block.key))
                if (reading := reader.read(row, unit)) is not None
            ]
        )

    @cached_property
    def targets(self) -> Mapping[str, Sequence[tuple[JudgedRow, str]]]:
        """What there is to say of targets and actuals: by its code the indicators, each with a predicate."""
        rows, read = self.form.rows(self.grid.key), self.reader_of_targets.read
        found: defaultdict[str, list[tuple[JudgedRow, str]]] = defaultdict(list)
        for row in self.rows:
            for code, predicate in read(rows[row.number], row.facts):
                found[code].append((row, predicate))
        return found

    def told_of_targets(self, code: str, column: str) -> Iterator[Remark]:
        """Yield what is found by ``code`` in one column of the indicators."""
        block = self.grid.key
        for row, predicate in self.targets.get(code, ()):
            yield Remark(Place(block, row.facts.row, column), predicate, row.number)

    def told(self, select: Callable[[CellReading], str]) -> Iterator[Remark]:
        """Yield what the readings say of single cells."""
        for one in self.readings:
            for column, reading in one.reading.cells:
                if predicate := select(reading):
                    yield self.remark_in(one, column, predicate)

    # -- words --

    def remark(self, place: Place, predicate: str) -> Remark:
        """Return a remark whose sentence begins with the name of ``place``."""
        return Remark(place, self.label(place) + predicate)

    def remark_on(self, row: JudgedRow, column: str, predicate: str) -> Remark:
        """Return a remark on an indicator, whose sentence begins with the name of the cell."""
        return Remark(self.place(row, column), predicate, row.number)

    def remark_in(self, one: ReadRow, column: Column, predicate: str) -> Remark:
        """Return a remark on a cell of any block, whose sentence begins with the name of the cell."""
        place = one.place(column)
        if one.block is not self.template.grid:
            return self.remark(place, predicate)
        return Remark(place, predicate, one.number)

    def label(self, place: Place) -> str:
        """Return the words the user finds ``place`` by."""
        return place_label(self.template, self.form, place)

    def row_label(self, row: int, column: str) -> str:
        """Return the words the user finds the cell of an indicator by; ``row`` counts from 0."""
        return f"{indicator_words(row, self.facts.indicators[row].name)}的{self.column_words(column)}"

    def column_words(self, column: str) -> str:
        """Return the words of a column of the grid, its heading before them where two columns share them."""
        return self._words[column]

    @cached_property
    def _words(self) -> dict[str, str]:
        columns = self.grid.columns
        shared = Counter(column.words for column in columns)
        return {
            column.key: f"{column.above}的{column.words}"
            if shared[column.words] > 1 and column.above
            else column.words or self.grid.words or column.key
            for column in columns
        }

    def amount(self, value: Decimal) -> str:
        """Return an amount (in 元) with the form's unit, e.g. ``9.00 万元``."""
        unit, style = self.facts.unit, self.template.amounts
        return f"{amount_text(value, unit, decimals=style.decimals, grouping=style.grouping)} {unit}"

    def rate(self, rate: Rate) -> str:
        """Return an execution rate as the form prints it, a number with its sign: ``98.88%``."""
        sign = "%" if self.template.rate.form is RateForm.NUMBER else ""
        return f"{rate_text(rate.figure, self.template.rate)}{sign}"

    def points(self, value: Decimal | None) -> str:
        """Return points without trailing zeros."""
        return points_text(value)
