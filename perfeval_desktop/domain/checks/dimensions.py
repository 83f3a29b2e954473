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
        facts, target = row.facts, row.target
        if "满意" not in facts.level1 + facts.level2 or not facts.name.strip() or _ASKS.search(facts.name):
            continue
        if target is None or not is_ratio(target.unit):
            yield judged.remark_on(
                row,
                judged.keys.name,
                "放在满意度指标里，却没有问任何人是否满意，请写明调查对象和满意的比例。",
            )


_FIRST = frozenset({"产出", "效益", "效果"})
_SECOND = frozenset({"数量", "质量", "时效", "经济效益", "社会效益", "生态效益", "可持续影响"})


def level_names(judged: Judged) -> Iterator[Remark]:
    """Yield each level name that belongs to the other level: 数量指标 as level 1."""
    for row in judged.rows:
        first, second = (name.strip().removesuffix("指标") for name in (row.facts.level1, row.facts.level2))
        if judged.keys.level1 and first in _SECOND:
            yield judged.remark_on(
                row, judged.keys.level1, f"“{row.facts.level1.strip()}”是二级指标的名称，请改正。"
            )
        if judged.keys.level2 and second in _FIRST:
            yield judged.remark_on(
                row, judged.keys.level2, f"“{row.facts.level2.strip()}”是一级指标的名称，请改正。"
            )


CHECKS = (
    Check(Code.NOBODY_ASKED, Severity.HINT, needs(in_grid(Role.LEVEL1, Role.LEVEL2)), nobody_asked),
    Check(Code.LEVEL_NAME, Severity.HINT, needs(in_grid(Role.LEVEL1), in_grid(Role.LEVEL2)), level_names),
)
