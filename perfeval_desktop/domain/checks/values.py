"""Target and actual: measurable, of one kind, in the right direction, and no copy of each other."""

import re
from collections.abc import Iterator

from perfeval_desktop.domain.checks.check import Check, in_grid, needs
from perfeval_desktop.domain.checks.judged import Judged, JudgedRow, Remark
from perfeval_desktop.domain.checks.reading import explains, has_number, placeholder
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.direction import is_out_of_reach, is_sign_doubtful
from perfeval_desktop.domain.earning import HUNDRED, excess_share
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.numerals import narrow, shortened
from perfeval_desktop.domain.quantity import Quantity
from perfeval_desktop.domain.rules import USUAL_OVER_ACHIEVEMENT, AskReason

_OPERATORS = tuple("=＝<＜>＞≤≥≦≧")

# Names of which less is better, in the widest sense: an upper bound is nothing to wonder at.
_LESS_IS_BETTER = re.compile(
    "故障|事故|投诉|差错|错误|失误|缺陷|违规|违法|失败|中断|逾期|流失|死亡|伤亡|发病|感染|污染|排放|能耗|耗|"
    "成本|费|支出|控制|误差|超|误|漏|退"
)


def copied_actual(judged: Judged) -> Iterator[Remark]:
    """Yield each actual that is a copy of its target with the operator, or no single value (check 11)."""
    for row in judged.rows:
        if _is_copied(row):
            yield judged.remark_on(
                row,
                judged.keys.actual,
                f"“{shortened(row.facts.actual)}”带着目标的符号，请只填实际达到的数值，不带“≥”“=”等符号。",
            )


def _is_copied(row: JudgedRow) -> bool:
    actual = row.facts.actual.strip()
    if row.actual is not None and row.actual.comparator.is_signed:
        return True
    return actual.startswith(_OPERATORS) and narrow(actual) == narrow(row.facts.target.strip())


def formula_word(judged: Judged) -> Iterator[Remark]:
    """Yield each actual that is only a word like 达成指标 where the target is a quantity (check 12)."""
    words = judged.reached_words
    for row in judged.rows:
        if row.target is not None and row.facts.actual.strip() in words:
            yield judged.remark_on(
                row,
                judged.keys.actual,
                f"只写了“{row.facts.actual.strip()}”，目标是“{shortened(row.facts.target)}”，"
                "请填写实际达到的数值。",
            )


def other_kind(judged: Judged) -> Iterator[Remark]:
    """Yield each actual that cannot be held against its quantitative target (check 13)."""
    for row in judged.rows:
        if row.target is None:
            continue
        if row.actual is not None:
            if not row.target.comparable_with(row.actual):
                yield judged.remark_on(
                    row,
                    judged.keys.actual,
                    f"{_units(row.actual, row.target)}，无法比较，请把单位改成一致。",
                )
        elif _is_only_words(row.facts.actual, judged.reached_words):
            yield judged.remark_on(
                row,
                judged.keys.actual,
                f"是文字“{shortened(row.facts.actual)}”，目标是数值“{shortened(row.facts.target)}”，"
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


def over_achievement(judged: Judged) -> Iterator[Remark]:
    """Yield each actual far above its target and unexplained (check 14); how far is the template's.

    Where that loses points, the deduction asks for the reason.
    """
    scoring = judged.template.scoring
    rule = USUAL_OVER_ACHIEVEMENT if scoring is None else scoring.over_achievement
    for row in judged.rows:
        excess = excess_share(row.facts)
        if excess is None or excess < rule.over or explains(row.facts.reason):
            continue
        if not isinstance(rule, AskReason) and _is_deducted(row):
            continue
        yield judged.remark_on(
            row,
            judged.keys.reason,
            f"还没有填写：实际完成值“{shortened(row.facts.actual)}”比目标"
            f"“{shortened(row.facts.target)}”多 {excess * HUNDRED:.0f}%，请说明超额的原因，或核对这两个数。",
        )


def _is_deducted(row: JudgedRow) -> bool:
    return row.score.value is not None and row.full is not None and row.score.value < row.full


def not_measurable(judged: Judged) -> Iterator[Remark]:
    """Yield each target of a quantity indicator that names no number (check 16)."""
    quantity = judged.template.thresholds.quantity
    for row in judged.rows:
        target = row.facts.target
        if quantity not in row.facts.level2 or row.target is not None or not target.strip():
            continue
        if not has_number(target) and not placeholder(target):
            yield judged.remark_on(
                row,
                judged.target_key,
                f"“{shortened(target)}”没有数字，数量指标应当可以衡量，请写明数量和单位，如“≥10场”。",
            )


def target_direction(judged: Judged) -> Iterator[Remark]:
    """Yield each target in the wrong direction or out of reach (check 17)."""
    for row in judged.rows:
        if row.target is not None and (trouble := _direction(judged, row, row.target)):
            yield judged.remark_on(row, judged.target_key, f"“{shortened(row.facts.target)}”{trouble}")


def _direction(judged: Judged, row: JudgedRow, target: Quantity) -> str:
    name = row.facts.name
    if is_out_of_reach(name, target):
        return "超过 100%，不可能达到，请核对。"
    if target.comparator.is_upper_bound:
        if is_sign_doubtful(row.facts.subject, target):
            return "是上限，这一项应是越多越好，请核对是否应为“≥”。"
        if judged.template.thresholds.quantity in row.facts.level2 and not _LESS_IS_BETTER.search(name):
            return "是上限，数量指标通常是越多越好，请核对是否应为“≥”。"
    elif target.number > 0 and is_sign_doubtful(row.facts.subject, target):
        return "是下限，这一项应是越少越好，请核对是否应为“≤”。"
    return ""


_TARGET = in_grid(Role.TARGET, Role.TARGET_NUMBER)
_ACTUAL = in_grid(Role.ACTUAL)

CHECKS = (
    Check(Code.COPIED_ACTUAL, Severity.WARNING, needs(_TARGET, _ACTUAL), copied_actual),
    Check(Code.FORMULA_WORD, Severity.WARNING, needs(_TARGET, _ACTUAL), formula_word),
    Check(Code.OTHER_KIND, Severity.WARNING, needs(_TARGET, _ACTUAL), other_kind),
    Check(
        Code.OVER_ACHIEVEMENT,
        Severity.WARNING,
        needs(_TARGET, _ACTUAL, in_grid(Role.REASON), outcome=True),
        over_achievement,
    ),
    Check(Code.NOT_MEASURABLE, Severity.HINT, needs(_TARGET, in_grid(Role.LEVEL2)), not_measurable),
    Check(Code.TARGET_DIRECTION, Severity.WARNING, needs(_TARGET), target_direction),
)
