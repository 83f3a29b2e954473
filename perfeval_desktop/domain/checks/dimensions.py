"""Indicators under the wrong heading: a level in the place of another, satisfaction that asks nobody."""

from collections.abc import Iterator

from perfeval_desktop.domain.checks.check import Check, in_grid, needs
from perfeval_desktop.domain.checks.judged import Judged, Remark
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.units import is_ratio

_ASKS = Pattern("满意|评价|认可|投诉|测评|好评|获得感|幸福感|评分|知晓|口碑")


def nobody_asked(judged: Judged) -> Iterator[Remark]:
    """Yield each satisfaction indicator that asks nobody: it neither names satisfaction nor is a share."""
    for row in judged.rows:
        facts = row.facts
        if "满意" not in facts.level1 + facts.level2 or not facts.name.strip() or _ASKS.search(facts.name):
            continue
        target = facts.target_quantity
        if target is None or not is_ratio(target.unit):
            yield judged.remark_on(
                row,
                judged.keys.name,
                "放在满意度指标里，却没有问任何人是否满意，请写明调查对象和满意的比例。",
            )


def _with_and_without(*names: str) -> frozenset[str]:
    """Return the names of levels as they are written: 产出 and 产出指标."""
    return frozenset((*names, *(f"{name}指标" for name in names)))


_FIRST = _with_and_without("产出", "效益", "效果")
_SECOND = _with_and_without("数量", "质量", "时效", "经济效益", "社会效益", "生态效益", "可持续影响")


def level_names(judged: Judged) -> Iterator[Remark]:
    """Yield each level name that belongs to the other level: 数量指标 as level 1."""
    for row in judged.rows:
        first, second = row.facts.level1.strip(), row.facts.level2.strip()
        if first in _SECOND:
            yield judged.remark_on(row, judged.keys.level1, f"“{first}”是二级指标的名称，请改正。")
        if second in _FIRST:
            yield judged.remark_on(row, judged.keys.level2, f"“{second}”是一级指标的名称，请改正。")


CHECKS = (
    Check(Code.NOBODY_ASKED, Severity.HINT, needs(in_grid(Role.LEVEL1, Role.LEVEL2)), nobody_asked),
    Check(Code.LEVEL_NAME, Severity.HINT, needs(in_grid(Role.LEVEL1), in_grid(Role.LEVEL2)), level_names),
)
