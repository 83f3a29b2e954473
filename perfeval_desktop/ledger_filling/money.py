"""The unit of a ledger's amounts: what it says itself, held against what the forms say already."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.money import MoneyUnit, is_finer_than_fen, read_amount
from perfeval_desktop.domain.numerals import Number, is_nothing, read_number
from perfeval_desktop.domain.rounding import EXACT, Rounding, RoundingMode
from perfeval_desktop.exchange.ledger.columns import Choice, Confidence
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.rows import LedgerAmount, LedgerRow
from perfeval_desktop.exchange.ledger.table import LedgerTable
from perfeval_desktop.ledger_filling.matching import Match

# From such a ratio on it is the unit that differs, not the amount.
FAR = 100
# No project is so small in 万元: 10,000 are a hundred million.
_MUCH = 10_000
_TO_THE_FEN = Rounding(RoundingMode.HALF_UP, 2)
# What computing with binary numbers leaves behind the 分.
_NOISE = Decimal("0.000001")


class UnitProposal(NamedTuple):
    """The unit that a ledger's amounts are likely in, and why; with ``by_column`` each column has its own."""

    unit: MoneyUnit
    confidence: Confidence
    reason: str
    by_column: bool = False


def proposed_unit(
    table: LedgerTable, choice: Choice, rows: Sequence[LedgerRow], found: Sequence[Match]
) -> UnitProposal:
    """Return the unit of the amounts, from heading and title, and from what matched forms say."""
    columns = {choice[one].unit for one in choice if one.is_amount} - {None}
    told = next(iter(columns)) if len(columns) == 1 else table.unit
    other = table.other_unit or next((choice[one].other_unit for one in choice if choice[one].other_unit), "")
    if other:
        reason = f"台账写的单位是“{other}”，程序只换算元和万元，请先在台账里换算好再来"
        return UnitProposal(MoneyUnit.TEN_THOUSAND_YUAN, Confidence.UNSURE, reason)
    if len(columns) > 1:
        reason = "各栏栏名里写的单位不同，各按各的"
        return UnitProposal(MoneyUnit.YUAN, Confidence.LIKELY, reason, by_column=True)
    ratios = sorted(_ratios(rows, found))
    if ratios:
        return _held_against_forms(told, ratios)
    if told is not None:
        return UnitProposal(told, Confidence.LIKELY, f"台账写明单位是{told}；表里还没有金额，无从对照")
    return _by_size(rows)


def _held_against_forms(told: MoneyUnit | None, ratios: Sequence[Decimal]) -> UnitProposal:
    """Return the unit under which the ledger says about what the forms say."""
    middle = ratios[len(ratios) // 2]
    fits = MoneyUnit.YUAN if middle >= FAR else MoneyUnit.TEN_THOUSAND_YUAN
    if told is None:
        reason = f"台账没有写单位；按{fits}，{len(ratios)} 个金额与表里的大小相当"
        return UnitProposal(fits, Confidence.SURE, reason)
    if told is fits:
        return UnitProposal(told, Confidence.SURE, f"台账写明单位是{told}，与表里的金额大小相当")
    share = middle if told is MoneyUnit.TEN_THOUSAND_YUAN else middle.scaleb(-told.other.exponent, EXACT)
    times = f"{_shown(share)} 倍" if share >= 1 else f"{_shown(1 / share)} 分之一"
    reason = f"台账写明单位是{told}，但那样金额是表里的约 {times}，像是{fits}，请核对"
    return UnitProposal(fits, Confidence.UNSURE, reason)


def _shown(number: Decimal) -> str:
    return f"{Rounding(RoundingMode.HALF_UP, 0)(number):,f}"


def _by_size(rows: Sequence[LedgerRow]) -> UnitProposal:
    values = sorted(abs(value) for row in rows for one in row.amounts.values() if (value := _plain(one)))
    unit = MoneyUnit.YUAN if values and values[len(values) // 2] >= _MUCH else MoneyUnit.TEN_THOUSAND_YUAN
    why = "金额多在一万以上" if unit is MoneyUnit.YUAN else "金额多在一万以下"
    reason = f"台账没有写单位，表里也没有金额可以对照；{why}，先按{unit}，请核对"
    return UnitProposal(unit, Confidence.UNSURE, reason)


def _ratios(rows: Sequence[LedgerRow], found: Sequence[Match]) -> Iterator[Decimal]:
    """Yield how often each amount, taken for 万元, is what the form of the row says."""
    for row, one in zip(rows, found, strict=True):
        form = one.form
        if form is None:
            continue
        budget = row.amounts.get(LedgerField.ADJUSTED) or row.amounts.get(LedgerField.INITIAL)
        for amount, own in ((budget, form.adjusted), (row.amounts.get(LedgerField.EXECUTED), form.executed)):
            value = None if amount is None else _plain(amount)
            if value and own:
                yield abs(EXACT.divide(value.scaleb(MoneyUnit.TEN_THOUSAND_YUAN.exponent, EXACT), own))


def _plain(amount: LedgerAmount) -> Decimal | None:
    """Return the bare number of an amount; one that names its unit tells nothing about the others."""
    return read_number(amount.text).value


class ReadAmount(NamedTuple):
    """An amount of a ledger in 元, or why there is none; ``note`` tells what deserves a look."""

    value: Decimal | None
    trouble: str = ""
    note: str = ""


def read_ledger_amount(amount: LedgerAmount, unit: MoneyUnit) -> ReadAmount:
    """Return an amount in 元, those without a unit of their own being in ``unit``.

    Where the file has more digits than it shows they count, as far as they are whole 分.
    """
    if amount.spans:
        return ReadAmount(None, f"“{amount.text}”这一格合并了几行，分不出每个项目是多少（{amount.place}）")
    number = read_amount(amount.text, unit)
    if number.value is None:
        return ReadAmount(None, f"{_unreadable(amount.text, number)}，没有填（{amount.place}）")
    note = f"{amount.text} 是负数（{amount.place}）" if number.value < 0 else ""
    if not amount.exact:
        return ReadAmount(number.value, note=note)
    exact = read_amount(amount.exact, unit).value
    whole = None if exact is None else _TO_THE_FEN(exact)
    if exact is None or whole is None or abs(exact - whole) > _NOISE or is_finer_than_fen(whole):
        told = f"格子里实际是 {amount.exact}，按显示的 {amount.text} 填（{amount.place}）"
        return ReadAmount(number.value, note=told)
    return ReadAmount(whole, note=note)


def _unreadable(text: str, number: Number) -> str:
    return f"“{text}”表示没有金额" if is_nothing(text) else f"“{text}”{number.problem or '不是金额'}"
