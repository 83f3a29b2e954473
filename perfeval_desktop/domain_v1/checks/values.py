"""Target and actual: measurable, of one kind, in the right direction, and no copy of each other."""

import re
from collections.abc import Iterator

from perfeval_desktop.domain_v1.checks.checked_form import CheckedForm, Row
from perfeval_desktop.domain.checks.reading import explains, has_number, placeholder
from perfeval_desktop.domain_v1.direction import (
    is_out_of_reach,
    is_sign_doubtful,
    more_is_better,
    speaks_of_change,
)
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import IndicatorField
from perfeval_desktop.domain_v1.judgement import Doubt
from perfeval_desktop.domain_v1.numerals import narrow, shortened
from perfeval_desktop.domain.quantity import Quantity
from perfeval_desktop.domain_v1.scoring import HUNDRED

_OPERATORS = tuple("=＝<＜>＞≤≥≦≧")

# Names of which less is better, in the widest sense: an upper bound is nothing to wonder at.
_LESS_IS_BETTER = re.compile(
    "故障|事故|投诉|差错|错误|失误|缺陷|违规|违法|失败|中断|逾期|流失|死亡|伤亡|发病|感染|污染|排放|能耗|耗|"
    "成本|费|支出|控制|误差|超|误|漏|退"
)


def copied_actual(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each actual that is a copy of its target with the operator, or no single value (check 11)."""
    for row in checked.rows:
        if _is_copied(row):
            yield checked.finding_at(
                Code.COPIED_ACTUAL,
                row.cell(IndicatorField.ACTUAL),
                f"“{shortened(row.indicator.actual)}”带着目标的符号，请只填实际达到的数值，不带“≥”“=”等符号。",
            )


def _is_copied(row: Row) -> bool:
    actual = row.indicator.actual.strip()
    if row.actual is not None and row.actual.comparator.is_signed:
        return True
    return actual.startswith(_OPERATORS) and narrow(actual) == narrow(row.indicator.target.strip())


def formula_word(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each actual that is only a word like 达成指标 where the target is a quantity (check 12)."""
    for row in checked.rows:
        if row.target is not None and row.indicator.actual.strip() in checked.template.reached_words:
            yield checked.finding_at(
                Code.FORMULA_WORD,
                row.cell(IndicatorField.ACTUAL),
                f"只写了“{row.indicator.actual.strip()}”，目标是“{shortened(row.indicator.target)}”，"
                "请填写实际达到的数值。",
            )


def other_kind(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each actual that cannot be held against its quantitative target (check 13)."""
    for row in checked.rows:
        if row.target is None:
            continue
        if row.actual is not None:
            if not row.target.comparable_with(row.actual):
                yield checked.finding_at(
                    Code.OTHER_KIND,
                    row.cell(IndicatorField.ACTUAL),
                    f"{_units(row.actual, row.target)}，无法比较，请把单位改成一致。",
                )
        elif _is_only_words(row.indicator.actual, checked.template.reached_words):
            yield checked.finding_at(
                Code.OTHER_KIND,
                row.cell(IndicatorField.ACTUAL),
                f"是文字“{shortened(row.indicator.actual)}”，目标是数值“{shortened(row.indicator.target)}”，"
                "请填写实际达到的数值。",
            )


def _units(actual: Quantity, target: Quantity) -> str:
    if not (actual.unit or target.unit):
        return "和目标都没有写单位，可能一个是比例、一个是百分数"
    return f"{_unit(actual)}，目标{_unit(target)}"


def _unit(quantity: Quantity) -> str:
    return f"的单位是“{quantity.unit}”" if quantity.unit else "没有写单位"


def _is_only_words(text: str, reached_words: frozenset[str]) -> bool:
    words = text.strip()
    return bool(words) and words not in reached_words and not has_number(words) and not placeholder(words)


def over_achievement(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each actual far above its target and unexplained (check 14).

    How far is the template's ``over_achievement``. A share of a whole cannot be overfulfilled below 100 %.
    """
    if IndicatorField.REASON not in checked.columns:
        return
    factor = 1 + checked.template.over_achievement
    for row in checked.rows:
        target, actual = row.target, row.actual
        if target is None or actual is None or target.number <= 0:
            continue
        if actual.number < target.number * factor or not target.comparable_with(actual):
            continue
        if _is_share(row, target) and actual.number <= HUNDRED:
            continue
        if row.judgement.doubt is Doubt.GRADES or not more_is_better(row.indicator, target):
            continue
        if not explains(row.indicator.reason):
            over = (actual.number / target.number - 1) * 100
            yield checked.finding_at(
                Code.OVER_ACHIEVEMENT,
                row.cell(IndicatorField.REASON),
                f"还没有填写：实际完成值“{shortened(row.indicator.actual)}”比目标"
                f"“{shortened(row.indicator.target)}”多 {over:.0f}%，请说明超额的原因，或核对这两个数。",
            )


def not_measurable(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each target of a quantity indicator that names no number (check 16)."""
    for row in checked.rows:
        target = row.indicator.target
        if "数量" not in row.indicator.level2 or row.target is not None or not target.strip():
            continue
        if not has_number(target) and not placeholder(target):
            yield checked.finding_at(
                Code.NOT_MEASURABLE,
                row.cell(IndicatorField.TARGET),
                f"“{shortened(target)}”没有数字，数量指标应当可以衡量，请写明数量和单位，如“≥10场”。",
            )


def target_direction(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each target in the wrong direction or out of reach (check 17)."""
    for row in checked.rows:
        if row.target is None:
            continue
        if trouble := _direction(row, row.target):
            yield checked.finding_at(
                Code.TARGET_DIRECTION,
                row.cell(IndicatorField.TARGET),
                f"“{shortened(row.indicator.target)}”{trouble}",
            )


def _direction(row: Row, target: Quantity) -> str:
    name = row.indicator.level3
    if is_out_of_reach(name, target):
        return "超过 100%，不可能达到，请核对。"
    if target.comparator.is_upper_bound:
        if is_sign_doubtful(row.indicator, target):
            return "是上限，这一项应是越多越好，请核对是否应为“≥”。"
        if "数量" in row.indicator.level2 and not _LESS_IS_BETTER.search(name):
            return "是上限，数量指标通常是越多越好，请核对是否应为“≥”。"
    elif target.number > 0 and is_sign_doubtful(row.indicator, target):
        return "是下限，这一项应是越少越好，请核对是否应为“≤”。"
    return ""


def _is_share(row: Row, target: Quantity) -> bool:
    """Whether the target is a share of a whole, which ends at 100 %."""
    return target.unit == "%" and not speaks_of_change(row.indicator.level3)
