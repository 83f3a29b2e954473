"""The projects of a ledger: a row each, sums and what stands between left out and told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from perfeval_desktop.domain.entry import parse_year
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.errors import EntryError
from perfeval_desktop.exchange.ledger.columns import Choice
from perfeval_desktop.exchange.ledger.fields import AMOUNTS, LedgerField
from perfeval_desktop.exchange.ledger.table import LedgerTable, Line
from perfeval_desktop.exchange.sheet import Cell

_SUM = re.compile(r"(?:^|.)(?:合\s*计|小\s*计|总\s*计|累\s*计)[)）:：]?$")
_PART = re.compile(r"^\s*其\s*中\s*[:：]?")
_NUMBERING = re.compile(r"[0-9]{1,2}|栏次|行次|[A-Z]|[甲乙丙丁]|[(（][0-9]{1,2}[)）]")


class LedgerAmount(NamedTuple):
    """An amount as it stands in the ledger, with its place.

    ``exact`` is the number behind what is displayed where that is rounded, ``unit`` the one in the heading.
    ``spans`` tells of a cell that is merged over several rows.
    """

    text: str
    place: str
    exact: str = ""
    unit: MoneyUnit | None = None
    spans: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A project of a ledger: its names, its year (``None`` without one), its amounts by field."""

    number: int
    place: str
    project: str
    code: str = ""
    department: str = ""
    unit: str = ""
    year: int | None = None
    amounts: Mapping[LedgerField, LedgerAmount] = field(default_factory=dict)


class LeftOut(NamedTuple):
    """A line of the ledger that is no project, and why."""

    place: str
    text: str
    reason: str


class LedgerRows(NamedTuple):
    """The projects of a ledger, and the lines that are none."""

    rows: tuple[LedgerRow, ...]
    left_out: tuple[LeftOut, ...]


def ledger_rows(table: LedgerTable, choice: Choice) -> LedgerRows:
    """Return the projects of ``table``, its columns being what ``choice`` says."""
    rows: list[LedgerRow] = []
    left_out: list[LeftOut] = []
    for line in table.lines:
        first = min(line.values(), key=lambda cell: (-cell.row, cell.column))
        row = _row(line, choice, first, len(rows))
        if reason := _reason(line, row, choice):
            left_out.append(LeftOut(first.place, " ".join(cell.text for cell in _by_column(line)), reason))
        else:
            rows.append(row)
    return LedgerRows(tuple(rows), tuple(left_out))


def _by_column(line: Line) -> list[Cell]:
    return [line[at] for at in sorted(line)]


def _row(line: Line, choice: Choice, first: Cell, number: int) -> LedgerRow:
    def text(one: LedgerField) -> str:
        cell = line.get(choice[one].at) if one in choice else None
        return "" if cell is None else "".join(cell.text.split("\n")).strip()

    return LedgerRow(
        number,
        first.place,
        text(LedgerField.PROJECT),
        text(LedgerField.CODE),
        text(LedgerField.DEPARTMENT),
        text(LedgerField.UNIT),
        _year(text(LedgerField.YEAR)),
        {
            one: LedgerAmount(cell.text.strip(), cell.place, cell.exact, choice[one].unit, cell.rows > 1)
            for one in AMOUNTS
            if one in choice and (cell := line.get(choice[one].at)) is not None
        },
    )


def _year(text: str) -> int | None:
    try:
        return parse_year(text) if text else None
    except EntryError:
        return None


def _reason(line: Line, row: LedgerRow, choice: Choice) -> str:
    """Return why a line is no project, ``""`` where it is one."""
    names = [
        cell.text
        for at, cell in line.items()
        if at not in {choice[one].at for one in AMOUNTS if one in choice}
    ]
    if any(_SUM.search(name.strip()) for name in (*names[:3], row.project)):
        return "合计、小计"
    if LedgerField.PROJECT in choice and row.project == "".join(choice[LedgerField.PROJECT].parts):
        return "重复的栏名"
    if not row.project and not row.code:
        return "没有项目名称"
    # The name of a group, a line to sign, a remark: nothing is to be filled in for it.
    if not row.amounts:
        return "没有金额"
    if _PART.match(row.project):
        return "是上一行的一部分"
    return "栏次" if _NUMBERING.fullmatch(row.project) else ""
