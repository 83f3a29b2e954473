"""How a form writes its figures, where they show it: amounts, the execution rate, the points for it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.money import MoneyUnit, read_amount
from perfeval_desktop.domain.numerals import decimals_of, is_nothing, read_number
from perfeval_desktop.domain.rounding import EXACT, Rounding, RoundingMode
from perfeval_desktop.domain.rules import RateForm, RateStyle
from perfeval_desktop.domain.template import AmountStyle
from perfeval_desktop.domain.transcripts.labels import bare_label
from perfeval_desktop.domain.transcripts.value import ROWS, unit_named
from perfeval_desktop.exchange.deriving.making import Making
from perfeval_desktop.exchange.sheet import Cell

_AMOUNTS = frozenset({Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET, Role.RECEIVED, Role.EXECUTED})
USUAL_ROUNDING = Rounding(RoundingMode.HALF_UP, 2)
_USUAL_DECIMALS = 2
# Of a rate written without its sign, how far it may be from the quotient that it is.
_NEAR = Decimal("0.01")
_MOST_DECIMALS = 4
# One rate that was rounded up is rather a slip of the pen; two are not.
_OTHER_MODES = ((RoundingMode.TRUNCATE, 1), (RoundingMode.UP, 2))
_CUT = (RoundingMode.HALF_UP, RoundingMode.TRUNCATE)


class Rate(NamedTuple):
    """A rate that is written beside its amounts: its text, the quotient, its cell."""

    text: str
    exact: Decimal
    cell: Cell | None

    @property
    def written(self) -> Decimal:
        """The number in the text."""
        return read_number(self.text.rstrip("%％ ")).value or Decimal(0)


def amount_style(making: Making) -> AmountStyle:
    """Return how amounts are written."""
    form = making.found.transcript
    unit = unit_named(form.unit)
    if unit is None:
        making.guess(None, "表上没有印金额单位，按“万元”，请核对。")
    texts = [text for values in _by_role(making) for role, (text, _) in values.items() if role in _AMOUNTS]
    numbers = [text for text in texts if read_amount(text, MoneyUnit.YUAN).value is not None]
    written = [text.rstrip("万元") for text in numbers]
    decimals = [len(text.partition(".")[2]) for text in written if text.strip("0") or "." in text]
    return AmountStyle(
        unit=unit or MoneyUnit.TEN_THOUSAND_YUAN,
        decimals=min(decimals, default=_USUAL_DECIMALS),
        grouping=any("," in text for text in written),
        unit_in_cell=bool(numbers) and all(text.endswith("元") for text in numbers),
    )


def rates(making: Making) -> tuple[Rate, ...]:
    """Return the execution rates that are written beside the amounts they are of, that of the total first."""
    return tuple(_rates(making))


def _rates(making: Making) -> Iterator[Rate]:
    for values in _by_role(making):
        text, cell = values.get(Role.EXECUTION_RATE, ("", None))
        budget = _amount(values, Role.ADJUSTED_BUDGET) or _amount(values, Role.INITIAL_BUDGET)
        executed = _amount(values, Role.EXECUTED)
        if budget and executed is not None and read_number(text.rstrip("%％ ")).value is not None:
            yield Rate(text, EXACT.divide(executed, budget), cell)


Valued = Mapping[Role, tuple[str, Cell | None]]


def _by_role(making: Making) -> Iterator[Valued]:
    """Yield the cells of each fund row by what its label means, first come first."""
    words = making.grid.words.funding
    for number, row in enumerate(making.found.transcript.rows, 1):
        found: dict[Role, tuple[str, Cell | None]] = {}
        for label, text in row.values.items():
            roles = [one.role for one in words.of(bare_label(label)) if one.role is not None]
            if roles and not is_nothing(text):
                cell = making.found.layout.cells.get((ROWS, f"{number}", label))
                found.setdefault(roles[0], (text.strip(), cell))
        yield found


def _amount(values: Valued, role: Role) -> Decimal | None:
    return read_amount(values.get(role, ("", None))[0], MoneyUnit.YUAN).value


def rate_style(making: Making, found: Sequence[Rate]) -> RateStyle:
    """Return how rates are written; where two ways of rounding would write the same, the usual one."""
    form = _form(found)
    scale = Decimal(1) if form is RateForm.FRACTION else Decimal(100)
    written = [rate.text.rstrip("%％ ") for rate in found]
    decimals = [len(text.partition(".")[2]) for text in written]
    # 100% tells nothing of the decimals of other rates.
    is_cut = any(rate.exact * scale != rate.written for rate in found)
    most = max(decimals) if is_cut else max([_USUAL_DECIMALS, *decimals])
    is_fixed = not decimals or min(decimals) == most
    usual = Rounding(RoundingMode.HALF_UP, min(most, _MOST_DECIMALS))
    others = [rate for rate in found if usual(rate.exact * scale) != rate.written]
    if not others:
        return RateStyle(usual, form, is_fixed)
    shown = others[0]
    for mode, least in _OTHER_MODES:
        rounding = Rounding(mode, usual.decimals)
        if len(others) >= least and all(rounding(rate.exact * scale) == rate.written for rate in found):
            making.guess(shown.cell, f"执行率按{mode.label}：“{shown.text}”是这样由金额算得的。")
            return RateStyle(rounding, form, is_fixed)
    making.guess(shown.cell, f"执行率“{shown.text}”不是由表上的金额四舍五入得来的，请核对怎样取舍。")
    return RateStyle(usual, form, is_fixed)


def _form(found: Sequence[Rate]) -> RateForm:
    if not found or any(rate.text.endswith(("%", "％")) for rate in found):
        return RateForm.PERCENT
    is_share = all(abs(rate.written - rate.exact) <= _NEAR for rate in found)
    return RateForm.FRACTION if is_share else RateForm.NUMBER


def score_rounding(making: Making, weight: Decimal, found: Sequence[Rate]) -> Rounding:
    """Return how the points for the execution rate are rounded."""
    scored = [
        (read_number(text).value, text, cell)
        for values in _by_role(making)
        for text, cell in [values.get(Role.SCORE, ("", None))]
    ]
    for value, text, cell in scored[:1]:
        if value is None or not found:
            continue
        exact = min(found[0].exact, Decimal(1)) * weight
        for decimals, mode in product((2, 1, 0), _CUT):
            rounding = Rounding(mode, decimals)
            if decimals >= decimals_of(value) and rounding(exact) == value:
                if rounding != USUAL_ROUNDING:
                    how = f"{mode.label}到 {decimals} 位小数" if decimals else f"{mode.label}到整数"
                    making.guess(cell, f"得分按{how}：“{text}”是这样由执行率算得的。")
                return rounding
        making.guess(cell, f"得分“{text}”不是由执行率四舍五入得来的，请核对怎样取舍。")
    return USUAL_ROUNDING
