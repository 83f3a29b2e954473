"""Where an indicator of the library stands in a template, whose levels may have other names."""

from typing import NamedTuple

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.checks.weights import dimension_key


class Levels(NamedTuple):
    """The level-1 and the level-2 name of an indicator."""

    level1: str
    level2: str


# How well a pair of names of a template fits: both, the level-2 name under another one, level 1 alone.
_BOTH, _LEVEL2, _LEVEL1, _NEITHER = 3, 2, 1, 0


def levels_in(block: IndicatorsBlock, levels: Levels) -> Levels | None:
    """Return the names that the template has for ``levels``, ``None`` where it has nothing like them.

    What is under another name is found by the level-2 name: 社会效益指标 under 效果指标, 成本指标 under
    产出指标, 服务对象满意度 under 效益. A template without any dimension takes every name.
    """
    if not block.dimensions:
        return levels
    offered = [Levels(one.name, level2) for one in block.dimensions for level2 in one.level2 or ("",)]
    best = max(offered, key=lambda one: _fit(one, levels))
    fit = _fit(best, levels)
    if fit == _NEITHER:
        return None
    return Levels(best.level1, levels.level2) if fit == _LEVEL1 else best


def is_same_level1(one: str, other: str) -> bool:
    """Whether two level-1 names mean the same: 产出, 产出指标 and 产出指标（50分）."""
    return dimension_key(one) == dimension_key(other)


def _fit(offered: Levels, wanted: Levels) -> int:
    is_dimension = is_same_level1(offered.level1, wanted.level1)
    kind, asked = _kind(offered.level2), _kind(wanted.level2)
    if kind and asked and (kind in asked or asked in kind):
        return _BOTH if is_dimension else _LEVEL2
    return _LEVEL1 if is_dimension else _NEITHER


def _kind(level2: str) -> str:
    """Return what a level-2 name is about: 数量 of 产出数量, 满意度 of 服务对象满意度指标等."""
    bare = level2.strip().removesuffix("等").removesuffix("指标")
    return bare.removeprefix("产出").removeprefix("服务对象")
