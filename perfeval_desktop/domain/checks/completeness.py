"""Completeness: what the form must hold before it can be judged."""

from collections.abc import Iterator
from itertools import groupby

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.checks.cell_reader import is_empty
from perfeval_desktop.domain.checks.cells import BlockReader
from perfeval_desktop.domain.checks.check import ANY_LEVEL, Check, in_funding, in_grid, needs
from perfeval_desktop.domain.checks.judged import Judged, Remark
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import NO_ROW, Place, RowId
from perfeval_desktop.domain.fund_lines import main_line
from perfeval_desktop.domain.numerals import is_nothing
from perfeval_desktop.domain.places import ONLY, goal_name, goal_words, place_of, row_words, total_row
from perfeval_desktop.domain.scoring import Origin, execution_row

_ASKED = "还没有填写，请填写。"


def required(judged: Judged) -> Iterator[Remark]:
    """Yield the required cells that are empty (check 7); which they are says the template."""
    for reader in judged.readers:
        if not isinstance(reader.block, IndicatorsBlock):
            yield from _cells(judged, reader)


def _cells(judged: Judged, reader: BlockReader) -> Iterator[Remark]:
    block = reader.block
    rows = _rows_of(judged, block) if reader.asked else [ONLY]
    if not rows:
        place = Place(block.key, ONLY, reader.asked[0].key)
        yield Remark(place, f"{_words_of_goals(block)}还没有填写，请添加一项并填写。")
    for row in rows:
        cells = judged.form.row(block.key, row) or NO_ROW
        for column in reader.asked:
            if is_empty(column, cells.text(column.key)) and not _is_shown(judged, block, column):
                yield judged.remark(Place(block.key, row, column.key), _ASKED)


def _words_of_goals(block: AnyBlock) -> str:
    """Return what a sentence calls the goals: their label, but for one that only heads their numbers."""
    is_counted = isinstance(block, GoalsBlock) and goal_name(block, 0) != goal_words(block, 0)
    return "目标" if is_counted else block.words


def _rows_of(judged: Judged, block: AnyBlock) -> list[RowId]:
    match block:
        case FundingBlock():
            return [RowId(total_row(block))]
        case ChecklistBlock():
            return [RowId(row.key) for row in block.rows]
        case GoalsBlock(has_own_rows=True):
            return [row.id for row in judged.form.rows(block.key)]
        case _:
            return [ONLY]


def _is_shown(judged: Judged, block: AnyBlock, column: Column) -> bool:
    """Whether the total shows an amount, its sources added up, or is asked for with the execution rate."""
    if not isinstance(block, FundingBlock):
        return False
    line = main_line(judged.sheet.funds[block.key])
    if line is None or column.role not in _SHOWN:
        return False
    return _SHOWN[column.role](line) is not None or (
        block is judged.template.funding and column.role in _OF_RATE
    )


_SHOWN = {
    Role.INITIAL_BUDGET: lambda line: line.initial,
    Role.ADJUSTED_BUDGET: lambda line: line.adjusted,
    Role.RECEIVED: lambda line: line.received,
    Role.EXECUTED: lambda line: line.executed,
}
_OF_RATE = frozenset({Role.ADJUSTED_BUDGET, Role.EXECUTED})


def amounts_of_rate(judged: Judged) -> Iterator[Remark]:
    """Yield the amounts that the execution rate is of where they are missing (check 7), both together."""
    block, line = judged.funding, judged.main
    budget = Role.ADJUSTED_BUDGET if Role.ADJUSTED_BUDGET in block.by_role else Role.INITIAL_BUDGET
    places = {
        role: Place(block.key, line.row, block.by_role[role].key)
        for role in (budget, Role.EXECUTED)
        if role in block.by_role and _SHOWN[role](line) is None
    }
    # Of what is there and cannot be read it is said that it cannot.
    missing = [role for role, place in places.items() if is_nothing(judged.text(place))]
    if missing:
        names = "和".join(block.by_role[role].words for role in missing)
        row = row_words(judged.template, judged.form, block, line.row)
        why = "，算不出执行率" if line.rate is None else ""
        yield Remark(
            places[missing[0]],
            f"{row}的{names}还没有填写{why}，请填写，没有发生的填 0。",
        )


def indicator_cells(judged: Judged) -> Iterator[Remark]:
    """Yield the required cells of indicators that are empty (check 7)."""
    for one in judged.readings:
        for column in one.reading.empty:
            asked = "还没有填写，请填写，不计分的填 0。" if column.role is Role.WEIGHT else _ASKED
            yield judged.remark_in(one, column, asked)


def coefficient_of_rate(judged: Judged) -> Iterator[Remark]:
    """Yield the blank coefficient of the execution rate's row where the form requires it (check 7)."""
    row = execution_row(judged.facts)
    if row is None or judged.sheet.execution.origin is not Origin.MISSING:
        return
    asked = (reader.asked for reader in judged.readers if reader.block is judged.grid)
    for column in next(asked, ()):
        place = Place(judged.grid.key, row.row, column.key)
        if column.role is Role.COEFFICIENT and is_nothing(judged.text(place)):
            yield judged.remark(place, _ASKED)


def blank_rows(judged: Judged) -> Iterator[Remark]:
    """Yield the indicators not begun, once for each stretch of them: a new form meets no wall of errors."""
    rows = [row for row in judged.facts.indicators if not row.is_execution]
    if not rows:
        total = place_of(judged.template, Role.TOTAL)
        yield Remark(total or judged.first_row, "还没有绩效指标，请添加指标行并填写。")
    blank = [
        number for number, row in enumerate(judged.facts.indicators) if row.is_blank and not row.is_execution
    ]
    # Numbers that follow each other keep their distance from their place in the list.
    for _, stretch in groupby(enumerate(blank), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in stretch]
        first, last = numbers[0] + 1, numbers[-1] + 1
        words = f"第 {first} 行" if first == last else f"第 {first} 至 {last} 行"
        yield Remark(
            Place(judged.grid.key, judged.facts.indicators[numbers[0]].row, judged.keys.name),
            f"{words}的指标还没有填写，请填写，不需要的行请删去。",
        )


_BUDGET = in_funding(Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET)

CHECKS = (
    Check(Code.REQUIRED, Severity.ERROR, needs(), required),
    Check(Code.REQUIRED, Severity.ERROR, needs(_BUDGET, in_funding(Role.EXECUTED)), amounts_of_rate),
    Check(Code.REQUIRED, Severity.ERROR, needs(), indicator_cells),
    Check(Code.REQUIRED, Severity.ERROR, needs(in_grid(Role.COEFFICIENT), scoring=True), coefficient_of_rate),
    Check(Code.REQUIRED, Severity.ERROR, needs(ANY_LEVEL), blank_rows),
)
