"""What is wrong with a cell by itself: no number where one belongs, beyond its limits, no choice, no date.

Each answer is the predicate of a sentence that begins with the name of the cell; ``""`` for a sound cell.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from perfeval_desktop.domain.columns import ChoiceStyle, Column, Kind, Role, Stage
from perfeval_desktop.domain.dates import is_date
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.hidden_characters import said_of_hidden, visible
from perfeval_desktop.domain.money import (
    MoneyUnit,
    has_currency_sign_alone,
    is_finer_than_fen,
    names_other_unit,
    read_amount,
)
from perfeval_desktop.domain.numerals import (
    Number,
    NumberProblem,
    decimals_of,
    is_nothing,
    read_coefficient,
    read_number,
    read_percent,
    read_points,
    share_typed,
    shortened,
)
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.rounding import EXACT

_REMEDIES = {
    NumberProblem.NO_NUMBER: "不是数字，请只填数字，没有的留空。",
    NumberProblem.MISGROUPED: "里逗号的位置不对，请改正，或去掉逗号。",
    NumberProblem.TOO_LARGE: "位数太多，请核对。",
    NumberProblem.BLANK: "的数字中间有空格，请去掉空格。",
}


def error_in(column: Column, text: str, unit: MoneyUnit, most: Decimal | None) -> str:
    """Return what is wrong with what was typed in ``column``, for numbers, of a form in ``unit``.

    ``most`` is the most it can be, ``None`` without a limit.
    """
    is_coefficient = column.role is _COEFFICIENT
    number = read_coefficient(text) if is_coefficient else _READERS[column.kind](text, unit)
    if number.value is None:
        return "" if number.problem is None else _unreadable(text, number.problem)
    if column.stage is _COMPUTED:
        return ""
    is_within = number.value >= 0 and (most is None or number.value <= most)
    wrong = "" if is_within else _beyond(column, number.value, most)
    return wrong or _too_fine(column, text, number.value, unit)


def _unreadable(text: str, problem: NumberProblem) -> str:
    if problem is NumberProblem.HIDDEN:
        return said_of_hidden(text)
    return f"“{shortened(text)}”{_REMEDIES[problem]}"


_READERS: Mapping[Kind, Callable[[str, MoneyUnit], Number]] = {
    Kind.AMOUNT: read_amount,
    Kind.POINTS: lambda text, _unit: read_points(text),
    Kind.PERCENT: lambda text, _unit: read_percent(text),
}
# Looked up once: it is asked of each number.
_AMOUNT, _COMPUTED, _COEFFICIENT = Kind.AMOUNT, Stage.COMPUTED, Role.COEFFICIENT


def is_doubtful(column: Column) -> bool:
    """Whether what is typed in ``column`` may be doubtful, though it can be read."""
    return column.kind in _DOUBTS or column.role is _COEFFICIENT


def doubt_in(column: Column, text: str, unit: MoneyUnit) -> str:
    """Return what is doubtful about what was typed in ``column``, one that :func:`is_doubtful`."""
    if column.role is _COEFFICIENT:
        return _small_percentage(text)
    return _DOUBTS[column.kind](column, text, unit)


def _doubtful_unit(_column: Column, text: str, unit: MoneyUnit) -> str:
    if unit is not MoneyUnit.YUAN and has_currency_sign_alone(text):
        return (
            f"“{shortened(text)}”写了货币符号，没有写单位，已按本表的“{unit}”计算；"
            f"如果是元，请改成以“{unit}”为单位的数。"
        )
    if not names_other_unit(text, unit):
        return ""
    return (
        f"“{shortened(text)}”的单位与本表的“{unit}”不同，已按所写的单位计算，"
        f"请核对，或改成以“{unit}”为单位的数。"
    )


def _no_choice(column: Column, text: str, _unit: MoneyUnit) -> str:
    if is_nothing(text) or _is_chosen(column, text):
        return ""
    if _is_chosen(column, visible(text)):
        return said_of_hidden(text)
    return f"“{shortened(text)}”不在可选的“{'、'.join(column.choices)}”里，请改选其中的一项。"


def _no_date(_column: Column, text: str, _unit: MoneyUnit) -> str:
    if is_nothing(text) or is_date(text):
        return ""
    if is_date(visible(text)):
        return said_of_hidden(text)
    return f"“{shortened(text)}”不是日期，请改成像“2024年3月15日”这样的写法。"


_DOUBTS: Mapping[Kind, Callable[[Column, str, MoneyUnit], str]] = {
    Kind.AMOUNT: _doubtful_unit,
    Kind.CHOICE: _no_choice,
    Kind.DATE: _no_date,
}
# Of a coefficient so small nobody speaks: it was meant as tenths, or as more than the whole.
_SMALL = 10


def _small_percentage(text: str) -> str:
    value = read_number(text).value
    if value is None or not 1 < value < _SMALL:
        return ""
    return f"“{shortened(text)}”大于 1，已读作 {points_text(value)}%，请改成 0 到 1 之间的数，或写明“%”。"


def _beyond(column: Column, value: Decimal, most: Decimal | None) -> str:
    # Whether a score is within its weight is a check of its own.
    if column.role is Role.SCORE:
        return ""
    # A difference or a balance, which no rule reads, may be below nothing.
    if value < 0 and (column.role is not None or column.kind is Kind.POINTS):
        return f"是负数（{points_text(value)}），请改成不小于 0 的数。"
    if most is not None and value > most:
        sign = "%" if column.kind is Kind.PERCENT else " 分"
        return f"是 {points_text(value)}{sign}，最多 {points_text(most)}{sign}，请改小。"
    return ""


def _too_fine(column: Column, text: str, value: Decimal, unit: MoneyUnit) -> str:
    # A number that was read has no zeros at its end.
    if column.kind is _AMOUNT:
        if is_finer_than_fen(value):
            return f"精确到了 1 分钱以下（{value:f} 元），请改成最多精确到分的数。"
        value = value.scaleb(-unit.exponent, EXACT)
    limit = column.most_decimals
    if limit is None:
        return ""
    if column.role is _COEFFICIENT and (share := share_typed(text)) is not None:
        # A share of 1 has two decimals more than the percentage that it is.
        value, limit = share, limit + 2
    if (decimals := decimals_of(value)) <= limit:
        return ""
    most = f"最多 {limit} 位" if limit else "应是整数"
    return f"“{value:f}”有 {decimals} 位小数，{most}，请改正。"


_MARKS = Pattern(r"[☑☐□■√✓✔\s、,，]+")
_MARKED = Pattern("[☑☐□■√✓✔]")


def _is_chosen(column: Column, text: str) -> bool:
    """Whether ``text`` is a choice, some of them where each has a column, or the list as ticked on paper."""
    if column.choice_style is not ChoiceStyle.TICKS and not _MARKED.search(text):
        return text.strip() in column.choices
    left = text
    for choice in sorted(column.choices, key=len, reverse=True):
        left = left.replace(choice, "")
    return not _MARKS.sub("", left)
